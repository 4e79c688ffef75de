// Package contracttest checks answers of the service against its contract, for tests.
package contracttest

import (
	"bytes"
	"fmt"
	"mime"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"tvistdata/api"
)

// resource is what schemas are found in.
const resource = "openapi.json"

// contract is the contract that the code makes, with a validator of its schemas.
type contract struct {
	mu       sync.Mutex // the compiler is for one at a time
	doc      map[string]any
	compiler *jsonschema.Compiler
}

var generated = sync.OnceValues(func() (*contract, error) {
	spec, err := api.Spec()
	if err != nil {
		return nil, err
	}
	doc, err := Read(spec)
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(resource, doc); err != nil {
		return nil, err
	}
	return &contract{doc: doc, compiler: c}, nil
})

// Read returns a contract in YAML as JSON values.
func Read(spec []byte) (map[string]any, error) {
	inJSON, err := yaml.YAMLToJSON(spec)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(inJSON))
	if err != nil {
		return nil, err
	}
	m, ok := doc.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the contract is a %T", doc)
	}
	return m, nil
}

// Doc returns the contract that the code makes, which nobody may change.
func Doc(tb testing.TB) map[string]any {
	tb.Helper()
	return must(tb).doc
}

func must(tb testing.TB) *contract {
	tb.Helper()
	c, err := generated()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// Judge fails the test when an answer to a question under /v1 is not what the contract says: a status that the operation
// has, of a media type that it has, and, where that is JSON, a body that its schema allows. Answers to HEAD and those
// without a body are judged by their status alone; other addresses are not looked at.
func Judge(tb testing.TB, method, address string, status int, contentType string, body []byte) {
	tb.Helper()
	u, err := url.Parse(address)
	if err != nil {
		tb.Fatal(err)
	}
	path, under := strings.CutPrefix(u.Path, "/v1")
	if !under {
		return
	}
	c := must(tb)
	template, known := c.template(path)
	if !known {
		if status != 404 && status != 405 && status != 400 {
			tb.Errorf("%s: status %d, and the contract has no such path", address, status)
		}
		return
	}
	verb := strings.ToLower(method)
	if verb == "head" {
		verb = "get"
	}
	at := []string{"paths", template, verb, "responses", strconv.Itoa(status)}
	answer, known := At(c.doc, at...).(map[string]any)
	if !known {
		if At(c.doc, at[:3]...) != nil {
			tb.Errorf("%s %s: status %d is not in the contract", method, address, status)
		}
		return
	}
	if ref, is := answer["$ref"].(string); is {
		at = strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		answer, _ = At(c.doc, at...).(map[string]any)
	}
	if method == "HEAD" || len(body) == 0 {
		return
	}
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil || At(answer, "content", kind) == nil {
		tb.Errorf("%s: an answer of status %d and type %q is not in the contract", address, status, contentType)
		return
	}
	if strings.HasSuffix(kind, "json") {
		c.validate(tb, address, append(at, "content", kind, "schema"), body)
	}
}

// Validate fails the test when a JSON body is not what the schema at a place in the contract allows.
func Validate(tb testing.TB, body []byte, at ...string) {
	tb.Helper()
	must(tb).validate(tb, strings.Join(at, " "), at, body)
}

func (c *contract) validate(tb testing.TB, what string, at []string, body []byte) {
	tb.Helper()
	steps := make([]string, len(at))
	for i, step := range at {
		steps[i] = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(step)
	}
	c.mu.Lock()
	schema, err := c.compiler.Compile(resource + "#/" + strings.Join(steps, "/"))
	c.mu.Unlock()
	if err != nil {
		tb.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		tb.Fatalf("%s: %v\n%s", what, err, body)
	}
	if err := schema.Validate(v); err != nil {
		tb.Errorf("%s: %v\n%.2000s", what, err, body)
	}
}

// template returns the contract's path that an address is of.
func (c *contract) template(path string) (string, bool) {
	paths, _ := c.doc["paths"].(map[string]any)
	if _, known := paths[path]; known {
		return path, true
	}
	given := strings.Split(path, "/")
	for template := range paths {
		if steps := strings.Split(template, "/"); len(steps) == len(given) && fits(steps, given) {
			return template, true
		}
	}
	return "", false
}

func fits(steps, given []string) bool {
	for i, step := range steps {
		if step != given[i] && !strings.HasPrefix(step, "{") {
			return false
		}
	}
	return true
}

// At walks down a document; nil when something is not there.
func At(v any, path ...string) any {
	for _, name := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}
