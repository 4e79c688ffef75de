package intake

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"tvistdata/etl/source"
)

// Progress is how far the reading of the disclosures has come.
type Progress struct {
	Rows  int64   // that are done, of all disclosures
	Share float64 // of the bytes of all files, from 0 to 1; 1 when what is left is to write the release
}

// meter adds up the progress of a build. It may be used by many goroutines.
type meter struct {
	tell func(Progress)

	mu    sync.Mutex
	rows  int64
	total int64 // bytes of all files
	done  int64 // bytes of those that are finished
	size  int64 // bytes of the one at hand
	share float64
}

// newMeter measures the files of the disclosures. One that is not there is found out when it is read. When the context is
// done, nobody is called any more.
func newMeter(ctx context.Context, disclosures []source.Disclosure, tell func(Progress)) *meter {
	m := &meter{tell: func(p Progress) {
		if ctx.Err() == nil {
			tell(p)
		}
	}}
	for i := range disclosures {
		for _, f := range disclosures[i].Files {
			m.total += fileSize(&disclosures[i], f)
		}
	}
	return m
}

func fileSize(d *source.Disclosure, f source.File) int64 {
	info, err := os.Stat(filepath.Join(d.Dir, f.Name))
	if err != nil {
		return 0
	}
	return info.Size()
}

// begin continues with another file.
func (m *meter) begin(d *source.Disclosure, f source.File) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.done += m.size
	m.size, m.share = fileSize(d, f), 0
}

// reach is how far the reading has come.
type reach struct{ rows, done, size int64 }

// mark returns how far it has come, to be reset to.
func (m *meter) mark() reach {
	m.mu.Lock()
	defer m.mu.Unlock()
	return reach{m.rows, m.done, m.size}
}

// reset goes back: what came after is read again.
func (m *meter) reset(to reach) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows, m.done, m.size, m.share = to.rows, to.done, to.size, 1
}

// read looks how far a reader has come, when it knows.
func (m *meter) read(r source.Reader) {
	if measured, ok := r.(source.Measured); ok {
		share := measured.Share()
		m.mu.Lock()
		m.share = share
		m.mu.Unlock()
	}
}

// add reports rows that are done.
func (m *meter) add(rows int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows += int64(rows)
	p := Progress{Rows: m.rows}
	if m.total > 0 {
		p.Share = min(1, (float64(m.done)+m.share*float64(m.size))/float64(m.total))
	}
	m.tell(p)
}

// finish reports that everything is read.
func (m *meter) finish() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tell(Progress{Rows: m.rows, Share: 1})
}
