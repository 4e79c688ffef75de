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

func matchesTable() Table {
	return Table{
		Name:  Matches,
		Title: record.Text{SV: "Vad som kopplade varje namn till sitt företag", EN: "What tied each name to its company"},
		Since: "1.2",
		Sort:  []string{"list", "company_id", "name_as_written", "method", "evidence"},
		Fields: []Field{
			listID, companyID,
			text("name_as_written", "Namnet som listan skriver det.", "The name as the list writes it."),
			text("method", "Hur namnet kopplades: decision, number, name eller folded.", "How the name was tied: decision, number, name or folded."),
			text("evidence", "Numret, det registrerade namnet eller beslutet som kopplade det.", "The number, the registered name or the "+
				"decision that tied it."),
			boolean("disputed", "Sant när kopplingen är ifrågasatt.", "True when the match is under dispute."),
		},
	}
}

func recordTiesTable() Table {
	return Table{
		Name: RecordTies,
		Title: record.Text{SV: "Poster som ett beslut eller ett registers namn räknar till ett annat företag, och poster som hör till " +
			"samma ärende", EN: "Records that a decision or a register's name counts for another company, and records of the same matter"},
		Since: "1.2",
		Sort:  []string{"list", "record_id"},
		Fields: []Field{
			recordID, listID,
			text("resolved_from", "Nyckeln som postens eget nummer eller namn ledde till, när ett beslut, en sammanslagning eller ett "+
				"registers namn räknar den till ett annat företag; en rad för var och en av flera.", "The id that the record's own number or "+
				"name led to, when a decision, a merge or a register's name counts it for another company; a row for each of several.").null(),
			text("matter", "Lika för poster av samma ärende mot flera företag i någon koncern; betyder inget annat.",
				"Equal for records of one matter against several companies of groups; means nothing else.").null(),
		},
	}
}
