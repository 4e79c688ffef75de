package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/api/contracttest"
)

// write writes files into a folder, whose folders it makes.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// body returns the status and the body of an answer, which is held against the contract.
func body(t *testing.T, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := new(http.Client).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	contracttest.Judge(t, http.MethodGet, address, resp.StatusCode, resp.Header.Get("Content-Type"), b)
	return resp.StatusCode, string(b)
}

// TestWhatHasAgedOutIsNotCovered builds a list of cases that stays public for two years and serves it: a year that has
// aged out is unknown, never 0.
func TestWhatHasAgedOutIsNotCovered(t *testing.T) {
	arn, err := os.ReadFile("../../datasets/arn-cases/dataset.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const unlimited = "published_for: unlimited"
	if !strings.Contains(string(arn), unlimited) {
		t.Fatalf("arn-cases does not say %s", unlimited)
	}
	lists := t.TempDir()
	write(t, lists, map[string]string{"arn-cases/dataset.yaml": strings.Replace(string(arn), unlimited, "published_for: 2 years", 1)})
	disclosures := folder(t, "list: arn-cases\nreceived: 2022-07-15\ncovers:\n  - {measures: [received], from: 2018-01-01, to: 2022-06-30}\n", rows+
		"2019-00001;2019-01-04;Motor;Påhittade Bilar AB;412111-1118\n2020-00001;2020-07-14;Motor;Påhittade Bilar AB;412111-1118\n"+
		"2020-00002;2020-07-15;Motor;Påhittade Bilar AB;412111-1118\n2022-00001;2022-01-04;Motor;Påhittade Bilar AB;412111-1118\n")
	releases := filepath.Join(t.TempDir(), "releases")
	if out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", lists); !slices.Contains(lines(out), "6 4 0 0 0 0 2 arn-cases/arn-2022-01") {
		t.Errorf("the accounting is not printed:\n%s", out)
	}
	_, base := served(t, "serve", "--releases", releases)
	series := func(query string) string {
		var counts struct {
			Data []struct {
				Period, Status string
				Value          *int64
				CoveredFrom    *string `json:"covered_from"`
			}
		}
		get(t, base+"/v1/counts?list=arn-cases&group_by=company,period&company=se-4121111118&"+query, &counts)
		var out []string
		for _, c := range counts.Data {
			value, from := "null", ""
			if c.Value != nil {
				value = fmt.Sprint(*c.Value)
			}
			if c.CoveredFrom != nil {
				from = " from " + *c.CoveredFrom
			}
			out = append(out, c.Period+" "+value+" "+c.Status+from)
		}
		return strings.Join(out, "\n")
	}
	if got, want := series("period=year&from=2018-01-01&to=2022-12-31"), "2018 null not_covered\n2019 null not_covered\n"+
		"2020 1 partial from 2020-07-15\n2021 2 ok from 2021-01-01\n2022 1 partial from 2022-01-01"; got != want {
		t.Errorf("years:\n%s\nwant\n%s", got, want)
	}
	if got, want := series("period=month&from=2020-06-01&to=2020-08-31"), "2020-06 null not_covered\n2020-07 1 partial from 2020-07-15\n2020-08 0 ok from 2020-08-01"; got != want {
		t.Errorf("months:\n%s\nwant\n%s", got, want)
	}
	if _, got := body(t, base+"/v1/lists/arn-cases"); !strings.Contains(got, `"published_for":"2 years","published_from":"2020-07-15"`) || !strings.Contains(got, `"aged_out":2`) {
		t.Errorf("the list does not say how long its records stay public:\n%s", got)
	}
}

// TestListingsAreServed takes a disclosure of Svarta listan from its file to the API.
func TestListingsAreServed(t *testing.T) {
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases)
	write(t, disclosures, map[string]string{
		"svarta-listan/2021-2/disclosure.yaml": "list: svarta-listan\nreceived: 2021-09-01\nissue: {name: Hösten 2021, date: 2021-08-18}\n",
		"svarta-listan/2021-2/list.csv": "Företag;Org.nr;Avdelning;Antal;Summa\nPåhittade Bilar AB;412111-1118;Motor;3;45 000,50 kr\nUppdiktade Flyg Ltd;;Resor;5;\n" +
			"Uppdiktade Lån Ltd;;Bank;5;\nUppdiktade Lån Ltd;;Bank;6;\n",
	})
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases)
	call(t, statusOK, "releases", "verify", "--releases", releases)
	found, err := filepath.Glob(filepath.Join(releases, "r-*[0-9a-f]"))
	if err != nil || len(found) != 2 {
		t.Fatalf("releases: %v %v", found, err)
	}
	if out, _ := call(t, statusOK, "releases", "diff", filepath.Base(found[0]), filepath.Base(found[1]), "--releases", releases); !strings.Contains(out, "svarta-listan") || !strings.Contains(out, "listings.parquet") {
		t.Errorf("the listings are not told as a difference:\n%s", out)
	}
	_, base := served(t, "serve", "--releases", releases)
	for path, wanted := range map[string][]string{
		"/v1/records?list=svarta-listan&company=se-4121111118": {
			`"company_id":"se-4121111118","department":"motor","issue":"Hösten 2021","issue_date":"2021-08-18","cases":3,"amount_sum":45000.5,"currency":"SEK","synthetic":false`,
			`"record_kind":"listing"`, `"published_from":"2019-09-01"`, `"total_records":1`, "/files/listings.parquet",
		},
		"/v1/records?list=svarta-listan&department=resor":                 {`"cases":5,"amount_sum":null`, `"total_records":1`},
		"/v1/records?list=svarta-listan&department=bank":                  {`"issue_date":"2021-08-18","cases":null,"amount_sum":null`, `"total_records":1`},
		"/v1/records?list=svarta-listan&department=bank&format=csv":       {",bank,Hösten 2021,2021-08-18,,,,false\r\n"},
		"/v1/records?list=svarta-listan&from=2021-08-18&to=2021-08-18":    {`"total_records":3`},
		"/v1/records?list=svarta-listan&from=2021-08-19":                  {`"total_records":0`},
		"/v1/records?list=svarta-listan&format=csv&company=se-4121111118": {"issue,issue_date,cases,amount_sum,currency,synthetic\r\n", ",motor,Hösten 2021,2021-08-18,3,45000.5,SEK,false\r\n"},
		"/v1/lists/svarta-listan":                                         {`"published_for":"2 years"`, `"measures":[]`, `"totals":[]`, `"records":3`},
		"/v1/lists":                                                       {`"record_kind":"listing"`},
		"/v1/companies/se-4121111118":                                     {`"records":3`, `"list":"svarta-listan"`, "/v1/records?company=se-4121111118\\u0026list=svarta-listan"},
		"/v1/companies?list=svarta-listan":                                {`"total_records":3`},
		"/v1/departments?list=svarta-listan":                              {`"motor"`},
	} {
		status, got := body(t, base+path)
		for _, want := range wanted {
			if status != http.StatusOK || !strings.Contains(got, want) && !strings.Contains(got, strings.ReplaceAll(want, `\u0026`, "&")) {
				t.Errorf("%s: status %d, lacks %s:\n%s", path, status, want, got)
			}
		}
	}
	if status, got := body(t, base+"/v1/counts?list=svarta-listan"); status != http.StatusBadRequest || !strings.Contains(got, "/records?list=svarta-listan") {
		t.Errorf("counts of listings: status %d\n%s", status, got)
	}
}
