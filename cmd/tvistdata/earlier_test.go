package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unpacked lays out testdata/schema-1.2.tar.gz: disclosures of invented companies with their record key, and the releases that
// the program of schema version 1.2 made of them. From both releases one company was removed, so that each took the place of
// another; removed.json alone says what went and what took whose place.
func unpacked(t *testing.T) (disclosures, releases string) {
	t.Helper()
	file, err := os.Open("testdata/schema-1.2.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for archive := tar.NewReader(unzipped); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return filepath.Join(dir, "disclosures"), filepath.Join(dir, "releases")
		}
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.Clean("/"+head.Name))
		if head.Typeflag == tar.TypeDir {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, head.FileInfo().Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	earlierFirst, earlierLast = "r-d2f10ce5eb5d1c2a", "r-f9153cfb222dcb73" // the last is current
	earlierGone               = "r-e391fd6c6e918112"                       // whose place the first took
)

// TestReleasesOfAnEarlierProgramAreLookedAfter: they are whole, differ as they did, and answer.
func TestReleasesOfAnEarlierProgramAreLookedAfter(t *testing.T) {
	_, releases := unpacked(t)
	call(t, statusOK, "releases", "verify", "--releases", releases)
	if out, _ := call(t, statusOK, "releases", "list", "--releases", releases); !strings.HasPrefix(out, "* "+earlierLast) || !strings.Contains(out, earlierFirst) {
		t.Errorf("releases list:\n%s", out)
	}
	if out, _ := call(t, statusOK, "releases", "diff", earlierFirst, earlierLast, "--releases", releases); !strings.Contains(out, `"counts_changed": 1`) {
		t.Errorf("releases diff does not tell of the one count that is another:\n%s", out)
	}
	_, base := served(t, "serve", "--releases", releases)
	for _, question := range []string{
		"/releases", "/lists", "/companies", "/companies/se-4020010007", "/statements", "/figures?reconcile=true", "/notes", "/records?list=arn-cases",
		"/records?list=svarta-listan", "/rankings?list=arn-cases", "/rankings?list=arn-cases&rate=won", "/companies/se-4121000311/summary?list=arn-cases",
	} {
		var found struct{ Data any }
		get(t, base+"/v1"+question, &found)
	}
	for id, want := range map[string]int64{earlierFirst: 1, earlierLast: 2, earlierGone: 1} { // the client is sent on
		var counts struct{ Data []struct{ Value int64 } }
		get(t, base+"/v1/counts?list=arn-cases&company=se-4020010007&release="+id, &counts)
		if len(counts.Data) != 1 || counts.Data[0].Value != want {
			t.Errorf("%s: %+v, want %d", id, counts.Data, want)
		}
	}
	for measure, want := range map[string]int64{"closed": 1, "decided_on_merits": 1, "won": 1, "followed": 0, "not_followed": 1} {
		var counts struct{ Data []struct{ Value int64 } }
		get(t, base+"/v1/counts?list=arn-cases&company=se-4121000311&measure="+measure, &counts)
		if len(counts.Data) != 1 || counts.Data[0].Value != want {
			t.Errorf("%s: %+v, want %d", measure, counts.Data, want)
		}
	}
	if status, text := body(t, base+"/v1/releases/"+earlierGone+"/files/disputes.parquet"); status != http.StatusGone || !strings.Contains(text, earlierFirst) {
		t.Errorf("a file of a release that was withdrawn: %d %s", status, text)
	}
	if status, _ := body(t, base+"/v1/companies/se-4121111118"); status != http.StatusNotFound {
		t.Errorf("the removed company: status %d", status)
	}
}

// TestReleasesOfAnEarlierProgramAreRemovedFromAndBuiltUpon: what was removed then stays out, and so does what is removed now.
func TestReleasesOfAnEarlierProgramAreRemovedFromAndBuiltUpon(t *testing.T) {
	disclosures, releases := unpacked(t)
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--accept", "the columns of another version")
	call(t, statusOK, "remove", "se-4121000311", "--reason", "a reason", "--releases", releases)
	call(t, statusOK, "releases", "verify", "--releases", releases)
	for _, path := range tree(t, releases) {
		b, err := os.ReadFile(path)
		if err == nil && filepath.Base(path) != "removed.json" && (strings.Contains(string(b), "4121000311") || strings.Contains(string(b), "a reason")) {
			t.Errorf("%s tells of what was removed", filepath.Base(path))
		}
	}
	out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases)
	if !strings.Contains(strings.Join(lines(out), "\n"), "8 3 5 0 0 0 0 arn-cases/arn-2022-01") {
		t.Errorf("of seven named matters two were removed earlier and two now:\n%s", out)
	}
	_, base := served(t, "serve", "--releases", releases)
	var companies struct {
		Data []struct {
			ID      string `json:"company_id"`
			Records int
		}
	}
	get(t, base+"/v1/companies?list=arn-cases", &companies)
	var got []string
	for _, c := range companies.Data {
		got = append(got, c.ID)
	}
	if len(got) != 2 || slices.Contains(got, "se-4121000311") || slices.Contains(got, "se-4121111118") {
		t.Errorf("companies %v", got)
	}
	for _, id := range []string{earlierGone, earlierFirst, earlierLast} {
		var counts struct{ Data []struct{ Value int64 } }
		get(t, base+"/v1/counts?list=arn-cases&company=se-4020010007&release="+id, &counts)
	}
}
