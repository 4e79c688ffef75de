package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// sample is a list of complaints as a bureau published them, without case numbers. It is no part of the project.
const sample = "../shared/data/third-party/cfpb-sample.csv"

// unnumberedRows are the sizes of the lists without case numbers, and unnumberedRuns how often each is built from.
var unnumberedRows = [...]int{200_000, 1_000_000}

const unnumberedRuns = 5

// unnumbered measures builds from lists without case numbers, at two sizes in turns. Each is the sample again and again,
// every time a day later, so that its rows stay distinct as the sample's do.
func (b bench) unnumbered(ctx context.Context) ([]result, error) {
	const what = "build of rows without case numbers: time for a row at a million, to that at 200,000"
	if _, err := os.Stat(sample); errors.Is(err, fs.ErrNotExist) {
		return []result{{what, "not measured: there is no " + sample, "", false}}, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	each := make([][]float64, len(unnumberedRows)) // seconds for a row
	for run := range unnumberedRuns {
		for i, rows := range unnumberedRows {
			disclosures := filepath.Join(b.dir, fmt.Sprintf("unnumbered-%d", rows))
			if run == 0 {
				if err := writeUnnumbered(ctx, self, disclosures, rows); err != nil {
					return nil, err
				}
			}
			releases := filepath.Join(b.dir, fmt.Sprintf("unnumbered-releases-%d-%d", rows, run))
			u, err := measure(ctx, b.program("tvistdata"), "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
			if err != nil {
				return nil, err
			}
			each[i] = append(each[i], u.wall.Seconds()/float64(rows))
			b.say("build of %d rows without case numbers, %d of %d: %.2f s", rows, run+1, unnumberedRuns, u.wall.Seconds())
			if err := os.RemoveAll(releases); err != nil {
				return nil, err
			}
		}
	}
	few, many := median(each[0]), median(each[1])
	got := fmt.Sprintf("%.2f (%.2f µs to %.2f µs)", many/few, 1e6*many, 1e6*few)
	return []result{{what, got, "<= 1.5", many <= 1.5*few}}, nil
}

// writeUnnumbered writes a folder of disclosures with one list of so many rows.
func writeUnnumbered(ctx context.Context, self, dir string, rows int) error {
	folder := filepath.Join(dir, "cfpb-complaints", "bench")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	sidecar := "list: cfpb-complaints\nreceived: 2024-07-01\ncovers:\n  - {measures: [received], from: 2012-01-01, to: 2024-06-30}\n"
	if err := os.WriteFile(filepath.Join(folder, "disclosure.yaml"), []byte(sidecar), 0o600); err != nil {
		return err
	}
	_, err := measure(ctx, self, "-rows", strconv.Itoa(rows), "-repeat", filepath.Join(folder, "complaints.csv"))
	return err
}

// repeatSample writes the rows of the sample again and again until there are so many, each time a day later.
func repeatSample(path string, rows int) error {
	in, err := os.Open(sample)
	if err != nil {
		return err
	}
	all, err := csv.NewReader(bufio.NewReader(in)).ReadAll()
	if err = errors.Join(err, in.Close()); err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(out)
	err = w.Write(all[0])
	for i := 0; i < rows && err == nil; i++ {
		row := all[1+i%(len(all)-1)]
		received, wrong := time.Parse(time.DateOnly, row[0])
		if i >= len(all)-1 {
			row[0] = received.AddDate(0, 0, 1).Format(time.DateOnly)
		}
		err = errors.Join(wrong, w.Write(row))
	}
	w.Flush()
	return errors.Join(err, w.Error(), out.Close())
}
