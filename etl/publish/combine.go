package publish

import (
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// together returns what the rows of one matter against one respondent say together in a field, as their list combines it; ok is false when
// it does not, or when one of them cannot be read.
func (w *sharded) together(d *Delivery, rows []int32, f *field) (value int32, ok bool) {
	how := d.List.Combine[f.name]
	unreadable := func(j int32) bool { return f.said(d.Rows.At(int(j))) == unread }
	if how == "" || slices.ContainsFunc(rows, unreadable) {
		return 0, false
	}
	if how == list.CombineSum {
		return sum(d, rows)
	}
	return w.any(d, rows, f)
}

// sum adds up the amounts of rows, of which equal ones count once.
func sum(d *Delivery, rows []int32) (value int32, ok bool) {
	var of []*privacy.Cleared
	for _, j := range rows {
		row := d.Rows.At(int(j))
		if row.Band > 0 && !slices.ContainsFunc(of, func(other *privacy.Cleared) bool { return says(other) == says(row) }) {
			of = append(of, row)
		}
	}
	if len(of) == 0 {
		return unsaid, true
	}
	band, ok := privacy.Sum(d.List, of)
	return int32(band), ok
}

// any returns the code that counts for most among those of rows: a won one before one that was decided, and one that was followed before
// one that was not. Of those that count for the same it is the first in the list's codes.
func (w *sharded) any(d *Delivery, rows []int32, f *field) (value int32, ok bool) {
	order := []record.Measure{record.Won, record.DecidedOnMerits, record.Closed, record.Followed, record.NotFollowed, ""}
	best, value := len(order)*len(d.List.Codes[f.name]), unsaid
	for _, j := range rows {
		v := f.said(d.Rows.At(int(j)))
		if v == unsaid {
			continue
		}
		id := w.codes[fieldOf(f)][v]
		at := slices.IndexFunc(d.List.Codes[f.name], func(c list.Code) bool { return c.ID == id })
		if at < 0 { // no code list knows it, so it may count for anything
			return 0, false
		}
		counts := slices.Index(order, d.List.CountsAs(f.name, id))
		if rank := counts*len(d.List.Codes[f.name]) + at; value == unsaid || rank < best {
			best, value = rank, v
		}
	}
	return value, true
}

// fieldOf returns the coded field of a field of rows.
func fieldOf(f *field) check.Field {
	for c := range check.Fields {
		if c.Name() == f.name {
			return c
		}
	}
	return check.Fields
}
