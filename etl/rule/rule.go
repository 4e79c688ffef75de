// Package rule is the catalogue of findings: the name and the severity of every rule, what its finding means, and what to do about
// it. Every finding is made from one of the variables here, so no other names or severities exist.
package rule

import (
	"cmp"
	"slices"

	"tvistdata/internal/record"
)

// Severity says what a finding does.
type Severity string

// The severities.
const (
	Block  Severity = "block"
	Reject Severity = "reject"
	Note   Severity = "note"
)

// Severities returns every severity, the most serious first.
func Severities() []Severity { return []Severity{Block, Reject, Note} }

// Meaning returns what a finding of the severity does, as a part of a sentence.
func (s Severity) Meaning() record.Text {
	switch s {
	case Block:
		return record.Text{EN: "no release is made", SV: "ingen utgåva görs"}
	case Reject:
		return record.Text{
			EN: "the row is left out, and incomplete says which months are partial for it",
			SV: "raden utelämnas, och incomplete säger vilka månader som därför är partial",
		}
	case Note:
		return record.Text{EN: "nothing is left out because of the finding alone", SV: "ingenting utelämnas enbart därför"}
	}
	return record.Text{}
}

// Rule is one row of the catalogue. Only this package makes any.
type Rule struct {
	name            string
	severity        Severity
	meaning, advice record.Text
}

// Name returns the name that users see, in kebab case. A few rules share theirs with one of another severity.
func (r *Rule) Name() string { return r.name }

// Severity returns what a finding of the rule does.
func (r *Rule) Severity() Severity { return r.severity }

// Meaning returns what a finding of the rule says, in one sentence.
func (r *Rule) Meaning() record.Text { return r.meaning }

// Advice returns what to do about such a finding.
func (r *Rule) Advice() record.Text { return r.advice }

// all is the whole catalogue.
var all = []*Rule{
	UnreadFile, Litter, UnusedMapping, CoversWithoutColumn, UnknownIssue, PossibleName, IdleDecision,
	UnknownColumn, MissingColumn, ColumnTwice, IgnoredColumn, UnnamedColumn, BesideColumns, BesideTable, TrailingDelimiter, EmptyColumn,
	MonthBeforeDay,
	OtherEpoch,
	HiddenColumns, AbsentValue,
	EmptyTable, Preamble, HeaderInDoubt, RepeatedHeader, OtherColumns, SeparatorLine, Footer, FooterBeforeRows, FooterRow, OtherCount,
	OneOfSeveral,
	SheetNotRead, HiddenSheet, TableNotRead, LookUnknown, PageFurniture, NoLineEnd,
	RaggedRow, BadQuote, UnterminatedQuote, BadLineEnd, NULByte, TooLong, CutCharacter, BadEncoding, BadJSON, BadComma,
	NoObject, DuplicateKey, NestedValue, Truncated, MergedColumns, MergedRows, HiddenRow, CoveredText,
	FormulaWithoutValue, ErrorValue, LostDigits, DoubleEncoding, LostCharacter, UnreadCharacter, NoColumn, UnclearRow,
	UnclearLevel, BadMarkup, NestedTable, FormField, Picture,
	RequiredCell, MangledReference, SeveralReferences, ReferenceForm, SeveralRespondents, DividedRespondents, UnreadableDate,
	DateInFuture, DecidedBeforeReceived,
	UnreadableAmount, MalformedNumber, UnmappedCode, DecisionWithoutDate, FollowedWithoutWin, OutsideCoverage,
	ContradictingRows, Listing, Figure, Aggregate, OverlappingCounts, RunningPeriod, Incomplete,
	Unnamed, SpellingWithheld, LostLetter, NumberAgainstName, NumberOfManyNames, NumberOfUnlikeNames,
}

// row makes a rule, which all has to list.
func row(name string, severity Severity, meaning, advice record.Text) *Rule {
	return &Rule{name, severity, meaning, advice}
}

// All returns every rule, sorted by name and severity.
func All() []*Rule {
	return slices.SortedFunc(slices.Values(all), func(a, b *Rule) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.severity, b.severity))
	})
}
