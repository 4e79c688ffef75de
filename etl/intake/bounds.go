package intake

import (
	"fmt"
	"maps"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
)

// fewestWrong is how many rows must break a bound that is a share before a reason is needed.
const fewestWrong = 5

// filling is how many rows of the files that have a column there are, and how many of their cells hold something.
type filling struct{ rows, filled int64 }

// bounded is a column that the list wants filled, and the position of its cells.
type bounded struct {
	name  string
	index int
}

// boundedColumns returns the bounded columns that a file has, sorted by name.
func boundedColumns(l *list.List, door privacy.Door) (out []bounded) {
	for _, name := range slices.Sorted(maps.Keys(l.Bounds.Filled)) {
		if i := door.Index(name); i >= 0 {
			out = append(out, bounded{name, i})
		}
	}
	return out
}

// emptyColumns finds the columns of a PDF that the list wants filled and that no row fills: their cells may have been read as others'.
// before and after are the fillings of the disclosure without the file and with it.
func emptyColumns(l *list.List, t *Table, before, after map[string]filling) (found []source.Finding) {
	if d, ok := t.Reader.(source.Described); !ok || d.Layout().Format != "pdf" {
		return nil
	}
	for _, column := range boundedColumns(l, t.Door) {
		was, is := before[column.name], after[column.name]
		if l.Bounds.Filled[column.name] > 0 && is.rows > was.rows && is.filled == was.filled {
			found = append(found, source.Finding{Rule: rule.EmptyColumn, At: t.At, Text: fmt.Sprintf(
				"expected a %s in %.3g %% of the rows, as list %s says, found none in %d rows",
				column.name, 100*l.Bounds.Filled[column.name], l.ID, is.rows-was.rows)})
		}
	}
	return found
}

// KnownFindings checks that a list's bounds name rules that exist.
func KnownFindings(l *list.List) error {
	for _, name := range slices.Sorted(maps.Keys(l.Bounds.Findings)) {
		if !slices.ContainsFunc(check.Rules(), func(r check.Rule) bool { return r.Name() == name }) {
			return fmt.Errorf("list %s: bounds.findings has %q, which is no rule of a row", l.ID, name)
		}
	}
	return nil
}

// outOfBounds says where a disclosure goes beyond what its list expects of one: rows present, rejected, filled cells by
// column, findings by rule.
func outOfBounds(l *list.List, d *source.Disclosure, rows, rejected int64, filled map[string]filling, found *Findings) []string {
	var out []string
	say := func(format string, args ...any) {
		out = append(out, fmt.Sprintf("disclosure %s: ", d.ID)+fmt.Sprintf(format, args...))
	}
	b := l.Bounds
	if rows < b.Rows {
		say("%d rows, and list %s expects %d at least", rows, l.ID, b.Rows)
	}
	beyond := func(wrong, all int64, most float64) bool {
		return wrong >= fewestWrong && float64(wrong) > most*float64(all)
	}
	if beyond(rejected, rows, b.MostRejected()) {
		say("%d of %d rows were rejected, and list %s allows %.3g %%: %s", rejected, rows, l.ID, 100*b.MostRejected(), found.rejecting())
	}
	for _, column := range slices.Sorted(maps.Keys(b.Filled)) {
		f, least := filled[column], b.Filled[column]
		if beyond(f.rows-f.filled, f.rows, 1-least) {
			say("%d of %d rows have a %s, and list %s expects %.3g %%", f.filled, f.rows, column, l.ID, 100*least)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(b.Findings)) {
		if most := b.Findings[rule]; beyond(found.counts[rule], rows, most) {
			say("%d of %d rows have the finding %s, and list %s allows %.3g %%", found.counts[rule], rows, rule, l.ID, 100*most)
		}
	}
	return out
}
