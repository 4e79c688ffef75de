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
	Block  Severity = "block"  // no release is made
	Reject Severity = "reject" // the row is left out
	Note   Severity = "note"   // the release is made, and nothing is left out because of the finding alone
)

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

// all holds what row has made.
var all []*Rule

// row makes a rule and enters it into the catalogue.
func row(name string, severity Severity, meaning, advice record.Text) *Rule {
	r := &Rule{name, severity, meaning, advice}
	all = append(all, r)
	return r
}

// All returns every rule, sorted by name and severity.
func All() []*Rule {
	return slices.SortedFunc(slices.Values(all), func(a, b *Rule) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.severity, b.severity))
	})
}
