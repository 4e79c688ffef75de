package htmlfile

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	input "github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styleRule says how the elements that a selector finds are shown.
type styleRule struct {
	selector
	layer int      // the higher wins; of important ones, the lower
	when  []string // the conditions that it is under
	says  declaration
}

type declaration struct {
	property  property
	value     string
	important bool
	unsure    bool // not every browser takes it
	computed  bool // only a browser can work out its value
}

// frame is a moment of an animation.
type frame struct {
	name string
	says []declaration
}

// runs reports whether the animation is among those that are said.
func (f *frame) runs(said string) bool { return slices.Contains(wordsIn(said), f.name) }

// sheets are the style sheets of a page.
type sheets struct {
	rules     []styleRule
	frames    []frame
	layers    []string
	simple    bool
	unsure    bool // some declaration is
	elsewhere int  // sheets in files of their own
	computed  bool // a value has to be computed, which is not done
	odd       bool // a rule has a selector that is not known and may find any element
	scripted  bool // a script may change what is shown
}

// place is a place in a style sheet.
type place struct {
	when      []string
	layer     int
	selectors []selector
	text      string // what & means: the selectors around
	nested    bool   // a selector without & is for what is inside the elements that those around find
	frames    string // the name of the animation
	frame     *frame
	depth     int // braces around
}

const (
	unlayered = 1 << 30
	deepest   = 64 // braces in one another
)

// sheetsOf reads the style sheets of a page.
func sheetsOf(doc *html.Node) *sheets {
	s := &sheets{simple: true}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if style := attr(n, "style"); style != "" {
			for _, d := range inStyle(style) {
				s.heed(d)
			}
		}
		s.scripted = s.scripted || isScript(n)
		switch media := strings.ToLower(attr(n, "media")); {
		case n.DataAtom == atom.Link && isSheet(n) && mediaOf(media) != never:
			s.elsewhere++
		case n.DataAtom == atom.Style && n.FirstChild != nil:
			s.add(n.FirstChild.Data, media)
		case n.DataAtom == atom.Noscript && n.FirstChild != nil:
			for _, top := range inFallback(n) {
				if top.DataAtom == atom.Style && top.FirstChild != nil {
					s.read(top.FirstChild.Data, place{when: []string{"noscript"}, layer: unlayered})
				}
			}
		}
	}
	for i := range s.rules {
		if s.rules[i].says.important {
			s.rules[i].layer *= -1
		}
	}
	slices.SortStableFunc(s.rules, func(a, b styleRule) int {
		switch {
		case a.layer != b.layer:
			return a.layer - b.layer
		case a.strength.Less(b.strength):
			return -1
		case b.strength.Less(a.strength):
			return 1
		}
		return 0
	})
	return s
}

// reaches finds what a script without which cannot change a page.
var reaches = regexp.MustCompile(`document|window|self|this|frames|parent|top|eval|Function|import|\$|jQuery`)

// isScript reports whether a browser runs a script that may change the page, in an element or in an attribute which is run without
// anybody's doing.
func isScript(n *html.Node) bool {
	if hasAttr(n, "onload") || hasAttr(n, "onerror") {
		return true
	}
	kind := strings.ToLower(strings.TrimSpace(attr(n, "type")))
	runs := kind == "" || kind == "module" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
	return n.DataAtom == atom.Script && runs && (hasAttr(n, "src") || n.FirstChild != nil && reaches.MatchString(n.FirstChild.Data))
}

// isSheet reports whether a link leads to a style sheet that is used unless somebody chooses another.
func isSheet(link *html.Node) bool {
	kinds := strings.Fields(strings.ToLower(attr(link, "rel")))
	return slices.Contains(kinds, "stylesheet") && !slices.Contains(kinds, "alternate") && !hasAttr(link, "disabled") &&
		attr(link, "href") != ""
}

// unknown says what of a page's look is not known; "" when all is.
func (s *sheets) unknown() string {
	var what []string
	for _, u := range []struct {
		is   bool
		what string
	}{
		{s.elsewhere > 0, "style sheets in files of their own: " + strconv.Itoa(s.elsewhere)},
		{s.computed, "values that a browser computes, such as calc() and var()"},
		{s.odd, "selectors that are not known"},
		{s.scripted, "scripts, which may change it"},
	} {
		if u.is {
			what = append(what, u.what)
		}
	}
	return strings.Join(what, ", and ")
}

// How often what is for some media is for a screen.
type often int

const (
	always often = iota
	sometimes
	never
)

// mediaOf returns how often what is for some media, in lower case, is for a screen. What is for paper or for reading aloud never is.
func mediaOf(media string) often {
	found := never
	for query := range strings.SplitSeq(media, ",") {
		words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(query), "only "))
		switch first := strings.Join(words[:min(1, len(words))], ""); {
		case len(words) < 2 && slices.Contains([]string{"", "all", "screen"}, first):
			return always
		case slices.Contains([]string{"print", "speech", "aural", "braille", "embossed", "handheld", "projection", "tty", "tv"}, first):
		case len(words) == 2 && first == "not" && (words[1] == "screen" || words[1] == "all"):
		default:
			found = sometimes
		}
	}
	return found
}

// add reads a style sheet for some media.
func (s *sheets) add(text, media string) {
	switch mediaOf(media) {
	case always:
		s.read(text, place{layer: unlayered})
	case sometimes:
		s.read(text, place{layer: unlayered, when: []string{"@media " + media}})
	case never:
	}
}

// read reads a style sheet.
func (s *sheets) read(text string, in place) {
	for l := css.NewLexer(input.NewInputString(text)); s.block(l, in); {
		continue // behind a brace that closes nothing
	}
}

// block reads what is in a pair of braces; false when it is not closed.
func (s *sheets) block(l *css.Lexer, in place) bool {
	return walk(l, func(tokens []css.Token) {
		if tokens[0].TokenType == css.AtKeywordToken {
			s.statement(tokens)
			return
		}
		if in.frame == nil && in.selectors == nil {
			return
		}
		d, ok := readDeclaration(tokens)
		if !ok {
			return
		}
		s.heed(d)
		if in.frame != nil {
			in.frame.says = append(in.frame.says, d)
			return
		}
		for _, found := range in.selectors {
			r := styleRule{found, in.layer, in.when, d}
			if found.unsure {
				r.when = append(slices.Clone(in.when), found.text)
			}
			if found.Sel == nil {
				s.odd = true
			} else {
				s.rules = append(s.rules, r)
			}
		}
	}, func(tokens []css.Token) {
		if in.depth == deepest {
			s.odd = true
			skip(l)
			return
		}
		if inner, ok := s.inside(in, tokens); ok {
			inner.depth++
			s.block(l, inner)
			if inner.frame != nil {
				s.frames = append(s.frames, *inner.frame)
			}
			return
		}
		skip(l)
	})
}

// heed notes what a declaration means for the reader of the page.
func (s *sheets) heed(d declaration) {
	s.computed = s.computed || d.computed
	s.unsure = s.unsure || d.unsure
}

// statement reads an at-rule without braces.
func (s *sheets) statement(tokens []css.Token) {
	rest := joined(tokens[1:])
	switch strings.ToLower(string(tokens[0].Data)) {
	case "@import":
		if words := wordsIn(rest); len(words) > 0 && mediaOf(strings.TrimSpace(rest[strings.Index(rest, words[0])+len(words[0]):])) != never {
			s.elsewhere++
		}
	case "@layer":
		for name := range strings.SplitSeq(rest, ",") {
			s.layer(strings.TrimSpace(name))
		}
	}
}

// layer returns the rank of a layer, which is that of the outermost one that it is in.
func (s *sheets) layer(name string) int {
	name, _, _ = strings.Cut(name, ".")
	if i := slices.Index(s.layers, name); i >= 0 && name != "" {
		return i + 1
	}
	s.layers = append(s.layers, name)
	return len(s.layers)
}

// inside returns the place in the braces behind some tokens; false for one that says nothing of elements on a screen.
func (s *sheets) inside(in place, tokens []css.Token) (place, bool) {
	if in.frames != "" {
		in.frame, in.frames = &frame{name: in.frames}, ""
		return in, true
	}
	if len(tokens) == 0 {
		return in, false
	}
	if tokens[0].TokenType != css.AtKeywordToken {
		in.selectors, in.text = s.selectors(tokens, in)
		in.nested = true
		return in, in.selectors != nil
	}
	name, rest := strings.ToLower(string(tokens[0].Data)), joined(tokens[1:])
	often := sometimes
	switch strings.TrimPrefix(strings.TrimPrefix(name, "@-webkit-"), "@-moz-") {
	case "@font-face", "@page", "@counter-style", "@property", "@font-feature-values", "@font-palette-values", "@color-profile",
		"@view-transition", "@position-try", "@viewport", "@function":
		return in, false
	case "keyframes", "@keyframes":
		in.frames, in.selectors = strings.Trim(rest, `"'`), nil
		return in, in.frames != ""
	case "@layer":
		if in.layer == unlayered {
			in.layer = s.layer(rest)
		}
		return in, true
	case "@media":
		often = mediaOf(rest)
	case "@scope":
		in.text, in.nested = ":root", false
		if roots := textOf(tokens[1:]); strings.HasPrefix(roots, "(") && strings.Contains(roots, ")") {
			in.text = insideOf(roots[1:])
		}
	}
	if often == sometimes {
		in.when = append(slices.Clone(in.when), name+" "+rest)
	}
	return in, often != never
}

// walk goes over what is in a pair of braces, or in a style attribute: say gets what ends with a semicolon, open what comes before
// braces, whose inside it has to read. It is false where the text ends.
func walk(l *css.Lexer, say, open func([]css.Token)) bool {
	var tokens []css.Token
	depth := 0
	end := func(to func([]css.Token), always bool) {
		for len(tokens) > 0 && isBlankToken(tokens[len(tokens)-1]) {
			tokens = tokens[:len(tokens)-1]
		}
		if len(tokens) > 0 || always {
			to(tokens)
		}
		tokens, depth = nil, 0
	}
	for {
		kind, data := l.Next()
		switch {
		case kind == css.ErrorToken || kind == css.RightBraceToken:
			end(say, false)
			return kind == css.RightBraceToken
		case kind == css.LeftBraceToken:
			end(open, true)
			continue
		case kind == css.SemicolonToken && depth == 0:
			end(say, false)
			continue
		case kind == css.CommentToken || kind == css.CDOToken || kind == css.CDCToken:
			continue
		case kind == css.FunctionToken || kind == css.LeftParenthesisToken || kind == css.LeftBracketToken:
			depth++
		case kind == css.RightParenthesisToken || kind == css.RightBracketToken:
			depth--
		}
		if t := (css.Token{TokenType: kind, Data: data}); len(tokens) > 0 || !isBlankToken(t) {
			tokens = append(tokens, t)
		}
	}
}

// skip goes past what is in a pair of braces.
func skip(l *css.Lexer) {
	for depth := 1; depth > 0; {
		kind, _ := l.Next()
		if kind == css.ErrorToken {
			return
		}
		if kind == css.LeftBraceToken {
			depth++
		}
		if kind == css.RightBraceToken {
			depth--
		}
	}
}

// readDeclaration reads a declaration.
func readDeclaration(tokens []css.Token) (d declaration, ok bool) {
	i := slices.IndexFunc(tokens, func(t css.Token) bool { return t.TokenType == css.ColonToken })
	if i < 1 || tokens[0].TokenType != css.IdentToken {
		return d, false
	}
	for _, t := range tokens[1:i] {
		if !isBlankToken(t) {
			return d, false
		}
	}
	return declarationOf(joined(tokens[:1]), tokens[i+1:])
}

// inStyle reads a style attribute.
func inStyle(style string) (out []declaration) {
	l := css.NewLexer(input.NewInputString(style))
	say := func(tokens []css.Token) {
		if d, ok := readDeclaration(tokens); ok {
			out = append(out, d)
		}
	}
	for walk(l, say, func([]css.Token) { skip(l) }) {
		continue // behind a brace that closes nothing
	}
	return out
}

func isBlankToken(t css.Token) bool { return t.TokenType == css.WhitespaceToken }

// textOf returns tokens as one text.
func textOf(tokens []css.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return strings.TrimSpace(b.String())
}

// joined returns a value as one text in lower case, with what is escaped in its words.
func joined(tokens []css.Token) string {
	var b bytes.Buffer
	for _, t := range tokens {
		if t.TokenType == css.StringToken || t.TokenType == css.URLToken || !bytes.ContainsRune(t.Data, '\\') {
			b.Write(t.Data)
		} else {
			b.WriteString(unescaped(string(t.Data)))
		}
	}
	return strings.ToLower(strings.TrimSpace(b.String()))
}

// unescaped returns a word with what its backslashes mean: a character, or its number in hexadecimal digits.
func unescaped(word string) string {
	var b strings.Builder
	for len(word) > 0 {
		if word[0] != '\\' || len(word) == 1 {
			b.WriteByte(word[0])
			word = word[1:]
			continue
		}
		word = word[1:]
		n := 0
		for n < min(len(word), 6) && strings.IndexByte("0123456789abcdefABCDEF", word[n]) >= 0 {
			n++
		}
		if code, err := strconv.ParseInt(word[:n], 16, 32); err == nil {
			b.WriteRune(rune(code))
			word = strings.TrimPrefix(word[n:], " ")
		}
	}
	return b.String()
}
