// Package pdffile reads a table out of the text of a PDF document by where the text is. It would rather reject a row,
// or refuse a file, than misread it.
//
// # What is read
//
// One table with column names, over as many pages as it takes. The column names are the lines with the most known ones
// (two at least, and half of the texts), names that are over one another being one; when none are known, the first line
// that has a text over every column below it. A first column may be without a name. What is above is no part of the
// table, and neither are column names that are repeated, lines that are at the same place on the page before or after
// (but for numbers that count pages), and page numbers, when there is room between them and the table. Notes say how
// many lines these were. Text that is outside the page or does not run from left to right is not read, nor is that of
// annotations.
//
// Where a column is, its name tells and most rows together: the cells below the name, or beside it when no other name is so near,
// that start, end or have their middle at the same place. A text belongs to the column whose place it has. It may reach below
// columns that have nothing in its line, as labels do, when no word of it could be theirs. Known names that are drawn together
// are parted. Thousand separators stay inside cells, as written; the letters of ligatures are written apart. A row may go over
// several lines, and from one page to the next: lines nearer to each other than rows are, and lines that leave empty what no row
// leaves empty and whose first words had no room above.
//
// A row has the line of the page that it starts on, counted from the top of the page over all lines of text, and its
// batch has "page N" for a sheet.
//
// When levels are named, the indentation of the first column makes them: that column is replaced by one column for each
// level, and a row repeats the labels above it. The levels are counted from the left on the first page of the table;
// deeper ones may come later, ones between may not.
//
// # What is covered
//
// A text that its author covered or hid is not read. It keeps its place, so that its row is found and comes as covered,
// with empty cells for those of which something is not seen, and as a reject where nothing else is left or its place is not
// certain. Not seen is a letter of which a third or more lies under something that was painted later: a path that is filled,
// of any colour, a thick line, a picture, a shading, or an annotation, within forms as well; so is one with a line through
// its middle, one that is marked by a Redact or StrikeOut annotation, one of the colour of what lies under it, one that is
// drawn without ink or with transparent ink, one on a layer that is turned off, and one outside the clip. What lets through more
// than two fifths hides nothing, and neither does what multiplies colours, as marker pens do, unless it is dark; nor what is
// painted before the letters, rules that touch them, and what is painted under the same text drawn again. Where nobody knows what
// is let through, as of pictures with masks and of annotations that do not say how they are drawn, it hides what is under it.
// Pictures and patterns under letters are taken for what lies under these, because nobody knows their colour. What is painted on a
// layer that is turned off hides what is under it all the same.
//
// # What is rejected
//
// A row in which a text fits two columns or none: it stands below the cells of both, or has the place of neither; it may be two
// that are drawn together, for the column beside it has nothing in the line and an end of the text, or the way that it is drawn, is
// as there; or it may have been moved, for it is of a kind with the column beside it alone. A row with two texts in one column
// far from each other, or with a line below it that may belong to it or be a row; a character that the font does not tell; a label
// between levels, or below a label that was rejected.
//
// # What blocks
//
// A column that hardly any row fills, beside one whose cells mostly hold values of two kinds, such as a number and words: the two may
// be drawn together in all rows.
//
// # What is refused
//
// An encrypted document; one of pictures, as scanners make them, with or without invisible text behind; one without pages,
// text or a table; column names of which something is covered; text packed by other than FlateDecode or ASCII85Decode; and what
// is damaged. A page of pictures within the table, or one that cannot be drawn, ends the reading, because nobody knows how many rows
// it holds.
//
// # Bounds
//
// A file, its pages, what a page unpacks to, what is read for it, the letters and what else is painted on it, and the steps
// to compare these are bounded, and so are the numbers by which the library allocates. What the library unpacks by itself, groups
// of packed objects, is bounded by what is read of the file only, so a crafted file of many megabytes can keep it busy for
// minutes, and one whose groups end within a hexadecimal string can keep it busy for ever. Documents come from authorities; those
// from elsewhere should be written again by another program (qpdf) first.
package pdffile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

const searched = 20 // pages with text on which column names are looked for

// Open opens a file and reads its column names. Errors name the disclosure, the file, where possible the page, and what
// was expected there.
func Open(path string, o Options) (source.Reader, error) { return open.File(path, o, newReader) }

type reader struct {
	f      open.Input
	at     source.Origin
	doc    *document
	fonts  *fonts
	header []string

	heading             heading
	top                 float64 // the height of the column names on the first page
	before, page, after *page
	grid                *grid
	rows                assembler
	levels              *levels // nil without
	begun               bool

	tally               tally
	counts              counts
	batches             []source.Batch
	repeated, furniture int
	err                 error
}

func newReader(f open.Input, size int64, at source.Origin, o Options) (*reader, error) {
	r := &reader{f: f, at: at, fonts: &fonts{known: map[string]*font{}}}
	var err error
	if r.doc, err = openDocument(f, size); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	if err := r.findTable(o.Headers); err != nil {
		return nil, err
	}
	names := r.heading.texts
	if len(o.Levels) > 0 {
		r.levels = newLevels(o.Levels)
		names = slices.Concat(o.Levels, names[1:])
	}
	if r.header, err = header.Names(names, o.Headers); err != nil {
		return nil, fmt.Errorf("%s: %w", r.place(r.page.number, r.page.lines[r.heading.from].number), err)
	}
	r.rows.width = len(r.heading.texts)
	r.rows.filled = make([]int, r.rows.width)
	return r, nil
}

// findTable reads pages up to the one with the column names.
func (r *reader) findTable(known func(string) bool) error {
	texts, pictures := 0, 0
	for texts < searched {
		p, d, err := r.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if p == nil {
			pictures += d.pictures
			continue
		}
		texts++
		h, ok := findHeading(p.lines, known)
		if !ok {
			r.counts.say(p, 0, len(p.lines))
			r.before = p
			continue
		}
		if slices.ContainsFunc(h.texts, isVeiled) {
			return fmt.Errorf("%s: expected column names that can be seen, found one that is covered or hidden", r.place(p.number,
				p.lines[h.from].number))
		}
		r.page, r.heading, r.top = p, h.withUnnamed(p.lines), p.lines[h.from].y
		r.after, err = r.follow()
		return err
	}
	switch {
	case texts == 0 && pictures > 0:
		return fmt.Errorf("%s: expected a PDF with text, found %d pages of pictures, as a scanner makes them; ask for the list as a file, "+
			"or have its text recognised and checked by hand", r.at, r.doc.page)
	case texts == 0:
		return fmt.Errorf("%s: expected a PDF with text, found %d empty pages", r.at, r.doc.page)
	}
	return fmt.Errorf("%s: expected a table with column names on one of the first %d pages with text, found none", r.at, texts)
}

// read returns the next page, nil for one without text.
func (r *reader) read() (*page, drawing, error) {
	v, err := r.doc.next()
	if errors.Is(err, io.EOF) {
		return nil, drawing{}, err
	}
	at := r.at
	at.Sheet = pageName(r.doc.page)
	if err != nil {
		return nil, drawing{}, fmt.Errorf("%s: expected a page that can be read: %w", at, err)
	}
	d, err := draw(v, r.fonts, r.doc.off)
	if err != nil {
		return nil, d, fmt.Errorf("%s: expected a page that can be read: %w", at, err)
	}
	if len(d.glyphs) == 0 && d.turned > 0 {
		return nil, d, fmt.Errorf("%s: expected text from left to right, found %d letters that are turned", at, d.turned)
	}
	glyphs := inLines(d.glyphs)
	if err := veil(glyphs, &d); err != nil {
		return nil, d, fmt.Errorf("%s: expected a page that can be read: %w", at, err)
	}
	lines := linesOf(glyphs)
	if len(lines) == 0 || d.pictures > 0 && !slices.ContainsFunc(lines, line.seen) {
		return nil, d, nil
	}
	return &page{number: r.doc.page, lines: lines}, d, nil
}

// follow returns the next page of the table, nil after the last one. Empty pages are passed over.
func (r *reader) follow() (*page, error) {
	for {
		p, d, err := r.read()
		switch {
		case errors.Is(err, io.EOF):
			return nil, nil
		case err != nil || p != nil:
			return p, err
		case d.pictures > 0:
			at := r.at
			at.Sheet = pageName(r.doc.page)
			return nil, fmt.Errorf("%s: expected a page with text, found one of pictures, as a scanner makes them", at)
		}
	}
}

func pageName(n int) string { return "page " + strconv.Itoa(n) }

func (r *reader) place(page, line int) source.Origin {
	at := r.at
	at.Sheet, at.Line = pageName(page), line
	return at
}

// Header returns the column names.
func (r *reader) Header() []string { return r.header }

// Close closes the file.
func (r *reader) Close() error { return r.f.Close() }

// Next returns the rows of a page. One that may go on on the next page comes after that was read.
func (r *reader) Next() (source.Batch, error) {
	for len(r.batches) == 0 {
		if r.page == nil {
			if r.err == nil {
				r.err = io.EOF
			}
			return source.Batch{}, r.err
		}
		r.turn()
	}
	b := r.batches[0]
	r.batches = r.batches[1:]
	return b, nil
}

// turn makes rows of the page and turns to the next one.
func (r *reader) turn() {
	for _, b := range r.bodies() {
		r.rows.take(b)
	}
	r.before, r.page, r.after = r.page, r.after, nil
	if r.page == nil {
		r.rows.close()
	} else if r.err == nil {
		r.after, r.err = r.follow()
	}
	r.hand(r.page == nil)
}

// bodies returns the runs of lines of the page that are rows.
func (r *reader) bodies() []body {
	p := r.page
	h, more := r.heading, true
	if r.begun {
		h, more = r.heading.again(p.lines, 0)
	}
	skip := p.furniture(r.heading.spans, r.rows.pitch, r.top+1, r.before, r.after)
	var out []body
	from := 0
	add := func(to int) {
		var lines []line
		for i := from; i < to; i++ {
			if skip[i] {
				r.furniture++
				r.counts.say(p, i, i+1)
				continue
			}
			lines = append(lines, p.lines[i])
		}
		if len(lines) > 0 {
			out = append(out, body{p, lines, r.extend(lines)})
		}
	}
	for more {
		switch {
		case from == 0 && (!r.begun || p.lines[h.from].y > r.top-1):
			r.furniture += h.from
			r.counts.say(p, 0, h.from)
		default:
			add(h.from)
		}
		if r.begun {
			r.repeated++
		}
		r.begun = true
		r.settle(h)
		from = h.to
		h, more = r.heading.again(p.lines, from)
	}
	add(len(p.lines))
	return out
}

// settle takes over where column names are, and forgets what was below others at other places.
func (r *reader) settle(h heading) {
	same := slices.EqualFunc(h.spans, r.heading.spans, func(a, b span) bool {
		return a.x0-b.x0 < 1 && b.x0-a.x0 < 1 &&
			a.x1-b.x1 < 1 && b.x1-a.x1 < 1
	})
	if !same {
		r.grid = nil
	}
	r.heading.spans = h.spans
}

// extend returns the columns of lines, with what is known of the same columns before.
func (r *reader) extend(lines []line) *grid {
	r.grid = newGrid(r.heading.spans, r.grid, lines)
	return r.grid
}

// hand makes batches of the rows that are done, with notes after the last one.
func (r *reader) hand(last bool) {
	rows := r.rows.done
	r.rows.done = nil
	if r.levels != nil {
		r.levels.learn(rows)
	}
	for _, o := range r.counts.without(rows) {
		cells := make([]string, 0, len(r.header))
		if r.levels != nil {
			cells = append(cells, r.levels.place(o)...)
		} else {
			cells = append(cells, o.cells[0].text)
		}
		for _, c := range o.cells[1:] {
			cells = append(cells, c.text)
		}
		var cover source.Covering
		left := false
		if o.covered != "" {
			cover, left = uncover(o.covered, cells)
		}
		b := r.batch(o.page)
		switch {
		case cover.Any() && (o.spoiled() || !left):
			r.counts.rejects++
			b.Rejects = append(b.Rejects, cover.Finding(r.place(o.page, o.line)))
		case o.spoiled():
			r.counts.rejects++
			b.Rejects = append(b.Rejects, source.Finding{Rule: o.rule, At: r.place(o.page, o.line), Text: o.why})
		default:
			r.counts.rows++
			cells = cells[:len(r.header):len(r.header)]
			written, found := source.CleanCells(cells)
			b.Notes = append(b.Notes, found.Findings(r.place(o.page, o.line))...)
			if !cover.Any() {
				r.tally.add(cells)
			}
			b.Rows = append(b.Rows, source.Row{Line: o.line, Cells: cells, Written: written, Covered: cover})
		}
	}
	if last {
		b := r.end()
		b.Notes = append(b.Notes, r.counts.found(r.at, r.doc.page)...)
		r.note(rule.RepeatedHeader, r.repeated, "the column names stand %d times more; they are no rows")
		values := 0 // the first column that no upper label stands in
		if r.levels != nil {
			values = len(r.levels.names) - 1
		}
		if found := r.tally.empty(values, r.at); len(found) > 0 {
			b.Notes = append(b.Notes, found...)
		}
		r.note(rule.PageFurniture, r.furniture, "%d lines are titles, footers and page numbers, and no rows")
	}
}

// uncover takes the text from cells of which something is covered, in a row of which something is in a way, and reports whether
// others have one.
func uncover(how source.How, cells []string) (cover source.Covering, left bool) {
	cover.How = how
	for i, c := range cells {
		if !isVeiled(c) {
			left = left || c != ""
			continue
		}
		if cover.Column == 0 {
			cover = source.Covering{Column: i + 1, How: howVeiled(c)}
		}
		cells[i] = source.CoveredCell
	}
	return cover, left
}

// batch returns the batch of a page, which is the last one or a new one.
func (r *reader) batch(page int) *source.Batch {
	name := pageName(page)
	if n := len(r.batches); n == 0 || r.batches[n-1].Sheet != name {
		r.batches = append(r.batches, source.Batch{Sheet: name})
	}
	return &r.batches[len(r.batches)-1]
}

func (r *reader) note(by *rule.Rule, n int, text string) {
	if n == 0 {
		return
	}
	b := r.end()
	b.Notes = append(b.Notes, source.Finding{Rule: by, At: r.at, Text: fmt.Sprintf(text, n)})
}

// end gives the batch that what is found of the whole file goes into.
func (r *reader) end() *source.Batch {
	if len(r.batches) == 0 {
		r.batches = append(r.batches, source.Batch{})
	}
	return &r.batches[len(r.batches)-1]
}
