package schema

import "tvistdata/internal/record"

// MatchRows are what tied names to companies.
var MatchRows = rowsOf(
	Table{
		Name:  Matches,
		Title: record.Text{SV: "Vad som kopplade varje namn till sitt företag", EN: "What tied each name to its company"},
		Since: "1.2",
		Sort:  []string{"list", "company_id", "name_as_written", "method", "evidence"},
	},
	record.Match{},
	[]column[record.Match]{
		{listID, func(m *record.Match) any { return &m.List }},
		{companyID, func(m *record.Match) any { return &m.Company }},
		{nameAsWritten, func(m *record.Match) any { return &m.Name }},
		{
			text("method", "Hur namnet kopplades: decision, number, name eller folded.", "How the name was tied: decision, number, name or folded."),
			func(m *record.Match) any { return &m.Method },
		},
		{
			text("evidence", "Numret, det registrerade namnet eller beslutet som kopplade det.", "The number, the registered name or the "+
				"decision that tied it."),
			func(m *record.Match) any { return &m.Evidence },
		},
		{
			boolean("disputed", "Sant när kopplingen är ifrågasatt.", "True when the match is under dispute."),
			func(m *record.Match) any { return &m.Disputed },
		},
	},
)

// RecordTieRows are records with ids of their own, or with others of their matter.
var RecordTieRows = rowsOf(
	Table{
		Name: RecordTies,
		Title: record.Text{SV: "Poster som ett beslut eller ett registers namn räknar till ett annat företag, och poster som hör till " +
			"samma ärende", EN: "Records that a decision or a register's name counts for another company, and records of the same matter"},
		Since: "1.2",
		Sort:  []string{"list", "record_id"},
	},
	record.Tie{},
	[]column[record.Tie]{
		{recordID, func(t *record.Tie) any { return &t.Record }},
		{listID, func(t *record.Tie) any { return &t.List }},
		{
			text("resolved_from", "Nyckeln som postens eget nummer eller namn ledde till, när ett beslut, en sammanslagning eller ett "+
				"registers namn räknar den till ett annat företag; en rad för var och en av flera.", "The id that the record's own number or "+
				"name led to, when a decision, a merge or a register's name counts it for another company; a row for each of several.").null(),
			func(t *record.Tie) any { return &t.ResolvedFrom },
		},
		{
			text("matter", "Lika för poster av samma ärende mot flera företag i någon koncern; betyder inget annat.",
				"Equal for records of one matter against several companies of groups; means nothing else.").null(),
			func(t *record.Tie) any { return &t.Matter },
		},
	},
)
