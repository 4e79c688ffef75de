package etl_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

// A record that was removed under the id that it had before its cells were cleaned and its number was read in its form stays removed.
func TestWhatWasRemovedUnderAnEarlierIDStaysRemoved(t *testing.T) {
	for name, c := range map[string]struct{ row, reference, respondent string }{
		"invisible character in the number": {"2023-00004\u200b;2023-01-01;Påhittade Hattar AB;402001-0007;Bank\n", "2023-00004\u200b", "Påhittade Hattar AB"},
		"a word in front of the number":     {"Dnr 2023-00004;2023-01-01;Påhittade Hattar AB;;Bank\n", "Dnr 2023-00004", "Påhittade Hattar AB"},
		"slash for hyphen":                  {"2023/00004;2023-01-01;Påhittade Hattar AB;;Bank\n", "2023/00004", "Påhittade Hattar AB"},
		"no-break space in the name":        {"2023-00004;2023-01-01;Påhittade\u00a0Hattar AB;;Bank\n", "2023-00004", "Påhittade\u00a0Hattar AB"},
		"name decoded twice":                {"2023-00004;2023-01-01;PÃ¥hittade Hattar AB;;Bank\n", "2023-00004", "PÃ¥hittade Hattar AB"},
		"one of two spellings":              {"2023-00004;2023-01-01;Påhittade Hattar AB;;Bank\nÄrendenr 2023-00004;2023-01-01;Påhittade Hattar AB;;Bank\n", "Ärendenr 2023-00004", "Påhittade Hattar AB"},
		"spelling that is the same today":   {"2023-00004;2023-01-01;Påhittade Hattar AB;;Bank\n", "2023-00004", "Påhittade Hattar AB"},
	} {
		t.Run(name, func(t *testing.T) {
			id := keyBefore(c.reference, c.respondent)
			config := etltest.Config(t, etltest.Write(t, cases("lista.csv", caseHeader+c.row+"2023-00009;2023-01-02;Påhittade Skor AB;;Sko\n"))...)
			earlier(t, config, id)
			if at, err := etl.Trace(t.Context(), config, id); err != nil || len(at) == 0 || at[0].Line != 2 {
				t.Errorf("traced to %v, %v", at, err)
			}
			r, report := etltest.Build(t, config)
			if rows := etltest.Rows(t, r, schema.Disputes); len(rows) != 1 || text(rows[0]["received_date"]) != "2023-01-02" || report.Withheld != 1 {
				t.Errorf("%d records, %d withheld", len(rows), report.Withheld)
			}
			if strings.Contains(etltest.Text(t, config.Releases, r), "Hattar") {
				t.Error("the name came back")
			}
		})
	}
}

// A company that was removed under the id of a spelling that was decoded in a wrong encoding stays removed.
func TestACompanyRemovedUnderADamagedNameStaysRemoved(t *testing.T) {
	config := etltest.Config(t, etltest.Write(t, cases("lista.csv", caseHeader+"2023-00004;2023-01-01;PÃ¥hittade Hattar AB;;Bank\n2023-00009;2023-01-02;Påhittade Skor AB;;Sko\n"))...)
	earlier(t, config, company.NameID("PÃ¥hittade Hattar AB"))
	r, report := etltest.Build(t, config)
	if strings.Contains(etltest.Text(t, config.Releases, r), "Hattar") || report.Withheld != 1 {
		t.Errorf("the name came back, %d withheld", report.Withheld)
	}
}

// earlier notes that an id was removed before.
func earlier(t *testing.T, c etl.Config, id string) {
	t.Helper()
	s, err := shelf.Open(c.Releases, c.FS)
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.NoteRemoval(shelf.Removal{ID: id, At: c.Now(), Reason: "a secret reason"}); err != nil {
		t.Fatal(err)
	}
	if err := l.Unlock(); err != nil {
		t.Fatal(err)
	}
}

// What a release holds is found and removed under the id that it had before.
func TestWhatAReleaseHoldsIsRemovedUnderItsEarlierID(t *testing.T) {
	for name, id := range map[string]string{
		"record":  keyBefore("Dnr 2023-00004", "PÃ¥hittade Hattar AB"),
		"company": company.NameID("PÃ¥hittade Hattar AB"),
	} {
		t.Run(name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, cases("lista.csv", caseHeader+
				"Dnr 2023-00004;2023-01-01;PÃ¥hittade Hattar AB;;Bank\n2023-00009;2023-01-02;Påhittade Skor AB;;Sko\n"))...)
			etltest.Build(t, config)
			remove(t, config, company.NameID("Påhittade Skor AB")) // what is kept is kept again
			if report := remove(t, config, id); len(report.Replaced) != 1 {
				t.Errorf("replaced %v", report.Replaced)
			}
			s := shelfIn(t, config.Releases)
			current, err := s.Current()
			if err != nil {
				t.Fatal(err)
			}
			r, err := s.Load(current)
			if err != nil {
				t.Fatal(err)
			}
			if rows := etltest.Rows(t, r, schema.Disputes); len(rows) != 0 || strings.Contains(etltest.Text(t, config.Releases, r), "Hattar") {
				t.Errorf("it is still there: %v", rows)
			}
			again, report := etltest.Build(t, config)
			if again.ID() != r.ID() || report.Withheld != 2 {
				t.Errorf("built again it is %s, not %s, with %d withheld", again.ID(), r.ID(), report.Withheld)
			}
		})
	}
}

// keyBefore returns the id of a record whose cells were taken as they are, as privacy.Exit.Key says.
func keyBefore(reference, respondent string) string {
	mac := hmac.New(sha256.New, []byte(etltest.Key))
	for _, part := range []string{"arn-cases", reference, respondent} {
		mac.Write(binary.AppendUvarint(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return record.KeyText([10]byte(mac.Sum(nil)))
}
