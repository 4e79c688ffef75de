package xlsxfile

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/source"
)

// maxMerged is how many merged ranges a sheet may have.
const maxMerged = 1 << 20

// span is a range of merged cells: rows from 1, columns from 0, all inclusive.
type span struct{ top, bottom, left, right int }

func (s span) wide() bool { return s.right > s.left }

// afterRows continues where the element of the rows is closed.
func afterRows(r io.Reader) (io.Reader, error) {
	const name = "sheetData"
	buf := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := r.Read(buf[kept:])
		text := buf[:kept+n]
		for from := 0; ; {
			i := bytes.Index(text[from:], []byte(name))
			if i < 0 {
				break
			}
			i += from
			from = i + len(name)
			if open := bytes.LastIndexByte(text[:i], '<'); open >= 0 && text[open+1] == '/' {
				return io.MultiReader(bytes.NewReader(bytes.Clone(text[from:])), r), nil
			}
		}
		if errors.Is(err, io.EOF) {
			return bytes.NewReader(nil), nil
		}
		if err != nil {
			return nil, err
		}
		kept = copy(buf, text[max(0, len(text)-64):])
	}
}

// spanOf reads a range like A1:B2.
func spanOf(ref string) (span, bool) {
	from, to, ok := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !ok {
		to = from
	}
	top, okTop := rowOf(from)
	bottom, okBottom := rowOf(to)
	s := span{top: top, bottom: bottom, left: columnOf(from), right: columnOf(to)}
	return s, okTop && okBottom && s.left >= 0 && s.left <= s.right && s.right < maxColumns && s.top <= s.bottom
}

// rowOf returns the row of a reference like AB12.
func rowOf(ref string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	return n, err == nil && n >= 1 && n <= maxRows
}

// merged goes through the merged ranges of a sheet row by row.
type merged struct {
	spans []span // those that start later
	open  []opened
}

// opened is a range that a row before this one started.
type opened struct {
	span
	value cell
}

// row completes a row by what the ranges above say: a cell that is merged with ones above it has their value.
func (m *merged) row(r *row) {
	m.open = slices.DeleteFunc(m.open, func(o opened) bool { return o.bottom < r.line })
	for _, o := range m.open {
		r.cover(o)
		r.see(o)
		if o.holds() && !o.wide() && r.insert(o.value) {
			r.filled = true
		}
	}
	for len(m.spans) > 0 && m.spans[0].top <= r.line {
		s := m.spans[0]
		m.spans = m.spans[1:]
		if s.bottom < r.line {
			continue
		}
		o := opened{span: s}
		if i, ok := r.find(s.left); ok && s.top == r.line {
			o.value = r.cells[i]
		}
		r.cover(o)
		if r.see(o); s.bottom > r.line {
			m.open = append(m.open, o)
		}
	}
}

// cover covers what is in the row's cells of a range but its first, for the range shows that alone. What is the same is seen.
func (r *row) cover(o opened) {
	from, _ := r.find(o.left)
	for i := from; i < len(r.cells) && r.cells[i].column <= o.right; i++ {
		c := &r.cells[i]
		if first := r.line == o.top && c.column == o.left; !first && (c.text != o.value.text || c.unknown) {
			c.covered = source.Merged
		}
	}
}

// holds reports whether something is in the range.
func (o opened) holds() bool { return o.value.text != "" || o.value.unknown }

// see takes down what a range that the row is part of means for it.
func (r *row) see(o opened) {
	if !o.holds() {
		return
	}
	if o.wide() {
		r.wide, r.isWide = o.span, true
	}
	r.below = max(r.below, o.bottom)
}

// find returns the place of a column's cell among those of a row, or where it would be.
func (r *row) find(column int) (int, bool) {
	return slices.BinarySearchFunc(r.cells, column, func(c cell, column int) int { return c.column - column })
}

// insert puts a cell where none is.
func (r *row) insert(c cell) bool {
	i, there := r.find(c.column)
	if !there {
		r.cells = slices.Insert(r.cells, i, c)
	}
	return !there
}
