package settle

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Listings is what came of one disclosure of listings.
type Listings struct {
	Disclosed
	Rows  []privacy.ClearedListing
	Fates []Fate // of the rows, once they are settled
}

// Published reports whether a row is a record of the release.
func (d *Listings) Published(i int) bool { return d.Fates[i] == Kept && d.Rows[i].Name != 0 }

// entry is one place on a list, of a company or, when that is unnamed, of a key.
type entry struct {
	issue      string
	department uint16
	company    uint32
	key        [10]byte
}

func entryOf(row *privacy.ClearedListing, entityOf []uint32) entry {
	e := entry{issue: list.Fold(row.Issue), department: row.Department}
	if row.Name == 0 {
		e.key = row.Key
	} else {
		e.company = entityOf[row.Name]
	}
	return e
}

// settleListings decides the fate of every row of one list's deliveries, which come in the order of their receipt;
// entityOf returns each name's company. An issue is as the latest delivery that holds any of it tells it: who is not in that
// one is not on the list. A delivery that was asked for by the names of companies speaks for these only. It gives the rows
// of one delivery that contradict each other, as join finds them.
func settleListings(deliveries []*Listings, entityOf []uint32) (found []source.Finding) {
	withdrawn := replaced(deliveries)
	for _, d := range deliveries {
		found = append(found, d.join(entityOf)...)
	}
	told := map[string]bool{}                       // issues, folded, that a later delivery tells
	standing := map[entry]*privacy.ClearedListing{} // rows of later deliveries that count
	for i, d := range slices.Backward(deliveries) {
		for j := range d.Rows {
			row := &d.Rows[j]
			at := entryOf(row, entityOf)
			later := standing[at]
			switch {
			case d.Fates[j] != Kept:
			case later != nil && later.Listing == row.Listing:
				d.Fates[j] = Duplicate
			case later != nil || told[at.issue] || withdrawn[i]:
				d.Fates[j] = Superseded
			}
		}
		if withdrawn[i] {
			continue
		}
		for j := range d.Rows {
			at := entryOf(&d.Rows[j], entityOf)
			if d.Fates[j] == Kept {
				standing[at] = &d.Rows[j]
			}
			told[at.issue] = told[at.issue] || !limited(d.Disclosure)
		}
	}
	return found
}

// join makes one of a delivery's rows of one company with one issue, department and name: the others are duplicates. What
// they tell differently is unknown, also where one of them cannot be read; the company is on the list all the same.
func (d *Listings) join(entityOf []uint32) (found []source.Finding) {
	d.Fates = make([]Fate, len(d.Rows))
	type listing struct {
		entry   [2]uint64
		company uint32 // plus 1; 0 is nobody
	}
	first := map[listing]int{} // where its rows are
	var all [][]int32
	for j := range d.Rows {
		row := &d.Rows[j]
		l := listing{entry: row.Entry}
		if row.Name != 0 {
			l.company = entityOf[row.Name] + 1
		}
		k, known := first[l]
		if !known {
			k, all = len(all), append(all, nil)
			first[l] = k
		}
		all[k] = append(all[k], int32(j))
	}
	for _, rows := range all {
		if len(rows) > 1 {
			found = append(found, d.one(rows)...)
		}
	}
	return found
}

// one joins the rows of one listing, which come in the order of the files. The one with the least key stands for them.
func (d *Listings) one(rows []int32) (found []source.Finding) {
	var differ [][]int32 // two rows each, and in what
	var fields [][]string
	note := func(field string, before, after int32) {
		if before == after {
			return
		}
		n := slices.IndexFunc(differ, func(of []int32) bool { return of[0] == before && of[1] == after })
		if n < 0 {
			n, differ, fields = len(differ), append(differ, []int32{before, after}), append(fields, nil)
		}
		fields[n] = append(fields[n], field)
	}
	var told privacy.Listing
	var a, b int32
	told.Date, a, b = apart(rows, record.NoDate, func(j int32) record.Date { return d.Rows[j].Date })
	note("issue_date", a, b)
	none := record.Value[int64]{}
	told.Cases, a, b = apart(rows, none, func(j int32) record.Value[int64] { return d.Rows[j].Cases })
	note("cases", a, b)
	told.Sum, a, b = apart(rows, none, func(j int32) record.Value[int64] { return d.Rows[j].Sum })
	note("amount_sum", a, b)
	leader := &d.Rows[slices.MinFunc(rows, func(x, y int32) int { return bytes.Compare(d.Rows[x].Key[:], d.Rows[y].Key[:]) })]
	for _, j := range rows {
		row := &d.Rows[j]
		leader.From = min(leader.From, row.From)
		if row != leader {
			d.Fates[j] = Duplicate
		}
	}
	leader.Date, leader.Cases, leader.Sum = told.Date, told.Cases, told.Sum
	for n, of := range differ {
		found = append(found, d.contradicting(int(of[0]), int(of[1]), fields[n]))
	}
	return found
}

// contradicting says that a row tells some fields of a listing otherwise than one before it.
func (d *Listings) contradicting(before, after int, fields []string) source.Finding {
	first, row := &d.Rows[before], &d.Rows[after]
	if row.Name != 0 {
		if d.Findings == nil {
			d.Findings = map[string]int64{}
		}
		d.Findings[rule.ContradictingRows.Name()]++
	}
	where := fmt.Sprintf("line %d", first.Line)
	if first.File != row.File {
		where += " of " + d.Disclosure.Files[first.File].Shown
	}
	return source.Finding{
		Rule: rule.ContradictingRows,
		Text: fmt.Sprintf("%s tells the same listing otherwise (%s): what they differ in is unknown", where, strings.Join(fields, ", ")),
		At:   d.Place(after, row.File, row.Line),
	}
}

// Account counts where the rows of a settled delivery went, of them those against unnamed parties, and of these those that a removal
// made so.
func (d *Listings) Account() (all, unnamed, removed release.Accounting) {
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
