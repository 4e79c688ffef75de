package inspect_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// TestATableOfCountsBecomesAListOfAggregates, which loads and builds as it is, and whose counts are those of the file.
func TestATableOfCountsBecomesAListOfAggregates(t *testing.T) {
	for name, file := range map[string]string{
		"of years": "Företag;Orgnr;År;Antal\nPåhittade Bilar AB;412111-1118;2022;12\nOfarliga Motorer AB;413011-0119;2023;7\nPåhittade Bilar AB;412111-1118;2023;1 004\n",
		"of months": "Empresa;Período;Quantidade\nPåhittade Bilar AB;2023-01;12\nOfarliga Motorer AB;2023-01;7\n" +
			"Påhittade Bilar AB;2023-02;1004\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, "tabell.csv", file)
			r, printed := inspected(t, path, options(t))
			if r.Ready || !strings.Contains(printed, "looks like a number of matters, so each row stands for many") {
				t.Errorf("nothing is said of the counts:\n%s", printed)
			}
			lists, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset), Mode: fs.ModePerm}})
			if err != nil || lists[0].Kind != record.Aggregate {
				t.Fatalf("%v\n%s", err, r.Dataset)
			}
			config := etltest.Config(t, load(t, path, "new-list", r.Sidecar))
			config.Lists = slices.Concat(config.Lists, lists)
			of, report := etltest.Build(t, config)
			sum := int64(0)
			for _, row := range etltest.Rows(t, of, schema.Aggregates) {
				sum += row["count"].(int64)
			}
			if got := report.Accounted[0].Accounting; got.Published != 3 || sum != 1023 {
				t.Errorf("%+v with a sum of %d, want 3 published with 1023\n%v", got, sum, report.Findings)
			}
		})
	}
}

// TestAColumnOfCountsInAListOfRecords: a list that counts each row as one does not fit, though it knows every other column.
func TestAColumnOfCountsInAListOfRecords(t *testing.T) {
	const head = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer"
	for name, c := range map[string]struct {
		file  string
		count bool
	}{
		"counts":    {head + ";Antal\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;3\n2021-00002;2021-01-05;Bank;Påhittade Bilar AB;412111-1118;1\n", true},
		"all ones":  {head + ";Antal\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;1\n2021-00002;2021-01-05;Bank;Påhittade Bilar AB;412111-1118;1\n", false},
		"words":     {head + ";Antal\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;3\n2021-00002;2021-01-05;Bank;Påhittade Bilar AB;412111-1118;fem\n", false},
		"no counts": {head + "\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			r, printed := inspected(t, write(t, "lista.csv", c.file), options(t))
			says := strings.Contains(printed, "Column 6 looks like a number of matters") && strings.Contains(printed, "List arn-cases would fit but for that")
			if says != c.count || (r.List.Sure == "no") != c.count || strings.Contains(r.Dataset, "record_kind: aggregate") != c.count {
				t.Errorf("it says so: %t; %+v\n%s", says, r.List, printed)
			}
			if c.count {
				if _, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset), Mode: fs.ModePerm}}); err != nil {
					t.Errorf("%v\n%s", err, r.Dataset)
				}
			}
		})
	}
}
