package settle

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// since works out how long each list's records are public. A list is as old as the newest of its disclosures, by the day that
// it came, so that the same disclosures always make the same release.
func (s *Settled) since() {
	s.Since = map[string]record.Date{}
	for d := range s.Each {
		if newest, ok := s.Since[d.List.ID]; !ok || newest < d.Disclosure.Received {
			s.Since[d.List.ID] = d.Disclosure.Received
		}
	}
	for _, l := range s.Lists {
		s.Since[l.ID] = l.PublishedFor.Since(s.Since[l.ID])
	}
}

// age takes back what its list has published for as long as it does. A record counts from its newest date, so that every
// measure is whole from the first public day on; one without a date counts from the day that its disclosure came. A listing
// counts from the day of its issue, or from the first day that it may be of, an aggregate from the end of its period.
// Records against unnamed parties are in no file and stay what they are.
func (s *Settled) age() {
	for _, d := range s.Matters {
		d.age(s.Since[d.List.ID])
	}
	for _, d := range s.Listings {
		d.age(s.Since[d.List.ID])
	}
	for _, d := range s.Aggregates {
		d.age(s.Since[d.List.ID])
	}
	for _, d := range s.Figures {
		d.age(s.Since[d.List.ID])
	}
}

func (d *Matters) age(since record.Date) {
	aged := map[Fate]Fate{Kept: AgedOut, KeptFirst: AgedFirst}
	for i := range d.Bare {
		if b := &d.Bare[i]; b.Old && b.Name != 0 {
			b.Fate = aged[b.Fate]
		}
	}
	if since == record.NoDate {
		return
	}
	for i, f := range d.Fates {
		row := d.Rows.At(i)
		if f.Kept() && row.Name != 0 && newestOf(d.Disclosure, row.Received, row.Decided) < since {
			d.Fates[i] = aged[f]
		}
	}
}

func (d *Listings) age(since record.Date) {
	for i, f := range d.Fates {
		if f == Kept && d.Rows[i].Name != 0 && d.Rows[i].From < since {
			d.Fates[i] = AgedOut
		}
	}
}

func (d *Aggregates) age(since record.Date) {
	for i, f := range d.Fates {
		if f == Kept && d.Rows[i].Name != 0 && d.Rows[i].To < since {
			d.Fates[i] = AgedOut
		}
	}
}

// age leaves the aged out figures out.
func (d *Figures) age(since record.Date) {
	if since == record.NoDate {
		return
	}
	var left []privacy.ClearedFigure
	for _, f := range d.Rows {
		if newestOf(d.Disclosure, f.Start, f.End) < since {
			d.Aged = append(d.Aged, f)
		} else {
			left = append(left, f)
		}
	}
	d.Rows = left
}

// newestOf returns the newer of a record's dates, or the day that its disclosure came when it has none.
func newestOf(d *source.Disclosure, dates ...record.Date) record.Date {
	if newest := slices.Max(dates); newest != record.NoDate {
		return newest
	}
	return d.Received
}
