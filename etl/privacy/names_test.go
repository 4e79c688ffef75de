package privacy_test

import (
	"testing"

	"tvistdata/etl/privacy"
)

func TestMayName(t *testing.T) {
	for text, want := range map[string]bool{
		"Anna Andersson": true,
		"alla ärenden mot Anna Andersson i Motala": true,
		"Andersson, Anna":                                true,
		"ANNA ANDERSSON":                                 true,
		"Åsa-Lena Öberg":                                 true,
		"\"Anna Andersson\"":                             true,
		"Anna Andersson mot Påhittade Bilar AB":          true,
		"Påhittade Bilar AB. Anna Andersson":             true,
		"Påhittade Bilar AB":                             false,
		"alla ärenden mot Påhittade Bilar AB, 2021":      false,
		"AB Påhittade Bilar och Inventions Ltd":          false,
		"alla ärenden som avgjordes 2021. Inga på Motor": false,
		"Alla ärenden":                                   false,
		"ARN 2023-01234":                                 false,
		"Motor":                                          false,
		"every case received in 2021":                    false,
		"":                                               false,
		"2018-01-01–2023-12-31, Motor":                   false,
		"hos ARN: Motor":                                 false,
		"Dnr 2021/12 A":                                  false,
		"påhittade bilar, anna, m.m. X":                  false,
	} {
		if got := privacy.MayName(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
