package etl

import (
	"fmt"

	"tvistdata/etl/privacy/plain"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// unread finds what lies in the folders of the disclosures where nothing reads it, which blocks the release: it may be data.
// What other programs left behind is counted in a note. A name that may be a person's is shown by its shape.
func unread(c Config) []source.Finding {
	words := plain.Of(c.Lists)
	shown := func(name string) (shown string, hidden bool) {
		if words.Printable(name) {
			return source.Escape(name), false
		}
		return source.Shape(name), true
	}
	var found []source.Finding
	enter := func(at source.Origin, what source.Unread) {
		text := "nothing reads " + what.Why
		if what.List != "" {
			list, _ := shown(what.List)
			text += "; it lies in the folder " + list
		}
		var hidden bool
		if at.File, hidden = shown(what.Name); hidden {
			text += "; its name may be a person's, so only its shape is shown"
		}
		found = append(found, source.Finding{Rule: rule.UnreadFile, At: at, Text: text})
	}
	litter := c.Litter
	for _, what := range c.Unread {
		enter(source.Origin{}, what)
	}
	for _, d := range c.Disclosures {
		for _, what := range d.Unread {
			enter(source.Origin{Disclosure: d.ID}, what)
		}
		litter += d.Litter
	}
	if litter > 0 {
		found = append(found, source.Finding{
			Rule: rule.Litter,
			Text: fmt.Sprintf("files that other programs leave behind, such as .DS_Store, were not read: %d", litter),
		})
	}
	return found
}
