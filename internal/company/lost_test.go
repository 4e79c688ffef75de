package company_test

import (
	"testing"

	"tvistdata/internal/company"
)

// Each name has lost a letter, in a way that some program loses them.
func TestLostLetters(t *testing.T) {
	for _, name := range []string{
		"P?hittade Hattar AB", "P??hittade Hattar AB", "?ngstr?ms M?bler AB", "Ume? Bygg AB", "P?HITTADE AB",
		"P}hittade Hattar AB", "H{ttar AB", "M|bler AB", "]ngstr|ms AB", "[lvsborg Bygg AB", "\\stersund Bygg AB", "P]HITTADE AB", "Lule} Bygg AB",
		"P=C3=A5hittade Hattar AB", "P=E5hittade AB", "P%C3%A5hittade AB", "P&aring;hittade AB", "P&#229;hittade AB", "P\\u00e5hittade AB",
		"P_x00E5_hittade AB", "P+AOU-hittade AB", "P\ufffdhittade AB", "P†hittade AB", "H„ttar AB", "M”bler AB", "P_hittade AB", "Mo¨bler AB",
		"P*hittade AB", "P#hittade AB", "P¿hittade AB", "P├hittade AB", "PÃhittade AB", "PŒhittade AB", "Mo~bler AB",
	} {
		if !company.LostLetter(name) {
			t.Errorf("%s has all its letters", name)
		}
	}
}

// Each name is whole, though it has a sign or a letter that stands for a lost one elsewhere.
func TestSignsThatAreMeant(t *testing.T) {
	for _, name := range []string{
		"", "Påhittade Hattar AB", "Påhittade & Uppdiktade AB", "24/7 Bygg AB", "Vad kostar det?", "Bygg & Co. HB",
		"Eken AB | Båten AB", "Eken AB|Båten AB", "Eken [tidigare Båten] AB", "Eken {gamla} AB", "O’Brien Ltd", "L´oréal AB", "C# Konsult AB", "SÃO BENTO LDA",
		"Škoda Bygg AB", "Œuvre SARL", "* Påhittade AB", "#1 Bygg AB", "A=B AB", "MC=AB", "C+ABC- AB", "Påhittade \"Knapp\" AB", "Knapp” AB", "„Knapp” AB",
		"100 % Bygg AB", "M&M's AB", "Łódź Oy", "Eken\nBåten AB", "***", "L'Âge d'Or AB", "Âge AB", "Café Ângela AB",
	} {
		if company.LostLetter(name) {
			t.Errorf("%s has lost a letter", name)
		}
	}
}
