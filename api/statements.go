package api

import (
	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

func statements() *resource {
	params := []param{
		listParam("Only statements on this list; /lists lists them.", false),
		{name: "company", doc: "Only statements of this company, by id.", example: "se-4425670009"},
		{name: "brand", doc: "Only statements of this brand, by id.", example: "klarna"},
	}
	return atHand(schema.StatementRows, &resource{
		id: "get-statements", path: "/statements", tag: "lists", noun: "statement",
		summary: "List what companies say themselves",
		doc: "Lists what companies say of the series about them, the latest first: their own words, or somebody's account of a reply, " +
			"each with its source. Every company may answer; its statement stands beside its counts.",
		params: append(params, datesParams("statements that are about these dates")...),
	}, func(a asked) ([]record.Statement, error) {
		v := a.values
		return answer.Statements(a.store, answer.StatementsQuestion{
			List: v.text("list"), Company: v.text("company"), Brand: v.text("brand"), From: v.date("from"), To: v.date("to"),
		})
	})
}
