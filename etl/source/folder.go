package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folder is a folder of disclosures, as Find reads it.
type Folder struct {
	Disclosures []Disclosure // in the order of list, date received and id
	Unread      []Unread     // what lies outside of them where nothing reads it, in the order of names
	Litter      int          // the same, of what other programs leave behind
}

// Unread is a file, or a folder with all that it holds, that lies where nothing reads it and that nobody has said to ignore.
type Unread struct {
	List string // of one beside the folders of a list's disclosures: the folder that it lies in
	Name string // as it is: it may be a person's
	Why  string // nothing reads it, and what to do
}

// Find reads the sidecar of every disclosure in dir, which holds <list>/<disclosure-id>/. A folder without a sidecar is an
// error, because it was put there to be published, and so is whatever is neither a file nor a folder. A link is what it leads to.
// own reports whether what lies at a path is the program's own, and so no data, wherever it lies; nil means that nothing is. ignored
// is what somebody has said is no disclosure, as paths within dir with slashes; that one is not there is an error.
func Find(dir string, own func(path string) bool, ignored []string) (Folder, error) {
	var found Folder
	left := slices.Clone(ignored)
	skip := func(path string) bool {
		n := len(left)
		left = slices.DeleteFunc(left, func(name string) bool { return name == path })
		return len(left) < n || slices.Contains(ignored, path) || own != nil && own(filepath.Join(dir, path))
	}
	lists, err := found.look(dir, "", skip)
	if err != nil {
		return found, err
	}
	for _, list := range lists {
		ids, err := found.look(dir, list, skip)
		if err != nil {
			return found, err
		}
		for _, id := range ids {
			d, err := load(filepath.Join(dir, list, id), own)
			if err != nil {
				return found, err
			}
			if d.List != list {
				return found, d.Wrong(Key{"list"}, "the folder is that of list %s, but the sidecar says %q", Escape(list), Shape(d.List))
			}
			found.Disclosures = append(found.Disclosures, d)
		}
	}
	if len(left) > 0 {
		return found, fmt.Errorf("ignore: nothing in the folder of disclosures has this name, of the shape %q", Shape(left[0]))
	}
	slices.SortStableFunc(found.Disclosures, func(a, b Disclosure) int {
		if c := strings.Compare(a.List, b.List); c != 0 {
			return c
		}
		return int(a.Received) - int(b.Received)
	})
	return found, nil
}

// look returns the names of the folders in the folder of a list, or in that of all lists, and enters what else lies there.
func (f *Folder) look(dir, list string, skip func(path string) bool) (folders []string, err error) {
	entries, err := entriesOf(filepath.Join(dir, list))
	if err != nil {
		return nil, fmt.Errorf("disclosures: %s: %w", Escape(filepath.Join(dir, list)), err)
	}
	for _, e := range entries {
		unread := func(why string) { f.Unread = append(f.Unread, Unread{List: list, Name: e.name, Why: why}) }
		switch {
		case skip(strings.TrimPrefix(list+"/"+e.name, "/")):
		case e.litter() || list == "" && versioned(e.name):
			f.Litter++
		case e.what == folder && !strings.HasPrefix(e.name, "."):
			folders = append(folders, e.name)
		case e.what == file || e.what == folder || e.what == deadLink:
			unread(e.what.String() + " outside the folders of disclosures; put what is data into <list>/<disclosure-id>/, beside its " + Sidecar +
				", and name what is none under ignore in publisher.yaml")
		default:
			return nil, fmt.Errorf("disclosures: %s: expected a file or a folder, found %s", Escape(filepath.Join(dir, list, e.name)), e.what)
		}
	}
	return folders, nil
}

// entry is what lies in a folder.
type entry struct {
	name string
	what what
}

// what is what a name in a folder leads to.
type what int

const (
	file what = iota
	folder
	deadLink
	fifo
	socket
	device
)

// String says it with an article.
func (w what) String() string {
	return [...]string{"a file", "a folder", "a link that leads nowhere", "a FIFO", "a socket", "a device"}[w]
}

func whatOf(mode fs.FileMode) what {
	switch {
	case mode.IsDir():
		return folder
	case mode&fs.ModeNamedPipe != 0:
		return fifo
	case mode&fs.ModeSocket != 0:
		return socket
	case !mode.IsRegular():
		return device
	}
	return file
}

// entriesOf returns what lies in a folder, in the order of names. Errors do not name the path.
func entriesOf(dir string) ([]entry, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, WithoutPath(err)
	}
	var out []entry
	for _, e := range all {
		is := deadLink
		if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil {
			is = whatOf(info.Mode())
		}
		out = append(out, entry{e.Name(), is})
	}
	return out, nil
}

// litter reports whether other programs are known to leave files of this name behind: Finder, Explorer, Excel and LibreOffice.
func (e entry) litter() bool {
	if e.what == folder {
		return false
	}
	name := strings.ToLower(e.name)
	return name == ".ds_store" || name == "thumbs.db" || name == "desktop.ini" ||
		strings.HasPrefix(name, "._") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.")
}

// versioned reports whether a name is what version control keeps at the top of a folder that it looks after.
func versioned(name string) bool {
	return slices.Contains([]string{".git", ".hg", ".svn", ".gitignore", ".gitattributes"}, name)
}

// Regular makes sure that a path leads to what can be read as a file, before it is opened: opening a FIFO waits for whoever
// writes to it, and a device may have no end. The error does not name the path.
func Regular(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return WithoutPath(err)
	}
	if is := whatOf(info.Mode()); is != file {
		return fmt.Errorf("expected a regular file, found %s", is)
	}
	return nil
}

// ReadFile reads a whole file once Regular has let it pass.
func ReadFile(path string) ([]byte, error) {
	if err := Regular(path); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	return text, WithoutPath(err)
}
