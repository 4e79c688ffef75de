// Package plain knows words that are nobody's name, and tells by them what may be one.
package plain

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// Words are words in lower case that are nobody's name.
type Words map[string]bool

// Split gives the runs of letters of a text, as written.
func Split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

func set(text string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		m[w] = true
	}
	return m
}

// plainWords are words of file names, sheets and column names that are nobody's name. Those of the lists' own headers and
// ids come on top.
var plainWords = set(`
	a aktuell alla all amount answer antal arende arenden anmalan anmalningar arkiv article av avtal begäran begaran beslut
	blad bolag bok book business contracted case cases category code company companies complaint complaints contract copy country csv
	data database dataset datum date day december del delivery diarium disclosure disclosures document domain dump en
	export exporterad export extract februari fil file files final foretag företag from följ för full första händelse html
	id import index in inkomna januari juli juni json kategori klagomål kod kolumn komplett kopia kvartal list lista listor
	list maj main mars month månad namn new number nummer ny nya och of official oktober old only open order original page
	part pdf period price product products public quarter rad rader rapport record records register report reports result
	results row rows sample sheet sida source statistik statistics status sum summa svar tabell table tabeller test text
	till to total totalt truncated typ type uppgifter url utdrag utlämnande utlamnande uttag value värde version week whole
	with xlsx xls year år åren ärende ärenden anmälan anmälningar augusti september november april area areas state zip
	first last level levels name group unit rank rate share comment comments note notes
	diarie arsrapport årsrapport sammanställning förteckning redovisning underlag bilaga dokument handling handlingar begärd begärda
	reklamation reklamationer konsument konsumenter nämnd nämnden tvist tvister inkommet inkommen avgjord avgjorda kvartals
	månads års halvår bearbetad rensad slutlig version leverans leveranser register telebolag`)

// givenNames are common first names; a text with one of them as a word may name a person.
var givenNames = set(`
	anna eva maria karin sara lena kristina christina kerstin emma marie birgitta malin jenny inger ulla annika linda ingrid
	susanne elin monica monika sofia hanna johanna carina katarina julia ida elisabeth elisabet helena åsa anita camilla
	sandra anette anneli marianne barbro siv gunilla margareta linnea linnéa josefin agneta ann britt amanda cecilia
	charlotte charlotta ellen emelie emilia erika fanny felicia frida gun helen ingela irene jessica klara lisa louise lovisa
	madeleine maja matilda mia moa nathalie olivia pia rebecka sanna siri sonja stina sigrid therese tilda ulrika vera
	victoria viktoria wilma vilma yvonne alva astrid ebba elsa freja saga selma tuva alma beata greta märta samira fatima
	lars mikael anders johan erik per peter daniel jan fredrik hans bengt mats andreas stefan magnus thomas tomas bo
	martin nils leif björn karl carl ulf mattias patrik robert marcus markus christer kjell jonas göran henrik håkan kent
	niklas roger joakim jimmy alexander david simon oskar oscar viktor victor emil rickard rikard sven lennart gunnar
	rolf stig tommy kenneth arne ingvar ove sten kurt åke börje gustav gustaf filip jakob jacob adam anton elias felix
	gösta hampus hugo isak kalle kevin linus lucas lukas ludvig max olle oliver pontus rasmus robin sebastian sixten
	tobias torbjörn torsten urban valter wilhelm vilhelm william wilmer axel albin alfred arvid edvin folke frank fritz
	holger ivar knut nisse olof olov ragnar sigvard ture tore yngve ali ahmed hassan hussein ibrahim mohamed mohammed
	muhammad omar yusuf john michael james mary patricia jennifer elizabeth susan`)

// surnameEnds are endings that hardly any Swedish word has but surnames.
var surnameEnds = []string{"sson", "sdotter", "qvist", "kvist", "strand", "ström", "lund", "gren", "blad", "hjelm", "quist"}

// nameWord tells whether a word is a first name, or ends like a surname.
func (plain Words) nameWord(word string) bool {
	w := strings.ToLower(word)
	if plain[w] {
		return false
	}
	if givenNames[w] {
		return true
	}
	for i, end := range surnameEnds {
		if strings.HasSuffix(w, end) && (i < 2 || len(w) >= len(end)+3 && unicode.IsUpper([]rune(word)[0])) {
			return true
		}
	}
	return false
}

// FirstName tells whether a text is nothing but a first name, or a surname that is nothing else.
func (plain Words) FirstName(text string) bool {
	w := strings.ToLower(text)
	return !plain[w] && !strings.Contains(w, " ") && (givenNames[w] || strings.HasSuffix(w, "sson") || strings.HasSuffix(w, "sdotter"))
}

// NamesPerson tells whether a first name or a surname stands in a text.
func (plain Words) NamesPerson(text string) bool {
	return slices.ContainsFunc(Split(text), plain.nameWord)
}

// fullName is two to four words, each with a capital, with a comma or hyphens at most among them.
var fullName = regexp.MustCompile(`^\p{Lu}[\p{L}'’]+(-\p{Lu}\p{L}+)?(,? (von |af |de |van |da )?\p{Lu}[\p{L}'’]+(-\p{Lu}\p{L}+)?){1,3}$`)

// LooksNamed tells whether a whole text has the form of a person's name.
func (plain Words) LooksNamed(text string) bool {
	if !fullName.MatchString(text) {
		return false
	}
	for _, w := range Split(text) {
		if plain[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// Of gives the words that are nobody's name: common ones and those of the lists.
func Of(lists []*list.List) Words {
	m := Words{}
	for w := range plainWords {
		m[w] = true
	}
	for _, l := range lists {
		texts := []string{l.ID, l.Authority, l.AuthorityName.SV, l.AuthorityName.EN, l.Title.SV, l.Title.EN}
		for _, c := range l.Columns {
			texts = append(append(texts, c.Name), c.Headers...)
		}
		for _, t := range texts {
			for _, w := range Split(t) {
				m[strings.ToLower(w)] = true
			}
		}
	}
	return m
}

// compound tells whether a word is two that are nobody's name, as Swedish writes them: diarieutdrag. An s may join them.
func (plain Words) compound(word string) bool {
	if plain.nameWord(word) {
		return false
	}
	const least = 4 // letters, lest a surname be put together of scraps
	r := []rune(word)
	for i := least; i+least <= len(r); i++ {
		first, second := string(r[:i]), string(r[i:])
		if plain[second] && (plain[first] || len(r[:i]) > least && plain[strings.TrimSuffix(first, "s")]) {
			return true
		}
	}
	return false
}

// aDay is a date of this century, as files are named after.
var aDay = regexp.MustCompile(`(^|[^0-9])20[0-9]{2}[-_]?(0[1-9]|1[0-2])[-_]?([0-2][0-9]|3[01])($|[^0-9-])`)

// Printable tells whether the name of a file or sheet surely names nobody: it is made of words that are nobody's name or
// single letters, and of short ones beside such words.
func (plain Words) Printable(name string) bool {
	rest := name
	for {
		next := aDay.ReplaceAllString(rest, "$1$4")
		if next == rest {
			break
		}
		rest = next
	}
	if privacy.Scan(name) != privacy.Nothing || privacy.Scan(rest) != privacy.Nothing || company.PersonLike(rest) {
		return false
	}
	known, short := 0, 0
	for _, w := range Split(strings.TrimSuffix(name, filepath.Ext(name))) {
		switch w = strings.ToLower(w); {
		case len([]rune(w)) == 1:
		case plain[w] || plain.compound(w):
			known++
		case len([]rune(w)) <= 3 && !givenNames[w]:
			short++
		default:
			return false
		}
	}
	return known > 0 || short == 0
}
