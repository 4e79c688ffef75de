//go:build !race

package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read"
	"tvistdata/internal/sharedtest"
)

// cfpbSample is the sample of the US agency's complaints. Its rows have no number.
func cfpbSample(t *testing.T) onRecord {
	t.Helper()
	text, err := os.ReadFile(sharedtest.Path(t, "data/third-party/cfpb-sample.csv"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"cfpb-complaints/sample/disclosure.yaml": "list: cfpb-complaints\n" +
			strings.NewReplacer("2021-01-01", "2012-01-01", "2021-12-31", "2016-12-31").Replace(coversAll),
		"cfpb-complaints/sample/complaints.csv": string(text),
	})
	return onRecord{disclosures: dir, theirs: true}
}

// workbookNames is a complaint about each of the buyers of the procurement authority's workbook beside its number, and one about
// each name alone, in a list of companies only.
func workbookNames(t *testing.T) onRecord {
	t.Helper()
	numbered, alone := [][]string{{"Diarienummer", "Inkom", "Företag", "Organisationsnummer"}}, [][]string{{"Date received", "Company"}}
	names := map[string]bool{}
	for i, buyer := range buyers(t) {
		numbered = append(numbered, []string{fmt.Sprintf("2021/%d", i+1), "2021-03-04", buyer[1], buyer[0]})
		if !names[buyer[1]] {
			names[buyer[1]] = true
			alone = append(alone, []string{"2021-03-04", buyer[1]})
		}
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"konsumentverket-complaints/buyers/disclosure.yaml": "list: konsumentverket-complaints\n" + coversAll,
		"konsumentverket-complaints/buyers/list.csv":        commaSeparated(t, numbered),
		"cfpb-complaints/names/disclosure.yaml":             "list: cfpb-complaints\n" + coversAll,
		"cfpb-complaints/names/list.csv":                    commaSeparated(t, alone),
	})
	return onRecord{disclosures: dir, theirs: true, args: []string{"--accept", "the numbers are as the authority has them"}}
}

// buyers returns the numbers and names of the workbook's buyers, each pair once, in order.
func buyers(t *testing.T) [][2]string {
	t.Helper()
	columns := [2]string{"Organisationsnummer för köpare", "Namn för köpare"}
	r, err := read.Open(sharedtest.Path(t, "data/third-party/uhm-contracted-value.xlsx"), read.Options{
		Headers: func(h string) bool { return slices.Contains(columns[:], h) },
	})
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
			found[[2]string{row.Cells[slices.Index(r.Header(), columns[0])], row.Cells[slices.Index(r.Header(), columns[1])]}] = true
		}
	}
}

func commaSeparated(t *testing.T, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
