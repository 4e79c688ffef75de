package publish

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// identities writes what is known of who the companies are, and the ids whose records are counted as theirs.
func (b *builder) identities() error {
	disputed := map[string]bool{}
	own := map[string]record.Company{} // by id, those that are counted as another's
	for i, n := range b.Names {
		if b.nameRecords[i] == 0 {
			continue
		}
		disputed[n.Company] = disputed[n.Company] || n.Disputed
		for k, id := range slices.Concat(n.Owns, b.Moved.NameIDs(uint32(i))) {
			c := b.merged(id)
			switch {
			case c.Merged.Into != "":
			case k < len(n.Owns): // a register came to know the name
				c.Merged = record.Merge{Into: n.Company, On: record.NoDate, Why: "a register of companies has the name: " + n.Evidence}
			default:
				c.Merged = record.Merge{Into: n.Company, On: record.NoDate, Why: "the same name, whose letters were decoded in a wrong encoding or " +
					"had signs among them that nobody sees"}
			}
			if c.Name == "" || n.Written != "" && n.Written < c.Name {
				c.Name = cmp.Or(n.Written, c.OrgNumber, id)
			}
			if old, ok := own[id]; !ok || c.Name < old.Name {
				own[id] = c
			}
		}
	}
	for _, id := range b.Register.Merged() {
		if c := b.merged(id); own[id].ID == "" && b.hasCompany(c.Merged.Into) {
			c.Name = cmp.Or(c.Name, c.OrgNumber, id)
			own[id] = c
		}
	}
	rows := make([]record.Company, 0, len(b.known)+len(own))
	for _, c := range b.known {
		registered, _ := b.Register.Company(c.ID)
		if b.Removed.companies[registered.Parent] {
			registered.Parent = ""
		}
		rows = append(rows, record.Company{
			ID: c.ID, Form: cmp.Or(registered.Form, company.FormOf(c.Name).Legal), Status: registered.Status, Parent: registered.Parent,
			Disputed: disputed[c.ID], Merged: record.Merge{On: record.NoDate},
		})
	}
	for id, c := range own {
		gone := b.Removed.companies[id] || b.Removed.companies[c.Merged.Into]
		if !gone && !b.hasCompany(id) { // one that has other records stands for itself
			rows = append(rows, c)
		}
	}
	slices.SortFunc(rows, func(x, y record.Company) int { return strings.Compare(x.ID, y.ID) })
	return release.AddRows(b.writer, schema.IdentityRows, rows)
}

// merged gives what is known of an id that is counted as another's. Its name is "" when the register has none.
func (b *builder) merged(id string) record.Company {
	c, known := b.Register.Company(id)
	if !known {
		c = record.Company{ID: id, Kind: record.Unresolved}
		if digits, ok := strings.CutPrefix(id, "se-"); ok {
			n, _ := company.ParseNumber(digits)
			c.Kind, c.OrgNumber = record.LegalEntity, n.Hyphened()
		}
	}
	c.Merged, _ = b.Register.Merge(id)
	return c
}

func (b *builder) hasCompany(id string) bool {
	_, ok := b.companyRank[id]
	return ok
}

// memberships writes who belongs to which group and brand, of the companies at hand.
func (b *builder) memberships() error {
	rows := slices.DeleteFunc(b.Register.Members(), func(m record.Membership) bool { return !b.hasCompany(m.Company) })
	slices.SortFunc(rows, func(x, y record.Membership) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Of, y.Of), cmp.Compare(x.Company, y.Company), cmp.Compare(x.From, y.From))
	})
	return release.AddRows(b.writer, schema.MembershipRows, rows)
}

// matches writes what tied each spelling that is shown to its company.
func (b *builder) matches() error {
	var rows []record.Match
	for _, i := range b.spellings {
		if n := &b.Names[i]; n.Written != "" && n.Method != company.Unresolved {
			rows = append(rows, record.Match{
				List: n.List, Company: b.companyIDs[b.nameRank[i]], Name: n.Written, Method: string(n.Method), Evidence: n.Evidence,
				Disputed: n.Disputed,
			})
		}
	}
	disputed := func(m record.Match) int { // first
		if m.Disputed {
			return 0
		}
		return 1
	}
	slices.SortFunc(rows, func(x, y record.Match) int {
		return cmp.Or(strings.Compare(x.List, y.List), strings.Compare(x.Company, y.Company), strings.Compare(x.Name, y.Name),
			strings.Compare(x.Method, y.Method), strings.Compare(x.Evidence, y.Evidence), cmp.Compare(disputed(x), disputed(y)))
	})
	rows = slices.CompactFunc(rows, func(x, y record.Match) bool {
		x.Disputed = y.Disputed
		return x == y
	})
	return release.AddRows(b.writer, schema.MatchRows, rows)
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
func (b *builder) grouped() []bool {
	marks := make([]bool, len(b.companyIDs))
	for _, m := range b.Register.Members() {
		if rank, ok := b.companyRank[m.Company]; ok && m.Kind == "group" {
			marks[rank] = true
		}
	}
	return marks
}

// tiesOf gives a record's ties to the ids that led to it before.
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

// tieRows gathers the ties of one list's rows. Where no name is counted as another company's and no company belongs to a
// group, there are none to look for.
func (b *builder) tieRows(r *rows) {
	marks := b.grouped()
	if !slices.Contains(marks, true) && !slices.ContainsFunc(b.spellings, func(i uint32) bool { return len(b.Names[i].Owns) > 0 }) {
		return
	}
	list := r.deliveries[0].List.ID
	var found []tie
	seen := map[[2]uint64]int{}
	for i := range r.n {
		row := r.row(i)
		ties := tiesOf(row.Key, list, b.Names[row.Name].Owns)
		if marks[b.nameRank[row.Name]] {
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
			b.ties = append(b.ties, t)
		}
	}
}

// recordTies writes them, when the records are written.
func (b *builder) recordTies() error {
	slices.SortStableFunc(b.ties, func(x, y tie) int { return strings.Compare(x.list, y.list) })
	rows := make([]record.Tie, len(b.ties))
	for i, t := range b.ties {
		rows[i] = record.Tie{Record: t.key, List: t.list, ResolvedFrom: t.own, Matter: t.shared}
	}
	return release.AddRows(b.writer, schema.RecordTieRows, rows)
}
