package record

import (
	"errors"
	"regexp"
)

// ErrCompanyID says that a text is no company's id, and what one is.
var ErrCompanyID = errors.New("a company's id is in lower case: se- and the ten digits of an organisation number, or a country's two " +
	"letters and a number of its register such as ie-999001, or x- and words of a-z and 0-9 with hyphens between, or u- and 16 of " +
	"a-z and 2-7")

// The ids of companies besides those of Swedish numbers.
var (
	foreignID    = regexp.MustCompile(`^[a-z]{2}-[a-z0-9]+$`)
	curatedID    = regexp.MustCompile(`^x-[a-z0-9]+(-[a-z0-9]+)*$`)
	unresolvedID = regexp.MustCompile(`^u-[a-z2-7]{16}$`)
)

// ParseID reads the id of a company and returns which kind of company has such a one: LegalEntity for a Branch, too. A
// Swedish number must be a legal person's and have its check digit. The error is ErrCompanyID. Whether anything has the
// id is not asked. It is the one grammar of ids, for whatever names a company.
func ParseID(id string) (CompanyKind, error) {
	switch {
	case len(id) > 3 && id[:3] == "se-":
		if d := id[3:]; len(d) == 10 && CheckDigit(d) && d[0] != '1' && d[2] >= '2' {
			return LegalEntity, nil
		}
	case foreignID.MatchString(id):
		return Foreign, nil
	case curatedID.MatchString(id):
		return Curated, nil
	case unresolvedID.MatchString(id):
		return Unresolved, nil
	}
	return "", ErrCompanyID
}

// CheckDigit reports whether a text is digits of which the last is the check digit of the others, by the formula of Luhn
// (ISO/IEC 7812-1), as personal and organisation numbers have it.
func CheckDigit(digits string) bool {
	sum := 0
	for i := range len(digits) {
		v := int(digits[len(digits)-1-i]) - '0'
		if v < 0 || v > 9 {
			return false
		}
		if i%2 == 1 {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}
