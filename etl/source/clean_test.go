package source_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tvistdata/etl/source"
)

// Each text is what a file holds; the other is what every stage after the readers sees of it.
func TestCleanText(t *testing.T) {
	for _, c := range []struct {
		defect, text, want string
		found              source.Damage
	}{
		{"none", "Påhittade Hattar AB", "Påhittade Hattar AB", 0},
		{"letters of other languages", "Łódź Ærø Œuvre Ñandú", "Łódź Ærø Œuvre Ñandú", 0},
		{"no-break space", "Påhittade\u00a0Hattar\u202fAB", "Påhittade Hattar AB", 0},
		{"ideographic space and fillers", "Påhittade\u3000Hattar\u3164AB\u2800", "Påhittade Hattar AB", 0},
		{"letters taken apart", norm.NFD.String("Ångströms Möbler"), "Ångströms Möbler", 0},
		{"Ångström sign", "\u212bngströms", "Ångströms", 0},
		{"zero width", "\ufeffPåhit\u200btade\u2060 Hat\u200dtar\u200c AB\u200b", "Påhittade Hattar AB", 0},
		{"direction of writing", "\u202ePåhittade\u202c \u2066Hattar\u2069 AB\u200f", "Påhittade Hattar AB", 0},
		{"soft hyphen", "Påhit\u00adtade Hattar AB", "Påhittade Hattar AB", 0},
		{"tags", "Påhittade\U000e0041\U000e007f AB", "Påhittade AB", 0},
		{"variation selector", "Påhittade\ufe0f AB\U000e0100", "Påhittade AB", 0},
		{"control characters", "Påhittade\x07 \x1bHattar\x7f AB\x08", "Påhittade Hattar AB", 0},
		{"Hangul filler and joiner", "Påhit\u034ftade\u115f AB", "Påhittade AB", 0},
		{"private use at the front", "\uf0b7 Påhittade AB", "Påhittade AB", 0},
		{"private use in place of a letter", "P\ue0e5hittade AB", "P\ufffdhittade AB", source.Lost},
		{"substitute in place of a letter", "P\x1ahittade AB", "P\ufffdhittade AB", source.Lost},
		{"substitute at the end", "Påhittade AB\x1a", "Påhittade AB", 0},
		{"replacement character", "P\ufffdhittade AB", "P\ufffdhittade AB", source.Lost},
		{"line breaks", "A\r\nB\rC\u2028D\vE\u0085F", "A\nB\nC\nD\nE\nF", 0},
		{"blanks at the ends", "\u00a0 A \u200b\n", "A", 0},
		{"decoded twice", "PÃ¥hittade HÃ¤ttÃ¶r \u00c3\u0085B \u00c3\u201eB", "Påhittade Hättör ÅB ÄB", source.Redecoded},
		{"decoded three times", "P\u00c3\u0192\u00c2\u00a5hittade", "Påhittade", source.Redecoded},
		{"decoded twice, letters taken apart", "Pa\u00cc\u0160hittade", "Påhittade", source.Redecoded},
		{"decoded twice in part", "PÃ¥hittade Möbler", "Påhittade Möbler", source.Redecoded},
		{"soft hyphen that is half of a letter", "Mar\u00c3\u00ada", "María", source.Redecoded},
		{"no-break space that is half of a letter", "Voil\u00c3\u00a0 AB", "Voilà AB", source.Redecoded},
		{"dash that was decoded twice", "A â€“ B", "A – B", source.Redecoded},
		{"byte order mark that was decoded twice", "ï»¿Påhittade", "Påhittade", source.Redecoded},
		{"UTF-8 as code page 850", "P├Ñhittade H├ñttar", "Påhittade Hättar", source.Redecoded},
		{"UTF-8 as Mac Roman", "P√•hittade H√§ttar", "Påhittade Hättar", source.Redecoded},
		{"Windows-1252 as Latin-1", "O\u0092Brien \u0093Knapp\u0094 A \u0096 B", "O’Brien “Knapp” A – B", source.Redecoded},
		{"Windows-1252 or Mac Roman as Latin-1", "P\u008ahittade", "P\ufffdhittade", source.Redecoded | source.Lost},
		{"code page 850 as Latin-1", "P\u0086hittade", "P\ufffdhittade", source.Redecoded | source.Lost},
		{"formula that is a text", `="402001-0007"`, "402001-0007", 0},
		{"formula that is a text with quotes", `="Påhittade ""Knapp"" AB"`, `Påhittade "Knapp" AB`, 0},
		{"formula that is empty", `=""`, "", 0},
		{"formula of two texts", `="a"&"b"`, `="a"&"b"`, 0},
		{"capital of another language", "SÃO BENTO LDA", "SÃO BENTO LDA", 0},
		{"dash behind a capital", "SÃO – Å–Ö AB", "SÃO – Å–Ö AB", 0},
		{"root sign", "√2 AB", "√2 AB", 0},
	} {
		t.Run(c.defect, func(t *testing.T) {
			if got, found := source.Clean(c.text); got != c.want || found != c.found {
				t.Errorf("%q: got %q, %d, want %q, %d", c.text, got, found, c.want, c.found)
			}
		})
	}
}

// Cleaning twice changes nothing, whatever the text; what Plain accepts is clean; and Swedish text that was decoded in a wrong
// encoding any number of times is itself again.
func TestCleaningIsDoneOnce(t *testing.T) {
	runes := rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("aÅåäöÃÂâ¥€–=\"\u00a0\u00ad\u0085\u0092\u200b\u030a\ue000\x1a\r\n\t √├")))
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(runes).Draw(t, "text"))
		clean, _ := source.Clean(text)
		if again, found := source.Clean(clean); again != clean || found&source.Redecoded != 0 {
			t.Fatalf("%q became %q and then %q", text, clean, again)
		}
		if source.Plain(text) && clean != text {
			t.Fatalf("%q is plain, and became %q", text, clean)
		}
	})
	letters := rapid.SampledFrom([]rune("abcåäöÅÄÖéü AB-"))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.TrimSpace(string(rapid.SliceOf(letters).Draw(t, "text")))
		wrong := text
		for range rapid.IntRange(0, 2).Draw(t, "times") {
			var b strings.Builder
			for _, c := range []byte(wrong) {
				r := charmap.Windows1252.DecodeByte(c)
				if r == '\ufffd' {
					r = rune(c)
				}
				b.WriteRune(r)
			}
			wrong = b.String()
		}
		if got, _ := source.Clean(wrong); got != text {
			t.Fatalf("%q became %q by way of %q", text, got, wrong)
		}
	})
}
