package etl_test

import (
	"fmt"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
)

// Names of persons that look like companies' are in no byte of a release, nor is the id that a name has by itself: whoever tries names
// learns from it who is meant.
func TestPersonsThatLookLikeCompaniesAreNotPublished(t *testing.T) {
	t.Parallel()
	for i, c := range []struct{ name, number, secret string }{
		{"BjÃ¶rn Ek", "402001-0007", "Ek"},
		{"BjÃ¶rn Ek HB", "402001-0007", "Ek"},
		{"Anna Andersson hb.", "402001-0007", "Anna"},
		{"Zlobb & Zmudac HB", "402001-0007", "Zlobb"},
		{"Zlobb och Zmudac KB", "", "Zlobb"},
		{"Ａｎｎａ Ａｎｄｅｒｓｓｏｎ HB", "402001-0007", "Ａｎｎａ"},
		{"Аnnа Zlobb HB", "402001-0007", "Zlobb"},
		{"SHIHAB", "", "SHIHAB"},
		{"Anna - Hattar AB", "", "Anna"},
		{"Sohrab – Hattar AB", "", "Sohrab"},
		{"Ek，Anna AB", "", "Anna"},
		{"Anna Ek ― Hattar AB", "", "Anna"},
		{"Anna Ek • AB", "", "Anna"},
		{"Anna Andersson, Konserthusstiftelsen", "", "Anna"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			row := fmt.Sprintf("2023-%05d;2023-01-01;%s;%s;Bank\n", i+1, c.name, c.number)
			config := etltest.Config(t, etltest.Write(t, cases("lista.csv", caseHeader+row+"2023-00099;2023-01-02;Påhittade Skor AB;;Sko\n"))...)
			r, _ := etltest.Build(t, config)
			text := etltest.Text(t, config.Releases, r)
			for _, secret := range []string{c.secret, company.NameID(c.name)} {
				if strings.Contains(text, secret) {
					t.Errorf("%q is in the release", secret)
				}
			}
		})
	}
}

// Of a disclosure that is delivered again no name is borne out, and neither is one of several words that may be anybody's.
func TestANameIsNotBorneOutByOneDisclosure(t *testing.T) {
	t.Parallel()
	rows := func(name string) string {
		text := caseHeader
		for i := range 3 {
			text += fmt.Sprintf("2023-%05d;2023-01-0%d;%s;402001-0007;Bank\n", i+1, i+1, name)
		}
		return text
	}
	for name, one := range map[string][2]string{
		"delivered twice":   {rows("Utopia"), rows("Utopia")},
		"of two words":      {rows("Xiaoming Qzhang"), strings.ReplaceAll(rows("Xiaoming Qzhang"), "2023-000", "2023-001")},
		"behind a title":    {rows("Fru Zlobb"), strings.ReplaceAll(rows("Fru Zlobb"), "2023-000", "2023-001")},
		"in another script": {rows("Аnnа"), strings.ReplaceAll(rows("Аnnа"), "2023-000", "2023-001")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := cases("lista.csv", one[0]), cases("lista.csv", one[1])
			b.ID += "-again"
			config := etltest.Config(t, etltest.Write(t, a, b)...)
			r, _ := etltest.Build(t, config)
			text := etltest.Text(t, config.Releases, r)
			for _, secret := range []string{"Utopia", "Xiaoming", "Zlobb", "Аnnа"} {
				if strings.Contains(text, secret) {
					t.Errorf("%q is in the release", secret)
				}
			}
		})
	}
}
