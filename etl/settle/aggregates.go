package settle

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Aggregates is what came of one disclosure of aggregates.
type Aggregates struct {
	Disclosed
	Rows  []privacy.ClearedAggregate
	Fates []Fate // of the rows, once they are settled
}

// Published reports whether a row is a record of the release.
func (d *Aggregates) Published(i int) bool { return d.Fates[i] == Kept && d.Rows[i].Name != 0 }

// series is what is counted in one period after another, of a company or, when that is unnamed, of a key.
type series struct {
	company             uint32
	key                 [10]byte
	measure             record.Measure
	department, subject uint16
}

// counted is a series in one period.
type counted struct {
	series
	record.Run
}

func countedIn(row *privacy.ClearedAggregate, entityOf []uint32) counted {
	c := counted{
		series{measure: row.Measure, department: row.Department, subject: row.Subject},
		record.Run{From: row.From, To: row.To},
	}
	if row.Name == 0 {
		c.key = row.Key
	} else {
		c.company = entityOf[row.Name]
	}
	return c
}

// settleAggregates decides the fate of every row of one list's deliveries, which come in the order of their receipt; entityOf returns
// each name's company. A period is as the latest delivery that holds any of it tells it, in each measure: what that one does not
// count there is not counted. A delivery that was asked for by the names of companies speaks for what it counts only. It gives the
// rows of one delivery that may not be added up, as join finds them.
func settleAggregates(deliveries []*Aggregates, entityOf []uint32) (found []source.Finding) {
	withdrawn := replaced(deliveries)
	for _, d := range deliveries {
		found = append(found, d.join(entityOf)...)
	}
	told := map[record.Measure][]record.Run{}           // the days that a later delivery tells
	standing := map[counted]*privacy.ClearedAggregate{} // rows of later deliveries that count
	runs := map[series][]record.Run{}                   // their days
	for i, d := range slices.Backward(deliveries) {
		for j := range d.Rows {
			row := &d.Rows[j]
			at := countedIn(row, entityOf)
			later := standing[at]
			switch {
			case d.Fates[j] != Kept:
			case later != nil && later.Count == row.Count:
				d.Fates[j] = Duplicate
			case withdrawn[i] || overlap(told[row.Measure], at.Run) || overlap(runs[at.series], at.Run):
				d.Fates[j] = Superseded
			}
		}
		if withdrawn[i] {
			continue
		}
		for j := range d.Rows {
			at := countedIn(&d.Rows[j], entityOf)
			if d.Fates[j] == Kept {
				standing[at] = &d.Rows[j]
				runs[at.series] = append(runs[at.series], at.Run)
			}
			if !limited(d.Disclosure) {
				told[at.measure] = append(told[at.measure], at.Run)
			}
		}
		for measure := range told {
			told[measure] = record.Together(told[measure])
		}
	}
	return found
}

// overlap reports whether a run has a day of others.
func overlap(others []record.Run, run record.Run) bool {
	return slices.ContainsFunc(others, func(o record.Run) bool { return o.From <= run.To && run.From <= o.To })
}

// join makes one of a delivery's rows of one series and period: the others are duplicates. Unless all cells of all of them are
// known to be equal, its count is unknown: it may be one of theirs, or their sum. So are the counts of one series in periods that
// overlap. It gives a row of each of these, with one before it that it may not be added to.
func (d *Aggregates) join(entityOf []uint32) (found []source.Finding) {
	d.Fates = make([]Fate, len(d.Rows))
	all := map[series][]int32{}
	var order []series // in that of the file
	for j := range d.Rows {
		of := countedIn(&d.Rows[j], entityOf).series
		if all[of] == nil {
			order = append(order, of)
		}
		all[of] = append(all[of], int32(j))
	}
	for _, of := range order {
		rows := all[of]
		slices.SortStableFunc(rows, func(x, y int32) int {
			a, b := &d.Rows[x], &d.Rows[y]
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), bytes.Compare(a.Key[:], b.Key[:]))
		})
		found = append(found, d.apart(d.once(rows))...)
	}
	return found
}

// once makes one of the rows of one series, in order, that are equal in all cells, and gives those that are left.
func (d *Aggregates) once(rows []int32) []int32 {
	seen := map[[2]uint64]bool{}
	return slices.DeleteFunc(rows, func(j int32) bool {
		cells := d.Rows[j].Cells
		again := seen[cells] && cells != [2]uint64{}
		if seen[cells] = true; again {
			d.Fates[j] = Duplicate
		}
		return again
	})
}

// apart makes the counts of one series unknown whose rows, in order, have a day of their periods in common, and one of the rows of
// one period.
func (d *Aggregates) apart(rows []int32) (found []source.Finding) {
	longest := -1 // the row before, of those at hand, whose period ends last
	for n, j := range rows {
		row := &d.Rows[j]
		if longest < 0 || d.Rows[rows[longest]].To < row.From {
			longest = n
			continue
		}
		before := &d.Rows[rows[longest]]
		found = append(found, d.overlapping(int(rows[longest]), int(j)))
		before.Count, row.Count = record.Value[int64]{}, record.Value[int64]{}
		if last := &d.Rows[rows[n-1]]; last.From == row.From && last.To == row.To {
			d.Fates[j] = Duplicate
		}
		if row.To > before.To {
			longest = n
		}
	}
	return found
}

// overlapping says that two rows may not be added up, and neither counts for itself.
func (d *Aggregates) overlapping(first, second int) source.Finding {
	before, row := &d.Rows[first], &d.Rows[second]
	if row.Name != 0 {
		if d.Findings == nil {
			d.Findings = map[string]int64{}
		}
		d.Findings[rule.OverlappingCounts.Name()]++
	}
	where := fmt.Sprintf("line %d", before.Line)
	if before.File != row.File {
		where += " of " + d.Disclosure.Files[before.File].Shown
	}
	text := where + " counts the same in the same period, and nobody knows that the two rows are equal in every cell: what they count is " +
		"unknown"
	if before.From != row.From || before.To != row.To {
		text = fmt.Sprintf("%s counts the same from %s to %s, and this row from %s to %s: what they count is unknown", where,
			before.From, before.To, row.From, row.To)
	}
	return source.Finding{Rule: rule.OverlappingCounts, Text: text, At: d.Place(second, row.File, row.Line)}
}

// Account counts where the rows of a settled delivery went, of them those against unnamed parties, and of these those that a removal
// made so.
func (d *Aggregates) Account() (all, unnamed, removed release.Accounting) {
	all = release.Accounting{Read: int64(len(d.Rows)) + d.Rejected, Rejected: d.Rejected}
	for i, f := range d.Fates {
		nobody := d.Rows[i].Name == 0
		if enter(&all, f, nobody, 1); nobody {
			enter(&unnamed, f, nobody, 1)
		}
		if d.Rows[i].Removed {
			enter(&removed, f, nobody, 1)
		}
	}
	return all, unnamed, removed
}
