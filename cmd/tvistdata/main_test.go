package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const sidecar = `list: arn-cases
received: 2022-07-01
covers:
  - {measures: [received], from: 2021-01-01, to: 2021-12-31}
`

const rows = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n" +
	"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118\n" +
	"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118\n"

// withFigures is a publisher.yaml of somebody who publishes the figures that come with the program.
const withFigures = "name: Testutgivaren\ncontact: x@example.se\nbundled_figures: true\n"

// folder makes a folder of disclosures with one of list arn-cases.
func folder(t *testing.T, sidecar, rows string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disclosures")
	one := filepath.Join(dir, "arn-cases", "arn-2022-01")
	if err := os.MkdirAll(one, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"disclosure.yaml": sidecar, "list.csv": rows} {
		if err := os.WriteFile(filepath.Join(one, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// call runs a command and returns what it printed.
func call(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(t.Context(), args, &out, &errs); got != want {
		t.Fatalf("tvistdata %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), got, want, &out, &errs)
	}
	return out.String(), errs.String()
}

// lines returns the lines of an output, with one blank for each run of them.
func lines(out string) []string {
	var all []string
	for line := range strings.Lines(out) {
		all = append(all, strings.Join(strings.Fields(line), " "))
	}
	return all
}

func TestBuildAndLookAfterReleases(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	out, errs := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases)
	if !slices.Contains(lines(out), "2 2 0 0 0 0 0 arn-cases/arn-2022-01") {
		t.Errorf("the accounting is not printed:\n%s", out)
	}
	if !strings.Contains(errs, "made a record key") || !strings.Contains(errs, "publisher.yaml") {
		t.Errorf("neither the key that was made nor the missing publisher is said:\n%s", errs)
	}
	if info, err := os.Stat(filepath.Join(disclosures, "record.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("record.key: %v %v, want mode 0600", info, err)
	}
	id := regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(out)
	if out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases); !strings.Contains(out, id+": unchanged") {
		t.Errorf("a second build is not the same release %s:\n%s", id, out)
	}
	if out, _ := call(t, statusOK, "releases", "list", "--releases", releases); !strings.HasPrefix(out, "* "+id) {
		t.Errorf("releases list:\n%s", out)
	}
	if out, _ := call(t, statusOK, "releases", "verify", "--releases", releases); out != id+" is whole\n" {
		t.Errorf("releases verify:\n%s", out)
	}
	if err := os.Remove(filepath.Join(releases, id+".kept")); err != nil {
		t.Fatal(err)
	}
	if out, _ := call(t, statusOK, "releases", "verify", "--releases", releases); !strings.HasPrefix(out, id+" is whole; nothing is kept beside it") {
		t.Errorf("releases verify, with nothing kept:\n%s", out)
	}
	out, _ = call(t, statusOK, "releases", "show", id, "--releases", releases)
	var manifest struct{ Files []struct{ Name string } }
	if err := json.Unmarshal([]byte(out), &manifest); err != nil || len(manifest.Files) == 0 {
		t.Errorf("releases show is no manifest: %v", err)
	}
	flip(t, filepath.Join(releases, id, "disputes.parquet"))
	if _, errs := call(t, statusDamaged, "releases", "verify", id, "--releases", releases); !strings.Contains(errs, "disputes.parquet") {
		t.Errorf("the damaged file is not named:\n%s", errs)
	}
}

// flip changes one bit in the middle of a file.
func flip(t *testing.T, name string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestExitStatuses(t *testing.T) {
	good := folder(t, sidecar, rows)
	releases := filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", good, "--releases", releases, "--quiet")
	unknownColumn := folder(t, sidecar, strings.Replace(rows, "Avdelning", "Okänd kolumn", 1))
	fewer := folder(t, sidecar, strings.Join(strings.SplitAfter(rows, "\n")[:2], ""))
	key, err := os.ReadFile(filepath.Join(good, "record.key"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{unknownColumn, fewer} {
		if err := os.WriteFile(filepath.Join(dir, "record.key"), key, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		want int
		args []string
	}{
		"unknown command":    {statusUsage, []string{"bild"}},
		"unknown flag":       {statusUsage, []string{"build", "--disclosure", "x"}},
		"missing flag":       {statusUsage, []string{"build"}},
		"missing argument":   {statusUsage, []string{"trace", "--disclosures", good}},
		"missing folder":     {statusError, []string{"build", "--disclosures", filepath.Join(good, "none"), "--releases", releases}},
		"no proxy":           {statusUsage, []string{"serve", "--releases", releases, "--trusted-proxies", "10.0.0.0/8,everybody"}},
		"nothing to serve":   {statusError, []string{"serve", "--releases", t.TempDir()}},
		"no such release":    {statusError, []string{"releases", "show", "r-0000000000000000", "--releases", releases}},
		"no such key":        {statusError, []string{"trace", "aaaaaaaaaaaaaaaa", "--disclosures", good}},
		"blocking finding":   {statusBlocked, []string{"build", "--disclosures", unknownColumn, "--releases", releases}},
		"gate":               {statusRefused, []string{"build", "--disclosures", fewer, "--releases", releases}},
		"dry run":            {statusOK, []string{"build", "--disclosures", good, "--releases", releases, "--dry-run"}},
		"gate with a reason": {statusOK, []string{"build", "--disclosures", fewer, "--releases", releases, "--accept", "one was withdrawn", "--dry-run"}},
		"contract":           {statusOK, []string{"openapi"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, errs := call(t, c.want, c.args...)
			if c.want != statusOK && !strings.HasPrefix(errs, "tvistdata: ") && !strings.Contains(errs, "\ntvistdata: ") {
				t.Errorf("the error is not printed:\n%s", errs)
			}
		})
	}
}

// A dry run leaves nothing: no folder, no lock, no key, whether or not there are releases.
func TestADryRunLeavesNothing(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	before := strings.Join(tree(t, disclosures), "\n")
	_, errs := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--dry-run")
	if !strings.Contains(errs, "uses a temporary one") {
		t.Errorf("the temporary key is not said:\n%s", errs)
	}
	if _, err := os.Stat(releases); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of releases: %v, %v", tree(t, releases), err)
	}
	if after := strings.Join(tree(t, disclosures), "\n"); after != before {
		t.Errorf("the folder of disclosures held\n%s\nand now\n%s", before, after)
	}
	if err := os.Mkdir(releases, 0o755); err != nil {
		t.Fatal(err)
	}
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--dry-run")
	if left := tree(t, releases); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}

// tree returns the paths of a folder and all that is in it.
func tree(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		paths = append(paths, path)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return paths
}

func TestTraceNamesTheLine(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var page struct {
		Data []struct {
			ID   string `json:"record_id"`
			Date string `json:"received_date"`
		}
	}
	get(t, base+"/v1/records?list=arn-cases", &page)
	if len(page.Data) != 2 {
		t.Fatalf("%d records, want 2", len(page.Data))
	}
	for _, r := range page.Data {
		want := "arn-2022-01:list.csv:2\n"
		if r.Date == "2021-01-05" {
			want = "arn-2022-01:list.csv:3\n"
		}
		if out, _ := call(t, statusOK, "trace", r.ID, "--disclosures", disclosures); out != want {
			t.Errorf("trace %s: %q, want %q", r.ID, out, want)
		}
	}
}

func TestJSONReport(t *testing.T) {
	disclosures := folder(t, sidecar, rows+"2021-00003;31 februari 2021;Motor;Påhittade Bilar AB;412111-1118\n")
	out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", filepath.Join(t.TempDir(), "releases"), "--json")
	var report jsonReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 1 || report.Findings[0].Rule != "unreadable-date" || report.Findings[0].Line != 4 || report.Release == "" {
		t.Errorf("report: %+v", report)
	}
}

func TestTheManifestProvesTheReleasesID(t *testing.T) {
	_, base := demonstrated(t)
	var current struct{ Data struct{ Release string } }
	get(t, base+"/v1/releases/latest", &current)
	var manifest json.RawMessage
	get(t, base+"/v1/releases/"+current.Data.Release+"/files/manifest.json", &manifest)
	sum := sha256.Sum256(append(manifest, '\n'))
	if want := "r-" + hex.EncodeToString(sum[:8]); current.Data.Release != want {
		t.Errorf("the release is %q, and its manifest gives %s", current.Data.Release, want)
	}
}

func TestDemoShowsTheJumpAndTheUnfinishedYear(t *testing.T) {
	out, base := demonstrated(t)
	if n := strings.Count(out, "\n  http://"); n != 3 {
		t.Errorf("the demo prints %d addresses worth opening, want 3:\n%s", n, out)
	}
	var found struct {
		Data []struct {
			ID string `json:"company_id"`
		}
	}
	get(t, base+"/v1/companies?q="+strings.ReplaceAll(demoCompany, " ", "+"), &found)
	if len(found.Data) != 1 {
		t.Fatalf("%d companies are called %s", len(found.Data), demoCompany)
	}
	var counts struct {
		Data []struct {
			Period, Status string
			Value          *int64
			CoveredTo      string `json:"covered_to"`
		}
		Meta struct{ Synthetic bool }
	}
	get(t, base+"/v1/counts?list=arn-cases&group_by=company,period&period=year&company="+found.Data[0].ID, &counts)
	sum := int64(0)
	for _, c := range counts.Data[:5] {
		sum += *c.Value
		if c.Status != "ok" {
			t.Errorf("%s is %s", c.Period, c.Status)
		}
	}
	last := counts.Data[5]
	if sum != 5*130 || *last.Value != 768 || last.Status != "partial" || last.CoveredTo != "2023-12-15" || !counts.Meta.Synthetic {
		t.Errorf("the series: mean %d/5, then %+v %d; synthetic %v", sum, last, *last.Value, counts.Meta.Synthetic)
	}
	var figures struct {
		Data []struct {
			Value     float64
			Qualifier string
			Source    string `json:"source_name"`
			Published string
			Synthetic bool
		}
	}
	get(t, base+"/v1/figures?brand=klarna&measure=cases_received_annual_average", &figures)
	if len(figures.Data) != 1 || figures.Data[0].Value != 130 || figures.Data[0].Qualifier != "about" || figures.Data[0].Synthetic ||
		figures.Data[0].Source == "" || figures.Data[0].Published != "2024-01-11" {
		t.Errorf("Klarna's figure: %+v", figures.Data)
	}
}

// served runs a command that serves, on a free port, until the test ends. It returns what was printed and the address.
func served(t *testing.T, args ...string) (printed, base string) {
	t.Helper()
	out := &watched{found: make(chan string, 1)}
	base = servedTo(t, out, args...)
	return out.String(), base
}

// servedTo is served with what is printed at hand.
func servedTo(t *testing.T, out *watched, args ...string) (base string) {
	t.Helper()
	base, stop, err := start(out, args...)
	t.Cleanup(func() {
		if status := stop(); status != statusOK {
			t.Errorf("exit status %d after it was stopped", status)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// start runs a command that serves, on a free port, and returns its address; stop stops it and returns its exit status.
func start(out *watched, args ...string) (base string, stop func() int, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, append(args, "--addr", "127.0.0.1:0"), out, out) }()
	stop = func() int { cancel(); return <-ended }
	select {
	case base = <-out.found:
	case status := <-ended:
		ended <- status
		err = fmt.Errorf("it ended with status %d: %s", status, out)
	case <-time.After(2 * time.Minute):
		err = fmt.Errorf("it does not listen: %s", out)
	}
	return base, stop, err
}

// demonstration is one demo for all tests that only ask it.
type demonstration struct {
	printed, base string
	err           error
}

var (
	stopDemo = func() int { return statusOK }
	theDemo  = sync.OnceValue(func() (d demonstration) {
		out := &watched{found: make(chan string, 1)}
		d.base, stopDemo, d.err = start(out, "demo")
		d.printed = out.String()
		return d
	})
)

// demonstrated returns what the demo printed, and its address.
func demonstrated(t *testing.T) (printed, base string) {
	t.Helper()
	d := theDemo()
	if d.err != nil {
		t.Fatal(d.err)
	}
	return d.printed, d.base
}

// TestMain stops the demo when no test asks it any more, and fails when it does not end well.
func TestMain(m *testing.M) {
	status := m.Run()
	if ended := stopDemo(); ended != statusOK {
		fmt.Fprintf(os.Stderr, "the demo: exit status %d after it was stopped\n", ended)
		status = 1
	}
	os.Exit(status)
}

// get asks for JSON, which is held against the contract.
func get(t *testing.T, address string, into any) {
	t.Helper()
	status, text := body(t, address)
	if status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", address, status, text)
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// TestWhatIsRealIsNeverMarkedAsInvented asks the demo for a real reply, real figures and the company that they name.
func TestWhatIsRealIsNeverMarkedAsInvented(t *testing.T) {
	_, base := demonstrated(t)
	for _, question := range []string{"/statements", "/figures", "/companies?q=Klarna"} {
		var found struct {
			Data []struct{ Synthetic *bool }
			Meta struct{ Synthetic bool }
		}
		get(t, base+"/v1"+question, &found)
		if len(found.Data) == 0 || found.Meta.Synthetic {
			t.Errorf("%s: %d rows, marked: %t", question, len(found.Data), found.Meta.Synthetic)
		}
		for _, row := range found.Data {
			if row.Synthetic == nil || *row.Synthetic {
				t.Errorf("%s: a row is marked, or has no mark", question)
			}
		}
		separator := "?"
		if strings.Contains(question, "?") {
			separator = "&"
		}
		_, text := body(t, base+"/v1"+question+separator+"format=csv")
		if lines := strings.Split(text, "\r\n"); !strings.HasSuffix(lines[0], ",synthetic") || strings.Contains(text, ",true\r\n") {
			t.Errorf("%s as CSV:\n%s", question, text)
		}
	}
}

// TestTheDemoCountsNothingOfRealCompanies asks an invented list about a company that only real figures name.
func TestTheDemoCountsNothingOfRealCompanies(t *testing.T) {
	_, base := demonstrated(t)
	var found struct {
		Data []struct {
			ID        string `json:"company_id"`
			Synthetic bool
		}
	}
	get(t, base+"/v1/companies?q=Klarna", &found)
	if len(found.Data) == 0 || found.Data[0].Synthetic {
		t.Fatalf("Klarna is not among the companies: %+v", found)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/v1/counts?list=arn-cases&company="+found.Data[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := new(http.Client).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d, want 400: a 0 would be a number about a real company", resp.StatusCode)
	}
}
