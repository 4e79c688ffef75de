package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// keptPerRule is how many findings of one rule are kept in detail for one disclosure; all of them are counted.
const keptPerRule = 1000

// Findings collects what the rules found in one disclosure.
type Findings struct {
	kept    []source.Finding
	counts  map[string]int64
	unnamed map[string]int64 // of counts, those in rows against unnamed parties
}

// Add adds findings. For a rule with many, the first are kept in detail.
func (f *Findings) Add(more ...source.Finding) {
	if f.counts == nil {
		f.counts = map[string]int64{}
	}
	for _, one := range more {
		if f.counts[one.Rule.Name()]++; f.counts[one.Rule.Name()] <= keptPerRule {
			f.kept = append(f.kept, one)
		}
	}
}

// addIn adds what a rule of a row found in one whose party has a name or not.
func (f *Findings) addIn(named bool, one source.Finding) {
	if f.Add(one); !named && one.Rule.Severity() != rule.Reject {
		if f.unnamed == nil {
			f.unnamed = map[string]int64{}
		}
		f.unnamed[one.Rule.Name()]++
	}
}

// Counted is how many findings a rule has in one disclosure. Of a rule that has many, Report.Findings holds the first.
type Counted struct {
	Disclosure string // empty for what is in none
	Rule       string
	Findings   int64
}

// Told holds the findings of all disclosures.
type Told struct {
	Kept   []source.Finding
	counts map[Counted]int64 // by disclosure and rule
}

// Add adds findings of which none was left out.
func (t *Told) Add(more ...source.Finding) {
	for _, one := range more {
		if t.count(one.At.Disclosure, one.Rule.Name(), 1) <= keptPerRule {
			t.Kept = append(t.Kept, one)
		}
	}
}

// Take adds what was found in one disclosure.
func (t *Told) Take(disclosure string, f *Findings) {
	t.Kept = append(t.Kept, f.sorted()...)
	for name, n := range f.counts {
		t.count(disclosure, name, n)
	}
}

func (t *Told) count(disclosure, name string, more int64) int64 {
	if t.counts == nil {
		t.counts = map[Counted]int64{}
	}
	of := Counted{Disclosure: disclosure, Rule: name}
	t.counts[of] += more
	return t.counts[of]
}

// Counted returns the counts by disclosure and rule.
func (t *Told) Counted() []Counted {
	out := make([]Counted, 0, len(t.counts))
	for of, n := range t.counts {
		out = append(out, Counted{of.Disclosure, of.Rule, n})
	}
	slices.SortFunc(out, func(a, b Counted) int {
		return cmp.Or(cmp.Compare(a.Disclosure, b.Disclosure), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

// HeldBack returns the finding that a respondent, or its spelling, is not published, and why.
func HeldBack(j privacy.Judgement, at source.Origin) source.Finding {
	why := rule.SpellingWithheld
	switch {
	case j.Why == privacy.WhyLostLetter || j.Why == privacy.WhyLostSpelling:
		why = rule.LostLetter
	case j.Why == privacy.WhyContradiction:
		why = rule.NumberAgainstName
	case j.Index == 0:
		why = rule.Unnamed
	}
	return source.Finding{Rule: why, At: at, Text: j.Why.String()}
}

// Public returns how often each rule found something, for everybody. What it found in rows against unnamed parties is left out:
// whoever counts the same in the records could recognise them. So is how often the exit held back a respondent or its spelling: it
// would show that few are unnamed.
func (f *Findings) Public() map[string]int64 {
	counts := maps.Clone(f.counts)
	for name, n := range f.unnamed {
		if counts[name] -= n; counts[name] == 0 {
			delete(counts, name)
		}
	}
	for _, held := range []*rule.Rule{rule.Unnamed, rule.SpellingWithheld, rule.LostLetter, rule.NumberAgainstName} {
		delete(counts, held.Name())
	}
	return counts
}

// merge takes over another part's findings.
func (f *Findings) merge(g *Findings) {
	f.Add(g.kept...)
	for name, n := range g.counts {
		f.counts[name] += max(0, n-keptPerRule) // those that g did not keep
	}
	for name, n := range g.unnamed {
		if f.unnamed == nil {
			f.unnamed = map[string]int64{}
		}
		f.unnamed[name] += n
	}
}

// rejecting returns the rules that rejected rows, each with how many findings it has.
func (f *Findings) rejecting() string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f.counts)) {
		rejects := func(one source.Finding) bool { return one.Rule.Name() == name && one.Rule.Severity() == rule.Reject }
		if slices.ContainsFunc(f.kept, rejects) {
			out = append(out, fmt.Sprintf("%s %d", name, f.counts[name]))
		}
	}
	return strings.Join(out, ", ")
}

// sorted returns the kept findings, sorted by file, sheet, line and rule.
func (f *Findings) sorted() []source.Finding {
	slices.SortStableFunc(f.kept, func(a, b source.Finding) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Sheet, b.At.Sheet),
			cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.Rule.Name(), b.Rule.Name()))
	})
	return f.kept
}
