package etl

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"strconv"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// listingReader takes the disclosures of listings from file to exit. They are short, so one goroutine reads them.
type listingReader struct {
	book  *codeBook
	names *privacy.Names
	key   []byte
	seed  [2]maphash.Seed
	rules []check.Rule
	meter *meter
}

// readListings is what came of one disclosure of listings.
type readListings struct {
	rows     []privacy.ClearedListing
	rejected int64
	filled   map[string]filling // by column that the list has a bound for
	findings findings
}

// disclosure reads every file of a disclosure.
func (r *listingReader) disclosure(ctx context.Context, l *list.List, d *source.Disclosure) (*readListings, error) {
	if len(d.Files) > 0xff {
		return nil, fmt.Errorf("disclosure %s: it has %d files, more than 255", d.ID, len(d.Files))
	}
	orders := ordersOf(l)
	for {
		begun := r.meter.mark()
		out, err := r.read(ctx, l, d, orders)
		if err != nil || !orders.again() {
			return out, err
		}
		r.meter.reset(begun)
	}
}

// read reads every file of a disclosure, once.
func (r *listingReader) read(ctx context.Context, l *list.List, d *source.Disclosure, orders *dateOrders) (*readListings, error) {
	out := &readListings{filled: map[string]filling{}}
	var headers []string
	exit := privacy.NewExit(l, r.names, r.key, r.seed)
	for i, f := range d.Files {
		reader, err := open(l, d, f)
		if err != nil {
			return nil, err
		}
		r.meter.begin(d, f)
		headers = append(headers, reader.Header()...)
		err = r.file(ctx, listingFile{list: l, disclosure: d, number: i, exit: exit, reader: reader, orders: orders}, out)
		if cerr := reader.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
	}
	listingsApart(exit, out.rows)
	out.findings.add(unusedMappings(l, d, headers)...)
	return out, nil
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

// listingFile is one file that is being read.
type listingFile struct {
	list       *list.List
	disclosure *source.Disclosure
	number     int
	exit       *privacy.Exit
	reader     source.Reader
	orders     *dateOrders
	door       privacy.Door
	coder      *coder
}

func (r *listingReader) file(ctx context.Context, f listingFile, out *readListings) error {
	place := source.Origin{Disclosure: f.disclosure.ID, File: f.disclosure.Files[f.number].Shown}
	door, found := privacy.NewDoor(f.list, f.disclosure.Columns, f.reader.Header(), place)
	if door.Index("issue") < 0 && f.disclosure.Issue.Name == "" {
		found = append(found, source.Finding{
			Rule: rule.UnknownIssue, At: place,
			Text: "neither has the file a column of the issue, nor the sidecar an issue with its name and date",
		})
	}
	out.findings.add(found...)
	if len(found) > 0 {
		return nil
	}
	f.door, f.coder = door, newCoder(r.book, f.list)
	before := int64(len(out.rows)) + out.rejected
	for ctx.Err() == nil {
		batch, err := f.reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		out.findings.add(batch.Rejects...)
		out.findings.add(batch.Notes...)
		out.rejected += int64(len(batch.Rejects))
		out.findings.add(unnamedColumns(door.Pass(batch.Rows), source.Origin{
			Disclosure: place.Disclosure, File: place.File,
			Sheet: batch.Sheet,
		})...)
		for _, column := range boundedColumns(f.list, door) {
			n := out.filled[column]
			for _, row := range batch.Rows {
				if row.Covered.Any() {
					continue
				}
				n.rows++
				if row.Cells[door.Index(column)] != "" {
					n.filled++
				}
			}
			out.filled[column] = n
		}
		for _, row := range batch.Rows {
			place.Sheet, place.Line = batch.Sheet, row.Line
			if row.Covered.Any() {
				out.findings.add(row.Covered.Finding(place))
				out.rejected++
				continue
			}
			r.row(f, row, place, out)
		}
		r.meter.add(len(batch.Rows) + len(batch.Rejects))
	}
	place.Sheet, place.Line = "", 0
	out.findings.add(f.orders.findings(place)...)
	if int64(len(out.rows))+out.rejected == before && ctx.Err() == nil {
		out.findings.add(source.EmptyTable(place))
	}
	return ctx.Err()
}

// row reads one row: a listing, or a finding that says why it is none.
func (r *listingReader) row(f listingFile, row source.Row, place source.Origin, out *readListings) {
	at := func(column string) string { return f.cell(row, column) }
	reject := func(why *rule.Rule, text string) {
		out.findings.add(source.Finding{Rule: why, At: place, Text: text})
		out.rejected++
	}
	party := f.exit.Respondent(at("org_number"), at("respondent"))
	m := check.Matter{
		Respondent: at("respondent"), Number: party.Class, Several: party.Several, Amount: normalise.Amount(f.shown(row, "amount_sum")),
	}
	m.Codes[check.Department] = f.coder.read(check.Department, f.shown(row, "department"))
	context := check.Context{List: f.list, Disclosure: f.disclosure}
	for _, one := range r.rules {
		switch text := one.Check(&m, &context); {
		case text == "":
		case one.Severity() == rule.Reject:
			reject(one.Rule, text)
			return
		default:
			out.findings.addIn(party.Index != 0, source.Finding{Rule: one.Rule, At: place, Text: text})
		}
	}
	listing, wrong := readListing(f.list, f.disclosure, at, f.orders.date(issueDate, at("issue_date")))
	if wrong != "" {
		reject(rule.Listing, wrong)
		return
	}
	listing.Sum = m.Amount
	var identity []string
	for _, column := range f.list.Identity.Fallback {
		identity = append(identity, at(column))
	}
	cleared, ok := f.exit.ClearListing(listing, m.Codes[check.Department], party.Index, identity)
	if !ok {
		reject(rule.Listing, fmt.Sprintf("the issue is named %q; expected a name with a number, such as 2024-1 or hösten 2025",
			source.Shape(listing.Issue)))
		return
	}
	cleared.File, cleared.Line = uint8(f.number), uint32(row.Line)
	if party.Why != privacy.Unheld {
		out.findings.add(heldBack(party, place))
	}
	out.rows = append(out.rows, cleared)
}

// shown gives a row's cell in a column that the list publishes.
func (f *listingFile) shown(row source.Row, column string) string {
	return cell(row.Cells, f.door.Shown(f.list, column))
}

// cell gives a row's cell, and what the sidecar says of the issue where the file has no column for it.
func (f *listingFile) cell(row source.Row, column string) string {
	if i := f.door.Index(column); i >= 0 {
		return row.Cells[i]
	}
	issue := f.disclosure.Issue
	switch {
	case column == "issue":
		return issue.Name
	case column == "issue_date" && issue.Name != "" && list.Fold(f.cell(row, "issue")) == list.Fold(issue.Name):
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
		return out, "the date of the issue is missing; without it nobody could tell how long the listing stays public"
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
