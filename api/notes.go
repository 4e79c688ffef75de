package api

import (
	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

func notes() *resource {
	params := []param{
		listParam("Only notes that touch this list; /lists lists them.", false),
		{name: "department", doc: "Only notes that touch this department, by code.", example: "bank"},
		{name: "company", doc: "Only notes that touch this company, by id.", example: "se-4425670009"},
	}
	return atHand(schema.NoteRows, &resource{
		id: "get-notes", path: "/notes", tag: "lists", noun: "note",
		summary: "List notes on the series",
		doc: "Lists breaks in the series and events that they should be read with, such as a new fee or a wider right to complain, " +
			"each with its source.",
		params: append(params, datesParams("notes that touch these dates")...),
	}, func(a asked) ([]record.Note, error) {
		v := a.values
		return answer.Notes(a.store, answer.NotesQuestion{
			List: v.text("list"), Department: v.text("department"), Company: v.text("company"), From: v.date("from"), To: v.date("to"),
		})
	})
}
