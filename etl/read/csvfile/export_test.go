package csvfile

import (
	"bytes"

	"tvistdata/etl/source"
)

// Bytes reads a table from memory, chunk bytes at a time (0 for as many as from a file), so that tests can put chunk
// borders anywhere.
func Bytes(data []byte, name string, o Options, chunk int) (source.Reader, error) {
	if chunk == 0 {
		chunk = chunkSize
	}
	return newReader(memory{bytes.NewReader(data)}, source.Origin{Disclosure: o.Disclosure, File: name}, o, chunk)
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// MaxRecord is the length in bytes that a record may have.
const MaxRecord = maxRecord
