package list

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// fileName is the file that makes a folder a list.
const fileName = "dataset.yaml"

// Load reads every folder of fsys that has a dataset.yaml and returns the lists sorted by id. What is wrong comes as
// yamlfile.Errors, all of them joined, and then no list at all.
func Load(fsys fs.FS) ([]*List, error) { return LoadAll(fsys) }

// load reads the lists of one folder, which may name registers of a set and extend earlier lists, which are given by id.
func load(fsys fs.FS, set numbers.Set, earlier map[string]*List) ([]*List, error) {
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
		l, err := parse(file, e.Name(), b, set, earlier)
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
// same id in an earlier folder: as a whole, or, if it extends that, with what it adds. So does a register of numbers, which a folder
// may have beside its lists, as a whole.
func LoadAll(folders ...fs.FS) ([]*List, error) {
	set, err := numbers.Load(folders...)
	if err != nil {
		return nil, err
	}
	byName := map[string]*List{}
	for _, fsys := range folders {
		lists, err := load(fsys, set, byName)
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

// parse reads one dataset.yaml, which may extend one of the earlier lists; a key that List does not have is an error.
func parse(name, folder string, text []byte, set numbers.Set, earlier map[string]*List) (*List, error) {
	file, l, err := read(name, text)
	if err != nil {
		return nil, err
	}
	l.numbers = set
	c := checker{file: file, list: l}
	if file.Has(at{"extends"}) {
		c.extend(folder, earlier)
		if len(c.errs) > 0 {
			return nil, errors.Join(c.errs...)
		}
	}
	c.list.complete()
	if err := c.check(folder); err != nil {
		return nil, err
	}
	c.list.index = newIndex(c.list)
	return c.list, nil
}

// read reads what one dataset.yaml says, without checking it.
func read(name string, text []byte) (*yamlfile.File, *List, error) {
	file, err := yamlfile.Parse(name, text)
	if err != nil {
		return nil, nil, err
	}
	if file.Documents != 1 || file.Empty() {
		return nil, nil, &yamlfile.Error{File: name, Err: fmt.Errorf("holds %d YAML documents, expected one with content", file.Documents)}
	}
	l := &List{}
	return file, l, file.Into(l)
}

func coded(codes []Code) []record.Coded {
	out := make([]record.Coded, len(codes))
	for i := range codes {
		out[i] = record.Coded{ID: codes[i].ID, CountsAs: &codes[i].CountsAs}
	}
	return out
}

// UnmarshalYAML reads a code; a date that is not given is NoDate.
func (c *Code) UnmarshalYAML(node yamlfile.Node) error {
	var raw struct {
		ID    string      `yaml:"id"`
		Label record.Text `yaml:"label"`
		From  string      `yaml:"from"`
		To    string      `yaml:"to"`

		CountsAs record.Measure `yaml:"counts_as"`
	}
	if err := yamlfile.Decode(node, &raw); err != nil {
		return err
	}
	*c = Code{ID: raw.ID, Label: raw.Label, From: record.NoDate, To: record.NoDate, CountsAs: raw.CountsAs}
	for _, d := range []struct {
		text string
		at   *record.Date
	}{{raw.From, &c.From}, {raw.To, &c.To}} {
		if err := d.at.UnmarshalText([]byte(d.text)); err != nil {
			return yamlfile.Fault(node, "code %s: %v", raw.ID, err)
		}
	}
	return nil
}
