package schema

import "tvistdata/internal/record"

// DisagreementRows are published figures that contradict each other or what was counted.
var DisagreementRows = rowsOf(
	Table{
		Name: Disagreements,
		Title: record.Text{
			SV: "Publicerade tal som säger emot varandra eller det som räknats", EN: "Published figures that contradict each other or " +
				"what was counted",
		},
		Since: "1.1",
		Sort:  []string{"list", "rule", "period_start", "disagreement_id"},
	},
	record.Disagreement{
		ID: "g7xk4mq2vwz5ahtp", Rule: "revised", List: "published-figures", RecordIDs: []string{"7h6g5f4e3d2c1b0a", "b2c3d4e5f6g7h2i3"},
		Authority: "arn", Jurisdiction: "SE", Measure: "cases_received", Unit: "disputes", BrandID: "exempel",
		From: record.NewDate(2023, 1, 1), To: record.NewDate(2023, 12, 31), PeriodLabel: "2023", Expected: 770, Found: 912,
		Text: record.Text{SV: "Nästan 770, men senare 912.", EN: "Almost 770, but later 912."},
	},
	[]column[record.Disagreement]{
		{
			text("disagreement_id", "Motsägelsens beständiga nyckel.", "The disagreement's lasting key."),
			func(d *record.Disagreement) any { return &d.ID },
		},
		{
			text("rule", "parts-total (delar mot summa), half-year (halvår mot år), revised (två värden av samma tal), change "+
				"(förändring mot två år) eller counted (mot det som räknats).", "parts-total (parts against total), half-year (half-year against "+
				"year), revised "+
				"(two values of one figure), change (a change against two years) or counted (against what was counted).").code(),
			func(d *record.Disagreement) any { return &d.Rule },
		},
		{listID, func(d *record.Disagreement) any { return &d.List }},
		{
			text("record_ids", "Talen som berörs: nycklar ur figures.parquet med blanksteg emellan. Alla hör till motsägelsen d när "+
				"contains(d.record_ids, f.record_id).", "The figures involved: keys of figures.parquet, parted by blanks. They are those for "+
				"which contains(d.record_ids, f.record_id).").code(),
			func(d *record.Disagreement) any { return &d.RecordIDs },
		},
		{
			text("counted_list", "Listan som räknats över; tomt när bara tal jämförs.", "The list that was counted over; null when figures "+
				"alone are compared.").null(),
			func(d *record.Disagreement) any { return &d.CountedList },
		},
		{
			text("authority", "Myndigheten eller nämnden som talen gäller.", "The authority or board that the figures are about.").code(),
			func(d *record.Disagreement) any { return &d.Authority },
		},
		{
			text("jurisdiction", "Land eller område som talen gäller.", "Country or area that the figures are about."),
			func(d *record.Disagreement) any { return &d.Jurisdiction },
		},
		{
			text("measure", "Vad det prövade talet räknar, med källans mått.", "What the figure at issue counts, by the source's own measure.").
				code(),
			func(d *record.Disagreement) any { return &d.Measure },
		},
		{companyID.null(), func(d *record.Disagreement) any { return &d.CompanyID }},
		{
			text("brand_id", "Varumärkets nyckel, se brands.parquet.", "The brand's key, see brands.parquet.").null(),
			func(d *record.Disagreement) any { return &d.BrandID },
		},
		{department, func(d *record.Disagreement) any { return &d.Department }},
		{
			date("period_start", "Periodens första dag.", "First day of the period.").null(),
			func(d *record.Disagreement) any { return &d.From },
		},
		{date("period_end", "Periodens sista dag.", "Last day of the period.").null(), func(d *record.Disagreement) any { return &d.To }},
		{
			text("period_label", "Perioden som källan skriver den.", "The period as the source writes it.").null(),
			func(d *record.Disagreement) any { return &d.PeriodLabel },
		},
		{
			number("expected", "Det prövade talet: summan, året, det tidigare värdet, förändringen eller det publicerade.",
				"The figure at issue: the total, the year, the earlier value, the change or what was published."),
			func(d *record.Disagreement) any { return &d.Expected },
		},
		{
			number("found", "Vad de andra talen, eller räkningen, säger i stället.", "What the other figures, or the count, say instead."),
			func(d *record.Disagreement) any { return &d.Found },
		},
		{
			number("difference", "found minus expected. Inget tal rättas.", "found less expected. No figure is corrected."),
			func(d *record.Disagreement) any { return &d.Difference },
		},
		{text("unit", "Vad talen mäts i.", "What the figures are measured in."), func(d *record.Disagreement) any { return &d.Unit }},
		{
			text("text_sv", "Motsägelsen på svenska, med källor och uträkning.", "The disagreement in Swedish, with sources and arithmetic."),
			func(d *record.Disagreement) any { return &d.Text.SV },
		},
		{
			text("text_en", "Motsägelsen på engelska, med källor och uträkning.", "The disagreement in English, with sources and arithmetic."),
			func(d *record.Disagreement) any { return &d.Text.EN },
		},
		{synthetic, func(d *record.Disagreement) any { return &d.Synthetic }},
	},
)
