package pdffile_test

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
	"tvistdata/internal/sharedtest"
)

const complaints = "data/third-party/tsa-complaints-2019-02"

// TestComplaints reads 647 real pages of counts by airport, year, category and subcategory, and compares every row with
// the answer of somebody else, who left out the months and the rows of whole airports. Both are the same but for what
// that answer changes: it names the airport "z None z" (as the PDF has it) "N/A", takes commas out of numbers, and
// loses the number at the end of "Over 75" and "Children Under 12", which pdftotext of poppler reads as we do. The sum
// of the months is the total in every row, which the answer could not check. The sum over all airports, on the last
// page, is indented as no level is and is rejected.
func TestComplaints(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	answers := csv.NewReader(open(t, complaints+".answer.csv"))
	if _, err := answers.Read(); err != nil {
		t.Fatal(err)
	}
	r, err := pdffile.Open(sharedtest.Path(t, complaints+".pdf"), pdffile.Options{Levels: []string{"airport", "year", "category", "subcategory"}})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // nothing was written
	if got, want := strings.Join(r.Header(), " "), "airport year category subcategory Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Total"; got != want {
		t.Fatalf("header %s, want %s", got, want)
	}
	rows, airports, years := 0, 0, 0
	var rejects []string
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.Rejects {
			rejects = append(rejects, f.At.String()+" "+f.Rule.Name())
		}
		for _, row := range b.Rows {
			rows++
			checkSum(t, row.Cells[4:])
			if row.Cells[1] == "" {
				airports++
				continue
			}
			years++
			compare(t, b.Sheet, row.Line, row.Cells, answers)
		}
	}
	if _, err := answers.Read(); !errors.Is(err, io.EOF) {
		t.Errorf("the answer has more: %v", err)
	}
	if rows != 33_921 || years != 33_486 || airports != 435 || strings.Join(rejects, " ") != "tsa-complaints-2019-02.pdf:page 647:71 unclear-level" {
		t.Errorf("%d rows, %d by year, %d of airports, rejected %v", rows, years, airports, rejects)
	}
}

// TestLongLabels reads two more reports of the agency, whose labels reach below the months that have nothing in their row, with the
// names and the levels as a list and a sidecar declare them. What is read is in the answer, each row once, and the months add up.
// Rejected are the sum over all airports, of no level, and six rows at most, whose label ends in a number where one of a month may
// stand.
func TestLongLabels(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	declared := strings.Fields("Categories 10-Oct 11-Nov 12-Dec 01-Jan 02-Feb 03-Mar 04-Apr 05-May 06-Jun 07-Jul 08-Aug 09-Sep Total")
	for report, rejected := range map[string]int{"2021-02": 6, "2023-08": 7} {
		path := "data/third-party/tsa-complaints-" + report
		records, err := csv.NewReader(open(t, path+".answer.csv")).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		answers := map[string]int{}
		for _, r := range records[1:] {
			answers[strings.Join(r[1:], "|")]++
		}
		data, err := os.ReadFile(sharedtest.Path(t, path+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := read(data, pdffile.Options{
			Levels: []string{"airport", "year", "category", "subcategory"}, Headers: func(h string) bool { return slices.Contains(declared, h) },
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, cells := range got.cells {
			checkSum(t, cells[4:])
			if cells[1] == "" {
				continue // of an airport, which the answer leaves out
			}
			key := strings.Join([]string{strings.Replace(cells[0], "z None z", "N/A", 1), cells[2], cells[3], cells[1], strings.ReplaceAll(cells[16], ",", "")}, "|")
			if answers[key]--; answers[key] < 0 {
				t.Fatalf("%s: %s is not in the answer, or not so often", report, got.rows[i])
			}
		}
		missing := 0
		for _, n := range answers {
			missing += max(n, 0)
		}
		if len(got.rejects) != rejected || missing != rejected-1 {
			t.Errorf("%s: %d rejects, and the answer has %d more: %v", report, len(got.rejects), missing, texts(got.rejects))
		}
	}
}

func open(t *testing.T, rel string) *os.File {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) //nolint:errcheck // nothing was written
	return f
}

func compare(t *testing.T, page string, line int, cells []string, answers *csv.Reader) {
	t.Helper()
	want, err := answers.Read()
	if err != nil {
		t.Fatalf("%s:%d: %v", page, line, err)
	}
	airport := strings.Replace(cells[0], "z None z", "N/A", 1)
	sub := strings.NewReplacer("Over 75", "Over", "Children Under 12", "Children Under").Replace(cells[3])
	got := []string{"2019-02", airport, cells[2], sub, cells[1], strings.ReplaceAll(cells[16], ",", "")}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s:%d: %q, but the answer has %q", page, line, got, want)
		}
	}
}

func checkSum(t *testing.T, months []string) {
	t.Helper()
	sum := 0
	for i, c := range months {
		n, err := strconv.Atoi(strings.ReplaceAll(c, ",", ""))
		if err != nil && c != "" {
			t.Fatal(err)
		}
		if i < 12 {
			sum += n
		} else if n != sum {
			t.Fatalf("%q: the months are %d together", months, sum)
		}
	}
}

// BenchmarkRead reads the same document.
func BenchmarkRead(b *testing.B) {
	path := sharedtest.Path(b, complaints+".pdf")
	b.ReportAllocs()
	for b.Loop() {
		r, err := pdffile.Open(path, pdffile.Options{})
		for err == nil {
			_, err = r.Next()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(647*b.N)/b.Elapsed().Seconds(), "pages/s")
}
