package publish

import (
	"cmp"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/internal/columnar"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// revisedIn is the revised rows of one list's deliveries.
type revisedIn struct {
	deliveries []*Delivery
	rows       []revised
}

// revision is a row of revisions.parquet.
type revision struct {
	id                        string
	list, disclosure, earlier string
	field, before, after      string
	synthetic                 bool
}

// revisions writes what disclosures have said of matters that a later one tells otherwise. A matter
// that either of them has against somebody unnamed is left out, and so is one that is no longer public.
func (b *builder) revisions() error {
	var all []revision
	for _, in := range b.revised {
		for _, r := range in.rows {
			all = append(all, b.differences(in.deliveries, r)...)
		}
	}
	slices.SortFunc(all, func(x, y revision) int {
		return cmp.Or(strings.Compare(x.list, y.list), strings.Compare(x.id, y.id), strings.Compare(x.earlier, y.earlier),
			strings.Compare(x.field, y.field), strings.Compare(x.before, y.before), strings.Compare(x.disclosure, y.disclosure))
	})
	all = slices.Compact(all)
	return b.writer.Add(release.Revisions, []columnar.Column{
		column("record_id", all, false, func(r revision) string { return r.id }),
		column("list", all, false, func(r revision) string { return r.list }),
		column("disclosure_before", all, false, func(r revision) string { return r.earlier }),
		column("disclosure", all, false, func(r revision) string { return r.disclosure }),
		column("field", all, false, func(r revision) string { return r.field }),
		column("before", all, true, func(r revision) string { return r.before }),
		column("after", all, true, func(r revision) string { return r.after }),
		columnar.Bools("synthetic", func(i int) bool { return all[i].synthetic }, len(all)),
	})
}

// differences gives a revision for every published field that two rows of a matter tell differently. What the later one
// has no column for was taken from the earlier one, and so does not differ.
func (b *builder) differences(deliveries []*Delivery, r revised) []revision {
	d, e := deliveries[r.after.delivery], deliveries[r.before.delivery]
	row, old := d.Rows.At(int(r.after.row)), e.Rows.At(int(r.before.row))
	if row.Name == 0 || old.Name == 0 || d.fates[r.after.row] == agedOut {
		return nil
	}
	var out []revision
	differ := func(field, before, after string) {
		if before == after {
			return
		}
		out = append(out, revision{
			id: record.KeyText(row.Key), list: d.List.ID, disclosure: d.Disclosure.ID, earlier: e.Disclosure.ID,
			field: field, before: before, after: after, synthetic: d.Disclosure.Synthetic || e.Disclosure.Synthetic,
		})
	}
	was, is := b.Names[old.Name], b.Names[row.Name]
	differ("company_id", was.Company, is.Company)
	if was.Written != "" && is.Written != "" {
		differ("name_as_written", was.Written, is.Written)
	}
	if old.Has&privacy.HasReceived != 0 {
		differ("received_date", day(old.Received), day(row.Received))
	}
	if old.Has&privacy.HasDecided != 0 {
		differ("decision_date", day(old.Decided), day(row.Decided))
	}
	if c, ok := d.List.ColumnNamed("amount"); ok && c.Publish == list.Band && old.Has&privacy.HasAmount != 0 {
		names := bandNames(c.Bands)
		differ("amount_band", names[old.Band], names[row.Band])
	}
	for f := range check.Fields {
		if c, ok := d.List.ColumnNamed(f.Name()); ok && c.Publish == list.Yes && old.Has&privacy.HasCode(f) != 0 {
			differ(f.Name(), b.Codes[f][old.Codes[f]], b.Codes[f][row.Codes[f]])
		}
	}
	return out
}

// day writes a date, and nothing for none.
func day(d record.Date) string {
	if d == record.NoDate {
		return ""
	}
	return d.String()
}
