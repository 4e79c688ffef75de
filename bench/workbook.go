package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"
)

// The workbook that readers are measured on.
const (
	bookRows    = 300_000
	bookColumns = 30
	bookRuns    = 3
)

// workbooks measures reading a workbook against excelize's row reader, each in a process of its own.
func (b bench) workbooks(ctx context.Context) ([]result, error) {
	path := filepath.Join(b.dir, "list.xlsx")
	b.say("writing a workbook of %d cells", bookRows*bookColumns)
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if _, err := measure(ctx, self, "-workbook", path); err != nil {
		return nil, err
	}
	var ours, theirs []usage
	for range bookRuns {
		for reader, to := range map[string]*[]usage{"tvistdata": &ours, "excelize": &theirs} {
			u, err := measure(ctx, b.program("xlsxbench"), reader, path)
			if err != nil {
				return nil, err
			}
			*to = append(*to, u)
		}
	}
	wall, peak := median(walls(ours)), median(peaks(ours))
	cells := float64(bookRows*bookColumns) / wall.Seconds()
	return []result{
		{
			"xlsx: cells a second", fmt.Sprintf("%.0f (%.2f of excelize's time)", cells, ratio(wall, median(walls(theirs)))), ">= 250000",
			cells >= 250_000,
		},
		{"xlsx: peak memory", fmt.Sprintf("%.0f MB (excelize %.0f MB)", mb(peak), mb(median(peaks(theirs)))), "<= 150 MB", peak <= 150e6},
	}, nil
}

// writeWorkbook writes invented text, as many different ones as rows, and numbers.
func writeWorkbook(path string) error {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return errors.Join(err, f.Close())
	}
	row := make([]any, bookColumns)
	for i := range row {
		row[i] = fmt.Sprintf("Kolumn %d", i+1)
	}
	for n := 1; err == nil && n <= bookRows+1; n++ {
		err = w.SetRow(fmt.Sprintf("A%d", n), row)
		for i := range row {
			row[i] = n * (i + 1)
			if i%3 > 0 {
				row[i] = fmt.Sprintf("påhittad text %d", (n*7919+i)%bookRows)
			}
		}
	}
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.SaveAs(path)
	}
	return errors.Join(err, f.Close())
}
