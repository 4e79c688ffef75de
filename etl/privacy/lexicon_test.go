package privacy_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/sharedtest"
)

// callings are the ways in which a sole trader's business may be called after the trader, without legal form and number.
var callings = []string{"%s Bygg", "Bygg-%s", "%ss Rör", "%s & Y Städ", "%s Anderssons Måleri"}

// Of the people in Sweden, by their given names, not one in fifty is matched or shown when a business is called after
// them, without legal form and number, in a list that isn't of companies only: none where a register has such a name with
// a legal form, and not one in fifty where it has the very name.
func TestSoleTradersAreUnnamed(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	soleTraders(t, people(t))
}

// Nor by surname.
func TestSurnamesAreUnnamed(t *testing.T) {
	soleTraders(t, map[string]int{
		"Andersson": 1, "Öberg": 1, "Lindqvist": 1, "Nyström": 1, "Dahl": 1, "Hedlund": 1, "Virtanen": 1, "Hansen": 1, "Nilsson": 1,
		"Sjögren": 1, "Ek": 1, "Bergman": 1, "Holm": 1, "Falk": 1, "Mohamed": 1, "Lindblad": 1, "Nordin": 1, "Åkerlund": 1, "Ljungkvist": 1,
	})
}

func soleTraders(t *testing.T, persons map[string]int) {
	t.Helper()
	formed := registerOf(t, persons, " AB", callings...)
	for _, calling := range callings {
		atMost(t, persons, formed, calling, 0)
	}
	for _, calling := range []string{callings[0], callings[2]} {
		atMost(t, persons, registerOf(t, persons, "", calling), calling, 0.02)
	}
}

// atMost tries on a register what businesses are called after persons: no more than a share of them is matched or shown.
func atMost(t *testing.T, persons map[string]int, r *company.Register, calling string, most float64) {
	t.Helper()
	exit := privacy.NewExit(&list.List{ID: "arn-cases"}, privacy.NewNames(r), []byte("key"), privacy.Seeds())
	all, wrong := 0, 0
	for name, n := range persons {
		all += n
		for _, written := range spellings(fmt.Sprintf(calling, name)) {
			if r.Match("arn-cases", "", written).Method != company.Unresolved || exit.Respondent("", written).Index != 0 {
				wrong += n
				break
			}
		}
	}
	share := float64(wrong) / float64(all)
	t.Logf("%q: %.4f", calling, share)
	if share > most {
		t.Errorf("%q: %.4f of the people are matched or shown, want %.2f at most", calling, share, most)
	}
}

func spellings(name string) []string {
	return []string{name, strings.ToUpper(name), strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e").Replace(strings.ToLower(name))}
}

// registerOf imports a register that has a company called after each person in each way, with a legal form behind it.
func registerOf(t *testing.T, persons map[string]int, form string, callings ...string) *company.Register {
	t.Helper()
	var in, out bytes.Buffer
	in.WriteString("number;name;form;status\n")
	i := 0
	for name := range persons {
		for _, calling := range callings {
			i++
			fmt.Fprintf(&in, "%s;%s%s;AB;active\n", checked(fmt.Sprintf("4020%05d", i)), fmt.Sprintf(calling, name), form)
		}
	}
	if _, err := register.Import("register", bytes.NewReader(in.Bytes()), &out); err != nil {
		t.Fatal(err)
	}
	r, err := register.Load(fstest.MapFS{register.File: {Data: out.Bytes()}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// checked puts the check digit behind nine digits.
func checked(nine string) string {
	sum := 0
	for i, c := range nine {
		v := int(c-'0') * (2 - i%2)
		sum += v/10 + v%10
	}
	return nine + strconv.Itoa((10-sum%10)%10)
}

// people returns how many people in Sweden have each given name.
func people(t *testing.T) map[string]int {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "data/third-party/scb-given-names-2020.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]int{}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		m[row[0]] += n
	}
	return m
}
