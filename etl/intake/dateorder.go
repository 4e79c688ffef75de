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
}

// The columns with dates of a matter or listing.
const (
	receivedDate = iota
	decisionDate
	issueDate
	dateColumns
)

// ordersOf returns a date order for each file of a disclosure, which starts as is usual in the list's country. The files of
// listings share one.
func ordersOf(l *list.List, files int) []*dateOrders {
	orders := make([]*dateOrders, files)
	for n := range orders {
		if n > 0 && l.Kind == record.Listing {
			orders[n] = orders[0]
			continue
		}
		orders[n] = &dateOrders{}
		if l.Country == "US" {
			for i := range orders[n].known {
				orders[n].known[i] = normalise.MonthFirst
			}
		}
	}
	return orders
}

func (o *dateOrders) date(column int, text string) record.Value[record.Date] {
	v := normalise.DateIn(text, o.known[column])
	if v.State == record.Unreadable && o.known[column] == normalise.DayFirst && normalise.ProvesMonthFirst(text) {
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

// findings notes the columns whose dates are unsure.
func (o *dateOrders) findings(at source.Origin) []source.Finding {
	var found []source.Finding
	for i, column := range [dateColumns]string{"received_date", "decision_date", "issue_date"} {
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
