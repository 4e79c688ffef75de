package answer

import (
	"context"
	"fmt"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Records returns a page of the disputes, complaints or listings of one list, in the order of its file. From and To are on
// the day received, or on that of a listing's issue; records without one are left out when either is given. It fails with
// *record.InvalidError, whose Param is the parameter of the API, when the question is impossible.
func Records(ctx context.Context, s Store, q record.RowQuery) (RowsAnswer, error) {
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint, record.Listing)
	if err != nil {
		return RowsAnswer{}, err
	}
	for param, got := range map[string]string{
		"brand": q.Brand, "company_as_written": q.CompanyAsWritten, "authority": q.Authority, "measure": q.FigureMeasure,
	} {
		if got != "" {
			return RowsAnswer{}, invalid(param, got, "goes with figures only")
		}
	}
	if q.Departments, err = known("department", q.Departments, codes(l, "department")); err != nil {
		return RowsAnswer{}, err
	}
	if q.Outcomes, err = known("outcome", q.Outcomes, codes(l, "outcome")); err != nil {
		return RowsAnswer{}, err
	}
	if err := checkRows(ctx, s, &q); err != nil {
		return RowsAnswer{}, err
	}
	page, err := s.Records(ctx, q)
	if err != nil {
		return RowsAnswer{}, fmt.Errorf("read records of %s: %w", q.List, err)
	}
	return RowsAnswer{Page: page, Meta: rowsMeta(s, l, l.Kind, l.Synthetic)}, nil
}

// Figures returns a page of published figures, of one list or of all, in the order of their file. From and To select
// the figures whose period has a day between them; figures without a period are left out when either is given. A
// company's name as written is compared without regard to upper and lower case. Where a figure of the page disagrees
// with others, the answer says so. It fails as Records does.
func Figures(ctx context.Context, s Store, q record.RowQuery) (RowsAnswer, error) {
	if len(q.Outcomes) > 0 {
		return RowsAnswer{}, invalid("outcome", q.Outcomes[0], "goes with records only")
	}
	lists, err := listsOf(s.Manifest(), q.List, record.Figure)
	if err != nil {
		return RowsAnswer{}, err
	}
	if err := checkFigureCodes(lists, &q); err != nil {
		return RowsAnswer{}, err
	}
	if err := checkRows(ctx, s, &q); err != nil {
		return RowsAnswer{}, err
	}
	page, err := s.Figures(ctx, q)
	if err != nil {
		return RowsAnswer{}, fmt.Errorf("read figures: %w", err)
	}
	figures, err := schema.FigureRows.FromCells(page.Table)
	if err != nil {
		return RowsAnswer{}, fmt.Errorf("read figures: %w", err)
	}
	return RowsAnswer{Page: page, Meta: metaOf(s, lists, record.Figure), Disagreements: disagreements(s, figures)}, nil
}

// Aggregates returns a page of the counts that authorities disclosed in place of records, of one list or of all, in the order of their
// file. From and To select those whose period has a day between them. It fails as Records does.
func Aggregates(ctx context.Context, s Store, q record.RowQuery) (RowsAnswer, error) {
	lists, err := listsOf(s.Manifest(), q.List, record.Aggregate)
	if err != nil {
		return RowsAnswer{}, err
	}
	if err := checkRows(ctx, s, &q); err != nil {
		return RowsAnswer{}, err
	}
	page, err := s.Aggregates(ctx, q)
	if err != nil {
		return RowsAnswer{}, fmt.Errorf("read aggregates: %w", err)
	}
	return RowsAnswer{Page: page, Meta: metaOf(s, lists, record.Aggregate)}, nil
}

// listsOf returns the list of a kind that has an id, or all of the kind for "".
func listsOf(m *release.Manifest, id string, kind record.Kind) (lists []*release.List, err error) {
	if id != "" {
		l, err := listNamed(m, id, kind)
		return []*release.List{l}, err
	}
	for i := range m.Lists {
		if l := &m.Lists[i]; l.Kind == kind {
			lists = append(lists, l)
		}
	}
	return lists, nil
}

// disagreements returns those that one of some figures is part of, in the order of their file.
func disagreements(s Store, figures []record.PublishedFigure) []record.Disagreement {
	here := map[string]bool{}
	for _, f := range figures {
		here[record.KeyText(f.Key)] = true
	}
	var out []record.Disagreement
	for _, d := range schema.DisagreementRows.In(s) {
		if slices.ContainsFunc(d.RecordIDs, func(id string) bool { return here[id] }) {
			out = append(out, d)
		}
	}
	return out
}

// checkFigureCodes holds the coded parts of the question against what the lists declare; a column that no list has
// codes for lets any value through.
func checkFigureCodes(lists []*release.List, q *record.RowQuery) error {
	for _, c := range []struct {
		param, column string
		values        []string
	}{
		{"department", "department", q.Departments},
		{"authority", "authority", some(q.Authority)},
		{"measure", "measure", some(q.FigureMeasure)},
	} {
		var allowed []string
		for _, l := range lists {
			allowed = append(allowed, codes(l, c.column)...)
		}
		if len(allowed) == 0 {
			continue
		}
		slices.Sort(allowed)
		if _, err := known(c.param, c.values, slices.Compact(allowed)); err != nil {
			return err
		}
	}
	return nil
}

func some(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// checkRows checks what records and figures have in common.
func checkRows(ctx context.Context, s Store, q *record.RowQuery) error {
	if err := checkPage(q.Limit, q.Page); err != nil {
		return err
	}
	if q.From != record.NoDate && q.To != record.NoDate && q.From > q.To {
		return invalid("from", q.From.String(), "not after to, which is %s", q.To)
	}
	q.Companies = slices.Compact(slices.Sorted(slices.Values(q.Companies)))
	if len(q.Companies) > MaxCompanies {
		return invalid("company", "", "at most %d companies may be named", MaxCompanies)
	}
	_, err := lookUp(ctx, s, q.Companies)
	return err
}

// checkPage checks the limit and the page of a collection.
func checkPage(limit, page int) error {
	if limit < 1 || limit > MaxLimit {
		return invalid("limit", fmt.Sprint(limit), "a whole number from 1 to %d", MaxLimit)
	}
	if page < 1 {
		return invalid("page", fmt.Sprint(page), "a whole number from 1")
	}
	return nil
}

// metaOf returns what has to be known about rows of a kind, of one list or of several.
func metaOf(s Store, lists []*release.List, kind record.Kind) RowsMeta {
	synthetic := slices.ContainsFunc(lists, func(l *release.List) bool { return l.Synthetic })
	if len(lists) == 1 {
		return rowsMeta(s, lists[0], kind, synthetic)
	}
	return rowsMeta(s, nil, kind, synthetic)
}

// rowsMeta returns what has to be known about rows of the list, or of several when l is nil.
func rowsMeta(s Store, l *release.List, kind record.Kind, synthetic bool) RowsMeta {
	m := s.Manifest()
	meta := RowsMeta{Release: s.ID(), RecordKind: kind, Synthetic: synthetic, Licence: m.Publisher.Licence}
	title := record.Text{SV: "Publicerade tal", EN: "Published figures"}
	if kind == record.Aggregate {
		title = record.Text{SV: "Antal som myndigheter har räknat", EN: "Counts by authorities"}
	}
	if l != nil {
		meta.List, meta.Unit, meta.Licence, title = l.ID, l.Unit, licence(m, l), l.Title
		meta.PublishedFrom = l.PublishedFrom
	}
	meta.Citation = Cite(m, s.ID(), title, synthetic)
	return meta
}
