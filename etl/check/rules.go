package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/rule"
	"tvistdata/internal/company"
	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
)

// Rule looks at one matter.
type Rule struct {
	*rule.Rule
	// Check returns all that is wrong, or "". It changes nothing.
	Check func(m *Matter, c *Context) string
}

// Rules returns every rule of a row, in the order in which they are tried.
func Rules() []Rule {
	return []Rule{
		{rule.RequiredCell, requiredCell},
		{rule.MangledReference, mangledReference},
		{rule.SeveralReferences, severalReferences},
		{rule.ReferenceForm, referenceForm},
		{rule.SeveralRespondents, severalRespondents},
		{rule.UnreadableDate, unreadableDate},
		{rule.DateInFuture, dateInFuture},
		{rule.DecidedBeforeReceived, decidedBeforeReceived},
		{rule.UnreadableAmount, unreadableAmount},
		{rule.MalformedNumber, malformedNumber},
		{rule.UnmappedCode, unmappedCode},
		{rule.DecisionWithoutDate, decisionWithoutDate},
		{rule.FollowedWithoutWin, followedWithoutWin},
		{rule.OutsideCoverage, outsideCoverage},
	}
}

// requiredCell reports cells that are missing: what the matter is, or whom it is against. A word without a digit is no case number
// where the list declares a form of them, and stands in a line that is no row, such as a heading.
func requiredCell(m *Matter, c *Context) string {
	var lacking []string
	if m.Respondent == "" && !m.Person {
		lacking = append(lacking, "the respondent")
	}
	word := m.Reference != "" && c.List.ReferenceForm() != nil && !strings.ContainsFunc(m.Reference, unicode.IsDigit)
	if word || m.Reference == "" && len(c.List.Identity.Fallback) == 0 {
		lacking = append(lacking, "the "+c.List.Identity.Reference)
	}
	return Say(lacking, "is missing", "are missing")
}

// inExponents is how a spreadsheet writes a number that its cell is too narrow for: 2,02E+09.
var inExponents = regexp.MustCompile(`^[0-9][.,]?[0-9]*[eE]\+?[0-9]+$`)

// mangledReference reports a case number that a spreadsheet has rounded: other cases would have the same.
func mangledReference(m *Matter, c *Context) string {
	if len(m.Reference) < 16 && strings.ContainsAny(m.Reference, "eE") && inExponents.MatchString(m.Reference) {
		return "the " + c.List.Identity.Reference + " was rounded by a spreadsheet to powers of ten; its digits are lost, and only the " +
			"authority knows them"
	}
	return ""
}

// severalReferences reports a cell with the numbers of several cases. As one case it would be one that does not exist.
func severalReferences(m *Matter, c *Context) string {
	if m.Numbers > 1 {
		return fmt.Sprintf("the %s holds %d numbers, so the row counts for none of them; ask for a row each",
			c.List.Identity.Reference, m.Numbers)
	}
	return ""
}

// referenceForm reports a case number that is none in the form that its list declares: another spelling of it makes another case.
func referenceForm(m *Matter, c *Context) string {
	if form := c.List.ReferenceForm(); form != nil && m.Reference != "" && m.Numbers == 0 {
		return fmt.Sprintf("the %s does not have the form %s that list %s declares; it is taken as it stands",
			c.List.Identity.Reference, form, c.List.ID)
	}
	return ""
}

// severalRespondents reports cells that name several respondents. As one name they would make a company that does not exist; counted
// for one of them, the matter would be missing for the others. The months in which it may count are partial for each of them.
func severalRespondents(m *Matter, _ *Context) string {
	if m.Several {
		return "number and name are those of several respondents, so the row counts for none of them; ask for a row each, or decide on " +
			"the name if it is one company's"
	}
	return ""
}

// unreadableDate reports dates that cannot be read. One in the future can be read.
func unreadableDate(m *Matter, _ *Context) string {
	var unread []string
	if m.Received.State == record.Unreadable && m.LateReceived.State == record.Missing {
		unread = append(unread, "the received date")
	}
	if m.Decided.State == record.Unreadable && m.LateDecided.State == record.Missing {
		unread = append(unread, "the decision date")
	}
	const expected = "cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
	return Say(unread, expected, expected)
}

// dateInFuture reports dates after the day the disclosure was received. They cannot be right, so the matter has none.
func dateInFuture(m *Matter, c *Context) string {
	var late []string
	if m.LateReceived.State == record.Read {
		late = append(late, fmt.Sprintf("the received date %s", m.LateReceived.Known))
	}
	if m.LateDecided.State == record.Read {
		late = append(late, fmt.Sprintf("the decision date %s", m.LateDecided.Known))
	}
	if late == nil {
		return ""
	}
	after := fmt.Sprintf("after the disclosure came (%s)", c.Disclosure.Received)
	return Say(late, "is "+after, "are "+after)
}

// decidedBeforeReceived reports a decision that is older than its matter.
func decidedBeforeReceived(m *Matter, _ *Context) string {
	if m.Received.State == record.Read && m.Decided.State == record.Read && m.Decided.Known < m.Received.Known {
		return fmt.Sprintf("decided %s, but received %s", m.Decided.Known, m.Received.Known)
	}
	return ""
}

// unreadableAmount reports an amount that cannot be read.
func unreadableAmount(m *Matter, _ *Context) string {
	if m.Amount.State == record.Unreadable {
		return "the amount cannot be read; expected a form such as 1 234,50, with no sign but that of the list's currency"
	}
	return ""
}

// malformedNumber reports a company's number that is not valid.
func malformedNumber(m *Matter, c *Context) string {
	switch r := c.List.Register(); {
	case m.Number != company.MalformedNumber:
		return ""
	case r != nil && r.Code != numbers.Sweden:
		return "the number is none of register " + r.Code + ": expected the form " + r.Shown() + " with valid check digits"
	}
	return "the organisation number is none: expected 10 digits with a valid check digit, such as 212000-0142"
}

// unmappedCode reports coded cells that are in no code list; they are published as unmapped, never guessed.
func unmappedCode(m *Matter, c *Context) string {
	var unmapped []string
	for f := range Fields {
		if m.Codes[f].State == record.Unreadable {
			unmapped = append(unmapped, "the "+f.Name())
		}
	}
	if unmapped == nil {
		return ""
	}
	of := " of list " + c.List.ID + "; add "
	return Say(unmapped, "is no code or spelling"+of+"it under lookups with a reason",
		"are no codes or spellings"+of+"them under lookups with a reason")
}

// decisionWithoutDate reports a decided matter without a date of decision: measures by decision count it as undated.
func decisionWithoutDate(m *Matter, _ *Context) string {
	if m.Codes[Outcome].State == record.Read && m.Decided.State == record.Missing {
		return "there is an outcome but no decision date"
	}
	return ""
}

// followedWithoutWin reports a follow-up of a decision that recommended nothing to the company. The measures followed and
// not_followed leave it out: their denominator is what the consumer won wholly or partly.
func followedWithoutWin(m *Matter, c *Context) string {
	if c.List.CountsAs("followed", m.Codes[Followed].ID) != "" && c.List.CountsAs("outcome", m.Codes[Outcome].ID) != record.Won {
		return "there is a follow-up, but no outcome in the consumer's favour"
	}
	return ""
}

// outsideCoverage reports a matter that was received outside every span that the disclosure says it covers. Counts leave such days
// out, because they cannot be complete.
func outsideCoverage(m *Matter, c *Context) string {
	if m.Received.State != record.Read {
		return ""
	}
	for _, cover := range c.Disclosure.Covers {
		if slices.Contains(cover.Measures, record.Received) && m.Received.Known >= cover.From && m.Received.Known <= cover.To {
			return ""
		}
	}
	return fmt.Sprintf("received %s, outside what the disclosure covers", m.Received.Known)
}
