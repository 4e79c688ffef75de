package settle

import (
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Earlier is what a release tells itself beside which nothing was kept, where what it was made of is not known.
type Earlier struct {
	Told          map[Cell]int64 // yearly totals, as they stay; those without a number get none
	Revisions     []record.Revision
	Merged        []record.Company // the ids that are counted as another's
	Disagreements []record.Disagreement
	Accounting    map[string]*release.ListAccounting // by list
	Records       map[string]int64                   // likewise
	Accounted     map[[2]string]release.Accounting   // by list and disclosure, where that was noted
}

// Cell is a number in totals_yearly.parquet; the department "" is the whole list.
type Cell struct {
	List, Department string
	Year             int64
}

// pair is the two rows that a revision is of.
type pair struct{ record, list, before, after string }

func pairOf(r record.Revision) pair {
	return pair{r.RecordID, r.List, r.DisclosureBefore, r.Disclosure}
}

// tell leaves out what an earlier release tells of removed companies: of a row of which a revision names one, what else it told, too.
func (w *withholding) tell(e *Earlier) {
	names := func(text string) bool { return w.what.companies[text] || w.gone.in(text) }
	betrayed := map[pair]bool{}
	for _, r := range e.Revisions {
		if names(r.Before) || names(r.After) {
			betrayed[pairOf(r)] = true
		}
	}
	e.Revisions = drop(w, e.Revisions, func(r record.Revision) bool { return betrayed[pairOf(r)] })
	e.Merged = drop(w, e.Merged, mentionedIn(schema.IdentityRows, w.gone))
	e.Disagreements = drop(w, e.Disagreements, mentionedIn(schema.DisagreementRows, w.gone))
}

// Account returns where the rows of a disclosure went, of which a is what is known: what is no longer published is unnamed.
func (e *Earlier) Account(list, disclosure string, a release.Accounting) release.Accounting {
	was, noted := e.Accounted[[2]string{list, disclosure}]
	if !noted {
		return a
	}
	was.Unnamed, was.Published = was.Unnamed+was.Published-a.Published, a.Published
	return was
}

// Sum returns where the rows of a list went that has so many records now. How many rows are withheld is told again by the next build:
// only the disclosures tell how many there are beside those that yearly totals show.
func (e *Earlier) Sum(list string, records int64) *release.ListAccounting {
	was := e.Accounting[list]
	if was == nil {
		return nil
	}
	out := *was
	if gone := e.Records[list] - records; gone > 0 {
		out.Published -= gone
		out.Read, out.Withheld = nil, nil
	}
	return &out
}
