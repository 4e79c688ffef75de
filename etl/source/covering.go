package source

import (
	"fmt"

	"tvistdata/etl/rule"
)

// How is a way in which text of a file cannot be seen, as a clause.
type How string

// The ways.
const (
	Struck     How = "it is struck out"
	Beneath    How = "something lies over it"
	SameColour How = "its letters have the colour of what is behind them"
	Tiny       How = "its letters are too small to be read"
	Unpainted  How = "it is not painted"                                   // of a PDF
	Blank      How = "its number format shows nothing"                     // of a workbook
	Flat       How = "its row has no height"                               // the same
	Merged     How = "it is merged with another cell, which is shown"      // the same
	Condition  How = "a conditional format may hide it"                    // the same
	Hidden     How = "the page hides it"                                   // of HTML
	Away       How = "it is see-through, blurred, cut off or off the page" // the same
)

// Covering says where something of a row is covered, struck out or hidden by its author, and how: of several, the first from the
// left. The zero value is of a row that is seen.
type Covering struct {
	Column int // of the table, from 1; 0 when the row does not say
	How    How
}

// Any reports whether something is covered.
func (c Covering) Any() bool { return c != Covering{} }

// Finding rejects a row of which something is covered.
func (c Covering) Finding(at Origin) Finding {
	where := ""
	if c.How != "" {
		where = fmt.Sprintf(" (%s)", c.How)
	}
	if c.How != "" && c.Column > 0 {
		where = fmt.Sprintf(" (in column %d: %s)", c.Column, c.How)
	}
	return Finding{
		Rule: rule.CoveredText, At: at,
		Text: "some text of the row is covered, struck out or hidden in the file" + where + "; the authority did not mean to disclose " +
			"what is there: ask for the list again",
	}
}
