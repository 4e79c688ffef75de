package synthetic_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tvistdata/bench/synthetic"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// The demo that is committed is what the generator makes; workbooks are compared by their cells.
func TestDemoIsCommitted(t *testing.T) {
	fresh := t.TempDir()
	if err := synthetic.WriteDemo(fresh); err != nil {
		t.Fatal(err)
	}
	want, got := demoFiles(t, fresh), demoFiles(t, committed)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("other files are committed; run go run ./bench/synthetic/cmd (-made +committed)\n%s", diff)
	}
	for _, name := range want {
		made, kept := filepath.Join(fresh, name), filepath.Join(committed, name)
		if filepath.Ext(name) == ".xlsx" {
			if diff := cmp.Diff(sheets(t, made), sheets(t, kept)); diff != "" {
				t.Errorf("%s is not what the generator makes (-made +committed)\n%.2000s", name, diff)
			}
		} else if !bytes.Equal(read(t, made), read(t, kept)) {
			t.Errorf("%s is not what the generator makes; run go run ./bench/synthetic/cmd", name)
		}
	}
}

// The promised story, counted from the files by code that shares nothing with the generator.
func TestDemoTellsItsStory(t *testing.T) {
	rows := arnRows(t)
	number := map[string]string{}
	for _, c := range synthetic.Companies(62) {
		number[c.Name] = c.Number
	}
	jumping, twin, department := map[int]int{}, map[int]int{}, map[int]int{}
	seen, delivered := map[string]bool{}, map[string]int{}
	last := time.Time{}
	for _, r := range rows {
		if key := r.number + "|" + r.respondent; !seen[key] {
			seen[key] = true
			year := r.received.Year()
			switch r.org {
			case number[synthetic.Jumping]:
				jumping[year]++
			case number[synthetic.Twin]:
				twin[year]++
			}
			if (r.department == "Resor" || r.department == "Reseavdelningen") && r.org != number[synthetic.Twin] {
				department[year]++
			}
		} else {
			delivered[r.file]++
		}
		if r.received.After(last) {
			last = r.received
		}
	}
	before := 0
	for year := 2018; year <= 2022; year++ {
		before += jumping[year]
	}
	if before != 5*130 || jumping[2023] != 768 {
		t.Errorf("the jumping company has %d disputes in 2018 to 2022 and %d in 2023, want 650 and 768: %v", before, jumping[2023], jumping)
	}
	if got := last.Format(time.DateOnly); got != "2023-12-15" {
		t.Errorf("the last case was received %s", got)
	}
	twinGrowth, others := float64(twin[2023])/float64(twin[2022]), float64(department[2023])/float64(department[2022])
	if twinGrowth < 3 || twinGrowth/others < 0.8 || twinGrowth/others > 1.25 {
		t.Errorf("the twin grew %.1f times, the rest of its department %.1f times", twinGrowth, others)
	}
	if delivered["arn-2021-2022"] < 300 || delivered["arn-2023"] < 300 || delivered["arn-2018-2020"] != 0 {
		t.Errorf("rows delivered once more: %v", delivered)
	}
	if len(rows) < 14_000 || len(rows) > 16_000 {
		t.Errorf("%d rows of cases", len(rows))
	}
}

// A later list knows more of some case than an earlier one, and never less.
func TestDemoLaterListsAddOutcomes(t *testing.T) {
	known, added := map[string]bool{}, 0
	for _, r := range arnRows(t) {
		key := r.number + "|" + r.respondent
		before, again := known[key]
		if again && before && !r.decided {
			t.Errorf("%s: case %s has lost its decision", r.file, r.number)
		}
		if again && !before && r.decided {
			added++
		}
		known[key] = r.decided
	}
	if added < 300 {
		t.Errorf("only %d cases got their outcome in a later list", added)
	}
}

// What the sidecars say is covered is there: no case of the world is missing from a month that a list covers. The
// case numbers rise with the day of receipt, so a covered year that began late or ended early would show.
func TestDemoCoversItsDates(t *testing.T) {
	days := map[string]map[string]int{}
	for _, r := range arnRows(t) {
		if days[r.file] == nil {
			days[r.file] = map[string]int{}
		}
		days[r.file][r.received.Format("2006-01")]++
	}
	for file, span := range map[string][2]string{
		"arn-2018-2020": {"2018-01", "2020-12"}, "arn-2021-2022": {"2021-01", "2022-12"}, "arn-2023": {"2023-01", "2023-12"},
	} {
		side := string(read(t, filepath.Join(committed, "arn-cases/demo", file, "disclosure.yaml")))
		if !strings.Contains(side, "measures: [received], from: "+span[0]+"-01, to: "+span[1]) || !strings.Contains(side, "synthetic: true") {
			t.Errorf("%s: sidecar\n%s", file, side)
		}
		for m, _ := time.Parse("2006-01", span[0]); m.Format("2006-01") <= span[1]; m = m.AddDate(0, 1, 0) {
			if n := days[file][m.Format("2006-01")]; n < 60 {
				t.Errorf("%s: %d cases received in %s", file, n, m.Format("2006-01"))
			}
		}
	}
}

var tenDigits = regexp.MustCompile(`\b(?:16|19)?(\d{6})[- ]?(\d{4})\b`)

// Nobody is in the demo: numbers are published test numbers, of the unassigned group 4, or wrong.
func TestDemoIsInvented(t *testing.T) {
	published := []string{"8112189876", "1212121212", "7010632391", "1499999990"}
	numbers := 0
	for _, name := range demoFiles(t, committed) {
		if strings.HasSuffix(name, "disclosure.yaml") {
			continue
		}
		for _, row := range table(t, filepath.Join(committed, name)) {
			line := strings.Join(row, ";")
			for _, m := range tenDigits.FindAllStringSubmatch(line, -1) {
				numbers++
				if d := m[1] + m[2]; d[0] != '4' && !slices.Contains(published, d) || d[0] == '4' && d[2] < '2' {
					t.Fatalf("%s holds the number %s", name, d)
				}
			}
			if n := strings.Count(line, "@") - strings.Count(line, "@example.se"); n != 0 {
				t.Fatalf("%s holds an address elsewhere than at example.se: %s", name, line)
			}
		}
	}
	if numbers < 20_000 {
		t.Errorf("only %d numbers were looked at", numbers)
	}
}

// The lists know every column of the demo and every code but the one department that nobody has heard of.
func TestDemoFitsTheLists(t *testing.T) {
	lists, err := list.Load(os.DirFS(committed))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]*list.List{}
	for _, l := range lists {
		known[l.ID] = l
	}
	unmapped := map[string]int{}
	for _, name := range demoFiles(t, committed) {
		if strings.HasSuffix(name, "disclosure.yaml") {
			continue
		}
		l, rows := known[strings.Split(name, "/")[0]], table(t, filepath.Join(committed, name))
		for i, header := range rows[0] {
			column, ok := l.Column(header)
			if !ok {
				t.Errorf("%s: nobody knows the column %q", name, header)
			}
			if column.Type != list.CodeOf {
				continue
			}
			for _, row := range rows[1:] {
				if i < len(row) && row[i] != "" {
					if _, ok := l.CodeOf(column.Name, row[i]); !ok {
						unmapped[row[i]]++
					}
				}
			}
		}
	}
	if len(unmapped) != 1 || unmapped["Digitala tjänster"] == 0 || unmapped["Digitala tjänster"] > 10 {
		t.Errorf("codes that the lists don't know: %v", unmapped)
	}
}

// Every company of the demo can be shown by its name alone, and none of its persons can.
func TestDemoNamesAndPersons(t *testing.T) {
	register := company.NewRegister(nil, nil)
	mayShow := func(number, name string) bool {
		formed := company.FormOf(name).Legal != ""
		m := register.Match("arn-cases", number, name)
		return m.ID != "" && (m.Method == company.ByNumber || formed)
	}
	for _, c := range synthetic.Companies(62) {
		for _, s := range c.Spellings {
			if !mayShow(c.Number, s) {
				t.Errorf("%q is not shown", s)
			}
		}
		if !mayShow("", c.Name) {
			t.Errorf("%q is not shown without a number", c.Name)
		}
	}
	persons := 0
	surname := regexp.MustCompile(`Testsson|Exempelsdotter|Påhittsson|Fiktivius|von Prov|Låtsasberg|Demosson|Sagoström|XXXX|Personuppgift`)
	for _, r := range arnRows(t) {
		if surname.MatchString(r.respondent) {
			persons++
			if mayShow(r.org, r.respondent) {
				t.Errorf("%q is shown", r.respondent)
			}
		}
	}
	if persons < 200 {
		t.Errorf("only %d respondents are persons", persons)
	}
}

func TestDemoIsSmallAndMessy(t *testing.T) {
	var bytesInAll, rows int
	var text strings.Builder
	for _, name := range demoFiles(t, committed) {
		bytesInAll += len(read(t, filepath.Join(committed, name)))
		if !strings.HasSuffix(name, "disclosure.yaml") {
			for _, row := range table(t, filepath.Join(committed, name)) {
				rows++
				text.WriteString(strings.Join(row, ";") + "\n")
			}
		}
	}
	if bytesInAll > 4<<20 || rows < 19_000 || rows > 21_000 {
		t.Errorf("%d rows in %d bytes", rows, bytesInAll)
	}
	for _, mess := range []string{
		"Personuppgift", "XXXX XXXXXXX;", "Dödsboet efter ", " enskild firma;;", "Invented Airways Ltd;;", "Hittepåbutiken;;", ";Omprövning;",
		"våren 20", ";se bilaga;", ";se akt;", ";Evenemang;", ";Digitala tjänster;", " mars 2018;", ";19811218-9876;", ";16402001", " dödsbo;149999-9990",
		"\u00a0", ",50 kr;", "AB Påhittade Betalningar;", "PÅHITTADE BETALNINGAR AB (PUBL);", "påhittade betalningar ab;",
	} {
		if !strings.Contains(text.String(), mess) {
			t.Errorf("no row holds %q", mess)
		}
	}
}
