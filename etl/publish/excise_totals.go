package publish

import (
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// wholeList stands for the row of a whole list among the rows of its departments: no department has this code.
const wholeList = "\x00"

// yearSums is what a release tells of a list's year.
type yearSums struct {
	rows        map[string]int64 // the numbers that are published, by department
	named, gone map[string]int64 // records that stay and that go, by department, "" without one
	suppressed  map[string]bool  // rows that lose their number
}

// settleTotals decides which totals can't be told any more, for what they count besides the records is what went.
func (e *Excision) settleTotals() error {
	err := e.each(schema.TotalsYearly, func(row map[string]any) {
		received, published := row["received"].(int64)
		if y := e.years[yearIn(row)]; y != nil && published {
			y.rows[totalOf(row)] = received
		}
	})
	if err != nil {
		return err
	}
	for _, y := range e.years {
		y.suppress()
	}
	return nil
}

func yearIn(row map[string]any) listYear {
	return listYear{cellText(row, "list"), cellInt(row, "year")}
}

// totalOf gives the department of a total, or wholeList.
func totalOf(row map[string]any) string {
	if d, ok := row["department"].(string); ok {
		return d
	}
	return wholeList
}

// suppress applies the rule of totals to what they count besides the records that are left.
func (y *yearSums) suppress() {
	named, gone := int64(0), int64(0)
	for _, n := range y.named {
		named += n
	}
	for _, n := range y.gone {
		gone += n
	}
	if gone == 0 {
		return
	}
	all, whole := y.rows[wholeList]
	if whole && unnamedBefore(all-named-gone)+gone < fewest {
		y.suppressed[wholeList] = true
	}
	cells := map[string]cell{}
	hidden := cell{unnamed: all - named - gone} // all that has no number of its own, and what has no department
	for department, received := range y.rows {
		if department == wholeList {
			continue
		}
		besides := received - y.named[department] - y.gone[department]
		hidden.unnamed -= besides
		if whole {
			besides = unnamedBefore(besides)
		} else { // fewer than five in all: where a number is, there are none
			besides = 0
		}
		cells[department] = cell{unnamed: besides + y.gone[department]}
	}
	if hidden.unnamed = unnamedBefore(hidden.unnamed); !whole {
		hidden.unnamed = 0
	}
	for department, n := range y.gone {
		if _, published := y.rows[department]; !published {
			hidden.unnamed += n
		}
	}
	cells[""] = hidden
	for department := range mergedUpwards(cells) {
		y.suppressed[department] = true
	}
}

// unnamedBefore gives how many unnamed matters a published number counts, from how many more it counts than there are
// records. That is too few where a matter is against several, and the rule of totals has left none or five at least.
func unnamedBefore(more int64) int64 {
	if more <= 0 {
		return 0
	}
	return max(more, fewest)
}

// total edits a row of totals_yearly.parquet.
func (e *Excision) total(row map[string]any) (keep bool) {
	if first, last, ok := e.after.Extent(cellText(row, "list"), record.Received); e.trimmed(row) &&
		(!ok || cellInt(row, "year") < int64(first.Year()) || cellInt(row, "year") > int64(last.Year())) {
		return false
	}
	if y := e.years[yearIn(row)]; y != nil && row["received"] != nil && y.suppressed[totalOf(row)] {
		row["received"], row["status"] = nil, string(record.Suppressed)
	}
	return true
}

// trimmed tells whether coverage of a removed company has gone from the row's list.
func (e *Excision) trimmed(row map[string]any) bool {
	l := e.lists[cellText(row, "list")]
	return l != nil && l.trimmed
}
