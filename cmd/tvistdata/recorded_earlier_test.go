//go:build !race

package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// TestIDsOfAnEarlierProgramAreRecorded: its cells are read as they were, and a record is removed in the folder that only the earlier program
// has written to. All else stays, and has the ids that it gets today, under which it is traced.
func TestIDsOfAnEarlierProgramAreRecorded(t *testing.T) {
	disclosures, releases := unpacked(t)
	before := opened(t, filepath.Join(releases, earlierLast))
	textOnRecord(t, "columns-earlier.txt", columnsIn(t, before))
	rows := etltest.Rows(t, before, schema.Disputes)
	gone, stays := rows[0]["record_id"].(string), rows[1:]
	tables := []string{schema.Disputes, schema.Listings, schema.Figures, schema.Companies}
	ids := func(r *release.Release, table string) (out []string) {
		for _, row := range etltest.Rows(t, r, table) {
			record, _ := row["record_id"].(string)
			company, _ := row["company_id"].(string)
			out = append(out, record+" "+company)
		}
		return out
	}
	want := map[string][]string{}
	for _, table := range tables {
		want[table] = slices.DeleteFunc(ids(before, table), func(id string) bool { return strings.HasPrefix(id, gone) })
	}
	out, _ := call(t, statusOK, "remove", gone, "--reason", "a reason", "--releases", releases)
	replaced := regexp.MustCompile(`r-[0-9a-f]{16}`).FindAllString(out, -1)
	if len(replaced) != 6 || replaced[1] != earlierFirst || replaced[3] != earlierLast {
		t.Fatalf("remove says:\n%s", out)
	}
	call(t, statusOK, "releases", "verify", "--releases", releases)
	for _, row := range stays { // a column that the earlier program did not have
		if row["currency"] = nil; row["amount_band"] != nil {
			row["currency"] = "SEK"
		}
	}
	after := etltest.Rows(t, opened(t, filepath.Join(releases, replaced[2])), schema.Disputes)
	if !slices.EqualFunc(after, stays, func(x, y map[string]any) bool { return maps.Equal(x, y) }) {
		t.Errorf("left are %v, want %v", after, stays)
	}
	for _, row := range stays {
		out, _ := call(t, statusOK, "trace", row["record_id"].(string), "--disclosures", disclosures)
		if !strings.HasPrefix(out, "arn-2022-01:lista.csv:") {
			t.Errorf("trace says %q", out)
		}
	}
	lay(t, disclosures, map[string]string{publisherName: withFigures})
	build := []string{"build", "--disclosures", disclosures, "--releases", releases, "--json"}
	out, _ = call(t, statusOK, append(build, "--accept", "the columns of another version")...)
	var report jsonReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	built := opened(t, filepath.Join(releases, report.Release))
	for _, table := range tables {
		if got := ids(built, table); !slices.Equal(got, want[table]) {
			t.Errorf("%s: the ids are %v, and were %v", table, got, want[table])
		}
	}
	call(t, statusOK, "releases", "promote", replaced[0], "--releases", releases)
	_, base := served(t, "serve", "--releases", releases)
	for _, id := range []string{"", "&release=" + earlierFirst, "&release=" + earlierLast, "&release=" + report.Release} {
		var page struct{ Data []struct{ Outcome *string } }
		if get(t, base+"/v1/records?list=arn-cases"+id, &page); len(page.Data) == 0 {
			t.Errorf("%q: no records", id)
		}
	}
	status, text := body(t, base+"/v1/releases/"+replaced[2]+"/files/disputes.parquet")
	if status != http.StatusOK || !strings.HasPrefix(text, "PAR1") {
		t.Errorf("a file of an earlier program that was written again: %d", status)
	}
}
