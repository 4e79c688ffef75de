package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// doubtful is a disclosure of which the gate asks: rows without a respondent.
const doubtful = rows + "2021-00011;2021-01-06;Motor;;\n2021-00012;2021-01-06;Motor;;\n2021-00013;2021-01-06;Motor;;\n" +
	"2021-00014;2021-01-06;Motor;;\n2021-00015;2021-01-06;Motor;;\n"

// What the gate refuses is reported with where the rows went, and what is accepted with each doubt and the rules behind it. What
// was accepted need not be again while it is current, but is once another release has taken its place.
func TestWhatIsAcceptedIsTold(t *testing.T) {
	dir, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	build := func(want int, more ...string) (out, errs string) {
		t.Helper()
		return call(t, want, append([]string{"build", "--disclosures", dir, "--releases", releases}, more...)...)
	}
	out, _ := build(statusOK)
	before := regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(out)
	lay(t, dir, map[string]string{one + "list.csv": doubtful})

	const doubt = "disclosure arn-2022-01: 5 of 7 rows were rejected, and list arn-cases allows 5 %: required-cell 5"
	const accounted = "7 2 0 0 0 5 0 arn-cases/arn-2022-01"
	out, errs := build(statusRefused)
	if !slices.Contains(lines(out), accounted) || strings.Contains(out, "release") || !strings.Contains(errs, doubt) {
		t.Errorf("refused:\n%s%s", out, errs)
	}
	out, _ = build(statusOK, "--accept", "they came so", "--dry-run")
	if !slices.Contains(lines(out), accounted) || !slices.Contains(lines(out), "accepted: "+doubt) {
		t.Errorf("accepted in a dry run:\n%s", out)
	}
	out, _ = build(statusOK, "--accept", "they came so")
	if !slices.Contains(lines(out), "accepted: "+doubt) {
		t.Errorf("accepted:\n%s", out)
	}
	id := regexp.MustCompile(`release (r-[0-9a-f]{16})`).FindStringSubmatch(out)[1]
	note, err := os.ReadFile(filepath.Join(releases, id+".build.json"))
	if err != nil || !strings.Contains(string(note), doubt) || !strings.Contains(string(note), "they came so") {
		t.Errorf("what was accepted, and why, is not kept: %v\n%s", err, note)
	}
	for _, more := range [][]string{nil, {"--dry-run"}} {
		if out, _ := build(statusOK, more...); strings.Contains(out, "accepted") || len(more) == 0 && !strings.Contains(out, id+": unchanged") {
			t.Errorf("built again:\n%s", out)
		}
	}
	call(t, statusOK, "releases", "promote", before, "--releases", releases)
	build(statusRefused)
	out, _ = build(statusOK, "--accept", "they came so", "--json")
	var report struct{ Accepted []string }
	if err := json.Unmarshal([]byte(out), &report); err != nil || !slices.Contains(report.Accepted, doubt) {
		t.Errorf("--json: %v, %v", report, err)
	}
	out, _ = build(statusOK, "--json")
	if err := json.Unmarshal([]byte(out), &report); err != nil || len(report.Accepted) != 0 {
		t.Errorf("--json of what is unchanged: %v, %v", report, err)
	}
}
