package xlsxfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
)

// sections says what a number format shows of each kind of value: its parts are for positive and negative numbers, zero and
// text, and those that are left out take the first one. Where they have conditions of their own any of them may be meant. One
// that leaves zeros out, and shows the numbers above, hides nothing that anybody wrote.
func (w *workbook) sections(code string) (out [kinds]section) {
	if code == "" {
		return out
	}
	parts, conditions := w.formatParts(code)
	text := section{}
	if last := parts[len(parts)-1]; len(parts) == 4 || last.text {
		text = last.section
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
	return out
}

// formatPart is a section as a number format writes it.
type formatPart struct {
	section
	text bool // it shows text
}

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
				p.blank = p.blank && code[i] == ' '
			}
		case '"':
			text := enclosed(code[i+1:], `"`)
			p.blank = p.blank && strings.TrimSpace(text) == ""
			i += len(text) + 1
		case '[':
			text := enclosed(code[i+1:], "]")
			conditions = conditions || strings.ContainsAny(text, "<>=")
			p.blank = p.blank && strings.Trim(strings.ToLower(text), "hms") != ""
			if ink, ok := w.named(text); ok {
				p.ink, p.inked = ink, true
			}
			i += len(text) + 1
		default:
			p.blank, p.text = p.blank && c == ' ', p.text || c == '@'
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
