package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/api/contracttest"
)

// Questions drawn from the contract's own parameters, with values that the release knows and some that it does not, are
// answered as the contract says: over the demo, and over a release that has counts beside published figures.
func TestEveryAnswerIsWhatTheContractAllows(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	releases := filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", folder(t, sidecar, rows), "--releases", releases, "--quiet")
	for name, ask := range map[string]func(*testing.T) (string, string){
		"demo": demonstrated,
		"real lists": func(t *testing.T) (string, string) {
			t.Helper()
			return served(t, "serve", "--releases", releases)
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, base := ask(t)
			w := &walker{rand: rand.New(rand.NewPCG(1, 2)), values: valuesOf(t, base)}
			answered := map[string]bool{}
			paths := contracttest.At(contracttest.Doc(t), "paths").(map[string]any)
			for _, path := range slices.Sorted(maps.Keys(paths)) {
				for range 30 {
					question := w.question(path, paths[path])
					if question == "" {
						break
					}
					if status, _ := body(t, base+"/v1"+question); status == http.StatusOK {
						answered[path] = true
					}
				}
				if name == "demo" && paths[path].(map[string]any)["get"] != nil && !answered[path] && path != "/releases/{id}/files/{name}" {
					t.Errorf("no question to %s was a good one", path)
				}
			}
		})
	}
}

// TestACountBesideAFigure: a figure without a count has nulls, and one that a list counts, too, has a number.
func TestACountBesideAFigure(t *testing.T) {
	releases := filepath.Join(t.TempDir(), "releases")
	disclosures := folder(t, sidecar, rows)
	lay(t, disclosures, map[string]string{publisherName: withFigures})
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var got struct {
		Data []struct {
			List   *string `json:"counted_list"`
			Status *string `json:"counted_status"`
			From   string  `json:"period_start"`
		}
	}
	get(t, base+"/v1/figures?reconcile=true&authority=arn&measure=cases_received&limit=1000", &got)
	with, without := 0, 0
	for _, f := range got.Data {
		if f.List == nil && f.Status == nil {
			without++
		} else if f.List != nil && f.Status != nil {
			with++
		} else {
			t.Errorf("half a count beside a figure: %+v", f)
		}
	}
	if with == 0 || without == 0 {
		t.Errorf("%d figures have a count beside them and %d have none; the contract is to allow both", with, without)
	}
}

// walker draws questions.
type walker struct {
	rand   *rand.Rand
	values map[string][]string // by parameter
}

// valuesOf asks a service for what its parameters may be.
func valuesOf(t *testing.T, base string) map[string][]string {
	t.Helper()
	column := func(address, name string) (found []string) {
		var page struct{ Data []map[string]any }
		get(t, base+"/v1"+address, &page)
		for _, row := range page.Data {
			if text, is := row[name].(string); is && !slices.Contains(found, text) {
				found = append(found, text)
			}
		}
		return found
	}
	companies := column("/companies?limit=300", "company_id")
	return map[string][]string{
		"list": column("/lists", "list"), "company": companies, "department": column("/departments?limit=100", "department"),
		"release": append(column("/releases", "release"), "latest", "r-0000000000000000"),
		"brand":   column("/figures?limit=1000", "brand_id"), "group": {"exempelkoncernen"},
		"outcome": {"bifall", "avslag", "avvisad"}, "authority": {"arn", "konsumentverket"}, "company_as_written": {"Klarna", "Ryanair"},
		"measure": {"cases_received", "complaints"}, "q": {"ab", "Klarna", "402001-0007", "påhittade betalningar"},
		"date": {"2018-01-01", "2020-06-30", "2021-01-01", "2021-12-31", "2023-12-15", "2024-02-29"},
	}
}

// question returns an address of a path with some of its parameters; "" when it is not asked by GET for JSON.
func (w *walker) question(path string, item any) string {
	if contracttest.At(item, "get", "responses", "200", "content", "application/json") == nil {
		return ""
	}
	query := url.Values{}
	parameters, _ := contracttest.At(item, "get", "parameters").([]any)
	for _, p := range parameters {
		name, _ := contracttest.At(p, "name").(string)
		switch contracttest.At(p, "in") {
		case "path":
			of := map[string]string{"/companies": "company", "/lists": "list", "/releases": "release"}["/"+strings.Split(path, "/")[1]]
			path = strings.Replace(path, "{"+name+"}", w.one(of, nil), 1)
		case "query":
			if required, _ := contracttest.At(p, "required").(bool); name != "format" && (required || w.rand.IntN(3) == 0) {
				query.Set(name, w.value(name, contracttest.At(p, "schema")))
			}
		}
	}
	return path + "?" + query.Encode()
}

// value draws one for a parameter by its schema, or several with commas between them.
func (w *walker) value(name string, schema any) string {
	if items := contracttest.At(schema, "items"); items != nil {
		var some []string
		for range 1 + w.rand.IntN(2) {
			some = append(some, w.value(name, items))
		}
		return strings.Join(some, ",")
	}
	if contracttest.At(schema, "format") == "date" {
		name = "date"
	}
	if contracttest.At(schema, "type") == "integer" {
		return fmt.Sprint(1 + w.rand.IntN(3))
	}
	enum, _ := contracttest.At(schema, "enum").([]any)
	return w.one(name, enum)
}

func (w *walker) one(name string, enum []any) string {
	if len(enum) > 0 {
		return fmt.Sprint(enum[w.rand.IntN(len(enum))])
	}
	if known := w.values[name]; len(known) > 0 {
		return known[w.rand.IntN(len(known))]
	}
	return "2023"
}
