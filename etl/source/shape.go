package source

import (
	"strings"
	"unicode"
)

// Shape tells what a cell looks like without telling what it says: letters become a or A, digits 9, white space one
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
