package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// decisionWithoutDate notes a decided matter without a date of decision: measures by decision count it as undated.
func decisionWithoutDate() Rule {
	return Rule{"decision-without-date", source.Note, func(m *Matter, _ *Context) string {
		if m.Codes[Outcome].State == record.Read && m.Decided.State == record.Missing {
			return "there is an outcome but no decision date"
		}
		return ""
	}}
}
