package pdffile

import (
	"fmt"
	"math"
	"slices"

	"tvistdata/etl/rule"
)

// levels turns the indentation of labels into columns.
type levels struct {
	names  []string
	at     []float64 // where the labels of each level start, from the left
	labels []string  // of the row above, by level
	lost   []bool    // a label that could not be read
}

// sameIndent is how far apart labels of one level may start, in points.
const sameIndent = 1.5

func newLevels(names []string) *levels {
	return &levels{names: names, labels: make([]string, len(names)), lost: make([]bool, len(names))}
}

// learn takes the indentations of rows before any of them is placed, so that levels count from the left and not from
// the first to be seen.
func (v *levels) learn(rows []*row) {
	if v.at != nil {
		return
	}
	for _, r := range rows {
		if !r.spoiled() && v.level(r.indent) < 0 {
			v.at = append(v.at, r.indent)
			slices.Sort(v.at)
		}
	}
}

// level returns the level of an indentation, -1 when it is none.
func (v *levels) level(x float64) int {
	return slices.IndexFunc(v.at, func(at float64) bool { return math.Abs(at-x) < sameIndent })
}

// place returns the labels of a row: those above it, its own, and nothing below. When it cannot, it spoils the row.
func (v *levels) place(r *row) []string {
	label := r.cells[0].text
	if isVeiled(label) {
		r.spoil(rule.UnclearLevel, "expected a label that can be seen, found one that is covered")
	}
	if label == "" {
		if r.spoiled() {
			v.lose(v.above(r))
		}
		r.spoil(rule.UnclearLevel, "expected a label in the first column, found none")
		return nil
	}
	k := v.level(r.indent)
	if n := len(v.at); k < 0 && !r.spoiled() && n > 0 && r.indent > v.at[n-1] {
		v.at, k = append(v.at, r.indent), n
	}
	if k < 0 || k >= len(v.names) {
		r.spoil(rule.UnclearLevel, fmt.Sprintf("expected a label indented as one of %d levels, found one %.1f points from the left",
			len(v.names), r.indent))
		v.lose(0)
		return nil
	}
	clear(v.labels[k:])
	v.lose(k)
	if r.spoiled() {
		return nil
	}
	if slices.Contains(v.lost[:k], true) {
		r.spoil(rule.UnclearLevel, "expected a row below a label that was read, but the label above was rejected")
		return nil
	}
	v.labels[k], v.lost[k] = label, false
	return slices.Clone(v.labels)
}

// above returns the level of a row whose label could not be read, or 0 where that is not known either.
func (v *levels) above(r *row) int {
	if k := v.level(r.indent); r.labelled && k >= 0 && k < len(v.names) {
		return k
	}
	return 0
}

// lose marks the labels from a level on as not known.
func (v *levels) lose(from int) {
	for i := from; i < len(v.lost); i++ {
		v.lost[i] = i == from
	}
}
