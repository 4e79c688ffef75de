package source

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tvistdata/etl/rule"
)

// Damage is what happened to a text before it was written.
type Damage uint8

// The kinds of damage.
const (
	Redecoded Damage = 1 << iota // it was decoded in a wrong encoding, and Clean repaired it
	Lost                         // a character is gone; U+FFFD stands for it
)

// Clean returns a text as every stage after the readers sees it, and the damage found in it. The text is NFC. Every blank is a
// space, and every line break a line feed; tabs stay. What nobody sees is gone: characters without width, marks of direction, soft
// hyphens, tags, control characters and private-use characters. One of the last kind, or a substitute character, between two
// letters stands for a letter and becomes U+FFFD. Text in UTF-8 or Windows-1252 that was decoded as something else (Ã¥, U+0092)
// is decoded again where it can be read in one way only. A formula that is nothing but a text, ="402001-0007", is that text. Blanks at
// both ends are gone. Cleaning twice changes nothing.
func Clean(text string) (clean string, found Damage) {
	if Plain(text) {
		return text, 0
	}
	for {
		runes, again := redecoded([]rune(text))
		if again {
			found |= Redecoded
		}
		next := unquoted(norm.NFC.String(string(visible(runes))))
		if next == text {
			break
		}
		text = next
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		found |= Lost
	}
	return text, found
}

// CleanCells cleans the cells of a row in place. It returns them as they were if one of them has changed, else nil, and the damage
// found in any.
func CleanCells(cells []string) (written []string, found Damage) {
	for i, c := range cells {
		if Plain(c) {
			continue
		}
		text, damage := Clean(c)
		found |= damage
		if text == c {
			continue
		}
		if written == nil {
			written = slices.Clone(cells)
		}
		cells[i] = text
	}
	return written, found
}

// Findings returns the notes on the damage of a row.
func (d Damage) Findings(at Origin) (notes []Finding) {
	if d&Redecoded != 0 {
		notes = append(notes, Finding{
			Rule: rule.DoubleEncoding, At: at,
			Text: "the text was decoded in a wrong encoding before it was written; it is read as it was meant where only one reading is possible",
		})
	}
	if d&Lost != 0 {
		notes = append(notes, Finding{
			Rule: rule.LostCharacter, At: at, Text: "the text has lost characters before it was written; U+FFFD stands for them",
		})
	}
	return notes
}

// Plain reports whether Clean has nothing to do, at little cost: it may miss a clean text, never one that is not. What it accepts is
// printable ASCII without blanks at its ends, and the letters of Latin-1 but for those that wrong decoding makes (Â, Ã, â).
func Plain(text string) bool {
	if text == "" {
		return true
	}
	return text[0] != ' ' && text[len(text)-1] != ' ' && !strings.HasPrefix(text, `="`) && plainInside(text)
}

// plainInside is Plain for a text with any blanks at its ends.
func plainInside(text string) bool {
	const low, high = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(text); {
		if i+8 <= len(text) {
			s := text[i : i+8]
			x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
				uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
			// A byte has its high bit set here if it has it itself, is below a blank or is 0x7f; the first such is certain.
			odd := x&high | (x-low*' ')&high | (x+low)&high
			if odd == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(odd) / 8
		}
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f:
			i++
		case c == 0xc3 && i+1 < len(text) && text[i+1] >= 0x80 && text[i+1] != 0x82 && text[i+1] != 0x83 && text[i+1] != 0xa2:
			i += 2
		default:
			return false
		}
	}
	return true
}

// PlainLine reports whether all cells of a line without quotes are Plain once the blanks at their ends are gone.
func PlainLine(line string) bool { return plainInside(line) }

// unquoted returns the text of a formula that is nothing else.
func unquoted(text string) string {
	inside, ok := strings.CutPrefix(text, `="`)
	if inside, ok2 := strings.CutSuffix(inside, `"`); ok && ok2 && !strings.Contains(strings.ReplaceAll(inside, `""`, ""), `"`) {
		return strings.Trim(strings.ReplaceAll(inside, `""`, `"`), " ")
	}
	return text
}

// visible returns what is seen of a text, in place.
func visible(text []rune) []rune {
	out := text[:0]
	returned := false // the character before was a carriage return
	for i, r := range text {
		after := returned
		returned = r == '\r'
		switch {
		case r >= ' ' && r < 0x7f, r == '\t':
		case r == '\n' && after:
			continue
		case breaksLine(r):
			r = '\n'
		case unicode.Is(unicode.Zs, r), r == '\u3164', r == '\uffa0', r == '\u2800': // the last three are letters that show a blank
			r = ' '
		case standsForLetter(r):
			if len(out) == 0 || !unicode.IsLetter(out[len(out)-1]) || !letterNext(text[i+1:]) {
				continue
			}
			r = utf8.RuneError
		case unseen(r):
			continue
		}
		out = append(out, r)
	}
	blank := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
	for len(out) > 0 && blank(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	for len(out) > 0 && blank(out[0]) {
		out = out[1:]
	}
	return out
}

func breaksLine(r rune) bool {
	return r >= '\n' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// standsForLetter reports whether programs write a character where they do not know a letter.
func standsForLetter(r rune) bool { return r == '\x1a' || unicode.Is(unicode.Co, r) }

// letterNext reports whether a text goes on with a letter, apart from characters that are not seen.
func letterNext(text []rune) bool {
	i := slices.IndexFunc(text, func(r rune) bool { return !standsForLetter(r) && !unseen(r) })
	return i >= 0 && unicode.IsLetter(text[i])
}

// unseen reports whether a character has no width and no meaning of its own: Unicode's control and format characters, those that
// programs may ignore, variation selectors and noncharacters.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
		unicode.Noncharacter_Code_Point)
}
