package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// followedWithoutWin notes a follow-up of a decision that recommended nothing to the company; followed and
// not_followed leave it out, for their denominator is what the consumer won wholly or partly.
func followedWithoutWin() Rule {
	return Rule{"followed-without-win", source.Note, func(m *Matter, c *Context) string {
		if c.List.CountsAs("followed", m.Codes[Followed].ID) != "" && c.List.CountsAs("outcome", m.Codes[Outcome].ID) != record.Won {
			return "there is a follow-up, but the outcome is none that the consumer won by"
		}
		return ""
	}}
}
