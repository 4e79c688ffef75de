package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/company"
)

// malformedNumber notes an organisation number that is none; the company is then known by its name only.
func malformedNumber() Rule {
	return Rule{"malformed-number", source.Note, func(m *Matter, _ *Context) string {
		if m.Number == company.MalformedNumber {
			return "the organisation number is none: expected 10 digits with a valid check digit, such as 212000-0142"
		}
		return ""
	}}
}
