package check

import "tvistdata/etl/source"

// requiredCell rejects a row without the cells that tell what the matter is and whom it is against.
func requiredCell() Rule {
	return Rule{"required-cell", source.Reject, func(m *Matter, c *Context) string {
		if m.Respondent == "" {
			return "the respondent is missing"
		}
		if m.Reference == "" && len(c.List.Identity.Fallback) == 0 {
			return "the " + c.List.Identity.Reference + " is missing"
		}
		return ""
	}}
}
