// Package list loads and checks the lists: what each dataset.yaml says of a list's columns, codes, lookups and what
// may be published. A new list is a folder, no Go.
package list

import (
	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
)

// List is one kind of published or disclosed list, as its dataset.yaml describes it.
type List struct {
	Extends       string         `yaml:"extends"`        // the bundled list that this one adds to, and whose id it has; may be left out
	ID            string         `yaml:"id"`             // the folder's name: lower-case words with hyphens
	Title         record.Text    `yaml:"title"`          // in Swedish and English
	Description   record.Text    `yaml:"description"`    // what the list holds, in Swedish and English
	Authority     string         `yaml:"authority"`      // who receives the matters or publishes the list: lower-case words with hyphens
	AuthorityName record.Text    `yaml:"authority_name"` // its name, in Swedish and English
	Country       string         `yaml:"country"`        // two capitals, as in ISO 3166-1
	Currency      string         `yaml:"currency"`       // of the amounts, by ISO 4217; SEK when the country is SE, and none is given
	DecimalMark   string         `yaml:"decimal_mark"`   // . or , when amounts such as 1.234 are not thousands where it stands in them
	Kind          record.Kind    `yaml:"record_kind"`    // `dispute`, `complaint`, `listing`, `figure` or `aggregate`
	Unit          record.Text    `yaml:"counting_unit"`  // what one record is, in words
	Licence       Licence        `yaml:"licence"`        // of the list's records
	PublishedFor  PublishedFor   `yaml:"published_for"`  // how long records stay public: 1 year, 2 years …, or unlimited, the default
	Surges        Surges         `yaml:"surges"`         // when surges are public: all (at once), or reviewed (after a review), the default
	CompaniesOnly bool           `yaml:"companies_only"` // every respondent is a company: a name without a number may be shown
	Formats       []string       `yaml:"formats"`        // all that are read, of csv (TSV, too), xlsx, html, json (NDJSON, too) and pdf
	DepartmentsOf []string       `yaml:"departments_of"` // figures: the authorities whose departments the department codes are
	Measure       record.Measure `yaml:"measure"`        // aggregates: what the counts count, where no column says it
	Columns       []Column       `yaml:"columns"`        // every column that a file of the list may have
	// by a header of a column: what stands there on the row of a natural person, who is counted and never named; so is one where nothing
	// stands. May be left out
	PersonWhen map[string]string `yaml:"person_when"`
	Identity   Identity          `yaml:"identity"` // what makes two rows the same record
	// by column: how rows of one case against one company that differ there are one. `outcome: any`: won if a row is, in part where the rows
	// differ; else decided on the merits if a row is. May be left out: what such rows differ in is unknown then
	Combine map[string]Combine `yaml:"combine"`
	Bounds  Bounds             `yaml:"bounds"`  // expected of a disclosure; a share only where five rows or more break it
	Codes   map[string][]Code  `yaml:"codes"`   // by the name of a column, such as department or outcome
	Lookups map[string][]Look  `yaml:"lookups"` // by the name of a column: spellings that are not a code's id or label

	index   index
	numbers numbers.Set
}

// Surges says when a surge of a list is public.
type Surges string

// The values of surges.
const (
	SurgesReviewed Surges = "reviewed" // after a recorded review
	SurgesAll      Surges = "all"      // at once
)

// Combine is how a list makes one of what rows of one case against one company say differently in one disclosure.
type Combine string

// CombineAny is the way of List.Any.
const CombineAny Combine = "any"

// Licence is a licence: its name and its address.
type Licence struct {
	Name string `yaml:"name"` // such as Public Domain Mark 1.0
	URL  string `yaml:"url"`  // starts with http
}

// Column is one column of a list.
type Column struct {
	Name     string   `yaml:"name"`     // one that the record kind knows, or a name of the list's own when publish is no
	Headers  []string `yaml:"headers"`  // as registrars write it; case and runs of blanks do not matter
	Type     Type     `yaml:"type"`     // what its cells hold
	Required bool     `yaml:"required"` // may never be missing: neither the column nor a cell
	Personal bool     `yaml:"personal"` // dropped at the door, before anything else sees it
	Publish  Publish  `yaml:"publish"`  // what a release may show of it
	Bands    []int64  `yaml:"bands"`    // lower bounds, ascending from 0, when publish is band
	Open     bool     `yaml:"open"`     // type code: a value outside the code list becomes a code of its own
	Register string   `yaml:"register"` // type company_number: the code of the register whose numbers they are
	// respondent: its names are a register's own, as beside their numbers in a register of companies. Beside a company's number such a
	// name is shown without a legal form, too
	RegisterName bool   `yaml:"register_name"`
	Why          string `yaml:"why"` // why it is not published, or published as less than it is
}

// Type is what a column's cells hold.
type Type string

// The column types.
const (
	Text      Type = "text"           // any text
	Date      Type = "date"           // a calendar date, however it is written
	Amount    Type = "amount"         // an amount of money in the list's currency, with or without its sign
	Decimal   Type = "decimal"        // a number
	Count     Type = "count"          // a whole number: of a listing's cases from 1, of an aggregate's from 0
	Span      Type = "period"         // a year, a half-year, a quarter or a month: 2023, 2023-H1, 2023-Q4, 2023-12, december 2023
	OrgNo     Type = "org_number"     // a Swedish organisation number: company_number with the register se; only in a list whose country is SE
	CompanyNo Type = "company_number" // a company's number in the register that the column names
	CodeOf    Type = "code"           // one of the list's codes
)

// Publish is what a release may show of a column.
type Publish string

// The ways to publish a column.
const (
	Yes  Publish = "yes"  // all of it
	Band Publish = "band" // the band that the amount lies in
	Key  Publish = "key"  // an HMAC under the operator's secret
	No   Publish = "no"   // nothing
)

// Identity says what makes a record the same record in another delivery.
type Identity struct {
	Reference string `yaml:"reference"` // the column with the authority's own number; may be absent from a file when fallback is given
	// how its numbers are written: {year}, {n} and {n-m} stand for a year and for so many digits; other spellings are read as that
	Form     string   `yaml:"form"`
	With     []string `yaml:"with"`     // columns that belong to the identity, too (a case has one record per respondent)
	Fallback []string `yaml:"fallback"` // without a reference: these columns as written, and which of the equal rows it is
}

// Code is one value of a dated code list.
type Code struct {
	ID    string      `yaml:"id"`    // lower-case words with hyphens or underscores
	Label record.Text `yaml:"label"` // in Swedish and English
	From  record.Date `yaml:"from"`  // first day in use; may be left out
	To    record.Date `yaml:"to"`    // last day in use; may be left out
	// what a matter with this code counts as; of aggregates, what a count beside it counts. An outcome: closed, decided_on_merits or won,
	// and closed when it is not given, but that a list of which no outcome says it has ARN's bifall, delvis-bifall and avslag count
	// as ARN's do. A follow-up: followed or not_followed, and neither when it is not given
	CountsAs record.Measure `yaml:"counts_as"`
}

// Look maps spellings to a code, with the reason. A null value says that they map to none.
type Look struct {
	Match []string `yaml:"match"` // spellings; case and runs of blanks do not matter
	Value *string  `yaml:"value"` // the code that they mean; null for none
	Why   string   `yaml:"why"`   // how that is known
}
