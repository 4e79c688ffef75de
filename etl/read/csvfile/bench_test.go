package csvfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/read/csvfile"
)

// BenchmarkRead splits 200,000 rows of 14 columns from a file, as a registrar exports them.
func BenchmarkRead(b *testing.B) {
	const rows = 200_000
	plain := make([]string, rows)
	quoted := make([]string, rows)
	for i := range plain {
		cells := []string{
			fmt.Sprintf("20%02d-%05d", i%24, i%99999), "ärende", fmt.Sprintf("20%02d-0%d-1%d", i%24, i%9+1, i%9), "Elektronik",
			fmt.Sprintf("Påhittade Hattar nr %d AB", i%977), "469999-0000", "2023-03-01", "bifall", "", fmt.Sprint(i % 50000), "följt", "Test Testsson",
			"198112189876", "Storgatan 1",
		}
		plain[i] = strings.Join(cells, ";")
		quoted[i] = `"` + strings.Join(cells, `";"`) + `"`
	}
	head := "a;b;c;d;e;f;g;h;i;j;k;l;m;n\n"
	utf8 := head + strings.Join(plain, "\n") + "\n"
	windows, err := charmap.Windows1252.NewEncoder().String(utf8)
	if err != nil {
		b.Fatal(err)
	}
	for _, bm := range []struct{ name, file string }{
		{"utf-8", utf8},
		{"crlf", strings.ReplaceAll(utf8, "\n", "\r\n")},
		{"windows-1252", windows},
		{"quoted", head + strings.Join(quoted, "\n") + "\n"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "list.csv")
			if err := os.WriteFile(path, []byte(bm.file), 0o600); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(bm.file)))
			b.ReportAllocs()
			for b.Loop() {
				if n := count(b, path); n != rows {
					b.Fatalf("%d rows", n)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func count(tb testing.TB, path string) int {
	tb.Helper()
	r, err := csvfile.Open(path, csvfile.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	defer closed(tb, r)
	n := 0
	for {
		batch, err := r.Next()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			tb.Fatal(err)
		}
		n += len(batch.Rows)
	}
}
