package etl

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"

	"tvistdata/etl/check"
	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// figureReader takes the disclosures of published figures from file to exit.
type figureReader struct {
	register *company.Register
	key      []byte
	meter    *meter
}

// readFigures is what came of one disclosure of figures.
type readFigures struct {
	rows     []privacy.ClearedFigure
	rejected int64
	findings findings
}

// disclosure reads every file of a disclosure.
func (r *figureReader) disclosure(ctx context.Context, l *list.List, d *source.Disclosure) (*readFigures, error) {
	out := &readFigures{}
	var headers []string
	for _, f := range d.Files {
		reader, err := open(l, d, f)
		if err != nil {
			return nil, err
		}
		r.meter.begin(d, f)
		headers = append(headers, reader.Header()...)
		err = r.file(ctx, l, d, f.Shown, reader, out)
		if cerr := reader.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
	}
	out.findings.add(unusedMappings(l, d, headers)...)
	return out, nil
}

func (r *figureReader) file(ctx context.Context, l *list.List, d *source.Disclosure, name string, reader source.Reader,
	out *readFigures,
) error {
	place := source.Origin{Disclosure: d.ID, File: name}
	door, found := privacy.NewDoor(l, d.Columns, reader.Header(), place)
	out.findings.add(found...)
	if len(found) > 0 {
		return nil
	}
	exit := privacy.NewFigureExit(l, r.key)
	before := int64(len(out.rows)) + out.rejected
	for ctx.Err() == nil {
		batch, err := reader.Next()
		if errors.Is(err, io.EOF) {
			if int64(len(out.rows))+out.rejected == before {
				out.findings.add(source.EmptyTable(source.Origin{Disclosure: d.ID, File: name}))
			}
			return nil
		}
		if err != nil {
			return err
		}
		r.meter.add(len(batch.Rows) + len(batch.Rejects))
		out.findings.add(batch.Rejects...)
		out.findings.add(batch.Notes...)
		out.rejected += int64(len(batch.Rejects))
		out.findings.add(unnamedColumns(door.Pass(batch.Rows), source.Origin{Disclosure: d.ID, File: name, Sheet: batch.Sheet})...)
		for _, row := range batch.Rows {
			place.Sheet, place.Line = batch.Sheet, row.Line
			if row.Covered.Any() {
				out.findings.add(row.Covered.Finding(place))
				out.rejected++
				continue
			}
			cleared, why, wrong := r.row(l, door, exit, row)
			if wrong != "" {
				out.findings.add(source.Finding{Rule: why, At: place, Text: wrong})
				out.rejected++
				continue
			}
			cleared.At = place
			out.rows = append(out.rows, cleared)
		}
	}
	return ctx.Err()
}

// row reads one figure and lets it out, or tells which rule rejects it, and why.
func (r *figureReader) row(l *list.List, door privacy.Door, exit *privacy.Exit, row source.Row) (c privacy.ClearedFigure,
	why *rule.Rule, wrong string,
) {
	at := func(column string) string { return cell(row.Cells, door.Index(column)) }
	if wrong = lacking(l, at); wrong != "" {
		return c, rule.Figure, wrong
	}
	f, wrong := readFigure(l, func(column string) string { return cell(row.Cells, door.Shown(l, column)) })
	if wrong != "" {
		return c, rule.Figure, wrong
	}
	if r.register.Several(l.ID, f.OrgNumber, f.CompanyWritten) {
		return c, rule.SeveralRespondents, "number and name are those of several companies, so the figure is none of theirs; " +
			"have a row for each, or decide on the name if it is one's"
	}
	var identity []string
	for _, column := range l.Identity.Fallback {
		identity = append(identity, at(column))
	}
	c, personal := exit.ClearFigure(f, r.register, identity)
	if personal != person.Nothing {
		return c, rule.Figure, "a text holds " + string(personal)
	}
	return c, nil, ""
}

// lacking names the columns that the list requires and that have nothing in a row, or "".
func lacking(l *list.List, cell func(column string) string) string {
	var names []string
	for _, c := range l.Columns {
		if c.Required && cell(c.Name) == "" {
			names = append(names, "the "+c.Name)
		}
	}
	return check.Say(names, "is missing", "are missing")
}

// readFigure reads one figure, or says what is wrong with it.
func readFigure(l *list.List, cell func(column string) string) (f privacy.Figure, wrong string) {
	f = privacy.Figure{
		Jurisdiction: cell("jurisdiction"), CompanyWritten: cell("company_as_written"), OrgNumber: cell("org_number"),
		DepartmentWritten: cell("department_as_written"), PeriodLabel: cell("period_label"), Precision: cell("period_precision"),
		ValueWritten: cell("value"), Unit: cell("unit"), Qualifier: cell("qualifier"),
		SourceName: cell("source_name"), SourceURL: cell("source_url"), Published: cell("published"), Note: cell("note"),
	}
	var err error
	if f.Value, err = strconv.ParseFloat(f.ValueWritten, 64); err != nil {
		return f, "the value is no number; expected a form such as 1234.5"
	}
	start, end := normalise.Date(cell("period_start")), normalise.Date(cell("period_end"))
	if start.State == record.Unreadable || end.State == record.Unreadable {
		return f, "a period date cannot be read; expected a form such as 2023-03-03"
	}
	f.Start, f.End = known(start), known(end)
	var coded, measured bool
	f.Authority, coded = l.CodeOf("authority", cell("authority"))
	f.Measure, measured = l.CodeOf("measure", cell("measure"))
	if !coded || !measured {
		return f, "the authority or the measure is no code or spelling of list " + l.ID
	}
	if slices.Contains(l.DepartmentsOf, f.Authority) {
		f.Department, _ = l.CodeOf(check.Department.Name(), f.DepartmentWritten)
	}
	return f, ""
}

// known gives a date's value, or NoDate.
func known(v record.Value[record.Date]) record.Date {
	if v.State != record.Read {
		return record.NoDate
	}
	return v.Known
}
