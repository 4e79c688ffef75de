package query

import (
	"context"
	"slices"

	"tvistdata/internal/record"
)

// Companies returns a page of companies and how many there are: best match first when there is a text, then by name in
// Swedish order. An id that nothing has is left out, and one that is counted as another's comes last and by its id alone.
func (db *DB) Companies(ctx context.Context, q record.CompanyQuery) ([]record.Company, int64, error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	c := &db.companies
	ready := c.indexed
	if len(q.IDs) == 1 && q.Text == "" { // one company needs no index
		ready = c.named
	}
	select {
	case <-ready:
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
	if c.failure != nil {
		return nil, 0, c.failure
	}
	if q.Text != "" && len(q.IDs) == 0 && q.List == "" && q.Page >= 1 {
		found, total := c.index.Search(q.Text, q.Limit, (q.Page-1)*q.Limit)
		return c.at(found), int64(total), nil
	}
	var found []int
	switch {
	case q.Text != "":
		found, _ = c.index.Search(q.Text, len(c.withNames), 0)
		if len(q.IDs) > 0 {
			wanted := c.positions(q.IDs)
			found = slices.DeleteFunc(found, func(at int) bool { return !slices.Contains(wanted, at) })
		}
	case len(q.IDs) > 0:
		found = c.positions(q.IDs)
		if len(found) > 1 {
			slices.SortFunc(found, func(a, b int) int { return c.placed[a] - c.placed[b] })
			found = slices.Compact(found)
		}
	case q.List == "":
		found = c.byName
	default:
		found = slices.Clone(c.byName)
	}
	if q.List != "" {
		in := c.lists[q.List]
		found = slices.DeleteFunc(found, func(at int) bool { return in == nil || !in[at] })
	}
	total := int64(len(found))
	limit := max(q.Limit, 0)
	skip := len(found)
	if q.Page >= 1 && (limit == 0 || q.Page-1 <= len(found)/limit) {
		skip = min((q.Page-1)*limit, len(found))
	}
	found = found[skip:min(skip+limit, len(found))]
	out := c.at(found)
	if q.Text == "" && q.List == "" {
		for _, id := range slices.Compact(slices.Sorted(slices.Values(q.IDs))) {
			if m, ok := db.merged(id); ok {
				total++
				if len(out) < limit {
					out = append(out, m)
				}
			}
		}
	}
	return out, total, nil
}

// at returns the companies at some positions.
func (c *companies) at(positions []int) []record.Company {
	out := make([]record.Company, len(positions))
	for i, at := range positions {
		out[i] = c.withNames[at]
	}
	return out
}

// positions returns where the companies of the ids are, without those that are not there.
func (c *companies) positions(ids []string) []int {
	var found []int
	for _, id := range ids {
		if code, ok := c.of[id]; ok {
			found = append(found, int(code))
		}
	}
	return found
}
