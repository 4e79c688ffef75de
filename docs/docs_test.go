// Package docs checks the pages that are made from the code.
package docs_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/rule"
	"tvistdata/internal/release"
)

var update = flag.Bool("update", false, "write the pages anew")

// The pages' ends are made from packages; what stands above is written by hand.
func TestPagesSayWhatTheCodeDoes(t *testing.T) {
	for _, page := range []struct{ name, from, end string }{
		{"data.md", "internal/release", tables()},
		{"findings.md", "etl/rule", rules()},
	} {
		t.Run(page.name, func(t *testing.T) {
			got, err := os.ReadFile(page.name)
			if err != nil {
				t.Fatal(err)
			}
			begin := fmt.Sprintf("<!-- From here on made from %s by `go test ./docs -update`. -->\n", page.from)
			head, _, ok := strings.Cut(string(got), begin)
			if !ok {
				t.Fatalf("%s has no line %s", page.name, begin)
			}
			want := head + begin + page.end
			if *update {
				if err := os.WriteFile(page.name, []byte(want), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("%s is not what %s says (-want +got); go test ./docs -update writes it anew:\n%s", page.name, page.from, diff)
			}
		})
	}
}

// A link to a finding leads to one.
func TestLinksToFindingsLeadSomewhere(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range regexp.MustCompile(`\[`+"`"+`([a-z-]+)`+"`"+`\]\(findings\.md#([a-z-]+)\)`).FindAllStringSubmatch(string(text), -1) {
			if link[1] != link[2] || !slices.ContainsFunc(rule.All(), func(r *rule.Rule) bool { return r.Name() == link[2] }) {
				t.Errorf("%s: %s leads to no finding", page, link[0])
			}
		}
	}
}

// rules describes every finding, those of one name under one heading.
func rules() string {
	var b strings.Builder
	above := ""
	for _, r := range rule.All() {
		if r.Name() != above {
			fmt.Fprintf(&b, "\n## %s\n", r.Name())
		}
		above = r.Name()
		fmt.Fprintf(&b, "\n`%s`: %s **What to do:** %s\n\n%s **Vad du gör:** %s\n", r.Severity(), r.Meaning().EN, r.Advice().EN, r.Meaning().SV,
			r.Advice().SV)
	}
	return b.String()
}

// tables describes every file of a release.
func tables() string {
	var b strings.Builder
	for _, table := range release.Tables() {
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
