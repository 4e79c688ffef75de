package settle

import (
	"tvistdata/etl/privacy"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Figures is what came of one disclosure of published figures.
type Figures struct {
	Disclosed
	Rows     []privacy.ClearedFigure // without those below, once the release is settled
	Aged     []privacy.ClearedFigure // those that their list publishes no longer
	Repeated []bool                  // of Rows: another before them is the same figure
	Withheld int64                   // those that were removed
}

// Row returns one of its figures as a row of a release.
func (d *Figures) Row(f *privacy.ClearedFigure) record.PublishedFigure {
	role := ""
	if f.CompanyWritten != "" {
		role = "respondent"
	}
	return record.PublishedFigure{
		Key: f.Key, List: d.List.ID, Disclosure: d.Disclosure.ID, Authority: f.Authority, Jurisdiction: f.Jurisdiction,
		Measure: f.Measure, Role: role, CompanyWritten: f.CompanyWritten, Company: f.Company, Brand: f.Brand,
		DepartmentWritten: f.DepartmentWritten, Department: f.Department, Start: f.Start, End: f.End, PeriodLabel: f.PeriodLabel,
		Precision: f.Precision, ValueWritten: f.ValueWritten, Value: f.Value, Unit: f.Unit, Qualifier: f.Qualifier,
		SourceName: f.SourceName, SourceURL: f.SourceURL, Published: f.Published, Note: f.Note, Synthetic: d.Disclosure.Synthetic,
	}
}

// Account counts where the rows of a settled disclosure went, and of them those that were removed, which are all the unnamed.
func (d *Figures) Account() (all, unnamed, removed release.Accounting) {
	n, aged := int64(len(d.Rows)), int64(len(d.Aged))
	all = release.Accounting{Read: n + d.Rejected + aged + d.Withheld, Published: n, Unnamed: d.Withheld, Rejected: d.Rejected, AgedOut: aged}
	for _, again := range d.Repeated {
		if again {
			all.Published--
			all.Duplicate++
		}
	}
	gone := release.Accounting{Unnamed: d.Withheld}
	return all, gone, gone
}

// repeat finds the figures that are there again.
func (s *Settled) repeat() {
	seen := map[[10]byte]bool{}
	for _, d := range s.Figures {
		d.Repeated = make([]bool, len(d.Rows))
		for i, f := range d.Rows {
			d.Repeated[i] = seen[f.Key]
			seen[f.Key] = true
		}
	}
}
