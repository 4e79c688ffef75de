package query_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/columnar"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

const (
	benchRows      = 1_000_000
	benchCompanies = 5000
)

// large writes a release of a million disputes against five thousand companies, of which few have most, and returns its
// folder.
func large(b *testing.B) string {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	companies, received := make([]int, benchRows), make([]record.Date, benchRows)
	for i := range companies {
		u := r.Float64()
		companies[i] = int(u * u * u * benchCompanies)
	}
	slices.Sort(companies)
	start := answertest.Day("2014-01-01")
	for i := range received {
		received[i] = start + record.Date(r.IntN(3650))
		if i > 0 && companies[i] == companies[i-1] {
			received[i] = received[i-1] // in the order of the file, without sorting each company
			if r.IntN(benchRows/benchCompanies) == 0 {
				received[i] += record.Date(r.IntN(30))
			}
		}
	}
	departments, outcomes := []any{"bank", "elektronik", "resor", nil}, []any{"bifall", "delvis-bifall", "avslag", "avvisad", nil}
	cell := func(name string, i int) any {
		switch name {
		case "record_id":
			return fmt.Sprintf("%016x", i)
		case "list":
			return answertest.Disputes
		case "company_id":
			return fmt.Sprintf("se-%010d", companies[i])
		case "received_date":
			return received[i]
		case "decision_date":
			return received[i] + 90
		case "department":
			return departments[i%4]
		case "outcome":
			return outcomes[i%5]
		case "followed":
			return "foljt"
		case "synthetic":
			return true
		}
		return nil
	}
	dir := b.TempDir()
	data := answertest.Sample(1)
	data.Files[schema.Companies], data.Files[schema.Names], data.Files[schema.Complaints] = nil, nil, nil
	for i := range benchCompanies {
		id := fmt.Sprintf("se-%010d", i)
		data.Files[schema.Companies] = append(data.Files[schema.Companies], map[string]any{"company_id": id, "name": fmt.Sprintf("Påhitt %d AB", i), "kind": "legal_entity"})
		data.Files[schema.Names] = append(data.Files[schema.Names], map[string]any{"list": answertest.Disputes, "company_id": id, "name_as_written": "PÅHITT AB", "method": "number"})
	}
	w, err := release.NewWriter(release.OS(), dir, data.Manifest)
	if err != nil {
		b.Fatal(err)
	}
	for _, table := range schema.Tables() {
		n, at := len(data.Files[table.Name]), func(name string, i int) any { return data.Files[table.Name][i][name] }
		if table.Name == schema.Disputes {
			n, at = benchRows, cell
		}
		var cols []columnar.Column
		for _, f := range table.Fields {
			cols = append(cols, release.ColumnOf(f, n, func(i int) any { return at(f.Name, i) }))
		}
		if err := w.Add(table.Name, cols); err != nil {
			b.Fatal(err)
		}
	}
	id, _, err := w.Finish(data.Manifest)
	if err != nil {
		b.Fatal(err)
	}
	return filepath.Join(dir, id)
}

// BenchmarkStore measures at a million records: opening, and the questions that are asked most. p50-ms is the median.
func BenchmarkStore(b *testing.B) {
	dir := large(b)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			r, err := release.Open(dir)
			if err != nil {
				b.Fatal(err)
			}
			db, err := query.Open(b.Context(), r)
			if err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	db, _ := open(b, dir)
	month := allReceived
	month.ByCompany, month.Period = true, record.Month
	one := func(i int) record.CountQuery {
		q := month
		q.Companies = []string{fmt.Sprintf("se-%010d", i*37%benchCompanies)}
		return q
	}
	for name, question := range map[string]func(i int) error{
		"one company by month": func(i int) error { return only(db.Count(b.Context(), one(i))) },
		"largest by month": func(int) error {
			q := month
			q.Companies = []string{"se-0000000000"}
			return only(db.Count(b.Context(), q))
		},
		"fifty companies by year": func(i int) error {
			q := month
			q.Period = record.Year
			for j := range 50 {
				q.Companies = append(q.Companies, fmt.Sprintf("se-%010d", (i+j*97)%benchCompanies))
			}
			return only(db.Count(b.Context(), q))
		},
		"all companies": func(int) error {
			q := allReceived
			q.ByCompany = true
			return only(db.Count(b.Context(), q))
		},
		"all by month": func(int) error {
			q := allReceived
			q.Period = record.Month
			return only(db.Count(b.Context(), q))
		},
		"page of one company": func(i int) error {
			q := firstRecords
			q.Companies = one(i).Companies
			return only(db.Records(b.Context(), q))
		},
		"last page of all": func(int) error {
			q := firstRecords
			q.Page = benchRows / q.Limit
			return only(db.Records(b.Context(), q))
		},
		"answer for one company": func(i int) error {
			return only(answer.Counts(b.Context(), db, answer.CountsQuestion{
				List: answertest.Disputes, Companies: one(i).Companies, GroupBy: []answer.Grouping{answer.ByCompany, answer.ByPeriod},
				Period: record.Month, From: record.NoDate, To: record.NoDate,
			}))
		},
	} {
		b.Run(name, func(b *testing.B) { median(b, question) })
	}
	b.Run("one company by month, in parallel", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				if err := only(db.Count(b.Context(), one(i))); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

func only[T any](_ T, err error) error { return err }

// median runs a question again and again and reports the median time it took.
func median(b *testing.B, question func(i int) error) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := question(len(took)); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2])/1e6, "p50-ms")
}
