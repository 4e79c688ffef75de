package synthetic_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// committed is where the demo is in the repository.
const committed = "../../datasets"

func demoFiles(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for _, list := range []string{"arn-cases", "konsumentverket-complaints"} {
		err := fs.WalkDir(os.DirFS(dir), list+"/demo", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				out = append(out, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(out)
	return out
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// workbooks holds what sheets has read.
var workbooks = map[string]map[string][][]string{}

// sheets returns the cells of a workbook as they are stored.
func sheets(t *testing.T, name string) map[string][][]string {
	t.Helper()
	if out, ok := workbooks[name]; ok {
		return out
	}
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	out := map[string][][]string{}
	for _, s := range f.GetSheetList() {
		if out[s], err = f.GetRows(s, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	workbooks[name] = out
	return out
}

// tables holds what table has read: the same files are looked at by several tests.
var tables = map[string][][]string{}

// table returns the rows of a file as text, without what is above the header.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	if _, ok := tables[name]; !ok {
		tables[name] = readTable(t, name)
	}
	return tables[name]
}

func readTable(t *testing.T, name string) [][]string {
	t.Helper()
	if filepath.Ext(name) == ".xlsx" {
		return sheets(t, name)["Ärenden"][2:]
	}
	data := read(t, name)
	if plain, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		data = plain
	} else if strings.Contains(name, "arn-2018") || strings.Contains(name, "kov-2022") {
		var err error
		if data, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	if !strings.Contains(name, "kov-2018") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

// arnRow is one row of the board's lists.
type arnRow struct {
	file, number, respondent, org, department string
	received                                  time.Time // zero when it cannot be read
	decided                                   bool
}

// cases holds what arnRows has read.
var cases []arnRow

// arnRows reads the board's three lists by the place of their columns, in the order in which they came.
func arnRows(t *testing.T) []arnRow {
	t.Helper()
	if cases != nil {
		return cases
	}
	var out []arnRow
	for file, name := range map[string]string{
		"arn-2018-2020": "arenden 2018-2020.csv", "arn-2021-2022": "uttag.xlsx", "arn-2023": "lista.csv",
	} {
		for _, c := range table(t, filepath.Join(committed, "arn-cases/demo", file, name))[1:] {
			org := strings.NewReplacer("-", "", " ", "").Replace(c[5])
			if len(org) == 12 {
				org = strings.TrimPrefix(org, "16")
			}
			out = append(out, arnRow{file, c[0], c[4], org, c[3], anyDate(c[2]), c[6] != ""})
		}
	}
	slices.SortStableFunc(out, func(a, b arnRow) int { return strings.Compare(a.file, b.file) })
	cases = out
	return out
}

// anyDate reads the three ways in which the lists write dates.
func anyDate(s string) time.Time {
	if n, err := strconv.Atoi(s); err == nil {
		return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t
	}
	for i, m := range []string{"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"} {
		if f := strings.Fields(s); len(f) == 3 && strings.HasPrefix(f[1], m) {
			t, err := time.Parse("2006-1-2", fmt.Sprintf("%s-%d-%s", f[2], i+1, f[0]))
			if err == nil {
				return t
			}
		}
	}
	return time.Time{}
}
