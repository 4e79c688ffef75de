// Package source says what comes in: a disclosure with its sidecar and files, and the rows that readers make of them.
package source

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"tvistdata/etl/rule"
	"tvistdata/internal/record"
)

// Disclosure is one delivery of a list: the files as received and what their sidecar, disclosure.yaml, says of them.
type Disclosure struct {
	ID        string            `yaml:"-"`    // the folder's name
	Dir       string            `yaml:"-"`    // where the files are
	List      string            `yaml:"list"` // the folder above, said again so that a moved folder is noticed
	Reference string            `yaml:"authority_reference"`
	Received  record.Date       `yaml:"received"`  // the day it came
	Extracted record.Date       `yaml:"extracted"` // the day the authority took it out of its system
	AskedFor  string            `yaml:"asked_for"`
	Search    string            `yaml:"search_term"` // what the registrar searched for; empty when all was asked for
	Covers    []Cover           `yaml:"covers"`
	Replaces  []string          `yaml:"replaces"` // ids of disclosures of the same list that this one replaces
	Issue     Issue             `yaml:"issue"`    // of listings: the issue that the files are, where they have no column for it
	Synthetic bool              `yaml:"synthetic"`
	Files     []File            `yaml:"files"`   // in reading order; every file of the folder when empty, except hidden ones
	Ignore    []string          `yaml:"ignore"`  // names of files and folders in the folder that are no data
	Columns   map[string]string `yaml:"columns"` // header as written -> column name of the list, or "ignore"
	Unread    []Unread          `yaml:"-"`       // what else lies in the folder, in the order of names
	Litter    int               `yaml:"-"`       // how many files other programs have left there
}

// Cover is a span of dates, both inclusive, over which the disclosure holds everything that a measure counts.
type Cover struct {
	Measures    []record.Measure `yaml:"measures"`
	From        record.Date      `yaml:"from"`
	To          record.Date      `yaml:"to"`
	Companies   []string         `yaml:"companies"`   // company ids; empty for all
	Departments []string         `yaml:"departments"` // department codes; empty for all
}

// Issue is one issue of a list that comes out in issues.
type Issue struct {
	Name string      `yaml:"name"` // as its publisher writes it, such as 2025-2
	Date record.Date `yaml:"date"` // the day it came out
}

// File is one file of a disclosure, with what has to be declared where it cannot be detected.
type File struct {
	Name      string   `yaml:"name"`
	Shown     string   `yaml:"-"`         // what findings, errors and places call it: its name, or its number where that may be a person's
	Encoding  string   `yaml:"encoding"`  // utf-8, windows-1252, utf-16, utf-16le, utf-16be, cp850 or macintosh
	Delimiter string   `yaml:"delimiter"` // one character
	Quote     string   `yaml:"quote"`     // one character, or none
	Comment   string   `yaml:"comment"`   // one character that starts lines which are no rows
	Header    []string `yaml:"header"`    // the column names, in order, of a file that has none, or has wrong ones in its HeaderLines
	Dates     string   `yaml:"dates"`     // day-first or month-first, where dates are three numbers that end in the year
	Sheet     string   `yaml:"sheet"`     // of a workbook; the only one with known column names when empty
	Levels    []string `yaml:"levels"`    // names for the indentation levels of the first column of a PDF table, outermost first

	HeaderLines Lines `yaml:"header_lines"` // where its column names are; found when it is zero
}

// Origin is the place that a row was read from.
type Origin struct {
	Disclosure, File, Sheet string
	Line                    int // of the file, or row of the sheet, from 1; 0 for the file as a whole
}

// String returns disclosure:file:sheet:line, leaving out what is empty, with names as Escape has them.
func (o Origin) String() string {
	var parts []string
	if o.Disclosure != "" {
		parts = append(parts, Escape(o.Disclosure))
	}
	if o.File != "" {
		parts = append(parts, Escape(filepath.Base(o.File)))
	}
	if o.Sheet != "" {
		parts = append(parts, Escape(o.Sheet))
	}
	if o.Line > 0 {
		parts = append(parts, strconv.Itoa(o.Line))
	}
	return strings.Join(parts, ":")
}

// Row is one record of a file, unchanged: the line it starts on, and a cell for every column of the header.
type Row struct {
	Line  int
	Cells []string // as Clean has them
	// Written has the cells as they are in the file, where one of them differs; else it is nil.
	Written []string
	// Person says that a column of the file tells that the row is a natural person's. The door sets it.
	Person bool
	// Covered reports whether its author covered, struck out or hid some of its text: those cells hold CoveredCell, and the row is to
	// be rejected with its Finding.
	Covered Covering
	// Thousandths are the columns with a number of three decimals, whose point does not divide thousands, as it may in a text.
	Thousandths []int
}

// AsWritten returns the i-th cell as it stands in the file, and "" for -1.
func (r Row) AsWritten(i int) string {
	if i < 0 || r.Written == nil {
		return r.Cell(i)
	}
	return r.Written[i]
}

// Cell returns the i-th cell, and "" for -1, where the file has no such column.
func (r Row) Cell(i int) string {
	if i < 0 {
		return ""
	}
	return r.Cells[i]
}

// CoveredCell is written for the text of a cell in a Covered row that must not be read: the object replacement character, which
// no date, number or code is.
const CoveredCell = "\ufffc"

// EmptyTable returns the finding of a file without rows, which may be no answer at all.
func EmptyTable(at Origin) Finding {
	return Finding{Rule: rule.EmptyTable, At: at, Text: "there are column names and no row"}
}

// Batch is a run of rows in file order with the rows among them that could not be read for certain.
type Batch struct {
	Sheet   string // of a workbook
	Rows    []Row
	Rejects []Finding // each is one row that is present in the file; Severity is Reject
	Notes   []Finding // of what is no row, or was read in another way than it is written; Severity is Note
}

// Reader reads one table, once, from top to bottom.
type Reader interface {
	// Header returns the column names, as Clean has them. It never changes.
	Header() []string
	// Next returns the next batch, which may hold notes alone and whose cells stay valid after the call, or io.EOF. Any other error
	// means that the rest of the file cannot be read.
	Next() (Batch, error)
	// Close frees the file.
	Close() error
}

// Layout says how a file is laid out, as its reader found it. What does not apply to its format is empty.
type Layout struct {
	Format     string   // csv, xlsx, html, json or pdf
	Encoding   string   // of text, as a sidecar declares it
	Delimiter  string   // of text
	Sheet      string   // what is read of a workbook or page, as a sidecar declares it; it may be a person's name
	Sheets     []string // of a workbook, hidden ones included
	Is1904     bool     // of a workbook: its days are counted from 1904, not from 1900
	HeaderLine int      // the line of the file, or row of the sheet, that the column names are in
}

// Described is a Reader that knows the layout of its file.
type Described interface {
	Layout() Layout
}

// Measured is a Reader that knows how far it has come.
type Measured interface {
	// Share returns the share of the file that is read, from 0 to 1. It is called between calls of Next.
	Share() float64
}

// Finding is what a rule found wrong. Its text never quotes a cell's text, which may be personal, and gives the cell's Shape; a date
// that was read may be shown.
type Finding struct {
	Rule *rule.Rule
	At   Origin
	Text string
}

// String returns the finding on one line.
func (f Finding) String() string {
	text := fmt.Sprintf("%s: %s: %s", f.Rule.Severity(), f.Rule.Name(), f.Text)
	if at := f.At.String(); at != "" {
		return at + ": " + text
	}
	return text
}
