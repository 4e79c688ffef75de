package publish

import (
	"cmp"
	"maps"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// fewest is the smallest number of unnamed matters that a total may rest on; fewer could single out a person.
const fewest = 5

// total is one row of totals_yearly.parquet.
type total struct {
	list, department string
	year             int64
	received         int64
	suppressed       bool
}

// cell counts the matters of a department in a year.
type cell struct{ named, unnamed int64 }

// totals writes, per list and year of receipt, how many matters there are against anybody, named or not; a matter
// against two respondents counts once. A department's row holds its unnamed matters only where there are at least
// five of them; those of the others are in the list's row alone, and there are at least five of these, too. A year
// with fewer than five unnamed matters in all has no total.
func (b *builder) totals() error {
	var out []total
	for deliveries := range byList(b.Deliveries) {
		years := b.cells(deliveries)
		for _, year := range slices.Sorted(maps.Keys(years)) {
			out = append(out, totalsOf(deliveries[0].List.ID, year, years[year])...)
		}
	}
	slices.SortStableFunc(out, func(x, y total) int { return cmp.Compare(x.list, y.list) })
	received, nulls, years := make([]int64, len(out)), make([]bool, len(out)), make([]int64, len(out))
	for i, t := range out {
		received[i], nulls[i], years[i] = t.received, t.suppressed, t.year
	}
	return b.writer.Add(release.TotalsYearly, []release.ColumnData{
		release.Text("list", func(i int) (string, bool) { return out[i].list, true }, len(out), false),
		release.Text("department", func(i int) (string, bool) { return out[i].department, out[i].department != "" }, len(out), true),
		release.Ints("year", years, nil),
		release.Ints("received", received, nulls),
		release.Text("status", func(i int) (string, bool) {
			if out[i].suppressed {
				return string(record.Suppressed), true
			}
			return string(record.OK), true
		}, len(out), false),
	})
}

// cells counts one list's settled matters by year of receipt and department; matters without a readable date have no
// year and are left out, those without a department stand under "".
func (b *builder) cells(deliveries []*Delivery) map[int64]map[string]cell {
	years := map[int64]map[string]cell{}
	yearOf := map[record.Date]int64{}
	for _, d := range deliveries {
		for i := range d.Rows {
			row := &d.Rows[i]
			if d.fates[i] != keptFirst || row.Received == record.NoDate {
				continue
			}
			year, ok := yearOf[row.Received]
			if !ok {
				year = int64(row.Received.Year())
				yearOf[row.Received] = year
			}
			if years[year] == nil {
				years[year] = map[string]cell{}
			}
			department := b.Codes[check.Department][row.Codes[check.Department]]
			c := years[year][department]
			if row.Name == 0 {
				c.unnamed++
			} else {
				c.named++
			}
			years[year][department] = c
		}
	}
	return years
}

// totalsOf makes the rows of one list and year: the whole list first, then its departments.
func totalsOf(list string, year int64, cells map[string]cell) []total {
	var all cell
	for _, c := range cells {
		all.named += c.named
		all.unnamed += c.unnamed
	}
	whole := total{list: list, year: year, received: all.named + all.unnamed, suppressed: all.unnamed > 0 && all.unnamed < fewest}
	if whole.suppressed {
		whole.received = 0
	}
	out := []total{whole}
	merged := mergedUpwards(cells)
	for _, department := range slices.Sorted(maps.Keys(cells)) {
		if department == "" {
			continue
		}
		c := cells[department]
		t := total{list: list, department: department, year: year, received: c.named + c.unnamed}
		if merged[department] {
			t.received = c.named
		}
		out = append(out, t)
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
