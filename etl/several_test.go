package etl_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/etltest"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Two respondents in one cell that are not plainly divided are nobody: the row is found and rejected, its month is partial, and no company is made of the two. What
// the register or a decision has as one company's name is one.
func TestTwoRespondentsInOneCell(t *testing.T) {
	t.Parallel()
	const good = "2021-00009;2021-09-09;Motor;Påhittade Hattar AB;402001-0007;;;;;\n"
	decided := "decisions:\n  - {list: arn-cases, name_as_written: Hattar AB och Skor AB, company: se-4020010007, decided_by: x, decided_on: 2026-11-23, why: x}\n"
	kept := func(names string) string {
		return "companies:\n  - {id: se-4020010007, name: Påhittade Hattar AB, org_number: 402001-0007, kind: legal_entity, names: [" + names +
			"], source_name: x, source_url: 'https://example.se', decided_by: x, decided_on: 2026-11-23, why: x}\n"
	}
	for _, c := range []struct {
		name, row, companies, decisions string
		one                             bool
	}{
		{"a line break and a town", "\"Påhittade Hattar AB\nPåhittade Skor AB\nUmeå\";", "", "", false},
		{"a comma", "Påhittade Hattar AB, Påhittade Skor AB;", "", "", false},
		{"two numbers behind a comma", "\"Påhittade Hattar AB, Påhittade Skor AB\";\"402001-0007\n402001-0015\"", "", "", false},
		{"two numbers beside one name", "Påhittade Hattar AB;402001-0007, 402001-0015", "", "", false},
		{"one number beside two names", "Hattar AB och Skor AB;402001-0007", "", "", false},
		{"numbered", "1. Påhittade Hattar 2. Påhittade Skor;", "", "", false},
		{"a name without a legal form", "\"Påhittade Hattar AB\nBilbutiken\";", "", "", false},
		{"one behind and", "Påhittade Hattar AB och Bilbutiken;", "", "", false},
		{"one blank", "Påhittade Hattar AB Påhittade Skor AB;", "", "", false},
		{"another language", "Påhittade Hattar GmbH und Påhittade Skor AG;", "", "", false},
		{"a number beside a brand", "\"Påhittade Hattar AB\nBilbutiken\";402001-0007", "", "", true},
		{"a number beside a longer name", "Hattar AB/Hattar i Norr AB;402001-0007", "", "", true},
		{"a branch", "\"Påhittade Hattar AB, filial till Hattar GmbH\";402001-0007", "", "", true},
		{"a decision", "Hattar AB och Skor AB;", kept(""), decided, true},
		{"the register", "Hattar AB och Skor AB;", kept("Hattar AB och Skor AB"), "", true},
		{"one company", "Hattar & Skor i Norr AB;402001-0007", "", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			config := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, good+"2021-00001;2021-03-04;Motor;"+c.row+";;;;;\n"))...)
			files := fstest.MapFS{}
			for name, text := range map[string]string{"companies.yaml": c.companies, "decisions.yaml": c.decisions} {
				if text != "" {
					files[name] = &fstest.MapFile{Data: []byte(text)}
				}
			}
			var err error
			if config.Register, err = register.Load(files); err != nil {
				t.Fatal(err)
			}
			r, report := etltest.Build(t, config)
			want, partial, found := release.Accounting{Read: 2, Published: 1, Rejected: 1}, "2021-03", int64(1)
			if c.one {
				want, partial, found = release.Accounting{Read: 2, Published: 2}, "", 0
			}
			if got := accounting(t, report, "one"); got != want {
				t.Errorf("accounting %+v, want %+v", got, want)
			}
			if got := strings.Join(partialMonths(t, r, "received"), " "); got != partial {
				t.Errorf("partial months: %s, want %s", got, partial)
			}
			if got := r.Manifest().Disclosures[0].Findings["several-respondents"]; got != found {
				t.Errorf("%d findings: %v", got, report.Findings)
			}
			for _, row := range etltest.Rows(t, r, schema.Companies) {
				if row["company_id"] != "se-4020010007" {
					t.Errorf("there is a company %v", row)
				}
			}
			if strings.Contains(etltest.Text(t, config.Releases, r), "Skor AB") && !c.one {
				t.Error("a name of the cell is published")
			}
		})
	}
}

// A figure of two companies is nobody's: it is found and rejected.
func TestAFigureOfTwoCompanies(t *testing.T) {
	t.Parallel()
	const one = "ARN,SE,cases_received,Påhittade Hattar AB,402001-0007,,2020-01-01,2020-12-31,,day,12,cases,,Påhittad tidning,,2021,\n"
	two := strings.Replace(one, "Påhittade Hattar AB", "Påhittade Hattar AB och Påhittade Skor AB", 1)
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, figuresOf(one+two))...))
	if rows := etltest.Rows(t, r, schema.Figures); len(rows) != 1 || rows[0]["company_as_written"] != "Påhittade Hattar AB" {
		t.Errorf("published: %v", rows)
	}
	if len(report.Findings) != 1 || report.Findings[0].Rule.Name() != "several-respondents" {
		t.Errorf("findings: %v", report.Findings)
	}
}
