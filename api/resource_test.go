package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"tvistdata/api"
	"tvistdata/api/contracttest"
)

// good holds a question for every resource, and the path in the contract that describes its answer.
var good = []struct {
	path, describedBy string
	csv               bool
}{
	{"/v1/counts?list=arn-cases", "/counts", true},
	{"/v1/counts?list=arn-cases&group_by=company,department,period&period=half&company=" + firm, "/counts", true},
	{"/v1/counts?list=arn-cases&measure=closed&group_by=outcome,period&from=2021-01-01&to=2024-12-31&span=to_date", "/counts", true},
	{"/v1/counts?list=arn-cases&compare=baseline", "/counts", true},
	{"/v1/counts?list=arn-cases&compare=baseline&group_by=company,department,period&company=" + firm + "&interval_model=poisson", "/counts", true},
	{"/v1/surges?list=kov-complaints", "/surges", true},
	{"/v1/surges?list=kov-complaints&period=quarter&day=2022-02-02&span=whole", "/surges", true},
	{"/v1/rankings?list=arn-cases", "/rankings", true},
	{"/v1/rankings?list=arn-cases&measure=closed&department=bank&from=2022-01-01&to=2024-06-30&limit=2&page=1", "/rankings", true},
	{"/v1/rankings?list=arn-cases&rate=won&to=2023-06-30", "/rankings", true},
	{"/v1/records?list=arn-cases", "/records", true},
	{"/v1/records?list=arn-cases&limit=2&company=" + firm + "&department=bank&outcome=bifall&from=2022-01-01&to=2023-01-01", "/records", true},
	{"/v1/records?list=svarta-listan", "/records", true},
	{"/v1/records?list=svarta-listan&from=2022-01-01&to=2023-12-31&company=" + firm, "/records", true},
	{"/v1/figures", "/figures", true},
	{"/v1/figures?brand=klarna&company_as_written=Klarna&authority=ARN&measure=cases_received&company=" + firm, "/figures", true},
	{"/v1/companies", "/companies", true},
	{"/v1/companies?q=p%C3%A5hittade&list=arn-cases&limit=1&page=2", "/companies", true},
	{"/v1/companies/" + firm, "/companies/{id}", false},
	{"/v1/companies/" + firm + "/summary", "/companies/{id}/summary", false},
	{"/v1/companies/" + firm + "/summary?list=arn-cases&span=whole&from=2023-01-01&to=2023-06-30", "/companies/{id}/summary", false},
	{"/v1/lists", "/lists", true},
	{"/v1/lists/arn-cases", "/lists/{id}", false},
	{"/v1/lists/published-figures", "/lists/{id}", false},
	{"/v1/lists/svarta-listan", "/lists/{id}", false},
	{"/v1/departments", "/departments", true},
	{"/v1/departments?list=arn-cases&limit=1", "/departments", true},
	{"/v1/notes", "/notes", true},
	{"/v1/notes?list=arn-cases&department=bank&company=" + firm + "&from=2023-01-01&to=2024-01-01", "/notes", true},
	{"/v1/statements", "/statements", true},
	{"/v1/statements?list=arn-cases&company=" + firm + "&from=2023-01-01&to=2024-01-01", "/statements", true},
	{"/v1/statements?brand=klarna", "/statements", true},
	{"/v1/aggregates", "/aggregates", true},
	{"/v1/aggregates?list=statistik&limit=1&page=2&from=2022-01-01&to=2023-12-31&company=" + firm, "/aggregates", true},
	{"/v1/lists/statistik", "/lists/{id}", false},
	{"/v1/brands", "/brands", true},
	{"/v1/brands?limit=1&page=2", "/brands", true},
	{"/v1/releases", "/releases", false},
	{"/v1/releases/" + first, "/releases/{id}", false},
	{"/v1/api-info", "/api-info", false},
	{"/v1/config", "/config", false},
}

// TestAccountsAndMarks: what was invented is marked, and the account of a list's rows hides very few unnamed parties.
func TestAccountsAndMarks(t *testing.T) {
	s := newService(t)
	for path, wanted := range map[string][]string{
		"/v1/releases":          {`"release":"` + second + `","current":false,"built_at":"2026-01-02T03:04:05Z","parent":"` + first + `","synthetic":false`, `"parent":null,"synthetic":true`},
		"/v1/releases/" + first: {`"accounting":{"read":null,"published":3,"duplicate":1,"superseded":0,"aged_out":0,"withheld":null}`, `"reference":"ARN 2023-01234","asked_for":"all cases","search_term":null`},
		"/v1/lists/arn-cases": {
			`"accounting":{"read":null,"published":3,"duplicate":1,"superseded":0,"aged_out":0,"withheld":null}`, `"unmapped":{"department":4,"outcome":2}`,
			`"undated":1,"counted":3`, `"year":2023,"received":90,"status":"partial"`, `"year":2024,"received":null,"status":"not_covered"`,
		},
		"/v1/counts?list=arn-cases&department=bank": {`"undated":1,"unmapped":{"department":4}`, `"covered_to":"2023-12-15","synthetic":true}`},
		"/v1/counts?list=arn-cases&format=csv":      {",covered_to,synthetic\r\n", ",true\r\n"},
		"/v1/records?list=svarta-listan":            {`"published_from":"2021-12-15"`, `"issue":"Hösten 2022","issue_date":"2022-08-17","cases":5,"amount_sum":61000.5`, `"issue":"Våren 2023","issue_date":null,"cases":null,"amount_sum":null`},
		"/v1/lists/svarta-listan":                   {`"published_for":"2 years","published_from":"2021-12-15"`, `"aged_out":7`},
		"/v1/lists/published-figures":               {`"published_for":"unlimited","published_from":null`},
		"/v1/companies":                             {`"records":3,"synthetic":true`},
		"/v1/companies/" + firm:                     {`"records":3,"synthetic":true`},
	} {
		body := s.get(t, path).Body.String()
		for _, want := range wanted {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %s:\n%s", path, want, body)
			}
		}
	}
}

// TestAggregatesSayWhatIsNotKnown: a count that is not known is null in JSON and empty in CSV, and no 0.
func TestAggregatesSayWhatIsNotKnown(t *testing.T) {
	s := newService(t)
	for path, want := range map[string]string{
		"/v1/aggregates?list=statistik&limit=1": `"company_id":"` + firm + `","department":null,"subject":"mobil","measure":"received",` +
			`"period_start":"2022-01-01","period_end":"2022-12-31","count":37,"synthetic":true}],"meta":{"release":"` + first +
			`","list":"statistik","record_kind":"aggregate"`,
		"/v1/aggregates?limit=1&page=2": `"department":"bank","subject":"mobil","measure":"received","period_start":"2023-01-01",` +
			`"period_end":"2023-12-31","count":null,"synthetic":true}]`,
		"/v1/aggregates?limit=1&page=2&format=csv": "record_id,list,disclosure,company_id,department,subject,measure,period_start,period_end,count," +
			"synthetic\r\n3222222222222222,statistik,tabell-1," + firm + ",bank,mobil,received,2023-01-01,2023-12-31,,true\r\n",
	} {
		if body := s.get(t, path).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s lacks %s:\n%s", path, want, body)
		}
	}
}

// TestBrandsComeWithWhoDecidedAndWhy: in JSON and CSV, page by page.
func TestBrandsComeWithWhoDecidedAndWhy(t *testing.T) {
	s := newService(t)
	for path, want := range map[string]string{
		"/v1/brands?limit=1": `"data":[{"brand_id":"klarna","name":"Klarna","decided_by":"redaktionen","decided_on":"2024-02-01",` +
			`"why":"källan nämner \"varumärket\", inte bolaget"}],"meta":{"release":"` + first + `","synthetic":true,"page":1,"limit":1,"count":1,` +
			`"total_records":2,"total_pages":2}`,
		"/v1/brands?limit=1&page=2&format=csv": "brand_id,name,decided_by,decided_on,why\r\npahitt,Påhitt,redaktionen,2024-02-01,x\r\n",
	} {
		if body := s.get(t, path).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s lacks %s:\n%s", path, want, body)
		}
	}
}

// TestEveryAnswerIsAsTheContractSays: that its body is what the schema allows is judged of every answer in these tests.
func TestEveryAnswerIsAsTheContractSays(t *testing.T) {
	s := newService(t)
	for _, g := range good {
		t.Run(g.path, func(t *testing.T) {
			w := s.get(t, g.path)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
				t.Fatalf("status %d, type %q: %s", w.Code, w.Header().Get("Content-Type"), w.Body)
			}
		})
	}
	if s.log.String() != "" {
		t.Errorf("good questions were logged: %s", s.log)
	}
}

func TestEveryPathIsAskedForInTheTests(t *testing.T) {
	t.Parallel()
	for path := range contracttest.At(contracttest.Doc(t), "paths").(map[string]any) {
		asked := path == "/releases/{id}/files/{name}" || path == "/match" // TestMatch posts to it
		for _, g := range good {
			asked = asked || g.describedBy == path
		}
		if !asked {
			t.Errorf("no test asks for %s", path)
		}
	}
}

// CSV holds the same cells as JSON, in the same order.
func TestCSVHoldsTheSameCells(t *testing.T) {
	s := newService(t)
	for _, g := range good {
		if !g.csv {
			if w := s.get(t, g.path, "Accept", "text/csv"); w.Code != http.StatusNotAcceptable {
				t.Errorf("%s as CSV: status %d", g.path, w.Code)
			}
			continue
		}
		t.Run(g.path, func(t *testing.T) {
			inJSON := jsonCells(t, s.get(t, g.path).Body.Bytes())
			for _, w := range []*httptest.ResponseRecorder{s.get(t, g.path, "Accept", "text/csv"), s.get(t, with(g.path, "format=csv"))} {
				if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "text/csv") {
					t.Fatalf("type %q: %s", got, w.Body)
				}
				inCSV, err := csv.NewReader(w.Body).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				if !slices.EqualFunc(inJSON, inCSV, slices.Equal[[]string]) {
					t.Errorf("JSON %q\nCSV  %q", inJSON, inCSV)
				}
			}
		})
	}
}

// jsonCells returns data as rows of text under a header, as CSV would have it.
func jsonCells(t *testing.T, body []byte) [][]string {
	t.Helper()
	var got struct{ Data []json.RawMessage }
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for i, raw := range got.Data {
		var header, row []string
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if _, err := d.Token(); err != nil {
			t.Fatal(err)
		}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			value, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if value == nil {
				value = ""
			}
			header, row = append(header, fmt.Sprint(name)), append(row, fmt.Sprint(value))
		}
		if i == 0 {
			out = append(out, header)
		}
		out = append(out, row)
	}
	if len(out) == 0 {
		t.Fatal("no rows to compare")
	}
	return out
}

func with(path, parameter string) string {
	if strings.Contains(path, "?") {
		return path + "&" + parameter
	}
	return path + "?" + parameter
}

func TestPagesFollowEachOtherInOneRelease(t *testing.T) {
	t.Parallel()
	s := newService(t)
	path, ids := "/v1/records?list=arn-cases&limit=1", []string{}
	for path != "" {
		var got struct {
			Data []struct {
				ID string `json:"record_id"`
			}
			Meta  struct{ Release string }
			Links struct{ Self, Next, Prev, CSV, File string }
		}
		w := s.get(t, path)
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		ids = append(ids, got.Data[0].ID)
		s.releases.promote(second) // a build in the middle changes nothing for who is turning pages
		if got.Meta.Release != first || (got.Links.Prev == "") != (len(ids) == 1) {
			t.Errorf("%s: release %s, prev %q", path, got.Meta.Release, got.Links.Prev)
		}
		if next := w.Header().Get("Link"); got.Links.Next != "" && next != "<"+got.Links.Next+`>; rel="next"` {
			t.Errorf("the header Link is %s, expected %s", next, got.Links.Next)
		}
		path = strings.TrimPrefix(got.Links.Next, base)
	}
	if next := s.get(t, "/v1/records?list=arn-cases&limit=1&format=csv&release="+first).Header().Get("Link"); !strings.Contains(next, "&page=2&") || !strings.Contains(next, "format=csv") {
		t.Errorf("the page after a page of CSV is %s", next)
	}
	if want := []string{"0000000000000001", "0000000000000002", "0000000000000003"}; !slices.Equal(ids, want) {
		t.Errorf("turning pages gives %v", ids)
	}
}

func TestAddressesComeFromTheBaseURL(t *testing.T) {
	t.Parallel()
	for _, address := range []string{base, ""} {
		s := newServiceAt(t, address)
		for path, want := range map[string]string{
			"/v1/counts?list=arn-cases&company=" + firm: address + `/v1/counts?company=` + firm + `&format=csv&list=arn-cases&measure=received&release=` + first + `&span=whole`,
			"/v1/releases":          address + "/v1/releases/" + first,
			"/v1/releases/" + first: address + "/v1/releases/" + first + "/files/disputes.parquet",
			"/v1/api-info":          address + "/docs/",
			"/openapi.json":         address + "/v1",
			"/v1/nothing":           address + "/problems/not-found",
			"/docs/":                "/openapi.json",
		} {
			if body := s.get(t, path).Body.String(); !strings.Contains(body, `"`+want+`"`) && !strings.Contains(body, want) {
				t.Errorf("%s at %q does not hold %s:\n%s", path, address, want, body)
			}
		}
	}
}

func TestLatestReleaseRedirectsToItsID(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for path, want := range map[string]string{
		"/v1/releases/latest":                        base + "/v1/releases/" + first,
		"/v1/releases/latest/files/disputes.parquet": base + "/v1/releases/" + first + "/files/disputes.parquet",
		"/": base + "/docs/",
	} {
		w := s.get(t, path)
		if w.Code != http.StatusTemporaryRedirect || w.Header().Get("Location") != want {
			t.Errorf("%s: status %d, location %s", path, w.Code, w.Header().Get("Location"))
		}
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, path := range []string{"/health/live", "/health/ready"} {
		if w := s.get(t, path); w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	s.releases.promote("")
	if w := s.get(t, "/health/ready"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("ready without a release: status %d", w.Code)
	}
	if w := s.get(t, "/health/live"); w.Code != http.StatusOK {
		t.Errorf("alive without a release: status %d", w.Code)
	}
}

func TestDocsLoadNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	s := newServiceAt(t, "")
	w := s.get(t, "/docs/")
	page := w.Body.String()
	for _, part := range []string{`src="`, `href="`} {
		for _, after := range strings.Split(page, part)[1:] {
			address, _, _ := strings.Cut(after, `"`)
			if !strings.HasPrefix(address, "/docs/") {
				t.Errorf("the page loads %s", address)
			}
			if got := s.get(t, address); got.Code != http.StatusOK || got.Body.Len() == 0 {
				t.Errorf("%s: status %d", address, got.Code)
			}
		}
	}
	if policy := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'self'") {
		t.Errorf("content security policy %q", policy)
	}
}

func TestConfigIsChecked(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, address := range []string{"data.example.org", "ftp://data.example.org", "https://user@data.example.org", "https://data.example.org?x=1", "https://"} {
		c := api.Config{Releases: s.releases, Files: s.files, Logger: discard(), BaseURL: address}
		if _, err := api.New(c); err == nil || !strings.Contains(err.Error(), "base URL") {
			t.Errorf("base URL %q: %v", address, err)
		}
	}
	if _, err := api.New(api.Config{}); err == nil {
		t.Error("a service over nothing was made")
	}
}

// TestFiguresTellOfDisagreements: of those that a figure of the page is part of, with the other figures' ids and both
// languages; CSV keeps to the cells.
func TestFiguresTellOfDisagreements(t *testing.T) {
	s := newService(t)
	var got struct {
		Disagreements []struct {
			ID          string   `json:"disagreement_id"`
			RecordIDs   []string `json:"record_ids"`
			CountedList *string  `json:"counted_list"`
			Text        struct{ SV, EN string }
		}
	}
	if err := json.Unmarshal(s.get(t, "/v1/figures").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	d := got.Disagreements
	if len(d) != 2 || d[0].ID != "d1" || d[1].ID != "d2" {
		t.Fatalf("disagreements %+v, want d1 and d2, which the figure is part of", d)
	}
	if len(d[0].RecordIDs) != 2 || d[0].RecordIDs[0] != "another" || d[0].CountedList != nil || d[0].Text.SV != "Två tal." || d[0].Text.EN != "Two figures." {
		t.Errorf("d1: %+v", d[0])
	}
	if d[1].CountedList == nil || *d[1].CountedList != "arn-cases" {
		t.Errorf("d2: %+v", d[1])
	}
	if body := s.get(t, "/v1/figures?format=csv").Body.String(); strings.Contains(body, "Två tal") {
		t.Errorf("the CSV holds more than its cells: %s", body)
	}
}
