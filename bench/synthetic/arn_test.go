package synthetic_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"tvistdata/bench/synthetic"
)

func TestWriteARN(t *testing.T) {
	const rows, companies = 20_000, 300
	var b bytes.Buffer
	if err := synthetic.WriteARN(&b, rows, companies, 7); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(b.Bytes()))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(all[0], ";"); got != synthetic.ARNHeader || len(all) != rows+1 {
		t.Fatalf("%d rows under %q", len(all)-1, got)
	}
	seen, byNumber, last := map[string]bool{}, map[string]int{}, ""
	for _, c := range all[1:] {
		if seen[c[0]] || c[0][:4] != c[2][:4] || c[2] < last || c[2] > "2023-12-31" || c[6] != "" && c[6] <= c[2] {
			t.Fatalf("row %q after %s", c, last)
		}
		seen[c[0]], last = true, c[2]
		byNumber[c[5]]++
	}
	first := all[1][2]
	if first != "2018-01-01" || last < "2023-12-01" {
		t.Errorf("rows run from %s to %s", first, last)
	}
	known := map[string]bool{}
	for _, c := range synthetic.Companies(companies) {
		if c.Number != "" {
			known[c.Number[:6]+"-"+c.Number[6:]] = true
		}
	}
	most, found := 0, 0
	for org, n := range byNumber {
		if known[org] {
			found++
			most = max(most, n)
		}
	}
	if most < rows/10 || found < len(known)*9/10 {
		t.Errorf("the largest company has %d rows, and %d of %d companies have any", most, found, len(known))
	}
}

func TestWriteARNIsRepeatable(t *testing.T) {
	write := func(seed uint64) string {
		var b bytes.Buffer
		if err := synthetic.WriteARN(&b, 1000, 100, seed); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first, again := write(1), write(1)
	if first != again {
		t.Error("the same seed makes other bytes")
	}
	if first == write(2) {
		t.Error("another seed makes the same bytes")
	}
}

type fullDisk struct{}

var errFull = errors.New("the disk is full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteARNSaysWhenItCannotWrite(t *testing.T) {
	if err := synthetic.WriteARN(fullDisk{}, 100_000, 10, 1); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

// Companies are distinguished by name and number, and their numbers are of group 4 with a right check digit.
func TestCompanies(t *testing.T) {
	const n = 20_000
	all := synthetic.Companies(n)
	if len(all) != n {
		t.Fatalf("%d companies", len(all))
	}
	names, numbers := map[string]bool{}, map[string]bool{}
	for i, c := range all {
		if names[c.Name] || c.Number != "" && numbers[c.Number] || len(c.Departments) == 0 || c.Spellings[0] != c.Name {
			t.Fatalf("company %d: %+v", i, c)
		}
		names[c.Name], numbers[c.Number] = true, true
		if c.Number != "" && (len(c.Number) != 10 || c.Number[0] != '4' || c.Number[2] < '2' || sumOfDigits(c.Number)%10 != 0) {
			t.Fatalf("company %d has number %s", i, c.Number)
		}
	}
	if few := synthetic.Companies(3); len(few) != 3 || few[2].Name != all[2].Name {
		t.Errorf("got %+v", few)
	}
}

// sumOfDigits doubles every other digit of a number of ten, from the first, and adds up the digits.
func sumOfDigits(ten string) int {
	sum := 0
	for i, r := range ten {
		sum += []int{0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}[(i%2)*10+int(r-'0')]
	}
	return sum
}

func BenchmarkWriteARN(b *testing.B) {
	for b.Loop() {
		if err := synthetic.WriteARN(io.Discard, 100_000, 5000, 1); err != nil {
			b.Fatal(err)
		}
	}
}
