package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
)

// matchPath is the one resource that takes POST, so that names stay out of addresses and of what keeps them.
const matchPath = "/match"

// largestBody is how many bytes a body may have.
const largestBody = 64 << 10

// matchAsked is the body of a question.
type matchAsked struct {
	Names []matchName `json:"names" minItems:"1" maxItems:"100" doc:"The names and numbers, 100 at most."`
}

// matchName is one name or number.
type matchName struct {
	Name   string `json:"name,omitempty" maxLength:"200" doc:"A company's name as somebody wrote it." example:"EXEMPEL BETALNINGAR AKTIEBOLAG"`
	Number string `json:"org_number,omitempty" maxLength:"200" doc:"An organisation number in any form." example:"442567-0009"`
}

// matchRow is what one name or number led to.
type matchRow struct {
	At         int             `json:"at" doc:"Its place in names, from 1. Names and numbers are not repeated in the answer."`
	CompanyID  *string         `json:"company_id" doc:"The company that is meant; null when nobody can tell." example:"se-4425670009"`
	Why        *string         `json:"why,omitempty" enum:"unknown,ambiguous,undecidable,brand,contradiction,not_a_company" doc:"Why there is none: unknown: no company of the release is called so; ambiguous: several are; undecidable: one is, with a legal form, and a person or another company may be called so without; brand: it may stand for several companies; contradiction: the number is one company's and the name another's; not_a_company: it is a person's or an estate's, or empty. Left out when there is one."`
	Candidates []matchProposal `json:"candidates" doc:"The company, or those that may be meant, five at most."`
}

// matchProposal is a company that may be meant.
type matchProposal struct {
	CompanyID  string  `json:"company_id" doc:"The company's id."`
	Name       string  `json:"name" doc:"Its name."`
	Method     string  `json:"method" enum:"decision,number,name,folded,similar" doc:"How it was found: by a written decision, by organisation number, by exactly a name of it, by such a name but for how it is written, or because it is called nearly so, which is a proposal and no more."`
	Confidence string  `json:"confidence" enum:"certain,high,medium,none" doc:"certain for decision and number, high for name, medium for folded; none for a proposal."`
	Evidence   *string `json:"evidence" doc:"The number, the name or the decision that it was found by."`
}

// matchBody is the answer.
type matchBody struct {
	Data []matchRow `json:"data" doc:"One for each name or number, in their order."`
	Meta oneMeta    `json:"meta" doc:"What has to be known about the answer."`
}

// matchOperation describes the resource for OpenAPI.
func matchOperation(o *huma.OpenAPI) *huma.Operation {
	res := resource{body: reflect.TypeFor[matchBody](), example: matchExample}
	op := &huma.Operation{
		OperationID: "post-match", Method: http.MethodPost, Path: matchPath, Tags: []string{"companies"}, SkipValidateParams: true,
		SkipValidateBody: true,
		Summary:          "Match names and numbers with companies",
		Description: "Tells for up to 100 names or organisation numbers which company of the current release each means, by which method " +
			"and evidence, or which it may mean. Nothing of the question is kept, logged or repeated.",
		Parameters: []*huma.Param{{Ref: "#/components/parameters/traceparent"}},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{jsonType: {
			Schema: o.Components.Schemas.Schema(reflect.TypeFor[matchAsked](), true, ""),
			Examples: map[string]*huma.Example{"one": {
				Summary: "One name.",
				Value:   json.RawMessage(`{"names": [{"name": "EXEMPEL BETALNINGAR AKTIEBOLAG"}]}`),
			}},
		}}},
		Responses: map[string]*huma.Response{},
	}
	ok := res.ok(o)
	delete(ok.Headers, "ETag")
	ok.Headers["Cache-Control"] = &huma.Param{
		Description: "Nothing keeps the answer.", Schema: &huma.Schema{Type: huma.TypeString},
		Example: "no-store",
	}
	op.Responses["200"] = ok
	op.Responses["400"], op.Responses["405"], op.Responses["500"] = problemRef(invalidParameter), problemRef(methodNotAllowed),
		problemRef(internalFault)
	op.Responses["503"] = &huma.Response{Ref: "#/components/responses/unavailable"}
	return op
}

// serveMatch answers a question in a body. What it asks about may be a person's by mistake, so no part of it goes into an
// answer, an error or the log.
func (s *service) serveMatch(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header()["Allow"] = posted
		s.fail(w, r, newProblem(methodNotAllowed, "the method is not allowed; use POST or OPTIONS"), about{})
		return
	}
	body, err := s.match(w, r)
	if err != nil {
		s.fail(w, r, err, about{operation: "post-match", noun: "company"})
		return
	}
	h := w.Header()
	h.Set("Content-Type", jsonType)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	s.send(r.Context(), w, body)
}

func (s *service) match(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	questions, err := readMatch(w, r)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	store, done, err := s.acquire(ctx, latest)
	if err != nil {
		return nil, err
	}
	defer done()
	leave, err := s.gate.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	found, err := answer.Match(ctx, store, questions)
	if err != nil {
		return nil, err
	}
	out := matchBody{Data: []matchRow{}, Meta: oneMeta{Release: store.ID(), Synthetic: store.Manifest().Synthetic}}
	for i, c := range found {
		row := matchRow{At: i + 1, Why: orNull(c.Why), Candidates: []matchProposal{}}
		for _, p := range c.Candidates {
			row.Candidates = append(row.Candidates, matchProposal{p.ID, p.Name, p.Method, p.Confidence, orNull(p.Evidence)})
		}
		if c.Found {
			row.CompanyID = new(c.Candidates[0].ID)
		}
		out.Data = append(out.Data, row)
	}
	var b bytes.Buffer
	err = writeJSON(&b, out)
	return b.Bytes(), err
}

// readMatch reads the questions of a body.
func readMatch(w http.ResponseWriter, r *http.Request) ([]record.Question, error) {
	fault := func(want string) error { return &record.InvalidError{Param: "names", Want: want} }
	if r.URL.RawQuery != "" {
		return nil, invalidParameters([]parameterFault{{
			Parameter: "query", Reason: "unknown parameter",
			Allowed: "no parameter: the question stands in the body",
		}})
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != jsonType {
		return nil, fault("a body of " + jsonType + ", and the header Content-Type that says so")
	}
	in := json.NewDecoder(http.MaxBytesReader(w, r.Body, largestBody))
	in.DisallowUnknownFields()
	var asked matchAsked
	if err := in.Decode(&asked); errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, newProblem(tookTooLong, "the body did not come in time")
	} else if err != nil {
		return nil, fault(`a body such as {"names": [{"name": "…"}, {"org_number": "…"}]}, of 64 KiB at most`)
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return nil, fault("one JSON object and nothing behind it")
	}
	questions := make([]record.Question, len(asked.Names))
	for i, n := range asked.Names {
		if len([]rune(n.Name)) > maxText || len([]rune(n.Number)) > maxText {
			return nil, fault("names and numbers of " + strconv.Itoa(maxText) + " characters at most")
		}
		questions[i] = record.Question{Number: n.Number, Name: n.Name}
	}
	return questions, nil
}

const matchExample = `{
"data": [{"at": 1, "company_id": "se-4425670009", "candidates": [{"company_id": "se-4425670009", "name": "Exempel Betalningar AB",
  "method": "folded", "confidence": "medium", "evidence": "Exempel Betalningar AB"}]}],
"meta": {"release": "r-0123456789abcdef", "synthetic": true}}`
