package intake

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// Listings takes a disclosure of listings from its files to the exit.
func (in *Intake) Listings(ctx context.Context, l *list.List, d *source.Disclosure) (*Taken[[]privacy.ClearedListing], error) {
	return take(ctx, in, l, d, kind[privacy.ClearedListing, []privacy.ClearedListing]{
		header: func(t *Table) []source.Finding {
			if t.Door.Index("issue") >= 0 || d.Issue.Name != "" {
				return nil
			}
			return []source.Finding{{
				Rule: rule.UnknownIssue, At: t.At,
				Text: "neither has the file a column of the issue, nor the sidecar an issue with its name and date",
			}}
		},
		worker: func(t *Table, orders *dateOrders) worker[privacy.ClearedListing] {
			return &listingWorker{
				exit: in.exit(l), coder: newCoder(in.book, l), rules: in.rules, context: check.Context{List: l, Disclosure: d},
				file: uint8(t.Number), door: t.Door, orders: orders,
			}
		},
		keep: appended[privacy.ClearedListing],
		end:  func(out *Taken[[]privacy.ClearedListing]) { listingsApart(in.exit(l), out.Rows) },
	})
}

// listingsApart gives companies that one delivery lists under the same name keys of their own.
func listingsApart(e *privacy.Exit, rows []privacy.ClearedListing) {
	seen := map[[10]byte][]uint32{} // the names under a key, in the order of the file
	for i := range rows {
		row, n := &rows[i], 0
		names := seen[row.Key]
		for n < len(names) && names[n] != row.Name {
			n++
		}
		if n == len(names) {
			seen[row.Key] = append(names, row.Name)
		}
		if n > 0 {
			row.Rekey(e, uint32(n+1))
		}
	}
}

// listingWorker takes listings through the stages after the door.
type listingWorker struct {
	exit    *privacy.Exit
	coder   *coder
	rules   []check.Rule
	context check.Context
	file    uint8
	door    privacy.Door
	orders  *dateOrders
}

// covered does nothing: such a row is not used at all.
func (w *listingWorker) covered(source.Row, *part[privacy.ClearedListing]) {}

func (w *listingWorker) row(row source.Row, place source.Origin, to *part[privacy.ClearedListing]) {
	l := w.context.List
	at := func(column string) string { return w.cell(row, column) }
	shown := func(column string) string { return row.Cell(w.door.Shown(l, column)) }
	number := w.exit.Number(at("org_number"))
	party := w.exit.Person()
	if !row.Person {
		party = w.exit.Respondent(number, at("respondent"))
	}
	written := func(column string) string {
		if i := w.door.Index(column); i >= 0 {
			return row.AsWritten(i)
		}
		return at(column)
	}
	if row.Written != nil && !row.Person {
		party = w.exit.AsWritten(party, number, at("respondent"), written("respondent"))
	}
	m := check.Matter{
		Respondent: at("respondent"), Number: party.Class, Person: row.Person, Several: party.Several,
		Amount: amountOf(row, w.door.Shown(l, "amount_sum"), l.Money()),
	}
	m.Codes[check.Department] = w.coder.read(check.Department, shown("department"))
	for _, one := range w.rules {
		switch text := one.Check(&m, &w.context); {
		case text == "":
		case one.Severity() == rule.Reject:
			to.reject(source.Finding{Rule: one.Rule, At: place, Text: text})
			return
		default:
			to.findings.addIn(party.Index != 0, source.Finding{Rule: one.Rule, At: place, Text: text})
		}
	}
	listing, wrong := readListing(l, w.context.Disclosure, at, w.orders.date(issueDate, at("issue_date")))
	listing.Sum = m.Amount
	var cleared privacy.ClearedListing
	if wrong == "" {
		var ok bool
		cleared, ok = w.exit.ClearListing(listing, m.Codes[check.Department], party.Index, cellsIn(l.Identity.Fallback, at))
		if !ok {
			wrong = fmt.Sprintf("the issue is named %q; expected a name with a number, such as 2024-1 or hösten 2025", source.Shape(listing.Issue))
		}
	}
	if wrong != "" {
		to.reject(source.Finding{Rule: rule.Listing, At: place, Text: wrong})
		return
	}
	if row.Written != nil {
		w.exit.Moved(cellsIn(l.Identity.Fallback, written), cleared.Key)
	}
	cleared.File, cleared.Line = w.file, uint32(row.Line)
	if party.Why != privacy.Unheld {
		to.findings.Add(HeldBack(party, place))
	}
	to.rows = append(to.rows, cleared)
}

// cell returns a row's cell, or what the sidecar says of the issue where the file has no column for it.
func (w *listingWorker) cell(row source.Row, column string) string {
	if i := w.door.Index(column); i >= 0 {
		return row.Cells[i]
	}
	issue := w.context.Disclosure.Issue
	switch {
	case column == "issue":
		return issue.Name
	case column == "issue_date" && issue.Name != "" && list.Fold(w.cell(row, "issue")) == list.Fold(issue.Name):
		return issue.Date.String()
	}
	return ""
}

// readListing reads what is a listing's own, or says what is wrong with it.
func readListing(l *list.List, d *source.Disclosure, cell func(column string) string,
	day record.Value[record.Date],
) (out privacy.Listing, wrong string) {
	if wrong := lacking(l, cell); wrong != "" {
		return out, wrong
	}
	switch {
	case cell("issue") == "":
		return out, "the issue is missing"
	case day.State == record.Missing:
		return out, "the date of the issue is missing; without it nobody could know how long the listing stays public"
	case day.State == record.Unreadable:
		return out, "the date of the issue cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
	case day.Known > d.Received:
		return out, fmt.Sprintf("the issue is of %s, after the disclosure came (%s)", day.Known, d.Received)
	}
	cases, err := strconv.ParseInt(strings.TrimSpace(cell("cases")), 10, 32)
	if err != nil || cases < 1 {
		return out, fmt.Sprintf("the number of cases has the shape %q; expected a whole number from 1", source.Shape(cell("cases")))
	}
	return privacy.Listing{Issue: cell("issue"), Date: day.Known, Cases: record.Value[int64]{Known: cases, State: record.Read}}, ""
}
