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
		"alla ärenden mot anna andersson":                true,
		"alla ärenden mot andersson, anna":               true,
		"ärenden mot per lindqvist, 2021":                true,
		"ärenden av bo berg":                             false, // words of the language, both
		"beslut om åsa-lena öberg och andra":             true,
		"tvister som mohammed ali har anmält":            true,
		"every case against goran nystrom":               true,
		"alla ärenden mot anna andersson bygg ab":        false,
		"alla ärenden mot ab anna andersson":             false,
		"antal ärenden per dag och avdelning":            false,
		"alla ärenden om el, bank och försäkring":        false,
		"samtliga beslut under maj, juni och juli 2022":  false,
		"alla ärenden inkomna 2021 till och med mars":    false,
		"all disputes with a decision on the merits":     false,
		"sökning på bolagets namn i diariet":             false,
	} {
		if got := privacy.MayName(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
