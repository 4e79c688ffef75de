package synthetic

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"tvistdata/internal/record"
)

// listing is a company's entry in one issue of the list of those that did not follow decisions.
type listing struct {
	issued                      record.Date
	department, respondent, org string
	cases, amount               int // kronor
}

// leastListed is the smallest claim, in kronor, that the list takes in.
const leastListed = 1000

// issueOf returns the day of the issue that a decision is in when it was not followed: the middle of the next
// February or August after the follow-up.
func issueOf(followedUp record.Date) record.Date {
	t := followedUp.Time()
	if t.Month() < 8 {
		return record.NewDate(t.Year(), 8, 16)
	}
	return record.NewDate(t.Year()+1, 2, 15)
}

// listings returns the entries of the issues from one day to another, made from the board's decisions that were not followed.
func listings(cases []dispute, from, to record.Date) []listing {
	names := map[string]string{} // of companies by number
	for _, c := range Companies(len(demoFirms)) {
		names[c.Number] = c.Name
	}
	type place struct {
		issued                 record.Date
		department, respondent string
	}
	found := map[place]listing{}
	for _, d := range cases {
		if d.followed != "Nej" {
			continue
		}
		amount, err := strconv.Atoi(d.amount)
		if err == nil && amount < leastListed {
			continue
		}
		if name, known := names[d.org]; known && d.org != "" {
			d.respondent = name
		} else if len(d.org) != 10 {
			d.org = ""
		}
		at := place{issueOf(d.followedUp), d.department, d.respondent}
		if at.issued < from || at.issued > to {
			continue
		}
		l := found[at]
		l.issued, l.department, l.respondent, l.org = at.issued, at.department, at.respondent, cmp.Or(d.org, l.org)
		l.cases++
		l.amount += amount
		found[at] = l
	}
	return slices.SortedFunc(maps.Values(found), func(a, b listing) int {
		return cmp.Or(cmp.Compare(a.issued, b.issued), cmp.Compare(a.department, b.department), cmp.Compare(a.respondent, b.respondent))
	})
}

// magazine is a semicolon file in UTF-8 with the issues of two years: what is on the list on that day.
func magazine(cases []dispute) disclosure {
	rows := [][]string{{"Utgåva", "Utgivningsdatum", "Avdelning", "Företag", "Org.nr", "Antal ärenden", "Summa (kr)"}}
	for i, l := range listings(cases, record.NewDate(2022, 2, 1), record.NewDate(2023, 8, 31)) {
		season := "Våren"
		if l.issued.Time().Month() > 6 {
			season = "Hösten"
		}
		sum := ""
		if l.amount > 0 {
			sum = kronor(i, strconv.Itoa(l.amount))
		}
		rows = append(rows, []string{
			fmt.Sprintf("%s %d", season, l.issued.Year()), l.issued.String(), l.department, l.respondent, orgText(i, l.org),
			strconv.Itoa(l.cases), sum,
		})
	}
	return disclosure{
		list: "svarta-listan", id: "lista-2022-2023", file: "svarta listan.csv",
		data: func() ([]byte, error) { return csvFile(';', rows), nil },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; nobody has listed any company in it.
list: svarta-listan
authority_reference: DEMO-2023-3
received: 2023-08-31
extracted: 2023-08-30
asked_for: every entry of the issues of 2022 and 2023
search_term: ""
replaces: []
synthetic: true
files:
  - {name: "svarta listan.csv", encoding: utf-8, delimiter: ";"}
`,
	}
}
