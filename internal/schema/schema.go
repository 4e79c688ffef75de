// Package schema is the catalogue of the tables that a release holds: each one's columns with type, unit, nullability and
// words for people who use the data, declared once. The code that writes, reads, serves and describes a release follows it.
package schema

import (
	"slices"
	"strconv"
	"strings"

	"tvistdata/internal/record"
)

// Table describes one file of a release.
type Table struct {
	Name   string // the file's name
	Object string // what the contract calls one of its rows; empty for the name of their type
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
	Unit     string      // what numbers, or the ends of a band, are in: SEK, cases, records; empty where they have none, or a column says it
	Since    string      // the schema version that first had the column; empty for that of its file
	Code     bool        // texts are codes, or ids that stay whatever they say: nobody's name is looked for in them
	Text     record.Text // what the column holds, for people who use the data
	Contract Contract
}

// Contract is what the service's contract says about a column that is the same in an answer as in its file.
type Contract struct {
	Text    string   // empty for the field's own English text
	Example string   // empty for none
	OneOf   []string // the only values; empty for any
	Null    bool     // whether null is allowed, though no file has one
}

// Columns returns the table's columns as an answer has them.
func (t Table) Columns() []record.Column {
	columns := make([]record.Column, len(t.Fields))
	for i, f := range t.Fields {
		columns[i] = record.Column{Name: f.Name, Type: f.Type}
	}
	return columns
}

// Has reports whether the table has a column.
func (t Table) Has(column string) bool {
	return slices.ContainsFunc(t.Fields, func(f Field) bool { return f.Name == column })
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
	Aggregates    = "aggregates.parquet"
)

// Tables returns every file of a release with its columns, in the order in which they are listed.
func Tables() []Table {
	return []Table{
		DisputeRows.Table, ComplaintRows.Table, FigureRows.Table, CountRows.Table, CompanyRows.Table,
		NameRows.Table, CoverageRows.Table, NoteRows.Table, TotalRows.Table, BrandRows.Table,
		ListingRows.Table,
		RevisionRows.Table,
		DisagreementRows.Table,
		StatementRows.Table, SurgeReviewRows.Table,
		IdentityRows.Table, MembershipRows.Table, MatchRows.Table, RecordTieRows.Table,
		AggregateRows.Table,
	}
}

// Named returns the table whose file has that name.
func Named(name string) (Table, bool) {
	tables := Tables()
	i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return tables[i], true
}

// Version returns the schema version of the catalogue, that of its newest file or column, or the given one where that is later.
func Version(latest string) string {
	for _, t := range Tables() {
		for _, f := range slices.Concat(t.Fields, []Field{{Since: t.Since}}) {
			if Before(latest, f.Since) {
				latest = f.Since
			}
		}
	}
	return latest
}

// Before reports whether a schema version came before another of the same major one. The empty version is the first of all.
func Before(version, other string) bool {
	minor := func(v string) int {
		_, m, _ := strings.Cut(v, ".")
		n, _ := strconv.Atoi(m)
		return n
	}
	return minor(version) < minor(other)
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

// in sets the field's unit.
func (f Field) in(unit string) Field {
	f.Unit = unit
	return f
}

// since names the schema version that first had the field.
func (f Field) since(version string) Field {
	f.Since = version
	return f
}

// says sets what the contract says about the field, and its example there.
func (f Field) says(text, example string) Field {
	f.Contract.Text, f.Contract.Example = text, example
	return f
}

// oneOf sets the only values that the contract lets the field have: they are codes.
func (f Field) oneOf(values ...string) Field {
	f.Contract.OneOf = values
	return f.code()
}

// code marks a field of texts as one in which nobody's name is looked for: its values are codes, or ids that stay whatever they say.
func (f Field) code() Field {
	f.Code = true
	return f
}

// orNull lets the field be null in the contract, though no file has a null.
func (f Field) orNull() Field {
	f.Contract.Null = true
	return f
}

// null marks the field as one that may be empty.
func (f Field) null() Field {
	f.Nullable = true
	return f
}
