package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestCompareThroughTheDoor(t *testing.T) {
	s := newService(t)
	r := s.get(t, "/v1/counts?list=arn-cases&company="+firm+"&group_by=company&compare=baseline")
	var body struct {
		Data []map[string]any `json:"data"`
		Meta map[string]any   `json:"meta"`
	}
	if err := json.Unmarshal(r.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	row := body.Data[0]
	if row["to"] != "2023-12-15" || row["baseline_status"] != "not_covered" || row["ratio"] != nil { // two years are covered
		t.Errorf("row: %v", row)
	}
	if spans, ok := body.Meta["spans"].([]any); !ok || len(spans) != 5 || body.Meta["interval_model"] != "overdispersed" {
		t.Errorf("meta: %v", body.Meta)
	}
	if links := r.Body.String(); !strings.Contains(links, "compare=baseline") || !strings.Contains(links, "span=to_date") {
		t.Errorf("the address of the answer does not say what it compares: %s", links)
	}
	csv := s.get(t, "/v1/counts?list=arn-cases&company="+firm+"&compare=baseline&format=csv")
	if head, _, _ := strings.Cut(csv.Body.String(), "\r\n"); !strings.HasPrefix(head, "from,to,value,status,covered_from,covered_to,baseline_spans,baseline_mean") {
		t.Errorf("header: %s", head)
	}
	for _, bad := range []string{"interval_model=poisson", "compare=baseline&group_by=company", "compare=median"} {
		if r := s.get(t, "/v1/counts?list=arn-cases&"+bad); r.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, r.Code)
		}
	}
}
