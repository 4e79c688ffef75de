package settle

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// contradict makes the months partial in which matters may count that rows tell in several ways, for the companies that they may be
// against: in every delivery, for another that holds the month whole had the matter otherwise.
func (s *Settled) contradict(deliveries []*Matters, clashes []clash) {
	months := map[string]map[record.Date]bool{} // by company
	for _, c := range clashes {
		if c.fields&^uncounted == 0 {
			continue
		}
		for _, company := range s.companiesOf(c.names) {
			if months[company] == nil {
				months[company] = map[record.Date]bool{}
			}
			for _, day := range c.days {
				if day != record.NoDate {
					months[company][record.Month.Start(day)] = true
				}
			}
		}
	}
	for company, of := range months {
		runs := record.Months(of)
		for _, d := range deliveries {
			d.lacks(company, d.within(runs)...)
		}
	}
}

// within returns the runs of which the delivery covers a day.
func (d *Matters) within(runs []record.Run) []record.Run {
	return slices.DeleteFunc(slices.Clone(runs), func(run record.Run) bool {
		return !slices.ContainsFunc(d.Disclosure.Covers, func(c source.Cover) bool { return c.From <= run.To && run.From <= c.To })
	})
}

// companiesOf returns the companies of names, or record.Unnamed when none is anybody's.
func (s *Settled) companiesOf(names []uint32) []string {
	var out []string
	for _, n := range names {
		if n != 0 {
			out = append(out, s.Names[n].Company)
		}
	}
	if len(out) == 0 {
		return []string{record.Unnamed}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// settleGaps says whose the gaps are that stand under a name's core: every company's that rows name so. A gap is one of the
// deliveries before, too, that cover the same days: they may lack the row, or tell it as the later one does not.
func (s *Settled) settleGaps() {
	wanted := map[string]bool{}
	for _, d := range s.Matters {
		for core := range d.Called {
			wanted[core] = true
		}
	}
	if len(wanted) > 0 {
		called := privacy.CalledSo(s.Names, func(core string) bool { return wanted[core] })
		for _, d := range s.Matters {
			for core, runs := range d.Called {
				for _, company := range append(called[core], record.Unnamed) {
					d.lacks(company, runs...)
				}
			}
		}
	}
	for deliveries := range ByList(s.Matters) {
		withdrawn := replaced(deliveries)
		for i, d := range deliveries {
			for _, earlier := range deliveries[:i] {
				if !withdrawn[i] {
					earlier.lacksAs(d)
				}
			}
		}
	}
}

// lacksAs enters another delivery's gaps on the days that this one covers. Of one that was asked for by the names of companies they are
// these companies'.
func (d *Matters) lacksAs(other *Matters) {
	var asked []string
	for _, c := range other.Disclosure.Covers {
		asked = append(asked, c.Companies...)
	}
	if len(asked) == 0 {
		d.Gaps.Anybody = record.Together(append(slices.Clip(d.Gaps.Anybody), d.within(other.Gaps.Anybody)...))
	}
	for _, company := range asked {
		d.lacks(company, d.within(other.Gaps.Anybody)...)
	}
	for company, runs := range other.Gaps.Of {
		d.lacks(company, d.within(runs)...)
	}
}

// lacks enters days on which rows of a company may be missing.
func (d *Matters) lacks(company string, runs ...record.Run) {
	if len(runs) == 0 {
		return
	}
	if d.Gaps.Of == nil {
		d.Gaps.Of = map[string][]record.Run{}
	}
	d.Gaps.Of[company] = record.Together(append(slices.Clip(d.Gaps.Of[company]), runs...))
}
