package rule_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tvistdata/etl/rule"
	"tvistdata/internal/record"
)

// Every row is complete: a name in kebab case, once for each severity, a meaning of one sentence and advice in sentences, in both
// languages and short enough for a line of a terminal.
func TestEveryRuleIsExplained(t *testing.T) {
	type key struct {
		name     string
		severity rule.Severity
	}
	seen := map[key]bool{}
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, r := range rule.All() {
		k := key{r.Name(), r.Severity()}
		if !kebab.MatchString(k.name) || k.severity != rule.Block && k.severity != rule.Reject && k.severity != rule.Note || seen[k] {
			t.Errorf("%s, %s: it has no name in kebab case, no severity, or stands there twice", k.name, k.severity)
		}
		seen[k] = true
		for _, text := range []record.Text{r.Meaning(), r.Advice()} {
			for _, s := range []string{text.SV, text.EN} {
				if !strings.HasSuffix(s, ".") || len([]rune(s)) > 125 || strings.ContainsAny(s, "\n|") {
					t.Errorf("%s, %s: no sentence of at most 125 characters: %q", k.name, k.severity, s)
				}
			}
			if text.SV == text.EN {
				t.Errorf("%s, %s: the Swedish text is the English one: %q", k.name, k.severity, text.SV)
			}
		}
		if m := r.Meaning(); strings.Contains(m.EN, ". ") || strings.Contains(m.SV, ". ") {
			t.Errorf("%s, %s: the meaning is more than one sentence", k.name, k.severity)
		}
	}
}

// Every rule is used, its name is written nowhere else, and no finding is made without a rule.
func TestFindingsAreMadeFromTheCatalogue(t *testing.T) {
	declared, names := declarations(t)
	if len(declared) != len(rule.All()) {
		t.Errorf("the catalogue declares %d rules, and All gives %d", len(declared), len(rule.All()))
	}
	used := map[string]bool{}
	eachFile(t, "../..", func(name string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, is := n.X.(*ast.Ident); is && x.Name == "rule" {
					used[n.Sel.Name] = true
				}
			case *ast.BasicLit:
				// A name of one word, such as figure, may be another thing's.
				if text, err := strconv.Unquote(n.Value); err == nil && names[text] && strings.Contains(text, "-") {
					t.Errorf("%s writes the name %s, which etl/rule alone does", name, text)
				}
			case *ast.CompositeLit:
				if isFinding(n.Type) && len(n.Elts) > 0 && !hasRule(n) {
					t.Errorf("%s makes a finding without a rule", name)
				}
			}
			return true
		})
	})
	for name := range declared {
		if !used[name] {
			t.Errorf("no finding is made from rule.%s", name)
		}
	}
}

// declarations gives the variables of the catalogue, and the names of their rules.
func declarations(t *testing.T) (variables, names map[string]bool) {
	t.Helper()
	variables, names = map[string]bool{}, map[string]bool{}
	file, err := parser.ParseFile(token.NewFileSet(), "catalogue.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, is := n.(*ast.ValueSpec); is {
			variables[spec.Names[0].Name] = true
		}
		return true
	})
	for _, r := range rule.All() {
		names[r.Name()] = true
	}
	return variables, names
}

// eachFile parses the code of the module, tests and the catalogue apart.
func eachFile(t *testing.T, root string, each func(name string, file *ast.File)) {
	t.Helper()
	fsys := os.DirFS(root)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules" || name == "etl/rule"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err == nil {
			each(name, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// isFinding tells whether a type is source.Finding, as code inside or outside of its package writes it.
func isFinding(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		x, is := e.X.(*ast.Ident)
		return is && x.Name == "source" && e.Sel.Name == "Finding"
	case *ast.Ident:
		return e.Name == "Finding"
	}
	return false
}

func hasRule(c *ast.CompositeLit) bool {
	for _, e := range c.Elts {
		if kv, is := e.(*ast.KeyValueExpr); is {
			if k, is := kv.Key.(*ast.Ident); is && k.Name == "Rule" {
				return true
			}
		}
	}
	return false
}
