package csvfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/source"
)

// probe looks at a file before it is read. Its errors name the file.
type probe struct {
	f  open.Input
	at source.Origin
}

// fail wraps an error of the file system.
func (p probe) fail(err error) error { return fmt.Errorf("%s: reading: %w", p.at, err) }

// read returns up to n bytes from a place on.
func (p probe) read(from int64, n int) ([]byte, error) {
	if _, err := p.f.Seek(from, io.SeekStart); err != nil {
		return nil, p.fail(err)
	}
	b := make([]byte, n)
	n, err := io.ReadFull(p.f, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, p.fail(err)
	}
	return b[:n], nil
}

// withoutEndMark returns the size of a file without the 0x1A at its end with which old programs mark the end of text. UTF-16, which
// the head may show, is left alone.
func (p probe) withoutEndMark(size int64, head []byte) (int64, error) {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return size, nil
	}
	from := max(0, size-headSize)
	tail, err := p.read(from, headSize)
	if err != nil {
		return size, err
	}
	text := bytes.TrimRight(tail, "\x1a")
	if len(text) == 0 || text[len(text)-1] == 0 {
		return size, nil
	}
	return from + int64(len(text)), nil
}

// scan hands the bytes from a place on to see, chunk by chunk, with each one's place in the file, until see returns
// io.EOF. The last keep bytes of a chunk, as see returns them, are handed over again as the first of the next one.
func (p probe) scan(from int64, see func(chunk []byte, off int64) (keep int, err error)) error {
	if _, err := p.f.Seek(from, io.SeekStart); err != nil {
		return p.fail(err)
	}
	buf := make([]byte, chunkSize)
	kept := 0
	for {
		n, err := p.f.Read(buf[kept:])
		if n > 0 {
			keep, err := see(buf[:kept+n], from)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			from += int64(kept + n - keep)
			kept = copy(buf, buf[kept+n-keep:kept+n])
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return p.fail(err)
		}
	}
}

// lineOf returns the line that a byte of the file is on.
func (p probe) lineOf(off int64) (int, error) {
	feeds, returns := 0, 0
	err := p.scan(0, func(chunk []byte, from int64) (int, error) {
		chunk = chunk[:min(int64(len(chunk)), off-from)]
		feeds += bytes.Count(chunk, []byte("\n"))
		returns += bytes.Count(chunk, []byte("\r"))
		if from+int64(len(chunk)) == off {
			return 0, io.EOF
		}
		return 0, nil
	})
	if feeds == 0 {
		return returns + 1, err
	}
	return feeds + 1, err
}

// badByte says which byte is at a place where another was expected.
func (p probe) badByte(off int64, expected string) error {
	line, err := p.lineOf(off)
	if err != nil {
		return err
	}
	c, err := p.read(off, 1)
	if err != nil {
		return err
	}
	p.at.Line = line
	return fmt.Errorf("%s: %s, found byte 0x%X, which is byte %d of the file", p.at, expected, c, off+1)
}

// survey reports where a file is UTF-8 and where not; offsets are -1 when there is no such place.
type survey struct {
	invalid int64 // the first byte that is not part of a character
	multi   int64 // the first character of several bytes
	tail    int   // bytes at the end of the file that would start a character
}

// survey looks at the file from a place on until enough says that it knows enough.
func (p probe) survey(from int64, enough func(survey) bool) (survey, error) {
	s := survey{invalid: -1, multi: -1}
	err := p.scan(from, func(chunk []byte, off int64) (int, error) {
		s.tail = startedRune(chunk)
		b := chunk[:len(chunk)-s.tail]
		for i := nextHigh(b, 0); i < len(b); i = nextHigh(b, i) {
			n := 2
			if !twoByteRune(b, i) {
				var r rune
				if r, n = utf8.DecodeRune(b[i:]); r == utf8.RuneError && n == 1 {
					if s.invalid < 0 {
						s.invalid = off + int64(i)
					}
					if enough(s) {
						return 0, io.EOF
					}
					i++
					continue
				}
			}
			if s.multi < 0 {
				s.multi = off + int64(i)
				if enough(s) {
					return 0, io.EOF
				}
			}
			i += n
		}
		return s.tail, nil
	})
	return s, err
}

// twoByteRune reports whether a character of two bytes is at i; most that are not ASCII do.
func twoByteRune(b []byte, i int) bool {
	return i+1 < len(b) && 0xC2 <= b[i] && b[i] <= 0xDF && b[i+1]&0xC0 == 0x80
}

// startedRune returns the number of bytes at the end that start a character without finishing it.
func startedRune(b []byte) int {
	for n := 1; n <= min(3, len(b)); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if utf8.FullRune(b[len(b)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// nextHigh returns the first place at or after i of a byte that is not ASCII, or the length.
func nextHigh(b []byte, i int) int {
	if i < len(b) && b[i] >= 0x80 {
		return i
	}
	for ; i+8 <= len(b); i += 8 {
		if binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < 0x80 {
		i++
	}
	return i
}
