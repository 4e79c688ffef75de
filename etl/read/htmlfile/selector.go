package htmlfile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/tdewolff/parse/v2/css"
)

// selector finds elements.
type selector struct {
	cascadia.Sel // nil for one that may find any element
	strength     cascadia.Specificity
	text         string
	unsure       bool // it may find fewer elements than it does here, or none because a browser does not take the list that it is in
}

// longest is the length of a list of selectors at which rules in one another are read no deeper.
const longest = 1 << 14

var (
	// alike are other names of what is written in another way for the package that finds elements.
	alike = strings.NewReplacer(":any-link", ":link", ":scope", ":root", "*|", "")

	is    = regexp.MustCompile(`(?i):(is|matches|-webkit-any|-moz-any)\(`)
	where = regexp.MustCompile(`(?i):where\(`)

	// idle finds what an element is only when somebody does something.
	idle = regexp.MustCompile(`:(focus-visible|focus-within|target-within|popover-open|fullscreen|modal|user-valid|user-invalid|autofill|` +
		`playing|paused|host)\b(\([^()]*\))?`)

	// foreign finds what the package takes and no browser.
	foreign = regexp.MustCompile(`(?i):(contains|containsown|matchesown|haschild)\(|:input\b|[!#]=`)

	// children finds what asks for an element that is directly in another.
	children = regexp.MustCompile(`(?i):has\(\s*>`)

	// bracketed finds what is in brackets, and namesOf classes and ids.
	bracketed = regexp.MustCompile(`(?s)[(\[].*[)\]]`)
	namesOf   = regexp.MustCompile(`[.#][^\s.#:>+~*|&]+`)

	// pseudo finds what is asked of an element beyond its tag and attributes.
	pseudo = regexp.MustCompile(`(?i)::?-?[a-z][-a-z]*\(?`)

	// firsts finds the parts of an element that hold text of its own.
	firsts = regexp.MustCompile(`(?i)::?first-(line|letter)$`)
)

// names returns classes and ids that must be in a page for the selector to find anything: some of them, those before and after brackets.
func (f *selector) names() []string {
	if strings.Contains(f.text, "\\") {
		return nil
	}
	return namesOf.FindAllString(bracketed.ReplaceAllString(f.text, ":"), -1)
}

// selectors reads a list of selectors, and returns it as a text for the rules inside. A selector that is not known
// finds what it would without that which is not known.
func (s *sheets) selectors(tokens []css.Token, in place) (out []selector, text string) {
	unsure := false
	var texts []string
	size := 0
	for _, one := range listOf(textOf(tokens)) {
		one = joinedTo(one, in)
		if size += len(one); size > longest {
			s.odd = true
			return nil, ""
		}
		texts = append(texts, one)
		found, ok := selectorOf(one)
		if !ok {
			unsure = true
			continue
		}
		unsure = unsure || found.unsure
		if found.Sel == nil || found.PseudoElement() == "" {
			out = append(out, found)
			s.simple = s.simple && !strings.ContainsAny(one, " \t\n>+~[:")
		}
	}
	for i := range out {
		out[i].unsure = unsure
	}
	return out, strings.Join(texts, ",")
}

// joinedTo returns a selector with those of the rule that it is in.
func joinedTo(one string, in place) string {
	around := in.text
	if around == "" {
		around = ":root"
	}
	switch {
	case strings.Contains(one, "&"):
		return strings.ReplaceAll(one, "&", ":is("+around+")")
	case in.nested:
		return ":is(" + around + ") " + one
	case in.text != "":
		return strings.ReplaceAll(one, ":scope", ":is("+around+")")
	}
	return one
}

// selectorOf reads one selector; false for one that finds nothing, in any browser or on no element.
func selectorOf(one string) (out selector, ok bool) {
	out.text = one
	if foreign.MatchString(one) {
		return out, false
	}
	one = children.ReplaceAllString(one, ":haschild(")
	one = idle.ReplaceAllString(alike.Replace(one), ":hover")
	if firsts.MatchString(one) {
		one, out.unsure = firsts.ReplaceAllString(one, ""), true
	}
	if out.parse(one) {
		return out, true
	}
	if strings.Contains(one, "::") {
		return out, false
	}
	out.unsure = true
	one = without(one)
	if one == "" || strings.HasSuffix(one, "*") {
		return out, true
	}
	return out, out.parse(one)
}

// parse reads a selector that the package knows but for :is() and :where(). The one is the same as :not(:not()), and the other is
// too but for its strength.
func (f *selector) parse(one string) bool {
	found, err := cascadia.ParseWithPseudoElement(withFor(withFor(one, is, doubly), where, doubly))
	if err != nil {
		return false
	}
	f.Sel, f.strength = found, found.Specificity()
	if weak, err := cascadia.ParseWithPseudoElement(withFor(withFor(one, where, nothing), is, doubly)); err == nil {
		f.strength = weak.Specificity()
	}
	return true
}

func doubly(args string) string { return ":not(:not(" + args + "))" }

func nothing(string) string { return ":not(*)" }

// withFor returns a selector with something else for every function of a name.
func withFor(one string, name *regexp.Regexp, by func(args string) string) string {
	for {
		at := name.FindStringIndex(one)
		if at == nil {
			return one
		}
		args := insideOf(one[at[1]:])
		one = one[:at[0]] + by(args) + strings.TrimPrefix(one[at[1]+len(args):], ")")
	}
}

// insideOf returns what comes before the bracket that closes an open one.
func insideOf(text string) string {
	depth := 1
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return text[:i]
		}
	}
	return text
}

// without returns a selector without what is asked beyond tags and attributes, * for an element of which nothing is left.
func without(one string) string {
	var b strings.Builder
	for one != "" {
		at := pseudo.FindStringIndex(one)
		if at == nil {
			b.WriteString(one)
			break
		}
		b.WriteString(one[:at[0]])
		name := one[at[0]:at[1]]
		if before := b.String(); before == "" || strings.ContainsAny(before[len(before)-1:], " >+~") {
			b.WriteByte('*')
		}
		if one = one[at[1]:]; strings.HasSuffix(name, "(") {
			one = strings.TrimPrefix(one[len(insideOf(one)):], ")")
		}
	}
	return b.String()
}

// listOf splits a list of selectors.
func listOf(text string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range text {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, strings.TrimSpace(text[from:i]))
				from = i + 1
			}
		}
	}
	out = append(out, strings.TrimSpace(text[from:]))
	return slices.DeleteFunc(out, func(one string) bool { return one == "" })
}
