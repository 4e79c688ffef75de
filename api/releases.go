package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"strings"
	"time"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// releaseEntry is one release of the folder.
type releaseEntry struct {
	Release   string     `json:"release" doc:"The release's id, made from its content." example:"r-0123456789abcdef"`
	Current   bool       `json:"current" doc:"True for the one that latest means."`
	BuiltAt   *time.Time `json:"built_at" doc:"When it was built, UTC; null when it was not noted."`
	Parent    *string    `json:"parent" doc:"The release that was current when it was built; null for none."`
	Synthetic bool       `json:"synthetic" doc:"True when any record in it is invented for demonstration."`
	Link      string     `json:"link" format:"uri-reference" doc:"What the release holds."`
}

// releasesBody is the answer of /releases.
type releasesBody struct {
	Data []releaseEntry `json:"data" doc:"The releases, the latest build first."`
}

// disclosure is one delivery that a release is made from.
type disclosure struct {
	Disclosure string           `json:"disclosure" doc:"The disclosure's id."`
	List       string           `json:"list" doc:"Its list."`
	Reference  *string          `json:"reference" doc:"The authority's reference; null when it has none."`
	AskedFor   *string          `json:"asked_for" doc:"What was asked for; null when not told."`
	SearchTerm *string          `json:"search_term" doc:"The search that the authority made, when the disclosure holds its result only; null for none."`
	Received   *string          `json:"received_date" format:"date" doc:"The day it came; null when not known."`
	Extracted  *string          `json:"extracted_date" format:"date" doc:"The day the authority took it out of its system; null when not known."`
	Synthetic  bool             `json:"synthetic" doc:"True when it is invented for demonstration."`
	Files      []sourceFile     `json:"files" doc:"Its files; their names are not published, for they may be personal."`
	Findings   map[string]int64 `json:"findings" doc:"What rules found, by rule; in rows against unnamed parties only what made them unreadable."`
}

// sourceFile is one file of a disclosure.
type sourceFile struct {
	Bytes  int64  `json:"bytes" doc:"Its size."`
	SHA256 string `json:"sha256" doc:"Its SHA-256 in hexadecimal."`
}

// accounting is where the rows of a list's disclosures went.
type accounting struct {
	Read       *int64 `json:"read" doc:"Rows read: the sum of the others; null where there are one to four rows against unnamed parties."`
	Published  int64  `json:"published" doc:"Published as records."`
	Duplicate  int64  `json:"duplicate" doc:"The same as another row, against a named party."`
	Superseded int64  `json:"superseded" doc:"Against a named party, and replaced by a later disclosure."`
	AgedOut    int64  `json:"aged_out" doc:"Older than the list stays public for: published_for of /lists/{id}."`
	Withheld   *int64 `json:"withheld" doc:"Against unnamed parties, duplicates and superseded ones with them, and rows that could not be read; null like read."`
}

// listAccount is a list with the account of its rows.
type listAccount struct {
	List       string      `json:"list" doc:"The list's id."`
	RecordKind string      `json:"record_kind" enum:"dispute,complaint,listing,figure,aggregate" doc:"What one record is. Kinds are never added together."`
	Records    int64       `json:"records" doc:"Published records."`
	Synthetic  bool        `json:"synthetic" doc:"True when the records are invented for demonstration."`
	Accounting *accounting `json:"accounting,omitempty" doc:"Where the rows of its disclosures went; left out when that was not kept."`
}

// releaseDetail is what a release holds.
type releaseDetail struct {
	Release       string        `json:"release" doc:"The release's id, made from its content."`
	SchemaVersion string        `json:"schema_version" doc:"Version of its files' columns."`
	Synthetic     bool          `json:"synthetic" doc:"True when any record in it is invented for demonstration."`
	Publisher     publisher     `json:"publisher" doc:"Who answers for it."`
	Files         []fileEntry   `json:"files" doc:"Its files."`
	Lists         []listAccount `json:"lists" doc:"Its lists, each with the account of its rows."`
	Disclosures   []disclosure  `json:"disclosures" doc:"The disclosures that it is made from."`
}

// publisher answers for a release.
type publisher struct {
	Name    string  `json:"name" doc:"The publisher's name."`
	Contact string  `json:"contact" doc:"How to reach the publisher."`
	Licence licence `json:"licence" doc:"The licence of what the publisher adds."`
}

// fileEntry is one file of a release.
type fileEntry struct {
	Name      string    `json:"name" doc:"The file's name."`
	Title     bilingual `json:"title" doc:"What it holds."`
	MediaType string    `json:"media_type" doc:"Its media type."`
	Rows      int64     `json:"rows" doc:"Its rows."`
	Bytes     int64     `json:"bytes" doc:"Its size."`
	SHA256    string    `json:"sha256" doc:"Its SHA-256 in hexadecimal; also its ETag."`
	Link      string    `json:"link" format:"uri-reference" doc:"Where to get it."`
}

// releaseBody is the answer of /releases/{id}.
type releaseBody struct {
	Data  releaseDetail `json:"data" doc:"The release."`
	Links selfLinks     `json:"links" doc:"Addresses that belong to this answer."`
}

func (s *service) releaseList() *resource {
	return &resource{
		id: "get-releases", path: "/releases", tag: "releases", noun: "release",
		summary: "List the releases",
		doc:     "Lists the releases that can be asked for. A release never changes; its id comes from its content.",
		body:    reflect.TypeFor[releasesBody](), example: releasesExample,
		light: func(ctx context.Context) (any, error) {
			served, err := s.served(ctx)
			if err != nil {
				return nil, err
			}
			entries, err := s.files.List()
			if err != nil {
				return nil, fmt.Errorf("list releases: %w", err)
			}
			body := releasesBody{Data: []releaseEntry{}}
			for _, e := range entries {
				synthetic, err := s.synthetic(e.ID)
				if errors.Is(err, record.ErrNotFound) {
					continue // it went after it was listed
				}
				if err != nil {
					return nil, err
				}
				one := releaseEntry{Release: e.ID, Current: e.ID == served, Parent: orNull(e.Parent), Synthetic: synthetic, Link: s.base +
					prefix + "/releases/" + e.ID}
				if !e.BuiltAt.IsZero() {
					one.BuiltAt = new(e.BuiltAt.UTC())
				}
				body.Data = append(body.Data, one)
			}
			return body, nil
		},
	}
}

// served returns the id of the release that latest means, or "" for none. The folder may name another for as long as that is
// being opened, or cannot be.
func (s *service) served(ctx context.Context) (string, error) {
	store, done, err := s.acquire(ctx, latest)
	var p *problem
	switch {
	case errors.As(err, &p) && p.kind == noRelease:
		return "", nil
	case err != nil:
		return "", err
	}
	defer done()
	return store.ID(), nil
}

// synthetic reports whether a release holds invented records: its manifest says so, without the release being opened.
func (s *service) synthetic(id string) (bool, error) {
	f, err := s.files.OpenFile(id, release.ManifestName)
	if err != nil {
		return false, fmt.Errorf("open the manifest of %s: %w", id, err)
	}
	defer f.Close() //nolint:errcheck // only read from
	var m struct {
		Synthetic bool `json:"synthetic"`
	}
	if err := json.NewDecoder(f).Decode(&m); err != nil {
		return false, fmt.Errorf("read the manifest of %s: %w", id, err)
	}
	return m.Synthetic, nil
}

// moved sends a question about a withdrawn release to the one that took its place; nothing else of it changes.
func (s *service) moved(w http.ResponseWriter, r *http.Request, p shelf.Replacement, byRelease bool) {
	address := s.base + r.URL.EscapedPath()
	if byRelease {
		address = s.base + strings.Replace(r.URL.EscapedPath(), p.Old, p.New, 1)
	}
	if r.URL.RawQuery != "" {
		parts := strings.Split(r.URL.RawQuery, "&")
		for i, part := range parts {
			if name, _, _ := strings.Cut(part, "="); name == "release" {
				parts[i] = "release=" + p.New
			}
		}
		address += "?" + strings.Join(parts, "&")
	}
	w.Header().Set("Location", address)
	w.Header()["Cache-Control"] = forAMinute
	w.WriteHeader(http.StatusPermanentRedirect)
}

// releaseSegment is the id of a release in a path.
func releaseSegment() param {
	return param{
		name: "id", doc: "The release's id, as /releases gives it; `latest` redirects to the current one.",
		example: "r-0123456789abcdef",
	}
}

func oneRelease() *resource {
	return &resource{
		id: "get-release", path: "/releases/{id}", tag: "releases", noun: "release", byRelease: true,
		summary: "Show a release",
		doc: "Shows what a release holds: its files with their checksums, its lists with the account of their rows, and the " +
			"disclosures that it is made from.",
		segments: []param{releaseSegment()},
		body:     reflect.TypeFor[releaseBody](), example: releaseExample,
		answer: func(_ context.Context, a asked) (any, error) {
			return releaseBody{Data: wireRelease(a.store.ID(), a.store.Manifest(), a.links), Links: selfLinks{Self: a.links.self()}}, nil
		},
	}
}

func wireRelease(id string, m *release.Manifest, links linker) releaseDetail {
	out := releaseDetail{
		Release: id, SchemaVersion: m.SchemaVersion, Synthetic: m.Synthetic, Publisher: wirePublisher(m.Publisher),
		Files: []fileEntry{}, Lists: []listAccount{}, Disclosures: []disclosure{},
	}
	for _, f := range m.Files {
		out.Files = append(out.Files, fileEntry{f.Name, wireText(f.Title), f.MediaType, f.Rows, f.Bytes, f.SHA256, links.file(f.Name)})
	}
	for _, l := range m.Lists {
		out.Lists = append(out.Lists, listAccount{l.ID, string(l.Kind), l.Records, l.Synthetic, wireAccounting(l.Accounting)})
	}
	for _, d := range m.Disclosures {
		out.Disclosures = append(out.Disclosures, wireDisclosure(d))
	}
	return out
}

func wirePublisher(p release.Publisher) publisher {
	return publisher{Name: p.Name, Contact: p.Contact, Licence: wireLicence(p.Licence)}
}

// wireAccounting leaves a list out whose rows are not accounted for.
func wireAccounting(a *release.ListAccounting) *accounting {
	if a == nil {
		return nil
	}
	return new(accounting(*a))
}

func wireDisclosure(d release.Disclosure) disclosure {
	out := disclosure{
		Disclosure: d.ID, List: d.List, Reference: orNull(d.Reference), AskedFor: orNull(d.AskedFor), SearchTerm: orNull(d.SearchTerm),
		Received: wireDate(d.Received), Extracted: wireDate(d.Extracted), Synthetic: d.Synthetic,
		Files: []sourceFile{}, Findings: map[string]int64{},
	}
	for _, f := range d.Files {
		out.Files = append(out.Files, sourceFile(f))
	}
	maps.Copy(out.Findings, d.Findings)
	return out
}

const releasesExample = `{"data": [{"release": "r-0123456789abcdef", "current": true, "built_at": "2026-11-23T12:00:00Z",
  "parent": null, "synthetic": true, "link": "https://tvistdata.example/v1/releases/r-0123456789abcdef"}]}`

const releaseExample = `{
"data": {
  "release": "r-0123456789abcdef", "schema_version": "1.1", "synthetic": true,
  "publisher": {"name": "Exempelutgivaren", "contact": "data@tvistdata.example", "licence": {"name": "CC0 1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/"}},
  "files": [{"name": "disputes.parquet", "title": {"sv": "Tvister", "en": "Disputes"},
    "media_type": "application/vnd.apache.parquet", "rows": 899, "bytes": 40960,
    "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
    "link": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/disputes.parquet"}],
  "lists": [{"list": "arn-cases", "record_kind": "dispute", "records": 899, "synthetic": true, "accounting": {"read": 950,
    "published": 899, "duplicate": 6, "superseded": 0, "aged_out": 0, "withheld": 45}}],
  "disclosures": [{"disclosure": "arn-2023-12", "list": "arn-cases", "reference": "ARN 2023-01234",
    "asked_for": "every case, by respondent", "search_term": null, "received_date": "2023-12-20", "extracted_date": "2023-12-15",
    "synthetic": true, "files": [{"bytes": 81920, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}],
    "findings": {"unreadable-date": 5}}]
},
"links": {"self": "https://tvistdata.example/v1/releases/r-0123456789abcdef"}}`
