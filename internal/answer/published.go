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

// publishedRow is a published figure beside what is counted.
type publishedRow struct {
	RecordID   string        `json:"record_id"`
	CompanyID  *string       `json:"company_id"`
	Measure    string        `json:"measure"`
	From       record.Date   `json:"from"`
	To         record.Date   `json:"to"`
	Published  float64       `json:"published"`
	Qualifier  *string       `json:"qualifier"`
	Counted    *int64        `json:"counted"`
	Status     record.Status `json:"status"`
	Difference *float64      `json:"difference"`
	Ratio      *float64      `json:"ratio"`
	SourceName string        `json:"source_name"`
}

// figure is a published figure in the terms of a list.
type figure struct {
	record.PublishedFigure
	counts record.Measure // what it is a number of
	mean   bool           // over years
}

// span returns the days that the figure is of; not ok when they are not known.
func (f figure) span() (from, to record.Date, ok bool) {
	return f.Start, f.End, f.Start != record.NoDate && f.End != record.NoDate
}

// row puts the figure beside the count of the same thing.
func (f figure) row(n counted) publishedRow {
	return publishedRow{
		RecordID: record.KeyText(f.Key), CompanyID: orNull(f.Company), Measure: f.Measure, From: f.Start, To: f.End, Published: f.Value,
		Qualifier: orNull(f.Qualifier), Counted: n.known(), Status: n.status, Difference: f.difference(n), SourceName: f.SourceName,
	}
}

// difference returns the count less the figure; nil unless all the figure's days are covered.
func (f figure) difference(n counted) *float64 {
	if n.status != record.OK {
		return nil
	}
	return new(float64(n.value) - f.Value)
}

// figuresOf returns the published figures that pass a question in the terms of a list: of its authority and country, and
// invented where the list is.
func figuresOf(ctx context.Context, s Store, l *release.List, q record.RowQuery) ([]figure, error) {
	var out []figure
	for q.Limit, q.Page = MaxLimit, 1; ; q.Page++ {
		page, err := s.Figures(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read published figures: %w", err)
		}
		figures, err := schema.FigureRows.FromCells(page.Table)
		if err != nil {
			return nil, fmt.Errorf("read published figures: %w", err)
		}
		for _, published := range figures {
			if f, ok := inTermsOf(l, published); ok {
				out = append(out, f)
			}
		}
		if int64(q.Page)*MaxLimit >= page.Total {
			return out, nil
		}
	}
}

// inTermsOf returns a published figure in the terms of a list; not ok when they are not the list's.
func inTermsOf(l *release.List, p record.PublishedFigure) (f figure, ok bool) {
	name, mean := strings.CutSuffix(p.Measure, average)
	m, _, measured := record.MeasureOfFigure(l.Kind, name)
	same := p.Authority == l.Authority && p.Jurisdiction == l.Country && p.Synthetic == l.Synthetic
	return figure{PublishedFigure: p, counts: m, mean: mean}, measured && same
}

// hasFigures reports whether published figures name a company.
func hasFigures(s Store, c record.Company) bool {
	return slices.ContainsFunc(s.Manifest().Lists, func(l release.List) bool {
		return l.Kind == record.Figure && slices.ContainsFunc(c.Lists, func(of record.ListRecords) bool { return of.List == l.ID })
	})
}

// figuresOfCompany returns the published figures of a company, of no single department, in the terms of a list.
func figuresOfCompany(ctx context.Context, s Store, l *release.List, c record.Company) ([]figure, error) {
	if !hasFigures(s, c) {
		return nil, nil
	}
	found, err := figuresOf(ctx, s, l, record.RowQuery{Companies: []string{c.ID}, From: record.NoDate, To: record.NoDate})
	return slices.DeleteFunc(found, func(f figure) bool { return f.DepartmentWritten != "" }), err
}

// published returns what others published of a company in the list's own terms beside what is counted. Of a mean over
// years that nobody dates it gives a ratio to the count of the span, and no interval.
func published(ctx context.Context, s Store, l *release.List, p Profile, now map[string]any) (record.Table, error) {
	found, err := figuresOfCompany(ctx, s, l, p.Company)
	if err != nil {
		return record.Table{}, err
	}
	var rows []publishedRow
	for _, f := range found {
		if f.mean {
			row := f.row(counted{status: record.NotCovered})
			if n, known := now["value"].(int64); known && f.counts == record.Received && f.Value > 0 {
				row.Counted, row.Status, row.Ratio = &n, record.Status(now["status"].(string)), new(float64(n)/f.Value)
			}
			rows = append(rows, row)
			continue
		}
		from, to, dated := f.span()
		if !dated {
			continue
		}
		n, err := countOne(ctx, s, CountsQuestion{List: l.ID, Companies: []string{p.ID}, From: from, To: to}, f.counts)
		if err != nil {
			return record.Table{}, err
		}
		rows = append(rows, f.row(n))
	}
	return record.TableOf(rows), nil
}

// beside returns the published figures that say the same thing as a row of a table of counts: of the same company, measure
// and days, all departments and outcomes together.
func beside(ctx context.Context, s Store, g *grid, t record.Table) (record.Table, error) {
	var rows []publishedRow
	q := g.q
	if len(q.Departments)+len(q.Outcomes) > 0 || q.grouped(ByDepartment) || q.grouped(ByOutcome) || q.Group != "" || len(q.Companies) == 0 ||
		len(q.Companies) > 1 && !q.grouped(ByCompany) {
		return record.TableOf(rows), nil
	}
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return record.Table{}, err
	}
	for _, id := range q.Companies {
		found, err := figuresOfCompany(ctx, s, l, g.known[id])
		if err != nil {
			return record.Table{}, err
		}
		for _, f := range found {
			from, to, dated := f.span()
			if !dated || f.mean || f.counts != q.Measure {
				continue
			}
			for i := range t.Rows {
				c := cellsByName(t, i)
				if c["from"] != from || c["to"] != to || q.grouped(ByCompany) && c["company_id"] != id {
					continue
				}
				n, _ := c["value"].(int64)
				rows = append(rows, f.row(counted{n, record.Status(c["status"].(string))}))
			}
		}
	}
	return record.TableOf(rows), nil
}

// shareRow is a company's part of a published number.
type shareRow struct {
	RecordID   string        `json:"record_id"`
	Department *string       `json:"department"`
	From       record.Date   `json:"from"`
	To         record.Date   `json:"to"`
	Counted    *int64        `json:"counted"`
	Published  float64       `json:"published"`
	Qualifier  *string       `json:"qualifier"`
	Share      *float64      `json:"share"`
	Status     record.Status `json:"status"`
	SourceName string        `json:"source_name"`
	SourceURL  *string       `json:"source_url"`
}

// publishedShares returns what part a company's matters are of a published number of all that the authority, or one of its
// departments, received: where the disclosures do not tell that number themselves, in the calendar year of the question.
// The part is counted over the figure's own days, and is the least that it can be where these are covered in part.
func publishedShares(ctx context.Context, s Store, q CountsQuestion, l *release.List) (record.Table, error) {
	var rows []shareRow
	if !slices.ContainsFunc(s.Manifest().Lists, func(l release.List) bool { return l.Kind == record.Figure }) {
		return record.TableOf(rows), nil
	}
	first, last := record.NewDate(q.From.Year(), 1, 1), record.NewDate(q.To.Year()+1, 1, 1)-1
	found, err := figuresOf(ctx, s, l, record.RowQuery{Authority: l.Authority, From: first, To: last})
	if err != nil {
		return record.Table{}, err
	}
	for _, f := range found {
		from, to, dated := f.span()
		named := f.Department != ""
		_, all, _ := record.MeasureOfFigure(l.Kind, f.Measure)
		if !dated || f.mean || all || f.counts != record.Received || f.Value <= 0 || f.CompanyWritten != "" ||
			!named && f.DepartmentWritten != "" || from < first || to > last ||
			s.Coverage().Span(l.ID, record.Received, "", f.Department, from, to).Status == record.OK {
			continue
		}
		of := CountsQuestion{List: l.ID, Companies: q.Companies, From: from, To: to}
		if named {
			of.Departments = []string{f.Department}
			if _, err := known("department", of.Departments, codes(l, "department")); err != nil {
				continue // a department that no record of the list is of
			}
		}
		n, err := countOne(ctx, s, of, record.Received)
		if err != nil {
			return record.Table{}, err
		}
		row := shareRow{
			RecordID: record.KeyText(f.Key), Department: orNull(f.Department), From: from, To: to, Counted: n.known(), Published: f.Value,
			Qualifier: orNull(f.Qualifier), Status: n.status, SourceName: f.SourceName, SourceURL: orNull(f.SourceURL),
		}
		if row.Counted != nil {
			row.Share = new(float64(n.value) / f.Value)
		}
		rows = append(rows, row)
	}
	return record.TableOf(rows), nil
}

// Reconcile puts beside each figure of a page what is counted of the same thing, in the columns counted_list, counted,
// counted_status and difference (counted less published, where all the figure's days are covered). A company's figure is
// held against its matters; one of everything that the authority or a department received in a calendar year against the
// yearly totals, which hold the unnamed, too. The cells are null where nothing that is counted says the same.
func Reconcile(ctx context.Context, s Store, a RowsAnswer) (RowsAnswer, error) {
	figures, err := schema.FigureRows.FromCells(a.Table)
	if err != nil {
		return RowsAnswer{}, fmt.Errorf("read published figures: %w", err)
	}
	found := make([]reconciledCells, len(figures))
	for i, f := range figures {
		if found[i], err = reconciled(ctx, s, f); err != nil {
			return RowsAnswer{}, err
		}
	}
	beside := record.TableOf(found)
	rows := make([][]any, len(a.Rows))
	for i, row := range a.Rows {
		rows[i] = slices.Concat(row, beside.Rows[i])
	}
	a.Rows, a.Columns = rows, slices.Concat(a.Columns, beside.Columns)
	return a, nil
}

// reconciledCells are those beside a figure.
type reconciledCells struct {
	CountedList   *string        `json:"counted_list"`
	Counted       *int64         `json:"counted"`
	CountedStatus *record.Status `json:"counted_status"`
	Difference    *float64       `json:"difference"`
}

// reconciled returns the cells beside one figure.
func reconciled(ctx context.Context, s Store, published record.PublishedFigure) (reconciledCells, error) {
	for i := range s.Manifest().Lists {
		l := &s.Manifest().Lists[i]
		f, ok := inTermsOf(l, published)
		from, to, dated := f.span()
		if !ok || !dated || f.mean {
			continue
		}
		n, ok, err := countOf(ctx, s, l, f, from, to)
		if err != nil {
			return reconciledCells{}, err
		}
		if !ok {
			continue
		}
		return reconciledCells{CountedList: &l.ID, Counted: n.known(), CountedStatus: &n.status, Difference: f.difference(n)}, nil
	}
	return reconciledCells{}, nil
}

// countOf counts what a figure of some days says; not ok when a list cannot tell the same thing.
func countOf(ctx context.Context, s Store, l *release.List, f figure, from, to record.Date) (n counted, ok bool, err error) {
	if f.Department == "" && f.DepartmentWritten != "" {
		return n, false, nil
	}
	if f.Company != "" {
		q := CountsQuestion{List: l.ID, Companies: []string{f.Company}, From: from, To: to}
		if f.Department != "" {
			q.Departments = []string{f.Department}
			if _, err := known("department", q.Departments, codes(l, "department")); err != nil {
				return n, false, nil //nolint:nilerr // a department that no record of the list is of
			}
		}
		n, err = countOne(ctx, s, q, f.counts)
		return n, err == nil, err
	}
	wholeYear := from == record.NewDate(from.Year(), 1, 1) && to == record.NewDate(from.Year()+1, 1, 1)-1
	if f.CompanyWritten != "" || f.counts != record.Received || !wholeYear {
		return n, false, nil
	}
	for _, t := range schema.TotalRows.In(s) {
		if t.List == l.ID && t.Department == f.Department && t.Year == int64(from.Year()) {
			if n.status = t.Status; t.Received != nil {
				n.value = *t.Received
			}
			return n, true, nil
		}
	}
	return n, false, nil
}
