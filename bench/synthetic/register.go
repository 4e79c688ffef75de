package synthetic

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// RegisterEntry is a company of an invented register.
type RegisterEntry struct{ Number, Name, Form, Former string }

// Register returns the i-th company of an invented register, of up to seven million: names as registers have them, most of
// two to four words, some alike but for one; every tenth company has a former name.
func Register(i int) RegisterEntry {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	one := func(of []string) string { return of[r.IntN(len(of))] }
	own := syllables(r, 2+r.IntN(2))
	if r.IntN(3) == 0 {
		own += " & " + syllables(r, 2)
	}
	form := "AB"
	switch r.IntN(20) {
	case 0:
		form = "HB"
	case 1:
		form = "KB"
	case 2:
		form = "ek. för."
	}
	name := own
	if r.IntN(4) > 0 {
		name += " " + one(registerTrades)
	}
	if r.IntN(6) == 0 {
		name += " i " + one(registerTowns)
	}
	nine := fmt.Sprintf("4%d%d%06d", i/7_000_000, 2+i/1_000_000%7, i%1_000_000)
	e := RegisterEntry{Number: nine + string(checkDigit(nine)), Name: name + " " + form, Form: form}
	if r.IntN(10) == 0 {
		e.Former = syllables(r, 3) + " " + one(registerTrades) + " " + form
	}
	return e
}

// WriteRegister writes the first n companies of the register as CSV, as companies import takes it.
func WriteRegister(w io.Writer, n int) error {
	b := bufio.NewWriterSize(w, 1<<20)
	fmt.Fprintln(b, "number;name;form;status")
	for i := range n {
		e := Register(i)
		fmt.Fprintf(b, "%s;%s;%s;active\n", e.Number, e.Name, e.Form)
		if e.Former != "" {
			fmt.Fprintf(b, "%s;%s;%s;active\n", e.Number, e.Former, e.Form)
		}
	}
	return b.Flush()
}

// Misspell returns a name as one of several registrars writes it: in capitals, with the form in full, without marks, or with
// one letter wrong, which makes it nobody's.
func Misspell(name string, how int) string {
	switch how % 6 {
	case 1:
		return strings.ToUpper(name)
	case 2:
		return strings.Replace(name, " AB", " Aktiebolag", 1)
	case 3:
		return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "Å", "A", "Ä", "A", "Ö", "O").Replace(name)
	case 4:
		return strings.Replace(strings.ReplaceAll(name, " & ", " och "), " ek. för.", " Ekonomisk förening", 1)
	case 5:
		letters := []rune(name)
		letters[len(letters)/3] = 'x'
		return string(letters)
	}
	return name
}

func syllables(r *rand.Rand, n int) string {
	const consonants, vowels = "bdfghjklmnprstv", "aeiouyåäö"
	v := []rune(vowels)
	var b strings.Builder
	for range n {
		b.WriteByte(consonants[r.IntN(len(consonants))])
		b.WriteRune(v[r.IntN(len(v))])
		if r.IntN(2) == 0 {
			b.WriteByte("lnrst"[r.IntN(5)])
		}
	}
	word := []rune(b.String())
	return strings.ToUpper(string(word[:1])) + string(word[1:])
}

var (
	registerTrades = strings.Fields("Bygg Konsult Fastigheter Invest Åkeri Städ Transport Måleri Handel Förvaltning Holding Teknik " +
		"Design Redovisning Restaurang Elektriska Försäkring Möbler Rör Data")
	registerTowns = strings.Fields("Stockholm Göteborg Malmö Umeå Luleå Växjö Örebro Västerås Gävle Kalmar")
)
