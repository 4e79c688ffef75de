package etl_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// kindColumn is a column of a list that a test describes, with a cell of it.
type kindColumn struct{ name, typ, publish, cell string }

// kindColumns are the columns of each kind of record.
var kindColumns = map[record.Kind][]kindColumn{
	record.Dispute: {
		{"case_number", "text", "key", "2021-00001"},
		{"matter_type", "code", "yes", "synligt"},
		{"received_date", "date", "yes", "2021-01-04"},
		{"department", "code", "yes", "synligt"},
		{"respondent", "text", "yes", "Påhittade Bilar AB"},
		{"org_number", "org_number", "yes", "412111-1118"},
		{"decision_date", "date", "yes", "2021-03-09"},
		{"outcome", "code", "yes", "bifall"},
		{"dismissal_reason", "code", "yes", "synligt"},
		{"amount", "amount", "band", "7777"},
		{"followed", "code", "yes", "foljt"},
	},
	record.Complaint: {
		{"reference", "text", "key", "2021-00001"},
		{"received_date", "date", "yes", "2021-01-04"},
		{"department", "code", "yes", "synligt"},
		{"subject", "code", "yes", "synligt"},
		{"respondent", "text", "yes", "Påhittade Bilar AB"},
		{"org_number", "org_number", "yes", "412111-1118"},
	},
	record.Listing: {
		{"issue", "text", "yes", "2021-1"},
		{"issue_date", "date", "yes", "2021-01-04"},
		{"department", "code", "yes", "synligt"},
		{"respondent", "text", "yes", "Påhittade Bilar AB"},
		{"org_number", "org_number", "yes", "412111-1118"},
		{"cases", "count", "yes", "3"},
		{"amount_sum", "amount", "yes", "7777"},
	},
	record.Figure: {
		{"authority", "code", "yes", "arn"},
		{"jurisdiction", "text", "yes", "SE"},
		{"measure", "code", "yes", "received"},
		{"company_as_written", "text", "yes", "Påhittade Bilar AB"},
		{"org_number", "org_number", "yes", "412111-1118"},
		{"department_as_written", "text", "yes", "synligt"},
		{"period_start", "date", "yes", "2021-01-01"},
		{"period_end", "date", "yes", "2021-12-31"},
		{"period_label", "text", "yes", "synligt"},
		{"period_precision", "text", "yes", "year"},
		{"value", "decimal", "yes", "7777"},
		{"unit", "text", "yes", "cases"},
		{"qualifier", "text", "yes", "synligt"},
		{"source_name", "text", "yes", "A list"},
		{"source_url", "text", "yes", "https://example.se/synligt"},
		{"published", "text", "yes", "2021-12-30"},
		{"note", "text", "yes", "synligt"},
	},
}

// musts are the columns that a kind cannot do without.
var musts = map[string]bool{
	"case_number": true, "respondent": true, "issue": true, "issue_date": true, "cases": true, "authority": true, "jurisdiction": true, "measure": true,
	"period_precision": true, "value": true, "unit": true, "source_name": true,
}

// hidden is what a private column of a type says.
func hidden(typ string) string {
	switch typ {
	case "date":
		return "2021-05-06"
	case "amount", "decimal", "count":
		return "8888"
	}
	return "hemligt"
}

// describe writes the dataset.yaml of a list of a kind, with some columns put in the places of those of their names, or added,
// and a file of one row.
func describe(kind record.Kind, own []kindColumn, required, identifies bool) (yaml, file string) {
	isOwn := func(name string) bool {
		return slices.ContainsFunc(own, func(c kindColumn) bool { return c.name == name })
	}
	var columns, codes, headers, cells strings.Builder
	reference, fallback, with := "", []string{}, []string{}
	for _, c := range append(slices.Clone(kindColumns[kind]), own...) {
		private := slices.Contains(own, c)
		if isOwn(c.name) && !private {
			continue
		}
		must := musts[c.name] && (kind != record.Listing || c.name == "respondent" || c.name == "cases")
		fmt.Fprintf(&columns, "  - {name: %s, headers: [\"%s:\"], type: %s, publish: \"%s\", required: %t, why: a test%s}\n",
			c.name, c.name, c.typ, c.publish, must || private && required, map[bool]string{true: ", bands: [0, 1000]"}[c.publish == "band"])
		if c.typ == "code" {
			codes.WriteString("  " + c.name + ":\n")
			for _, id := range []string{"synligt", "hemligt", "arn", "received", "bifall", "delvis-bifall", "avslag", "foljt", "ej-foljt"} {
				fmt.Fprintf(&codes, "    - {id: %s, label: {sv: %s, en: %s}}\n", id, id, id)
			}
		}
		headers.WriteString(c.name + ":;")
		cells.WriteString(c.cell + ";")
		if private && identifies {
			with = append(with, c.name)
		}
	}
	switch kind {
	case record.Dispute:
		reference = "reference: case_number, "
	case record.Complaint:
		fallback = append(with, "respondent")
	case record.Listing:
		fallback = append(with, "issue", "respondent")
	case record.Figure:
		fallback = append(with, "unit")
		codes.WriteString("  department:\n    - {id: motor, label: {sv: motor, en: motor}}\n")
	case record.Aggregate:
	}
	const text = "{sv: x, en: x}"
	return fmt.Sprintf("id: a-list\ntitle: %[1]s\ndescription: %[1]s\nauthority: x\nauthority_name: %[1]s\ncountry: SE\nrecord_kind: %[2]s\n"+
			"counting_unit: %[1]s\nlicence: {name: x, url: \"https://example.se\"}\nformats: [csv]\ndepartments_of: [%[3]s]\ncolumns:\n%[4]s"+
			"identity: {%[5]swith: [%[6]s], fallback: [%[7]s]}\ncodes:\n%[8]s",
			text, kind, map[bool]string{true: "arn"}[kind == record.Figure], columns.String(), reference, strings.Join(with, ", "), strings.Join(fallback, ", "),
			codes.String()),
		headers.String() + "\n" + cells.String() + "\n"
}

// loaded loads a described list; it fails unless what is wrong with it is said in a sentence.
func loaded(t *testing.T, yaml string) (lists []*list.List, ok bool) {
	t.Helper()
	lists, err := list.LoadAll(fstest.MapFS{"a-list/dataset.yaml": {Data: []byte(yaml)}})
	if wrong, is := errors.AsType[*yamlfile.Error](err); err != nil && (!is || wrong.Err.Error() == "") {
		t.Errorf("%v\n%s", err, yaml)
	}
	return lists, err == nil
}

// Every column that some kind of record has may be in a list of any kind and stay private, whatever else it is for: the list
// is refused with a sentence, or built, and then nothing of the column is in the release.
func TestAPrivateColumnMayHaveAnyName(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	all := map[string]string{} // types by name
	for _, columns := range kindColumns {
		for _, c := range columns {
			all[c.name] = c.typ
		}
	}
	for kind, theirs := range kindColumns {
		for _, typ := range []string{"", "text", "code"} {
			for _, use := range []string{"unused", "required", "identifying"} {
				describe := func(own ...kindColumn) (yaml, file string) {
					return describe(kind, own, use == "required", use == "identifying")
				}
				var own []kindColumn
				for _, name := range slices.Sorted(maps.Keys(all)) {
					as := cmp.Or(typ, all[name])
					c := kindColumn{name, as, "no", hidden(as)}
					if kind == record.Figure && name == "department" {
						continue // whose codes it has without the column; such a list is refused
					}
					if slices.ContainsFunc(theirs, func(c kindColumn) bool { return c.name == name }) {
						yaml, _ := describe(c)
						if as != all[name] {
							continue // which is refused
						}
						if _, may := loaded(t, yaml); !may {
							continue
						}
					}
					own = append(own, c)
				}
				yaml, file := describe(own...)
				lists, ok := loaded(t, yaml)
				if !ok {
					t.Errorf("%s: a list with columns of its own of type %q, %s, is refused", kind, typ, use)
					continue
				}
				t.Run(fmt.Sprintf("%s %s %s", kind, typ, use), func(t *testing.T) { staysPrivate(t, lists, file, own) })
			}
		}
	}
}

// staysPrivate builds a release of one row of a list, in which its own columns must not be.
func staysPrivate(t *testing.T, lists []*list.List, file string, own []kindColumn) {
	t.Helper()
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
		List: "a-list", ID: "one", Sidecar: "list: a-list\nreceived: 2022-01-04\nsynthetic: true\n", Files: map[string]string{"list.csv": file},
	})...)
	c.Lists = lists
	r, report := etltest.Build(t, c)
	if n := report.Manifest.Lists[0].Records; n != 1 {
		t.Fatalf("%d records, want 1: %v", n, report.Findings)
	}
	for _, f := range r.Manifest().Files {
		for _, row := range etltest.Rows(t, r, f.Name) {
			for _, c := range own {
				if strings.Contains(fmt.Sprint(row), c.cell) {
					t.Errorf("%s has %q, which only private columns hold: %v", f.Name, c.cell, row)
				}
			}
		}
	}
	for column, n := range report.Manifest.Lists[0].Unmapped {
		t.Errorf("%d unmapped codes of column %s are told", n, column)
	}
	for _, f := range report.Findings {
		if f.Rule.Name() != "outside-coverage" { // the sidecar covers nothing
			t.Errorf("a finding in a private column: %s", f)
		}
	}
}

// A file without rows, a mapping of a column that is in no file and cells without a column name are found in lists of every kind.
func TestEveryKindOfListIsReadAsStrictly(t *testing.T) {
	for kind := range kindColumns {
		yaml, file := describe(kind, nil, false, false)
		lists, _ := loaded(t, yaml)
		header, row, _ := strings.Cut(file, "\n")
		for name, c := range map[string]struct {
			file, columns, want string
			err                 error
		}{
			"no row":             {header + "\n", "", "one:list.csv: block: empty-table: there are column names and no row", etl.ErrBlocked},
			"only blank rows":    {header + "\n;;\n", "", "one:list.csv: block: empty-table: there are column names and no row", etl.ErrBlocked},
			"an unused mapping":  {file, "columns:\n  Finns ej: ignore\n", "one:disclosure.yaml:5: block: unused-mapping: columns has a header of the shape \"Aaaaa aa\", which is in no file", etl.ErrBlocked},
			"of no column":       {file, "columns:\n  \"unit:\": no_column\n", "one:disclosure.yaml:5: block: unused-mapping: columns makes a header of the shape \"aaaa:\" a \"aa_aaaaaa\", which is no column of list a-list", etl.ErrBlocked},
			"an unnamed column":  {";" + header + "\nx;" + row, "", "one:list.csv:2: note: unnamed-column: something is in a column without a name; it is left out", nil},
			"nothing to be told": {file, "", "", nil},
		} {
			t.Run(fmt.Sprintf("%s %s", kind, name), func(t *testing.T) {
				config := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
					List: "a-list", ID: "one", Sidecar: "list: a-list\nreceived: 2022-01-04\nsynthetic: true\n" + c.columns, Files: map[string]string{"list.csv": c.file},
				})...)
				config.Lists = lists
				report, err := etl.Build(t.Context(), config)
				if !errors.Is(err, c.err) || c.err == nil && err != nil {
					t.Errorf("error %v, want %v", err, c.err)
				}
				found := slices.ContainsFunc(report.Findings, func(f source.Finding) bool { return f.String() == c.want })
				if c.want != "" && !found {
					t.Errorf("%q is not found: %v", c.want, report.Findings)
				}
			})
		}
	}
}
