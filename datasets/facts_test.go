package datasets_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/datasets"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const figures = "published-figures/bundled/published-figures-2026-11/published-figures.csv"

func load(t *testing.T) map[string]*list.List {
	t.Helper()
	lists, err := list.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*list.List{}
	for _, l := range lists {
		byID[l.ID] = l
	}
	return byID
}

// The figures' and the listings' departments are the board's: the code lists may not drift apart.
func TestDepartmentsAgree(t *testing.T) {
	lists := load(t)
	if d := cmp.Diff(lists["arn-cases"].Codes["department"], lists["published-figures"].Codes["department"]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(lists["arn-cases"].Codes["department"], lists["svarta-listan"].Codes["department"]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(lists["arn-cases"].Lookups["department"], lists["svarta-listan"].Lookups["department"]); d != "" {
		t.Error(d)
	}
}

// How long the publishers of the lists keep their own records public.
func TestPublishedForIsThePublishersOwn(t *testing.T) {
	for id, want := range map[string]string{"arn-cases": "unlimited", "svarta-listan": "2 years"} {
		if got := load(t)[id].PublishedFor.String(); got != want {
			t.Errorf("%s is published for %s, want %s", id, got, want)
		}
	}
}

func TestCodesThatMatter(t *testing.T) {
	lists := load(t)
	for _, c := range []struct{ list, column, text, want string }{
		{"arn-cases", "department", "Elavdelningen", "elektronik"},
		{"arn-cases", "department", " MOTOR ", "motor"},
		{"arn-cases", "department", "Hantverk", ""},
		{"arn-cases", "outcome", "Delvis bifall", "delvis-bifall"},
		{"arn-cases", "followed", "nej", "ej-foljt"},
		{"arn-cases", "department", "anna@example.org", record.Unmapped},
		{"konsumentverket-complaints", "subject", "El och gas", "el-och-gas"},
		{"cfpb-complaints", "department", "Payday loan, title loan, or personal loan", "payday-loan-title-loan-or-personal-loan"},
		{"cfpb-complaints", "department", "Credit reporting, credit repair services, ", record.Unmapped}, // cut off
		{"cfpb-complaints", "subject", "(CD) Certificate of deposit", "cd-certificate-of-deposit"},
		{"published-figures", "authority", "ARN", "arn"},
		{"published-figures", "authority", "Råd & Rön", "rad-och-ron"},
		{"published-figures", "measure", "cases_received", "cases_received"},
		{"published-figures", "department", "Evenemang", ""},
	} {
		if got, _ := lists[c.list].CodeOf(c.column, c.text); got != c.want {
			t.Errorf("%s %s %q: got %q, want %q", c.list, c.column, c.text, got, c.want)
		}
	}
}

// Nothing that concerns a person may become a published column by a slip in dataset.yaml.
func TestPersonalHeadersAreDropped(t *testing.T) {
	lists := load(t)
	for _, id := range []string{"arn-cases", "konsumentverket-complaints"} {
		for _, h := range []string{
			"Anmälare", "Namn", "Personnummer", "Postadress", "Postnummer", "Ort", "E-post", "Telefon", "Kön", "Ålder",
			"Ärendemening", "Handläggare",
		} {
			if c, ok := lists[id].Column(h); !ok || !c.Personal || c.Publish != list.No {
				t.Errorf("%s: header %s: %+v", id, h, c)
			}
		}
	}
	for _, h := range []string{"Consumer complaint narrative", "Tags"} {
		if c, _ := lists["cfpb-complaints"].Column(h); !c.Personal {
			t.Errorf("header %s is not personal", h)
		}
	}
}

// The three encodings hold the same rows.
func TestSameRowsInEveryEncoding(t *testing.T) {
	rows := func(id string) [][]string {
		var d source.Disclosure
		readYAML(t, "arn-cases/testdata/"+id+"/disclosure.yaml", &d)
		return readCSV(t, "arn-cases/testdata/"+id+"/"+d.Files[0].Name, d.Files[0])
	}
	want := rows("utf-8")
	for _, id := range []string{"windows-1252", "utf-8-bom"} {
		if d := cmp.Diff(want, rows(id)); d != "" {
			t.Errorf("%s: %s", id, d)
		}
	}
	if b, err := os.ReadFile("arn-cases/testdata/utf-8-bom/arenden.csv"); err != nil || !bytes.HasPrefix(b, []byte("\ufeff")) {
		t.Errorf("utf-8-bom has no byte order mark: %v", err)
	}
}

// Every planted secret is in a row of its fixture, or a test that looks for it proves nothing.
func TestSecretsArePlanted(t *testing.T) {
	for _, name := range glob(t, "*/testdata/planted-secrets.txt") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, sidecar := range glob(t, path.Dir(name)+"/*/disclosure.yaml") {
			var d source.Disclosure
			readYAML(t, sidecar, &d)
			for _, f := range d.Files {
				for _, row := range readCSV(t, path.Join(path.Dir(sidecar), f.Name), f) {
					text.WriteString(strings.Join(row, "\n") + "\n")
				}
			}
		}
		bare := strings.NewReplacer("-", "", " ", "").Replace(text.String())
		for secret := range strings.Lines(string(b)) {
			if secret = strings.TrimSpace(secret); !strings.Contains(text.String(), secret) && !strings.Contains(bare, secret) {
				t.Errorf("%s: %q is planted nowhere", name, secret)
			}
		}
	}
}

// Figures that the project is asked about, exactly as collected.
func TestFigures(t *testing.T) {
	rows := readCSV(t, figures, source.File{Encoding: "utf-8", Delimiter: ","})
	if len(rows) != 296 {
		t.Errorf("%d lines, want 295 figures and a header", len(rows))
	}
	var klarna []string
	for _, row := range rows {
		if row[3] == "Klarna" && strings.HasPrefix(row[13], "Arbetet") {
			klarna = append(klarna, row[10]+" "+row[12])
		}
	}
	if want := []string{"130 about", "770 almost", "5 ", "233 ", "1.2 "}; !slices.Equal(klarna, want) {
		t.Errorf("got %q, want %q", klarna, want)
	}
}

// Every name of a figure is decided on: a brand, or a legal entity by its number or its legal form.
func TestEveryNamedFigureIsDecided(t *testing.T) {
	var file struct {
		Brands []struct {
			ID, Name string
			Names    []struct {
				List          string
				NameAsWritten string `yaml:"name_as_written"`
			}
			DecidedBy string      `yaml:"decided_by"`
			DecidedOn record.Date `yaml:"decided_on"`
			Why       string
		}
	}
	readYAML(t, "companies/brands.yaml", &file)
	brand := map[string]string{}
	for _, b := range file.Brands {
		if b.ID != list.Slug(b.ID) || b.DecidedBy == "" || b.DecidedOn <= 0 || b.Why == "" {
			t.Errorf("brand %s: no id, or nobody decided", b.ID)
		}
		for _, n := range b.Names {
			if brand[n.NameAsWritten] != "" {
				t.Errorf("%s is in brands %s and %s", n.NameAsWritten, brand[n.NameAsWritten], b.ID)
			}
			brand[n.NameAsWritten] = b.ID
		}
	}
	used := map[string]bool{}
	for _, row := range readCSV(t, figures, source.File{Encoding: "utf-8", Delimiter: ","})[1:] {
		name := row[3]
		used[name] = true
		if name != "" && row[4] == "" && brand[name] == "" && !strings.HasSuffix(name, " AB") {
			t.Errorf("nobody decided what %q means", name)
		}
	}
	for name := range brand {
		if !used[name] {
			t.Errorf("brand name %q is in no figure", name)
		}
	}
}

// A name in print is a brand and never a company; the number beside it is.
func TestRegister(t *testing.T) {
	companies, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		t.Fatal(err)
	}
	register, err := register.Load(companies)
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := register.Brand("published-figures", "Klarna"); id != "klarna" || !ok {
		t.Errorf("Klarna is brand %q", id)
	}
	if id, ok := register.Brand("published-figures", "Klarna Bank AB (publ)"); ok {
		t.Errorf("the bank is brand %q", id)
	}
	if m := register.Match("published-figures", "", "Klarna"); m.Method == company.ByNumber || m.Method == company.ByName {
		t.Errorf("Klarna is company %s by %s", m.ID, m.Method)
	}
	if m := register.Match("published-figures", "556737-0431", "Klarna Bank AB (publ)"); m.ID != "se-5567370431" {
		t.Errorf("the bank is company %q", m.ID)
	}
	if n := len(register.Notes()); n < 5 {
		t.Errorf("%d notes, want the five breaks in the series at least", n)
	}
}

// Registrars fill columns without a list of codes with free text, in which persons are named.
func TestRegistrarsFreeTextIsNotPublished(t *testing.T) {
	for _, l := range load(t) {
		for _, c := range l.Columns {
			if c.Open && c.Publish == list.Yes && (l.ID == "arn-cases" || l.ID == "konsumentverket-complaints") {
				t.Errorf("%s: column %s is open and published", l.ID, c.Name)
			}
		}
	}
}
