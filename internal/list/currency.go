package list

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"tvistdata/internal/record"
)

// kronor is the currency of lists of Sweden that name none.
const kronor = "SEK"

// IsCurrency reports whether a text is the code of a currency by ISO 4217, in capitals.
func IsCurrency(code string) bool {
	unit, err := currency.ParseISO(code)
	return err == nil && unit.String() == code && !strings.HasPrefix(code, "XX")
}

// MoneyIn returns how amounts in a currency are written, with the mark before decimals where they could be read in two ways; the
// signs and decimals are those of the Unicode CLDR. What is no currency has neither.
func MoneyIn(code, mark string) record.Money {
	m := record.Money{Currency: code}
	unit, err := currency.ParseISO(code)
	if err != nil {
		return m
	}
	if mark != "" {
		m.Mark = mark[0]
	}
	m.Decimals, _ = currency.Standard.Rounding(unit)
	sign := strings.ToLower(message.NewPrinter(language.English).Sprint(currency.NarrowSymbol(unit)))
	m.Signs = []string{strings.ToLower(code), sign, sign + "."}
	if code == kronor {
		m.Signs = append(m.Signs, "kronor")
	}
	slices.SortFunc(m.Signs, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	m.Signs = slices.Compact(m.Signs)
	return m
}

// Money returns in which currency the list's amounts are, and how they are written.
func (l *List) Money() record.Money { return l.index.money }

// PublishedCurrency returns the currency of the amounts that the list publishes; "" when it publishes none, or it is not known.
func (l *List) PublishedCurrency() string {
	for _, c := range l.Columns {
		if field := fields(l.Kind)[c.Name]; field.typ == Amount && c.Publish != No {
			return l.Currency
		}
	}
	return ""
}

// currency checks the currency, and that amounts have one and can be read in one way only.
func (c *checker) currency() {
	l := c.list
	if l.Currency != "" && !IsCurrency(l.Currency) {
		c.say(at{"currency"}, "%q: expected the code of a currency by ISO 4217, such as SEK, EUR or BRL", l.Currency)
	}
	if l.DecimalMark != "" && l.DecimalMark != "." && l.DecimalMark != "," {
		c.say(at{"decimal_mark"}, `%q: expected "." or ","`, l.DecimalMark)
	}
	for i, col := range l.Columns {
		switch {
		case col.Type != Amount:
		case l.Currency == "" && !country.MatchString(l.Country): // of which something else is wrong
		case l.Currency == "":
			c.say(at{"columns", i, "type"}, "column %s: of which currency are the amounts? Say so under currency, such as currency: EUR", col.Name)
		case l.DecimalMark == "" && MoneyIn(l.Currency, "").Decimals > 2:
			c.say(at{"columns", i, "type"}, "column %s: 1.234 could be thousands or one and a fraction, for %s has three decimals: say under "+
				"decimal_mark what stands before decimals", col.Name, l.Currency)
		}
	}
}

// complete fills in what the file need not say: what codes count as, and the currency of Sweden.
func (l *List) complete() {
	if l.Kind == record.Dispute {
		record.CompleteCounts(coded(l.Codes["outcome"]), coded(l.Codes["followed"]))
	}
	if l.Currency == "" && l.Country == sweden {
		l.Currency = kronor
	}
}
