package synthetic

import "tvistdata/internal/record"

// The agency's second list brings December 2021 once more.
var (
	agencyTurn   = record.NewDate(2021, 12, 31)
	agencyRepeat = record.NewDate(2021, 12, 1)
)

// agencyFirst is a comma-separated file with ISO dates.
func agencyFirst(all []complaint) disclosure {
	rows := [][]string{{"Diarienummer", "Inkom", "Område", "Vara/tjänst", "Företag", "Org.nr", "Anmälarens namn", "E-post"}}
	for i, k := range all {
		if k.received > agencyTurn {
			break
		}
		rows = append(rows, []string{
			k.number, k.received.String(), k.area, k.subject, k.company, orgText(i, k.org), k.person.name, k.person.email,
		})
	}
	return disclosure{
		list: "konsumentverket-complaints", id: "kov-2018-2021", file: "anmalningar.csv",
		data: func() ([]byte, error) { return csvFile(',', rows), nil },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no complaint in it has been made.
list: konsumentverket-complaints
authority_reference: DEMO-2022-1
received: 2022-01-12
extracted: 2022-01-10
asked_for: every complaint about a company from 2018 to 2021
search_term: ""
covers:
  - {measures: [received], from: 2018-01-01, to: 2021-12-31}
replaces: []
synthetic: true
files:
  - {name: anmalningar.csv, encoding: utf-8, delimiter: ","}
`,
	}
}

// agencySecond is a semicolon file in Windows-1252 with dates such as 03.03.2022.
func agencySecond(all []complaint) disclosure {
	rows := [][]string{{
		"Dnr", "Inkommen", "Område", "Produktkategori", "Anmält företag", "Organisationsnummer", "Anmälare", "Telefon", "E-postadress",
	}}
	for i, k := range all {
		if k.received < agencyRepeat {
			continue
		}
		rows = append(rows, []string{
			k.number, k.received.Time().Format("02.01.2006"), k.area, k.subject, k.company, orgText(i, k.org), k.person.name,
			"070-1740605", k.person.email,
		})
	}
	return disclosure{
		list: "konsumentverket-complaints", id: "kov-2022-2023", file: "anmalningar.csv",
		data: func() ([]byte, error) { return windows1252(csvFile(';', rows)) },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no complaint in it has been made.
list: konsumentverket-complaints
authority_reference: DEMO-2024-1
received: 2024-01-09
extracted: 2024-01-08
asked_for: every complaint about a company in 2022 and 2023
search_term: ""
covers:
  - {measures: [received], from: 2022-01-01, to: 2023-12-31}
replaces: []
synthetic: true
files:
  - {name: anmalningar.csv, encoding: windows-1252, delimiter: ";"}
`,
	}
}
