package rule_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
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
		if !kebab.MatchString(k.name) || !slices.Contains(rule.Severities(), k.severity) || seen[k] {
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
	declared := declarations(t)
	for name, of := range declared {
		if !slices.ContainsFunc(rule.All(), func(r *rule.Rule) bool { return [2]string{r.Name(), string(r.Severity())} == of }) {
			t.Errorf("rule.%s is not in the list all of rule.go", name)
		}
	}
	if len(declared) != len(rule.All()) {
		t.Errorf("the catalogue declares %d rules, and All returns %d: expected each once in the list all of rule.go", len(declared), len(rule.All()))
	}
	used := map[string]bool{}
	eachFile(t, "../..", func(name string, file *ast.File) {
		of, faults := uses(file)
		maps.Copy(used, of)
		for _, fault := range faults {
			t.Errorf("%s %s", name, fault)
		}
	})
	for name := range declared {
		if !used[name] {
			t.Errorf("no finding is made from rule.%s", name)
		}
	}
}

// Who asks which rule a finding has does not make one; and a name of one word is another thing's, except where a rule is meant.
func TestUseOfARuleIsToldFromAQuestionAfterIt(t *testing.T) {
	for code, want := range map[string]string{
		`f := source.Finding{Rule: rule.Litter}`:            "Litter",
		`note(1, rule.Litter, "")`:                          "Litter",
		`f.Rule, f.Text = rule.Litter, ""`:                  "Litter",
		`why := rule.Litter`:                                "Litter",
		`return rule.Litter, ""`:                            "Litter",
		`l := []check{{rule.Litter, f}}`:                    "Litter",
		`d.Findings[rule.Litter.Name()]++`:                  "",
		`b := f.Rule == rule.Litter`:                        "",
		`b := rule.Litter != f.Rule`:                        "",
		`switch f.Rule { case rule.Litter: }`:               "",
		`b := rule.Litter.Severity() == rule.Note`:          "",
		`n := d.Findings[rule.Litter.Name()]`:               "",
		`f := source.Finding{Text: ""}`:                     "a fault",
		`f := told{Rule: "litter"}`:                         "a fault",
		`f.Rule = "litter"`:                                 "a fault",
		`b := f.Rule == "litter"`:                           "a fault",
		`b := "litter" == f.Rule.Name()`:                    "a fault",
		`switch f.Rule.Name() { case "column", "litter": }`: "a fault",
		`n := d.Findings["litter"]`:                         "a fault",
		`n := map[string]int{"unread-file": 1}`:             "a fault",
		`s := "litter"`:                                     "",
		`k := list{Kind: "figure"}`:                         "",
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {\n"+code+"\n}", parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		used, faults := uses(file)
		got := strings.Join(slices.Collect(maps.Keys(used)), " ")
		if len(faults) > 0 {
			got = "a fault"
		}
		if got != want {
			t.Errorf("%s: got %q, expected %q", code, got, want)
		}
	}
}

// uses returns the rules of which a file makes findings, and what it does that it may not.
func uses(file *ast.File) (used map[string]bool, faults []string) {
	used = map[string]bool{}
	use := func(values ...ast.Expr) {
		for _, e := range values {
			if s, is := e.(*ast.SelectorExpr); is {
				if x, is := s.X.(*ast.Ident); is && x.Name == "rule" {
					used[s.Sel.Name] = true
				}
			}
		}
	}
	named := func(beside ast.Expr, values ...ast.Expr) {
		for _, e := range values {
			if name := literal(e); saysRule(beside) && isName(name) && !strings.Contains(name, "-") {
				faults = append(faults, "writes the name "+name+", which etl/rule alone does")
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			use(n.Value)
			named(n.Key, n.Value)
		case *ast.CallExpr:
			use(n.Args...)
		case *ast.ReturnStmt:
			use(n.Results...)
		case *ast.AssignStmt:
			use(n.Rhs...)
			for _, to := range n.Lhs {
				named(to, n.Rhs...)
			}
		case *ast.BinaryExpr:
			named(n.X, n.Y)
			named(n.Y, n.X)
		case *ast.IndexExpr:
			named(n.X, n.Index)
		case *ast.SwitchStmt:
			for _, c := range n.Body.List {
				named(n.Tag, c.(*ast.CaseClause).List...)
			}
		case *ast.CompositeLit:
			use(n.Elts...)
			if isFinding(n.Type) && len(n.Elts) > 0 && !hasRule(n) {
				faults = append(faults, "makes a finding without a rule")
			}
		case *ast.BasicLit:
			// A name of one word, such as figure, may be another thing's.
			if name := literal(n); isName(name) && strings.Contains(name, "-") {
				faults = append(faults, "writes the name "+name+", which etl/rule alone does")
			}
		}
		return true
	})
	return used, faults
}

// isName reports whether a rule has the name.
func isName(name string) bool {
	return slices.ContainsFunc(rule.All(), func(r *rule.Rule) bool { return r.Name() == name })
}

// literal returns the text that an expression writes out, "" for others.
func literal(e ast.Expr) string {
	if l, is := e.(*ast.BasicLit); is {
		text, _ := strconv.Unquote(l.Value) // a number is none
		return text
	}
	return ""
}

// saysRule reports whether an expression is a rule, its name, or what is kept by these: Rule, x.Rule, x.Rule.Name(), x.Findings.
func saysRule(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Rule" || e.Name == "Findings"
	case *ast.SelectorExpr:
		return saysRule(e.Sel) || e.Sel.Name == "Name" && saysRule(e.X)
	case *ast.CallExpr:
		return saysRule(e.Fun)
	}
	return false
}

// declarations returns the variables of the catalogue.
func declarations(t *testing.T) map[string][2]string {
	t.Helper()
	variables := map[string][2]string{}
	pages, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		file, err := parser.ParseFile(token.NewFileSet(), page, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, is := n.(*ast.ValueSpec); is && len(spec.Values) == 1 {
				if call, is := spec.Values[0].(*ast.CallExpr); is {
					if made, is := call.Fun.(*ast.Ident); is && made.Name == "row" {
						severity, _ := call.Args[1].(*ast.Ident)
						variables[spec.Names[0].Name] = [2]string{literal(call.Args[0]), strings.ToLower(severity.Name)}
					}
				}
			}
			return true
		})
	}
	return variables
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

// isFinding reports whether a type is source.Finding, as code inside or outside of its package writes it.
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
