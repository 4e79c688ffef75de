package company

import "tvistdata/internal/record"

// The labels: what a careful person can know from the name alone.
const (
	LabelSame        = "same"
	LabelDifferent   = "different"
	LabelUndecidable = "undecidable"
)

// Pair is a name as somebody may write it and a company, with what a person says of the two.
type Pair struct {
	Entity     string
	Registered []string // the present name first
	Written    string
	Label      string
}

// Quality tries the matcher on the labelled pairs: the register is that of their companies, and each name is matched by
// itself alone. A false merge is a match with a company that a person would not have matched the name with.
func (r *Register) Quality() record.MatchQuality {
	r.quality.once.Do(func() { r.quality.of = r.try() })
	return r.quality.of
}

func (r *Register) try() record.MatchQuality {
	var k Known
	seen := map[string]bool{}
	for _, p := range r.known.Labelled {
		if seen[p.Entity] {
			continue
		}
		seen[p.Entity] = true
		e := Entity{ID: p.Entity, Kind: record.LegalEntity, Registered: record.NoDate}
		for _, n := range p.Registered {
			e.Names = append(e.Names, Undated(n))
		}
		k.Companies = append(k.Companies, e)
	}
	trial := New(k)
	trial.branded = r.branded
	var q record.MatchQuality
	for _, p := range r.known.Labelled {
		m := trial.Match("", "", p.Written)
		q.Pairs++
		if p.Label != LabelUndecidable {
			q.Decidable++
		}
		switch found := m.Method != Unresolved; {
		case p.Label == LabelSame && found && m.ID == p.Entity:
			q.Matched++
		case p.Label == LabelSame && found, found && m.ID == p.Entity:
			q.FalseMerges++
		}
		if p.Label == LabelSame {
			q.Same++
		}
	}
	if found := q.Matched + q.FalseMerges; found > 0 {
		q.Precision = float64(q.Matched) / float64(found)
	}
	if q.Same > 0 {
		q.Recall = float64(q.Matched) / float64(q.Same)
	}
	return q
}
