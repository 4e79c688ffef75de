package reconcile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// The texts are read as they are. There are words between every two numbers, so that none can be taken for a longer one, such as a
// telephone number: periods are written by name and never as two dates.

// head returns what a figure is about.
func (c *checker) head(f value, p period) record.Text {
	authority, measure, when := c.label("authority", f.Authority), c.label("measure", f.Measure), periodText(p, f.Label)
	sv, en := []string{authority.SV, lower(measure.SV)}, []string{authority.EN, lower(measure.EN)}
	for _, s := range []string{f.CompanyWritten, f.DepartmentWritten} {
		if s != "" {
			sv, en = append(sv, s), append(en, s)
		}
	}
	if when.SV != "" {
		sv, en = append(sv, when.SV), append(en, when.EN)
	}
	return record.Text{SV: strings.Join(sv, ", "), EN: strings.Join(en, ", ")}
}

func (c *checker) label(column, id string) record.Text {
	codes := c.list.Codes[column]
	if i := slices.IndexFunc(codes, func(code list.Code) bool { return code.ID == id }); i >= 0 {
		return codes[i].Label
	}
	return record.Text{SV: id, EN: id}
}

// lower makes the first letter small, unless the word is an abbreviation.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// periodText names a period.
func periodText(p period, label string) record.Text {
	if p.from == record.NoDate || p.to == record.NoDate {
		return record.Text{SV: label, EN: label}
	}
	year := p.from.Year()
	is := func(of record.Period) bool { return of.Start(p.from) == p.from && of.Next(p.from)-1 == p.to }
	month := int(p.from.Time().Month())
	switch {
	case is(record.Year):
		return record.Text{SV: fmt.Sprintf("hela %d", year), EN: fmt.Sprintf("all of %d", year)}
	case is(record.Half):
		i := month / 6
		return record.Text{SV: fmt.Sprintf("%s halvåret %d", ordinals[i].SV, year), EN: fmt.Sprintf("the %s half of %d", ordinals[i].EN, year)}
	case is(record.Quarter):
		i := month / 3
		return record.Text{SV: fmt.Sprintf("%s kvartalet %d", ordinals[i].SV, year), EN: fmt.Sprintf("the %s quarter of %d",
			ordinals[i].EN, year)}
	case is(record.Month):
		return record.Text{SV: fmt.Sprintf("%s %d", swedishMonths[month-1], year), EN: p.from.Time().Format("January 2006")}
	}
	last := p.to.Time()
	return record.Text{
		SV: fmt.Sprintf("%d %s %d till %d %s %d", p.from.Time().Day(), swedishMonths[month-1], year, last.Day(),
			swedishMonths[last.Month()-1], last.Year()),
		EN: p.from.Time().Format("2 January 2006") + " to " + last.Format("2 January 2006"),
	}
}

var (
	ordinals = []record.Text{
		{SV: "första", EN: "first"},
		{SV: "andra", EN: "second"},
		{SV: "tredje", EN: "third"},
		{SV: "fjärde", EN: "fourth"},
	}
	swedishMonths = []string{
		"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
	}
)

// said returns a figure as it was published, with its qualifier and what that is read as.
func (v value) said() record.Text {
	t := unit(record.Text{SV: v.Written, EN: v.Written}, v.Unit)
	_, words, _ := qualified(v.Qualifier)
	if words.SV != "" {
		t = record.Text{SV: words.SV + " " + t.SV, EN: words.EN + " " + t.EN}
	}
	if !v.things() && words.SV == "" || v.span.lo == v.span.hi || math.IsInf(v.span.hi-v.span.lo, 0) {
		return t
	}
	lo, hi := number(v.span.lo), number(v.span.hi)
	return record.Text{SV: t.SV + " (läst som " + lo.SV + " till " + hi.SV + ")", EN: t.EN + " (read as " + lo.EN + " to " + hi.EN + ")"}
}

// by names a figure's source.
func (v value) by() record.Text {
	t := record.Text{SV: "enligt " + v.SourceName, EN: "according to " + v.SourceName}
	if v.Published != "" {
		t = record.Text{SV: t.SV + ", publicerat " + v.Published, EN: t.EN + ", published " + v.Published}
	}
	return t
}

// unit adds per cent or a currency to a number; what else is counted, the measure says.
func unit(t record.Text, of string) record.Text {
	switch of {
	case "percent":
		return record.Text{SV: t.SV + " procent", EN: t.EN + " per cent"}
	case "SEK":
		return record.Text{SV: t.SV + " kronor", EN: "SEK " + t.EN}
	}
	if list.IsCurrency(of) {
		return record.Text{SV: t.SV + " " + of, EN: of + " " + t.EN}
	}
	return t
}

// number writes a number with up to two decimals.
func number(v float64) record.Text {
	s := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	return record.Text{SV: strings.Replace(s, ".", ",", 1), EN: s}
}

// apartBy returns how much lies between two values.
func apartBy(expected, found float64, of string) record.Text {
	n := number(math.Abs(found - expected))
	if of == "percent" {
		return record.Text{SV: "Skillnaden är " + n.SV + " procentenheter.", EN: "The difference is " + n.EN + " percentage points."}
	}
	n = unit(n, of)
	return record.Text{SV: "Skillnaden är " + n.SV + ".", EN: "The difference is " + n.EN + "."}
}

func partsText(total value, parts []value, sum float64, whole bool) record.Text {
	said, by, n, gap := total.said(), total.by(), unit(number(sum), total.Unit), apartBy(total.Value, sum, total.Unit)
	var sv, en []string
	for _, p := range parts {
		s := p.said()
		sv, en = append(sv, p.DepartmentWritten+" "+s.SV), append(en, p.DepartmentWritten+" "+s.EN)
	}
	each := record.Text{SV: "alla avdelningar", EN: "all departments"}
	if !whole {
		each = record.Text{SV: "redan de avdelningar som anges", EN: "even the departments given"}
	}
	return record.Text{
		SV: fmt.Sprintf("%s ger tillsammans %s (%s), men totalen är %s, allt %s. %s", each.SV, n.SV, strings.Join(sv, ", "), said.SV,
			by.SV, gap.SV),
		EN: fmt.Sprintf("%s add up to %s (%s), but the total is %s, all %s. %s", each.EN, n.EN, strings.Join(en, ", "), said.EN, by.EN, gap.EN),
	}
}

func halfText(year, half value) record.Text {
	y, h, gap := year.said(), half.said(), apartBy(year.Value, half.Value, year.Unit)
	when := periodText(period{half.Start, half.End}, "")
	return record.Text{
		SV: fmt.Sprintf("%s är %s %s, mer än hela året, som är %s %s. %s", when.SV, h.SV, half.by().SV, y.SV, year.by().SV, gap.SV),
		EN: fmt.Sprintf("%s is %s %s, more than the whole year, which is %s %s. %s", when.EN, h.EN, half.by().EN, y.EN, year.by().EN, gap.EN),
	}
}

func halvesText(year, first, second value) record.Text {
	sum := first.Value + second.Value
	y, a, b, n, gap := year.said(), first.said(), second.said(), unit(number(sum), year.Unit), apartBy(year.Value, sum, year.Unit)
	return record.Text{
		SV: fmt.Sprintf("första halvåret är %s %s och andra %s %s, tillsammans %s, men hela året är %s %s. %s",
			a.SV, first.by().SV, b.SV, second.by().SV, n.SV, y.SV, year.by().SV, gap.SV),
		EN: fmt.Sprintf("the first half is %s %s and the second %s %s, together %s, but the whole year is %s %s. %s",
			a.EN, first.by().EN, b.EN, second.by().EN, n.EN, y.EN, year.by().EN, gap.EN),
	}
}

func revisedText(earlier, later value, known bool) record.Text {
	a, b, gap := earlier.said(), later.said(), apartBy(earlier.Value, later.Value, earlier.Unit)
	then := record.Text{SV: "men senare", EN: "but later"}
	if !known {
		then = record.Text{SV: "men också (vilket som är senast framgår inte)", EN: "but also (which is the later is not known)"}
	}
	return record.Text{
		SV: fmt.Sprintf("%s %s, %s %s %s. %s", a.SV, earlier.by().SV, then.SV, b.SV, later.by().SV, gap.SV),
		EN: fmt.Sprintf("%s %s, %s %s %s. %s", a.EN, earlier.by().EN, then.EN, b.EN, later.by().EN, gap.EN),
	}
}

func changeText(change, from, to value, found float64) record.Text {
	ch, a, b := change.said(), from.said(), to.said()
	n, gap := unit(number(found), change.Unit), apartBy(change.Value, found, change.Unit)
	before, after := periodText(period{from.Start, from.End}, ""), periodText(period{to.Start, to.End}, "")
	return record.Text{
		SV: fmt.Sprintf("förändringen från året före är %s %s, men från %s (%s, %s) till %s (%s, %s) är den %s. %s",
			ch.SV, change.by().SV, a.SV, before.SV, from.by().SV, b.SV, after.SV, to.by().SV, n.SV, gap.SV),
		EN: fmt.Sprintf("the change from the year before is %s %s, but from %s (%s, %s) to %s (%s, %s) it is %s. %s",
			ch.EN, change.by().EN, a.EN, before.EN, from.by().EN, b.EN, after.EN, to.by().EN, n.EN, gap.EN),
	}
}

func countedText(f value, l List, n Count) record.Text {
	said, by, gap, included := f.said(), f.by(), apartBy(f.Value, float64(n.Value), f.Unit), record.Text{}
	if l.Kind == record.Dispute {
		included = record.Text{SV: ", omprövningar medräknade", EN: ", re-evaluations included"}
	}
	return record.Text{
		SV: fmt.Sprintf("%s %s, men listan %s, som täcker hela perioden, har %d%s. %s", said.SV, by.SV, l.Title.SV, n.Value, included.SV, gap.SV),
		EN: fmt.Sprintf("%s %s, but the list %s, which covers the whole period, has %d%s. %s", said.EN, by.EN, l.Title.EN, n.Value,
			included.EN, gap.EN),
	}
}
