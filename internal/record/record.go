// Package record is the vocabulary of every other package: kinds of records, measures, statuses, dates,
// questions and tables of answers. It imports nothing of the project.
package record

import (
	"cmp"
	"errors"
	"slices"
)

// Kind says what one record is. Records of different kinds are never added together.
type Kind string

// The kinds of records.
const (
	Dispute   Kind = "dispute"   // a matter at a dispute board against one respondent; it can have an outcome
	Complaint Kind = "complaint" // a complaint to an agency; it has no outcome
	Listing   Kind = "listing"   // a company's entry on a list of companies that did not follow decisions
	Figure    Kind = "figure"    // a number that somebody published
	Aggregate Kind = "aggregate" // how many matters an authority counted against a company in a period; what they were is not disclosed
)

// Kinds holds every kind, in the order in which releases list them.
func Kinds() []Kind { return []Kind{Dispute, Complaint, Listing, Figure, Aggregate} }

// A returns the kind with its article: a dispute, an aggregate.
func (k Kind) A() string {
	if k == Aggregate {
		return "an " + string(k)
	}
	return "a " + string(k)
}

// Measure is what a count counts. Measures are different flows and are never added together.
type Measure string

// The measures of disputes; complaints have Received only.
const (
	Received        Measure = "received"          // by the date the authority received the matter
	Closed          Measure = "closed"            // by date of decision: any outcome at all
	DecidedOnMerits Measure = "decided_on_merits" // by date of decision: judged itself, at ARN bifall, delvis-bifall or avslag
	Won             Measure = "won"               // by date of decision: the consumer got it wholly or partly, at ARN bifall or delvis-bifall
	Followed        Measure = "followed"          // by date of decision: won, and the company followed it
	NotFollowed     Measure = "not_followed"      // by date of decision: won, and the company did not follow it
)

// Measures lists the measures that records of a kind can answer, in a fixed order. Figures, listings and aggregates have none
// here: a figure carries the measure its publisher used, and each aggregate says which one its count is.
func Measures(k Kind) []Measure {
	switch k {
	case Dispute:
		return []Measure{Received, Closed, DecidedOnMerits, Won, Followed, NotFollowed}
	case Complaint:
		return []Measure{Received}
	case Listing, Figure, Aggregate:
		return nil
	}
	return nil
}

// CountsAs lists the measures that a code of a column of disputes may count as, in a fixed order; none for a column that no
// measure looks at.
func CountsAs(column string) []Measure {
	switch column {
	case "outcome":
		return []Measure{Closed, DecidedOnMerits, Won}
	case "followed":
		return []Measure{Followed, NotFollowed}
	}
	return nil
}

// Coded is a code of outcomes or follow-ups, with what it counts as.
type Coded struct {
	ID       string
	CountsAs *Measure
}

// CompleteCounts fills in what the codes of a list count as where the list does not say it. An outcome is closed. Where no outcome
// says what it counts as, the list is older than the question, and its codes of Allmänna reklamationsnämnden count as they did.
func CompleteCounts(outcomes, follows []Coded) {
	if !slices.ContainsFunc(outcomes, func(c Coded) bool { return *c.CountsAs != "" }) {
		for _, c := range outcomes {
			*c.CountsAs = map[string]Measure{"bifall": Won, "delvis-bifall": Won, "avslag": DecidedOnMerits}[c.ID]
		}
		for _, c := range follows {
			*c.CountsAs = cmp.Or(*c.CountsAs, map[string]Measure{"foljt": Followed, "ej-foljt": NotFollowed}[c.ID])
		}
	}
	for _, c := range outcomes {
		if *c.CountsAs == "" {
			*c.CountsAs = Closed
		}
	}
}

// Columns lists the columns of a record that the measure is made of.
func (m Measure) Columns() []string {
	switch m {
	case Received:
		return []string{"received_date"}
	case Closed, DecidedOnMerits, Won:
		return []string{"decision_date", "outcome"}
	case Followed, NotFollowed:
		return []string{"decision_date", "outcome", "followed"}
	}
	return nil
}

// Counts reports whether m counts a matter, whatever its date. outcome is what the code of its outcome counts as: Closed,
// DecidedOnMerits or Won, or "" when it has none. followed is what the code of its follow-up counts as: Followed or NotFollowed,
// or "".
func (m Measure) Counts(outcome, followed Measure) bool {
	switch m {
	case Received:
		return true
	case Closed:
		return outcome != ""
	case DecidedOnMerits:
		return outcome == DecidedOnMerits || outcome == Won
	case Won:
		return outcome == Won
	case Followed, NotFollowed:
		return outcome == Won && followed == m
	}
	return false
}

// MeasureOfFigure returns the measure of records of a kind that a figure's own measure is, and whether that is known to
// count re-evaluations. It is not ok for what records cannot answer.
func MeasureOfFigure(k Kind, measure string) (m Measure, all, ok bool) {
	switch k {
	case Dispute:
		m = disputeFigures[measure]
	case Complaint:
		m = complaintFigures[measure]
	case Listing, Figure, Aggregate:
	}
	return m, measure == withReevaluations, m != ""
}

const withReevaluations = "cases_received_incl_re_evaluations"

// The measures of figures that are measures of records.
var (
	disputeFigures = map[string]Measure{
		"cases_received": Received, withReevaluations: Received, "cases_closed": Closed,
		"cases_decided_on_merits": DecidedOnMerits, "cases_consumer_won_fully_or_partly": Won,
		"cases_followed": Followed, "cases_not_followed": NotFollowed,
	}
	complaintFigures = map[string]Measure{"complaints": Received, "complaints_opened": Received}
)

// Status says what a value is worth. Unknown is never zero: the last three carry no number.
type Status string

// The statuses.
const (
	OK            Status = "ok"             // the whole period is covered
	Partial       Status = "partial"        // a part of the period is covered; the covered span is given
	Provisional   Status = "provisional"    // covered, but later reports are expected
	NotCovered    Status = "not_covered"    // no disclosure at hand can answer; the value is null
	NotApplicable Status = "not_applicable" // the company did not exist; the value is null
	Suppressed    Status = "suppressed"     // withheld to protect a person; the value is null
)

// Unmapped is the code of a value that no code list knows. It is reported, never guessed.
const Unmapped = "unmapped"

// State reports whether a cell could be read.
type State uint8

// The states of a cell.
const (
	Missing    State = iota // the cell is empty, or its column is absent
	Read                    // Known holds the value
	Unreadable              // the cell holds something else than what was expected
)

// Value is a cell's value with its state; Known is meaningful only when State is Read.
type Value[T any] struct {
	Known T
	State State
}

// Text is a text in Swedish and English.
type Text struct {
	SV string `json:"sv" yaml:"sv"`
	EN string `json:"en" yaml:"en"`
}

// Kinds of errors; what wraps one decides what a caller may do about it.
var (
	ErrNotFound = errors.New("not found")      // nothing has that identifier
	ErrGone     = errors.New("gone")           // it existed and was withdrawn
	ErrTooLarge = errors.New("answer too big") // the question has more cells than an answer may hold
)

// InvalidError says which part of a question is impossible, and what is allowed.
type InvalidError struct {
	Param string // the parameter as the user wrote it
	Got   string // its value; empty when the parameter itself is at fault
	Want  string // what is allowed, as a phrase
}

func (e *InvalidError) Error() string {
	if e.Got == "" {
		return e.Param + ": " + e.Want
	}
	return e.Param + "=" + e.Got + ": " + e.Want
}
