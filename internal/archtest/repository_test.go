package archtest_test

import (
	"os"
	"os/exec"
	pathpkg "path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// output runs a command in the root of the repository and returns the lines that it prints.
func output(t *testing.T, name string, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// largest is the size of the largest file that may be tracked: history keeps it for ever.
const largest = 1 << 20

func TestNoTrackedFileIsLarge(t *testing.T) {
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("this is no checkout")
	}
	for _, name := range output(t, "git", "-c", "core.quotepath=off", "ls-files") {
		if info, err := os.Lstat(filepath.Join(root, name)); err == nil && info.Size() > largest {
			t.Errorf("%s has %d bytes: a tracked file has at most %d", name, info.Size(), largest)
		}
	}
}

// TestNoticesNameEveryModule: of the program for linux/amd64, as tools/notices writes them on any host.
func TestNoticesNameEveryModule(t *testing.T) {
	t.Setenv("GOOS", "linux")
	t.Setenv("GOARCH", "amd64")
	t.Setenv("CGO_ENABLED", "1")
	text, err := os.ReadFile(filepath.Join(root, "NOTICES"))
	if err != nil {
		t.Fatal(err)
	}
	modules := output(t, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./cmd/tvistdata")
	told := map[string]bool{} // modules, with their version
	for line := range strings.Lines(string(text)) {
		of, ok := strings.CutPrefix(line, "== ")
		path, rest, _ := strings.Cut(of, " ")
		version, _, _ := strings.Cut(rest, " ")
		for ; ok && path != "."; path = pathpkg.Dir(path) { // a licence may be that of the part which the program takes
			if slices.Contains(modules, path+" "+version) {
				told[path+" "+version] = true
				break
			}
		}
	}
	for _, of := range modules {
		if of != "" && !told[of] {
			t.Errorf("NOTICES has no licence of %s; make notices writes it anew", of)
		}
	}
}

// TestNoticesNameEveryLibrary: whatever DuckDB's module links that is not Go is in NOTICES.
func TestNoticesNameEveryLibrary(t *testing.T) {
	t.Setenv("GOOS", "linux")
	t.Setenv("GOARCH", "amd64")
	t.Setenv("CGO_ENABLED", "1")
	text, err := os.ReadFile(filepath.Join(root, "NOTICES"))
	if err != nil {
		t.Fatal(err)
	}
	libraries := 0
	for _, line := range output(t, "go", "list", "-deps", "-f", "{{with .Module}}{{range $.CgoLDFLAGS}}{{.}}\n{{end}}{{end}}", "./cmd/tvistdata") {
		name, ok := strings.CutPrefix(line, "-l")
		if !ok || slices.Contains([]string{"m", "dl", "stdc++"}, name) { // the system's
			continue
		}
		libraries++
		if !strings.Contains(string(text), "lib"+name+".a") {
			t.Errorf("NOTICES does not say what is in lib%s.a; tools/notices.native has to", name)
		}
	}
	if libraries < 10 || !strings.Contains(string(text), "Swagger UI") {
		t.Errorf("%d libraries, and NOTICES should name Swagger UI, which the module swgui holds", libraries)
	}
}
