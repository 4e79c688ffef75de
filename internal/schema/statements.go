package schema

import "tvistdata/internal/record"

// StatementRows are what companies say themselves.
var StatementRows = rowsOf(
	Table{Name: Statements, Title: record.Text{SV: "Företagens egna svar", EN: "What companies say themselves"}, Since: "1.2"},
	record.Statement{
		ID: "exempel-2024-01", Kind: "reported_reply", List: "arn-cases", BrandID: "exempel",
		From: record.NewDate(2023, 1, 1), To: record.NewDate(2023, 12, 15), Given: record.NewDate(2024, 1, 11),
		Text: record.Text{SV: "Enligt tidningen är ärendena på väg ner.", EN: "According to the newspaper, cases are on their way down."},
		By:   "Exempel, as told by the newspaper", SourceName: "Exempeltidningen, 2024-01-11",
	},
	[]column[record.Statement]{
		{
			text("statement_id", "Svarets nyckel.", "The statement's key.").says("The statement's id.", "exempel-2024-01"),
			func(s *record.Statement) any { return &s.ID },
		},
		{
			text("kind", "statement (ordagrant, och utgivaren vet att det är företagets) eller reported_reply (någons återgivning av ett "+
				"svar).", "statement (word for word, and known by the publisher to be the company's) or reported_reply (somebody's account of one).").
				says("statement: the company's own words, and known by the publisher to be; reported_reply: somebody's account of a reply.", "").
				oneOf("statement", "reported_reply"),
			func(s *record.Statement) any { return &s.Kind },
		},
		{listID.says("The list that it is about.", "arn-cases"), func(s *record.Statement) any { return &s.List }},
		{
			text("company_id", "Företagets nyckel, se companies.parquet; tomt när källan bara nämner varumärket.",
				"The company's key, see companies.parquet; null when the source names the brand alone.").null().
				says("The company; null when the source names the brand alone.", "se-4425670009"),
			func(s *record.Statement) any { return &s.CompanyID },
		},
		{
			text("brand_id", "Varumärkets nyckel, se brands.parquet.", "The brand's key, see brands.parquet.").null().
				says("The brand; null when a company is named.", "klarna"),
			func(s *record.Statement) any { return &s.BrandID },
		},
		{
			date("from_date", "Första dag i serien som det gäller.", "First day of the series that it is about.").
				says("First day that it is about.", "2023-01-01").orNull(),
			func(s *record.Statement) any { return &s.From },
		},
		{
			date("to_date", "Sista dag i serien som det gäller; tomt när den inte har något slut.", "Last day of the series that it is "+
				"about; null when it has no end.").null().says("Last day that it is about; null when it has no end.", "2023-12-15"),
			func(s *record.Statement) any { return &s.To },
		},
		{
			date("given_date", "Dag då svaret gavs eller återgavs.", "Day on which it was given or reported.").
				says("When it was given or reported.", "2024-01-11").orNull(),
			func(s *record.Statement) any { return &s.Given },
		},
		{text("text_sv", "Texten på svenska.", "The text in Swedish."), func(s *record.Statement) any { return &s.Text.SV }},
		{text("text_en", "Texten på engelska.", "The text in English."), func(s *record.Statement) any { return &s.Text.EN }},
		{
			text("language", "Språket som svarets original är på, enligt ISO 639, till exempel sv; tomt när det inte är känt.",
				"The language that the statement's original is in, by ISO 639, such as sv; null when it is not known.").since("1.4").null().
				says("The language that its original is in, by ISO 639; null when it is not known.", "sv"),
			func(s *record.Statement) any { return &s.Language },
		},
		{
			text("given_by", "Vem som svarar, som befattning.", "Who says it, as a post."),
			func(s *record.Statement) any { return &s.By },
		},
		{
			text("source_name", "Källans namn, eller hur utgivaren vet att svaret är företagets.", "Name of the source, or how the "+
				"publisher knows that it is the company's.").
				says("Where it comes from, or how the publisher knows that it is the company's.", ""),
			func(s *record.Statement) any { return &s.SourceName },
		},
		{
			text("source_url", "Källans adress.", "Address of the source.").null().
				says("Address of the source; null when it has none.", ""),
			func(s *record.Statement) any { return &s.SourceURL },
		},
		{
			boolean("synthetic", "Sant när svaret gäller ett påhittat företag.", "True when the statement is about an invented company.").
				since("1.3").says("True when it is about an invented company; a real reply is never marked.", ""),
			func(s *record.Statement) any { return &s.Synthetic },
		},
	},
)
