// Command matchbench matches a million rows of invented lists with a register of companies, each spelling once, as a build
// does, and then searches the register. With -plain it only looks each row's name up in a Go map of the registered names,
// exactly as they are. It prints what it took as JSON.
//
// Usage: matchbench [-plain] COMPANIES
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"tvistdata/bench/synthetic"
	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const (
	rows      = 1_000_000
	spellings = 75_000
	questions = 1_000
)

func main() {
	plain := flag.Bool("plain", false, "look names up in a Go map, exactly as they are")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: matchbench [-plain] COMPANIES")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *plain, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "matchbench:", err)
		os.Exit(1)
	}
}

func run(companies string, plain bool, stdout io.Writer) error {
	began := time.Now()
	register, err := register.Load(os.DirFS(companies))
	if err != nil {
		return err
	}
	got := map[string]float64{"LoadMS": ms(time.Since(began)), "Entities": float64(register.Len())}
	written, order := lists(register.Len())
	if plain {
		names := make(map[string]string, register.Len())
		for c := range register.All() {
			names[c.Name] = c.ID
		}
		got["RowsASecond"], got["Matched"] = perSecond(order, func(part []uint32) int64 {
			found := int64(0)
			for _, w := range part {
				if names[written[w]] != "" {
					found++
				}
			}
			return found
		})
		return json.NewEncoder(stdout).Encode(got)
	}
	l := &list.List{ID: "bench", Kind: record.Complaint}
	names, seeds := privacy.NewNames(register), privacy.Seeds()
	got["RowsASecond"], got["Matched"] = perSecond(order, func(part []uint32) int64 {
		exit, found := privacy.NewExit(l, names, nil, seeds), int64(0)
		for _, w := range part {
			if exit.Respondent("", written[w]).Index != 0 {
				found++
			}
		}
		return found
	})
	if got["MatchPeak"], err = peak(); err != nil {
		return err
	}
	began = time.Now()
	index := company.NewIndexOf(register)
	got["IndexMS"] = ms(time.Since(began))
	var took []time.Duration
	for _, q := range asked(register.Len()) {
		began := time.Now()
		index.Search(q, 20, 0)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	got["P50MS"], got["P99MS"], got["MaxMS"] = ms(took[len(took)/2]), ms(took[len(took)*99/100]), ms(took[len(took)-1])
	if got["Peak"], err = peak(); err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(got)
}

// lists returns the spellings, and for each row which of them it has: every one once at least, few of them often.
func lists(entities int) (written []string, order []uint32) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range spellings {
		written = append(written, synthetic.Misspell(synthetic.Register(r.IntN(entities)).Name, i))
	}
	often := rand.NewZipf(r, 1.1, 50, spellings-1)
	for i := range rows {
		w := uint32(i)
		if i >= spellings {
			w = uint32(often.Uint64())
		}
		order = append(order, w)
	}
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return written, order
}

// perSecond works on the rows on every core and returns how many it did a second, and the sum of the results.
func perSecond(order []uint32, work func(part []uint32) int64) (rate, sum float64) {
	var group sync.WaitGroup
	sums := make([]int64, runtime.GOMAXPROCS(0))
	began := time.Now()
	for i := range sums {
		group.Go(func() { sums[i] = work(order[len(order)*i/len(sums) : len(order)*(i+1)/len(sums)]) })
	}
	group.Wait()
	took := time.Since(began)
	for _, n := range sums {
		sum += float64(n)
	}
	return float64(len(order)) / took.Seconds(), sum
}

// asked returns questions of the sorts that people ask: whole names, starts of names, parts of words, a letter wrong, numbers
// in several forms, and one to three letters.
func asked(entities int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	var out []string
	for i := range questions {
		e := synthetic.Register(r.IntN(entities))
		letters := []rune(e.Name)
		switch i % 10 {
		case 0:
			out = append(out, e.Name)
		case 1:
			out = append(out, strings.ToLower(e.Name))
		case 2:
			out = append(out, string(letters[:len(letters)/2]))
		case 3:
			out = append(out, synthetic.Misspell(e.Name, 5))
		case 4:
			out = append(out, e.Number[:6]+"-"+e.Number[6:])
		case 5:
			out = append(out, "16"+e.Number)
		case 6:
			out = append(out, e.Number[:4+i%6])
		case 7:
			out = append(out, string(letters[:1+i/10%3]))
		case 8:
			out = append(out, string(letters[1:min(len(letters), 5)]))
		case 9:
			words := strings.Fields(e.Name)
			out = append(out, words[len(words)-2]+" "+words[0])
		}
	}
	return out
}

// peak returns the most memory that the process has had so far, in bytes.
func peak() (float64, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	if runtime.GOOS == "darwin" { // there in bytes, elsewhere in KiB
		return float64(u.Maxrss), nil
	}
	return float64(u.Maxrss) * 1024, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
