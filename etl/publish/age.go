package publish

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// age takes back what its list has published for as long as it does. A list is as old as the newest of its disclosures,
// by the day that it came, so that the same disclosures always make the same release. A record counts from its newest date, so that every
// measure is whole from the first public day on; one without a date counts from the day that its disclosure came. A listing
// counts from the day of its issue, or from the first day that it may be of.
// Records against unnamed parties are in no file and stay what they are.
func (b *builder) age() {
	newest := map[string]record.Date{}
	note := func(list string, d *source.Disclosure) {
		if last, ok := newest[list]; !ok || last < d.Received {
			newest[list] = d.Received
		}
	}
	for _, d := range b.Deliveries {
		note(d.List.ID, d.Disclosure)
	}
	for _, d := range b.Listings {
		note(d.List.ID, d.Disclosure)
	}
	for _, d := range b.Figures {
		note(d.List.ID, d.Disclosure)
	}
	b.since = map[string]record.Date{}
	for _, l := range b.Lists {
		b.since[l.ID] = record.NoDate
		if day, ok := newest[l.ID]; ok {
			b.since[l.ID] = l.PublishedFor.Since(day)
		}
		b.lists[l.ID].Surges = string(l.Surges)
		b.lists[l.ID].PublishedFor, b.lists[l.ID].PublishedFrom = l.PublishedFor.String(), b.since[l.ID]
	}
	for _, d := range b.Deliveries {
		d.age(b.since[d.List.ID])
	}
	for _, d := range b.Listings {
		d.age(b.since[d.List.ID])
	}
	for _, d := range b.Figures {
		d.age(b.since[d.List.ID])
	}
}

func (d *Delivery) age(since record.Date) {
	if since == record.NoDate {
		return
	}
	for i, f := range d.fates {
		row := d.Rows.At(i)
		if (f == kept || f == keptFirst) && row.Name != 0 && newestOf(d.Disclosure, row.Received, row.Decided) < since {
			d.fates[i] = agedOut
		}
	}
}

func (d *ListingDelivery) age(since record.Date) {
	for i, f := range d.fates {
		if f == kept && d.Rows[i].Name != 0 && d.Rows[i].From < since {
			d.fates[i] = agedOut
		}
	}
}

// age leaves the aged out figures out.
func (d *FigureDelivery) age(since record.Date) {
	if since == record.NoDate {
		return
	}
	all := len(d.Rows)
	d.Rows = slices.DeleteFunc(slices.Clone(d.Rows), func(f privacy.ClearedFigure) bool {
		return newestOf(d.Disclosure, f.Start, f.End) < since
	})
	d.agedOut = int64(all - len(d.Rows))
}

// newestOf gives the newer of a record's dates, or the day that its disclosure came when it has none.
func newestOf(d *source.Disclosure, dates ...record.Date) record.Date {
	if newest := slices.Max(dates); newest != record.NoDate {
		return newest
	}
	return d.Received
}
