package yamlfile_test

import (
	"errors"
	"testing"

	"tvistdata/internal/yamlfile"
)

// thing is what the tests read; its word is refused where it is bad.
type thing struct {
	Name  string            `yaml:"name"`
	Parts []part            `yaml:"parts"`
	Free  map[string]string `yaml:"free"`
	Word  word              `yaml:"word"`
	Day   day               `yaml:"day"`
}

type part struct {
	Size int `yaml:"size"`
}

type word string

func (w *word) UnmarshalYAML(n yamlfile.Node) error {
	text, ok := yamlfile.Written(n)
	if !ok || text == "bad" {
		return yamlfile.Fault(n, "no word")
	}
	*w = word(text)
	return nil
}

type day string

func (d *day) UnmarshalText(text []byte) error {
	if string(text) == "bad" {
		return errors.New("no day")
	}
	*d = day(text)
	return nil
}

func TestReadIsStrictAndSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"name: a\ncolour: red\n":                 `f.yaml:2: unknown field "colour"`,
		"name: a\nparts:\n  - size: 1\n    x: 2": `f.yaml:4: unknown field "x"`,
		"name: a\n\nname: b\n":                   `f.yaml:3: mapping key "name" already defined at [1:1]`,
		"name: [a\n":                             `f.yaml:1: sequence end token ']' not found`,
		"parts:\n  - size: large\n":              `f.yaml:2: cannot unmarshal string into Go struct field thing.Parts of type int`,
		"name: a\nword: bad\n":                   `f.yaml:2: no word`,
		"name: a\nword:\n  - a\n":                `f.yaml:3: no word`,
		"name: a\nday: bad\n":                    `f.yaml: no day`,
		"name: a\n---\nb: *none\n":               `f.yaml:3: could not find alias "none"`,
	} {
		_, err := yamlfile.Read("f.yaml", []byte(text), &thing{})
		wrong, is := errors.AsType[*yamlfile.Error](err)
		if !is || wrong.Error() != want || wrong.File != "f.yaml" {
			t.Errorf("%q\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestAFileWithoutContentLeavesTheValue(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "---\n"} {
		v := thing{Name: "kept"}
		file, err := yamlfile.Read("f.yaml", []byte(text), &v)
		if err != nil || v.Name != "kept" || !file.Empty() && text != "---\n" {
			t.Errorf("%q: %+v, %v", text, v, err)
		}
	}
	var v thing
	file, err := yamlfile.Read("f.yaml", []byte("name: a\n---\nname: b\n"), &v)
	if err != nil || v.Name != "a" || file.Documents != 2 || file.Empty() {
		t.Errorf("of two documents: %+v, %v", v, err)
	}
}

func TestPlaces(t *testing.T) {
	file, err := yamlfile.Parse("f.yaml", []byte(`name: a
parts:
  - {size: 1}
  - other: 007
    size:
      2
free:
  "a b": |
    text
word:
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at          yamlfile.Key
		name, value string
		has         bool
		line, begin int
	}{
		{yamlfile.Key{"name"}, "name", "a", true, 1, 1},
		{yamlfile.Key{"parts"}, "parts", "-", true, 2, 3},
		{yamlfile.Key{"parts", 0}, "parts[0]", "{", true, 3, 3},
		{yamlfile.Key{"parts", 1, "other"}, "parts[1].other", "007", true, 4, 4},
		{yamlfile.Key{"parts", 1, "size"}, "parts[1].size", "2", true, 5, 6},
		{yamlfile.Key{"parts", 1, "none", "x"}, "parts[1].none.x", "", false, 4, 4},
		{yamlfile.Key{"parts", 2}, "parts[2]", "", false, 2, 3},
		{yamlfile.Key{"free", "a b"}, "free.a b", "text", true, 8, 8},
		{yamlfile.Key{"free", "c"}, "free.c", "", false, 7, 8},
		{yamlfile.Key{"word"}, "word", "", true, 10, 10},
		{yamlfile.Key{"none"}, "none", "", false, 0, 0},
		{nil, "", ":", true, 0, 0},
	} {
		if got := c.at.String(); got != c.name {
			t.Errorf("%v is called %q, want %q", []any(c.at), got, c.name)
		}
		if file.Has(c.at) != c.has || file.Value(c.at) != c.value || file.Line(c.at) != c.line || file.LineOfValue(c.at) != c.begin {
			t.Errorf("%s: %t, %q on lines %d and %d, want %+v", c.name, file.Has(c.at), file.Value(c.at), file.Line(c.at), file.LineOfValue(c.at), c)
		}
	}
	inner := errors.New("why")
	wrong := file.Wrong(yamlfile.Key{"parts", 1, "other"}, "it is not: %w", inner)
	if wrong.Error() != "f.yaml:4: parts[1].other: it is not: why" || !errors.Is(wrong, inner) {
		t.Errorf("got %v", wrong)
	}
	wrong.Folder = 2
	if got := wrong.Error(); got != "f.yaml:4 (folder 2): parts[1].other: it is not: why" {
		t.Errorf("in a second folder: %s", got)
	}
}
