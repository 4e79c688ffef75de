package answertest

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Fake is a store that goes through the rows one by one, each time again. It is slow and plain, so that it can be
// believed.
type Fake struct {
	*Data
	Release string // its id
}

// ID returns the release's id.
func (f Fake) ID() string { return f.Release }

// Manifest returns the manifest.
func (f Fake) Manifest() *release.Manifest { return &f.Data.Manifest }

// Coverage returns the coverage.
func (f Fake) Coverage() *coverage.Book { return answer.Book(f, f.Manifest()) }

// Kept returns the rows of a table that is kept whole.
func (f Fake) Kept(file string) any {
	for _, table := range schema.Kept() {
		if table.About().Name == file {
			rows, err := table.Read(f.rows(file))
			if err != nil {
				panic(err)
			}
			return rows
		}
	}
	return nil
}

// all reads a table of the catalogue.
func all[T any](f Fake, t schema.Rows[T]) []T {
	rows, err := t.Read(f.rows(t.Name))
	if err != nil {
		panic(err)
	}
	return rows.([]T)
}

// rows returns the rows of a file.
func (f Fake) rows(file string) iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		for _, row := range f.Files[file] {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Memo keeps nothing.
func (f Fake) Memo() *answer.Memo { return nil }

// Count goes through every record.
func (f Fake) Count(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	groups := map[record.Count]int64{}
	for _, row := range slices.Concat(f.Files[schema.Disputes], f.Files[schema.Complaints]) {
		day, counted := f.counts(row, q.Measure)
		if !counted || !passes(row, q.List, q.Companies, q.Departments, q.Outcomes) || day < q.From || day > q.To {
			continue
		}
		if t := day.Time(); int(t.Month())*100+t.Day() < q.YearFrom || q.YearTo > 0 && int(t.Month())*100+t.Day() > q.YearTo {
			continue
		}
		g := record.Count{Start: q.Period.Start(day)}
		if q.ByCompany {
			g.Company = text(row, "company_id")
		}
		if q.ByDepartment {
			g.Department = text(row, "department")
		}
		if q.ByOutcome {
			g.Outcome = text(row, "outcome")
		}
		groups[g]++
	}
	var out []record.Count
	for g, n := range groups {
		g.Value = n
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b record.Count) int {
		return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Department, b.Department), cmp.Compare(a.Outcome, b.Outcome),
			cmp.Compare(a.Start, b.Start))
	})
	return out, nil
}

// Delays goes through every record.
func (f Fake) Delays(_ context.Context, list string, companies []string) ([]record.Delay, error) {
	groups := map[record.Delay]int64{}
	for _, row := range f.Files[schema.Disputes] {
		received := date(row, "received_date")
		decided, closed := f.counts(row, record.Closed)
		if received == record.NoDate || !closed || !passes(row, list, companies, nil, nil) {
			continue
		}
		r, d := received.Time(), decided.Time()
		if months := (d.Year()-r.Year())*12 + int(d.Month()) - int(r.Month()); months >= 0 {
			groups[record.Delay{Received: record.Month.Start(received), Months: months}]++
		}
	}
	var out []record.Delay
	for g, n := range groups {
		g.Count = n
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b record.Delay) int {
		return cmp.Or(cmp.Compare(a.Received, b.Received), cmp.Compare(a.Months, b.Months))
	})
	return out, nil
}

// counts returns the day on which a measure counts a record, and whether it does.
func (f Fake) counts(row map[string]any, m record.Measure) (record.Date, bool) {
	day := date(row, "decision_date")
	if m == record.Received {
		day = date(row, "received_date")
	}
	i := slices.IndexFunc(f.Data.Manifest.Lists, func(l release.List) bool { return l.ID == text(row, "list") })
	l := &f.Data.Manifest.Lists[i]
	return day, day != record.NoDate && m.Counts(l.CountsAs("outcome", text(row, "outcome")), l.CountsAs("followed", text(row, "followed")))
}

// passes reports whether a row passes the filters.
func passes(row map[string]any, list string, companies, departments, outcomes []string) bool {
	in := func(column string, wanted []string) bool {
		return len(wanted) == 0 || row[column] != nil && slices.Contains(wanted, text(row, column))
	}
	return (list == "" || text(row, "list") == list) && in("company_id", companies) && in("department", departments) && in("outcome", outcomes)
}

// Records goes through every record.
func (f Fake) Records(_ context.Context, q record.RowQuery) (record.Page, error) {
	file, dated := schema.Disputes, "received_date"
	if i := slices.IndexFunc(f.Data.Manifest.Lists, func(l release.List) bool { return l.ID == q.List }); i >= 0 {
		switch f.Data.Manifest.Lists[i].Kind {
		case record.Complaint:
			file = schema.Complaints
		case record.Listing:
			file, dated = schema.Listings, "issue_date"
		case record.Dispute, record.Figure, record.Aggregate:
		}
	}
	return f.page(file, q, func(row map[string]any) bool {
		day := date(row, dated)
		return passes(row, q.List, q.Companies, q.Departments, q.Outcomes) &&
			(q.From == record.NoDate || day != record.NoDate && day >= q.From) && (q.To == record.NoDate || day != record.NoDate && day <= q.To)
	}), nil
}

// Figures goes through every figure.
func (f Fake) Figures(_ context.Context, q record.RowQuery) (record.Page, error) {
	same := func(asked, cell string) bool { return asked == "" || asked == cell }
	return f.page(schema.Figures, q, func(row map[string]any) bool {
		from, to := date(row, "period_start"), date(row, "period_end")
		return passes(row, q.List, q.Companies, q.Departments, q.Outcomes) &&
			same(q.Brand, text(row, "brand_id")) && same(q.Authority, text(row, "authority")) && same(q.FigureMeasure, text(row, "measure")) &&
			same(strings.ToLower(q.CompanyAsWritten), strings.ToLower(text(row, "company_as_written"))) &&
			(q.From == record.NoDate || to != record.NoDate && to >= q.From) && (q.To == record.NoDate || from != record.NoDate && from <= q.To)
	}), nil
}

// Aggregates goes through every aggregate.
func (f Fake) Aggregates(_ context.Context, q record.RowQuery) (record.Page, error) {
	return f.page(schema.Aggregates, q, func(row map[string]any) bool {
		return passes(row, q.List, q.Companies, nil, nil) && (q.From == record.NoDate || date(row, "period_end") >= q.From) &&
			(q.To == record.NoDate || date(row, "period_start") <= q.To)
	}), nil
}

func (f Fake) page(file string, q record.RowQuery, keep func(map[string]any) bool) record.Page {
	table, _ := schema.Named(file)
	p := record.Page{Table: record.Table{Columns: table.Columns()}}
	for _, row := range f.Files[file] {
		if !keep(row) {
			continue
		}
		if at := int(p.Total); at >= (q.Page-1)*q.Limit && at < q.Page*q.Limit {
			cells := make([]any, len(table.Fields))
			for i, field := range table.Fields {
				cells[i] = row[field.Name]
			}
			p.Rows = append(p.Rows, cells)
		}
		p.Total++
	}
	return p
}

// Companies finds a text inside of names, without regard to upper and lower case; by name, then by id.
func (f Fake) Companies(_ context.Context, q record.CompanyQuery) ([]record.Company, int64, error) {
	var found []record.Company
	for _, c := range all(f, schema.CompanyRows) {
		c.Lists = f.lists(c.ID)
		for _, n := range all(f, schema.NameRows) {
			if n.Company == c.ID {
				c.Names = append(c.Names, record.WrittenName{List: n.List, Name: n.Name, Method: n.Method, Records: n.Records})
			}
		}
		in := slices.ContainsFunc(c.Lists, func(l record.ListRecords) bool { return l.List == q.List })
		if (len(q.IDs) == 0 || slices.Contains(q.IDs, c.ID)) && (q.List == "" || in) &&
			strings.Contains(strings.ToLower(c.Name), strings.ToLower(q.Text)) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b record.Company) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	from := min((q.Page-1)*q.Limit, len(found))
	return found[from:min(from+q.Limit, len(found))], int64(len(found)), nil
}

// lists goes through every record, figure and aggregate for those of a company.
func (f Fake) lists(company string) []record.ListRecords {
	n := map[string]int64{}
	for _, row := range slices.Concat(f.Files[schema.Disputes], f.Files[schema.Complaints], f.Files[schema.Listings],
		f.Files[schema.Figures], f.Files[schema.Aggregates]) {
		if row["company_id"] == company {
			n[text(row, "list")]++
		}
	}
	var lists []record.ListRecords
	for _, id := range slices.Sorted(maps.Keys(n)) {
		lists = append(lists, record.ListRecords{List: id, Records: n[id]})
	}
	return lists
}

// Branches returns none: a Fake knows no parents.
func (Fake) Branches(string) []record.Company { return nil }

// Merged returns none: no id of a Fake is merged.
func (Fake) Merged() []record.Company { return nil }

// Candidates finds the companies of exactly that name or number.
func (f Fake) Candidates(ctx context.Context, questions []record.Question) ([]record.Candidates, error) {
	out := make([]record.Candidates, len(questions))
	for i, q := range questions {
		all, _, err := f.Companies(ctx, record.CompanyQuery{Limit: len(f.Files[schema.Companies]), Page: 1})
		if err != nil {
			return nil, err
		}
		out[i].Why = "unknown"
		for _, c := range all {
			if q.Name != "" && strings.EqualFold(c.Name, q.Name) {
				out[i] = record.Candidates{Found: true, Candidates: []record.Candidate{{
					ID: c.ID, Name: c.Name, Method: "name",
					Confidence: "high", Evidence: c.Name,
				}}}
			}
		}
	}
	return out, nil
}

// text returns a cell's text; "" for null.
func text(row map[string]any, column string) string {
	s, _ := row[column].(string)
	return s
}

// date returns a cell's date; record.NoDate for null.
func date(row map[string]any, column string) record.Date {
	if d, ok := row[column].(record.Date); ok {
		return d
	}
	return record.NoDate
}
