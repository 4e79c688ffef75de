// Package list loads and checks the lists: what each dataset.yaml says of a list's columns, codes, lookups and what
// may be published. A new list is a folder, no Go.
package list

import (
	"tvistdata/internal/record"
)

// List is one kind of published or disclosed list, as its dataset.yaml describes it.
type List struct {
	ID            string            `yaml:"id"` // the folder's name
	Title         record.Text       `yaml:"title"`
	Description   record.Text       `yaml:"description"`
	Authority     string            `yaml:"authority"`
	AuthorityName record.Text       `yaml:"authority_name"`
	Country       string            `yaml:"country"` // ISO 3166-1 alpha-2
	Kind          record.Kind       `yaml:"record_kind"`
	Unit          record.Text       `yaml:"counting_unit"` // what one record is, in words
	Licence       Licence           `yaml:"licence"`
	PublishedFor  PublishedFor      `yaml:"published_for"`  // how long records stay public; without end when it is not given
	Surges        Surges            `yaml:"surges"`         // when surges are public; reviewed when it is not given
	CompaniesOnly bool              `yaml:"companies_only"` // every respondent is a company: a name without a number may be shown
	Formats       []string          `yaml:"formats"`        // that its authority delivers it in, of those in Formats
	DepartmentsOf []string          `yaml:"departments_of"` // figures: the authorities whose departments the department codes are
	Columns       []Column          `yaml:"columns"`
	Identity      Identity          `yaml:"identity"`
	Bounds        Bounds            `yaml:"bounds"`  // of a disclosure
	Codes         map[string][]Code `yaml:"codes"`   // by column name: department, outcome …
	Lookups       map[string][]Look `yaml:"lookups"` // by column name: spellings that are not a code's id or label

	index index
}

// Surges says when a surge of a list is public.
type Surges string

// The values of surges.
const (
	SurgesReviewed Surges = "reviewed" // after a recorded review
	SurgesAll      Surges = "all"      // at once
)

// Licence names a licence and gives its address.
type Licence struct {
	Name string `yaml:"name" json:"name"`
	URL  string `yaml:"url" json:"url"`
}

// Column is one column of a list.
type Column struct {
	Name     string   `yaml:"name"`    // a field of the record kind, or a name of the list's own when Publish is no
	Headers  []string `yaml:"headers"` // as written by registrars; compared after Fold
	Type     Type     `yaml:"type"`
	Required bool     `yaml:"required"` // may never be missing: neither the column nor a cell
	Personal bool     `yaml:"personal"` // dropped at the door, before anything else sees it
	Publish  Publish  `yaml:"publish"`
	Bands    []int64  `yaml:"bands"` // lower bounds, ascending from 0, when Publish is band
	Open     bool     `yaml:"open"`  // type code: a value outside the code list becomes a code of its own
	Why      string   `yaml:"why"`   // why it is not published, or published as less than it is
}

// Type is what a column's cells hold.
type Type string

// The column types.
const (
	Text    Type = "text"
	Date    Type = "date"
	Amount  Type = "amount" // kronor
	Decimal Type = "decimal"
	Count   Type = "count"      // a whole number from 1
	OrgNo   Type = "org_number" // a Swedish organisation number; only in a list whose country is SE
	CodeOf  Type = "code"       // one of the list's codes
)

// Publish is what a release may show of a column.
type Publish string

// The ways to publish a column.
const (
	Yes  Publish = "yes"
	Band Publish = "band" // the band that the amount lies in
	Key  Publish = "key"  // an HMAC under the operator's secret
	No   Publish = "no"
)

// Identity says what makes a record the same record in another delivery.
type Identity struct {
	Reference string   `yaml:"reference"` // the column with the authority's own number; may be absent from a file when Fallback is set
	With      []string `yaml:"with"`      // columns that belong to the identity, too (a case has one record per respondent)
	Fallback  []string `yaml:"fallback"`  // without a reference: these columns as written, and which of the equal rows it is
}

// Code is one value of a dated code list.
type Code struct {
	ID    string      `yaml:"id"`
	Label record.Text `yaml:"label"`
	From  record.Date `yaml:"from"` // first day in use; NoDate when not known
	To    record.Date `yaml:"to"`   // last day in use; NoDate when still in use
	// the measure that a matter with this code counts as, of those that record.CountsAs lists for the column; an outcome that says
	// nothing counts as closed, a follow-up as neither
	CountsAs record.Measure `yaml:"counts_as"`
}

// Look maps spellings to a code, with the reason. A null value says that they map to none.
type Look struct {
	Match []string `yaml:"match"`
	Value *string  `yaml:"value"`
	Why   string   `yaml:"why"`
}
