package publish

import (
	"bytes"
	"cmp"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
)

// listed is a published listing on its way into order.
type listed struct {
	*privacy.ClearedListing
	from    *settle.Listings
	company uint32 // rank
}

// list puts the published listings of every list in order.
func (c *contents) list() []listed {
	var all []listed
	for deliveries := range settle.ByList(c.Listings) {
		from := len(all)
		for _, d := range deliveries {
			for i := range d.Rows {
				if d.Published(i) {
					all = append(all, listed{&d.Rows[i], d, c.nameRank[d.Rows[i].Name]})
				}
			}
		}
		slices.SortFunc(all[from:], func(x, y listed) int {
			return cmp.Or(cmp.Compare(x.company, y.company), cmp.Compare(x.Date, y.Date), bytes.Compare(x.Key[:], y.Key[:]))
		})
	}
	return all
}

// listingRows returns the listings.
func (c *contents) listingRows() []record.ListedCompany {
	rows := make([]record.ListedCompany, len(c.listed))
	for i, l := range c.listed {
		rows[i] = record.ListedCompany{
			Key: l.Key, List: l.from.List.ID, Disclosure: l.from.Disclosure.ID, Company: c.ids[l.company],
			Department: c.Codes[check.Department][l.Department], Issue: l.Issue, Date: l.Date, Synthetic: l.from.Disclosure.Synthetic,
		}
		if l.Cases.State == record.Read {
			rows[i].Cases = &l.Cases.Known
		}
		if l.Sum.State == record.Read {
			rows[i].Sum = new(float64(l.Sum.Known) / float64(l.from.List.Money().Parts()))
			rows[i].Currency = l.from.List.Currency
		}
	}
	return rows
}

// listedCodes returns a field of every listing: the department is the only one that listings have.
func listedCodes(all []listed, f check.Field) []uint32 {
	codes := make([]uint32, len(all))
	for i, l := range all {
		if codes[i] = columnar.NullCode; f == check.Department && l.Department != 0 {
			codes[i] = uint32(l.Department)
		}
	}
	return codes
}
