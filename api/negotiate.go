package api

import (
	"net/http"
	"strconv"
	"strings"
)

// The media types of answers.
const (
	jsonType    = "application/json"
	csvType     = "text/csv; charset=utf-8; header=present"
	parquetType = "application/vnd.apache.parquet"
)

// The formats that the parameter format takes.
const (
	asJSON = "json"
	asCSV  = "csv"
)

// wants says which formats a request's Accept header takes, best first: a number that is cheap to make and compare.
type wants uint8

// What a request can want.
const (
	wantsNothing wants = iota // neither JSON nor CSV
	wantsJSON                 // only JSON
	wantsCSV                  // only CSV
	wantsJSONCSV              // both, rather JSON
	wantsCSVJSON              // both, rather CSV
)

// wantsOf reads the Accept header. No header takes anything.
func wantsOf(h http.Header) wants {
	accept := h["Accept"]
	if len(accept) == 0 || len(accept) == 1 && (accept[0] == "*/*" || accept[0] == "") {
		return wantsJSONCSV
	}
	if len(accept) == 1 && accept[0] == jsonType {
		return wantsJSON
	}
	all := strings.Join(accept, ",")
	j, c := quality(all, "application", "json"), quality(all, "text", "csv")
	switch {
	case j == 0 && c == 0:
		return wantsNothing
	case c == 0:
		return wantsJSON
	case j == 0:
		return wantsCSV
	case c > j:
		return wantsCSVJSON
	}
	return wantsJSONCSV
}

// format chooses the format of an answer: what the parameter says, else what Accept likes best; "" for none.
func (w wants) format(asked string, csvToo bool) string {
	switch {
	case asked != "":
		return asked
	case csvToo && (w == wantsCSV || w == wantsCSVJSON):
		return asCSV
	case w == wantsNothing || w == wantsCSV:
		return ""
	}
	return asJSON
}

// quality returns how much an Accept header likes a media type, from 0 to 1: the most specific range decides.
func quality(accept, kind, sub string) float64 {
	best, q := 0, 0.0
	for one := range strings.SplitSeq(accept, ",") {
		media, params, _ := strings.Cut(one, ";")
		k, s, _ := strings.Cut(strings.ToLower(strings.TrimSpace(media)), "/")
		rank := 0
		switch {
		case k == kind && s == sub:
			rank = 3
		case k == kind && s == "*":
			rank = 2
		case k == "*" && s == "*":
			rank = 1
		}
		if rank > best {
			best, q = rank, weight(params)
		}
	}
	return q
}

// weight reads the q of a header's parameters; 1 when it has none, 0 when it cannot be read.
func weight(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || q < 0 || q > 1 {
				return 0
			}
			return q
		}
	}
	return 1
}

// takesGzip reports whether a request's Accept-Encoding takes gzip.
func takesGzip(h http.Header) bool {
	rest, named := false, false
	for _, line := range h["Accept-Encoding"] {
		for one := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(one, ";")
			switch name = strings.TrimSpace(name); {
			case strings.EqualFold(name, "gzip"):
				named = true
				if params == "" || weight(params) > 0 {
					return true
				}
			case name == "*":
				rest = weight(params) > 0
			}
		}
	}
	return rest && !named
}
