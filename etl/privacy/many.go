package privacy

import (
	"slices"

	"tvistdata/internal/company"
)

// ManyNames is a number that is beside unlike names. The names are indexes of All.
type ManyNames struct {
	First []uint32 // the first name of each sort
	All   []uint32 // every name beside the number
	Block bool     // whether the sorts are so many that the number can hardly be one company's
}

// ManyNames returns the numbers with unlike names beside them. Such a number may be another's: one party's instead of the other's, or
// mistyped. Names that the register has for the company or a brand of it are not counted, nor those with a decision. Of few unlike
// names, those without a legal form don't count, unless the list is one of companies only: they may be brands, and spelling-withheld
// reports them. One unlike name is enough where the register knows what the company is called. The numbers and their names keep the order
// of the given names.
func (n *Names) ManyNames(names []uint32) (many []ManyNames) {
	all := n.All()
	branded := n.branded()
	at := map[string]int{} // by number: its place in numbers
	var numbers [][]uint32
	for _, i := range names {
		if name := &all[i]; name.Method == company.ByNumber && name.raw != "" {
			k, known := at[name.Evidence]
			if !known {
				k = len(numbers)
				at[name.Evidence], numbers = k, append(numbers, nil)
			}
			numbers[k] = append(numbers[k], i)
		}
	}
	for _, of := range numbers {
		known := n.registered(&all[of[0]])
		for _, i := range of {
			if brand, ok := n.register.Brand(all[i].List, all[i].raw); ok && branded[[2]string{brand, all[i].Company}] {
				known = append(known, all[i].raw)
			}
		}
		if len(of)+len(known) < 2 || n.allKnown(of, known) {
			continue
		}
		mayBeBrand := func(i uint32) bool { return !all[i].Formal && (all[i].bare || all[i].Written == "") }
		telling := slices.DeleteFunc(slices.Clone(of), mayBeBrand)
		others := slices.DeleteFunc(slices.Clone(of), func(i uint32) bool { return !mayBeBrand(i) })
		first := n.unlike(append(telling, others...), known) // what may be a brand may still tie two others
		if len(first) >= company.ManyNames {
			many = append(many, ManyNames{First: n.unlike(of, known), All: of, Block: true})
			continue
		}
		first = slices.DeleteFunc(first, mayBeBrand)
		if len(first) > 1 || len(first) == 1 && len(known) > 0 {
			many = append(many, ManyNames{First: first, All: of})
		}
	}
	return many
}

// allKnown reports whether the names beside a number are known ones, as most are, before they are compared one by one.
func (n *Names) allKnown(names []uint32, known []string) bool {
	folded := make(map[string]bool, len(known))
	for _, name := range known {
		folded[company.FoldName(name)] = true
	}
	return !slices.ContainsFunc(names, func(i uint32) bool { return !folded[company.FoldName(n.all[i].raw)] })
}

// unlike returns the first name of each sort of names beside a number, but of none that is like a known one.
func (n *Names) unlike(names []uint32, known []string) (first []uint32) {
	written := make([]string, len(names))
	for k, i := range names {
		written[k] = n.all[i].raw
	}
	if len(known) == 0 && company.StartAlike(written) {
		return names[:1]
	}
	for _, i := range company.Unlike(written, known) {
		first = append(first, names[i])
	}
	return first
}

// branded returns which companies belong to which brands and groups.
func (n *Names) branded() map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, m := range n.register.Members() {
		out[[2]string{m.Of, m.Company}] = true
	}
	return out
}

// registered returns the names that the register has for a company, for those that were merged into it, and for the one that
// it is a branch of.
func (n *Names) registered(name *Name) (out []string) {
	for _, id := range append([]string{name.Company}, name.Owns...) {
		c, _ := n.register.Company(id)
		out = append(append(out, n.register.Names(id)...), n.register.Names(c.Parent)...)
	}
	return out
}
