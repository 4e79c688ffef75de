package docs_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// dataset describes dataset.yaml: its keys from the structs that they are read into, with their comments, and what each kind of
// record needs.
func dataset(t *testing.T) string {
	t.Helper()
	structs, words := declarations(t, "../internal/list")
	registers, _ := declarations(t, "../internal/numbers")
	var b strings.Builder
	keysOf := func(title, name string, structs map[string][]declared) {
		fmt.Fprintf(&b, "\n## %s\n\n| key | what it says |\n|---|---|\n", title)
		for _, f := range structs[name] {
			if f.text == "" {
				t.Errorf("%s.%s has no comment, so the page cannot say what it is", name, f.key)
			}
			fmt.Fprintf(&b, "| `%s` | %s |\n", f.key, sentence(f.text))
		}
	}
	keys := func(title, name string) { keysOf(title, name, structs) }
	values := func(title, name string) {
		fmt.Fprintf(&b, "\n### %s\n\n| value | what it means |\n|---|---|\n", title)
		for _, f := range words[name] {
			fmt.Fprintf(&b, "| `%s` | %s |\n", f.key, sentence(f.text))
		}
	}
	keys("The file", "List")
	keys("licence", "Licence")
	keys("columns: one for each column of a file", "Column")
	values("type", "Type")
	values("publish", "Publish")
	keys("identity", "Identity")
	keys("bounds", "Bounds")
	keys("codes: under the name of a column, one for each code", "Code")
	keys("lookups: under the name of a column, one for each meaning", "Look")
	for _, kind := range record.Kinds() {
		fmt.Fprintf(&b, "\n## Columns of a %s\n\n| column | type | needed | publish | its codes may count as |\n|---|---|---|---|---|\n", kind)
		for _, c := range list.KnownColumns(kind) {
			needed := ""
			if c.Must {
				needed = "yes"
			}
			typ := string(c.Type)
			if c.Type == list.OrgNo {
				typ += ", " + string(list.CompanyNo)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", c.Name, typ, needed, joined(c.Publish), joined(c.CountsAs))
		}
	}
	keysOf("registers/<code>.yaml: a register of companies' numbers", "Register", registers)
	keysOf("check: one for each check digit", "Check", registers)
	keysOf("persons: one for each kind of natural persons' numbers", "Person", registers)
	return b.String()
}

func joined[S ~string](all []S) string {
	var b strings.Builder
	for i, s := range all {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(s))
	}
	return b.String()
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

// declared is a key of a struct, or a value of a type, with its comment.
type declared struct{ key, text string }

// declarations returns the keys of each struct of a package with yaml tags, and the values of each type of text, with what their
// comments say.
func declarations(t *testing.T, dir string) (structs, values map[string][]declared) {
	t.Helper()
	structs, values = map[string][]declared{}, map[string][]declared{}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no code: %v", dir, err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, is := n.Type.(*ast.StructType); is && !strings.HasSuffix(name, "_test.go") {
					structs[n.Name.Name] = keysOf(s)
				}
			case *ast.ValueSpec:
				if typ, is := n.Type.(*ast.Ident); is && len(n.Values) == 1 {
					if v, is := n.Values[0].(*ast.BasicLit); is {
						value, _ := strconv.Unquote(v.Value)
						values[typ.Name] = append(values[typ.Name], declared{value, flat(n.Comment)})
					}
				}
			}
			return true
		})
	}
	return structs, values
}

func keysOf(s *ast.StructType) (keys []declared) {
	for _, f := range s.Fields.List {
		if f.Tag == nil {
			continue
		}
		tag, _ := strconv.Unquote(f.Tag.Value)
		key := reflect.StructTag(tag).Get("yaml")
		if text := flat(f.Comment); text != "" {
			keys = append(keys, declared{key, text})
		} else {
			keys = append(keys, declared{key, flat(f.Doc)})
		}
	}
	return keys
}

// flat returns a comment in one line.
func flat(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }
