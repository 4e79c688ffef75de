package publish

import (
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/person"
	"tvistdata/internal/release"
)

// PersonalError says that a text on its way into a release holds something personal. It does not say what.
type PersonalError struct {
	File, Column string
	Found        person.Found
	At           source.Origin // the first row that the text comes from; empty when it stands in no disclosure
}

func (e *PersonalError) Error() string {
	at := "it stands in no disclosure, so look at what is kept by hand"
	if e.At != (source.Origin{}) {
		at = "first at " + e.At.String()
	}
	return fmt.Sprintf("%s: a text in column %s holds %s (%s); nothing is released", e.File, e.Column, e.Found, at)
}

// Search looks through the decoded bytes of the files that were written for what the exit should have kept back. It
// fails with a *PersonalError at the first find. Record ids are passed over: their alphabet cannot spell a number of a
// person. The number or id of a company that the exit let out is no telephone number, whatever it begins with.
func Search(w *release.Writer, in settle.Input) error {
	return w.Search(func(file string, c release.Cell) error {
		if c.Column == "record_id" {
			return nil
		}
		text := string(c.Value)
		found := person.Scan(text)
		if found == person.Nothing || found == person.Telephone && isNumber(text, in.Register) {
			return nil
		}
		return &PersonalError{File: strings.Clone(file), Column: c.Column, Found: found, At: origin(&in, text)}
	})
}

// isNumber reports whether a text is a company's number, or its id, as releases write them.
func isNumber(text string, r *company.Register) bool {
	n, _ := company.ParseNumber(strings.TrimPrefix(text, "se-"))
	return n != "" && (text == n.Hyphened() || text == n.ID()) && r.Takes(n, n.Hyphened())
}

// origin returns the first row that a text of the release comes from.
func origin(in *settle.Input, text string) source.Origin {
	names := make([]bool, len(in.Names)) // those that the text is of
	for i, n := range in.Names {
		names[i] = i > 0 && (text == n.Written || text == n.Company || text == n.Number.Hyphened() || strings.Contains(n.Evidence, text))
	}
	coded := func(codes [check.Fields]uint16) bool {
		for f, code := range codes {
			if code != 0 && in.Codes[f][code] == text {
				return true
			}
		}
		return false
	}
	at := func(d *source.Disclosure, file uint8, line uint32) source.Origin {
		return source.Origin{Disclosure: d.ID, File: d.Files[file].Shown, Line: int(line)}
	}
	for _, d := range in.Matters {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); names[row.Name] || coded(row.Codes) {
				return at(d.Disclosure, row.File, row.Line)
			}
		}
	}
	for _, d := range in.Listings {
		for _, row := range d.Rows {
			if names[row.Name] || row.Issue == text {
				return at(d.Disclosure, row.File, row.Line)
			}
		}
	}
	for _, d := range in.Aggregates {
		for _, row := range d.Rows {
			if names[row.Name] || text == in.Codes[check.Department][row.Department] || text == in.Codes[check.Subject][row.Subject] {
				return at(d.Disclosure, row.File, row.Line)
			}
		}
	}
	for _, d := range in.Figures {
		for _, f := range d.Rows {
			if isOf(f.Company, text) {
				return f.At
			}
		}
	}
	for _, d := range in.Matters {
		for i, c := range d.Disclosure.Covers {
			if j := slices.IndexFunc(c.Companies, func(id string) bool { return isOf(id, text) }); j >= 0 {
				line := d.Disclosure.Line(source.Key{"covers", i, "companies", j})
				return source.Origin{Disclosure: d.Disclosure.ID, File: source.Sidecar, Line: line}
			}
		}
	}
	return source.Origin{}
}

// isOf reports whether a text is a company's id, or the number in it.
func isOf(id, text string) bool {
	n, _ := company.ParseNumber(strings.TrimPrefix(id, "se-"))
	return id != "" && (text == id || text == n.Hyphened())
}
