// Package docs checks the pages that are made from the code.
package docs_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/schema"
)

var update = flag.Bool("update", false, "write the pages anew")

const (
	page  = "data.md"
	begin = "<!-- From here on made from internal/release by `go test ./docs -update`. -->\n"
)

func TestDataPageDescribesTheFilesOfARelease(t *testing.T) {
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(got), begin)
	if !ok {
		t.Fatalf("%s has no line %s", page, begin)
	}
	want := head + begin + tables()
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not what internal/release says (-want +got); go test ./docs -update writes it anew:\n%s", page, diff)
	}
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
