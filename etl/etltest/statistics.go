package etltest

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/internal/list"
)

//go:embed lists
var embedded embed.FS

// Statistics is the id of a list of aggregates, which is not bundled.
const Statistics = "pahittad-statistik"

// StatisticsHeader is the line of the column names of a file of it.
const StatisticsHeader = "Företag;Org.nr;Enhet;Vara;Mått;Period;Antal;Anmärkning;Handläggare\n"

// StatisticsSidecar is the sidecar of a disclosure of it.
const StatisticsSidecar = "list: pahittad-statistik\nreceived: 2024-02-01\nsynthetic: true\n"

// Datasets holds the folders of the lists that are not bundled.
func Datasets(tb testing.TB) fs.FS {
	tb.Helper()
	sub, err := fs.Sub(embedded, "lists")
	if err != nil {
		tb.Fatal(err)
	}
	return sub
}

// WithStatistics returns a build that knows the list, too.
func WithStatistics(tb testing.TB, c etl.Config) etl.Config {
	tb.Helper()
	more, err := list.Load(Datasets(tb))
	if err != nil {
		tb.Fatal(err)
	}
	c.Lists = append(slices.Clone(c.Lists), more...)
	slices.SortFunc(c.Lists, func(a, b *list.List) int { return strings.Compare(a.ID, b.ID) })
	return c
}

// StatisticsOf is a disclosure of rows of it.
func StatisticsOf(id, sidecar, rows string) Disclosure {
	return Disclosure{List: Statistics, ID: id, Sidecar: sidecar, Files: map[string]string{"tabell.csv": StatisticsHeader + rows}}
}
