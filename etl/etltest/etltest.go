// Package etltest sets up builds for tests: disclosures in temporary folders, the bundled lists, and a look into what
// was released.
package etltest

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/shelf"
)

// Key is the record key of every test build.
const Key = "a record key for tests: no secret"

// bundle is the bundled lists and register, loaded once.
type bundle struct {
	lists    []*list.List
	register *company.Register
}

var load = sync.OnceValues(func() (b bundle, err error) {
	if b.lists, err = list.LoadAll(datasets.FS); err != nil {
		return b, err
	}
	sub, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		return b, err
	}
	b.register, err = register.Load(sub)
	return b, err
})

// Lists returns the bundled lists and the register.
func Lists(tb testing.TB) ([]*list.List, *company.Register) {
	tb.Helper()
	b, err := load()
	if err != nil {
		tb.Fatal(err)
	}
	return b.lists, b.register
}

// Disclosure is a folder to be written: file name to content, without disclosure.yaml.
type Disclosure struct {
	List, ID, Sidecar string
	Files             map[string]string
}

// ARN2021 is a sidecar of list arn-cases that covers everything in 2021.
const ARN2021 = `list: arn-cases
received: 2022-07-01
synthetic: true
covers:
  - {measures: [received], from: 2021-01-01, to: 2021-12-31}
`

// Write writes disclosures into a new folder and finds them.
func Write(tb testing.TB, all ...Disclosure) []source.Disclosure {
	tb.Helper()
	dir := tb.TempDir()
	for _, d := range all {
		folder := filepath.Join(dir, d.List, d.ID)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			tb.Fatal(err)
		}
		files := map[string]string{source.Sidecar: d.Sidecar}
		maps.Copy(files, d.Files)
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
				tb.Fatal(err)
			}
		}
	}
	found, err := source.Find(dir, nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return found.Disclosures
}

// Config gives a build of the disclosures with the bundled lists, delivered in every format, into a new folder.
func Config(tb testing.TB, disclosures ...source.Disclosure) etl.Config {
	tb.Helper()
	lists, register := Lists(tb)
	return etl.Config{
		Lists: inEveryFormat(lists), Register: register, Disclosures: disclosures, Key: []byte(Key), Demo: true,
		Publisher: release.Publisher{Name: "Test", Contact: "test@example.se"},
		Releases:  filepath.Join(tb.TempDir(), "releases"), FS: releasetest.Unsynced(),
		Now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) },
	}
}

// inEveryFormat returns the lists as ones that are delivered in every format.
func inEveryFormat(lists []*list.List) []*list.List {
	out := make([]*list.List, len(lists))
	for i, l := range lists {
		copied := *l
		copied.Formats = list.Formats
		out[i] = &copied
	}
	return out
}

// Build builds and opens the release.
func Build(tb testing.TB, c etl.Config) (*release.Release, etl.Report) {
	tb.Helper()
	report, err := etl.Build(context.Background(), c)
	if err != nil {
		tb.Fatalf("build: %v\n%v", err, report.Findings)
	}
	s, err := shelf.Open(c.Releases, release.OS())
	if err != nil {
		tb.Fatal(err)
	}
	r, err := s.Load(report.Release)
	if err != nil {
		tb.Fatal(err)
	}
	return r, report
}

// Rows reads a file of a release back, decoded.
func Rows(tb testing.TB, r *release.Release, file string) []map[string]any {
	tb.Helper()
	var out []map[string]any
	for row, err := range release.Rows(r.Path(file)) {
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, maps.Clone(row))
	}
	return out
}

// Text returns every byte of a release as text: the manifest, and each file decoded row by row.
func Text(tb testing.TB, releases string, r *release.Release) string {
	tb.Helper()
	var b strings.Builder
	manifest, err := os.ReadFile(filepath.Join(releases, r.ID(), "manifest.json"))
	if err != nil {
		tb.Fatal(err)
	}
	b.Write(manifest)
	for _, f := range r.Manifest().Files {
		for _, row := range Rows(tb, r, f.Name) {
			fmt.Fprintln(&b, f.Name, row)
		}
	}
	return b.String()
}

// Kept returns the file that is kept beside a release, decompressed: texts stand in it as they are.
func Kept(tb testing.TB, releases string, r *release.Release) string {
	tb.Helper()
	return Decompressed(tb, filepath.Join(releases, r.ID()+".kept"))
}

// Decompressed returns what a Zstandard file holds.
func Decompressed(tb testing.TB, path string) string {
	tb.Helper()
	in, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read
	z, err := zstd.NewReader(in)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	text, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}
