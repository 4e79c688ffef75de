package csvfile

import (
	"bytes"
	"io"

	"tvistdata/etl/source"
)

// Bytes reads a table from memory. When chunk is not 0, the rows are split from pieces of that many bytes, so that tests
// can put borders anywhere; the header is still judged from as much as from a file.
func Bytes(data []byte, name string, o Options, chunk int) (source.Reader, error) {
	r, err := newReader(memory{bytes.NewReader(data)}, int64(len(data)), source.Origin{Disclosure: o.Disclosure, File: name}, o)
	if err == nil && chunk > 0 {
		r.in = &again{text: r.text[r.pos:], chunk: chunk, then: r.in, final: r.final}
		r.reset("", false)
	}
	return r, err
}

// again hands text out once more, in small pieces.
type again struct {
	text  string
	chunk int
	final bool
	then  decoder
}

func (a *again) next(dst []byte) ([]byte, error) {
	if a.text == "" && !a.final {
		return a.then.next(dst)
	}
	n := min(a.chunk, len(a.text))
	dst = append(dst, a.text[:n]...)
	a.text = a.text[n:]
	if a.text == "" && a.final {
		return dst, io.EOF
	}
	return dst, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// MaxRecord is the length in bytes that a record may have.
const MaxRecord = maxRecord
