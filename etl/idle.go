package etl

import (
	"fmt"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
)

// idleDecisions finds the publisher's own decisions that are about no row: the name may be spelled otherwise in the list. They
// are named by their place, because the name may be a person's.
func idleDecisions(names *privacy.Names, in settle.Input) (found []source.Finding) {
	figured := map[int]bool{}
	for _, d := range in.Figures {
		for i := range d.Rows {
			figured[d.Rows[i].Decision] = true
		}
	}
	for i, at := range in.Register.Decisions() {
		if at.Folder < 2 || names.Decided(i+1) || figured[i+1] {
			continue
		}
		text := fmt.Sprintf("the decision says nothing of any row: no disclosure of list %s has this name, or none beside the number that "+
			"it is limited to; write name_as_written as the list does", at.List)
		if !slices.ContainsFunc(in.Lists, func(l *list.List) bool { return l.ID == at.List }) {
			text = fmt.Sprintf("the decision says nothing of any row: no list is called so, of the shape %q", source.Shape(at.List))
		}
		found = append(found, source.Finding{
			Rule: rule.IdleDecision, At: source.Origin{File: at.File, Line: at.Line}, Text: text,
		})
	}
	slices.SortFunc(found, func(a, b source.Finding) int { return compareOrigins(a.At, b.At) })
	return found
}
