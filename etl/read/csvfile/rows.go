package csvfile

import (
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// batch appends rows and rejects until there are enough or the text has no further whole record. It reports whether
// there is more to read.
func (r *reader) batch(b *source.Batch) bool {
	text := r.text
	rows := min(batchRows, strings.Count(text[r.pos:], string(r.eol))+1, (len(text)-r.pos)/len(r.header)+1)
	b.Rows = make([]source.Row, 0, rows)
	slab := make([]string, 0, rows*r.width)
	for len(b.Rows)+len(b.Rejects) < batchRows {
		if r.pos == len(text) {
			return !r.final
		}
		end, next := len(text), len(text)
		if i := strings.IndexByte(text[r.pos:], r.eol); i >= 0 {
			end, next = r.pos+i, r.pos+i+1
		} else if !r.final {
			return true
		}
		if strings.HasPrefix(text[r.pos:end], "\ufeff") {
			r.pos += len("\ufeff") // files were put together, each with its mark
		}
		if r.find(&r.quote, r.mark) < end {
			var whole bool
			if slab, whole = r.quoted(b, slab); !whole {
				return true
			}
			continue
		}
		slab = r.plain(b, slab, end, next)
	}
	return true
}

// plain splits the line up to end, which holds no quote.
func (r *reader) plain(b *source.Batch, slab []string, end, next int) []string {
	text, start, line := r.text, r.pos, r.line
	stray := r.find(&r.stray, r.otherEnd())
	nul := r.find(&r.nul, 0)
	r.pos, r.line = next, line+1
	if stray < end {
		end = start + len(r.trimEnd(text[start:end]))
	}
	switch {
	case nul < end:
		r.reject(b, line, rule.NULByte, "expected text, found a NUL byte")
		return slab
	case stray < end:
		r.reject(b, line, rule.BadLineEnd, r.strayText())
		return slab
	case end-start > maxRecord:
		r.reject(b, line, rule.TooLong, tooLong)
		return slab
	}
	rest := text[start:end]
	if blankLine(rest, r.delim) {
		r.table.Empty()
		return slab
	}
	if r.isComment(rest) {
		return slab
	}
	from := len(slab)
	slab = slices.Grow(slab, r.width)[:from+r.width]
	n := split(slab[from:], rest, r.delim)
	r.clean = r.mark == '"' && source.PlainLine(rest)
	return r.row(b, slab[:from+min(n, r.width)], from, n, line)
}

// row makes a row of the n cells of a record, of which those that fit are in slab after the first from, or rejects
// it.
func (r *reader) row(b *source.Batch, slab []string, from, n, line int) []string {
	named := len(r.header)
	last := r.final && r.pos == len(r.text)
	if last && r.cut {
		r.reject(b, line, rule.CutCharacter, "expected a whole character, but the file ends inside one")
		return slab[:from]
	}
	if n != r.width && (n < named || n > r.width) {
		if r.table.NoRow(b, line, slab[from:], n) {
			return slab[:from]
		}
		r.reject(b, line, rule.RaggedRow, fmt.Sprintf("expected %d cells, got %d", r.width, n))
		return slab[:from]
	}
	beyond := slices.IndexFunc(slab[from+named:], func(c string) bool { return c != "" })
	if beyond >= 0 && (n != r.width || !r.table.Aside(b, line, slab[from:from+named], slab[from+named:])) {
		if r.ended {
			r.ended = false
			b.Notes = append(b.Notes, source.Finding{Rule: rule.HeaderInDoubt, At: r.place(line), Text: r.nameMissing("which is not always empty")})
		}
		i := from + named + beyond
		r.reject(b, line, rule.BesideColumns, fmt.Sprintf("expected nothing in column %d, which has no name", i-from+1))
		return slab[:from]
	}
	judge := r.table.Row
	if r.clean {
		judge = r.table.PlainRow
	}
	if !judge(b, line, slab[from:from+named:from+named]) {
		return slab[:from]
	}
	if last && line > 1 {
		r.ending(b, line)
	}
	return slab[:from+named]
}

// ending notes that nothing says where the last row ends: its last cell may be cut off. A closing quote would say it.
func (r *reader) ending(b *source.Batch, line int) {
	switch c := r.text[len(r.text)-1]; {
	case c == '\n', c == '\r', r.mark != 0 && c == r.mark:
		return
	}
	b.Notes = append(b.Notes, source.Finding{
		Rule: rule.NoLineEnd, At: r.place(line),
		Text: "the file ends without a line end; its last row may be cut off",
	})
}

// quoted splits the record at pos, whose first line holds a quote. It does nothing and returns false when the text does
// not hold the whole of it.
func (r *reader) quoted(b *source.Batch, slab []string) ([]string, bool) {
	if done, whole := r.quotedComment(); done || !whole {
		return slab, whole
	}
	from, line := len(slab), r.line
	cells, n, end, f := r.record(slab, r.delim, r.width)
	if f == nil && end < 0 {
		return slab, false
	}
	if f == nil && end-r.pos > maxRecord {
		f = endless(end - 1)
	}
	if f != nil {
		return slab, r.broken(b, f)
	}
	nul := r.find(&r.nul, 0)
	r.clean = false
	r.advance(end)
	if nul < end {
		r.reject(b, line, rule.NULByte, "expected text, found a NUL byte")
		return slab, true
	}
	return r.row(b, cells, from, n, line), true
}

// isComment reports whether a line is declared to be no row.
func (r *reader) isComment(line string) bool {
	return r.comment != 0 && line != "" && line[0] == r.comment
}

// quotedComment skips a comment at pos, which has a quote in it. It reports whether there was one, and whether the text
// holds its end.
func (r *reader) quotedComment() (done, whole bool) {
	if !r.isComment(r.text[r.pos:]) {
		return false, true
	}
	if i := strings.IndexByte(r.text[r.pos:], r.eol); i >= 0 {
		r.advance(r.pos + i + 1)
	} else if r.final {
		r.advance(len(r.text))
	} else {
		return false, false
	}
	return true, true
}

// broken rejects the record at pos and continues where the next row can start: see the package's comment. It returns false
// when the text does not hold the end of the record's first line.
func (r *reader) broken(b *source.Batch, f *flaw) bool {
	text, first := r.text, len(r.text)
	if i := strings.IndexByte(text[r.pos:], r.eol); i >= 0 {
		first = r.pos + i + 1
	} else if !r.final {
		return false
	}
	line, next := r.line, first
	if f.at >= first {
		last := len(text)
		if f.at < last || !r.final { // the line that shows the flaw may be a row, or start one
			last = strings.LastIndexByte(text[:f.at], r.eol) + 1
		}
		if !r.standing(text[first:last]) {
			next = last
		}
	}
	r.advance(next)
	if lines := r.line - line; lines > 1 {
		f.text += fmt.Sprintf("; the %d lines from this one on are one record", lines)
	}
	r.reject(b, line, f.rule, f.text)
	return true
}

// standing reports whether any of the lines is a whole row by itself.
func (r *reader) standing(lines string) bool {
	var cells []string
	for lines != "" {
		end := len(lines)
		if i := strings.IndexByte(lines, r.eol); i >= 0 {
			end = i + 1
		}
		one := splitter{text: lines[:end], final: true, eol: r.eol, mark: r.mark}
		_, n, _, f := one.record(cells[:0], r.delim, 0)
		if f == nil && n >= len(r.header) && n <= r.width && !blankLine(one.trimEnd(one.text), r.delim) {
			return true
		}
		lines = lines[end:]
	}
	return false
}
