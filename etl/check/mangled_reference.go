package check

import (
	"regexp"
	"strings"

	"tvistdata/etl/source"
)

// inExponents is how a spreadsheet writes a number that its cell is too narrow for: 2,02E+09.
var inExponents = regexp.MustCompile(`^[0-9][.,]?[0-9]*[eE]\+?[0-9]+$`)

// mangledReference rejects a row whose case number a spreadsheet has rounded: other cases would have the same.
func mangledReference() Rule {
	return Rule{"mangled-reference", source.Reject, func(m *Matter, c *Context) string {
		if len(m.Reference) < 16 && strings.ContainsAny(m.Reference, "eE") && inExponents.MatchString(m.Reference) {
			return "the " + c.List.Identity.Reference + " was rounded by a spreadsheet to powers of ten; its digits are lost, and only the " +
				"authority can tell them"
		}
		return ""
	}}
}
