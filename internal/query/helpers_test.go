package query_test

import (
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
)

var (
	allCompanies = record.CompanyQuery{Limit: 20, Page: 1}
	allReceived  = record.CountQuery{
		List: answertest.Disputes, Measure: record.Received, From: answertest.Day("2017-01-01"), To: answertest.Day("2024-12-31"),
	}
	firstRecords = record.RowQuery{List: answertest.Disputes, From: record.NoDate, To: record.NoDate, Limit: 20, Page: 1}
)
