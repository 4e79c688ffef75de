package check

import (
	"fmt"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// decidedBeforeReceived notes a decision older than its matter; both dates stay as the authority gave them.
func decidedBeforeReceived() Rule {
	return Rule{"decided-before-received", source.Note, func(m *Matter, _ *Context) string {
		if m.Received.State == record.Read && m.Decided.State == record.Read && m.Decided.Known < m.Received.Known {
			return fmt.Sprintf("decided %s, but received %s", m.Decided.Known, m.Received.Known)
		}
		return ""
	}}
}
