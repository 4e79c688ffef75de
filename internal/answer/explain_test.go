package answer_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
)

func facts() answer.Facts {
	return answer.Facts{
		Kind: record.Dispute, Authority: record.Text{SV: "Allmänna reklamationsnämnden", EN: "National Board for Consumer Disputes"},
		Company: "Påhittade AB", From: day("2023-01-01"), To: day("2023-12-15"), Value: new(int64(768)), Status: record.OK,
		BaselineStatus: record.OK, BaselineYears: []int{2018, 2019, 2020, 2021, 2022}, Mean: 130,
		Ratio: new(5.9077), Low: new(3.61), High: new(9.649), Registered: record.NoDate, UpTo: day("2023-12-15"),
	}
}

func TestSentences(t *testing.T) {
	with := func(change func(f *answer.Facts)) answer.Facts {
		f := facts()
		change(&f)
		return f
	}
	none := func(f *answer.Facts, s record.Status) { f.Value, f.Status, f.BaselineYears, f.Ratio = nil, s, nil, nil }
	const (
		svEnd = " Inkommet är inte bifallet: att ett ärende har kommit in säger inget om vem som har rätt, och utlämnandena sträcker sig till den 15 december 2023."
		enEnd = " Received is not upheld: that a case has come in does not say who is right, and the disclosures go up to 15 December 2023."
	)
	for name, c := range map[string]struct {
		f      answer.Facts
		sv, en string
	}{
		"many": {
			facts(),
			"768 ärenden mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023; medelvärdet för samma dagar 2018–2022 var 130, och antalet är 5,9 gånger det (95-procentigt intervall 3,6 till 9,6)." + svEnd,
			"768 cases against Påhittade AB were received (National Board for Consumer Disputes) from 1 January to 15 December 2023; the mean of the same days in 2018–2022 was 130, and the number is 5.9 times that (95 % interval 3.6 to 9.6)." + enEnd,
		},
		"one, within chance": {
			with(func(f *answer.Facts) {
				f.Value, f.Mean, f.Ratio, f.Low, f.High = new(int64(1)), 0.8, new(1.25), new(0.1), new(15.0)
			}),
			"Ett ärende mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023; medelvärdet för samma dagar 2018–2022 var 0,8, och antalet är 1,2 gånger det (95-procentigt intervall 0,1 till 15), en skillnad som slumpen ensam kan ge." + svEnd,
			"One case against Påhittade AB was received (National Board for Consumer Disputes) from 1 January to 15 December 2023; the mean of the same days in 2018–2022 was 0.8, and the number is 1.2 times that (95 % interval 0.1 to 15), a difference that chance alone can make." + enEnd,
		},
		"none, after none": {
			with(func(f *answer.Facts) {
				f.Value, f.Mean, f.Ratio, f.BaselineYears = new(int64(0)), 0, nil, []int{2018, 2020, 2021}
			}),
			"Inga ärenden mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023; samma dagar 2018 och 2020–2021 var det inga." + svEnd,
			"No cases against Påhittade AB were received (National Board for Consumer Disputes) from 1 January to 15 December 2023; on the same days in 2018 and 2020–2021 there were none." + enEnd,
		},
		"partial": {
			with(func(f *answer.Facts) {
				f.Value, f.Status, f.BaselineYears, f.CoveredFrom, f.CoveredTo = new(int64(1768)), record.Partial, nil, day("2023-02-01"), day("2023-12-15")
			}),
			"1\u00a0768 ärenden mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023, räknat på de dagar mellan den 1 februari 2023 och den 15 december 2023 som utlämnandena täcker; ett ofullständigt antal jämförs inte." + svEnd,
			"1,768 cases against Påhittade AB were received (National Board for Consumer Disputes) from 1 January to 15 December 2023, counted on those days between 1 February 2023 and 15 December 2023 that the disclosures cover; an incomplete number is not compared." + enEnd,
		},
		"partial from the first day to the last": {
			with(func(f *answer.Facts) {
				f.Value, f.Status, f.BaselineYears, f.CoveredFrom, f.CoveredTo = new(int64(0)), record.Partial, nil, f.From, f.To
			}),
			"Inga ärenden mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023, räknat på de dagar mellan den 1 januari 2023 och den 15 december 2023 som utlämnandena täcker och i de rader som gick att läsa; ett ofullständigt antal jämförs inte." + svEnd,
			"No cases against Påhittade AB were received (National Board for Consumer Disputes) from 1 January to 15 December 2023, counted on those days between 1 January 2023 and 15 December 2023 that the disclosures cover and in the rows that could be read; an incomplete number is not compared." + enEnd,
		},
		"young company": {
			with(func(f *answer.Facts) { f.BaselineYears, f.BaselineStatus = nil, record.NotApplicable }),
			"768 ärenden mot Påhittade AB kom in (Allmänna reklamationsnämnden) från den 1 januari till den 15 december 2023; det finns inget att jämföra med, för företaget har funnits kortare tid än tre tidigare år." + svEnd,
			"768 cases against Påhittade AB were received (National Board for Consumer Disputes) from 1 January to 15 December 2023; there is nothing to compare with, for the company has existed for less than three earlier years." + enEnd,
		},
		"not covered": {
			with(func(f *answer.Facts) { none(f, record.NotCovered) }),
			"Utlämnandena täcker inte ärenden mot Påhittade AB från den 1 januari till den 15 december 2023; hur många de var är inte känt, vilket inte är noll. Utlämnandena sträcker sig till den 15 december 2023.",
			"The disclosures do not cover cases against Påhittade AB from 1 January to 15 December 2023; how many there were is not known, which is not zero. The disclosures go up to 15 December 2023.",
		},
		"not registered": {
			with(func(f *answer.Facts) { none(f, record.NotApplicable); f.Registered = day("2024-02-03") }),
			"Påhittade AB registrerades den 3 februari 2024 och fanns inte från den 1 januari till den 15 december 2023, så där finns inget att räkna. Utlämnandena sträcker sig till den 15 december 2023.",
			"Påhittade AB was registered on 3 February 2024 and did not exist from 1 January to 15 December 2023, so there is nothing to count. The disclosures go up to 15 December 2023.",
		},
		"suppressed": {
			with(func(f *answer.Facts) { none(f, record.Suppressed) }),
			"Antalet ärenden mot Påhittade AB från den 1 januari till den 15 december 2023 visas inte, för att skydda en person. Utlämnandena sträcker sig till den 15 december 2023.",
			"The number of cases against Påhittade AB from 1 January to 15 December 2023 is withheld, to protect a person. The disclosures go up to 15 December 2023.",
		},
		"a complaint on one invented day": {
			with(func(f *answer.Facts) {
				f.Kind, f.Value, f.From, f.Status, f.BaselineYears, f.Synthetic = record.Complaint, new(int64(1)), f.To, record.Provisional, nil, true
			}),
			"Påhittade uppgifter: En anmälan mot Påhittade AB kom in (Allmänna reklamationsnämnden) den 15 december 2023, ett preliminärt antal; ett ofullständigt antal jämförs inte. Inkommen är inte bifallen: en anmälan är ena partens uppgift som ingen har prövat, och utlämnandena sträcker sig till den 15 december 2023.",
			"Invented data: One complaint against Påhittade AB was received (National Board for Consumer Disputes) on 15 December 2023, a preliminary number; an incomplete number is not compared. Received is not upheld: a complaint is one side's account that nobody has tried, and the disclosures go up to 15 December 2023.",
		},
	} {
		got := answer.Explain(c.f)
		if got.SV != c.sv {
			t.Errorf("%s:\n got %s\nwant %s", name, got.SV, c.sv)
		}
		if got.EN != c.en {
			t.Errorf("%s:\n got %s\nwant %s", name, got.EN, c.en)
		}
	}
}

// blaming are words that name a cause or blame somebody; a count does neither.
var blaming = regexp.MustCompile(`(?i)\b(because|due to|caused?|causes|owing|guilty|guilt|blame|fault|faulty|cheat\w*|fraud\w*|scam\w*|worst|worse|bad|wrong\w*|victim\w*|offend\w*|` +
	`eftersom|på grund av|beror|orsak\w*|skyldig\w*|skuld\w*|fel|felet|bedräg\w*|lura\w*|fusk\w*|värst|värre|dålig\w*|sämst|drabba\w*|offer|brott\w*)\b`)

// TestSentencesBlameNobody draws facts of every kind and status and reads what is made of them.
func TestSentencesBlameNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := facts()
		f.Kind = rapid.SampledFrom([]record.Kind{record.Dispute, record.Complaint}).Draw(t, "kind")
		f.Status = rapid.SampledFrom([]record.Status{record.OK, record.Partial, record.Provisional, record.NotCovered, record.NotApplicable, record.Suppressed}).Draw(t, "status")
		f.BaselineStatus = rapid.SampledFrom([]record.Status{record.OK, record.Partial, record.NotCovered, record.NotApplicable}).Draw(t, "baseline")
		f.Synthetic = rapid.Bool().Draw(t, "synthetic")
		f.CoveredFrom, f.CoveredTo = f.From+31, f.To
		f.Value = new(rapid.Int64Range(0, 3000).Draw(t, "value"))
		switch f.Status {
		case record.NotCovered, record.NotApplicable, record.Suppressed:
			f.Value = nil
		case record.OK, record.Partial, record.Provisional:
		}
		if f.Status != record.OK || rapid.Bool().Draw(t, "nothing before") {
			f.BaselineYears, f.Ratio, f.Low, f.High = nil, nil, nil, nil
		} else if rapid.Bool().Draw(t, "none before") {
			f.Mean, f.Ratio, f.High = 0, nil, nil
		}
		got := answer.Explain(f)
		for _, s := range []string{got.SV, got.EN} {
			if w := blaming.FindString(s); w != "" {
				t.Fatalf("%q in: %s", w, s)
			}
			if n := strings.Count(s, ". ") + 1; n > 2 || !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") || strings.Contains(s, "%!") {
				t.Fatalf("%d sentences: %s", n, s)
			}
		}
		if f.Value != nil && (!strings.Contains(got.EN, "eceived is not upheld") || !strings.Contains(got.SV, "är inte bifalle")) {
			t.Fatalf("a count stands without its caveat: %s %s", got.SV, got.EN)
		}
	})
}
