// Package shelf is the folder of releases: which there are, which one is current, and what changed between two.
//
//	<releases>/current             the id of the current release and a line feed
//	<releases>/<id>/               a release
//	<releases>/<id>.build.json     when it was built and what was current then: no part of the release
//	<releases>/<id>.kept           what the release lacks for being written again without something; for the owner only
//	<releases>/replaced.json       which release took another's place: all that the service must know of removals
//	<releases>/removed.json        what was taken out and why; for the owner only
//	<releases>/.lock               held by whoever changes the folder
//	<releases>/.building-*         what is being written, or was when somebody was broken off
package shelf

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

const (
	currentName = "current"
	lockName    = ".lock"
	buildSuffix = ".build.json"
	keptSuffix  = ".kept"
	// largestNote is how many bytes a small file has at most.
	largestNote = 16 << 20
)

var idPattern = regexp.MustCompile(`^r-[0-9a-f]{16}$`)

// Shelf is a folder of releases.
type Shelf struct {
	dir string
	fs  release.FS
}

// Entry is one release of a shelf.
type Entry struct {
	ID      string
	Current bool
	BuiltAt time.Time // UTC; zero when it was not noted
	Parent  string    // the release that was current when it was built
}

// Build says when a release was built, and on what. It is no part of the release, whose id comes from its content.
type Build struct {
	BuiltAt time.Time `json:"built_at"`
	Parent  string    `json:"parent,omitempty"`
	// Accepted says why a release that the gate would have refused is right.
	Accepted string `json:"accepted,omitempty"`
	// Waived is what the gate would have refused it for.
	Waived []string `json:"waived,omitempty"`
	// Accounted says where the rows of each disclosure went.
	Accounted json.RawMessage `json:"accounted,omitempty"`
}

// Open returns the shelf in a folder. A folder that is not there is an empty shelf.
func Open(dir string, files release.FS) (*Shelf, error) {
	s := &Shelf{dir: dir, fs: files}
	if _, err := s.entries(); err != nil {
		return nil, err
	}
	return s, nil
}

// Is reports whether a folder is one of releases: somebody has locked it or made a release current, and except for hidden names it
// holds nothing but what is put there by this package and release.Writer.
func Is(dir string) bool {
	entries, err := os.ReadDir(dir)
	marks := 0
	for _, e := range entries {
		id, noted := strings.CutSuffix(e.Name(), buildSuffix)
		if !noted {
			id, noted = strings.CutSuffix(e.Name(), keptSuffix)
		}
		switch {
		case e.Name() == currentName, e.Name() == lockName:
			marks++
		case e.Name() == removedName, e.Name() == replacedName, strings.HasPrefix(e.Name(), "."):
		case !idPattern.MatchString(id), noted == e.IsDir():
			return false
		}
	}
	return err == nil && marks > 0
}

// Dir returns the shelf's folder.
func (s *Shelf) Dir() string { return s.dir }

// Current returns the id of the current release. It fails with record.ErrNotFound when there is none.
func (s *Shelf) Current() (string, error) {
	b, err := s.read(currentName)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("no current release in %s: %w", s.dir, record.ErrNotFound)
	}
	if err != nil {
		return "", err
	}
	id := strings.TrimSuffix(string(b), "\n")
	if !idPattern.MatchString(id) {
		return "", fmt.Errorf("%w: %s holds %.40q, expected a release's id", release.ErrDamaged, filepath.Join(s.dir, currentName), id)
	}
	return id, nil
}

// List returns the releases, the latest build first; those of which no build is noted come last.
func (s *Shelf) List() ([]Entry, error) {
	current, err := s.Current()
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return nil, err
	}
	files, err := s.entries()
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, f := range files {
		if !f.IsDir() || !idPattern.MatchString(f.Name()) {
			continue
		}
		b, err := s.build(f.Name())
		if err != nil {
			return nil, err
		}
		out = append(out, Entry{ID: f.Name(), Current: f.Name() == current, BuiltAt: b.BuiltAt, Parent: b.Parent})
	}
	slices.SortFunc(out, func(a, b Entry) int {
		if c := b.BuiltAt.Compare(a.BuiltAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// Promote locks the folder and makes a release the current one, as Locked.Promote does.
func (s *Shelf) Promote(id string) (err error) {
	dir, err := s.path(id)
	if err != nil {
		return err
	}
	if _, err := s.fs.ReadDir(dir); err != nil { // a folder that is not there is not made
		return s.missing(id, err)
	}
	l, err := s.Lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	return l.Promote(id)
}

// Promote makes a release the current one, after it was found whole. Whatever happens, current names a whole release:
// the one before or this one.
func (l *Locked) Promote(id string) error {
	if err := l.Verify(id); err != nil {
		return err
	}
	return l.replace(currentName, []byte(id+"\n"))
}

// NoteBuild keeps when and on what a release was built. What was noted of an earlier build with the same content stays.
func (l *Locked) NoteBuild(id string, b Build) error {
	if _, err := l.path(id); err != nil {
		return err
	}
	if err := l.back(id); err != nil {
		return err
	}
	before, err := l.build(id)
	if err != nil || !before.BuiltAt.IsZero() {
		return err
	}
	b.BuiltAt = b.BuiltAt.UTC()
	return l.writeBuild(id, b)
}

// Noted returns what was noted of a release's build; it is zero when nothing was.
func (s *Shelf) Noted(id string) (Build, error) {
	if _, err := s.path(id); err != nil {
		return Build{}, err
	}
	return s.build(id)
}

func (l *Locked) writeBuild(id string, b Build) error {
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return fmt.Errorf("noting the build of %s: %w", id, err)
	}
	return l.replace(id+buildSuffix, append(text, '\n'))
}

// Verify reads every byte of a release and compares it with its manifest and id. It fails with release.ErrDamaged,
// release.ErrVersion, or record.ErrNotFound.
func (s *Shelf) Verify(id string) error {
	dir, err := s.path(id)
	if err != nil {
		return err
	}
	return s.missing(id, release.Verify(s.fs, dir))
}

// Load opens a release, which Verify's checks have passed. It fails as Verify does.
func (s *Shelf) Load(id string) (*release.Release, error) {
	dir, err := s.path(id)
	if err != nil {
		return nil, err
	}
	r, err := release.Open(dir)
	return r, s.missing(id, err)
}

// missing says of a release that is not there that it was not found, or what has taken its place.
func (s *Shelf) missing(id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		replaced, unknown := s.Replacements()
		if unknown != nil {
			return unknown
		}
		if by, ok := replaced[id]; ok {
			return &ReplacedError{Replacement{Old: id, New: by}}
		}
		return fmt.Errorf("no release %s in %s: %w", id, s.dir, record.ErrNotFound)
	}
	return err
}

// path returns a release's folder. Ids come from users: what is none never becomes part of a path.
func (s *Shelf) path(id string) (string, error) {
	if !idPattern.MatchString(id) {
		return "", fmt.Errorf("%.40q is no release's id in lower case, such as r-0123456789abcdef: %w", id, record.ErrNotFound)
	}
	return filepath.Join(s.dir, id), nil
}

func (s *Shelf) build(id string) (Build, error) {
	var b Build
	text, err := s.read(id + buildSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return b, nil
	}
	if err != nil {
		return b, err
	}
	if err := json.Unmarshal(text, &b); err != nil {
		return b, fmt.Errorf("%s: %w", filepath.Join(s.dir, id+buildSuffix), err)
	}
	return b, nil
}

func (s *Shelf) entries() ([]fs.DirEntry, error) {
	files, err := s.fs.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing the folder of releases: %w", err)
	}
	return files, nil
}

// read reads a small file whole.
func (s *Shelf) read(name string) ([]byte, error) {
	in, err := s.fs.Open(filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(in, largestNote))
	if cerr := in.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Join(s.dir, name), err)
	}
	return b, nil
}
