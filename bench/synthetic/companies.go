// Package synthetic makes invented disclosures: the demo's, in the shapes in which authorities send lists, and lists
// of any length to measure with. Companies have invented names and organisation numbers of group 4, which is assigned to
// nobody; persons have published test numbers. The same call always makes the same bytes.
package synthetic

import (
	"fmt"
	"slices"
	"strings"
)

// Company is an invented company.
type Company struct {
	Name        string
	Number      string   // ten digits of group 4; "" for a foreign company, which has none
	Departments []string // the board's departments that it meets, the main one first
	Spellings   []string // how registrars write it, the name first
	yearly      int      // disputes in an ordinary year of the demo
}

// The demo's companies with a story: the first jumps alone, the second grows with its whole department, and of the third
// alone a list has a year more.
const (
	Jumping = "Påhittade Betalningar AB (publ)"
	Twin    = "Sagoflyg Resor AB"
	Later   = "Påhittade Banken AB (publ)"
)

// Companies returns n invented companies: the demo's first, then as many more as it takes.
func Companies(n int) []Company {
	out := make([]Company, 0, max(n, len(demoFirms)))
	for i, f := range demoFirms {
		c := Company{Name: f.name, Departments: strings.Fields(f.departments), yearly: f.yearly}
		if !f.foreign {
			c.Number = number(i)
		}
		c.Spellings = spellings(c)
		out = append(out, c)
	}
	for i := len(out); i < n; i++ {
		d := departments[i%len(departments)]
		c := Company{
			Name:        fmt.Sprintf("%s %s %d AB", inventedWords[i%len(inventedWords)], d, i),
			Number:      number(i),
			Departments: []string{d},
		}
		c.Spellings = spellings(c)
		out = append(out, c)
	}
	return slices.Clip(out[:n])
}

// departments are the board's, as it labels them.
var departments = []string{
	"Allmänna", "Bank", "Bostad", "Båt", "Elektronik", "Försäkring", "Motor", "Möbler", "Resor", "Sko", "Textil", "Tvätt",
}

var inventedWords = []string{"Påhittade", "Fiktiva", "Låtsade", "Uppdiktade", "Sagolika", "Exempliska", "Drömda"}

// number returns the i-th organisation number of group 4: its third digit is at least 2, its check digit right.
func number(i int) string {
	nine := fmt.Sprintf("4%d%d%06d", i/8%10, 2+i%8, (1000+i*7)%1_000_000)
	return nine + string(checkDigit(nine))
}

// checkDigit returns the digit that makes the number's Luhn sum a multiple of ten.
func checkDigit(digits string) byte {
	sum := 0
	for i := range len(digits) {
		v := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			v *= 2
		}
		sum += v/10 + v%10
	}
	return byte('0' + (10-sum%10)%10)
}

// spellings returns the ways of writing a company. One without a number is known by its name alone, so only its letter
// case and white space vary.
func spellings(c Company) []string {
	if c.Number == "" {
		return []string{c.Name, strings.ToUpper(c.Name), strings.Replace(c.Name, " ", "  ", 1)}
	}
	bare := strings.TrimSuffix(c.Name, " (publ)")
	stem := strings.TrimSuffix(bare, " AB")
	return []string{
		c.Name, c.Name, c.Name, c.Name, strings.ToUpper(c.Name), bare, "AB " + stem, stem, stem + " aktiebolag",
		strings.ToLower(stem) + " ab", stem + ", " + strings.TrimPrefix(bare, stem+" "),
	}
}

// demoFirms are the demo's companies, their departments and disputes in an ordinary year.
var demoFirms = []struct {
	name, departments string
	yearly            int
	foreign           bool
}{
	{name: Jumping, departments: "Bank", yearly: 130},
	{name: Twin, departments: "Resor", yearly: 42},
	{name: Later, departments: "Bank", yearly: 62},
	{name: "Fiktiva Sparkontoret AB", departments: "Bank", yearly: 34},
	{name: "Låtsaslånet i Norr AB", departments: "Bank", yearly: 21},
	{name: "Hittepå Faktura AB", departments: "Bank Allmänna", yearly: 18},
	{name: "Drömkrediten AB", departments: "Bank", yearly: 12},
	{name: "Invented Payments Ltd", departments: "Bank", yearly: 9, foreign: true},
	{name: "Exempelresor i Norr AB", departments: "Resor", yearly: 36},
	{name: "Luftslottets Charter AB", departments: "Resor", yearly: 31},
	{name: "Fantasitåg AB", departments: "Resor", yearly: 22},
	{name: "Ingenstans Bussar AB", departments: "Resor", yearly: 12},
	{name: "Resebyrån Utopia AB", departments: "Resor Allmänna", yearly: 26},
	{name: "Invented Airways Ltd", departments: "Resor", yearly: 38, foreign: true},
	{name: "Oppdiktet Luftfart AS", departments: "Resor", yearly: 17, foreign: true},
	{name: "Bedachte Boekingen B.V.", departments: "Resor", yearly: 24, foreign: true},
	{name: "Erfundene Reisen GmbH", departments: "Resor", yearly: 7, foreign: true},
	{name: "Påhittade Prylar AB", departments: "Elektronik", yearly: 58},
	{name: "Elsagan Hemelektronik AB", departments: "Elektronik", yearly: 47},
	{name: "Fiktiv Mobil Sverige AB", departments: "Elektronik Allmänna", yearly: 44},
	{name: "Låtsasdatorer AB", departments: "Elektronik", yearly: 33},
	{name: "Vitvaror från Ingenstans AB", departments: "Elektronik", yearly: 26},
	{name: "Skärmfantasi AB", departments: "Elektronik", yearly: 13},
	{name: "Keksitty Elektroniikka Oy", departments: "Elektronik", yearly: 8, foreign: true},
	{name: "Invented Gadgets, Inc.", departments: "Elektronik", yearly: 11, foreign: true},
	{name: "Påhittade Bredband AB", departments: "Allmänna", yearly: 45},
	{name: "Sagobiljetter AB", departments: "Allmänna", yearly: 39},
	{name: "Exempelgym AB", departments: "Allmänna", yearly: 34},
	{name: "Drömfesten Evenemang AB", departments: "Allmänna", yearly: 21},
	{name: "Fiktiva Flyttfirman AB", departments: "Allmänna Bostad", yearly: 23},
	{name: "Hittepå Utbildning AB", departments: "Allmänna", yearly: 14},
	{name: "Uppdiktade Prenumerationer AB", departments: "Allmänna", yearly: 28},
	{name: "Luftslottet Djurklinik AB", departments: "Allmänna", yearly: 9},
	{name: "Påhittade Bilar AB", departments: "Motor", yearly: 52},
	{name: "Fantasimotor i Väst AB", departments: "Motor", yearly: 41},
	{name: "Sagans Begagnade AB", departments: "Motor", yearly: 37},
	{name: "Låtsasverkstaden AB", departments: "Motor", yearly: 29},
	{name: "Exempeldäck AB", departments: "Motor", yearly: 13},
	{name: "Ingenmans Husbilar AB", departments: "Motor", yearly: 22},
	{name: "Drömparkering AB", departments: "Motor Allmänna", yearly: 31},
	{name: "Påhittade Möbler AB", departments: "Möbler", yearly: 43},
	{name: "Soffsagan AB", departments: "Möbler", yearly: 27},
	{name: "Köksfantasi i Mellansverige AB", departments: "Möbler Bostad", yearly: 33},
	{name: "Sängar från Utopia AB", departments: "Möbler", yearly: 19},
	{name: "Opdigtede Møbler A/S", departments: "Möbler", yearly: 8, foreign: true},
	{name: "Påhittade Hantverkare AB", departments: "Bostad", yearly: 36},
	{name: "Sagotak AB", departments: "Bostad", yearly: 28},
	{name: "Fiktiva Fönster AB", departments: "Bostad", yearly: 31},
	{name: "Låtsassol Energi AB", departments: "Bostad", yearly: 26},
	{name: "Badrum i Det Blå AB", departments: "Bostad", yearly: 20},
	{name: "Påhittade Försäkringar AB (publ)", departments: "Försäkring", yearly: 39},
	{name: "Fiktiv Djurförsäkring AB", departments: "Försäkring", yearly: 24},
	{name: "Trygga Sagan Försäkring AB", departments: "Försäkring", yearly: 29},
	{name: "Invented Insurance plc", departments: "Försäkring", yearly: 11, foreign: true},
	{name: "Påhittade Båtar AB", departments: "Båt", yearly: 7},
	{name: "Fantasimarinan AB", departments: "Båt", yearly: 5},
	{name: "Påhittade Skor AB", departments: "Sko", yearly: 15},
	{name: "Sagosteg AB", departments: "Sko", yearly: 9},
	{name: "Påhittade Kläder AB", departments: "Textil Sko", yearly: 28},
	{name: "Låtsasmode AB", departments: "Textil", yearly: 19},
	{name: "Invented Fashion SA", departments: "Textil", yearly: 12, foreign: true},
	{name: "Påhittade Tvätten AB", departments: "Tvätt", yearly: 4},
}
