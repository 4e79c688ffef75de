package release_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/release"
)

// manifestKeys are the keys of version 1.3.
const manifestKeys = `
schema_version
publisher
publisher.name
publisher.contact
publisher.base_url
publisher.licence
publisher.licence.name
publisher.licence.url
record_key
synthetic
lists
lists.id
lists.title
lists.title.sv
lists.title.en
lists.description
lists.description.sv
lists.description.en
lists.authority
lists.authority_name
lists.authority_name.sv
lists.authority_name.en
lists.country
lists.record_kind
lists.counting_unit
lists.counting_unit.sv
lists.counting_unit.en
lists.licence
lists.licence.name
lists.licence.url
lists.synthetic
lists.published_for
lists.published_from
lists.surges
lists.currency
lists.records
lists.undated
lists.unmapped
lists.counted
lists.accounting
lists.accounting.read
lists.accounting.published
lists.accounting.duplicate
lists.accounting.superseded
lists.accounting.aged_out
lists.accounting.withheld
lists.codes
lists.codes.id
lists.codes.label
lists.codes.label.sv
lists.codes.label.en
lists.codes.from
lists.codes.to
lists.codes.counts_as
lists.columns
lists.columns.name
lists.columns.publish
lists.columns.why
lists.matching
disclosures
disclosures.id
disclosures.list
disclosures.authority_reference
disclosures.asked_for
disclosures.search_term
disclosures.received
disclosures.extracted
disclosures.synthetic
disclosures.files
disclosures.files.bytes
disclosures.files.sha256
disclosures.findings
disclosures.incomplete
disclosures.incomplete.from
disclosures.incomplete.to
disclosures.incomplete_for
disclosures.incomplete_for.from
disclosures.incomplete_for.to
matching
matching.pairs
matching.decidable
matching.same
matching.matched
matching.false_merges
matching.precision
matching.recall
files
files.name
files.media_type
files.title
files.title.sv
files.title.en
files.rows
files.bytes
files.sha256
`

// TestManifestKeys: who adds a key, or takes one away, raises the version of the manifest.
func TestManifestKeys(t *testing.T) {
	if v := release.SchemaVersion(); v != "1.4" {
		t.Errorf("the schema version is %s now; when a file, a column or a key came, write it here and tell it in the changelog", v)
	}
	if diff := cmp.Diff(manifestKeys, "\n"+strings.Join(keysOf(reflect.TypeFor[release.Manifest](), ""), "\n")+"\n"); diff != "" {
		t.Errorf("raise the version of the manifest, tell it in the changelog, and change the keys here (-want +got):\n%s", diff)
	}
}

// keysOf returns the keys of a type in JSON, those within another as other.key.
func keysOf(of reflect.Type, within string) (keys []string) {
	for kind := of.Kind(); kind == reflect.Pointer || kind == reflect.Slice || kind == reflect.Map; kind = of.Kind() {
		of = of.Elem()
	}
	if of.Kind() == reflect.Struct {
		for field := range of.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			keys = append(keys, within+name)
			keys = append(keys, keysOf(field.Type, within+name+".")...)
		}
	}
	return keys
}
