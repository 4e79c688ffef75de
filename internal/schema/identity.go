package schema

import "tvistdata/internal/record"

func identitiesTable() Table {
	return Table{
		Name: Identities,
		Title: record.Text{SV: "Vilka företagen är, även de nycklar som räknas som ett annat företags", EN: "Who the companies are, with " +
			"the ids that are counted as another company's"},
		Since: "1.2",
		Sort:  []string{"company_id"},
		Fields: []Field{
			companyID,
			text("form", "Rättslig form i korthet, till exempel AB.", "Legal form in short, such as AB.").null(),
			text("status", "active, winding_up eller deregistered.", "active, winding_up or deregistered.").null(),
			text("parent_id", "Företaget som en filial hör till.", "The company that a branch belongs to.").null(),
			text("merged_into", "Företaget som nyckelns poster räknas till; tomt för ett företag som står för sig självt och då står i "+
				"companies.parquet.", "The company that the id's records are counted for; null for one that stands for itself, which is in "+
				"companies.parquet.").null(),
			date("merged_on", "Dag då sammanslagningen gäller från, eller beslutades; tomt när ett register har fått namnet.",
				"Day from which the merge holds, or on which it was decided; null when a register came to know the name.").null(),
			text("merged_why", "Varför.", "Why.").null(),
			text("name", "Namnet på en nyckel som räknas som ett annat företags.", "The name of an id that is counted as another company's.").null(),
			text("kind", "Dess slag, se companies.parquet.", "Its kind, see companies.parquet.").null(),
			text("org_number", "Dess organisationsnummer.", "Its organisation number.").null(),
			boolean("disputed", "Sant när någon koppling till företaget är ifrågasatt.", "True when a match with the company is under dispute."),
		},
	}
}
