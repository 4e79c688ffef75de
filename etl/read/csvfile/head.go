package csvfile

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/rule"
)

const (
	headLines = 100 // lines that are searched for the column names
	someLines = 50  // lines that the shape of a table is judged from
)

// readHeader finds line ends, quotes and delimiter, and takes the column names off the text.
func (r *reader) readHeader(o Options) error {
	for len(r.text) < headSize && !r.final {
		if err := r.fill(); err != nil {
			return fmt.Errorf("%s: reading the header: %w", r.at, err)
		}
	}
	r.eol = lineEnd(r.text)
	if err := r.declared(o); err != nil {
		return fmt.Errorf("%s: %w", r.at, err)
	}
	if err := r.blankLines(); err != nil {
		return err
	}
	if d, ok := r.sepLine(); ok {
		if o.Delimiter == "" {
			o.Delimiter = d
		}
		if err := r.blankLines(); err != nil {
			return err
		}
	}
	top := r.splitter
	if err := r.names(o); err != nil {
		return err
	}
	r.table = judge.New(r.at, r.header, o.Headers)
	r.table.Written(r.layout.HeaderLine, r.written)
	if above := cmp.Or(r.layout.HeaderLine, r.line) - 1; above >= top.line {
		r.table.Preamble(top.line, above)
		rows := r.above(top, above)
		if o.Lines.From == 0 {
			r.table.Above(above+1, rows)
		}
	}
	r.trailingDelimiter(o.Fits)
	if len(o.Header) == 0 && o.Lines.From == 0 && !o.Unnamed {
		r.table.Beside(r.layout.HeaderLine)
	}
	return nil
}

// names goes to the first row, and takes the column names from where they are.
func (r *reader) names(o Options) error {
	switch {
	case o.Lines.From > 0 && len(o.Header) > 0:
		if err := r.toLine(o.Lines.To + 1); err != nil {
			return err
		}
		r.layout.HeaderLine = o.Lines.From
		return r.declaredHeader(o.Header, o)
	case o.Lines.From > 0:
		if err := r.toLine(o.Lines.From); err != nil {
			return err
		}
	case len(o.Header) > 0:
		if err := r.widestHeader(o); err != nil {
			return err
		}
		return r.declaredHeader(o.Header, o)
	case o.Unnamed:
		return r.unnamed(o)
	default:
		if err := r.findHeader(o); err != nil {
			return err
		}
	}
	return r.takeHeader(o)
}

// toLine goes to a line of the beginning of the file.
func (r *reader) toLine(line int) error {
	for r.line < line && r.pos < len(r.text) {
		_, next := r.lineAt(r.pos)
		r.advance(next)
	}
	if r.line != line || r.pos == len(r.text) {
		return fmt.Errorf("%s: expected something in line %d, by the header_lines that were declared, found nothing in the first %d bytes",
			r.at, line, len(r.text))
	}
	return nil
}

// unnamed numbers the columns of a file without names, below lines of one cell.
func (r *reader) unnamed(o Options) (err error) {
	if err := r.widestHeader(o); err != nil {
		return err
	}
	d := mostConsistent(r.splitter)
	if o.Delimiter != "" {
		if d, err = checkDeclared(r.splitter, o.Delimiter, 0, 0); err != nil {
			return fmt.Errorf("%s: %w", r.place(r.line), err)
		}
	}
	_, n, end, f := r.record(nil, d, 0)
	if f != nil || end < 0 {
		return fmt.Errorf("%s: expected a row, from which the columns can be counted", r.place(r.line))
	}
	o.Delimiter = string(rune(d))
	return r.declaredHeader(header.Numbered(n), o)
}

// above looks at the lines above the column names, from a place to a line, for what they say of the rows. It returns how many of
// them look like rows.
func (r *reader) above(top splitter, to int) (rows int) {
	for top.line <= to {
		rest := top.text[top.pos:]
		end := len(rest)
		if i := strings.IndexByte(rest, r.eol); i >= 0 {
			end = i + 1
		}
		cells := strings.Split(rest[:end], string(rune(r.delim)))
		if !r.isComment(rest[:end]) && header.LikeRow(cells, len(r.header)) {
			rows++
		}
		for i, c := range cells {
			cells[i] = strings.Trim(c, " \t\r\n\"")
		}
		r.table.Says(top.line, cells)
		top.advance(top.pos + end)
	}
	return rows
}

// declared checks and applies what was declared of quotes and comments.
func (r *reader) declared(o Options) error {
	r.mark = '"'
	switch {
	case o.Quote == "none":
		r.mark = 0
	case o.Quote != "":
		if !isSign(o.Quote) {
			return fmt.Errorf("expected one ASCII character, or none, as the declared quote, got %q", o.Quote)
		}
		r.mark = o.Quote[0]
	}
	if o.Comment != "" {
		if !isSign(o.Comment) {
			return fmt.Errorf("expected one ASCII character as the declared start of comments, got %q", o.Comment)
		}
		r.comment = o.Comment[0]
	}
	r.reset(r.text, r.final)
	return nil
}

// isSign reports whether a text is one ASCII character that ends no line.
func isSign(s string) bool { return len(s) == 1 && s[0] < 0x80 && !strings.ContainsAny(s, "\r\n\x00") }

// lineAt returns the line at pos without its end, and where the next one starts.
func (r *reader) lineAt(pos int) (line string, next int) {
	rest := r.text[pos:]
	end := len(rest)
	if i := strings.IndexByte(rest, r.eol); i >= 0 {
		end = i + 1
	}
	return r.trimEnd(rest[:end]), pos + end
}

// blankLines skips blank lines and comments before the header; there must be something after them.
func (r *reader) blankLines() error {
	for r.pos < len(r.text) {
		line, next := r.lineAt(r.pos)
		if !blankLine(line, '\n') && !r.isComment(line) {
			return nil
		}
		r.advance(next)
	}
	return fmt.Errorf("%s: expected a line of column names, found none", r.at)
}

// sepLine takes a first line like "sep=;" off, which spreadsheet programs follow, and returns the delimiter it names.
func (r *reader) sepLine() (string, bool) {
	line, next := r.lineAt(r.pos)
	if len(line) != len("sep=;") || !strings.EqualFold(line[:4], "sep=") || next == r.pos+len(line) {
		return "", false
	}
	r.advance(next)
	return line[4:], true
}

// findHeader goes to the line of the column names: the first one with two known names, or else the first line of all
// when it has one. When no names are known, it is the first line, or the first one as wide as most lines
// when a line of one cell is above.
func (r *reader) findHeader(o Options) error {
	if o.Headers == nil {
		return r.widestHeader(o)
	}
	s, one := r.splitter, -1
	for lines := 0; lines < headLines && s.pos < len(s.text) && s.pos < headSize; lines++ {
		names, width := r.namesAt(s, o)
		if names >= 2 {
			r.advance(s.pos)
			return nil
		}
		if names == 1 && one < 0 && (width == 1 || s.pos == r.pos) {
			one = s.pos
		}
		_, s.pos = r.lineAt(s.pos)
	}
	if one < 0 {
		return r.noHeader(o)
	}
	r.advance(one)
	return nil
}

// noHeader says what was expected of a file in which no line has known column names.
func (r *reader) noHeader(o Options) error {
	s := r.splitter
	if _, _, end, f := s.record(nil, ';', 0); f != nil {
		return fmt.Errorf("%s: expected column names: %s", r.place(r.line), f.text)
	} else if end < 0 {
		return fmt.Errorf("%s: expected column names of at most %d bytes", r.place(r.line), headSize)
	}
	if o.Delimiter != "" {
		if _, err := delimiter(s, o.Delimiter, o.Headers); err != nil {
			return fmt.Errorf("%s: %w", r.place(r.line), err)
		}
	}
	return fmt.Errorf("%s: expected a line of column names that are known, found none from here on; declare new names under columns, "+
		"and the names of a file that has none as its header, in the sidecar", r.place(r.line))
}

// namesAt counts the known names of the record at a place, and its cells, under the delimiter that gives most.
func (r *reader) namesAt(s splitter, o Options) (names, width int) {
	for _, mark := range []byte{s.mark, '\''} {
		s.mark = mark
		for _, d := range delimiters {
			if len(o.Delimiter) == 1 {
				d = o.Delimiter[0]
			}
			cells, n, end, f := s.record(nil, d, maxRecord)
			if f != nil || end < 0 {
				continue
			}
			if k := header.Known(cells, o.Headers); k > names {
				names, width = k, n
			}
		}
		if o.Quote != "" {
			break
		}
	}
	return names, width
}

// widestHeader goes to the first line that is as wide as most, when a line of one cell is at the top.
func (r *reader) widestHeader(o Options) error {
	best, bestWidth := 0, 1
	ds := delimiters[:]
	if len(o.Delimiter) == 1 {
		ds = []byte{o.Delimiter[0]}
	}
	for _, d := range ds {
		if _, n, end, f := r.record(nil, d, 0); f != nil || end < 0 || n > 1 {
			return nil
		}
		widths := map[int]int{}
		at := map[int]int{}
		s, records := r.splitter, 0
		for ; records < someLines && s.pos < len(s.text); records++ {
			_, n, end, f := s.record(nil, d, 0)
			if f != nil || end < 0 {
				break
			}
			if widths[n]++; widths[n] == 1 {
				at[n] = s.pos
			}
			s.pos = end
		}
		for n, lines := range widths {
			if n > bestWidth && lines >= 3 && lines*2 > records {
				best, bestWidth = at[n], n
			}
		}
	}
	if bestWidth > 1 {
		r.advance(best)
	}
	return nil
}

// takeHeader takes the column names at pos off the text, from as many lines as were declared.
func (r *reader) takeHeader(o Options) (err error) {
	if line, _ := r.lineAt(r.pos); o.Quote == "" && singleQuoted(line) {
		r.mark = '\''
		r.reset(r.text[r.pos:], r.final)
	}
	r.layout.HeaderLine = r.line
	lowest := r.splitter
	if err = r.toLine(max(r.line, o.Lines.To)); err != nil {
		return err
	}
	lowest, r.splitter = r.splitter, lowest
	if r.delim, err = delimiter(lowest, o.Delimiter, o.Headers); err != nil {
		return fmt.Errorf("%s: %w", r.place(r.line), err)
	}
	var names []string
	for len(names) == 0 || r.line <= o.Lines.To {
		cells, err := r.headerLine()
		if err != nil {
			return err
		}
		names = header.Joined(names, cells)
	}
	if r.header, err = header.Names(names, o.Headers); err != nil {
		return fmt.Errorf("%s: %w", r.place(r.layout.HeaderLine), err)
	}
	r.width, r.written = len(names), names
	return nil
}

// headerLine takes a line of column names off the text.
func (r *reader) headerLine() ([]string, error) {
	cells, _, end, f := r.record(nil, r.delim, headSize)
	if f != nil {
		return nil, fmt.Errorf("%s: expected column names: %s", r.place(r.line), f.text)
	}
	if end < 0 {
		return nil, fmt.Errorf("%s: expected column names of at most %d bytes", r.place(r.line), headSize)
	}
	if strings.IndexByte(r.text[r.pos:end], 0) >= 0 {
		return nil, fmt.Errorf("%s: expected column names, found a NUL byte", r.place(r.line))
	}
	r.advance(end)
	return cells, nil
}

// singleQuoted reports whether the first and last cells of a header are in single quotes.
func singleQuoted(line string) bool {
	return len(line) >= 5 && line[0] == '\'' && line[len(line)-1] == '\'' && strings.Count(line, "'") >= 4
}

// declaredHeader takes the column names from what was declared. The first line is a row, or the names once more.
func (r *reader) declaredHeader(names []string, o Options) (err error) {
	if r.header, err = header.Names(names, o.Headers); err != nil {
		return fmt.Errorf("%s: the declared header: %w", r.at, err)
	}
	r.delim = delimiters[0]
	if o.Delimiter != "" {
		r.delim, err = checkDeclared(r.splitter, o.Delimiter, 0, 0)
	} else if d, ok := r.ofWidth(len(names)); ok {
		r.delim = d
		usual := mostConsistent(r.splitter)
		if _, n, end, f := r.record(nil, usual, 0); f == nil && end >= 0 && usual != d && n > len(names) {
			err = fmt.Errorf("expected %d columns, as many as the declared header has, found %d between %q", len(names), n, string(rune(usual)))
		}
	} else {
		err = errors.New("expected as many columns as the declared header has; no delimiter gives them")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", r.place(r.line), err)
	}
	r.width = len(names)
	return nil
}

// ofWidth returns the delimiter under which most lines have that many cells, or one more that is empty.
func (r *reader) ofWidth(width int) (best byte, ok bool) {
	most := 0
	for _, d := range delimiters {
		s, n := r.splitter, 0
		for range someLines {
			cells, cellsThere, end, f := s.record(nil, d, width+1)
			if f != nil || end < 0 || s.pos == len(s.text) {
				break
			}
			if cellsThere == width || cellsThere == width+1 && cells[width] == "" {
				n++
			}
			s.pos = end
		}
		if n > most {
			best, most = d, n
		}
	}
	return best, most > 0
}

// trailingDelimiter finds that each of the first rows, two or more, has one empty cell more than there are names. A delimiter ends each
// row where the cells fit their names; else a name may be missing, and each cell after its place be under the wrong one.
func (r *reader) trailingDelimiter(fits func([]string, [][]string) bool) {
	s := r.splitter
	var rows [][]string
	for range someLines {
		if s.pos == len(s.text) {
			break
		}
		cells, n, end, f := s.record(nil, r.delim, r.width+1)
		if f != nil || end < 0 {
			break
		}
		line := s.text[s.pos:end]
		s.pos = end
		if blankLine(s.trimEnd(line), r.delim) || r.isComment(line) {
			continue
		}
		if n != r.width+1 || cells[r.width] != "" {
			return
		}
		rows = append(rows, cells[:r.width:r.width])
	}
	if len(rows) < 2 {
		return
	}
	r.width++
	if fits == nil || !fits(r.header, rows) {
		r.table.Note(r.line, rule.HeaderInDoubt, r.nameMissing("which is empty"))
		return
	}
	r.table.Note(r.line, rule.TrailingDelimiter, "each row ends in a delimiter, the column names do not; the cells fit their names")
	r.ended = true
}

// nameMissing says that rows have a cell more than there are names.
func (r *reader) nameMissing(what string) string {
	return fmt.Sprintf("each row has one cell more than the header, %s: perhaps a column name is missing. Expected %d of both; declare all "+
		"names in their order under header, with \"\" as the last one if the last cell belongs to no column, and under header_lines the line "+
		"of the names in the file", what, len(r.header))
}
