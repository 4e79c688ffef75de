package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"tvistdata/datasets"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/until"
)

// loadLists loads the lists and the register that come with the program, and the operator's own folder over them.
func loadLists(ctx context.Context, overlay string) ([]*list.List, *company.Register, error) {
	type loaded struct {
		lists    []*list.List
		register *company.Register
	}
	out, err := until.Done(ctx, func() (out loaded, err error) {
		out.lists, out.register, err = listsAndRegister(overlay)
		return out, err
	})
	return out.lists, out.register, err
}

func listsAndRegister(overlay string) ([]*list.List, *company.Register, error) {
	lists, err := listFolders(overlay)
	if err != nil {
		return nil, nil, err
	}
	companies, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		return nil, nil, fmt.Errorf("companies: %w", err)
	}
	registers := []fs.FS{companies}
	if overlay != "" {
		registers = append(registers, regular{os.DirFS(filepath.Join(overlay, "companies"))})
	}
	all, err := list.LoadAll(lists...)
	if err != nil {
		return nil, nil, err
	}
	register, err := register.Load(registers...)
	if err != nil {
		return nil, nil, err
	}
	return all, register, nil
}

// listFolders returns the folders of lists: the program's own, and the operator's over it.
func listFolders(overlay string) ([]fs.FS, error) {
	if overlay == "" {
		return []fs.FS{datasets.FS}, nil
	}
	if err := needFolder("datasets", overlay); err != nil {
		return nil, err
	}
	return []fs.FS{datasets.FS, regular{os.DirFS(overlay)}}, nil
}

// needFolder makes sure that what a flag names is a folder. One that is not there is not made: its name is mistyped, perhaps.
func needFolder(flag, dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--%s: there is no folder %s", flag, dir)
	case err != nil:
		return fmt.Errorf("--%s: %w", flag, err)
	case !info.IsDir():
		return fmt.Errorf("--%s: %s is no folder", flag, dir)
	}
	return nil
}

// regular is a folder of which only folders and regular files are opened: a FIFO would wait for whoever writes to it.
type regular struct{ fs.FS }

func (f regular) Open(name string) (fs.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errors.New("expected a regular file, found a FIFO, socket or device")}
	}
	if err != nil {
		return nil, err
	}
	return f.FS.Open(name)
}

// The folders of a list that hold disclosures: those of every publisher who asks for them, and those of the
// demo.
const (
	bundled = "bundled"
	demo    = "demo"
)

// unpack writes the disclosures that come with the program under one of those names to dir, as <list>/<id>/, and
// returns what their sidecars say.
func unpack(name, dir string) ([]source.Disclosure, error) {
	lists, err := fs.ReadDir(datasets.FS, ".")
	if err != nil {
		return nil, fmt.Errorf("bundled lists: %w", err)
	}
	for _, l := range lists {
		from := path.Join(l.Name(), name)
		if _, err := fs.Stat(datasets.FS, from); err != nil {
			continue
		}
		sub, err := fs.Sub(datasets.FS, from)
		if err != nil {
			return nil, fmt.Errorf("bundled lists: %w", err)
		}
		if err := os.CopyFS(filepath.Join(dir, l.Name()), sub); err != nil {
			return nil, fmt.Errorf("unpacking the bundled disclosures: %w", err)
		}
	}
	found, err := source.Find(dir, nil, nil)
	return found.Disclosures, err
}

// tellDropped tells of the disclosures that come with the program and are in the release that was current before a build, but not in
// the build's own.
func tellDropped(before *release.Manifest, now release.Manifest, stderr io.Writer) {
	if before == nil {
		return
	}
	for _, d := range before.Disclosures {
		_, err := fs.Stat(datasets.FS, path.Join(d.List, bundled, d.ID))
		if err == nil && !slices.ContainsFunc(now.Disclosures, func(n release.Disclosure) bool { return n.List == d.List && n.ID == d.ID }) {
			fmt.Fprintf(stderr, "the current release has the published figures that come with the program (%s/%s), and this one has not: "+
				"they are in a release only when publisher.yaml says bundled_figures: true\n", d.List, d.ID)
		}
	}
}

// together puts disclosures from several folders in the order of source.Find; an id is once in a list.
func together(folders ...[]source.Disclosure) ([]source.Disclosure, error) {
	all := slices.Concat(folders...)
	slices.SortStableFunc(all, func(a, b source.Disclosure) int {
		return cmp.Or(cmp.Compare(a.List, b.List), cmp.Compare(a.Received, b.Received), cmp.Compare(a.ID, b.ID))
	})
	for i := range all {
		for _, b := range all[:i] {
			if b.List == all[i].List && b.ID == all[i].ID {
				return nil, fmt.Errorf("disclosure %s: list %s has another one of this id, which comes with the program", source.Escape(b.ID), b.List)
			}
		}
	}
	return all, nil
}
