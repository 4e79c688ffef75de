package answer

import (
	"fmt"
	"slices"

	"tvistdata/internal/record"
)

var englishMonths = []string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

func englishDay(d record.Date, year bool) string { return dayInWords(d, englishMonths, year) }

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
		if f.CoveredFrom == f.CoveredTo {
			return out + fmt.Sprintf(", counted on the only day that the disclosures cover, %s", englishDay(f.CoveredTo, true))
		}
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

// englishThen says which earlier days are compared with.
func englishThen(f Facts) string {
	then := years(f.BaselineYears, " and ")
	switch {
	case f.wholeYear():
		return then
	case f.From == f.To:
		return "the same day of " + then
	}
	return "the same days of " + then
}

func englishComparison(f Facts) string {
	on := "on "
	if f.wholeYear() {
		on = "in "
	}
	switch {
	case !f.counted():
		return ""
	case !f.compared() && f.Status != record.OK:
		return "; an incomplete number is not compared"
	case !f.compared() && f.FirstSeen:
		return "; it is not compared, for the list has something of the company from fewer than three earlier years, and when it was founded " +
			"is not known"
	case !f.compared() && f.BaselineStatus == record.NotApplicable:
		return "; there is nothing to compare with, for the company has existed for less than three earlier years"
	case !f.compared():
		return "; there is nothing to compare with, for fewer than three of the five earlier years are covered"
	case f.Mean == 0:
		return "; " + on + englishThen(f) + " there were none"
	case *f.Value == 0:
		return fmt.Sprintf("; %s%s there were %s on average", on, englishThen(f), decimal(f.Mean))
	case f.few():
		return fmt.Sprintf("; %s%s there were %s on average, too few to show a rise or a fall", on, englishThen(f), decimal(f.Mean))
	}
	times := decimal(*f.Ratio) + " times"
	if decimal(*f.Ratio) == "1" {
		times = "about as many as"
	}
	return fmt.Sprintf("; that is %s the average of %s for %s", times, decimal(f.Mean), englishThen(f))
}

func englishVariation(f Facts) string {
	switch {
	case !f.told():
		return ""
	case f.byChance():
		return "That is within usual variation, and shows neither a rise nor a fall"
	case f.Low == nil || f.High == nil:
		return ""
	}
	return fmt.Sprintf("Allowing for usual variation it is %s to %s times", decimal(*f.Low), decimal(*f.High))
}

func englishOthers(f Facts) string {
	if !f.told() || f.byChance() || f.Others == nil {
		return ""
	}
	who, theirs := "The other companies of the list", "the list's"
	out := ""
	switch {
	case f.Others.With == WithDepartment:
		who, theirs = "The other companies of the department "+f.Others.Department.EN, "its department's"
	case f.Others.Department.EN != "":
		out = "The department " + f.Others.Department.EN + " has too few others to compare with. "
	}
	grew := decimal(f.Others.Ratio) + " times"
	if decimal(f.Others.Ratio) == "1" {
		grew = "about as many as"
	}
	out += fmt.Sprintf("%s together got %s their average", who, grew)
	if f.Others.Alike {
		out += "; these numbers cannot tell the company's change from " + theirs
	}
	return out
}

// englishNew says that fewer years are compared with, because nobody knows since when the company exists.
func englishNew(f Facts) string {
	if !f.compared() || !f.FirstSeen {
		return ""
	}
	return fmt.Sprintf("Before %d the list has nothing of the company, and when it was founded is not known", slices.Min(f.BaselineYears))
}

func englishCaveat(f Facts) string {
	switch {
	case !f.counted() || *f.Value == 0:
		return ""
	case f.Kind == record.Complaint:
		return "That a complaint was made does not mean that it is right: nobody has examined it"
	}
	return "Filed does not mean that the consumer was right"
}
