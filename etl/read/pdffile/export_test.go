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
