package publish

import (
	"bytes"
	"cmp"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// figure is one published figure with where it came from.
type figure struct {
	privacy.ClearedFigure
	from *FigureDelivery
}

// figures writes the published figures of every list, equal ones once.
func (b *builder) figures() error {
	var all []figure
	seen := map[[10]byte]bool{}
	for _, d := range b.Figures {
		for _, f := range d.Rows {
			if seen[f.Key] {
				d.duplicates++
				continue
			}
			seen[f.Key] = true
			all = append(all, figure{f, d})
			b.lists[d.List.ID].Records++
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
	return b.writer.Add(release.Figures, figureColumns(all))
}

func figureColumns(all []figure) []columnar.Column {
	must := func(name string, of func(figure) string) columnar.Column { return column(name, all, false, of) }
	may := func(name string, of func(figure) string) columnar.Column { return column(name, all, true, of) }
	keys, values := make([][10]byte, len(all)), make([]float64, len(all))
	for i, f := range all {
		keys[i], values[i] = f.Key, f.Value
	}
	return []columnar.Column{
		columnar.Keys16("record_id", keys),
		must("list", func(f figure) string { return f.from.List.ID }),
		must("disclosure", func(f figure) string { return f.from.Disclosure.ID }),
		must("authority", func(f figure) string { return f.Authority }),
		must("jurisdiction", func(f figure) string { return f.Jurisdiction }),
		must("measure", func(f figure) string { return f.Measure }),
		may("role", func(f figure) string {
			if f.CompanyWritten == "" {
				return ""
			}
			return "respondent"
		}),
		may("company_as_written", func(f figure) string { return f.CompanyWritten }),
		may("company_id", func(f figure) string { return f.Company }),
		may("brand_id", func(f figure) string { return f.Brand }),
		may("department_as_written", func(f figure) string { return f.DepartmentWritten }),
		may("department", func(f figure) string { return f.Department }),
		days("period_start", all, true, func(f figure) record.Date { return f.Start }),
		days("period_end", all, true, func(f figure) record.Date { return f.End }),
		may("period_label", func(f figure) string { return f.PeriodLabel }),
		must("period_precision", func(f figure) string { return f.Precision }),
		must("value_as_published", func(f figure) string { return f.ValueWritten }),
		columnar.Floats("value", values, nil),
		must("unit", func(f figure) string { return f.Unit }),
		may("qualifier", func(f figure) string { return f.Qualifier }),
		must("source_name", func(f figure) string { return f.SourceName }),
		may("source_url", func(f figure) string { return f.SourceURL }),
		may("published", func(f figure) string { return f.Published }),
		may("note", func(f figure) string { return f.Note }),
		columnar.Bools("synthetic", func(i int) bool { return all[i].from.Disclosure.Synthetic }, len(all)),
	}
}

// brands writes the brands that a figure belongs to.
func (b *builder) brands() error {
	used := map[string]bool{}
	for _, d := range b.Figures {
		for _, f := range d.Rows {
			used[f.Brand] = true
		}
	}
	brands := slices.DeleteFunc(b.Register.Brands(), func(br record.Brand) bool { return !used[br.ID] })
	slices.SortFunc(brands, func(x, y record.Brand) int { return cmp.Compare(x.ID, y.ID) })
	return release.AddRows(b.writer, schema.BrandRows, brands)
}
