package etl_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/publish"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// coded returns lists whose code for Textil looks like a telephone number, which no cell has.
func coded(t *testing.T, lists []*list.List) (out []*list.List) {
	t.Helper()
	for _, l := range lists {
		text, err := fs.ReadFile(datasets.FS, l.ID+"/dataset.yaml")
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.ReplaceAll(text, []byte(" textil,"), []byte(" 070-1740605,"))
		changed, err := list.Load(fstest.MapFS{l.ID + "/dataset.yaml": {Data: text}})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, changed...)
	}
	return out
}

// What is found in a table that is kept by hand, or made of a register, is reported with file and line, or with the company whose name it
// is; and a row of a workbook or a document with its sheet or page.
func TestWhatTheSearchFindsHasAPlaceInEachTable(t *testing.T) {
	const (
		tel  = "070-174 06 05"
		told = ", decided_by: x, decided_on: 2026-11-23, why: x}\n"
		row  = "2021-00001;2021-01-04;Motor;Påhittade Verk AB;412111-1118;;;;;\n"
		verk = "companies:\n  - {id: se-4121111118, name: Påhittade Verk AB, org_number: 412111-1118, kind: legal_entity, names: [], source_name: x" + told
	)
	bundled, _ := etltest.Lists(t)
	lists := coded(t, bundled)
	one := []etltest.Disclosure{arn("one", etltest.ARN2021, row)}
	imported := func(csv string) string {
		var out bytes.Buffer
		if _, err := register.Import("register.csv", strings.NewReader(csv), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for name, c := range map[string]struct {
		disclosures []etltest.Disclosure
		files       map[string]string
		table, at   string
	}{
		"a company's other name": {
			one,
			map[string]string{"companies.yaml": strings.Replace(verk, "names: []", "names:\n      [Verken "+tel+" AB]", 1)},
			schema.Names, "first at companies.yaml:3)",
		},
		"a name of the imported register": {
			one,
			map[string]string{register.File: imported("number;name\n4121111118;Verken " + tel + " AB\n4121111118;Påhittade Verk AB\n")},
			schema.Companies, "it is a name that se-4121111118 has in the imported register)",
		},
		"a decision": {
			[]etltest.Disclosure{arn("one", etltest.ARN2021, strings.Replace(row, "412111-1118", "", 1))},
			map[string]string{"companies.yaml": verk, "decisions.yaml": "decisions:\n  - list: arn-cases\n    name_as_written: Påhittade Verk AB\n" +
				"    company: se-4121111118\n    decided_by: x\n    decided_on: 2026-11-23\n    why: de svarade på " + tel + "\n"},
			schema.Identities, "first at decisions.yaml:7)",
		},
		"a merge": {
			[]etltest.Disclosure{arn("one", etltest.ARN2021, strings.Replace(row, "412111-1118", "402001-0007", 1))},
			map[string]string{"companies.yaml": verk, "merges.yaml": "merges:\n  - {company: se-4020010007, into: se-4121111118, decided_by: x, decided_on: 2026-11-23,\n     why: ring " + tel + "}\n"},
			schema.Identities, "first at merges.yaml:3)",
		},
		"a note": {
			one,
			map[string]string{"notes.yaml": "notes:\n  - id: planted\n    kind: event\n    list: arn-cases\n    from: 2021-01-01\n    text:\n" +
				"      sv: x\n      en: call " + tel + "\n    source_name: x\n"},
			schema.Notes, "first at notes.yaml:8)",
		},
		"a statement": {
			one,
			map[string]string{"statements.yaml": "statements:\n  - {id: planted, kind: statement, list: arn-cases, company_id: se-4121111118, from: 2021-01-01,\n" +
				"     given: 2021-02-01, text: {sv: x, en: x}, by: anna@example.se, source_name: x}\n"},
			schema.Statements, "first at statements.yaml:3)",
		},
		"a review of a surge": {
			one,
			map[string]string{"surges.yaml": "surges:\n  - {list: arn-cases, company_id: se-4121111118, period: 2021, confirmed: true, decided_by: x, decided_on: 2026-11-23, why: " + tel + "}\n"},
			schema.SurgeReviews, "first at surges.yaml:2)",
		},
		"a group": {
			one,
			map[string]string{"companies.yaml": verk, "groups.yaml": "groups:\n  - {id: verken, name: Verken " + tel + ", members: [{company: se-4121111118}]" + told},
			schema.Memberships, "first at groups.yaml:2)",
		},
		"a row": {
			[]etltest.Disclosure{arn("one", etltest.ARN2021, row), arn("two", etltest.ARN2021, row+strings.NewReplacer("Motor", "Textil", "00001", "00002").Replace(row))},
			nil, schema.Disputes, "first at two:list.csv:3)",
		},
		"a row of a workbook": {
			[]etltest.Disclosure{{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{
				"list.xlsx": workbook(t, header+row+"2021-00002;2021-01-04;Textil;Påhittade Verk AB;412111-1118;;;;;\n"),
			}}},
			nil, schema.Disputes, "first at one:list.xlsx:sheet 1:5)",
		},
		"a listing": {
			[]etltest.Disclosure{svarta("list", "2022-07-01", "Våren 2022;2022-06-01;Textil;Påhittade Verk AB;412111-1118;1;\n")},
			nil, schema.Listings, "first at list:list.csv:2)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, c.disclosures...)...)
			config.Lists = lists
			kept(t, &config, c.files)
			_, err := etl.Build(t.Context(), config)
			personal, ok := errors.AsType[*publish.PersonalError](err)
			if !ok || !errors.Is(err, etl.ErrBlocked) {
				t.Fatalf("error = %v, want a find", err)
			}
			if personal.File != c.table || !strings.Contains(err.Error(), c.at) || strings.Contains(err.Error(), "070") || strings.Contains(err.Error(), "anna") {
				t.Errorf("%v\nwant a find in %s, %s", err, c.table, c.at)
			}
		})
	}
}
