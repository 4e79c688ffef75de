package htmlfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/source"
)

// decode returns the text of a file, and refuses one whose text it would misread. declared is what the sidecar says.
func decode(data []byte, declared string) (string, error) {
	want, err := open.EncodingOf(declared)
	if err != nil {
		return "", err
	}
	mark, order := "", binary.ByteOrder(nil)
	switch {
	case bytes.HasPrefix(data, []byte("\ufeff")):
		mark, data = open.UTF8, data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		mark, data, order = open.UTF16, data[2:], binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		mark, data, order = open.UTF16, data[2:], binary.BigEndian
	}
	switch {
	case mark != "" && want != "" && mark != want:
		return "", open.Broken(0, "expected %s as declared, found the byte order mark of %s", want, mark)
	case mark == "" && want == open.UTF16:
		return "", open.Broken(0, "expected %s as declared, found no byte order mark", want)
	case order != nil:
		return fromUTF16(data, order)
	case bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0:
		return "", open.Broken(0, "expected text, found a NUL byte (utf-16 without a byte order mark?)")
	case mark == open.UTF8:
		want = open.UTF8
	}
	return fromBytes(data, want)
}

// fromBytes decides between UTF-8 and Windows-1252 by the whole file, where want does not. A character that the end of
// the file cuts through is left out, as is the tag that it would be in.
func fromBytes(data []byte, want string) (string, error) {
	invalid, several := survey(data)
	char := open.Charmaps[want]
	switch {
	case (want == open.Windows1252 || char != nil) && invalid < 0 && several >= 0:
		return "", badByte(data, several, "expected "+want+" as declared, but the whole file is valid "+open.UTF8)
	case char != nil:
		return char.NewDecoder().String(string(data))
	case want != open.Windows1252 && invalid < 0:
		return string(bytes.ToValidUTF8(data, nil)), nil
	case want == open.UTF8:
		return "", badByte(data, invalid, "expected "+open.UTF8)
	case want == "" && several >= 0:
		return "", badByte(data, invalid, fmt.Sprintf("expected %s, for line %d holds a character in it", open.UTF8, lineOf(data, several)))
	case want == "":
		if label := declaredBy(data); label != "" && !slices.Contains(labels, label) {
			return "", badByte(data, invalid, fmt.Sprintf("expected %s or %s, but the file's meta tag names one of the shape %q", open.UTF8,
				open.Windows1252, source.Shape(label)))
		}
	}
	return fromWindows(data, want == "")
}

// labels are the names in meta tags that say UTF-8 or Windows-1252, which browsers read Latin-1 as, or UTF-16, which a
// file without byte order mark that has such a tag in ASCII cannot be.
var labels = []string{
	"utf-8", "utf8", "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1",
	"us-ascii", "ascii", "ansi", "unicode", "utf-16",
}

// survey returns the first byte that is not part of a character of UTF-8, and the first character of several bytes; -1
// when there is none. A character that the end of the file cuts through is neither.
func survey(data []byte) (invalid, several int) {
	invalid, several = -1, -1
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1 && utf8.FullRune(data[i:]):
			if invalid < 0 {
				invalid = i
			}
		case r == utf8.RuneError && n == 1:
			return invalid, several
		case several < 0:
			several = i
		}
		i += n
	}
	return invalid, several
}

// fromWindows refuses the five bytes that Windows-1252 leaves undefined. When the encoding was not declared it also
// refuses a sign or capital in the middle of a word that is a Swedish letter in code page 850 or Mac Roman.
func fromWindows(data []byte, detected bool) (string, error) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	for i, c := range data {
		switch {
		case slices.Contains([]byte{0x81, 0x8D, 0x8F, 0x90, 0x9D}, c):
			return "", badByte(data, i, "expected "+open.UTF8+" or "+open.Windows1252+", which leaves some bytes undefined")
		case detected && slices.Contains([]byte{0x84, 0x86, 0x94, 0x8A, 0x8C}, c) &&
			0 < i && i+1 < len(data) && lower(data[i-1]) && lower(data[i+1]):
			return "", badByte(data, i, "expected "+open.UTF8+" or "+open.Windows1252+
				", but inside a word (code page 850 or Mac Roman? declare cp850 or macintosh)")
		}
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String(), nil
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }

func fromUTF16(data []byte, order binary.ByteOrder) (string, error) {
	var b strings.Builder
	line := 1
	for ; len(data) >= 2; data = data[2:] {
		r := rune(order.Uint16(data))
		if utf16.IsSurrogate(r) {
			if len(data) < 4 {
				break
			}
			data = data[2:]
			if r = utf16.DecodeRune(r, rune(order.Uint16(data))); r == utf8.RuneError {
				return "", open.Broken(line, "expected %s, found half of a surrogate pair", open.UTF16)
			}
		}
		if r == '\n' {
			line++
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// declaredBy returns the encoding that a meta tag names, in lower case.
func declaredBy(data []byte) string {
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), 8<<10)]))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Data != "meta" || t.Type == html.EndTagToken {
			continue
		}
		for _, a := range t.Attr {
			label := ""
			switch a.Key {
			case "charset":
				label = a.Val
			case "content":
				_, label, _ = strings.Cut(strings.ToLower(a.Val), "charset=")
			}
			if label = strings.ToLower(strings.Trim(label, "\"' \t;")); label != "" {
				return label
			}
		}
	}
	return ""
}

// badByte says which byte is at a place where another was expected.
func badByte(data []byte, at int, expected string) error {
	return open.Broken(lineOf(data, at), "%s, found byte 0x%X", expected, data[at:at+1])
}

// lineOf returns the line that a byte is on.
func lineOf(data []byte, at int) int { return bytes.Count(data[:at], []byte("\n")) + 1 }
