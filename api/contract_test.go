package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"tvistdata/api"
)

// contract is openapi.yaml, with a validator of its schemas.
type contract struct {
	doc      map[string]any
	compiler *jsonschema.Compiler
}

// generated is the contract that the code gives, read once.
var generated = sync.OnceValues(func() (any, error) {
	spec, err := api.Spec()
	if err != nil {
		return nil, err
	}
	return read(spec)
})

func read(spec []byte) (any, error) {
	inJSON, err := yaml.YAMLToJSON(spec)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(inJSON))
}

func newContract(t *testing.T) *contract {
	t.Helper()
	doc, err := generated()
	if err != nil {
		t.Fatal(err)
	}
	return contractOf(t, doc)
}

func contractOf(t *testing.T, doc any) *contract {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return &contract{doc.(map[string]any), c}
}

func (c *contract) paths() map[string]any { return c.doc["paths"].(map[string]any) }

// answer holds a body against the schema of a path's answer.
func (c *contract) answer(t *testing.T, path string, status int, body []byte) {
	t.Helper()
	c.validate(t, fmt.Sprintf("openapi.json#/paths/%s/get/responses/%d/content/application~1json/schema", escape(path), status), body)
}

func (c *contract) problem(t *testing.T, body []byte) {
	t.Helper()
	c.validate(t, "openapi.json#/components/responses/invalid-parameter/content/application~1problem+json/schema", body)
}

func (c *contract) validate(t *testing.T, at string, body []byte) {
	t.Helper()
	schema, err := c.compiler.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("%v\n%s", err, body)
	}
}

func escape(path string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path)
}

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
		served, err := read(w.Body.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if url := at(served, "servers").([]any)[0].(map[string]any)["url"]; url != base+"/v1" {
			t.Errorf("%s names the server %v", path, url)
		}
	}
}

func TestExamplesAreAsTheContractSays(t *testing.T) {
	c := newContract(t)
	for path := range c.paths() {
		ok := at(c.doc, "paths", path, "get", "responses", "200", "content", "application/json", "examples")
		examples, _ := ok.(map[string]any)
		for _, e := range examples {
			b, err := json.Marshal(e.(map[string]any)["value"])
			if err != nil {
				t.Fatal(err)
			}
			t.Run(path, func(t *testing.T) { c.answer(t, path, 200, b) })
		}
	}
	for name, r := range at(c.doc, "components", "responses").(map[string]any) {
		examples, _ := at(r, "content", "application/problem+json", "examples").(map[string]any)
		for _, e := range examples {
			b, err := json.Marshal(e.(map[string]any)["value"])
			if err != nil {
				t.Fatal(err)
			}
			t.Run(name, func(t *testing.T) { c.problem(t, b) })
		}
	}
}

// at walks down a document; nil when something is not there.
func at(v any, path ...string) any {
	for _, name := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}
