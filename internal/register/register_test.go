package register_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const who = `
    decided_by: the editors
    decided_on: 2024-02-01
    why: the source names it
`

const companiesYAML = `companies:
  - id: se-5567370431
    name: Påhittade Betalningar AB (publ)
    org_number: 556737-0431
    kind: legal_entity
    registered: 2007-10-29
    names: [Påhitt Pay, "Påhittade Betalningar AB"]
    source_name: the register
    source_url: https://example.se/` + who + `
  - id: x-invented-airways
    name: Invented Airways
    kind: curated
    names: [Invented Air]` + who

const brandsYAML = `brands:
  - id: pahitt
    name: Påhitt
    names:
      - {list: published-figures, name_as_written: Påhitt}
      - {list: published-figures, name_as_written: "Påhitt  PAY"}` + who

const decisionsYAML = `decisions:
  - list: arn-cases
    name_as_written: Påhittpay.se
    company: se-5567370431` + who + `
  - list: arn-cases
    name_as_written: Påhittade Bröder
    show: true` + who + `
  - list: arn-cases
    name_as_written: Anna Andersson Bygg
    show: false` + who

const notesYAML = `notes:
  - id: fee-2024
    kind: series_break
    list: arn-cases
    from: 2024-08-01
    text: {sv: Avgift införs, en: A fee is introduced}
    source_name: SFS 2024:55
    source_url: https://example.se/sfs
  - id: move
    kind: event
    list: arn-cases
    department: bank
    company_id: x-invented-airways
    from: 2022-01-01
    to: 2022-12-31
    text:
      sv: Flytt
      en: >
        A move
        over two lines
    source_name: the company
`

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func whole(t *testing.T) *company.Register {
	t.Helper()
	r, err := register.Load(files("companies.yaml", companiesYAML, "brands.yaml", brandsYAML,
		"decisions.yaml", decisionsYAML, "notes.yaml", notesYAML))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMatch(t *testing.T) {
	r := whole(t)
	const pay, air = "se-5567370431", "x-invented-airways"
	for _, c := range []struct {
		why                string
		list, number, name string
		want               company.Match
	}{
		{"a number of a company in the register", "arn-cases", "556737-0431", "PAHITT", company.Match{
			ID: pay, Method: company.ByNumber, Kind: record.LegalEntity, Number: "5567370431", Class: company.CompanyNumber,
			Evidence: "556737-0431",
		}},
		{"a number of a company outside it", "arn-cases", "165560360793", "Annat AB", company.Match{
			ID: "se-5560360793", Method: company.ByNumber, Kind: record.LegalEntity, Number: "5560360793", Class: company.CompanyNumber,
			Evidence: "556036-0793",
		}},
		{"a number that contradicts the name", "arn-cases", "556036-0793", "Påhitt Pay", company.Match{
			Method: company.Unresolved, Class: company.CompanyNumber, Why: company.Contradiction,
		}},
		{"the number goes before a curated name", "arn-cases", "556036-0793", "Invented Air", company.Match{
			ID: "se-5560360793", Method: company.ByNumber, Kind: record.LegalEntity, Number: "5560360793", Class: company.CompanyNumber,
			Evidence: "556036-0793",
		}},
		{"a hidden name stays hidden with a number", "arn-cases", "556036-0793", "Anna Andersson Bygg", company.Match{
			ID: "se-5560360793", Method: company.ByNumber, Kind: record.LegalEntity, Number: "5560360793", Class: company.CompanyNumber, Show: company.Hidden,
			Evidence: "556036-0793", Decision: 1,
		}},
		{"another name", "any", "", " påhitt  PAY ", company.Match{
			ID: pay, Method: company.ByName, Kind: record.LegalEntity, Number: "5567370431", Evidence: "Påhitt Pay",
		}},
		{"a curated company", "any", "-", "Invented Air", company.Match{ID: air, Method: company.ByName, Kind: record.Curated, Evidence: "Invented Air"}},
		{"a malformed number falls back on the name", "any", "556737-0432", "Invented Airways", company.Match{
			ID: air, Method: company.ByName, Kind: record.Curated, Class: company.MalformedNumber, Evidence: "Invented Airways",
		}},
		{"a decision", "arn-cases", "", "PÅHITTPAY.SE", company.Match{
			ID: pay, Method: company.ByDecision, Kind: record.LegalEntity, Number: "5567370431",
			Owns: []string{company.NameID("påhittpay.se")}, Evidence: "the editors, 2024-02-01: the source names it",
			Decision: 3,
		}},
		{"a decision holds for its list only", "konsumentverket-complaints", "", "Påhittpay.se", company.Match{
			ID: company.NameID("påhittpay.se"), Method: company.Unresolved, Kind: record.Unresolved, Why: company.Unknown,
		}},
		{"a name that may be shown", "arn-cases", "", "Påhittade Bröder", company.Match{
			ID: company.NameID("påhittade bröder"), Method: company.Unresolved, Kind: record.Unresolved, Why: company.Unknown, Show: company.Shown,
			Decision: 2,
		}},
		{"a name that may not", "arn-cases", "", "Anna Andersson Bygg", company.Match{
			ID: company.NameID("anna andersson bygg"), Method: company.Unresolved, Kind: record.Unresolved, Why: company.Unknown, Show: company.Hidden,
			Decision: 1,
		}},
		{"almost a name", "any", "", "Invented Airways Ltd", company.Match{
			ID: company.NameID("invented airways ltd"), Method: company.Unresolved, Kind: record.Unresolved, Why: company.Unknown,
		}},
		{"a person's number", "any", "811218-9876", "Påhitt Pay", company.Match{Method: company.Unresolved, Class: company.PersonNumber, Why: company.NotACompany}},
		{"an estate's number", "any", "132300-0006", "Påhitt Pay", company.Match{Method: company.Unresolved, Class: company.EstateNumber, Why: company.NotACompany}},
		{"a sole trader by form", "any", "", "Anna Andersson, enskild firma", company.Match{Method: company.Unresolved, Why: company.NotACompany}},
		{"a masked name", "any", "", "Personuppgift", company.Match{Method: company.Unresolved, Why: company.NotACompany}},
		{"nothing", "any", "", "", company.Match{Method: company.Unresolved, Why: company.NotACompany}},
	} {
		c.want.Form = company.FormOf(c.name) // of a company, a person and nobody alike
		if diff := cmp.Diff(c.want, r.Match(c.list, c.number, c.name)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.why, diff)
		}
	}
}

func TestRegister(t *testing.T) {
	r := whole(t)
	got, ok := r.Company("se-5567370431")
	want := record.Company{
		ID: "se-5567370431", Name: "Påhittade Betalningar AB (publ)", Kind: record.LegalEntity, OrgNumber: "556737-0431", Form: "AB",
		Registered: record.NewDate(2007, 10, 29),
		Names:      []record.WrittenName{{Name: "Påhitt Pay", Method: "name"}, {Name: "Påhittade Betalningar AB", Method: "name"}},
	}
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if c, ok := r.Company("x-invented-airways"); !ok || c.Registered != record.NoDate || c.OrgNumber != "" {
		t.Errorf("got %+v", c)
	}
	if _, ok := r.Company("x-nobody"); ok {
		t.Error("found a company that is not there")
	}
	for name, want := range map[string]string{"Påhitt": "pahitt", "PÅHITT pay": "pahitt", "Påhitt AB": ""} {
		if got, ok := r.Brand("published-figures", name); got != want || ok != (want != "") {
			t.Errorf("brand of %q is %q", name, got)
		}
	}
	if _, ok := r.Brand("arn-cases", "Påhitt"); ok {
		t.Error("a brand's name holds for its list only")
	}
	brands := []record.Brand{{ID: "pahitt", Name: "Påhitt", DecidedBy: "the editors", DecidedOn: record.NewDate(2024, 2, 1), Why: "the source names it"}}
	if diff := cmp.Diff(brands, r.Brands()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	notes := []record.Note{
		{
			ID: "fee-2024", Kind: "series_break", List: "arn-cases", From: record.NewDate(2024, 8, 1), To: record.NoDate,
			Text: record.Text{SV: "Avgift införs", EN: "A fee is introduced"}, SourceName: "SFS 2024:55", SourceURL: "https://example.se/sfs",
		},
		{
			ID: "move", Kind: "event", List: "arn-cases", Department: "bank", CompanyID: "x-invented-airways",
			From: record.NewDate(2022, 1, 1), To: record.NewDate(2022, 12, 31),
			Text: record.Text{SV: "Flytt", EN: "A move over two lines"}, SourceName: "the company",
		},
	}
	if diff := cmp.Diff(notes, r.Notes()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestLoadRegisterOverlay(t *testing.T) {
	later := files(
		"companies.yaml", "companies:\n  - id: x-invented-airways\n    name: Invented Airways II\n    kind: curated"+who,
		"decisions.yaml", "decisions:\n  - list: arn-cases\n    name_as_written: ANNA ANDERSSON BYGG\n    show: true"+who)
	r, err := register.Load(files("companies.yaml", companiesYAML, "decisions.yaml", decisionsYAML), later)
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := r.Company("x-invented-airways"); c.Name != "Invented Airways II" {
		t.Errorf("got %q", c.Name)
	}
	if m := r.Match("arn-cases", "", "Invented Air"); m.Method != company.Unresolved {
		t.Error("a name that was overlaid still leads somewhere")
	}
	if m := r.Match("arn-cases", "", "Anna Andersson Bygg"); m.Show != company.Shown {
		t.Error("the later decision does not hold")
	}
	if _, ok := r.Company("se-5567370431"); !ok {
		t.Error("what is not overlaid is gone")
	}
	if _, err := register.Load(files(), files("companies.yaml", "# none yet\n", "notes.yaml", "")); err != nil {
		t.Errorf("empty files: %v", err)
	}
}

func TestLoadRegisterFaults(t *testing.T) {
	const name = "companies:\n  - id: x-a\n    name: Påhitt A\n    kind: curated" + who
	for why, c := range map[string]struct{ file, data, want string }{
		"unknown key":          {"companies.yaml", strings.Replace(name, "kind:", "kidn:", 1), "companies.yaml:4: unknown field"},
		"syntax":               {"companies.yaml", "companies:\n  - id: [x\n", "companies.yaml:2: "},
		"wrong shape":          {"companies.yaml", "companies:\n  - id: {a: 1}\n", "companies.yaml:2: expected one value"},
		"no such kind":         {"companies.yaml", strings.Replace(name, "curated", "firm", 1), "companies.yaml:4: kind \"firm\""},
		"unresolved by hand":   {"companies.yaml", strings.Replace(name, "curated", "unresolved", 1), "companies.yaml:4: kind: "},
		"no kind":              {"companies.yaml", strings.Replace(name, "    kind: curated\n", "", 1), "companies.yaml:2: kind"},
		"bad number":           {"companies.yaml", strings.Replace(name, "curated", "legal_entity\n    org_number: 556737-0432", 1), "companies.yaml:5: org_number"},
		"number of a person":   {"companies.yaml", strings.Replace(name, "curated", "legal_entity\n    org_number: 811218-9876", 1), "companies.yaml:5: org_number"},
		"id does not fit":      {"companies.yaml", strings.Replace(name, "curated", "legal_entity\n    org_number: 5567370431", 1), "companies.yaml:2: id \"x-a\" does not fit"},
		"curated with number":  {"companies.yaml", name + "    org_number: 5567370431\n", "companies.yaml:8: org_number"},
		"id of another kind":   {"companies.yaml", strings.Replace(name, "x-a", "A", 1), "companies.yaml:2: id: a company's id is"},
		"a person's name":      {"companies.yaml", strings.Replace(name, "Påhitt A", "Anna Ek enskild firma", 1), "companies.yaml:3: name"},
		"no name":              {"companies.yaml", strings.Replace(name, "Påhitt A", "\"\"", 1), "companies.yaml:3: name"},
		"bad date":             {"companies.yaml", name + "    registered: 1 mars 2020\n", "companies.yaml:8: registered"},
		"twice":                {"companies.yaml", name + strings.Replace(name, "companies:\n", "", 1), "companies.yaml:8: \"x-a\" is on line 2 already"},
		"name on two":          {"companies.yaml", name + strings.Replace(strings.Replace(name, "companies:\n", "", 1), "x-a", "x-b", 1), "companies.yaml:9: the name \"Påhitt A\" is a name of x-a"},
		"nobody decided":       {"companies.yaml", strings.Replace(name, "the editors", "", 1), "companies.yaml:2: decided_by is missing"},
		"no day":               {"companies.yaml", strings.Replace(name, "    decided_on: 2024-02-01\n", "", 1), "companies.yaml:2: decided_on"},
		"no reason":            {"companies.yaml", strings.Replace(name, "    why: the source names it\n", "", 1), "companies.yaml:2: why is missing"},
		"brand id":             {"brands.yaml", strings.Replace(brandsYAML, "id: pahitt", "id: Påhitt", 1), "brands.yaml:2: id"},
		"brand without name":   {"brands.yaml", strings.Replace(brandsYAML, "    name: Påhitt\n", "", 1), "brands.yaml:2: name is missing"},
		"name of two brands":   {"brands.yaml", brandsYAML + strings.NewReplacer("brands:\n", "", "id: pahitt", "id: annat").Replace(brandsYAML), "linked to brand annat already"},
		"unknown company":      {"decisions.yaml", strings.Replace(decisionsYAML, "se-5567370431", "se-5560360793", 1), "decisions.yaml:4: company \"se-5560360793\" is not in"},
		"no decision":          {"decisions.yaml", strings.Replace(decisionsYAML, "    show: true\n", "", 1), "needs company, show, disputed"},
		"neither yes nor no":   {"decisions.yaml", strings.Replace(decisionsYAML, "show: true", "show: maybe", 1), "show \"maybe\""},
		"person shown":         {"decisions.yaml", strings.Replace(decisionsYAML, "Påhittade Bröder", "Anna Eks dödsbo", 1), "is never shown"},
		"decided twice":        {"decisions.yaml", strings.Replace(decisionsYAML, "Påhittade Bröder", "ANNA ANDERSSON BYGG", 1), "is on line"},
		"decision why":         {"decisions.yaml", strings.Replace(decisionsYAML, "    why: the source names it\n", "", 1), "decisions.yaml:3: why is missing"},
		"note kind":            {"notes.yaml", strings.Replace(notesYAML, "series_break", "break", 1), "notes.yaml:3: kind \"break\""},
		"note text":            {"notes.yaml", strings.Replace(notesYAML, "en: A fee is introduced", "en: ''", 1), "notes.yaml:6: text.en is missing"},
		"note without English": {"notes.yaml", strings.Replace(notesYAML, ", en: A fee is introduced", "", 1), "notes.yaml:2: text.en is missing"},
		"note backwards":       {"notes.yaml", strings.Replace(notesYAML, "to: 2022", "to: 2021", 1), "notes.yaml:15: to 2021-12-31 lies before"},
		"note's company":       {"notes.yaml", strings.Replace(notesYAML, "x-invented-airways", "x-nobody", 1), "notes.yaml:13: company \"x-nobody\""},
		"note's company id":    {"notes.yaml", strings.Replace(notesYAML, "x-invented-airways", "se-5567370432", 1), "notes.yaml:13: company_id"},
		"note source":          {"notes.yaml", strings.Replace(notesYAML, "    source_name: the company\n", "", 1), "source_name is missing"},
	} {
		all := files("companies.yaml", companiesYAML, "brands.yaml", brandsYAML, "decisions.yaml", decisionsYAML, "notes.yaml", notesYAML)
		all[c.file].Data = []byte(c.data)
		r, err := register.Load(all)
		switch {
		case err == nil || r != nil:
			t.Errorf("%s: no error", why)
		case !strings.Contains(err.Error(), c.want):
			t.Errorf("%s: got %q, want %q in it", why, err, c.want)
		case strings.Contains(err.Error(), "811218"):
			t.Errorf("%s: the error quotes a person's number: %q", why, err)
		}
	}
	_, err := register.Load(files(), files("notes.yaml", "notes:\n  - id: x\n"))
	if err == nil || !strings.Contains(err.Error(), "notes.yaml:2 (folder 2): ") {
		t.Errorf("a fault of the second folder is placed as %v", err)
	}
}

func TestMatchFromManyGoroutines(t *testing.T) {
	r := whole(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if m := r.Match("arn-cases", "", "Påhittpay.se"); m.ID != "se-5567370431" {
					t.Error("another match")
				}
				r.Notes()[0].ID = "changed"
			}
		})
	}
	wg.Wait()
	if r.Notes()[0].ID != "fee-2024" {
		t.Error("a caller can change the register")
	}
}

func BenchmarkMatch(b *testing.B) {
	r, err := register.Load(files("companies.yaml", companiesYAML, "decisions.yaml", decisionsYAML))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.Match("arn-cases", "", "Påhittade Möbler i Västerås AB")
	}
}
