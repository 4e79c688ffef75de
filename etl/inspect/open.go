package inspect

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/normalise"
	"tvistdata/etl/read"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// Declared is what somebody has said of a file, because it does not show it. What is empty is found out.
type Declared struct {
	Columns  []string     // the column names, in order, of a file that has none, or has wrong ones in its Lines
	NoHeader bool         // the file has no column names
	Lines    source.Lines // where the column names are
	Comment  string       // one character that starts lines which are no rows
	Sheet    string       // of a workbook or page
	Levels   []string     // names for the levels of the first column of a PDF table
}

// header reports whether anything was said of the column names.
func (d Declared) header() bool { return d.NoHeader || len(d.Columns) > 0 || d.Lines.From > 0 }

// apply reports what was said that a file of the format has not.
func (d Declared) apply(format string) error {
	for _, said := range []struct {
		what    string
		so      bool
		formats []string
	}{
		{"sign of comments", d.Comment != "", []string{"csv"}},
		{"sheet", d.Sheet != "", []string{"xlsx", "html", "json"}},
		{"levels", len(d.Levels) > 0, []string{"pdf"}},
	} {
		if said.so && !slices.Contains(said.formats, format) {
			return fmt.Errorf("expected no %s to be declared: the file is %s, and that is for %s", said.what, format,
				strings.Join(said.formats, ", "))
		}
	}
	return nil
}

// known reports whether a list has such a column.
func (in *inspector) known(header string) bool {
	return slices.ContainsFunc(in.Lists, func(l *list.List) bool { _, ok := l.Column(header); return ok })
}

// open opens the file as declared; else by the column names of all lists, or, when too few are known, without knowing any. A file
// whose first row would give values as names is taken for one that has none.
func (in *inspector) open(path string) (source.Reader, error) {
	d := in.Declared
	o := read.Options{Comment: d.Comment, Sheet: d.Sheet, Levels: in.levels, Header: d.Columns, Lines: d.Lines}
	if d.header() {
		in.unnamed = d.Lines.From == 0
		o.Unnamed, o.Headers = d.NoHeader && len(d.Columns) == 0, in.known
		return read.Open(path, o)
	}
	o.Headers = in.known
	r, err := read.Open(path, o)
	if err == nil {
		n := 0
		for _, h := range r.Header() {
			if in.known(h) {
				n++
			}
		}
		if n >= 2 {
			return r, nil
		}
		if err := r.Close(); err != nil {
			return nil, err
		}
	}
	o.Headers = nil
	r, err2 := read.Open(path, o)
	if err2 == nil && !slices.ContainsFunc(r.Header(), normalise.IsValue) {
		return r, nil
	}
	o.Unnamed = true
	if slices.ContainsFunc(firstRow(path, o), normalise.IsValue) {
		in.unnamed = true
		if err2 == nil {
			if err := r.Close(); err != nil {
				return nil, err
			}
		}
		return read.Open(path, o)
	}
	switch {
	case err2 == nil:
		return r, nil
	case err == nil:
		err = err2
	}
	return nil, err
}

// firstRow returns the first row of a file; nil when it has none, or none can be read so.
func firstRow(path string, o read.Options) []string {
	r, err := read.Open(path, o)
	if err != nil {
		return nil
	}
	b, err := r.Next()
	if errors.Join(r.Close()) != nil || err != nil && !errors.Is(err, io.EOF) || len(b.Rows) == 0 {
		return nil
	}
	return b.Rows[0].Cells
}

// headed returns the column names that a sidecar has to declare; nil when the file has them.
func (in *inspector) headed() []string {
	if !in.unnamed && len(in.Declared.Columns) == 0 {
		return nil
	}
	var names []string
	for _, c := range in.columns {
		names = append(names, c.header)
	}
	if n := len(names); len(in.Declared.Columns) > n { // what belongs to no column
		names = in.Declared.Columns
	}
	return names
}

// headRows is how many rows may be lines of a header.
const headRows = 5

// moreNames returns the last of the first lines that read like column names, not like rows; 0 when there is none.
func (in *inspector) moreNames(f *fit) (last int) {
	for k, line := range in.lines {
		var typed []string
		for i, c := range in.columns {
			if slices.Contains([]Holds{HoldsDate, HoldsSerial, HoldsOrgNumber, HoldsReference, HoldsNumber, HoldsAmount}, c.holds()) ||
				f.hasDigits(i) {
				typed = append(typed, in.rows[k][i])
			}
		}
		if !normalise.MoreNames(in.rows[k], typed) {
			break
		}
		last = line
	}
	return last
}

// remarkHeader says what is odd about the column names, and how to say what they are.
func (in *inspector) remarkHeader(r *Report, f *fit, looksNamed bool) {
	say := func(format string, args ...any) {
		r.Ready = false
		r.Remarks = append(r.Remarks, fmt.Sprintf(format, args...))
	}
	line := max(in.layout.HeaderLine, 1)
	more := in.moreNames(f)
	if in.unnamed && more > 0 {
		say("The first rows, up to line %d, read like column names. If they are, inspect the file again with --header %s, too.", more,
			source.Lines{From: in.lines[0], To: more})
	}
	switch {
	case in.unnamed && len(in.Declared.Columns) == 0:
		why := "The first line looks like a row, not like column names: it is read as one, and"
		if in.Declared.NoHeader {
			why = "The file has no column names, so"
		}
		say("%s the columns are numbered. Inspect the file again with --columns \"NAME,NAME,…\", the %d names in their order, best as the "+
			"list writes them. If its names are in a line after all, say which: --header 1.", why, len(in.columns))
	case in.Declared.header():
	case looksNamed:
		say("The first row looks like a row of data. If the file has no column names, inspect it again with --columns \"NAME,NAME,…\", the "+
			"names in their order, or with --header none; if it has, with --header %d.", line)
	case slices.ContainsFunc(r.Columns, func(c Column) bool { return normalise.IsValue(c.Header) }):
		say("Some column names look like values. No build takes them for names unless somebody says so: inspect the file again with "+
			"--header %d, or with --columns if they are none.", line)
	case more > 0 && in.layout.HeaderLine > 0:
		say("Lines below the column names, up to line %d, read like more of them. If they are, inspect the file again with --header %s; if "+
			"they are rows, with --header %d.", more, source.Lines{From: line, To: more}, line)
	}
	if slices.ContainsFunc(in.findings, func(f Finding) bool { return f.Rule == rule.HeaderInDoubt.Name() }) {
		say("It is doubtful which cells the column names belong to; see below. No build takes the file before somebody says it: inspect it " +
			"again with --columns and --header, or with --comment.")
	}
}

// firmAmongNames reports whether the name of a column of companies has a company's legal form itself.
func (in *inspector) firmAmongNames() bool {
	return slices.ContainsFunc(in.columns, func(c *column) bool {
		return company.FormOf(c.header).Legal != "" && c.holds() == HoldsCompany
	})
}

// declaration returns what a sidecar says of the file's lines and columns, in the order of its keys.
func (in *inspector) declaration(r *Report) (parts []string) {
	d := in.Declared
	if d.Comment != "" {
		parts = append(parts, "comment: "+strconv.Quote(d.Comment))
	}
	if names := in.headed(); names != nil {
		hidden := slices.ContainsFunc(r.Columns, func(c Column) bool { return c.HeaderHidden })
		quoted := make([]string, len(names))
		for i, n := range names {
			quoted[i] = strconv.Quote(n)
		}
		if !hidden {
			parts = append(parts, "header: ["+strings.Join(quoted, ", ")+"]")
		}
	}
	if d.Lines.From > 0 {
		parts = append(parts, "header_lines: "+d.Lines.String())
	}
	return parts
}
