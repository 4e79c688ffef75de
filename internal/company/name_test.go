package company_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tvistdata/internal/company"
)

// The identifiers in this table are out in the world: a change that breaks it moves them.
func TestNameIDIsFrozen(t *testing.T) {
	for _, c := range []struct{ name, fold, id string }{
		{"Påhittade Betalningar AB", "påhittade betalningar ab", "u-n6ik4ttf6ntv4npq"},
		{"  PA\u030aHITTADE \u00a0 BETALNINGAR\tAB ", "påhittade betalningar ab", "u-n6ik4ttf6ntv4npq"},
		{"Invented Airways Ltd", "invented airways ltd", "u-pzsnax7okrctqpup"},
		{"Invented Airways, Ltd.", "invented airways, ltd.", "u-meu2zpnyeit2s4jz"},
		{"ÅÄÖ Éé Ÿ & Söner", "åäö éé ÿ & söner", "u-oe5jlmtrsupwgyrd"},
		{"Strauß GmbH", "strauß gmbh", "u-ls74yvvu6dq7xdum"},
		{"Ἀθήνας ΑΕ", "ἀθήνασ αε", "u-sqsrvablrhxxahry"},
		{"İstanbul A.Ş.", "istanbul a.ş.", "u-e2ibedoonwghvyjn"},
		{"zero\u200bwidth\u00ad AB\ufeff", "zerowidth ab", "u-lqi5j3kp3sgf5fpq"},
		{"", "", ""},
		{" \u00a0\u200b", "", ""},
	} {
		if got := company.FoldName(c.name); got != c.fold {
			t.Errorf("FoldName(%q) = %q, want %q", c.name, got, c.fold)
		}
		if got := company.NameID(c.name); got != c.id {
			t.Errorf("NameID(%q) = %q, want %q", c.name, got, c.id)
		}
	}
}

func TestFoldNameProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune(" \t\u00a0\u200bAaÅåßſςKµ'ŉǅ"), unicode.Latin, unicode.Greek, unicode.Mn, unicode.Zs), 0, 12, -1).Draw(t, "name")
		fold := company.FoldName(name)
		if again := company.FoldName(fold); again != fold {
			t.Fatalf("fold of %q is %q, folded again %q", name, fold, again)
		}
		if got := company.FoldName(norm.NFD.String(name)); got != fold {
			t.Fatalf("decomposed %q folds to %q, not %q", name, got, fold)
		}
		if got := company.FoldName("\u00a0" + strings.ReplaceAll(name, " ", " \t ") + "\n"); got != fold {
			t.Fatalf("%q with more white space folds to %q, not %q", name, got, fold)
		}
		if !norm.NFC.IsNormalString(fold) {
			t.Fatalf("%q is not NFC", fold)
		}
		if id := company.NameID(name); (id == "") != (fold == "") || id != "" && len(id) != 18 {
			t.Fatalf("id of %q is %q", name, id)
		}
	})
}

func TestFoldNameASCII(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[ A-Za-z0-9&.-]{0,20}`).Draw(t, "name")
		want := strings.ToLower(strings.Join(strings.Fields(name), " "))
		if got := company.FoldName(name); got != want {
			t.Fatalf("%q folds to %q, not %q", name, got, want)
		}
	})
}
