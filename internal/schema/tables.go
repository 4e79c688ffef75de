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

func figuresTable() Table {
	return Table{
		Name:  Figures,
		Title: record.Text{SV: "Publicerade tal, var och ett med sin källa", EN: "Published figures, each with its source"},
		Sort: []string{
			"list", "authority", "measure", "company_as_written", "department_as_written",
			"period_start", "period_end", "period_label", "value_as_published", "record_id",
		},
		Fields: []Field{
			recordID, listID, disclosure,
			text("authority", "Myndigheten eller nämnden som talet gäller.", "The authority or board that the figure is about."),
			text("jurisdiction", "Land eller område som talet gäller.", "Country or area that the figure is about."),
			text("measure", "Vad talet räknar, med källans mått.", "What the figure counts, by the source's own measure."),
			text("role", "Företagets roll: respondent när talet gäller ett namngivet företag.", "The company's role: respondent when the "+
				"figure names a company.").null(),
			text("company_as_written", "Företagets namn som källan skriver det.", "The company's name as the source writes it.").null(),
			text("company_id", "Företagets nyckel, när källan eller ett beslut pekar ut den juridiska personen.",
				"The company's key, when the source or a decision names the legal entity.").null(),
			text("brand_id", "Varumärkets nyckel, se brands.parquet.", "The brand's key, see brands.parquet.").null(),
			text("department_as_written", "Avdelningen som källan skriver den.", "The department as the source writes it.").null(),
			department,
			date("period_start", "Periodens första dag.", "First day of the period.").null(),
			date("period_end", "Periodens sista dag.", "Last day of the period.").null(),
			text("period_label", "Perioden som källan skriver den.", "The period as the source writes it.").null(),
			text("period_precision", "Hur noga perioden är känd.", "How exactly the period is known."),
			text("value_as_published", "Talet som det publicerades.", "The figure as it was published."),
			number("value", "Talet som ett tal.", "The figure as a number."),
			text("unit", "Vad talet mäts i.", "What the figure is measured in."),
			text("qualifier", "Källans förbehåll, till exempel about eller almost.", "The source's reservation, such as about or almost.").null(),
			text("source_name", "Källans namn.", "Name of the source."),
			text("source_url", "Källans adress.", "Address of the source.").null(),
			text("published", "När källan publicerades: år, månad eller dag.", "When the source was published: year, month or day.").null(),
			text("note", "Anmärkning om talet.", "A remark on the figure.").null(),
			synthetic,
		},
	}
}

func listingsTable() Table {
	return Table{
		Name: Listings,
		Title: record.Text{
			SV: "Företag på listor som Svarta listan, en rad per nummer, avdelning och företag",
			EN: "Companies on lists such as Svarta listan, one row per issue, department and company",
		},
		Since: "1.1",
		Sort:  []string{"list", "company_id", "issue_date", "record_id"},
		Fields: []Field{
			recordID, listID, disclosure, companyID, department,
			text("issue", "Numret som listan publicerades i, som utgivaren skriver det.", "The issue that the list was published in, as its publisher writes it."),
			date("issue_date", "Dag då numret gavs ut; tomt när raderna säger olika.", "Day on which the issue was published; null when its rows contradict each other.").null(),
			integer("cases", "Antal beslut i numret som företaget inte hade följt; tomt när raderna säger olika. Tal ur olika nummer läggs inte ihop.", "Number of decisions in the issue that the company had not followed; null when its rows contradict each other. Numbers of different issues are not added together.").in("decisions").null(),
			number("amount_sum", "Summan av de rekommenderade beloppen i kronor; tomt när ingen anges eller raderna säger olika.", "Sum of the recommended amounts in SEK; null when none is given, or its rows contradict each other.").in("SEK").null(),
			synthetic,
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
