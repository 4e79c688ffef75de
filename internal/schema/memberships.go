package schema

import "tvistdata/internal/record"

// MembershipRows are who belongs to groups and brands.
var MembershipRows = rowsOf(
	Table{
		Name: Memberships,
		Title: record.Text{
			SV: "Vilka företag som hör till koncerner och varumärken, och när", EN: "Which companies belong to groups and brands, and when",
		},
		Since: "1.2",
		Sort:  []string{"kind", "id", "company_id", "from_date"},
	},
	record.Membership{
		Kind: "brand", Of: "exempel", Name: "Exempel", Company: "se-4425670009", From: record.NewDate(2019, 1, 1), To: record.NoDate,
	},
	[]column[record.Membership]{
		{
			text("kind", "group (koncern) eller brand (varumärke).", "group or brand.").code(),
			func(m *record.Membership) any { return &m.Kind },
		},
		{text("id", "Koncernens eller varumärkets nyckel.", "The group's or brand's key."), func(m *record.Membership) any { return &m.Of }},
		{text("name", "Dess namn.", "Its name."), func(m *record.Membership) any { return &m.Name }},
		{companyID, func(m *record.Membership) any { return &m.Company }},
		{
			date("from_date", "Första dag; tomt när den inte är känd.", "First day; null when not known.").null(),
			func(m *record.Membership) any { return &m.From },
		},
		{
			date("to_date", "Sista dag; tomt när den inte har något slut.", "Last day; null when it has no end.").null(),
			func(m *record.Membership) any { return &m.To },
		},
	},
)
