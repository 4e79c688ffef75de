package check

import (
	"fmt"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// dateInFuture notes dates after the day the disclosure was received. They cannot be right, so the matter has none.
func dateInFuture() Rule {
	return Rule{"date-in-future", source.Note, func(m *Matter, c *Context) string {
		var late []string
		if m.LateReceived.State == record.Read {
			late = append(late, fmt.Sprintf("the received date %s", m.LateReceived.Known))
		}
		if m.LateDecided.State == record.Read {
			late = append(late, fmt.Sprintf("the decision date %s", m.LateDecided.Known))
		}
		if late == nil {
			return ""
		}
		after := fmt.Sprintf("after the disclosure came (%s)", c.Disclosure.Received)
		return Say(late, "is "+after, "are "+after)
	}}
}
