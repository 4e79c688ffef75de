package privacy

import "tvistdata/internal/company"

// ManyNames gives, for each number that stands beside many unlike names, the first name of each sort: it may be a column of
// another party's numbers. Names that a register has for the company are not counted, nor those that a decision is on. The
// names are indexes of All, in any order that is to be kept.
func (n *Names) ManyNames(names []uint32) (many [][]uint32) {
	all := n.All()
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
		if len(of) < company.ManyNames {
			continue
		}
		written := make([]string, len(of))
		for k, i := range of {
			written[k] = all[i].raw
		}
		unlike := company.Unlike(written, n.registered(&all[of[0]]))
		if len(unlike) < company.ManyNames {
			continue
		}
		first := make([]uint32, len(unlike))
		for k, i := range unlike {
			first[k] = of[i]
		}
		many = append(many, first)
	}
	return many
}

// registered gives the names that the register has for a company, and for those that were merged into it.
func (n *Names) registered(name *Name) (out []string) {
	for _, id := range append([]string{name.Company}, name.Owns...) {
		c, _ := n.register.Company(id)
		if c.Name != "" {
			out = append(out, c.Name)
		}
		for _, other := range c.Names {
			out = append(out, other.Name)
		}
	}
	return out
}
