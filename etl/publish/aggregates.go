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

// aggregate is a published aggregate on its way into order.
type aggregate struct {
	*privacy.ClearedAggregate
	from    *settle.Aggregates
	company uint32 // rank
}

// aggregated puts the published aggregates of every list in order.
func (c *contents) aggregated() []aggregate {
	var all []aggregate
	for deliveries := range settle.ByList(c.Aggregates) {
		from := len(all)
		for _, d := range deliveries {
			for i := range d.Rows {
				if d.Published(i) {
					all = append(all, aggregate{&d.Rows[i], d, c.nameRank[d.Rows[i].Name]})
				}
			}
		}
		slices.SortFunc(all[from:], func(x, y aggregate) int {
			return cmp.Or(cmp.Compare(x.company, y.company), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.From, y.From),
				cmp.Compare(x.To, y.To), bytes.Compare(x.Key[:], y.Key[:]))
		})
	}
	return all
}

// aggregateRows returns the aggregates.
func (c *contents) aggregateRows() []record.AggregateCount {
	rows := make([]record.AggregateCount, len(c.aggregates))
	for i, a := range c.aggregates {
		rows[i] = record.AggregateCount{
			Key: a.Key, List: a.from.List.ID, Disclosure: a.from.Disclosure.ID, Company: c.ids[a.company],
			Department: c.Codes[check.Department][a.Department], Subject: c.Codes[check.Subject][a.Subject],
			Measure: a.Measure, From: a.From, To: a.To, Synthetic: a.from.Disclosure.Synthetic,
		}
		if a.Count.State == record.Read {
			rows[i].Count = &a.Count.Known
		}
	}
	return rows
}

// aggregateCodes returns a field of every aggregate.
func aggregateCodes(all []aggregate, f check.Field) []uint32 {
	codes := make([]uint32, len(all))
	for i, a := range all {
		codes[i] = columnar.NullCode
		if f == check.Department && a.Department != 0 {
			codes[i] = uint32(a.Department)
		}
		if f == check.Subject && a.Subject != 0 {
			codes[i] = uint32(a.Subject)
		}
	}
	return codes
}
