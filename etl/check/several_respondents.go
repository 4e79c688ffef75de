package check

import "tvistdata/etl/source"

// severalRespondents rejects a row whose cells name several respondents: as one name it would be a company that there is none of,
// and to count it for one of them would leave the others out. The months in which it may count are partial for each of them.
func severalRespondents() Rule {
	return Rule{"several-respondents", source.Reject, func(m *Matter, _ *Context) string {
		if m.Several {
			return "number and name are those of several respondents, so the row counts for none of them; ask for a row each, or decide on " +
				"the name if it is one company's"
		}
		return ""
	}}
}
