package shelf

import (
	"cmp"
	"maps"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Move says that a name as a list writes it counts for another company than before.
type Move struct {
	List    string   `json:"list"`
	Name    string   `json:"name_as_written"`
	Before  []string `json:"before"`      // company ids; several where other numbers are beside the name
	After   []string `json:"after"`       // company ids
	WasTied []string `json:"was_tied_by"` // by what, as method: evidence; of a decision who made it, when and why
	TiedNow []string `json:"tied_by"`
}

// Merge says that the records of an id are counted for another company than before.
type Merge struct {
	ID     string `json:"company_id"`
	Before string `json:"before"` // the id itself when it was not merged, or was not there
	After  string `json:"after"`  // the id itself when it is no longer merged, or is gone
	On     string `json:"on"`     // the day of the merge that came or went; "" when a register came to know the name
	Why    string `json:"why"`    // likewise
}

// written is a name in a list.
type written struct{ list, name string }

// tiedTo is what ties a name, by company.
type tiedTo map[string]string

// moves finds the names that both releases have, for different companies.
func moves(a, b *release.Release) ([]Move, error) {
	out := []Move{}
	x, _ := a.File(schema.Names)
	y, _ := b.File(schema.Names)
	if x.SHA256 == y.SHA256 {
		return out, nil
	}
	before, err := ties(a)
	if err != nil {
		return nil, err
	}
	after, err := ties(b)
	if err != nil {
		return nil, err
	}
	for name, was := range before {
		is, there := after[name]
		if !there || maps.EqualFunc(was, is, func(string, string) bool { return true }) {
			continue
		}
		m := Move{
			List: name.list, Name: name.name, Before: slices.Sorted(maps.Keys(was)), After: slices.Sorted(maps.Keys(is)),
			WasTied: []string{}, TiedNow: []string{},
		}
		for _, id := range m.Before {
			if _, still := is[id]; !still && was[id] != "" {
				m.WasTied = append(m.WasTied, was[id])
			}
		}
		for _, id := range m.After {
			if _, already := was[id]; !already && is[id] != "" {
				m.TiedNow = append(m.TiedNow, is[id])
			}
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(x, y Move) int { return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.Name, y.Name)) })
	return out, nil
}

// ties returns what ties each name of a release that records have to its companies; "" is nothing, or what a release before
// schema version 1.2 does not say.
func ties(r *release.Release) (map[written]tiedTo, error) {
	evidence := map[record.Match]string{}
	for m, err := range release.RowsOf(r, schema.MatchRows) {
		if err != nil {
			return nil, err
		}
		evidence[record.Match{List: m.List, Company: m.Company, Name: m.Name, Method: m.Method}] = m.Evidence
	}
	out := map[written]tiedTo{}
	for n, err := range release.RowsOf(r, schema.NameRows) {
		if err != nil {
			return nil, err
		}
		if n.Records == 0 {
			continue
		}
		k := written{n.List, n.Name}
		if out[k] == nil {
			out[k] = tiedTo{}
		}
		if e := evidence[record.Match{List: n.List, Company: n.Company, Name: n.Name, Method: n.Method}]; e != "" {
			out[k][n.Company] = n.Method + ": " + e
		} else if out[k][n.Company] == "" {
			out[k][n.Company] = ""
		}
	}
	return out, nil
}

// merges finds the ids whose records are counted for another company in one of the releases only.
func merges(a, b *release.Release) ([]Merge, error) {
	before, err := merged(a)
	if err != nil {
		return nil, err
	}
	after, err := merged(b)
	if err != nil {
		return nil, err
	}
	out := []Merge{}
	for id, was := range before {
		if is, still := after[id]; !still || is.After != was.After {
			out = append(out, Merge{ID: id, Before: was.After, After: cmp.Or(is.After, id), On: cmp.Or(is.On, was.On), Why: cmp.Or(is.Why, was.Why)})
		}
	}
	for id, is := range after {
		if _, already := before[id]; !already {
			out = append(out, Merge{ID: id, Before: id, After: is.After, On: is.On, Why: is.Why})
		}
	}
	slices.SortFunc(out, func(x, y Merge) int { return cmp.Compare(x.ID, y.ID) })
	return out, nil
}

// merged returns the ids of a release that are counted as another company's.
func merged(r *release.Release) (map[string]Merge, error) {
	out := map[string]Merge{}
	for c, err := range release.RowsOf(r, schema.IdentityRows) {
		if err != nil {
			return nil, err
		}
		if c.Merged.Into == "" {
			continue
		}
		m := Merge{After: c.Merged.Into, Why: c.Merged.Why}
		if c.Merged.On != record.NoDate {
			m.On = c.Merged.On.String()
		}
		out[c.ID] = m
	}
	return out, nil
}
