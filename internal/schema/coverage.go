package schema

import (
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

// CoverageRows are the spans that disclosures cover. Their gaps are in the manifest.
var CoverageRows = rowsOf(
	Table{
		Name: Coverage, Object: "CoverageSpan",
		Title: record.Text{SV: "Vad utlämnandena kan svara på", EN: "What the disclosures can answer"},
	},
	coverage.Row{},
	[]column[coverage.Row]{
		{listID.says("The list.", ""), func(r *coverage.Row) any { return &r.List }},
		{measure.says("The measure.", ""), func(r *coverage.Row) any { return (*string)(&r.Measure) }},
		{
			text("company_id", "Företaget som täcks; tomt för alla.", "The company that is covered; null for all.").null(),
			func(r *coverage.Row) any { return &r.Company },
		},
		{
			text("department", "Avdelningen som täcks; tomt för alla.", "The department that is covered; null for all.").null(),
			func(r *coverage.Row) any { return &r.Department },
		},
		{
			date("covered_from", "Första täckta dag.", "First day covered.").says("First covered day.", ""),
			func(r *coverage.Row) any { return &r.From },
		},
		{
			date("covered_to", "Sista täckta dag.", "Last day covered.").says("Last covered day.", ""),
			func(r *coverage.Row) any { return &r.To },
		},
		{disclosure.says("Id of the disclosure that covers it.", ""), func(r *coverage.Row) any { return &r.Disclosure }},
	},
)
