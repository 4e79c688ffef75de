package privacy_test

import (
	"iter"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"tvistdata/datasets"
	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// where is where a respondent's name may stand.
type where struct {
	what, number string
	registered   bool // the list says that its names are a register's own
	borne        bool // three rows of two disclosures have it
}

// everywhere is beside no number, beside a company's, and there with all that bears a name out.
var everywhere = []where{
	{what: "without a number"},
	{what: "beside a number", number: "402001-0007"},
	{what: "borne out", number: "402001-0007", borne: true},
	{what: "a register's own", number: "402001-0007", registered: true},
}

// Names of persons that look like companies' are not shown, whatever disguise they are in.
func TestPersonsAreNotShown(t *testing.T) {
	for file, places := range map[string][]where{"persons.txt": everywhere, "doubtful.txt": everywhere[:3]} {
		for _, name := range names(t, file) {
			for _, w := range places {
				if w.shows(t, name) {
					t.Errorf("%s: %q is shown %s", file, name, w.what)
				}
			}
		}
	}
}

// Names of companies are shown.
func TestCompaniesAreShown(t *testing.T) {
	for _, name := range names(t, "companies.txt") {
		for _, w := range everywhere {
			if !w.shows(t, name) {
				t.Errorf("%q is not shown %s", name, w.what)
			}
		}
	}
}

// shows reports whether a name is shown where it is.
func (w where) shows(t *testing.T, name string) bool {
	t.Helper()
	all := privacy.NewNames(company.NewRegister(nil, nil))
	j := privacy.NewExit(listOf(t, w.registered), all, []byte("key"), privacy.Seeds()).Respondent(w.number, name)
	all.WithholdBare(w.rows(j.Index))
	return j.Index != 0 && !j.Several && all.All()[j.Index].Written != ""
}

// rows returns those that bear a name out, or none.
func (w where) rows(name uint32) iter.Seq[privacy.Bearing] {
	if !w.borne {
		return slices.Values([]privacy.Bearing(nil))
	}
	return slices.Values([]privacy.Bearing{
		{Disclosure: "one", Key: [10]byte{1}, Name: name},
		{Disclosure: "one", Key: [10]byte{2}, Name: name},
		{Disclosure: "two", Key: [10]byte{3}, Name: name},
	})
}

var bundled = sync.OnceValues(func() ([]*list.List, error) { return list.Load(datasets.FS) })

// listOf returns a list, whose respondents are called as in a register or not.
func listOf(t *testing.T, registered bool) *list.List {
	t.Helper()
	if !registered {
		return &list.List{ID: "arn-cases"}
	}
	lists, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	l := lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == "arn-cases" })]
	l.Columns[slices.IndexFunc(l.Columns, func(c list.Column) bool { return c.Name == "respondent" })].RegisterName = true
	return l
}

// names reads the lines of a file of names, but for those that begin with "# ".
func names(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(line))
		}
	}
	return out
}
