package company

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/record"
)

// HoldsPersonalNumber tells whether a personal or coordination number with the right check digit stands in a text, with
// any signs and blanks between year, month, day and the last four: 811218-9876, "1981 12 18 – 9876", SE811218987601;
// also as Undisguise finds it.
func HoldsPersonalNumber(text string) bool {
	text = FoldSigns(text)
	if holdsPerson(text, true) {
		return true
	}
	plain, ok := Undisguise(text)
	return ok && holdsPerson(plain, true)
}

// HoldsPlainPersonalNumber is HoldsPersonalNumber of a text whose letters are no digits in disguise.
func HoldsPlainPersonalNumber(text string) bool { return holdsPerson(FoldSigns(text), true) }

// PersonLike tells whether a text holds what may be a person's number though its check digit is wrong or its end is
// missing or masked: 811218-9870, 811218-XXXX, 19811218; also as Undisguise finds it.
func PersonLike(text string) bool {
	text = FoldSigns(text)
	if personWithin(text) || holdsPerson(text, false) {
		return true
	}
	plain, ok := Undisguise(text)
	return ok && (personWithin(plain) || holdsPerson(plain, false))
}

// FoldSigns gives a text with every dash as a hyphen, every blank as a space, every dot in the middle or at the foot of
// the line as a full stop, digits of every script and setting, the signs + / @ and what is full width in ASCII, and without
// characters of no width.
func FoldSigns(text string) string {
	i := 0
	for i < len(text) && text[i] < utf8.RuneSelf && text[i] >= ' ' {
		i++
	}
	if i == len(text) {
		return text
	}
	return text[:i] + strings.Map(foldSign, text[i:])
}

func foldSign(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f:
		return r
	case invisible(r), unicode.Is(unicode.Cf, r):
		return -1
	case isBlank(r), r < ' ', unicode.Is(unicode.Zs, r):
		return ' '
	case isHyphen(r), unicode.Is(unicode.Pd, r), r == '\u00af', r == '\u02d7', r == '\u2043', r == '\u2796', r == '\u207b', r == '\u208b':
		return '-'
	}
	switch r {
	case '\u00b7', '\u2022', '\u2024', '\u2027', '\u2219', '\u22c5', '\u3002', '\u30fb', '\ufe52', '\uff61':
		return '.'
	case '\u2044', '\u2215':
		return '/'
	case '\ufe62', '\u207a', '\u208a':
		return '+'
	case '\ufe6b':
		return '@'
	}
	if r >= '\uff01' && r <= '\uff5e' {
		return r - '\uff01' + '!' // full width
	}
	if r < 0xb2 { // the first digit beyond ASCII is ²
		return r
	}
	if d, ok := digit(r); ok {
		return d
	}
	if d, ok := setDigit(r); ok {
		return d
	}
	return r
}

// digit gives the ASCII digit of a decimal digit of any script.
func digit(r rune) (rune, bool) {
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 { // a range starts with its script's zero
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	return 0, false
}

// holdsPerson looks for year, month, day and four more digits in a folded text. Without the check digit, they have to
// stand at the start of their digits.
func holdsPerson(text string, checked bool) bool {
	for i := range len(text) {
		if isDigit(text, i) && personAt(text, i, checked) {
			return true
		}
	}
	return false
}

// personAt tells whether a person's number stands at i, where a digit is.
func personAt(text string, i int, checked bool) bool {
	var d [10]byte
	var gaps [4]int // characters between year and month, month and day, day and the rest, and amidst the rest
	at := i
	for k := range 5 {
		if k > 0 {
			gaps[k-1] = gap(text, at)
			at += gaps[k-1]
		}
		if !isDigit(text, at) || !isDigit(text, at+1) {
			return false
		}
		d[2*k], d[2*k+1] = text[at], text[at+1]
		at += 2
	}
	if !birthDate(string(d[:])) || checked && !record.CheckDigit(string(d[:])) || gaps[3] > 0 && gaps[2] == 0 {
		return false
	}
	loose := gaps[0]+gaps[1]+gaps[3] > 0
	if (loose || !checked) && !startsAt(text, i) {
		return false
	}
	if !loose {
		return gaps[2] <= 1 && text[i+6] != '/' || !inURL(text, i)
	}
	return !isDigit(text, at) && !inURL(text, i) && !dateFollows(text, at, d)
}

// gap gives the length of what may stand between the parts of a number: a sign with up to two blanks on either side.
func gap(text string, at int) int {
	n := blanks(text[at:])
	if at+n < len(text) && strings.IndexByte("-+./_", text[at+n]) >= 0 {
		n++
		n += blanks(text[at+n:])
	}
	return n
}

func blanks(text string) int {
	n := 0
	for n < 2 && n < len(text) && text[n] == ' ' {
		n++
	}
	return n
}

// startsAt tells whether no digits but a century stand in front of i.
func startsAt(text string, i int) bool {
	if !isDigit(text, i-1) {
		return true
	}
	if i < 2 || isDigit(text, i-3) {
		return false
	}
	switch text[i-2 : i] {
	case "16", "18", "19", "20":
		return true
	}
	return false
}

// inURL tells whether i lies in a web address, where dates and numbers of pages stand side by side.
func inURL(text string, i int) bool {
	return strings.LastIndex(text[:i], "://") > strings.LastIndexByte(text[:i], ' ')
}

// dateFollows tells whether the last four digits, which end at at, are the year of a second date: 2021-01-04 – 2021-06-30.
func dateFollows(text string, at int, d [10]byte) bool {
	if century := string(d[6:8]); century != "19" && century != "20" {
		return false
	}
	n := gap(text, at)
	return n > 0 && isDigit(text, at+n) && isDigit(text, at+n+1) && !isDigit(text, at+n+2)
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}
