package xlsxfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/lucasb-eyer/go-colorful"
)

// sections says what a number format shows of each kind of value: its parts are for positive and negative numbers, zero and
// text, and those that are left out take the first one. Where they have conditions of their own any of them may be meant. One
// that leaves zeros out, and shows the numbers above, hides nothing that anybody wrote. Nor does it matter what words it shows in a
// value's place. Around texts it may show words, too.
func (w *workbook) sections(code string) (out [kinds]section, around caption) {
	if code == "" {
		return out, around
	}
	parts, conditions := w.formatParts(code)
	text := section{}
	if last := parts[len(parts)-1]; len(parts) == 4 || last.text {
		text = last.section
		if last.text {
			around = last.caption
		}
		if len(parts) > 1 {
			parts = parts[:len(parts)-1]
		}
	}
	out = [kinds]section{parts[0].section, parts[0].section, parts[0].section, text}
	if len(parts) > 1 {
		out[negative] = parts[1].section
	}
	if len(parts) > 2 {
		out[zero] = parts[2].section
		out[zero].blank = parts[2].blank && parts[0].blank
	}
	if i := slices.IndexFunc(parts, func(p formatPart) bool { return p.blank }); conditions && i >= 0 {
		out[positive], out[negative], out[zero] = parts[i].section, parts[i].section, parts[i].section
	}
	return out, around
}

// formatPart is a section as a number format writes it.
type formatPart struct {
	section
	text bool // it shows text
	caption
}

// caption is what a number format shows around texts.
type caption struct{ before, after string }

// says adds words to those that are shown.
func (p *formatPart) says(words string) {
	if p.text {
		p.after += words
	} else {
		p.before += words
	}
}

// shows are the signs in a number format that stand for something of the value, or for a word that does, such as General.
const shows = "0#?@ymdhsebgaYMDHSEBGA"

// formatParts reads up to four parts of a number format.
func (w *workbook) formatParts(code string) (parts []formatPart, conditions bool) {
	p := formatPart{section: section{blank: true}}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			if parts = append(parts, p); len(parts) == 4 {
				return parts, conditions
			}
			p = formatPart{section: section{blank: true}}
		case '_', '*':
			i++ // a gap, and what fills one
		case '\\':
			if i++; i < len(code) {
				_, size := utf8.DecodeRuneInString(code[i:])
				p.says(code[i : i+size])
				i += size - 1
			}
		case '"':
			text := enclosed(code[i+1:], `"`)
			p.says(text)
			i += len(text) + 1
		case '[':
			text := enclosed(code[i+1:], "]")
			conditions = conditions || strings.ContainsAny(text, "<>=")
			if sign, ok := strings.CutPrefix(text, "$"); ok {
				p.says(enclosed(sign, "-"))
			}
			p.blank = p.blank && strings.Trim(strings.ToLower(text), "hms") != ""
			if ink, ok := w.named(text); ok {
				p.ink, p.inked = ink, true
			}
			i += len(text) + 1
		case '@':
			p.blank, p.text = false, true
		default:
			p.says(code[i : i+1])
			p.blank = p.blank && strings.IndexByte(shows, c) < 0
		}
	}
	return append(parts, p), conditions
}

// enclosed returns what comes before a sign; all when the sign is missing.
func enclosed(s, end string) string {
	before, _, _ := strings.Cut(s, end)
	return before
}

// named returns a colour that a number format names.
func (w *workbook) named(name string) (colorful.Color, bool) {
	name = strings.ToLower(name)
	if i := slices.Index([]string{"black", "white", "red", "green", "blue", "yellow", "magenta", "cyan"}, name); i >= 0 {
		return palette()[i], true
	}
	if digits, is := strings.CutPrefix(name, "color"); is {
		if n, err := strconv.Atoi(strings.TrimSpace(digits)); err == nil && n >= 1 && n+7 < len(w.palette) {
			return w.palette[n+7], true
		}
	}
	return colorful.Color{}, false
}
