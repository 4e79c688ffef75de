package xlsxfile

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// mostDigits is how many digits a workbook keeps of a number.
const mostDigits = 15

// mask writes whole numbers as a number format shows them that has a place for each digit and signs or words between and in front, such as
// 000000\-0000 and "ARN "0000-00000. What it shows is found out once for each number of digits, by excelize.
type mask struct {
	code  string
	moved bool // builds before took its numbers as they are stored
	known [mostDigits + 1]*pattern
}

// pattern is what a mask shows of numbers with as many digits as it has places.
type pattern struct {
	text   string
	places []int // of the digits in it
}

// maskOf returns the mask of a number format; nil for one that shows an amount, a date, or whatever else than places for digits, or has
// conditions of its own.
func maskOf(code string) *mask {
	section, _, _ := strings.Cut(code, ";")
	places, signs := 0, false
	for i := 0; i < len(section); i++ {
		switch c := section[i]; c {
		case '0', '#', '?':
			places++
		case '-', '/', ' ':
			signs = true
		case '\\':
			i++
			signs = true
		case '"', '[':
			end := map[byte]string{'"': `"`, '[': "]"}[c]
			inside, _, ok := strings.Cut(section[i+1:], end)
			if !ok || c == '[' && !strings.HasPrefix(inside, "$") {
				return nil
			}
			signs = signs || c == '"'
			i += len(inside) + 1
		default:
			return nil
		}
	}
	zeros := strings.Count(section, "0")
	if places < 2 || !signs && zeros < 2 || strings.ContainsAny(section, `"[`) && places < fewestPlaces {
		return nil
	}
	return &mask{code: code, moved: strings.Trim(section, `0-/ \"`) != ""}
}

// fewestPlaces is how many digits a number has at least that is shown with words: 0" st" is an amount.
const fewestPlaces = 4

// show writes a whole number as the mask shows it; other numbers stay as they are.
func (m *mask) show(number string) string {
	if number == "" || len(number) > mostDigits || !digits(number) {
		return number
	}
	p := m.known[len(number)]
	if p == nil {
		p = m.try(len(number))
		m.known[len(number)] = p
	}
	if len(p.places) != len(number) {
		return number
	}
	out := []byte(p.text)
	for i, at := range p.places {
		out[at] = number[i]
	}
	return string(out)
}

// try finds out where the digits of a number with so many stand: two numbers of other digits are shown alike but for them.
func (m *mask) try(n int) *pattern {
	ones, twos := m.render(strings.Repeat("1", n)), m.render(strings.Repeat("2", n))
	if len(ones) != len(twos) {
		return &pattern{}
	}
	p := &pattern{text: ones}
	for i := range len(ones) {
		if ones[i] != twos[i] {
			p.places = append(p.places, i)
		}
	}
	return p
}

// render writes a number as the format shows it; "" when that cannot be told.
func (m *mask) render(number string) string {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // nothing was written
	sheet := f.GetSheetName(0)
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &m.code})
	if err != nil || f.SetCellDefault(sheet, "A1", number) != nil || f.SetCellStyle(sheet, "A1", "A1", style) != nil {
		return ""
	}
	shown, err := f.GetCellValue(sheet, "A1")
	if err != nil {
		return ""
	}
	return shown
}
