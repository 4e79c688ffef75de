package source

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape returns a name as it can be printed: what is no printable character, such as one that moves the cursor of a terminal,
// ends a line or turns the direction of writing, is written as \x1b, \n or \u202e.
func Escape(name string) string {
	var b strings.Builder
	for rest := name; rest != ""; {
		r, n := utf8.DecodeRuneInString(rest)
		if unicode.IsPrint(r) && (r != utf8.RuneError || n > 1) {
			b.WriteString(rest[:n])
		} else {
			quoted := strconv.Quote(rest[:n])
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		rest = rest[n:]
	}
	return b.String()
}

// Shape returns what a cell looks like, not what it says: letters become a or A, digits 9, white space one
// blank; what is longer than 40 characters is cut. "Anna 811218-9876" has the shape "Aaaa 999999-9999".
func Shape(cell string) string {
	var b strings.Builder
	n := 0
	for _, r := range cell {
		if n++; n > 40 {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsUpper(r):
			b.WriteByte('A')
		case unicode.IsLetter(r):
			b.WriteByte('a')
		case unicode.IsDigit(r):
			b.WriteByte('9')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
