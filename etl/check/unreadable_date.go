package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// unreadableDate notes a date that cannot be read; the record stays, undated.
func unreadableDate() Rule {
	return Rule{"unreadable-date", source.Note, func(m *Matter, _ *Context) string {
		switch {
		case m.Received.State == record.Unreadable:
			return "the received date cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
		case m.Decided.State == record.Unreadable:
			return "the decision date cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
		}
		return ""
	}}
}
