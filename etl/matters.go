package etl

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/read"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// matterReader takes the disclosures of disputes and complaints through door, normalise, check, match and exit.
type matterReader struct {
	book  *codeBook
	names *privacy.Names
	key   []byte
	seed  [2]maphash.Seed
	rules []check.Rule
	meter *meter
}

// readMatters is what came of one disclosure: its rows in file order, those rejected, and the findings.
type readMatters struct {
	rows     privacy.Rows
	rejected int64
	filled   map[string]filling // by column that the list has a bound for
	missing  missing
	findings findings
}

// disclosure reads every file of a disclosure.
func (r *matterReader) disclosure(ctx context.Context, l *list.List, d *source.Disclosure) (*readMatters, error) {
	if len(d.Files) > 0xff {
		return nil, fmt.Errorf("disclosure %s: it has %d files, more than 255", d.ID, len(d.Files))
	}
	orders := make([]*dateOrders, len(d.Files))
	for i := range orders {
		orders[i] = ordersOf(l)
	}
	for {
		begun := r.meter.mark()
		out, err := r.read(ctx, l, d, orders)
		again := false
		for _, o := range orders {
			again = o.again() || again
		}
		if !again || err != nil {
			return out, err
		}
		r.meter.reset(begun)
	}
}

// read reads every file of a disclosure, once.
func (r *matterReader) read(ctx context.Context, l *list.List, d *source.Disclosure, orders []*dateOrders) (*readMatters, error) {
	out := &readMatters{filled: map[string]filling{}}
	var headers []string
	for i, f := range d.Files {
		reader, err := open(l, d, f)
		if err != nil {
			return nil, err
		}
		r.meter.begin(d, f)
		headers = append(headers, reader.Header()...)
		before := out.rows.Len()
		err = r.file(ctx, l, d, i, reader, orders[i], out)
		if len(l.Identity.Fallback) > 0 {
			tellApart(privacy.NewExit(l, r.names, r.key, r.seed), &out.rows, before)
		}
		if cerr := reader.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
	}
	out.findings.add(unusedMappings(l, d, headers)...)
	return out, nil
}

// unusedMappings finds what the sidecar says of columns that no file has, or that the list has not.
func unusedMappings(l *list.List, d *source.Disclosure, headers []string) []source.Finding {
	var found []source.Finding
	for _, header := range slices.Sorted(maps.Keys(d.Columns)) {
		text := ""
		if _, ok := l.ColumnNamed(d.Columns[header]); !ok && d.Columns[header] != privacy.Ignore {
			text = fmt.Sprintf("columns makes a header of the shape %q a %q, which is no column of list %s", source.Shape(header),
				source.Shape(d.Columns[header]), l.ID)
		} else if !slices.Contains(headers, header) {
			text = fmt.Sprintf("columns has a header of the shape %q, which is in no file", source.Shape(header))
		}
		if text != "" {
			found = append(found, source.Finding{
				Rule: rule.UnusedMapping, Text: text,
				At: source.Origin{Disclosure: d.ID, File: source.Sidecar, Line: d.Line(source.Key{"columns", header})},
			})
		}
	}
	return found
}

// unnamedColumns finds the lines on which something stands in a column without a name.
func unnamedColumns(lines []int, at source.Origin) []source.Finding {
	var found []source.Finding
	for _, at.Line = range lines {
		found = append(found, source.Finding{
			Rule: rule.UnnamedColumn, At: at, Text: "something stands in a column without a name; it is left out",
		})
	}
	return found
}

// open opens one file of a disclosure by what is declared of it.
func open(l *list.List, d *source.Disclosure, f source.File) (source.Reader, error) {
	var elsewhere []string // a workbook stands there once for each sheet
	for _, other := range d.Files {
		if other.Name == f.Name && other.Sheet != f.Sheet {
			elsewhere = append(elsewhere, other.Sheet)
		}
	}
	return read.Open(filepath.Join(d.Dir, f.Name), read.Options{
		Disclosure: d.ID, File: f.Shown, Encoding: f.Encoding, Delimiter: f.Delimiter, Quote: f.Quote, Comment: f.Comment,
		Header: f.Header, Sheet: f.Sheet, Elsewhere: elsewhere, Levels: f.Levels,
		Headers: func(h string) bool {
			if _, declared := d.Columns[h]; declared {
				return true
			}
			_, ok := l.Column(h)
			return ok
		},
	})
}

// tellApart gives equal rows of one file, whose first is at from, which have the same key, keys of their own: which of them it is
// becomes a part of the identity. The first keeps the plain key.
func tellApart(e *privacy.Exit, rows *privacy.Rows, from int) {
	seen := make(map[[10]byte]uint32, rows.Len()-from)
	for i := from; i < rows.Len(); i++ {
		row := rows.At(i)
		if !row.ByContent {
			continue
		}
		plain := row.Key
		seen[plain]++
		if n := seen[plain]; n > 1 {
			row.Rekey(e, n)
		}
	}
}

// part is the outcome of one batch.
type part struct {
	rows     []privacy.Cleared
	rejected int64
	read     int64   // rows that the reader could read
	filled   []int64 // by worker.bounded
	missing  missing
	findings findings
}

// spare holds parts whose rows can be written over.
var spare = sync.Pool{New: func() any { return new(part) }}

// job is one batch and its place in the file.
type job struct {
	index int
	batch source.Batch
}

// file reads one file: batches are worked on in parallel and collected in their order. What blocks the release is
// found at the header, and the file is then left unread.
func (r *matterReader) file(ctx context.Context, l *list.List, d *source.Disclosure, number int, reader source.Reader,
	orders *dateOrders, out *readMatters,
) error {
	at := source.Origin{Disclosure: d.ID, File: d.Files[number].Shown}
	door, found := privacy.NewDoor(l, d.Columns, reader.Header(), at)
	found = append(found, uncoveredColumns(l, d, door, at)...)
	out.findings.add(found...)
	if len(found) > 0 {
		return nil
	}
	parts := partsInOrder{out: out, bounded: boundedColumns(l, door), pending: map[int]*part{}}
	before := out.rows.Len() + int(out.rejected)
	jobs := make(chan job, runtime.GOMAXPROCS(0))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(jobs)
		return feed(ctx, reader, jobs, r.meter)
	})
	for range runtime.GOMAXPROCS(0) {
		w := r.worker(l, d, number, door, orders)
		group.Go(func() error {
			for j := range jobs {
				parts.add(j.index, w.batch(j.batch), r.meter)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	out.findings.add(orders.findings(at)...)
	if out.rows.Len()+int(out.rejected) == before {
		out.findings.add(source.EmptyTable(at))
	}
	return nil
}

// partsInOrder adds what workers make of batches to what came of a disclosure, in the order of the file.
type partsInOrder struct {
	mu      sync.Mutex
	out     *readMatters
	next    int           // the batch whose turn it is
	bounded []string      // the columns whose filled cells are counted
	pending map[int]*part // those that came before their turn
}

// add takes what came of a batch, and tells how many rows are done.
func (o *partsInOrder) add(index int, p *part, meter *meter) {
	o.mu.Lock()
	defer o.mu.Unlock()
	meter.add(len(p.rows) + int(p.rejected))
	o.pending[index] = p
	for ; o.pending[o.next] != nil; o.next++ {
		p := o.pending[o.next]
		delete(o.pending, o.next)
		for i, column := range o.bounded {
			f := o.out.filled[column]
			o.out.filled[column] = filling{f.rows + p.read, f.filled + p.filled[i]}
		}
		o.out.rows.Append(p.rows)
		o.out.rejected += p.rejected
		o.out.missing.merge(&p.missing)
		o.out.findings.merge(&p.findings)
		spare.Put(p)
	}
}

// feed sends the file's batches until it ends, fails or the context does.
func feed(ctx context.Context, reader source.Reader, jobs chan<- job, meter *meter) error {
	for i := 0; ; i++ {
		batch, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		meter.read(reader)
		select {
		case jobs <- job{i, batch}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// uncoveredColumns finds measures that the sidecar says are covered, in a file that has no columns to tell them.
func uncoveredColumns(l *list.List, d *source.Disclosure, door privacy.Door, at source.Origin) []source.Finding {
	needs := map[record.Measure][]string{
		record.Received:        {"received_date"},
		record.Closed:          {"decision_date", "outcome"},
		record.DecidedOnMerits: {"decision_date", "outcome"},
		record.Won:             {"decision_date", "outcome"},
		record.Followed:        {"decision_date", "outcome", "followed"},
		record.NotFollowed:     {"decision_date", "outcome", "followed"},
	}
	var found []source.Finding
	for _, cover := range d.Covers {
		for _, m := range cover.Measures {
			for _, column := range needs[m] {
				if _, has := l.ColumnNamed(column); has && door.Index(column) < 0 {
					found = append(found, source.Finding{
						Rule: rule.CoversWithoutColumn, At: at,
						Text: fmt.Sprintf("the sidecar says that %s is covered, but the file has no %s", m, column),
					})
				}
			}
		}
	}
	return found
}
