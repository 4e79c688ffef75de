package answer

import (
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Limits on one question. The service publishes them at /config.
const (
	MaxCells     = 100_000 // of one answer of counts
	MaxCompanies = 50      // that one question may name
	DefaultLimit = 20      // rows of a page
	MaxLimit     = 1000    // rows of a page
)

// Grouping is something that counts can be grouped by.
type Grouping string

// The groupings, in the order of their columns.
const (
	ByCompany    Grouping = "company"
	ByDepartment Grouping = "department"
	ByOutcome    Grouping = "outcome"
	ByPeriod     Grouping = "period"
)

// Span says how much of each period is counted.
type Span string

// The spans.
const (
	Whole Span = "whole" // all of it
	// ToDate is every year up to the month and day of the last day that is covered for all that is asked for, so that years compare
	// like with like.
	ToDate Span = "to_date"
)

// CountsQuestion asks how many records of one list there are. Fields left empty take the defaults named beside them;
// the dates' default is record.NoDate, not 0.
type CountsQuestion struct {
	List        string         // required: a list of disputes or complaints
	Measure     record.Measure // record.Received
	Companies   []string       // ids, at most MaxCompanies; all companies
	Group       string         // id of a group instead of companies: its members, each on the days that it belongs to it
	Departments []string       // codes; all departments
	Outcomes    []string       // codes, only with a measure by date of decision; all outcomes
	GroupBy     []Grouping     // one number
	Period      record.Period  // record.Year when grouped by period; may not be given otherwise
	From, To    record.Date    // both inclusive; the measure's coverage, rounded out to whole periods
	Span        Span           // Whole

	yearFrom, yearTo int                 // set by a comparison: see record.CountQuery
	members          []record.Membership // of Group, set by settle
}

// CountsAnswer is a table of counts with what has to be known about them.
//
// The columns are company_id and company_name (grouped by company), department, outcome, period (each when grouped
// by it), and always from, to, value, status, covered_from, covered_to, synthetic. Rows are ordered by company, department,
// outcome and period, codes by their text and a missing code last. There is a row for every combination.
type CountsAnswer struct {
	record.Table
	Meta CountsMeta
}

// CountsMeta is what has to be known about an answer of counts.
type CountsMeta struct {
	Release    string
	List       string
	RecordKind record.Kind
	Measure    record.Measure
	Unit       record.Text        // what one record is, in words
	Scope      record.Text        // whose records are counted, in words
	Coverage   []coverage.Row     // the covered spans that touch the question
	Notes      []record.Note      // those that touch the question, by date
	Statements []record.Statement // of the companies asked for, on the days asked for
	Published  record.Table       // published figures that say the same thing as a row, see publishedRow
	Citation   record.Text
	Licence    release.Licence
	Synthetic  bool
	// Undated counts the records of the whole list that the measure would count if their date could be read, and
	// Unmapped those whose text in a column that the answer depends on no code list knows, by column: outcome for
	// measures by date of decision, followed for followed and not_followed, department when asked or grouped by it.
	Undated  int64
	Unmapped map[string]int64
	Total    *int64 // sum of the values; nil when every value is null
}

// RowsAnswer is a page of records or figures with what has to be known about them.
type RowsAnswer struct {
	record.Page
	Meta          RowsMeta
	Disagreements []record.Disagreement // that a figure of the page is part of
}

// RowsMeta is what has to be known about records or figures. List, RecordKind, Unit and Licence are those of the list
// asked for; figures may be asked for without a list, and then List and Unit are empty.
type RowsMeta struct {
	Release    string
	List       string
	RecordKind record.Kind
	Unit       record.Text
	Citation   record.Text
	Licence    release.Licence
	Synthetic  bool
	// PublishedFrom is the first day that is still public: of what is older nothing is known, whether it is there or not. It is
	// no date when the list's records stay public without end.
	PublishedFrom record.Date
}

// CompaniesAnswer is a page of companies, best match first, and how many there are.
type CompaniesAnswer struct {
	Companies []record.Company
	Total     int64
}

// Profile is a company with its names and the lists that it has records in.
type Profile struct {
	record.Company
	Lists       []ProfileList
	Methods     map[string]int64    // records by the method that their names were tied by
	Memberships []record.Membership // in groups and brands
	MergedHere  []record.Company    // the ids that are counted as this company's
	Branches    []record.Company    // of this company, by id
}

// MaxQuestions is how many names or numbers one question of Match may hold.
const MaxQuestions = 100

// ProfileList is one list that a company has records in.
type ProfileList struct {
	List       string
	Title      record.Text
	RecordKind record.Kind
	Records    int64
	Synthetic  bool
}

// NotesQuestion asks for notes; empty fields let everything through. The dates' default is record.NoDate, not 0.
type NotesQuestion struct {
	List, Department, Company string
	From, To                  record.Date
}
