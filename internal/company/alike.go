package company

import "slices"

// Cores returns the ways in which a name is written but for its legal form, folded as matching folds names: companies of which one has
// a name with the same core may be meant by the other's. It is empty for a name without any.
func Cores(name string) []string {
	k := keyOf(name)
	if k.core == "" {
		return nil
	}
	return spellings(k.core)
}

// Alike returns the companies of the register that a name may mean, whatever their legal form: those that have it, or its core, as a
// present or a former name; of those that were merged, what they were merged into. all is false when they are more than can be looked at.
func (r *Register) Alike(name string) (ids []string, all bool) {
	if r.names.n == 0 {
		return nil, true
	}
	fold, cores := FoldName(name), Cores(name)
	bears := func(e *Entity) bool {
		return slices.ContainsFunc(e.Names, func(n DatedName) bool {
			return FoldName(n.Name) == fold || slices.ContainsFunc(Cores(n.Name), func(c string) bool { return slices.Contains(cores, c) })
		})
	}
	seen := map[uint32]bool{}
	look := func(how, text string) bool {
		for ref := range r.names.at(r.names.hash(how, text)) {
			if seen[ref] {
				continue
			}
			if seen[ref] = true; len(seen) > most {
				return false
			}
			if e := r.entityAt(ref); bears(e) {
				ids = append(ids, r.final(e.ID))
			}
		}
		return true
	}
	all = fold == "" || look(asWritten, fold)
	for _, core := range cores {
		all = all && look(asFormed, core)
	}
	slices.Sort(ids)
	return slices.Compact(ids), all
}
