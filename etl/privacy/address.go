package privacy

import (
	"regexp"

	"tvistdata/internal/company"
)

// address is a street with a number (Storgatan 12 B), a post-office box, or a post code with a place (123 45 Stockholm).
var address = regexp.MustCompile(`(?i)\pL(?:gatan|gata|gränd|gränden|vägen|väg|vagen|stigen|stig|torget|torg|allén|allé|backen|backe|` +
	`liden|leden|gången|kroken|svängen|slingan|esplanaden|kajen|ringen|plan) ?\d{1,3}(?: ?[A-Z])?(?:[^\pL\d]|$)` +
	`|(?:^|[ ,])box ?\d{1,5}(?:[^\pL\d]|$)|(?:^|[ ,]|SE?-)\d{3} ?\d{2} +\p{L}{2,}`)

// holdsAddress tells whether a respondent's name holds an address. A name that as a whole is a company's by its legal form,
// Storgatan 12 AB, Brf Storgatan 12, is that company's own: many are called after where they are.
func holdsAddress(name string, form company.Form) bool {
	return form.Legal == "" && look(name).digits > 0 && address.MatchString(company.FoldSigns(name))
}

// personIn tells whether a name holds what may be a person's number, or an address.
func personIn(name string, form company.Form) bool {
	return company.PersonLike(name) || holdsAddress(name, form)
}
