package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tvistdata/internal/record"
)

// Sidecar is the name of the file that describes a disclosure, in the disclosure's folder.
const Sidecar = "disclosure.yaml"

// Find reads the sidecar of every disclosure in dir, which holds <list>/<disclosure-id>/, in the order of list,
// date received and id. Folders whose name begins with a point are passed over; a folder without a sidecar is an
// error, for it was put there to be published.
func Find(dir string) ([]Disclosure, error) {
	lists, err := folders(dir)
	if err != nil {
		return nil, err
	}
	var found []Disclosure
	for _, list := range lists {
		ids, err := folders(filepath.Join(dir, list))
		if err != nil {
			return nil, err
		}
		if err := strayFile(filepath.Join(dir, list), list); err != nil {
			return nil, err
		}
		for _, id := range ids {
			d, err := Load(filepath.Join(dir, list, id))
			if err != nil {
				return nil, err
			}
			if d.List != list {
				return nil, d.Wrong(Key{"list"}, "the folder is that of list %s, but %q stands here", list, Shape(d.List))
			}
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b Disclosure) int {
		if c := strings.Compare(a.List, b.List); c != 0 {
			return c
		}
		return int(a.Received) - int(b.Received)
	})
	return found, nil
}

// strayFile makes sure that no file lies in a list's folder, where nothing would read it: disclosures have folders.
func strayFile(dir, list string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("disclosures: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("%s: a file lies beside the folders of disclosures; expected <list>/<disclosure-id>/%s and the data files in one folder", list, Sidecar)
		}
	}
	return nil
}

func folders(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("disclosures: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Load reads the sidecar of the disclosure in dir and completes Files with what the folder holds.
func Load(dir string) (Disclosure, error) {
	d := Disclosure{ID: filepath.Base(dir), Dir: dir}
	text, err := os.ReadFile(filepath.Join(dir, Sidecar))
	if err != nil {
		return d, fmt.Errorf("disclosure %s: its folder must hold %s: %w", d.ID, Sidecar, WithoutPath(err))
	}
	if err := yaml.UnmarshalWithOptions(text, &d, yaml.Strict()); err != nil {
		return d, d.unread(err)
	}
	return d, d.complete()
}

// complete checks the sidecar and fills in what it may leave out.
func (d *Disclosure) complete() error {
	if d.Received == 0 {
		return d.Wrong(Key{"received"}, "it is missing; expected the day the disclosure came, such as 2024-01-05")
	}
	if d.Extracted == 0 {
		d.Extracted = record.NoDate
	}
	if d.Extracted != record.NoDate && d.Extracted > d.Received {
		return d.Wrong(Key{"extracted"}, "%s is after the disclosure was received (%s)", d.Extracted, d.Received)
	}
	if (d.Issue.Name == "") != (d.Issue.Date == 0) {
		return d.Wrong(Key{"issue"}, "expected both name and date, such as {name: 2025-2, date: 2025-09-17}")
	}
	for i, c := range d.Covers {
		switch {
		case len(c.Measures) == 0:
			return d.Wrong(Key{"covers", i}, "it has no measures")
		case c.From == 0 || c.To == 0 || c.To < c.From:
			return d.Wrong(Key{"covers", i}, "from and to must be dates, from no later than to")
		case c.To > d.Received:
			return d.Wrong(Key{"covers", i, "to"}, "%s is after the disclosure was received (%s)", c.To, d.Received)
		}
	}
	entries, err := os.ReadDir(d.Dir)
	if err != nil {
		return d.Wrong(nil, "its folder cannot be read: %w", WithoutPath(err))
	}
	for i, f := range d.Files {
		if f.Name != filepath.Base(f.Name) || !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == f.Name }) {
			return d.Wrong(Key{"files", i, "name"}, "no file in the folder has this name, of the shape %q", Shape(f.Name))
		}
	}
	if len(d.Files) == 0 {
		for _, e := range entries {
			if !e.IsDir() && e.Name() != Sidecar && !strings.HasPrefix(e.Name(), ".") {
				d.Files = append(d.Files, File{Name: e.Name()})
			}
		}
	}
	if len(d.Files) == 0 {
		return d.Wrong(nil, "the folder holds no file besides it")
	}
	return nil
}

// WithoutPath leaves the path out of a file error: it may be personal, and the origin says enough.
func WithoutPath(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}
