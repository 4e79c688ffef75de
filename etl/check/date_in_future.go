package check

import (
	"fmt"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// dateInFuture notes a date after the day the disclosure was received. It cannot be right, so it counts as unreadable.
func dateInFuture() Rule {
	return Rule{"date-in-future", source.Note, func(m *Matter, c *Context) string {
		text := ""
		if m.Received.State == record.Read && m.Received.Known > c.Disclosure.Received {
			text = fmt.Sprintf("the received date %s is after the disclosure came (%s)", m.Received.Known, c.Disclosure.Received)
			m.Received.State = record.Unreadable
		}
		if m.Decided.State == record.Read && m.Decided.Known > c.Disclosure.Received {
			text = fmt.Sprintf("the decision date %s is after the disclosure came (%s)", m.Decided.Known, c.Disclosure.Received)
			m.Decided.State = record.Unreadable
		}
		return text
	}}
}
