package columnar_test

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
)

// disputes makes the columns of n invented disputes against 2,000 companies of very different size, sorted as a
// release has them.
func disputes(n int) []columnar.Column {
	rng := rand.New(rand.NewChaCha8([32]byte{1}))
	type row struct {
		company           uint32
		received, decided record.Date
		key               [10]byte
	}
	rows := make([]row, n)
	first := record.NewDate(2018, 1, 1)
	for i := range rows {
		r := &rows[i]
		r.company = min(uint32(rng.ExpFloat64()*300), 1999)
		r.received = first + record.Date(rng.IntN(2190))
		r.decided = r.received + record.Date(60+rng.IntN(240))
		if rng.IntN(12) == 0 {
			r.decided = record.NoDate
		}
		for j := range r.key {
			r.key[j] = byte(rng.Uint32())
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.company, b.company), cmp.Compare(a.received, b.received), slices.Compare(a.key[:], b.key[:]))
	})
	keys, received, decided, company := make([][10]byte, n), make([]record.Date, n), make([]record.Date, n), make([]uint32, n)
	for i, r := range rows {
		keys[i], received[i], decided[i], company[i] = r.key, r.received, r.decided, r.company
	}
	words := func(prefix string, k int) []string {
		out := make([]string, k)
		for i := range out {
			out[i] = fmt.Sprintf("%s-%04d", prefix, i)
		}
		return out
	}
	coded := func(name string, k, nullOneIn int) columnar.Column {
		codes := make([]uint32, n)
		for i := range codes {
			codes[i] = uint32(rng.IntN(k))
			if nullOneIn > 0 && rng.IntN(nullOneIn) == 0 {
				codes[i] = columnar.NullCode
			}
		}
		return columnar.TextDict(name, words(name, k), codes, nullOneIn > 0)
	}
	return []columnar.Column{
		columnar.Keys16("record_id", keys),
		coded("list", 1, 0),
		coded("disclosure", 2, 0),
		columnar.TextDict("company_id", words("se-455990", 2000), company, false),
		coded("department", 12, 50),
		coded("matter_type", 2, 50),
		columnar.Dates("received_date", received, true),
		columnar.Dates("decision_date", decided, true),
		coded("outcome", 5, 8),
		coded("dismissal_reason", 4, 8),
		coded("amount_band", 7, 8),
		coded("followed", 2, 8),
		columnar.Bools("synthetic", func(int) bool { return true }, n),
	}
}

func BenchmarkWrite(b *testing.B) { write(b, 1_000_000) }

// BenchmarkWriteFew has as few rows as most tables of a release.
func BenchmarkWriteFew(b *testing.B) { write(b, 5) }

func write(b *testing.B, rows int) {
	b.Helper()
	cols := disputes(rows)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		if err := columnar.Write(io.Discard, cols, columnar.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
