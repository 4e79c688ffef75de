package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tvistdata/api"
	"tvistdata/api/contracttest"
	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

const (
	first  = "r-00000000000000a1"
	second = "r-00000000000000b2"
	firm   = "se-4425670009"
)

var fileBytes = []byte("PAR1 this is what stands for a file of a release PAR1")

// store is a release of invented records. hook, when set, runs in every question.
type store struct {
	id    string
	asked atomic.Int64
	hook  func(ctx context.Context) error
}

func (s *store) ask(ctx context.Context) error {
	s.asked.Add(1)
	if s.hook != nil {
		return s.hook(ctx)
	}
	return nil
}

func (s *store) ID() string { return s.id }

func (s *store) Manifest() *release.Manifest {
	sum := sha256.Sum256(fileBytes)
	return &release.Manifest{
		SchemaVersion: release.SchemaVersion(),
		Publisher:     release.Publisher{Name: "Påhittade Utgivaren", Contact: "data@example.org", Licence: release.Licence{Name: "CC0 1.0", URL: "https://creativecommons.org/publicdomain/zero/1.0/"}},
		Synthetic:     true,
		Lists: []release.List{
			{
				ID: "arn-cases", Title: record.Text{SV: "Ärenden", EN: "Cases"}, Authority: "arn", Country: "SE", Kind: record.Dispute, Synthetic: true, Records: 3,
				Unit: record.Text{SV: "ärenden", EN: "cases"}, Undated: map[record.Measure]int64{record.Received: 1},
				Unmapped: map[string]int64{"outcome": 2, "department": 4}, Counted: map[record.Measure]int64{record.Received: 3},
				Accounting: &release.ListAccounting{Published: 3, Duplicate: 1},
				Codes: map[string][]release.Code{
					"department": {{ID: "bank", Label: record.Text{SV: "Bank", EN: "Banking"}, From: record.NoDate, To: record.NoDate}, {ID: "resor", Label: record.Text{SV: "Resor", EN: "Travel"}, From: record.NewDate(1968, 1, 1)}},
					"outcome":    {{ID: "bifall", Label: record.Text{SV: "Bifall", EN: "Granted"}}, {ID: "avslag", Label: record.Text{SV: "Avslag", EN: "Rejected"}}},
				},
				Columns: []release.Column{{Name: "case_number", Publish: "key", Why: "a key to a public file"}},
			},
			{
				ID: "svarta-listan", Title: record.Text{SV: "Svarta listan", EN: "Svarta listan"}, Kind: record.Listing, Synthetic: true, Records: 2,
				PublishedFor: "2 years", PublishedFrom: record.NewDate(2021, 12, 15), Accounting: &release.ListAccounting{Published: 2, AgedOut: 7},
			},
			{ID: "kov-complaints", Title: record.Text{SV: "Anmälningar", EN: "Complaints"}, Kind: record.Complaint, Synthetic: true, Records: 130},
			{ID: "published-figures", Title: record.Text{SV: "Publicerade tal", EN: "Published figures"}, Kind: record.Figure, Records: 1},
		},
		Disclosures: []release.Disclosure{{ID: "arn-1", List: "arn-cases", Reference: "ARN 2023-01234", AskedFor: "all cases", SearchTerm: "", Received: record.NewDate(2024, 1, 2), Synthetic: true, Files: []release.SourceFile{{Bytes: 9, SHA256: "00"}}}},
		Files:       []release.File{{Name: schema.Disputes, MediaType: "application/vnd.apache.parquet", Title: record.Text{SV: "Tvister", EN: "Disputes"}, Rows: 3, Bytes: int64(len(fileBytes)), SHA256: hex.EncodeToString(sum[:])}},
	}
}

func (s *store) Coverage() *coverage.Book {
	from, to := record.NewDate(2022, 1, 1), record.NewDate(2023, 12, 15)
	return coverage.New([]coverage.Row{
		{List: "arn-cases", Measure: record.Received, From: from, To: to, Disclosure: "arn-1"},
		{List: "arn-cases", Measure: record.Closed, From: from, To: to, Disclosure: "arn-1"},
		{List: "arn-cases", Measure: record.DecidedOnMerits, From: from, To: to, Disclosure: "arn-1"},
		{List: "arn-cases", Measure: record.Won, From: from, To: to, Disclosure: "arn-1"},
		{List: "kov-complaints", Measure: record.Received, From: record.NewDate(2017, 1, 1), To: record.NewDate(2022, 12, 31), Disclosure: "kov-1"},
	})
}

func (s *store) Kept(file string) any {
	switch file {
	case schema.Statements:
		return statements
	case schema.Notes:
		return notes
	case schema.Brands:
		return brands
	case schema.Disagreements:
		return disagreements
	case schema.TotalsYearly:
		return totals
	case schema.SurgeReviews:
		return []record.SurgeReview(nil)
	case schema.Memberships:
		return []record.Membership(nil)
	}
	panic("no rows of " + file)
}

var brands = []record.Brand{
	{ID: "klarna", Name: "Klarna", DecidedBy: "redaktionen", DecidedOn: record.NewDate(2024, 2, 1), Why: "källan nämner \"varumärket\", inte bolaget"},
	{ID: "pahitt", Name: "Påhitt", DecidedBy: "redaktionen", DecidedOn: record.NewDate(2024, 2, 1), Why: "x"},
}

var statements = []record.Statement{
	{ID: "svar", Kind: "statement", List: "arn-cases", CompanyID: firm, From: record.NewDate(2023, 1, 1), To: record.NoDate, Given: record.NewDate(2024, 1, 5), Text: record.Text{SV: "Vi har \"ändrat\" rutinen.", EN: "We have changed the routine."}, By: "press officer", SourceName: "e-mail"},
	{ID: "atergivet", Kind: "reported_reply", List: "arn-cases", BrandID: "klarna", From: record.NewDate(2023, 1, 1), To: record.NewDate(2023, 12, 15), Given: record.NewDate(2024, 1, 11), Text: record.Text{SV: "x", EN: "x"}, By: "x", SourceName: "x", SourceURL: "https://example.org"},
}

func (s *store) Delays(context.Context, string, []string) ([]record.Delay, error) {
	return []record.Delay{{Received: record.NewDate(2022, 3, 1), Months: 0, Count: 3}, {Received: record.NewDate(2022, 3, 1), Months: 5, Count: 1}}, nil
}

func (s *store) Memo() *answer.Memo { return nil }

var notes = []record.Note{{ID: "fee", Kind: "series_break", List: "arn-cases", From: record.NewDate(2023, 8, 1), To: record.NoDate, Text: record.Text{SV: "Avgift, \"150 kr\"", EN: "A fee"}, SourceName: "SFS"}}

// figure is the id of the only figure.
const figure = "figure2345234567"

// disagreements are of the figure, of its count, and of a figure that is on no page.
var disagreements = []record.Disagreement{
	{ID: "d1", Rule: "revised", List: "published-figures", RecordIDs: []string{"another", figure}, Expected: 770, Found: 912.5, Text: record.Text{SV: "Två tal.", EN: "Two figures."}},
	{ID: "d2", Rule: "counted", List: "published-figures", RecordIDs: []string{figure}, CountedList: "arn-cases", Expected: 770, Found: 3, Text: record.Text{SV: "Räknat.", EN: "Counted."}, Synthetic: true},
	{ID: "d3", Rule: "change", List: "published-figures", RecordIDs: []string{"another"}, Text: record.Text{SV: "x", EN: "x"}},
}

func (s *store) Count(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	if err := s.ask(ctx); err != nil {
		return nil, err
	}
	c := record.Count{Start: record.NoDate, Value: 130}
	if q.ByCompany {
		c.Company = firm
	}
	if q.ByDepartment {
		c.Department = "bank"
	}
	if q.ByOutcome {
		c.Outcome = "bifall"
	}
	if q.Period != record.None {
		c.Start = q.Period.Start(record.NewDate(2022, 3, 3))
	}
	out := []record.Count{c}
	if q.ByCompany && q.Period != record.None && len(q.Companies) == 0 { // of all: another, to be held against
		c.Company = "u-nagot"
		for year := 2017; year <= 2022; year++ {
			c.Start, c.Value = q.Period.Start(record.NewDate(year, 3, 3)), int64(20+year%5)
			out = append(out, c)
		}
	}
	return out, nil
}

func (s *store) Records(ctx context.Context, q record.RowQuery) (record.Page, error) {
	if err := s.ask(ctx); err != nil {
		return record.Page{}, err
	}
	if q.List == "svarta-listan" {
		return listings(), nil
	}
	t := record.Table{Columns: schema.DisputeRows.Columns()}
	all := [][]any{
		{"0000000000000001", "arn-cases", "arn-1", firm, "bank", "arende", record.NewDate(2022, 3, 3), record.NewDate(2022, 9, 1), "bifall", nil, "1000-4999", "SEK", "foljt", true},
		{"0000000000000002", "arn-cases", "arn-1", firm, nil, nil, nil, nil, nil, nil, nil, nil, nil, true},
		{"0000000000000003", "arn-cases", "arn-1", firm, "resor", "omprovning", record.NewDate(2023, 3, 3), nil, nil, nil, "500000-", "SEK", nil, true},
	}
	from := min((q.Page-1)*q.Limit, len(all))
	t.Rows = all[from:min(from+q.Limit, len(all))]
	return record.Page{Table: t, Total: int64(len(all))}, nil
}

// listings are three, one without a department and a sum, and one whose rows contradict each other.
func listings() record.Page {
	t := record.Table{Columns: schema.ListingRows.Columns(), Rows: [][]any{
		{"0000000000000004", "svarta-listan", "lista-1", firm, "resor", "Hösten 2022", record.NewDate(2022, 8, 17), int64(5), 61000.5, "SEK", true},
		{"0000000000000005", "svarta-listan", "lista-1", firm, nil, "Våren, 2023", record.NewDate(2023, 2, 15), int64(1), nil, nil, true},
		{"0000000000000006", "svarta-listan", "lista-1", firm, "bank", "Våren 2023", nil, nil, nil, nil, true},
	}}
	return record.Page{Table: t, Total: 3}
}

func (s *store) Figures(ctx context.Context, _ record.RowQuery) (record.Page, error) {
	if err := s.ask(ctx); err != nil {
		return record.Page{}, err
	}
	t := record.Table{}
	row := []any{}
	for _, f := range schema.Tables() {
		if f.Name != schema.Figures {
			continue
		}
		for _, c := range f.Fields {
			t.Columns = append(t.Columns, record.Column{Name: c.Name, Type: c.Type})
			switch c.Type {
			case record.TextType:
				if c.Name == "record_id" {
					row = append(row, figure)
					continue
				}
				row = append(row, "nära 770, \"Klarna\"")
			case record.DateType:
				row = append(row, record.NewDate(2023, 1, 1))
			case record.Integer:
				row = append(row, int64(1))
			case record.Number:
				row = append(row, 1.2)
			case record.Bool:
				row = append(row, false)
			}
		}
	}
	t.Rows = [][]any{row}
	return record.Page{Table: t, Total: 1}, nil
}

func (s *store) Companies(ctx context.Context, q record.CompanyQuery) ([]record.Company, int64, error) {
	if err := s.ask(ctx); err != nil {
		return nil, 0, err
	}
	all := []record.Company{
		{ID: firm, Name: "Påhittade Betalningar AB", Kind: record.LegalEntity, OrgNumber: "442567-0009", Registered: record.NewDate(2005, 4, 1), Records: 3, Synthetic: true, Lists: []record.ListRecords{{List: "arn-cases", Records: 3}}, Names: []record.WrittenName{{List: "arn-cases", Name: "PÅHITTADE", Method: "number", Records: 3}, {List: "arn-cases", Name: "Gamla Påhittade AB", Method: "register"}}},
		{ID: "u-nagot", Name: "Något Ltd", Kind: record.Unresolved, Registered: record.NoDate, Synthetic: true},
	}
	if len(q.IDs) > 0 {
		all = slices.DeleteFunc(all, func(c record.Company) bool { return !slices.Contains(q.IDs, c.ID) })
	}
	return all, int64(len(all)), nil
}

func (s *store) Merged() []record.Company { return nil }

func (s *store) Branches(string) []record.Company { return nil }

func (s *store) Candidates(ctx context.Context, questions []record.Question) ([]record.Candidates, error) {
	if err := s.ask(ctx); err != nil {
		return nil, err
	}
	out := make([]record.Candidates, len(questions))
	for i, q := range questions {
		out[i].Why = "unknown"
		if q.Number == "442567-0009" {
			out[i] = record.Candidates{Found: true, Candidates: []record.Candidate{{ID: firm, Name: "Påhittade Betalningar AB", Method: "number", Confidence: "certain", Evidence: q.Number}}}
		}
	}
	return out, nil
}

var totals = []record.Total{
	{List: "arn-cases", Year: 2022, Received: new(int64(140)), Status: record.OK},
	{List: "arn-cases", Year: 2023, Received: new(int64(90)), Status: record.Partial},
	{List: "arn-cases", Year: 2024, Status: record.NotCovered},
	{List: "arn-cases", Department: "bank", Year: 2022, Status: record.Suppressed},
}

// releases holds two releases, of which one is current.
type releases struct {
	mu      sync.Mutex
	stores  map[string]*store
	current string
	open    int
	err     error
}

func (r *releases) Acquire(_ context.Context, ref string) (answer.Store, func(), error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return nil, nil, r.err
	}
	if ref == "" || ref == "latest" {
		ref = r.current
	}
	s, ok := r.stores[ref]
	if !ok {
		return nil, nil, fmt.Errorf("release %q: %w", ref, record.ErrNotFound)
	}
	r.open++
	return s, sync.OnceFunc(func() { r.mu.Lock(); r.open--; r.mu.Unlock() }), nil
}

func (r *releases) promote(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.current = id
}

type files struct {
	opened  atomic.Int64
	content []byte // of every file; nil for fileBytes
}

func (*files) List() ([]shelf.Entry, error) {
	return []shelf.Entry{{ID: second, BuiltAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Parent: first}, {ID: first, Current: true}}, nil
}

func (f *files) OpenFile(id, name string) (io.ReadSeekCloser, error) {
	f.opened.Add(1)
	if name == release.ManifestName {
		return struct {
			io.ReadSeeker
			io.Closer
		}{strings.NewReader(fmt.Sprintf(`{"synthetic": %t}`, id == first)), io.NopCloser(nil)}, nil
	}
	content := fileBytes
	if f.content != nil {
		content = f.content
	}
	return struct {
		io.ReadSeeker
		io.Closer
	}{bytes.NewReader(content), io.NopCloser(nil)}, nil
}

// service is the API over fakes, with what it logs.
type service struct {
	http.Handler
	releases *releases
	store    *store // of the current release
	files    *files
	log      *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

const base = "https://data.example.org"

func newService(t *testing.T) *service {
	t.Helper()
	return newServiceAt(t, base)
}

func newServiceAt(tb testing.TB, address string) *service {
	tb.Helper()
	s := newFakes(tb)
	h, err := api.New(api.Config{
		Releases: s.releases, Files: s.files, BaseURL: address, Version: "1.2.3", Released: "2026-11-23",
		Logger: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		tb.Fatal(err)
	}
	s.Handler = h
	return s
}

// newFakes makes what a service needs; its handler is still to come.
func newFakes(tb testing.TB) *service {
	tb.Helper()
	one, two := &store{id: first}, &store{id: second}
	s := &service{
		releases: &releases{stores: map[string]*store{first: one, second: two}, current: first},
		store:    one, files: &files{}, log: &lockedBuffer{},
	}
	tb.Cleanup(func() {
		s.releases.mu.Lock()
		defer s.releases.mu.Unlock()
		if s.releases.open != 0 {
			tb.Errorf("%d releases are still held", s.releases.open)
		}
	})
	return s
}

// get asks for a path; headers are pairs of name and value. The answer is held against the contract.
func (s *service) get(tb testing.TB, path string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	return s.do(tb, http.MethodGet, path, headers...)
}

func (s *service) do(tb testing.TB, method, path string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), method, path, nil)
	r.Host = "evil.example"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "evil.example") {
		tb.Errorf("%s repeats the Host header", path)
	}
	if w.Header().Get("Content-Encoding") == "" {
		contracttest.Judge(tb, method, path, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes())
	}
	return w
}
