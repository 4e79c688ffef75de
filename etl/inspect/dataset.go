package inspect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tvistdata/internal/list"
)

// dataset writes a dataset.yaml that loads as it is and publishes only what is surely harmless.
func (n *newList) dataset() string {
	var b strings.Builder
	b.WriteString(`# A beginning. What a person has to decide is marked with CHOOSE.
id: ` + newListID + ` # CHOOSE; the folder has the same name
title: {sv: Ny lista, en: New list} # CHOOSE
description: {sv: Ännu inte beskriven., en: Not yet described.} # CHOOSE
authority: new-authority # CHOOSE
authority_name: {sv: Ny myndighet, en: New authority} # CHOOSE
country: ` + n.country() + ` # CHOOSE
` + n.currency() + n.kind() + `
counting_unit: {sv: En rad i listan, en: One row of the list} # CHOOSE
licence: {name: Not yet chosen, url: "http://example.org/"} # CHOOSE
companies_only: false
formats: [` + n.in.layout.Format + `]
columns:
`)
	if !slices.Contains(n.names, "respondent") {
		b.WriteString("  # CHOOSE: no column looks like that of the companies. Put its name here, and take it away below.\n")
		n.entry(&b, "respondent", headerLike(n.in.columns, "Company"), list.Text, list.Yes, "")
	}
	if n.count > 0 && !slices.Contains(n.names, "period") {
		b.WriteString("  # CHOOSE: no column looks like that of the periods. Put its name here, and take it away below, or have " +
			"period_start and\n  # period_end, both of type date.\n")
		n.entry(&b, "period", headerLike(n.in.columns, "Period"), list.Span, list.Yes, "")
	}
	for i, c := range n.in.columns {
		if choose := n.in.choice(i); choose != "" {
			fmt.Fprintf(&b, "  # %s\n", choose)
		}
		switch told := n.report.Columns[i]; {
		case told.HeaderHidden:
			fmt.Fprintf(&b, "  # CHOOSE: column %d, whose name is not printed, for it may be personal\n", i+1)
		case n.names[i] == "":
		case told.Personal:
			n.entry(&b, n.names[i], c.header, list.Text, list.No, told.Why)
		case n.publish[i] == list.Yes:
			n.entry(&b, n.names[i], c.header, n.types[i], list.Yes, "")
		default:
			n.entry(&b, n.names[i], c.header, n.types[i], list.No, "")
		}
	}
	if n.count > 0 {
		b.WriteString("# What distinguishes one count from the others. A column of products or departments is called subject or department " +
			"here: type:\n# code, open: true, publish: \"yes\". Name it below, too; without it, counts of one company and period are unknown.\n")
	} else {
		b.WriteString("# What distinguishes one record from the others: the authority's own number if there is one, or these columns together.\n")
	}
	fmt.Fprintf(&b, "identity: {fallback: [%s]} # CHOOSE\n", strings.Join(n.identity(), ", "))
	return b.String()
}

// currency is the line that asks for the currency of amounts, where there are any.
func (n *newList) currency() string {
	if !slices.Contains(n.types, list.Amount) {
		return ""
	}
	return "currency: SEK # CHOOSE: of the amounts, by ISO 4217\n"
}

// country returns the country of the companies' numbers, or Sweden.
func (n *newList) country() string {
	if i := slices.Index(n.names, "org_number"); i >= 0 && n.report.Columns[i].Register != "" {
		return n.in.judge.registers.Of(n.report.Columns[i].Register).Country()
	}
	return "SE"
}

// kind says what a row of the list is.
func (n *newList) kind() string {
	const kinds = "dispute (a board's case, with an outcome), complaint (to an agency) or listing"
	if n.count > 0 {
		return "record_kind: aggregate # CHOOSE: each row is a count; if each is one matter, " + kinds + "\n" +
			"measure: received # CHOOSE: what is counted: received, closed, decided_on_merits, won, followed or not_followed"
	}
	return "record_kind: complaint # CHOOSE: " + kinds + "; aggregate where each row is a count"
}

// headerLike is a column name that the file does not have, which begins like another.
func headerLike(columns []*column, header string) string {
	for slices.ContainsFunc(columns, func(c *column) bool { return list.Fold(c.header) == list.Fold(header) }) {
		header += " name"
	}
	return header
}

// entry writes a column; personal says why it is, and is "" for one that is not.
func (n *newList) entry(b *strings.Builder, name, header string, t list.Type, p list.Publish, personal string) {
	fmt.Fprintf(b, "  - name: %s\n    headers: [%s]\n    type: %s\n", name, strconv.Quote(header), t)
	if name == "respondent" || n.count > 0 && (name == "period" || name == "count") {
		b.WriteString("    required: true\n")
	}
	if t == list.CompanyNo {
		i := slices.Index(n.names, name)
		fmt.Fprintf(b, "    register: %s\n", strconv.Quote(n.report.Columns[i].Register))
	}
	if personal != "" {
		b.WriteString("    personal: true\n")
	}
	fmt.Fprintf(b, "    publish: %s\n", strconv.Quote(string(p)))
	switch {
	case p == list.Yes:
	case personal != "":
		fmt.Fprintf(b, "    why: %s\n", strconv.Quote("looks personal: "+personal))
	default:
		b.WriteString("    why: not yet looked at # CHOOSE\n")
	}
}

// identity names the columns that distinguish records: all that are not personal, and of counts those that a release tells.
func (n *newList) identity() []string {
	out := []string{}
	if !slices.Contains(n.names, "respondent") {
		out = append(out, "respondent")
	}
	if n.count > 0 {
		for _, name := range []string{"respondent", "org_number"} {
			if slices.Contains(n.names, name) {
				out = append(out, name)
			}
		}
		return append(out, "period")
	}
	for i, name := range n.names {
		if name != "" && !n.report.Columns[i].Personal {
			out = append(out, name)
		}
	}
	return out
}
