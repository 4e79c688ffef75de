package etl_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/publish"
	"tvistdata/etl/source"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// kept adds files that are kept by hand to the register of a build.
func kept(t *testing.T, c *etl.Config, files map[string]string) {
	t.Helper()
	overlay := fstest.MapFS{}
	for name, text := range files {
		overlay[name] = &fstest.MapFile{Data: []byte(text)}
	}
	companies, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		t.Fatal(err)
	}
	if c.Register, err = register.Load(companies, overlay); err != nil {
		t.Fatal(err)
	}
}

// zeros are rows of disputes whose numbers begin with zeros, as telephone numbers do, with right check digits.
const zeros = "2021-00001;2021-01-04;Motor;Påhittade Verk AB;002000-1236;;;;;\n" +
	"2021-00002;2021-01-04;Motor;Påhittade Bin AB;0020010013;;;;;\n" +
	"2021-00003;2021-01-04;Motor;Påhittade Tåg AB;082000-1238;;;;;\n" +
	"2021-00004;2021-01-04;Motor;Påhittade Moln AB;072345-6786;;;;;\n" +
	"2021-00005;2021-01-04;Motor;;072345-6786;;;;;\n"

// registered is a company of such a number that is kept by hand.
const registered = `companies:
  - {id: se-0723456786, name: Påhittade Moln AB, org_number: 072345-6786, kind: legal_entity, names: [], source_name: x, decided_by: x, decided_on: 2026-11-23, why: x}
`

func TestANumberThatBeginsWithZero(t *testing.T) {
	figures := etltest.Disclosure{List: "published-figures", ID: "figures", Sidecar: "list: published-figures\nsynthetic: true\nreceived: 2022-07-01\n", Files: map[string]string{
		"a.csv": "authority,jurisdiction,measure,company_as_written,org_number,period_precision,value,unit,source_name\n" +
			"ARN,SE,cases_received,Påhittade Verk AB,002000-1236,day,7,cases,x\n",
	}}
	for name, c := range map[string]struct {
		files     map[string]string
		numbers   []string
		malformed []int
	}{
		"without a register": {nil, []string{"002000-1236"}, []int{3, 4, 5}},
		"with one":           {map[string]string{"companies.yaml": registered}, []string{"002000-1236", "072345-6786"}, []int{3, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, zeros), figures,
				svarta("list", "2022-07-01", "Våren 2022;2022-06-01;Motor;Påhittade Verk AB;002000-1236;1;\n"))...)
			kept(t, &config, c.files)
			r, report := etltest.Build(t, config)
			var numbers []string
			for _, row := range etltest.Rows(t, r, schema.Companies) {
				if n, ok := row["org_number"].(string); ok {
					numbers = append(numbers, n)
				}
			}
			slices.Sort(numbers)
			if !slices.Equal(numbers, c.numbers) {
				t.Errorf("companies have the numbers %q, want %q", numbers, c.numbers)
			}
			if text := etltest.Text(t, config.Releases, r); strings.Contains(text, "082000") || strings.Contains(text, "0020010013") {
				t.Error("a number that may be a telephone number is in the release")
			}
			var malformed []int
			for _, f := range report.Findings {
				if f.Rule.Name() == "malformed-number" {
					malformed = append(malformed, f.At.Line)
				}
			}
			if !slices.Equal(malformed, c.malformed) {
				t.Errorf("malformed are the numbers of lines %v, want %v: %v", malformed, c.malformed, report.Findings)
			}
		})
	}
}

// What the search finds is reported with the place that it comes from, and blocks.
func TestWhatTheSearchFindsHasAPlace(t *testing.T) {
	const decided = `decisions:
  - {list: %s, name_as_written: Påhittade Tåg, company: se-0723456786, decided_by: x, decided_on: 2026-11-23, why: "they answered on 070-174 06 05"}
`
	row := "2021-00001;2021-01-04;Motor;Påhittade Verk AB;412111-1118;;;;;\n"
	for name, c := range map[string]struct {
		disclosures []etltest.Disclosure
		files       map[string]string
		at          source.Origin
	}{
		"a decision on a dispute's name": {
			[]etltest.Disclosure{arn("one", etltest.ARN2021, row), arn("two", etltest.ARN2021, row+"2021-00002;2021-01-04;Motor;Påhittade Tåg;;;;;;\n")},
			map[string]string{"companies.yaml": registered, "decisions.yaml": fmt.Sprintf(decided, "arn-cases")},
			source.Origin{File: "decisions.yaml", Line: 2},
		},
		"a decision on a listing's name": {
			[]etltest.Disclosure{svarta("list", "2022-07-01", "Våren 2022;2022-06-01;Motor;Påhittade Tåg;;1;\n")},
			map[string]string{"companies.yaml": registered, "decisions.yaml": fmt.Sprintf(decided, "svarta-listan")},
			source.Origin{File: "decisions.yaml", Line: 2},
		},
		"a sidecar": {
			[]etltest.Disclosure{arn("one", strings.Replace(etltest.ARN2021, "12-31}", "12-31, companies: [se-4121111118, se-0723456786]}", 1), row)},
			nil,
			source.Origin{Disclosure: "one", File: "disclosure.yaml", Line: 5},
		},
		"a note": {
			[]etltest.Disclosure{arn("one", etltest.ARN2021, row)},
			map[string]string{"notes.yaml": "notes:\n  - {id: planted, kind: event, list: arn-cases, from: 2021-01-01, text: {sv: \"ring 070-174 06 05\", en: x}, source_name: x}\n"},
			source.Origin{File: "notes.yaml", Line: 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, c.disclosures...)...)
			kept(t, &config, c.files)
			_, err := etl.Build(t.Context(), config)
			personal, ok := errors.AsType[*publish.PersonalError](err)
			if !ok || !errors.Is(err, etl.ErrBlocked) {
				t.Fatalf("error = %v, want a find", err)
			}
			if personal.At != c.at || !strings.Contains(err.Error(), "first at "+c.at.String()) || strings.Contains(err.Error(), "070") {
				t.Errorf("found at %v, want %v: %v", personal.At, c.at, err)
			}
		})
	}
}
