package company

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/person"
)

// place says where in a name a legal form may be. A form that could be somebody's initials, first name or trade is
// held to more: to miss a form hides a company until a decision shows it; to see one where there is none shows a person.
type place uint8

const (
	anywhere place = iota // as a word of its own
	atEnd                 // after another word, with nothing but a tail such as "i likvidation" behind it
	closeBy               // as atEnd, with no comma in front: "Ek, SA" is somebody's initials
	first                 // in front of another word
)

// form is one way of writing a legal form: its words as written in lower case without full stops.
type form struct {
	words    string
	name     string // the usual short form
	at       place
	spelling string // what has to be written, when lower case or full stops make it another word: "SpA", never "Spa"
	undotted bool   // with full stops inside it is somebody's initials: "A.B. Ek"
}

// forms holds the legal forms that make a name a company's. It leaves out forms of persons (enskild firma, e.K.: soleEnds), words
// that anyone may use ("& Co", "bolag", "firma") and SE, which is the country code of Sweden, too.
var forms = []form{
	{words: "ab", name: "AB", undotted: true},
	{words: "publ", name: "AB", at: atEnd},
	{words: "aktiebolag", name: "AB"},
	{words: "aktiebolaget", name: "AB"},
	{words: "bankaktiebolag", name: "AB"},
	{words: "bankaktiebolaget", name: "AB"},
	{words: "försäkringsaktiebolag", name: "AB"},
	{words: "försäkringsaktiebolaget", name: "AB"},
	{words: "livförsäkringsaktiebolag", name: "AB"},
	{words: "livförsäkringsaktiebolaget", name: "AB"},
	{words: "hb", name: "HB", at: closeBy, undotted: true},
	{words: "kb", name: "KB", at: closeBy, undotted: true},
	{words: "handelsbolag", name: "HB"},
	{words: "handelsbolaget", name: "HB"},
	{words: "kommanditbolag", name: "KB"},
	{words: "kommanditbolaget", name: "KB"},
	{words: "förening upa", name: "ek. för.", at: atEnd},
	{words: "ek för", name: "ek. för.", at: atEnd},
	{words: "ekför", name: "ek. för.", at: atEnd},
	{words: "ekonomisk förening", name: "ek. för."},
	{words: "ekonomiska förening", name: "ek. för."},
	{words: "ekonomiska föreningen", name: "ek. för."},
	{words: "ideell förening", name: "ideell förening"},
	{words: "bostadsrättsförening", name: "brf"},
	{words: "bostadsrättsföreningen", name: "brf"},
	{words: "brf", name: "brf", at: first},
	{words: "stiftelsen", name: "stiftelse", at: first},
	{words: "stiftelsen", name: "stiftelse", at: atEnd},
	{words: "stiftelse", name: "stiftelse", at: atEnd},
	{words: "ömsesidigt försäkringsbolag", name: "ömsesidigt"},
	{words: "ömsesidiga försäkringsbolag", name: "ömsesidigt"},
	{words: "ömsesidiga försäkringsbolaget", name: "ömsesidigt"},
	{words: "ömsesidigt", name: "ömsesidigt"},
	{words: "ömsesidiga", name: "ömsesidigt"},
	{words: "filial", name: "filial", at: atEnd},
	{words: "sverigefilial", name: "filial", at: atEnd},
	{words: "bankfilial", name: "filial", at: atEnd},

	{words: "ltd", name: "Ltd", at: atEnd},
	{words: "limited", name: "Ltd", at: atEnd},
	{words: "plc", name: "plc", at: atEnd},
	{words: "public limited company", name: "plc", at: atEnd},
	{words: "dac", name: "DAC", at: atEnd},
	{words: "designated activity company", name: "DAC", at: atEnd},
	{words: "llp", name: "LLP", at: atEnd},
	{words: "llc", name: "LLC", at: atEnd},
	{words: "inc", name: "Inc", at: atEnd},
	{words: "incorporated", name: "Inc", at: atEnd},
	{words: "corp", name: "Corp", at: atEnd},
	{words: "corporation", name: "Corp", at: atEnd},
	{words: "gmbh", name: "GmbH", at: atEnd},
	{words: "mbh", name: "GmbH", at: atEnd},
	{words: "kgaa", name: "KGaA", at: atEnd},
	{words: "ag", name: "AG", at: closeBy, spelling: "AG"},
	{words: "kg", name: "KG", at: closeBy, spelling: "KG"},
	{words: "sa", name: "SA", at: closeBy, spelling: "SA"},
	{words: "sa", name: "SA", at: closeBy, spelling: "S.A."},
	{words: "sas", name: "SAS", at: closeBy, spelling: "SAS"},
	{words: "sas", name: "SAS", at: closeBy, spelling: "S.A.S."},
	{words: "sarl", name: "SARL", at: atEnd},
	{words: "sàrl", name: "SARL", at: atEnd},
	{words: "spa", name: "SpA", at: closeBy, spelling: "SpA"},
	{words: "spa", name: "SpA", at: closeBy, spelling: "S.p.A."},
	{words: "spa", name: "SpA", at: closeBy, spelling: "S.P.A."},
	{words: "srl", name: "Srl", at: atEnd},
	{words: "sl", name: "SL", at: closeBy, spelling: "S.L."},
	{words: "sl", name: "SL", at: closeBy, spelling: "SL"},
	{words: "slu", name: "SL", at: closeBy, spelling: "S.L.U."},
	{words: "lda", name: "Lda", at: closeBy},
	{words: "bv", name: "BV", at: closeBy, spelling: "BV"},
	{words: "bv", name: "BV", at: closeBy, spelling: "B.V."},
	{words: "nv", name: "NV", at: closeBy, spelling: "NV"},
	{words: "nv", name: "NV", at: closeBy, spelling: "N.V."},
	{words: "a/s", name: "A/S", at: atEnd},
	{words: "a/s", name: "A/S", at: first},
	{words: "as", name: "AS", at: closeBy, spelling: "AS"},
	{words: "as", name: "AS", at: closeBy, spelling: "as"},
	{words: "as", name: "AS", at: closeBy, spelling: "A.S."},
	{words: "asa", name: "ASA", at: closeBy, spelling: "ASA"},
	{words: "aps", name: "ApS", at: closeBy},
	{words: "p/s", name: "P/S", at: atEnd},
	{words: "k/s", name: "K/S", at: atEnd},
	{words: "oy", name: "Oy", at: closeBy},
	{words: "oyj", name: "Oyj", at: closeBy},
	{words: "abp", name: "Abp", at: closeBy, spelling: "Abp"}, // in capitals they are somebody's initials
	{words: "bank abp", name: "Abp", at: atEnd},
	{words: "abp filial", name: "Abp", at: atEnd},
	{words: "abp filial i sverige", name: "Abp", at: atEnd},
	{words: "oü", name: "OÜ", at: closeBy},
	{words: "uab", name: "UAB", at: closeBy},
	{words: "uab", name: "UAB", at: first},
	{words: "sia", name: "SIA", at: closeBy, spelling: "SIA"},
	{words: "sia", name: "SIA", at: first, spelling: "SIA"},
	{words: "sp z oo", name: "Sp. z o.o.", at: atEnd},
	{words: "sp z o o", name: "Sp. z o.o.", at: atEnd},
	{words: "spz oo", name: "Sp. z o.o.", at: atEnd},
	{words: "spzoo", name: "Sp. z o.o.", at: atEnd},
	{words: "sro", name: "s.r.o.", at: closeBy, spelling: "s.r.o."},
	{words: "as", name: "a.s.", at: closeBy, spelling: "a.s."},
	{words: "doo", name: "d.o.o.", at: closeBy, spelling: "d.o.o."},
	{words: "kft", name: "Kft", at: closeBy},
	{words: "zrt", name: "Zrt", at: closeBy},
	{words: "eood", name: "EOOD", at: atEnd},
}

// givenNames are forms that in a name all in capitals cannot be distinguished from a first name, "EK SIA", "EK ASA", and initialled
// are spellings of others that may be somebody's initials or a small word. They count beside a word that says what companies do: NORSK
// DATA A.S.
var (
	givenNames = map[string]bool{"sia": true, "asa": true}
	initialled = map[string]bool{"as": true, "A.S.": true}
)

// tails are the words that may come behind a form at the end of a name.
var tails = []string{
	"publ", "i likvidation", "i konkurs", "under konkurs", "under rekonstruktion", "under företagsrekonstruktion",
	"filial", "sverigefilial", "sverige filial", "svensk filial", "sweden filial", "filial sverige", "filial i sverige",
	"sweden branch", "swedish branch", "sverige", "sweden",
}

// tailsByWord finds tails by their first word.
var tailsByWord = byFirstWord(tails...)

// formsByWord finds forms by their first word.
var formsByWord = func() map[string][]form {
	m := make(map[string][]form, len(forms))
	for _, f := range forms {
		w, _, _ := strings.Cut(f.words, " ")
		m[w] = append(m[w], f)
	}
	return m
}()

// Form is what a name says of whose it is; the zero Form is a name that says nothing.
type Form struct {
	// Legal is the legal form by which the name says of itself that it is a company's: AB, HB, Ltd, GmbH … The form must
	// be at the end of the name, or, as in "AB Svensson", at its beginning, and nothing in the name may tie a company
	// to somebody else: "Anna Ek c/o Bygg AB" and "Anna Ek, anställd hos Bygg AB" name a person. Such a name may be shown.
	Legal string
	// Personal says that the name is a person's or hides one: enskild firma, e. f., dödsbo, "Personuppgift", or
	// characters put in the place of a name, in any spelling. "Dödsboet efter" makes it an estate's whatever legal form follows. Such a
	// name is never shown, and never has a legal form.
	Personal bool
	// Mixed says that the name holds something else than a company's name: a word that introduces a person, such as
	// c/o or "att:", a person's name and what does not go on a company's ("Anna Ek vid Bygg AB"), or a case number. Beside a company's
	// number it is not shown as written.
	Mixed bool
}

// FormOf reads what a name says of whose it is.
func FormOf(name string) Form { return formOf(name, split(name)) }

// formOf reads what a name says, from its words.
func formOf(name string, words []word) Form {
	f, _ := findForm(words)
	if personal(words, f) {
		return Form{Personal: true}
	}
	if holdsCase(person.FoldSigns(name)) || introduces(words) || f.name != "" && (disguised(name) || besidesPerson(name, words)) {
		return Form{Mixed: true}
	}
	sole, _ := soleForm(words)
	return Form{Legal: sole.name}
}

// introduces reports whether a word introduces a person, in whatever disguise.
func introduces(words []word) bool {
	for i, w := range words {
		if parties[w.key] || longParties.at(words, i) > 0 {
			return true
		}
	}
	return false
}

// findForm returns the first legal form among the words.
func findForm(words []word) (form, bool) {
	for i := range words {
		for _, f := range words[i].legal() {
			if n := strings.Count(f.words, " ") + 1; matches(words, i, n, f) {
				return f, true
			}
		}
	}
	return form{}, false
}

// matches reports whether the n words from i are the form in a place and a spelling where it counts.
func matches(words []word, i, n int, f form) bool {
	if len(words) == n || i+n > len(words) || joined(words[i:i+n]) != f.words {
		return false
	}
	if f.undotted && strings.Contains(strings.TrimSuffix(words[i].text, "."), ".") ||
		f.spelling != "" && !spelled(words[i].text, f.spelling) ||
		(givenNames[f.words] && allCapitals(words) || initialled[f.spelling]) && !companyLike(words[:i]) {
		return false
	}
	switch f.at {
	case anywhere:
		return true
	case first:
		return i == 0
	case atEnd:
		return i > 0 && endsHere(words[i+n:])
	case closeBy:
		return i > 0 && !words[i].afterComma && endsHere(words[i+n:])
	}
	return false
}

// spelled reports whether a word is written as a form has to be. The name's own full stop may be behind it.
func spelled(text, form string) bool {
	return text == form || strings.TrimSuffix(text, ".") == form && !strings.Contains(form, ".")
}

// companyLike reports whether nobody is called by one of the words, and one says what companies do or where they are.
func companyLike(words []word) bool {
	told := false
	for _, w := range words {
		for _, letters := range person.Letters(w.key) {
			if sure(letters) {
				told = true
			} else if utf8.RuneCountInString(letters) == 1 || person.Called(letters) {
				return false
			}
		}
	}
	return told
}

// endsHere reports whether nothing but a tail, or a new part of the name behind a comma or bracket, follows a form.
func endsHere(rest []word) bool {
	if len(rest) == 0 || rest[0].afterComma {
		return true
	}
	for _, t := range tailsByWord[rest[0].key] {
		n := strings.Count(t, " ") + 1
		if len(rest) >= n && joined(rest[:n]) == t {
			return endsHere(rest[n:])
		}
	}
	return false
}

// word is one word of a name.
type word struct {
	text       string // as written, without brackets, commas and quotation marks around it
	key        string // in lower case, without full stops
	forms      []form // the legal forms that it may be, or be the first word of
	dotted     bool   // has a full stop inside or at its end
	afterComma bool   // a comma, semicolon, bracket or dash comes before it
	afterDash  bool   // a dash between blanks, and nothing else of that sort, comes before it
	afterStem  bool   // the word before ends in a hyphen, and nothing else of that sort comes before it: sport- och
	bracketed  bool   // it is alone in brackets
}

// partedBy writes signs between two parts of a name as commas and dashes.
var partedBy = strings.NewReplacer("，", ", ", "、", ", ", "；", "; ", " ― ", " - ", " − ", " - ", " — ", " - ", " … ", " - ", " ... ", " - ",
	" · ", " - ", " • ", " - ", " @ ", " - ")

// mayBeParted reports, at little cost, whether a name may have one of the signs that partedBy replaces.
func mayBeParted(name string) bool {
	for i := range len(name) {
		if c := name[i]; c == '@' || c == 0xc2 || c > 0xc3 || c == '.' && i > 0 && name[i-1] == '.' {
			return true
		}
	}
	return false
}

// split returns the words of a name.
func split(name string) []word {
	if !norm.NFC.IsNormalString(name) {
		name = norm.NFC.String(name)
	}
	if mayBeParted(name) {
		name = partedBy.Replace(name)
	}
	fields := strings.Fields(spaced(name))
	words := make([]word, 0, len(fields))
	comma, dash, stem := false, false, false
	for _, f := range fields {
		if plain(f) {
			key := strings.ToLower(f)
			words = append(words, word{text: f, key: key, forms: formsByWord[key], afterComma: comma, afterDash: dash, afterStem: stem})
			comma, dash, stem = false, false, false
			continue
		}
		closed := comma
		t := strings.TrimLeft(f, "([{\"'«»”’,;:–-")
		comma = comma || len(words) > 0 && strings.ContainsAny(f[:len(f)-len(t)], "([{,;:–-")
		end := strings.TrimRight(t, ")]}\"'«»”’,;:–-")
		if end == "" {
			dash = len(words) > 0 && !closed && strings.Trim(f, "–-") == ""
			comma, stem = comma || len(words) > 0, false
			continue
		}
		if t[len(end):] == "]" && inBrackets.MatchString(t) {
			end = t
		}
		key := strings.ReplaceAll(FoldName(end), ".", "")
		if key == "" {
			key = end
		}
		words = append(words, word{
			text: end, key: key, forms: formsByWord[key], dotted: strings.Contains(end, "."), afterComma: comma, afterDash: dash && t == f,
			afterStem: stem && t == f, bracketed: strings.HasPrefix(f, "(") && strings.HasSuffix(f, ")"),
		})
		comma, dash, stem = strings.ContainsAny(t[len(end):], ")]},;:–-"), false, t[len(end):] == "-"
	}
	return words
}

// spaced puts a blank behind each comma and semicolon between two letters: "Co.,Ltd" and "Ek,Anna" are two words.
func spaced(name string) string {
	for i := 1; i < len(name)-1; i++ {
		if c := name[i]; (c == ',' || c == ';') && name[i-1] > ' ' && !isDigit(name, i-1) && letter(name[i+1]) {
			name = name[:i+1] + " " + name[i+1:]
		}
	}
	return name
}

// letter reports whether a byte is a letter of ASCII, or of a sign beyond.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }

// plain reports whether a word is of nothing but ASCII letters and digits.
func plain(w string) bool {
	for i := range len(w) {
		if c := w[i]; c|0x20 < 'a' || c|0x20 > 'z' {
			if c < '0' || c > '9' {
				return false
			}
		}
	}
	return true
}

func joined(words []word) string {
	if len(words) == 1 {
		return words[0].key
	}
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.key
	}
	return strings.Join(keys, " ")
}

// allCapitals reports whether every word is written in capitals.
func allCapitals(words []word) bool {
	for _, w := range words {
		if strings.ToUpper(w.text) != w.text {
			return false
		}
	}
	return true
}
