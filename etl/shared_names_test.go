package etl_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/read"
	"tvistdata/internal/company"
	"tvistdata/internal/register"
	"tvistdata/internal/sharedtest"
)

// named returns the values of two columns of a file, once each, in order.
func named(t *testing.T, path, number, name string) [][2]string {
	t.Helper()
	r, err := read.Open(path, read.Options{Headers: func(h string) bool { return h == number || h == name }})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // only read
	found := map[[2]string]bool{}
	for {
		batch, err := r.Next()
		if errors.Is(err, io.EOF) {
			return slices.SortedFunc(maps.Keys(found), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range batch.Rows {
			pair := [2]string{"", row.Cells[slices.Index(r.Header(), name)]}
			if number != "" {
				pair[0] = row.Cells[slices.Index(r.Header(), number)]
			}
			found[pair] = true
		}
	}
}

// registerOf makes a register of numbers and names by the way that an operator's takes.
func registerOf(t *testing.T, names [][2]string) *company.Register {
	t.Helper()
	var in, out bytes.Buffer
	w := csv.NewWriter(&in)
	if err := w.WriteAll(append([][]string{{"number", "name"}}, func() (rows [][]string) {
		for _, n := range names {
			rows = append(rows, n[:])
		}
		return rows
	}()...)); err != nil {
		t.Fatal(err)
	}
	if _, err := register.Import("register.csv", bytes.NewReader(in.Bytes()), &out); err != nil {
		t.Fatal(err)
	}
	r, err := register.Load(fstest.MapFS{register.File: {Data: out.Bytes()}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// spelled returns a name as others may write it, all of whom mean the same.
func spelled(name string) []string {
	return []string{name, strings.ToLower(name), strings.ToUpper(name), "  " + strings.ReplaceAll(name, " ", "  ") + " "}
}

// checkedRight reports by its own sum whether ten digits have a right check digit.
func checkedRight(n string) bool {
	sum := 0
	for i, r := range n {
		d := int(r-'0') * (2 - i%2)
		sum += d/10 + d%10
	}
	return len(n) == 10 && sum%10 == 0
}

// invented returns the i-th organisation number of group 4, which nobody has.
func invented(i int) string {
	n := fmt.Sprintf("492%06d0", i)
	for !checkedRight(n) {
		n = n[:9] + string(n[9]+1)
	}
	return n
}

// Swedish buyers as the procurement authority has them: however a name is spelled beside a number, the number says who it is;
// a name that several numbers have means nobody by itself, and beside a mistyped one not the company of the right one, as long as
// no register says so; a name that one number has means that one or nobody.
func TestSwedishBuyers(t *testing.T) {
	pairs := named(t, sharedtest.Path(t, "data/third-party/uhm-contracted-value.xlsx"), "Organisationsnummer för köpare", "Namn för köpare")
	numbers := map[string]map[string]bool{} // valid ones, by name
	var all, mistyped [][2]string
	for _, pair := range pairs {
		number, name := pair[0], pair[1]
		if !checkedRight(number) || number[2] < '2' || number[0] == '1' {
			mistyped = append(mistyped, pair)
			continue
		}
		if numbers[name] == nil {
			numbers[name] = map[string]bool{}
		}
		numbers[name][number] = true
		all = append(all, pair)
	}
	if len(all) < 800 {
		t.Fatalf("%d buyers with a valid number, expected more", len(all))
	}
	unregistered, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(mistyped) == 0 {
		t.Error("no number is mistyped")
	}
	for _, pair := range mistyped {
		if m := unregistered.Match("l", pair[0], pair[1]); numbers[pair[1]][strings.TrimPrefix(m.ID, "se-")] {
			t.Errorf("%q beside the invalid %s is %s", pair[1], pair[0], m.ID)
		}
	}
	for i, pair := range slices.Clone(all) { // every tenth shares its name with an invented company
		if i%10 == 0 {
			other := invented(i)
			numbers[pair[1]][other] = true
			all = append(all, [2]string{other, pair[1]})
		}
	}
	registered := registerOf(t, all)
	for _, pair := range all {
		for _, written := range spelled(pair[1]) {
			for _, r := range []*company.Register{unregistered, registered} {
				if m := r.Match("l", pair[0], written); m.ID != "se-"+pair[0] || m.Method != company.ByNumber {
					t.Errorf("%q beside %s: %s by %s", written, pair[0], m.ID, m.Method)
				}
			}
		}
	}
	for name, its := range numbers {
		of := slices.Sorted(maps.Keys(its))
		m := registered.Match("l", "", name)
		switch {
		case len(of) > 1:
			if m.Method != company.Unresolved || m.Why != company.Ambiguous {
				t.Errorf("%q has the numbers %v, but is %s by %s", name, of, m.ID, m.Method)
			}
		case m.Method != company.Unresolved && m.ID != "se-"+of[0]:
			t.Errorf("%q is %s, not se-%s", name, m.ID, of[0])
		case m.Method == company.Unresolved && company.FormOf(name).Legal != "":
			t.Errorf("%q has the one number %s, but is nobody: %s", name, of[0], m.Why)
		}
	}
}

// US firms as the consumer agency has them, under invented numbers: whatever letter case, blanks and legal form in full are
// written, a name means its own firm or nobody, and never another one; without a register, spellings of one name have one id.
func TestUSFirms(t *testing.T) {
	pairs := named(t, sharedtest.Path(t, "data/third-party/cfpb-sample.csv"), "", "Company")
	unregistered, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all [][2]string
	ids := map[string]string{}
	for _, pair := range pairs {
		all = append(all, [2]string{invented(len(all)), pair[1]})
		id := unregistered.Match("l", "", pair[1]).ID
		if other, taken := ids[id]; taken || !strings.HasPrefix(id, "u-") {
			t.Errorf("%q and %q have the id %q", pair[1], other, id)
		}
		ids[id] = pair[1]
	}
	registered := registerOf(t, all)
	found := 0
	for _, firm := range all {
		variants := append(spelled(firm[1]), strings.Replace(firm[1], ", Inc.", " Incorporated", 1), strings.ReplaceAll(firm[1], ",", ""))
		for i, written := range variants {
			if i < 4 && ids[unregistered.Match("l", "", written).ID] != firm[1] {
				t.Errorf("%q has another id than %q", written, firm[1])
			}
			m := registered.Match("l", "", written)
			if m.Method != company.Unresolved && m.ID != "se-"+firm[0] {
				t.Errorf("%q is se-%s, but %q is %s by %s", firm[1], firm[0], written, m.ID, m.Method)
			}
			if m.Method != company.Unresolved {
				found++
			}
		}
	}
	if share := float64(found) / float64(6*len(all)); len(all) < 1000 || share < 0.5 {
		t.Errorf("of %d firms' spellings %.2f were found", len(all), share)
	}
}
