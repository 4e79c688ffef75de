package settle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/check"
	"tvistdata/etl/etltest"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// delivered is a disclosure whose rows are written "matter respondent outcome", the later ones left out where they are not known. A
// respondent in lower case is unnamed; equal letters are one company.
type delivered struct {
	rows     []string
	replaces string // ids are 1, 2 …
	asked    bool   // for by the name of a company
	received string
}

const fates = "kept first duplicate superseded aged aged-first"

// settled settles disclosures of a list that publishes its records for so many years, and gives the fate of each row, with the
// respondent where the row has one left.
func settled(t *testing.T, years int, removed []string, all ...delivered) (got [][]string, s *settle.Settled) {
	t.Helper()
	lists, register := etltest.Lists(t)
	l := *lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == "arn-cases" })]
	l.PublishedFor = list.PublishedFor{Years: years}
	in := settle.Input{Lists: []*list.List{&l}, Register: register, Names: make([]privacy.Name, 27), Tell: func(...source.Finding) {}}
	for i := range in.Names[1:] {
		letter := string(rune('A' + i))
		in.Names[i+1] = privacy.Name{List: l.ID, Company: "x-" + strings.ToLower(letter), Written: letter + letter + letter + " AB"}
	}
	for f := range check.Fields {
		in.Codes[f] = []string{"", "bifall", "avslag"}
	}
	for n, d := range all {
		m := &settle.Matters{Rows: &privacy.Rows{}, Disclosed: settle.Disclosed{List: &l, Disclosure: &source.Disclosure{
			ID: fmt.Sprint(n + 1), List: l.ID, Received: day(t, d.received, "2022-07-01"),
		}}}
		if d.replaces != "" {
			m.Disclosure.Replaces = []string{d.replaces}
		}
		if d.asked {
			m.Disclosure.Search = "AAA AB"
		}
		for i, text := range d.rows {
			m.Rows.Append([]privacy.Cleared{cleared(t, text, uint32(i+1))})
		}
		m.Disclosure.Files = []source.File{{Shown: "list.csv"}}
		in.Matters = append(in.Matters, m)
	}
	what, err := settle.NewRemoved(removed, nil)
	if err != nil {
		t.Fatal(err)
	}
	s = settle.Settle(in)
	s.Without(what)
	for _, m := range s.Matters {
		var of []string
		for i, f := range m.Fates {
			text := strings.Fields(fates)[f]
			if name := m.Rows.At(i).Name; name > 0 {
				text += " " + string(rune('A'+name-1))
			}
			of = append(of, text)
		}
		got = append(got, of)
	}
	return got, s
}

func day(t *testing.T, text, otherwise string) record.Date {
	t.Helper()
	if text == "" {
		text = otherwise
	}
	d, err := record.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func cleared(t *testing.T, text string, line uint32) privacy.Cleared {
	t.Helper()
	cells := append(strings.Fields(text), "", "", "")
	row := privacy.Cleared{
		Received: day(t, cells[3], "2021-01-04"), Decided: record.NoDate, Line: line,
		Has: privacy.HasReceived | privacy.HasNumber | privacy.HasCode(check.Outcome), Matter: [2]uint64{uint64(cells[0][0]), 1},
	}
	copy(row.Key[:], cells[0]+cells[1])
	if c := cells[1][0]; c >= 'A' && c <= 'Z' {
		row.Name = uint32(c-'A') + 1
	}
	row.Codes[check.Outcome] = uint16(max(0, slices.Index([]string{"", "bifall", "avslag"}, cells[2])))
	return row
}

func TestFatesOfRows(t *testing.T) {
	for name, c := range map[string]struct {
		all   []delivered
		years int
		want  [][]string
	}{
		"a matter against one":               {all: []delivered{{rows: []string{"1 A"}}}, want: [][]string{{"first A"}}},
		"a matter against two counts once":   {all: []delivered{{rows: []string{"1 A", "1 B"}}}, want: [][]string{{"first A", "kept B"}}},
		"equal rows are one":                 {all: []delivered{{rows: []string{"1 A bifall", "1 A bifall"}}}, want: [][]string{{"first A", "duplicate A"}}},
		"what one leaves empty is taken":     {all: []delivered{{rows: []string{"1 A bifall", "1 A"}}}, want: [][]string{{"first A", "superseded A"}}},
		"somebody unnamed counts":            {all: []delivered{{rows: []string{"1 a", "2 A"}}}, want: [][]string{{"first", "first A"}}},
		"a later one that says the same":     {all: []delivered{{rows: []string{"1 A"}}, {rows: []string{"1 A"}}}, want: [][]string{{"duplicate A"}, {"first A"}}},
		"a later one that says otherwise":    {all: []delivered{{rows: []string{"1 A avslag"}}, {rows: []string{"1 A bifall"}}}, want: [][]string{{"superseded A"}, {"first A"}}},
		"a later one against another":        {all: []delivered{{rows: []string{"1 A"}}, {rows: []string{"1 B"}}}, want: [][]string{{"superseded A"}, {"first B"}}},
		"a later one without it":             {all: []delivered{{rows: []string{"1 A", "2 B"}}, {rows: []string{"2 B"}}}, want: [][]string{{"first A", "duplicate B"}, {"first B"}}},
		"one that was asked for by a name":   {all: []delivered{{rows: []string{"1 A", "1 B"}}, {rows: []string{"1 A"}, asked: true}}, want: [][]string{{"duplicate A", "kept B"}, {"first A"}}},
		"one that another replaces":          {all: []delivered{{rows: []string{"1 A", "2 B"}}, {rows: []string{"1 A"}, replaces: "1"}}, want: [][]string{{"duplicate A", "superseded B"}, {"first A"}}},
		"what is too old":                    {all: []delivered{{rows: []string{"1 A - 2019-01-04", "2 B", "3 c - 2019-01-04"}}}, years: 2, want: [][]string{{"aged-first A", "first B", "first"}}},
		"what is too old of a matter of two": {all: []delivered{{rows: []string{"1 A - 2019-01-04", "1 B - 2019-01-04"}}}, years: 2, want: [][]string{{"aged-first A", "aged B"}}},
	} {
		if got, _ := settled(t, c.years, nil, c.all...); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatIsRemovedIsUnnamed(t *testing.T) {
	id := func(text string) string { return record.KeyText(cleared(t, text, 1).Key) }
	for name, c := range map[string]struct {
		all     []delivered
		years   int
		removed string
		want    [][]string
	}{
		"a record":                               {[]delivered{{rows: []string{"1 A", "1 B", "2 A"}}}, 0, id("1 A"), [][]string{{"first", "kept B", "first A"}}},
		"a record with its repetitions":          {[]delivered{{rows: []string{"1 A", "1 A", "2 A"}}}, 0, id("1 A"), [][]string{{"first", "duplicate", "first A"}}},
		"what an earlier one told of it":         {[]delivered{{rows: []string{"1 A avslag"}}, {rows: []string{"1 A bifall"}}}, 0, id("1 A"), [][]string{{"superseded"}, {"first"}}},
		"what took its place under another name": {[]delivered{{rows: []string{"1 A"}}, {rows: []string{"1 B"}}}, 0, id("1 A"), [][]string{{"superseded"}, {"first"}}},
		"a company":                              {[]delivered{{rows: []string{"1 A", "1 B", "2 A", "3 a"}}}, 0, "x-a", [][]string{{"first", "kept B", "first", "first"}}},
		"a company whose records are too old":    {[]delivered{{rows: []string{"1 A - 2019-01-04", "2 B"}}}, 2, "x-a", [][]string{{"first", "first B"}}},
		"something that is not there":            {[]delivered{{rows: []string{"1 A"}}}, 0, "x-b", [][]string{{"first A"}}},
	} {
		if got, _ := settled(t, c.years, []string{c.removed}, c.all...); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Every row is accounted for, whatever becomes of it.
func TestEveryRowIsAccountedFor(t *testing.T) {
	_, s := settled(t, 2, []string{"x-c"}, delivered{rows: []string{"1 A", "1 A", "1 A bifall", "2 B - 2019-01-04", "3 c", "4 C"}})
	all, unnamed, removed := s.Matters[0].Account()
	if want := (release.Accounting{Read: 6, Published: 1, Unnamed: 2, Superseded: 2, AgedOut: 1}); all != want {
		t.Errorf("%+v, want %+v", all, want)
	}
	if want := (release.Accounting{Unnamed: 2}); unnamed != want {
		t.Errorf("unnamed: %+v, want %+v", unnamed, want)
	}
	if want := (release.Accounting{Unnamed: 1}); removed != want {
		t.Errorf("removed: %+v, want %+v", removed, want)
	}
}
