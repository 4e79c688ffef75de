package numbers

import (
	"strings"

	"tvistdata/internal/record"
)

// Rule is how a check digit is worked out.
type Rule string

// The rules.
const (
	// Luhn is the formula of ISO/IEC 7812-1, annex B.
	Luhn Rule = "luhn"
	// Mod11 multiplies each digit with its weight and divides the sum by 11: 11 less the remainder is the check digit, 0 for 11, and a
	// number for which it is 10 is not given out. Norway's organisasjonsnummer (Brønnøysundregistrene, "Om organisasjonsnummeret") and
	// fødselsnummer (Skatteetaten, "Oppbygging av fødselsnummer"), Denmark's CVR number (Erhvervsstyrelsen) and CPR number (CPR-kontoret,
	// "Personnummeret i CPR"), and Finland's Y-tunnus (PRH and Vero, "Y-tunnuksen tarkistusmerkki") have it.
	Mod11 Rule = "mod11"
	// Mod11Zero is Mod11 with the check digit 0 where it would be 10. Brazil's CNPJ and CPF have it (Receita Federal, "Cálculo do dígito
	// verificador do CNPJ"); a letter of a CNPJ counts as its code in ASCII less 48 (Instrução Normativa RFB 2.229/2024).
	Mod11Zero Rule = "mod11-zero"
	// Mod31 divides the digits, as one number, by 31 and takes the character of the remainder among 0 to 9 and the letters but G, I, O, Q
	// and Z. Finland's henkilötunnus has it (Digi- ja väestötietovirasto, "Henkilötunnus").
	Mod31 Rule = "mod31"
)

// mod31 are the check characters of Mod31, by remainder.
const mod31 = "0123456789ABCDEFHJKLMNPRSTUVWXY"

// weighted reports whether the rule has weights.
func (r Rule) weighted() bool { return r == Mod11 || r == Mod11Zero }

// holds reports whether the last character of a text is the check digit of those before it.
func (c *Check) holds(text string) bool {
	last := len(text) - 1
	switch c.Rule {
	case Luhn:
		return record.CheckDigit(text)
	case Mod31:
		rest := 0
		for i := range last {
			rest = (10*rest + int(text[i]-'0')) % len(mod31)
		}
		return text[last] == mod31[rest]
	case Mod11, Mod11Zero:
	}
	sum := 0
	for i, w := range c.Weights {
		sum += w * int(text[i]-'0') // of a letter its code less 48, too
	}
	digit := (11 - sum%11) % 11
	if digit == 10 && c.Rule == Mod11Zero {
		digit = 0
	}
	return digit < 10 && text[last] == byte('0'+digit)
}

// allHold reports whether the last characters of a text keep the rules.
func allHold(checks []Check, text string) bool {
	for i := range checks {
		if !checks[i].holds(text[:len(text)-len(checks)+i+1]) {
			return false
		}
	}
	return true
}

// alike reports whether a text is one character again and again, as numbers are that mean none.
func alike(text string) bool { return strings.Trim(text, text[:1]) == "" }
