package normalise_test

import (
	"strings"
	"testing"

	"tvistdata/etl/normalise"
)

func TestValuesAreNoNames(t *testing.T) {
	for _, value := range []string{
		"2021-01-04", "20210104", "3 mars 2021", "14/2 2021", "2021-00001", "ARN 2021-00001", "412111-1118", "4121111118", "02.558.157/0001-62",
		"1 000,50", "100,50", "12345", " 2021-00001 ", "45000",
	} {
		if !normalise.IsValue(value) {
			t.Errorf("%q is taken for a name", value)
		}
	}
	for _, name := range []string{
		"", "Inkom", "Belopp 2021", "2021", "2021-01", "202101", "2021/22", "2021-2022", "2021Q1", "2021 kv 1", "2023-H1", "Oct", "1", "17",
		"VAR00001", "Utdrag 2021-01-04", "Köpare (412111-1118)", "500", "ISO 9001",
	} {
		if normalise.IsValue(name) {
			t.Errorf("%q is taken for a value", name)
		}
	}
}

func TestMoreNames(t *testing.T) {
	for line, want := range map[string]bool{
		"(åååå-nnnn);(datum);(namn)|(åååå-nnnn);(datum)": true,
		"1;2;3|1;2":           true,
		"(1);(2);(3)|(1);(2)": true,
		"2021-1;okänt;Påhittade Bilar AB|2021-1;okänt": false,
		";okänt;Påhittade Bilar AB|;okänt":             false, // one word is too little
		"-;-;Påhittade Bilar AB|-;-":                   false,
		";;Påhittade Bilar AB|;":                       false,
		"2021-1;2021-01-04;Ek AB|2021-1;2021-01-04":    false,
		"1;2;4|1;2": false,
	} {
		cells, typed, _ := strings.Cut(line, "|")
		if got := normalise.MoreNames(strings.Split(cells, ";"), strings.Split(typed, ";")); got != want {
			t.Errorf("%s: %t, want %t", line, got, want)
		}
	}
}
