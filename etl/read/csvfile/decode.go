package csvfile

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/read/internal/open"
)

// decoder appends text as UTF-8, about a chunk at a time. At the end it returns io.EOF.
type decoder interface {
	next(dst []byte) ([]byte, error)
}

func (e encoding) decoder(f open.Input, chunk int) (decoder, error) {
	if _, err := f.Seek(e.from, io.SeekStart); err != nil {
		return nil, err
	}
	text := io.LimitReader(f, e.to-e.from)
	switch e.name {
	case open.Windows1252:
		return &byteText{r: text, buf: make([]byte, chunk), upper: &windows1252}, nil
	case open.UTF16:
		return &utf16Text{r: text, order: e.order, buf: make([]byte, max(chunk, 4))}, nil
	}
	if c := open.Charmaps[e.name]; c != nil {
		upper := upperHalf(c)
		return &byteText{r: text, buf: make([]byte, chunk), upper: &upper}, nil
	}
	return &utf8Text{r: text, chunk: chunk, cut: e.cut}, nil
}

type utf8Text struct {
	r     io.Reader
	chunk int
	cut   bool
}

func (t *utf8Text) next(dst []byte) ([]byte, error) {
	n := len(dst)
	if cap(dst)-n < t.chunk {
		dst = append(make([]byte, 0, n+t.chunk), dst...)
	}
	m, err := t.r.Read(dst[n : n+t.chunk])
	dst = dst[:n+m]
	if errors.Is(err, io.EOF) && t.cut {
		dst = utf8.AppendRune(dst, utf8.RuneError) // so that its record is there to be rejected
		t.cut = false
	}
	return dst, err
}

// windows1252 has the UTF-8 of the upper half; nothing for the bytes that are undefined.
var windows1252 = func() (table [128]string) {
	table = upperHalf(charmap.Windows1252)
	for _, c := range []byte{0x81, 0x8D, 0x8F, 0x90, 0x9D} {
		table[c-0x80] = ""
	}
	return table
}()

// upperHalf returns the UTF-8 of the upper half of an encoding.
func upperHalf(c *charmap.Charmap) (table [128]string) {
	for i := range table {
		table[i] = string(c.DecodeByte(byte(i + 0x80)))
	}
	return table
}

// byteText is text with a byte for each character, of which those of the upper half are given.
type byteText struct {
	r     io.Reader
	buf   []byte
	upper *[128]string
}

func (t *byteText) next(dst []byte) ([]byte, error) {
	n, err := t.r.Read(t.buf)
	for b := t.buf[:n]; len(b) > 0; {
		i := nextHigh(b, 0)
		dst = append(dst, b[:i]...)
		if i == len(b) {
			break
		}
		dst = append(dst, t.upper[b[i]-0x80]...)
		b = b[i+1:]
	}
	return dst, err
}

type utf16Text struct {
	r     io.Reader
	order binary.ByteOrder
	buf   []byte
	kept  int
}

func (t *utf16Text) next(dst []byte) ([]byte, error) {
	n, err := t.r.Read(t.buf[t.kept:])
	b := t.buf[:t.kept+n]
	for len(b) >= 2 {
		r, size := rune(t.order.Uint16(b)), 2
		if utf16.IsSurrogate(r) {
			if len(b) < 4 {
				break
			}
			if r = utf16.DecodeRune(r, rune(t.order.Uint16(b[2:]))); r == utf8.RuneError {
				return dst, errors.New("expected utf-16, found half of a surrogate pair")
			}
			size = 4
		}
		dst = utf8.AppendRune(dst, r)
		b = b[size:]
	}
	t.kept = copy(t.buf, b)
	if errors.Is(err, io.EOF) && t.kept > 0 {
		return dst, errors.New("expected utf-16, but the file ends in the middle of a character")
	}
	return dst, err
}
