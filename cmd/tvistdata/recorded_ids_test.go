//go:build !race

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/etl/read"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// few is how many lines of a section are recorded one by one.
const few = 40

// digest returns the first ten digits of the SHA-256 of a text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:5])
}

// section returns some lines in order, once each: all where they are few, else their number, the hash of them and the first five.
func section(title string, lines []string) string {
	lines = slices.Compact(slices.Sorted(slices.Values(lines)))
	if len(lines) == 0 {
		return ""
	}
	head := fmt.Sprintf("%s: %d", title, len(lines))
	if len(lines) > few {
		head += ", hash " + digest(strings.Join(lines, "\n")) + ", the first five"
		lines = lines[:5]
	}
	return head + "\n  " + strings.Join(lines, "\n  ") + "\n"
}

// idsIn returns the ids of all that a release holds, and what each is of.
func idsIn(t *testing.T, r *release.Release) string {
	t.Helper()
	var b strings.Builder
	for _, at := range []struct {
		table   string
		columns []string
	}{
		{schema.Disputes, []string{"record_id", "company_id"}},
		{schema.Complaints, []string{"record_id", "company_id"}},
		{schema.Listings, []string{"record_id", "company_id"}},
		{schema.Figures, []string{"record_id", "company_id", "brand_id"}},
		{schema.Aggregates, []string{"record_id", "company_id"}},
		{schema.Identities, []string{"company_id", "merged_into", "parent_id"}},
		{schema.RecordTies, []string{"record_id", "resolved_from", "matter"}},
		{schema.Revisions, []string{"record_id", "field"}},
		{schema.Memberships, []string{"kind", "id", "company_id"}},
		{schema.Disagreements, []string{"disagreement_id"}},
		{schema.Brands, []string{"brand_id"}},
		{schema.Notes, []string{"note_id"}},
		{schema.Statements, []string{"statement_id"}},
	} {
		var lines []string
		for _, row := range etltest.Rows(t, r, at.table) {
			var cells []string
			for _, c := range at.columns {
				text, _ := row[c].(string)
				cells = append(cells, text)
			}
			lines = append(lines, strings.TrimRight(strings.Join(cells, " "), " "))
		}
		b.WriteString(section(at.table+", "+strings.Join(at.columns, " "), lines))
	}
	companies := map[string][]string{}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		id := row["company_id"].(string)
		kind, _, _ := strings.Cut(id, "-")
		companies[kind] = append(companies[kind], id)
	}
	for _, kind := range slices.Sorted(maps.Keys(companies)) {
		b.WriteString(section(schema.Companies+", "+kind+"-", companies[kind]))
	}
	return b.String()
}

// namedIn is a name as a list writes it.
type namedIn struct{ list, name string }

// heldBack are the rules that keep a respondent, or how it is spelled, out of a release.
var heldBack = []string{"unnamed", "spelling-withheld", "number-against-name", "several-respondents"}

// names returns of every name that a list writes as which companies' it is shown, how it was matched and in how many records, and which
// rules held it back in how many rows; nowhere is a name that is neither shown nor held back.
func (w onRecord) names(t *testing.T) string {
	t.Helper()
	told, held := map[namedIn][]string{}, w.heldBack(t)
	for _, row := range etltest.Rows(t, w.release, schema.Names) {
		at := namedIn{row["list"].(string), row["name_as_written"].(string)}
		told[at] = append(told[at], fmt.Sprintf("%s %s %d", row["company_id"], row["method"], row["records"]))
	}
	for at, rules := range held {
		for _, rule := range heldBack {
			if n := rules[rule]; n > 0 {
				told[at] = append(told[at], fmt.Sprintf("%s %d", rule, n))
			}
		}
		if told[at] == nil {
			told[at] = []string{"nowhere"}
		}
	}
	byList := map[string][]string{}
	for at, what := range told {
		name := at.name
		if w.theirs {
			name = digest(name)
		}
		byList[at.list] = append(byList[at.list], "  "+name+" | "+strings.Join(what, "; ")+"\n")
	}
	var b strings.Builder
	for _, l := range slices.Sorted(maps.Keys(byList)) {
		slices.Sort(byList[l])
		b.WriteString(l + "\n" + strings.Join(byList[l], ""))
	}
	return b.String()
}

// heldBack reads the disclosures again, and counts by name the rows in which each rule was found.
func (w onRecord) heldBack(t *testing.T) map[namedIn]map[string]int {
	t.Helper()
	type place struct {
		disclosure, file string
		line             int
	}
	rules := map[place][]string{}
	for _, f := range w.findings {
		at := place{f.Disclosure, f.File, f.Line}
		rules[at] = append(rules[at], f.Rule)
	}
	lists, _, err := loadLists(t.Context(), w.overlay)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := source.Find(w.disclosures, func(path string) bool { return filepath.Base(path) == keyName }, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[namedIn]map[string]int{}
	for _, d := range folder.Disclosures {
		l := lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == d.List })]
		for _, f := range d.Files {
			respondents(t, l, d, f, func(line int, name string) {
				at := namedIn{l.ID, name}
				if out[at] == nil {
					out[at] = map[string]int{}
				}
				for _, rule := range rules[place{d.ID, f.Name, line}] {
					out[at][rule]++
				}
			})
		}
	}
	return out
}

// respondents returns the respondent of each row of a file.
func respondents(t *testing.T, l *list.List, d source.Disclosure, f source.File, take func(line int, name string)) {
	t.Helper()
	r, err := read.Open(filepath.Join(d.Dir, f.Name), read.Options{
		Disclosure: d.ID, Encoding: f.Encoding, Delimiter: f.Delimiter, Sheet: f.Sheet,
		Headers: func(h string) bool { _, known := l.Column(h); return known },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // only read
	at := slices.IndexFunc(r.Header(), func(h string) bool { c, _ := l.Column(h); return c.Name == "respondent" })
	for {
		batch, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range batch.Rows {
			take(row.Line, strings.Clone(row.Cells[at]))
		}
	}
}
