package jsonfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/source"
)

// mostPaging is how many bytes of a member are looked at for what it says of pages.
const mostPaging = 64 << 10

// maxPaging is how deep objects are looked into.
const maxPaging = 3

// paging is what the object around the records says of others that are elsewhere.
type paging struct {
	part   string         // why it is one page of several; "" when nothing says so
	totals map[string]int // by key: how many records there are in all
}

var (
	// others are keys, small and of letters alone, whose value leads to other pages: a text, a number, an object or true.
	others = words("next nextlink odatanextlink nexturl nexturi nexthref nextpage nextpageurl nextpagelink nextpagetoken nexttoken " +
		"nextcursor nextoffset nextrecordsurl nextmarker continuation continuationtoken continuationurl endcursor more hasmore " +
		"hasmoreitems moreresults hasnext hasnextpage truncated istruncated resulttruncated exceededtransferlimit " +
		"incompleteresults incomplete limitreached limitexceeded previous previouslink previousurl previouspage previouspageurl " +
		"prev prevlink prevurl prevpage prevpageurl hasprevious haspreviouspage")
	// lasts are keys that say with false that there are other pages.
	lasts = words("last islast lastpage islastpage complete iscomplete done finished")
	// counts are keys of how many records there are in all.
	counts = words("total totalcount totalrecords totalrows totalresults totalhits totalelements totalitems totalentries totalsize " +
		"totalnumber totalmatches count odatacount recordcount rowcount resultcount itemcount numfound nummatched numbermatched " +
		"totalantal antal antalposter antaltraffar antalrader antalarenden traffar recordsfiltered filteredcount hits")
	// pages are keys of how many pages there are.
	pages = words("totalpages pages pagecount numpages numberofpages lastpage antalsidor")
)

func words(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}

// foldKey gives the letters of a key, small, with å, ä and ö as a and o.
func foldKey(key string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == 'å' || r == 'ä':
			return 'a'
		case r == 'ö':
			return 'o'
		case r < 'a' || r > 'z':
			return -1
		}
		return r
	}, key)
}

// see looks at a member beside the records.
func (p *paging) see(key string, raw []byte) {
	var value any
	if len(raw) > mostPaging || json.Unmarshal(raw, &value) != nil {
		return
	}
	p.look(key, value, 1)
}

// look looks at a value under a key, and into objects.
func (p *paging) look(key string, value any, level int) {
	folded := foldKey(key)
	switch v := value.(type) {
	case bool:
		if v && others[folded] || !v && lasts[folded] {
			p.says(key)
		}
	case string:
		if others[folded] && strings.TrimSpace(v) != "" && v != "null" {
			p.says(key)
		}
	case float64:
		switch {
		case others[folded] && v > 0, pages[folded] && v > 1:
			p.says(key)
		case counts[folded] && v == float64(int(v)):
			p.totals[key] = int(v)
		}
	case map[string]any:
		if others[folded] && len(v) > 0 {
			p.says(key)
		}
		for _, inner := range slices.Sorted(maps.Keys(v)) {
			if level < maxPaging {
				p.look(inner, v[inner], level+1)
			}
		}
	case []any: // of links, each with what it leads to
		for _, link := range v {
			of, _ := link.(map[string]any)
			for _, name := range []string{"rel", "relation"} {
				if rel, ok := of[name].(string); ok && others[foldKey(rel)] {
					p.says(rel)
				}
			}
		}
	}
}

// says keeps the first key that says that there are other pages.
func (p *paging) says(key string) {
	if p.part == "" {
		p.part = fmt.Sprintf("by its key of the shape %q", source.Shape(key))
	}
}

// tell notes what the file says of other records, once all are counted.
func (p *paging) tell(t *judge.Table) {
	if p.part != "" {
		t.Further(p.part)
	}
	for _, key := range slices.Sorted(maps.Keys(p.totals)) {
		t.Total(p.totals[key])
	}
}
