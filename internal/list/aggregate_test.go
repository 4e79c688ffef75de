package list_test

import (
	"fmt"
	"strings"
	"testing"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// aggregate is a small list of aggregates without a fault.
const aggregate = `id: made-up
title: {sv: Påhittad, en: Made up}
description: {sv: Påhittad lista, en: A made-up list}
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: aggregate
counting_unit: {sv: Räknade klagomål, en: Counted complaints}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
formats: [csv]
measure: closed
columns:
  - {name: respondent, headers: [Företag], type: text, required: true, publish: yes}
  - {name: subject, headers: [Vara], type: code, open: true, publish: yes}
  - {name: period, headers: [År], type: period, required: true, publish: yes}
  - {name: count, headers: [Antal], type: count, required: true, publish: yes}
identity: {fallback: [respondent, subject, period]}
`

// spans is the same with periods from a day to another, and a measure in each row.
var spans = strings.NewReplacer("measure: closed\n", "", "  - {name: period, headers: [År], type: period, required: true, publish: yes}\n",
	"  - {name: period_start, headers: [Från], type: date, required: true, publish: yes}\n"+
		"  - {name: period_end, headers: [Till], type: date, required: true, publish: yes}\n"+
		"  - {name: measure, headers: [Mått], type: code, required: true, publish: yes}\n",
	"period]}", "period_start, period_end, measure]}\ncodes:\n  measure:\n    - {id: in, label: {sv: In, en: Received}, counts_as: received}\n").Replace(aggregate)

func TestListOfAggregates(t *testing.T) {
	if l := load(t, aggregate); l.Kind != record.Aggregate || l.Measure != record.Closed || len(l.Measures()) > 0 {
		t.Errorf("got %+v", l)
	}
	if l := load(t, spans); l.CountsAs("measure", "in") != record.Received {
		t.Errorf("got %+v", l)
	}
	const column = "  - {name: period, headers: [År], type: period, required: true, publish: yes}\n"
	for name, c := range map[string]struct {
		of, old, repl string
		line          int
		want          string
	}{
		"no measure":            {aggregate, "measure: closed\n", "", 1, "says what its counts count: expected one of [received closed"},
		"another measure":       {aggregate, "closed", "filed", 11, `"filed": a list of aggregates without`},
		"two measures":          {spans, "formats: [csv]", "formats: [csv]\nmeasure: closed", 11, "a column of measures already"},
		"a code of no measure":  {spans, ", counts_as: received", "", 21, "code in: expected counts_as, one of [received"},
		"an open measure":       {spans, "headers: [Mått], type: code", "headers: [Mått], type: code, open: true", 16, "measures are made of its codes"},
		"no period":             {aggregate, column, "", 0, "either a column period, or period_start and period_end"},
		"both periods":          {spans, "columns:\n", "columns:\n" + column, 12, "either a column period, or period_start and period_end"},
		"half a period":         {spans, "name: period_start, headers: [Från]", "name: note, headers: [Från]", 0, "either a column period"},
		"a period left out":     {aggregate, "type: period, required: true", "type: period", 15, "column period has to be required"},
		"a period held back":    {aggregate, "type: period, required: true, publish: yes", "type: period, required: true, publish: 'no', why: x", 15, "can only show it as yes"},
		"a period of texts":     {aggregate, "type: period", "type: text", 15, "an aggregate record has it as period"},
		"a count left out":      {aggregate, "type: count, required: true", "type: count", 16, "count has to be required"},
		"no subject to tell by": {aggregate, "respondent, subject, period]", "respondent, period]", 17, "under fallback respondent, subject, period"},
		"a column to tell by that nobody sees": {
			aggregate, "identity: {fallback: [", "  - {name: region, headers: [Län], type: text, publish: 'no', why: x}\nidentity: {fallback: [region, ", 18,
			"under fallback respondent, subject, period",
		},
		"a reference": {aggregate, "{fallback", "{reference: subject, fallback", 17, "expected no reference"},
		"a measure of records": {
			strings.Replace(good, "formats:", "measure: closed\nformats:", 1), "", "", 11, "only a list of aggregates says what its counts count, and this one is of disputes",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := list.Load(files("made-up", strings.Replace(c.of, c.old, c.repl, 1)))
			place := ""
			if c.line > 0 {
				place = fmt.Sprintf("dataset.yaml:%d", c.line)
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), place) {
				t.Errorf("got %v, want %q in %s", err, c.want, place)
			}
		})
	}
}
