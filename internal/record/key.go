package record

import "encoding/base32"

// KeyLen is the length of a record's key as text.
const KeyLen = 16

// keyEncoding is base 32 with digits before letters, so that texts sort as the keys do, and without 0 and 1, so that no
// text can look like a personal number, whose month has one of them.
var keyEncoding = base32.NewEncoding("234567abcdefghijklmnopqrstuvwxyz").WithPadding(base32.NoPadding)

// KeyText writes a key as 16 digits from 2 to 7 and letters from a to z, which sort as the keys do.
func KeyText(key [10]byte) string { return keyEncoding.EncodeToString(key[:]) }

// AppendKey appends what KeyText writes.
func AppendKey(dst []byte, key [10]byte) []byte { return keyEncoding.AppendEncode(dst, key[:]) }

// ParseKey reads a key as KeyText writes it; ok is false when text is none.
func ParseKey(text string) (key [10]byte, ok bool) {
	raw, err := keyEncoding.DecodeString(text)
	if err != nil || len(text) != KeyLen || len(raw) != len(key) {
		return key, false
	}
	return [10]byte(raw), true
}
