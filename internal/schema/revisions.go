package schema

import "tvistdata/internal/record"

// RevisionRows are what later disclosures have changed.
var RevisionRows = rowsOf(
	Table{
		Name: Revisions,
		Title: record.Text{
			SV: "Vad ett senare utlämnande har ändrat, en rad per uppgift", EN: "What a later disclosure has changed, one row per field",
		},
		Since: "1.1",
		Sort:  []string{"list", "record_id", "disclosure_before", "field", "before", "disclosure"},
	},
	record.Revision{},
	[]column[record.Revision]{
		{
			text("record_id", "Posten som gäller nu, se disputes.parquet och complaints.parquet.", "The record that counts now, see "+
				"disputes.parquet and complaints.parquet."),
			func(r *record.Revision) any { return &r.RecordID },
		},
		{listID, func(r *record.Revision) any { return &r.List }},
		{
			text("disclosure_before", "Utlämnandet som sade något annat.", "The disclosure that said something else."),
			func(r *record.Revision) any { return &r.DisclosureBefore },
		},
		{disclosure, func(r *record.Revision) any { return &r.Disclosure }},
		{
			text("field", "Kolumnen som skiljer, till exempel company_id, name_as_written eller outcome.", "The column that differs, such as "+
				"company_id, name_as_written or outcome."),
			func(r *record.Revision) any { return &r.Field },
		},
		{
			text("before", "Vad det tidigare utlämnandet sade; tomt när det inget sade.", "What the earlier disclosure said; null when it "+
				"said nothing.").null(),
			func(r *record.Revision) any { return &r.Before },
		},
		{
			text("after", "Vad som gäller nu; tomt när inget sägs.", "What counts now; null when nothing is said.").null(),
			func(r *record.Revision) any { return &r.After },
		},
		{synthetic, func(r *record.Revision) any { return &r.Synthetic }},
	},
)
