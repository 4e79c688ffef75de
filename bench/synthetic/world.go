package synthetic

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"tvistdata/internal/record"
)

// The demo's world begins on 1 January 2018; the board's last list was taken out on 15 December 2023.
const firstYear, lastYear = 2018, 2023

var lastDay = record.NewDate(2023, 12, 15)

// jumping holds how many disputes the jumping company got in each year: 130 on average, then 768 until the last day.
var jumping = map[int]int{2018: 118, 2019: 125, 2020: 141, 2021: 133, 2022: 133, 2023: 768}

// dispute is a case against one respondent as it really went, whatever a list of some day says of it.
type dispute struct {
	number     string
	reeval     bool
	received   record.Date
	unreadable string // what is written instead of the received date, if anything
	department string
	respondent string
	org        string // ten digits or as written; "" when the registrar has none
	decided    record.Date
	outcome    string
	reason     string
	amount     string // digits in kronor, or a text that is no amount
	followed   string
	followedUp record.Date
	person     person
}

// disputes returns every case of the demo by the order of receipt.
func disputes() []dispute {
	r := rand.New(rand.NewPCG(2018, 1))
	var all []dispute
	for _, c := range Companies(len(demoFirms)) {
		for year := firstYear; year <= lastYear; year++ {
			for range yearly(r, c, year) {
				all = append(all, against(r, c, year))
			}
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		for range 70 {
			all = append(all, againstPerson(r, year))
		}
	}
	slices.SortStableFunc(all, func(a, b dispute) int { return cmp.Compare(a.received, b.received) })
	numberCases(r, all)
	return withSecondRespondents(r, all)
}

// yearly returns how many disputes a company gets in a year.
func yearly(r *rand.Rand, c Company, year int) int {
	if c.Name == Jumping {
		return jumping[year]
	}
	n := float64(c.yearly) * (0.9 + 0.2*r.Float64()) * growth(c.Departments[0], year)
	if year == lastYear {
		n *= float64(lastDay-record.NewDate(lastYear, 1, 1)) / 365
	}
	return int(n + 0.5)
}

// growth is what every company of a department has in common: journeys of 2020 and 2023 went wrong by the score.
func growth(department string, year int) float64 {
	switch {
	case department == "Resor" && year == 2020:
		return 1.8
	case department == "Resor" && year == 2023:
		return 5
	}
	return 1 + 0.03*float64(year-firstYear)
}

// against makes a dispute with a company.
func against(r *rand.Rand, c Company, year int) dispute {
	d := newDispute(r, year, c.Name == Jumping)
	d.department = c.Departments[0]
	if len(c.Departments) > 1 && r.IntN(5) == 0 {
		d.department = c.Departments[1]
	}
	d.respondent, d.org = pick(r, c.Spellings), c.Number
	if c.Name == Jumping || c.Name == Twin {
		return d // every one of theirs is to be found
	}
	if c.Number != "" {
		switch r.IntN(60) {
		case 0, 1:
			d.respondent, d.org = c.Name, ""
		case 2:
			d.respondent, d.org = c.Name, c.Number[:8] // the end is missing
		case 3:
			d.org = c.Number[:9] + string('0'+(c.Number[9]-'0'+1)%10)
		}
	}
	if r.IntN(400) == 0 {
		d.unreadable = pick(r, []string{"våren " + fmt.Sprint(year), fmt.Sprint(year) + "-13-45", "se akt", "oklart"})
	}
	return d
}

// againstPerson makes a dispute with a sole trader, an estate, someone masked, or a name that may be a person's.
func againstPerson(r *rand.Rand, year int) dispute {
	d := newDispute(r, year, false)
	d.department = pick(r, []string{"Bostad", "Motor", "Allmänna", "Möbler", "Tvätt", "Båt"})
	if r.IntN(5) == 0 {
		d.respondent = pick(r, formless)
		return d
	}
	t := newTrader(r)
	d.respondent, d.org = t.name, t.number
	return d
}

// newDispute makes what does not depend on the respondent: dates, outcome, amount, consumer.
func newDispute(r *rand.Rand, year int, rising bool) dispute {
	first, days := record.NewDate(year, 1, 1), 365
	if year == lastYear {
		days = int(lastDay-first) + 1
	}
	day := r.IntN(days)
	if rising && year == lastYear {
		day = max(day, r.IntN(days)) // more and more
	}
	d := dispute{
		received: first + record.Date(day), reeval: r.IntN(33) == 0, decided: record.NoDate, followedUp: record.NoDate,
		amount: fmt.Sprint(500 + r.IntN(90)*r.IntN(90)*5), person: newPerson(r),
	}
	if r.IntN(300) == 0 {
		d.amount = pick(r, []string{"ca 2000", "se bilaga", "enl. faktura", "?"})
	}
	o := pick(r, outcomes)
	switch o.text {
	case "":
		return d
	case "Avvisad":
		d.decided, d.reason = d.received+record.Date(5+r.IntN(90)), pick(r, dismissals)
	default:
		d.decided = d.received + record.Date(60+r.IntN(230))
	}
	d.outcome = o.text
	if o.won {
		d.followed, d.followedUp = pick(r, followUps), followUp(d.decided)
	}
	return d
}

// followUp returns the day on which the board asks whether a decision was followed: each half-year's in the middle of
// the fourth month after it.
func followUp(decided record.Date) record.Date {
	half := record.Half.Next(record.Half.Start(decided))
	return record.NewDate(half.Year(), half.Time().Month()+3, 15)
}

// numberCases gives the cases their numbers. The series has holes, because other matters of the board are in it, too.
func numberCases(r *rand.Rand, all []dispute) {
	year, serial := 0, 0
	for i := range all {
		if y := all[i].received.Year(); y != year {
			year, serial = y, 0
		}
		serial += 1 + r.IntN(16)
		all[i].number = fmt.Sprintf("%d-%05d", year, serial)
	}
}

// withSecondRespondents lets some cases be against a second company of the same department, in a row of its own.
func withSecondRespondents(r *rand.Rand, all []dispute) []dispute {
	others := make(map[string][]Company)
	for _, c := range Companies(len(demoFirms)) {
		if c.Name != Jumping && c.Name != Twin {
			others[c.Departments[0]] = append(others[c.Departments[0]], c)
		}
	}
	out := make([]dispute, 0, len(all)+len(all)/50)
	for _, d := range all {
		out = append(out, d)
		if c := pick(r, others[d.department]); r.IntN(70) == 0 && c.Number != d.org && c.Name != d.respondent {
			d.respondent, d.org = c.Name, c.Number
			out = append(out, d)
		}
	}
	return out
}
