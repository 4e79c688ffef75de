package settle

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// field is a field of cleared rows.
type field struct {
	bit  privacy.Fields
	name string                              // of its column
	get  func(row *privacy.Cleared) int32    // its value as a number, or unsaid
	set  func(row *privacy.Cleared, v int32) // gives it one that get gave
}

// What a row says in a field that holds no value: nothing, for the cell is empty; or something that cannot be read. The latter
// may be any value, so it is another than one that could be read. (A text that no code list knows is a value: unmapped.)
const (
	unsaid = int32(record.NoDate)
	unread = unsaid + 1
)

// said returns what a row says in a field.
func (f *field) said(row *privacy.Cleared) int32 {
	if row.Unread&f.bit != 0 {
		return unread
	}
	return f.get(row)
}

// say makes a row say what said gave.
func (f *field) say(row *privacy.Cleared, v int32) {
	if row.Unread &^= f.bit; v == unread {
		row.Unread |= f.bit
		v = unsaid
	}
	f.set(row, v)
}

// valued are the fields that hold a value. The respondent is apart: whose row it is bears on more than the row.
var valued = func() []field {
	code := func(n uint16) int32 {
		if n == 0 {
			return unsaid
		}
		return int32(n)
	}
	index := func(v int32) uint16 {
		if v == unsaid {
			return 0
		}
		return uint16(v)
	}
	fields := []field{
		{
			privacy.HasReceived, "received_date",
			func(row *privacy.Cleared) int32 { return int32(row.Received) },
			func(row *privacy.Cleared, v int32) { row.Received = record.Date(v) },
		},
		{
			privacy.HasDecided, "decision_date",
			func(row *privacy.Cleared) int32 { return int32(row.Decided) },
			func(row *privacy.Cleared, v int32) { row.Decided = record.Date(v) },
		},
		{
			privacy.HasAmount, "amount",
			func(row *privacy.Cleared) int32 { return code(uint16(row.Band)) },
			func(row *privacy.Cleared, v int32) { row.Band = uint8(index(v)) },
		},
	}
	for f := range check.Fields {
		fields = append(fields, field{
			privacy.HasCode(f), f.Name(),
			func(row *privacy.Cleared) int32 { return code(row.Codes[f]) },
			func(row *privacy.Cleared, v int32) { row.Codes[f] = index(v) },
		})
	}
	return fields
}()

// uncounted are the fields that no count goes by.
var uncounted = privacy.HasAmount | privacy.HasCode(check.DismissalReason)

// publishedFields returns the fields of a list that its records show, the respondent among them.
func publishedFields(l *list.List) privacy.Fields {
	out := privacy.HasNumber
	for _, f := range valued {
		if c, ok := l.ColumnNamed(f.name); ok && (c.Publish == list.Yes || c.Publish == list.Band) {
			out |= f.bit
		}
	}
	return out
}

// columnsOf returns the columns of fields, the respondent's first.
func columnsOf(fields privacy.Fields) (names []string) {
	if fields&privacy.HasNumber != 0 {
		names = append(names, "respondent")
	}
	for _, f := range valued {
		if fields&f.bit != 0 {
			names = append(names, f.name)
		}
	}
	return names
}

// clash is what is unknown of a kept row, for rows of one delivery that it stands for tell it in several ways.
type clash struct {
	fields privacy.Fields
	days   []record.Date // that the rows give: the matter may count on each
	names  []uint32      // and their respondents
}

// contradiction is two rows of one matter in one delivery that differ in some fields.
type contradiction struct {
	delivery      int32
	before, after int32 // rows, in the order of the files
	fields        privacy.Fields
	named         bool // the matter is against somebody named
}

// join makes one of a delivery's rows of one matter against one respondent: the others are duplicates, or superseded where
// they say something else, be it nothing. Rows are of one respondent when their keys or their companies are equal. What one
// says and another leaves empty is taken. What they say differently is unknown, also where one of them cannot be read, unless the list
// combines it; and so
// is a respondent that is not one. The row that stands for them is the one with the least key of those that tell the
// respondent, or one spelled like it that says what they say together. Matters are entered in own. A row that is
// its matter's only one gets the fate one; matters that still have several are given, each with its rows by key.
func (w *sharded) join(i int, own *heads, one Fate) (several [][]int32) {
	d := w.deliveries[i]
	var more []uint64 // rows beyond their matter's first, with that one in the upper half
	for j := range d.Rows.Len() {
		row := d.Rows.At(j)
		if !w.has(row) {
			continue
		}
		if head, slot, known := own.find(row.Matter); known {
			more = append(more, uint64(head.Row)<<32|uint64(j))
		} else {
			own.put(slot, Place{int32(i), int32(j)})
			d.Fates[j] = one
		}
	}
	slices.Sort(more)
	var rows []int32
	for from := 0; from < len(more); {
		first := int32(more[from] >> 32)
		rows = append(rows[:0], first)
		for to := from; from < len(more) && more[from]>>32 == more[to]>>32; from++ {
			rows = append(rows, int32(uint32(more[from])))
		}
		leaders := w.respondents(d, i, rows)
		if leaders[0] != first {
			_, slot, _ := own.find(d.Rows.At(int(first)).Matter)
			own.put(slot, Place{int32(i), leaders[0]})
		}
		if len(leaders) == 1 {
			d.Fates[leaders[0]] = one
			continue
		}
		for _, j := range leaders {
			d.Fates[j] = joined
		}
		several = append(several, leaders)
	}
	return several
}

// respondents parts the rows of one matter, which come in the order of the files, by respondent, and joins each one's. It
// gives the rows that stand for them, by key.
func (w *sharded) respondents(d *Matters, i int, rows []int32) (leaders []int32) {
	at := func(k int) *privacy.Cleared { return d.Rows.At(int(rows[k])) }
	slices.SortStableFunc(rows, func(x, y int32) int {
		return bytes.Compare(d.Rows.At(int(x)).Key[:], d.Rows.At(int(y)).Key[:])
	})
	if at(0).Key == at(len(rows)-1).Key {
		return []int32{w.one(d, i, rows)}
	}
	parts := company.NewPartition(len(rows))
	var named []int
	for k := range rows {
		if k > 0 && at(k).Key == at(k-1).Key {
			parts.Tie(k, k-1)
		}
		if at(k).Name != 0 {
			named = append(named, k)
		}
	}
	entity := func(k int) uint32 { return w.entityOf[at(k).Name] }
	slices.SortFunc(named, func(k, l int) int { return cmp.Compare(entity(k), entity(l)) })
	for n := 1; n < len(named); n++ {
		if entity(named[n]) == entity(named[n-1]) {
			parts.Tie(named[n], named[n-1])
		}
	}
	of := map[int][]int32{} // by the first row of each respondent
	for k, j := range rows {
		of[parts.First(k)] = append(of[parts.First(k)], j)
	}
	for _, first := range slices.Sorted(maps.Keys(of)) {
		leaders = append(leaders, w.one(d, i, of[first]))
	}
	return leaders
}

// one joins the rows of one matter against one respondent, which come by key, and gives the one that stands for them.
func (w *sharded) one(d *Matters, i int, rows []int32) int32 {
	says := func(j int32) privacy.Cleared { // all but where it stands, and how its respondent is typed
		row := *d.Rows.At(int(j))
		row.Key, row.Numbered, row.File, row.Line = [10]byte{}, false, 0, 0
		return row
	}
	first := says(rows[0])
	if !slices.ContainsFunc(rows[1:], func(j int32) bool { return says(j) != first }) {
		for _, j := range rows[1:] {
			d.Fates[j] = Duplicate
		}
		return rows[0]
	}
	whose, leader := w.respondentOf(d, rows)
	merged := *d.Rows.At(int(leader))
	var told clash
	for _, j := range rows {
		row := d.Rows.At(int(j))
		merged.Has |= row.Has
		told.days, told.names = append(told.days, row.Received, row.Decided), append(told.names, row.Name)
	}
	inOrder := slices.Sorted(slices.Values(rows))
	entity := make(map[int32]int32, len(rows))
	for n, j := range rows {
		entity[j] = whose[n]
	}
	var differ []contradiction
	find := func(f privacy.Fields, says func(j int32) int32) (value int32) {
		value, a, b := apart(inOrder, unsaid, says)
		if a == b || f&w.published == 0 {
			return value
		}
		if f == privacy.HasCode(check.Outcome) {
			if value, ok := w.together(d.List, inOrder, says); ok {
				return value
			}
		}
		n := slices.IndexFunc(differ, func(c contradiction) bool { return c.before == a && c.after == b })
		if n < 0 {
			n, differ = len(differ), append(differ, contradiction{delivery: int32(i), before: a, after: b})
		}
		differ[n].fields |= f
		return value
	}
	if find(privacy.HasNumber, func(j int32) int32 { return entity[j] }) == unsaid {
		merged.Name = 0
	}
	for _, f := range valued {
		f.say(&merged, find(f.bit, func(j int32) int32 { return f.said(d.Rows.At(int(j))) }))
	}
	leader = lead(d, rows, whose, leader, &merged)
	for _, j := range rows {
		if d.Fates[j] = Duplicate; !same(&merged, d.Rows.At(int(j))) {
			d.Fates[j] = Superseded
		}
	}
	d.Fates[leader] = Kept
	row := d.Rows.At(int(leader)) // other shards read its matter meanwhile
	row.Name, row.Has, row.Received, row.Decided = merged.Name, merged.Has, merged.Received, merged.Decided
	row.Codes, row.Band, row.Unread = merged.Codes, merged.Band, merged.Unread
	for _, c := range differ {
		c.named = merged.Name != 0
		w.contradictions = append(w.contradictions, c)
		told.fields = c.fields
		w.clash(Place{int32(i), leader}, told)
	}
	return leader
}

// together returns the outcome that rows with different ones have together, as their list combines them.
func (w *sharded) together(l *list.List, rows []int32, says func(j int32) int32) (value int32, ok bool) {
	var outcomes []string
	for _, j := range rows {
		switch v := says(j); v {
		case unsaid:
		case unread:
			return unsaid, false
		default:
			outcomes = append(outcomes, w.outcomes[v])
		}
	}
	code, ok := l.Any(outcomes)
	if !ok {
		return unsaid, false
	}
	n := slices.Index(w.outcomes, code)
	return int32(n), n > 0
}

// lead returns the row that stands for a respondent's: one of the spelling that was chosen which says what counts, where there
// is one, so that it does not matter which one stands first.
func lead(d *Matters, rows, whose []int32, leader int32, merged *privacy.Cleared) int32 {
	for n, j := range rows {
		if row := d.Rows.At(int(j)); row.Key == merged.Key && whose[n] != unsaid && same(merged, row) {
			return j
		}
	}
	return leader
}

// apart returns what all rows say that say anything, or nothing and the first two that differ.
func apart[T comparable](rows []int32, nothing T, says func(j int32) T) (value T, a, b int32) {
	value = nothing
	for _, j := range rows {
		switch v := says(j); {
		case v == nothing || v == value:
		case value == nothing:
			value, a = v, j
		default:
			return nothing, a, j
		}
	}
	return value, a, a
}

// respondentOf gives, for each of a respondent's rows, a number that stands for its company or nobody, and the row that
// stands for all. Of equal spellings those with a number tell whose it is, and the others say nothing.
func (w *sharded) respondentOf(d *Matters, rows []int32) (whose []int32, leader int32) {
	whose, leader = make([]int32, len(rows)), -1
	for from := 0; from < len(rows); {
		to, numbered := from, false
		for key := d.Rows.At(int(rows[from])).Key; to < len(rows) && d.Rows.At(int(rows[to])).Key == key; to++ {
			numbered = numbered || w.spelled && w.numbered(d.Rows.At(int(rows[to])))
		}
		for ; from < to; from++ {
			row := d.Rows.At(int(rows[from]))
			if whose[from] = unsaid; numbered && !w.numbered(row) {
				continue
			}
			if whose[from] = 0; row.Name != 0 {
				whose[from] = int32(w.entityOf[row.Name]) + 1
			}
			if leader < 0 {
				leader = rows[from]
			}
		}
	}
	return whose, leader
}

// numbered reports whether a row's respondent is known by its number.
func (w *sharded) numbered(row *privacy.Cleared) bool {
	return row.Numbered || w.names[row.Name].Method == company.ByNumber
}

// clash enters fields that are unknown of a row that stands for several, and where its matter may count.
func (w *sharded) clash(at Place, more clash) {
	c := w.open[at]
	w.open[at] = clash{
		c.fields | more.fields, append(slices.Clip(c.days), more.days...), append(slices.Clip(c.names), more.names...),
	}
}

// find makes findings of the rows of one list's deliveries that contradict each other.
func (s *settled) find(deliveries []*Matters, tell func(...source.Finding)) {
	slices.SortFunc(s.contradictions, func(x, y contradiction) int {
		return cmp.Or(cmp.Compare(x.delivery, y.delivery), cmp.Compare(x.after, y.after), cmp.Compare(x.before, y.before))
	})
	for _, c := range s.contradictions {
		d := deliveries[c.delivery]
		if c.named {
			if d.Findings == nil {
				d.Findings = map[string]int64{}
			}
			d.Findings[rule.ContradictingRows.Name()]++
		}
		tell(d.contradicting(c))
	}
}

// contradicting says which rows contradict each other, and in what.
func (d *Matters) contradicting(c contradiction) source.Finding {
	before, after := d.Rows.At(int(c.before)), d.Rows.At(int(c.after))
	where := fmt.Sprintf("line %d", before.Line)
	if before.File != after.File {
		where += " of " + d.Disclosure.Files[before.File].Shown
	}
	text := fmt.Sprintf("%s tells the same matter otherwise (%s): what they differ in is unknown",
		where, strings.Join(columnsOf(c.fields), ", "))
	if c.fields&^uncounted != 0 {
		text += ", and the months in which the matter may count are partial"
	}
	return source.Finding{
		Rule: rule.ContradictingRows, Text: text, At: d.Place(int(c.after), after.File, after.Line),
	}
}
