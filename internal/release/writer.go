package release

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"tvistdata/internal/columnar"
	"tvistdata/internal/schema"
)

// ManifestName is the name of the manifest in a release's folder.
const ManifestName = "manifest.json"

const (
	buildingPrefix = ".building-"
	mediaType      = "application/vnd.apache.parquet"
)

// Writer writes one release beside the others: in a hidden folder that gets the release's name when everything in it
// was read back and found whole. Only one Writer may be at work in a folder; see shelf.Lock.
type Writer struct {
	fs    FS
	shelf string // the folder of releases
	dir   string // the folder being written
	about Manifest
	done  bool

	mu    sync.Mutex
	files []File
}

// NewWriter begins a release in a folder of releases, which it makes when it is not there, and removes what builds
// that were broken off have left. about is the manifest as far as it is known: every file repeats its publisher's
// licence and base URL, and its lists' ids and licences.
func NewWriter(fs FS, dir string, about Manifest) (*Writer, error) {
	w := &Writer{fs: fs, shelf: dir, dir: filepath.Join(dir, buildingPrefix+rand.Text()), about: about}
	if err := fs.MkdirAll(dir); err != nil {
		return nil, fmt.Errorf("making the folder of releases: %w", err)
	}
	entries, err := fs.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("listing the folder of releases: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), buildingPrefix) {
			if err := fs.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return nil, fmt.Errorf("removing a build that was broken off: %w", err)
			}
		}
	}
	if err := fs.MkdirAll(w.dir); err != nil {
		return nil, fmt.Errorf("making the folder of the build: %w", err)
	}
	return w, nil
}

// Add writes one of the files that schema.Tables lists; its columns must be those of the table, in that order. Several
// files may be added at once.
func (w *Writer) Add(name string, cols []columnar.Column) error {
	t, ok := schema.Named(name)
	if !ok {
		return fmt.Errorf("%s is no file of a release", name)
	}
	cols, err := fit(t, cols)
	if err != nil {
		return err
	}
	footer, err := w.about.footer(t)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f := File{Name: name, MediaType: mediaType, Title: t.Title, Rows: int64(cols[0].Len())}
	options := columnar.Options{Sort: t.Sort, Metadata: map[string]string{FooterKey: footer}}
	err = w.create(&f, func(out io.Writer) error { return columnar.Write(out, cols, options) })
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if slices.ContainsFunc(w.files, func(f File) bool { return f.Name == name }) {
		return fmt.Errorf("%s was written twice", name)
	}
	w.files = append(w.files, f)
	return nil
}

// Search reads the files added so far back from disk and shows every text in them, decoded, to look, a column's repeated
// texts once for each row group. Files are read at the same time, so that look is called from several goroutines. A file's
// search stops at its first error; Search returns that of the first file by name.
func (w *Writer) Search(look func(file string, text Cell) error) error {
	files := slices.SortedFunc(slices.Values(w.files), func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	errs := make([]error, len(files))
	var group sync.WaitGroup
	for i, f := range files {
		group.Go(func() { errs[i] = w.search(f.Name, look) })
	}
	group.Wait()
	return cmp.Or(errs...)
}

func (w *Writer) search(file string, look func(file string, text Cell) error) error {
	for cell, err := range Texts(filepath.Join(w.dir, file)) {
		if err == nil {
			err = look(file, cell)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Finish writes the manifest, reads everything back from disk, and gives the release its name. What m says of files
// is replaced by the files added. When a release with the same content is there already, nothing is changed and
// unchanged is true. After an error only the folder that was being written is lost.
func (w *Writer) Finish(m Manifest) (id string, unchanged bool, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Discard())
		}
	}()
	for _, t := range schema.Tables() {
		if !slices.ContainsFunc(w.files, func(f File) bool { return f.Name == t.Name }) {
			return "", false, fmt.Errorf("%s is missing: a release holds every file, even without rows", t.Name)
		}
	}
	id, err = w.manifest(m)
	if err != nil {
		return "", false, err
	}
	if err := w.fs.SyncDir(w.dir); err != nil {
		return "", false, fmt.Errorf("syncing the folder of the build: %w", err)
	}
	if _, err := verify(w.fs, w.dir, id); err != nil {
		return "", false, fmt.Errorf("reading back what was written: %w", err)
	}
	unchanged, err = w.place(id)
	if err != nil {
		return "", false, err
	}
	w.done = true
	return id, unchanged, nil
}

// Discard removes what was written; after Finish has succeeded it does nothing.
func (w *Writer) Discard() error {
	if w.done {
		return nil
	}
	w.done = true
	if err := w.fs.RemoveAll(w.dir); err != nil {
		return fmt.Errorf("removing the folder of the build: %w", err)
	}
	return nil
}

// place returns the finished folder its name, unless a whole release has it.
func (w *Writer) place(id string) (unchanged bool, err error) {
	entries, err := w.fs.ReadDir(w.shelf)
	if err != nil {
		return false, fmt.Errorf("listing the folder of releases: %w", err)
	}
	final := filepath.Join(w.shelf, id)
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == id }) {
		_, err := verify(w.fs, final, id)
		switch {
		case err == nil:
			if err := w.fs.RemoveAll(w.dir); err != nil {
				return false, fmt.Errorf("removing the folder of the build: %w", err)
			}
			return true, nil
		case !errors.Is(err, ErrDamaged):
			return false, err
		}
		// The release there is damaged: it is moved away, and the next build deletes it if this one dies here.
		if err := w.fs.Rename(final, w.dir+"-damaged"); err != nil {
			return false, fmt.Errorf("moving the damaged release %s away: %w", id, err)
		}
	}
	if err := w.fs.Rename(w.dir, final); err != nil {
		return false, fmt.Errorf("naming the release: %w", err)
	}
	if err := w.fs.SyncDir(w.shelf); err != nil {
		return false, fmt.Errorf("syncing the folder of releases: %w", err)
	}
	if err := w.fs.RemoveAll(w.dir + "-damaged"); err != nil {
		return false, fmt.Errorf("removing the damaged release %s: %w", id, err)
	}
	return false, nil
}

// ID returns the id that Finish would give the release now.
func (w *Writer) ID(m Manifest) (string, error) {
	text, err := w.encode(m)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return idOf(hex.EncodeToString(sum[:])), nil
}

// encode returns the text of a manifest with the files added so far.
func (w *Writer) encode(m Manifest) ([]byte, error) {
	m.SchemaVersion = SchemaVersion()
	m.Files = slices.SortedFunc(slices.Values(w.files), func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("encoding the manifest: %w", err)
	}
	return b.Bytes(), nil
}

// manifest writes the manifest and returns the id that comes from it.
func (w *Writer) manifest(m Manifest) (string, error) {
	text, err := w.encode(m)
	if err != nil {
		return "", err
	}
	f := File{Name: ManifestName}
	err = w.create(&f, func(out io.Writer) error {
		_, err := out.Write(text)
		return err
	})
	if err != nil {
		return "", err
	}
	return idOf(f.SHA256), nil
}

// idOf makes a release's id from the SHA-256 of its manifest, in hexadecimal.
func idOf(sum string) string { return "r-" + sum[:16] }

// create writes a file to disk, to the platter, and notes its size and checksum in f.
func (w *Writer) create(f *File, write func(io.Writer) error) error {
	out, err := w.fs.Create(filepath.Join(w.dir, f.Name))
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	sum := &summing{w: out, hash: sha256.New()}
	buf := bufio.NewWriterSize(sum, 64<<10)
	err = write(buf)
	if err == nil {
		err = buf.Flush()
	}
	if err == nil {
		err = out.Sync()
	}
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	f.Bytes, f.SHA256 = sum.n, hex.EncodeToString(sum.hash.Sum(nil))
	return nil
}

// summing passes bytes on and keeps their number and checksum.
type summing struct {
	w    io.Writer
	hash hash.Hash
	n    int64
}

func (s *summing) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}
