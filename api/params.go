package api

import (
	"strconv"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
)

// Parameters that several resources have.

func releaseParam() param {
	return param{
		name: "release", doc: "The release to ask: an id makes the answer permanent, `latest` asks the current one.",
		example: latest, def: latest,
	}
}

func formatParam() param {
	return param{
		name: "format", doc: "The format of the answer; without it the header Accept decides, and JSON when that takes both.",
		example: asJSON, oneOf: []string{asJSON, asCSV},
	}
}

func pageParams() []param {
	return []param{
		{
			name: "limit", doc: "Rows on a page.", example: strconv.Itoa(answer.DefaultLimit), shape: number, min: 1, max: answer.MaxLimit,
			def: strconv.Itoa(answer.DefaultLimit),
		},
		{name: "page", doc: "The page, from 1.", example: "1", shape: number, min: 1, max: maxPage, def: "1"},
	}
}

// maxPage keeps a page's first row a number that fits.
const maxPage = 1_000_000

func listParam(doc string, required bool) param {
	return param{name: "list", doc: doc, example: "arn-cases", required: required}
}

func companiesParam() param {
	return param{name: "company", doc: "Only these companies, by id.", example: "se-4425670009", many: true}
}

func departmentsParam() param {
	return param{
		name: "department", doc: "Only these departments of the authority, by code; /departments lists them.",
		example: "bank", many: true,
	}
}

func outcomesParam() param {
	return param{name: "outcome", doc: "Only these outcomes, by code; /lists/{id} lists them.", example: "bifall,delvis-bifall", many: true}
}

func datesParams(of string) []param {
	return []param{
		{name: "from", doc: "First day, included: " + of + ".", example: "2018-01-01", shape: date},
		{name: "to", doc: "Last day, included: " + of + ".", example: "2023-12-15", shape: date},
	}
}

// measureNames lists every measure of any record kind.
func measureNames() []string {
	var names []string
	for _, m := range record.Measures(record.Dispute) {
		names = append(names, string(m))
	}
	return names
}
