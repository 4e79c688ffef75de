package publish

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// readSpelling reads a row of names.parquet.
func readSpelling(row map[string]any) (nameRow, int64) {
	return nameRow{
		cellText(row, "list"), cellText(row, "company_id"), cellText(row, "name_as_written"), cellText(row, "method"),
	}, cellInt(row, "records")
}

// settleNames decides which names stay of the companies that a record or a figure goes of, and how they are called.
func (e *Excision) settleNames() error {
	touched := map[string]bool{}
	for at, s := range e.shares {
		touched[at.company] = touched[at.company] || s.gone > 0
	}
	for at, f := range e.written {
		touched[at.company] = touched[at.company] || f.gone > 0
	}
	names := map[share]map[nameRow]int64{}
	var order []share // as the file has them
	err := e.each(schema.Names, func(row map[string]any) {
		n, records := readSpelling(row)
		if !touched[n.company] || e.what.companies[n.company] {
			return
		}
		at := share{n.list, n.company}
		if names[at] == nil {
			names[at] = map[nameRow]int64{}
			order = append(order, at)
		}
		names[at][n] = records
	})
	if err != nil {
		return err
	}
	for _, at := range order {
		switch l := e.lists[at.list]; {
		case l == nil:
		case l.list.Kind == record.Figure:
			e.figureNames(names[at])
		default:
			e.recordNames(at, names[at])
		}
	}
	for at, s := range e.shares { // removed companies, and those that no spelling may be shown of
		if names[at] == nil && s.gone > 0 {
			if err := e.unspelled(at, s); err != nil {
				return err
			}
		}
	}
	return e.rename(names)
}

// figureNames takes back the names of figures that go.
func (e *Excision) figureNames(names map[nameRow]int64) {
	left := false
	for n, records := range names {
		f := e.written[figureName{n.list, n.company, n.name}]
		switch {
		case n.method == inRegister:
		case f.left == 0:
			e.spelled[n] = 0
		default:
			left = true
			if f.gone > 0 {
				e.spelled[n] = max(records-f.gone, f.left)
			}
		}
	}
	for n := range names {
		if n.method == inRegister && !left {
			e.spelled[n] = 0
		}
	}
}

// recordNames takes back the spellings of records that go. Which of several it was, the release does not tell: every
// one that only these records may have goes with them, and the most frequent one takes what is left to take.
func (e *Excision) recordNames(at share, names map[nameRow]int64) {
	s := *e.shares[at]
	if s.gone == 0 {
		return
	}
	var rows []nameRow
	spelled := int64(0)
	for n, records := range names {
		if n.method != inRegister {
			rows = append(rows, n)
			spelled += records
		}
	}
	slices.SortFunc(rows, func(x, y nameRow) int { // the most frequent first, in an order that is always the same
		return cmp.Or(cmp.Compare(names[y], names[x]), cmp.Compare(x.name, y.name), cmp.Compare(x.method, y.method))
	})
	left := s.all - s.gone
	after, now := map[nameRow]int64{}, int64(0)
	alone := len(rows) == 1 && spelled == s.all
	for _, n := range rows {
		if after[n] = names[n]; names[n] <= s.gone && !alone {
			after[n] = 0
		}
		now += after[n]
	}
	if excess := now - left; excess > 0 && len(rows) > 0 {
		after[rows[0]] -= excess
		now = left
	}
	kind, _ := record.ParseID(at.company)
	if now == 0 && left > 0 && len(rows) > 0 && (kind == record.Curated || kind == record.Unresolved) {
		after[rows[0]], now = left, left // it has no other name
	}
	for n, records := range names {
		switch {
		case n.method != inRegister:
			e.lists[at.list].matching[n.method] += after[n] - records
			if after[n] != records {
				e.spelled[n] = after[n]
			}
		case left == 0:
			e.spelled[n] = 0
		}
	}
	method := string(company.ByNumber) // only a company with a number has a spelling that is not shown
	if len(rows) > 0 && spelled == s.all {
		method = rows[0].method
	}
	e.lists[at.list].matching[method] += (left - now) - (s.all - spelled)
}

// unspelled takes back how the records of a company that goes, or of one without spellings, were matched.
func (e *Excision) unspelled(at share, s *shareSums) error {
	l, left := e.lists[at.list], s.all
	if e.what.companies[at.company] {
		err := e.each(schema.Names, func(row map[string]any) {
			if n, records := readSpelling(row); n.list == at.list && n.company == at.company && n.method != inRegister {
				l.matching[n.method] -= records
				left -= records
			}
		})
		l.matching[string(company.ByNumber)] -= left
		return err
	}
	l.matching[string(company.ByNumber)] -= s.gone
	return nil
}

// rename gives the companies that were called by a spelling that goes another name, chosen as the first one was; "" is
// their number.
func (e *Excision) rename(names map[share]map[nameRow]int64) error {
	records := map[string]map[string]int64{} // by company and spelling
	gone := map[share]bool{}                 // company and spelling
	for _, of := range names {
		for n, was := range of {
			now, changed := e.spelled[n]
			if !changed {
				now = was
			}
			if changed && now == 0 {
				gone[share{n.name, n.company}] = true
				continue
			}
			if records[n.company] == nil {
				records[n.company] = map[string]int64{}
			}
			records[n.company][n.name] += now
		}
	}
	return e.each(schema.Companies, func(row map[string]any) {
		id, name := cellText(row, "company_id"), cellText(row, "name")
		if _, stays := records[id][name]; stays || !gone[share{name, id}] {
			return
		}
		e.named[id] = bestName(records[id])
	})
}

// bestName gives the spelling that a company is called by: one with a legal form before one without, then the one with
// most records, then the first in Swedish order.
func bestName(records map[string]int64) string {
	order := collate.New(language.Swedish)
	best, formal := "", false
	for name, n := range records {
		form := company.FormOf(name).Legal != ""
		more := n > records[best] || n == records[best] && order.CompareString(name, best) < 0
		if best == "" || form && !formal || form == formal && more {
			best, formal = name, form
		}
	}
	return best
}
