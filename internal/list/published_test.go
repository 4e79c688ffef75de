package list_test

import (
	"strings"
	"testing"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// listing is a small list of listings without a fault.
const listing = `id: made-up
title: {sv: Påhittad, en: Made up}
description: {sv: Påhittad lista, en: A made-up list}
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: listing
counting_unit: {sv: Ett företag i ett nummer, en: One company in one issue}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
published_for: 2 years
formats: [csv]
columns:
  - {name: issue, headers: [Nummer], type: text, publish: yes}
  - {name: respondent, headers: [Företag], type: text, required: true, publish: yes}
  - {name: cases, headers: [Antal ärenden], type: count, required: true, publish: yes}
identity: {fallback: [issue, respondent]}
`

func TestPublishedFor(t *testing.T) {
	for said, want := range map[string]struct{ text, since string }{
		"":                         {"unlimited", ""},
		"published_for: unlimited": {"unlimited", ""},
		"published_for: 1 year":    {"1 year", "2023-02-28"},
		"published_for: 2 years":   {"2 years", "2022-02-28"},
		"published_for: 99 years":  {"99 years", "1925-02-28"},
	} {
		l := load(t, strings.Replace(good, "companies_only: false", said, 1))
		day, _ := record.ParseDate("2024-02-28")
		if got := l.PublishedFor; got.String() != want.text || got.Since(day).String() != want.since {
			t.Errorf("%q: %s since %s, want %v", said, got, got.Since(day), want)
		}
	}
	leap, _ := record.ParseDate("2024-02-29")
	if got := (list.PublishedFor{Years: 1}).Since(leap).String(); got != "2023-03-01" {
		t.Errorf("a year before 29 February begins on %s", got)
	}
}

func TestListOfListings(t *testing.T) {
	if l := load(t, listing); l.Kind != record.Listing || l.PublishedFor.Years != 2 {
		t.Errorf("got %+v", l)
	}
	for name, c := range map[string]struct{ old, repl, want string }{
		"an issue without a column":  {"name: issue", "name: number", `there is no column "issue"`},
		"told apart without issue":   {"fallback: [issue, respondent]", "fallback: [respondent]", "expected no reference, and issue and respondent"},
		"told apart by a reference":  {"{fallback", "{reference: issue, fallback", "expected no reference"},
		"an issue that is held back": {"type: text, publish: yes", "type: text, publish: 'no', why: x", "can only show it as yes"},
		"cases that may be missing":  {"type: count, required: true", "type: count", "cases has to be required"},
		"cases of another type":      {"type: count", "type: decimal", "a listing record has it as count"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := list.Load(files("made-up", strings.Replace(listing, c.old, c.repl, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
