package check

import (
	"fmt"
	"slices"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// outsideCoverage notes a matter received outside every span that the disclosure says it covers; counts leave such
// days out, for they cannot be whole.
func outsideCoverage() Rule {
	return Rule{"outside-coverage", source.Note, func(m *Matter, c *Context) string {
		if m.Received.State != record.Read {
			return ""
		}
		for _, cover := range c.Disclosure.Covers {
			if slices.Contains(cover.Measures, record.Received) && m.Received.Known >= cover.From && m.Received.Known <= cover.To {
				return ""
			}
		}
		return fmt.Sprintf("received %s, outside what the disclosure covers", m.Received.Known)
	}}
}
