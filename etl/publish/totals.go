package publish

import (
	"cmp"
	"slices"
	"time"

	"tvistdata/etl/check"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// fewest is the smallest number of unnamed matters that a total may rest on; fewer could single out a person.
const fewest = 5

// cell counts the matters of a department in a year.
type cell struct{ named, unnamed int64 }

// totals writes, per list and year of receipt, how many matters there are against anybody, named or not, on the days
// that are covered; a matter against two respondents counts once. A department with one to four unnamed matters has no
// number, nor have others, until those without one have at least five together; the list's own row counts them all. A
// year with one to four in all has none.
func (b *builder) totals() error {
	var out []record.Total
	for deliveries := range byList(b.Deliveries) {
		out = append(out, b.totalsOf(deliveries)...)
	}
	b.yearly = out
	return release.AddRows(b.writer, schema.TotalRows, out)
}

// totalsOf makes the rows of one list: each year of its coverage as a whole, then its departments.
func (b *builder) totalsOf(deliveries []*Delivery) []record.Total {
	list := deliveries[0].List.ID
	first, last, ok := b.book.Extent(list, record.Received)
	if !ok {
		return nil
	}
	cells := b.cells(deliveries)
	var departments []string
	for at := range cells {
		if at.department != "" && !slices.Contains(departments, at.department) {
			departments = append(departments, at.department)
		}
	}
	slices.Sort(departments)
	var out []record.Total
	for year := int64(first.Year()); year <= int64(last.Year()); year++ {
		var all cell
		of := map[string]cell{}
		for at, c := range cells {
			if at.year == year {
				of[at.department] = c
				all.named += c.named
				all.unnamed += c.unnamed
			}
		}
		whole := b.total(list, "", year, all, all.unnamed > 0 && all.unnamed < fewest)
		if whole.Status == record.OK || whole.Status == record.Partial {
			b.shown[list] += all.unnamed
		}
		out = append(out, whole)
		merged := mergedUpwards(of)
		for _, department := range departments {
			out = append(out, b.total(list, department, year, of[department], merged[department]))
		}
	}
	return out
}

// total makes one row, without its number where it is suppressed or not covered.
func (b *builder) total(list, department string, year int64, c cell, suppressed bool) record.Total {
	from, to := record.NewDate(int(year), time.January, 1), record.NewDate(int(year), time.December, 31)
	t := record.Total{List: list, Department: department, Year: year}
	t.Status = b.book.Span(list, record.Received, "", "", from, to).Status
	switch {
	case t.Status == record.NotCovered:
	case suppressed:
		t.Status = record.Suppressed
	default:
		t.Received = new(c.named + c.unnamed)
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
func (b *builder) cells(deliveries []*Delivery) map[yearOf]cell {
	out := map[yearOf]cell{}
	covered := b.book.Covered(deliveries[0].List.ID, record.Received, "", "")
	years := map[record.Date]int64{} // 0 for a day that is not covered
	for _, d := range deliveries {
		for i := range d.Rows.Len() {
			row := d.Rows.At(i)
			if d.fates[i] != keptFirst || row.Received == record.NoDate {
				continue
			}
			year, ok := years[row.Received]
			if !ok {
				if covered.Span(row.Received, row.Received).Days > 0 {
					year = int64(row.Received.Year())
				}
				years[row.Received] = year
			}
			if year == 0 {
				continue
			}
			at := yearOf{b.Codes[check.Department][row.Codes[check.Department]], year}
			c := out[at]
			if row.Name == 0 {
				c.unnamed++
			} else {
				c.named++
			}
			out[at] = c
		}
	}
	return out
}

// mergedUpwards gives the departments whose unnamed matters are counted in the list's row only: those with fewer than
// five, and then the smallest ones that are needed for the merged to be five together or none.
func mergedUpwards(cells map[string]cell) map[string]bool {
	merged := map[string]bool{}
	var sum int64
	var larger []string
	for department, c := range cells {
		if c.unnamed > 0 && c.unnamed < fewest || department == "" {
			merged[department] = true
			sum += c.unnamed
		} else if c.unnamed > 0 {
			larger = append(larger, department)
		}
	}
	slices.SortFunc(larger, func(x, y string) int {
		return cmp.Or(cmp.Compare(cells[x].unnamed, cells[y].unnamed), cmp.Compare(x, y))
	})
	for _, department := range larger {
		if sum == 0 || sum >= fewest {
			break
		}
		merged[department] = true
		sum += cells[department].unnamed
	}
	return merged
}
