package keep

import (
	"bytes"
	"errors"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// A file is read whole or not at all: not when something stands behind its end, and not when it has more bytes than it may have.
func TestAFileIsReadWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	text, err := (&kept{Version: version, Merged: []string{string(bytes.Repeat([]byte("x"), 4000))}}).encode()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		text    []byte
		largest int64
		ok      bool
	}{
		{"whole", text, 1 << 20, true},
		{"too large", text, 4000, false},
		{"something behind it", append(bytes.Clone(text), "Anna Andersson"...), 1 << 20, false},
		{"another frame behind it", z.EncodeAll([]byte("Anna Andersson"), bytes.Clone(text)), 1 << 20, false},
		{"a byte of the checksum is another", append(bytes.Clone(text[:len(text)-1]), ^text[len(text)-1]), 1 << 20, false},
		{"cut off in the checksum", text[:len(text)-1], 1 << 20, false},
	} {
		if _, err := decode(c.text, c.largest); (err == nil) != c.ok || err != nil && !errors.Is(err, ErrOther) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
