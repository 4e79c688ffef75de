package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/ledongthuc/pdf"
)

// The bounds of a document.
const (
	maxFile     = 512 << 20 // bytes
	maxPages    = 20_000
	maxObjects  = 8_388_607 // that a document may number, which is what PDF allows
	maxContent  = 32 << 20  // bytes that what draws one page unpacks to, fonts included
	maxReading  = 64 << 20  // bytes of the file that may be read for one page; objects are read again wherever they are named
	maxDepth    = 32        // of pages in nodes, forms in forms, values inherited
	maxGlyphs   = 400_000   // on a page
	tailOfFile  = 64 << 10  // bytes in which the end mark is looked for
	reproducing = "save it again, or run: qpdf FILE NEW"
)

// errDamaged replaces everything that the library says or panics with, whose text may quote the file.
var errDamaged = errors.New("is the file cut off or damaged? " + reproducing)

// guard calls f, which calls the library, and makes an error of a panic.
func guard(f func() error) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case limitError:
			err = x
		default:
			err = errDamaged
		}
	}()
	return f()
}

// limitError says which bound a document goes beyond.
type limitError string

func (e limitError) Error() string { return string(e) }

// meter hands the file to the library and stops it by a panic when it reads more than a document without loops needs.
// It also hides what the library is pickier about than other programs: the version in the first line.
type meter struct {
	f    io.ReaderAt
	left int64
}

var firstLine = []byte("%PDF-1.7\n")

func (m *meter) ReadAt(p []byte, off int64) (int, error) {
	if m.left -= int64(len(p)); m.left < 0 {
		panic(limitError(fmt.Sprintf("expected objects that do not name each other in a circle, gave up after reading "+
			"%d MiB for one page", maxReading>>20)))
	}
	n, err := m.f.ReadAt(p, off)
	if off < int64(len(firstLine)) {
		copy(p[:n], firstLine[off:])
	}
	return n, err
}

// document is an opened PDF whose pages are visited in order.
type document struct {
	meter *meter
	nodes []node
	count int // of pages, as declared
	page  int // that was visited last, from 1
	off   map[string]bool
}

// node is a node of the tree of pages with the child that comes next.
type node struct {
	kids pdf.Value
	next int
}

func openDocument(f io.ReaderAt, size int64) (*document, error) {
	end, err := vet(f, size)
	if err != nil {
		return nil, err
	}
	d := &document{meter: &meter{f: f, left: maxReading + 4*size}}
	encrypted := false
	err = guard(func() error {
		r, err := pdf.NewReader(d.meter, end)
		if err != nil {
			return errDamaged
		}
		if r.Trailer().Key("Encrypt").Kind() != pdf.Null {
			encrypted = true
			return nil
		}
		d.off = layersOff(r.Trailer().Key("Root"))
		root := r.Trailer().Key("Root").Key("Pages")
		if root.Key("Type").Name() != "Pages" {
			return errDamaged
		}
		d.count = int(root.Key("Count").Int64())
		d.nodes = []node{{kids: root.Key("Kids")}}
		return nil
	})
	switch {
	case encrypted || err != nil && contains(f, size, "/Encrypt"):
		return nil, errors.New("expected a PDF that anybody can read, found an encrypted one; save it without a password, or run: qpdf " +
			"--decrypt FILE NEW")
	case err != nil:
		return nil, fmt.Errorf("expected a whole PDF, but its directory cannot be read: %w", err)
	case d.count > maxPages:
		return nil, fmt.Errorf("expected at most %d pages, found %d", maxPages, d.count)
	case d.count <= 0:
		return nil, errors.New("expected a PDF with pages, found none")
	}
	return d, nil
}

// contains reports whether a text is in the raw bytes of the file.
func contains(f io.ReaderAt, size int64, text string) bool {
	buf := make([]byte, 1<<20)
	for off := int64(0); off < size; off += int64(len(buf) - len(text)) {
		n, err := f.ReadAt(buf, off)
		if bytes.Contains(buf[:n], []byte(text)) {
			return true
		}
		if err != nil {
			return false
		}
	}
	return false
}

// next returns the next page, io.EOF after the last one.
func (d *document) next() (p pdf.Value, err error) {
	d.meter.left = maxReading
	err = guard(func() error {
		p, err = d.walk()
		return err
	})
	return p, err
}

func (d *document) walk() (pdf.Value, error) {
	for len(d.nodes) > 0 {
		n := &d.nodes[len(d.nodes)-1]
		if n.next >= n.kids.Len() {
			d.nodes = d.nodes[:len(d.nodes)-1]
			continue
		}
		kid := n.kids.Index(n.next)
		n.next++
		switch kid.Key("Type").Name() {
		case "Pages":
			if len(d.nodes) == maxDepth {
				return kid, errDamaged
			}
			d.nodes = append(d.nodes, node{kids: kid.Key("Kids")})
		case "Page":
			if d.page++; d.page > d.count {
				return kid, errDamaged
			}
			return kid, nil
		default:
			return kid, errDamaged
		}
	}
	if d.page < d.count {
		return pdf.Value{}, errDamaged
	}
	return pdf.Value{}, io.EOF
}

// inherited returns what a page has under a key, or the nodes above it.
func inherited(page pdf.Value, key string) pdf.Value {
	v := page
	for range maxDepth {
		if x := v.Key(key); x.Kind() != pdf.Null || v.IsNull() {
			return x
		}
		v = v.Key("Parent")
	}
	return pdf.Value{}
}

// unpack returns what a stream, or an array of streams, holds, and takes it off what the page may still unpack.
func unpack(v pdf.Value, left *int) ([]byte, error) {
	var out []byte
	streams := []pdf.Value{v}
	if v.Kind() == pdf.Array {
		streams = streams[:0]
		for i := range v.Len() {
			streams = append(streams, v.Index(i))
		}
	}
	for _, s := range streams {
		if s.Kind() != pdf.Stream {
			continue
		}
		if err := filters(s); err != nil {
			return nil, err
		}
		data, err := io.ReadAll(io.LimitReader(s.Reader(), int64(*left)+1))
		if err != nil {
			return nil, errDamaged
		}
		if *left -= len(data); *left < 0 {
			return nil, limitError(fmt.Sprintf("expected a page of at most %d MiB when unpacked", maxContent>>20))
		}
		out = append(append(out, data...), '\n')
	}
	return out, nil
}

// filters refuses what the library cannot unpack.
func filters(s pdf.Value) error {
	f := s.Key("Filter")
	names := []string{f.Name()}
	if f.Kind() == pdf.Array {
		names = names[:0]
		for i := range f.Len() {
			names = append(names, f.Index(i).Name())
		}
	}
	for _, n := range names {
		switch n {
		case "", "FlateDecode", "ASCII85Decode":
		case "LZWDecode", "RunLengthDecode", "ASCIIHexDecode":
			return fmt.Errorf("expected text packed by FlateDecode or ASCII85Decode, found %s; run: qpdf --stream-data=uncompress FILE NEW", n)
		default:
			return errDamaged
		}
	}
	return nil
}
