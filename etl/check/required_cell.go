package check

import "tvistdata/etl/source"

// requiredCell rejects a row without the cells that tell what the matter is and whom it is against.
func requiredCell() Rule {
	return Rule{"required-cell", source.Reject, func(m *Matter, c *Context) string {
		var lacking []string
		if m.Respondent == "" {
			lacking = append(lacking, "the respondent")
		}
		if m.Reference == "" && len(c.List.Identity.Fallback) == 0 {
			lacking = append(lacking, "the "+c.List.Identity.Reference)
		}
		return Say(lacking, "is missing", "are missing")
	}}
}
