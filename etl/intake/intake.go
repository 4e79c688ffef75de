// Package intake takes disclosures from their files to the privacy exit: open, door, form, rules, match, exit, accounting and
// progress. Matters, listings, figures and aggregates go the same way; what only one kind needs is in the file of its name.
package intake

import (
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Intake takes the disclosures of one build, one after another.
type Intake struct {
	Names *privacy.Names // the respondents' names, by the numbers in rows

	register *company.Register
	key      []byte
	seed     [2]maphash.Seed
	book     *codeBook
	rules    []check.Rule
	meter    *meter
}

// New makes an intake. Record keys are made with key, the operator's secret. It calls tell from several goroutines, one at a time,
// with how far the reading of all disclosures has come; it is not called once the context is done.
func New(ctx context.Context, r *company.Register, key []byte, all []source.Disclosure, tell func(Progress)) *Intake {
	return &Intake{
		Names: privacy.NewNames(r), register: r, key: key, seed: privacy.Seeds(), book: newCodeBook(), rules: check.Rules(),
		meter: newMeter(ctx, all, tell),
	}
}

// Finish reports that everything is read.
func (in *Intake) Finish() { in.meter.finish() }

// Codes returns the codes that were found, by the numbers in rows.
func (in *Intake) Codes() [check.Fields][]string { return in.book.codes }

func (in *Intake) exit(l *list.List) *privacy.Exit {
	return privacy.NewExit(l, in.Names, in.key, in.seed)
}

// Taken is the result of one disclosure. C holds the rows that were let out, in the order of files and lines.
type Taken[C any] struct {
	Files    []release.SourceFile // size and SHA-256 of each
	Rows     C
	Sheets   source.Sheets // of the rows
	Rejected int64
	Findings Findings
	Doubts   []string // where it goes beyond the bounds of its list
	// Gaps and Called are the days on which a disclosure of matters may be incomplete: Gaps for everybody or for
	// single companies, Called for whoever has a name with that core.
	Gaps   record.Gaps
	Called map[string][]record.Run

	present int64              // rows, the rejected ones included
	filled  map[string]filling // by column for which the list has a bound
	missing missing
}

// kind is what differs between kinds of records. R is the result of a row, C holds those of all rows.
type kind[R, C any] struct {
	header func(t *Table) []source.Finding // what blocks a file besides what the door finds
	worker func(t *Table, orders *dateOrders) worker[R]
	keep   func(all *C, rows []R) // adds rows, in the order of files and lines
	end    func(out *Taken[C])    // finishes the result of a disclosure
}

// worker takes rows through the stages after the door. It belongs to one goroutine.
type worker[R any] interface {
	// row adds the result of a row, or rejects it.
	row(row source.Row, at source.Origin, to *part[R])
	// covered is called with a row that is rejected because some of its text is covered.
	covered(row source.Row, to *part[R])
}

// part is the result of one batch.
type part[R any] struct {
	rows     []R
	sheet    string // that they are of
	rejected int64
	read     int64   // rows whose text could be read
	filled   []int64 // of them, by bounded column
	missing  missing
	findings Findings
}

// reject adds the finding that rejects a row.
func (p *part[R]) reject(f source.Finding) {
	p.findings.Add(f)
	p.rejected++
}

// appended adds rows to a slice of all.
func appended[R any](all *[]R, rows []R) { *all = append(*all, rows...) }

// take takes a disclosure through all stages, while the checksums of its files are computed.
func take[R, C any](ctx context.Context, in *Intake, l *list.List, d *source.Disclosure, k kind[R, C]) (*Taken[C], error) {
	if len(d.Files) > 0xff && l.Kind != record.Figure { // the rows of other kinds hold the number of their file in a byte
		return nil, fmt.Errorf("disclosure %s: it has %d files, more than 255", d.ID, len(d.Files))
	}
	r := reading[R, C]{kind: k, list: l, disclosure: d, meter: in.meter}
	var files []release.SourceFile
	var group errgroup.Group
	group.Go(func() error { return r.all(ctx) })
	group.Go(func() (err error) { files, err = checksums(d); return err })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := r.out
	out.Files = files
	k.end(out)
	out.Doubts = outOfBounds(l, d, out.present, out.Rejected, out.filled, &out.Findings)
	return out, nil
}

// reading reads the files of one disclosure.
type reading[R, C any] struct {
	kind[R, C]
	list       *list.List
	disclosure *source.Disclosure
	meter      *meter
	out        *Taken[C]
	spare      sync.Pool // of parts whose rows can be written over
}

// all reads all files, and reads them again if the dates of one turn out to have another order.
func (r *reading[R, C]) all(ctx context.Context) error {
	orders := ordersOf(r.list, r.disclosure.Files)
	for {
		begun := r.meter.mark()
		if err := r.files(ctx, orders); err != nil {
			return err
		}
		again := false
		for _, o := range orders {
			again = o.again() || again
		}
		if !again {
			return nil
		}
		r.meter.reset(begun)
	}
}

// files reads all files, once. One with a header that blocks the release is left unread.
func (r *reading[R, C]) files(ctx context.Context, orders []*dateOrders) error {
	r.out = &Taken[C]{filled: map[string]filling{}}
	var headers []string
	err := Tables(r.list, r.disclosure, func(t *Table) error {
		r.meter.begin(r.disclosure, r.disclosure.Files[t.Number])
		headers = append(headers, t.Header()...)
		t.Found = append(t.Found, r.header(t)...)
		r.out.Findings.Add(t.Found...)
		if len(t.Found) > 0 {
			return nil
		}
		return r.table(ctx, t, orders[t.Number])
	})
	r.out.Findings.Add(unusedMappings(r.list, r.disclosure, headers)...)
	return err
}

// job is one batch and its place in the file.
type job struct {
	index int
	batch source.Batch
}

// table reads one file: batches are worked on in parallel and collected in their order.
func (r *reading[R, C]) table(ctx context.Context, t *Table, orders *dateOrders) error {
	orders.begin(t)
	parts := inOrder[R, C]{reading: r, bounded: boundedColumns(r.list, t.Door), pending: map[int]*part[R]{}}
	before, filled := r.out.present, maps.Clone(r.out.filled)
	jobs := make(chan job, runtime.GOMAXPROCS(0))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(jobs)
		index := 0
		return t.Batches(ctx, func(b source.Batch) error {
			r.meter.read(t.Reader)
			if index == 0 { // nobody adds findings yet
				r.out.Findings.Add(t.moreNames(r.list, b)...)
			}
			select {
			case jobs <- job{index, b}:
				index++
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	for range runtime.GOMAXPROCS(0) {
		w := r.worker(t, orders)
		group.Go(func() error {
			for j := range jobs {
				parts.add(j.index, parts.work(t, w, j.batch))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	r.out.Findings.Add(orders.findings(t.At)...)
	if r.out.present == before {
		r.out.Findings.Add(source.EmptyTable(t.At))
	}
	r.out.Findings.Add(emptyColumns(r.list, t, filled, r.out.filled)...)
	return nil
}

// inOrder adds the results of a file's batches to that of the disclosure, in the order of the file.
type inOrder[R, C any] struct {
	*reading[R, C]
	bounded []bounded

	mu      sync.Mutex
	next    int              // the batch whose turn it is
	pending map[int]*part[R] // those that came before their turn
}

// work takes a batch through the door and a worker.
func (o *inOrder[R, C]) work(t *Table, w worker[R], b source.Batch) *part[R] {
	p, ok := o.spare.Get().(*part[R])
	if !ok {
		p = &part[R]{}
	}
	*p = part[R]{rows: p.rows[:0], sheet: b.Sheet, rejected: int64(len(b.Rejects)), filled: make([]int64, len(o.bounded))}
	p.missing.batch(b)
	p.findings.Add(b.Rejects...)
	p.findings.Add(b.Notes...)
	at := t.At
	at.Sheet = b.Sheet
	p.findings.Add(unnamedColumns(t.Door.Pass(b.Rows), at)...)
	for _, row := range b.Rows {
		at.Line = row.Line
		if row.Covered.Any() {
			p.reject(row.Covered.Finding(at))
			w.covered(row, p)
			continue
		}
		p.read++
		for k, column := range o.bounded {
			if row.Cells[column.index] != "" {
				p.filled[k]++
			}
		}
		w.row(row, at, p)
	}
	return p
}

// add adds the result of a batch, and reports how many rows are done.
func (o *inOrder[R, C]) add(index int, p *part[R]) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.meter.add(len(p.rows) + int(p.rejected))
	o.pending[index] = p
	for ; o.pending[o.next] != nil; o.next++ {
		p := o.pending[o.next]
		delete(o.pending, o.next)
		for k, column := range o.bounded {
			f := o.out.filled[column.name]
			o.out.filled[column.name] = filling{f.rows + p.read, f.filled + p.filled[k]}
		}
		o.out.Sheets.From(int(o.out.present-o.out.Rejected), p.sheet)
		o.keep(&o.out.Rows, p.rows)
		o.out.Rejected += p.rejected
		o.out.present += p.rejected + int64(len(p.rows))
		o.out.missing.merge(&p.missing)
		o.out.Findings.merge(&p.findings)
		o.spare.Put(p)
	}
}
