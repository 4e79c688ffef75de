package numbers

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// kind is what a part of a form stands for.
type kind uint8

const (
	ofDigits kind = iota
	ofSign        // one of some signs
	ofCheck       // a check character, which may be a letter
)

// part is what a placeholder stands for, and what is in front of it.
type part struct {
	kind   kind
	digits int // how many characters
	before string
}

var placeholder = regexp.MustCompile(`\{(sign|check|[0-9]{1,2})\}`)

// newForm reads a form.
func newForm(text string) ([]part, error) {
	var parts []part
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		p := part{digits: 1, before: text[at:m[0]]}
		switch word := text[m[2]:m[3]]; word {
		case "sign":
			p.kind = ofSign
		case "check":
			p.kind = ofCheck
		default:
			p.digits, _ = strconv.Atoi(word)
		}
		parts = append(parts, p)
		at = m[1]
	}
	if len(parts) == 0 || at < len(text) || parts[0].before != "" || length(parts) == 0 || length(parts) > longest ||
		strings.Trim(placeholder.ReplaceAllString(text, ""), " -./") != "" {
		return nil, errors.New("expected a form such as {3}.{3}-{2}, with blanks, hyphens, full stops or slashes between the digits")
	}
	return parts, nil
}

// length returns how many characters a number has besides signs.
func length(parts []part) int {
	n := 0
	for _, p := range parts {
		if p.kind != ofSign {
			n += p.digits
		}
	}
	return n
}

// has reports whether a form has a placeholder of a kind.
func has(parts []part, k kind) bool {
	for _, p := range parts {
		if p.kind == k {
			return true
		}
	}
	return false
}

// takes returns the character at a place of a text, as a capital, when it may be one of the part's.
func (p part) takes(text string, at int, signs string) (c byte, ok bool) {
	if at >= len(text) {
		return 0, false
	}
	if c = text[at]; isLetter(text, at) {
		c &^= 0x20
	}
	switch p.kind {
	case ofSign:
		return c, strings.IndexByte(signs, c) >= 0
	case ofCheck:
		return c, isDigit(text, at) || isLetter(text, at)
	case ofDigits:
	}
	return c, isDigit(text, at)
}
