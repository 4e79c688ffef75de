package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/normalise"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// headerLine returns the line of the column names, 0 where it is not known, and whether they were found in a row: not by markup, nor
// where somebody has said what they are, or where.
func (t *Table) headerLine() (line int, found bool) {
	d, ok := t.Reader.(source.Described)
	if !ok || t.named {
		return 0, false
	}
	l := d.Layout()
	return l.HeaderLine, l.Format == "csv" || l.Format == "xlsx" || l.Format == "html"
}

// valuesAsNames finds that the column names are those of a file without any: its first row.
func (t *Table) valuesAsNames() []source.Finding {
	line, found := t.headerLine()
	if !found {
		return nil
	}
	values, first := 0, ""
	for _, name := range t.Header() {
		if normalise.IsValue(name) {
			if values++; values == 1 {
				first = source.Shape(name)
			}
		}
	}
	if values == 0 {
		return nil
	}
	at := t.At
	at.Line = line
	return []source.Finding{{Rule: rule.HeaderInDoubt, At: at, Text: fmt.Sprintf(
		"expected column names, found values like %q in %d of %d columns: the line looks like a row. Declare the names of the columns under "+
			"header, or this line as header_lines if these are their names", first, values, len(t.Header()))}}
}

// fits reports whether the cells of some rows are what their column names say: each column of dates, numbers or codes holds such, in 9
// of 10 cells, and so does the last one in which there is anything. Where a name is missing, what is behind its place is under another.
func fits(l *list.List, columns map[string]string, names []string, rows [][]string) bool {
	last := false
	for i, name := range names {
		c, ok := l.Column(name)
		if to := columns[name]; to != "" {
			c, ok = l.ColumnNamed(to)
		}
		filled, wrong := 0, 0
		for _, row := range rows {
			if row[i] != "" {
				filled++
				if ok && !fitsIn(l, c, row[i]) {
					wrong++
				}
			}
		}
		if wrong*10 > filled {
			return false
		}
		if filled > 0 {
			last = ok && (l.HasDigits(c) || c.Type == list.CodeOf)
		}
	}
	return last
}

// fitsIn reports whether a text is what a column of the list holds.
func fitsIn(l *list.List, c list.Column, text string) bool {
	form := l.ReferenceForm()
	switch {
	case c.Type == list.Date:
		return normalise.Date(text).State != record.Unreadable || normalise.DateIn(text, normalise.MonthFirst).State == record.Read
	case c.Type == list.Amount:
		return normalise.Amount(text, l.Money()).State != record.Unreadable
	case c.Type == list.OrgNo:
		_, class := company.ParseNumber(text)
		return class != company.MalformedNumber
	case c.Type == list.CodeOf:
		code, known := l.CodeOf(c.Name, text)
		return known && (code == "" || slices.ContainsFunc(l.Codes[c.Name], func(of list.Code) bool { return of.ID == code }))
	case c.Name == l.Identity.Reference && form != nil:
		return form.Read(text).Numbers > 0
	}
	return !l.HasDigits(c) || strings.ContainsFunc(text, unicode.IsDigit)
}

// most is how many rows may be lines of a header.
const most = 5

// moreNames finds that the header goes on in the first rows of a table.
func (t *Table) moreNames(l *list.List, first source.Batch) []source.Finding {
	line, found := t.headerLine()
	if !found || line == 0 {
		return nil
	}
	var columns []int
	for _, c := range l.Columns {
		if i := t.Door.Index(c.Name); i >= 0 && l.HasDigits(c) {
			columns = append(columns, i)
		}
	}
	last := 0
	for _, row := range first.Rows[:min(most, len(first.Rows))] {
		typed := make([]string, len(columns))
		for k, i := range columns {
			typed[k] = row.Cells[i]
		}
		if !normalise.MoreNames(row.Cells, typed) {
			break
		}
		last = row.Line
	}
	if last == 0 {
		return nil
	}
	at := t.At
	at.Sheet, at.Line = first.Sheet, line
	return []source.Finding{{Rule: rule.HeaderInDoubt, At: at, Text: fmt.Sprintf(
		"the lines below the column names, up to line %d, read like more of them: columns of dates and numbers hold other words there. "+
			"Declare header_lines: %s, or header_lines: %d if they are rows", last, source.Lines{From: line, To: last}, line)}}
}
