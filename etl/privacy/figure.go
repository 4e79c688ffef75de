package privacy

import (
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Figure is a published figure as it was read, every text as the source wrote it.
type Figure struct {
	Authority, Measure, Department                             string // codes
	Jurisdiction, CompanyWritten, OrgNumber, DepartmentWritten string
	Start, End                                                 record.Date
	PeriodLabel, Precision, ValueWritten, Unit, Qualifier      string
	Value                                                      float64
	SourceName, SourceURL, Published, Note                     string
}

// ClearedFigure is a figure that has passed the exit.
type ClearedFigure struct {
	Figure
	At      source.Origin
	Key     [10]byte
	Company string // company id, when the source names the legal entity or a written decision does
	Method  company.Method
	Brand   string // brand id, when a written decision says so
	// Decision is the decision on the name, as company.Match has it.
	Decision int
}

// ClearFigure lets a figure out. It keeps back one whose texts hold something personal and says what; a person's or
// an estate's number is a personal number.
func (e *Exit) ClearFigure(f Figure, r *company.Register, identity []string) (ClearedFigure, person.Found) {
	for _, text := range []string{
		f.Jurisdiction, f.CompanyWritten, f.DepartmentWritten, f.PeriodLabel, f.Precision, f.ValueWritten, f.Unit, f.Qualifier,
		f.SourceName, f.SourceURL, f.Published, f.Note,
	} {
		if found := person.Scan(text); found != person.Nothing {
			return ClearedFigure{}, found
		}
	}
	c := ClearedFigure{Figure: f, Key: e.Key(identity)}
	if f.CompanyWritten == "" && f.OrgNumber == "" {
		return c, person.Nothing
	}
	match := r.Match(e.list.ID, f.OrgNumber, f.CompanyWritten)
	if match.Class == company.PersonNumber || match.Class == company.EstateNumber {
		return ClearedFigure{}, person.PersonalNumber
	}
	c.Decision = match.Decision
	if match.Method != company.Unresolved {
		c.Company, c.Method = match.ID, match.Method
	}
	c.Brand, _ = r.Brand(e.list.ID, f.CompanyWritten)
	return c, person.Nothing
}

// NewFigureExit makes an exit for a list of figures, which name nobody whom a source has not named in public.
func NewFigureExit(l *list.List, key []byte) *Exit { return NewExit(l, nil, key, Seeds()) }
