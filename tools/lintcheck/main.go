// Command lintcheck tries every rule of .golangci.yml: it lints the planted violations beside it, expects exactly the
// reports that their want comments name, and fails for a rule that no want comment tries.
//
// Usage, in the folder tools: lintcheck CONFIG GOLANGCI-LINT
//
// Exit status: 0 every rule reports; 1 one does not, or something is reported that was not wanted.
package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed all:testdata/planted
var plantedFS embed.FS

const root = "testdata/planted"

// want is a report that a planted line is there for.
type want struct {
	file    string
	line    int
	linter  string
	pattern *regexp.Regexp
	met     bool
}

// report is one issue as golangci-lint writes it.
type report struct {
	FromLinter string
	Text       string
	Pos        struct {
		Filename string
		Line     int
	}
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: lintcheck CONFIG GOLANGCI-LINT")
		os.Exit(1)
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "lintcheck:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, config, linter string) error {
	dir, err := os.MkdirTemp("", "lintcheck")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	yaml, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), yaml, 0o600); err != nil {
		return err
	}
	wants, err := plant(dir)
	if err != nil {
		return err
	}
	reports, err := lint(ctx, dir, linter)
	if err != nil {
		return err
	}
	problems := compare(wants, reports)
	untried, err := untriedRules(yaml, reports)
	if err != nil {
		return err
	}
	problems = append(problems, untried...)
	for _, p := range problems {
		fmt.Fprintln(os.Stderr, p)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d problems with %s", len(problems), config)
	}
	fmt.Printf("lintcheck: %d planted violations reported, no rule untried\n", len(wants))
	return nil
}

// lint runs golangci-lint in dir and returns what it reports.
func lint(ctx context.Context, dir, linter string) ([]report, error) {
	cmd := exec.CommandContext(ctx, linter, "run", "--output.json.path=stdout", "--show-stats=false", "./...")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return nil, fmt.Errorf("golangci-lint: %w", err)
	}
	var res struct{ Issues []report }
	if err := json.Unmarshal(out, &res); err != nil {
		return nil, fmt.Errorf("output of golangci-lint: %w", err)
	}
	seen := map[report]bool{} // what concerns go.mod may be said once for each package
	return slices.DeleteFunc(res.Issues, func(r report) bool {
		again := seen[r]
		seen[r] = true
		return again
	}), nil
}

var (
	wantComment = regexp.MustCompile(`\s*// want(\+[0-9])? (.*)$`)
	wantEntry   = regexp.MustCompile("([a-z]+) `([^`]*)`")
)

// plant copies the violations to dir, taking the want comments out, and returns what they say.
func plant(dir string) ([]*want, error) {
	var wants []*want
	err := fs.WalkDir(plantedFS, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := plantedFS.ReadFile(name)
		if err != nil {
			return err
		}
		// go.mod.txt: a folder with a go.mod could not be embedded.
		rel := strings.TrimSuffix(strings.TrimPrefix(name, root+"/"), ".txt")
		lines := strings.Split(string(body), "\n")
		for i, line := range lines {
			m := wantComment.FindStringSubmatchIndex(line)
			if m == nil {
				continue
			}
			at := i + 1
			if m[2] >= 0 {
				at += int(line[m[2]+1] - '0')
			}
			for _, e := range wantEntry.FindAllStringSubmatch(line[m[4]:], -1) {
				re, err := regexp.Compile(e[2])
				if err != nil {
					return fmt.Errorf("%s:%d: %w", name, i+1, err)
				}
				wants = append(wants, &want{file: rel, line: at, linter: e[1], pattern: re})
			}
			lines[i] = strip(line, m[0])
		}
		out := filepath.Join(dir, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
			return err
		}
		return os.WriteFile(out, []byte(strings.Join(lines, "\n")), 0o600)
	})
	return wants, err
}

// strip takes a want comment that starts at byte from off a line. After code a comment stays, so that neither the
// alignment nor what linters make of a line with a comment changes.
func strip(line string, from int) string {
	if strings.HasPrefix(strings.TrimSpace(line), "//") {
		return line[:from]
	}
	return line[:strings.Index(line, "// want")] + "// planted"
}

// compare returns a line for each want that no report meets and for each report that nobody wants.
func compare(wants []*want, reports []report) []string {
	var problems []string
	for _, r := range reports {
		file := filepath.ToSlash(r.Pos.Filename)
		i := slices.IndexFunc(wants, func(w *want) bool {
			return !w.met && w.file == file && w.line == r.Pos.Line && w.linter == r.FromLinter && w.pattern.MatchString(r.Text)
		})
		if i < 0 {
			problems = append(problems, fmt.Sprintf("planted/%s:%d: not wanted: %s: %s", file, r.Pos.Line, r.FromLinter, r.Text))
			continue
		}
		wants[i].met = true
	}
	for _, w := range wants {
		if !w.met {
			problems = append(problems, fmt.Sprintf("planted/%s:%d: not reported: %s: %s", w.file, w.line, w.linter, w.pattern))
		}
	}
	return problems
}
