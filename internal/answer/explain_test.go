package answer_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
)

func facts() answer.Facts {
	return answer.Facts{
		Kind: record.Dispute, Authority: record.Text{SV: "Allmänna reklamationsnämnden", EN: "National Board for Consumer Disputes"},
		Company: "Påhittade AB", From: day("2023-01-01"), To: day("2023-12-15"), Value: new(int64(768)), Status: record.OK,
		BaselineStatus: record.OK, BaselineYears: []int{2018, 2019, 2020, 2021, 2022}, Mean: 130,
		Ratio: new(5.9077), Low: new(3.61), High: new(9.649), Registered: record.NoDate, UpTo: day("2023-12-15"),
	}
}

// said are facts of every status and shape, by name.
func said() (names []string, all []answer.Facts) {
	add := func(name string, change func(f *answer.Facts)) {
		f := facts()
		change(&f)
		names, all = append(names, name), append(all, f)
	}
	disputes := func(name string, change func(f *answer.Facts)) {
		add("cases: "+name, change)
		add("complaints: "+name, func(f *answer.Facts) {
			f.Kind, f.Authority = record.Complaint, record.Text{SV: "Konsumentverket", EN: "Swedish Consumer Agency"}
			change(f)
		})
	}
	counted := func(f *answer.Facts, value int64, mean, low, high float64) {
		f.Value, f.Mean, f.Low, f.High = &value, mean, &low, &high
		f.Ratio = new(float64(value) / mean)
	}
	alone := func(f *answer.Facts, status record.Status, value int64) {
		f.Value, f.Status, f.BaselineStatus, f.BaselineYears, f.Ratio, f.Low, f.High = &value, status, record.NotCovered, nil, nil, nil, nil
		f.CoveredFrom, f.CoveredTo = f.From, f.To
	}
	none := func(f *answer.Facts, s record.Status) { f.Value, f.Status, f.BaselineYears, f.Ratio = nil, s, nil, nil }
	whole := func(f *answer.Facts) { f.From, f.To = day("2022-01-01"), day("2022-12-31") }
	oneDay := func(f *answer.Facts) { f.From = f.To }
	bank := record.Text{SV: "Bank", EN: "Banking"}

	disputes("far more", func(*answer.Facts) {})
	disputes("far more, of a whole year", whole)
	disputes("far more, on one day", func(f *answer.Facts) { oneDay(f); counted(f, 31, 5, 3.2, 9.9) })
	disputes("far more, its department grew little", func(f *answer.Facts) {
		f.Others = &answer.Others{With: answer.WithDepartment, Department: bank, Ratio: 1.19}
	})
	disputes("far more, its department did not change", func(f *answer.Facts) {
		f.Others = &answer.Others{With: answer.WithDepartment, Department: bank, Ratio: 1.02}
	})
	disputes("far more, as its department", func(f *answer.Facts) {
		f.Others = &answer.Others{With: answer.WithDepartment, Department: bank, Ratio: 4.1, Alike: true}
	})
	disputes("far more, alone in its department", func(f *answer.Facts) { f.Others = &answer.Others{With: answer.WithList, Department: bank, Ratio: 1.6} })
	disputes("far more, of a list without departments", func(f *answer.Facts) { f.Others = &answer.Others{With: answer.WithList, Ratio: 1.6} })
	disputes("far more, as the list", func(f *answer.Facts) { f.Others = &answer.Others{With: answer.WithList, Ratio: 5.2, Alike: true} })
	disputes("far more, of a company that may be new", func(f *answer.Facts) {
		f.BaselineYears, f.BaselineStatus, f.FirstSeen = []int{2020, 2021, 2022}, record.Partial, true
	})
	disputes("far fewer", func(f *answer.Facts) { counted(f, 31, 122, 0.17, 0.41) })
	disputes("within usual variation", func(f *answer.Facts) { counted(f, 140, 122, 0.8, 1.6) })
	disputes("as many", func(f *answer.Facts) { counted(f, 122, 122.4, 0.7, 1.4) })
	disputes("too few for a ratio", func(f *answer.Facts) { counted(f, 1, 0.8, 0.1, 15) })
	disputes("none, after many", func(f *answer.Facts) { counted(f, 0, 122, 0, 0.03) })
	disputes("none, after none", func(f *answer.Facts) {
		f.Value, f.Mean, f.Ratio, f.Low, f.High, f.BaselineYears = new(int64(0)), 0, nil, nil, nil, []int{2018, 2020, 2021}
	})
	disputes("many, after none", func(f *answer.Facts) { f.Value, f.Mean, f.Ratio, f.Low, f.High = new(int64(42)), 0, nil, new(9.2), nil })
	disputes("one, on one day, after none", func(f *answer.Facts) {
		oneDay(f)
		f.Value, f.Mean, f.Ratio, f.Low, f.High = new(int64(1)), 0, nil, nil, nil
	})
	disputes("three years, not in a row", func(f *answer.Facts) { f.BaselineYears, f.BaselineStatus = []int{2018, 2020, 2022}, record.Partial })
	disputes("too few years are covered", func(f *answer.Facts) { alone(f, record.OK, 1768) })
	disputes("a young company", func(f *answer.Facts) { alone(f, record.OK, 768); f.BaselineStatus = record.NotApplicable })
	disputes("a company that may be young", func(f *answer.Facts) {
		alone(f, record.OK, 768)
		f.BaselineStatus, f.FirstSeen = record.NotApplicable, true
	})
	disputes("a part of the days", func(f *answer.Facts) { alone(f, record.Partial, 1768); f.CoveredFrom = day("2023-02-01") })
	disputes("one day of them", func(f *answer.Facts) { alone(f, record.Partial, 3); f.CoveredFrom = f.To })
	disputes("rows are missing", func(f *answer.Facts) { alone(f, record.Partial, 0) })
	disputes("preliminary", func(f *answer.Facts) { alone(f, record.Provisional, 1) })
	disputes("not covered", func(f *answer.Facts) { none(f, record.NotCovered) })
	disputes("not covered, on one day", func(f *answer.Facts) { oneDay(f); none(f, record.NotCovered) })
	disputes("not registered", func(f *answer.Facts) { none(f, record.NotApplicable); f.Registered = day("2024-02-03") })
	disputes("did not exist", func(f *answer.Facts) { none(f, record.NotApplicable) })
	disputes("withheld", func(f *answer.Facts) { none(f, record.Suppressed) })
	disputes("over a turn of the year", func(f *answer.Facts) { alone(f, record.OK, 12); f.From = day("2022-11-01") })
	disputes("invented", func(f *answer.Facts) { f.Synthetic = true })
	return names, all
}

var update = flag.Bool("update", false, "write the sentences anew")

// TestSentences holds what is said of each shape of facts to a file that people have read.
func TestSentences(t *testing.T) {
	const file = "testdata/sentences.txt"
	var out strings.Builder
	names, all := said()
	for i, f := range all {
		got := answer.Explain(f)
		fmt.Fprintf(&out, "%s\n  %s\n  %s\n", names[i], got.SV, got.EN)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), out.String()); d != "" {
		t.Errorf("(-want +got), or -update:\n%s", d)
	}
}

// numbers are what sentences write in digits, with signs inside.
var numbers = regexp.MustCompile(`\d[\d.,\x{a0}]*\d|\d`)

// TestNumbersInSentencesAreThoseOfTheFacts: each is a day, a year, the value, the mean or a ratio, as it is written.
func TestNumbersInSentencesAreThoseOfTheFacts(t *testing.T) {
	names, all := said()
	for i, f := range all {
		known := map[string]bool{}
		for _, d := range []record.Date{f.From, f.To, f.CoveredFrom, f.CoveredTo, f.Registered, f.UpTo} {
			known[strconv.Itoa(d.Time().Day())], known[strconv.Itoa(d.Year())] = true, true
		}
		for _, y := range f.BaselineYears {
			known[strconv.Itoa(y)] = true
		}
		if f.Value != nil {
			known[strconv.FormatInt(*f.Value, 10)] = true
		}
		var near []float64
		for _, v := range []*float64{&f.Mean, f.Ratio, f.Low, f.High} {
			if v != nil {
				near = append(near, *v)
			}
		}
		if f.Others != nil {
			near = append(near, f.Others.Ratio)
		}
		said := answer.Explain(f)
		swedish := strings.NewReplacer("\u00a0", "", ",", ".").Replace(said.SV)
		for _, sentence := range []string{swedish, strings.ReplaceAll(said.EN, ",", "")} {
			for _, n := range numbers.FindAllString(sentence, -1) {
				v, err := strconv.ParseFloat(strings.TrimRight(n, "."), 64)
				if err != nil {
					t.Fatalf("%s: %q in: %s", names[i], n, sentence)
				}
				if !known[strings.TrimRight(n, ".")] && !slices.ContainsFunc(near, func(x float64) bool { return math.Abs(x-v) <= 0.05 || math.Abs(x-v) <= 0.5 && x >= 100 }) {
					t.Errorf("%s: %s is no number of the facts: %s", names[i], n, sentence)
				}
			}
		}
	}
}

// blaming are words that name a cause or blame somebody; a count does neither.
var blaming = regexp.MustCompile(`(?i)\b(because|due to|caused?|causes|owing|guilty|guilt|blame|fault|faulty|cheat\w*|fraud\w*|scam\w*|worst|worse|bad|wrong\w*|victim\w*|offend\w*|` +
	`eftersom|på grund av|beror|orsak\w*|skyldig\w*|skuld\w*|fel|felet|bedräg\w*|lura\w*|fusk\w*|värst|värre|dålig\w*|sämst|drabba\w*|offer|brott\w*)\b`)

// TestSentencesBlameNobody draws facts of every kind and status and reads what is made of them.
func TestSentencesBlameNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := facts()
		f.Kind = rapid.SampledFrom([]record.Kind{record.Dispute, record.Complaint}).Draw(t, "kind")
		f.Status = rapid.SampledFrom([]record.Status{record.OK, record.Partial, record.Provisional, record.NotCovered, record.NotApplicable, record.Suppressed}).Draw(t, "status")
		f.BaselineStatus = rapid.SampledFrom([]record.Status{record.OK, record.Partial, record.NotCovered, record.NotApplicable}).Draw(t, "baseline")
		f.Synthetic = rapid.Bool().Draw(t, "synthetic")
		f.CoveredFrom, f.CoveredTo = f.From+31, f.To
		f.Value = new(rapid.Int64Range(0, 3000).Draw(t, "value"))
		switch f.Status {
		case record.NotCovered, record.NotApplicable, record.Suppressed:
			f.Value = nil
		case record.OK, record.Partial, record.Provisional:
		}
		if f.Status != record.OK || rapid.Bool().Draw(t, "nothing before") {
			f.BaselineYears, f.Ratio, f.Low, f.High = nil, nil, nil, nil
		} else if rapid.Bool().Draw(t, "none before") {
			f.Mean, f.Ratio, f.High = 0, nil, nil
		}
		got := answer.Explain(f)
		for _, s := range []string{got.SV, got.EN} {
			if w := blaming.FindString(s); w != "" {
				t.Fatalf("%q in: %s", w, s)
			}
			if n := strings.Count(s, ". ") + 1; n > 6 || !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") || strings.Contains(s, "%!") {
				t.Fatalf("%d sentences: %s", n, s)
			}
		}
		if f.Value != nil && *f.Value > 0 && (!strings.Contains(got.EN, "does not mean") || !strings.Contains(got.SV, "betyder inte")) {
			t.Fatalf("a count stands without its caveat: %s %s", got.SV, got.EN)
		}
	})
}
