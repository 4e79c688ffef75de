package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// unmappedCode notes a coded cell that no code list knows; it is published as unmapped, never guessed.
func unmappedCode() Rule {
	return Rule{"unmapped-code", source.Note, func(m *Matter, c *Context) string {
		for f := range Fields {
			if m.Codes[f].State == record.Unreadable {
				return "the " + f.Name() + " is no code or spelling of list " + c.List.ID + "; add it under lookups with a reason"
			}
		}
		return ""
	}}
}
