package synthetic

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"tvistdata/internal/record"
)

// complaint is what somebody reported to the agency about a company.
type complaint struct {
	number   string
	received record.Date
	area     string
	subject  string
	company  string
	org      string
	person   person
}

// jumpingComplaints holds how many complaints there were about the jumping company in each year.
var jumpingComplaints = map[int]int{2018: 36, 2019: 41, 2020: 38, 2021: 44, 2022: 47, 2023: 305}

// subjects and areas of complaints by the board's department of the company.
var (
	subjects = map[string][]string{
		"Allmänna": {"Bredband", "Biljetter", "Träning", "Prenumerationer"}, "Bank": {"Betaltjänster", "Lån"},
		"Bostad": {"Hantverkstjänster", "Energi"}, "Båt": {"Båtar"}, "Elektronik": {"Hemelektronik", "Mobiltelefoner"},
		"Försäkring": {"Försäkringar"}, "Motor": {"Bilar", "Parkering"}, "Möbler": {"Möbler"}, "Resor": {"Flygresor", "Paketresor"},
		"Sko": {"Skor"}, "Textil": {"Kläder"}, "Tvätt": {"Kemtvätt"},
	}
	areas = map[string][]string{
		"Bank": {"Avtalsvillkor", "Prisinformation", "Marknadsföring"}, "Resor": {"Reserättigheter", "Reserättigheter", "Prisinformation"},
		"Elektronik": {"Produktsäkerhet", "Marknadsföring", "Avtalsvillkor"}, "Allmänna": {"Säljmetoder", "Spam", "Avtalsvillkor"},
	}
	otherAreas = []string{"Marknadsföring", "Prisinformation", "Avtalsvillkor", "Säljmetoder", "Vilseledande marknadsföring"}
)

// complaints returns every complaint of the demo, of 2018 to 2023, by the order of receipt.
func complaints() []complaint {
	r := rand.New(rand.NewPCG(2018, 2))
	var all []complaint
	for _, c := range Companies(len(demoFirms)) {
		for year := firstYear; year <= lastYear; year++ {
			n := jumpingComplaints[year]
			if c.Name != Jumping {
				n = int(float64(c.yearly) * 0.38 * (0.8 + 0.4*r.Float64()) * growth(c.Departments[0], year))
			}
			for range n {
				all = append(all, about(r, c, year))
			}
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		for range 20 {
			t := newTrader(r)
			k := newComplaint(r, year, "Bostad")
			k.company, k.org = t.name, t.number
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b complaint) int { return cmp.Compare(a.received, b.received) })
	year, serial := 0, 0
	for i := range all {
		if y := all[i].received.Year(); y != year {
			year, serial = y, 0
		}
		serial += 1 + r.IntN(4)
		all[i].number = fmt.Sprintf("%d/%d", year, serial)
	}
	return all
}

// about makes a complaint about a company.
func about(r *rand.Rand, c Company, year int) complaint {
	k := newComplaint(r, year, c.Departments[0])
	k.company, k.org = pick(r, c.Spellings), c.Number
	if c.Name != Jumping && c.Name != Twin && r.IntN(4) == 0 { // who complains seldom knows the number
		k.company, k.org = c.Name, ""
	}
	return k
}

func newComplaint(r *rand.Rand, year int, department string) complaint {
	first := record.NewDate(year, 1, 1)
	k := complaint{received: first + record.Date(r.IntN(365)), subject: pick(r, subjects[department]), person: newPerson(r)}
	if from, ok := areas[department]; ok {
		k.area = pick(r, from)
	} else {
		k.area = pick(r, otherAreas)
	}
	return k
}
