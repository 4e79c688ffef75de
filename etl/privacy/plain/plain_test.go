package plain_test

import (
	"testing"

	"tvistdata/etl/privacy/plain"
)

func TestPrintable(t *testing.T) {
	words := plain.Of(nil)
	for name, want := range map[string]bool{
		"ärenden 2021.csv": true, "Diarieutdrag maj 2022.xlsx": true, "lista_q1.csv": true, "Blad1": true,
		"Viktoria.csv": false, "wiktoria lista.csv": false, "HAMPUS.xlsx": false, "ärenden Åsa.csv": false, "lista_bo.csv": false,
		"Lindqvist.csv": false, "Nyström lista.csv": false, "ek lista.csv": false, "Mohammed.pdf": false, "lista ab.csv": true,
		"lista 8112189876.csv": false, "lista 81I2I8-9876.csv": false,
	} {
		if got := words.Printable(name); got != want {
			t.Errorf("%q: %t, want %t", name, got, want)
		}
	}
}

func TestNamesPerson(t *testing.T) {
	words := plain.Of(nil)
	for text, want := range map[string]bool{
		"Hampus": true, "Tilda": true, "lindqvist": true, "Nyström": true, "nyström": false, "True": false, "avdelning": false, "Ärendenummer": false, "city": false,
		"Mortgage": false, "Resor": false, "sankmark": false, "Maj": false,
	} {
		if got := words.NamesPerson(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
