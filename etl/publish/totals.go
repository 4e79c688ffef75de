package publish

import (
	"cmp"
	"slices"
	"time"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/record"
)

// Fewest is the smallest number of unnamed matters that a total may rest on; fewer could single out a person.
const Fewest = 5

// cell counts the matters of a department in a year. The removed ones are unnamed, too; releases from before the removal name them.
type cell struct{ named, unnamed, removed int64 }

// cellOf counts n matters against a row's respondent.
func cellOf(row *privacy.Cleared, n int64) cell {
	switch {
	case row.Name != 0:
		return cell{named: n}
	case row.Removed:
		return cell{unnamed: n, removed: n}
	}
	return cell{unnamed: n}
}

func (c cell) plus(o cell) cell {
	return cell{c.named + o.named, c.unnamed + o.unnamed, c.removed + o.removed}
}

// few reports whether the unnamed matters are one to four, with the removed ones or without: who has an earlier release, which names
// these, can subtract them.
func (c cell) few() bool { return few(c.unnamed) || few(c.unnamed-c.removed) }

func few(n int64) bool { return n > 0 && n < Fewest }

// totals are the rows of totals_yearly.parquet.
type totals struct {
	rows  []record.Total
	shown map[string]cell // by list: the matters that the numbers of whole years count
}

// totals gives, per list and year of receipt, how many matters there are against anybody, named or not, on the days
// that are covered; a matter against two respondents counts once. A department with one to four unnamed matters has no
// number, nor have others, until those without one have at least five together; the list's own row counts them all. A
// year with one to four in all has none.
func (c *contents) totals() totals {
	out := totals{shown: map[string]cell{}}
	for deliveries := range settle.ByList(c.Matters) {
		c.totalsOf(deliveries, &out)
	}
	return out
}

// totalsOf adds the rows of one list: each year of its coverage as a whole, then its departments.
func (c *contents) totalsOf(deliveries []*settle.Matters, out *totals) {
	list := deliveries[0].List.ID
	first, last, ok := c.book.Extent(list, record.Received)
	if !ok {
		return
	}
	cells := c.cells(deliveries)
	var departments []string
	for at := range cells {
		if at.department != "" && !slices.Contains(departments, at.department) {
			departments = append(departments, at.department)
		}
	}
	slices.Sort(departments)
	for year := int64(first.Year()); year <= int64(last.Year()); year++ {
		var all cell
		of := map[string]cell{}
		for at, n := range cells {
			if at.year == year {
				all = all.plus(n)
				if of[at.department] = n; at.department != "" {
					of[at.department] = c.sure(settle.Cell{List: list, Department: at.department, Year: year}, n)
				}
			}
		}
		all = c.sure(settle.Cell{List: list, Year: year}, all)
		whole := c.total(list, "", year, all, all.few())
		if whole.Received != nil {
			out.shown[list] = out.shown[list].plus(all)
		}
		out.rows = append(out.rows, whole)
		merged := mergedUpwards(of)
		for _, department := range departments {
			out.rows = append(out.rows, c.total(list, department, year, of[department], merged[department]))
		}
	}
}

// sure returns a cell with no more removed matters than an earlier release's number is sure to count beside the records that are left:
// removed records may have shared matters with these. Where a number counts others that are unnamed, these are five at least.
func (c *contents) sure(at settle.Cell, n cell) cell {
	if c.Earlier == nil || n.removed == 0 || n.unnamed > n.removed {
		return n
	}
	if number, told := c.Earlier.Told[at]; told {
		n.removed = min(n.removed, max(number-n.named, 1))
		n.unnamed = n.removed
	}
	return n
}

// total makes one row, without its number where it is suppressed or not covered. A number that an earlier release tells is the same in
// what is left of it: a removed matter is counted among the unnamed.
func (c *contents) total(list, department string, year int64, n cell, suppressed bool) record.Total {
	from, to := record.NewDate(int(year), time.January, 1), record.NewDate(int(year), time.December, 31)
	t := record.Total{List: list, Department: department, Year: year}
	t.Status = c.book.Span(list, record.Received, "", "", from, to).Status
	switch {
	case t.Status == record.NotCovered:
	case suppressed:
		t.Status = record.Suppressed
	case c.Earlier != nil:
		if told, has := c.Earlier.Told[settle.Cell{List: list, Department: department, Year: year}]; has {
			t.Received = &told
		} else {
			t.Status = record.Suppressed
		}
	default:
		t.Received = new(n.named + n.unnamed)
	}
	return t
}

// yearOf is a department in a year.
type yearOf struct {
	department string
	year       int64
}

// cells counts one list's settled matters by year of receipt and department, on the days that are covered for all
// companies and departments; those without a department stand under "".
func (c *contents) cells(deliveries []*settle.Matters) map[yearOf]cell {
	out := map[yearOf]cell{}
	covered := c.book.Covered(deliveries[0].List.ID, record.Received, "", "")
	years := map[record.Date]int64{} // 0 for a day that is not covered
	for _, d := range deliveries {
		d.Each(func(row *privacy.Cleared, f settle.Fate, n int64) {
			if f != settle.KeptFirst || row.Received == record.NoDate {
				return
			}
			year, ok := years[row.Received]
			if !ok {
				if covered.Span(row.Received, row.Received).Days > 0 {
					year = int64(row.Received.Year())
				}
				years[row.Received] = year
			}
			if year != 0 {
				at := yearOf{c.Codes[check.Department][row.Codes[check.Department]], year}
				out[at] = out[at].plus(cellOf(row, n))
			}
		})
	}
	return out
}

// mergedUpwards returns the departments whose unnamed matters are counted in the list's row only: those with fewer than
// five, and then the smallest ones that are needed for the merged to be five together or none. The smallest are those with the fewest
// that were not removed, so that what was merged before a removal stays merged.
func mergedUpwards(cells map[string]cell) map[string]bool {
	merged := map[string]bool{}
	var sum cell
	var larger []string
	for department, c := range cells {
		if c.few() || department == "" {
			merged[department] = true
			sum = sum.plus(c)
		} else if c.unnamed > 0 {
			larger = append(larger, department)
		}
	}
	slices.SortFunc(larger, func(x, y string) int {
		return cmp.Or(cmp.Compare(cells[x].unnamed-cells[x].removed, cells[y].unnamed-cells[y].removed), cmp.Compare(x, y))
	})
	for _, department := range larger {
		if !sum.few() {
			break
		}
		merged[department] = true
		sum = sum.plus(cells[department])
	}
	return merged
}
