// Package archtest checks what the project's packages import of each other against the table in docs/architecture.md, which is
// the one place where that is ruled.
package archtest_test

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const (
	module = "tvistdata"
	page   = "docs/architecture.md"
)

// row is what the table says of one folder.
type row struct {
	everything bool
	may        []string // folders
	testsNot   []string // folders that its tests may not import, while they may import all others
}

func TestImportsFollowTheTable(t *testing.T) {
	got, err := violations(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range got {
		t.Error(v)
	}
}

func TestViolationsAreReported(t *testing.T) {
	table := strings.Join([]string{
		"| folder | what lives there | may import of ours |",
		"|---|---|---|",
		"| `cmd/tvistdata` | the program | everything |",
		"| `etl` | stages | `internal/record`, `etl/read` |",
		"| `etl/read` | readers | `etl/source`; tests not `internal/record` |",
		"| `internal/record` | words | – |",
		"| `internal/gone` | nothing | – |",
	}, "\n")
	file := func(imports ...string) *fstest.MapFile {
		var b strings.Builder
		b.WriteString("package x\n")
		for _, i := range imports {
			fmt.Fprintf(&b, "import _ %q\n", i)
		}
		return &fstest.MapFile{Data: []byte(b.String())}
	}
	planted := fstest.MapFS{
		page:                          {Data: []byte(table)},
		"cmd/tvistdata/main.go":       file("tvistdata/etl", "tvistdata/api", "tvistdata/etl/etltest"),
		"etl/etltest/etltest.go":      file("tvistdata/api"),
		"etl/etl.go":                  file("fmt", "tvistdata/etl/read/csv", "tvistdata/internal/record", "tvistdata/api"),
		"etl/etl_test.go":             file("tvistdata/api"),
		"etl/read/csv/csv_test.go":    file("tvistdata/api", "tvistdata/internal/record"),
		"etl/read/csv/csv.go":         file("tvistdata/etl/source", "tvistdata/internal/record"),
		"etl/source/source.go":        file("tvistdata/internal/recorder", "tvistdata/etl/other"),
		"etl/read/testdata/broken.go": file("tvistdata/api"),
		"internal/record/record.go":   file("tvistdata/etl"),
		"api/api.go":                  file("fmt"),
		"tools/go.mod":                file(),
		"tools/tool.go":               file("tvistdata/api"),
	}
	got, err := violations(planted)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"api/api.go: docs/architecture.md has no row for its folder",
		"cmd/tvistdata/main.go imports etl/etltest, which is for tests",
		"etl/etl.go imports api, which the row of etl does not allow",
		"etl/read/csv/csv.go imports internal/record, which the row of etl/read does not allow",
		"etl/read/csv/csv_test.go imports internal/record, which the row of etl/read does not allow",
		"etl/source/source.go imports internal/recorder, which the row of etl does not allow",
		"internal/gone: docs/architecture.md has a row for it, and there is no code",
		"internal/record/record.go imports etl, which the row of internal/record does not allow",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// violations returns a line for everything in fsys, the module's root, that does not agree with its page.
func violations(fsys fs.FS) ([]string, error) {
	rows, err := table(fsys)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && foreign(fsys, name):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || forTests(path.Dir(name)):
			return nil
		}
		test := strings.HasSuffix(name, "_test.go")
		folder, ok := rowOf(rows, path.Dir(name))
		if !ok && test {
			return nil
		}
		if !ok {
			out = append(out, fmt.Sprintf("%s: %s has no row for its folder", name, page))
			return nil
		}
		seen[folder] = seen[folder] || !test
		imported, err := imports(fsys, name)
		if err != nil {
			return err
		}
		for _, i := range imported {
			switch from, _ := rowOf(rows, i); {
			case test && !under(rows[folder].testsNot, i):
			case !test && forTests(i):
				out = append(out, fmt.Sprintf("%s imports %s, which is for tests", name, i))
			case test || from != folder && !rows[folder].everything && !under(rows[folder].may, i):
				out = append(out, fmt.Sprintf("%s imports %s, which the row of %s does not allow", name, i, folder))
			}
		}
		return nil
	})
	for folder := range rows {
		if !seen[folder] {
			out = append(out, fmt.Sprintf("%s: %s has a row for it, and there is no code", folder, page))
		}
	}
	slices.Sort(out)
	return out, err
}

// forTests reports whether a folder holds what only tests use.
func forTests(dir string) bool { return strings.HasSuffix(dir, "test") }

// foreign reports whether a folder is no part of the module's code.
func foreign(fsys fs.FS, dir string) bool {
	base := path.Base(dir)
	if base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") {
		return true
	}
	_, err := fs.Stat(fsys, path.Join(dir, "go.mod"))
	return err == nil
}

// imports returns the folders of the module that a file imports.
func imports(fsys fs.FS, name string) ([]string, error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if folder, ours := strings.CutPrefix(p, module+"/"); ours {
			out = append(out, folder)
		}
	}
	return out, nil
}

// rowOf returns the folder of the row that holds for dir: its own, or its nearest parent's.
func rowOf(rows map[string]row, dir string) (string, bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, ok := rows[dir]; ok {
			return dir, true
		}
	}
	return "", false
}

// under reports whether a folder is one of some, or inside one.
func under(some []string, folder string) bool {
	return slices.ContainsFunc(some, func(s string) bool { return folder == s || strings.HasPrefix(folder, s+"/") })
}

var quoted = regexp.MustCompile("`([^`]+)`")

// folders returns what a cell has between backquotes.
func folders(cell string) (out []string) {
	for _, m := range quoted.FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// table reads the table of folders off the page.
func table(fsys fs.FS) (map[string]row, error) {
	text, err := fs.ReadFile(fsys, page)
	if err != nil {
		return nil, err
	}
	rows := map[string]row{}
	inside := false
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		switch {
		case strings.HasPrefix(line, "| folder |"):
			inside = true
		case !strings.HasPrefix(line, "|"):
			inside = false
		case inside && len(cells) == 3 && !strings.HasPrefix(line, "|---"):
			name := quoted.FindStringSubmatch(cells[0])
			if name == nil {
				return nil, fmt.Errorf("%s: no folder in %q", page, line)
			}
			may, testsNot, _ := strings.Cut(cells[2], "; tests not ")
			rows[name[1]] = row{everything: strings.TrimSpace(may) == "everything", may: folders(may), testsNot: folders(testsNot)}
		}
	}
	if len(rows) == 0 {
		return nil, errors.New(page + " has no table of folders")
	}
	return rows, nil
}
