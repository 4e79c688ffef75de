package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// average ends the measure of a figure that is a mean over years.
const average = "_annual_average"

// publishedColumns are those of a table of published figures beside what is counted.
func publishedColumns() []record.Column {
	return []record.Column{
		{Name: "record_id", Type: record.TextType},
		{Name: "company_id", Type: record.TextType},
		{Name: "measure", Type: record.TextType},
		{Name: "from", Type: record.DateType},
		{Name: "to", Type: record.DateType},
		{Name: "published", Type: record.Number},
		{Name: "qualifier", Type: record.TextType},
		{Name: "counted", Type: record.Integer},
		{Name: "status", Type: record.TextType},
		{Name: "difference", Type: record.Number},
		{Name: "ratio", Type: record.Number},
		{Name: "source_name", Type: record.TextType},
	}
}

// figure is a published figure in the terms of a list.
type figure struct {
	cells   map[string]any
	measure record.Measure
	mean    bool // over years
	value   float64
}

// span gives the days that the figure is of; not ok when they are not known.
func (f figure) span() (from, to record.Date, ok bool) {
	from, dated := f.cells["period_start"].(record.Date)
	to, ended := f.cells["period_end"].(record.Date)
	return from, to, dated && ended
}

// row lays the figure out beside a count that says the same thing; the cells of a comparison are left null.
func (f figure) row(n counted) []any {
	c := f.cells
	row := []any{
		c["record_id"], c["company_id"], c["measure"], c["period_start"], c["period_end"], f.value, c["qualifier"], nil,
		string(n.status), nil, nil, c["source_name"],
	}
	if withNumber(n.status) {
		row[7] = n.value
	}
	return row
}

// figuresOf gives the published figures that pass a question in the terms of a list: of its authority and country, and
// invented where the list is.
func figuresOf(ctx context.Context, s Store, l *release.List, q record.RowQuery) ([]figure, error) {
	var out []figure
	for q.Limit, q.Page = MaxLimit, 1; ; q.Page++ {
		page, err := s.Figures(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read published figures: %w", err)
		}
		for i := range page.Rows {
			if f, ok := inTermsOf(l, cellsByName(page.Table, i)); ok {
				out = append(out, f)
			}
		}
		if int64(q.Page)*MaxLimit >= page.Total {
			return out, nil
		}
	}
}

// inTermsOf gives a published figure in the terms of a list; not ok when they are not the list's.
func inTermsOf(l *release.List, cells map[string]any) (f figure, ok bool) {
	name, _ := cells["measure"].(string)
	name, mean := strings.CutSuffix(name, average)
	m, _, measured := record.MeasureOfFigure(l.Kind, name)
	value, valued := cells["value"].(float64)
	same := cells["authority"] == l.Authority && cells["jurisdiction"] == l.Country && cells["synthetic"] == l.Synthetic
	return figure{cells: cells, measure: m, mean: mean, value: value}, measured && valued && same
}

// hasFigures tells whether published figures name a company.
func hasFigures(s Store, c record.Company) bool {
	return slices.ContainsFunc(s.Manifest().Lists, func(l release.List) bool {
		return l.Kind == record.Figure && slices.ContainsFunc(c.Lists, func(of record.ListRecords) bool { return of.List == l.ID })
	})
}

// figuresOfCompany gives the published figures of a company, of no single department, in the terms of a list.
func figuresOfCompany(ctx context.Context, s Store, l *release.List, c record.Company) ([]figure, error) {
	if !hasFigures(s, c) {
		return nil, nil
	}
	found, err := figuresOf(ctx, s, l, record.RowQuery{Companies: []string{c.ID}, From: record.NoDate, To: record.NoDate})
	return slices.DeleteFunc(found, func(f figure) bool { return f.cells["department_as_written"] != nil }), err
}

// published gives what others published of a company in the list's own terms beside what is counted. Of a mean over
// years that nobody dates it gives a ratio to the count of the span, and no interval.
func published(ctx context.Context, s Store, l *release.List, p Profile, now map[string]any) (record.Table, error) {
	t := record.Table{Rows: [][]any{}, Columns: publishedColumns()}
	found, err := figuresOfCompany(ctx, s, l, p.Company)
	if err != nil {
		return t, err
	}
	for _, f := range found {
		if f.mean {
			row := f.row(counted{status: record.NotCovered})
			if n, known := now["value"].(int64); known && f.measure == record.Received && f.value > 0 {
				row[7], row[8], row[10] = n, now["status"], float64(n)/f.value
			}
			t.Rows = append(t.Rows, row)
			continue
		}
		from, to, dated := f.span()
		if !dated {
			continue
		}
		n, err := countOne(ctx, s, CountsQuestion{List: l.ID, Companies: []string{p.ID}, From: from, To: to}, f.measure)
		if err != nil {
			return t, err
		}
		row := f.row(n)
		if n.status == record.OK {
			row[9] = float64(n.value) - f.value
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// beside gives the published figures that say the same thing as a row of a table of counts: of the same company, measure
// and days, all departments and outcomes together.
func beside(ctx context.Context, s Store, g *grid, t record.Table) (record.Table, error) {
	out := record.Table{Rows: [][]any{}, Columns: publishedColumns()}
	q := g.q
	if len(q.Departments)+len(q.Outcomes) > 0 || q.grouped(ByDepartment) || q.grouped(ByOutcome) || q.Group != "" || len(q.Companies) == 0 ||
		len(q.Companies) > 1 && !q.grouped(ByCompany) {
		return out, nil
	}
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return out, err
	}
	for _, id := range q.Companies {
		found, err := figuresOfCompany(ctx, s, l, g.known[id])
		if err != nil {
			return out, err
		}
		for _, f := range found {
			from, to, dated := f.span()
			if !dated || f.mean || f.measure != q.Measure {
				continue
			}
			for i := range t.Rows {
				c := cellsByName(t, i)
				if c["from"] != from || c["to"] != to || q.grouped(ByCompany) && c["company_id"] != id {
					continue
				}
				n, _ := c["value"].(int64)
				row := f.row(counted{n, record.Status(c["status"].(string))})
				if c["status"] == string(record.OK) {
					row[9] = float64(n) - f.value
				}
				out.Rows = append(out.Rows, row)
			}
		}
	}
	return out, nil
}

// publishedShares gives what part a company's matters are of a published number of all that the authority, or one of its
// departments, received: where the disclosures do not tell that number themselves, in the calendar year of the question.
// The part is counted over the figure's own days, and is the least that it can be where these are covered in part.
func publishedShares(ctx context.Context, s Store, q CountsQuestion, l *release.List) (record.Table, error) {
	t := record.Table{Rows: [][]any{}, Columns: []record.Column{
		{Name: "record_id", Type: record.TextType},
		{Name: "department", Type: record.TextType},
		{Name: "from", Type: record.DateType},
		{Name: "to", Type: record.DateType},
		{Name: "counted", Type: record.Integer},
		{Name: "published", Type: record.Number},
		{Name: "qualifier", Type: record.TextType},
		{Name: "share", Type: record.Number},
		{Name: "status", Type: record.TextType},
		{Name: "source_name", Type: record.TextType},
		{Name: "source_url", Type: record.TextType},
	}}
	if !slices.ContainsFunc(s.Manifest().Lists, func(l release.List) bool { return l.Kind == record.Figure }) {
		return t, nil
	}
	first, last := record.NewDate(q.From.Year(), 1, 1), record.NewDate(q.To.Year()+1, 1, 1)-1
	found, err := figuresOf(ctx, s, l, record.RowQuery{Authority: l.Authority, From: first, To: last})
	if err != nil {
		return t, err
	}
	for _, f := range found {
		from, to, dated := f.span()
		department, named := f.cells["department"].(string)
		_, all, _ := record.MeasureOfFigure(l.Kind, f.cells["measure"].(string))
		if !dated || f.mean || all || f.measure != record.Received || f.value <= 0 || f.cells["company_as_written"] != nil ||
			!named && f.cells["department_as_written"] != nil || from < first || to > last ||
			s.Coverage().Span(l.ID, record.Received, "", department, from, to).Status == record.OK {
			continue
		}
		of := CountsQuestion{List: l.ID, Companies: q.Companies, From: from, To: to}
		if named {
			of.Departments = []string{department}
			if _, err := known("department", of.Departments, codes(l, "department")); err != nil {
				continue // a department that no record of the list is of
			}
		}
		n, err := countOne(ctx, s, of, record.Received)
		if err != nil {
			return t, err
		}
		c := f.cells
		row := []any{
			c["record_id"], c["department"], from, to, nil, f.value, c["qualifier"], nil, string(n.status), c["source_name"],
			c["source_url"],
		}
		if withNumber(n.status) {
			row[4], row[7] = n.value, float64(n.value)/f.value
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// Reconcile puts beside each figure of a page what is counted of the same thing, in the columns counted_list, counted,
// counted_status and difference (counted less published, where all the figure's days are covered). A company's figure is
// held against its matters; one of everything that the authority or a department received in a calendar year against the
// yearly totals, which hold the unnamed, too. The cells are null where nothing that is counted says the same.
func Reconcile(ctx context.Context, s Store, a RowsAnswer) (RowsAnswer, error) {
	rows := make([][]any, len(a.Rows))
	for i, row := range a.Rows {
		beside, err := reconciled(ctx, s, cellsByName(a.Table, i))
		if err != nil {
			return RowsAnswer{}, err
		}
		rows[i] = append(slices.Clip(row), beside...)
	}
	a.Rows = rows
	a.Columns = append(
		slices.Clip(a.Columns), record.Column{Name: "counted_list", Type: record.TextType}, record.Column{Name: "counted", Type: record.Integer},
		record.Column{Name: "counted_status", Type: record.TextType}, record.Column{Name: "difference", Type: record.Number},
	)
	return a, nil
}

// reconciled gives the cells beside one figure.
func reconciled(ctx context.Context, s Store, cells map[string]any) ([]any, error) {
	for i := range s.Manifest().Lists {
		l := &s.Manifest().Lists[i]
		f, ok := inTermsOf(l, cells)
		from, to, dated := f.span()
		if !ok || !dated || f.mean {
			continue
		}
		n, ok, err := countOf(ctx, s, l, f, from, to)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		out := []any{l.ID, nil, string(n.status), nil}
		if withNumber(n.status) {
			out[1] = n.value
		}
		if n.status == record.OK {
			out[3] = float64(n.value) - f.value
		}
		return out, nil
	}
	return []any{nil, nil, nil, nil}, nil
}

// countOf counts what a figure of some days says; not ok when a list cannot tell the same thing.
func countOf(ctx context.Context, s Store, l *release.List, f figure, from, to record.Date) (n counted, ok bool, err error) {
	department, coded := f.cells["department"].(string)
	if !coded && f.cells["department_as_written"] != nil {
		return n, false, nil
	}
	if id, named := f.cells["company_id"].(string); named {
		q := CountsQuestion{List: l.ID, Companies: []string{id}, From: from, To: to}
		if coded {
			q.Departments = []string{department}
			if _, err := known("department", q.Departments, codes(l, "department")); err != nil {
				return n, false, nil //nolint:nilerr // a department that no record of the list is of
			}
		}
		n, err = countOne(ctx, s, q, f.measure)
		return n, err == nil, err
	}
	wholeYear := from == record.NewDate(from.Year(), 1, 1) && to == record.NewDate(from.Year()+1, 1, 1)-1
	if f.cells["company_as_written"] != nil || f.measure != record.Received || !wholeYear {
		return n, false, nil
	}
	for _, t := range schema.TotalRows.In(s) {
		if t.List == l.ID && t.Department == department && t.Year == int64(from.Year()) {
			if n.status = t.Status; t.Received != nil {
				n.value = *t.Received
			}
			return n, true, nil
		}
	}
	return n, false, nil
}
