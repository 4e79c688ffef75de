package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/stats"
)

// RankingQuestion asks for the order of the companies of a list. It has either a measure, for a ranking of counts, or a
// rate.
type RankingQuestion struct {
	List        string
	Measure     record.Measure // record.Received, unless there is a rate
	Rate        Rate           // of disputes only
	Departments []string       // all departments
	From, To    record.Date    // both inclusive; the year that is covered last, up to its last covered day
	Limit, Page int

	days coverage.Days // those of them that are covered for the whole list, which alone are counted
}

// RankingAnswer is a page of companies in their order. The columns are company_id, company_name, rank (the best of those
// that share it), value, numerator, denominator, low, high, rank_best, rank_worst, rankable, from, to, status, covered_from,
// covered_to, synthetic: a count has no numerator, denominator, interval or range of ranks, because it is a fact. Only days that
// are covered for the whole list are counted, the same for every company: where they are not all of from to to, the status
// is partial in each row, and covered_from and covered_to are the first and the last of them. Those that cannot be ranked
// come last, without a rank.
type RankingAnswer struct {
	record.Page
	Meta RankingMeta
}

// RankingMeta is what has to be known about a ranking.
type RankingMeta struct {
	CountsMeta
	Rate    Rate
	From    record.Date
	To      record.Date
	Covered coverage.Span // those of the days that are ranked
	Ranked  int64
	Caveat  record.Text
}

// sizeCaveat comes with a ranking of counts, chanceCaveat beside one of rates.
var (
	sizeCaveat = record.Text{
		SV: "Antal följer storlek: ett företag med många kunder får många ärenden. Inkommet är inte bifallet.",
		EN: "Counts follow size: a company with many customers gets many matters. Received is not upheld.",
	}
	chanceCaveat = record.Text{
		SV: "Ordningen är osäker: varje företags verkliga plats ligger mellan rank_best och rank_worst, alla på en gång med minst 95 " +
			"procents säkerhet. Företag med färre än 30 i nämnaren rangordnas inte.",
		EN: "The order is uncertain: each company's true rank lies between rank_best and rank_worst, all at once with at least 95 % " +
			"certainty. Companies with a denominator below 30 are not ranked.",
	}
)

// ranked is one company's place.
type ranked struct {
	company  string
	of, all  counted // numerator and denominator of a rate; a count is of alone
	value    float64
	rank     int64 // 0 when it is not ranked
	interval stats.Interval
	ranks    stats.Ranks
	rankable bool
}

// Rankings returns the order of the companies with records between the dates, on those of the days that the
// disclosures cover for the whole list: what they cover for one company alone is not counted. Companies of which
// rows on these days may be missing are not ranked. It is worked out once per release. It fails with *record.InvalidError
// when the question is impossible, or none of the days is covered.
func Rankings(ctx context.Context, s Store, q RankingQuestion) (RankingAnswer, error) {
	if err := checkPage(q.Limit, q.Page); err != nil {
		return RankingAnswer{}, err
	}
	l, err := settleRanking(s, &q)
	if err != nil {
		return RankingAnswer{}, err
	}
	key := fmt.Sprintf("ranking %s %s %s %d %d %s", q.List, q.Measure, q.Rate, q.From, q.To, strings.Join(q.Departments, ","))
	all, err := remembered(ctx, s, key, func(ctx context.Context) ([]ranked, error) {
		if q.Rate != "" {
			return rankRates(ctx, s, q)
		}
		return rankCounts(ctx, s, q)
	})
	if err != nil {
		return RankingAnswer{}, err
	}
	asked := CountsQuestion{List: q.List, Measure: cmp.Or(q.Measure, record.Closed), Departments: q.Departments, From: q.From, To: q.To}
	meta, err := countsMeta(s, l, asked, &grid{})
	if err != nil {
		return RankingAnswer{}, err
	}
	out := RankingAnswer{Meta: RankingMeta{
		CountsMeta: meta, Rate: q.Rate, From: q.From, To: q.To, Covered: q.days.Span(q.From, q.To),
		Caveat: sizeCaveat,
	}}
	if q.Rate != "" {
		out.Meta.Caveat = chanceCaveat
	}
	for _, r := range all {
		if r.rank > 0 {
			out.Meta.Ranked++
		}
	}
	out.Total = int64(len(all))
	from := min((q.Page-1)*q.Limit, len(all))
	out.Table, err = rankingTable(ctx, s, q, all[from:min(from+q.Limit, len(all))], l.Synthetic)
	return out, err
}

// settleRanking checks the question and puts its defaults in.
func settleRanking(s Store, q *RankingQuestion) (*release.List, error) {
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return nil, err
	}
	switch {
	case q.Rate != "" && q.Rate != WonRate && q.Rate != FollowedRate:
		return nil, invalid("rate", string(q.Rate), "%s", oneOf([]Rate{WonRate, FollowedRate}))
	case q.Rate != "" && q.Measure != "":
		return nil, invalid("measure", string(q.Measure), "not with a rate, which has a numerator and a denominator of its own")
	case q.Rate != "" && l.Kind != record.Dispute:
		return nil, invalid("rate", string(q.Rate), "of a list of disputes: nobody decides the complaints of this one")
	case q.Rate == "":
		q.Measure = cmp.Or(q.Measure, record.Received)
		if allowed := record.Measures(l.Kind); !slices.Contains(allowed, q.Measure) {
			return nil, invalid("measure", string(q.Measure), "%s", oneOf(allowed))
		}
	}
	if q.Departments, err = known("department", q.Departments, codes(l, "department")); err != nil {
		return nil, err
	}
	all := q.covered(s.Coverage(), coverage.Others)
	if len(all) == 0 {
		return nil, invalid("list", l.ID, "no disclosure covers all of its companies, so that they cannot be ranked")
	}
	if last := all[len(all)-1].To; unset(q.To) {
		q.To = last
	}
	if unset(q.From) {
		q.From = record.NewDate(q.To.Year(), 1, 1)
	}
	if q.From > q.To {
		return nil, invalid("from", q.From.String(), "not after to, which is %s", q.To)
	}
	if q.days = all.Within(q.From, q.To); len(q.days) == 0 {
		return nil, invalid("from", q.From.String(), "up to %s, with a day that is covered for all companies; such days are between %s and %s",
			q.To, all[0].From, all[len(all)-1].To)
	}
	return l, nil
}

// parts returns the measures that are counted, the numerator first; the denominator is the sum of the others, or the second.
func (q RankingQuestion) parts() []record.Measure {
	switch q.Rate {
	case WonRate:
		return []record.Measure{record.Won, record.DecidedOnMerits}
	case FollowedRate:
		return []record.Measure{record.Followed, record.NotFollowed}
	}
	return []record.Measure{q.Measure}
}

// covered returns the days on which all that is counted is covered for a company, or for coverage.Others.
func (q RankingQuestion) covered(book *coverage.Book, company string) coverage.Days {
	var days coverage.Days
	for i, m := range q.parts() {
		of := q.coveredFor(book, m, company)
		if i == 0 {
			days = of
		}
		days = days.Intersect(of)
	}
	return days
}

// coveredFor returns the days on which one measure is covered for a company, or for coverage.Others.
func (q RankingQuestion) coveredFor(book *coverage.Book, m record.Measure, company string) coverage.Days {
	return common(book, CountsQuestion{List: q.List, Measure: m}, []string{company}, orAll(q.Departments))
}

// status says what a count of a company, or of coverage.Others, over the days that are ranked is worth: OK, or Partial when rows may
// be missing.
func (q RankingQuestion) status(book *coverage.Book, m record.Measure, company string) record.Status {
	days := q.coveredFor(book, m, company)
	worst := record.OK
	for _, run := range q.days {
		worst = worse(worst, days.Span(run.From, run.To).Status)
	}
	return worst
}

// companyCount is the count of one company.
type companyCount struct {
	company string
	counted
}

// countAll counts a measure for every company with records on the days that are ranked, in the order of their ids, and
// says for each what the number is worth.
func countAll(ctx context.Context, s Store, q RankingQuestion, m record.Measure) ([]companyCount, error) {
	var found []record.Count
	for _, run := range q.days {
		of, err := s.Count(ctx, record.CountQuery{
			List: q.List, Measure: m, Departments: q.Departments, ByCompany: true, From: run.From,
			To: run.To,
		})
		if err != nil {
			return nil, fmt.Errorf("count %s of %s for all companies: %w", m, q.List, err)
		}
		found = append(found, of...)
	}
	if len(q.days) > 1 {
		slices.SortStableFunc(found, func(a, b record.Count) int { return strings.Compare(a.Company, b.Company) })
	}
	out := make([]companyCount, 0, len(found))
	book := s.Coverage()
	others, own := q.status(book, m, coverage.Others), book.Own(q.List, m)
	for _, c := range found {
		if n := len(out); n > 0 && out[n-1].company == c.Company {
			out[n-1].value += c.Value
			continue
		}
		of := counted{c.Value, others}
		if own[c.Company] {
			of.status = q.status(book, m, c.Company)
		}
		out = append(out, companyCount{c.Company, of})
	}
	return out, nil
}

// rankCounts orders companies by a count, the largest first.
func rankCounts(ctx context.Context, s Store, q RankingQuestion) ([]ranked, error) {
	found, err := countAll(ctx, s, q, q.Measure)
	if err != nil {
		return nil, err
	}
	out := make([]ranked, 0, len(found))
	for _, n := range found {
		out = append(out, ranked{company: n.company, of: n.counted, value: float64(n.value), rankable: n.status == record.OK})
	}
	return order(out), nil
}

// rankRates orders companies by a rate, the highest first, with the range of each rank.
func rankRates(ctx context.Context, s Store, q RankingQuestion) ([]ranked, error) {
	parts := q.parts()
	first, err := countAll(ctx, s, q, parts[0])
	if err != nil {
		return nil, err
	}
	second, err := countAll(ctx, s, q, parts[1])
	if err != nil {
		return nil, err
	}
	empty := func(company string, m record.Measure) counted { return counted{0, q.status(s.Coverage(), m, company)} }
	var out []ranked
	for len(first)+len(second) > 0 { // both are in the order of ids
		id := ""
		if len(second) == 0 || len(first) > 0 && first[0].company <= second[0].company {
			id = first[0].company
		} else {
			id = second[0].company
		}
		part := func(found *[]companyCount, m record.Measure) counted {
			if len(*found) == 0 || (*found)[0].company != id {
				return empty(id, m)
			}
			n := (*found)[0].counted
			*found = (*found)[1:]
			return n
		}
		of, all := part(&first, parts[0]), part(&second, parts[1])
		if q.Rate == FollowedRate {
			all = counted{all.value + of.value, worse(of.status, all.status)}
		}
		r := ranked{company: id, of: of, all: all}
		r.rankable = worse(of.status, all.status) == record.OK && all.value >= rankableFrom
		if all.value > 0 {
			r.value, r.interval = float64(of.value)/float64(all.value), stats.Wilson(of.value, all.value, 0.95)
		}
		out = append(out, r)
	}
	out = order(out)
	rangeRanks(out)
	return out, nil
}

// rangeRanks gives those that are ranked, which come first, the range of their ranks.
func rangeRanks(of []ranked) {
	m := 0
	for m < len(of) && of[m].rankable {
		m++
	}
	wide := make([]stats.Interval, m)
	for i := range wide {
		wide[i] = stats.Wilson(of[i].of.value, of[i].all.value, stats.RankLevel(m))
	}
	for i, r := range stats.RankRanges(wide) {
		of[i].ranks = r
	}
}

// order returns companies, which come in the order of their ids, by value, those that cannot be ranked last, and equal values
// one rank.
func order(of []ranked) []ranked {
	type key struct { // a tenth of what would be moved about
		value float64
		at    int
	}
	var keys, last []key
	for i, r := range of {
		if k := (key{r.value, i}); r.rankable {
			keys = append(keys, k)
		} else {
			last = append(last, k)
		}
	}
	byValue := func(a, b key) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.at, b.at)) }
	slices.SortFunc(keys, byValue)
	slices.SortFunc(last, byValue)
	out := make([]ranked, 0, len(of))
	for i, k := range keys {
		r := of[k.at]
		if r.rank = int64(i + 1); i > 0 && r.value == out[i-1].value {
			r.rank = out[i-1].rank
		}
		out = append(out, r)
	}
	for _, k := range last {
		out = append(out, of[k.at])
	}
	return out
}

// rankingRow is a company's place as an answer has it; null is what nobody knows, or what a count does not have.
type rankingRow struct {
	CompanyID   string        `json:"company_id"`
	CompanyName string        `json:"company_name"`
	Rank        *int64        `json:"rank"`
	Value       *float64      `json:"value"`
	Numerator   *int64        `json:"numerator"`
	Denominator *int64        `json:"denominator"`
	Low         *float64      `json:"low"`
	High        *float64      `json:"high"`
	RankBest    *int64        `json:"rank_best"`
	RankWorst   *int64        `json:"rank_worst"`
	Rankable    bool          `json:"rankable"`
	From        record.Date   `json:"from"`
	To          record.Date   `json:"to"`
	Status      record.Status `json:"status"`
	CoveredFrom record.Date   `json:"covered_from"`
	CoveredTo   record.Date   `json:"covered_to"`
	Synthetic   bool          `json:"synthetic"`
}

// rankingTable lays places out with the names of their companies.
func rankingTable(ctx context.Context, s Store, q RankingQuestion, of []ranked, synthetic bool) (record.Table, error) {
	ids := make([]string, len(of))
	for i, r := range of {
		ids[i] = r.company
	}
	known, err := lookUp(ctx, s, ids)
	if err != nil {
		return record.Table{}, err
	}
	rows := make([]rankingRow, 0, len(of))
	span := q.days.Span(q.From, q.To)
	for _, r := range of {
		row := rankingRow{
			CompanyID: r.company, CompanyName: known[r.company].Name, Rankable: r.rankable, From: q.From, To: q.To,
			Status: worse(r.status(), span.Status), CoveredFrom: span.From, CoveredTo: span.To, Synthetic: synthetic,
		}
		r.fill(&row, q.Rate != "")
		rows = append(rows, row)
	}
	return record.TableOf(rows), nil
}

// status says what the company's count or rate over the days that are ranked is worth. A count has no denominator, whose
// status is then empty and worsens nothing.
func (r ranked) status() record.Status { return worse(r.of.status, r.all.status) }

// fill enters what is known about the company's place.
func (r ranked) fill(row *rankingRow, rate bool) {
	if r.rank > 0 {
		row.Rank = &r.rank
	}
	if r.status() != record.OK {
		return
	}
	if !rate {
		row.Value = &r.value
		return
	}
	row.Numerator, row.Denominator = &r.of.value, &r.all.value
	if r.all.value > 0 {
		row.Value, row.Low, row.High = &r.value, &r.interval.Low, &r.interval.High
	}
	if r.rank > 0 {
		row.RankBest, row.RankWorst = new(int64(r.ranks.Best)), new(int64(r.ranks.Worst))
	}
}
