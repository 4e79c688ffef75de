package schema

import "tvistdata/internal/record"

// NoteRows are the notes on the series.
var NoteRows = rowsOf(
	Table{Name: Notes, Title: record.Text{SV: "Anmärkningar att läsa serierna med", EN: "Notes to read the series with"}},
	record.Note{
		ID: "arn-fee-2024", Kind: "series_break", List: "arn-cases", From: record.NewDate(2024, 8, 1), To: record.NoDate,
		Text: record.Text{SV: "Ansökningsavgift på 150 kr.", EN: "A fee of SEK 150 to file."}, SourceName: "SFS 2024:55",
	},
	[]column[record.Note]{
		{
			text("note_id", "Anmärkningens nyckel.", "The note's key.").says("The note's id.", "arn-2024-fee"),
			func(n *record.Note) any { return &n.ID },
		},
		{
			text("kind", "series_break (brott i serien) eller event (händelse).", "series_break or event.").
				says("A break in the series, or an event that it should be read with.", "").oneOf("series_break", "event"),
			func(n *record.Note) any { return &n.Kind },
		},
		{listID.says("The list that it is about.", "arn-cases"), func(n *record.Note) any { return &n.List }},
		{
			department.says("The department that it is about; null for all.", "bank"),
			func(n *record.Note) any { return &n.Department },
		},
		{
			text("company_id", "Företaget som den gäller; tomt för alla.", "The company that it is about; null for all.").null().
				says("", "se-4425670009"),
			func(n *record.Note) any { return &n.CompanyID },
		},
		{
			date("from_date", "Första dag som den gäller.", "First day that it is about.").says("Its first day.", "2024-08-01").orNull(),
			func(n *record.Note) any { return &n.From },
		},
		{
			date("to_date", "Sista dag som den gäller; tomt när den inte har något slut.", "Last day that it is about; null when it has "+
				"no end.").null().says("Its last day; null when it has no end.", "2024-08-31"),
			func(n *record.Note) any { return &n.To },
		},
		{
			text("text_sv", "Texten på svenska.", "The text in Swedish.").says("The note in Swedish.", ""),
			func(n *record.Note) any { return &n.Text.SV },
		},
		{
			text("text_en", "Texten på engelska.", "The text in English.").says("The note in English.", ""),
			func(n *record.Note) any { return &n.Text.EN },
		},
		{
			text("source_name", "Källans namn.", "Name of the source.").says("Where it comes from.", ""),
			func(n *record.Note) any { return &n.SourceName },
		},
		{
			text("source_url", "Källans adress.", "Address of the source.").null().
				says("Address of the source; null when it has none.", ""),
			func(n *record.Note) any { return &n.SourceURL },
		},
	},
)
