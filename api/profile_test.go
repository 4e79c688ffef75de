package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tvistdata/api/contracttest"
)

// profile holds a contract against the rules of Sweden's REST API profile that can be seen in it, by the ids of its
// linter RAP-LP, and returns what it finds as "RULE place: what".
func profile(doc map[string]any) []string {
	p := &profiler{doc: doc}
	p.info()
	p.servers()
	for _, path := range slices.Sorted(maps.Keys(p.object(doc, "paths"))) {
		p.path(path, p.object(doc, "paths", path))
	}
	p.schemas()
	if p.object(doc, "paths", "/api-info", "get") == nil {
		p.find("VER.06", "/api-info", "missing")
	}
	for _, name := range []string{"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"} {
		if p.object(doc, "components", "schemas", "ApiInfoBody", "properties", name) == nil {
			p.find("VER.06", "/api-info", "has no "+name)
		}
	}
	return p.found
}

type profiler struct {
	doc   map[string]any
	found []string
}

func (p *profiler) find(rule, place, what string) {
	p.found = append(p.found, rule+" "+place+": "+what)
}

// object walks down and follows references; nil when there is no object.
func (p *profiler) object(v any, path ...string) map[string]any {
	m, _ := contracttest.At(v, path...).(map[string]any)
	if ref, ok := m["$ref"].(string); ok {
		return p.object(p.doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
	}
	return m
}

func (p *profiler) list(v any, path ...string) []any {
	l, _ := contracttest.At(v, path...).([]any)
	return l
}

func textAt(v any, path ...string) string {
	s, _ := contracttest.At(v, path...).(string)
	return strings.TrimSpace(s)
}

func (p *profiler) info() {
	info := p.object(p.doc, "info")
	for _, of := range [][]string{{"title"}, {"version"}, {"description"}, {"contact", "name"}, {"contact", "url"}, {"contact", "email"}, {"license", "name"}, {"license", "url"}} {
		if textAt(info, of...) == "" {
			p.find("DOK.03", "info", "has no "+strings.Join(of, "."))
		}
	}
	about := textAt(info, "description")
	if !regexp.MustCompile(`\b(och|är|som|av)\b`).MatchString(about) || !regexp.MustCompile(`\b(and|is|that|of)\b`).MatchString(about) {
		p.find("DOK.06", "info.description", "not in Swedish and English")
	}
	if textAt(info, "termsOfService") == "" && info["x-sla"] == nil {
		p.find("DOK.08", "info", "has no service level")
	}
	if textAt(info, "x-limitations") == "" && !regexp.MustCompile(`(?i)limit|begränsning|problem`).MatchString(about) {
		p.find("DOK.09", "info", "has no limitations")
	}
	if docs := p.object(p.doc, "externalDocs"); textAt(docs, "description") == "" || textAt(docs, "url") == "" {
		p.find("DOK.01", "externalDocs", "no description or address")
	}
	if !strings.HasPrefix(textAt(p.doc, "openapi"), "3.") {
		p.find("DOK.17", "openapi", "not version 3")
	}
}

func (p *profiler) servers() {
	for _, s := range p.list(p.doc, "servers") {
		address := textAt(s, "url")
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "https" || u.Port() != "" && u.Port() != "443" {
			p.find("UFN.02", address, "not HTTPS on its port")
		}
		if !regexp.MustCompile(`/v\d+$`).MatchString(address) {
			p.find("VER.05", address, "does not end in the version")
		}
		if len(address) > 2048 || !regexp.MustCompile(`^https?://[a-z0-9.~:/-]+$`).MatchString(address) {
			p.find("UFN.07", address, "other characters than a-z 0-9 - . ~")
		}
	}
	if len(p.list(p.doc, "servers")) == 0 {
		p.find("UFN.01", "servers", "none")
	}
}

func (p *profiler) path(path string, item map[string]any) {
	for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if !regexp.MustCompile(`^([a-z0-9-]+|\{[a-z0-9]+\})$`).MatchString(part) {
			p.find("RES.06", path, "part "+part)
		}
	}
	for _, method := range slices.Sorted(maps.Keys(item)) {
		place := method + " " + path
		op := p.object(item, method)
		if textAt(op, "description") == "" || textAt(op, "summary") == "" || textAt(op, "operationId") == "" {
			p.find("DOK.19", place, "no description")
		}
		if method == "get" && op["requestBody"] != nil {
			p.find("FOR.02", place, "takes a body")
		}
		p.parameters(place, op)
		p.responses(place, p.object(op, "responses"))
	}
}

func (p *profiler) parameters(place string, op map[string]any) {
	names := map[string]map[string]any{}
	for _, raw := range p.list(op, "parameters") {
		param := p.object(raw)
		name := textAt(param, "name")
		names[name] = param
		shown := param["example"] != nil || strings.Contains(textAt(param, "description"), " Such as ")
		if textAt(param, "description") == "" || !shown || param["schema"] == nil {
			p.find("DOK.07", place+" "+name, "no description, example or schema")
		}
		switch textAt(param, "in") {
		case "query":
			if !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(name) {
				p.find("FNS.01", place+" "+name, "not snake_case")
			}
			if param["required"] == true && name != "list" {
				p.find("FNS.05", place+" "+name, "not optional")
			}
		case "path":
			if !regexp.MustCompile(`^[a-z0-9]+$`).MatchString(name) {
				p.find("UFN.08", place+" "+name, "other characters than a-z 0-9")
			}
		}
		if regexp.MustCompile(`(?i)personal|personnummer|ssn|api_?key|token`).MatchString(name) {
			p.find("RES.02", place+" "+name, "personal or secret")
		}
	}
	if names["traceparent"] == nil {
		p.find("SPA.02", place, "does not take traceparent")
	}
	if (names["limit"] == nil) != (names["page"] == nil) {
		p.find("FNS.07", place, "limit without page")
	}
	if limit := names["limit"]; limit != nil && fmt.Sprint(contracttest.At(limit, "schema", "default")) != "20" {
		p.find("FNS.09", place, "limit is not 20 by default")
	}
	if page := names["page"]; page != nil && (fmt.Sprint(contracttest.At(page, "schema", "minimum")) != "1" || fmt.Sprint(contracttest.At(page, "schema", "default")) != "1") {
		p.find("FNS.08", place, "page does not start at 1")
	}
}

func (p *profiler) responses(place string, responses map[string]any) {
	for _, status := range []string{"200", "400", "405", "500", "503"} {
		if responses[status] == nil {
			p.find("DOK.20", place, "no response "+status)
		}
	}
	for _, status := range slices.Sorted(maps.Keys(responses)) {
		place, r := place+" "+status, p.object(responses[status])
		if textAt(r, "description") == "" {
			p.find("DOK.20", place, "no description")
		}
		if status[0] != '3' && p.object(r, "headers", "traceparent") == nil {
			p.find("SPA.04", place, "does not give traceparent back")
		}
		content := p.object(r, "content")
		for kind := range content {
			if strings.HasSuffix(kind, "json") && len(p.object(content, kind, "examples")) == 0 {
				p.find("DOK.15", place+" "+kind, "no examples")
			}
		}
		switch {
		case status[0] >= '4' && (len(content) != 1 || content["application/problem+json"] == nil):
			p.find("FEL.02", place, "not only application/problem+json")
		case status[0] >= '4':
			for _, name := range []string{"type", "title", "status", "detail", "instance"} {
				if p.object(content, "application/problem+json", "schema")["properties"].(map[string]any)[name] == nil {
					p.find("FEL.01", place, "has no "+name)
				}
			}
		case status == "200" && content["application/json"] == nil && !strings.Contains(place, "/files/"):
			p.find("AME.02", place, "no JSON")
		}
	}
}

// schemas checks names and documentation of every property. /api-info has the names that the profile itself gives.
func (p *profiler) schemas() {
	schemas := p.object(p.doc, "components", "schemas")
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		properties := p.object(schemas, name, "properties")
		for _, property := range slices.Sorted(maps.Keys(properties)) {
			if name != "ApiInfoBody" && !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(property) {
				p.find("AME.05", name+"."+property, "not snake_case")
			}
			if textAt(properties, property, "description") == "" {
				p.find("DOK.07", name+"."+property, "no description")
			}
			if strings.HasSuffix(property, "_date") && contracttest.At(properties, property, "format") != "date" {
				p.find("DOT.01", name+"."+property, "not of format date")
			}
		}
	}
}

func TestRESTProfile(t *testing.T) {
	t.Parallel()
	for _, found := range profile(contracttest.Doc(t)) {
		t.Error(found)
	}
}

// Every rule finds a violation that is planted for it.
func TestRESTProfileFindsViolations(t *testing.T) {
	whole, err := json.Marshal(contracttest.Doc(t))
	if err != nil {
		t.Fatal(err)
	}
	counts := []string{"paths", "/counts", "get"}
	under := func(path ...string) []string { return append(slices.Clone(counts), path...) }
	for _, c := range []struct {
		rule string
		path []string
		name string
		set  any // nil takes it away
	}{
		{"DOK.01", []string{"externalDocs"}, "url", nil},
		{"DOK.03", []string{"info", "contact"}, "email", nil},
		{"DOK.03", []string{"info"}, "license", nil},
		{"DOK.06", []string{"info"}, "description", "Only English, and limits that apply."},
		{"DOK.07", []string{"components", "parameters", "traceparent"}, "description", nil},
		{"DOK.07", []string{"components", "schemas", "Problem", "properties", "title"}, "description", " "},
		{"DOK.15", under("responses", "200", "content", "application/json"), "examples", nil},
		{"DOK.17", nil, "openapi", "2.0"},
		{"DOK.19", counts, "description", nil},
		{"DOK.20", under("responses"), "503", nil},
		{"DOK.20", under("responses", "200"), "description", nil},
		{"DOT.01", []string{"components", "schemas", "RecordRow", "properties", "received_date"}, "format", nil},
		{"RES.06", []string{"paths"}, "/Bad_Path", map[string]any{}},
		{"RES.02", []string{"components", "parameters", "traceparent"}, "name", "personnummer"},
		{"UFN.01", nil, "servers", []any{}},
		{"UFN.02", nil, "servers", []any{map[string]any{"url": "http://data.example.org/v1"}}},
		{"UFN.07", nil, "servers", []any{map[string]any{"url": "https://data.example.org/my_api/v1"}}},
		{"VER.05", nil, "servers", []any{map[string]any{"url": "https://data.example.org/api"}}},
		{"VER.06", []string{"paths"}, "/api-info", nil},
		{"VER.06", []string{"components", "schemas", "ApiInfoBody", "properties"}, "apiStatus", nil},
		{"FOR.02", counts, "requestBody", map[string]any{}},
		{"FNS.01", counts, "parameters", []any{map[string]any{"name": "groupBy", "in": "query"}}},
		{"FNS.05", counts, "parameters", []any{map[string]any{"name": "measure", "in": "query", "required": true}}},
		{"FNS.07", counts, "parameters", []any{map[string]any{"name": "limit", "in": "query"}}},
		{"FNS.08", counts, "parameters", []any{map[string]any{"name": "page", "in": "query", "schema": map[string]any{"minimum": 0}}}},
		{"FNS.09", counts, "parameters", []any{map[string]any{"name": "limit", "in": "query", "schema": map[string]any{"default": 100}}}},
		{"UFN.08", counts, "parameters", []any{map[string]any{"name": "list_id", "in": "path"}}},
		{"SPA.02", counts, "parameters", nil},
		{"SPA.04", under("responses", "200", "headers"), "traceparent", nil},
		{"FEL.01", []string{"components", "schemas", "Problem", "properties"}, "instance", nil},
		{"FEL.02", under("responses"), "400", map[string]any{"description": "x", "content": map[string]any{"application/json": map[string]any{}}}},
		{"AME.02", under("responses", "200", "content"), "application/json", nil},
		{"AME.05", []string{"components", "schemas", "Problem", "properties"}, "helpText", map[string]any{"description": "x"}},
	} {
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			var doc map[string]any
			if err := json.Unmarshal(whole, &doc); err != nil {
				t.Fatal(err)
			}
			place, ok := contracttest.At(doc, c.path...).(map[string]any)
			if !ok {
				t.Fatalf("nothing at %v", c.path)
			}
			if c.set == nil {
				delete(place, c.name)
			} else {
				place[c.name] = c.set
			}
			if !slices.ContainsFunc(profile(doc), func(found string) bool { return strings.HasPrefix(found, c.rule+" ") }) {
				t.Error("the violation was not found")
			}
		})
	}
	t.Run("DOK.08", func(t *testing.T) {
		var doc map[string]any
		if err := json.Unmarshal(whole, &doc); err != nil {
			t.Fatal(err)
		}
		info := doc["info"].(map[string]any)
		for _, name := range []string{"termsOfService", "x-sla", "x-limitations", "description"} {
			delete(info, name)
		}
		found := strings.Join(profile(doc), "\n")
		if !strings.Contains(found, "DOK.08 ") || !strings.Contains(found, "DOK.09 ") {
			t.Error("the violation was not found")
		}
	})
}
