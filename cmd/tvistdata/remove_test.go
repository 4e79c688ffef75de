package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// status of an address, without following where it leads.
func statusOf(t *testing.T, address string) (status int, location string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode, resp.Header.Get("Location")
}

// TestRemoveWhileServing takes a record out under a server that has the release open.
func TestRemoveWhileServing(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var page struct {
		Data []struct {
			ID string `json:"record_id"`
		}
		Meta struct{ Release string }
	}
	get(t, base+"/v1/records?list=arn-cases", &page)
	if len(page.Data) != 2 {
		t.Fatalf("%d records, want 2", len(page.Data))
	}
	gone, old := page.Data[0].ID, page.Meta.Release
	get(t, base+"/v1/records?list=arn-cases&release="+old, &page)
	out, _ := call(t, statusOK, "remove", gone, "--releases", releases, "--dry-run")
	if out != old+": 1 of the published rows of arn-cases would go\nnothing was changed\n" {
		t.Errorf("a dry run says:\n%s", out)
	}
	call(t, statusUsage, "remove", gone, "--releases", releases)
	out, _ = call(t, statusOK, "remove", gone, "--reason", "a secret", "--releases", releases)
	ids := regexp.MustCompile(`r-[0-9a-f]{16}`).FindAllString(out, -1)
	if len(ids) != 3 || ids[1] != old || !strings.Contains(out, old+": 1 of the published rows of arn-cases went\n") || !strings.Contains(out, filepath.Join(releases, "removed.json")) || strings.Contains(out, "secret") {
		t.Fatalf("remove says:\n%s", out)
	}
	for _, release := range []string{"", "&release=" + old} { // the second is sent on
		get(t, base+"/v1/records?list=arn-cases"+release, &page)
		if page.Meta.Release != ids[0] || len(page.Data) != 1 || page.Data[0].ID == gone {
			t.Errorf("records%s come from %s: %v", release, page.Meta.Release, page.Data)
		}
	}
	if status, location := statusOf(t, base+"/v1/releases/"+old); status != http.StatusPermanentRedirect || !strings.HasSuffix(location, ids[0]) {
		t.Errorf("the old release: status %d to %q", status, location)
	}
	for _, name := range []string{"disputes.parquet", "manifest.json"} {
		if status, _ := statusOf(t, base+"/v1/releases/"+old+"/files/"+name); status != http.StatusGone {
			t.Errorf("%s of the old release: status %d, want 410", name, status)
		}
	}
	if out, _ := call(t, statusOK, "releases", "list", "--releases", releases); !strings.HasPrefix(out, "* "+ids[0]) || strings.Contains(out, old) {
		t.Errorf("releases list:\n%s", out)
	}
	if _, errs := call(t, statusError, "releases", "diff", old, ids[0], "--releases", releases); !strings.Contains(errs, "withdrawn") {
		t.Errorf("diff with the old release:\n%s", errs)
	}
	if out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases); !strings.Contains(out, "removals: 1 rows were withheld") {
		t.Errorf("the next build says nothing of removals:\n%s", out)
	}
	get(t, base+"/v1/records?list=arn-cases", &page)
	if len(page.Data) != 1 {
		t.Errorf("after the next build %d records, want 1", len(page.Data))
	}
	call(t, statusOK, "remove", gone, "--reason", "again", "--releases", releases)
	if _, errs := call(t, statusError, "remove", "aaaaaaaaaaaaaaaa", "--reason", "x", "--releases", releases); !strings.Contains(errs, "no retained release has aaaaaaaaaaaaaaaa") {
		t.Errorf("not found:\n%s", errs)
	}
	for _, wrong := range [][]string{{"remove", gone, "--releases", releases}, {"remove", "--reason", "x", "--releases", releases}, {"remove", gone, "--reason", " ", "--releases", releases}} {
		call(t, statusUsage, wrong...)
	}
}

// A release that nothing is kept beside is written from what it says itself. The command says so.
func TestRemoveWarnsWhereNothingIsKept(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
	kept, err := filepath.Glob(filepath.Join(releases, "*.kept"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%v, %v", kept, err)
	}
	if err := os.Remove(kept[0]); err != nil {
		t.Fatal(err)
	}
	out, errs := call(t, statusOK, "remove", "se-4121111118", "--reason", "a test", "--releases", releases)
	id := regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(out)
	if !strings.Contains(errs, "warning: release "+id+" was written from what the one before it says itself (nothing is kept beside") {
		t.Errorf("remove says:\n%s", errs)
	}
}
