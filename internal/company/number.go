// Package company finds who a matter is against: numbers, legal forms, names, the matcher and search. It reads no file. It
// never gives a person an identity: sole traders and estates are persons here and get no number and no id.
package company

import (
	"regexp"
	"strings"
	"unicode"

	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Number is a Swedish organisation number of a legal person, as 10 digits. It is never a person's number.
type Number string

// Hyphened returns the form that is printed, NNNNNN-NNNN.
func (n Number) Hyphened() string {
	if len(n) != 10 {
		return string(n)
	}
	return string(n[:6]) + "-" + string(n[6:])
}

// ID returns the company id of the number, se-NNNNNNNNNN, or "" for no number.
func (n Number) ID() string {
	if n == "" {
		return ""
	}
	return "se-" + string(n)
}

// NumberClass says what the text in a column of organisation numbers is.
type NumberClass uint8

// The classes of number texts.
const (
	// NoNumber is an empty cell or a word or sign that means one.
	NoNumber NumberClass = iota
	// CompanyNumber is an organisation number: ten digits, the third at least 2 so that it never looks like a
	// personal number, and a right check digit (lagen 1974:174 om identitetsbeteckning för juridiska personer m.fl.);
	// the first is not 1.
	CompanyNumber
	// EstateNumber is an organisation number of group 1, the estate of a dead person, whether or not its check digit
	// is right.
	EstateNumber
	// PersonNumber has the form of a personal number (folkbokföringslagen 1991:481, 18 §: year, month, day, hyphen or
	// from the year of turning 100 a plus sign, birth number, check digit) or of a coordination number (lagen
	// 2022:1697: 60 is added to the day). A sole trader's organisation number is the trader's own. The check digit
	// does not have to be right, nor the end of the number be there: what looks like a person is one.
	PersonNumber
	// MalformedNumber is anything else: letters, another length, a wrong check digit. Its text may say anything.
	MalformedNumber
	// ForeignNumber is a number of another country's register under which a company is kept by hand, whatever its digits
	// look like. Only a Register finds it: ParseNumber does not return it.
	ForeignNumber
)

// String names the class in lower-case words.
func (c NumberClass) String() string {
	switch c {
	case NoNumber:
		return "no number"
	case CompanyNumber:
		return "company number"
	case EstateNumber:
		return "estate number"
	case PersonNumber:
		return "person number"
	case MalformedNumber:
		return "malformed number"
	case ForeignNumber:
		return "foreign number"
	}
	return "unknown class"
}

// ParseNumber reads a cell that should hold an organisation number: 10 digits, or 12 with the prefix 16, with or
// without hyphen and blanks; also as a VAT number (SE…01), behind a word such as Org.nr or an apostrophe, full width, and as
// spreadsheet programs write numbers (5567370431.0, 5,567370431E+09). The number is empty unless the class is CompanyNumber.
func ParseNumber(text string) (Number, NumberClass) {
	switch len(text) {
	case 0:
		return "", NoNumber
	case 10:
		if allDigits(text) {
			return classify(text)
		}
	case 11:
		if text[6] == '-' && allDigits(text[:6]) && allDigits(text[7:]) {
			return classify(text[:6] + text[7:])
		}
	case 12:
		if text[:2] == "16" && allDigits(text) {
			return classify(text[2:])
		}
	}
	if other := spelt(text); other != text {
		if n, class := parseSlowly(other); class == CompanyNumber || class == EstateNumber {
			return n, class
		}
	}
	return parseSlowly(text)
}

// classify judges ten digits.
func classify(d string) (Number, NumberClass) {
	switch {
	case person.MonthLike(d[2], d[3]):
		return "", PersonNumber
	case d[2] < '2' && strings.Trim(d, "0") == "":
		return "", NoNumber
	case d[2] < '2':
		return "", MalformedNumber
	case d[0] == '1':
		return "", EstateNumber
	case !record.CheckDigit(d):
		return "", MalformedNumber
	}
	return Number(d), CompanyNumber
}

// parseSlowly reads every other way of writing. Digits are those of ASCII; blanks, hyphens, dashes and plus signs may
// be among them.
func parseSlowly(text string) (Number, NumberClass) {
	var digits []byte
	letters, plus := 0, false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case r == '+':
			plus = true
		case person.Hyphen(r), person.Blank(r):
		default:
			letters++
		}
	}
	if standsForNone(text) {
		return "", NoNumber
	}
	d := string(digits)
	if letters == 0 && !plus {
		switch {
		case len(d) == 10:
			return classify(d)
		case len(d) == 12 && d[:2] == "16":
			return classify(d[2:])
		case len(d) >= 7 && len(d) < 10 && person.BirthDate(strings.Repeat("0", 10-len(d))+d):
			return "", PersonNumber // a spreadsheet has eaten the zeros at the front
		}
	}
	if !foreign.MatchString(text) && person.MayBeNumber(text) {
		return "", PersonNumber
	}
	return "", MalformedNumber
}

// foreign is a number of another country's register with its code in front, whose digits may look like a Swedish
// person's: a VAT number as council directive 2006/112/EC, article 215, has it, or a Norwegian or Swiss one.
var foreign = regexp.MustCompile(`^(AT|BE|BG|CH|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SI|` +
	`SK)[ -]?[0-9][0-9 .-]*$`)

// standsForNone reports whether the text says that there is no number.
func standsForNone(text string) bool {
	t := strings.TrimFunc(text, func(r rune) bool { return r == '0' || !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	switch strings.ToLower(t) {
	case "", "saknas", "uppgift saknas", "okänd", "okänt", "ej känt", "ingen", "inget", "utländsk", "utländskt",
		"n/a", "na", "null", "none":
		return true
	}
	return false
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
