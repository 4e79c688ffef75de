package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/yaml"

	"tvistdata/internal/release"
)

const description = `Öppna uppgifter om konsumenttvister och klagomål mot företag i Sverige: antal per företag, avdelning, utfall ` +
	`och period, posterna bakom dem och tal som andra har publicerat, var och en med sin källa. Varje värde har en status: okänt är ` +
	`aldrig noll. Svaren kommer från utgåvor som aldrig ändras; ange ` + "`release`" + ` för ett svar som består.

Open data on consumer disputes and complaints against companies in Sweden: counts per company, department, outcome and period, ` +
	`the records behind them, and figures that others have published, each with its source. Every value has a status: unknown is never ` +
	`zero. Answers come from releases that never change; give ` + "`release`" + ` for an answer that lasts.

Begränsningar och kända problem / Limits and known problems: see ` + "`/config`" + ` and x-limitations. Ärenden mot personer, ` +
	`enskilda firmor och dödsbon räknas i totaler men visas aldrig. Matters against persons, sole traders and estates are counted in ` +
	`totals and never shown.`

// contractConfig is the head of the contract. Huma's own pages, schema links and error texts are left out: the
// service serves ready bytes and words its problems itself.
func (s *service) contractConfig() huma.Config {
	base := s.base
	if base == "" {
		base = exampleBase
	}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:          "tvistdata – konsumenttvister och klagomål / consumer disputes and complaints",
				Version:        ContractVersion,
				Description:    description,
				TermsOfService: base + "/docs/",
				Contact:        &huma.Contact{Name: "tvistdata", URL: base + "/docs/", Email: "kontakt@tvistdata.example"},
				License:        &huma.License{Name: "CC0 1.0", URL: "https://creativecommons.org/publicdomain/zero/1.0/"},
				Extensions: map[string]any{
					"x-sla": map[string]any{
						"availability": "best effort", "responseTime": answerTime.String() + " at most",
						"support": "by e-mail, best effort",
					},
					"x-limitations": "Counts cover what disclosures at hand hold, see coverage and status. Answers of counts are limited in cells, " +
						"pages in rows: see /config.",
				},
			},
			Servers:    []*huma.Server{{URL: s.base + prefix, Description: "This version of the API."}},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)},
			Tags: []*huma.Tag{
				{Name: "counts", Description: "How many, with status."},
				{Name: "records", Description: "The records behind the counts, and figures that others published."},
				{Name: "companies", Description: "Who the matters are against."},
				{Name: "lists", Description: "What the data is made from, and how to read it."},
				{Name: "releases", Description: "Releases and their files."},
				{Name: "service", Description: "The service itself."},
			},
			ExternalDocs: &huma.ExternalDocs{Description: "Documentation, with the service level (SLA).", URL: base + "/docs/"},
		},
		Formats:          map[string]huma.Format{jsonType: huma.DefaultJSONFormat},
		DefaultFormat:    jsonType,
		NoFormatFallback: true,
	}
}

// describeShared puts what operations have in common into the contract's components.
func describeShared(o *huma.OpenAPI) {
	c := o.Components
	c.Parameters = map[string]*huma.Param{
		"traceparent": {
			Name: "traceparent", In: "header", Example: exampleTrace,
			Description: "W3C Trace Context of the request; it is given back in the answer.",
			Schema:      &huma.Schema{Type: huma.TypeString, Pattern: "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"},
		},
	}
	header := func(doc, example string) *huma.Param {
		return &huma.Param{Description: doc, Schema: &huma.Schema{Type: huma.TypeString}, Example: example}
	}
	c.Headers = map[string]*huma.Header{
		"etag":          header("Names the answer's bytes; send it back in If-None-Match.", `"0123456789abcdef0123456789abcdef"`),
		"cache-control": header("A minute for the current release, a year for a named one.", "public, max-age=60"),
		"traceparent":   header("The request's traceparent.", exampleTrace),
		"link": header("The next page, as rel=\"next\"; left out on the last.",
			`<https://tvistdata.example/v1/records?list=arn-cases&page=2>; rel="next"`),
		"retry-after": header("Seconds to wait before the next try.", "2"),
	}
	body := c.Schemas.Schema(reflect.TypeFor[problem](), true, "")
	c.Responses = map[string]*huma.Response{}
	for _, kind := range problemKinds() {
		c.Responses[kind.slug] = &huma.Response{
			Description: kind.text,
			Headers:     map[string]*huma.Param{"traceparent": headerRef("traceparent")},
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: body, Examples: problemExample(kind)}},
		}
	}
	c.Responses["unavailable"] = &huma.Response{
		Description: "The service cannot answer now: too many questions are waiting, this one took too long, or no release is published. " +
			"Try again after the seconds in the header Retry-After.",
		Headers: map[string]*huma.Param{"traceparent": headerRef("traceparent"), "Retry-After": headerRef("retry-after")},
		Content: map[string]*huma.MediaType{"application/problem+json": {Schema: body, Examples: problemExample(overloaded)}},
	}
	for _, kind := range []problemKind{answerTooLarge, overloaded, tookTooLong, noRelease} {
		delete(c.Responses, kind.slug)
	}
	c.Responses["not-modified"] = &huma.Response{
		Description: "The client has the answer: its ETag is in If-None-Match.",
		Headers:     answerHeaders(),
	}
}

// allowNull adds null to the values of each property that may be null: JSON Schema allows none that enum leaves out, whatever
// its type says (draft 2020-12, validation, 6.1.2), and huma adds it to the type alone.
func allowNull(o *huma.OpenAPI) {
	for _, schema := range o.Components.Schemas.Map() {
		for _, property := range schema.Properties {
			if property.Nullable && len(property.Enum) > 0 {
				property.Enum = append(property.Enum, nil)
			}
		}
	}
}

const exampleTrace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

func headerRef(name string) *huma.Param { return &huma.Param{Ref: "#/components/headers/" + name} }

func answerHeaders() map[string]*huma.Param {
	return map[string]*huma.Param{
		"ETag": headerRef("etag"), "Cache-Control": headerRef("cache-control"), "traceparent": headerRef("traceparent"),
	}
}

func problemExample(kind problemKind) map[string]*huma.Example {
	p := map[string]any{
		"type": exampleBase + "/problems/" + kind.slug, "title": kind.title, "status": kind.status,
		"detail": "what went wrong this time", "instance": "/v1/counts",
	}
	if kind.slug == invalidParameter.slug {
		p["detail"] = "the query has a parameter that cannot be used"
		p["errors"] = []any{map[string]any{
			"parameter": "gruop_by", "reason": "unknown parameter; did you mean group_by?", "allowed": "list, measure, group_by, period",
		}}
	}
	return map[string]*huma.Example{kind.slug: {Summary: kind.title, Value: p}}
}

// operation describes the resource for OpenAPI.
func (res *resource) operation(o *huma.OpenAPI) *huma.Operation {
	op := &huma.Operation{
		OperationID: res.id, Method: http.MethodGet, Path: res.path, Tags: []string{res.tag},
		Summary: res.summary, Description: res.doc, SkipValidateParams: true,
		Parameters: []*huma.Param{{Ref: "#/components/parameters/traceparent"}},
		Responses:  map[string]*huma.Response{},
	}
	for _, p := range res.segments {
		c := p.contract()
		c.In, c.Required, c.Description, c.Example = "path", true, p.doc, p.example
		op.Parameters = append(op.Parameters, c)
	}
	for _, p := range res.all() {
		op.Parameters = append(op.Parameters, p.contract())
	}
	if res.raw != nil {
		op.Responses["200"] = fileResponse("The whole file.")
		op.Responses["200"].Content[jsonType] = &huma.MediaType{
			Schema: &huma.Schema{Type: huma.TypeObject, Description: "manifest.json, as the release has it.", AdditionalProperties: true},
			Examples: map[string]*huma.Example{"whole": {
				Summary: "The beginning of a manifest.",
				Value:   map[string]any{"schema_version": release.SchemaVersion(), "synthetic": false},
			}},
		}
		op.Responses["206"] = fileResponse("The ranges of the file that the header Range asks for.")
		op.Responses["416"] = problemRef(badRange)
	} else {
		op.Responses["200"] = res.ok(o)
		op.Responses["406"] = problemRef(notAcceptable)
	}
	if res.byRelease {
		op.Responses["307"] = &huma.Response{
			Description: "`latest` was asked for: the header Location names the current release.",
			Headers: map[string]*huma.Param{"Location": {
				Description: "The same under the release's id.",
				Schema:      &huma.Schema{Type: huma.TypeString, Format: "uri-reference"},
			}},
		}
	}
	if res.answer != nil {
		op.Responses["308"] = &huma.Response{
			Description: "The release asked for was withdrawn: the header Location asks the one that took its place. Its files answer 410.",
			Headers: map[string]*huma.Param{"Location": {
				Description: "The same question to the other release.",
				Schema:      &huma.Schema{Type: huma.TypeString, Format: "uri-reference"},
			}},
		}
	}
	op.Responses["304"] = &huma.Response{Ref: "#/components/responses/not-modified"}
	op.Responses["400"] = problemRef(invalidParameter)
	if res.light == nil {
		op.Responses["404"], op.Responses["410"] = problemRef(notFound), problemRef(gone)
	}
	op.Responses["405"] = problemRef(methodNotAllowed)
	op.Responses["500"] = problemRef(internalFault)
	op.Responses["503"] = &huma.Response{Ref: "#/components/responses/unavailable"}
	return op
}

func problemRef(kind problemKind) *huma.Response {
	return &huma.Response{Ref: "#/components/responses/" + kind.slug}
}

// ok describes the answer in each of its formats.
func (res *resource) ok(o *huma.OpenAPI) *huma.Response {
	r := &huma.Response{
		Description: "The answer.",
		Headers:     answerHeaders(),
		Content: map[string]*huma.MediaType{jsonType: {
			Schema:   o.Components.Schemas.Schema(res.body, true, ""),
			Examples: map[string]*huma.Example{"whole": {Summary: "A whole answer.", Value: json.RawMessage(res.example)}},
		}},
	}
	if res.tabular {
		r.Headers["Link"] = headerRef("link")
		r.Content["text/csv"] = &huma.MediaType{
			Schema: &huma.Schema{Type: huma.TypeString, Description: "The same cells as in data, by RFC 4180: UTF-8, a header line, CRLF; " +
				"null is an empty field."},
			Examples: map[string]*huma.Example{"whole": {Summary: "The same as CSV.", Value: res.csvExample}},
		}
	}
	return r
}

func fileResponse(doc string) *huma.Response {
	r := &huma.Response{
		Description: doc,
		Headers:     answerHeaders(),
		Content:     map[string]*huma.MediaType{parquetType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}
	r.Headers["Accept-Ranges"] = &huma.Param{
		Description: "Ranges in bytes are served.", Schema: &huma.Schema{Type: huma.TypeString},
		Example: "bytes",
	}
	return r
}

// mountContract serves the contract and its documentation. Each form of the contract is made once, when it is first asked for.
func (s *service) mountContract(o *huma.OpenAPI) {
	for path, of := range map[string]struct {
		contentType string
		written     func(*huma.OpenAPI) ([]byte, error)
	}{
		"/openapi.yaml": {"application/yaml", contractYAML},
		"/openapi.json": {jsonType, contractJSON},
	} {
		form := sync.OnceValues(func() (*ready, error) {
			body, err := of.written(o)
			if err != nil {
				return nil, err
			}
			return makeReady("", s.tag(path, string(body)), of.contentType, "", body)
		})
		s.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			e, err := form()
			if err != nil {
				s.fail(w, r, err, about{})
				return
			}
			s.write(w, r, kept{e, false})
		})
	}
	s.mountDocs(o.Info.Title)
}

func contractJSON(o *huma.OpenAPI) ([]byte, error) {
	b, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("write the contract: %w", err)
	}
	return b, nil
}

func contractYAML(o *huma.OpenAPI) ([]byte, error) {
	b, err := contractJSON(o)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := yaml.Convert(&out, bytes.NewReader(b)); err != nil {
		return nil, fmt.Errorf("write the contract: %w", err)
	}
	return out.Bytes(), nil
}
