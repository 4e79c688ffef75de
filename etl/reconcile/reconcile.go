// Package reconcile compares published figures with each other and with what was counted. It says where two of them
// cannot both be right, and it corrects none: what is right is for a person to find out.
package reconcile

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// The rules, as a disagreement names them.
const (
	PartsTotal = "parts-total" // departments against the total of the same table
	HalfYear   = "half-year"   // half-years against their year
	Revised    = "revised"     // two values of one figure
	Change     = "change"      // a change from the year before against the two values that it lies between
	Counted    = "counted"     // a figure against what this release counts
)

// Figure is one published figure of a list.
type Figure struct {
	ID                                     string // the record's id
	Authority, Jurisdiction, Measure, Unit string
	CompanyWritten, Company, Brand         string // as the source writes it, and the ids, which may be empty
	DepartmentWritten, Department          string // as the source writes it, and the code, which may be empty
	Start, End                             record.Date
	Label, Precision                       string
	Value                                  float64
	Written, Qualifier                     string
	SourceName, SourceURL, Published       string
	Synthetic                              bool
}

// Check returns every disagreement among the figures of one list, and between them and the counts of other lists, each
// once, in a fixed order whatever that of the figures. Figures are compared only when they are about the same thing:
// authority, jurisdiction, measure, unit, company and department alike, all of them real or all invented. A figure
// that is rounded or qualified means any value of a span, and only spans that have nothing in common disagree.
// Disagreements have no ID yet; Key makes it.
func Check(l *list.List, figures []Figure, counted []List) []record.Disagreement {
	c := checker{list: l}
	seen := map[string]bool{}
	for _, f := range figures {
		span, ok := spanOf(f)
		if !ok || seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		c.figures = append(c.figures, value{f, span})
	}
	slices.SortFunc(c.figures, func(x, y value) int { return cmp.Compare(x.ID, y.ID) })
	c.parts()
	c.halves()
	c.revisions()
	c.changes()
	c.counts(counted)
	slices.SortFunc(c.found, func(x, y record.Disagreement) int {
		return cmp.Or(cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.From, y.From), slices.Compare(x.RecordIDs, y.RecordIDs),
			cmp.Compare(x.CountedList, y.CountedList))
	})
	return c.found
}

// Key is what makes a disagreement the same one in another release: its rule, its figures and what it was counted in.
func Key(d record.Disagreement) [10]byte {
	sum := sha256.Sum256([]byte(d.Rule + "\n" + strings.Join(d.RecordIDs, " ") + "\n" + d.CountedList))
	return [10]byte(sum[:10])
}

// checker collects the disagreements of one list.
type checker struct {
	list    *list.List
	figures []value // by id
	found   []record.Disagreement
}

// value is a figure with the values that it may mean.
type value struct {
	Figure
	span span
}

// subject is what a figure is about, without its measure and period.
type subject struct {
	authority, jurisdiction, company, brand, name, department, label string
	synthetic                                                        bool
}

// series is a subject, a measure and its unit.
type series struct {
	subject
	measure, unit string
}

func (f *Figure) subject() subject {
	s := subject{
		authority: f.Authority, jurisdiction: f.Jurisdiction, company: f.Company, brand: f.Brand, department: f.Department,
		synthetic: f.Synthetic,
	}
	if s.company == "" && s.brand == "" {
		s.name = folded(f.CompanyWritten)
	}
	if s.department == "" {
		s.label = folded(f.DepartmentWritten)
	}
	return s
}

func (f *Figure) series() series { return series{f.subject(), f.Measure, f.Unit} }

// folded makes equal what differs in upper and lower case and blanks only.
func folded(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// period is a span of days, both inclusive.
type period struct{ from, to record.Date }

// period returns the figure's period; ok is false unless both its days are certain. A period that a source does not
// give to the day, or that goes on until an unknown day, is the same as no other.
func (f *Figure) period() (p period, ok bool) {
	return period{f.Start, f.End}, f.Precision == "day" && f.Start != record.NoDate && f.End != record.NoDate && f.Start <= f.End
}

// adds reports whether the figure counts things that each belong to one department and to one day, so that its parts add
// up. Companies do not: one may be in two departments. Nor do shares, ranks and averages.
func (f *Figure) adds() bool {
	switch f.Unit {
	case "cases", "complaints", "disputes", "opinions", "reviews":
	default:
		if !list.IsCurrency(f.Unit) {
			return false
		}
	}
	return !strings.HasSuffix(f.Measure, changeSuffix)
}

// disagree notes that figures cannot all be right. expected is the value of the figure at issue, found what the others
// say that it would be.
func (c *checker) disagree(rule string, at value, p period, expected, found float64, says record.Text, all ...value) {
	d := record.Disagreement{
		Rule: rule, List: c.list.ID, Authority: at.Authority, Jurisdiction: at.Jurisdiction, Measure: at.Measure, Unit: at.Unit,
		CompanyID: at.Company, BrandID: at.Brand, Department: at.Department, From: p.from, To: p.to, PeriodLabel: at.Label,
		Expected: expected, Found: found, Synthetic: at.Synthetic,
	}
	head := c.head(at, p)
	d.Text = record.Text{SV: head.SV + ": " + says.SV, EN: head.EN + ": " + says.EN}
	for _, f := range all {
		d.RecordIDs = append(d.RecordIDs, f.ID)
	}
	slices.Sort(d.RecordIDs)
	c.found = append(c.found, d)
}
