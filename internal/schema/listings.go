package schema

import "tvistdata/internal/record"

// ListingRows are companies on published lists.
var ListingRows = rowsOf(
	Table{
		Name: Listings,
		Title: record.Text{
			SV: "Företag på listor som Svarta listan, en rad per nummer, avdelning och företag",
			EN: "Companies on lists such as Svarta listan, one row per issue, department and company",
		},
		Since: "1.1",
		Sort:  []string{"list", "company_id", "issue_date", "record_id"},
	},
	record.ListedCompany{},
	[]column[record.ListedCompany]{
		{ofRecord, func(l *record.ListedCompany) any { return &l.Key }},
		{ofRecordList, func(l *record.ListedCompany) any { return &l.List }},
		{readFrom, func(l *record.ListedCompany) any { return &l.Disclosure }},
		{ofRespondent, func(l *record.ListedCompany) any { return &l.Company }},
		{atDepartment, func(l *record.ListedCompany) any { return &l.Department }},
		{
			text("issue", "Numret som listan publicerades i, som utgivaren skriver det.",
				"The issue that the list was published in, as its publisher writes it.").
				says("Listings: the issue of the list, as its publisher writes it.", ""),
			func(l *record.ListedCompany) any { return &l.Issue },
		},
		{
			date("issue_date", "Dag då numret gavs ut; tomt när raderna säger olika.",
				"Day on which the issue was published; null when its rows contradict each other.").null().
				says("Listings: the day on which the issue was published; null when the rows that tell of it contradict each other.", ""),
			func(l *record.ListedCompany) any { return &l.Date },
		},
		{
			integer("cases", "Antal beslut i numret som företaget inte hade följt; tomt när raderna säger olika. Tal ur olika nummer "+
				"läggs inte ihop.", "Number of decisions in the issue that the company had not followed; null when its rows contradict each "+
				"other. Numbers of different issues are not added together.").in("decisions").null().
				says("Listings: how many decisions in the issue the company had not followed; null when the rows that "+
					"tell of it contradict each other. Numbers of different issues are not added together.", ""),
			func(l *record.ListedCompany) any { return &l.Cases },
		},
		{
			number("amount_sum",
				"Summan av de rekommenderade beloppen, i den valuta som currency säger; tomt när ingen anges eller raderna säger olika.",
				"Sum of the recommended amounts, in the currency that currency says; null when none is given, or its rows contradict each "+
					"other.").null().
				says("Listings: the sum of the recommended amounts; null when none is given, or the rows that "+
					"tell of it contradict each other.", ""),
			func(l *record.ListedCompany) any { return &l.Sum },
		},
		{amountsCurrency, func(l *record.ListedCompany) any { return &l.Currency }},
		{inventedRecord, func(l *record.ListedCompany) any { return &l.Synthetic }},
	},
)
