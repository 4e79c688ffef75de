package company_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

var firms = []record.Company{
	{ID: "se-5567370431", Name: "Påhittade Betalningar AB (publ)", OrgNumber: "556737-0431", Names: []record.WrittenName{{Name: "Påhitt Pay"}}},
	{ID: "u-1", Name: "Öre & Krona Påhitt AB"},
	{ID: "u-2", Name: "Ärlig Påhitt AB"},
	{ID: "u-3", Name: "Åka Påhitt AB"},
	{ID: "u-4", Name: "Zebra Påhitt AB"},
	{ID: "u-5", Name: "Påhitt"},
	{ID: "u-6", Name: "O'Påhitt-Airways Ltd."},
	{ID: "u-7", Name: "Opåhittad AB"},
	{ID: "u-8", Name: "Ærø Opdigtet A/S"},
	{ID: "u-9", Name: "1177 Påhitt AB"},
}

func TestSearch(t *testing.T) {
	ix := company.NewIndex(firms)
	for text, want := range map[string]string{
		"Påhittade Betalningar AB (publ)": "se-5567370431",
		"pahittade betalningar":           "se-5567370431",
		"PÅHITT PAY":                      "se-5567370431",
		"556737-0431":                     "se-5567370431",
		"5567370431":                      "se-5567370431",
		"16556737-0431":                   "se-5567370431",
		"16 5567370431":                   "se-5567370431",
		"5567":                            "se-5567370431",
		"1177":                            "u-9",
		"o påhitt airways":                "u-6",
		"opahitt airways ltd":             "u-6",
		"airw":                            "u-6",
		"ära":                             "",
		"krona öre":                       "u-1",
		"aero":                            "u-8",
		"åka":                             "u-3",
		"pahi\u0308tt pay":                "se-5567370431",
		"påhitt":                          "u-5 se-5567370431 u-9 u-4 u-3 u-2 u-1 u-6 u-7", // exact, prefix, words, inside
		"!?":                              "",
		"saknas helt":                     "",
		"811218-9876":                     "",
	} {
		ids, total := ix.Search(text, 100, 0)
		var got []string
		for _, i := range ids {
			got = append(got, firms[i].ID)
		}
		if strings.Join(got, " ") != want || total != len(got) {
			t.Errorf("Search(%q) = %v of %d, want %s", text, got, total, want)
		}
	}
}

func TestSearchOrder(t *testing.T) {
	ix := company.NewIndex(firms)
	ids, total := ix.Search("  ", 100, 0)
	var got []string
	for _, i := range ids {
		got = append(got, firms[i].Name)
	}
	want := []string{
		"1177 Påhitt AB", "O'Påhitt-Airways Ltd.", "Opåhittad AB", "Påhitt", "Påhittade Betalningar AB (publ)", "Zebra Påhitt AB",
		"Åka Påhitt AB", "Ärlig Påhitt AB", "Ærø Opdigtet A/S", "Öre & Krona Påhitt AB",
	}
	if !slices.Equal(got, want) || total != len(firms) {
		t.Errorf("got %q", got)
	}
}

// Pages of any size, put together, are the whole answer, without a company twice.
func TestSearchPages(t *testing.T) {
	var many []record.Company
	for i := range 40 {
		many = append(many, record.Company{ID: fmt.Sprint("u-", i), Name: firms[i%len(firms)].Name})
	}
	ix := company.NewIndex(many)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "påhitt", "p", "ab", "o", "påhitt ab"}).Draw(t, "text")
		limit := rapid.IntRange(1, 50).Draw(t, "limit")
		all, total := ix.Search(text, len(many), 0)
		var paged []int
		for {
			page, n := ix.Search(text, limit, len(paged))
			if n != total {
				t.Fatalf("total changed from %d to %d", total, n)
			}
			if len(page) == 0 || len(paged) > total {
				break
			}
			paged = append(paged, page...)
		}
		if !slices.Equal(paged, all) || len(all) != total {
			t.Fatalf("pages give %v, the whole %v", paged, all)
		}
	})
	if ids, total := ix.Search("", -1, -1); len(ids) != 0 || total != len(many) {
		t.Errorf("a negative limit gave %d of %d", len(ids), total)
	}
}

// Every company is found by its whole name, however it is written, and is among the first then.
func TestSearchFindsEveryName(t *testing.T) {
	ix := company.NewIndex(firms)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(firms)-1).Draw(t, "company")
		change := rapid.SampledFrom([]func(string) string{
			strings.ToUpper, strings.ToLower,
			func(s string) string { return strings.ReplaceAll(s, " ", "") },
			func(s string) string { return " (" + strings.ReplaceAll(s, " ", " - ") + ") " },
			func(s string) string {
				return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "Å", "A").Replace(s)
			},
		}).Draw(t, "change")
		ids, _ := ix.Search(change(firms[i].Name), 1, 0)
		if !slices.Contains(ids, i) {
			t.Fatalf("%q gives %v, not %d", change(firms[i].Name), ids, i)
		}
	})
}

// However many companies have a word, those are found in all whose names have each word of the question: at the start of a
// word, or within one when it has three letters.
func TestSearchOfSeveralWords(t *testing.T) {
	var many []record.Company
	for i := range 6000 {
		c := record.Company{ID: fmt.Sprint("u-", i), Name: "pahittade " + word(i/3) + []string{" ab", " hb", " kb"}[i%3]}
		if i%7 == 0 {
			c.Names = []record.WrittenName{{Name: "fiktiva " + word(i)}}
		}
		many = append(many, c)
	}
	ix := company.NewIndex(many)
	rapid.Check(t, func(t *rapid.T) {
		parts := []string{"pahittade", "pahit", "hittade", "fiktiva", "iktiv", "ab", "a", "hb", "b"}
		for range 4 {
			w := word(rapid.IntRange(0, 5999).Draw(t, "word"))
			parts = append(parts, w, w[:len(w)-1], w[1:])
		}
		asked := rapid.SliceOfN(rapid.SampledFrom(parts), 2, 4).Draw(t, "asked")
		has := func(c record.Company, part string) bool {
			for _, name := range append(c.Names, record.WrittenName{Name: c.Name}) {
				if part != "" && (strings.Contains(" "+name.Name, " "+part) || len(part) >= 3 && strings.Contains(name.Name, part)) {
					return true
				}
			}
			return false
		}
		want := 0
		for _, c := range many {
			all := true
			for _, part := range asked {
				all = all && has(c, part)
			}
			bare := strings.Join(asked, "")
			whole := slices.ContainsFunc(append(c.Names, record.WrittenName{Name: c.Name}), func(n record.WrittenName) bool {
				return strings.HasPrefix(strings.ReplaceAll(n.Name, " ", ""), bare)
			})
			if all || whole {
				want++
			}
		}
		if _, total := ix.Search(strings.Join(asked, " "), 1, 0); want > 0 && total != want {
			t.Fatalf("%q: %d companies, want %d", asked, total, want)
		}
	})
}

// word makes a pronounceable word of a number.
func word(n int) string {
	s := []byte{}
	for {
		s = append(s, "bdfgklmnprstv"[n%13], "aeiouy"[n/13%6])
		if n /= 78; n == 0 {
			return string(s)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	var many []record.Company
	for i := range 50_000 {
		many = append(many, record.Company{ID: fmt.Sprint("u-", i), Name: fmt.Sprintf("Påhitt nummer %d i Västerås AB", i)})
	}
	ix := company.NewIndex(many)
	for b.Loop() {
		ix.Search("vasteras 4711", 20, 0)
	}
}

// Companies of other countries' registers are found by their numbers, by that of any of their establishments, and by their ids.
func TestSearchForNumbersAbroad(t *testing.T) {
	companies := []record.Company{
		{ID: "br-99999001", Name: "Inventada Telefonia S.A.", Kind: record.Foreign},
		{ID: "br-99999003000148", Name: "Fictícia S.A.", Kind: record.Foreign},
		{ID: "no-310000019", Name: "Oppdiktet AS", Kind: record.Foreign},
		{ID: "se-4020010007", Name: "Påhittade Bilar AB", Kind: record.LegalEntity, OrgNumber: "402001-0007"},
		{ID: "u-abcdefgh22345677", Name: "99 Problem AB", Kind: record.Unresolved},
	}
	ix := company.NewIndex(companies)
	for text, want := range map[string]string{
		"99.999.001/0001-59": "br-99999001", "99999001000230": "br-99999001", "99999001": "br-99999001", "BR 99.999.001/0001-59": "br-99999001",
		"br-99999001": "br-99999001", "9999900": "br-99999001 br-99999003000148", "99.999.003/0002-29": "br-99999003000148",
		"310 000 019": "no-310000019", "NO 310000019 MVA": "no-310000019", "no-310000019": "no-310000019", "402001-0007": "se-4020010007",
		"99.999.001/0001-58": "", "310 000 018": "",
	} {
		found, total := ix.Search(text, 10, 0)
		var ids []string
		for _, at := range found {
			ids = append(ids, companies[at].ID)
		}
		slices.Sort(ids)
		if got := strings.Join(ids, " "); got != want || total != len(found) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	r := company.NewRegister(companies, nil)
	for number, want := range map[string]string{"99.999.001/0002-30": "br-99999001", "310000019": "no-310000019", "99.999.002/0001-01": "", "12345678909": ""} {
		got := ""
		if c := r.Candidates("", record.Question{Number: number}, ix); c.Found {
			got = c.Candidates[0].ID
		}
		if got != want {
			t.Errorf("%q: the service finds %q, want %q", number, got, want)
		}
	}
	if c := r.Candidates("", record.Question{Number: "310000019", Name: "Påhittade Bilar AB"}, ix); c.Found {
		t.Errorf("a number beside another's name: %+v", c)
	}
}
