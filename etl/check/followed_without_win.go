package check

import (
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// followedWithoutWin notes a follow-up of a decision that recommended nothing to the company; followed and
// not_followed leave it out, for their denominator is what the consumer won wholly or partly.
func followedWithoutWin() Rule {
	return Rule{"followed-without-win", source.Note, func(m *Matter, _ *Context) string {
		followed, outcome := m.Codes[Followed].ID, m.Codes[Outcome].ID
		if (followed == record.FollowedCode || followed == record.NotFollowedCode) && outcome != record.Granted &&
			outcome != record.PartlyGranted {
			return "there is a follow-up, but the outcome is neither bifall nor delvis-bifall"
		}
		return ""
	}}
}
