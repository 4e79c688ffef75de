package person

import (
	"regexp"
	"strings"
)

// spelledAt reports whether the letter a at i may be a part of an @ in letters: the word at, or the end of snabel-a, or one
// in brackets.
func spelledAt(text string, i int) bool {
	if letterAt(text, i-1) {
		return i >= 6 && strings.EqualFold(text[i-6:i], "snabel")
	}
	if i+1 < len(text) && text[i+1]|0x20 == 't' {
		return !letterAt(text, i+2)
	}
	return !letterAt(text, i+1) && i > 0 && strings.IndexByte("([{<-", text[i-1]) >= 0
}

// The ways in which an e-mail address is spelled so that machines should not find it. The first group is what is in
// front of the @.
var (
	bracketed = regexp.MustCompile(`(?i)([\pL\d._%+-]+) ?[(\[{<] ?(?:at|a|snabel-?a) ?[)\]}>] ?` + spelledHost)
	snabelA   = regexp.MustCompile(`(?i)([\pL\d._%+-]+) (?:snabel-?a) ` + spelledHost)
	atAndDot  = regexp.MustCompile(`(?i)([\pL\d._%+-]+) at [\pL\d-]+(?: ?[(\[{<] ?(?:dot|punkt) ?[)\]}>] ?| dot | punkt )\pL{2,}`)
	atADomain = regexp.MustCompile(`(?i)([\pL\d._%+-]+) at [\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,}`)
)

// spelledHost is a host whose dots may be spelled, too.
const (
	spelledDot  = `(?:\.| ?[(\[{<] ?(?:dot|punkt|\.) ?[)\]}>] ?| dot | punkt )`
	spelledHost = `[\pL\d-]+(?:` + spelledDot + `[\pL\d-]+)*` + spelledDot + `\pL{2,}`
)

// spellsMail reports whether an e-mail address is in a folded text with its @ in letters. "Bought at example.com" is none:
// what comes before a bare at and a domain must be somebody's name, or have a dot, a digit or the like in it.
func spellsMail(text string) bool {
	if bracketed.MatchString(text) || snabelA.MatchString(text) || atAndDot.MatchString(text) {
		return true
	}
	for _, m := range atADomain.FindAllStringSubmatch(text, -1) {
		if strings.ContainsAny(m[1], "._%+0123456789") || Usual(m[1]) || Surnamed(m[1]) {
			return true
		}
	}
	return false
}
