package list_test

import (
	"slices"
	"strings"
	"testing"

	"tvistdata/internal/list"
)

// extending adds to good.
const extending = `extends: made-up
published_for: 5 years
formats: [xlsx, html]
columns:
  - {name: respondent, headers: [Bolaget, Motpart]}
  - {name: matter_type, publish: 'no', why: too fine here}
  - {name: clerk, headers: [Handläggare], type: text, personal: true, publish: 'no', why: a person}
bounds: {rejected: 0.1, filled: {amount: 0.5}}
person_when: {Typ: privat}
codes:
  department:
    - {id: hus, label: {sv: Hus, en: Houses}}
lookups:
  department:
    - {match: [Skepp, Farkoster], value: bat, why: seen in 2024}
    - {match: [Villor], value: hus, why: seen in 2024}
    - {match: [Vet ej], value: null, why: seen in 2024}
  outcome:
    - {match: [Bifallet], value: bifall, why: a form of it}
`

// over loads good and a file that extends it.
func over(text string) ([]*list.List, error) {
	return list.LoadAll(files("made-up", good), files("made-up", text))
}

func TestExtend(t *testing.T) {
	base := load(t, strings.Replace(good, "companies_only: false", "bounds: {rows: 3, filled: {amount: 0.9, outcome: 0.2}}", 1))
	lists, err := list.LoadAll(files("made-up", strings.Replace(good, "companies_only: false", "bounds: {rows: 3, filled: {amount: 0.9, outcome: 0.2}}", 1)),
		files("made-up", extending))
	if err != nil {
		t.Fatal(err)
	}
	l := lists[0]
	if len(lists) != 1 || l.ID != "made-up" || l.Extends != "made-up" || l.Kind != base.Kind || l.Title != base.Title || l.Identity.Reference != "case_number" {
		t.Errorf("got %+v", l)
	}
	if l.PublishedFor.Years != 5 || !slices.Equal(l.Formats, []string{"csv", "xlsx", "html"}) {
		t.Errorf("public for %s, of formats %v", l.PublishedFor, l.Formats)
	}
	if b := l.Bounds; b.Rows != 3 || b.MostRejected() != 0.1 || b.Filled["amount"] != 0.5 || b.Filled["outcome"] != 0.2 {
		t.Errorf("bounds %+v", b)
	}
	for header, want := range map[string]string{"motpart": "respondent", "BOLAGET": "respondent", "Handläggare": "clerk", "Inkom": "received_date"} {
		if c, ok := l.Column(header); !ok || c.Name != want {
			t.Errorf("%s is column %q, want %s", header, c.Name, want)
		}
	}
	if marks := l.PersonMarks(); len(marks) != 1 || marks[0].Column != "matter_type" {
		t.Errorf("natural persons are told by %v", marks)
	}
	if c, _ := l.ColumnNamed("matter_type"); c.Publish != list.No || c.Why != "too fine here" || !c.Open || c.Headers[0] != "Typ" {
		t.Errorf("got %+v", c)
	}
	for text, want := range map[string]string{"Skepp": "bat", "farkoster": "bat", "Hus": "hus", "villor": "hus", "Vet ej": "", "Hantverk": "", "motor": "motor"} {
		if code, known := l.CodeOf("department", text); code != want || !known {
			t.Errorf("%s means %q, want %q", text, code, want)
		}
	}
	if got := l.Lookups["department"][2].Match; !slices.Equal(got, []string{"Farkoster"}) {
		t.Errorf("of a spelling that the bundled list has too, %v is kept", got)
	}
	if code, _ := l.CodeOf("outcome", "Bifallet"); l.CountsAs("outcome", code) != "won" || l.CountsAs("outcome", "avslag") != "decided_on_merits" {
		t.Error("outcomes count otherwise")
	}
	if c, _ := base.ColumnNamed("respondent"); len(c.Headers) != 1 || len(base.Codes["department"]) != 2 || len(base.Lookups["department"]) != 2 {
		t.Errorf("the bundled list was changed: %+v", base)
	}
}

// TestExtendSaysTheSameAgain: what the bundled list has, too, is no fault, so that an upgrade which adds it leaves the file right.
func TestExtendSaysTheSameAgain(t *testing.T) {
	for name, text := range map[string]string{
		"all of it":            "extends: made-up\n" + good,
		"nothing but that":     "extends: made-up\n",
		"a header and a code":  "extends: made-up\ncolumns:\n  - {name: respondent, headers: [MOTPART], type: text, publish: yes}\ncodes:\n  department:\n    - {id: motor, label: {sv: Motor, en: Motor}}\n",
		"spellings of a label": "extends: made-up\nlookups:\n  department:\n    - {match: [Båt, skepp], value: bat, why: x}\n    - {match: [hantverk], value: null, why: x}\n",
	} {
		lists, err := over(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if l := lists[0]; len(l.Columns) != 8 || len(l.Columns[1].Headers) != 1 || len(l.Codes["department"]) != 2 || len(l.Lookups["department"]) != 2 {
			t.Errorf("%s: got %+v", name, l)
		}
	}
}

func TestExtendSaysWhatIsWrongAndWhere(t *testing.T) {
	for name, c := range map[string]struct{ old, repl, want string }{
		"no such list":            {"extends: made-up", "extends: made-down", `1: extends: there is no list "made-down" to extend; the bundled ones are: made-up`},
		"nothing":                 {"extends: made-up", "extends:", `1: extends: there is no list "" to extend`},
		"another title":           {"published_for: 5 years", "title: {sv: x, en: y}", "2: title: what extends made-up cannot change this: leave it out"},
		"another kind":            {"published_for: 5 years", "record_kind: complaint", "2: record_kind: what extends made-up cannot change this"},
		"another id":              {"published_for: 5 years", "id: mine", "2: id: what extends made-up cannot change this"},
		"companies only":          {"published_for: 5 years", "companies_only: true", "2: companies_only: what extends"},
		"another identity":        {"published_for: 5 years", "identity: {reference: case_number}", "2: identity: what extends"},
		"surges at once":          {"published_for: 5 years", "surges: all", "2: surges: what extends"},
		"public for no time":      {"published_for: 5 years", "published_for:", "2: published_for: expected unlimited"},
		"format":                  {"[xlsx, html]", "[xlsx, xls]", `3: formats[1]: "xls" is not a format`},
		"another type":            {"headers: [Bolaget, Motpart]", "type: code", "5: columns[0].type: what extends made-up cannot change this"},
		"a register's names":      {"headers: [Bolaget, Motpart]", "register_name: true", "5: columns[0].register_name: what extends"},
		"a reason for nothing":    {"headers: [Bolaget, Motpart]", "why: x", "5: columns[0].why: what extends"},
		"shows more":              {"name: respondent, headers: [Bolaget, Motpart]", "name: received_date, publish: yes", "5: columns[0].publish: column received_date: what extends made-up may show less of it than publish no, not more"},
		"shows other things":      {"name: respondent, headers: [Bolaget, Motpart]", "name: amount, publish: key", "5: columns[0].publish: column amount: what extends made-up may show less"},
		"shows it wrongly":        {"publish: 'no', why: too fine here", "publish: week, why: x", `6: columns[1]: column matter_type: publish "week": expected yes`},
		"shows less than it may":  {"name: respondent, headers: [Bolaget, Motpart]", "name: respondent, publish: 'no', why: x", "5: columns[0]: column respondent: publish no: a dispute record can only show it as yes"},
		"less without reason":     {"publish: 'no', why: too fine here", "publish: 'no'", "6: columns[1]: column matter_type: why is it published as no?"},
		"header of another":       {"[Bolaget, Motpart]", "[Bolaget, Inkom]", `5: columns[0].headers[1]: header "Inkom" is a header of column received_date of made-up`},
		"header of its own, too":  {"[Handläggare]", "[Handläggare, bolaget]", `7: columns[2].headers[1]: header "bolaget" is a header of column respondent already`},
		"own header of another":   {"[Handläggare]", "[ Änr ]", `7: columns[2].headers[0]: header "Änr" is a header of column case_number already`},
		"blank header":            {"[Bolaget, Motpart]", "[Motpart, ' ']", "5: columns[0].headers[1]: a header cannot be blank"},
		"mistyped column":         {"name: respondent,", "name: respondnt,", `5: columns[0]: made-up has no column "respondnt": one of the list's own needs a type, publish and why`},
		"column twice":            {"name: matter_type, publish: 'no', why: too fine here", "name: respondent, headers: [B]", "6: columns[1]: there is a column respondent already"},
		"own column, shown":       {"personal: true, publish: 'no'", "publish: yes", "7: columns[2]: column clerk is no field of a dispute record"},
		"bounds":                  {"rejected: 0.1", "rejected: 5", "8: bounds.rejected: 5 is no share"},
		"bounds of no column":     {"{amount: 0.5}", "{amont: 0.5}", `8: bounds.filled.amont: there is no column "amont"`},
		"persons by nothing":      {"{Typ: privat}", "{Typp: privat}", `9: person_when.Typp: no column of the list has the header "Typp"`},
		"another code":            {"{id: hus, label: {sv: Hus, en: Houses}}", "{id: motor, label: {sv: Bilar, en: Cars}}", "12: codes.department[0].label: what extends made-up cannot change this"},
		"code of a label":         {"sv: Hus,", "sv: Motor,", `12: codes.department[0]: "Motor" means code motor in made-up`},
		"code of a spelling":      {"sv: Hus,", "sv: Hantverk,", `12: codes.department[0]: "Hantverk" means no code in made-up`},
		"code without label":      {"{sv: Hus, en: Houses}", "{sv: Hus}", "12: codes.department[0].label: expected a text"},
		"codes of no column":      {"codes:\n", "codes:\n  respondent:\n    - {id: x, label: {sv: x, en: x}}\n", "12: codes.respondent: there is no column respondent of type code"},
		"spelling of another":     {"[Skepp, Farkoster], value: bat", "[Farkoster, Skepp], value: motor", `15: lookups.department[0].match[1]: "Skepp" means code bat in made-up`},
		"spelling of none":        {"[Villor]", "[Hantverk]", `16: lookups.department[1].match[0]: "Hantverk" means no code in made-up`},
		"spelling to none":        {"[Vet ej]", "[motor]", `17: lookups.department[2].match[0]: "motor" means code motor in made-up`},
		"spelling twice":          {"[Villor]", "[Villor, farkoster]", `16: lookups.department[1].match[1]: "farkoster" is known already, as "bat"`},
		"spelling of an own code": {"[Vet ej]", "[hus]", `17: lookups.department[2].match[0]: "hus" is known already, as "hus"`},
		"lookup to no code":       {"value: hus", "value: hem", `16: lookups.department[1].value: there is no code "hem"`},
		"lookup without value":    {"value: null, ", "", "17: lookups.department[2]: expected a value"},
		"lookup without reason":   {"value: hus, why: seen in 2024", "value: hus", "16: lookups.department[1]: why does"},
		"lookup of nothing":       {"[Villor]", "[]", "16: lookups.department[1]: expected at least one spelling"},
		"unknown key":             {"published_for: 5 years", "colour: red", `2: unknown field "colour"`},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(extending, c.old) == 0 {
				t.Fatalf("the list holds no %q to replace", c.old)
			}
			_, err := over(strings.Replace(extending, c.old, c.repl, 1))
			if err == nil || !strings.HasPrefix(err.Error(), "made-up/dataset.yaml:"+c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got\n%v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := list.LoadAll(files("made-up", good), files("mine", extending)); err == nil ||
		err.Error() != "mine/dataset.yaml:1: extends: what extends made-up takes its place under its id, so the folder has to be called made-up, not mine" {
		t.Errorf("in another folder: %v", err)
	}
	if _, err := list.Load(files("made-up", extending)); err == nil || !strings.Contains(err.Error(), `:1: extends: there is no list "made-up"`) {
		t.Errorf("alone: %v", err)
	}
	short := strings.Replace(good, "companies_only: false", "published_for: 2 years", 1)
	if _, err := list.LoadAll(files("made-up", short), files("made-up", extending)); err == nil ||
		!strings.Contains(err.Error(), ":2: published_for: what extends made-up may publish for a shorter time than its 2 years, not for a longer one") {
		t.Errorf("public for longer: %v", err)
	}
}
