package person

import (
	"strings"

	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
)

// Five questions are asked. A certain number has a date of birth and the right check digit; what may be one has the date alone. Numbers
// of the other countries that package numbers knows are looked for beside the Swedish ones, but for HoldsPlainNumber.
//
//	holdsNumber       a text holds a certain one, in any disguise
//	HoldsPlainNumber  a text holds a certain one, and its letters are letters
//	MayHoldNumber     a text holds what may be one, in any disguise
//	MayBeNumber       a cell of numbers has what may be one, in any disguise; of other countries' a certain one
//	HoldsNumberOf     a text holds one of some registers, in any disguise

// holdsNumber reports whether a personal or coordination number with the right check digit is in a text, with
// any signs and blanks between year, month, day and the last four: 811218-9876, "1981 12 18 – 9876", SE811218987601;
// also as undisguise finds it.
func holdsNumber(text string) bool {
	text = FoldSigns(text)
	if holdsPerson(text, true) || numbers.Abroad().Holds(text, true) {
		return true
	}
	plain, ok := undisguise(text)
	return ok && (holdsPerson(plain, true) || numbers.Abroad().Holds(plain, true))
}

// HoldsNumberOf reports whether a person's number of one of the registers is in a text, in any disguise. A certain one has its check
// digits; what may be one has its form alone.
func HoldsNumberOf(registers numbers.Set, text string, certain bool) bool {
	if len(registers) == 0 {
		return false
	}
	text = FoldSigns(text)
	if registers.Holds(text, certain) {
		return true
	}
	plain, ok := undisguise(text)
	return ok && registers.Holds(plain, certain)
}

// HoldsPlainNumber is holdsNumber of a text whose letters are no digits in disguise.
func HoldsPlainNumber(text string) bool { return holdsPerson(FoldSigns(text), true) }

// MayHoldNumber reports whether a text holds what may be a person's number though its check digit is wrong or its end is
// missing or masked: 811218-9870, 811218-XXXX, 19811218; also as undisguise finds it.
func MayHoldNumber(text string) bool {
	text = FoldSigns(text)
	if fewDigits(text) {
		return false
	}
	if mayHold(text) {
		return true
	}
	plain, ok := undisguise(text)
	return ok && mayHold(plain)
}

func mayHold(text string) bool {
	return personWithin(text) || holdsPerson(text, false) || numbers.Abroad().Holds(text, false)
}

// MayBeNumber reports whether a cell that should hold a number looks like a person's: a run of its digits begins with a date of
// birth, or all of them together do, also as undisguise finds them.
func MayBeNumber(cell string) bool {
	folded := FoldSigns(cell)
	if fewDigits(folded) {
		return false
	}
	if personWithin(cell) || personLike(Digits(cell)) {
		return true
	}
	plain, ok := undisguise(folded)
	return (ok || folded != cell) && personWithin(plain) || numbers.Abroad().Holds(folded, true) || ok && numbers.Abroad().Holds(plain, true)
}

// Digits returns the digits of a text, those of ASCII.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// personWithin reports whether a run of digits and separators in the text starts like a person's number.
func personWithin(text string) bool {
	var run []byte
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			run = append(run, byte(r))
		case r == '+', Hyphen(r):
		default:
			if personLike(string(run)) {
				return true
			}
			run = run[:0]
		}
	}
	return personLike(string(run))
}

// personLike reports whether digits start like a person's number: a date of birth with or without century.
func personLike(d string) bool {
	if len(d) >= 8 {
		switch d[:2] {
		case "18", "19", "20":
			if len(d) == 12 || BirthDate(d[2:]) {
				return true
			}
		case "16":
			if BirthDate(d[2:]) {
				return true
			}
		}
	}
	return BirthDate(d)
}

// fewestOfBirth is the number of digits of a date of birth without its century.
const fewestOfBirth = 6

// BirthDate reports whether the digits start with year, month and day, where 60 may have been added to the day.
func BirthDate(d string) bool {
	if len(d) < fewestOfBirth || !MonthLike(d[2], d[3]) {
		return false
	}
	day := int(d[4]-'0')*10 + int(d[5]-'0')
	return day >= 1 && day <= 31 || day >= 61 && day <= 91
}

// MonthLike reports whether two digits are a month, 01 to 12.
func MonthLike(a, b byte) bool {
	return a == '0' && b != '0' || a == '1' && b <= '2'
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

// personAt reports whether a person's number begins at i, where a digit is.
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
	if !BirthDate(string(d[:])) || checked && !record.CheckDigit(string(d[:])) || gaps[3] > 0 && gaps[2] == 0 {
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

// gap returns the length of what may be between the parts of a number: a sign with up to two blanks on either side.
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

// startsAt reports whether no digits but a century come before i.
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

// inURL reports whether i lies in a web address, where dates and numbers of pages are side by side.
func inURL(text string, i int) bool {
	return strings.LastIndex(text[:i], "://") > strings.LastIndexByte(text[:i], ' ')
}

// dateFollows reports whether the last four digits, which end at at, are the year of a second date: 2021-01-04 – 2021-06-30.
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
