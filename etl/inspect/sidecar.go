package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// sidecar writes a disclosure.yaml that works as it is and claims no more than is known.
func (in *inspector) sidecar(r *Report, f *fit) string {
	var b strings.Builder
	in.sidecarHead(&b, f.list.ID, f)
	in.covers(&b, f)
	if in.needsIssue(f) {
		b.WriteString("# issue: {name: ..., date: ...} # write the issue's name and the day on which it came out, such as {name: 2025-2, " +
			"date: 2025-09-17}\n")
	}
	b.WriteString("replaces: []\nsynthetic: false\n")
	in.files(&b, r)
	var entries []string
	for i, c := range in.columns {
		_, byName := f.list.Column(c.header)
		if choose := in.choice(i); choose != "" {
			entries = append(entries, "# "+choose)
		}
		switch {
		case c.header == "":
		case f.twice[i]:
			entries = append(entries, fmt.Sprintf("%s: %s # another column is %s, and has more in it", strconv.Quote(c.header),
				privacy.Ignore, f.means[i]))
		case byName:
		case r.Columns[i].HeaderHidden:
			entries = append(entries, fmt.Sprintf("# write the name of column %d here, in quotes: %s", i+1, privacy.Ignore))
		case f.why[i] != "":
			entries = append(entries, fmt.Sprintf("%s: %s # a guess: %s", strconv.Quote(c.header), f.means[i], f.why[i]))
		case r.Columns[i].Personal:
			entries = append(entries, fmt.Sprintf("%s: %s # looks personal: %s", strconv.Quote(c.header), privacy.Ignore, r.Columns[i].Why))
		default:
			entries = append(entries, fmt.Sprintf("%s: %s # not known to the list; it holds: %s", strconv.Quote(c.header), privacy.Ignore,
				r.Columns[i].Holds))
		}
	}
	if len(entries) > 0 {
		b.WriteString("columns:\n  " + strings.Join(entries, "\n  ") + "\n")
	}
	return b.String()
}

// needsIssue reports whether the list comes out in issues and no column says which one a row is of.
func (in *inspector) needsIssue(f *fit) bool {
	return f.enough() && f.list.Kind == record.Listing && !slices.Contains(f.means, "issue")
}

// sidecarHead writes what a sidecar says of list, day and request.
func (in *inspector) sidecarHead(b *strings.Builder, id string, f *fit) {
	day, why := in.lastDay(f)
	fmt.Fprintf(b, "list: %s\nauthority_reference: \"\" # the authority's case number for your request\n", id)
	fmt.Fprintf(b, "received: %s # %s; put the day on which the file came\n", day, why)
	if in.Answers == nil {
		b.WriteString("asked_for: \"\" # what you requested, in your own words\n")
	} else {
		fmt.Fprintf(b, "asked_for: %s\n", strconv.Quote(in.Answers.Requested))
	}
	b.WriteString("search_term: \"\"\n")
}

// lastDay returns the earliest day on which the file can have come, as far as is known, and why.
func (in *inspector) lastDay(f *fit) (record.Date, string) {
	last := record.NoDate
	for i, c := range in.columns {
		if c.holds() == HoldsDate || f.isDate(i) {
			last = max(last, c.last)
		}
	}
	switch {
	case in.Answers != nil && in.Answers.UpTo >= last:
		return in.Answers.UpTo, "the day up to which the file goes"
	case last == record.NoDate:
		return in.Today, "the file has no dates, so this is today"
	}
	return last, "the latest date in the file"
}

// covers writes what the file holds all of, when somebody has said it.
func (in *inspector) covers(b *strings.Builder, f *fit) {
	i := slices.Index(f.means, "received_date")
	switch {
	case in.Answers == nil:
		b.WriteString("covers: [] # nothing is claimed; to have counts, say which measures it holds all of, from when to when\n")
	case i < 0 || !slices.Contains(record.Measures(f.list.Kind), record.Received):
		b.WriteString("covers: [] # the file has no date received\n")
	case in.Answers.From == record.NoDate || in.Answers.From > in.Answers.UpTo:
		b.WriteString("covers: [] # nothing is claimed: your answer does not say \"all\" from a year or day on, or names a part only\n")
	default:
		fmt.Fprintf(b, "covers:\n  - {measures: [received], from: %s, to: %s} # as you answered: everything received on these days is in "+
			"the file\n",
			in.Answers.From, in.Answers.UpTo)
	}
}

// files writes what was detected, so that it is declared. A name that may be personal stays out: the file is found by
// being in the folder.
func (in *inspector) files(b *strings.Builder, r *Report) {
	if r.FileHidden {
		b.WriteString("# files: left out, for the file's name may be a person's; every file in the folder is read\n")
		declared := in.declaration(r)
		if levels := in.levelsDeclared(); levels != "" {
			declared = append(declared, levels)
		}
		if len(declared) > 0 {
			fmt.Fprintf(b, "# files: # take the first # of these two lines away, and write the file's name for ...\n#   - {name: ..., %s}\n",
				strings.Join(declared, ", "))
		}
		return
	}
	parts := []string{"name: " + strconv.Quote(in.name)}
	if in.layout.Format == "csv" {
		parts = append(parts, "encoding: "+in.layout.Encoding, "delimiter: "+strconv.Quote(in.layout.Delimiter))
	}
	parts = append(parts, in.declaration(r)...)
	if len(in.layout.Sheets) > 1 || in.layout.Format == "html" && in.layout.Sheet != "" {
		if in.named.Printable(in.layout.Sheet) {
			parts = append(parts, "sheet: "+strconv.Quote(in.layout.Sheet))
		}
	}
	if levels := in.levelsDeclared(); levels != "" {
		parts = append(parts, levels)
	}
	fmt.Fprintf(b, "files:\n  - {%s}\n", strings.Join(parts, ", "))
}

// levelsDeclared returns what a sidecar says of the levels of a PDF table's first column; "" when it has none, or one may be
// somebody's name.
func (in *inspector) levelsDeclared() string {
	var names []string
	for _, name := range in.levels {
		if personalHeader(name, in.plain) {
			return ""
		}
		names = append(names, strconv.Quote(name))
	}
	if len(names) == 0 {
		return ""
	}
	return "levels: [" + strings.Join(names, ", ") + "]"
}

// newList is the beginning of a list for a file that no list knows.
type newList struct {
	in      *inspector
	report  *Report
	names   []string // by column of the file; "" for one that is left out
	types   []list.Type
	publish []list.Publish
}

// newListID is the id of a list that has none yet.
const newListID = "new-list"

// newList decides what the columns of the file are in a list of their own.
func (in *inspector) newList(r *Report) *newList {
	n := &newList{
		in: in, report: r, names: make([]string, len(in.columns)), types: make([]list.Type, len(in.columns)),
		publish: make([]list.Publish, len(in.columns)),
	}
	// reserved are fields of the record kinds; a column only gets such a name on purpose.
	taken := map[string]bool{}
	for field := range strings.FieldsSeq("reference received_date department subject respondent org_number case_number matter_type " +
		"decision_date outcome dismissal_reason amount followed authority jurisdiction measure company_as_written " +
		"department_as_written period_start period_end " +
		"period_label period_precision value unit qualifier source_name source_url published note listed_date removed_date case_year " +
		"amount_paid") {
		taken[field] = true
	}
	n.purpose("respondent", list.Text, func(c *column) int { return c.firms() * c.weight(in.read) })
	n.purpose("org_number", list.OrgNo, func(c *column) int {
		if at, share := c.register(); at >= 0 {
			return share
		}
		return c.share(HoldsOrgNumber) / 80
	})
	n.purpose("received_date", list.Date, func(c *column) int {
		if birthdays(c) {
			return 0
		}
		return c.share(HoldsDate) / 80 * c.weight(in.read)
	})
	for i, c := range in.columns {
		if c.header == "" || n.names[i] != "" || r.Columns[i].HeaderHidden {
			continue
		}
		n.names[i], n.types[i], n.publish[i] = unique(slug(c.header, i), taken), cmp.Or(types[r.Columns[i].Holds], list.Text), list.No
	}
	for i := range n.types {
		if r.Columns[i].Register != "" && n.types[i] == list.OrgNo {
			n.types[i] = list.CompanyNo
		}
	}
	return n
}

// purpose assigns the column that fits it best to a field of complaints.
func (n *newList) purpose(field string, t list.Type, fits func(*column) int) {
	at, most := -1, 0
	for i, c := range n.in.columns {
		told := n.report.Columns[i]
		if c.header == "" || told.Personal || told.HeaderHidden || n.names[i] != "" {
			continue
		}
		if score := fits(c); score > most {
			at, most = i, score
		}
	}
	if at >= 0 {
		n.names[at], n.types[at], n.publish[at] = field, t, list.Yes
		n.report.Columns[at].Means, n.report.Columns[at].Guess = field, "of all columns, its cells fit best"
	}
}

func slug(header string, i int) string {
	if s := strings.ReplaceAll(list.Slug(header), "-", "_"); s != "" {
		return s
	}
	return fmt.Sprintf("column_%d", i+1)
}

func unique(name string, taken map[string]bool) string {
	for k, base := 2, name; taken[name]; k++ {
		name = fmt.Sprintf("%s_%d", base, k)
	}
	taken[name] = true
	return name
}

// types are the types of what cells hold; the rest is text until somebody says more of it.
var types = map[Holds]list.Type{
	HoldsDate: list.Date, HoldsAmount: list.Amount, HoldsOrgNumber: list.OrgNo, HoldsNumber: list.Decimal,
}

// sidecar writes the disclosure.yaml that goes with the new list.
func (n *newList) sidecar() string {
	var b strings.Builder
	n.in.sidecarHead(&b, newListID, &fit{})
	b.WriteString("covers: []\nreplaces: []\nsynthetic: false\n")
	n.in.files(&b, n.report)
	return b.String()
}
