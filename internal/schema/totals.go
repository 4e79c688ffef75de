package schema

import "tvistdata/internal/record"

// TotalRows are matters per year, with those against unnamed parties.
var TotalRows = rowsOf(
	Table{
		Name:  TotalsYearly,
		Title: record.Text{SV: "Ärenden per år, även mot dem som inte namnges", EN: "Matters per year, including those against unnamed parties"},
	},
	record.Total{},
	[]column[record.Total]{
		{listID, func(t *record.Total) any { return &t.List }},
		{
			text("department", "Avdelning, som kod; tomt för hela listan.", "Department, as a code; null for the whole list.").null().
				says("The department's code; null for the whole list.", ""),
			func(t *record.Total) any { return &t.Department },
		},
		{
			integer("year", "År då ärendena kom in.", "Year in which the matters were received.").says("The year.", ""),
			func(t *record.Total) any { return &t.Year },
		},
		{
			integer("received", "Antal ärenden på de dagar som täcks; tomt när det är undertryckt eller inte täcks.",
				"Number of matters on the days that are covered; null when suppressed or not covered.").in("matters").null().
				says("Matters received; null when suppressed, to protect a person, or not_covered.", ""),
			func(t *record.Total) any { return &t.Received },
		},
		{
			text("status", "ok, partial, suppressed eller not_covered.", "ok, partial, suppressed or not_covered.").
				says("What the number is worth: ok: the whole year is covered; partial: a part of it; not_covered: no disclosure can answer; "+
					"suppressed: withheld.", "").oneOf("ok", "partial", "not_covered", "suppressed"),
			func(t *record.Total) any { return (*string)(&t.Status) },
		},
	},
)
