// Command xlsxbench reads every cell of a workbook, with tvistdata's reader or with excelize's, and prints how many rows
// there were.
//
// Usage: xlsxbench tvistdata|excelize FILE
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl/read"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: xlsxbench tvistdata|excelize FILE")
		os.Exit(2)
	}
	count := ours
	if os.Args[1] == "excelize" {
		count = theirs
	}
	rows, err := count(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "xlsxbench:", err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stdout, rows)
}

func ours(path string) (rows int, err error) {
	r, err := read.Open(path, read.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		batch, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		if len(batch.Rejects) > 0 {
			return rows, fmt.Errorf("rejected: %v", batch.Rejects[0])
		}
		rows += len(batch.Rows)
	}
}

func theirs(path string) (rows int, err error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	all, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	for all.Next() {
		if _, err := all.Columns(); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, all.Error()
}
