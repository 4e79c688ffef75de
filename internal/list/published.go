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
	years := someYears.FindStringSubmatch(text)
	if err != nil || years == nil && text != unlimited {
		return yamlfile.Fault(node, "published_for: %s", publishedForWant)
	}
	*p = PublishedFor{}
	if years != nil {
		p.Years, err = strconv.Atoi(years[1] + years[2])
	}
	return err
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
