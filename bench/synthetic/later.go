package synthetic

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"tvistdata/internal/record"
)

// later is when the list of one company was taken out, and what it holds.
var later = taken{
	from: record.NewDate(2023, 1, 1), to: record.NewDate(2024, 12, 31), on: record.NewDate(2025, 2, 1),
	beforeTo: second.to, beforeOn: second.on,
}

// laterCases returns the disputes of the company that one list is about: those of the world, and those that came after its
// last day, at the same pace.
func laterCases(all []dispute) []dispute {
	firms := Companies(len(demoFirms))
	c := firms[slices.IndexFunc(firms, func(c Company) bool { return c.Name == Later })]
	var out []dispute
	for _, d := range all {
		if d.org == c.Number {
			out = append(out, d)
		}
	}
	r := rand.New(rand.NewPCG(2024, 1))
	days := int(later.to - lastDay)
	n := 0
	for _, d := range out {
		if d.received >= later.from {
			n++
		}
	}
	var more []dispute
	for range n * days / int(lastDay+1-later.from) {
		d := newDispute(r, later.to.Year(), false)
		moved := lastDay + 1 + record.Date(r.IntN(days)) - d.received
		if d.received += moved; d.decided != record.NoDate {
			d.decided += moved
		}
		if d.followedUp != record.NoDate {
			d.followedUp = followUp(d.decided)
		}
		d.department, d.respondent, d.org = c.Departments[0], pick(r, c.Spellings), c.Number
		more = append(more, d)
	}
	slices.SortStableFunc(more, func(a, b dispute) int { return cmp.Compare(a.received, b.received) })
	for i := range more {
		more[i].number = fmt.Sprintf("%d-%05d", more[i].received.Year(), 40_000+100*i) // beyond the world's
	}
	return append(out, more...)
}

// arnLater is a UTF-8 file of one company's cases alone, which ends a year after the others: it holds two years of cases
// where the list of all companies has one, and nobody surges by that.
func arnLater(all []dispute) disclosure {
	rows := [][]string{{
		"Ärendenummer", "Ärendetyp", "Inkom", "Avdelning", "Motpart", "Organisationsnummer", "Beslutsdatum", "Beslut",
		"Avvisningsgrund", "Belopp", "Följt", "Anmälare", "Personnummer", "E-post",
	}}
	for _, d := range later.cases(laterCases(all)) {
		received := d.received.String()
		if d.unreadable != "" {
			received = d.unreadable
		}
		rows = append(rows, []string{
			d.number, matterType(d), received, d.department, d.respondent, d.org[:6] + "-" + d.org[6:], d.decided.String(), d.outcome,
			d.reason, d.amount, d.followed, d.person.name, d.person.number, d.person.email,
		})
	}
	return disclosure{
		list: "arn-cases", id: "arn-2024-banken", file: "sokning.csv",
		data: func() ([]byte, error) { return csvFile(';', rows), nil },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no case in it has happened.
list: arn-cases
authority_reference: DEMO-2025-1
received: 2025-02-04
extracted: 2025-02-01
asked_for: every case against one company received in 2023 or 2024, and older ones decided or followed up since 2023-01-01
search_term: 404001-0144
covers:
  - {measures: [received], from: 2023-01-01, to: 2024-12-31, companies: [se-4040010144]}
  - {measures: [closed, decided_on_merits, won], from: 2023-01-01, to: 2024-12-31, companies: [se-4040010144]}
  - {measures: [followed, not_followed], from: 2022-07-01, to: 2024-06-30, companies: [se-4040010144]}
replaces: []
synthetic: true
files:
  - {name: sokning.csv, encoding: utf-8, delimiter: ";"}
`,
	}
}
