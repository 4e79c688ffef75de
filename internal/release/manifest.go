// Package release is the release folder: its manifest, its files and their columns, how they are written, opened,
// verified and read. It is the only seam between what builds releases and what serves them.
package release

import (
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// manifestVersion is the schema version in which the manifest's keys changed last.
const manifestVersion = "1.3"

// SchemaVersion returns the version of a release's files and manifest: that of what changed last of either. A column or a key
// removed or given another meaning makes a new major version.
func SchemaVersion() string { return schema.Version(manifestVersion) }

// Manifest describes a release. Its bytes give the release its id, so it holds nothing that depends on when or where
// it was built.
type Manifest struct {
	SchemaVersion string       `json:"schema_version"`
	Publisher     Publisher    `json:"publisher"`
	RecordKey     string       `json:"record_key"` // distinguishes record keys without revealing the key: ids change with it
	Synthetic     bool         `json:"synthetic"`  // true when any record in it is invented
	Lists         []List       `json:"lists"`
	Disclosures   []Disclosure `json:"disclosures"`
	// Matching is how well the matcher did on the labelled pairs of names; nil when there are none.
	Matching *record.MatchQuality `json:"matching,omitempty"`
	Files    []File               `json:"files"`
}

// Publisher answers for the release.
type Publisher struct {
	Name    string  `json:"name"`
	Contact string  `json:"contact"`
	BaseURL string  `json:"base_url"` // without a slash at the end
	Licence Licence `json:"licence"`
}

// Licence is a licence: its name and its address.
type Licence struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// List is what the release says of one list.
type List struct {
	ID            string      `json:"id"`
	Title         record.Text `json:"title"`
	Description   record.Text `json:"description"`
	Authority     string      `json:"authority"`
	AuthorityName record.Text `json:"authority_name"`
	Country       string      `json:"country"`
	Kind          record.Kind `json:"record_kind"`
	Unit          record.Text `json:"counting_unit"`
	Licence       Licence     `json:"licence"`
	Synthetic     bool        `json:"synthetic"`
	// how long records stay public: unlimited, or so many years; empty is unlimited
	PublishedFor  string      `json:"published_for,omitempty"`
	PublishedFrom record.Date `json:"published_from,omitzero"` // the first day that is still public; NoDate when every day is
	// when a surge is public: all at once, or reviewed, which empty is, too
	Surges     string                   `json:"surges,omitempty"`
	Currency   string                   `json:"currency,omitempty"` // of its amounts, by ISO 4217; empty when it publishes none
	Records    int64                    `json:"records"`
	Undated    map[record.Measure]int64 `json:"undated,omitempty"`    // records that a measure would count if their date could be read
	Unmapped   map[string]int64         `json:"unmapped,omitempty"`   // records whose text in a column no code list knows, by column
	Counted    map[record.Measure]int64 `json:"counted,omitempty"`    // records that each measure counts, dated or not
	Accounting *ListAccounting          `json:"accounting,omitempty"` // where the rows of its disclosures went
	Codes      map[string][]Code        `json:"codes"`                // by column: department, outcome …
	Columns    []Column                 `json:"columns"`              // what is published of each column
	Matching   map[string]int64         `json:"matching"`             // published records by match method
}

// Code is one value of a code list.
type Code struct {
	ID    string      `json:"id"`
	Label record.Text `json:"label"`
	From  record.Date `json:"from,omitzero"`
	To    record.Date `json:"to,omitzero"`
	// what a matter with this code counts as; see List.CountsAs
	CountsAs record.Measure `json:"counts_as,omitempty"`
}

// CountsAs returns the measure that a code of outcome or followed counts as, one of those that record.CountsAs lists. It is "" for no
// code, and for a follow-up that is neither. An outcome that is in no code list counts as closed only.
func (l *List) CountsAs(column, code string) record.Measure {
	for _, c := range l.Codes[column] {
		if c.ID == code && c.CountsAs != "" {
			return c.CountsAs
		}
	}
	if column == "outcome" && code != "" {
		return record.Closed
	}
	return ""
}

// Column says what is published of one column of a list: yes, band, key or no, and why not more.
type Column struct {
	Name    string `json:"name"`
	Publish string `json:"publish"`
	Why     string `json:"why,omitempty"`
}

// Disclosure is one delivery that the release is made from. Files are known by their checksum: their names may be
// personal. Where its rows went is said for its whole list, because a single one may hold very few unnamed ones.
type Disclosure struct {
	ID         string           `json:"id"`
	List       string           `json:"list"`
	Reference  string           `json:"authority_reference,omitempty"`
	AskedFor   string           `json:"asked_for,omitempty"`
	SearchTerm string           `json:"search_term,omitempty"`
	Received   record.Date      `json:"received,omitzero"`
	Extracted  record.Date      `json:"extracted,omitzero"`
	Synthetic  bool             `json:"synthetic"`
	Files      []SourceFile     `json:"files"`
	Findings   map[string]int64 `json:"findings"`             // by rule; rows against unnamed parties are left out
	Incomplete []record.Run     `json:"incomplete,omitempty"` // days on which rows of anybody may be missing, in order
	// IncompleteFor are the days on which rows of one company may be missing, in order, by its id; record.Unnamed where they are of
	// nobody that the release knows.
	IncompleteFor map[string][]record.Run `json:"incomplete_for,omitempty"`
}

// Gaps returns the days on which disclosures lack rows, by list and id.
func (m *Manifest) Gaps() map[[2]string]*record.Gaps {
	out := map[[2]string]*record.Gaps{}
	for _, d := range m.Disclosures {
		out[[2]string{d.List, d.ID}] = &record.Gaps{Anybody: d.Incomplete, Of: d.IncompleteFor}
	}
	return out
}

// SourceFile is one file of a disclosure.
type SourceFile struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Accounting is where every row that was read went: Read is the sum of the others. It is the publisher's; a release
// has a ListAccounting for each list.
type Accounting struct {
	Read       int64 `json:"read"`
	Published  int64 `json:"published"`
	Unnamed    int64 `json:"unnamed"`
	Duplicate  int64 `json:"duplicate"`
	Superseded int64 `json:"superseded"`
	Rejected   int64 `json:"rejected"`
	AgedOut    int64 `json:"aged_out"` // would be published if the list's published_for were not over
}

// Plus returns the sums of two accountings.
func (a Accounting) Plus(b Accounting) Accounting {
	return Accounting{
		Read: a.Read + b.Read, Published: a.Published + b.Published, Unnamed: a.Unnamed + b.Unnamed, Duplicate: a.Duplicate + b.Duplicate,
		Superseded: a.Superseded + b.Superseded, Rejected: a.Rejected + b.Rejected, AgedOut: a.AgedOut + b.AgedOut,
	}
}

// ListAccounting is where the rows of a list's disclosures went. Withheld are those against unnamed parties, duplicates and
// superseded ones with them, and those that could not be read; it and Read are null where there are one to four unnamed ones, or
// that many beside those in the yearly totals.
type ListAccounting struct {
	Read       *int64 `json:"read"`
	Published  int64  `json:"published"`
	Duplicate  int64  `json:"duplicate"`
	Superseded int64  `json:"superseded"`
	AgedOut    int64  `json:"aged_out"`
	Withheld   *int64 `json:"withheld"`
}

// File is one file of the release.
type File struct {
	Name      string      `json:"name"`
	MediaType string      `json:"media_type"`
	Title     record.Text `json:"title"`
	Rows      int64       `json:"rows"`
	Bytes     int64       `json:"bytes"`
	SHA256    string      `json:"sha256"`
}

// counting fills in what the codes of disputes count as where the manifest does not say it.
func (m *Manifest) counting() {
	coded := func(codes []Code) []record.Coded {
		out := make([]record.Coded, len(codes))
		for i := range codes {
			out[i] = record.Coded{ID: codes[i].ID, CountsAs: &codes[i].CountsAs}
		}
		return out
	}
	for _, l := range m.Lists {
		if l.Kind == record.Dispute {
			record.CompleteCounts(coded(l.Codes["outcome"]), coded(l.Codes["followed"]))
		}
	}
}

// dateless makes dates that the manifest does not have no dates: decoded, they are the first day of 1970.
func (m *Manifest) dateless() {
	none := func(d *record.Date) {
		if *d == 0 {
			*d = record.NoDate
		}
	}
	for i := range m.Disclosures {
		none(&m.Disclosures[i].Extracted)
	}
	for i := range m.Lists {
		none(&m.Lists[i].PublishedFrom)
		for _, codes := range m.Lists[i].Codes {
			for k := range codes {
				none(&codes[k].From)
				none(&codes[k].To)
			}
		}
	}
}
