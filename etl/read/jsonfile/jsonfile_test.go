package jsonfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/read/jsonfile"
	"tvistdata/etl/source"
)

// known is the vocabulary of the fixtures.
func known(h string) bool { return slices.Contains([]string{"arende", "motpart", "inkom"}, h) }

// table is everything that a reader gave: header, rows as line:cell|cell, rejects as line:rule.
type table struct {
	header, rows, rejects, notes []string
}

func all(r source.Reader) (table, []source.Finding, error) {
	t := table{header: r.Header()}
	var findings []source.Finding
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return t, findings, nil
		}
		if err != nil {
			return t, findings, err
		}
		for _, row := range b.Rows {
			t.rows = append(t.rows, b.Sheet+fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Cells, "|")))
		}
		for _, f := range b.Notes {
			t.notes = append(t.notes, f.At.Sheet+fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
		}
		for _, f := range b.Rejects {
			t.rejects = append(t.rejects, f.At.Sheet+fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
			findings = append(findings, f)
		}
	}
}

// TestPolluted reads small files, each named for what is special about it.
func TestPolluted(t *testing.T) {
	tests := []struct {
		name, file string
		sheet      string
		header     string // joined by |; "" for arende|motpart
		rows       []string
		rejects    []string
		notes      []string
	}{
		{name: "array", file: "[\n{\"arende\": \"1\", \"motpart\": \"Fjord AB\"},\n{\"arende\": \"2\", \"motpart\": \"Ek AB\"}\n]\n", rows: []string{"2:1|Fjord AB", "3:2|Ek AB"}},
		{name: "array over many lines", file: "[\n  {\n    \"arende\": \"1\",\n    \"motpart\": \"a\"\n  },\n  {\n    \"motpart\": \"b\",\n    \"arende\": \"2\"\n  }\n]", rows: []string{"2:1|a", "6:2|b"}},
		{name: "records that share a line", file: `[{"arende":"1","motpart":"a"},{"arende":2,"motpart":[]},{"arende":"3","motpart":"c"}]`, rows: []string{"record1:1|a", "record3:3|c"}, rejects: []string{"record2:nested-value"}},
		{name: "byte order mark", file: "\ufeff[\n{\"arende\":1,\"motpart\":2}]", rows: []string{"2:1|2"}},
		{name: "CR LF", file: "[\r\n{\"arende\":1,\r\n\"motpart\":2},\r\n{\"arende\":3}]", rows: []string{"2:1|2", "4:3|"}},
		{name: "keys in the order in which they appear", file: "[{\"b\":1},\n{\"a\":2,\"b\":3},\n{\"c\":4}]", header: "b|a|c", rows: []string{"1:1||", "2:3|2|", "3:||4"}},
		{name: "null and absent", file: "[{\"arende\":1,\"motpart\":\"\"},\n{\"motpart\":2},\n{\"arende\":null,\"motpart\":3}]", rows: []string{"1:1|", "2:|2", "3:|3"}},
		{name: "records with nothing", file: "[{\"arende\":null,\"motpart\":\" \"},\n{},\n{\"arende\":{}},\n{\"arende\":4}]", rows: []string{"4:4|"}},
		{name: "cells as judged", file: "[{\"arende\":\"NULL\",\"motpart\":\"Ã¥\"},\n{\"arende\":\"#REF!\"},\n{\"arende\":3}]", rows: []string{"1:|å", "3:3|"}, rejects: []string{"2:error-value"}, notes: []string{"1:double-encoding"}},
		{name: "numbers as written", file: "[{\"arende\":2023012345678901234,\"motpart\":1.50},\n{\"arende\":-0,\"motpart\":1E+400}]", rows: []string{"1:2023012345678901234|1.50", "2:-0|1E+400"}, notes: []string{"2:lost-digits"}},
		{name: "truth values", file: "[{\"arende\":true,\"motpart\":false}]", rows: []string{"1:true|false"}},
		{name: "escapes", file: `[{"arende":"\u00c5\n\"\\\ud83d\ude00","mot\u0070art":"\/"}]`, rows: []string{"1:Å\n\"\\😀|/"}},
		{name: "blanks around texts and keys", file: "[{\" arende\":\"\\t a b \",\"motpart \":\"\u00a0x\"}]", rows: []string{"1:a b|x"}},
		{name: "objects in objects", file: "[{\"arende\":1,\"motpart\":{\"namn\":\"a\",\"adress\":{\"ort\":\"b\"},\"x\":{}}},\n{\"motpart\":{\"namn\":\"c\"}}]", header: "arende|motpart.namn|motpart.adress.ort", rows: []string{"1:1|a|b", "2:|c|"}},
		{name: "brackets and commas in texts", file: "[{\"arende\":\"]},{\",\"motpart\":\"\\\"}\"},\n{\"arende\":\"[\"}]", rows: []string{"1:]},{|\"}", "2:[|"}},
		{name: "the same key in another case", file: "[{\"arende\":1,\"motpart\":2},\n{\"Arende\":3}]", rows: []string{"1:1|2", "2:3|"}},

		{name: "wrapped", file: "{\n\"meta\": {\"antal\": 2, \"list\": [1]},\n\"data\": [\n{\"arende\":1,\"motpart\":2},\n{\"arende\":3}\n],\n\"next\": null}\n", rows: []string{"4:1|2", "5:3|"}},
		{name: "wrapped on one line", file: `{"data":[{"arende":1,"motpart":2}],"meta":{}}`, rows: []string{"1:1|2"}},
		{name: "wrapped twice, one declared", file: `{"a":[{"x":1}],"b":[{"arende":1,"motpart":2}]}`, sheet: "b", rows: []string{"1:1|2"}},
		{name: "declared with a broken record first", file: "{\"a\":[{\"x\":1}],\"b\":[1,\n{\"arende\":1,\"motpart\":2}]}", sheet: "b", rows: []string{"2:1|2"}, rejects: []string{"1:no-object"}},
		{name: "a line each", file: "{\"arende\":1,\"motpart\":2}\n\n \t\n{\"arende\":3}\r\n{\"arende\":4}", rows: []string{"1:1|2", "4:3|", "5:4|"}},
		{name: "a line each, one line", file: "{\"arende\":1,\"motpart\":2}\n", rows: []string{"1:1|2"}},

		{name: "no object", file: "[{\"arende\":1,\"motpart\":2},\n5,\n\"a,b]\",\nnull,\n[{}]\n,{\"arende\":6}]", rows: []string{"1:1|2", "6:6|"}, rejects: []string{"2:no-object", "3:no-object", "4:no-object", "5:no-object"}},
		{name: "array in a record", file: "[{\"arende\":[1]},\n{\"arende\":1,\"motpart\":{\"a\":[]}},\n{\"arende\":1,\"motpart\":2}]", rows: []string{"3:1|2"}, rejects: []string{"1:nested-value", "2:nested-value"}},
		{name: "objects too deep", file: "[{\"arende\":{\"b\":{\"c\":1}},\"motpart\":2},\n{\"arende\":{\"b\":{\"c\":{\"d\":1}}}}]", header: "arende.b.c|motpart", rows: []string{"1:1|2"}, rejects: []string{"2:nested-value"}},
		{name: "a key twice", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":1,\"arende\":1},\n{\"arende\":1,\"ARENDE \":1}]", rows: []string{"1:1|2"}, rejects: []string{"2:duplicate-key", "3:duplicate-key"}},
		{name: "a key twice by its path", file: "[{\"a.b\":1},\n{\"a.b\":1,\"a\":{\"b\":2}}]", header: "a.b", rows: []string{"1:1"}, rejects: []string{"2:duplicate-key"}},
		{name: "a key without a name", file: "[{\"arende\":1,\"motpart\":2},\n{\"\":1},\n{\"arende\":{\" \":2}}]", rows: []string{"1:1|2"}, rejects: []string{"2:unnamed-column", "3:unnamed-column"}},
		{name: "a key of which nothing is seen", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":1,\"\u200b\":2},\n{\"arende\":{\"\\u200b\":2}}]", rows: []string{"1:1|2"}, rejects: []string{"2:unnamed-column", "3:unnamed-column"}},
		{name: "keys of rejected records are no columns", file: "[{\"arende\":1,\"motpart\":2},\n{\"x\":1,\"y\":[]}]", rows: []string{"1:1|2"}, rejects: []string{"2:nested-value"}},
		{name: "windows-1252", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"\xc5\"}]", rows: []string{"1:1|2"}, rejects: []string{"2:bad-encoding"}},
		{name: "half of a surrogate pair", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"\\ud83d\"},\n{\"arende\":\"\\ude00\"},\n{\"arende\":\"\\ud83d\\n\"},\n{\"arende\":\"\\\\ud83d\"}]", rows: []string{"1:1|2", "5:\\ud83d|"}, rejects: []string{"2:cut-character", "3:cut-character", "4:cut-character"}},
		{name: "NUL", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"\\u0000\"},\n{\"arende\":\"\x00\"}]", rows: []string{"1:1|2"}, rejects: []string{"2:nul-byte", "3:bad-json"}},
		{name: "no JSON", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":1,,},\n{'arende':1},\n{\"arende\":01},\n{arende:1},\nNaN,\n{\"arende\":8}]", rows: []string{"1:1|2", "7:8|"}, rejects: []string{"2:bad-json", "3:bad-json", "4:bad-json", "5:bad-json", "6:bad-json"}},
		{name: "missing quote", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":1,\n\"motpart\":\"b\n},\n{\"arende\":3}]", rows: []string{"1:1|2", "5:3|"}, rejects: []string{"2:bad-json"}},
		{name: "quotes in a text", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"a \"b\" c\"},\n{\"arende\":3}]", rows: []string{"1:1|2", "3:3|"}, rejects: []string{"2:bad-json"}},
		{name: "comma at the end", file: "[{\"arende\":1,\"motpart\":2},\n]", rows: []string{"1:1|2"}, rejects: []string{"2:bad-comma"}},
		{name: "commas too many", file: "[,{\"arende\":1,\"motpart\":2},\n,\n{\"arende\":3}]", rows: []string{"record2:1|2", "record4:3|"}, rejects: []string{"record1:bad-comma", "record3:bad-comma"}},
		{name: "comma missing", file: "[{\"arende\":1,\"motpart\":2}\n{\"arende\":2},\n{\"arende\":3}]", rows: []string{"1:1|2", "3:3|"}, rejects: []string{"2:bad-comma"}},
		{name: "cut inside a record", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":2},\n{\"arende\":\"3", rows: []string{"1:1|2", "2:2|"}, rejects: []string{"3:truncated"}},
		{name: "cut inside an escape", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"3\\", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "cut after a record", file: "[{\"arende\":1,\"motpart\":2},\n{\"arende\":2}\n", rows: []string{"1:1|2", "2:2|"}, rejects: []string{"3:truncated"}},
		{name: "cut after a comma", file: "[{\"arende\":1,\"motpart\":2},\n", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "cut inside a word", file: "[{\"arende\":1,\"motpart\":2},\nnul", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "wrapped and cut inside a record", file: "{\"data\":[{\"arende\":1,\"motpart\":2},\n{\"arende\":\"3", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "wrapped and cut after the array", file: "{\"data\":[{\"arende\":1,\"motpart\":2}\n],\"meta\":{\"a\"", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "wrapped and cut inside a key", file: "{\"data\":[{\"arende\":1,\"motpart\":2}\n],\"me", rows: []string{"1:1|2"}, rejects: []string{"2:truncated"}},
		{name: "a line each, one broken", file: "{\"arende\":1,\"motpart\":2}\n{\"arende\":\"3\n{\"arende\":4}}\n5\n{\"arende\":5}\n", rows: []string{"1:1|2", "5:5|"}, rejects: []string{"2:bad-json", "3:bad-json", "4:no-object"}},
		{name: "a line each, the first broken", file: "{\"arende\":\"3\n{\"arende\":1,\"motpart\":2}\n{\"arende\":4}\n", rows: []string{"2:1|2", "3:4|"}, rejects: []string{"1:bad-json"}},
		{name: "a line each, cut", file: "{\"arende\":1,\"motpart\":2}\n{\"arende\":\"3", rows: []string{"1:1|2"}, rejects: []string{"2:bad-json"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := table{header: strings.Split(tt.header, "|"), rows: tt.rows, rejects: tt.rejects, notes: tt.notes}
			if tt.header == "" {
				want.header = []string{"arende", "motpart"}
			}
			r, err := jsonfile.Bytes([]byte(tt.file), "list.json", jsonfile.Options{Disclosure: "d-1", Sheet: tt.sheet, Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := all(r)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got, cmp.AllowUnexported(table{})); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestRefused opens files that cannot be read for certain.
func TestRefused(t *testing.T) {
	var wide strings.Builder
	for i := range jsonfile.MaxColumns + 1 {
		fmt.Fprintf(&wide, "{\"k%d\":1}\n", i)
	}
	tests := []struct{ name, file, sheet, want string }{
		{"empty", "", "", "d-1:list.json: expected records, found an empty file"},
		{"blank", "\ufeff \n", "", "d-1:list.json: expected records, found an empty file"},
		{"scalar", "\n\"Anna\"", "", "d-1:list.json:2: expected an array or an object, found another value"},
		{"empty array", "[ ]", "", "d-1:list.json: expected a record, found none"},
		{"empty objects", "[{},{}]", "", "d-1:list.json: expected column names, found none"},
		{"array of numbers", "[\n1,2]", "", "d-1:list.json:2: expected a record that can be read, found none; of the first one: expected an object, found another value"},
		{"object without an array", "{\n\"a\": 1}", "", "d-1:list.json: expected an array of objects, found an object that holds none"},
		{"wrapped empty array", `{"data":[]}`, "", "d-1:list.json: expected an array of objects, found an object that holds none"},
		{"wrapped twice", `{"motpart":[{"a":1}],"Anna":[{"a":1}],"x":[1]}`, "", `d-1:list.json: expected one array of objects, or the key of one to be declared as sheet, found 2 arrays: "motpart", of the shape "Aaaa"`},
		{"declared key absent", `{"motpart":[{"a":1}]}`, "Anna", `d-1:list.json: expected one array under the declared key, of the shape "Aaaa", found 0; 1 arrays of objects: "motpart"`},
		{"declared key twice", `{"motpart":[{"a":1}],"motpart":[{"a":1}]}`, "motpart", `d-1:list.json: expected one array under the declared key, of the shape "aaaaaaa", found 2; 2 arrays of objects: "motpart", "motpart"`},
		{"declared key, array", `[{"a":1}]`, "data", "d-1:list.json:1: expected an object that holds the declared key, found an array"},
		{"declared key, a line each", "{\"a\":1}\n{\"a\":2}\n", "data", "d-1:list.json:1: expected an object that holds the declared key, found an object on every line"},
		{"declared empty array", `{"data":[]}`, "data", "d-1:list.json: expected a record, found none"},
		{"two arrays", "[{\"a\":1}]\n[{\"a\":2}]", "", "d-1:list.json:2: expected the file to end after its array"},
		{"two objects", "{\n\"a\":[{\"a\":1}]}\n{\n\"a\":[]}", "", "d-1:list.json:3: expected the file to end after its object"},
		{"key without quotes", "{\n data: [{\"a\":1}]}", "", "d-1:list.json:2: expected a key in quotes"},
		{"key without colon", "{\n \"data\" [{\"a\":1}]}", "", "d-1:list.json:2: expected a colon after a key"},
		{"brackets that do not match", "[{\"a\":1},\n{\"a\":[1},\n{\"a\":2}]", "", "d-1:list.json:2: expected brackets that match from line 2 on, found '}' where ']' would close"},
		{"bracket never closed", "[{\"a\":1},\n{\"a\":{,\n\"b\":2},{\"c\":3}\n]", "", "d-1:list.json:4: expected brackets that match from line 2 on, found ']' where '}' would close"},
		{"line break in a text", "[{\"a\":1},\n{\"a\":\"x\ny\"},\n{\"a\":2}]", "", "d-1:list.json:4: expected brackets that match from line 2 on, found ']' where '}' would close"},
		{"bracket too many", "[{\"a\":1}},\n{\"a\":2}]", "", "d-1:list.json:1: expected a record or the end of the array, found '}'"},
		{"quote that hides the end", "[{\"a\":1},\n{\"a\":\"x},{\"a\":2}]", "", "d-1:list.json:2: expected the quotes and brackets of the record that starts here to match; the file goes on to its end without it"},
		{"quote that hides the end of the object", "{\"data\":[{\"a\":1},\n{\"a\":\"x},{\"a\":2}]}", "", "d-1:list.json:2: expected the quotes and brackets of the record that starts here to match; the file goes on to its end without it"},
		{"too deep", strings.Repeat("[", 1002), "", "d-1:list.json:1: expected at most 1000 brackets in one another"},
		{"too many keys", wide.String(), "", "d-1:list.json:4097: expected at most 4096 different keys, found more"},
		{"utf-16", "\xff\xfe[\x00", "", "d-1:list.json: expected utf-8, found the byte order mark of utf-16 or utf-32"},
		{"utf-16 without byte order mark", "[\x00{\x00", "", "d-1:list.json: expected utf-8, found a NUL byte (utf-16 without a byte order mark?)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := jsonfile.Bytes([]byte(tt.file), "list.json", jsonfile.Options{Disclosure: "d-1", Sheet: tt.sheet, Headers: known})
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	_, err := jsonfile.Open(filepath.Join(t.TempDir(), "secret-person", "list.json"), jsonfile.Options{Disclosure: "d-1"})
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "d-1:list.json: expected a file") || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

// TestFindingsQuoteNothing puts a person into every kind of rejected record.
func TestFindingsQuoteNothing(t *testing.T) {
	const anna = "Anna Test 198112189876"
	file := `[{"x":1},"` + anna + `",` + anna + `,{"` + anna + `":[]},{"` + anna + `":1,"` + anna + `":1},{"a":"` + anna + `\ud83d"},` +
		`{"a":{"b":{"` + anna + `":{}}}},{"` + anna + `":{"":1}},{"a":"` + anna + "\xff\"},{\"a\":\"" + anna
	r, err := jsonfile.Bytes([]byte(file), "list.json", jsonfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, findings, err := all(r)
	if err != nil || len(findings) != 11 {
		t.Fatalf("%d findings, %v", len(findings), err)
	}
	for _, f := range findings {
		if s := f.String(); strings.Contains(s, "Anna") || strings.Contains(s, "1218") {
			t.Errorf("quotes a record: %s", s)
		}
	}
}

// TestLongRecords tries records around the limit.
func TestLongRecords(t *testing.T) {
	const around = len(`{"a":""}`)
	fit := `{"a":"` + strings.Repeat("x", jsonfile.MaxRecord-around) + `"}`
	long := `{"a":"` + strings.Repeat("x", jsonfile.MaxRecord-around+1) + `"}`
	for name, file := range map[string]string{
		"array":       "[" + fit + ",\n" + long + ",\n{\"a\":1}]",
		"wrapped":     `{"data":[` + fit + ",\n" + long + ",\n{\"a\":1}]}",
		"a line each": fit + "\n" + long + "\n{\"a\":1}\n",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := jsonfile.Bytes([]byte(file), "list.json", jsonfile.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := all(r)
			if err != nil || len(got.rows) != 2 || !slices.Equal(got.rejects, []string{"2:too-long"}) {
				t.Errorf("%d rows, rejects %v, %v", len(got.rows), got.rejects, err)
			}
		})
	}
}

// TestRecordsWithoutEnd: what goes on for so long is no record, and the rest of the file is not read.
func TestRecordsWithoutEnd(t *testing.T) {
	const ok = `{"a":"1"}`
	letters, pairs := strings.Repeat("x", 3*jsonfile.TooMuch), strings.Repeat(`"x":"abcdefgh",`, 3*jsonfile.TooMuch/15)
	const found = "expected a record that ends within 16777216 bytes, found none that does: a quote or a bracket of it may be missing, or records are " +
		"not objects of one array, or of a line each"
	for name, c := range map[string]struct{ file, want string }{
		"the first of an array":        {"[\n{\"a\":\"" + letters + "\"},\n" + ok + "]", "2: " + found},
		"the second of an array":       {"[" + ok + ",\n\n{\"a\":\"" + letters + "\"},\n" + ok + "]", "3: " + found},
		"many members":                 {"[" + ok + ",\n{" + pairs + "\"a\":1}]", "2: " + found},
		"a key":                        {"[{\"" + letters + "\":1},\n" + ok + "]", "1: " + found},
		"a number":                     {"[" + ok + ",\n" + strings.Repeat("1", 3*jsonfile.TooMuch) + "]", "2: " + found},
		"a list in a record":           {"[{\"a\":[" + strings.Repeat("1,\n", jsonfile.TooMuch) + "1]}]", "1: " + found},
		"the first of a line each":     {"{\"a\":\"" + letters + "\"}\n" + ok + "\n" + ok, "1: " + found},
		"the second of a line each":    {ok + "\n{\"a\":\"" + letters + "\"}\n" + ok, "2: " + found},
		"one of those around an array": {"{\"meta\":\n\"" + letters + "\",\"data\":[" + ok + "]}", "2: " + found},
		"the second of an inner array": {"{\"data\":[" + ok + ",\n" + "{\"a\":\"" + letters + "\"}]}", "2: " + found},
		"an object of many keys":       {"{" + pairs + "\"a\":1}", "1: expected an array of objects under one of at most 4096 keys, found more keys"},
	} {
		t.Run(name, func(t *testing.T) {
			in := &jsonfile.Memory{Reader: bytes.NewReader([]byte(c.file))}
			_, err := jsonfile.From(in, "list.json", jsonfile.Options{Disclosure: "d-1"})
			if err == nil || err.Error() != "d-1:list.json:"+c.want {
				t.Fatalf("got  %v\nwant d-1:list.json:%s", err, c.want)
			}
			if most := int64(2*jsonfile.TooMuch + 1<<20); in.Count > most {
				t.Errorf("%d bytes were read, more than %d", in.Count, most)
			}
		})
	}
}

// TestManyBatches numbers records on one line over several batches.
func TestManyBatches(t *testing.T) {
	file := `[{"a":0}` + strings.Repeat(`,{"a":1}`, 4999) + "]"
	r, err := jsonfile.Bytes([]byte(file), "list.json", jsonfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := all(r)
	if err != nil || len(got.rows) != 5000 || got.rows[4999] != "record5000:1" {
		t.Errorf("%d rows, %v", len(got.rows), err)
	}
}
