package etl_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
)

// paperCases is a disclosure of four cases in a PDF, whose column received_date holds what is given.
func paperCases(t *testing.T, inkom string) etltest.Disclosure {
	t.Helper()
	table := [][]string{strings.Split(strings.TrimSpace(header), ";")}
	for i := range 4 {
		table = append(table, strings.Split(fmt.Sprintf("2021-%05d;%s;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;500 kr;Ja;Vilma", i+1, inkom), ";"))
	}
	d := arn("one", etltest.ARN2021, "")
	d.Files = map[string]string{"list.pdf": asPDF(t, table)}
	return d
}

// TestPDFOnlyWhereTheListSaysSo: the bundled list is delivered as CSV or as a workbook, so a PDF of it is refused, and the message
// says what to do.
func TestPDFOnlyWhereTheListSaysSo(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, paperCases(t, "2021-01-04"))...)
	if r, report := etltest.Build(t, c); accounting(t, report, "one").Published != 4 {
		t.Errorf("%s: %+v %v", r.ID(), report.Accounted, report.Findings)
	}
	c = etltest.Config(t, etltest.Write(t, paperCases(t, "2021-01-04"))...)
	c.Lists, _ = etltest.Lists(t)
	const want = "one:list.pdf: expected csv or xlsx, as the list says under formats, found pdf; ask for the list in another format, or add pdf to " +
		"formats in the list's dataset.yaml and compare what is read with the file"
	if _, err := etl.Build(context.Background(), c); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// TestEmptyColumnOfAPDFBlocks: a column that the list expects filled, and that no row of a PDF fills, may have been read as another.
func TestEmptyColumnOfAPDFBlocks(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, paperCases(t, ""))...)
	const want = "one:list.pdf: block: empty-column: expected a received_date in 90 % of the rows, as list arn-cases says, found none in 4 rows"
	if _, err := etl.Build(context.Background(), c); !errors.Is(err, etl.ErrBlocked) || !strings.Contains(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
