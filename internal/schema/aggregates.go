package schema

import "tvistdata/internal/record"

// AggregateRows are counts that authorities disclosed in place of records.
var AggregateRows = rowsOf(
	Table{
		Name:   Aggregates,
		Object: "Aggregate",
		Title: record.Text{
			SV: "Antal som myndigheter har lämnat ut i stället för ärenden, en rad per företag, period, mått, avdelning och ämne",
			EN: "Counts that authorities disclosed in place of records, one row per company, period, measure, department and subject",
		},
		Since: "1.4",
		Sort:  []string{"list", "company_id", "measure", "period_start", "period_end", "record_id"},
	},
	record.AggregateCount{
		Key: [10]byte{0x8d, 0x3c}, List: "exempel-statistik", Disclosure: "statistik-2024", Company: "se-4425670009", Subject: "mobilabonnemang",
		Measure: record.Received, From: record.NewDate(2023, 1, 1), To: record.NewDate(2023, 12, 31), Count: new(int64(37)), Synthetic: true,
	},
	[]column[record.AggregateCount]{
		{recordID, func(a *record.AggregateCount) any { return &a.Key }},
		{listID, func(a *record.AggregateCount) any { return &a.List }},
		{disclosure, func(a *record.AggregateCount) any { return &a.Disclosure }},
		{companyID, func(a *record.AggregateCount) any { return &a.Company }},
		{department, func(a *record.AggregateCount) any { return &a.Department }},
		{
			text("subject", "Vara, tjänst eller ämne, som kod.", "Product, service or subject, as a code.").null().code(),
			func(a *record.AggregateCount) any { return &a.Subject },
		},
		{measure, func(a *record.AggregateCount) any { return (*string)(&a.Measure) }},
		{date("period_start", "Periodens första dag.", "First day of the period."), func(a *record.AggregateCount) any { return &a.From }},
		{
			date("period_end", "Periodens sista dag, eller den sista dag som myndigheten kan ha räknat.",
				"Last day of the period, or the last that the authority can have counted."),
			func(a *record.AggregateCount) any { return &a.To },
		},
		{
			integer("count", "Antal ärenden som myndigheten räknade; tomt när rader i samma utlämnande räknar samma sak eller perioder som "+
				"överlappar. Läggs aldrig ihop med poster.", "Number of matters that the authority counted; null when rows of one disclosure "+
				"count the same, or in periods that overlap. Never added to records.").in("matters").null(),
			func(a *record.AggregateCount) any { return &a.Count },
		},
		{synthetic, func(a *record.AggregateCount) any { return &a.Synthetic }},
	},
)
