package jsonfile

import (
	"bytes"

	"tvistdata/etl/source"
)

// Bytes reads a table from memory.
func Bytes(data []byte, name string, o Options) (source.Reader, error) {
	r, err := newReader(memory{bytes.NewReader(data)}, 0, source.Origin{Disclosure: o.Disclosure, File: name}, o)
	if err != nil {
		return nil, err
	}
	return r, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// The bounds.
const (
	MaxRecord  = maxRecord
	MaxColumns = maxColumns
)
