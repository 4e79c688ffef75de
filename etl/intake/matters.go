package intake

import (
	"context"
	"fmt"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// Matters takes a disclosure of disputes or complaints from its files to the exit.
func (in *Intake) Matters(ctx context.Context, l *list.List, d *source.Disclosure) (*Taken[privacy.Rows], error) {
	return take(ctx, in, l, d, kind[privacy.Cleared, privacy.Rows]{
		header: func(t *Table) []source.Finding { return uncoveredColumns(l, d, t) },
		worker: func(t *Table, orders *dateOrders) worker[privacy.Cleared] { return in.matterWorker(l, d, t, orders) },
		keep:   (*privacy.Rows).Append,
		end: func(out *Taken[privacy.Rows]) {
			if len(l.Identity.Fallback) > 0 {
				tellApart(in.exit(l), &out.Rows)
			}
			out.Gaps, out.Called = out.missing.gaps(d)
			if len(out.Gaps.Anybody)+len(out.Gaps.Of)+len(out.Called) > 0 {
				out.Findings.Add(source.Finding{
					Rule: rule.Incomplete, At: source.Origin{Disclosure: d.ID}, Text: out.missing.says(out.Rejected),
				})
			}
		},
	})
}

// tellApart gives equal rows of one file that have the same key different keys: the position among them becomes a part of the
// identity. The first keeps the plain key.
func tellApart(e *privacy.Exit, rows *privacy.Rows) {
	for from, to := 0, 0; from < rows.Len(); from = to {
		for to < rows.Len() && rows.At(to).File == rows.At(from).File {
			to++
		}
		seen := make(map[[10]byte]uint32, to-from)
		for i := from; i < to; i++ {
			row := rows.At(i)
			if !row.ByContent {
				continue
			}
			plain := row.Key
			seen[plain]++
			if n := seen[plain]; n > 1 {
				row.Rekey(e, n)
			}
		}
	}
}

// uncoveredColumns finds measures that the sidecar says are covered, in a file that has no columns for them.
func uncoveredColumns(l *list.List, d *source.Disclosure, t *Table) []source.Finding {
	var found []source.Finding
	for _, cover := range d.Covers {
		for _, m := range cover.Measures {
			for _, column := range m.Columns() {
				if _, has := l.ColumnNamed(column); has && t.Door.Index(column) < 0 {
					found = append(found, source.Finding{
						Rule: rule.CoversWithoutColumn, At: t.At,
						Text: fmt.Sprintf("the sidecar says that %s is covered, but the file has no %s", m, column),
					})
				}
			}
		}
	}
	return found
}

// matterWorker takes matters through the stages after the door.
type matterWorker struct {
	exit     *privacy.Exit
	coder    *coder
	rules    []check.Rule
	context  check.Context
	file     uint8
	columns  columns
	orders   *dateOrders
	form     *list.Form   // of the references; nil when the list declares none
	matter   check.Matter // of the row at hand
	identity []string     // of the row at hand, too
}

// columns are the positions of the cells in a row; -1 where the file has none.
type columns struct {
	reference, respondent, number, received, decided, amount int
	codes                                                    [check.Fields]int
	with, fallback                                           []int
	has                                                      privacy.Fields
}

func (in *Intake) matterWorker(l *list.List, d *source.Disclosure, t *Table, orders *dateOrders) *matterWorker {
	door := t.Door
	w := &matterWorker{
		exit: in.exit(l), coder: newCoder(in.book, l), rules: in.rules, context: check.Context{List: l, Disclosure: d},
		file: uint8(t.Number), orders: orders, form: l.ReferenceForm(),
		columns: columns{
			reference: door.Index(l.Identity.Reference), respondent: door.Index("respondent"), number: door.Index("org_number"),
			received: door.Shown(l, "received_date"), decided: door.Shown(l, "decision_date"), amount: door.Shown(l, "amount"),
		},
	}
	for has, i := range map[privacy.Fields]int{
		privacy.HasReceived: w.columns.received, privacy.HasDecided: w.columns.decided, privacy.HasAmount: w.columns.amount,
		privacy.HasNumber: w.columns.number,
	} {
		if i >= 0 {
			w.columns.has |= has
		}
	}
	for f := range check.Fields {
		if w.columns.codes[f] = door.Shown(l, f.Name()); w.columns.codes[f] >= 0 {
			w.columns.has |= privacy.HasCode(f)
		}
	}
	w.columns.with, w.columns.fallback = indexes(door, l.Identity.With), indexes(door, l.Identity.Fallback)
	return w
}

func indexes(door privacy.Door, columns []string) []int {
	out := make([]int, len(columns))
	for i, name := range columns {
		out[i] = door.Index(name)
	}
	return out
}

// covered uses nothing of a row but the months that it would have counted in.
func (w *matterWorker) covered(row source.Row, to *part[privacy.Cleared]) {
	var m check.Matter
	m.Received, _ = w.date(receivedDate, row.Cell(w.columns.received))
	m.Decided, _ = w.date(decisionDate, row.Cell(w.columns.decided))
	to.missing.anybody.matter(&m)
}

// date reads a date. One after the disclosure came cannot be right: it is unreadable, and given as late.
func (w *matterWorker) date(column int, text string) (date, late record.Value[record.Date]) {
	v := w.orders.date(column, text)
	if v.State == record.Read && v.Known > w.context.Disclosure.Received {
		return record.Value[record.Date]{State: record.Unreadable}, v
	}
	return v, late
}

func (w *matterWorker) row(row source.Row, at source.Origin, to *part[privacy.Cleared]) {
	m := &w.matter
	*m = check.Matter{
		Reference:  row.Cell(w.columns.reference),
		Respondent: row.Cell(w.columns.respondent),
		Amount:     amountOf(row, w.columns.amount, w.context.List.Money()),
	}
	if w.form != nil && m.Reference != "" {
		reference := w.form.Read(m.Reference)
		m.Reference, m.Numbers = reference.Text, reference.Numbers
	}
	m.Received, m.LateReceived = w.date(receivedDate, row.Cell(w.columns.received))
	m.Decided, m.LateDecided = w.date(decisionDate, row.Cell(w.columns.decided))
	for f, i := range w.columns.codes {
		m.Codes[f] = w.coder.read(check.Field(f), row.Cell(i))
	}
	number := row.Cell(w.columns.number)
	var party privacy.Judgement
	if m.Person = row.Person; m.Person {
		party = w.exit.Person()
	} else {
		number = w.exit.Number(number)
		party = w.exit.Respondent(number, m.Respondent)
	}
	if row.Written != nil && !m.Person {
		party = w.exit.AsWritten(party, number, m.Respondent, row.AsWritten(w.columns.respondent))
	}
	if party.Several && w.divided(row, number, at, to) {
		return
	}
	m.Number, m.Several = party.Class, party.Several
	if w.broken(party.Index != 0, at, to) {
		to.rejected++
		// It is known whose a rejected row is when it is a company's, several respondents', or has a company's number and no name.
		told := party.Index != 0 || party.Several || m.Respondent == "" &&
			(party.Class == company.CompanyNumber || party.Class == company.ForeignNumber)
		if told && w.missing(number, to) {
			to.missing.tied++
		} else {
			to.missing.anybody.matter(m)
		}
		return
	}
	if party.Why.MayBeCompany() {
		if w.missing(number, to) {
			to.missing.doubtful++
		} else {
			to.missing.nameless++
			to.missing.anybody.matter(m)
		}
	}
	if party.Why != privacy.Unheld {
		to.findings.Add(HeldBack(party, at))
	}
	c := w.exit.Clear(m, party.Index, w.identify(m.Reference, row.Cell))
	if written := row.AsWritten(w.columns.reference); row.Written != nil || written != m.Reference {
		w.exit.Moved(w.identify(written, row.AsWritten), c.Key)
	}
	c.ByContent = m.Reference == ""
	c.Has = w.columns.has
	c.Numbered = party.Class != company.NoNumber && party.Class != company.MalformedNumber
	c.File, c.Line = w.file, uint32(row.Line)
	to.rows = append(to.rows, c)
}

// amountOf reads the amount in a column. A number with three decimals is none of a currency that has fewer, and its point divides no
// thousands.
func amountOf(row source.Row, column int, m record.Money) record.Value[int64] {
	if slices.Contains(row.Thousandths, column) && m.Decimals < 3 {
		return record.Value[int64]{State: record.Unreadable}
	}
	return normalise.Amount(row.Cell(column), m)
}

// broken adds what the rules find in the matter at hand, which has a name or not, and reports whether one rejects it. Once one
// does, only rules that reject are tried.
func (w *matterWorker) broken(named bool, at source.Origin, to *part[privacy.Cleared]) (rejected bool) {
	for i := range w.rules {
		r := &w.rules[i]
		if rejected && r.Severity() != rule.Reject {
			continue
		}
		if text := r.Check(&w.matter, &w.context); text != "" {
			to.findings.addIn(named, source.Finding{Rule: r.Rule, At: at, Text: text})
			rejected = rejected || r.Severity() == rule.Reject
		}
	}
	return rejected
}

// identify returns the reference and the cells of a row that make its matter the same in another delivery, until the next call.
func (w *matterWorker) identify(reference string, cell func(i int) string) []string {
	w.identity = w.identity[:0]
	identity := w.columns.fallback
	if reference != "" {
		w.identity = append(w.identity, reference)
		identity = w.columns.with
	}
	for _, i := range identity {
		w.identity = append(w.identity, cell(i))
	}
	return w.identity
}

// missing records the matter at hand, which counts for nobody, for the companies that it may be against. It reports whether they
// are known.
func (w *matterWorker) missing(number string, to *part[privacy.Cleared]) bool {
	who, ok := w.exit.MayBe(number, w.matter.Respondent)
	if ok {
		to.missing.matter(&w.matter, who)
	}
	return ok
}
