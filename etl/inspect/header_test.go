package inspect_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tvistdata/etl/etltest"
	"tvistdata/etl/inspect"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
)

// nameless is a file without column names, one case twice against different companies; names are those that a list knows.
const (
	nameless = "2021-00001;2021-01-04;2021-06-30;Motor;Påhittade Bilar AB;412111-1118;Bifall;1 000,50\n" +
		"2021-00002;2021-01-05;2021-06-30;Resor;Ofarliga Motorer AB;4130110119;Avslag;2 000,50\n" +
		"2021-00003;2021-02-06;2021-06-30;Bank;Påhittade Bilar AB;412111-1118;Avskriven;300\n"
	names = "Ärendenummer;Inkom;Utskrivet;Avdelning;Motpart;Organisationsnummer;Beslut;Belopp"
)

// declared inspects a file of which somebody has said something.
func declared(t *testing.T, path string, d inspect.Declared) (inspect.Report, string) {
	t.Helper()
	o := options(t)
	o.Declared = d
	return inspected(t, path, o)
}

// builtNew builds a file with the dataset.yaml and the sidecar that were printed for it.
func builtNew(t *testing.T, path string, r inspect.Report) release.Accounting {
	t.Helper()
	lists, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset), Mode: fs.ModePerm}})
	if err != nil {
		t.Fatalf("%v\n%s", err, r.Dataset)
	}
	config := etltest.Config(t, load(t, path, "new-list", r.Sidecar))
	config.Lists = slices.Concat(config.Lists, lists)
	_, report := etltest.Build(t, config)
	return report.Accounted[0].Accounting
}

// The first case of a file without column names is a case: it is not lost as names, whatever the file is.
func TestTheFirstRowIsSuspectedToBeNoNames(t *testing.T) {
	for name, c := range map[string]struct{ file, text string }{
		"text":              {"lista.csv", nameless},
		"below a title":     {"lista.csv", "Utdrag ur diariet\n" + nameless},
		"commas":            {"lista.csv", strings.ReplaceAll(strings.ReplaceAll(nameless, ",", "."), ";", ",")},
		"two cells alike":   {"lista.csv", strings.ReplaceAll(nameless, "2021-06-30", "2021-01-04")},
		"a workbook":        {"lista.xlsx", book(t, nameless)},
		"a page":            {"lista.html", page(nameless)},
		"an amount for all": {"lista.csv", "Motor;Påhittade Bilar AB;1 000,50\nBank;Påhittade Däck AB;200\nResor;Ofarliga Motorer AB;300\n"},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, c.file, c.text)
			r, printed := declared(t, path, inspect.Declared{})
			if r.Rows != 3 || r.Ready || r.Columns[0].Header != "Column 1" || !strings.Contains(printed, "! The first line looks like a row") ||
				!strings.Contains(printed, "--columns") || !strings.Contains(printed, "--header") {
				t.Errorf("%d rows, ready %t, first column %q\n%s", r.Rows, r.Ready, r.Columns[0].Header, printed)
			}
			if got := builtNew(t, path, r); got.Published != 3 {
				t.Errorf("%+v, want 3 published\n%s", got, r.Sidecar)
			}
		})
	}
}

// Names that look like values are names when somebody says so, and words are a row when somebody says that.
func TestSomebodySaysWhereTheNamesAre(t *testing.T) {
	periods := "Företag;2021-01-04;2021-01-11\nPåhittade Bilar AB;1;2\nOfarliga Motorer AB;3;4\n"
	r, _ := declared(t, write(t, "lista.csv", periods), inspect.Declared{Lines: source.Lines{From: 1, To: 1}})
	if r.Rows != 2 || r.Columns[0].Header != "Företag" || !strings.Contains(r.Sidecar, "header_lines: 1}") {
		t.Errorf("%d rows, column %q\n%s", r.Rows, r.Columns[0].Header, r.Sidecar)
	}
	r, _ = declared(t, write(t, "lista.csv", "Motor;Eken\nBank;Eken\nResor;Boken\n"), inspect.Declared{NoHeader: true})
	if r.Rows != 3 || !strings.Contains(r.Sidecar, `header: ["Column 1", "Column 2"]`) || !strings.Contains(strings.Join(r.Remarks, ""), "--columns") {
		t.Errorf("%d rows\n%s\n%q", r.Rows, r.Sidecar, r.Remarks)
	}
}

// What somebody has said is in the sidecar, which builds every row.
func TestDeclaredFilesBuild(t *testing.T) {
	columns := strings.Split(names, ";")
	three := "Utdrag;;;;;;;\nÄrende-;;;;;;;\n;;;;;Organisations;;\nnummer;Inkom;Utskrivet;Avdelning;Motpart;nummer;Beslut;Belopp\n"
	for name, c := range map[string]struct {
		file, text string
		d          inspect.Declared
		says       string
	}{
		"names":               {"lista.csv", nameless, inspect.Declared{Columns: columns}, `header: ["Ärendenummer", "Inkom",`},
		"names of a workbook": {"lista.xlsx", book(t, nameless), inspect.Declared{Columns: columns}, `header: ["Ärendenummer", "Inkom",`},
		"comments": {
			"lista.csv", "% uttag; 2021-01-04\n" + names + "\n% rader\n" + nameless, inspect.Declared{Comment: "%"}, `comment: "%"`,
		},
		"names that are wrong": {
			"lista.csv", "Ärendenummer;Utskrivet;Inkom;Avdelning;Motpart;Organisationsnummer;Beslut;Belopp\n" + nameless,
			inspect.Declared{Columns: columns, Lines: source.Lines{From: 1, To: 1}},
			"header_lines: 1}",
		},
		"a line for the empty cell at the end": {
			"lista.csv", names + "\n" + strings.ReplaceAll(nameless, "\n", ";\n"),
			inspect.Declared{Columns: append(slices.Clone(columns), ""), Lines: source.Lines{From: 1, To: 1}},
			`"Belopp", ""], header_lines: 1}`,
		},
		"names over three lines": {
			"lista.csv", strings.NewReplacer("Ärende-", "Ärendenummer", "nummer;I", ";I", "Organisations;", "Organisationsnummer;", ";nummer", ";").Replace(three) + nameless,
			inspect.Declared{Lines: source.Lines{From: 2, To: 4}},
			"header_lines: 2-4}",
		},
		"sheet": {"lista.xlsx", book(t, nameless, names+"\n"+nameless), inspect.Declared{Sheet: "Sheet2"}, `sheet: "Sheet2"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, c.file, c.text)
			r, printed := declared(t, path, c.d)
			if r.List.ID != "arn-cases" || !r.Ready || r.Rows != 3 || !strings.Contains(r.Sidecar, c.says) {
				t.Fatalf("list %s, ready %t, %d rows\n%s", r.List.ID, r.Ready, r.Rows, printed)
			}
			d := load(t, path, r.List.ID, r.Sidecar)
			if got := accounting(t, d); got.Published != 3 || got.Read != 3 {
				t.Errorf("%+v, want 3 published", got)
			}
		})
	}
}

// A header that is in doubt is reported with the flag that settles it, and no build is promised.
func TestHeadersInDoubt(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"names that are said to be none": {"Nummer;In;Ut;Avd;Part;Orgnr;Utfall;Kr\n" + nameless, "The first rows, up to line 1, read like column names."},
		"words alone":                    {"Motor;Påhittade Bilar AB;Vara\nBank;Ofarliga Motorer AB;Tjänst\nResor;Fiktiva Däck AB;Vara\n", "The first row looks like a row of data."},
		"rows above, on a page":          {page(nameless + names + "\n" + nameless), "which cells the column names belong to"},
		"more names below":               {names + "\n(åååå-nnnnn);(datum);;;(namn);(nnnnnn-nnnn);;(kr)\n1;2;3;4;5;6;7;8\n" + nameless, "up to line 3, read like more of them. If they are, inspect the file again with --header 1-3"},
		"a name is missing":              {strings.Replace(names, "Inkom;", "", 1) + "\n" + strings.NewReplacer("1 000,50", "", "2 000,50", "", "300", "").Replace(nameless), "which cells the column names belong to"},
		"rows above":                     {nameless + names + "\n" + nameless, "which cells the column names belong to"},
		"values among names":             {strings.Replace(names, "Utskrivet", "2021-06-30", 1) + "\n" + nameless, "Some column names look like values."},
	} {
		t.Run(name, func(t *testing.T) {
			var d inspect.Declared
			if name == "names that are said to be none" {
				d.Columns = strings.Split(names, ";")
			}
			r, printed := declared(t, write(t, "lista.csv", c.text), d)
			if r.Ready || !strings.Contains(printed, c.says) || !strings.Contains(printed, "--header") {
				t.Errorf("ready %t\n%s", r.Ready, printed)
			}
		})
	}
}

// Where the file's name is not printed, what has to be declared with it is there to be completed.
func TestDeclarationsOfAHiddenName(t *testing.T) {
	path := write(t, "Anna Andersson.csv", nameless)
	r, printed := declared(t, path, inspect.Declared{Columns: strings.Split(names, ";")})
	absent(t, printed, "Anna")
	if r.Ready || !strings.Contains(printed, "has to be declared with its name") {
		t.Errorf("ready %t\n%s", r.Ready, printed)
	}
	completed := strings.NewReplacer("# files: # take", "files: # take", "#   - {name: ...,", "  - {name: Anna Andersson.csv,").Replace(r.Sidecar)
	if got := accounting(t, load(t, path, r.List.ID, completed)); got.Published != 3 {
		t.Errorf("%+v, want 3 published\n%s", got, completed)
	}
}

// What is said of a file that has no such thing is an error, not passed over.
func TestWhatDoesNotApplyIsRefused(t *testing.T) {
	for name, d := range map[string]inspect.Declared{
		"levels": {Levels: []string{"A", "B"}}, "sheet": {Sheet: "Blad1"}, "header": {Lines: source.Lines{From: 40, To: 40}},
		"columns": {Columns: []string{"Ärendenummer", "Motpart"}},
	} {
		o := options(t)
		o.Declared = d
		if _, err := inspect.File(t.Context(), write(t, "lista.csv", names+"\n"+nameless), o); err == nil || !strings.HasPrefix(err.Error(), "lista.csv:") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Sheets that hold nothing, or a note, are passed over.
func TestTheFirstSheetWithATable(t *testing.T) {
	r, _ := declared(t, write(t, "lista.xlsx", book(t, "", "Alfa;Beta\n")), inspect.Declared{})
	if r.Sheet != "Sheet2" || len(r.Columns) != 2 {
		t.Errorf("of a sheet without rows: sheet %q, %d columns", r.Sheet, len(r.Columns))
	}
	for name, first := range map[string]string{"empty": "", "a note": "Uppgifter ur diariet\n"} {
		for what, text := range map[string]string{"unknown names": "Alfa;Beta\na;b\nc;d\n", "no names": nameless} {
			r, printed := declared(t, write(t, "lista.xlsx", book(t, first, text)), inspect.Declared{})
			if r.Sheet != "Sheet2" || r.Rows < 2 {
				t.Errorf("%s, %s: sheet %q\n%s", name, what, r.Sheet, printed)
			}
		}
	}
}

// The respondent and the date are in columns that are filled and vary, not in one that says the same everywhere or seldom anything.
func TestGuessesGoByFilledAndVaried(t *testing.T) {
	var b strings.Builder
	b.WriteString("Utskrivet;Utlämnat av;Ombud;Dagen;Bolag;Svar\n")
	for i := range 12 {
		day, agent, answer := string(rune('0'+i/10))+string(rune('0'+i%10)), "", ""
		if i == 3 {
			agent, answer = "Juridiska Ombud AB", "2021-07-01"
		}
		company := []string{"Påhittade Bilar AB", "Ofarliga Motorer AB", "Ekens Handel", "Fiktiva Däck AB"}[i%4]
		b.WriteString("2021-12-01;Förvaltningens Service AB;" + agent + ";2021-03-1" + day[1:] + ";" + company + ";" + answer + "\n")
	}
	r, _ := declared(t, write(t, "lista.csv", b.String()), inspect.Declared{})
	got := map[string]string{}
	for _, c := range r.Columns {
		if c.Means != "" {
			got[c.Header] = c.Means
		}
	}
	if diff := cmp.Diff(map[string]string{"Dagen": "received_date", "Bolag": "respondent"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// of a list's date, too
	text := strings.NewReplacer("Utskrivet;", "Dnr;Avdelning;Beslut;Motpart;Utskrivet;", "2021-12-01;", "2021-1;Bank;Bifall;Eken AB;2021-12-01;").Replace(b.String())
	r, _ = declared(t, write(t, "lista.csv", text), inspect.Declared{})
	if r.List.ID != "arn-cases" || r.List.Sure == "no" || r.Columns[7].Means != "received_date" {
		t.Errorf("list %+v, column %+v", r.List, r.Columns[7])
	}
}

// A column that says the same everywhere is not the respondent's, though the one that varies is seldom filled.
func TestAConstantIsNoGuess(t *testing.T) {
	rows := "Utlämnat av;Bolag\n" + strings.Repeat("Förvaltningens Service AB;\n", 20) +
		"Förvaltningens Service AB;Påhittade Bilar AB\nFörvaltningens Service AB;Ofarliga Motorer AB\n"
	r, _ := declared(t, write(t, "lista.csv", rows), inspect.Declared{})
	if r.Columns[0].Means != "" || r.Columns[1].Means != "respondent" {
		t.Errorf("columns mean %q and %q", r.Columns[0].Means, r.Columns[1].Means)
	}
}

// page writes lines of cells as a table of a page.
func page(lines string) string {
	return "<meta charset=utf-8><table><tr><td>" + strings.NewReplacer(";", "</td><td>", "\n", "</td></tr>\n<tr><td>").Replace(strings.TrimSpace(lines)) +
		"</td></tr></table>"
}

// book writes lines of cells as the sheets of a workbook; of the first there is none when it is empty, but where another follows.
func book(t *testing.T, sheets ...string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	for i, lines := range sheets {
		sheet := "Sheet" + string(rune('1'+i))
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for row, line := range strings.Split(strings.TrimSpace(lines), "\n") {
			for column, cell := range strings.Split(line, ";") {
				at, err := excelize.CoordinatesToCellName(column+1, row+1)
				if err == nil && cell != "" {
					err = f.SetCellStr(sheet, at, cell)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return content(t, path)
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
