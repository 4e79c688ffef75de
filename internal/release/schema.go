package release

import (
	"fmt"
	"slices"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
)

// Table describes one file of a release.
type Table struct {
	Name   string // the file's name
	Title  record.Text
	Fields []Field
	Sort   []string // the columns that its rows are sorted by, ascending, nulls first
	Since  string   // the schema version that first had the file; empty for 1.0
}

// Field describes one column of a file.
type Field struct {
	Name     string
	Type     record.ColumnType
	Nullable bool
	Since    string      // the schema version that first had the column; empty for that of its file
	Text     record.Text // what the column holds, for people who use the data
}

// The files of a release.
const (
	Disputes      = "disputes.parquet"
	Complaints    = "complaints.parquet"
	Figures       = "figures.parquet"
	CountsMonthly = "counts_monthly.parquet"
	Companies     = "companies.parquet"
	Names         = "names.parquet"
	Coverage      = "coverage.parquet"
	Notes         = "notes.parquet"
	TotalsYearly  = "totals_yearly.parquet"
	Brands        = "brands.parquet"
	Listings      = "listings.parquet"
	Revisions     = "revisions.parquet"
	Disagreements = "disagreements.parquet"
	Statements    = "statements.parquet"
	SurgeReviews  = "surge_reviews.parquet"
	Identities    = "identities.parquet"
	Memberships   = "memberships.parquet"
	Matches       = "matches.parquet"
	RecordTies    = "record_ties.parquet"
)

// Tables gives every file of a release with its columns, in the order in which they are listed.
func Tables() []Table {
	return []Table{
		disputesTable(), complaintsTable(), figuresTable(), countsTable(), companiesTable(),
		namesTable(), coverageTable(), notesTable(), totalsTable(), brandsTable(),
		listingsTable(),
		revisionsTable(),
		disagreementsTable(),
		statementsTable(), surgeReviewsTable(),
		identitiesTable(), membershipsTable(), matchesTable(), recordTiesTable(),
	}
}

// TableNamed gives the file of that name.
func TableNamed(name string) (Table, bool) {
	tables := Tables()
	i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return tables[i], true
}

// fit checks columns against the table and gives them as they are to be written: nullable where the table says so,
// whether or not a null is in them.
func (t Table) fit(cols []columnar.Column) ([]columnar.Column, error) {
	if len(cols) != len(t.Fields) {
		return nil, fmt.Errorf("%s: %d columns, expected %d", t.Name, len(cols), len(t.Fields))
	}
	out := slices.Clone(cols)
	for i, f := range t.Fields {
		c := out[i]
		switch {
		case c.Name() != f.Name:
			return nil, fmt.Errorf("%s: column %d is %q, expected %q", t.Name, i+1, c.Name(), f.Name)
		case c.Type() != f.Type:
			return nil, fmt.Errorf("%s: column %s holds %s, expected %s", t.Name, f.Name, c.Type(), f.Type)
		case c.Optional() && !f.Nullable:
			return nil, fmt.Errorf("%s: column %s may not hold nulls", t.Name, f.Name)
		}
		out[i] = c.Nullable(f.Nullable)
	}
	return out, nil
}

func text(name, sv, en string) Field {
	return Field{Name: name, Type: record.TextType, Text: record.Text{SV: sv, EN: en}}
}

func date(name, sv, en string) Field {
	return Field{Name: name, Type: record.DateType, Text: record.Text{SV: sv, EN: en}}
}

func integer(name, sv, en string) Field {
	return Field{Name: name, Type: record.Integer, Text: record.Text{SV: sv, EN: en}}
}

func number(name, sv, en string) Field {
	return Field{Name: name, Type: record.Number, Text: record.Text{SV: sv, EN: en}}
}

func boolean(name, sv, en string) Field {
	return Field{Name: name, Type: record.Bool, Text: record.Text{SV: sv, EN: en}}
}

// since names the schema version that first had the field.
func (f Field) since(version string) Field {
	f.Since = version
	return f
}

// null marks the field as one that may be empty.
func (f Field) null() Field {
	f.Nullable = true
	return f
}
