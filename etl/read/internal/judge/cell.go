package judge

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// special are the first bytes of cells that mean nothing or are an error.
var special = [256]bool{'N': true, '(': true, '\\': true, '#': true}

// hasExponent reports whether a cell may end in an exponent like E+09.
func hasExponent(c string) bool {
	n := len(c)
	return n >= 5 && (c[n-3] == '+' || c[n-2] == '+' || c[n-4] == '+')
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// standsForNothing reports whether a cell is what databases and spreadsheet programs write for a value that is not there.
func standsForNothing(c string) bool {
	switch c {
	case "NULL", "(null)", "(NULL)", `\N`, "#N/A", "#SAKNAS!":
		return true
	}
	return false
}

// anError is an error as spreadsheet programs write them in any language: #REF!, #DIVISION/0!, #NAMN?.
var anError = regexp.MustCompile(`^#[\p{Lu}/0]{3,20}[!?]$`)

// isError reports whether a cell is an error as spreadsheet programs write them.
func isError(c string) bool {
	if c[0] != '#' {
		return false
	}
	return anError.MatchString(c) || c == "#GETTING_DATA" || c == "#SPILL" ||
		len(c) >= 3 && strings.Trim(c, "#") == "" // a column that was too narrow when it was printed
}

// lostDigits reports whether a cell is a number in scientific notation of 1E+05 or more that does not have all its digits.
func lostDigits(c string) bool {
	if len(c) < 5 || len(c) > 24 {
		return false
	}
	e := strings.LastIndexAny(c, "eE")
	if e < 1 || e+2 >= len(c) || c[e+1] != '+' {
		return false
	}
	exponent := strings.TrimLeft(c[e+2:], "0")
	mantissa := strings.TrimPrefix(c[:e], "-")
	_, decimals, _ := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	if n, err := strconv.Atoi(exponent); err == nil && len(decimals) >= n {
		return false
	}
	return len(exponent) > 0 && len(exponent) <= 3 && (len(exponent) > 1 || exponent >= "5") && strings.Trim(exponent, "0123456789") == "" &&
		mantissa != "" && isDigit(mantissa[0]) && strings.Trim(mantissa, "0123456789.,") == ""
}

// aside reports whether what stands beyond the named cells of a row is a note beside the table: a text with a letter and a blank in it,
// alone, with an empty column between; and the row begins in its first column, so that it has not been moved to the right.
func aside(named, beyond []string) bool {
	at := -1
	for i, c := range beyond {
		if c != "" && at >= 0 {
			return false
		}
		if c != "" {
			at = i
		}
	}
	return at > 0 && named[0] != "" && strings.Contains(beyond[at], " ") && strings.ContainsFunc(beyond[at], unicode.IsLetter)
}

// Thousandths reports whether a number has three decimals, and no more before its point than the first group of thousands has.
func Thousandths(number string) bool {
	whole, decimals, ok := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	return ok && len(decimals) == 3 && len(whole) <= 3 && strings.Trim(whole+decimals, "0123456789") == ""
}

// isRule reports whether a cell is nothing but dashes or the like, two or more.
func isRule(c string) bool {
	return len(c) >= 2 && (c[0] == '-' || c[0] == '=' || c[0] == '_') && strings.Trim(c, c[:1]) == ""
}

const counted = `(ärenden?|rader|rad|poster|post|klagomål|anmälningar|anmälan|beslut|records?|rows?|rows?\(s\)|row\(s\)|` +
	`complaints?|cases?|disputes?|träff|träffar|resultat|sökresultat|hits?|results?|entries|items|st\.?)`

var (
	// countLine is a line like "(12 rows affected)" or "12 rader".
	countLine = regexp.MustCompile(`(?i)^\(?\d[\d ]* ` + counted +
		`( affected| selected\.?| returned\.?| in set.*| berörda| påverkades| hittades| totalt)?\.?\)?$`)
	// totalLine is a line like "Summa", "Antal ärenden: 12" or "Totalt 12 ärenden".
	totalLine = regexp.MustCompile(`(?i)^(delsumma|slutsumma|totalsumma|summa|sum|totalt|total|grand total|antal)( (antal|summa|number of|` +
		counted[1:len(counted)-1] + `))*\s*[:=]?\s*(\d[\d ]*)?( ` + counted + `)?$`)
)

// isFooter reports whether cells, of which the first is not empty, read like a total or count: a text that says so, with
// nothing or numbers beside. A word alone is not enough in a table of one column.
func isFooter(cells []string, single bool) bool {
	text := cells[0]
	if len(text) > 60 {
		return false
	}
	switch c := text[0]; {
	case isDigit(c), c == '(', strings.IndexByte("stdgavprb", c|0x20) >= 0:
	default:
		return false
	}
	for _, c := range cells[1:] {
		if !isQuantity(c) {
			return false
		}
	}
	if countLine.MatchString(text) {
		return true
	}
	if _, ok := pageOf(text); ok && strings.ContainsFunc(text, unicode.IsLetter) {
		return true
	}
	return totalLine.MatchString(text) && (!single || strings.ContainsAny(text, "0123456789"))
}

// countedWord is what shows that a footer's number is one of rows and not an amount.
var countedWord = regexp.MustCompile(`(?i)(^|[ (])(antal|` + counted[1:len(counted)-1] + `)([ :=)]|$)`)

// countOf returns the number of rows that a footer has, in its text or in the only other cell with something in it; -1
// when it has none.
func countOf(cells []string) int {
	if !countedWord.MatchString(cells[0]) {
		return -1
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, cells[0])
	for _, c := range cells[1:] {
		switch {
		case c == "":
		case digits != "" || strings.Trim(c, "0123456789") != "":
			return -1
		default:
			digits = c
		}
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// isQuantity reports whether a text is a number, or nothing.
func isQuantity(c string) bool {
	c = strings.TrimSuffix(strings.TrimPrefix(c, "-"), "kr")
	return strings.Trim(c, "0123456789., %") == ""
}
