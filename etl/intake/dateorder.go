package intake

import (
	"sync/atomic"

	"tvistdata/etl/normalise"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// dateOrders knows how the dates in the columns of one file are read, and whether they turned out to be otherwise.
// Several goroutines may read with it.
type dateOrders struct {
	known  [dateColumns]normalise.Order
	proved [dateColumns]atomic.Bool // the column has a date that is none unless the month comes first

	declared bool // the sidecar says which comes first

	is1904 bool        // the file at hand is a workbook that counts days from 1904
	serial atomic.Bool // a date in it is nothing but such a number
}

// The columns with dates of a matter, a listing or an aggregate.
const (
	receivedDate = iota
	decisionDate
	issueDate
	periodStart
	periodEnd
	dateColumns
)

// ordersOf returns a date order for each file of a disclosure, which starts as its sidecar says or as is usual in the list's country.
// The files of listings share one.
func ordersOf(l *list.List, files []source.File) []*dateOrders {
	orders := make([]*dateOrders, len(files))
	for n := range orders {
		if n > 0 && l.Kind == record.Listing {
			orders[n] = orders[0]
			continue
		}
		orders[n] = &dateOrders{declared: files[n].Dates != ""}
		if files[n].Dates == source.MonthFirst || files[n].Dates == "" && l.Country == "US" {
			for i := range orders[n].known {
				orders[n].known[i] = normalise.MonthFirst
			}
		}
	}
	return orders
}

// begin goes on to a file.
func (o *dateOrders) begin(t *Table) {
	described, ok := t.Reader.(source.Described)
	o.is1904 = ok && described.Layout().Is1904
	o.serial.Store(false)
}

// uncertain reports whether a text is a number of days in a workbook that counts them from 1904. A cell with the format of a date
// comes as a date; a bare number may have been copied from a workbook that counts from 1900.
func (o *dateOrders) uncertain(text string) bool {
	if !o.is1904 || !normalise.IsSerial(text) {
		return false
	}
	o.serial.Store(true)
	return true
}

// day reads a date that is in no order.
func (o *dateOrders) day(text string) record.Value[record.Date] {
	if o.uncertain(text) {
		return record.Value[record.Date]{State: record.Unreadable}
	}
	return normalise.Date(text)
}

func (o *dateOrders) date(column int, text string) record.Value[record.Date] {
	if o.uncertain(text) {
		return record.Value[record.Date]{State: record.Unreadable}
	}
	v := normalise.DateIn(text, o.known[column])
	if v.State == record.Unreadable && !o.declared && o.known[column] == normalise.DayFirst && normalise.ProvesMonthFirst(text) {
		o.proved[column].Store(true)
	}
	return v
}

// again reports, after a file is read, whether it must be read again because a column of it has dates with the month first:
// those in it that may be read either way are then unreadable, wherever they are.
func (o *dateOrders) again() bool {
	again := false
	for i := range o.known {
		if o.known[i] == normalise.DayFirst && o.proved[i].Load() {
			o.known[i], again = normalise.Unsure, true
		}
	}
	return again
}

// findings notes the columns whose dates are unsure, and numbers of days that are.
func (o *dateOrders) findings(at source.Origin) []source.Finding {
	var found []source.Finding
	if o.serial.Load() {
		found = append(found, source.Finding{
			Rule: rule.OtherEpoch, At: at,
			Text: "the workbook counts days from 1904, and dates in it are bare numbers, which may count from 1900; none of them is read; have " +
				"the cells formatted as dates and the file saved anew",
		})
	}
	for i, column := range [dateColumns]string{"received_date", "decision_date", "issue_date", "period_start", "period_end"} {
		if o.known[i] == normalise.Unsure {
			found = append(found, source.Finding{
				Rule: rule.MonthBeforeDay, At: at,
				Text: "column " + column + " has dates with the month before the day; it is not guessed which way round the others of its dates are, " +
					"and none is read whose day could be a month; have the file written again with dates such as 2021-03-25",
			})
		}
	}
	return found
}
