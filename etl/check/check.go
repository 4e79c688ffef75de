// Package check holds the rules that a row must keep. A rule says what it found and never quotes a cell's text; its name, severity and
// meaning are in package rule.
package check

import (
	"strings"

	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// Field is a coded field of a matter.
type Field int

// The coded fields, in the order of Matter.Codes.
const (
	MatterType Field = iota
	Department
	Subject
	Outcome
	DismissalReason
	Followed
	Fields // how many there are
)

// Name returns the field's column name.
func (f Field) Name() string {
	return [Fields]string{"matter_type", "department", "subject", "outcome", "dismissal_reason", "followed"}[f]
}

// Code is a coded cell: the code's id and its index in the build's code book. Unreadable means that no code list
// knows the text; the id is then record.Unmapped.
type Code struct {
	ID    string
	Index uint16
	State record.State
}

// Matter is one dispute or complaint, normalised. A missing column makes a missing value.
type Matter struct {
	Reference, Respondent     string
	Numbers                   int // how many references in the form of its list the cell holds; 0 when something else stands there
	Number                    company.NumberClass
	Person                    bool                      // a column says that the respondent is a natural person
	Several                   bool                      // number and name are those of several respondents
	Received, Decided         record.Value[record.Date] // a date after the disclosure came is Unreadable: it cannot be right
	LateReceived, LateDecided record.Value[record.Date] // such a date; else Missing
	Amount                    record.Value[int64]       // in parts of the list's currency; see record.Money
	Codes                     [Fields]Code
}

// Context is what a rule may know besides the matter.
type Context struct {
	List       *list.List
	Disclosure *source.Disclosure
}

// Say puts together what is wrong with some things: "a is missing", "a, b and c are missing"; "" for none.
func Say(names []string, one, many string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0] + " " + one
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " " + many
	}
}
