package person

import "strings"

// separators are between the digits of a telephone number.
const separators = " -+()/."

// holdsTelephone reads every run of digits and the separators that telephone numbers are written with.
func holdsTelephone(text string) bool {
	var some [8]group
	for i := 0; i < len(text); {
		if c := text[i]; (c < '0' || c > '9') && c != '+' {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || strings.IndexByte(separators, text[j]) >= 0) {
			j++
		}
		if telephoneIn(groupsOf(some[:0], text[i:j])) {
			return true
		}
		i = j
	}
	return false
}

// spokenTelephone reports whether a number in words, whose digits nothing separates, is a telephone number with its area code.
func spokenTelephone(digits string) bool {
	return len(digits) >= fewest && len(digits) <= 10 && digits[0] == '0'
}

// group is digits that are together.
type group struct {
	digits string
	before string // the separators in front
}

// groupsOf appends the groups of a run.
func groupsOf(groups []group, run string) []group {
	for run != "" {
		d := strings.IndexAny(run, "0123456789")
		if d < 0 {
			break
		}
		end := d
		for end < len(run) && run[end] >= '0' && run[end] <= '9' {
			end++
		}
		groups = append(groups, group{run[d:end], run[:d]})
		run = run[end:]
	}
	return groups
}

// telephoneIn reports whether a telephone number starts with one of the groups: the first, or one behind a blank or
// bracket. Dates and amounts are none.
func telephoneIn(groups []group) bool {
	if isAmount(groups) {
		return false
	}
	for i := 0; i < len(groups); i++ {
		if n := dateAt(groups[i:]); n > 0 {
			i += n - 1
			continue
		}
		apart := i == 0 || strings.ContainsAny(groups[i].before, " (") && len(groups[i-1].digits) != 6
		if apart && isTelephone(groups[i:], i == 0) {
			return true
		}
	}
	return false
}

// isTelephone reports whether the groups start with a Swedish telephone number with its area code (08-123 456 78,
// 070.123.45.67) or an international one (+46 70 123 45 67).
func isTelephone(groups []group, first bool) bool {
	g := groups[0]
	total := 0
	for _, g := range groups {
		total += len(g.digits)
	}
	switch {
	case strings.Contains(g.before, "+"):
		return total >= fewest && (total <= 15 || len(groups) > 3)
	case strings.HasPrefix(g.digits, "00"):
		return total >= 10 && total <= 15 && (len(groups) > 1 || strings.HasPrefix(g.digits, "0046"))
	case !strings.HasPrefix(g.digits, "0"), g.digits == "0" && (len(groups) == 1 || strings.HasPrefix(groups[1].before, ".")):
		return false
	}
	mobile := strings.HasPrefix(g.digits+groups[min(1, len(groups)-1)].digits, "07")
	n := 0
	for k, g := range groups {
		n += len(g.digits)
		whole := k == len(groups)-1
		switch {
		case k > 0 && dateAt(groups[k:]) > 0:
			return false
		case mobile && n == 10:
			return true
		case mobile, k == 0, n < fewest, n > 10:
		case whole && first, len(groups[0].digits) <= 4 && !isYear(groups[1].digits):
			return true
		}
	}
	return false
}

// isAmount reports whether the groups are one number with a blank before every three digits: 1 045 000 000.
func isAmount(groups []group) bool {
	if len(groups) < 2 || len(groups[0].digits) > 3 || groups[0].digits[0] == '0' || groups[0].before != "" {
		return false
	}
	for _, g := range groups[1:] {
		if len(g.digits) != 3 || g.before != " " && g.before != "." {
			return false
		}
	}
	return true
}

// dateAt returns the number of groups, 3 or 0, that are a date at the start of the groups: 2021-01-04, 04/01/2021.
func dateAt(groups []group) int {
	if len(groups) < 3 {
		return 0
	}
	a, b, c := groups[0].digits, groups[1].digits, groups[2].digits
	if isYear(a) && upTo(b, "12") && upTo(c, "31") || upTo(a, "31") && upTo(b, "31") && isYear(c) {
		return 3
	}
	return 0
}

func isYear(d string) bool { return len(d) == 4 && (d[:2] == "19" || d[:2] == "20") }

// upTo reports whether two digits lie between 01 and most.
func upTo(d, most string) bool { return len(d) == 2 && d >= "01" && d <= most }
