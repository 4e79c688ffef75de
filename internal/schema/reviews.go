package schema

import "tvistdata/internal/record"

// SurgeReviewRows are the decisions on surges.
var SurgeReviewRows = rowsOf(
	Table{
		Name: SurgeReviews, Title: record.Text{SV: "Granskade ökningar", EN: "Reviewed surges"}, Since: "1.2",
		Sort: []string{"list", "company_id", "period"},
	},
	record.SurgeReview{
		List: "arn-cases", CompanyID: "se-4425670009", Period: "2023", Confirmed: true, DecidedBy: "redaktionen",
		DecidedOn: record.NewDate(2024, 2, 1), Why: "granskad mot listan",
	},
	[]column[record.SurgeReview]{
		{listID, func(r *record.SurgeReview) any { return &r.List }},
		{companyID, func(r *record.SurgeReview) any { return &r.CompanyID }},
		{
			text("period", "Perioden, till exempel 2023 eller 2023-H1.", "The period, such as 2023 or 2023-H1."),
			func(r *record.SurgeReview) any { return &r.Period },
		},
		{
			boolean("confirmed", "Sant när ökningen bekräftats; den räknas då inte in i senare års jämförelser.",
				"True when the surge was confirmed; it then stays out of later years' comparisons."),
			func(r *record.SurgeReview) any { return &r.Confirmed },
		},
		{text("decided_by", "Vem som beslutade.", "Who decided."), func(r *record.SurgeReview) any { return &r.DecidedBy }},
		{date("decided_on", "När det beslutades.", "When it was decided."), func(r *record.SurgeReview) any { return &r.DecidedOn }},
		{text("why", "Varför.", "Why."), func(r *record.SurgeReview) any { return &r.Why }},
	},
)
