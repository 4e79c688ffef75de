package csvfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"tvistdata/etl/read/internal/open"
)

// The encodings that are read, besides those of every reader.
const (
	utf16LE = "utf-16le"
	utf16BE = "utf-16be"
)

// encoding is what was decided about a file.
type encoding struct {
	name  string
	order binary.ByteOrder // of utf-16
	from  int64            // where the text starts, after a byte order mark
	to    int64            // where the last whole character ends
	cut   bool             // bytes of a character follow
}

// decide finds the encoding of a file by looking at the whole of it, and refuses one whose text it would misread.
func decide(p probe, declared string) (encoding, error) {
	want, err := open.EncodingOf(declared, utf16LE, utf16BE)
	if err != nil {
		return encoding{}, fmt.Errorf("%s: %w", p.at, err)
	}
	size, err := p.f.Seek(0, io.SeekEnd)
	if err != nil {
		return encoding{}, p.fail(err)
	}
	head, err := p.read(0, 4)
	if err != nil {
		return encoding{}, err
	}
	if size, err = p.withoutEndMark(size, head); err != nil {
		return encoding{}, err
	}
	e, err := byMark(head, want)
	if err != nil {
		return encoding{}, fmt.Errorf("%s: %w", p.at, err)
	}
	if e.name == open.UTF16 && e.order == nil || e.name == "" {
		if e, err = e.unmarked(p, size); err != nil {
			return encoding{}, err
		}
	}
	if e.from == size {
		return encoding{}, fmt.Errorf("%s: expected a line of column names, found an empty file", p.at)
	}
	e.to = size
	switch e.name {
	case open.UTF16:
		return e, e.checkUTF16(p)
	case open.UTF8:
		return e.checkUTF8(p)
	case open.Windows1252:
		if err := e.checkDeclared(p); err != nil {
			return e, err
		}
		return e, e.checkWindows(p, false)
	}
	if open.Charmaps[e.name] != nil {
		return e, e.checkDeclared(p)
	}
	return e.detect(p)
}

// byMark returns what the byte order mark says, which must not contradict what was declared.
func byMark(head []byte, want string) (encoding, error) {
	var e encoding
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(head, []byte{0, 0, 0xFE, 0xFF}):
		return e, fmt.Errorf("expected %s, %s or %s, found the byte order mark of utf-32", open.UTF8, open.Windows1252, open.UTF16)
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		e = encoding{name: open.UTF8, from: 3}
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		e = encoding{name: open.UTF16, from: 2, order: binary.LittleEndian}
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		e = encoding{name: open.UTF16, from: 2, order: binary.BigEndian}
	case want == utf16LE:
		return encoding{name: open.UTF16, order: binary.LittleEndian}, nil
	case want == utf16BE:
		return encoding{name: open.UTF16, order: binary.BigEndian}, nil
	default:
		e.name = want
		return e, nil
	}
	agrees := want == "" || want == e.name || want == utf16LE && e.order == binary.LittleEndian || want == utf16BE &&
		e.order == binary.BigEndian
	if !agrees {
		return e, fmt.Errorf("expected %s as declared, found the byte order mark of %s", want, e.name)
	}
	return e, nil
}

// unmarked finds UTF-16 without byte order mark, which shows for certain where half the characters of the beginning or
// more are ASCII and so have a zero byte, always on the same side.
func (e encoding) unmarked(p probe, size int64) (encoding, error) {
	head, err := p.read(0, headSize)
	if err != nil {
		return e, err
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch enough := (len(head) + 3) / 4; {
	case size%2 == 0 && zeros[0] == 0 && zeros[1] >= enough:
		return encoding{name: open.UTF16, order: binary.LittleEndian}, nil
	case size%2 == 0 && zeros[1] == 0 && zeros[0] >= enough:
		return encoding{name: open.UTF16, order: binary.BigEndian}, nil
	case e.name == open.UTF16:
		return e, fmt.Errorf("%s: expected %s as declared, found no byte order mark; declare %s or %s", p.at, open.UTF16, utf16LE, utf16BE)
	}
	return e, nil
}

func (e encoding) checkUTF8(p probe) (encoding, error) {
	s, err := p.survey(e.from, func(s survey) bool { return s.invalid >= 0 })
	if err != nil {
		return e, err
	}
	if s.invalid >= 0 {
		return e, p.badByte(s.invalid, "expected "+open.UTF8)
	}
	return e.asUTF8(s), nil
}

// asUTF8 leaves a started character at the end of the file out.
func (e encoding) asUTF8(s survey) encoding {
	e.name, e.cut = open.UTF8, s.tail > 0
	e.to -= int64(s.tail)
	return e
}

// detect decides for UTF-8 when the whole file is valid as such, and for Windows-1252 when nothing in it looks like
// anything else.
func (e encoding) detect(p probe) (encoding, error) {
	s, err := p.survey(e.from, func(s survey) bool { return s.invalid >= 0 && s.multi >= 0 })
	if err != nil {
		return e, err
	}
	if s.invalid < 0 {
		return e.asUTF8(s), nil
	}
	if s.multi >= 0 {
		line, err := p.lineOf(s.multi)
		if err != nil {
			return e, err
		}
		return e, p.badByte(s.invalid, fmt.Sprintf("expected %s, for line %d holds a character in it", open.UTF8, line))
	}
	e.name = open.Windows1252
	return e, e.checkWindows(p, true)
}

// checkDeclared refuses a file that is declared to be in an encoding of single bytes and is UTF-8 all through.
func (e encoding) checkDeclared(p probe) error {
	s, err := p.survey(e.from, func(s survey) bool { return s.invalid >= 0 })
	if err != nil {
		return err
	}
	if s.invalid < 0 && s.multi >= 0 {
		return p.badByte(s.multi, "expected "+e.name+" as declared, but the whole file is valid "+open.UTF8)
	}
	return nil
}

// checkWindows refuses the five bytes that Windows-1252 leaves undefined. When the encoding was not declared it also
// refuses a sign or capital in the middle of a word that is a Swedish letter in code page 850 or Mac Roman.
func (e encoding) checkWindows(p probe, detected bool) error {
	return p.scan(e.from, func(chunk []byte, off int64) (int, error) {
		for i := nextHigh(chunk, 0); i < len(chunk); i = nextHigh(chunk, i+1) {
			if windows1252[chunk[i]-0x80] == "" {
				return 0, p.badByte(off+int64(i), "expected "+open.UTF8+" or "+open.Windows1252+", which leaves some bytes undefined")
			}
			if detected && foreign(chunk[i]) && 0 < i && i+1 < len(chunk) && lower(chunk[i-1]) && lower(chunk[i+1]) {
				return 0, p.badByte(off+int64(i), "expected "+open.UTF8+" or "+open.Windows1252+
					", but inside a word (code page 850 or Mac Roman? declare cp850 or macintosh)")
			}
		}
		return min(2, len(chunk)), nil
	})
}

// foreign reports whether a byte is a Swedish letter in code page 850 or Mac Roman, and none in Windows-1252.
func foreign(c byte) bool {
	return c == 0x84 || c == 0x86 || c == 0x94 || c == 0x8A || c == 0x8C
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }

func (e encoding) checkUTF16(p probe) error {
	d, err := e.decoder(p.f, chunkSize)
	if err != nil {
		return p.fail(err)
	}
	line := 1
	var buf []byte
	for {
		buf, err = d.next(buf[:0])
		line += bytes.Count(buf, []byte("\n"))
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			p.at.Line = line
			return fmt.Errorf("%s: %w", p.at, err)
		}
	}
}
