package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tvistdata/datasets"
)

// lay writes files, given by path and text, into a folder.
func lay(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// everyFormat returns the dataset.yaml of arn-cases for files in every format.
func everyFormat(t *testing.T) string {
	t.Helper()
	arn, err := datasets.FS.ReadFile("arn-cases/dataset.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(arn), "formats: [csv, xlsx]", "formats: [csv, xlsx, html, json, pdf]", 1)
}

// one is the folder of the disclosure that folder makes.
const one = "arn-cases/arn-2022-01/"

const other = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00009;2021-01-06;Motor;Påhittade Bilar AB;412111-1118\n"

// onlyList is a sidecar that names its file.
const onlyList = sidecar + "files:\n  - name: list.csv\n"

// What lies where nothing reads it blocks a build and a review until it is read, or somebody says that it is none. No name
// that may be a person's is reported.
func TestWhatNobodyReadsBlocks(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for name, c := range map[string]struct {
		files    map[string]string
		link     [2]string // what is linked, and from where
		at       string    // what the finding begins with
		declared map[string]string
	}{
		"a file beside those that files names": {
			files: map[string]string{one + "disclosure.yaml": onlyList, one + "lista 2.csv": other}, at: "arn-2022-01:lista 2.csv: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": onlyList + "  - name: lista 2.csv\n"},
		},
		"a file that may bear a person's name": {
			files: map[string]string{one + "disclosure.yaml": onlyList, one + "Anna Andersson.csv": other}, at: "arn-2022-01:Aaaa Aaaaaaaaa.aaa: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": onlyList + "ignore: [Anna Andersson.csv]\n"},
		},
		"a hidden file": {
			files: map[string]string{one + ".Lista.csv": other}, at: "arn-2022-01:.Lista.csv: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": sidecar + "files: [{name: list.csv}, {name: .Lista.csv}]\n"},
		},
		"a folder in a disclosure": {
			files: map[string]string{one + "del 2/lista.csv": other}, at: "arn-2022-01:del 2: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": sidecar + "ignore: [del 2]\n"},
		},
		"a folder that is called like litter": {
			files: map[string]string{one + "._lista/lista.csv": other}, at: "arn-2022-01:._lista: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": sidecar + "ignore: [._lista]\n"},
		},
		"a link to a folder in a disclosure": {
			files: map[string]string{"arn-cases/arn-2022-02/disclosure.yaml": sidecar, "arn-cases/arn-2022-02/lista.csv": other},
			link:  [2]string{"arn-cases/arn-2022-02", one + "lista"}, at: "arn-2022-01:lista: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": sidecar + "ignore: [lista]\n"},
		},
		"a link that leads nowhere": {
			link: [2]string{"none.csv", one + "lista.csv"}, at: "arn-2022-01:lista.csv: block: unread-file: ",
			declared: map[string]string{one + "disclosure.yaml": sidecar + "ignore: [lista.csv]\n"},
		},
		"a file beside the folders of disclosures": {
			files: map[string]string{"arn-cases/lista.csv": other}, at: "lista.csv: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nignore: [arn-cases/lista.csv]\n"},
		},
		"a hidden file beside the folders of disclosures": {
			files: map[string]string{"arn-cases/.lista.csv": other}, at: ".lista.csv: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nignore: [arn-cases/.lista.csv]\n"},
		},
		"a hidden folder beside the folders of disclosures": {
			files: map[string]string{"arn-cases/.arkiv/disclosure.yaml": sidecar, "arn-cases/.arkiv/lista.csv": other}, at: ".arkiv: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nignore: [arn-cases/.arkiv]\n"},
		},
		"a file beside the folders of lists": {
			files: map[string]string{"lista.csv": other}, at: "lista.csv: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nignore: [lista.csv]\n"},
		},
		"a hidden folder beside the folders of lists": {
			files: map[string]string{".arkiv/lista.csv": other}, at: ".arkiv: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nignore: [.arkiv]\n"},
		},
		"a record key of another name": {
			files: map[string]string{"nyckel.txt": strings.Repeat("ab", 32)}, at: "aaaaaa.aaa: block: unread-file: ",
			declared: map[string]string{"publisher.yaml": "name: X\ncontact: x@example.se\nrecord_key_file: nyckel.txt\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
			lay(t, dir, c.files)
			if c.link[0] != "" {
				if err := os.Symlink(filepath.Join(dir, c.link[0]), filepath.Join(dir, c.link[1])); err != nil {
					t.Fatal(err)
				}
			}
			_, errs := call(t, statusBlocked, "build", "--disclosures", dir, "--releases", releases)
			if !strings.Contains("\n"+errs, "\n"+c.at) || strings.Contains(errs, "Anna") {
				t.Errorf("build: no finding begins with %q, or it names somebody:\n%s", c.at, errs)
			}
			if _, errs := call(t, statusBlocked, "companies", "review", "--disclosures", dir); !strings.Contains(errs, c.at) {
				t.Errorf("review: no finding begins with %q:\n%s", c.at, errs)
			}
			lay(t, dir, c.declared)
			call(t, statusOK, "build", "--disclosures", dir, "--releases", releases)
		})
	}
}

// A link to a list, a disclosure or a file is what it leads to.
func TestLinksAreFollowed(t *testing.T) {
	elsewhere := t.TempDir()
	lay(t, elsewhere, map[string]string{
		"list/arn-2022-02/disclosure.yaml": sidecar, "list/arn-2022-02/lista.csv": strings.ReplaceAll(other, "00009", "00010"),
		"arn-2022-03/disclosure.yaml": sidecar, "arn-2022-03/lista.csv": strings.ReplaceAll(other, "00009", "00011"),
		"lista.csv": other,
	})
	dir := filepath.Join(t.TempDir(), "disclosures")
	lay(t, dir, map[string]string{"konsumentverket-complaints/kov-2022-01/disclosure.yaml": strings.Replace(sidecar, "arn-cases", "konsumentverket-complaints", 1)})
	for _, link := range [][2]string{
		{"list", "arn-cases"}, {"arn-2022-03", "arn-cases/arn-2022-03"}, {"lista.csv", "konsumentverket-complaints/kov-2022-01/lista.csv"},
	} {
		if err := os.Symlink(filepath.Join(elsewhere, link[0]), filepath.Join(dir, link[1])); err != nil {
			t.Fatal(err)
		}
	}
	text := "Diarienummer;Inkom;Företag;Organisationsnummer\n1;2021-01-06;Påhittade Bilar AB;412111-1118\n"
	lay(t, elsewhere, map[string]string{"lista.csv": text})
	out, _ := call(t, statusOK, "build", "--disclosures", dir, "--releases", filepath.Join(t.TempDir(), "releases"))
	for _, line := range []string{"1 1 0 0 0 0 0 arn-cases/arn-2022-02", "1 1 0 0 0 0 0 arn-cases/arn-2022-03", "1 1 0 0 0 0 0 konsumentverket-complaints/kov-2022-01"} {
		if !strings.Contains(strings.Join(lines(out), "\n"), line) {
			t.Errorf("%q is not printed:\n%s", line, out)
		}
	}
}

// What other programs are known to leave behind is counted, wherever it lies, and never read.
func TestLitterIsCounted(t *testing.T) {
	dir := folder(t, sidecar, rows)
	lay(t, dir, map[string]string{
		one + ".DS_Store": other, one + "._list.csv": other, one + "Thumbs.db": other, one + "thumbs.db": other, one + "Desktop.ini": other,
		one + "~$list.xlsx": other, one + ".~lock.list.csv#": other, "arn-cases/.DS_Store": other, ".DS_Store": other,
		".git/HEAD": "x", ".gitignore": "record.key", ".gitattributes": "x",
		"publisher.yaml": "name: X\ncontact: x@example.se\n",
	})
	out, errs := call(t, statusOK, "build", "--disclosures", dir, "--releases", filepath.Join(t.TempDir(), "releases"))
	if !strings.Contains(errs, "note: litter: files that other programs leave behind, such as .DS_Store, were not read: 12\n") {
		t.Errorf("the litter is not counted:\n%s", errs)
	}
	if !strings.Contains(strings.Join(lines(out), "\n"), "2 2 0 0 0 0 0 arn-cases/arn-2022-01") {
		t.Errorf("it was read:\n%s", out)
	}
}

// What is said to be ignored has to be there, and cannot be read as well.
func TestWhatIsIgnoredIsThere(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"in a disclosure":         {one + "disclosure.yaml", sidecar + "ignore: [lsta.csv]\n", "disclosure arn-2022-01: disclosure.yaml:5: ignore[0]: nothing"},
		"read and ignored":        {one + "disclosure.yaml", onlyList + "ignore: [list.csv]\n", "disclosure arn-2022-01: disclosure.yaml:7: ignore[0]: it is under files"},
		"every file":              {one + "disclosure.yaml", sidecar + "ignore: [list.csv]\n", "disclosure arn-2022-01: disclosure.yaml: the folder holds no file"},
		"beside the disclosures":  {"publisher.yaml", "name: X\ncontact: x@example.se\nignore: [lsta.csv]\n", "nothing in the folder of disclosures"},
		"a file of a disclosure":  {"publisher.yaml", "name: X\ncontact: x@example.se\nignore: [" + one + "list.csv]\n", "nothing in the folder of disclosures"},
		"a personal name of none": {one + "disclosure.yaml", sidecar + "ignore: [Anna.csv]\n", `of the shape "Aaaa.aaa"`},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, sidecar, rows)
			lay(t, dir, map[string]string{c.file: c.text})
			if _, errs := call(t, statusError, "build", "--disclosures", dir, "--releases", t.TempDir()); !strings.Contains(errs, c.want) {
				t.Errorf("%q is not said:\n%s", c.want, errs)
			}
		})
	}
}

// What no file can be read from is refused before it is opened: nothing would ever write to these.
func TestFIFOsSocketsAndDevicesAreRefused(t *testing.T) {
	type ask func(dir, at string) []string
	build := func(dir, _ string) []string {
		return []string{"build", "--disclosures", dir, "--releases", filepath.Join(dir, "..", "releases")}
	}
	for name, c := range map[string]struct {
		at   string
		args ask
	}{
		"a file of a disclosure": {one + "lista.csv", build},
		"a sidecar":              {"arn-cases/arn-2022-02/disclosure.yaml", build},
		"in a list":              {"arn-cases/lista.csv", build},
		"at the top":             {"lista.csv", build},
		"the publisher":          {"publisher.yaml", build},
		"the record key":         {"record.key", build},
		"a named publisher":      {"../p.yaml", func(dir, at string) []string { return append(build(dir, at), "--publisher", at) }},
		"a review":               {one + "lista.csv", func(dir, _ string) []string { return []string{"companies", "review", "--disclosures", dir} }},
		"a trace":                {one + "lista.csv", func(dir, _ string) []string { return []string{"trace", "aaaaaaaaaaaaaaaa", "--disclosures", dir} }},
		"inspect":                {"../lista.csv", func(_, at string) []string { return []string{"inspect", at} }},
		"a register": {"../register.csv", func(dir, at string) []string {
			return []string{"companies", "import", at, "--datasets", filepath.Join(dir, "..", "own")}
		}},
		"a list of their own": {"../own/new-list/dataset.yaml", func(dir, at string) []string {
			return append(build(dir, at), "--datasets", filepath.Join(dir, "..", "own"))
		}},
		"companies of their own": {"../own/companies/companies.yaml", func(dir, at string) []string {
			return append(build(dir, at), "--datasets", filepath.Join(dir, "..", "own"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			for what, sets := range map[string]func(path string) error{
				"a FIFO": func(path string) error { return syscall.Mkfifo(path, 0o600) },
				"a socket": func(path string) error {
					l, err := net.Listen("unix", path)
					if err == nil {
						t.Cleanup(func() { _ = l.Close() })
					}
					return err
				},
				"a device": func(path string) error { return os.Symlink(os.DevNull, path) },
			} {
				if what != "a FIFO" && c.at != "lista.csv" && c.at != one+"lista.csv" {
					continue // they are distinguished in one place
				}
				dir := folder(t, sidecar, rows)
				at := filepath.Join(dir, c.at)
				if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
					t.Fatal(err)
				}
				t.Chdir(filepath.Dir(at)) // the address of a socket is short
				if err := sets(filepath.Base(at)); err != nil {
					t.Fatal(err)
				}
				if _, errs := call(t, statusError, c.args(dir, at)...); !strings.Contains(errs, "found "+what) && !strings.Contains(errs, "found a FIFO, socket or device") {
					t.Errorf("%s is not refused:\n%s", what, errs)
				}
			}
		})
	}
}

// A name that would steer a terminal, end a line or turn the direction of writing is reported with what does so escaped.
func TestNamesOfFilesSteerNoTerminal(t *testing.T) {
	const bad, good = "lista \x1b[31m\n\u202e\x7f.csv", `lista \x1b[31m\n\u202e\x7f.csv`
	blocked := strings.Replace(other, "Avdelning", "Okänd kolumn", 1)
	for name, c := range map[string]struct {
		files map[string]string
		want  int
		args  []string
	}{
		"a finding":           {map[string]string{one + bad: blocked}, statusBlocked, []string{"build", "--releases", "r"}},
		"an error":            {map[string]string{one + bad: "%PDF-"}, statusError, []string{"build", "--releases", "r"}},
		"an unread file":      {map[string]string{one + "disclosure.yaml": onlyList, one + bad: other}, statusBlocked, []string{"build", "--releases", "r"}},
		"a disclosure":        {map[string]string{"arn-cases/" + bad + "/disclosure.yaml": strings.Replace(sidecar, "covers", "cover", 1)}, statusError, []string{"build", "--releases", "r"}},
		"without a sidecar":   {map[string]string{"arn-cases/" + bad + "/a.csv": other}, statusError, []string{"build", "--releases", "r"}},
		"a list":              {map[string]string{bad + "/arn-2022-02/disclosure.yaml": sidecar}, statusError, []string{"build", "--releases", "r"}},
		"a blocked review":    {map[string]string{one + bad: blocked}, statusBlocked, []string{"companies", "review"}},
		"a review":            {map[string]string{one + bad: strings.Replace(other, "412111-1118", "", 1)}, statusOK, []string{"companies", "review"}},
		"a failed trace":      {map[string]string{one + bad: "%PDF-"}, statusError, []string{"trace", "aaaaaaaaaaaaaaaa"}},
		"an inspection":       {map[string]string{one + bad: other}, statusOK, []string{"inspect", one + bad}},
		"a failed one":        {map[string]string{one + bad: "%PDF-"}, statusError, []string{"inspect", one + bad}},
		"one that finds none": {map[string]string{"x": ""}, statusError, []string{"inspect", one + bad}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, sidecar, rows)
			lay(t, dir, map[string]string{"record.key": strings.Repeat("ab", 32)})
			lay(t, dir, c.files)
			t.Chdir(dir)
			args := c.args
			if args[0] != "inspect" {
				args = append(args, "--disclosures", ".")
			}
			out, errs := call(t, c.want, args...)
			for _, r := range []string{"\x1b", "\u202e", "\x7f", "lista \\x1b[31m\n"} {
				if strings.Contains(out+errs, r) {
					t.Errorf("%q is printed:\n%q", r, out+errs)
				}
			}
			if c.want != statusError && !strings.Contains(out+errs, good) {
				t.Errorf("%q is not printed:\n%q", good, out+errs)
			}
		})
	}
}

// However many findings a rule has, the true number is reported.
func TestFindingsAreCountedWhole(t *testing.T) {
	const n = 2345
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, "2021-%05d;i våras;Motor;Påhittade Bilar AB;412111-1118\n", i)
	}
	dir := folder(t, sidecar, strings.SplitAfter(rows, "\n")[0]+all.String())
	lay(t, dir, map[string]string{one + ".DS_Store": ""})
	args := []string{"build", "--disclosures", dir, "--releases", filepath.Join(t.TempDir(), "releases"), "--accept", "a test"}
	_, errs := call(t, statusOK, args...)
	if got := strings.Count(errs, ": unreadable-date: "); got != shownPerRule+1 || !strings.Contains(errs, "\narn-2022-01: unreadable-date: 2340 more\n") {
		t.Errorf("%d lines tell of dates, want %d with 2340 more:\n%s", got, shownPerRule+1, errs)
	}
	out, _ := call(t, statusOK, append(args, "--json")...)
	var report struct {
		Counted []struct {
			Disclosure, Rule string
			Findings         int
		} `json:"findings_counted"`
		Findings []struct{ Rule string }
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 1001 || fmt.Sprint(report.Counted) != "[{ litter 1} {arn-2022-01 unreadable-date 2345}]" {
		t.Errorf("%d findings, counted %v", len(report.Findings), report.Counted)
	}
}

// What the program itself has written is never data that nobody read, wherever a build that was called wrongly, or a folder
// inside another, has put it. What only bears such a name is.
func TestWhatTheProgramWritesIsNoData(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	built := func(t *testing.T, want int, disclosures, releases string, more ...string) (errs string) {
		t.Helper()
		_, errs = call(t, want, append([]string{"build", "--disclosures", disclosures, "--releases", releases}, more...)...)
		return errs
	}
	for name, c := range map[string]struct {
		given string
		want  int
	}{
		"the folder of a list": {"arn-cases", statusBlocked}, "a disclosure": {one, statusBlocked}, "the folder above": {"..", statusError},
	} {
		t.Run(name+" given for that of disclosures", func(t *testing.T) {
			dir := folder(t, sidecar, rows)
			built(t, c.want, filepath.Join(dir, c.given), t.TempDir())
			built(t, statusOK, dir, t.TempDir())
			call(t, statusOK, "companies", "review", "--disclosures", dir)
		})
	}
	for _, at := range []string{"releases", "arn-cases/releases", one + "releases"} {
		t.Run("releases in "+at, func(t *testing.T) {
			dir := folder(t, sidecar, strings.Replace(rows, "Avdelning", "Okänd kolumn", 1))
			releases := filepath.Join(dir, at)
			built(t, statusBlocked, dir, releases)
			if err := os.MkdirAll(releases, 0o755); err != nil {
				t.Fatal(err)
			}
			lay(t, dir, map[string]string{one + "list.csv": rows})
			built(t, statusOK, dir, releases)
			lay(t, releases, map[string]string{".DS_Store": ""})
			built(t, statusOK, dir, releases)
			call(t, statusOK, "remove", "se-4121111118", "--reason", "a test", "--releases", releases)
			call(t, statusOK, "companies", "review", "--disclosures", dir)
			built(t, statusOK, dir, t.TempDir())
			lay(t, releases, map[string]string{"lista.csv": other})
			if out, errs := call(t, statusOK, "build", "--disclosures", dir, "--releases", releases); !strings.Contains(out, "unchanged") {
				t.Errorf("the folder that is built into is read:\n%s%s", out, errs)
			}
			if at == one+"releases" {
				built(t, statusBlocked, dir, t.TempDir())
			} else {
				built(t, statusError, dir, t.TempDir())
			}
		})
	}
	for _, at := range []string{".", "own"} {
		t.Run("lists and companies in "+at, func(t *testing.T) {
			dir := folder(t, sidecar, rows)
			own, register := filepath.Join(dir, at), filepath.Join(t.TempDir(), "register.csv")
			lay(t, filepath.Dir(register), map[string]string{"register.csv": "number,name,form,status,registered\n412111-1118,Påhittade Bilar AB,AB,active,2000-01-01\n"})
			if err := os.MkdirAll(own, 0o755); err != nil {
				t.Fatal(err)
			}
			call(t, statusOK, "companies", "import", register, "--datasets", own)
			built(t, statusOK, dir, filepath.Join(own, "releases"), "--datasets", own)
			built(t, statusOK, dir, filepath.Join(own, "releases"), "--datasets", own)
			call(t, statusOK, "companies", "review", "--disclosures", dir, "--datasets", own)
		})
	}
	t.Run("data of the name of a key", func(t *testing.T) {
		dir := folder(t, onlyList, rows)
		lay(t, dir, map[string]string{one + "record.key": other, "arn-cases/record.key": other})
		errs := built(t, statusBlocked, dir, t.TempDir())
		for _, at := range []string{"\nrecord.key: block: unread-file: ", "\narn-2022-01:record.key: block: unread-file: "} {
			if !strings.Contains("\n"+errs, at) {
				t.Errorf("no finding begins with %q:\n%s", at, errs)
			}
		}
	})
}
