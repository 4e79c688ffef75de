package inspect

import (
	"regexp"
	"strings"

	"tvistdata/etl/privacy/plain"
	"tvistdata/internal/company"
	"tvistdata/internal/person"
)

// personalHeads are parts of column names under which there are personal data; harmlessHeads are parts that say otherwise.
var (
	personalHeads = regexp.MustCompile(`(?i)namn|\bname|person|pnr|adress|address|\bgata|postn|postort|post ?code|zip|e-?post|` +
		`e-?mail|\bmail|mejl|telefon|\btel\b|\btfn|mobil|phone|född|fodelse|födelse|birth|ålder|\bage\b|kön|gender|\bsex\b|konto|` +
		`account|iban|bankgiro|anmälare|konsument|klagande|sökande|complainant|consumer|ombud|representative|kontakt|contact|` +
		`handläggare|officer|\bsign\b|signatur|fritext|beskriv|description|kommentar|comment|anteckning|notering|anmärkning|\bnote|` +
		`narrative|story|berättelse|ärendemening|rubrik|titel`)
	harmlessHeads = regexp.MustCompile(`(?i)företag|foretag|bolag|firma|company|compan|business|organisation|myndighet|köpare|` +
		`leverantör|supplier|buyer|airport|source|product|kategori|category|avdelning|department`)
)

// personalHeader reports whether a column name may itself say something of a person: the first row of a file without
// column names does.
func personalHeader(header string, words plain.Words) bool {
	if strings.EqualFold(header, "jan") {
		return false // a month
	}
	if person.Scan(header) != person.Nothing || person.MayHoldNumber(header) || words.NamesPerson(header) || words.LooksNamed(header) {
		return true
	}
	_, class := company.ParseNumber(header)
	return class == company.CompanyNumber || class == company.EstateNumber || class == company.PersonNumber ||
		len([]rune(header)) > 100
}
