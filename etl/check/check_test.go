package check_test

import (
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/check"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// No rule changes what the next one sees, whatever it finds.
func TestRulesChangeNothing(t *testing.T) {
	days := []record.Value[record.Date]{
		{}, {State: record.Unreadable}, {State: record.Read, Known: record.NewDate(2021, 1, 4)}, {State: record.Read, Known: record.NewDate(2030, 1, 4)},
	}
	codes := []check.Code{{}, {ID: "bifall", Index: 1, State: record.Read}, {ID: record.Unmapped, State: record.Unreadable}}
	c := check.Context{List: &list.List{ID: "x"}, Disclosure: &source.Disclosure{Received: record.NewDate(2022, 1, 4)}}
	for _, received := range days {
		for _, decided := range days {
			for _, code := range codes {
				for _, reference := range []string{"", "2021-00001", "2,02E+09"} {
					m := check.Matter{
						Reference: reference, Number: company.MalformedNumber, Received: received, Decided: decided, LateReceived: decided, LateDecided: received,
						Amount: record.Value[int64]{State: record.Unreadable},
					}
					for f := range m.Codes {
						m.Codes[f] = code
					}
					was := m
					for _, rule := range check.Rules() {
						if rule.Check(&m, &c); m != was {
							t.Fatalf("%s made %+v of %+v", rule.Name(), m, was)
						}
					}
				}
			}
		}
	}
}

// What a rule finds in several cells it says of all of them, and in the singular of one.
func TestARuleTellsAllThatItFinds(t *testing.T) {
	unread, late := record.Value[record.Date]{State: record.Unreadable}, record.Value[record.Date]{State: record.Read, Known: record.NewDate(2030, 1, 4)}
	unmapped := check.Code{ID: record.Unmapped, State: record.Unreadable}
	for name, c := range map[string]struct {
		m    check.Matter
		rule string
		want string
	}{
		"dates after the disclosure came": {
			check.Matter{Received: unread, Decided: unread, LateReceived: late, LateDecided: late},
			"date-in-future",
			"the received date 2030-01-04 and the decision date 2030-01-04 are after the disclosure came (2022-01-04)",
		},
		"one such date":    {check.Matter{Decided: unread, LateDecided: late}, "date-in-future", "the decision date 2030-01-04 is after the disclosure came (2022-01-04)"},
		"no other finding": {check.Matter{Received: unread, Decided: unread, LateReceived: late, LateDecided: late}, "unreadable-date", ""},
		"unread dates":     {check.Matter{Received: unread, Decided: unread}, "unreadable-date", "the received date and the decision date cannot be read"},
		"one of each":      {check.Matter{Received: unread, Decided: unread, LateReceived: late}, "unreadable-date", "the decision date cannot be read"},
		"codes": {
			check.Matter{Codes: [check.Fields]check.Code{unmapped, {}, {}, unmapped, {}, unmapped}},
			"unmapped-code",
			"the matter_type, the outcome and the followed are no codes or spellings of list x; add them under lookups with a reason",
		},
		"one code": {
			check.Matter{Codes: [check.Fields]check.Code{3: unmapped}},
			"unmapped-code",
			"the outcome is no code or spelling of list x; add it under lookups with a reason",
		},
		"cells": {check.Matter{}, "required-cell", "the respondent and the case_number are missing"},
	} {
		t.Run(name, func(t *testing.T) {
			context := check.Context{
				List: &list.List{ID: "x", Identity: list.Identity{Reference: "case_number"}}, Disclosure: &source.Disclosure{Received: record.NewDate(2022, 1, 4)},
			}
			rules := check.Rules()
			i := slices.IndexFunc(rules, func(r check.Rule) bool { return r.Name() == c.rule })
			if i < 0 {
				t.Fatalf("%s is no rule of a row: add it to Rules in etl/check/rules.go, or correct the name in this case", c.rule)
			}
			if got := rules[i].Check(&c.m, &context); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
				t.Errorf("%s: %q, want %q", c.rule, got, c.want)
			}
		})
	}
}
