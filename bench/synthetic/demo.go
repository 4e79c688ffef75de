package synthetic

import (
	"fmt"
	"os"
	"path/filepath"

	"tvistdata/internal/record"
)

// WriteDemo writes the demo's disclosures under a folder of lists: <dir>/<list>/demo/<disclosure>/. What is there
// under the same names is replaced.
func WriteDemo(dir string) error {
	cases, complaints := disputes(), complaints()
	for _, d := range []disclosure{
		arnFirst(cases), arnSecond(cases), arnThird(cases), arnLater(cases), agencyFirst(complaints), agencySecond(complaints), magazine(cases),
	} {
		if err := d.write(dir); err != nil {
			return fmt.Errorf("demo %s: %w", d.id, err)
		}
	}
	return nil
}

// disclosure is one delivery: its sidecar and its only file.
type disclosure struct {
	list, id string
	sidecar  string
	file     string
	data     func() ([]byte, error)
}

func (d *disclosure) write(dir string) error {
	folder := filepath.Join(dir, d.list, "demo", d.id)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	data, err := d.data()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, d.file), data, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "disclosure.yaml"), []byte(d.sidecar), 0o644)
}

// taken says what a list of cases is: those received from one day to another, and older ones that were decided or
// followed up since the list before, as the board's system knew them on the day it was taken out.
type taken struct {
	from, to, on       record.Date
	beforeTo, beforeOn record.Date // to and on of the list before; NoDate when there is none
}

// cases returns the cases of the list with what was not known yet left out.
func (t taken) cases(all []dispute) []dispute {
	var out []dispute
	for _, d := range all {
		older := t.beforeOn != record.NoDate && d.received < t.from &&
			(d.decided > t.beforeTo && d.decided <= t.on || d.followedUp > t.beforeOn && d.followedUp <= t.on)
		if !older && (d.received < t.from || d.received > t.to) {
			continue
		}
		if d.decided > t.on {
			d.decided, d.outcome, d.reason = record.NoDate, "", ""
		}
		if d.followedUp == record.NoDate || d.followedUp > t.on {
			d.followed = ""
		}
		out = append(out, d)
	}
	return out
}

// The days on which the board's three lists were taken out.
var (
	first = taken{
		from: record.NewDate(2018, 1, 1), to: record.NewDate(2020, 12, 31), on: record.NewDate(2021, 2, 1),
		beforeTo: record.NoDate, beforeOn: record.NoDate,
	}
	second = taken{
		from: record.NewDate(2021, 1, 1), to: record.NewDate(2022, 12, 31), on: record.NewDate(2023, 2, 1),
		beforeTo: first.to, beforeOn: first.on,
	}
	third = taken{
		from: record.NewDate(2023, 1, 1), to: lastDay, on: lastDay,
		beforeTo: second.to, beforeOn: second.on,
	}
)

// arnFirst is a Windows-1252 file with dates in words. No case takes a year, so decisions are whole from 2019.
func arnFirst(all []dispute) disclosure {
	rows := [][]string{{
		"Ärendenr", "Ärendetyp", "Inkom datum", "Avdelning", "Motpart", "Org.nr", "Beslutsdatum", "Beslut", "Avvisningsgrund",
		"Belopp (kr)", "Följt", "Anmälare", "Personnummer", "E-post",
	}}
	for i, d := range first.cases(all) {
		received := inWords(d.received)
		if d.unreadable != "" {
			received = d.unreadable
		}
		rows = append(rows, []string{
			d.number, matterType(d), received, oldDepartment(i, d.department), d.respondent, orgText(i, d.org), inWords(d.decided),
			d.outcome, d.reason, kronor(i, d.amount), d.followed, d.person.name, d.person.number, d.person.email,
		})
	}
	return disclosure{
		list: "arn-cases", id: "arn-2018-2020", file: "arenden 2018-2020.csv",
		data: func() ([]byte, error) { return windows1252(csvFile(';', rows)) },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no case in it has happened.
list: arn-cases
authority_reference: DEMO-2021-1
received: 2021-02-03
extracted: 2021-02-01
asked_for: every case received from 2018 to 2020
search_term: ""
covers:
  - {measures: [received], from: 2018-01-01, to: 2020-12-31}
  - {measures: [closed, decided_on_merits, won], from: 2019-01-01, to: 2020-12-31}
  - {measures: [followed, not_followed], from: 2019-01-01, to: 2020-06-30}
replaces: []
synthetic: true
files:
  - {name: "arenden 2018-2020.csv", encoding: windows-1252, delimiter: ";"}
`,
	}
}

// arnSecond is a workbook with a title above the header, dates as serials and organisation numbers as text and numbers.
func arnSecond(all []dispute) disclosure {
	const sheet = "Ärenden"
	rows := [][]any{{"Uttag ur ärendehanteringssystemet 2023-02-01"}, {}, {
		"Ärendenummer", "Ärendetyp", "Inkom", "Avdelning", "Motpart", "Organisationsnummer", "Beslutsdatum", "Beslut",
		"Avvisningsgrund", "Belopp", "Följt", "Anmälarens namn", "Anmälarens personnummer", "Anmälarens e-post",
	}}
	for i, d := range second.cases(all) {
		received := day(d.received)
		if d.unreadable != "" {
			received = d.unreadable
		}
		rows = append(rows, []any{
			d.number, matterType(d), received, d.department, d.respondent, orgCell(i, d.org), serial(d.decided), d.outcome,
			d.reason, amountCell(d.amount), d.followed, d.person.name, d.person.number, d.person.email,
		})
	}
	return disclosure{
		list: "arn-cases", id: "arn-2021-2022", file: "uttag.xlsx",
		data: func() ([]byte, error) { return workbook(sheet, rows) },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no case in it has happened.
list: arn-cases
authority_reference: DEMO-2023-1
received: 2023-02-06
extracted: 2023-02-01
asked_for: every case received in 2021 or 2022, and older ones decided or followed up since 2021-01-01
search_term: ""
covers:
  - {measures: [received], from: 2021-01-01, to: 2022-12-31}
  - {measures: [closed, decided_on_merits, won], from: 2021-01-01, to: 2022-12-31}
  - {measures: [followed, not_followed], from: 2020-07-01, to: 2022-06-30}
replaces: []
synthetic: true
files:
  - {name: uttag.xlsx, sheet: Ärenden}
`,
	}
}

// arnThird is a UTF-8 file with a byte order mark and other words for the outcomes; its year ends on 15 December.
func arnThird(all []dispute) disclosure {
	rows := [][]string{{
		"Diarienummer", "Typ", "Inkommen", "Avdelning", "Företag", "Organisationsnummer", "Avgjord datum", "Utgång",
		"Avvisningsgrund", "Yrkat belopp", "Uppföljning", "Anmälare", "Personnummer", "E-postadress", "Handläggare",
	}}
	for i, d := range third.cases(all) {
		received := d.received.String()
		if d.unreadable != "" {
			received = d.unreadable
		}
		rows = append(rows, []string{
			d.number, matterType(d), received, newDepartment(i, d.department), d.respondent, orgText(i, d.org), d.decided.String(),
			newOutcomes[d.outcome], d.reason, kronor(i, d.amount), newFollowUps[d.followed], d.person.name, d.person.number,
			d.person.email, "Registrator 7",
		})
	}
	return disclosure{
		list: "arn-cases", id: "arn-2023", file: "lista.csv",
		data: func() ([]byte, error) { return withMark(csvFile(';', rows)), nil },
		sidecar: `# Invented. Made by go run ./bench/synthetic/cmd; no case in it has happened.
list: arn-cases
authority_reference: DEMO-2023-2
received: 2023-12-18
extracted: 2023-12-15
asked_for: every case received in 2023 up to the day, and older ones decided or followed up since 2023-01-01
search_term: ""
covers:
  - {measures: [received], from: 2023-01-01, to: 2023-12-15}
  - {measures: [closed, decided_on_merits, won], from: 2023-01-01, to: 2023-12-15}
  - {measures: [followed, not_followed], from: 2022-07-01, to: 2023-06-30}
replaces: []
synthetic: true
files:
  - {name: lista.csv, encoding: utf-8, delimiter: ";"}
`,
	}
}
