package source

import (
	"fmt"
	"regexp"
	"strconv"

	"tvistdata/internal/yamlfile"
)

// Lines are lines of a file of text, or rows of a sheet, from 1 and both inclusive. The zero value is none.
type Lines struct{ From, To int }

const linesWant = "expected the number of a line, such as 3, or of several, such as 2-4"

// MaxHeaderLine is the last line that column names are looked for in.
const MaxHeaderLine = 1000

var someLines = regexp.MustCompile(`^([1-9][0-9]{0,3})(?:-([1-9][0-9]{0,3}))?$`)

// ParseLines reads 3, or 2-4.
func ParseLines(text string) (Lines, error) {
	m := someLines.FindStringSubmatch(text)
	if m == nil {
		return Lines{}, fmt.Errorf("%s, got %q", linesWant, Shape(text))
	}
	from, _ := strconv.Atoi(m[1])
	to := from
	if m[2] != "" {
		to, _ = strconv.Atoi(m[2])
	}
	if to < from || to > MaxHeaderLine {
		return Lines{}, fmt.Errorf("%s, none after line %d, got %q", linesWant, MaxHeaderLine, text)
	}
	return Lines{from, to}, nil
}

// UnmarshalYAML reads what ParseLines reads.
func (l *Lines) UnmarshalYAML(node yamlfile.Node) error {
	var text string
	if err := yamlfile.Decode(node, &text); err != nil {
		return yamlfile.Fault(node, "%s", linesWant)
	}
	read, err := ParseLines(text)
	if err != nil {
		return yamlfile.Fault(node, "%s", err)
	}
	*l = read
	return nil
}

// String returns the form that ParseLines reads; "" for none.
func (l Lines) String() string {
	switch l.From {
	case 0:
		return ""
	case l.To:
		return strconv.Itoa(l.From)
	}
	return fmt.Sprintf("%d-%d", l.From, l.To)
}
