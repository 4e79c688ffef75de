package company

import (
	"regexp"
	"strings"
)

// mostDivided is how many respondents a cell is divided into at most. One row must not
// be charged to any number of companies: more names in a cell are rather a text that was pasted there than the parties of a case, and
// the row is rejected as one of several respondents.
const mostDivided = 10

// Divided returns the parts of a respondent's cells that their writer plainly divided: by line breaks, semicolons or numbers in front. The
// numbers stand in the same order, divided so or by a sign, or behind each name. It returns none when the cells do not name several so,
// or have another number of numbers.
func Divided(number, name string) []Party {
	names := divide(name, counted(name), "\n;")
	if len(names) < 2 || len(names) > mostDivided {
		return nil
	}
	numbers := divide(number, len(items.FindAllStringIndex(number, 2)) == 2, "\n;,/|")
	if len(numbers) > 0 && len(numbers) != len(names) {
		return nil
	}
	out := make([]Party, len(names))
	for i, n := range names {
		out[i].Name = n
		if len(numbers) > 0 {
			out[i].Number = numbers[i]
		} else if m := withNumber.FindStringSubmatch(n); m != nil {
			out[i] = Party{Number: m[2], Name: m[1]}
		}
	}
	return out
}

// withNumber is a name with its number behind it.
var withNumber = regexp.MustCompile(`^(.*[^ ,(])[ ,]+\(?(?:[Oo]rg(?:anisations)?[. ]*(?:nr|nummer)?[.:]? *)?(\d{6}-?\d{4})\)?$`)

// divide cuts a text where its parts are counted, or else at signs.
func divide(text string, counted bool, signs string) (parts []string) {
	pieces := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs, r) })
	if counted {
		pieces = items.Split(text, -1)
	}
	for _, p := range pieces {
		if p = strings.Trim(p, " \t\n,;"); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
