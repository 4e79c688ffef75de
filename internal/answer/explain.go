package answer

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tvistdata/internal/record"
)

// Facts is what a sentence on the matters received against a company is made of.
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
	FirstSeen              bool  // earlier years are not compared with, for the list has nothing of the company yet, and nobody knows since when it exists
	Mean                   float64
	Ratio, Low, High       *float64 // nil when there is none
	UpTo                   record.Date
	Synthetic              bool
}

// Explain says the facts in one or two plain sentences, with the span, the comparison, its uncertainty, a caveat and how
// far the data goes. It names no cause and blames nobody.
func Explain(f Facts) record.Text {
	sv := swedishNumber(f) + swedishComparison(f) + ". " + swedishCaveat(f) + "."
	en := englishNumber(f) + englishComparison(f) + ". " + englishCaveat(f) + "."
	if f.Synthetic {
		return record.Text{SV: "Påhittade uppgifter: " + sv, EN: "Invented data: " + en}
	}
	return record.Text{SV: sv, EN: en}
}

// counted reports whether the facts hold a number.
func (f Facts) counted() bool { return f.Value != nil }

// torn reports whether a partial number is covered from the first day to the last: then days in between are not, or rows
// could not be read.
func (f Facts) torn() bool { return f.CoveredFrom == f.From && f.CoveredTo == f.To }

func swedishNumber(f Facts) string {
	none, one, many := "Inga ärenden", "Ett ärende", "ärenden"
	if f.Kind == record.Complaint {
		none, one, many = "Inga anmälningar", "En anmälan", "anmälningar"
	}
	span := "från den " + swedishDay(f.From, f.From.Year() != f.To.Year()) + " till den " + swedishDay(f.To, true)
	if f.From == f.To {
		span = "den " + swedishDay(f.To, true)
	}
	switch f.Status {
	case record.NotCovered:
		return fmt.Sprintf("Utlämnandena täcker inte %s mot %s %s; hur många de var är inte känt, vilket inte är noll", many, f.Company, span)
	case record.NotApplicable:
		if unset(f.Registered) {
			return fmt.Sprintf("%s fanns inte %s, så där finns inget att räkna", f.Company, span)
		}
		return fmt.Sprintf("%s registrerades den %s och fanns inte %s, så där finns inget att räkna", f.Company, swedishDay(f.Registered,
			true), span)
	case record.Suppressed:
		return fmt.Sprintf("Antalet %s mot %s %s visas inte, för att skydda en person", many, f.Company, span)
	case record.OK, record.Partial, record.Provisional:
	}
	number := grouped(*f.Value, "\u00a0") + " " + many
	switch *f.Value {
	case 0:
		number = none
	case 1:
		number = one
	}
	out := fmt.Sprintf("%s mot %s kom in (%s) %s", number, f.Company, f.Authority.SV, span)
	switch f.Status {
	case record.Partial:
		out += fmt.Sprintf(", räknat på de dagar mellan den %s och den %s som utlämnandena täcker", swedishDay(f.CoveredFrom, true),
			swedishDay(f.CoveredTo, true))
		if f.torn() {
			out += " och i de rader som gick att läsa"
		}
		return out
	case record.Provisional:
		return out + ", ett preliminärt antal"
	case record.OK, record.NotCovered, record.NotApplicable, record.Suppressed:
	}
	return out
}

func englishNumber(f Facts) string {
	noun := "case"
	if f.Kind == record.Complaint {
		noun = "complaint"
	}
	span := "from " + englishDay(f.From, f.From.Year() != f.To.Year()) + " to " + englishDay(f.To, true)
	if f.From == f.To {
		span = "on " + englishDay(f.To, true)
	}
	switch f.Status {
	case record.NotCovered:
		return fmt.Sprintf("The disclosures do not cover %ss against %s %s; how many there were is not known, which is not zero", noun,
			f.Company, span)
	case record.NotApplicable:
		if unset(f.Registered) {
			return fmt.Sprintf("%s did not exist %s, so there is nothing to count", f.Company, span)
		}
		return fmt.Sprintf("%s was registered on %s and did not exist %s, so there is nothing to count", f.Company,
			englishDay(f.Registered, true), span)
	case record.Suppressed:
		return fmt.Sprintf("The number of %ss against %s %s is withheld, to protect a person", noun, f.Company, span)
	case record.OK, record.Partial, record.Provisional:
	}
	number, were := grouped(*f.Value, ",")+" "+noun+"s", "were"
	switch *f.Value {
	case 0:
		number = "No " + noun + "s"
	case 1:
		number, were = "One "+noun, "was"
	}
	out := fmt.Sprintf("%s against %s %s received (%s) %s", number, f.Company, were, f.Authority.EN, span)
	switch f.Status {
	case record.Partial:
		out += fmt.Sprintf(", counted on those days between %s and %s that the disclosures cover", englishDay(f.CoveredFrom, true),
			englishDay(f.CoveredTo, true))
		if f.torn() {
			out += " and in the rows that could be read"
		}
		return out
	case record.Provisional:
		return out + ", a preliminary number"
	case record.OK, record.NotCovered, record.NotApplicable, record.Suppressed:
	}
	return out
}

// compared reports whether the facts hold a comparison.
func (f Facts) compared() bool { return f.counted() && len(f.BaselineYears) > 0 }

// byChance reports whether the ratio's interval holds 1.
func (f Facts) byChance() bool {
	return f.Low != nil && *f.Low <= 1 && (f.High == nil || *f.High >= 1)
}

func swedishComparison(f Facts) string {
	switch {
	case !f.counted():
		return ""
	case !f.compared() && f.Status != record.OK:
		return "; ett ofullständigt antal jämförs inte"
	case !f.compared() && f.BaselineStatus == record.NotApplicable && f.FirstSeen:
		return "; det jämförs inte, för listan har något om företaget från färre än tre tidigare år, och när det bildades är inte känt"
	case !f.compared() && f.BaselineStatus == record.NotApplicable:
		return "; det finns inget att jämföra med, för företaget har funnits kortare tid än tre tidigare år"
	case !f.compared():
		return "; det finns inget att jämföra med, för färre än tre av de fem tidigare åren täcks"
	case f.Ratio == nil:
		return "; samma dagar " + years(f.BaselineYears, " och ") + " var det inga"
	}
	out := fmt.Sprintf("; medelvärdet för samma dagar %s var %s, och antalet är %s gånger det", years(f.BaselineYears, " och "),
		comma(decimal(f.Mean)), comma(decimal(*f.Ratio)))
	if f.Low != nil && f.High != nil {
		out += fmt.Sprintf(" (95-procentigt intervall %s till %s)", comma(decimal(*f.Low)), comma(decimal(*f.High)))
	}
	if f.byChance() {
		out += ", en skillnad som slumpen ensam kan ge"
	}
	return out
}

func englishComparison(f Facts) string {
	switch {
	case !f.counted():
		return ""
	case !f.compared() && f.Status != record.OK:
		return "; an incomplete number is not compared"
	case !f.compared() && f.BaselineStatus == record.NotApplicable && f.FirstSeen:
		return "; it is not compared, for the list has something of the company from fewer than three earlier years, and when it was founded " +
			"is not known"
	case !f.compared() && f.BaselineStatus == record.NotApplicable:
		return "; there is nothing to compare with, for the company has existed for less than three earlier years"
	case !f.compared():
		return "; there is nothing to compare with, for fewer than three of the five earlier years are covered"
	case f.Ratio == nil:
		return "; on the same days in " + years(f.BaselineYears, " and ") + " there were none"
	}
	out := fmt.Sprintf("; the mean of the same days in %s was %s, and the number is %s times that", years(f.BaselineYears, " and "),
		decimal(f.Mean), decimal(*f.Ratio))
	if f.Low != nil && f.High != nil {
		out += fmt.Sprintf(" (95 %% interval %s to %s)", decimal(*f.Low), decimal(*f.High))
	}
	if f.byChance() {
		out += ", a difference that chance alone can make"
	}
	return out
}

func swedishCaveat(f Facts) string {
	upTo := "tlämnandena sträcker sig till den " + swedishDay(f.UpTo, true)
	switch {
	case !f.counted():
		return "U" + upTo
	case f.Kind == record.Complaint:
		return "Inkommen är inte bifallen: en anmälan är ena partens uppgift som ingen har prövat, och u" + upTo
	}
	return "Inkommet är inte bifallet: att ett ärende har kommit in säger inget om vem som har rätt, och u" + upTo
}

func englishCaveat(f Facts) string {
	upTo := "he disclosures go up to " + englishDay(f.UpTo, true)
	switch {
	case !f.counted():
		return "T" + upTo
	case f.Kind == record.Complaint:
		return "Received is not upheld: a complaint is one side's account that nobody has tried, and t" + upTo
	}
	return "Received is not upheld: that a case has come in does not say who is right, and t" + upTo
}

var (
	swedishMonths = []string{
		"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
		"november", "december",
	}
	englishMonths = []string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December",
	}
)

func swedishDay(d record.Date, year bool) string { return dayInWords(d, swedishMonths, year) }
func englishDay(d record.Date, year bool) string { return dayInWords(d, englishMonths, year) }

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
