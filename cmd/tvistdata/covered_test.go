package main

import (
	"path/filepath"
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
