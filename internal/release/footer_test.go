package release_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

// TestEveryFileSaysWhatItIs reads what each file of a release says of itself, as somebody would who has no more than the file.
func TestEveryFileSaysWhatItIs(t *testing.T) {
	licence := release.Licence{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}
	theirs := release.Licence{Name: "public domain", URL: "https://example.org/licence"}
	m := releasetest.Manifest(1)
	m.Publisher.BaseURL, m.Publisher.Licence = "https://tvistdata.example.org", licence
	m.Lists = []release.List{
		{ID: "arn-cases", Kind: record.Dispute, Licence: licence}, {ID: "cfpb-complaints", Kind: record.Complaint, Licence: theirs},
	}
	dir := t.TempDir()
	w, err := release.NewWriter(release.OS(), dir, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		if err := w.Add(table.Name, releasetest.Columns(table, 3, 1)); err != nil {
			t.Fatal(err)
		}
	}
	id, _, err := w.Finish(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		want := release.Footer{
			SchemaVersion: release.SchemaVersion(), BaseURL: "https://tvistdata.example.org", Licence: licence,
			Lists:   []release.FooterList{{ID: "arn-cases", Licence: licence}, {ID: "cfpb-complaints", Licence: theirs}},
			Columns: map[string]release.FooterColumn{},
		}
		for _, f := range table.Fields {
			want.Columns[f.Name] = release.FooterColumn{Description: f.Text, Unit: f.Unit}
		}
		if diff := cmp.Diff(want, footer(t, filepath.Join(dir, id, table.Name))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", table.Name, diff)
		}
	}
}

func footer(t *testing.T, path string) (out release.Footer) {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read
	info, err := in.Stat()
	if err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(in, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	text, ok := f.Lookup(release.FooterKey)
	if !ok {
		t.Fatalf("%s says nothing of itself", path)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%s: %s: %v", path, text, err)
	}
	return out
}
