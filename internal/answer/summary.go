package answer

import (
	"context"
	"fmt"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/stats"
)

// rankableFrom is the least denominator of a rate that may be ranked.
const rankableFrom = 30

// SummaryQuestion asks what a release says of one company in one list.
type SummaryQuestion struct {
	Company  string
	List     string      // of disputes or complaints; the one that the company has most records in
	From, To record.Date // a span of one calendar year; the year that is covered last
	Span     Span        // ToDate
}

// SummaryAnswer is what a release says of one company in one list.
type SummaryAnswer struct {
	Company      record.Company
	Counts       CompareAnswer // what was received, beside the baseline and the whole list: one row
	InDepartment CompareAnswer // the same in the department that it has most in, beside the department; no rows without one
	Rates        record.Table  // see rateRow
	Mix          record.Table  // see mixRow: of what was closed
	Cohorts      record.Table  // see cohortRow: what was received in each year and is closed so far
	Published    record.Table  // see publishedRow
	Shares       record.Table  // record_id, department, from, to, counted, published, qualifier, share, status, source_name, source_url
	Explanation  record.Text
}

// Summary answers what a release says of one company: what was received, against its own past and against others; how
// what was decided went; figures that others published beside what is counted. It fails with record.ErrNotFound when the
// release does not know the company, and with *record.InvalidError when the question is impossible.
func Summary(ctx context.Context, s Store, q SummaryQuestion) (SummaryAnswer, error) {
	p, err := Company(ctx, s, q.Company)
	if err != nil {
		return SummaryAnswer{}, err
	}
	if q.List == "" {
		if q.List, err = mainList(s, p); err != nil {
			return SummaryAnswer{}, err
		}
	}
	out := SummaryAnswer{Company: p.Company}
	compared := CompareQuestion{CountsQuestion: CountsQuestion{
		List: q.List, Companies: []string{q.Company}, GroupBy: []Grouping{ByCompany}, From: q.From, To: q.To, Span: q.Span,
	}}
	if out.Counts, err = compare(ctx, s, compared); err != nil {
		return SummaryAnswer{}, err
	}
	row := cellsByName(out.Counts.Table, 0)
	from, to := row["from"].(record.Date), row["to"].(record.Date)
	department, err := mainDepartment(ctx, s, q.List, q.Company, from, to)
	if err != nil {
		return SummaryAnswer{}, err
	}
	if department != "" {
		compared.Departments, compared.GroupBy = []string{department}, []Grouping{ByCompany, ByDepartment}
		if out.InDepartment, err = compare(ctx, s, compared); err != nil {
			return SummaryAnswer{}, err
		}
	}
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return SummaryAnswer{}, err
	}
	span := CountsQuestion{List: q.List, Companies: []string{q.Company}, From: from, To: to}
	if out.Rates, err = rates(ctx, s, l, span); err != nil {
		return SummaryAnswer{}, err
	}
	if out.Mix, err = mix(ctx, s, l, span); err != nil {
		return SummaryAnswer{}, err
	}
	if out.Cohorts, err = cohorts(ctx, s, l, q.Company); err != nil {
		return SummaryAnswer{}, err
	}
	if out.Published, err = published(ctx, s, l, p, row); err != nil {
		return SummaryAnswer{}, err
	}
	if out.Shares, err = publishedShares(ctx, s, span, l); err != nil {
		return SummaryAnswer{}, err
	}
	out.Explanation = Explain(factsOf(s, l, p.Company, out))
	return out, nil
}

// mainList returns the list of disputes or complaints that a company has most records in, disputes first.
func mainList(s Store, p Profile) (string, error) {
	var best ProfileList
	for _, l := range p.Lists {
		if len(record.Measures(l.RecordKind)) > 0 && l.Records > best.Records {
			best = l
		}
	}
	if best.List == "" {
		if _, err := listNamed(s.Manifest(), "", record.Dispute, record.Complaint); err != nil {
			return "", err
		}
	}
	return best.List, nil
}

// mainDepartment returns the department that a company has most in, over the span and the years that it is compared with;
// "" when it has nothing there or the list has no departments.
func mainDepartment(ctx context.Context, s Store, list, company string, from, to record.Date) (string, error) {
	found, err := s.Count(ctx, record.CountQuery{
		List: list, Measure: record.Received, Companies: []string{company}, ByDepartment: true, From: yearsBefore(from, baselineSpans), To: to,
	})
	if err != nil {
		return "", fmt.Errorf("count %s by department: %w", list, err)
	}
	var best record.Count
	for _, c := range found {
		if c.Department != "" && c.Department != record.Unmapped && c.Value > best.Value {
			best = c
		}
	}
	return best.Department, nil
}

// counted is one number with its status.
type counted struct {
	value  int64
	status record.Status
}

// countOne asks for one number.
func countOne(ctx context.Context, s Store, q CountsQuestion, m record.Measure) (counted, error) {
	q.Measure = m
	a, err := count(ctx, s, q)
	if err != nil {
		return counted{}, err
	}
	c := cellsByName(a.Table, 0)
	n, _ := c["value"].(int64)
	return counted{n, record.Status(c["status"].(string))}, nil
}

// known returns the number where its status carries one; nil otherwise.
func (c counted) known() *int64 {
	if !withNumber(c.status) {
		return nil
	}
	return &c.value
}

// Rate is a share of decisions, by the date of decision.
type Rate string

// The rates: each names its numerator, and its denominator is one flow.
const (
	WonRate      Rate = "won"      // won, of decided_on_merits
	FollowedRate Rate = "followed" // followed, of followed and not_followed together
)

// rateRow is a rate: null where a part of it is not known, and without a value when it is one of nothing.
type rateRow struct {
	Rate        Rate          `json:"rate"`
	Numerator   *int64        `json:"numerator"`
	Denominator *int64        `json:"denominator"`
	Value       *float64      `json:"value"`
	Low         *float64      `json:"low"`
	High        *float64      `json:"high"`
	Rankable    bool          `json:"rankable"`
	From        record.Date   `json:"from"`
	To          record.Date   `json:"to"`
	Status      record.Status `json:"status"`
}

// rates returns the rates of a list's disputes over the span of the question; none of complaints, which nobody decides.
func rates(ctx context.Context, s Store, l *release.List, q CountsQuestion) (record.Table, error) {
	if l.Kind != record.Dispute {
		return record.TableOf[rateRow](nil), nil
	}
	n := map[record.Measure]counted{}
	for _, m := range []record.Measure{record.Won, record.DecidedOnMerits, record.Followed, record.NotFollowed} {
		if _, _, covered := s.Coverage().Extent(q.List, m); !covered {
			n[m] = counted{status: record.NotCovered}
			continue
		}
		var err error
		if n[m], err = countOne(ctx, s, q, m); err != nil {
			return record.Table{}, err
		}
	}
	of := counted{n[record.Followed].value + n[record.NotFollowed].value, worse(n[record.Followed].status, n[record.NotFollowed].status)}
	return record.TableOf([]rateRow{
		newRate(WonRate, n[record.Won], n[record.DecidedOnMerits], q), newRate(FollowedRate, n[record.Followed], of, q),
	}), nil
}

// newRate makes a rate of its numerator and its denominator.
func newRate(r Rate, of, all counted, q CountsQuestion) rateRow {
	row := rateRow{Rate: r, From: q.From, To: q.To, Status: worse(of.status, all.status)}
	if !withNumber(row.Status) {
		return row
	}
	row.Numerator, row.Denominator, row.Rankable = &of.value, &all.value, all.value >= rankableFrom
	if all.value > 0 {
		i := stats.Wilson(of.value, all.value, 0.95)
		row.Value, row.Low, row.High = new(float64(of.value)/float64(all.value)), &i.Low, &i.High
	}
	return row
}

// withNumber reports whether the status is one of the three that carry a number.
func withNumber(s record.Status) bool {
	return s == record.OK || s == record.Partial || s == record.Provisional
}

// worse returns the status that says less.
func worse(a, b record.Status) record.Status {
	order := []record.Status{record.OK, record.Provisional, record.Partial, record.NotCovered, record.NotApplicable, record.Suppressed}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// mixRow is one outcome's part of what was closed.
type mixRow struct {
	Outcome *string       `json:"outcome"`
	Value   *int64        `json:"value"`
	Share   *float64      `json:"share"`
	Low     *float64      `json:"low"`
	High    *float64      `json:"high"`
	From    record.Date   `json:"from"`
	To      record.Date   `json:"to"`
	Status  record.Status `json:"status"`
}

// mix returns how everything that was closed ended: each outcome's share of all, with the missing one.
func mix(ctx context.Context, s Store, l *release.List, q CountsQuestion) (record.Table, error) {
	var rows []mixRow
	if _, _, covered := s.Coverage().Extent(q.List, record.Closed); l.Kind != record.Dispute || !covered {
		return record.TableOf(rows), nil
	}
	q.Measure, q.GroupBy = record.Closed, []Grouping{ByOutcome}
	a, err := count(ctx, s, q)
	if err != nil {
		return record.Table{}, err
	}
	for i := range a.Rows {
		c := cellsByName(a.Table, i)
		row := mixRow{From: q.From, To: q.To, Status: record.Status(c["status"].(string))}
		if outcome, ok := c["outcome"].(string); ok {
			row.Outcome = &outcome
		}
		if n, ok := c["value"].(int64); ok {
			row.Value = &n
			if all := *a.Meta.Total; all > 0 {
				of := stats.Wilson(n, all, 0.95)
				row.Share, row.Low, row.High = new(float64(n)/float64(all)), &of.Low, &of.High
			}
		}
		rows = append(rows, row)
	}
	return record.TableOf(rows), nil
}

// factsOf gathers what the sentence says.
func factsOf(s Store, l *release.List, c record.Company, of SummaryAnswer) Facts {
	a := of.Counts
	row := cellsByName(a.Table, 0)
	f := Facts{
		Kind: l.Kind, Authority: l.AuthorityName, Company: c.Name, From: row["from"].(record.Date), To: row["to"].(record.Date),
		Status: record.Status(row["status"].(string)), Registered: c.Registered, BaselineStatus: record.Status(row["baseline_status"].(string)),
		Synthetic: l.Synthetic,
	}
	if n, ok := row["value"].(int64); ok {
		f.Value = &n
	}
	if from, ok := row["covered_from"].(record.Date); ok {
		f.CoveredFrom, f.CoveredTo = from, row["covered_to"].(record.Date)
	}
	_, f.UpTo, _ = s.Coverage().Extent(l.ID, record.Received, c.ID)
	for column, to := range map[string]**float64{"ratio": &f.Ratio, "ratio_low": &f.Low, "ratio_high": &f.High} {
		if v, ok := row[column].(float64); ok {
			*to = &v
		}
	}
	f.FirstSeen = slices.ContainsFunc(a.Meta.Spans, func(b BaselineSpan) bool { return b.Unknown })
	if mean, ok := row["baseline_mean"].(float64); ok {
		f.Mean = mean
		for _, b := range a.Meta.Spans {
			if b.Status == record.OK && !b.Surge && !b.Unknown {
				f.BaselineYears = append(f.BaselineYears, b.From.Year())
			}
		}
	}
	f.Others = othersOf(l, of)
	return f
}

// othersOf returns those whom a company is held against: its department's, as far as that has enough of them.
func othersOf(l *release.List, of SummaryAnswer) *Others {
	row, department := cellsByName(of.Counts.Table, 0), record.Text{}
	if len(of.InDepartment.Rows) > 0 {
		row = cellsByName(of.InDepartment.Table, 0)
		id, _ := row["department"].(string)
		for _, c := range l.Codes["department"] {
			if c.ID == id {
				department = c.Label
			}
		}
	}
	with, held := row["compared_with"].(string)
	ratio, known := row["others_ratio"].(float64)
	p, tested := row["others_p_value"].(float64)
	if !held || !known || !tested {
		return nil
	}
	return &Others{With: ComparedWith(with), Department: department, Ratio: ratio, Alike: p > unlikely && p < 1-unlikely}
}

// cellsByName returns a row's cells by column.
func cellsByName(t record.Table, row int) map[string]any {
	out := make(map[string]any, len(t.Columns))
	for i, c := range t.Columns {
		out[c.Name] = t.Rows[row][i]
	}
	return out
}
