package inspect_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tvistdata/internal/company"
)

// Of two columns of organisation numbers a person has to choose: the printed YAML marks both, and nothing is ready that rests on a
// guess between them. A column whose one number is beside many unlike names is reported, too. No name is printed.
func TestAColumnOfNumbersToChoose(t *testing.T) {
	t.Parallel()
	names := []string{"Påhittade Bilar AB", "Uppdiktade Däck Ltd", "Sagobostäder AB", "Låtsasbanken AB", "Fantasi Elektronik AB", "Provbåtar HB", "Drömma Skor AB"}
	numbers := []string{"412111-1118", "433009-0095", "472003-0032", "462002-0026", "482004-0048", "423008-0089", "413011-0119"}
	rows := func(header, buyer string, own bool) string {
		out := header + "\n"
		for i, name := range names {
			out += fmt.Sprintf("2021-0000%d;2021-01-0%d;%s;%s", i, i+1, name, buyer)
			if own {
				out += ";" + numbers[i]
			}
			out += "\n"
		}
		return out
	}
	const mark = "# CHOOSE: columns 4 and 5 hold organisation numbers"
	for _, c := range []struct {
		name, text    string
		ready, marked bool
		many          bool
	}{
		{"one, with a known name", rows("Ärendenummer;Inkom;Motpart;Avdelning;Organisationsnummer", "Motor", true), true, false, false},
		{"two, one with a known name", rows("Ärendenummer;Inkom;Motpart;Köparens nummer;Organisationsnummer", "402001-0007", true), true, true, false},
		{"two, none with a known name", rows("Ärendenummer;Inkom;Motpart;Nummer A;Nummer B", "402001-0007", true), false, true, true},
		{"no list knows the file", rows("Kod;Dag;Vem;Nummer A;Nummer B", "402001-0007", true), false, true, true},
		{"the buyer's, with a known name", rows("Ärendenummer;Inkom;Motpart;Organisationsnummer", "402001-0007", false), false, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "lista.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			r, printed := inspected(t, path, options(t))
			if r.Ready != c.ready {
				t.Errorf("ready: %t\n%s", r.Ready, printed)
			}
			if got := strings.Count(r.Sidecar+r.Dataset, mark); (got == 2) != c.marked || !c.marked && got > 0 {
				t.Errorf("%d columns are marked:\n%s%s", got, r.Dataset, r.Sidecar)
			}
			if got := strings.Contains(strings.Join(r.Remarks, "\n"), "names with nothing in common"); got != c.many {
				t.Errorf("remarks: %q", r.Remarks)
			}
			if got := strings.Contains(strings.Join(r.Remarks, "\n"), "Several columns hold organisation numbers"); got != c.marked {
				t.Errorf("remarks: %q", r.Remarks)
			}
			if c.many && !strings.Contains(strings.Join(r.Remarks, "\n"), fmt.Sprintf("beside %d names", len(names))) || company.ManyNames > len(names) {
				t.Errorf("remarks: %q", r.Remarks)
			}
		})
	}
}
