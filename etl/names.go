package etl

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"tvistdata/etl/intake"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
)

// placed is the place of a row, and whose it is.
type placed struct {
	key  [10]byte
	name uint32
	row  int // its number in its disclosure, from 0
	file uint8
	line uint32
}

// delivered is a disclosure with its rows, in the order of files and lines.
type delivered struct {
	*settle.Disclosed
	rows iter.Seq[placed]
}

// at returns the place of a row.
func (d delivered) at(row placed) source.Origin { return d.Place(row.row, row.file, row.line) }

// allDelivered returns the disclosures whose rows have respondents: those of matters, then those of listings.
func allDelivered(in settle.Input) (out []delivered) {
	for _, d := range in.Matters {
		out = append(out, delivered{&d.Disclosed, func(yield func(placed) bool) {
			for i := range d.Rows.Len() {
				if row := d.Rows.At(i); !yield(placed{row.Key, row.Name, i, row.File, row.Line}) {
					return
				}
			}
		}})
	}
	for _, d := range in.Listings {
		out = append(out, delivered{&d.Disclosed, func(yield func(placed) bool) {
			for i, row := range d.Rows {
				if !yield(placed{row.Key, row.Name, i, row.File, row.Line}) {
					return
				}
			}
		}})
	}
	return out
}

// withholdBare takes the spellings that may be a person's from companies with a number, once every name is known, and
// adds a finding for each row that has one.
func withholdBare(names *privacy.Names, in settle.Input, all *intake.Told) {
	withheld := names.WithholdBare(func(yield func(privacy.Bearing) bool) {
		for _, d := range allDelivered(in) {
			for row := range d.rows {
				if !yield(privacy.Bearing{Disclosure: d.Disclosure.ID, Key: row.key, Name: row.name}) {
					return
				}
			}
		}
	})
	if len(withheld) == 0 {
		return
	}
	for _, d := range allDelivered(in) {
		var found intake.Findings
		for row := range d.rows {
			if j, ok := withheld[row.name]; ok {
				found.Add(intake.HeldBack(j, d.at(row)))
			}
		}
		all.Take(d.Disclosure.ID, &found)
	}
}

// withholdSole takes the name from rows whose number may be a sole trader's, once every name is known, and adds a finding for each.
func withholdSole(names *privacy.Names, in settle.Input, all *intake.Told) {
	withheld := names.WithholdSole()
	if len(withheld) == 0 {
		return
	}
	for _, d := range allDelivered(in) {
		var found intake.Findings
		for row := range d.rows {
			if j, ok := withheld[row.name]; ok {
				found.Add(intake.HeldBack(j, d.at(row)))
			}
		}
		all.Take(d.Disclosure.ID, &found)
	}
	unname := func(name *uint32) {
		if _, ok := withheld[*name]; ok {
			*name = 0
		}
	}
	for _, d := range in.Matters {
		for i := range d.Rows.Len() {
			unname(&d.Rows.At(i).Name)
		}
	}
	for _, d := range in.Listings {
		for i := range d.Rows {
			unname(&d.Rows[i].Name)
		}
	}
}

// manyNames finds numbers with unlike names beside them in one disclosure.
func manyNames(names *privacy.Names, in settle.Input) (found []source.Finding) {
	seen := make([]seenName, len(names.All())) // by name
	for _, d := range allDelivered(in) {
		clear(seen)
		var order []uint32
		for row := range d.rows {
			if row.name == 0 {
				continue
			}
			if seen[row.name].rows++; seen[row.name].rows == 1 {
				seen[row.name].first = row
				order = append(order, row.name)
			}
		}
		for _, many := range names.ManyNames(order) {
			found = append(found, manyNamed(d, many, seen))
		}
	}
	return found
}

// seenName is where a name is first in a disclosure, and on how many rows.
type seenName struct {
	rows  int64
	first placed
}

// manyNamed says which rows of a disclosure have a number beside unlike names.
func manyNamed(d delivered, many privacy.ManyNames, seen []seenName) source.Finding {
	var rows int64
	for _, name := range many.All {
		rows += seen[name].rows
	}
	first := seen[many.First[0]].first
	var lines []string
	for _, name := range many.First[:min(len(many.First), firstLines)] {
		row := seen[name].first
		line := strconv.Itoa(int(row.line))
		if row.file != first.file {
			line = d.at(row).File + ":" + line
		}
		lines = append(lines, line)
	}
	f := source.Finding{Rule: rule.NumberOfUnlikeNames, At: d.at(first)}
	which, may := fmt.Sprintf("%d names that have nothing in common, the first on lines %s", len(many.First), strings.Join(lines, ", ")),
		"one may be of another company whose number was mistyped"
	if len(many.First) == 1 {
		which = "a name that has nothing in common with the register's, first on line " + lines[0]
	}
	if many.Block {
		f.Rule = rule.NumberOfManyNames
		may = "the column may hold another party's numbers. Map the right one under columns"
	}
	f.Text = fmt.Sprintf("in org_number, one number is on %d rows beside %s: %s; if they are all the company's, say so in "+
		"companies.yaml or decisions.yaml", rows, which, may)
	return f
}

// firstLines is how many lines a finding of many rows names.
const firstLines = 3
