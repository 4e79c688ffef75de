package schema

import "tvistdata/internal/record"

// CountRows are counts per month.
var CountRows = rowsOf(
	Table{
		Name:  CountsMonthly,
		Title: record.Text{SV: "Antal per företag, mått och månad, med status", EN: "Counts per company, measure and month, with status"},
		Sort:  []string{"list", "company_id", "measure", "month"},
	},
	record.MonthlyCount{},
	[]column[record.MonthlyCount]{
		{listID, func(c *record.MonthlyCount) any { return &c.List }},
		{
			text("record_kind", "Vad som räknas: dispute eller complaint. De läggs aldrig ihop.", "What is counted: dispute or complaint. "+
				"They are never added together."),
			func(c *record.MonthlyCount) any { return (*string)(&c.Kind) },
		},
		{measure, func(c *record.MonthlyCount) any { return (*string)(&c.Measure) }},
		{companyID, func(c *record.MonthlyCount) any { return &c.Company }},
		{date("month", "Månadens första dag.", "First day of the month."), func(c *record.MonthlyCount) any { return &c.Month }},
		{
			integer("value", "Antalet; tomt när det inte är känt, och det är inte noll.", "The number; null when it is not known, which is "+
				"not zero.").in("records").null(),
			func(c *record.MonthlyCount) any { return &c.Value },
		},
		{
			text("status", "Vad talet är värt: ok, partial, provisional, not_covered, not_applicable, suppressed.",
				"What the number is worth: ok, partial, provisional, not_covered, not_applicable, suppressed."),
			func(c *record.MonthlyCount) any { return (*string)(&c.Status) },
		},
		{
			date("covered_from", "Första dagen i månaden som utlämnandena täcker.", "First day of the month that the disclosures cover.").null(),
			func(c *record.MonthlyCount) any { return &c.From },
		},
		{
			date("covered_to", "Sista dagen i månaden som utlämnandena täcker.", "Last day of the month that the disclosures cover.").null(),
			func(c *record.MonthlyCount) any { return &c.To },
		},
		{synthetic, func(c *record.MonthlyCount) any { return &c.Synthetic }},
	},
)
