package schema

import "tvistdata/internal/record"

// BrandRows are the brands that figures are about.
var BrandRows = rowsOf(
	Table{Name: Brands, Title: record.Text{SV: "Varumärken", EN: "Brands"}},
	record.Brand{
		ID: "exempel", Name: "Exempel", DecidedBy: "redaktionen", DecidedOn: record.NewDate(2024, 2, 1), Why: "källan nämner varumärket",
	},
	[]column[record.Brand]{
		{
			text("brand_id", "Varumärkets nyckel.", "The brand's key.").says("The brand's id.", "klarna"),
			func(b *record.Brand) any { return &b.ID },
		},
		{text("name", "Varumärkets namn.", "The brand's name.").says("Its name.", "Klarna"), func(b *record.Brand) any { return &b.Name }},
		{
			text("decided_by", "Vem som beslutade.", "Who decided.").says("Who decided that what a source wrote means the brand.", ""),
			func(b *record.Brand) any { return &b.DecidedBy },
		},
		{
			date("decided_on", "När det beslutades.", "When it was decided.").says("When that was decided.", ""),
			func(b *record.Brand) any { return &b.DecidedOn },
		},
		{text("why", "Varför.", "Why.").says("Why that was decided.", ""), func(b *record.Brand) any { return &b.Why }},
	},
)
