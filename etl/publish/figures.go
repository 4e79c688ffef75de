package publish

import (
	"bytes"
	"cmp"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/internal/record"
)

// figure is one published figure with where it came from.
type figure struct {
	privacy.ClearedFigure
	from *settle.Figures
}

// figured puts the published figures of every list in order, each once.
func (c *contents) figured() []figure {
	var all []figure
	for _, d := range c.Figures {
		for i, f := range d.Rows {
			if !d.Repeated[i] {
				all = append(all, figure{f, d})
			}
		}
	}
	slices.SortFunc(all, func(x, y figure) int {
		return cmp.Or(
			cmp.Compare(x.from.List.ID, y.from.List.ID), cmp.Compare(x.Authority, y.Authority), cmp.Compare(x.Measure, y.Measure),
			cmp.Compare(x.CompanyWritten, y.CompanyWritten), cmp.Compare(x.DepartmentWritten, y.DepartmentWritten),
			cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(x.PeriodLabel, y.PeriodLabel),
			cmp.Compare(x.ValueWritten, y.ValueWritten), bytes.Compare(x.Key[:], y.Key[:]),
		)
	})
	return all
}

// figureRows returns the published figures.
func (c *contents) figureRows() []record.PublishedFigure {
	rows := make([]record.PublishedFigure, len(c.figures))
	for i, f := range c.figures {
		rows[i] = f.row()
	}
	return rows
}

func (f *figure) row() record.PublishedFigure {
	role := ""
	if f.CompanyWritten != "" {
		role = "respondent"
	}
	return record.PublishedFigure{
		Key: f.Key, List: f.from.List.ID, Disclosure: f.from.Disclosure.ID, Authority: f.Authority, Jurisdiction: f.Jurisdiction,
		Measure: f.Measure, Role: role, CompanyWritten: f.CompanyWritten, Company: f.Company, Brand: f.Brand,
		DepartmentWritten: f.DepartmentWritten, Department: f.Department, Start: f.Start, End: f.End, PeriodLabel: f.PeriodLabel,
		Precision: f.Precision, ValueWritten: f.ValueWritten, Value: f.Value, Unit: f.Unit, Qualifier: f.Qualifier,
		SourceName: f.SourceName, SourceURL: f.SourceURL, Published: f.Published, Note: f.Note, Synthetic: f.from.Disclosure.Synthetic,
	}
}

// brandRows returns the brands that a figure belongs to.
func (c *contents) brandRows() []record.Brand {
	used := map[string]bool{}
	for _, d := range c.Figures {
		for _, f := range d.Rows {
			used[f.Brand] = true
		}
	}
	brands := slices.DeleteFunc(slices.Clone(c.Brands), func(br record.Brand) bool { return !used[br.ID] })
	slices.SortFunc(brands, func(x, y record.Brand) int { return cmp.Compare(x.ID, y.ID) })
	return brands
}
