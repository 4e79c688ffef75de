package normalise_test

import (
	"testing"

	"tvistdata/etl/normalise"
	"tvistdata/internal/record"
)

func TestPeriodReadsYearsAndTheirParts(t *testing.T) {
	for text, want := range map[string][2]string{
		"2023":             {"2023-01-01", "2023-12-31"},
		" 2023 ":           {"2023-01-01", "2023-12-31"},
		"2023-H1":          {"2023-01-01", "2023-06-30"},
		"2023-q4":          {"2023-10-01", "2023-12-31"},
		"2023-02":          {"2023-02-01", "2023-02-28"},
		"2012-11":          {"2012-11-01", "2012-11-30"},
		"December 2023":    {"2023-12-01", "2023-12-31"},
		"maj 2023":         {"2023-05-01", "2023-05-31"},
		"2023 feb":         {"2023-02-01", "2023-02-28"},
		"december 2011":    {"2011-12-01", "2011-12-31"},
		"2011-12":          {}, // December, or the year from summer to summer
		"2008-09":          {},
		"2012-13":          {},
		"2011/12":          {},
		"1923":             {},
		"23":               {},
		"2023-05-01":       {},
		"2023–2024":        {},
		"totalt":           {},
		"hösten 2023":      {},
		"":                 {},
		"-":                {},
		"2023 2024":        {},
		"mars 23":          {},
		"2023-H3":          {},
		"202305":           {},
		"första kvartalet": {},
	} {
		from, to, ok := normalise.Period(text)
		got := [2]string{}
		if ok {
			got = [2]string{from.String(), to.String()}
		}
		if got != want || !ok && (from != record.NoDate || to != record.NoDate) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestCountReadsWholeNumbersAlone(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "7": 7, "007": 7, "1234": 1234, "1 234": 1234, "1 234 567": 1234567, "12.0": 12, "12,0": 12} {
		if v := normalise.Count(text); v.State != record.Read || v.Known != want {
			t.Errorf("%q: %+v, want %d", text, v, want)
		}
	}
	for _, text := range []string{"<5", "-1", "1.234", "1,234", "12.5", "1-4", "x", "*", "12 34", "1 23", "9999999999", "1e3", "tre", "."} {
		if v := normalise.Count(text); v.State != record.Unreadable {
			t.Errorf("%q: %+v, want unreadable", text, v)
		}
	}
	if v := normalise.Count(" "); v.State != record.Missing {
		t.Errorf("a blank: %+v, want missing", v)
	}
}
