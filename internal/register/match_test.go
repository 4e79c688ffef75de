package register_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const world = `companies:
  - {id: se-4420000004, name: Påhittade Banken Bankaktiebolag, org_number: 442000-0004, kind: legal_entity,
     names: [{name: Gamla Påhittsbanken AB, from: 2001-01-01, to: 2015-06-30}], decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4421000003, name: Påhittade Banken Holding AB, org_number: 442100-0003, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4422000002, name: Öster & Väster Möbler AB, org_number: 442200-0002, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4423000001, name: Två Bolag HB, org_number: 442300-0001, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4424000000, name: Två Bolag HB, org_number: 442400-0000, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: ie-999001, name: Invented Airways DAC, register: ie, register_number: "999001", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4425000009, name: "Invented Airways DAC, filial", org_number: 442500-0009, kind: branch, parent: ie-999001, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4426000008, name: Anna Andersson Bygg AB, org_number: 442600-0008, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4427000007, name: Sagolika Resor AB, org_number: 442700-0007, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
`

const worldGroups = `groups:
  - id: pahittade-banken
    name: Påhittade Banken
    members:
      - {company: se-4420000004}
      - {company: se-4421000003, from: 2020-01-01, to: 2021-12-31}
    decided_by: e
    decided_on: 2024-01-01
    why: w
`

func load(tb testing.TB, pairs ...string) *company.Register {
	tb.Helper()
	r, err := register.Load(files(pairs...))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// found says in one line what a match is.
func found(m company.Match) string {
	if m.Why != company.Found {
		return "- " + string(m.Why)
	}
	return m.ID + " " + string(m.Method) + ": " + m.Evidence
}

func TestMatchInOrder(t *testing.T) {
	r := load(t, "companies.yaml", world, "groups.yaml", worldGroups, "decisions.yaml", `decisions:
  - {list: arn, name_as_written: Resebyrån, company: se-4427000007, disputed: true, decided_by: e, decided_on: 2024-01-01, why: told}
  - {list: arn, name_as_written: Resebyrån, org_number: 442200-0002, company: se-4422000002, decided_by: e, decided_on: 2024-01-01, why: asked}
  - {list: arn, name_as_written: Två Bolag HB, company: se-4423000001, taken_back_by: e, taken_back_on: 2024-02-02, taken_back_why: wrong, decided_by: e, decided_on: 2024-01-01, why: w}
`, "merges.yaml", `merges:
  - {company: se-4428000006, into: se-4427000007, on: 2022-07-01, decided_by: e, decided_on: 2024-01-01, why: fusion}
`)
	for _, c := range []struct{ number, name, want string }{
		{"", "Resebyrån", "se-4427000007 decision: e, 2024-01-01: told"},
		{"442600-0008", "Resebyrån", "se-4427000007 decision: e, 2024-01-01: told"},
		{"442200-0002", "Resebyrån", "se-4422000002 decision: e, 2024-01-01: asked"},
		{"442600-0008", "vad som helst", "se-4426000008 number: 442600-0008"},
		{"442000-0004", "Påhittade Banken Holding AB", "- contradiction"},
		{"442000-0004", "PÅHITTADE BANKEN HOLDING AKTIEBOLAG", "- contradiction"},
		{"442000-0004", "Påhittade Banken", "se-4420000004 number: 442000-0004"},
		{"442900-0005", "Sagolika Resor", "se-4429000005 number: 442900-0005"},         // without a form it says too little
		{"442900-0005", "Gamla Påhittsbanken AB", "se-4429000005 number: 442900-0005"}, // names are taken over
		{"442300-0001", "Två Bolag HB", "se-4423000001 number: 442300-0001"},
		{"442500-0009", "Invented Airways DAC", "se-4425000009 number: 442500-0009"}, // a branch uses its parent's name
		{"442800-0006", "Sagolika Resor AB", "se-4427000007 number: 442800-0006"},    // merged
		{"IE 999001", "", "ie-999001 number: ie-999001"},
		{"IE 999002", "", "- not_a_company"},
		{"", "påhittade banken  bankaktiebolag", "se-4420000004 name: Påhittade Banken Bankaktiebolag"},
		{"", "Gamla Påhittsbanken AB", "se-4420000004 name: Gamla Påhittsbanken AB (2001-01-01 – 2015-06-30)"},
		{"", "AB Påhittade Banken Bank", "se-4420000004 folded: Påhittade Banken Bankaktiebolag"},
		{"", "Påhittade Banken AB", "- unknown"}, // the bank has one word more
		{"", "Påhittade Banken", "- unknown"},
		{"", "Öster och Väster-Möbler Aktiebolag (publ)", "se-4422000002 folded: Öster & Väster Möbler AB"},
		{"", "Oster & Vaster Mobler AB", "se-4422000002 folded: Öster & Väster Möbler AB"},
		{"", "OESTER & VAESTER MOEBLER AB", "se-4422000002 folded: Öster & Väster Möbler AB"},
		{"", "Öster & Väster Möbler HB", "- unknown"},
		{"", "Öster & Väster Möbler AB i likvidation", "se-4422000002 folded: Öster & Väster Möbler AB"},
		{"", "Öster & Väster Möbler Sverige AB", "- unknown"},
		{"", "Öster & Väster Möbler AB, filial", "- unknown"},
		{"", "Öster Väster Möbler", "- unknown"},
		{"", "Öster & Väster Möbler", "- undecidable"}, // a sole trader may be called so
		{"", "Sagolika Resor", "- undecidable"},
		{"", "Anna Andersson Bygg", "- undecidable"},
		{"", "Två Bolag HB", "- ambiguous"},
		{"", "Två Bolag", "- ambiguous"},
		{"", "Invented Airways", "- ambiguous"},
	} {
		if got := found(r.Match("arn", c.number, c.name)); got != c.want {
			t.Errorf("%q %q: got %s, want %s", c.number, c.name, got, c.want)
		}
	}
	branded := load(t, "companies.yaml", world, "brands.yaml", "brands:\n  - {id: s, name: Sagolika Resor, decided_by: e, decided_on: 2024-01-01, why: w}\n")
	if got := found(branded.Match("arn", "", "Sagolika Resor")); got != "- brand" {
		t.Errorf("a brand's name is %s", got)
	}
	if m := branded.Match("arn", "", "Sagolika-Resor AB"); m.Method != company.ByFold {
		t.Errorf("got %+v", m)
	}
	if m := r.Match("arn", "", "Resebyrån"); !m.Disputed || !slices.Equal(m.Owns, []string{company.NameID("Resebyrån")}) {
		t.Errorf("got %+v", m)
	}
	if m := r.Match("arn", "442800-0006", ""); !slices.Equal(m.Owns, []string{"se-4428000006"}) || m.Number != "4427000007" {
		t.Errorf("got %+v", m)
	}
}

// A name without legal form and number is a company's only when the register, a hand-kept entry or a decision has the very
// name, and a register's word is not enough for what people are called.
func TestMatchFormless(t *testing.T) {
	kept := load(t, "companies.yaml", `companies:
  - {id: se-4426000008, name: Hampus Bygg AB, org_number: 442600-0008, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4427000007, name: Sagolika Resor AB, org_number: 442700-0007, kind: legal_entity, names: [{name: Sagolika}, {name: Sagolika Ulla}],
     decided_by: e, decided_on: 2024-01-01, why: w}
`, "decisions.yaml", "decisions:\n"+
		"  - {list: arn, name_as_written: Bygg-Hampus, company: se-4426000008, decided_by: e, decided_on: 2024-01-01, why: told}\n")
	imported := ofCSV(t, "number,name,form,status\n"+
		"402001-0007,Hampus Bygg AB,AB,active\n412111-1118,Sagolika Förbundet,Ideell förening,active\n"+
		"442200-0002,Hampus Minne,Stiftelse,active\n442300-0001,Sagolikan,Ideell förening,active\n442400-0000,Lindqvists Vänner,Ideell förening,active\n"+
		"442500-0009,Sankt Hampus Fastighetsaktiebolag,AB,active\n")
	for _, c := range []struct {
		r          *company.Register
		name, want string
	}{
		{kept, "Hampus Bygg", "- undecidable"},
		{kept, "HAMPUS BYGG", "- undecidable"},
		{kept, "hampus-bygg", "- undecidable"},
		{kept, "Bygg-Hampus", "se-4426000008 decision: e, 2024-01-01: told"},
		{kept, "Sagolika Resor", "- undecidable"},
		{kept, "Sagolika", "se-4427000007 name: Sagolika"},
		{kept, "SAGOLIKA ULLA", "se-4427000007 name: Sagolika Ulla"},
		{imported, "Hampus Bygg", "- undecidable"},
		{imported, "Hampus Bygg AB", "se-4020010007 name: Hampus Bygg AB"},
		{imported, "Sagolika förbundet", "se-4121111118 name: Sagolika Förbundet"},
		{imported, "Hampus Minne", "- undecidable"},
		{imported, "Hampus-Minne", "- undecidable"},
		{imported, "Sagolikan", "- undecidable"},
		{imported, "Lindqvists Vänner", "- undecidable"},
		{imported, "SANKT HAMPUS FASTIGHETSAKTIEBOLAG", "se-4425000009 name: Sankt Hampus Fastighetsaktiebolag"},
	} {
		if got := found(c.r.Match("arn", "", c.name)); got != c.want {
			t.Errorf("%q: got %s, want %s", c.name, got, c.want)
		}
	}
}

// ofCSV is an imported register.
func ofCSV(t *testing.T, csv string) *company.Register {
	t.Helper()
	var out bytes.Buffer
	if _, err := register.Import("register", strings.NewReader(csv), &out); err != nil {
		t.Fatal(err)
	}
	return load(t, register.File, out.String())
}

func TestMergesAndMembers(t *testing.T) {
	r := load(t, "companies.yaml", world, "groups.yaml", worldGroups+`
  - id: allt
    name: Allt
    members:
      - {group: pahittade-banken, from: 2021-01-01}
      - {company: se-4420000004, to: 2020-12-31}
    decided_by: e
    decided_on: 2024-01-01
    why: w
`, "merges.yaml", `merges:
  - {company: u-n6ik4ttf6ntv4npq, into: se-4421000003, decided_by: e, decided_on: 2024-01-01, why: the same}
  - {company: se-4421000003, into: se-4420000004, on: 2022-07-01, decided_by: e, decided_on: 2024-01-01, why: fusion}
`)
	m, ok := r.Merge("u-n6ik4ttf6ntv4npq")
	if want := (record.Merge{Into: "se-4420000004", On: record.NewDate(2024, 1, 1), Why: "the same"}); !ok || m != want {
		t.Errorf("got %+v", m)
	}
	if _, ok := r.Merge("se-4420000004"); ok {
		t.Error("a company that stands for itself is merged")
	}
	var got []string
	for _, m := range r.Members() {
		got = append(got, fmt.Sprint(m.Kind, " ", m.Of, " ", m.Company, " ", m.From, "/", m.To))
	}
	want := []string{
		"group allt se-4420000004 /", "group allt se-4421000003 2021-01-01/2021-12-31",
		"group pahittade-banken se-4420000004 /", "group pahittade-banken se-4421000003 2020-01-01/2021-12-31",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestLoadTiesFaults(t *testing.T) {
	const by = ", decided_by: e, decided_on: 2024-01-01, why: w}\n"
	for why, c := range map[string]struct{ file, data, want string }{
		"merge into nobody": {"merges.yaml", "merges:\n  - {company: se-4420000004, into: x-nobody" + by, "merges.yaml:2: company \"x-nobody\""},
		"merge of nobody":   {"merges.yaml", "merges:\n  - {company: x-nobody, into: se-4420000004" + by, "merges.yaml:2: company \"x-nobody\""},
		"merge in a circle": {"merges.yaml", "merges:\n  - {company: se-4420000004, into: se-4421000003" + by + "  - {company: se-4421000003, into: se-4420000004" + by, "merges.yaml:3: \"se-4421000003\" is merged into itself"},
		"merge into itself": {"merges.yaml", "merges:\n  - {company: se-4420000004, into: se-4420000004" + by, "merges.yaml:2: \"se-4420000004\" is merged into itself"},
		"group of nobody":   {"groups.yaml", "groups:\n  - {id: a, name: A, members: [{company: x-nobody}]" + by, "groups.yaml:2: company \"x-nobody\""},
		"group of no group": {"groups.yaml", "groups:\n  - {id: a, name: A, members: [{group: b}]" + by, "groups.yaml:2: group \"b\" is not in"},
		"group in itself":   {"groups.yaml", "groups:\n  - {id: a, name: A, members: [{group: b}]" + by + "  - {id: b, name: B, members: [{group: a}]" + by, "groups.yaml:3: group \"a\" holds itself"},
		"member twice": {
			"groups.yaml", "groups:\n  - {id: a, name: A, members: [{company: se-4420000004, from: 2020-01-01}, {company: se-4420000004, to: 2020-01-01}]" + by,
			"groups.yaml:2: members: \"se-4420000004\" is there already",
		},
		"member backwards": {"groups.yaml", "groups:\n  - {id: a, name: A, members: [{company: se-4420000004, from: 2020-01-02, to: 2020-01-01}]" + by, "groups.yaml:2: to 2020-01-01 lies before"},
		"brand of a group": {"brands.yaml", "brands:\n  - {id: a, name: A, members: [{group: b}]" + by, "brands.yaml:2: members: a brand has"},
		"names overlap": {
			"companies.yaml", "companies:\n  - {id: x-a, name: A, name_from: 2020-01-01, kind: curated, names: [{name: B, to: 2020-01-01}]" + by,
			"companies.yaml:2: names: \"A\" and \"B\" overlap",
		},
		"branch of nothing": {"companies.yaml", "companies:\n  - {id: se-4420000004, name: A filial, org_number: 442000-0004, kind: branch" + by, "companies.yaml:2: parent"},
		"branch of a branch": {
			"companies.yaml", "companies:\n  - {id: se-4420000004, name: A filial, org_number: 442000-0004, kind: branch, parent: se-4421000003" + by +
				"  - {id: se-4421000003, name: B filial, org_number: 442100-0003, kind: branch, parent: se-4420000004" + by,
			"companies.yaml:2: parent \"se-4421000003\" is no company",
		},
		"branch of nobody":    {"companies.yaml", "companies:\n  - {id: se-4420000004, name: A filial, org_number: 442000-0004, kind: branch, parent: x-b" + by, "companies.yaml:2: parent \"x-b\""},
		"foreign from Sweden": {"companies.yaml", "companies:\n  - {id: se-1, name: A, register: se, register_number: 1, kind: foreign" + by, "companies.yaml:2: register"},
		"foreign id":          {"companies.yaml", "companies:\n  - {id: ie-2, name: A, register: ie, register_number: 1, kind: foreign" + by, "companies.yaml:2: id \"ie-2\" does not fit"},
		"status":              {"companies.yaml", "companies:\n  - {id: x-a, name: A, status: alive, kind: curated" + by, "companies.yaml:2: status \"alive\""},
		"taken back before": {
			"decisions.yaml", "decisions:\n  - {list: a, name_as_written: B, show: true, taken_back_by: e, taken_back_on: 2023-01-01, taken_back_why: w" + by,
			"decisions.yaml:2: taken_back_on 2023-01-01 lies before",
		},
		"taken back by nobody": {"merges.yaml", "merges:\n  - {company: se-4420000004, into: se-4421000003, taken_back_on: 2025-01-01" + by, "merges.yaml:2: taken_back_by is missing"},
		"decision's number":    {"decisions.yaml", "decisions:\n  - {list: a, name_as_written: B, org_number: 811218-9876, show: true" + by, "decisions.yaml:2: org_number: expected a valid organisation number, got a person number"},
		"no register":          {"register.tsv", "orgnr;namn\n", "register.tsv:1: this is no imported register"},
		"register's number":    {"register.tsv", "number\tform\tstatus\tregistered\tnames\n4420000001\tAB\t\t\tA AB\n", "register.tsv:2: this line is not as"},
		"register's order":     {"register.tsv", "number\tform\tstatus\tregistered\tnames\n4421000003\tAB\t\t\tA AB\n4420000004\tAB\t\t\tB AB\n", "register.tsv:3: the lines are not in order"},
	} {
		all := []string{"companies.yaml", world, "groups.yaml", worldGroups, c.file, c.data}
		_, err := register.Load(files(all...))
		switch {
		case err == nil:
			t.Errorf("%s: no error", why)
		case !strings.Contains(err.Error(), c.want):
			t.Errorf("%s: got %q, want %q in it", why, err, c.want)
		case strings.Contains(err.Error(), "811218"):
			t.Errorf("%s: the error quotes a person's number: %q", why, err)
		}
	}
}

// invented draws a register of companies with words and forms of a few, so that names collide.
func invented(t *rapid.T, label string) []string {
	word := rapid.SampledFrom([]string{"Påhitt", "Pahitt", "Paahitt", "Öst", "Oest", "Möbler", "Mobler", "Bank", "Holding", "&", "och", "1", "11"})
	form := rapid.SampledFrom([]string{"AB", "HB", "AB (publ)", "Bankaktiebolag"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "words"), " ") + " " + form.Draw(t, "form")
	}), 0, 8).Draw(t, label)
}

// yamlOf writes companies with numbers of group 4 that start with a digit.
func yamlOf(names []string, first int) string {
	var b strings.Builder
	b.WriteString("companies:\n")
	for i, number := range numbersOf(names, first) {
		fmt.Fprintf(&b, "  - {id: se-%s, name: %q, org_number: %q, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}\n", number, names[i],
			number)
	}
	return b.String()
}

// numbersOf returns a number of group 4 for each company.
func numbersOf(names []string, first int) []string {
	numbers := make([]string, len(names))
	for i := range names {
		numbers[i] = checked(fmt.Sprintf("4%d2%06d", first, i))
	}
	return numbers
}

// checked adds the check digit to nine digits, worked out as SKV 704 has it.
func checked(nine string) string {
	sum := 0
	for i, c := range nine {
		v := int(c-'0') * (2 - i%2)
		sum += v/10 + v%10
	}
	return nine + fmt.Sprint((10-sum%10)%10)
}

// A company whose name folds to no other's changes the match of no other name, kept by hand or imported.
func TestUnrelatedCompanyChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := invented(t, "register")
		asked := append(invented(t, "asked"), names...)
		before, err := register.Load(files("companies.yaml", yamlOf(names, 1)))
		if err != nil {
			t.Fatal(err)
		}
		later := []string{"Helt Orelaterade Resor AB"}
		after, err := register.Load(files("companies.yaml", yamlOf(names, 1)), files("companies.yaml", yamlOf(later, 2)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range asked {
			for _, written := range []string{name, strings.ToUpper(name), strings.Fields(name)[0]} {
				if x, y := before.Match("arn", "", written), after.Match("arn", "", written); !cmp.Equal(x, y) {
					t.Fatalf("%q: %+v became %+v", written, x, y)
				}
			}
		}
	})
}

// A match by name leads to a company that is the only one with a name of that key, worked out independently.
func TestMatchIsTheOnlyOne(t *testing.T) {
	plain := strings.NewReplacer(" (publ)", "", "Bankaktiebolag", "bank AB", "&", "och")
	rapid.Check(t, func(t *rapid.T) {
		names := invented(t, "register")
		numbers := numbersOf(names, 1)
		r, err := register.Load(files("companies.yaml", yamlOf(names, 1)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			m := r.Match("arn", "", name)
			same := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.EqualFold(n, name) })
			if len(same) > 1 && m.Method != company.Unresolved {
				t.Fatalf("%q is the name of %d, and was matched with %s", name, len(same), m.ID)
			}
			if len(same) == 1 && m.Method != company.ByName {
				t.Fatalf("%q is the name of one, and was %s (%s)", name, m.Method, m.Why)
			}
			if m := r.Match("arn", "", strings.ToUpper(plain.Replace(name))); m.Method == company.ByFold {
				of := names[slices.IndexFunc(numbers, func(number string) bool { return m.ID == "se-"+number })]
				if !strings.EqualFold(bareOf(plain.Replace(of)), bareOf(plain.Replace(name))) {
					t.Fatalf("%q was matched with %q", name, of)
				}
			}
		}
	})
}

func bareOf(name string) string {
	return strings.NewReplacer(" ", "", "å", "a", "ö", "o", "aa", "a", "oe", "o", "Ö", "o", "Oe", "o").Replace(name)
}
