package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// testNumbers are numbers that the Swedish Tax Agency publishes for tests; they belong to nobody.
var testNumbers = []string{"19811218-9876", "19121212-1212", "19701063-2391"}

var (
	givenNames  = []string{"Testa", "Exempla", "Fiktor", "Påhitta", "Låtsi", "Provia", "Demon", "Sagalisa", "Uppdikt-Eva", "Hittepå-Bo"}
	familyNames = []string{"Testsson", "Exempelsdotter", "Påhittsson", "Fiktivius", "von Prov", "Låtsasberg", "Demosson", "Sagoström"}
	trades      = []string{"Bygg", "Måleri", "Salong", "Bil & Däck", "Konsult", "Trädgård", "Foto", "Städ"}
)

// person is an invented person.
type person struct{ name, number, email string }

func newPerson(r *rand.Rand) person {
	given, family := pick(r, givenNames), pick(r, familyNames)
	name := given + " " + family
	if r.IntN(4) == 0 {
		name = family + ", " + given
	}
	ascii := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", " ", "-")
	return person{
		name:   name,
		number: pick(r, testNumbers),
		email:  ascii.Replace(strings.ToLower(given+"."+family)) + fmt.Sprintf("%d@example.se", r.IntN(1000)),
	}
}

// trader is a respondent who is, or may be, a natural person: name and number as written.
type trader struct{ name, number string }

// newTrader makes a sole trader with a test number or none, an estate, or a masked respondent.
func newTrader(r *rand.Rand) trader {
	p := newPerson(r)
	short := strings.TrimPrefix(p.number, "19")
	switch r.IntN(20) {
	case 0:
		return trader{"Dödsboet efter " + p.name, ""}
	case 1:
		return trader{p.name + " dödsbo", wrongEstateNumber}
	case 2, 3:
		return trader{"Personuppgift", ""}
	case 4:
		return trader{"XXXX XXXXXXX", short[:7] + "XXXX"}
	case 5, 6, 7:
		return trader{p.name + " enskild firma", ""}
	case 8, 9, 10:
		return trader{p.name + " " + pick(r, trades), ""}
	case 11:
		return trader{p.name, p.number}
	default:
		return trader{p.name + " " + pick(r, trades), short}
	}
}

// wrongEstateNumber has the group of estates and a wrong check digit, so that it is nobody's.
const wrongEstateNumber = "149999-9990"

// formless are respondents that are known by a name without a legal form, which may be a person's.
var formless = []string{
	"pahittat.example", "Hittepåbutiken", "Sagans Antikviteter", "Låtsasbageriet i Byn", "www.fiktivt.example",
	"Drömkåken",
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
