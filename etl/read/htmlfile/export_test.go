package htmlfile

import "tvistdata/etl/source"

// Bytes reads a page from memory.
func Bytes(data []byte, name string, o Options) (source.Reader, error) {
	return newReader(data, source.Origin{Disclosure: o.Disclosure, File: name}, o)
}

// MaxFile is the size that a page may have.
const MaxFile = maxFile
