package api

import (
	"context"

	"tvistdata/internal/answer"
)

// toBaseline is the value of compare that asks for the years before.
const toBaseline = "baseline"

// baselineSpan is an earlier span that a row is compared with.
type baselineSpan struct {
	CompanyID  *string `json:"company_id" doc:"The row's company; null when not grouped by company."`
	Department *string `json:"department" doc:"The row's department; null when missing or not grouped by it."`
	Period     string  `json:"period" doc:"The period that is compared."`
	From       string  `json:"from" format:"date" doc:"First day of the span."`
	To         string  `json:"to" format:"date" doc:"Last day of the span."`
	Value      *int64  `json:"value" doc:"The count; null when it is not wholly known."`
	Status     string  `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the count is worth; only spans that are ok are used."`
	Surge      bool    `json:"surge" doc:"True when the span lies in a confirmed surge, which is not used either."`
}

// dispersion is how counts of companies of a size vary.
type dispersion struct {
	MeanFrom  float64 `json:"mean_from" doc:"Companies with a mean of at least so many a span."`
	Phi       float64 `json:"phi" doc:"The variance of a count with mean m is m + phi·m²."`
	Companies int     `json:"companies" doc:"Companies that it was learnt from: those of the size, or all when there are fewer than ten."`
}

func answerCompare(ctx context.Context, a asked, q answer.CompareQuestion, links countsLinks) (any, error) {
	got, err := answer.Compare(ctx, a.store, q)
	if err != nil {
		return nil, err
	}
	return countsBody{Data: rows[countRow]{got.Table}, Meta: wireCompareMeta(got.Meta), Links: links}, nil
}

func wireCompareMeta(m answer.CompareMeta) countsMeta {
	meta := wireCountsMeta(m.CountsMeta)
	spans, dispersions := []baselineSpan{}, []dispersion{}
	for _, s := range m.Spans {
		spans = append(spans, baselineSpan{
			CompanyID: orNull(s.CompanyID), Department: orNull(s.Department), Period: s.Period,
			From: s.From.String(), To: s.To.String(), Value: s.Value, Status: string(s.Status), Surge: s.Surge,
		})
	}
	for _, d := range m.Dispersion {
		dispersions = append(dispersions, dispersion(d))
	}
	meta.Model, meta.Spans, meta.Dispersion = string(m.Model), &spans, &dispersions
	return meta
}
