package publish

import (
	"cmp"
	"fmt"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/internal/columnar"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// disputes writes the disputes of every list.
func (b *builder) disputes() error {
	t := b.gathered[record.Dispute]
	return release.AddColumns(b.writer, schema.DisputeRows, func(d *record.DisputeRecord) map[any]release.Cells {
		return map[any]release.Cells{
			&d.Key: t.key, &d.List: t.list, &d.Disclosure: texts(t.disclosureNames, t.disclosures), &d.Company: texts(b.companyIDs, t.companies),
			&d.Department: t.code(b, check.Department), &d.MatterType: t.code(b, check.MatterType),
			&d.Received: dates(t.received), &d.Decided: dates(t.decided),
			&d.Outcome: t.code(b, check.Outcome), &d.DismissalReason: t.code(b, check.DismissalReason),
			&d.AmountBand: texts(t.bandNames, t.bands), &d.Followed: t.code(b, check.Followed), &d.Synthetic: t.marks,
		}
	})
}

// complaints writes the complaints of every list.
func (b *builder) complaints() error {
	t := b.gathered[record.Complaint]
	return release.AddColumns(b.writer, schema.ComplaintRows, func(c *record.ComplaintRecord) map[any]release.Cells {
		return map[any]release.Cells{
			&c.Key: t.key, &c.List: t.list, &c.Disclosure: texts(t.disclosureNames, t.disclosures), &c.Company: texts(b.companyIDs, t.companies),
			&c.Department: t.code(b, check.Department), &c.Subject: t.code(b, check.Subject),
			&c.Received: dates(t.received), &c.Synthetic: t.marks,
		}
	})
}

// texts are cells of few different texts, by their codes.
func texts(of []string, codes []uint32) release.Cells {
	return func(f schema.Field) columnar.Column { return columnar.TextDict(f.Name, of, codes, f.Nullable) }
}

func dates(of []record.Date) release.Cells {
	return func(f schema.Field) columnar.Column { return columnar.Dates(f.Name, of, f.Nullable) }
}

// table holds the published records of one kind, column by column, in the order of their file.
type table struct {
	keys              [][10]byte
	listNames         []string
	listEnds          []int    // where the rows of each list end
	disclosures       []uint32 // one number per disclosure of the kind
	disclosureNames   []string
	isSynthetic       []bool // by disclosure
	companies         []uint32
	received, decided []record.Date
	codes             [check.Fields][]uint32
	bands             []uint32
	bandNames         []string
}

// gather lines up the rows of a kind's lists.
func (b *builder) gather(k record.Kind) {
	t := &table{}
	b.gathered[k] = t
	total := 0
	for _, r := range b.published {
		if r.deliveries[0].List.Kind == k {
			total += r.n
		}
	}
	t.grow(total, k)
	at := 0
	for i := range b.published {
		r := &b.published[i]
		if r.deliveries[0].List.Kind == k {
			at = b.gatherList(t, r, at)
			b.tieRows(r)
			r.order = nil
		}
	}
}

// summarise enters in the manifest how many records each list has, what its measures count of them, and their codes.
func (b *builder) summarise() error {
	at := map[record.Kind]int{}
	for _, r := range b.published {
		l := r.deliveries[0].List
		from, to := at[l.Kind], at[l.Kind]+r.n
		at[l.Kind] = to
		b.lists[l.ID].Records = int64(r.n)
		b.lists[l.ID].Counted, b.lists[l.ID].Undated = b.measured(l, b.gathered[l.Kind], from, to)
		b.completeCodes(l, b.gathered[l.Kind], from, to)
	}
	return nil
}

// grow makes room for so many records of a kind.
func (t *table) grow(n int, k record.Kind) {
	t.keys = make([][10]byte, n)
	t.disclosures, t.companies, t.bands = make([]uint32, n), make([]uint32, n), make([]uint32, n)
	t.received, t.decided = make([]record.Date, n), make([]record.Date, n)
	for f := range check.Fields {
		if k != record.Dispute || f != check.Subject { // of which disputes have none that is published
			t.codes[f] = make([]uint32, n)
		}
	}
}

// gatherList lines up one list's rows from position at on and gives the position after them.
func (b *builder) gatherList(t *table, r *rows, at int) int {
	l := r.deliveries[0].List
	base := uint32(len(t.disclosureNames))
	for _, d := range r.deliveries {
		t.disclosureNames = append(t.disclosureNames, d.Disclosure.ID)
		t.isSynthetic = append(t.isSynthetic, d.Disclosure.Synthetic)
	}
	bandBase := uint32(len(t.bandNames))
	t.listNames, t.listEnds = append(t.listNames, l.ID), append(t.listEnds, at+r.n)
	if c, ok := l.ColumnNamed("amount"); ok {
		t.bandNames = append(t.bandNames, bandNames(c.Bands)...)
	}
	inParallel(r.n, func(from, to int) {
		for i := from; i < to; i++ {
			row := r.row(i)
			o := at + i
			t.keys[o] = row.Key
			t.disclosures[o] = base + uint32(r.order[i].at.delivery)
			t.companies[o] = b.nameRank[row.Name]
			t.received[o], t.decided[o] = row.Received, row.Decided
			t.bands[o] = columnar.NullCode
			if row.Band > 0 {
				t.bands[o] = bandBase + uint32(row.Band)
			}
			for f, code := range row.Codes {
				switch {
				case t.codes[f] == nil:
				case code == 0:
					t.codes[f][o] = columnar.NullCode
				default:
					t.codes[f][o] = uint32(code)
				}
			}
		}
	})
	return at + r.n
}

// measured counts, for each measure that a list can answer, the records from position from to to that it counts, and those of them
// whose date could not be read.
func (b *builder) measured(l *list.List, t *table, from, to int) (counted, undated map[record.Measure]int64) {
	counted, undated = map[record.Measure]int64{}, map[record.Measure]int64{}
	for _, m := range l.Measures() {
		counts := b.counter(t, l.ID, m)
		dates := t.datesOf(m)
		all, without := int64(0), int64(0)
		for i := from; i < to; i++ {
			if counts(i) {
				all++
				if dates[i] == record.NoDate {
					without++
				}
			}
		}
		counted[m] = all
		if without > 0 {
			undated[m] = without
		}
	}
	return counted, undated
}

// completeCodes enters in the manifest the codes that a list's records, from position from to to, have beyond its code
// lists: those of open columns, and unmapped.
func (b *builder) completeCodes(l *list.List, t *table, from, to int) {
	for f := range check.Fields {
		if c, ok := l.ColumnNamed(f.Name()); !ok || c.Publish == list.No {
			continue
		}
		used := make([]int64, len(b.Codes[f]))
		all := int64(0)
		for _, code := range t.codes[f][from:to] {
			if code != columnar.NullCode {
				used[code]++
				all++
			}
		}
		codes := b.lists[l.ID].Codes[f.Name()]
		var more []release.Code
		for number, id := range b.Codes[f] {
			if used[number] == 0 || slices.ContainsFunc(codes, func(c release.Code) bool { return c.ID == id }) {
				continue
			}
			label := record.Text{SV: id, EN: id}
			if id == record.Unmapped {
				label = record.Text{SV: "finns inte i kodlistan", EN: "in no code list"}
				b.unmapped(l.ID, f.Name(), used[number], all)
			}
			more = append(more, release.Code{ID: id, Label: label, From: record.NoDate, To: record.NoDate})
		}
		slices.SortFunc(more, func(x, y release.Code) int { return cmp.Compare(x.ID, y.ID) })
		if more != nil {
			b.lists[l.ID].Codes[f.Name()] = append(codes, more...)
		}
	}
}

// unmapped enters in the manifest how many of a column's texts no code list knows.
func (b *builder) unmapped(list, column string, n, all int64) {
	if b.lists[list].Unmapped == nil {
		b.lists[list].Unmapped = map[string]int64{}
	}
	b.lists[list].Unmapped[column] = n
	if doubtful(n, all) {
		b.Doubts = append(b.Doubts, fmt.Sprintf("list %s: %d of %d texts in %s are in no code list", list, n, all, column))
	}
}

func (t *table) synthetic(i int) bool { return t.isSynthetic[t.disclosures[i]] }

func (t *table) key(f schema.Field) columnar.Column { return columnar.Keys16(f.Name, t.keys) }

func (t *table) marks(f schema.Field) columnar.Column {
	return columnar.Bools(f.Name, t.synthetic, len(t.keys))
}

func (t *table) list(f schema.Field) columnar.Column {
	lists := texts(t.listNames, upTo(len(t.listNames)))
	return columnar.Pick(lists(f), len(t.keys), func(from, to int, take func(row, n, step int)) {
		list, _ := slices.BinarySearch(t.listEnds, from+1)
		for ; from < to; list++ {
			if n := min(to, t.listEnds[list]) - from; n > 0 {
				take(list, n, 0)
				from += n
			}
		}
	})
}

// upTo returns the codes of n texts in their order.
func upTo(n int) []uint32 {
	codes := make([]uint32, n)
	for i := range codes {
		codes[i] = uint32(i)
	}
	return codes
}

func (t *table) code(b *builder, f check.Field) release.Cells { return texts(b.Codes[f], t.codes[f]) }

// datesOf gives the date that a measure goes by.
func (t *table) datesOf(m record.Measure) []record.Date {
	if m == record.Received {
		return t.received
	}
	return t.decided
}

// certainty tells whether a record is counted.
type certainty uint8

const (
	no certainty = iota
	perhaps
	yes
)

// counter reports whether a measure counts row i of a list for certain, its date apart.
func (b *builder) counter(t *table, list string, m record.Measure) func(i int) bool {
	judge := b.judge(t, list, m)
	return func(i int) bool { return judge(i) == yes }
}

// judge reports whether a measure counts row i of a list, its date apart. A row whose text no code list knows may count as
// whatever a code can.
func (b *builder) judge(t *table, list string, m record.Measure) func(i int) certainty {
	if m == record.Received {
		return func(int) certainty { return yes }
	}
	outcomes, follows := b.Codes[check.Outcome], b.Codes[check.Followed]
	may := func(f check.Field, code string) []record.Measure {
		if code == record.Unmapped {
			return record.CountsAs(f.Name())
		}
		return []record.Measure{b.lists[list].CountsAs(f.Name(), code)}
	}
	of := make([]certainty, len(outcomes)*len(follows))
	for o, outcome := range outcomes {
		for f, followed := range follows {
			of[o*len(follows)+f] = certain(m, may(check.Outcome, outcome), may(check.Followed, followed))
		}
	}
	outcome, followed := t.codes[check.Outcome], t.codes[check.Followed]
	return func(i int) certainty {
		o, f := 0, 0 // what has no code
		if outcome[i] != columnar.NullCode {
			o = int(outcome[i])
		}
		if followed[i] != columnar.NullCode {
			f = int(followed[i])
		}
		return of[o*len(follows)+f]
	}
}

// certain reports whether m counts a matter that counts as one of some outcomes and as one of some follow-ups.
func certain(m record.Measure, outcomes, follows []record.Measure) certainty {
	n := 0
	for _, outcome := range outcomes {
		for _, followed := range follows {
			if m.Counts(outcome, followed) {
				n++
			}
		}
	}
	switch n {
	case 0:
		return no
	case len(outcomes) * len(follows):
		return yes
	}
	return perhaps
}
