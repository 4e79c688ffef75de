package shelf

import (
	"cmp"
	"iter"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Diff says what changed from one release to another.
type Diff struct {
	From               string   `json:"from"`
	To                 string   `json:"to"`
	Files              []Change `json:"files"`               // rows of each file whose bytes differ
	Lists              []Change `json:"lists"`               // records of each list where their number differs
	DisclosuresAdded   []string `json:"disclosures_added"`   // as list/disclosure
	DisclosuresRemoved []string `json:"disclosures_removed"` // as list/disclosure
	NamesMoved         []Move   `json:"names_moved"`         // names that count for another company
	IDsMerged          []Merge  `json:"ids_merged"`          // ids whose records are counted for another company
	CountsChanged      int64    `json:"counts_changed"`      // monthly counts with another value or status, or in one release only
}

// Change is a number before and after.
type Change struct {
	Name   string `json:"name"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// Diff compares two releases, each of which must be whole.
func (s *Shelf) Diff(from, to string) (Diff, error) {
	a, err := s.Load(from)
	if err != nil {
		return Diff{}, err
	}
	b, err := s.Load(to)
	if err != nil {
		return Diff{}, err
	}
	d := Diff{From: from, To: to, Files: fileChanges(a, b), Lists: listChanges(a, b)}
	d.DisclosuresRemoved, d.DisclosuresAdded = apart(disclosures(a), disclosures(b))
	if d.NamesMoved, err = moves(a, b); err != nil {
		return Diff{}, err
	}
	if d.IDsMerged, err = merges(a, b); err != nil {
		return Diff{}, err
	}
	d.CountsChanged, err = countsChanged(a, b)
	return d, err
}

func fileChanges(a, b *release.Release) []Change {
	out := []Change{}
	for _, t := range schema.Tables() {
		before, _ := a.File(t.Name)
		after, _ := b.File(t.Name)
		if before.SHA256 != after.SHA256 {
			out = append(out, Change{t.Name, before.Rows, after.Rows})
		}
	}
	return out
}

func listChanges(a, b *release.Release) []Change {
	changes := map[string]*Change{}
	of := func(id string) *Change {
		if changes[id] == nil {
			changes[id] = &Change{Name: id}
		}
		return changes[id]
	}
	for _, l := range a.Manifest().Lists {
		of(l.ID).Before = l.Records
	}
	for _, l := range b.Manifest().Lists {
		of(l.ID).After = l.Records
	}
	out := []Change{}
	for _, c := range changes {
		if c.Before != c.After {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func disclosures(r *release.Release) []string {
	out := []string{}
	for _, d := range r.Manifest().Disclosures {
		out = append(out, d.List+"/"+d.ID)
	}
	slices.Sort(out)
	return out
}

// apart returns what only a and only b hold.
func apart(a, b []string) (onlyA, onlyB []string) {
	in := func(list []string) func(string) bool {
		return func(s string) bool { return slices.Contains(list, s) }
	}
	return slices.DeleteFunc(slices.Clone(a), in(b)), slices.DeleteFunc(slices.Clone(b), in(a))
}

// placed compares where two rows of counts_monthly.parquet are, as they are sorted.
func placed(x, y record.MonthlyCount) int {
	return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.Company, y.Company), cmp.Compare(x.Measure, y.Measure),
		cmp.Compare(x.Month, y.Month))
}

// countsChanged walks through both files, which are sorted alike.
func countsChanged(a, b *release.Release) (int64, error) {
	before, _ := a.File(schema.CountsMonthly)
	after, _ := b.File(schema.CountsMonthly)
	if before.SHA256 == after.SHA256 {
		return 0, nil
	}
	nextA, stopA := iter.Pull2(release.RowsOf(a, schema.CountRows))
	defer stopA()
	nextB, stopB := iter.Pull2(release.RowsOf(b, schema.CountRows))
	defer stopB()
	x, errA, okA := nextA()
	y, errB, okB := nextB()
	n := int64(0)
	for okA || okB {
		if err := cmp.Or(errA, errB); err != nil {
			return 0, err
		}
		var order int
		switch {
		case !okB:
			order = -1
		case !okA:
			order = 1
		default:
			order = placed(x, y)
		}
		if order != 0 || !same(x.Value, y.Value) || x.Status != y.Status {
			n++
		}
		if order <= 0 {
			x, errA, okA = nextA()
		}
		if order >= 0 {
			y, errB, okB = nextB()
		}
	}
	return n, nil
}

// same reports whether two counts are equal, or neither is known.
func same(x, y *int64) bool { return x == y || x != nil && y != nil && *x == *y }
