package synthetic

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"sort"
	"strconv"

	"tvistdata/internal/record"
)

// ARNHeader is the header of the lists that WriteARN writes.
const ARNHeader = "Ärendenummer;Ärendetyp;Inkom;Avdelning;Motpart;Organisationsnummer;Beslutsdatum;Beslut;Avvisningsgrund;" +
	"Belopp;Följt;Anmälare;Personnummer;E-post"

// ARNSidecar returns the disclosure.yaml for a list that WriteARN wrote into a file of that name.
func ARNSidecar(file string) string {
	return fmt.Sprintf(`list: arn-cases
authority_reference: SYNTHETIC-BENCH
received: 2024-12-31
extracted: 2024-12-31
asked_for: invented rows, to measure with
search_term: ""
covers:
  - {measures: [received, closed, decided_on_merits, won, followed, not_followed], from: 2018-01-01, to: 2023-12-31}
replaces: []
synthetic: true
files:
  - {name: %s, encoding: utf-8, delimiter: ";"}
`, file)
}

// WriteARN writes a list of cases as a semicolon CSV in UTF-8 with LF, in the order of case numbers, with dates of 2018 to
// 2023. Few of the companies have most of the cases: the k-th has a share of 1/k. One row in 32 is against a person. It
// writes a million rows in about a second.
func WriteARN(w io.Writer, rows, companies int, seed uint64) error {
	out := bufio.NewWriterSize(w, 1<<20)
	if _, err := out.WriteString(ARNHeader + "\n"); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	g := newBulk(companies, seed)
	first, days := record.NewDate(2018, 1, 1), int(record.NewDate(2024, 1, 1)-record.NewDate(2018, 1, 1))
	line, serial, year := make([]byte, 0, 512), 0, 0
	for i := range rows {
		received := first + record.Date(i*days/rows)
		if y := received.Year(); y != year {
			year, serial = y, 0
		}
		serial++
		line = g.row(line[:0], year, serial, received)
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("write list: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return nil
}

// bulk makes rows fast, from pieces that are put together beforehand.
type bulk struct {
	r          *rand.Rand
	share      []uint64   // running sums of the companies' shares
	respondent [][]string // by company: ";name;number;" in each spelling
	department []string   // by company
	trader     []string
	complaint  []string // ";name;number;address" and a line feed
	date       [4096]string
}

func newBulk(companies int, seed uint64) *bulk {
	g := &bulk{r: rand.New(rand.NewPCG(seed, 1))}
	sum := uint64(0)
	for i, c := range Companies(companies) {
		sum += 1 << 32 / uint64(i+1)
		g.share = append(g.share, sum)
		org := c.Number
		if org != "" {
			org = org[:6] + "-" + org[6:]
		}
		var names []string
		for _, s := range c.Spellings {
			names = append(names, ";"+s+";"+org+";")
		}
		g.respondent = append(g.respondent, names)
		g.department = append(g.department, c.Departments[0])
	}
	for range 512 {
		t, p := newTrader(g.r), newPerson(g.r)
		g.trader = append(g.trader, ";"+t.name+";"+t.number+";")
		g.complaint = append(g.complaint, ";"+p.name+";"+p.number+";"+p.email+"\n")
	}
	for i := range g.date {
		g.date[i] = (record.NewDate(2018, 1, 1) + record.Date(i)).String()
	}
	return g
}

// row appends one line.
func (g *bulk) row(line []byte, year, serial int, received record.Date) []byte {
	bits := g.r.Uint64()
	next := func(n uint64) uint64 {
		v := bits % n
		bits /= n
		return v
	}
	of := g.r.Uint64N(g.share[len(g.share)-1])
	company := sort.Search(len(g.share), func(i int) bool { return g.share[i] > of })
	day := int(received - record.NewDate(2018, 1, 1))
	line = strconv.AppendInt(line, int64(year), 10)
	line = append(line, '-')
	for limit := 10000; limit > serial && limit > 1; limit /= 10 {
		line = append(line, '0')
	}
	line = strconv.AppendInt(line, int64(serial), 10)
	if next(32) == 0 {
		line = append(line, ";Omprövning;"...)
	} else {
		line = append(line, ";Ärende;"...)
	}
	line = append(line, g.date[day]...)
	line = append(line, ';')
	line = append(line, g.department[company]...)
	if next(32) == 0 {
		line = append(line, g.trader[next(512)]...)
	} else {
		names := g.respondent[company]
		line = append(line, names[next(uint64(len(names)))]...)
	}
	line = g.decision(line, day, next)
	return append(line, g.complaint[next(512)]...)
}

// decision appends decision date, outcome, dismissal reason, amount and follow-up.
func (g *bulk) decision(line []byte, day int, next func(uint64) uint64) []byte {
	o := outcomes[next(uint64(len(outcomes)))]
	if o.text != "" {
		line = append(line, g.date[day+14+int(next(256))]...)
	}
	line = append(line, ';')
	line = append(line, o.text...)
	line = append(line, ';')
	if o.text == "Avvisad" {
		line = append(line, dismissals[next(uint64(len(dismissals)))]...)
	}
	line = append(line, ';')
	line = strconv.AppendUint(line, 500+next(1<<14), 10)
	line = append(line, ';')
	if o.won {
		line = append(line, followUps[next(uint64(len(followUps)))]...)
	}
	return line
}

// outcomes are a case's, by how often they come; an open case has none.
var outcomes = []struct {
	text string
	won  bool
}{
	{"Bifall", true},
	{"Bifall", true},
	{"Bifall", true},
	{"Delvis bifall", true},
	{"Delvis bifall", true},
	{"Avslag", false},
	{"Avslag", false},
	{"Avslag", false},
	{"Avslag", false},
	{"Avslag", false},
	{"Avvisad", false},
	{"Avvisad", false},
	{"Avvisad", false},
	{"Avvisad", false},
	{"Avskriven", false},
	{"", false},
}

var (
	dismissals = []string{"Ej behörig", "Komplettering saknas", "Ej reklamerat", "För sent", "Under värdegräns", "Hindrar nämnden"}
	followUps  = []string{"Ja", "Ja", "Ja", "Ja", "Ja", "Ja", "Ja", "Nej", "Nej", "Ej uppföljd"}
)
