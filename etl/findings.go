package etl

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/etl/publish"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// keptPerRule is how many findings of one rule are kept in detail for one disclosure; all of them are counted.
const keptPerRule = 1000

// findings collects what the rules found in one disclosure.
type findings struct {
	kept    []source.Finding
	counts  map[string]int64
	unnamed map[string]int64 // of counts, those in rows against unnamed parties
}

func (f *findings) add(more ...source.Finding) {
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
func (f *findings) addIn(named bool, one source.Finding) {
	if f.add(one); !named && one.Rule.Severity() != rule.Reject {
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

// told gathers what is told of all disclosures.
type told struct {
	kept   []source.Finding
	counts map[Counted]int64 // by disclosure and rule
}

// add takes findings that none was left out of.
func (t *told) add(more ...source.Finding) {
	for _, one := range more {
		if t.count(one.At.Disclosure, one.Rule.Name(), 1) <= keptPerRule {
			t.kept = append(t.kept, one)
		}
	}
}

// take takes what was found in one disclosure.
func (t *told) take(disclosure string, f *findings) {
	t.kept = append(t.kept, f.sorted()...)
	for name, n := range f.counts {
		t.count(disclosure, name, n)
	}
}

func (t *told) count(disclosure, name string, more int64) int64 {
	if t.counts == nil {
		t.counts = map[Counted]int64{}
	}
	of := Counted{Disclosure: disclosure, Rule: name}
	t.counts[of] += more
	return t.counts[of]
}

// counted gives the counts by disclosure and rule.
func (t *told) counted() []Counted {
	out := make([]Counted, 0, len(t.counts))
	for of, n := range t.counts {
		out = append(out, Counted{of.Disclosure, of.Rule, n})
	}
	slices.SortFunc(out, func(a, b Counted) int {
		return cmp.Or(cmp.Compare(a.Disclosure, b.Disclosure), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

// heldBack says that a respondent, or its spelling, does not leave, and why.
func heldBack(j privacy.Judgement, at source.Origin) source.Finding {
	why := rule.SpellingWithheld
	switch {
	case j.Why == privacy.WhyContradiction:
		why = rule.NumberAgainstName
	case j.Index == 0:
		why = rule.Unnamed
	}
	return source.Finding{Rule: why, At: at, Text: j.Why.String()}
}

// withholdBare takes the spellings that may be a person's from companies with a number, once every name is known, and
// adds a finding for each row that has one.
func withholdBare(names *privacy.Names, in publish.Input, all *told) {
	withheld := names.WithholdBare()
	if len(withheld) == 0 {
		return
	}
	add := func(d *source.Disclosure, found *findings, name uint32, file uint8, line uint32) {
		if j, ok := withheld[name]; ok {
			f := d.Files[file]
			found.add(heldBack(j, source.Origin{Disclosure: d.ID, File: f.Shown, Line: int(line)}))
		}
	}
	for _, d := range in.Deliveries {
		var found findings
		for i := range d.Rows.Len() {
			row := d.Rows.At(i)
			add(d.Disclosure, &found, row.Name, row.File, row.Line)
		}
		all.take(d.Disclosure.ID, &found)
	}
	for _, d := range in.Listings {
		var found findings
		for _, row := range d.Rows {
			add(d.Disclosure, &found, row.Name, row.File, row.Line)
		}
		all.take(d.Disclosure.ID, &found)
	}
}

// manyNames finds numbers that stand beside unlike names in one disclosure.
func manyNames(names *privacy.Names, in publish.Input) (found []source.Finding) {
	seen := make([]seenName, len(names.All())) // by name
	find := func(d *source.Disclosure, each func(yield func(name uint32, file uint8, line uint32))) {
		clear(seen)
		var order []uint32
		each(func(name uint32, file uint8, line uint32) {
			if name == 0 {
				return
			}
			if seen[name].rows++; seen[name].rows == 1 {
				seen[name].file, seen[name].line = file, line
				order = append(order, name)
			}
		})
		for _, many := range names.ManyNames(order) {
			found = append(found, manyNamed(d, many, seen))
		}
	}
	for _, d := range in.Deliveries {
		find(d.Disclosure, func(yield func(uint32, uint8, uint32)) {
			for i := range d.Rows.Len() {
				row := d.Rows.At(i)
				yield(row.Name, row.File, row.Line)
			}
		})
	}
	for _, d := range in.Listings {
		find(d.Disclosure, func(yield func(uint32, uint8, uint32)) {
			for _, row := range d.Rows {
				yield(row.Name, row.File, row.Line)
			}
		})
	}
	return found
}

// seenName is where a name stands first in a disclosure, and on how many rows.
type seenName struct {
	rows int64
	file uint8
	line uint32
}

// manyNamed says which rows of a disclosure have a number beside unlike names.
func manyNamed(d *source.Disclosure, many privacy.ManyNames, seen []seenName) source.Finding {
	var rows int64
	for _, name := range many.All {
		rows += seen[name].rows
	}
	first := seen[many.First[0]]
	var lines []string
	for _, name := range many.First[:min(len(many.First), firstLines)] {
		line := strconv.Itoa(int(seen[name].line))
		if file := seen[name].file; file != first.file {
			line = d.Files[file].Shown + ":" + line
		}
		lines = append(lines, line)
	}
	f := source.Finding{
		Rule: rule.NumberOfUnlikeNames,
		At:   source.Origin{Disclosure: d.ID, File: d.Files[first.file].Shown, Line: int(first.line)},
	}
	which, may := fmt.Sprintf("%d names that have nothing in common, the first on lines %s", len(many.First), strings.Join(lines, ", ")),
		"one may be of another company whose number was mistyped"
	if len(many.First) == 1 {
		which = "a name that has nothing in common with the register's, first on line " + lines[0]
	}
	if many.Block {
		f.Rule = rule.NumberOfManyNames
		may = "the column may hold another party's numbers. Map the right one under columns"
	}
	f.Text = fmt.Sprintf("in org_number, one number stands on %d rows beside %s: %s; if they are all the company's, say so in "+
		"companies.yaml or decisions.yaml", rows, which, may)
	return f
}

// firstLines is how many lines a finding of many rows names.
const firstLines = 3

// public gives how often each rule found something, for everybody: what it found in rows against unnamed parties is left
// out, for who counts the same in the records could tell them from it. So is how often the exit held a respondent or its spelling
// back: it would show few unnamed.
func (f *findings) public() map[string]int64 {
	counts := maps.Clone(f.counts)
	for name, n := range f.unnamed {
		if counts[name] -= n; counts[name] == 0 {
			delete(counts, name)
		}
	}
	for _, held := range []*rule.Rule{rule.Unnamed, rule.SpellingWithheld, rule.NumberAgainstName} {
		delete(counts, held.Name())
	}
	return counts
}

// merge takes over another part's findings.
func (f *findings) merge(g *findings) {
	if f.counts == nil {
		f.counts = map[string]int64{}
	}
	kept := map[string]int64{}
	for _, one := range f.kept {
		kept[one.Rule.Name()]++
	}
	for _, one := range g.kept {
		if kept[one.Rule.Name()]++; kept[one.Rule.Name()] <= keptPerRule {
			f.kept = append(f.kept, one)
		}
	}
	for name, n := range g.counts {
		f.counts[name] += n
	}
	for name, n := range g.unnamed {
		if f.unnamed == nil {
			f.unnamed = map[string]int64{}
		}
		f.unnamed[name] += n
	}
}

// rejecting gives the rules that rejected rows, each with how many findings it has.
func (f *findings) rejecting() string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f.counts)) {
		rejects := func(one source.Finding) bool { return one.Rule.Name() == name && one.Rule.Severity() == rule.Reject }
		if slices.ContainsFunc(f.kept, rejects) {
			out = append(out, fmt.Sprintf("%s %d", name, f.counts[name]))
		}
	}
	return strings.Join(out, ", ")
}

// sorted gives the kept findings by file, sheet, line and rule.
func (f *findings) sorted() []source.Finding {
	slices.SortStableFunc(f.kept, func(a, b source.Finding) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Sheet, b.At.Sheet),
			cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.Rule.Name(), b.Rule.Name()))
	})
	return f.kept
}
