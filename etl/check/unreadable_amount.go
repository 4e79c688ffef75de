package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// unreadableAmount notes an amount that cannot be read; the record stays without one.
func unreadableAmount() Rule {
	return Rule{"unreadable-amount", source.Note, func(m *Matter, _ *Context) string {
		if m.Amount.State == record.Unreadable {
			return "the amount cannot be read; expected a form such as 1 234,50 kr"
		}
		return ""
	}}
}
