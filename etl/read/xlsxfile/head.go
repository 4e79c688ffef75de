package xlsxfile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// head is the beginning of a sheet: its first rows, and which of them holds the column names.
type head struct {
	rows  []row
	at    int  // of rows; -1 when there is none
	named int  // how many known names it has
	split bool // a row with known names has some that are merged over several columns
}

// text returns the cells of a row by column.
func (r row) text() []string {
	cells := make([]string, r.cells[len(r.cells)-1].column+1)
	for _, c := range r.cells {
		cells[c.column] = c.text
	}
	return cells
}

// readHead reads the first rows of a sheet. The header is the first row with two known names, unless the row below has
// more: then that row is what names the columns, and the one above what groups them. Else it is the first row of all when
// it has one, or one that holds nothing but a known name. A row in which names are merged over several columns is none: the
// names of each column are below. When no names are known it is the first row. What was declared of the header is not looked for.
func (s *sheet) readHead(o Options) (head, error) {
	h := head{at: -1}
	known := o.Headers
	if o.Unnamed || len(o.Header) > 0 || o.Lines.From > 0 {
		known = func(string) bool { return false }
	}
	for len(h.rows) < headerRows || len(h.rows) > 0 && h.rows[len(h.rows)-1].line <= o.Lines.To {
		r, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return h, placed{r.line, err}
		}
		r.cells = slices.Clone(r.cells)
		h.rows = append(h.rows, r)
		if known == nil {
			h.at = 0
			break
		}
		n := header.Known(r.text(), known)
		switch {
		case h.named >= 2 && n <= h.named:
			return h, nil
		case n > 0 && r.isWide:
			h.split = true
		case n >= 2:
			h.at, h.named = len(h.rows)-1, n
		case n == 1 && h.at < 0 && (len(h.rows) == 1 || len(r.cells) == 1):
			h.at, h.named = len(h.rows)-1, n
		}
	}
	return h, nil
}

// placed is an error at a row.
type placed struct {
	line int
	err  error
}

func (p placed) Error() string { return p.err.Error() }
func (p placed) Unwrap() error { return p.err }

// readHeader takes rows off the sheet until it has the column names.
func (r *reader) readHeader(o Options) error {
	h, err := r.rows.readHead(o)
	if err != nil {
		if p, ok := errors.AsType[placed](err); ok {
			return fmt.Errorf("%s: %w", r.place(p.line), p.err)
		}
		return fmt.Errorf("%s: %w", r.at, err)
	}
	switch {
	case len(h.rows) == 0:
		return fmt.Errorf("%s: expected a row of column names, found an empty sheet", r.at)
	case o.Lines.From > 0:
		return r.declaredLines(o, h.rows)
	case len(o.Header) > 0:
		return r.declaredHeader(o.Header, o, h.rows)
	case o.Unnamed:
		width := 0
		for _, row := range h.rows {
			width = max(width, len(row.text()))
		}
		return r.declaredHeader(header.Numbered(width), o, h.rows)
	case h.at < 0 && h.split:
		return fmt.Errorf("%s: expected a column name above each column, found some merged over several columns", r.at)
	case h.at < 0:
		return fmt.Errorf("%s: expected a row with two known column names or more, found none among the first %d rows; "+
			"declare new names under columns, and the names of a sheet that has none as its header, in the sidecar", r.at, len(h.rows))
	}
	names := h.rows[h.at]
	if r.header, err = header.Names(names.text(), o.Headers); err != nil {
		return fmt.Errorf("%s: %w", r.place(names.line), err)
	}
	r.below = names.below
	r.layout.HeaderLine = names.line
	r.begin(o, h.rows[h.at+1:])
	r.table.Written(names.line, names.text())
	r.table.Beside(names.line)
	if h.at > 0 {
		r.table.Preamble(h.rows[0].line, h.rows[h.at-1].line)
		above := 0
		for _, row := range h.rows[:h.at] {
			r.table.Says(row.line, row.text())
			if header.LikeRow(row.text(), len(r.header)) {
				above++
			}
		}
		r.table.Above(names.line, above)
	}
	return nil
}

// declaredHeader takes the column names from what was declared, above some rows.
func (r *reader) declaredHeader(names []string, o Options, rows []row) (err error) {
	if r.header, err = header.Names(names, o.Headers); err != nil {
		return fmt.Errorf("%s: the declared header: %w", r.at, err)
	}
	r.begin(o, rows)
	return nil
}

// declaredLines takes the column names from the rows that were declared to hold them, or passes over these where other names were
// declared. The first rows of the sheet are given.
func (r *reader) declaredLines(o Options, rows []row) error {
	var names []string
	first, above, below := rows[0].line, 0, 0
	for ; len(rows) > 0 && rows[0].line <= o.Lines.To; rows = rows[1:] {
		if rows[0].line < o.Lines.From {
			above = rows[0].line
			continue
		}
		names = header.Joined(names, rows[0].text())
		below = max(below, rows[0].below)
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: expected column names in row %s, by the header_lines that were declared, found nothing", r.at, o.Lines)
	}
	if len(o.Header) > 0 {
		names = o.Header
	}
	if err := r.declaredHeader(names, o, rows); err != nil {
		return err
	}
	r.table.Written(o.Lines.From, names)
	r.below, r.layout.HeaderLine = below, o.Lines.From
	if above > 0 {
		r.table.Preamble(first, above)
	}
	return nil
}

// begin starts to judge rows, of which some have been read.
func (r *reader) begin(o Options, rows []row) {
	r.read = rows
	r.table = judge.New(r.at, r.header, o.Headers)
	for _, n := range r.notes {
		r.table.Keep(n)
	}
	r.notes = nil
	if columns := hiddenAmong(r.rows.hidden, len(r.header)); columns != "" {
		r.table.Note(0, rule.HiddenColumns, "columns are hidden, and are read like the others: "+columns)
	}
}

// hiddenAmong names the hidden ones of the first columns by their numbers.
func hiddenAmong(hidden []span, columns int) string {
	var out []string
	for c := range columns {
		if slices.ContainsFunc(hidden, func(s span) bool { return s.left <= c && c <= s.right }) {
			out = append(out, strconv.Itoa(c+1))
		}
	}
	return strings.Join(out, ", ")
}

// choose returns the sheet to read: the named one; the only one that is not hidden; or the only one of those with known
// column names. Errors and findings name a sheet by its number and shape, because its name is the registrar's free text and
// may be a person's.
func (w *workbook) choose(o Options) (int, error) {
	var visible, names []int
	for i, s := range w.sheets {
		if o.Sheet != "" && s.name == o.Sheet {
			return i, nil
		}
		if !s.hidden {
			visible = append(visible, i)
		}
	}
	switch {
	case len(w.sheets) == 0:
		return 0, errors.New("expected a worksheet, found none")
	case o.Sheet != "":
		return 0, fmt.Errorf("expected a sheet of the shape %q, with the name that the sidecar gives, found %s", source.Shape(o.Sheet),
			w.list(nil))
	case len(visible) == 0:
		return 0, fmt.Errorf("expected a worksheet that is not hidden, found only %s", w.list(nil))
	case len(visible) == 1:
		return visible[0], nil
	case o.Headers == nil || o.Unnamed || len(o.Header) > 0 || o.Lines.From > 0:
		return w.firstTable(visible), nil
	}
	for _, i := range visible {
		h, err := w.headOf(i, o)
		if err == nil && h.named >= 2 {
			names = append(names, i)
		}
	}
	switch len(names) {
	case 0:
		return w.firstTable(visible), nil
	case 1:
		return names[0], nil
	}
	return 0, fmt.Errorf("expected one sheet with known column names, found %s; name the one that is meant in the sidecar, "+
		"or the file once for each", w.list(names))
}

// firstTable returns the first of some sheets in which two rows have two cells or more; else the first with anything in it, or
// the first.
func (w *workbook) firstTable(of []int) int {
	first := -1
	for _, i := range of {
		h, err := w.headOf(i, Options{Unnamed: true})
		wide := 0
		for _, r := range h.rows {
			if len(r.cells) > 1 {
				wide++
			}
		}
		if err == nil && wide > 1 {
			return i
		}
		if first < 0 && len(h.rows) > 0 {
			first = i
		}
	}
	return max(first, of[0])
}

// list names some sheets by number and shape; all of them for nil.
func (w *workbook) list(which []int) string {
	var out []string
	for i, s := range w.sheets {
		if which == nil || slices.Contains(which, i) {
			out = append(out, fmt.Sprintf("%s of the shape %q", sheetNumber(i), source.Shape(s.name)))
		}
	}
	return strings.Join(out, ", ")
}

func sheetNumber(i int) string { return fmt.Sprintf("sheet %d", i+1) }

// headOf looks at the beginning of a sheet.
func (w *workbook) headOf(i int, o Options) (h head, err error) {
	s, err := w.openSheet(w.sheets[i].part)
	if err != nil {
		return head{at: -1}, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return s.readHead(o)
}

// isEmpty reports whether nothing is in a sheet.
func (w *workbook) isEmpty(i int) bool {
	t, err := w.tokens(w.sheets[i].part, maxSheet)
	if err != nil {
		return false
	}
	s := &sheet{tokens: t, w: w}
	_, err = s.next()
	return s.close() == nil && errors.Is(err, io.EOF)
}

// unread notes what is hidden, and the sheets that are not read, here or elsewhere, though something is in them.
func (w *workbook) unread(chosen int, elsewhere []string, at source.Origin) (notes []source.Finding) {
	for i, s := range w.sheets {
		f := source.Finding{Rule: rule.HiddenSheet, At: at}
		f.At.Sheet = sheetNumber(i)
		switch {
		case i == chosen && s.hidden:
			f.Text = "the sheet is hidden; it is read, for the sidecar names it"
		case i == chosen, slices.Contains(elsewhere, s.name):
			continue
		default:
			if w.isEmpty(i) {
				continue
			}
			f.Text = "the sheet is hidden and is not read; name it in the sidecar if it holds rows of the list"
			if !s.hidden {
				f.Rule, f.Text = rule.SheetNotRead, "the sheet is not read; name it in the sidecar if it holds rows of the list"
			}
		}
		notes = append(notes, f)
	}
	return notes
}
