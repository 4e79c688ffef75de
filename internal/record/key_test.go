package record_test

import (
	"testing"

	"tvistdata/internal/record"
)

func TestKeyTextsSortAsKeysDo(t *testing.T) {
	var a, b [10]byte
	for i := range 256 {
		for j := range 256 {
			a[4], b[4] = byte(i), byte(j)
			if (i < j) != (record.KeyText(a) < record.KeyText(b)) {
				t.Fatalf("%s and %s", record.KeyText(a), record.KeyText(b))
			}
		}
	}
	if got := record.KeyText([10]byte{}); got != "2222222222222222" {
		t.Errorf("the zero key is %q", got)
	}
	if got, ok := record.ParseKey(record.KeyText(a)); !ok || got != a {
		t.Errorf("%x is read back as %x, %t", a, got, ok)
	}
	for _, bad := range []string{"", "222222222222222", "22222222222222222", "2222222222222220", "ZZZZZZZZZZZZZZZZ"} {
		if _, ok := record.ParseKey(bad); ok {
			t.Errorf("%q is no key", bad)
		}
	}
}
