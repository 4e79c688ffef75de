package register_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tvistdata/internal/company"
	"tvistdata/internal/register"
)

// million is a register of a million invented companies.
func million(b *testing.B) *company.Register {
	b.Helper()
	var out bytes.Buffer
	if _, err := register.Import("register", strings.NewReader(companiesCSV(1_000_000)), &out); err != nil {
		b.Fatal(err)
	}
	return load(b, register.File, out.String())
}

// BenchmarkMatchAmongAMillion matches spellings that differ each time, so that none is matched by being remembered.
func BenchmarkMatchAmongAMillion(b *testing.B) {
	r := million(b)
	for i := 0; b.Loop(); i++ {
		r.Match("arn", "", fmt.Sprintf("PAHITTADE FIKTIVA MOBLER %s AKTIEBOLAG", strings.ToUpper(word(i%1000))))
	}
}

func BenchmarkSearchAmongAMillion(b *testing.B) {
	ix := company.NewIndexOf(million(b))
	for _, q := range []string{"ab", "p", "pahittade mobler", "vastra bank ka", "resro", "5567", "möblre dagi", "sagolika"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				ix.Search(q, 20, 0)
			}
		})
	}
}
