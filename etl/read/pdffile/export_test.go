package pdffile

import (
	"bytes"

	"tvistdata/etl/source"
)

// Bytes reads a document from memory.
func Bytes(data []byte, o Options) (source.Reader, error) {
	r, err := newReader(memory{bytes.NewReader(data)}, int64(len(data)), source.Origin{Disclosure: o.Disclosure, File: "list.pdf"}, o)
	if err != nil {
		return nil, err
	}
	return r, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// Width returns how wide a text is in Helvetica of a size.
func Width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if i := int(r) - ' '; i < len(helvetica) {
			w += float64(helvetica[i]) / 1000 * size
		} else {
			w += 0.556 * size
		}
	}
	return w
}
