package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
)

// sizes finds the numbers that make the library allocate or loop before it reads anything: how many objects there are,
// how many a packed group holds, where numbering starts, and how wide entries are.
var sizes = regexp.MustCompile(`^(?:/(?:Size|N|Columns|Predictor|First|Count)\s*(\d+)|/(?:Index|W)\s*\[([\d\s]*)\]|` +
	`[\r\n]\s*(\d{6,})\s+\d{1,9}\s*[\r\n])`)

var digits = regexp.MustCompile(`\d+`)

// vet looks at the raw bytes before the library does: it returns the end of the document, which may have other bytes after
// it, and refuses numbers that no document of this size has.
func vet(f io.ReaderAt, size int64) (end int64, err error) {
	if size > maxFile {
		return 0, fmt.Errorf("expected a PDF of at most %d MiB", maxFile>>20)
	}
	head := make([]byte, 5)
	if n, err := f.ReadAt(head, 0); n < len(head) || string(head) != "%PDF-" {
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, fmt.Errorf("reading: %w", err)
		}
		return 0, errors.New("expected a PDF document, found something else")
	}
	tail := make([]byte, min(size, tailOfFile))
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return 0, fmt.Errorf("reading: %w", err)
	}
	const mark = "%%EOF"
	i := bytes.LastIndex(tail, []byte(mark))
	if i < 0 {
		return 0, fmt.Errorf("expected a whole PDF, but its end mark is missing: %w", errDamaged)
	}
	end = size - int64(len(tail)) + int64(i+len(mark))
	if end < 100 {
		return 0, fmt.Errorf("expected a whole PDF, found %d bytes: %w", end, errDamaged)
	}
	most := min(int64(maxObjects), size+1000)
	const overlap = 4 << 10
	buf := make([]byte, 1<<20)
	for off := int64(0); off < end; off += int64(len(buf) - overlap) {
		n, err := f.ReadAt(buf, off)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, fmt.Errorf("reading: %w", err)
		}
		for m := range sized(buf[:n]) {
			for _, d := range digits.FindAll(bytes.Join(m[1:], []byte(" ")), -1) {
				if v, err := strconv.ParseInt(string(d), 10, 64); err != nil || v > most {
					return 0, fmt.Errorf("expected a PDF whose objects are numbered up to %d at most: %w", most, errDamaged)
				}
			}
		}
	}
	return end, nil
}

// sized returns every match of sizes, and looks for one only where it can start: at a slash, and at the last line break before
// something else. Few bytes of a compressed document are that.
func sized(b []byte) iter.Seq[[][]byte] {
	return func(yield func([][]byte) bool) {
		for {
			i := bytes.IndexAny(b, "/\r\n")
			if i < 0 {
				return
			}
			blank := len(b) - i - len(bytes.TrimLeft(b[i:], " \t\r\n\f"))
			if blank > 0 {
				i += bytes.LastIndexAny(b[i:i+blank], "\r\n")
			}
			m := sizes.FindSubmatch(b[i:])
			if m == nil {
				b = b[i+1:]
				continue
			}
			if !yield(m) {
				return
			}
			b = b[i+len(m[0]):]
		}
	}
}
