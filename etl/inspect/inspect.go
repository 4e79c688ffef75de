// Package inspect looks into one file that nobody has described yet: how it is laid out, what its columns hold, which
// bundled list it fits, and what a sidecar or a dataset.yaml for it would say. It never shows what the privacy gate would
// hide: of everything that may be personal it shows the shape.
package inspect

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"tvistdata/etl/privacy/plain"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

// Options are what a file is judged by.
type Options struct {
	Lists    []*list.List
	Register *company.Register
	Today    record.Date // no date in the file can lie after it
	Answers  *Answers    // what only a person can know; nil when no questions were asked
	Declared Declared
}

// Report is what was found in a file. Nothing in it is personal.
type Report struct {
	File       string    `json:"file"` // its name, or the name's shape
	FileHidden bool      `json:"file_hidden"`
	Format     string    `json:"format"`
	Encoding   string    `json:"encoding,omitempty"`
	Delimiter  string    `json:"delimiter,omitempty"`
	Sheet      string    `json:"sheet,omitempty"` // the name or its shape
	Sheets     []string  `json:"sheets,omitempty"`
	HeaderLine int       `json:"header_line,omitempty"`
	Rows       int       `json:"rows"` // that can be read
	Rejected   int       `json:"rejected"`
	List       Fit       `json:"list"`
	Columns    []Column  `json:"columns"`
	Findings   []Finding `json:"findings"`
	Remarks    []string  `json:"remarks"` // what somebody has to know or do
	Ready      bool      `json:"ready"`   // the sidecar works as it is
	Dataset    string    `json:"dataset_yaml,omitempty"`
	Sidecar    string    `json:"disclosure_yaml"`
}

// Fit says how well a list fits.
type Fit struct {
	ID         string      `json:"id"`
	Title      record.Text `json:"title"`
	Sure       string      `json:"sure"`       // sure, likely, unsure or no
	Recognised int         `json:"recognised"` // column names that the list knows
	Missing    []string    `json:"missing"`    // columns that the list requires and the file has not
	Named      int         `json:"named"`      // column names
	Also       []string    `json:"also"`       // lists that fit as well
}

// Column is what was found of a column.
type Column struct {
	Number       int      `json:"number"`
	Header       string   `json:"header"` // as written, or its shape
	HeaderHidden bool     `json:"header_hidden"`
	Means        string   `json:"means,omitempty"` // the list's column
	Guess        string   `json:"guess,omitempty"` // why, when its cells say so and not its name
	Filled       int      `json:"filled"`
	FilledShare  int      `json:"filled_percent"`
	Distinct     int      `json:"distinct"`
	More         bool     `json:"distinct_is_at_least"`
	Holds        Holds    `json:"holds"`
	Register     string   `json:"register,omitempty"` // whose numbers the cells hold, when they are not Swedish
	Forms        []string `json:"forms"`              // of dates, numbers and amounts
	Personal     bool     `json:"personal"`
	Why          string   `json:"why,omitempty"` // why it looks personal
	Examples     []string `json:"examples"`
	Shapes       bool     `json:"examples_are_shapes"`
}

// Finding counts what a reader found wrong.
type Finding struct {
	Rule     string        `json:"rule"`
	Severity rule.Severity `json:"severity"`
	Count    int           `json:"count"`
	At       string        `json:"first_at,omitempty"` // sheet and line of the first one
	Text     string        `json:"text"`               // of the first one
}

// keptRows is how many rows are kept to find examples of companies in.
const keptRows = 1000

// inspector is a file while it is inspected.
type inspector struct {
	Options
	judge    judge
	plain    plain.Words // words that are nobody's name
	named    plain.Words // plain, with the words of the column names
	name     string      // of the file, as it is
	layout   source.Layout
	levels   []string // of a PDF table, when its first column is one of indented labels
	columns  []*column
	rows     [][]string // some, the first ones
	lines    []int      // of the first few of rows
	read     int
	rejected int
	findings []Finding
	unnamed  bool // the file has no column names, as somebody declared or its first row shows
}

// File inspects a file. Errors hold nothing personal either; one is the context's cause, once it is done.
func File(ctx context.Context, path string, o Options) (Report, error) {
	return until.Done(ctx, func() (Report, error) { return inspect(ctx, path, o) })
}

func inspect(ctx context.Context, path string, o Options) (Report, error) {
	in, r, err := begun(path, o, o.Declared.Levels)
	if err == nil && in.layout.Format == "pdf" && len(o.Declared.Levels) == 0 {
		if levels := levelsOf(ctx, path, o); levels != nil {
			if err = r.Close(); err == nil {
				in, r, err = begun(path, o, levels)
			}
		}
	}
	if err == nil {
		err = errors.Join(in.readAll(ctx, r, math.MaxInt), r.Close())
	}
	if err != nil {
		return Report{}, in.mask(err)
	}
	return in.report(), nil
}

// begun opens a file, with names for the levels of a PDF table's first column.
func begun(path string, o Options, levels []string) (*inspector, source.Reader, error) {
	words := plain.Of(o.Lists)
	o.Register = o.Register.Reading(list.Registers(o.Lists))
	in := &inspector{Options: o, plain: words, named: maps.Clone(words), name: filepath.Base(path), levels: levels}
	in.judge = judge{today: o.Today, words: words, companies: o.Register, registers: numbers.Abroad()}
	if len(o.Lists) > 0 {
		all := o.Lists[0].Registers()
		in.judge.own = all.Own()
		in.judge.registers = slices.DeleteFunc(slices.Clone(all), func(r *numbers.Register) bool { return r.Code == numbers.Sweden })
	}
	r, err := in.open(path)
	if err != nil {
		return in, nil, err
	}
	if d, ok := r.(source.Described); ok {
		in.layout = d.Layout()
	}
	if err := o.Declared.apply(in.layout.Format); err != nil {
		return in, nil, errors.Join(fmt.Errorf("%s: %w", in.name, err), r.Close())
	}
	in.columns = newColumns(r.Header())
	return in, r, nil
}

// tried reads the first rows of a PDF table.
func tried(ctx context.Context, path string, o Options, levels []string) (*inspector, error) {
	in, r, err := begun(path, o, levels)
	if err != nil {
		return in, err
	}
	return in, errors.Join(in.readAll(ctx, r, levelRows), r.Close())
}

// levelRows is how many rows of a PDF table are tried to find the levels of its first column.
const levelRows = 2000

// levelsOf names the levels of a PDF table's first column as its name does, and up to two more where the labels are
// indented deeper than it says. It returns nil when there are none.
func levelsOf(ctx context.Context, path string, o Options) []string {
	first, err := tried(ctx, path, o, nil)
	if err != nil {
		return nil
	}
	levels := first.levelNames()
	if len(levels) < 2 {
		return nil
	}
	for range 3 {
		in, err := tried(ctx, path, o, levels)
		switch {
		case err != nil:
			return nil
		case in.rejected > first.rejected+in.read/100:
			levels = append(levels, fmt.Sprintf("Level %d", len(levels)+1))
		case in.columns[len(levels)-1].filled == 0:
			return nil
		default:
			return levels
		}
	}
	return nil
}

// levelNames returns the names in the first column name of a PDF table, which has several where it is one of labels that
// are indented by level: "Airport, Fiscal Year, Category".
func (in *inspector) levelNames() []string {
	if len(in.columns) == 0 {
		return nil
	}
	names := strings.FieldsFunc(in.columns[0].header, func(r rune) bool { return r == ',' || r == '/' })
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	if slices.Contains(names, "") {
		return nil
	}
	return names
}

// mask takes the file's name out of an error when it may be personal.
func (in *inspector) mask(err error) error {
	shown, hidden := in.shown(in.name)
	if text := strings.NewReplacer(in.name, shown, source.Escape(in.name), shown).Replace(err.Error()); hidden && text != err.Error() {
		return errors.New(text)
	}
	return err
}

// learn takes the words of the column names for words that are nobody's name, when they are.
func (in *inspector) learn() {
	for _, c := range in.columns {
		if !personalHeader(c.header, in.plain) {
			for _, w := range person.Letters(c.header) {
				in.named[strings.ToLower(w)] = true
			}
		}
	}
}

// shown returns a name of a file or sheet as source.Escape has it, or its shape.
func (in *inspector) shown(name string) (shown string, hidden bool) {
	if in.named.Printable(name) {
		return source.Escape(name), false
	}
	return source.Shape(name), true
}

// readAll counts every cell, up to about so many rows.
func (in *inspector) readAll(ctx context.Context, r source.Reader, most int) error {
	for in.read+in.rejected < most {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			if in.read+in.rejected == 0 {
				in.find(source.EmptyTable(source.Origin{}))
			}
			return nil
		}
		if err == nil {
			err = context.Cause(ctx)
		}
		if err != nil {
			return err
		}
		in.read += len(b.Rows)
		in.rejected += len(b.Rejects)
		for _, f := range slices.Concat(b.Rejects, b.Notes) {
			in.find(f)
		}
		for _, row := range b.Rows {
			if row.Covered.Any() {
				in.read--
				in.rejected++
				in.find(row.Covered.Finding(source.Origin{Sheet: b.Sheet, Line: row.Line}))
				continue
			}
			for i, c := range in.columns {
				c.add(row.Cells[i], &in.judge)
			}
			if len(in.rows) < keptRows && len(in.columns) <= 200 {
				if len(in.rows) < headRows {
					in.lines = append(in.lines, row.Line)
				}
				in.rows = append(in.rows, in.keep(row.Cells))
			}
		}
	}
	return nil
}

func (in *inspector) keep(cells []string) []string {
	kept := make([]string, len(cells))
	for i, c := range cells {
		if len(c) <= maxLength {
			kept[i] = strings.Clone(c)
		}
	}
	return kept
}

func (in *inspector) find(f source.Finding) {
	i := slices.IndexFunc(in.findings, func(g Finding) bool { return g.Rule == f.Rule.Name() && g.Severity == f.Rule.Severity() })
	if i >= 0 {
		in.findings[i].Count++
		return
	}
	at := f.At
	at.File, at.Disclosure = "", ""
	in.findings = append(in.findings, Finding{
		Rule: f.Rule.Name(), Severity: f.Rule.Severity(), Count: 1, At: strings.TrimPrefix(at.String(), ":"), Text: f.Text,
	})
}

// report puts together what was found.
func (in *inspector) report() Report {
	in.learn()
	fits := in.fits()
	r := Report{
		Format: in.layout.Format, Encoding: in.layout.Encoding, Delimiter: in.layout.Delimiter, HeaderLine: in.layout.HeaderLine,
		Rows: in.read, Rejected: in.rejected, Findings: slices.Concat([]Finding{}, in.findings), Remarks: []string{},
	}
	r.File, r.FileHidden = in.shown(in.name)
	if in.layout.Sheet != "" {
		r.Sheet, _ = in.shown(in.layout.Sheet)
	}
	for _, s := range in.layout.Sheets {
		s, _ = in.shown(s)
		r.Sheets = append(r.Sheets, s)
	}
	f := best(fits)
	r.List = f.tell(fits)
	by := f
	if !f.enough() {
		by = in.unlisted()
	}
	for i := range in.columns {
		r.Columns = append(r.Columns, in.column(i, by))
	}
	in.remark(&r, f)
	if f.enough() {
		r.Sidecar = in.sidecar(&r, f)
	} else {
		n := in.newList(&r)
		r.Dataset, r.Sidecar = n.dataset(), n.sidecar()
	}
	in.remarkNumbers(&r)
	return r
}

// remarkColumn says what is odd about the cells of a column.
func (in *inspector) remarkColumn(i int, told Column, f *fit) (out []string) {
	c := in.columns[i]
	if c.future > 0 && told.Holds == HoldsDate {
		out = append(out, fmt.Sprintf("Column %d: cells with a date after today: %d.", told.Number, c.future))
	}
	if c.monthFirst && (f.list == nil || f.list.Country != "US") {
		out = append(out, fmt.Sprintf("Column %d has dates with the month before the day. A build does not guess which way round the "+
			"others of its dates are, and reads none whose day could be a month; ask for dates such as 2021-03-25.", told.Number))
	}
	if n, shapes := unknownCodes(f, told.Means, c); n > 0 && !f.twice[i] {
		out = append(out, fmt.Sprintf("Column %d: cells that are no %s the list knows: %d, like %s.", told.Number, told.Means, n,
			strings.Join(shapes, " | ")))
	}
	strays := c.strays()
	switch {
	case told.Personal && kept(f, told):
		out = append(out, fmt.Sprintf("Column %d looks personal by its cells, but list %s takes it for %s and would use it. Look at the "+
			"file before you build.",
			told.Number, f.list.ID, told.Means))
	case len(strays) == 0 || told.Personal || told.Holds == HoldsAddress:
	case told.Means == "respondent" || told.Means == "org_number":
		out = append(out, fmt.Sprintf("Column %d: some cells may be persons' (%s). Such rows are counted, and nobody in them is named.",
			told.Number, strings.Join(strays, ", ")))
	default:
		out = append(out, fmt.Sprintf("Column %d: some cells may be personal (%s).", told.Number, strings.Join(strays, ", ")))
	}
	return out
}

// kept reports whether the list takes a column for one that is not personal.
func kept(f *fit, told Column) bool {
	if f.list == nil {
		return false
	}
	col, ok := f.list.ColumnNamed(told.Means)
	return ok && !col.Personal
}

// unknownCodes counts the cells that are not in a closed code list, and returns shapes of some.
func unknownCodes(f *fit, means string, c *column) (n int, shapes []string) {
	if f.list == nil {
		return 0, nil
	}
	col, ok := f.list.ColumnNamed(means)
	if !ok || col.Type != list.CodeOf || col.Open {
		return 0, nil
	}
	for _, v := range c.order {
		if _, known := f.list.CodeOf(means, v); known {
			continue
		}
		n += c.values[v].n
		if s := fmt.Sprintf("%q", source.Shape(v)); len(shapes) < examples && !slices.Contains(shapes, s) {
			shapes = append(shapes, s)
		}
	}
	return n, shapes
}

// remark says what somebody has to know or do.
func (in *inspector) remark(r *Report, f *fit) {
	say := func(format string, args ...any) { r.Remarks = append(r.Remarks, fmt.Sprintf(format, args...)) }
	r.Ready = f.enough()
	if found := person.Scan(in.name); found != person.Nothing {
		r.Ready = false
		say("The file's name holds %s: rename the file, or no build takes it.", found)
	}
	if r.FileHidden && (len(in.levels) > 0 || in.headed() != nil || in.Declared.Comment != "") {
		r.Ready = false
		say("What is said of the file's columns or lines has to be declared with its name. Write it into the YAML where its place is marked.")
	}
	hidden, named := 0, 0
	for _, c := range r.Columns {
		if c.Header != "" {
			named++
		}
		if c.HeaderHidden {
			hidden++
			r.Ready = false
			say("The name of column %d is not printed, for it may be personal. Write it into the YAML yourself where its place is marked.", c.Number)
		}
	}
	in.remarkHeader(r, f, hidden*2 >= named || in.firmAmongNames())
	if in.read+in.rejected == 0 {
		r.Ready = false
		say("The file has column names and no row. No build takes it: it may be no answer at all, or its rows are on another sheet.")
	}
	if in.rejected > 0 {
		say("Rows that cannot be read for certain: %d. They would be left out; see below.", in.rejected)
	}
	for i := range in.columns {
		r.Remarks = append(r.Remarks, in.remarkColumn(i, r.Columns[i], f)...)
	}
	if in.needsIssue(f) {
		r.Ready = false
		say("No column has the issue of the list. Write its name and day into the YAML where its place is marked, or no build takes the file.")
	}
	if f.list != nil && f.recognised >= 2 && len(f.missing) > 0 {
		say("List %s requires columns that the file has not: %s. If one has them under another name, start from that list: declare the "+
			"name under columns in disclosure.yaml.",
			f.list.ID, strings.Join(f.missing, ", "))
	}
	if !f.enough() {
		say("No bundled list fits. The dataset.yaml below begins a list of your own: somebody has to choose its record kind (dispute, " +
			"complaint or listing), and what may be published.")
	}
	for _, id := range r.List.Also {
		say("List %s fits as well. Choose the one of the authority that the file came from.", id)
	}
}
