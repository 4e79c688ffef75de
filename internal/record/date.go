package record

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Date is a calendar date in Europe/Stockholm, as days since 1970-01-01.
type Date int32

// NoDate means that there is no date; it sorts before every date.
const NoDate Date = math.MinInt32

// NewDate returns the date of a year, month and day; a day past the month's end runs over, as with time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads an ISO date such as 2023-12-15, and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return NoDate, fmt.Errorf("%q is not a date such as 2023-12-15", s)
	}
	return Date(t.Unix() / 86400), nil
}

// Time returns midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String returns the ISO form, or "" for NoDate.
func (d Date) String() string {
	if d == NoDate {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// IsZero reports whether there is no date, for encoders that leave such fields out.
func (d Date) IsZero() bool { return d == NoDate }

// MarshalText returns the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty text is NoDate.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = NoDate
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Year returns the calendar year.
func (d Date) Year() int { return d.Time().Year() }

// Run is a run of days, both ends inclusive.
type Run struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Period is a length of calendar periods.
type Period string

// The periods; None asks for one value over the whole span.
const (
	None    Period = ""
	Year    Period = "year"
	Half    Period = "half"
	Quarter Period = "quarter"
	Month   Period = "month"
)

// Months is the length of one period in months; 0 for None.
func (p Period) Months() int {
	switch p {
	case Year:
		return 12
	case Half:
		return 6
	case Quarter:
		return 3
	case Month:
		return 1
	case None:
		return 0
	}
	return 0
}

// Start returns the first day of the period that holds d; NoDate for None.
func (p Period) Start(d Date) Date {
	n := p.Months()
	if n == 0 {
		return NoDate
	}
	t := d.Time()
	m := (int(t.Month()) - 1) / n * n
	return NewDate(t.Year(), time.Month(m+1), 1)
}

// Next returns the first day of the period after the one that starts at start.
func (p Period) Next(start Date) Date {
	t := start.Time()
	return NewDate(t.Year(), t.Month()+time.Month(p.Months()), 1)
}

// Label names the period that starts at start: 2023, 2023-H1, 2023-Q4, 2023-12; "" for None.
func (p Period) Label(start Date) string {
	t := start.Time()
	switch p {
	case Year:
		return fmt.Sprintf("%04d", t.Year())
	case Half:
		return fmt.Sprintf("%04d-H%d", t.Year(), (int(t.Month())-1)/6+1)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())-1)/3+1)
	case Month:
		return t.Format("2006-01")
	case None:
		return ""
	}
	return ""
}

// ParsePeriod reads what Label writes.
func ParsePeriod(label string) (p Period, start Date, err error) {
	for _, p := range []Period{Year, Half, Quarter, Month} {
		year, _, _ := strings.Cut(label, "-")
		first, err := ParseDate(year + "-01-01")
		if err != nil {
			break
		}
		for start := first; start.Year() == first.Year(); start = p.Next(start) {
			if p.Label(start) == label {
				return p, start, nil
			}
		}
	}
	return None, NoDate, fmt.Errorf("%q is not a period such as 2023, 2023-H1, 2023-Q4 or 2023-12", label)
}
