package publish

import (
	"bytes"
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
)

// place is one row of one of a list's deliveries.
type place struct{ delivery, row int32 }

// ranked is a published row on its way into order.
type ranked struct {
	rank uint64 // company, then received date with the missing ones first
	at   place
}

// ordered is the published rows of some deliveries in the order of their file.
type ordered struct {
	deliveries []*settle.Matters
	n          int
	order      []ranked // nil when they are gathered: ten million of them weigh
}

// arrange sorts the published rows of one list's settled deliveries by company, received date and key. companyOf
// gives a name's rank among so many companies. Keys are unique within a list, so the order is total and the same on any
// number of cores.
func arrange(deliveries []*settle.Matters, companyOf []uint32, companies int) ordered {
	r := ordered{deliveries: deliveries}
	ends := make([]int, companies) // where each company's rows end; at first, how many there are
	r.each(func(row *privacy.Cleared, _ place) { ends[companyOf[row.Name]]++ })
	for c, n := range ends {
		ends[c] = r.n
		r.n += n
	}
	r.order = make([]ranked, r.n)
	r.each(func(row *privacy.Cleared, at place) {
		company := companyOf[row.Name]
		r.order[ends[company]] = ranked{uint64(company)<<32 | uint64(uint32(row.Received)^1<<31), at}
		ends[company]++
	})
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for c := next.Add(1) - 1; c < int64(companies); c = next.Add(1) - 1 {
				from := 0
				if c > 0 {
					from = ends[c-1]
				}
				slices.SortFunc(r.order[from:ends[c]], r.less)
			}
		})
	}
	group.Wait()
	return r
}

// each goes through the rows that are published.
func (r *ordered) each(take func(row *privacy.Cleared, at place)) {
	for i, d := range r.deliveries {
		for j := range d.Rows.Len() {
			row := d.Rows.At(j)
			if d.Fates[j].Kept() && row.Name != 0 {
				take(row, place{int32(i), int32(j)})
			}
		}
	}
}

// row returns the ith published row.
func (r *ordered) row(i int) *privacy.Cleared {
	at := r.order[i].at
	return r.deliveries[at.delivery].Rows.At(int(at.row))
}

// fate returns the fate of the ith published row.
func (r *ordered) fate(i int) settle.Fate {
	at := r.order[i].at
	return r.deliveries[at.delivery].Fates[at.row]
}

func (r *ordered) less(a, b ranked) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	x := r.deliveries[a.at.delivery].Rows.At(int(a.at.row))
	y := r.deliveries[b.at.delivery].Rows.At(int(b.at.row))
	return bytes.Compare(x.Key[:], y.Key[:])
}
