package main

import (
	"os"
	"strings"
	"testing"
)

// A folder that is mistyped is reported in a sentence, whatever was to be done with it, and never made; so is one that is none.
func TestFoldersThatAreNotThereAreNotMade(t *testing.T) {
	dir := folder(t, sidecar, rows)
	lay(t, dir, map[string]string{"record.key": strings.Repeat("ab", 32)})
	elsewhere := t.TempDir()
	lay(t, elsewhere, map[string]string{"register.csv": "number,name\n412111-1118,Påhittade Bilar AB\n", "file": ""})
	t.Chdir(elsewhere)
	const id, other = "r-0000000000000000", "r-0000000000000001"
	for name, c := range map[string]struct {
		flag string
		args []string // the last is the flag that is mistyped
	}{
		"import":              {"datasets", []string{"companies", "import", "register.csv", "--datasets"}},
		"build, datasets":     {"datasets", []string{"build", "--disclosures", dir, "--releases", "r", "--datasets"}},
		"build, disclosures":  {"disclosures", []string{"build", "--releases", "r", "--disclosures"}},
		"review, datasets":    {"datasets", []string{"companies", "review", "--disclosures", dir, "--datasets"}},
		"review, disclosures": {"disclosures", []string{"companies", "review", "--disclosures"}},
		"lists, datasets":     {"datasets", []string{"lists", "diff", "--datasets"}},
		"trace, datasets":     {"datasets", []string{"trace", "aaaaaaaaaaaaaaaa", "--disclosures", dir, "--datasets"}},
		"trace, disclosures":  {"disclosures", []string{"trace", "aaaaaaaaaaaaaaaa", "--disclosures"}},
		"list":                {"releases", []string{"releases", "list", "--releases"}},
		"show":                {"releases", []string{"releases", "show", id, "--releases"}},
		"verify":              {"releases", []string{"releases", "verify", "--releases"}},
		"diff":                {"releases", []string{"releases", "diff", id, other, "--releases"}},
		"promote":             {"releases", []string{"releases", "promote", id, "--releases"}},
		"remove":              {"releases", []string{"remove", "se-4121111118", "--reason", "a test", "--releases"}},
		"serve":               {"releases", []string{"serve", "--releases"}},
	} {
		t.Run(name, func(t *testing.T) {
			for given, want := range map[string]string{"typo": ": there is no folder typo\n", "file": ": file is no folder\n"} {
				out, errs := call(t, statusError, append(c.args, given)...)
				if errs != "tvistdata: --"+c.flag+want || out != "" {
					t.Errorf("printed:\n%s%s", out, errs)
				}
			}
		})
	}
	t.Run("what a review writes", func(t *testing.T) {
		review := func(want int, path string) string {
			_, errs := call(t, want, "companies", "review", "--disclosures", dir, "--write", path)
			return errs
		}
		if errs := review(statusError, "typo/companies/decisions.yaml"); errs != "tvistdata: --write: there is no folder typo\n" {
			t.Errorf("printed: %s", errs)
		}
		if err := os.Mkdir("own", 0o755); err != nil {
			t.Fatal(err)
		}
		review(statusOK, "own/companies/decisions.yaml")
		review(statusOK, "own/companies/more.yaml")
	})
	entries, err := os.ReadDir(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "register.csv" && name != "file" && name != "own" {
			t.Errorf("%s was made", name)
		}
	}
}
