package xlsxfile_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"tvistdata/etl/read/xlsxfile"
	"tvistdata/internal/sharedtest"
)

// BenchmarkRead reads a real workbook of 9,780 rows and 33 columns.
func BenchmarkRead(b *testing.B) {
	path := sharedtest.Path(b, "data/third-party/uhm-contracted-value.xlsx")
	for b.Loop() {
		if n := count(b, path); n != 9780 {
			b.Fatalf("%d rows", n)
		}
	}
	b.ReportMetric(float64(9780*33*b.N)/b.Elapsed().Seconds(), "cells/s")
}

// BenchmarkReadLarge reads a workbook of 300,000 rows and 30 columns, most of them shared texts, with as many texts as
// rows. It reports the heap that the reader held at most; run it alone, with -benchtime 1x, to see the whole process.
func BenchmarkReadLarge(b *testing.B) {
	const rows, columns = 300_000, 30
	path := filepath.Join(b.TempDir(), "list.xlsx")
	large(b, path, rows, columns)
	for b.Loop() {
		if n := count(b, path); n != rows {
			b.Fatalf("%d rows", n)
		}
	}
	b.ReportMetric(float64(rows*columns*b.N)/b.Elapsed().Seconds(), "cells/s")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "MB")
}

func count(tb testing.TB, path string) int {
	tb.Helper()
	r, err := xlsxfile.Open(path, xlsxfile.Options{})
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

// large writes a workbook as a spreadsheet program would, row by row.
func large(tb testing.TB, path string, rows, columns int) {
	tb.Helper()
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer closed(tb, f)
	z := zip.NewWriter(f)
	part := func(name string, write func(w io.Writer)) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		write(w)
	}
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	part("_rels/.rels", func(w io.Writer) {
		fmt.Fprintf(w, `<Relationships><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, rel)
	})
	part("xl/workbook.xml", func(w io.Writer) {
		fmt.Fprintf(w, `<workbook><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	})
	part("xl/_rels/workbook.xml.rels", func(w io.Writer) {
		fmt.Fprintf(w, `<Relationships><Relationship Id="rId1" Type="%[1]s/worksheet" Target="worksheets/sheet1.xml"/>`+
			`<Relationship Id="rId3" Type="%[1]s/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, rel)
	})
	part("xl/sharedStrings.xml", func(w io.Writer) {
		fmt.Fprintf(w, `<sst count="%d" uniqueCount="%d">`, rows*columns, rows+columns)
		for i := range columns {
			fmt.Fprintf(w, `<si><t>column %d</t></si>`, i)
		}
		for i := range rows {
			fmt.Fprintf(w, `<si><t>Påhittade Hattar nr %d AB</t></si>`, i)
		}
		fmt.Fprintf(w, `</sst>`)
	})
	part("xl/worksheets/sheet1.xml", func(w io.Writer) {
		fmt.Fprintf(w, `<worksheet><sheetData>`)
		for row := range rows + 1 {
			fmt.Fprintf(w, `<row r="%d">`, row+1)
			for c := range columns {
				at, text := fmt.Sprintf("%c%d", 'A'+c, row+1), c
				if row > 0 {
					text = columns + (row*7+c*1009)%rows
				}
				if c >= 26 {
					at = fmt.Sprintf("A%c%d", 'A'+c-26, row+1)
				}
				if row > 0 && c%5 == 4 {
					fmt.Fprintf(w, `<c r="%s"><v>%d</v></c>`, at, text)
				} else {
					fmt.Fprintf(w, `<c r="%s" t="s"><v>%d</v></c>`, at, text)
				}
			}
			fmt.Fprintf(w, `</row>`)
		}
		fmt.Fprintf(w, `</sheetData></worksheet>`)
	})
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
}
