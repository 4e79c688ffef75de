package answer

import (
	"fmt"
	"slices"

	"tvistdata/internal/record"
)

var swedishMonths = []string{
	"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
}

func swedishDay(d record.Date, year bool) string { return dayInWords(d, swedishMonths, year) }

// swedishNouns returns what none, one and many are called.
func swedishNouns(k record.Kind) (none, one, many string) {
	if k == record.Complaint {
		return "Inga anmälningar", "En anmälan", "anmälningar"
	}
	return "Inga ärenden", "Ett ärende", "ärenden"
}

func swedishNumber(f Facts) string {
	none, one, many := swedishNouns(f.Kind)
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
		if f.CoveredFrom == f.CoveredTo {
			return out + fmt.Sprintf(", räknat på den enda dag som utlämnandena täcker, den %s", swedishDay(f.CoveredTo, true))
		}
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

// swedishThen says which earlier days are compared with.
func swedishThen(f Facts) string {
	then := years(f.BaselineYears, " och ")
	switch {
	case f.wholeYear():
		return then
	case f.From == f.To:
		return "samma dag " + then
	}
	return "samma dagar " + then
}

func swedishComparison(f Facts) string {
	switch {
	case !f.counted():
		return ""
	case !f.compared() && f.Status != record.OK:
		return "; ett ofullständigt antal jämförs inte"
	case !f.compared() && f.FirstSeen:
		return "; det jämförs inte, för listan har något om företaget från färre än tre tidigare år, och när det bildades är inte känt"
	case !f.compared() && f.BaselineStatus == record.NotApplicable:
		return "; det finns inget att jämföra med, för företaget har funnits kortare tid än tre tidigare år"
	case !f.compared():
		return "; det finns inget att jämföra med, för färre än tre av de fem tidigare åren täcks"
	case f.Mean == 0:
		return "; " + swedishThen(f) + " var det inga"
	case *f.Value == 0:
		return fmt.Sprintf("; %s var det i snitt %s", swedishThen(f), comma(decimal(f.Mean)))
	case f.few():
		return fmt.Sprintf("; %s var det i snitt %s, för få för att visa en ökning eller minskning", swedishThen(f),
			comma(decimal(f.Mean)))
	}
	times := comma(decimal(*f.Ratio)) + " gånger så många som"
	if decimal(*f.Ratio) == "1" {
		times = "ungefär lika många som"
	}
	if f.wholeYear() {
		return fmt.Sprintf("; det är %s snittet för %s, %s", times, swedishThen(f), comma(decimal(f.Mean)))
	}
	return fmt.Sprintf("; det är %s snittet, %s, %s", times, comma(decimal(f.Mean)), swedishThen(f))
}

func swedishVariation(f Facts) string {
	switch {
	case !f.told():
		return ""
	case f.byChance():
		return "Det ryms inom vanlig variation och visar varken ökning eller minskning"
	case f.Low == nil || f.High == nil:
		return ""
	}
	return fmt.Sprintf("Med vanlig variation inräknad är det %s–%s gånger så många", comma(decimal(*f.Low)), comma(decimal(*f.High)))
}

func swedishOthers(f Facts) string {
	if !f.told() || f.byChance() || f.Others == nil {
		return ""
	}
	who, their := "Övriga företag i listan", "listans"
	out := ""
	switch {
	case f.Others.With == WithDepartment:
		who, their = "Övriga företag på avdelningen "+f.Others.Department.SV, "avdelningens"
	case f.Others.Department.SV != "":
		out = "Avdelningen " + f.Others.Department.SV + " har för få andra att jämföra med. "
	}
	grew := comma(decimal(f.Others.Ratio)) + " gånger så många"
	if decimal(f.Others.Ratio) == "1" {
		grew = "ungefär lika många"
	}
	out += fmt.Sprintf("%s fick tillsammans %s som sitt snitt", who, grew)
	if f.Others.Alike {
		out += "; talen kan inte skilja företagets utveckling från " + their
	}
	return out
}

// swedishNew says that fewer years are compared with, because nobody knows since when the company exists.
func swedishNew(f Facts) string {
	if !f.compared() || !f.FirstSeen {
		return ""
	}
	return fmt.Sprintf("Före %d har listan inget om företaget, och när det bildades är inte känt", slices.Min(f.BaselineYears))
}

func swedishCaveat(f Facts) string {
	switch {
	case !f.counted() || *f.Value == 0:
		return ""
	case f.Kind == record.Complaint:
		return "Att en anmälan har gjorts betyder inte att den stämmer: ingen har prövat den"
	}
	return "Att ett ärende har anmälts betyder inte att konsumenten har fått rätt"
}
