// Package coverage works out what the disclosures at hand can answer: list × measure × company × department × dates
// gives a status. What they cannot answer is unknown, never zero.
package coverage

import (
	"tvistdata/internal/record"
)

// Row is one covered span: over these dates, both inclusive, the disclosure holds everything that the measure counts.
type Row struct {
	List       string
	Measure    record.Measure
	Company    string // empty: all companies
	Department string // empty: all departments
	From, To   record.Date
	Disclosure string
}

// Span is the status of one value with the covered part of its period.
type Span struct {
	Status   record.Status
	From, To record.Date // first and last covered day; NoDate when nothing is covered
	Days     int         // covered days between them: fewer than To-From+1 when there are gaps
}

// Book holds the covered spans of a release.
type Book struct{ rows []Row }

// New makes a book of the rows.
func New(rows []Row) *Book { return &Book{rows: rows} }
