package company

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/person"
)

// FoldName returns the form in which names are compared: NFC, without surrounding white space, one blank for each inner
// run of it, in lower case. Identifiers are made from it, so it never changes.
func FoldName(name string) string {
	if folded(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	blank := false
	name = norm.NFC.String(name)
	ascii := true
	for _, r := range name {
		ascii = ascii && r < 0x80
		switch {
		case person.Invisible(r):
		case unicode.IsSpace(r):
			blank = b.Len() > 0
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(unicode.ToLower(unicode.ToUpper(r)))
		}
	}
	if ascii {
		return b.String()
	}
	return norm.NFC.String(b.String())
}

// folded reports whether an ASCII name is its own fold.
func folded(name string) bool {
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 0x80, c < ' ', c >= 'A' && c <= 'Z':
			return false
		case c == ' ' && (i == 0 || i == len(name)-1 || name[i-1] == ' '):
			return false
		}
	}
	return true
}

// base32Lower is RFC 4648 base 32 in lower case without padding.
var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NameID returns the id of a name that is not tied to a company: u- and 16 characters, the first 80 bits of the SHA-256
// of its fold in lower-case base 32. It is "" for a blank name. Anyone who guesses a name can find its id, so an id is
// as public as the name.
func NameID(name string) string {
	f := FoldName(name)
	if f == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(f))
	var id [18]byte
	copy(id[:], "u-")
	base32Lower.Encode(id[2:], sum[:10])
	return string(id[:])
}
