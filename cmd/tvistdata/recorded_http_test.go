//go:build !race

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"tvistdata/api/contracttest"
)

var bodies = flag.String("recorded", "", "folder to write each answer on record to, with its body; an absolute path")

// recordedAt is the folder of the requests on record, with a folder for each service that is asked.
const recordedAt = "testdata/recorded/http"

// TestRecordedHTTP asks every request on record and holds the answer against the one beside it: status, headers and a hash of
// the body, in which placeholders replace what moves with a release's id. A line of a file is a request, " -> " and its
// answer; a request that is alone is new. With -update the answers are written again; with -recorded DIR each is written to
// DIR with its body, so that two commits can be compared by diff -r.
func TestRecordedHTTP(t *testing.T) {
	tellHowToUpdate(t)
	t.Run("demo", func(t *testing.T) {
		_, base := demonstrated(t)
		newRecorder(t, base, nil).replay(t, "demo")
	})
	t.Run("removed", func(t *testing.T) {
		base, names := withRemoval(t)
		newRecorder(t, base, names).replay(t, "removed")
	})
}

// withRemoval serves a folder of releases, under an address of its own, that holds an older release and the current one, which
// took the place of a withdrawn one.
func withRemoval(t *testing.T) (base string, names map[string]string) {
	t.Helper()
	more := identityRows + "2021-00006;2021-05-07;Motor;Sagolika Bilar AB;442100-0003\n"
	disclosures, releases, overlay := folder(t, sidecar, identityRows), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	lay(t, disclosures, map[string]string{keyName: strings.Repeat("0123456789abcdef", 4), publisherName: withFigures})
	lay(t, overlay, map[string]string{"companies/companies.yaml": identityCompanies, "companies/groups.yaml": identityGroups})
	build := func() string {
		call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
		current, err := os.ReadFile(filepath.Join(releases, "current"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(current))
	}
	names = map[string]string{"{older}": build()}
	lay(t, disclosures, map[string]string{one + "list.csv": more})
	lay(t, overlay, map[string]string{"companies/decisions.yaml": strings.Replace(identityDecision, "%s", "", 1)})
	names["{withdrawn}"] = build()
	_, base = served(t, "serve", "--releases", releases, "--base-url", "https://tvist.example.se/under")
	var page struct {
		Data []struct {
			ID string `json:"record_id"`
		}
	}
	get(t, base+"/v1/records?list=arn-cases&from=2021-05-07", &page)
	if len(page.Data) != 1 {
		t.Fatalf("%d records of the day, want 1", len(page.Data))
	}
	call(t, statusOK, "remove", page.Data[0].ID, "--reason", "a test", "--releases", releases)
	return base, names
}

// TestTheRecordCoversTheContract: every operation is on record with a good answer, and so is each of its parameters with a good
// and a bad one.
func TestTheRecordCoversTheContract(t *testing.T) {
	var all []string
	for _, name := range recordedFiles(t, "*") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.Split(string(text), "\n")...)
	}
	segment := regexp.MustCompile(`\{\w+\}`)
	paths, _ := contracttest.At(contracttest.Doc(t), "paths").(map[string]any)
	for path, item := range paths {
		operations, _ := item.(map[string]any)
		for verb := range operations {
			asked := regexp.MustCompile("^" + strings.ToUpper(verb) + " /v1" + segment.ReplaceAllString(path, `[^/? ]+`) + "([? ]|$)")
			good, bad := map[string]bool{}, map[string]bool{}
			for _, line := range all {
				request, answer, _ := strings.Cut(line, " -> ")
				if !asked.MatchString(request) {
					continue
				}
				_, query, _ := strings.Cut(strings.Fields(request)[1], "?")
				for part := range strings.SplitSeq(query, "&") {
					name, _, _ := strings.Cut(part, "=")
					good[name] = good[name] || strings.HasPrefix(answer, "200 ")
				}
				_, faults, _ := strings.Cut(answer, " invalid-parameter:")
				faults, _, _ = strings.Cut(faults, " ")
				for name := range strings.SplitSeq(faults, ",") {
					bad[name] = bad[name] || strings.HasPrefix(answer, "400 ")
				}
			}
			if len(good) == 0 {
				t.Errorf("nothing on record asks %s %s", verb, path)
			}
			parameters, _ := contracttest.At(item, verb, "parameters").([]any)
			for _, p := range parameters {
				if name, _ := contracttest.At(p, "name").(string); contracttest.At(p, "in") == "query" && (!good[name] || !bad[name]) {
					t.Errorf("%s %s: %s is on record with a good answer: %t, as a fault: %t", verb, path, name, good[name], bad[name])
				}
			}
		}
	}
}

// recordedFiles returns the files of requests to a service.
func recordedFiles(t *testing.T, service string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(recordedAt, service, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files of requests to %s: %v", len(names), service, err)
	}
	return names
}

// recorder asks a service, and returns what it answered so that nothing of it moves with the ids of its releases.
type recorder struct {
	base   string
	client http.Client
	fill   *strings.Replacer // what replaces the placeholders of requests
	mask   *strings.Replacer // the other way round, for answers
	files  map[string][]byte // of the releases, by path
	tags   map[string]string // the ETag that each address gave last
	labels map[string]string // of ETags, by ETag
	bodies map[string]string // that came with an ETag, by ETag
}

// newRecorder makes a recorder of a service. The names are of its releases beside the current one, by placeholder.
func newRecorder(t *testing.T, base string, names map[string]string) *recorder {
	t.Helper()
	r := &recorder{
		base: base, files: map[string][]byte{}, tags: map[string]string{}, labels: map[string]string{}, bodies: map[string]string{},
		client: http.Client{
			Transport:     &http.Transport{DisableCompression: true},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	t.Cleanup(r.client.CloseIdleConnections)
	mask, fill := []string{}, []string{
		"{64KiB}", strings.Repeat("a", 64<<10), "{101 names}", strings.TrimSuffix(strings.Repeat(`{"name":"Klarna"},`, 101), ","),
	}
	var current struct{ Release string }
	get(t, base+"/health/ready", &current)
	all := map[string]string{"{release}": current.Release}
	maps.Copy(all, names)
	for _, placeholder := range slices.Sorted(maps.Keys(all)) {
		fill, mask = append(fill, placeholder, all[placeholder]), append(mask, all[placeholder], placeholder)
		address := "/v1/releases/" + all[placeholder]
		var detail struct {
			Data struct {
				Files []struct {
					Name, SHA256 string
					Bytes        int
				}
			}
		}
		_ = json.Unmarshal(r.ask(t, http.MethodGet, address, nil, "").body, &detail) // of a withdrawn release there is none
		for _, f := range detail.Data.Files {
			path := address + "/files/" + f.Name
			r.files[path] = r.ask(t, http.MethodGet, path, nil, "").body
			if sum := sha256.Sum256(r.files[path]); hex.EncodeToString(sum[:]) != f.SHA256 || len(r.files[path]) != f.Bytes {
				t.Errorf("%s is not what the release says it is", path)
			}
			sum := "{sha256 of " + f.Name + "}"
			mask = append(mask, fmt.Sprintf(`"bytes":%d,"sha256":%q`, f.Bytes, f.SHA256), `"sha256":"`+sum+`"`,
				fmt.Sprintf("\"bytes\": %d,\n      \"sha256\": %q", f.Bytes, f.SHA256), `"sha256": "`+sum+`"`, f.SHA256, sum)
		}
		r.files[address+"/files/manifest.json"] = r.ask(t, http.MethodGet, address+"/files/manifest.json", nil, "").body
	}
	r.fill, r.mask = strings.NewReplacer(fill...), strings.NewReplacer(mask...)
	return r
}

// came is an answer as it came.
type came struct {
	method, path string // that were asked
	status       int
	header       http.Header
	coding       []string // of the transfer
	body         []byte
}

// ask sends a request as it is written, whatever is wrong with it.
func (r *recorder) ask(t *testing.T, method, address string, header http.Header, body string) came {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, r.base, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var asked bool
	req.URL.Opaque, req.URL.RawQuery, asked = strings.Cut(address, "?")
	req.URL.ForceQuery = asked
	maps.Copy(req.Header, header)
	resp, err := r.client.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, address, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, address, err)
	}
	return came{method, req.URL.Opaque, resp.StatusCode, resp.Header, resp.TransferEncoding, text}
}

// replay asks what is on record of a service, file by file.
func (r *recorder) replay(t *testing.T, service string) {
	t.Helper()
	wrong := 0
	for _, name := range recordedFiles(t, service) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var anew strings.Builder
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			request, want, _ := strings.Cut(line, " -> ")
			if request == "" || request[0] == '#' {
				anew.WriteString(line + "\n")
				continue
			}
			got, body := r.answer(t, request)
			anew.WriteString(request + " -> " + got + "\n")
			if got != want && !*update {
				if wrong++; wrong <= 20 {
					was, is := apart(want, got)
					t.Errorf("%s:%d: %s\n  on record …%s\n  answered  …%s\n  %.200q", name, i+1, request, was, is, body)
				}
			}
			if *bodies != "" {
				file := fmt.Sprintf("%s-%s/%04d.txt", service, strings.TrimSuffix(filepath.Base(name), ".txt"), i+1)
				var readable bytes.Buffer
				if err := json.Indent(&readable, []byte(body), "", " "); err != nil {
					readable.WriteString(body)
				}
				lay(t, *bodies, map[string]string{file: request + "\n" + got + "\n\n" + readable.String()})
			}
		}
		if *update {
			if err := os.WriteFile(name, []byte(anew.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if wrong > 20 {
		t.Errorf("and %d more answers to %s differ", wrong-20, service)
	}
}

// apart returns two lines from the first word on in which they differ.
func apart(a, b string) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	i = strings.LastIndex(a[:i], " ") + 1
	return a[i:], b[i:]
}

// tagged is the part of a request that is replaced by the ETag that an address gave last, by default its own.
var tagged = regexp.MustCompile(`\{tag(?: (\S*))?\}`)

// answer asks a request and returns what came, in a line, and its body. A request is a method, an address, and behind " | "
// headers or a body.
func (r *recorder) answer(t *testing.T, request string) (line, body string) {
	t.Helper()
	parts := strings.Split(request, " | ")
	method, address, _ := strings.Cut(parts[0], " ")
	header, text := http.Header{}, ""
	for _, part := range parts[1:] {
		part = tagged.ReplaceAllStringFunc(part, func(s string) string {
			of := tagged.FindStringSubmatch(s)[1]
			if of == "" {
				of = address
			}
			if r.tags[of] == "" {
				t.Errorf("%s: nothing gave an ETag for %s before", request, of)
			}
			return r.tags[of]
		})
		if value, is := strings.CutPrefix(part, "body "); is {
			text = r.fill.Replace(value)
		} else {
			name, value, _ := strings.Cut(part, ":")
			header.Add(name, strings.TrimSpace(r.fill.Replace(value)))
		}
	}
	address, name := r.fill.Replace(address), address
	got := r.ask(t, method, address, header, text)
	if tag := got.header.Get("Etag"); tag != "" && got.status == http.StatusOK {
		r.tags[name] = tag
		if !strings.HasPrefix(address, "/docs/") { // whose assets another library serves, by rules of its own
			r.again(t, request, address, header, got)
		}
	}
	whole := got // whose length is Content-Length, or it is reported
	if method == http.MethodHead {
		whole = r.ask(t, http.MethodGet, address, header, text)
	}
	about, body := r.body(t, got)
	return fmt.Sprintf("%d %s%s", got.status, r.headers(t, request, got, len(whole.body)), about), body
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// again holds what always holds of an answer with an ETag: no other body has its ETag, it comes again with every byte and header
// the same, HEAD has the same headers, and who has it gets nothing but 304.
func (r *recorder) again(t *testing.T, request, address string, header http.Header, got came) {
	t.Helper()
	tag := got.header.Get("Etag")
	before, known := r.bodies[tag]
	if got.method == http.MethodHead {
		return
	}
	if r.bodies[tag] = string(got.body); known {
		if before != string(got.body) {
			t.Errorf("%s: another body had the ETag %s", request, tag)
		}
		return
	}
	all := slices.DeleteFunc(slices.Collect(maps.Keys(got.header)), func(name string) bool { return name == "Date" })
	conditional := header.Clone()
	conditional.Set("If-None-Match", tag)
	for _, c := range []struct {
		what, method string
		header       http.Header
		status       int
		body         []byte
		same         []string
	}{
		{"the same again", got.method, header, http.StatusOK, got.body, all},
		{"HEAD", http.MethodHead, header, http.StatusOK, nil, all},
		{"If-None-Match", got.method, conditional, http.StatusNotModified, nil, []string{"Etag", "Cache-Control", "Vary"}},
	} {
		second := r.ask(t, c.method, address, c.header, "")
		if second.status != c.status || !bytes.Equal(second.body, c.body) {
			t.Errorf("%s: %s is answered with status %d and %d bytes", request, c.what, second.status, len(second.body))
		}
		for _, name := range c.same {
			if !slices.Equal(second.header[name], got.header[name]) {
				t.Errorf("%s: %s has %s %q, before it was %q", request, c.what, name, second.header[name], got.header[name])
			}
		}
	}
}

// usual are the headers that an answer is expected to have: only what is otherwise is reported.
var usual = map[string]string{
	"Access-Control-Allow-Origin":   "*",
	"Access-Control-Expose-Headers": "ETag, Link, Retry-After, traceparent, Content-Range, Accept-Ranges",
	"X-Content-Type-Options":        "nosniff",
}

// words are short for headers that many answers have.
var words = map[string]string{
	"Content-Type: application/json": "json", "Content-Type: text/csv; charset=utf-8; header=present": "csv",
	"Content-Type: application/problem+json": "problem", "Content-Type: application/vnd.apache.parquet": "parquet",
	"Cache-Control: public, max-age=60": "minute", "Cache-Control: public, max-age=31536000, immutable": "forever",
	"Cache-Control: no-store": "no-store", "Content-Encoding: gzip": "gzip", "Vary: Accept-Encoding, Accept": "varies",
}

// headers returns the headers of an answer: what is usual or follows from the body is left out.
func (r *recorder) headers(t *testing.T, request string, got came, length int) string {
	t.Helper()
	var short, long []string
	for name, value := range usual {
		if is := got.header[name]; len(is) == 0 {
			long = append(long, "no "+name)
		} else if len(is) > 1 || is[0] != value {
			long = append(long, fmt.Sprintf("%s: %s", name, is))
		}
	}
	if len(got.coding) > 0 {
		long = append(long, "Transfer-Encoding: "+strings.Join(got.coding, ","))
	}
	for name, values := range got.header {
		value := strings.Join(values, " + ")
		switch word := words[name+": "+value]; {
		case word != "":
			short = append(short, word)
		case name == "Etag":
			short = append(short, "tag:"+r.label(t, request, value))
		case name == "Content-Length" && value == strconv.Itoa(length):
		case name == "Content-Length" || name == "Content-Range":
			long = append(long, name+": "+r.sizes(got.path, value))
		case name == "Content-Type" && strings.Contains(value, "boundary="):
			kind, _, _ := strings.Cut(value, "boundary=")
			long = append(long, name+": "+kind+"boundary=…")
		case name != "Date" && usual[name] == "":
			long = append(long, name+": "+r.mask.Replace(value))
		}
	}
	slices.Sort(short)
	slices.Sort(long)
	out := ""
	for _, s := range short {
		out += s + " "
	}
	for _, s := range long {
		out += "| " + s + " "
	}
	if long != nil {
		out += "| "
	}
	return out
}

// label names an ETag by the first request that was answered with it, so that it shows which answers have the same.
func (r *recorder) label(t *testing.T, request, tag string) string {
	t.Helper()
	if masked := r.mask.Replace(tag); masked != tag {
		return masked
	}
	opaque := strings.TrimSuffix(strings.Trim(strings.TrimPrefix(tag, "W/"), `"`), "-gzip")
	if r.labels[opaque] == "" {
		label := hashOf(request)[:6]
		for _, taken := range r.labels {
			if taken == label {
				t.Errorf("%s: the label %s of its ETag is taken: write the request otherwise", request, label)
			}
		}
		r.labels[opaque] = label
	}
	return strings.Replace(tag, opaque, r.labels[opaque], 1)
}

// sizes returns numbers of an answer with a release's file by the file's size, where they come near it.
func (r *recorder) sizes(path, value string) string {
	size := len(r.files[path])
	if size == 0 {
		return value
	}
	return regexp.MustCompile(`\d+`).ReplaceAllStringFunc(value, func(s string) string {
		n, err := strconv.Atoi(s)
		switch {
		case err != nil || n < size-150:
			return s
		case n == size:
			return "{size}"
		}
		return fmt.Sprintf("{size%+d}", n-size)
	})
}

// builtAt is what only the clock decides.
var builtAt = regexp.MustCompile(`"built_at":"[^"]*"`)

// body returns what a reader wants to know of a body, with a hash, and the form of the body that is hashed.
func (r *recorder) body(t *testing.T, got came) (about, text string) {
	t.Helper()
	body := got.body
	if len(body) == 0 {
		return "nothing", ""
	}
	kind, params, _ := mime.ParseMediaType(got.header.Get("Content-Type"))
	if r.files[got.path] != nil && got.status < 300 && !json.Valid(body) {
		about = r.ranges(t, got, params["boundary"])
		return about, about + "\n"
	}
	if got.header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", got.path, err)
		}
		if body, err = io.ReadAll(z); err != nil {
			t.Fatalf("%s: %v", got.path, err)
		}
	}
	text = builtAt.ReplaceAllString(r.mask.Replace(string(body)), `"built_at":"{time}"`)
	switch kind {
	case "text/csv":
		about = fmt.Sprintf("rows:%d ", strings.Count(text, "\r\n")-1)
	case "application/problem+json", "application/json":
		about = inJSON(body)
	}
	return about + hashOf(text), text
}

// inJSON returns how many rows an answer has, of how many, or which problem it is with which parameters.
func inJSON(body []byte) string {
	var got struct {
		Type   string
		Errors []struct{ Parameter string }
		Data   json.RawMessage
		Meta   struct {
			Total *int `json:"total_records"`
		}
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(body, &got); err != nil {
		return ""
	}
	if got.Type != "" {
		about := got.Type[strings.LastIndex(got.Type, "/")+1:]
		for i, e := range got.Errors {
			about += map[bool]string{true: ":", false: ","}[i == 0] + e.Parameter
		}
		return about + " "
	}
	if err := json.Unmarshal(got.Data, &rows); err != nil {
		return ""
	}
	if got.Meta.Total != nil {
		return fmt.Sprintf("rows:%d/%d ", len(rows), *got.Meta.Total)
	}
	return fmt.Sprintf("rows:%d ", len(rows))
}

// ranges returns which bytes of a release's file a body is, or each of its parts.
func (r *recorder) ranges(t *testing.T, got came, boundary string) string {
	t.Helper()
	file := r.files[got.path]
	span := func(header http.Header, part []byte) string {
		from, to, at := 0, len(file)-1, header.Get("Content-Range")
		if at != "" {
			if _, err := fmt.Sscanf(at, "bytes %d-%d/", &from, &to); err != nil || to >= len(file) || from > to {
				return "no range: " + at
			}
		}
		if !bytes.Equal(part, file[from:to+1]) {
			return "other bytes than " + at
		}
		return r.sizes(got.path, fmt.Sprintf("file[%d-%d]", from, to))
	}
	if boundary == "" {
		return span(got.header, got.body)
	}
	var parts []string
	for in := multipart.NewReader(bytes.NewReader(got.body), boundary); ; {
		part, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return strings.Join(parts, ", ")
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part.Header.Get("Content-Type")+" "+span(http.Header(part.Header), text))
	}
}
