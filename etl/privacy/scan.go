// Package privacy keeps persons out. The Door empties the cells of personal columns before anything else sees them;
// the Exit decides what of a respondent may leave; Scan finds what must be in no published byte.
package privacy

import (
	"strings"
)

// Found is what Scan found in a text.
type Found string

// What a text can hold that may not leave. Nothing means that it holds none of them.
const (
	Nothing        Found = ""
	PersonalNumber Found = "personal number"
	Mail           Found = "e-mail address"
	Telephone      Found = "telephone number"
)

// Scan looks for a Swedish personal or co-ordination number (10 or 12 digits with a valid date and check digit, with
// or without hyphen, plus or blank before the last four: SFS 1991:481 18 §, SFS 2022:1697), an e-mail address or a
// telephone number (Swedish with a leading 0, or international with +). A company's number is none: its third digit
// is 2 or more.
func Scan(text string) Found {
	if holdsMail(text) {
		return Mail
	}
	digits := 0
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			digits++
		}
	}
	if digits < 7 {
		return Nothing
	}
	return scanRuns(text)
}

// holdsMail tells whether an @ stands between a word and a dotted word.
func holdsMail(text string) bool {
	for rest := text; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			return false
		}
		host := rest[at+1:]
		if end := strings.IndexAny(host, " ,;<>()\t\n\"'"); end >= 0 {
			host = host[:end]
		}
		if at > 0 && rest[at-1] > ' ' && strings.IndexByte(strings.TrimRight(host, "."), '.') > 0 {
			return true
		}
		rest = rest[at+1:]
	}
}

// scanRuns reads every run of digits and the separators that such numbers are written with.
func scanRuns(text string) Found {
	for i := 0; i < len(text); {
		if c := text[i]; (c < '0' || c > '9') && c != '+' {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || strings.IndexByte(" -+()/", text[j]) >= 0) {
			j++
		}
		if found := scanRun(text[i:j]); found != Nothing {
			return found
		}
		i = j
	}
	return Nothing
}

func scanRun(run string) Found {
	if isTelephone(run) {
		return Telephone
	}
	// Ten digits anywhere in the run, with at most one separator before the last four: "19811218-9876", "811218 9876".
	var digits [64]byte
	var position [64]int
	n := 0
	for i := 0; i < len(run) && n < len(digits); i++ {
		if run[i] >= '0' && run[i] <= '9' {
			digits[n], position[n] = run[i], i
			n++
		}
	}
	for at := 0; at+10 <= n; at++ {
		tight := position[at+5]-position[at] == 5 && position[at+9]-position[at+6] == 3 && position[at+6]-position[at+5] <= 2
		if tight && isPersonal(digits[at:at+10]) {
			return PersonalNumber
		}
	}
	return Nothing
}

// isPersonal tells whether ten digits are YYMMDD, or a co-ordination number's day plus 60, with a valid check digit.
func isPersonal(d []byte) bool {
	month := int(d[2]-'0')*10 + int(d[3]-'0')
	day := int(d[4]-'0')*10 + int(d[5]-'0')
	if day > 60 {
		day -= 60
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	sum := 0
	for i, c := range d {
		v := int(c - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// isTelephone tells whether the run is a Swedish telephone number with its area code (08-123 456 78, 070-123 45 67)
// or an international one (+46 70 123 45 67).
func isTelephone(run string) bool {
	run = strings.TrimRight(run, " -+()/")
	n, separated := 0, false
	for i := range len(run) {
		if run[i] >= '0' && run[i] <= '9' {
			n++
		} else if i > 0 {
			separated = true
		}
	}
	switch {
	case strings.HasPrefix(run, "+"):
		return n >= 8 && n <= 15
	case strings.HasPrefix(run, "00"):
		return n >= 10 && n <= 15 && separated
	case strings.HasPrefix(run, "07"):
		return n == 10
	case strings.HasPrefix(run, "0"):
		return separated && n >= 8 && n <= 10
	}
	return false
}
