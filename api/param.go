package api

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"tvistdata/internal/record"
)

// Limits on what a parameter may hold; /config shows them.
const (
	maxText   = 200 // characters of a free text
	maxCode   = 80  // characters of an identifier or code
	maxValues = 50  // values in one parameter
)

// shape says what a parameter's values look like.
type shape int

// The shapes.
const (
	code   shape = iota // an identifier or a code: letters, digits, hyphen, underscore, full stop
	text                // anything that can be read
	date                // an ISO date
	number              // a whole number between min and max
)

// param is one parameter of a resource: what the contract says of it and what a request may give for it.
type param struct {
	name     string
	doc      string
	example  string
	shape    shape
	required bool
	many     bool     // several values with commas between them
	oneOf    []string // all values that are allowed; nil when the shape says it
	def      string   // the value when none is given; "" for none
	min, max int      // of a number
}

// values are the parameters of one request, read and checked, with the defaults of those not given.
type values map[string]string

// text returns a parameter's value, "" when it was not given.
func (v values) text(name string) string { return v[name] }

// list returns a parameter's values, nil when it was not given.
func (v values) list(name string) []string {
	if v[name] == "" {
		return nil
	}
	return strings.Split(v[name], ",")
}

// date returns a parameter's date, record.NoDate when it was not given.
func (v values) date(name string) record.Date {
	d, err := record.ParseDate(v[name])
	if err != nil {
		return record.NoDate
	}
	return d
}

// number returns a parameter's number, 0 when it was not given.
func (v values) number(name string) int {
	n, err := strconv.Atoi(v[name])
	if err != nil {
		return 0
	}
	return n
}

// with returns the values with one of them replaced; "" takes it away.
func (v values) with(name, value string) values {
	w := make(values, len(v)+1)
	maps.Copy(w, v)
	if value == "" {
		delete(w, name)
	} else {
		w[name] = value
	}
	return w
}

// query returns the values as a query string in one fixed order, without a question mark.
func (v values) query() string {
	var b strings.Builder
	for _, name := range v.names() {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(name)
		b.WriteByte('=')
		b.WriteString(strings.ReplaceAll(url.QueryEscape(v[name]), "%2C", ","))
	}
	return b.String()
}

func (v values) names() []string {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// parse reads a query string. It returns every fault at once, and no values when there is one.
func parse(params []param, raw string) (values, []parameterFault) {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return nil, []parameterFault{{Reason: "the query string cannot be read", Allowed: "name=value pairs with & between them, " +
			"percent-encoded UTF-8"}}
	}
	known := make([]string, len(params))
	for i, p := range params {
		known[i] = p.name
	}
	var faults []parameterFault
	for name := range given {
		if !slices.Contains(known, name) {
			faults = append(faults, unknownParameter(name, known))
		}
	}
	v := values{}
	for _, p := range params {
		value, fault := p.read(given[p.name])
		switch {
		case fault != nil:
			faults = append(faults, *fault)
		case value != "":
			v[p.name] = value
		}
	}
	if faults != nil {
		slices.SortFunc(faults, func(a, b parameterFault) int { return strings.Compare(a.Parameter, b.Parameter) })
		return nil, faults
	}
	return v, nil
}

func unknownParameter(name string, known []string) parameterFault {
	f := parameterFault{Parameter: shorten(name), Reason: "unknown parameter", Allowed: phrase(known)}
	if near := nearest(name, known); near != "" {
		f.Reason += "; did you mean " + near + "?"
	}
	return f
}

// read returns the one canonical form of what was given for the parameter.
func (p *param) read(given []string) (string, *parameterFault) {
	switch {
	case len(given) == 0 && p.required:
		return "", p.fault("", "missing: this parameter is required")
	case len(given) == 0:
		return p.def, nil
	case len(given) > 1 && p.many:
		return "", p.fault(given[1], "given more than once; put commas between the values")
	case len(given) > 1:
		return "", p.fault(given[1], "given more than once")
	case strings.TrimSpace(given[0]) == "":
		return "", p.fault("", "empty; leave the parameter out instead")
	case !p.many:
		return p.readOne(given[0])
	}
	return p.readMany(strings.Split(given[0], ","))
}

func (p *param) readMany(given []string) (string, *parameterFault) {
	if len(given) > maxValues {
		return "", p.fault("", fmt.Sprintf("holds %d values, at most %d are allowed", len(given), maxValues))
	}
	for _, one := range given {
		if _, fault := p.readOne(one); fault != nil {
			return "", fault
		}
	}
	if p.oneOf != nil {
		at := func(s string) int { return slices.Index(p.oneOf, s) }
		slices.SortFunc(given, func(a, b string) int { return at(a) - at(b) })
	} else {
		slices.Sort(given)
	}
	return strings.Join(slices.Compact(given), ","), nil
}

func (p *param) readOne(s string) (string, *parameterFault) {
	if p.oneOf != nil {
		if !slices.Contains(p.oneOf, s) {
			reason := "not a value of this parameter"
			if near := nearest(s, p.oneOf); near != "" {
				reason += "; did you mean " + near + "?"
			}
			return "", p.fault(s, reason)
		}
		return s, nil
	}
	switch p.shape {
	case code:
		if s == "" || len(s) > maxCode || strings.ContainsFunc(s, notOfCode) {
			return "", p.fault(s, "not an identifier or code")
		}
	case text:
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxText || strings.ContainsFunc(s, unicode.IsControl) {
			return "", p.fault(s, "not a text of the allowed length")
		}
	case date:
		if _, err := record.ParseDate(s); err != nil {
			return "", p.fault(s, "not a date")
		}
	case number:
		n, err := strconv.Atoi(s)
		if err != nil || n < p.min || n > p.max {
			return "", p.fault(s, "not a whole number in the allowed range")
		}
		return strconv.Itoa(n), nil
	}
	return s, nil
}

func notOfCode(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.'
}

func (p *param) fault(value, reason string) *parameterFault {
	return &parameterFault{Parameter: p.name, Value: shorten(value), Reason: reason, Allowed: p.allowed()}
}

// allowed says in words what the parameter may hold.
func (p *param) allowed() string {
	var s string
	switch {
	case p.oneOf != nil && p.many:
		s = "any of " + phrase(p.oneOf)
	case p.oneOf != nil:
		s = "one of " + phrase(p.oneOf)
	case p.shape == date:
		s = "a date such as 2023-12-15"
	case p.shape == number:
		s = fmt.Sprintf("a whole number from %d to %d", p.min, p.max)
	case p.shape == text:
		s = fmt.Sprintf("text of 1 to %d characters", maxText)
	default:
		s = fmt.Sprintf("1 to %d characters a-z in lower case, 0-9, hyphen, underscore and full stop, such as %s", maxCode, p.example)
	}
	if p.many {
		s += fmt.Sprintf("; up to %d with commas between them", maxValues)
	}
	return s
}

// contract describes the parameter for OpenAPI.
func (p *param) contract() *huma.Param {
	one := &huma.Schema{Type: huma.TypeString}
	switch p.shape {
	case code:
		one.MinLength, one.MaxLength = new(1), new(maxCode)
	case text:
		one.MinLength, one.MaxLength = new(1), new(maxText)
	case date:
		one.Format = "date"
	case number:
		one = &huma.Schema{Type: huma.TypeInteger, Format: "int32", Minimum: new(float64(p.min)), Maximum: new(float64(p.max))}
	}
	for _, s := range p.oneOf {
		one.Enum = append(one.Enum, s)
		one.MinLength, one.MaxLength = nil, nil
	}
	// A page that tries the contract out fills in what has an example: what can be left out has it in its text.
	out := &huma.Param{Name: p.name, In: "query", Description: p.doc, Required: p.required, Schema: one}
	if p.required || p.def != "" {
		out.Example = p.example
	} else {
		out.Description += " Such as " + p.example + "."
	}
	if p.shape == number {
		out.Example = values{"": p.def}.number("")
		one.Default = values{"": p.def}.number("")
	} else if p.def != "" {
		one.Default = p.def
	}
	if p.many {
		out.Schema = &huma.Schema{Type: huma.TypeArray, Items: one, MinItems: new(1), MaxItems: new(maxValues)}
		out.Style, out.Explode = "form", new(false)
	}
	return out
}

// phrase lists names in a sentence.
func phrase(of []string) string {
	if len(of) == 0 {
		return "no parameters"
	}
	return strings.Join(of, ", ")
}

// shorten cuts a text that is only repeated back to the one who sent it.
func shorten(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if utf8.RuneCountInString(s) <= maxCode {
		return s
	}
	return string([]rune(s)[:maxCode]) + "…"
}

// nearest returns the one of known that s is most likely a slip for, or "".
func nearest(s string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(s, k); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with the next to make b of a (optimal string
// alignment). Texts of very different length are 99 apart.
func distance(a, b string) int {
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return 99
	}
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
