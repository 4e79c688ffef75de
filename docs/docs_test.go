// Package docs checks the pages that are made from the code.
package docs_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/rule"
	"tvistdata/internal/schema"
)

var update = flag.Bool("update", false, "write the pages anew")

// The pages' ends are made from packages; what is above is written by hand.
func TestPagesSayWhatTheCodeDoes(t *testing.T) {
	t.Run("data.md", func(t *testing.T) { generated(t, "data.md", "internal/schema", tables()) })
	t.Run("findings.md", func(t *testing.T) { generated(t, "findings.md", "etl/rule", rules()) })
	t.Run("lists.md", func(t *testing.T) { generated(t, "lists.md", "internal/list", dataset(t)) })
}

// A link to a finding leads to one, and a text in backquotes is its name.
func TestLinksToFindingsLeadSomewhere(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for _, page := range append(pages, "../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range linkToFindings.FindAllStringSubmatch(string(text), -1) {
			links++
			name, isName := strings.CutPrefix(link[1], "`")
			if of := link[2]; of == "" && isName || of != "" && !isRule(of) || isName && strings.TrimSuffix(name, "`") != of {
				t.Errorf("%s: %s leads to no finding", page, link[0])
			}
		}
	}
	if links < 10 {
		t.Errorf("%d links to findings are seen", links)
	}
}

// CONTRIBUTING.md names folders, files, links and make targets that are there. <list>, <name> and <format> are any.
func TestContributingNamesWhatIsThere(t *testing.T) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, m := range regexp.MustCompile("`(make [a-z]+)|`([^` ]+/[^` ]*)`|\\]\\(([^)#]+)").FindAllStringSubmatch(string(text), -1) {
		named++
		target, path := m[1], m[2]+m[3]
		if target != "" {
			if !strings.Contains(string(makefile), "\n"+strings.TrimPrefix(target, "make ")+":") {
				t.Errorf("there is no %s", target)
			}
			continue
		}
		if strings.HasPrefix(path, "/") || path == "bin/tvistdata" {
			continue
		}
		pattern := regexp.MustCompile(`<[a-z]+>`).ReplaceAllString(path, "*")
		if found, err := filepath.Glob(filepath.Join("..", pattern)); err != nil || len(found) == 0 {
			t.Errorf("%s is not there: %v", path, err)
		}
	}
	if named < 60 {
		t.Errorf("%d names are seen", named)
	}
}

// The commits that CONTRIBUTING.md gives as examples are in the history of what is checked out.
func TestContributingCitesCommitsThatAreThere(t *testing.T) {
	git := func(args ...string) (string, error) {
		out, err := exec.CommandContext(t.Context(), "git", args...).Output()
		return strings.TrimSpace(string(out)), err
	}
	if shallow, err := git("rev-parse", "--is-shallow-repository"); err != nil || shallow != "false" {
		t.Skip("there is no whole history here")
	}
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	cited := regexp.MustCompile("`([0-9a-f]{7,40})`").FindAllStringSubmatch(string(text), -1)
	if len(cited) < 5 {
		t.Errorf("%d commits are seen", len(cited))
	}
	for _, c := range cited {
		if _, err := git("merge-base", "--is-ancestor", c[1], "HEAD"); err != nil {
			t.Errorf("commit %s is not in the history of this one: %v", c[1], err)
		}
	}
}

// linkToFindings is a link to the page of findings, or to a part of it: its text, and which part.
var linkToFindings = regexp.MustCompile(`\[([^][]*)\](?:\(|: *)[^)\s]*findings\.md(?:#([^)\s]*))?`)

func isRule(name string) bool {
	return slices.ContainsFunc(rule.All(), func(r *rule.Rule) bool { return r.Name() == name })
}

// rules describes the severities and every finding, those of one name under one heading.
func rules() string {
	var b strings.Builder
	b.WriteString("\n| severity | what it does | vad den gör |\n|---|---|---|\n")
	for _, s := range rule.Severities() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s, s.Meaning().EN, s.Meaning().SV)
	}
	b.WriteString("\nA few rules share a name, one for each severity.\n")
	above := ""
	for _, r := range rule.All() {
		if r.Name() != above {
			fmt.Fprintf(&b, "\n## %s\n", r.Name())
		}
		above = r.Name()
		fmt.Fprintf(&b, "\n`%s`: %s **What to do:** %s\n\n%s **Att göra:** %s\n", r.Severity(), r.Meaning().EN, r.Advice().EN, r.Meaning().SV,
			r.Advice().SV)
	}
	return b.String()
}

// tables describes every file of a release.
func tables() string {
	var b strings.Builder
	for _, table := range schema.Tables() {
		fmt.Fprintf(&b, "\n## %s\n\n%s.", table.Name, strings.TrimSuffix(table.Title.EN, "."))
		if len(table.Sort) > 0 {
			fmt.Fprintf(&b, " Sorted by %s.", strings.Join(table.Sort, ", "))
		}
		b.WriteString("\n\n")
		b.WriteString("| column | type | what it holds |\n|---|---|---|\n")
		for _, f := range table.Fields {
			kind := string(f.Type)
			if f.Nullable {
				kind += ", nullable"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, kind, f.Text.EN)
		}
	}
	return b.String()
}

// generated compares what is below the mark of a page with what the code says, and with -update writes it again.
func generated(t *testing.T, page, from, tables string) {
	t.Helper()
	begin := fmt.Sprintf("<!-- From here on made from %s by `go test ./docs -update`. -->\n", from)
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(got), begin)
	switch {
	case !ok:
		t.Fatalf("%s has no line %s", page, begin)
	case *update:
		if err := os.WriteFile(page, []byte(head+begin+tables), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		if diff := cmp.Diff(tables, rest); diff != "" {
			t.Errorf("%s is not what %s says (- what the code says, + what the page says); go test ./docs -update writes it anew:\n%s", page, from, diff)
		}
	}
}
