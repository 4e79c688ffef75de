package company

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/person"
)

// Several reports whether a respondent's number and name are those of several respondents:
//
//   - there are two numbers;
//   - the parts of the name are counted;
//   - two parts each have a legal form and a name of their own;
//   - a person's name comes before or after a company's;
//   - a name without a legal form comes after a company's name and "och", "&" or two blanks, or a line end or ";" separates the two in
//     either order; not when one company's number is beside them, because it may be that company's brand.
//
// A town, a department and an address are no names. The register also knows names without a legal form. A name that a decision has as
// one company's is one respondent. Beside at most one number, so is a name that the register has as one company's. Beside one number, a
// name and the same name longer are one company's, too.
func (r *Register) Several(list, number, name string) bool {
	if r.severalNumbers(list, number) || severalNumbers(name) {
		return r.Match(list, "", name).Method != ByDecision
	}
	return r.severalNames(list, number, name) && !r.Match(list, "", name).found()
}

// found reports whether a name led to a company.
func (m Match) found() bool {
	return m.Method == ByDecision || m.Method == ByName || m.Method == ByFold
}

// severalNumbers reports whether a cell holds two numbers of companies, persons or estates.
func severalNumbers(text string) bool {
	if len(text) < 20 || person.FewDigits(text) {
		return false
	}
	found := Number("")
	for _, part := range numbersIn(text) {
		n, class := ParseNumber(part)
		if class == PersonNumber || class == EstateNumber {
			n = Number(person.Digits(part))
		}
		if n == "" {
			continue
		}
		if n = n[max(0, len(n)-10):]; found != "" && n != found {
			return true
		}
		found = n
	}
	return false
}

// severalNames reports whether a name is made of those of several companies.
func (r *Register) severalNames(list, number, name string) bool {
	if counted(name) {
		return true
	}
	pieces := cut(name)
	if len(pieces) < 2 {
		return false
	}
	first, id := "", r.number(list, number, name).id // the first part with a legal form, and whose number is beside the name
	loose, address := "", false                      // the part before when it is a name without a form, and whether an address came
	for i, p := range pieces {
		part := name[p.from:p.to]
		own, before := ownWords(part), loose
		if loose = ""; own == nil && !address && (isName(part, name) || person.IsName(part) || p.joint >= byBlanks && apart(part, name)) {
			loose = part
		}
		address = address || own == nil && strings.ContainsAny(part, "0123456789")
		switch {
		case own == nil && first == "":
			if before != "" && loose != "" && p.joint == byList && id == "" {
				return true
			}
		case own == nil:
			listed := p.joint >= byBlanks && id == "" && endsInForm(first)
			if person.IsName(part) || isTrader(part) && (p.joint.apart() || id == "") ||
				loose != "" && (listed || p.joint > byForm && r.another(list, id, first, part)) {
				return true
			}
		case first == "":
			if i > 0 && r.beside(list, id, name[pieces[i-1].from:pieces[i-1].to], part, p.joint, name) {
				return true
			}
			first = part
		case p.joint == byForm && !capital(part, name), i == len(pieces)-1 && partnership(part, p.joint):
		case !sameName(first, part, id != ""):
			return true
		}
	}
	return false
}

// beside reports whether the part in front of the first company's is another respondent's: a person's where it is separated or no number
// says whose the row is, a name on another line, or what the register or a decision has as another company.
func (r *Register) beside(list, id, before, part string, j joint, whole string) bool {
	if ownWords(before) != nil {
		return false
	}
	switch {
	case person.IsName(before):
		return j.apart() || id == ""
	case isTrader(before):
		return j.apart()
	}
	return j >= byLine && id == "" && capital(part, whole) && apart(before, whole) || r.another(list, id, part, before)
}

// another reports whether the register, or a decision, has a part of a name as that of another company than a number's or, without
// one, the first part's.
func (r *Register) another(list, id, first, part string) bool {
	m := r.Match(list, "", part)
	if m.Why == IsBrand {
		return id == ""
	}
	if id == "" {
		id = r.Match(list, "", first).ID
	}
	return m.found() && r.final(m.ID) != r.final(id)
}

// sameName reports whether two parts are the same name but for legal forms or, if one may be longer, one is the other and more.
func sameName(a, b string, longer bool) bool {
	x, y := ownWords(a), ownWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return strings.Join(x, "") == strings.Join(y, "") ||
		longer && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// capital reports whether a part begins as a name does: with a capital or a digit, and no bracket in front, unless the whole has no
// capital.
func capital(part, whole string) bool {
	for _, r := range strings.TrimLeft(part, " \u00a0") {
		if r == '(' {
			return false
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return !unicode.IsLower(r) || !strings.ContainsFunc(whole, unicode.IsUpper)
		}
	}
	return false
}

// isName reports whether a part without a legal form may be a company's name: it is no address, does not say what somebody is to
// the company, and has a word that is no town's or department's, and that nobody is called by.
func isName(part, whole string) bool {
	words := split(part)
	if len(words) == 0 || strings.ContainsAny(part, "0123456789@") || !capital(part, whole) || goesOn[words[0].key] || isAside(words) {
		return false
	}
	return slices.ContainsFunc(words, func(w word) bool {
		return len([]rune(w.key)) > 1 && !whereabouts[w.key] && !general[w.key] && !countries[w.key] && !goesOn[w.key] && len(w.forms) == 0 &&
			!slices.ContainsFunc(person.Letters(w.key), person.Called)
	})
}

// endsInForm reports whether a part ends in a legal form: "AB Hattar" continues.
func endsInForm(part string) bool {
	words := split(brackets.Replace(part))
	for i := 1; i < len(words); i++ {
		if _, n := formAt(words, i); n > 0 {
			return onlyTails(words[i+n:])
		}
	}
	return false
}

// isTrader reports whether a part is what a sole trader may be called: a given name, also in the genitive, and a trade.
func isTrader(part string) bool {
	words := person.NameWords(part)
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	nominative, genitive := strings.CutSuffix(words[0], "s")
	return (person.Given(words[0]) || genitive && person.Given(nominative)) && general[keyOf(words[len(words)-1]).core]
}

// apart reports whether a part that a line, a list's sign or blanks separate may name somebody: it is no address, says nothing of where
// or with whom one is in the company, and has a word of its own.
func apart(part, whole string) bool {
	words := split(part)
	if len(words) == 0 || strings.ContainsAny(part, "0123456789@") || goesOn[words[0].key] || isAside(words) ||
		!capital(part, whole) && !slices.ContainsFunc(person.NameWords(part), person.Called) {
		return false
	}
	return slices.ContainsFunc(words, func(w word) bool {
		return !whereabouts[w.key] && !general[w.key] && !countries[w.key] && !goesOn[w.key] && len(w.forms) == 0
	})
}

// BesidePerson reports whether a part of a company's name may be a person's name: a name as people have it behind "och" or "&"; behind
// another sign also two to four words with capitals that no lexicon has; on another line or behind blanks whatever says nothing of where
// or with whom one is in the company.
func BesidePerson(name string) bool {
	pieces := cut(name)
	if strings.ContainsAny(name, "()[]") {
		pieces = cutAt(pieces, name, bracketed, func(string) joint { return bySign })
	}
	if len(pieces) < 2 || !slices.ContainsFunc(pieces, func(p piece) bool { return ownWords(name[p.from:p.to]) != nil }) {
		return false
	}
	for i, p := range pieces {
		part, joint := name[p.from:p.to], p.joint
		if i == 0 {
			joint = pieces[1].joint
		}
		if joint == byForm || FormOf(part).Legal != "" {
			continue
		}
		// "Anna Ek Maskin & Transport AB" goes on with the trade
		trader := isTrader(part) && (i != 0 || joint != byWord || !tellNobody(split(name[pieces[1].from:pieces[1].to])))
		if person.IsName(part) || trader || joint == bySign && capitals(part) && isName(part, name) ||
			joint.apart() && apart(part, name) {
			return true
		}
	}
	return false
}

// capitals reports whether a part is two to four words with capitals.
func capitals(part string) bool {
	words := strings.Fields(part)
	small := func(w string) bool { return !unicode.IsUpper([]rune(w)[0]) }
	return len(words) > 1 && len(words) < 5 && !slices.ContainsFunc(words, small)
}

// ownWords returns the words that a part of a name is called by, folded, when it has a legal form and is a name by itself; nil
// when it has not: "& Co KB" continues, "f.d. Namn AB" is a former name, and a branch is its company's.
func ownWords(part string) (own []string) {
	words := split(brackets.Replace(part))
	if len(words) < 2 || isAside(words) || FormOf(part).Legal == "" || keyFrom(part, words).forms == "filial" {
		return nil
	}
	named := false
	for i := 0; i < len(words); {
		_, n := formAt(words, i)
		if n == 0 {
			n = stateAt(words, i)
		}
		if n == 0 {
			n, named = 1, named || !goesOn[words[i].key]
			own = append(own, keyOf(words[i].key).core)
		}
		i += n
	}
	if !named {
		return nil
	}
	return own
}

// isAside reports whether a part says something of the company besides its name: that it was called so, is a branch or a part of
// another, or what somebody is to it.
func isAside(words []word) bool {
	for len(words) > 1 && describe[words[0].key] {
		words = words[1:]
	}
	return asides[words[0].key] || ties[words[0].key] || len(words) > 1 && ofAnother[words[0].key] && prepositions[words[1].key]
}

// partnership reports whether the last part ends the name of a partnership of companies: "Namn AB & Annan AB Handelsbolag", "Namn
// AB Annan HB".
func partnership(part string, j joint) bool {
	forms := strings.Split(keyOf(part).forms, "+")
	return (len(forms) > 1 || j == byForm) && (slices.Contains(forms, "HB") || slices.Contains(forms, "KB") || slices.Contains(forms, "KG"))
}

var (
	// goesOn are words that make a name with what comes before them.
	goesOn = wordSet(`co comp company cie son söner sons bröder brothers partner partners kompani associates affiliates subsidiaries i in
		sverige sweden norden nordic danmark denmark norge norway finland the a och and & und et`)
	// asides begin what is said of one company besides its name, behind words that describe it; so do ties.
	asides = wordSet(`fd f tidigare förut förr fka f/k/a formerly previously vormals dba d/b/a t/a trading aka a/k/a nu numera under
		namnändring namnändrat ändrat genom via c/o hos bifirma kallat dotterbolag ägs ägd drivs driven owned operated represented ingår tillhör
		dvs även nuf norskavdelad`)
	describe = wordSet(`en ett a an the den svensk svenska sverige swedish sweden utländsk foreign norsk norwegian dansk danish finsk finnish`)
	// ofAnother are parts of something, which a preposition follows: filial till, part of.
	ofAnother = wordSet(`filial filialen branch del part division avdelning enhet dotterbolag dotterföretag subsidiary member medlem unit brand
		varumärke affärsområde bifirma company`)
	prepositions = wordSet(`till av af of i in inom for för to hos from fra från von`)
	// whereabouts are words for where and with whom one is in a company, and the largest towns besides those of general.
	whereabouts = wordSet(`box postbox kundtjänst kundtjänsten kundservice kundcenter kundombudsman reklamation reklamationer klagomål
		reklamationsavdelningen huvudkontor huvudkontoret kontor kontoret ekonomi ekonomiavdelningen juridik juridiska avdelningen avdelning avd
		sektion försäljning support order info reception växel skadeavdelningen skador vd att attn tel telefon fax mobil epost e-post mail ort
		organisationsnummer orgnr org nr personuppgift uppgift saknas okänd
		uppsala linköping örebro västerås helsingborg norrköping jönköping umeå lund borås sundsvall gävle eskilstuna halmstad växjö karlstad
		södertälje täby kristianstad trollhättan östersund luleå kalmar falun skövde solna sundbyberg kista nacka huddinge mölndal lidingö visby
		karlskrona nyköping borlänge skellefteå varberg uddevalla örnsköldsvik københavn copenhagen oslo helsinki helsingfors dublin london berlin
		hamburg amsterdam`)
)
