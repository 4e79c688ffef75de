package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestAPromotionIsTakenUpWithoutTraffic: nobody asks before the log says so, and the first who does gets the new release.
func TestAPromotionIsTakenUpWithoutTraffic(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
	out := &watched{found: make(chan string, 1), want: "release taken up", came: make(chan struct{})}
	base := servedTo(t, out, "serve", "--releases", releases, "--trusted-proxies", "127.0.0.1,10.0.0.0/8")
	more := folder(t, sidecar, rows+"2021-00003;2021-01-06;Motor;Påhittade Bilar AB;412111-1118\n")
	printed, _ := call(t, statusOK, "build", "--disclosures", more, "--releases", releases, "--accept", "another record key")
	id := regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(printed)
	select {
	case <-out.came:
	case <-time.After(2 * time.Minute):
		t.Fatalf("it is not taken up: %s", out)
	}
	if text := out.String(); !strings.Contains(text, `"release":"`+id+`"`) || strings.Count(text, "taken up") != 1 {
		t.Errorf("the log:\n%s", text)
	}
	var page struct {
		Data []any
		Meta struct{ Release string }
	}
	get(t, base+"/v1/records?list=arn-cases", &page)
	if page.Meta.Release != id || len(page.Data) != 3 {
		t.Errorf("the first to ask gets %d records of %s, want 3 of %s", len(page.Data), page.Meta.Release, id)
	}
}
