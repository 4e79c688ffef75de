package publish

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// ListingDelivery is what came of one disclosure of listings.
type ListingDelivery struct {
	List       *list.List
	Disclosure *source.Disclosure
	Files      []release.SourceFile
	Rows       []privacy.ClearedListing
	Rejected   int64
	Findings   map[string]int64 // by rule
	Doubts     []string         // why it may not be what it should be

	fates []fate // of the rows
}

func (d *ListingDelivery) of() (*list.List, *source.Disclosure) { return d.List, d.Disclosure }

// published tells whether a row is a record of the release.
func (d *ListingDelivery) published(i int) bool { return d.fates[i] == kept && d.Rows[i].Name != 0 }

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
// entityOf gives each name's company. An issue is as the latest delivery that holds any of it tells it: who is not in that
// one is not on the list. A delivery that was asked for by the names of companies speaks for these only. It gives the rows
// of one delivery that contradict each other, as join finds them.
func settleListings(deliveries []*ListingDelivery, entityOf []uint32) (found []source.Finding) {
	withdrawn := replaced(deliveries)
	for _, d := range deliveries {
		found = append(found, d.join()...)
	}
	told := map[string]bool{}                       // issues, folded, that a later delivery tells
	standing := map[entry]*privacy.ClearedListing{} // rows of later deliveries that count
	for i, d := range slices.Backward(deliveries) {
		for j := range d.Rows {
			row := &d.Rows[j]
			at := entryOf(row, entityOf)
			later := standing[at]
			switch {
			case d.fates[j] != kept:
			case later != nil && later.Listing == row.Listing:
				d.fates[j] = duplicate
			case later != nil || told[at.issue] || withdrawn[i]:
				d.fates[j] = superseded
			}
		}
		if withdrawn[i] {
			continue
		}
		for j := range d.Rows {
			at := entryOf(&d.Rows[j], entityOf)
			if d.fates[j] == kept {
				standing[at] = &d.Rows[j]
			}
			told[at.issue] = told[at.issue] || !limited(d.Disclosure)
		}
	}
	return found
}

// join makes one of a delivery's rows with one issue, department and name, which are duplicates. A sum that they tell
// differently is unknown; rows that differ in the date or the number of cases, which no listing can be without, are rejected.
func (d *ListingDelivery) join() (found []source.Finding) {
	d.fates = make([]fate, len(d.Rows))
	first := map[[10]byte]int{}
	unknown, rejects := map[int]bool{}, map[int]bool{} // by first row: its sum, all rows like it
	for j := range d.Rows {
		row := &d.Rows[j]
		k, known := first[row.Key]
		if !known {
			first[row.Key] = j
			continue
		}
		d.fates[j] = duplicate
		one := &d.Rows[k]
		switch {
		case row.Date != one.Date || row.Cases != one.Cases:
			found = append(found, d.contradicting(one, row, source.Reject))
			rejects[k] = true
		case row.Sum.State != record.Read || unknown[k] || row.Sum == one.Sum:
		case one.Sum.State != record.Read:
			one.Sum = row.Sum
		default:
			found = append(found, d.contradicting(one, row, source.Note))
			unknown[k] = true
		}
	}
	for k := range unknown {
		d.Rows[k].Sum = record.Value[int64]{}
	}
	for j := range d.Rows {
		if rejects[first[d.Rows[j].Key]] {
			d.fates[j] = rejected
		}
	}
	return found
}

// contradicting says that a row tells a listing otherwise than the first one did.
func (d *ListingDelivery) contradicting(first, row *privacy.ClearedListing, severity source.Severity) source.Finding {
	if row.Name != 0 {
		if d.Findings == nil {
			d.Findings = map[string]int64{}
		}
		d.Findings[ruleContradicting]++
	}
	where := fmt.Sprintf("line %d", first.Line)
	if first.File != row.File {
		where += " of " + d.Disclosure.Files[first.File].Shown
	}
	text := where + " tells the same listing otherwise (amount_sum): the sum is unknown"
	if severity == source.Reject {
		text = where + " tells the same listing otherwise (issue_date or cases): all rows of it are left out"
	}
	return source.Finding{
		Rule: ruleContradicting, Severity: severity, Text: text,
		At: source.Origin{Disclosure: d.Disclosure.ID, File: d.Disclosure.Files[row.File].Shown, Line: int(row.Line)},
	}
}

// account counts where the rows of a settled delivery went, and of them those against unnamed parties.
func (d *ListingDelivery) account() (all, unnamed release.Accounting) {
	all = release.Accounting{Read: int64(len(d.Rows)) + d.Rejected, Rejected: d.Rejected}
	for i, f := range d.fates {
		nobody := d.Rows[i].Name == 0
		if enter(&all, f, nobody); nobody {
			enter(&unnamed, f, nobody)
		}
	}
	return all, unnamed
}

// listed is a published listing on its way into order.
type listed struct {
	*privacy.ClearedListing
	from    *ListingDelivery
	company uint32 // rank
}

// listings writes the listings of every list.
func (b *builder) listings() error {
	var all []listed
	for deliveries := range byList(b.Listings) {
		from := len(all)
		for _, d := range deliveries {
			for i := range d.Rows {
				if d.published(i) {
					all = append(all, listed{&d.Rows[i], d, b.nameRank[d.Rows[i].Name]})
				}
			}
		}
		b.lists[deliveries[0].List.ID].Records = int64(len(all) - from)
		slices.SortFunc(all[from:], func(x, y listed) int {
			return cmp.Or(cmp.Compare(x.company, y.company), cmp.Compare(x.Date, y.Date), bytes.Compare(x.Key[:], y.Key[:]))
		})
	}
	b.ties = append(b.ties, b.listingTies(all)...)
	t := b.tableOf(all)
	cases, sums, none := make([]int64, len(all)), make([]float64, len(all)), make([]bool, len(all))
	for i, l := range all {
		cases[i], sums[i], none[i] = l.Cases, float64(l.Sum.Known)/100, l.Sum.State != record.Read
	}
	return b.writer.Add(release.Listings, []release.ColumnData{
		release.Keys16("record_id", t.keys),
		column("list", all, false, func(l listed) string { return l.from.List.ID }),
		column("disclosure", all, false, func(l listed) string { return l.from.Disclosure.ID }),
		t.company(b.companyIDs),
		t.code(b, check.Department),
		column("issue", all, false, func(l listed) string { return l.Issue }),
		days("issue_date", all, false, func(l listed) record.Date { return l.Date }),
		release.Ints("cases", cases, nil),
		release.Floats("amount_sum", sums, none),
		release.Bools("synthetic", func(i int) bool { return all[i].from.Disclosure.Synthetic }, len(all)),
	})
}

// listingTies gives the listings of names that are counted as another company's, by key.
func (b *builder) listingTies(all []listed) []tie {
	var found []tie
	for _, l := range all {
		found = append(found, tiesOf(l.Key, l.from.List.ID, b.Names[l.Name].Owns)...)
	}
	sortTies(found)
	return found
}

// tableOf lines up what listings have in common with other records, and enters the codes that they have beyond their
// lists' in the manifest.
func (b *builder) tableOf(all []listed) *table {
	t := &table{}
	t.grow(len(all), record.Listing)
	for f := range t.codes {
		for i := range t.codes[f] {
			t.codes[f][i] = release.NullCode
		}
	}
	from := 0
	for i, l := range all {
		t.keys[i], t.companies[i] = l.Key, l.company
		if l.Department != 0 {
			t.codes[check.Department][i] = uint32(l.Department)
		}
		if i+1 == len(all) || all[i+1].from.List != l.from.List {
			b.completeCodes(l.from.List, t, from, i+1)
			from = i + 1
		}
	}
	return t
}
