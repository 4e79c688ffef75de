package list

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Form is how an authority writes its numbers: {year}, {n} and {n-m} stand for a year, n digits and n to m digits; the rest stands
// for itself. "{year}-{4-6}" is that of 2023-00004.
type Form struct {
	text   string
	parts  []formPart
	labels []string       // words that may stand in front, small, the longest first
	loose  *regexp.Regexp // a number in it with any sign, or none, between its digits
}

// formPart is digits, or what stands between them.
type formPart struct {
	sign        string
	least, most int
	year        bool
}

var placeholder = regexp.MustCompile(`\{(year|[0-9]+(?:-[0-9]+)?)\}`)

// mostOfForm is how many digits a part of a number has at most.
const mostOfForm = 12

// newForm reads a form. Labels are words that may stand in front of a number.
func newForm(text string, labels []string) (*Form, error) {
	f := &Form{text: text}
	var loose []string
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			f.parts = append(f.parts, formPart{sign: text[at:m[0]]})
		}
		p := formPart{least: 4, most: 4, year: true}
		if digits := text[m[2]:m[3]]; digits != "year" {
			least, most, span := strings.Cut(digits, "-")
			if !span {
				most = least
			}
			p.year = false
			p.least, _ = strconv.Atoi(least)
			p.most, _ = strconv.Atoi(most)
			if p.least < 1 || p.most < p.least || p.most > mostOfForm {
				return nil, errors.New("expected 1 to 12 digits in each part, such as {4-6}")
			}
		}
		f.parts = append(f.parts, p)
		loose = append(loose, `(\d{`+strconv.Itoa(p.least)+`,`+strconv.Itoa(p.most)+`})`)
		at = m[1]
	}
	if at < len(text) {
		f.parts = append(f.parts, formPart{sign: text[at:]})
	}
	if len(loose) == 0 || strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}0123456789") {
		return nil, errors.New("expected a form such as {year}-{4-6}, with digits in braces alone")
	}
	f.loose = regexp.MustCompile(strings.Join(loose, ` ?[-/_.:\x{2010}-\x{2015}\x{2212}]? ?`))
	for _, label := range append(labels, "nr", "no", "number", "nummer") {
		f.labels = append(f.labels, strings.TrimRight(strings.ToLower(label), ".: "))
	}
	slices.SortFunc(f.labels, func(a, b string) int { return len(b) - len(a) })
	return f, nil
}

// String returns the form as the list declares it.
func (f *Form) String() string { return f.text }

// Reference is a number of an authority's as a cell has it.
type Reference struct {
	Text    string // the number in its form; the text of the cell where it has none
	Numbers int    // how many numbers in the form the cell holds; 0 when something else stands there
}

// Same returns two texts that are equal for all spellings of one number: what stands before its last digits, and these, neither with zeros
// in front.
func (r Reference) Same() (before, last string) {
	end := len(r.Text)
	from := end
	for digitAt(r.Text, from-1) {
		from--
	}
	before, last = r.Text[:from], r.Text[from:]
	for len(last) > 1 && last[0] == '0' {
		last = last[1:]
	}
	for i := range len(before) {
		if before[i] == '0' && !digitAt(before, i-1) && digitAt(before, i+1) {
			return withoutZeros(before), last
		}
	}
	return before, last
}

// Read reads the number of a cell that is not empty. A number that stands in the form is its own Text. With a word in front, other signs
// or none between its digits, and full width, it is the same number in the form.
func (f *Form) Read(cell string) Reference {
	if f.exactly(cell) {
		return Reference{cell, 1}
	}
	text := strings.TrimSpace(strings.TrimLeft(width.Narrow.String(cell), " '’#"))
	bare := f.withoutLabels(text)
	if m := f.loose.FindStringSubmatch(bare); m != nil && m[0] == bare && !mayBeDate(bare) {
		if number := f.write(m[1:]); number != "" {
			return Reference{number, 1}
		}
	}
	var found []Reference
	for _, at := range f.loose.FindAllStringSubmatchIndex(text, -1) {
		if digitAt(text, at[0]-1) || digitAt(text, at[1]) || mayBeDate(text[at[0]:at[1]]) {
			continue
		}
		groups := make([]string, 0, len(at)/2)
		for i := 2; i < len(at); i += 2 {
			groups = append(groups, text[at[i]:at[i+1]])
		}
		one := Reference{f.write(groups), 1}
		same := func(r Reference) bool {
			a, b := r.Same()
			c, d := one.Same()
			return a == c && b == d
		}
		if f.exactly(one.Text) && !slices.ContainsFunc(found, same) {
			found = append(found, one)
		}
	}
	switch {
	case len(found) > 1:
		return Reference{Text: cell, Numbers: len(found)}
	case len(found) == 1 && strings.Trim(f.loose.ReplaceAllString(text, ""), " ,;/|&\n") == "": // it is repeated
		return found[0]
	}
	return Reference{Text: cell}
}

// exactly reports whether a text is a number in the form.
func (f *Form) exactly(text string) bool {
	at := 0
	for i := range f.parts {
		p := &f.parts[i]
		if p.least == 0 {
			if !strings.HasPrefix(text[at:], p.sign) {
				return false
			}
			at += len(p.sign)
			continue
		}
		n := 0
		for n < p.most && digitAt(text, at+n) {
			n++
		}
		if n < p.least || p.year && text[at:at+2] != "19" && text[at:at+2] != "20" {
			return false
		}
		at += n
	}
	return at == len(text)
}

// withoutZeros returns a text without the zeros in front of its numbers.
func withoutZeros(text string) string {
	out := make([]byte, 0, len(text))
	in := false // a number that has begun with another digit
	for i := range len(text) {
		if in = digitAt(text, i) && (in || text[i] != '0'); text[i] != '0' || in || !digitAt(text, i+1) {
			out = append(out, text[i])
		}
	}
	return string(out)
}

// write puts digits into the form; "" when a year is none.
func (f *Form) write(digits []string) string {
	var b strings.Builder
	for _, p := range f.parts {
		if p.least == 0 {
			b.WriteString(p.sign)
			continue
		}
		if p.year && digits[0][:2] != "19" && digits[0][:2] != "20" {
			return ""
		}
		b.WriteString(digits[0])
		digits = digits[1:]
	}
	return b.String()
}

// withoutLabels takes words off that say what number follows.
func (f *Form) withoutLabels(text string) string {
	for {
		lower := strings.ToLower(text)
		i := slices.IndexFunc(f.labels, func(l string) bool {
			if l == "" || !strings.HasPrefix(lower, l) || len(lower) != len(text) {
				return false
			}
			next := []rune(lower[len(l):])
			return len(next) > 0 && !unicode.IsLetter(next[0])
		})
		if i < 0 {
			return text
		}
		text = strings.TrimLeft(text[len(f.labels[i]):], " .:#-")
	}
}

// mayBeDate reports whether eight digits are year, month and day.
func mayBeDate(text string) bool {
	if len(text) != 8 || strings.Trim(text, "0123456789") != "" {
		return false
	}
	month, day := text[4:6], text[6:]
	return month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}
