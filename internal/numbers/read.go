package numbers

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var (
	// decimals is a number that a program wrote with decimals, of which there are none.
	decimals = regexp.MustCompile(`^(\d+)[.,]0+$`)
	// powers is one in scientific notation.
	powers = regexp.MustCompile(`^(\d)[.,](\d+)[eE]\+?0?(\d+)$`)
)

// Read returns the number in a cell, which is as person.FoldSigns has it: its digits alone, letters as capitals. It may stand with other
// signs than the register's or none between its digits, with an apostrophe or one of the register's words or its code around it, and as
// spreadsheet programs write numbers. padded says that it had lost its zeros in front. It is ok when it has the register's form and its
// check digits.
func (r *Register) Read(cell string) (number string, padded, ok bool) {
	text := r.bare(cell)
	length := length(r.parts)
	if len(text) < length && r.Shortest > 0 && len(text) >= r.Shortest {
		text, padded = strings.Repeat("0", length-len(text))+text, true
	}
	if !r.valid(text) {
		return "", false, false
	}
	return text, padded, true
}

// Write returns a number, as Read returns it, or the first of its digits, in the register's form.
func (r *Register) Write(number string) string {
	var b strings.Builder
	for _, p := range r.parts {
		if number == "" {
			break
		}
		n := min(p.digits, len(number))
		b.WriteString(p.before)
		b.WriteString(number[:n])
		number = number[n:]
	}
	return b.String()
}

// Shown returns the form with a 0 for each digit, for messages.
func (r *Register) Shown() string { return r.Write(strings.Repeat("0", length(r.parts))) }

// valid reports whether a text is a number of the register.
func (r *Register) valid(text string) bool {
	return len(text) == length(r.parts) && r.made(text, false) && !alike(text) && allHold(r.Check, text)
}

// made reports whether a text begins as a number does and is made of what its characters may be. open says that no check digit is at its
// end.
func (r *Register) made(text string, open bool) bool {
	if text == "" || r.First != "" && strings.IndexByte(r.First, text[0]) < 0 {
		return false
	}
	checked := len(text) - len(r.Check)
	for i := range len(text) {
		letter := r.Letters && (open || i < checked) && text[i] >= 'A' && text[i] <= 'Z'
		if !letter && (text[i] < '0' || text[i] > '9') {
			return false
		}
	}
	return true
}

// bare returns the characters of the number in a cell.
func (r *Register) bare(cell string) string {
	text := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(cell), "'’‘´`"))
	if text = strings.ToUpper(text); !isDigit(text, 0) || !isDigit(text, len(text)-1) {
		text = r.withoutWords(text)
	}
	if strings.ContainsAny(text, ".,") {
		if m := decimals.FindStringSubmatch(text); m != nil {
			return m[1]
		}
		if m := powers.FindStringSubmatch(text); m != nil && m[3] == strconv.Itoa(len(m[2])) {
			return m[1] + m[2]
		}
	}
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" -./", c) {
			return -1
		}
		return c
	}, text)
}

// withoutWords takes the register's words and its code off the ends of a text in capitals.
func (r *Register) withoutWords(text string) string {
	for again := true; again; {
		again = false
		for _, word := range r.words {
			word = strings.ToUpper(word)
			if rest, ok := strings.CutPrefix(text, word); ok && (rest == "" || !unicode.IsLetter(rune(rest[0]))) {
				text, again = strings.TrimLeft(rest, " .:#-"), true
			}
			if rest, ok := strings.CutSuffix(text, " "+word); ok {
				text, again = strings.TrimRight(rest, " "), true
			}
		}
	}
	return text
}
