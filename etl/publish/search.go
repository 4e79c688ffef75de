package publish

import (
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// PersonalError says that a text on its way into a release holds something personal. It does not say what.
type PersonalError struct {
	File, Column string
	Found        person.Found
	At           source.Origin // the first place that the text comes from: of a disclosure, or of a file that is kept by hand
	Company      string        // the id of the company whose name it is in an imported register, where At is empty; or ""
}

func (e *PersonalError) Error() string {
	at := "it stands like this in no disclosure and in nothing that is kept by hand: look at what it is made of, and at the list's " +
		"dataset.yaml"
	switch {
	case e.At != (source.Origin{}):
		at = "first at " + e.At.String()
	case e.Company != "":
		at = "it is a name that " + e.Company + " has in the imported register"
	}
	return fmt.Sprintf("%s: a text in column %s holds %s (%s); nothing is released", e.File, e.Column, e.Found, at)
}

// Search looks through the decoded bytes of the files that were written for what the exit should have kept back. It
// fails with a *PersonalError at the first find. Record ids are passed over: their alphabet cannot spell a number of a
// person. The number or id of a company that the exit let out is no telephone number, whatever it begins with, and the id of a foreign one
// is no person's number of a third country.
func Search(w *release.Writer, in settle.Input) error {
	var own numbers.Set // the registers that do not come with the program
	if len(in.Lists) > 0 {
		own = in.Lists[0].Registers().Own()
	}
	return w.Search(func(file string, c release.Cell) error {
		if c.Column == "record_id" {
			return nil
		}
		text := string(c.Value)
		found := person.Scan(text)
		if found == person.Telephone && isNumber(text, in.Register) || found == person.PersonalNumber && isForeign(text, &in) {
			found = person.Nothing
		}
		if found == person.Nothing && person.HoldsNumberOf(own, text, true) {
			found = person.PersonalNumber
		}
		if found == person.Nothing {
			return nil
		}
		e := &PersonalError{File: strings.Clone(file), Column: c.Column, Found: found}
		e.At, e.Company = origin(&in, own, text)
		return e
	})
}

// isNumber reports whether a text is a company's number, or its id, as releases write them.
func isNumber(text string, r *company.Register) bool {
	n, _ := company.ParseNumber(strings.TrimPrefix(text, "se-"))
	return n != "" && (text == n.Hyphened() || text == n.ID()) && r.Takes(n, n.Hyphened())
}

// isForeign reports whether a text is the id of a company of another country's register that the exit let out.
func isForeign(text string, in *settle.Input) bool {
	if !company.SafeID(text) {
		return false
	}
	_, kept := in.Register.Company(text)
	return kept || slices.ContainsFunc(in.Names, func(n privacy.Name) bool { return n.Company == text })
}

// origin returns the first place that a text of the release comes from, or the company whose name it is in an imported register. What is
// said by hand is there before the rows that it is said of; an id or a number is a row's before it is anybody's.
func origin(in *settle.Input, own numbers.Set, text string) (at source.Origin, company string) {
	if at, ok := keptAt(in, func(kept string) bool {
		return !isIdentity(kept) && strings.Contains(text, kept) &&
			(person.Scan(kept) != person.Nothing || person.HoldsNumberOf(own, kept, true))
	}); ok {
		return at, ""
	}
	if id := registered(in, text); id != "" {
		return source.Origin{}, id
	}
	if at, ok := rowOf(in, text); ok {
		return at, ""
	}
	if at, ok := sidecarOf(in, text); ok {
		return at, ""
	}
	at, _ = keptAt(in, func(kept string) bool { return isOf(kept, text) })
	return at, ""
}

// keptAt returns where a text that is kept by hand is written.
func keptAt(in *settle.Input, is func(kept string) bool) (source.Origin, bool) {
	p, ok := in.Register.Placed(is)
	return source.Origin{File: p.File, Line: p.Line}, ok
}

// registered returns the company of a row that has a text as a name in the register; "" when none has.
func registered(in *settle.Input, text string) string {
	for _, n := range in.Names {
		if slices.Contains(in.Register.Names(n.Company), text) {
			return n.Company
		}
	}
	for _, d := range in.Figures {
		for _, f := range d.Rows {
			if slices.Contains(in.Register.Names(f.Company), text) {
				return f.Company
			}
		}
	}
	return ""
}

// rowOf returns the first row that a text comes from.
func rowOf(in *settle.Input, text string) (source.Origin, bool) {
	names := make([]bool, len(in.Names)) // those that the text is of
	for i, n := range in.Names {
		names[i] = i > 0 && (text == n.Written || text == n.Company || text == n.Number.Hyphened() || strings.Contains(n.Evidence, text))
	}
	coded := func(f check.Field, code uint16) bool { return code != 0 && in.Codes[f][code] == text }
	for _, d := range in.Matters {
		for i := range d.Rows.Len() {
			row := d.Rows.At(i)
			is := names[row.Name]
			for f, code := range row.Codes {
				is = is || coded(check.Field(f), code)
			}
			if is {
				return d.Place(i, row.File, row.Line), true
			}
		}
	}
	for _, d := range in.Listings {
		for i, row := range d.Rows {
			if names[row.Name] || row.Issue == text || coded(check.Department, row.Department) {
				return d.Place(i, row.File, row.Line), true
			}
		}
	}
	for _, d := range in.Aggregates {
		for i, row := range d.Rows {
			if names[row.Name] || coded(check.Department, row.Department) || coded(check.Subject, row.Subject) {
				return d.Place(i, row.File, row.Line), true
			}
		}
	}
	for _, d := range in.Figures {
		for _, f := range d.Rows {
			told := d.Row(&f)
			if isOf(f.Company, text) || slices.Contains(slices.Collect(schema.FigureRows.Texts(&told)), text) {
				return f.At, true
			}
		}
	}
	return source.Origin{}, false
}

// sidecarOf returns the place of a sidecar that covers a company of a text.
func sidecarOf(in *settle.Input, text string) (source.Origin, bool) {
	for _, d := range in.Matters {
		for i, c := range d.Disclosure.Covers {
			if j := slices.IndexFunc(c.Companies, func(id string) bool { return isOf(id, text) }); j >= 0 {
				line := d.Disclosure.Line(source.Key{"covers", i, "companies", j})
				return source.Origin{Disclosure: d.Disclosure.ID, File: source.Sidecar, Line: line}, true
			}
		}
	}
	return source.Origin{}, false
}

// isOf reports whether a text is a company's id or number, or the number in the id.
func isOf(id, text string) bool {
	n, _ := company.ParseNumber(id)
	return id != "" && (text == id || text == company.OfID(id).OrgNumber || n != "" && (text == n.Hyphened() || text == n.ID()))
}

// isIdentity reports whether a text is a company's id or number.
func isIdentity(text string) bool {
	n, _ := company.ParseNumber(text)
	_, err := record.ParseID(text)
	return n != "" || err == nil
}
