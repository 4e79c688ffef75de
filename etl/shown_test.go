package etl_test

import (
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
)

// TestFileNamesThatMayBeAPersonsAreNumbers: findings and errors call such a file by its number in the disclosure.
func TestFileNamesThatMayBeAPersonsAreNumbers(t *testing.T) {
	good := arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n").Files
	var header, row string
	for _, text := range good {
		header, row, _ = strings.Cut(text, "\n")
	}
	unread := strings.Replace(row, "2021-01-04", "i januari", 1)
	torn := header + "\n" + row + "2021-00002;\"2021\n"
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"Anna Andersson.csv", header + "\n" + unread, []string{"one:file 1:2"}},
		{"andersson_anna.csv", header + "\n" + unread, []string{"one:file 1:2"}},
		{"Utdrag Planteradsson.csv", torn, []string{"one:file 1:3"}},
		{"Anna Andersson.csv", header + ";Okänd\n" + row + "x\n", []string{"one:file 1"}},
		{"Anna Andersson.csv", "", []string{"one:file 1"}},
		{"Anna Andersson.csv", "\x1f\x8b gzip", []string{"one:file 1"}},
		{"utdrag 2021.csv", header + "\n" + unread, []string{"one:utdrag 2021.csv:2"}},
	} {
		d := etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{c.name: c.content}}
		report, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...))
		told := ""
		for _, f := range report.Findings {
			told += f.String() + "\n"
		}
		if err != nil {
			told += err.Error()
		}
		for _, want := range c.want {
			if !strings.Contains(told, want) {
				t.Errorf("%s: want %q in\n%s", c.name, want, told)
			}
		}
		for _, secret := range []string{"anna", "andersson", "planteradsson"} {
			if strings.Contains(strings.ToLower(told), secret) {
				t.Errorf("%s: its name is told:\n%s", c.name, told)
			}
		}
	}
}

// The place of a traced record calls the file so, too.
func TestTracedFilesMayBeNumbers(t *testing.T) {
	d := arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	for name, text := range d.Files {
		d.Files = map[string]string{"Anna Andersson.csv": text, "a" + name: text}
	}
	c := etltest.Config(t, etltest.Write(t, d)...)
	r, _ := etltest.Build(t, c)
	id := etltest.Rows(t, r, "disputes.parquet")[0]["record_id"].(string)
	found, err := etl.Trace(t.Context(), c, id)
	if err != nil || len(found) != 2 {
		t.Fatal(found, err)
	}
	if want := (source.Origin{Disclosure: "one", File: "file 1", Line: 2}); found[0] != want {
		t.Errorf("%v, want %v", found[0], want)
	}
}
