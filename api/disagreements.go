package api

import "tvistdata/internal/record"

// figuresBody is a page of figures with where they disagree.
type figuresBody struct {
	Data          rows[figureRow] `json:"data" doc:"The figures, in an order that does not change inside a release."`
	Meta          pageMeta        `json:"meta" doc:"What has to be known about the figures."`
	Links         pageLinks       `json:"links" doc:"Addresses that belong to this answer."`
	Disagreements []disagreement  `json:"disagreements" doc:"Where figures of this page cannot be right together with others, or with what a list counts. No figure is corrected. The release's file disagreements.parquet holds them all."`
}

func (b figuresBody) cells() record.Table { return b.Data.Table }
func (b figuresBody) next() string        { return b.Links.Next }

// disagreement says that figures cannot all be right.
type disagreement struct {
	ID          string    `json:"disagreement_id" doc:"The disagreement's id; it never changes."`
	Rule        string    `json:"rule" enum:"parts-total,half-year,revised,change,counted" doc:"parts-total: departments against the total of the same table; half-year: half-years against their year; revised: two values of one figure; change: a change from the year before against the two values; counted: a figure against what a list counts."`
	RecordIDs   []string  `json:"record_ids" doc:"Every figure that is part of it, on this page or not, by record_id."`
	CountedList *string   `json:"counted_list" doc:"The list that was counted over; null when figures disagree with each other."`
	Expected    float64   `json:"expected" doc:"The figure at issue: the total, the year, the earlier value, the change or what was published."`
	Found       float64   `json:"found" doc:"What the other figures, or the count, say instead."`
	Text        bilingual `json:"text" doc:"The disagreement in words, with the sources, the values as published and the arithmetic."`
	Synthetic   bool      `json:"synthetic" doc:"True when the figures are invented for demonstration."`
}

func wireDisagreements(all []record.Disagreement) []disagreement {
	out := make([]disagreement, len(all))
	for i, d := range all {
		out[i] = disagreement{
			ID: d.ID, Rule: d.Rule, RecordIDs: d.RecordIDs, CountedList: orNull(d.CountedList),
			Expected: d.Expected, Found: d.Found, Text: wireText(d.Text), Synthetic: d.Synthetic,
		}
	}
	return out
}
