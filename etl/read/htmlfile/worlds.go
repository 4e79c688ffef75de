package htmlfile

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostWorlds is the number of conditions that are tried.
const mostWorlds = 64

// worlds returns the styles of a page in all the ways in which a browser may see it: first where no condition holds, then for each of
// those of its style sheets where that one does (a screen of some size, a feature, a selector that is not known), for the moments of
// its animations, and where what not every browser takes is taken. Text that is hidden in one of them may be hidden.
// Rules with conditions that find nothing in or around a table are left out.
func (s *sheets) worlds(doc *html.Node) []*styles {
	near, names := nearTables(doc), namesIn(doc)
	finds := map[string]bool{}
	plain := &styles{simple: s.simple, known: map[string][]declaration{}}
	out := []*styles{plain}
	var kept []styleRule
	var tried [][]string
	for _, r := range s.rules {
		if slices.ContainsFunc(r.names(), func(name string) bool { return !names[name] }) {
			continue
		}
		if len(r.when) > 0 {
			found, known := finds[r.text]
			if !known {
				found = slices.ContainsFunc(near(), r.Match)
				finds[r.text] = found
			}
			if !found {
				continue
			}
			if !slices.ContainsFunc(tried, func(t []string) bool { return slices.Equal(t, r.when) }) {
				tried = append(tried, r.when)
			}
		}
		kept = append(kept, r)
	}
	if len(tried)+len(s.frames) > mostWorlds {
		s.computed = true
	}
	in := func(when []string) *styles {
		w := &styles{simple: s.simple, known: map[string][]declaration{}}
		for _, r := range kept {
			if !slices.ContainsFunc(r.when, func(c string) bool { return !slices.Contains(when, c) }) {
				w.rules = append(w.rules, r)
			}
		}
		return w
	}
	plain.rules = in(nil).rules
	for _, when := range tried[:min(len(tried), mostWorlds)] {
		out = append(out, in(when))
	}
	for i := range s.frames[:min(len(s.frames), mostWorlds)] {
		w := in(nil)
		if w.frame = &s.frames[i]; len(w.frame.says) > 0 {
			out = append(out, w)
		}
	}
	if s.unsure {
		w := in(nil)
		w.unsure = true
		out = append(out, w)
	}
	return out
}

// nearTables returns the elements that tables are in or that are in tables, found when they are first asked for.
func nearTables(doc *html.Node) func() []*html.Node {
	var out []*html.Node
	seen := map[*html.Node]bool{}
	done := false
	return func() []*html.Node {
		if done {
			return out
		}
		done = true
		add := func(n *html.Node) bool {
			if n.Type != html.ElementNode || seen[n] {
				return false
			}
			seen[n] = true
			out = append(out, n)
			return true
		}
		for n := range doc.Descendants() {
			if n.DataAtom != atom.Table || seen[n] {
				continue
			}
			for up := n; up != nil && add(up); up = up.Parent {
			}
			for in := range n.Descendants() {
				add(in)
			}
		}
		return out
	}
}

// namesIn returns the classes and ids of a page.
func namesIn(doc *html.Node) map[string]bool {
	out := map[string]bool{}
	for n := range doc.Descendants() {
		for class := range strings.FieldsSeq(attr(n, "class")) {
			out["."+class] = true
		}
		if id := attr(n, "id"); id != "" {
			out["#"+id] = true
		}
	}
	return out
}
