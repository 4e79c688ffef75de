package schema

import "tvistdata/internal/record"

// Columns that mean the same in every file.
var (
	recordID = text("record_id", "Postens beständiga nyckel: 16 tecken, 2–7 och a–z.", "The record's lasting key: 16 characters, 2–7 "+
		"and a–z.")
	listID     = text("list", "Listan som raden hör till.", "The list that the row belongs to.")
	disclosure = text("disclosure", "Utlämnandet som uppgiften kommer från.", "The disclosure that it comes from.")
	companyID  = text("company_id", "Företagets nyckel, se companies.parquet.", "The company's key, see companies.parquet.")
	department = text("department", "Myndighetens avdelning, som kod.", "The authority's department, as a code.").null()
	received   = date("received_date", "Dag då ärendet kom in.", "Day on which the matter was received.").null()
	synthetic  = boolean("synthetic", "Sant när raden är påhittad för demonstration.", "True when the row is invented, for demonstration.")
	measure    = text("measure", "Vad talet räknar, till exempel received eller won.", "What the number counts, such as received or won.")
)

func disputesTable() Table {
	return Table{
		Name:  Disputes,
		Title: record.Text{SV: "Tvister, en rad per ärende och företag", EN: "Disputes, one row per matter and company"},
		Sort:  []string{"list", "company_id", "received_date", "record_id"},
		Fields: []Field{
			recordID, listID, disclosure, companyID, department,
			text("matter_type", "arende eller omprovning.", "A first matter (arende) or a re-evaluation (omprovning).").null(),
			received,
			date("decision_date", "Beslutsdag.", "Day of the decision.").null(),
			text("outcome", "Beslutets utgång, som kod.", "How the matter was decided, as a code.").null(),
			text("dismissal_reason", "Varför ärendet avvisades, som kod.", "Why the matter was dismissed, as a code.").null(),
			text("amount_band", "Beloppets intervall i kronor, till exempel 1000-4999 eller 500000-.", "Band of the amount in SEK, such as "+
				"1000-4999 or 500000-.").in("SEK").null(),
			text("followed", "Om företaget följde beslutet: foljt eller ej-foljt.", "Whether the company followed the decision: foljt (yes) "+
				"or ej-foljt (no).").null(),
			synthetic,
		},
	}
}

func complaintsTable() Table {
	return Table{
		Name:  Complaints,
		Title: record.Text{SV: "Anmälningar, en rad per anmälan och företag", EN: "Complaints, one row per complaint and company"},
		Sort:  []string{"list", "company_id", "received_date", "record_id"},
		Fields: []Field{
			recordID, listID, disclosure, companyID, department,
			text("subject", "Vad anmälan gäller, som kod.", "What the complaint is about, as a code.").null(),
			received, synthetic,
		},
	}
}

func countsTable() Table {
	return Table{
		Name:  CountsMonthly,
		Title: record.Text{SV: "Antal per företag, mått och månad, med status", EN: "Counts per company, measure and month, with status"},
		Sort:  []string{"list", "company_id", "measure", "month"},
		Fields: []Field{
			listID,
			text("record_kind", "Vad som räknas: dispute eller complaint. De läggs aldrig ihop.", "What is counted: dispute or complaint. "+
				"They are never added together."),
			measure, companyID,
			date("month", "Månadens första dag.", "First day of the month."),
			integer("value", "Antalet; tomt när det inte är känt, och det är inte noll.", "The number; null when it is not known, which is "+
				"not zero.").in("records").null(),
			text("status", "Vad talet är värt: ok, partial, provisional, not_covered, not_applicable, suppressed.",
				"What the number is worth: ok, partial, provisional, not_covered, not_applicable, suppressed."),
			date("covered_from", "Första dagen i månaden som utlämnandena täcker.", "First day of the month that the disclosures cover.").null(),
			date("covered_to", "Sista dagen i månaden som utlämnandena täcker.", "Last day of the month that the disclosures cover.").null(),
			synthetic,
		},
	}
}
