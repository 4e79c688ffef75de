package api_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"tvistdata/api"
	"tvistdata/api/contracttest"
)

func TestCommittedContractIsTheGeneratedOne(t *testing.T) {
	t.Parallel()
	spec, err := api.Spec()
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(spec, committed) {
		t.Error("openapi.yaml is not what the code gives; write it anew with make openapi")
	}
	for range 5 {
		again, err := api.Spec()
		if err != nil || !bytes.Equal(spec, again) {
			t.Fatalf("the contract is not the same twice: %v", err)
		}
	}
}

func TestContractIsServed(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for path, contentType := range map[string]string{"/openapi.yaml": "application/yaml", "/openapi.json": "application/json"} {
		w := s.get(t, path)
		if w.Code != 200 || w.Header().Get("Content-Type") != contentType || w.Header().Get("Etag") == "" {
			t.Errorf("%s: status %d, %v", path, w.Code, w.Header())
		}
		if got := s.get(t, path, "If-None-Match", w.Header().Get("Etag")); got.Code != 304 {
			t.Errorf("%s: status %d for who has it", path, got.Code)
		}
		served, err := contracttest.Read(w.Body.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if url := contracttest.At(served, "servers").([]any)[0].(map[string]any)["url"]; url != base+"/v1" {
			t.Errorf("%s names the server %v", path, url)
		}
	}
}

func TestExamplesAreAsTheContractSays(t *testing.T) {
	doc := contracttest.Doc(t)
	judge := func(name string, content any, at ...string) {
		examples, _ := contracttest.At(content, "examples").(map[string]any)
		for _, e := range examples {
			b, err := json.Marshal(e.(map[string]any)["value"])
			if err != nil {
				t.Fatal(err)
			}
			t.Run(name, func(t *testing.T) { contracttest.Validate(t, b, at...) })
		}
	}
	for path := range contracttest.At(doc, "paths").(map[string]any) {
		at := []string{"paths", path, "get", "responses", "200", "content", "application/json"}
		judge(path, contracttest.At(doc, at...), append(at, "schema")...)
	}
	for name := range contracttest.At(doc, "components", "responses").(map[string]any) {
		at := []string{"components", "responses", name, "content", "application/problem+json"}
		judge(name, contracttest.At(doc, at...), append(at, "schema")...)
	}
}
