package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// unmappedCode notes coded cells that no code list knows; they are published as unmapped, never guessed.
func unmappedCode() Rule {
	return Rule{"unmapped-code", source.Note, func(m *Matter, c *Context) string {
		var unmapped []string
		for f := range Fields {
			if m.Codes[f].State == record.Unreadable {
				unmapped = append(unmapped, "the "+f.Name())
			}
		}
		if unmapped == nil {
			return ""
		}
		of := " of list " + c.List.ID + "; add "
		return Say(unmapped, "is no code or spelling"+of+"it under lookups with a reason",
			"are no codes or spellings"+of+"them under lookups with a reason")
	}}
}
