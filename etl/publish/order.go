package publish

import (
	"bytes"
	"cmp"
	"runtime"
	"slices"
	"sync"

	"tvistdata/etl/privacy"
)

// ranked is a published row on its way into order.
type ranked struct {
	rank uint64 // company, then received date with the missing ones first
	at   place
}

// rows are the published rows of some deliveries in the order of their file.
type rows struct {
	deliveries []*Delivery
	n          int
	order      []ranked // nil when they are gathered: ten million of them weigh
}

// arrange sorts the published rows of one list's settled deliveries by company, received date and key. companyOf
// gives a name's rank among the companies.
func arrange(deliveries []*Delivery, companyOf []uint32) rows {
	r := rows{deliveries: deliveries}
	total := 0
	for _, d := range deliveries {
		total += d.Rows.Len()
	}
	r.order = make([]ranked, 0, total)
	for i, d := range deliveries {
		for j := range d.Rows.Len() {
			row := d.Rows.At(j)
			if (d.fates[j] == kept || d.fates[j] == keptFirst) && row.Name != 0 {
				rank := uint64(companyOf[row.Name])<<32 | uint64(uint32(row.Received)^1<<31)
				r.order = append(r.order, ranked{rank, place{int32(i), int32(j)}})
			}
		}
	}
	r.n = len(r.order)
	r.sort()
	return r
}

// row gives the ith published row and its delivery.
func (r *rows) row(i int) (*privacy.Cleared, *Delivery) {
	at := r.order[i].at
	d := r.deliveries[at.delivery]
	return d.Rows.At(int(at.row)), d
}

func (r *rows) less(a, b ranked) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	x := r.deliveries[a.at.delivery].Rows.At(int(a.at.row))
	y := r.deliveries[b.at.delivery].Rows.At(int(b.at.row))
	return bytes.Compare(x.Key[:], y.Key[:])
}

// sort sorts runs in parallel and merges them. Keys are unique within a list, so the order is total and the same on
// any number of cores.
func (r *rows) sort() {
	parts := runtime.GOMAXPROCS(0)
	size := (len(r.order) + parts - 1) / parts
	if size < 1<<12 {
		slices.SortFunc(r.order, r.less)
		return
	}
	runs := slices.Collect(slices.Chunk(r.order, size))
	var group sync.WaitGroup
	for _, run := range runs {
		group.Go(func() { slices.SortFunc(run, r.less) })
	}
	group.Wait()
	for len(runs) > 1 {
		var merged [][]ranked
		for pair := range slices.Chunk(runs, 2) {
			if len(pair) == 1 {
				merged = append(merged, pair[0])
				continue
			}
			merged = append(merged, r.merge(pair[0], pair[1]))
		}
		runs = merged
	}
	r.order = runs[0]
}

func (r *rows) merge(a, b []ranked) []ranked {
	out := make([]ranked, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if r.less(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
