package list

import (
	"maps"
	"slices"

	"tvistdata/internal/record"
)

// field is what a record kind says of one of its columns.
type field struct {
	typ     Type
	must    bool      // every list of the kind has the column, and no row may lack it
	publish []Publish // the ways that a release can show it; yes and no when empty
}

// may reports whether a release can show the field so.
func (f field) may(p Publish) bool {
	if len(f.publish) == 0 {
		return p == Yes || p == No
	}
	return slices.Contains(f.publish, p)
}

// Known is a column that a record kind knows.
type Known struct {
	Name    string
	Type    Type
	Must    bool      // every list of the kind has it, and no row may lack it
	Publish []Publish // the ways that a release can show it
	// the measures that its codes may count as
	CountsAs []record.Measure
}

// KnownColumns lists the columns that a record kind knows, by name.
func KnownColumns(k record.Kind) []Known {
	var out []Known
	all := fields(k)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f := all[name]
		may := slices.DeleteFunc([]Publish{Yes, Band, Key, No}, func(p Publish) bool { return !f.may(p) })
		out = append(out, Known{name, f.typ, f.must, may, countsAs(k, name)})
	}
	return out
}

// fields returns the columns that a record kind knows, by name; nil for what is no kind.
func fields(k record.Kind) map[string]field {
	day := field{typ: Date}
	key := []Publish{Key, No}
	shown := []Publish{Yes} // held back, it would not reach the exit, which recognises persons by it, or the record would say nothing
	switch k {
	case record.Dispute:
		return map[string]field{
			"case_number":      {typ: Text, must: true, publish: key},
			"matter_type":      {typ: CodeOf},
			"received_date":    day,
			"department":       {typ: CodeOf},
			"respondent":       {typ: Text, must: true, publish: shown},
			"org_number":       {typ: OrgNo, publish: shown},
			"decision_date":    day,
			"outcome":          {typ: CodeOf},
			"dismissal_reason": {typ: CodeOf},
			"amount":           {typ: Amount, publish: []Publish{Band, No}},
			"followed":         {typ: CodeOf},
		}
	case record.Complaint:
		return map[string]field{
			"reference":     {typ: Text, publish: key},
			"received_date": day,
			"department":    {typ: CodeOf},
			"subject":       {typ: CodeOf},
			"respondent":    {typ: Text, must: true, publish: shown},
			"org_number":    {typ: OrgNo, publish: shown},
		}
	case record.Figure:
		return map[string]field{
			"authority":             {typ: CodeOf, must: true, publish: shown},
			"jurisdiction":          {typ: Text, must: true, publish: shown},
			"measure":               {typ: CodeOf, must: true, publish: shown},
			"company_as_written":    {typ: Text},
			"org_number":            {typ: OrgNo, publish: shown},
			"department_as_written": {typ: Text},
			"period_start":          {typ: Date},
			"period_end":            {typ: Date},
			"period_label":          {typ: Text},
			"period_precision":      {typ: Text, must: true, publish: shown},
			"value":                 {typ: Decimal, must: true, publish: shown},
			"unit":                  {typ: Text, must: true, publish: shown},
			"qualifier":             {typ: Text},
			"source_name":           {typ: Text, must: true, publish: shown},
			"source_url":            {typ: Text},
			"published":             {typ: Text},
			"note":                  {typ: Text},
		}
	case record.Listing:
		return map[string]field{
			"issue":      {typ: Text, publish: shown},
			"issue_date": {typ: Date, publish: shown},
			"department": {typ: CodeOf},
			"respondent": {typ: Text, must: true, publish: shown},
			"org_number": {typ: OrgNo, publish: shown},
			"cases":      {typ: Count, must: true, publish: shown},
			"amount_sum": {typ: Amount},
		}
	case record.Aggregate:
		return map[string]field{
			"respondent":   {typ: Text, must: true, publish: shown},
			"org_number":   {typ: OrgNo, publish: shown},
			"department":   {typ: CodeOf, publish: shown}, // of what is held back, nobody could distinguish the counts
			"subject":      {typ: CodeOf, publish: shown},
			"measure":      {typ: CodeOf, publish: shown},
			"period":       {typ: Span, publish: shown},
			"period_start": {typ: Date, publish: shown},
			"period_end":   {typ: Date, publish: shown},
			"count":        {typ: Count, must: true, publish: shown},
		}
	}
	return nil
}

// derived names the code list that a kind has without a column of that name: a figure's department is read from
// department_as_written.
func derived(k record.Kind) string {
	if k == record.Figure {
		return "department"
	}
	return ""
}

// countsAs lists the measures that a code of a column may count as in a list of the kind.
func countsAs(k record.Kind, column string) []record.Measure {
	switch {
	case k == record.Dispute:
		return record.CountsAs(column)
	case k == record.Aggregate && column == "measure":
		return record.Measures(record.Dispute)
	}
	return nil
}
