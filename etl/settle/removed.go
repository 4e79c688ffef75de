package settle

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Removed is the records and the companies that no release may hold. What is removed is counted among the unnamed.
type Removed struct {
	records   map[[10]byte]bool
	companies map[string]bool
	spelled   map[string]bool // what removed companies were spelled as, by the id that the name has by itself
}

func (r Removed) none() bool { return len(r.records) == 0 && len(r.companies) == 0 }

// Following returns what is removed, with the keys that the removed records have now. moved has these by the keys before.
func (r Removed) Following(moved map[[10]byte][10]byte) Removed {
	records := maps.Clone(r.records)
	for from := range r.records {
		if to, ok := moved[from]; ok {
			records[to] = true
		}
	}
	r.records = records
	return r
}

// Record reports whether a record was removed.
func (r Removed) Record(key [10]byte) bool { return r.records[key] }

// Company reports whether a company was removed.
func (r Removed) Company(id string) bool { return r.companies[id] }

// Spelled reports whether a removed company was spelled like a name.
func (r Removed) Spelled(name string) bool { return r.spelled[company.NameID(name)] }

// IDs returns what was removed, each as its id is written.
func (r Removed) IDs() []string {
	out := slices.Collect(maps.Keys(r.companies))
	for key := range r.records {
		out = append(out, record.KeyText(key))
	}
	return out
}

// NewRemoved takes the ids of records and of companies, and the Spellings that Without returned for these.
func NewRemoved(ids, spellings []string) (Removed, error) {
	r := Removed{records: map[[10]byte]bool{}, companies: map[string]bool{}, spelled: map[string]bool{}}
	for _, id := range spellings {
		r.spelled[id] = true
	}
	for _, id := range ids {
		if key, isRecord := record.ParseKey(id); isRecord {
			if key != [10]byte{} { // what no record has, but rows whose key is not known
				r.records[key] = true
			}
			continue
		}
		if _, err := record.ParseID(id); err != nil {
			return r, &record.InvalidError{Param: "ID", Want: "a record's id is 16 letters in lower case and digits; " + err.Error()}
		}
		r.companies[id] = true
	}
	return r, nil
}

// mentions finds the names and numbers of removed companies in texts about something else.
type mentions []string

// shortest is how many characters a name has at least that is looked for inside a text; a shorter one is a word too
// often.
const shortest = 4

// add takes a name, in the form in which texts are compared.
func (m *mentions) add(names ...string) {
	for _, name := range names {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			*m = append(*m, name)
		}
	}
}

// addCompany takes a company's id and, when it has one, its number, with and without the hyphen; of another country's, with
// the country's code in front, and as a register that is known writes it.
func (m *mentions) addCompany(id, orgNumber string) {
	if kind, _ := record.ParseID(id); kind == record.Foreign {
		m.add(strings.Replace(id, "-", "", 1), strings.Replace(id, "-", " ", 1))
		m.add(company.WrittenAbroad(id)...)
	}
	if digits, ok := strings.CutPrefix(id, "se-"); ok && orgNumber == "" {
		orgNumber = digits[:6] + "-" + digits[6:]
	}
	m.add(id, orgNumber, strings.ReplaceAll(orgNumber, "-", ""))
}

// in reports whether a text is one of the names or mentions it, as a word or words of its own or in the genitive.
func (m mentions) in(text string) bool {
	if len(m) == 0 || text == "" {
		return false
	}
	text = strings.ToLower(text)
	for _, name := range m {
		if text == name || utf8.RuneCountInString(name) >= shortest && mentioned(text, name) {
			return true
		}
	}
	return false
}

func mentioned(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after := text[i+len(name):]
		next, _ := utf8.DecodeRuneInString(after)
		if next == 's' {
			next, _ = utf8.DecodeRuneInString(after[1:])
		}
		if !inWord(before) && !inWord(next) {
			return true
		}
		from = i + len(name)
	}
}

// mentionedIn returns what reports whether one of a row's texts mentions a removed company: in any of the table's columns but those
// of codes.
func mentionedIn[T any](t schema.Rows[T], m mentions) func(row T) bool {
	return func(row T) bool {
		for text := range t.Texts(&row) {
			if m.in(text) {
				return true
			}
		}
		return false
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
