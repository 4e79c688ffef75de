package jsonfile

import (
	"bytes"

	"tvistdata/etl/source"
)

// Bytes reads a table from memory.
func Bytes(data []byte, name string, o Options) (source.Reader, error) {
	return From(&Memory{Reader: bytes.NewReader(data)}, name, o)
}

// From reads a table from memory whose reading is counted.
func From(in *Memory, name string, o Options) (source.Reader, error) {
	r, err := newReader(in, 0, source.Origin{Disclosure: o.Disclosure, File: name}, o)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Memory is an input that counts what is read of it.
type Memory struct {
	*bytes.Reader
	Count int64
}

func (m *Memory) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.Count += int64(n)
	return n, err
}

// Close does nothing.
func (*Memory) Close() error { return nil }

// The bounds.
const (
	MaxRecord  = maxRecord
	MaxColumns = maxColumns
	TooMuch    = tooMuch
)
