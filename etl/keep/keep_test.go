package keep_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/etl/keep"
)

// Of unnamed rows the year is kept: they stand on the first day of it that is covered as theirs is, and never on their own.
func TestNoDayOfAnUnnamedRowIsKept(t *testing.T) {
	rows := "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00000;2021-05-06;Motor;Hittepå AB;412111-1118\n"
	for i, day := range []string{"2021-03-04", "2021-09-10", "2020-07-08", "2020-11-12", ""} {
		rows += fmt.Sprintf("2021-%05d;%s;Motor;Anna Andersson Bygg;811218-9876\n", i+1, day)
	}
	sidecar := "list: arn-cases\nreceived: 2022-07-01\nsynthetic: true\ncovers:\n" +
		"  - {measures: [received], from: 2020-10-01, to: 2021-12-31}\n"
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
		List: "arn-cases", ID: "one", Sidecar: sidecar, Files: map[string]string{"list.csv": rows},
	})...)
	r, _ := etltest.Build(t, c)
	file, err := os.ReadFile(filepath.Join(c.Releases, r.ID()+".kept"))
	if err != nil {
		t.Fatal(err)
	}
	days, err := keep.Days(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range days {
		got = append(got, d.String())
	}
	slices.Sort(got)
	if want := []string{"2020-01-01", "2020-10-01", "2021-01-01"}; !slices.Equal(got, want) {
		t.Errorf("%v are kept, want %v", got, want)
	}
}

// The same input is kept as the same bytes.
func TestTheSameIsKeptAsTheSameBytes(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
		List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{"list.csv": "" +
			"Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00001;2021-05-06;Motor;Hittepå AB;412111-1118\n" +
			"2021-00002;2021-05-07;Motor;Påhittade Bilar AB;402001-0007\n"},
	})...)
	var first []byte
	for i := range 3 {
		c.Releases = t.TempDir()
		r, _ := etltest.Build(t, c)
		file, err := os.ReadFile(filepath.Join(c.Releases, r.ID()+".kept"))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = file
		} else if !slices.Equal(file, first) {
			t.Errorf("build %d kept other bytes than the first", i+1)
		}
	}
}
