// Package keep keeps beside a release what the release lacks for being written again without something: which name each record
// has, which one stands for its matter, how many rows are in no file, and what was known of companies and lists. It holds nobody
// who is not named in the release.
package keep

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/klauspost/compress/zstd"

	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// version is that of kept. What another version wrote is not read.
const version = 4

// Largest returns the number of bytes that the file beside a release stays under, also decoded: 64 MiB, and 1 KiB for each row of the
// release. A file that somebody changed must not fill the memory. Of most rows a number of two bytes is kept; a row that took the place
// of another, a spelling or a company has all that it says, which is some hundred bytes. 64 MiB are for what does not grow with the
// rows that are published: lists, unnamed and aged-out rows, companies that have become others.
func Largest(m *release.Manifest) int64 {
	bytes := int64(64 << 20)
	for _, f := range m.Files {
		bytes += f.Rows << 10
	}
	return bytes
}

// ErrOther says that a file was kept by another version of the program or beside another release, or is damaged.
var ErrOther = errors.New("what is kept beside the release cannot be read")

// kept is what is in the file.
type kept struct {
	Version   int
	Release   string // the id of the release that it was made with
	Lists     []list.List
	Bands     map[string][]string // as settle.Settled has them
	Names     []name              // in order; the first is nobody, the second stands for whoever the release does not name
	Companies map[string]record.Company
	Merges    map[string]record.Merge
	Merged    []string              // as settle.Settled has it
	Moved     map[[10]byte][10]byte // the keys that rows with a name had in earlier builds, with those that they have
	Brands    []record.Brand        // of figures that are in no file
	Records   map[record.Kind]records
	Listings  []uint32         // of each listing, in the order of its file, which of the names of its company in its list it has, from 0
	Figures   []company.Method // how each figure was matched, likewise
	Matters   []matters        // of each disclosure of disputes or complaints, in the order of the manifest
	Listed    []listings       // of each disclosure of listings
	Figured   []figures        // of each disclosure of figures
}

// nobody and somebody are the names that stand for parties without one, and for those of whom nothing is kept.
const (
	nobody   = 0
	somebody = 1
)

// records is what is kept of the records of a kind, in the order of their file.
type records struct {
	Names  []uint32 // which of the names of its company in its list each has, from 0
	Later  []uint32 // those that don't stand for their matter
	Linked []linked
}

// linked is a record that is of the matter of one before.
type linked struct{ Record, Of uint32 }

// matters is what is kept of the rows of one disclosure.
type matters struct {
	Rejected int64
	Bare     []bare
	// Duplicate and Superseded are the records that rows of these fates repeat, with the key and the name of the record: the first, and
	// how far each is from the one before.
	Duplicate, Superseded []uint32
}

// bare stands for equal rows that are in no file. Of unnamed ones there is the year, in which they stand on the first day that is
// covered, or not covered, as theirs is.
type bare struct {
	Fate       settle.Fate
	Old        bool // as settle.Bare has it
	Name       uint32
	Removed    bool        // unnamed by a removal
	Received   record.Date // of those that stand for their matter
	Department string      // likewise
	Again      bool        // likewise: a re-evaluation
	Of         uint32      // a record of its matter, from 1; 0 for none
	Same       bool        // that record has its key
	Key        [10]byte    // where no record has it
	Was        *was
	N          int64
}

// was is what a row said that a record has taken the place of.
type was struct {
	After             uint32 // the record, from 1
	Received, Decided record.Date
	Codes             []string
	Band              uint8
	Has               privacy.Fields
}

// listings is what is kept of the rows of one disclosure.
type listings struct {
	Rejected int64
	Rows     []listing
}

// listing stands for equal rows that are in no file.
type listing struct {
	privacy.ClearedListing
	Department string
	Fate       settle.Fate
	Old        bool
	N          int64
}

// figures is what is kept of the figures of one disclosure that are in no file.
type figures struct {
	Rejected, Withheld int64
	Aged, Repeated     []privacy.ClearedFigure
}

// file is how kept is written: its maps in the order of their keys, so that the same is the same bytes.
type file struct {
	Kept      kept // without maps
	Bands     []entry[string, []string]
	Companies []entry[string, record.Company]
	Merges    []entry[string, record.Merge]
	Moved     []entry[[10]byte, [10]byte]
	Records   []entry[record.Kind, records]
	Codes     [][]entry[string, []list.Code] // of each list
}

// entry is one of a map.
type entry[K comparable, V any] struct {
	Key   K
	Value V
}

// entries returns those of a map in the order of their keys.
func entries[K comparable, V any](m map[K]V, compare func(x, y K) int) (out []entry[K, V]) {
	for _, key := range slices.SortedFunc(maps.Keys(m), compare) {
		out = append(out, entry[K, V]{key, m[key]})
	}
	return out
}

// mapOf is the other way round.
func mapOf[K comparable, V any](entries []entry[K, V]) map[K]V {
	m := make(map[K]V, len(entries))
	for _, e := range entries {
		m[e.Key] = e.Value
	}
	return m
}

// encode writes the file.
func (k *kept) encode() ([]byte, error) {
	f := file{
		Kept: *k, Bands: entries(k.Bands, cmp.Compare), Companies: entries(k.Companies, cmp.Compare), Merges: entries(k.Merges, cmp.Compare),
		Moved:   entries(k.Moved, func(x, y [10]byte) int { return bytes.Compare(x[:], y[:]) }),
		Records: entries(k.Records, cmp.Compare),
	}
	f.Kept.Bands, f.Kept.Companies, f.Kept.Merges, f.Kept.Moved, f.Kept.Records = nil, nil, nil, nil, nil
	f.Kept.Lists = slices.Clone(k.Lists)
	for i := range f.Kept.Lists {
		f.Codes = append(f.Codes, entries(k.Lists[i].Codes, cmp.Compare))
		f.Kept.Lists[i].Codes = nil
	}
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(gob.NewEncoder(z).Encode(f), z.Close()); err != nil {
		return nil, fmt.Errorf("what is kept beside the release: %w", err)
	}
	return out.Bytes(), nil
}

// decode reads a file, whose checksum it compares, and which has fewer bytes than so many, decoded, and nothing behind them.
func decode(text []byte, largest int64) (*kept, error) {
	z, err := zstd.NewReader(bytes.NewReader(text), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(largest)))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	limited, f := &io.LimitedReader{R: z, N: largest}, new(file)
	decoded := bufio.NewReader(limited)
	if err := gob.NewDecoder(decoded).Decode(f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOther, err)
	}
	if _, err := decoded.ReadByte(); !errors.Is(err, io.EOF) || limited.N == 0 {
		return nil, fmt.Errorf("%w: it is too large, or something stands behind its end", ErrOther)
	}
	k := &f.Kept
	if k.Version != version {
		return nil, fmt.Errorf("%w: it has version %d, expected %d", ErrOther, k.Version, version)
	}
	k.Bands, k.Companies, k.Merges = mapOf(f.Bands), mapOf(f.Companies), mapOf(f.Merges)
	k.Moved, k.Records = mapOf(f.Moved), mapOf(f.Records)
	for i := range min(len(k.Lists), len(f.Codes)) {
		k.Lists[i].Codes = mapOf(f.Codes[i])
	}
	return k, nil
}
