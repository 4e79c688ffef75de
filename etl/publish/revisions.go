package publish

import (
	"cmp"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// revisionRows returns what disclosures have said of matters that a later one tells otherwise. A matter
// that either of them has against somebody unnamed is left out, and so is one that is no longer public.
func (c *contents) revisionRows() []record.Revision {
	var all []record.Revision
	for i := range c.Revised {
		all = append(all, c.differences(&c.Revised[i])...)
	}
	if c.Earlier != nil {
		all = append(all, c.stillRevised()...)
	}
	slices.SortFunc(all, func(x, y record.Revision) int {
		return cmp.Or(strings.Compare(x.List, y.List), strings.Compare(x.RecordID, y.RecordID),
			strings.Compare(x.DisclosureBefore, y.DisclosureBefore), strings.Compare(x.Field, y.Field), strings.Compare(x.Before, y.Before),
			strings.Compare(x.Disclosure, y.Disclosure))
	})
	return slices.Compact(all)
}

// stillRevised returns the revisions that an earlier release tells of records that are left.
func (c *contents) stillRevised() []record.Revision {
	left := map[string]bool{}
	for _, r := range c.Earlier.Revisions {
		left[r.RecordID] = false
	}
	for _, m := range c.matters {
		for _, key := range m.keys {
			if id := record.KeyText(key); len(left) > 0 {
				if _, asked := left[id]; asked {
					left[id] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(c.Earlier.Revisions), func(r record.Revision) bool { return !left[r.RecordID] })
}

// differences returns a revision for every published field that two rows of a matter tell differently. What the later one
// has no column for was taken from the earlier one, and so does not differ.
func (c *contents) differences(r *settle.Revised) []record.Revision {
	old, e := r.Old()
	row, d, shown := r.New()
	if !shown || old.Name == 0 {
		return nil
	}
	var out []record.Revision
	differ := func(field, before, after string) {
		if before == after {
			return
		}
		out = append(out, record.Revision{
			RecordID: record.KeyText(row.Key), List: d.List.ID, Disclosure: d.Disclosure.ID, DisclosureBefore: e.Disclosure.ID,
			Field: field, Before: before, After: after, Synthetic: d.Disclosure.Synthetic || e.Disclosure.Synthetic,
		})
	}
	was, is := c.Names[old.Name], c.Names[row.Name]
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
	if column, ok := d.List.ColumnNamed("amount"); ok && column.Publish == list.Band && old.Has&privacy.HasAmount != 0 {
		names := c.Bands[d.List.ID]
		differ("amount_band", names[old.Band], names[row.Band])
	}
	for f := range check.Fields {
		if column, ok := d.List.ColumnNamed(f.Name()); ok && column.Publish == list.Yes && old.Has&privacy.HasCode(f) != 0 {
			differ(f.Name(), c.Codes[f][old.Codes[f]], c.Codes[f][row.Codes[f]])
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
