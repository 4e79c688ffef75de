package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestACompanyAskedForInVainHasZero builds a disclosure that was asked for by the names of two companies and has rows
// against one of them: that the other has none is known, and the answer says so.
func TestACompanyAskedForInVainHasZero(t *testing.T) {
	disclosures := folder(t, "list: arn-cases\nreceived: 2022-07-15\ncovers:\n"+
		"  - {measures: [received], from: 2021-01-01, to: 2021-12-31, companies: [se-4121111118, se-4121111225]}\n",
		"Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118\n")
	releases := filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases)
	_, base := served(t, "serve", "--releases", releases)
	var counts struct {
		Data []struct {
			Company string `json:"company_id"`
			Status  string
			Value   *int64
		}
	}
	get(t, base+"/v1/counts?list=arn-cases&group_by=company,period&period=year&from=2021-01-01&to=2021-12-31&company=se-4121111118,se-4121111225", &counts)
	if len(counts.Data) != 2 {
		t.Fatalf("%d rows, want 2", len(counts.Data))
	}
	for _, c := range counts.Data {
		want := map[string]int64{"se-4121111118": 1, "se-4121111225": 0}[c.Company]
		if c.Status != "ok" || c.Value == nil || *c.Value != want {
			t.Errorf("%+v, want %d and ok", c, want)
		}
	}
}

// TestAMonthWithAnUnreadRowIsPartial builds a list of which one row has no respondent: how many there were in its month is not
// known, and the others are.
func TestAMonthWithAnUnreadRowIsPartial(t *testing.T) {
	disclosures := folder(t, sidecar, rows+"2021-00003;2021-03-09;Motor;;\n")
	releases := filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--accept", "a third is rejected")
	_, base := served(t, "serve", "--releases", releases)
	var counts struct {
		Data []struct {
			Period, Status string
			Value          *int64
		}
	}
	const query = "/v1/counts?list=arn-cases&company=se-4121111118&group_by=period&from=2021-01-01&to=2021-12-31"
	get(t, base+query+"&period=month", &counts)
	if len(counts.Data) != 12 {
		t.Fatalf("%d months", len(counts.Data))
	}
	for i, c := range counts.Data {
		status, value := "ok", int64(0)
		switch i {
		case 0:
			value = 2
		case 2:
			status = "partial"
		}
		if c.Status != status || c.Value == nil || *c.Value != value {
			t.Errorf("%s: %s, want %s and %d", c.Period, c.Status, status, value)
		}
	}
	get(t, base+query+"&period=year", &counts)
	if len(counts.Data) != 1 || counts.Data[0].Status != "partial" || *counts.Data[0].Value != 2 {
		t.Errorf("the year: %+v", counts.Data)
	}
}

// TestHowTextIsCoveredIsTold builds pages in which a cell is hidden in a way: the finding says the column and the way, and nothing
// of the text.
func TestHowTextIsCoveredIsTold(t *testing.T) {
	for cell, how := range map[string]string{
		"<td><del>Dolda Bilar AB</del>":                                       "it is struck out",
		"<td style='color:#fff;text-decoration:line-through'>Dolda Bilar AB":  "it is struck out",
		"<td style='color:white'>Dolda Bilar AB":                              "its letters have the colour of what is behind them",
		"<td style='font-size:0'>Dolda Bilar AB":                              "its letters are too small to be read",
		"<td>Ek AB<b hidden>Dolda Bilar AB</b>":                               "the page hides it",
		"<td style='visibility:hidden'>Dolda Bilar AB":                        "the page hides it",
		"<td>Ek AB<details>Dolda Bilar AB</details>":                          "the page hides it",
		"<td style='opacity:0'>Dolda Bilar AB":                                "it is see-through, blurred, cut off or off the page",
		"<td>Ek <i style='position:absolute;left:-9999px'>Dolda Bilar AB</i>": "it is see-through, blurred, cut off or off the page",
		"<td>Ek <i style='text-indent:-9999px'>Dolda Bilar AB</i>":            "it is see-through, blurred, cut off or off the page",
	} {
		dir := folder(t, sidecar, rows)
		page := "<meta charset=utf-8><table><tr><th>Ärendenummer<th>Inkom<th>Motpart<th>Organisationsnummer" +
			"<tr><td>2021-00003<td>2021-01-06" + cell + "<td>412111-1118<tr><td>2021-00004<td>2021-01-06<td>Påhittade Bilar AB<td>412111-1118</table>"
		own := t.TempDir()
		lay(t, dir, map[string]string{one + "lista.html": page})
		lay(t, own, map[string]string{"arn-cases/dataset.yaml": everyFormat(t)})
		_, errs := call(t, statusOK, "build", "--disclosures", dir, "--datasets", own, "--releases", t.TempDir(), "--accept", "a test")
		if !strings.Contains(errs, ": reject: covered-text: ") || !strings.Contains(errs, "(in column 3: "+how+");") || strings.Contains(errs, "Dolda") {
			t.Errorf("%s: %q is not told:\n%s", cell, how, errs)
		}
	}
}
