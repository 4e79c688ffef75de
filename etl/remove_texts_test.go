package etl_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

const removedName, removedID, otherID = "Påhittade Bilar AB", "se-4121111118", "se-4121000311"

// plant makes a row that names nobody who is removed, and for every column of texts of its table one that does there, by the catalogue:
// a new column is planted, too. Every row is about a company that stays, and has its number in the columns that are keys.
func plant[T any](t *testing.T, table schema.Rows[T], keys ...string) []T {
	t.Helper()
	set := func(row *T, column, text string) {
		t.Helper()
		if err := table.Set(row, slices.IndexFunc(table.Fields, func(f schema.Field) bool { return f.Name == column }), text); err != nil {
			t.Fatal(err)
		}
	}
	var rows []T
	add := func(column, text string) {
		row := table.Example
		for _, key := range keys {
			set(&row, key, fmt.Sprintf("row-%d", len(rows)))
		}
		if table.Has("company_id") {
			set(&row, "company_id", otherID)
		}
		if column != "" {
			set(&row, column, text)
		}
		rows = append(rows, row)
	}
	add("", "")
	for _, f := range namesAnybody(table.Table) {
		add(f, plantedIn(f))
	}
	return rows
}

// namesAnybody returns the columns of a table where a name may be.
func namesAnybody(table schema.Table) (columns []string) {
	for _, f := range table.Fields {
		if f.Type == record.TextType && !f.Code {
			columns = append(columns, f.Name)
		}
	}
	return columns
}

func plantedIn(column string) string {
	if column == "company_id" {
		return removedID
	}
	return "hos " + removedName
}

// plantFigures makes a figure of each brand, and then what plant makes, as lines of a list of figures.
func plantFigures(t *testing.T, brands []record.Brand) (lines string, n int) {
	t.Helper()
	columns := strings.Split(strings.TrimSpace(figuresHeader), ",")
	add := func(column, text string) {
		row := strings.Split("ARN,SE,cases_received,,,Sko,2020-01-01,2020-12-31,,day,,cases,,Påhittad tidning,,2021,", ",")
		n++
		row[slices.Index(columns, "value")] = fmt.Sprint(n)
		if column != "" {
			i := slices.Index(columns, column)
			if i < 0 {
				t.Fatalf("%s has a column of texts, %s, that no column of a file is named like: plant a removed company's name in it here, too", schema.Figures, column)
			}
			row[i] = text
		}
		lines += strings.Join(row, ",") + "\n"
	}
	for i := range brands {
		add("company_as_written", brandWritten(i))
	}
	add("", "")
	for _, column := range namesAnybody(schema.FigureRows.Table) {
		switch column {
		case "company_id": // as the number in the file says
			add("org_number", "412111-1118")
		case "brand_id", "value_as_published": // one of the brands above, and a number
		default:
			add(column, plantedIn(column))
		}
	}
	return lines, n
}

func brandWritten(i int) string { return fmt.Sprintf("Märke %d", i) }

// A removed company's name goes with the row that holds it, in whatever column of whatever table that is kept by hand or read from
// what others published: from the release at hand and from the next.
func TestARemovedCompanyIsNamedInNoText(t *testing.T) {
	t.Parallel()
	known := company.Known{
		Notes: plant(t, schema.NoteRows, "note_id"), Statements: plant(t, schema.StatementRows, "statement_id"),
		Surges: plant(t, schema.SurgeReviewRows), Members: plant(t, schema.MembershipRows, "id"), Brands: plant(t, schema.BrandRows, "brand_id"),
	}
	slices.SortFunc(known.Surges, func(x, y record.SurgeReview) int { // as they are read
		return cmp.Or(cmp.Compare(x.CompanyID, y.CompanyID), cmp.Compare(x.Period, y.Period))
	})
	for i, b := range known.Brands {
		known.BrandNames = append(known.BrandNames, company.BrandName{List: "published-figures", Name: brandWritten(i), Brand: b.ID})
	}
	figures, figured := plantFigures(t, known.Brands)
	planted := map[string]int{
		schema.Notes: len(known.Notes), schema.Statements: len(known.Statements), schema.SurgeReviews: len(known.Surges),
		schema.Memberships: len(known.Members), schema.Brands: len(known.Brands), schema.Figures: figured,
	}
	for _, kept := range schema.Kept() {
		made := []string{schema.Disagreements, schema.TotalsYearly, schema.Coverage}
		if file := kept.About().Name; planted[file] == 0 && !slices.Contains(made, file) {
			t.Errorf("%s: plant a removed company's name in it, too, and leave out its rows in etl/settle/without.go", file)
		}
	}
	c := etltest.Config(t, etltest.Write(t, figuresOf(figures), arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;"+removedName+
		";412111-1118;;;;;\n2021-00002;2021-01-05;Motor;Hittepå 31 AB;412100-0311;;;;;\n"))...)
	c.Register = company.New(known)
	before, _ := etltest.Build(t, c)
	for file, n := range planted {
		if got := len(etltest.Rows(t, before, file)); got != n {
			t.Errorf("%s has %d rows, expected the %d that are planted", file, got, n)
		}
	}
	earlier := elsewhere(t, c)
	forget(t, earlier.Releases)
	remove(t, earlier, removedID)
	removedAsBuilt(t, c, removedID)
	for _, dir := range []string{earlier.Releases, c.Releases} {
		goneFrom(t, dir, removedName, removedID, "412111-1118")
	}
	for _, r := range each(t, c.Releases) {
		for file := range planted {
			want := map[string]int{schema.Figures: 2}[file] // that of the brand that stays, too
			if got := len(etltest.Rows(t, r, file)); got != max(want, 1) {
				t.Errorf("%s has %d rows, expected those that name nobody who was removed", file, got)
			}
		}
	}
}

// forget leaves a folder of releases as a program does that keeps nothing beside them.
func forget(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.kept"))
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing was kept: %v", err)
	}
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
}
