package register

import (
	"cmp"
	"maps"
	"slices"

	"tvistdata/internal/record"
)

// addMerges takes the merges in. None may lead back to where it starts.
func (l *loader) addMerges() {
	ids := slices.Sorted(maps.Keys(l.merges))
	for _, id := range ids {
		p := l.merges[id]
		l.mustKnow(p.fault, p.item.Into)
		l.mustKnowKept(p.fault, p.item.Company)
		l.known.Merges[id] = p.item.merge()
	}
	for _, id := range ids {
		at, steps := id, 0
		for ; steps <= len(ids); steps++ {
			m, ok := l.known.Merges[at]
			if !ok {
				break
			}
			at = m.Into
		}
		if steps > len(ids) {
			p := l.merges[id]
			l.faults = append(l.faults, p.fault(p.item.Company, "%q is merged into itself by way of %q", id, p.item.Into.s))
		}
	}
}

// addMembers adds the members of brands and groups, and the names of groups.
func (l *loader) addMembers() {
	for _, id := range slices.Sorted(maps.Keys(l.brands)) {
		p := l.brands[id]
		for _, m := range p.item.Members {
			if m.Group.s != "" {
				l.faults = append(l.faults, p.fault(m.Group, "members: a brand has companies alone"))
				continue
			}
			l.mustKnow(p.fault, m.Company)
			l.known.Members = append(l.known.Members, membership("brand", p.item, m.Company.s, m.span()))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.groups)) {
		p := l.groups[id]
		l.known.Groups = append(l.known.Groups, p.item.Name.s)
		spans := map[string][]span{}
		if !l.membersOf(id, span{record.NoDate, lastDay}, []string{id}, spans) {
			continue
		}
		for _, member := range slices.Sorted(maps.Keys(spans)) {
			for _, s := range together(spans[member]) {
				l.known.Members = append(l.known.Members, membership("group", p.item, member, s))
			}
		}
	}
}

func membership(kind string, b brandItem, company string, s span) record.Membership {
	if s.to == lastDay {
		s.to = record.NoDate
	}
	return record.Membership{Of: b.ID.s, Kind: kind, Name: b.Name.s, Company: company, From: s.from, To: s.to}
}

// membersOf gathers the days on which companies belong to a group within a span; path leads from the group asked for to
// this one. It returns false when the group holds itself.
func (l *loader) membersOf(id string, within span, path []string, spans map[string][]span) bool {
	p := l.groups[id]
	for _, m := range p.item.Members {
		s := m.span()
		s.from, s.to = max(s.from, within.from), min(s.to, within.to)
		switch {
		case m.Group.s == "":
			if len(path) == 1 {
				l.mustKnow(p.fault, m.Company)
			}
			if s.from <= s.to {
				spans[m.Company.s] = append(spans[m.Company.s], s)
			}
		case slices.Contains(path, m.Group.s):
			if path[0] == m.Group.s {
				l.faults = append(l.faults, p.fault(m.Group, "group %q holds itself", m.Group.s))
			}
			return false
		case l.groups[m.Group.s].file == "":
			if len(path) == 1 {
				l.faults = append(l.faults, p.fault(m.Group, "group %q is not in groups.yaml", m.Group.s))
			}
		default:
			if !l.membersOf(m.Group.s, s, append(slices.Clip(path), m.Group.s), spans) {
				return false
			}
		}
	}
	return true
}

// together makes one span of those that meet or follow each other.
func together(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; last.to == lastDay || s.from <= last.to+1 {
			last.to = max(last.to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}
