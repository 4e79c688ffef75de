package schema

import "tvistdata/internal/record"

var nameAsWritten = text("name_as_written", "Namnet som listan skriver det.", "The name as the list writes it.")

// NameRows are the names of companies as lists write them.
var NameRows = rowsOf(
	Table{
		Name:  Names,
		Title: record.Text{SV: "Företagsnamn som listorna skriver dem", EN: "Company names as the lists write them"},
		Sort:  []string{"list", "company_id", "name_as_written", "method"},
	},
	record.Spelling{},
	[]column[record.Spelling]{
		{listID, func(s *record.Spelling) any { return &s.List }},
		{companyID, func(s *record.Spelling) any { return &s.Company }},
		{nameAsWritten, func(s *record.Spelling) any { return &s.Name }},
		{
			text("method", "Hur namnet kopplades till företaget: decision, number, name, folded eller unresolved; register när ingen lista "+
				"skriver det.", "How the name was tied to the company: decision, number, name, folded or unresolved; register when no list writes it."),
			func(s *record.Spelling) any { return &s.Method },
		},
		{
			integer("records", "Antal poster med det namnet.", "Number of records with that name.").in("records"),
			func(s *record.Spelling) any { return &s.Records },
		},
	},
)
