package publish

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// companyID is the form of a company's id.
var companyID = regexp.MustCompile(`^(se-[0-9]{10}|[ux]-[a-z0-9-]+)$`)

// IsCompanyID tells whether a text has the form of a company's id.
func IsCompanyID(id string) bool { return companyID.MatchString(id) }

// Removed is the records and the companies that no release may hold. What is removed is counted among the unnamed.
type Removed struct {
	records   map[[10]byte]bool
	companies map[string]bool
	spelled   map[string]bool // what removed companies were spelled as, by the id that the name has by itself
}

func (r Removed) none() bool { return len(r.records) == 0 && len(r.companies) == 0 }

// record tells whether a record's id is one that was removed.
func (r Removed) record(id string) bool {
	key, ok := release.ParseKey(id)
	return ok && r.records[key]
}

// NewRemoved takes the ids of records and of companies, and what Excision.Spellings gave for these.
func NewRemoved(ids, spellings []string) (Removed, error) {
	r := Removed{records: map[[10]byte]bool{}, companies: map[string]bool{}, spelled: map[string]bool{}}
	for _, id := range spellings {
		r.spelled[id] = true
	}
	for _, id := range ids {
		key, isRecord := release.ParseKey(id)
		switch {
		case isRecord:
			r.records[key] = true
		case IsCompanyID(id):
			r.companies[id] = true
		default:
			return r, &record.InvalidError{Param: "ID", Want: "expected a record's id, 16 letters and digits, or a company's, such as se-2120000142"}
		}
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

// addCompany takes a company's id and, when it has one, its number, with and without the hyphen.
func (m *mentions) addCompany(id, orgNumber string) {
	if digits, ok := strings.CutPrefix(id, "se-"); ok && orgNumber == "" {
		orgNumber = digits[:6] + "-" + digits[6:]
	}
	m.add(id, orgNumber, strings.ReplaceAll(orgNumber, "-", ""))
}

// in tells whether a text is one of the names or mentions it, as a word or words of its own or in the genitive.
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

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// HeldError says that what was written still holds what was to be removed. It does not say what.
type HeldError struct{ File, Column string }

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s: column %s still holds what was to be removed; nothing is released", e.File, e.Column)
}
