package company

// Partition parts things, which are numbered from 0, by what ties any two of them: names of one company, rows of one respondent.
// It holds, for each, an earlier one of its part, or itself.
type Partition []int

// NewPartition returns n things, each a part of its own.
func NewPartition(n int) Partition {
	p := make(Partition, n)
	for i := range p {
		p[i] = i
	}
	return p
}

// First returns the first thing of the part that i is in.
func (p Partition) First(i int) int {
	for p[i] != i {
		p[i] = p[p[i]]
		i = p[i]
	}
	return i
}

// Tie makes one of the parts that i and j are in.
func (p Partition) Tie(i, j int) {
	a, b := p.First(i), p.First(j)
	p[max(a, b)] = min(a, b)
}
