package etl_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
)

// The id of a new disclosure is a-z, 0-9 and hyphens; what is said of another id doesn't repeat it, and nothing is built.
func TestIDsOfNewDisclosuresArePlain(t *testing.T) {
	for _, id := range []string{"Anna Andersson", "arn_2021", "arn-2021é", "ARN-2021", "anna(at)example"} {
		c := etltest.Config(t, etltest.Write(t, arn(id, etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
		_, err := etl.Build(context.Background(), c)
		if err == nil || strings.Contains(err.Error(), id) || !strings.Contains(err.Error(), "arn-cases") || !strings.Contains(err.Error(), "a-z, 0-9 and hyphens") {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// An id that a release of the folder holds stays valid.
func TestReleasedIDsStay(t *testing.T) {
	const row = "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, row))...)
	releasedAs(t, c, "one", "Uttag_1")
	c.Disclosures = etltest.Write(t, arn("Uttag_1", etltest.ARN2021, row))
	if _, report := etltest.Build(t, c); report.Manifest.Disclosures[0].ID != "Uttag_1" {
		t.Errorf("got %+v", report.Manifest.Disclosures)
	}
	c.Disclosures = etltest.Write(t, arn("Uttag_1", etltest.ARN2021, row), arn("Uttag_2", etltest.ARN2021, row))
	if _, err := etl.Build(context.Background(), c); err == nil || !strings.Contains(err.Error(), "hyphens") {
		t.Errorf("a new one beside it: %v", err)
	}
}

// releasedAs makes a release of a disclosure with an id, and writes another id of the disclosure in it, as earlier programs did.
func releasedAs(t *testing.T, c etl.Config, id, old string) {
	t.Helper()
	r, _ := etltest.Build(t, c)
	manifest := filepath.Join(c.Releases, r.ID(), "manifest.json")
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(string(text), `"id": "`+id+`"`, `"id": "`+old+`"`, 1)
	if other == string(text) {
		t.Fatal("the manifest doesn't name the disclosure as expected")
	}
	sum := sha256.Sum256([]byte(other))
	release := "r-" + hex.EncodeToString(sum[:8])
	for _, err := range []error{
		os.WriteFile(manifest, []byte(other), 0o600),
		os.Rename(filepath.Join(c.Releases, r.ID()), filepath.Join(c.Releases, release)),
		os.WriteFile(filepath.Join(c.Releases, "current"), []byte(release+"\n"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}
