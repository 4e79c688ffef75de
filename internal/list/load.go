package list

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tvistdata/internal/record"
)

// fileName is the file that makes a folder a list.
const fileName = "dataset.yaml"

// FileError says what is wrong with a dataset.yaml, and where.
type FileError struct {
	File string // slash-separated, from the folder of lists
	Line int    // from 1; 0 for the file as a whole
	Text string
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
}

// Load reads every folder of fsys that has a dataset.yaml and gives the lists sorted by id. What is wrong comes as
// FileErrors, all of them joined, and then no list at all.
func Load(fsys fs.FS) ([]*List, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("folder of lists: %w", err)
	}
	var (
		lists []*List
		errs  []error
	)
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		file := path.Join(e.Name(), fileName)
		b, err := fs.ReadFile(fsys, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", file, err))
			continue
		}
		l, err := parse(file, e.Name(), b)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		lists = append(lists, l)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	slices.SortFunc(lists, byID)
	return lists, nil
}

// LoadAll loads the lists of several folders, sorted by id. A list of a later folder takes the place of one with the
// same id in an earlier folder, as a whole.
func LoadAll(folders ...fs.FS) ([]*List, error) {
	byName := map[string]*List{}
	for _, fsys := range folders {
		lists, err := Load(fsys)
		if err != nil {
			return nil, err
		}
		for _, l := range lists {
			byName[l.ID] = l
		}
	}
	all := make([]*List, 0, len(byName))
	for _, l := range byName {
		all = append(all, l)
	}
	slices.SortFunc(all, byID)
	return all, nil
}

func byID(a, b *List) int { return strings.Compare(a.ID, b.ID) }

// parse reads one dataset.yaml; a key that List does not have is an error.
func parse(file, folder string, b []byte) (*List, error) {
	tree, err := parser.ParseBytes(b, 0)
	if err != nil {
		return nil, positioned(file, err)
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &FileError{File: file, Text: fmt.Sprintf("holds %d YAML documents with content, expected one", content(tree))}
	}
	l := &List{}
	if err := yaml.NodeToValue(tree.Docs[0].Body, l, yaml.Strict()); err != nil {
		return nil, positioned(file, err)
	}
	for i := range l.Codes["outcome"] {
		if code := &l.Codes["outcome"][i]; l.Kind == record.Dispute && code.CountsAs == "" {
			code.CountsAs = record.Closed
		}
	}
	c := checker{file: file, tree: tree, list: l}
	if err := c.check(folder); err != nil {
		return nil, err
	}
	l.index = newIndex(l)
	return l, nil
}

func content(tree *ast.File) int {
	n := 0
	for _, d := range tree.Docs {
		if d.Body != nil {
			n++
		}
	}
	return n
}

// positioned turns an error of the YAML decoder into a FileError.
func positioned(file string, err error) error {
	fe := &FileError{File: file, Text: err.Error()}
	if ye, ok := errors.AsType[yaml.Error](err); ok {
		fe.Text = ye.GetMessage()
		if t := ye.GetToken(); t != nil && t.Position != nil {
			fe.Line = t.Position.Line
		}
	}
	return fe
}

// UnmarshalYAML reads a code; a date that is not given is NoDate.
func (c *Code) UnmarshalYAML(node ast.Node) error {
	var raw struct {
		ID    string      `yaml:"id"`
		Label record.Text `yaml:"label"`
		From  string      `yaml:"from"`
		To    string      `yaml:"to"`

		CountsAs record.Measure `yaml:"counts_as"`
	}
	if err := yaml.NodeToValue(node, &raw, yaml.Strict()); err != nil {
		return err
	}
	*c = Code{ID: raw.ID, Label: raw.Label, From: record.NoDate, To: record.NoDate, CountsAs: raw.CountsAs}
	for _, d := range []struct {
		text string
		at   *record.Date
	}{{raw.From, &c.From}, {raw.To, &c.To}} {
		if err := d.at.UnmarshalText([]byte(d.text)); err != nil {
			return &yaml.SyntaxError{Message: fmt.Sprintf("code %s: %v", raw.ID, err), Token: node.GetToken()}
		}
	}
	return nil
}
