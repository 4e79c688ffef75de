package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// unreadableDate notes dates that cannot be read; the record stays, undated. One in the future can be read.
func unreadableDate() Rule {
	return Rule{"unreadable-date", source.Note, func(m *Matter, _ *Context) string {
		var unread []string
		if m.Received.State == record.Unreadable && m.LateReceived.State == record.Missing {
			unread = append(unread, "the received date")
		}
		if m.Decided.State == record.Unreadable && m.LateDecided.State == record.Missing {
			unread = append(unread, "the decision date")
		}
		const expected = "cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
		return Say(unread, expected, expected)
	}}
}
