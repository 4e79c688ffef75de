package publish

import (
	"cmp"
	"slices"
	"sync"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/columnar"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// disputes returns the columns of the disputes of every list.
func (c *contents) disputes(d *record.DisputeRecord) map[any]release.Cells {
	t := c.matters[record.Dispute]
	return map[any]release.Cells{
		&d.Key: t.key, &d.List: t.list, &d.Disclosure: texts(t.disclosureNames, t.disclosures), &d.Company: texts(c.ids, t.companies),
		&d.Department: t.code(c, check.Department), &d.MatterType: t.code(c, check.MatterType),
		&d.Received: dates(t.received), &d.Decided: dates(t.decided),
		&d.Outcome: t.code(c, check.Outcome), &d.DismissalReason: t.code(c, check.DismissalReason),
		&d.AmountBand: texts(t.bandNames, t.bands), &d.Currency: t.currencies, &d.Followed: t.code(c, check.Followed), &d.Synthetic: t.marks,
	}
}

// complaints returns the columns of the complaints of every list.
func (c *contents) complaints(of *record.ComplaintRecord) map[any]release.Cells {
	t := c.matters[record.Complaint]
	return map[any]release.Cells{
		&of.Key: t.key, &of.List: t.list, &of.Disclosure: texts(t.disclosureNames, t.disclosures), &of.Company: texts(c.ids, t.companies),
		&of.Department: t.code(c, check.Department), &of.Subject: t.code(c, check.Subject),
		&of.Received: dates(t.received), &of.Synthetic: t.marks,
	}
}

// texts are cells of few different texts, by their codes.
func texts(of []string, codes []uint32) release.Cells {
	return func(f schema.Field) columnar.Column { return columnar.TextDict(f.Name, of, codes, f.Nullable) }
}

func dates(of []record.Date) release.Cells {
	return func(f schema.Field) columnar.Column { return columnar.Dates(f.Name, of, f.Nullable) }
}

// matterColumns holds the published records of one kind, column by column, in the order of their file.
type matterColumns struct {
	keys              [][10]byte
	listNames         []string
	listCurrencies    []string // by list
	listEnds          []int    // where the rows of each list end
	disclosures       []uint32 // one number per disclosure of the kind
	disclosureNames   []string
	isSynthetic       []bool // by disclosure
	companies         []uint32
	received, decided []record.Date
	codes             [check.Fields][]uint32
	bands             []uint32
	bandNames         []string
	order             Records
}

// Records is what the records of a kind are, in the order of their file, that the file does not tell.
type Records struct {
	Names  []uint32            // the name of each
	Later  []uint32            // positions of those that don't stand for their matter, rising
	Linked map[string][]Linked // by list: those of matters that settle.LinkedIn has, rising
}

// Linked is a record of whose matter other rows may be.
type Linked struct {
	Position uint32
	Row      *privacy.Cleared
}

// lineUp lines up the records of a kind, list by list, and notes their ties.
func (c *contents) lineUp(k record.Kind, published []ordered) *matterColumns {
	t := &matterColumns{order: Records{Linked: map[string][]Linked{}}}
	total := 0
	for _, o := range published {
		if o.deliveries[0].List.Kind == k {
			total += o.n
		}
	}
	t.grow(total, k)
	at := 0
	for i := range published {
		o := &published[i]
		if o.deliveries[0].List.Kind == k {
			at = c.lineUpList(t, o, at)
			c.ties = append(c.ties, c.tiesIn(o)...)
			o.order = nil
		}
	}
	return t
}

// grow makes room for so many records of a kind.
func (t *matterColumns) grow(n int, k record.Kind) {
	t.keys = make([][10]byte, n)
	t.disclosures, t.companies, t.bands, t.order.Names = make([]uint32, n), make([]uint32, n), make([]uint32, n), make([]uint32, n)
	t.received, t.decided = make([]record.Date, n), make([]record.Date, n)
	for f := range check.Fields {
		if k != record.Dispute || f != check.Subject { // of which disputes have none that is published
			t.codes[f] = make([]uint32, n)
		}
	}
}

// lineUpList lines up one list's rows from position at on and gives the position after them.
func (c *contents) lineUpList(t *matterColumns, r *ordered, at int) int {
	l := r.deliveries[0].List
	base := uint32(len(t.disclosureNames))
	for _, d := range r.deliveries {
		t.disclosureNames = append(t.disclosureNames, d.Disclosure.ID)
		t.isSynthetic = append(t.isSynthetic, d.Disclosure.Synthetic)
	}
	bandBase := uint32(len(t.bandNames))
	t.listNames, t.listEnds = append(t.listNames, l.ID), append(t.listEnds, at+r.n)
	t.listCurrencies = append(t.listCurrencies, l.Currency)
	t.bandNames = append(t.bandNames, c.Bands[l.ID]...)
	linked := settle.LinkedIn(r.deliveries)
	var mu sync.Mutex
	inParallel(r.n, func(from, to int) {
		var later []uint32
		var of []Linked
		for i := from; i < to; i++ {
			row := r.row(i)
			o := at + i
			t.order.Names[o] = row.Name
			if r.fate(i) != settle.KeptFirst {
				later = append(later, uint32(o))
			}
			if linked.Has(row.Matter) {
				of = append(of, Linked{uint32(o), row})
			}
			t.keys[o] = row.Key
			t.disclosures[o] = base + uint32(r.order[i].at.delivery)
			t.companies[o] = c.nameRank[row.Name]
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
		mu.Lock()
		defer mu.Unlock()
		t.order.Later = append(t.order.Later, later...)
		t.order.Linked[l.ID] = append(t.order.Linked[l.ID], of...)
	})
	slices.Sort(t.order.Later)
	slices.SortFunc(t.order.Linked[l.ID], func(x, y Linked) int { return cmp.Compare(x.Position, y.Position) })
	return at + r.n
}

// measured counts, for each measure that a list can answer, the records from position from to to that it counts, and those of them
// whose date could not be read.
func (c *contents) measured(l *list.List, t *matterColumns, from, to int) (counted, undated map[record.Measure]int64) {
	counted, undated = map[record.Measure]int64{}, map[record.Measure]int64{}
	for _, m := range l.Measures() {
		counts := c.counter(t, l, m)
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

func (t *matterColumns) synthetic(i int) bool { return t.isSynthetic[t.disclosures[i]] }

func (t *matterColumns) key(f schema.Field) columnar.Column { return columnar.Keys16(f.Name, t.keys) }

func (t *matterColumns) marks(f schema.Field) columnar.Column {
	return columnar.Bools(f.Name, t.synthetic, len(t.keys))
}

func (t *matterColumns) list(f schema.Field) columnar.Column {
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

// currencies are those of the amounts: of each list one, and null where there is no amount.
func (t *matterColumns) currencies(f schema.Field) columnar.Column {
	none := len(t.listCurrencies)
	all := texts(t.listCurrencies, append(upTo(none), columnar.NullCode))
	return columnar.Pick(all(f), len(t.keys), func(from, to int, take func(row, n, step int)) {
		list, _ := slices.BinarySearch(t.listEnds, from+1)
		row := func(i int) int {
			if t.bands[i] == columnar.NullCode || t.listCurrencies[list] == "" {
				return none
			}
			return list
		}
		for ; from < to; list++ {
			for end := min(to, t.listEnds[list]); from < end; {
				n := 1
				for from+n < end && row(from+n) == row(from) {
					n++
				}
				take(row(from), n, 0)
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

func (t *matterColumns) code(c *contents, f check.Field) release.Cells {
	return texts(c.Codes[f], t.codes[f])
}

// datesOf returns the date that a measure goes by.
func (t *matterColumns) datesOf(m record.Measure) []record.Date {
	if m == record.Received {
		return t.received
	}
	return t.decided
}

// certainty reports whether a record is counted.
type certainty uint8

const (
	no certainty = iota
	perhaps
	yes
)

// counter reports whether a measure counts row i of a list for certain, its date apart.
func (c *contents) counter(t *matterColumns, l *list.List, m record.Measure) func(i int) bool {
	judge := c.judge(t, l, m)
	return func(i int) bool { return judge(i) == yes }
}

// judge reports whether a measure counts row i of a list, its date apart. A row whose text no code list knows may count as
// whatever a code can.
func (c *contents) judge(t *matterColumns, l *list.List, m record.Measure) func(i int) certainty {
	if m == record.Received {
		return func(int) certainty { return yes }
	}
	about := release.List{Codes: codesOf(l)}
	outcomes, follows := c.Codes[check.Outcome], c.Codes[check.Followed]
	may := func(f check.Field, code string) []record.Measure {
		if code == record.Unmapped {
			return record.CountsAs(f.Name())
		}
		return []record.Measure{about.CountsAs(f.Name(), code)}
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
