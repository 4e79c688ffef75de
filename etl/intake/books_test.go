package intake_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/check"
	"tvistdata/etl/etltest"
	"tvistdata/etl/intake"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
)

// corpus is how many workbooks TestCorpus reads, three of each kind. All are made by bookOf from a number, the same each time.
var corpus = 3 * len(kindsOfBooks)

// matter is what the way from a file to the privacy exit makes of a row.
type matter struct {
	line                                                         int
	name, number, received, decided, department, outcome, amount string // "" for none
}

// result is what the way makes of a file.
type result struct {
	refused string // why nothing of it is published
	matters map[[10]byte]matter
	found   []source.Finding
	double  bool // two rows are one record
}

// taken takes a file through the way of list arn-cases, whose bands are so narrow that different amounts are in different ones.
func taken(tb testing.TB, name, content, sidecar string) (out result) {
	tb.Helper()
	found := etltest.Write(tb, etltest.Disclosure{
		List: "arn-cases", ID: "one", Sidecar: "list: arn-cases\nreceived: 2022-07-01\n" +
			"covers: [{measures: [received], from: 2021-01-01, to: 2021-12-31}]\n" + sidecar, Files: map[string]string{name: content},
	})
	lists, register := etltest.Lists(tb)
	l := *lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == "arn-cases" })]
	l.Columns = slices.Clone(l.Columns)
	i := slices.IndexFunc(l.Columns, func(c list.Column) bool { return c.Name == "amount" })
	l.Columns[i].Bands = bands()
	in := intake.New(tb.Context(), register, []byte(etltest.Key), found, func(intake.Progress) {})
	all, err := in.Matters(tb.Context(), &l, &found[0])
	if err != nil {
		return result{refused: err.Error()}
	}
	var told intake.Told
	told.Take("one", &all.Findings)
	out.found = told.Kept
	for _, f := range out.found {
		if f.Rule.Severity() == rule.Block {
			out.refused = f.String()
		}
	}
	names, codes := in.Names.All(), in.Codes()
	out.matters = map[[10]byte]matter{}
	for i := range all.Rows.Len() {
		r := all.Rows.At(i)
		m := matter{line: int(r.Line), name: names[r.Name].Written, number: names[r.Name].Number.Hyphened()}
		m.department, m.outcome = codes[check.Department][r.Codes[check.Department]], codes[check.Outcome][r.Codes[check.Outcome]]
		m.received, m.decided = day(r.Received), day(r.Decided)
		if r.Band > 0 {
			m.amount = fmt.Sprint(l.Columns[slices.IndexFunc(l.Columns, func(c list.Column) bool { return c.Name == "amount" })].Bands[r.Band-1])
		}
		_, twice := out.matters[r.Key]
		out.double = out.double || twice
		out.matters[r.Key] = m
	}
	return out
}

// bands are the lower bounds of bands for amounts, 250 of them.
func bands() (out []int64) {
	for i := range int64(250) {
		out = append(out, i*i*4)
	}
	return out
}

// twin writes what a careful person reads in a workbook as a plain file.
func twin(tb testing.TB, names []string, rows [][]string) string {
	tb.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = ';'
	if err := w.WriteAll(slices.Concat([][]string{names}, rows)); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// differs returns what in a workbook is silently different from its twin: what is a value where the twin has another or none; and a
// row or value that is missing without a finding that names its line, or the file as a whole.
func (b *book) differs(got, want result) (wrong []string, right int) {
	if want.refused != "" || want.double || len(want.matters) != len(b.want) {
		return []string{fmt.Sprintf("the twin has %d of %d rows, refused %q, %v", len(want.matters), len(b.want), want.refused, want.found)}, 0
	}
	if got.refused != "" {
		return nil, 0
	}
	told := map[int]bool{}
	for _, f := range got.found {
		told[f.At.Line] = told[f.At.Line] || f.At.Line > 0 && f.Rule.Severity() != rule.Note || unread[f.Rule]
	}
	for key, w := range want.matters {
		line := b.lines[w.line-2]
		g, ok := got.matters[key]
		if g.line = w.line; g == w {
			right++
			continue
		}
		explained := told[line] || told[0]
		if ok && g.subset(w) && explained || !ok && explained {
			continue
		}
		wrong = append(wrong, fmt.Sprintf("line %d\n\t got %+v %t\n\twant %+v", line, g, ok, w))
	}
	for key, g := range got.matters {
		if _, ok := want.matters[key]; !ok {
			wrong = append(wrong, fmt.Sprintf("line %d, which is nobody's: %+v", g.line, g))
		}
	}
	if len(wrong) > 0 {
		for _, f := range got.found {
			if f.Rule != rule.DecisionWithoutDate {
				wrong = append(wrong, f.String())
			}
		}
	}
	return wrong, right
}

// unread are the rules that say that something of a row could not be read, so that it has no value.
var unread = map[*rule.Rule]bool{
	rule.UnreadableDate: true, rule.UnreadableAmount: true, rule.MalformedNumber: true, rule.UnmappedCode: true, rule.OtherEpoch: true,
	rule.AbsentValue: true, rule.LostDigits: true,
}

// subset reports whether each value is that of another, or missing.
func (m matter) subset(of matter) bool {
	same := func(a, b string) bool { return a == "" || a == b || a == "unmapped" }
	return same(m.name, of.name) && same(m.number, of.number) && same(m.received, of.received) && same(m.decided, of.decided) &&
		same(m.department, of.department) && same(m.outcome, of.outcome) && same(m.amount, of.amount)
}

// TestCorpus reads workbooks of many kinds beside their twins: each row is what its twin says, or a finding names it, or nothing of
// the workbook is published. Kinds that can be read must be, all of each.
func TestCorpus(t *testing.T) {
	if corpus < 150 {
		t.Errorf("the corpus has %d workbooks, want 150 or more", corpus)
	}
	right, rows := map[string]int{}, map[string]int{}
	for n := range corpus {
		b := bookOf(n)
		ok, wrong := b.tried(t)
		if wrong != "" {
			t.Errorf("%d, %s:\n%s", n, b.kind, wrong)
		}
		right[b.kind] += ok
		rows[b.kind] += len(b.want)
	}
	for _, k := range kindsOfBooks {
		t.Logf("%s: %d of %d rows", k.name, right[k.name], rows[k.name])
	}
}

// TestAnyOfTheCorpus is TestCorpus for other numbers.
func TestAnyOfTheCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("a larger run of TestCorpus")
	}
	rapid.Check(t, func(draw *rapid.T) {
		b := bookOf(rapid.IntRange(corpus, 1<<30).Draw(draw, "number"))
		if _, wrong := b.tried(t); wrong != "" {
			draw.Errorf("%s:\n%s", b.kind, wrong)
		}
	})
}

// tried reads a workbook and its twin. It returns how many rows are as the twin has them, and what is wrong.
func (b *book) tried(tb testing.TB) (right int, wrong string) {
	tb.Helper()
	got, want := taken(tb, "list.xlsx", b.bytes(tb), b.sidecar), taken(tb, "list.csv", twin(tb, b.names, b.want), "")
	all, right := b.differs(got, want)
	if b.whole && right < len(b.want) && len(all) == 0 {
		all = append(all, fmt.Sprintf("%d of %d rows; refused %q; %v", right, len(b.want), got.refused, got.found))
	}
	if !strings.Contains(got.refused, b.refused) {
		all = append(all, fmt.Sprintf("refused %q, want %q", got.refused, b.refused))
	}
	if b.found != "" && !slices.ContainsFunc(got.found, func(f source.Finding) bool { return f.Rule.Name() == b.found }) {
		all = append(all, "no finding of "+b.found)
	}
	if testing.Verbose() && got.refused != "" {
		tb.Log(b.kind, got.refused)
	}
	return right, strings.Join(all, "\n")
}
