//go:build !race

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

const cliRecord = "cli.txt"

// commands runs commands in a folder and writes down what is recorded of each: its exit status, the keys of its JSON with their
// types, and what of the values may not change.
type commands struct {
	t     *testing.T
	dir   string
	said  strings.Builder
	at    string                                // the command and the exit status of the last one
	types map[string]map[string]map[string]bool // by at and path
	rules map[string]bool                       // those that found something, with their severities
}

// anyRelease is the id of a release.
var anyRelease = regexp.MustCompile(`r-[0-9a-f]{16}`)

// run returns what a command printed. In its arguments DIR is replaced by the folder.
func (c *commands) run(args ...string) string {
	c.t.Helper()
	var out, errs bytes.Buffer
	actual := slices.Clone(args)
	for i := range actual {
		actual[i] = strings.ReplaceAll(actual[i], "DIR", c.dir)
	}
	status := run(c.t.Context(), actual, &out, &errs)
	said := anyRelease.ReplaceAllString(strings.ReplaceAll(strings.Join(args, " "), "DIR/", ""), "r-…")
	command, _, _ := strings.Cut(said, " -")
	c.at = fmt.Sprintf("%s: exit %d", command, status)
	c.say("\n=== %s: exit %d", said, status)
	c.t.Log(args, status, &errs)
	return out.String()
}

func (c *commands) say(format string, args ...any) { fmt.Fprintf(&c.said, format+"\n", args...) }

// read reads a JSON text, of which it keeps the paths with the types that their values have.
func (c *commands) read(text string, into any) {
	c.t.Helper()
	if text == "" {
		c.say("nothing is printed")
		return
	}
	var v any
	if err := errors.Join(json.Unmarshal([]byte(text), &v), json.Unmarshal([]byte(text), into)); err != nil {
		c.t.Fatal(err)
	}
	if c.types[c.at] == nil {
		c.types[c.at] = map[string]map[string]bool{}
	}
	keyTypes(v, "", c.types[c.at])
}

func keyTypes(v any, at string, types map[string]map[string]bool) {
	enter := func(kind string) {
		if types[at] == nil {
			types[at] = map[string]bool{}
		}
		types[at][kind] = true
	}
	switch v := v.(type) {
	case map[string]any:
		enter("object")
		for key, value := range v {
			keyTypes(value, at+"."+key, types)
		}
	case []any:
		enter("array")
		for _, value := range v {
			keyTypes(value, at+"[]", types)
		}
	case nil:
		enter("null")
	default:
		enter(strings.ReplaceAll(fmt.Sprintf("%T", v), "float64", "number"))
	}
}

// keys writes down the paths of each command's JSON.
func (c *commands) keys() {
	for _, at := range slices.Sorted(maps.Keys(c.types)) {
		c.say("\n=== keys of %s", at)
		for _, path := range slices.Sorted(maps.Keys(c.types[at])) {
			c.say("%s %s", cmp.Or(path, "."), strings.Join(slices.Sorted(maps.Keys(c.types[at][path])), "|"))
		}
	}
	c.say("\n=== rules that found something: %d\n%s", len(c.rules), strings.Join(slices.Sorted(maps.Keys(c.rules)), "\n"))
}

// build runs a build and writes down which rules found what where, and where the rows went.
func (c *commands) build(args ...string) (id string) {
	c.t.Helper()
	var r jsonReport
	c.read(c.run(append([]string{"build", "--json"}, args...)...), &r)
	places, counts := map[string][]string{}, map[string]int64{}
	for _, f := range r.Findings {
		rule := fmt.Sprintf("%s %s %s", f.Disclosure, f.Rule, f.Severity)
		c.rules[fmt.Sprintf("%s %s", f.Rule, f.Severity)] = true
		counts[f.Disclosure+" "+f.Rule]++
		place := f.File
		if f.Sheet != "" {
			place += ":" + f.Sheet
		}
		places[rule] = append(places[rule], fmt.Sprintf("%s:%d", place, f.Line))
	}
	for _, rule := range slices.Sorted(maps.Keys(places)) {
		c.say("finding %s: %s", rule, strings.Join(places[rule], " "))
	}
	for _, n := range r.Counted {
		counts[n.Disclosure+" "+n.Rule] -= n.Findings
	}
	for rule, n := range counts {
		if n != 0 {
			c.t.Errorf("%s is counted otherwise, by %d", rule, n)
		}
	}
	for _, d := range r.Disclosures {
		if len(d.Findings) == 0 {
			continue
		}
		c.say("public %s/%s: %v", d.List, d.ID, d.Findings)
	}
	for _, a := range r.Accounted {
		if strings.HasPrefix(a.Disclosure, "published-figures-") {
			continue // it comes with the program
		}
		c.say("rows %s/%s: %+v", a.List, a.Disclosure, a.Accounting)
	}
	return r.Release
}

// inspect runs an inspection.
func (c *commands) inspect(file string) {
	c.t.Helper()
	var r struct {
		Rows, Rejected int
		Findings       []struct {
			Rule, Severity string
			Count          int
			At             string `json:"first_at"`
		}
	}
	c.read(c.run("inspect", "--json", "DIR/"+file), &r)
	c.say("rows %d, rejected %d", r.Rows, r.Rejected)
	for _, f := range r.Findings {
		c.say("finding %s %s: %d, first %s", f.Rule, f.Severity, f.Count, f.At)
	}
}

// review runs a review and writes down why names are doubtful, and by which ways the companies were found that they may mean.
func (c *commands) review(args ...string) {
	c.t.Helper()
	var r struct{ Names []reviewed }
	c.read(c.run(append([]string{"companies", "review", "--json"}, args...)...), &r)
	for _, n := range r.Names {
		var who []string
		for _, p := range n.Candidates {
			who = append(who, p.Method+" "+p.CompanyID)
		}
		c.say("name %t of %s in %d rows, first %s: %s: %s", n.Name != nil, n.List, n.Rows, n.First, n.Why, strings.Join(who, ", "))
	}
}

// disclose writes disclosures of list arn-cases, the number of each in the numbers of its cases.
func disclose(t *testing.T, dir string, all []pollutedFile) {
	t.Helper()
	const sidecar, covers = "list: arn-cases\nreceived: 2022-07-01\n", "covers:\n  - {measures: [received], from: 2021-01-01, to: 2021-12-31}\n"
	for i, p := range all {
		text := strings.ReplaceAll(p.text, "2021-000", fmt.Sprintf("2021-%02d0", i+1))
		if strings.HasSuffix(p.file, ".xlsx") {
			text = p.text
		}
		at, more := filepath.Join("arn-cases", p.id), p.more
		if !strings.HasPrefix(more, "covers:") {
			more = covers + more
		}
		lay(t, dir, map[string]string{filepath.Join(at, "disclosure.yaml"): sidecar + more, filepath.Join(at, p.file): text})
	}
}

// TestCommandsAnswerAsRecorded runs every command that has --json, and trace, over files with one defect each and over others.
// What is recorded are exit statuses, keys and their types, rules with their severities and places, and numbers of rows. The texts
// may change, and these may not.
func TestCommandsAnswerAsRecorded(t *testing.T) {
	t.Parallel()
	tellHowToUpdate(t)
	c := &commands{t: t, dir: t.TempDir(), types: map[string]map[string]map[string]bool{}, rules: map[string]bool{}}
	key := map[string]string{"record.key": strings.Repeat("ab", 32), "publisher.yaml": withFigures}
	const decided = "decided_by: e, decided_on: 2024-01-01, why: w}\n"
	lay(t, c.dir, map[string]string{
		"own/companies/companies.yaml": "companies:\n  - {id: se-4020010015, name: Sagobostäder AB, org_number: 402001-0015, kind: legal_entity, " + decided,
		"own/arn-cases/dataset.yaml":   everyFormat(t),
		"own/companies/decisions.yaml": "decisions:\n  - {list: arn-cases, name_as_written: Ingen AB, company: se-4020010015, " + decided,
	})
	polluted := slices.Concat(pollutedCSV(), pollutedMarkup(), pollutedBooks(t), pollutedPaper())
	disclose(t, filepath.Join(c.dir, "polluted"), polluted)
	lay(t, filepath.Join(c.dir, "polluted"), key)
	lay(t, filepath.Join(c.dir, "polluted"), pollutedOthers())
	c.build("--disclosures", "DIR/polluted", "--datasets", "DIR/own", "--releases", "DIR/releases", "--accept", "a test")
	c.review("--disclosures", "DIR/polluted", "--datasets", "DIR/own")
	for _, id := range []string{"csv-clean/list.csv", "csv-exponents/list.csv", "html-rows/list.html", "json-broken/list.json", "book-hidden/list.xlsx", "paper/list.pdf"} {
		c.inspect("polluted/arn-cases/" + id)
	}
	c.blocked(key)
	c.failing(key)
	c.following(key)
	c.keys()
	if *update {
		writeRecord(t, cliRecord, c.said.String())
		return
	}
	want, err := os.ReadFile(recordPath(cliRecord))
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(c.said.String(), "\n")); diff != "" {
		t.Errorf("(-recorded +got)\n%s", diff)
	}
}

// blocked runs what a finding blocks.
func (c *commands) blocked(key map[string]string) {
	c.t.Helper()
	dir := filepath.Join(c.dir, "blocked")
	disclose(c.t, dir, blockedFiles())
	lay(c.t, dir, key)
	lay(c.t, dir, map[string]string{
		"arn-cases/unread-file/other.csv": "x", "notes.txt": "x",
		"svarta-listan/unknown-issue/disclosure.yaml": "list: svarta-listan\nreceived: 2022-07-01\n",
		"svarta-listan/unknown-issue/list.csv":        "Avdelning;Företag;Antal\nMotor;Påhittade Bilar AB;3\n",
	})
	c.build("--disclosures", "DIR/blocked", "--releases", "DIR/none")
	c.review("--disclosures", "DIR/blocked")
}

// failing runs what cannot be read, and what the gate refuses.
func (c *commands) failing(key map[string]string) {
	c.t.Helper()
	for id, p := range map[string]pollutedFile{
		"synthetic": {file: "list.csv", text: pollutedRows, more: "synthetic: true\n"}, "empty": {file: "list.csv"}, "no-pdf": {file: "list.pdf", text: "%PDF-"},
	} {
		p.id = id
		disclose(c.t, filepath.Join(c.dir, id), []pollutedFile{p})
		lay(c.t, filepath.Join(c.dir, id), key)
	}
	for _, id := range []string{"synthetic", "empty", "no-pdf"} {
		c.build("--disclosures", "DIR/"+id, "--releases", "DIR/none")
		c.review("--disclosures", "DIR/"+id)
	}
	c.inspect("empty/arn-cases/empty/list.csv")
	c.inspect("none.csv")
	disclose(c.t, filepath.Join(c.dir, "fewer"), pollutedCSV()[:1])
	lay(c.t, filepath.Join(c.dir, "fewer"), key)
	c.build("--disclosures", "DIR/fewer", "--releases", "DIR/releases")
	c.build("--disclosures", "DIR/fewer", "--releases", "DIR/releases", "--accept", "a test", "--dry-run", "--demo")
}

// following builds twice, traces every record to its rows, and compares the two releases.
func (c *commands) following(key map[string]string) {
	c.t.Helper()
	dir := filepath.Join(c.dir, "two")
	disclose(c.t, dir, append(pollutedCSV()[:1], pollutedBooks(c.t)[0]))
	lay(c.t, dir, key)
	first := c.build("--disclosures", "DIR/two", "--releases", "DIR/both")
	lay(c.t, dir, map[string]string{
		"arn-cases/later/disclosure.yaml": "list: arn-cases\nreceived: 2022-08-01\ncovers: [{measures: [received], from: 2021-01-01, to: 2021-12-31}]\n",
		"arn-cases/later/list.csv":        with("Motor;Påhittade Bilar", "Bank;Påhittade Bilar"),
	})
	lay(c.t, c.dir, map[string]string{
		"later/companies/companies.yaml": "companies:\n  - {id: x-wheels, name: Hjulen, kind: curated, decided_by: e, decided_on: 2024-01-01, why: w}\n",
		"later/companies/decisions.yaml": "decisions:\n  - {list: arn-cases, name_as_written: Uppdiktade Däck Ltd, company: x-wheels, decided_by: e, " +
			"decided_on: 2024-01-01, why: w}\n",
	})
	second := c.build("--disclosures", "DIR/two", "--releases", "DIR/both", "--datasets", "DIR/later")
	for row, err := range release.Rows(filepath.Join(c.dir, "both", second, schema.Disputes)) {
		if err != nil {
			c.t.Fatal(err)
		}
		c.say("%s", strings.TrimSpace(c.run("trace", row["record_id"].(string), "--disclosures", "DIR/two", "--datasets", "DIR/later")))
	}
	c.run("trace", "aaaaaaaaaaaaaaaa", "--disclosures", "DIR/two")
	var d shelf.Diff
	c.read(c.run("releases", "diff", first, second, "--releases", "DIR/both"), &d)
	for _, change := range slices.Concat(d.Files, d.Lists) {
		c.say("%s: %d, then %d", change.Name, change.Before, change.After)
	}
	for _, n := range d.NamesMoved {
		c.say("a name of %s: %v, then %v", n.List, n.Before, n.After)
	}
	for _, m := range d.IDsMerged {
		c.say("%s: %s, then %s", m.ID, m.Before, m.After)
	}
	c.say("added %v, removed %v, counts changed %d", d.DisclosuresAdded, d.DisclosuresRemoved, d.CountsChanged)
	c.run("releases", "diff", "r-0000000000000000", "r-0000000000000001", "--releases", "DIR/both")
	flip(c.t, filepath.Join(c.dir, "both", second, schema.Disputes))
	c.run("releases", "diff", first, second, "--releases", "DIR/both")
	c.build("--disclosures", "DIR/two", "--releases", "DIR/both")
}
