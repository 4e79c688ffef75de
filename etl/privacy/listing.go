package privacy

import (
	"regexp"
	"strconv"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Listing is a company's entry in one issue of a list, as it was read.
type Listing struct {
	Issue string // as the publisher names it
	Date  record.Date
	Cases record.Value[int64]
	Sum   record.Value[int64] // in parts of the list's currency; see record.Money
}

// ClearedListing is a listing that has passed the exit: it names a company or nobody.
type ClearedListing struct {
	Listing
	Key        [10]byte
	Entry      [2]uint64   // equal for rows whose identifying cells are, however they are typed; means nothing outside this build
	From       record.Date // the day from which it stays public: its own, or the first of those that its rows have
	Name       uint32      // index of Names.All; 0 is unnamed
	Department uint16      // index of the build's code book; 0 is missing
	File       uint8
	Line       uint32
	Removed    bool // unnamed because its record or its company was removed
}

// Rekey gives the nth of the listings with equal identities that are of different companies, counted from 2, a key of
// its own.
func (c *ClearedListing) Rekey(e *Exit, n uint32) {
	c.Key = e.rekeyed(c.Key, strconv.FormatUint(uint64(n), 10))
}

// issueName is what a publisher may call an issue: 2024-1, hösten 2025, nr 2/2024, Svarta listan mars 2025. Other words
// could be anybody's name.
var issueName = regexp.MustCompile(`(?i)^(?:[0-9 ./:()–-]|nr|nummer|no|number|utgåva|issue|svarta listan|lista|listan|list|våren|` +
	`vår|spring|sommaren|sommar|summer|hösten|höst|autumn|vintern|vinter|winter|januari|februari|mars|april|maj|juni|juli|` +
	`augusti|september|oktober|november|december|january|february|march|may|june|july|august|october|halvår|halvåret|första|` +
	`andra|kvartal|kvartalet|del|h|q){0,40}$`)

// ClearListing lets a listing out; name is the index that Respondent gave, and identity holds the cells that make it the
// same record in another delivery. It keeps back one whose issue is not named as issues are, and says so.
func (e *Exit) ClearListing(l Listing, department check.Code, name uint32, identity []string) (c ClearedListing, ok bool) {
	if !issueName.MatchString(l.Issue) || !strings.ContainsAny(l.Issue, "0123456789") || person.Scan(l.Issue) != person.Nothing {
		return c, false
	}
	folded := make([]string, len(identity))
	for i, cell := range identity {
		folded[i] = list.Fold(cell)
	}
	return ClearedListing{
		Listing: l, Key: e.Key(identity), Entry: e.hash(strings.Join(folded, "\x00"), ""), From: l.Date, Name: name, Department: department.Index,
	}, true
}
