package numbers

import "strings"

// Holds reports whether a text, as person.FoldSigns has it, holds a natural person's number of one of the registers: in its form, with
// other signs and blanks or none between its parts, and with letters around it or none. A certain one has its check digits and, where the
// kind has one, a date; one that may be one has the form and the date alone.
func (s Set) Holds(text string, certain bool) bool {
	for i := range len(text) {
		if !isDigit(text, i) || !apartBefore(text, i) {
			continue
		}
		for _, r := range s {
			for k := range r.Persons {
				if r.Persons[k].at(text, i, certain) {
					return true
				}
			}
		}
	}
	return false
}

// Personal reports whether a cell that should hold a number of the register, as person.FoldSigns has it, holds a natural person's. A
// certain one has its check digits, and may have lost its zeros in front. Otherwise it has the form of one alone.
func (r *Register) Personal(cell string) (certain, form bool) {
	digits := r.bare(cell)
	for k := range r.Persons {
		if r.Persons[k].short(digits) {
			return true, true
		}
	}
	certain = Set{r}.Holds(cell, true)
	return certain, certain || Set{r}.Holds(cell, false)
}

// short reports whether digits are a number that has lost its zeros in front.
func (p *Person) short(digits string) bool {
	if p.Shortest == 0 || len(digits) < p.Shortest || len(digits) >= p.length || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	digits = strings.Repeat("0", p.length-len(digits)) + digits
	return p.born(digits) && allHold(p.Check, digits)
}

// longest is how many characters a person's number has at most.
const longest = 24

// at reports whether a number begins at i, where a digit is.
func (p *Person) at(text string, i int, certain bool) bool {
	var d [longest]byte
	n, at := 0, i
	loose, whole, none := false, true, true // a gap where the form has none, all gaps that it has, none of them
	for k, part := range p.parts {
		if k > 0 && part.kind != ofSign && p.parts[k-1].kind != ofSign {
			g := gap(text, at)
			at += g
			loose = loose || g > 0 && part.before == ""
			whole = whole && (g > 0 || part.before == "")
			none = none && g == 0
		}
		for range part.digits {
			c, ok := part.takes(text, at, p.Signs)
			if !ok {
				return false
			}
			if part.kind != ofSign {
				d[n] = c
				n++
			}
			at++
		}
	}
	digits := string(d[:n])
	switch {
	case !apartBehind(text, at, p.parts[len(p.parts)-1].kind), !p.born(digits), alike(digits), loose && inURL(text, i):
		return false
	case allHold(p.Check, digits):
		return true
	case certain:
		return p.Unchecked && whole && !loose && !none
	}
	return !loose && (whole || none)
}

// born reports whether a number begins with a date, where the kind has one.
func (p *Person) born(digits string) bool {
	if p.Date == "" {
		return true
	}
	day, month := digits[0:2], digits[2:4]
	if p.Date == yearFirst {
		day = digits[4:6]
	}
	return within(day, 31, p.DayPlus) && within(month, 12, p.MonthPlus)
}

// within reports whether two digits are from 1 to most, as they are or with something added.
func within(digits string, most int, plus []int) bool {
	n := int(digits[0]-'0')*10 + int(digits[1]-'0')
	if n >= 1 && n <= most {
		return true
	}
	for _, more := range plus {
		if n > more && n <= more+most {
			return true
		}
	}
	return false
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

// apartBefore reports whether nothing but letters is in front of i in its word.
func apartBefore(text string, i int) bool {
	for i--; isLetter(text, i); i-- {
	}
	return !isDigit(text, i)
}

// apartBehind reports whether nothing but letters follows a number in its word, and nothing at all a check character.
func apartBehind(text string, at int, last kind) bool {
	if last == ofCheck {
		return !isDigit(text, at) && !isLetter(text, at)
	}
	for ; isLetter(text, at); at++ {
	}
	return !isDigit(text, at)
}

// inURL reports whether i lies in a web address.
func inURL(text string, i int) bool {
	return strings.LastIndex(text[:i], "://") > strings.LastIndexByte(text[:i], ' ')
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

func isLetter(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
}
