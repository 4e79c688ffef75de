package publish

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// identityRows returns what is known of who the companies are, and the ids whose records are counted as theirs.
func (c *contents) identityRows() []record.Company {
	disputed := map[string]bool{}
	for i, n := range c.Names {
		if c.nameRecords[i] > 0 && n.Disputed {
			disputed[n.Company] = true
		}
	}
	own := c.own()
	rows := make([]record.Company, 0, len(c.known)+len(own))
	for _, k := range c.known {
		registered, _ := c.Companies.Company(k.ID)
		rows = append(rows, record.Company{
			ID: k.ID, Form: cmp.Or(registered.Form, company.FormOf(k.Name).Legal), Status: registered.Status, Parent: registered.Parent,
			Disputed: disputed[k.ID], Merged: record.Merge{On: record.NoDate},
		})
	}
	for id, k := range own {
		if !c.has(id) { // one that has other records stands for itself
			rows = append(rows, k)
		}
	}
	slices.SortFunc(rows, func(x, y record.Company) int { return strings.Compare(x.ID, y.ID) })
	return rows
}

// own returns what is known of the ids that are counted as another's, by id.
func (c *contents) own() map[string]record.Company {
	own := map[string]record.Company{}
	if c.Earlier != nil {
		for _, k := range c.Earlier.Merged {
			if c.has(k.Merged.Into) {
				own[k.ID] = k
			}
		}
		return own
	}
	for i, n := range c.Names {
		if c.nameRecords[i] == 0 {
			continue
		}
		for at, id := range slices.Concat(n.Owns, n.Were) {
			k := c.merged(id)
			switch {
			case k.Merged.Into != "":
			case at < len(n.Owns): // a register came to know the name
				k.Merged = record.Merge{Into: n.Company, On: record.NoDate, Why: "a register of companies has the name: " + n.Evidence}
			default:
				k.Merged = record.Merge{Into: n.Company, On: record.NoDate, Why: "the same name, whose letters were decoded in a wrong encoding or " +
					"had signs among them that nobody sees"}
			}
			if k.Name == "" || n.Written != "" && n.Written < k.Name {
				k.Name = cmp.Or(n.Written, k.OrgNumber, id)
			}
			if old, ok := own[id]; !ok || k.Name < old.Name {
				own[id] = k
			}
		}
	}
	for _, id := range c.Merged {
		if k := c.merged(id); own[id].ID == "" && c.has(k.Merged.Into) {
			k.Name = cmp.Or(k.Name, k.OrgNumber, id)
			own[id] = k
		}
	}
	return own
}

// merged returns what is known of an id that is counted as another's. Its name is "" when the register has none.
func (c *contents) merged(id string) record.Company {
	k, known := c.Companies.Company(id)
	if !known {
		k = company.OfID(id)
	}
	k.Merged, _ = c.Companies.Merge(id)
	return k
}

// tie is a record with another id of its own, or with others of its matter.
type tie struct {
	key    [10]byte
	list   string
	own    string
	matter [2]uint64
	shared string
}

// grouped marks, by rank, the companies that belong to a group.
func (c *contents) grouped() []bool {
	marks := make([]bool, len(c.ids))
	for _, m := range c.Members {
		if rank, ok := c.rank[m.Company]; ok && m.Kind == "group" {
			marks[rank] = true
		}
	}
	return marks
}

// tiesOf returns a record's ties to the ids that led to it before.
func tiesOf(key [10]byte, list string, owns []string) []tie {
	var out []tie
	for _, id := range owns {
		out = append(out, tie{key: key, list: list, own: id})
	}
	return out
}

// sortTies puts the ties of one list in order.
func sortTies(ties []tie) {
	slices.SortFunc(ties, func(x, y tie) int { return cmp.Or(bytes.Compare(x.key[:], y.key[:]), strings.Compare(x.own, y.own)) })
}

// tiesIn returns the ties of one list's rows. Where no name is counted as another company's and no company belongs to a
// group, there are none to look for.
func (c *contents) tiesIn(r *ordered) (out []tie) {
	marks := c.grouped()
	if !slices.Contains(marks, true) && !slices.ContainsFunc(c.spellings, func(i uint32) bool { return len(c.Names[i].Owns) > 0 }) {
		return nil
	}
	list := r.deliveries[0].List.ID
	var found []tie
	seen := map[[2]uint64]int{}
	for i := range r.n {
		row := r.row(i)
		ties := tiesOf(row.Key, list, c.Names[row.Name].Owns)
		if marks[c.nameRank[row.Name]] {
			if len(ties) == 0 {
				ties = []tie{{key: row.Key, list: list}}
			}
			ties[0].matter = row.Matter // once, however many ids the record has
			seen[row.Matter]++
		}
		found = append(found, ties...)
	}
	sortTies(found)
	numbers := map[[2]uint64]string{}
	for _, t := range found {
		if seen[t.matter] > 1 && t.matter != [2]uint64{} {
			if numbers[t.matter] == "" {
				numbers[t.matter] = fmt.Sprintf("%s-%d", list, len(numbers)+1)
			}
			t.shared = numbers[t.matter]
		}
		if t.own != "" || t.shared != "" {
			out = append(out, t)
		}
	}
	return out
}

// tieRows returns the ties of all records.
func (c *contents) tieRows() []record.Tie {
	var entries []tie
	for _, l := range c.listed {
		entries = append(entries, tiesOf(l.Key, l.from.List.ID, c.Names[l.Name].Owns)...)
	}
	sortTies(entries)
	all := slices.Concat(c.ties, entries)
	slices.SortStableFunc(all, func(x, y tie) int { return strings.Compare(x.list, y.list) })
	rows := make([]record.Tie, len(all))
	for i, t := range all {
		rows[i] = record.Tie{Record: t.key, List: t.list, ResolvedFrom: t.own, Matter: t.shared}
	}
	return rows
}
