package release

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"tvistdata/internal/schema"
)

// Kinds of errors that Open returns; what wraps one names the file and what was expected.
var (
	// ErrDamaged says that a release's bytes are not those that its manifest and id name.
	ErrDamaged = errors.New("damaged release")
	// ErrVersion says that a release was written by a program that this one does not understand.
	ErrVersion = errors.New("unknown schema version")
)

// Release is a whole release on disk.
type Release struct {
	id       string
	dir      string
	manifest *Manifest
}

// Open opens the release in a folder, having read every byte of it and compared it with the manifest, and the
// manifest with the folder's name. It fails with ErrDamaged or ErrVersion, or with fs.ErrNotExist when there is no
// such folder.
func Open(dir string) (*Release, error) {
	m, err := verify(OS(), dir, filepath.Base(dir))
	if err != nil {
		return nil, err
	}
	return &Release{id: filepath.Base(dir), dir: dir, manifest: m}, nil
}

// Verify reads every byte of the release in a folder and compares it with the manifest, and the manifest with the
// folder's name. Its errors are those of Open.
func Verify(files FS, dir string) error {
	_, err := verify(files, dir, filepath.Base(dir))
	return err
}

// ID returns the release's id, r- and 16 hexadecimal digits.
func (r *Release) ID() string { return r.id }

// Manifest returns the release's manifest, which must not be changed.
func (r *Release) Manifest() *Manifest { return r.manifest }

// File returns what the manifest says of a file, and whether it knows it.
func (r *Release) File(name string) (File, bool) {
	i := slices.IndexFunc(r.manifest.Files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return File{}, false
	}
	return r.manifest.Files[i], true
}

// Path returns where a file of the release is, or "" when the manifest does not list it.
func (r *Release) Path(name string) string {
	if _, ok := r.File(name); !ok {
		return ""
	}
	return filepath.Join(r.dir, name)
}

// verify reads the release in dir and compares it with its manifest, and that with the id.
func verify(files FS, dir, id string) (*Manifest, error) {
	if _, err := files.ReadDir(dir); err != nil {
		return nil, fmt.Errorf("release %s: %w", id, err)
	}
	var text strings.Builder
	buf := make([]byte, 256<<10)
	sum, n, err := digest(files, filepath.Join(dir, ManifestName), &text, buf)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %s: %s is missing", ErrDamaged, id, ManifestName)
	case err != nil:
		return nil, fmt.Errorf("release %s: %w", id, err)
	case n == 0 || idOf(sum) != id:
		return nil, fmt.Errorf("%w: %s: the checksum of %s gives the id %s, expected %s", ErrDamaged, id, ManifestName, idOf(sum), id)
	}
	m := new(Manifest)
	if err := json.Unmarshal([]byte(text.String()), m); err != nil {
		return nil, fmt.Errorf("%w: %s: %s: %w", ErrDamaged, id, ManifestName, err)
	}
	m.dateless()
	m.counting()
	if major(m.SchemaVersion) != major(SchemaVersion()) {
		return nil, fmt.Errorf("%w: release %s has version %q, expected %s.x", ErrVersion, id, m.SchemaVersion, major(SchemaVersion()))
	}
	for _, t := range schema.Tables() {
		if !schema.Before(m.SchemaVersion, t.Since) && !slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == t.Name }) {
			return nil, fmt.Errorf("%w: %s: %s does not list %s", ErrDamaged, id, ManifestName, t.Name)
		}
	}
	for _, f := range m.Files {
		if err := verifyFile(files, dir, id, f, buf); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func verifyFile(files FS, dir, id string, f File, buf []byte) error {
	if f.Name != filepath.Base(f.Name) || strings.ContainsAny(f.Name, `/\`) || strings.HasPrefix(f.Name, ".") {
		return fmt.Errorf("%w: %s: %q is not the name of a file", ErrDamaged, id, f.Name)
	}
	sum, n, err := digest(files, filepath.Join(dir, f.Name), io.Discard, buf)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s: %s is missing", ErrDamaged, id, f.Name)
	case err != nil:
		return fmt.Errorf("release %s: %w", id, err)
	case n != f.Bytes:
		return fmt.Errorf("%w: %s: %s has %d bytes, expected %d", ErrDamaged, id, f.Name, n, f.Bytes)
	case sum != f.SHA256:
		return fmt.Errorf("%w: %s: %s has the checksum %s, expected %s", ErrDamaged, id, f.Name, sum, f.SHA256)
	}
	return nil
}

// digest reads a file to its end through buf, into w too, and returns its SHA-256 in hexadecimal and its size.
func digest(files FS, name string, w io.Writer, buf []byte) (sum string, n int64, err error) {
	in, err := files.Open(name)
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	n, err = io.CopyBuffer(io.MultiWriter(h, w), onlyReader{in}, buf)
	if cerr := in.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return "", 0, fmt.Errorf("reading %s: %w", filepath.Base(name), err)
	}
	return hex.EncodeToString(h.Sum(nil)), n, nil
}

// onlyReader hides the shortcuts of a file, so that it is read through the buffer.
type onlyReader struct{ io.Reader }

func major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}
