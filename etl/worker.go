package etl

import (
	"maps"
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

// worker takes batches through the stages after the door. It belongs to one goroutine.
type worker struct {
	door     privacy.Door
	exit     *privacy.Exit
	coder    *coder
	rules    []check.Rule
	context  check.Context
	file     uint8
	fileName string
	bounded  []int // positions of the columns that the list wants filled
	columns  columns
	orders   *dateOrders
	matter   check.Matter // of the row at hand
	identity []string     // likewise
}

// columns are the positions of the cells in a row; -1 where the file has none.
type columns struct {
	reference, respondent, number, received, decided, amount int
	codes                                                    [check.Fields]int
	with, fallback                                           []int
	has                                                      privacy.Fields
}

func (r *matterReader) worker(l *list.List, d *source.Disclosure, number int, door privacy.Door, orders *dateOrders) *worker {
	w := &worker{
		door: door, exit: privacy.NewExit(l, r.names, r.key, r.seed), coder: newCoder(r.book, l), rules: r.rules,
		context: check.Context{List: l, Disclosure: d}, file: uint8(number), fileName: d.Files[number].Shown, orders: orders,
		columns: columns{
			reference: door.Index(l.Identity.Reference), respondent: door.Index("respondent"), number: door.Index("org_number"),
			received: door.Shown(l, "received_date"), decided: door.Shown(l, "decision_date"), amount: door.Shown(l, "amount"),
		},
	}
	for _, column := range boundedColumns(l, door) {
		w.bounded = append(w.bounded, door.Index(column))
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
	for _, name := range l.Identity.With {
		w.columns.with = append(w.columns.with, door.Index(name))
	}
	for _, name := range l.Identity.Fallback {
		w.columns.fallback = append(w.columns.fallback, door.Index(name))
	}
	return w
}

// boundedColumns gives the columns that the list wants filled and the file has, in order.
func boundedColumns(l *list.List, door privacy.Door) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(l.Bounds.Filled)), func(column string) bool { return door.Index(column) < 0 })
}

func cell(cells []string, i int) string {
	if i < 0 {
		return ""
	}
	return cells[i]
}

func (w *worker) batch(b source.Batch) *part {
	p := spare.Get().(*part)
	*p = part{rows: p.rows[:0], rejected: int64(len(b.Rejects)), read: int64(len(b.Rows)), filled: make([]int64, len(w.bounded))}
	p.missing.batch(b)
	p.findings.add(b.Rejects...)
	p.findings.add(b.Notes...)
	at := source.Origin{Disclosure: w.context.Disclosure.ID, File: w.fileName, Sheet: b.Sheet}
	p.findings.add(unnamedColumns(w.door.Pass(b.Rows), at)...)
	for _, row := range b.Rows {
		if row.Covered.Any() {
			w.covered(row, b.Sheet, p)
		} else {
			w.row(row, b.Sheet, p)
		}
	}
	return p
}

// covered rejects a row of which some text is covered, and takes nothing of it but the months that it would have counted in.
func (w *worker) covered(row source.Row, sheet string, p *part) {
	p.read--
	p.rejected++
	p.findings.add(row.Covered.Finding(source.Origin{Disclosure: w.context.Disclosure.ID, File: w.fileName, Sheet: sheet, Line: row.Line}))
	var m check.Matter
	m.Received, _ = w.date(receivedDate, cell(row.Cells, w.columns.received))
	m.Decided, _ = w.date(decisionDate, cell(row.Cells, w.columns.decided))
	p.missing.anybody.matter(&m)
}

// date reads a date. One after the disclosure came cannot be right: it is unreadable, and given as late.
func (w *worker) date(column int, text string) (date, late record.Value[record.Date]) {
	v := w.orders.date(column, text)
	if v.State == record.Read && v.Known > w.context.Disclosure.Received {
		return record.Value[record.Date]{State: record.Unreadable}, v
	}
	return v, late
}

func (w *worker) row(row source.Row, sheet string, p *part) {
	for k, i := range w.bounded {
		if row.Cells[i] != "" {
			p.filled[k]++
		}
	}
	m := &w.matter
	*m = check.Matter{
		Reference:  cell(row.Cells, w.columns.reference),
		Respondent: cell(row.Cells, w.columns.respondent),
		Amount:     normalise.Amount(cell(row.Cells, w.columns.amount)),
	}
	m.Received, m.LateReceived = w.date(receivedDate, cell(row.Cells, w.columns.received))
	m.Decided, m.LateDecided = w.date(decisionDate, cell(row.Cells, w.columns.decided))
	for f, i := range w.columns.codes {
		m.Codes[f] = w.coder.read(check.Field(f), cell(row.Cells, i))
	}
	number := cell(row.Cells, w.columns.number)
	party := w.exit.Respondent(number, m.Respondent)
	m.Number, m.Several = party.Class, party.Several
	at := source.Origin{Disclosure: w.context.Disclosure.ID, File: w.fileName, Sheet: sheet, Line: row.Line}
	rejected := false
	for i := range w.rules {
		r := &w.rules[i]
		if rejected && r.Severity() != rule.Reject {
			continue
		}
		if text := r.Check(m, &w.context); text != "" {
			p.findings.addIn(party.Index != 0, source.Finding{Rule: r.Rule, At: at, Text: text})
			rejected = rejected || r.Severity() == rule.Reject
		}
	}
	if rejected {
		p.rejected++
		// Whose a rejected row is can be told of a company's, of several respondents', and of one with a company's number and no name.
		told := party.Index != 0 || party.Several || m.Respondent == "" && party.Class == company.CompanyNumber
		if told && w.missing(m, number, p) {
			p.missing.tied++
		} else {
			p.missing.anybody.matter(m)
		}
		return
	}
	if party.Why.MayBeCompany() {
		if p.missing.doubtful++; !w.missing(m, number, p) {
			p.missing.anybody.matter(m)
		}
	}
	if party.Why != privacy.Unheld {
		p.findings.add(heldBack(party, at))
	}
	w.identity = w.identity[:0]
	identity := w.columns.fallback
	if m.Reference != "" {
		w.identity = append(w.identity, m.Reference)
		identity = w.columns.with
	}
	for _, i := range identity {
		w.identity = append(w.identity, cell(row.Cells, i))
	}
	c := w.exit.Clear(m, party.Index, w.identity)
	c.ByContent = m.Reference == ""
	c.Has = w.columns.has
	c.Numbered = party.Class != company.NoNumber && party.Class != company.MalformedNumber
	c.File, c.Line = w.file, uint32(row.Line)
	p.rows = append(p.rows, c)
}

// missing enters a row that counts for nobody as one of the companies that it may be against, and tells whether these are known.
func (w *worker) missing(m *check.Matter, number string, p *part) bool {
	who, ok := w.exit.MayBe(number, m.Respondent)
	if ok {
		p.missing.matter(m, who)
	}
	return ok
}
