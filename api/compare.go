package api

import (
	"context"
	"math"

	"tvistdata/internal/answer"
	"tvistdata/internal/stats"
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
	Unknown    bool    `json:"unknown" doc:"True when the span is before the first matter of a company whose day of registration is not known: whether it existed, nobody knows, and the span is not used either."`
}

// dispersion is how the counts of companies of a size vary.
type dispersion struct {
	MeanFrom   float64   `json:"mean_from" doc:"Companies with a mean of at least so many a span."`
	Companies  int       `json:"companies" doc:"Companies that it was learnt from: those of the size, or all when there are fewer than ten."`
	Phi        float64   `json:"phi" doc:"The mean of phi over the weights; the variance of a count with mean m is m + phi·m²."`
	Half       float64   `json:"phi_50" doc:"Half of such companies have a phi of at most so much."`
	Ninety     float64   `json:"phi_90" doc:"Nine in ten have at most so much."`
	NinetyNine float64   `json:"phi_99" doc:"Ninety-nine in a hundred have at most so much."`
	AboveHalf  float64   `json:"above_half" doc:"The share of them with a phi above 0.5."`
	Freedom    *float64  `json:"degrees_of_freedom" doc:"How many earlier spans of a company's own weigh as much as this; null when it leaves no doubt."`
	Weights    []float64 `json:"weights" doc:"How probable each phi is: 0.01·2^(k/2), k from 0 to 18."`
}

func wireDispersions(of stats.Priors) []dispersion {
	out := []dispersion{}
	for _, p := range of {
		w := p.Weights
		d := dispersion{
			MeanFrom: p.MeanFrom, Companies: p.Companies, Phi: w.Mean(), Half: w.Quantile(0.5), Ninety: w.Quantile(0.9),
			NinetyNine: w.Quantile(0.99), AboveHalf: w.Above(0.5), Weights: w[:],
		}
		if freedom := w.DegreesOfFreedom(); !math.IsInf(freedom, 1) {
			d.Freedom = &freedom
		}
		out = append(out, d)
	}
	return out
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
	spans, dispersions := []baselineSpan{}, wireDispersions(m.Dispersion)
	for _, s := range m.Spans {
		spans = append(spans, baselineSpan{
			CompanyID: orNull(s.CompanyID), Department: orNull(s.Department), Period: s.Period,
			From: s.From.String(), To: s.To.String(), Value: s.Value, Status: string(s.Status), Surge: s.Surge, Unknown: s.Unknown,
		})
	}
	meta.Model, meta.Spans, meta.Dispersion = string(m.Model), &spans, &dispersions
	return meta
}
