package answer

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tvistdata/internal/record"
)

// Facts is what sentences on the matters received against a company are made of.
type Facts struct {
	Kind                   record.Kind // record.Dispute or record.Complaint
	Authority              record.Text // its name
	Company                string
	From, To               record.Date
	Value                  *int64
	Status                 record.Status
	CoveredFrom, CoveredTo record.Date // when partial
	Registered             record.Date // when not_applicable; NoDate when not known
	BaselineStatus         record.Status
	BaselineYears          []int // those that are compared with
	// FirstSeen is set when earlier years are not compared with, for the list has nothing of the company yet, and nobody knows since
	// when it exists.
	FirstSeen        bool
	Mean             float64
	Ratio, Low, High *float64 // nil when there is none
	Others           *Others  // nil where the company is held against nobody
	UpTo             record.Date
	Synthetic        bool
}

// Others are those whom a company's numbers are held against.
type Others struct {
	With       ComparedWith
	Department record.Text // the one that the company has most in; empty when it has none
	Ratio      float64     // how many times their mean they have now
	Alike      bool        // the company's numbers cannot be told from theirs
}

// leastCompared is how many matters, now and in the years compared with, a ratio is told of.
const leastCompared = 20

// unlikely is the probability under which a company's change is told from others'.
const unlikely = 0.05

// Explain says the facts in a few plain sentences: the number with its span, the comparison with usual variation allowed for, the
// others, a caveat, and how far the data goes. It names no cause and blames nobody.
func Explain(f Facts) record.Text {
	sv := sentences(swedishNumber(f)+swedishComparison(f), swedishVariation(f), swedishOthers(f), swedishNew(f), swedishCaveat(f),
		"Utlämnandena sträcker sig till den "+swedishDay(f.UpTo, true))
	en := sentences(englishNumber(f)+englishComparison(f), englishVariation(f), englishOthers(f), englishNew(f), englishCaveat(f),
		"The disclosures go up to "+englishDay(f.UpTo, true))
	if f.Synthetic {
		return record.Text{SV: "Påhittade uppgifter: " + sv, EN: "Invented data: " + en}
	}
	return record.Text{SV: sv, EN: en}
}

// sentences joins those that there are.
func sentences(of ...string) string {
	return strings.Join(slices.DeleteFunc(of, func(s string) bool { return s == "" }), ". ") + "."
}

// counted reports whether the facts hold a number.
func (f Facts) counted() bool { return f.Value != nil }

// torn reports whether a partial number is covered from the first day to the last: then days in between are not, or rows
// could not be read.
func (f Facts) torn() bool { return f.CoveredFrom == f.From && f.CoveredTo == f.To }

// compared reports whether the facts hold a comparison.
func (f Facts) compared() bool { return f.counted() && len(f.BaselineYears) > 0 }

// few reports whether there are too few matters in all for a ratio to say anything.
func (f Facts) few() bool {
	return float64(*f.Value)+f.Mean*float64(len(f.BaselineYears)) < leastCompared-0.5
}

// told reports whether a ratio is told.
func (f Facts) told() bool { return f.compared() && f.Ratio != nil && !f.few() && *f.Value > 0 }

// byChance reports whether the ratio's interval holds 1.
func (f Facts) byChance() bool {
	return f.Low != nil && *f.Low <= 1 && (f.High == nil || *f.High >= 1)
}

// wholeYear reports whether the span is a calendar year, so that the same days are years.
func (f Facts) wholeYear() bool {
	return f.From == record.NewDate(f.From.Year(), 1, 1) && f.To == record.NewDate(f.From.Year(), 12, 31)
}

func dayInWords(d record.Date, months []string, year bool) string {
	t := d.Time()
	out := fmt.Sprintf("%d %s", t.Day(), months[t.Month()-1])
	if year {
		out += fmt.Sprintf(" %d", t.Year())
	}
	return out
}

// years writes years in a row as 2018–2022, and others one by one.
func years(of []int, and string) string {
	var parts []string
	for i := 0; i < len(of); {
		k := i
		for k+1 < len(of) && of[k+1] == of[k]+1 {
			k++
		}
		part := strconv.Itoa(of[i])
		if k > i {
			part += "–" + strconv.Itoa(of[k])
		}
		parts, i = append(parts, part), k+1
	}
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + and + parts[n-1]
	}
	return strings.Join(parts, "")
}

// grouped writes a number with a sign between groups of three digits.
func grouped(n int64, sign string) string {
	digits := strconv.FormatInt(n, 10)
	var parts []string
	for len(digits) > 3 {
		parts, digits = append(parts, digits[len(digits)-3:]), digits[:len(digits)-3]
	}
	parts = append(parts, digits)
	slices.Reverse(parts)
	return strings.Join(parts, sign)
}

// decimal rounds to what a reader can use: two decimals below one, none from a hundred on, and no zeros at the end.
func decimal(v float64) string {
	digits := 1
	switch a := math.Abs(v); {
	case a >= 100:
		digits = 0
	case a < 1:
		digits = 2
	}
	out := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(out, ".") {
		out = strings.TrimSuffix(strings.TrimRight(out, "0"), ".")
	}
	return out
}

func comma(s string) string { return strings.Replace(s, ".", ",", 1) }
