package register_test

import (
	"testing"
	"testing/fstest"

	"tvistdata/internal/register"
)

// Two numbers are two companies', though a register has the name as one company's; a decision on the name says whose it is.
func TestTwoNumbersBesideAKnownName(t *testing.T) {
	const kept = "companies:\n  - {id: se-4020010007, name: Påhittade Hattar AB, org_number: 402001-0007, kind: legal_entity, " +
		"source_name: x, source_url: 'https://example.se', decided_by: x, decided_on: 2026-11-23, why: x}\n"
	const decided = "decisions:\n  - {list: l, name_as_written: Påhittade Hattar AB, company: se-4020010007, decided_by: x, decided_on: 2026-11-23, why: x}\n"
	for decisions, want := range map[string]bool{"": true, decided: false} {
		files := fstest.MapFS{"companies.yaml": {Data: []byte(kept)}}
		if decisions != "" {
			files["decisions.yaml"] = &fstest.MapFile{Data: []byte(decisions)}
		}
		r, err := register.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Several("l", "402001-0007 och 412111-1118", "Påhittade Hattar AB"); got != want {
			t.Errorf("with decisions %q: several is %v, want %v", decisions, got, want)
		}
		if r.Several("l", "402001-0007", "Påhittade Hattar AB") {
			t.Error("one number is several")
		}
	}
}
