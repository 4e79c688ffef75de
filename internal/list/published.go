package list

import (
	"regexp"
	"strconv"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// PublishedFor says how long a list's records stay public.
type PublishedFor struct {
	Years int // 0 is without end
}

// unlimited is how a dataset.yaml says that records stay public without end.
const unlimited = "unlimited"

const publishedForWant = "expected " + unlimited + ", 1 year, 2 years or more of them"

var someYears = regexp.MustCompile(`^(?:(1) year|([2-9]|[1-9][0-9]) years)$`)

// UnmarshalYAML reads unlimited, 1 year, 2 years … 99 years, and nothing else.
func (p *PublishedFor) UnmarshalYAML(node yamlfile.Node) error {
	var text string
	err := yamlfile.Decode(node, &text)
	var ok bool
	if *p, ok = ParsePublishedFor(text); err != nil || !ok {
		return yamlfile.Fault(node, "published_for: %s", publishedForWant)
	}
	return nil
}

// ParsePublishedFor reads the form that String gives. ok is false for any other text.
func ParsePublishedFor(text string) (p PublishedFor, ok bool) {
	years := someYears.FindStringSubmatch(text)
	if years == nil {
		return p, text == unlimited
	}
	p.Years, _ = strconv.Atoi(years[1] + years[2]) // two digits at most
	return p, true
}

// String returns the form that UnmarshalYAML reads.
func (p PublishedFor) String() string {
	switch p.Years {
	case 0:
		return unlimited
	case 1:
		return "1 year"
	}
	return strconv.Itoa(p.Years) + " years"
}

// Since returns the first day that is still public on a day; NoDate when every day is.
func (p PublishedFor) Since(day record.Date) record.Date {
	if p.Years == 0 {
		return record.NoDate
	}
	t := day.Time()
	return record.NewDate(t.Year()-p.Years, t.Month(), t.Day())
}

// BandNames returns the names of the bands of a column of amounts, such as 0-999, 1000-4999 and 5000-. The first is "", for a
// missing amount.
func (c Column) BandNames() []string {
	names := make([]string, 1, len(c.Bands)+1)
	for i, lower := range c.Bands {
		name := strconv.FormatInt(lower, 10) + "-"
		if i+1 < len(c.Bands) {
			name += strconv.FormatInt(c.Bands[i+1]-1, 10)
		}
		names = append(names, name)
	}
	return names
}
