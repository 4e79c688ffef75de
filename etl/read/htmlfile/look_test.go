package htmlfile_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"tvistdata/etl/read/htmlfile"
)

// What a style hides that is not in the page, or that only a browser computes, is read, and a note says that it may be.
func TestAPageWhoseLookIsNotKnownIsNoted(t *testing.T) {
	const sheet, computed = "style sheets in files of their own: 1:", "values that a browser computes, such as calc() and var():"
	for name, c := range map[string]struct{ above, cell, want string }{
		"nothing":                       {"", "<td>Ek", ""},
		"a sheet in the page":           {"<style>.x{color:red;width:10px}</style>", "<td class=x>Ek", ""},
		"a linked sheet":                {"<link rel=stylesheet href=a.css>", "<td class=x>Ek", sheet},
		"one among other kinds":         {"<LINK REL='preload StyleSheet' media='screen, print' href=a.css>", "<td>Ek", sheet},
		"two":                           {"<link rel=stylesheet href=a.css><style>@import 'b.css';</style>", "<td>Ek", "of their own: 2:"},
		"in the body":                   {"", "<td>Ek<link rel=stylesheet href=a.css>", sheet},
		"another sheet to choose from":  {"<link rel='alternate stylesheet' href=a.css>", "<td>Ek", ""},
		"for print":                     {"<link rel=stylesheet media=print href=a.css>", "<td>Ek", ""},
		"for small screens":             {"<link rel=stylesheet media='(max-width: 600px)' href=a.css>", "<td>Ek", sheet},
		"switched off":                  {"<link rel=stylesheet disabled href=a.css>", "<td>Ek", ""},
		"of nothing":                    {"<link rel=stylesheet>", "<td>Ek", ""},
		"an icon":                       {"<link rel=icon href=a.png>", "<td>Ek", ""},
		"an import":                     {"<style>@import url('a.css');</style>", "<td>Ek", sheet},
		"an import for screens":         {"<style>@import url(a.css) screen;</style>", "<td>Ek", sheet},
		"an import for print":           {"<style>@import \"a.css\" print;</style>", "<td>Ek", ""},
		"an import of nothing":          {"<style>@import ;</style>", "<td>Ek", ""},
		"an import in a comment":        {"<style>/* @import 'a.css'; */</style>", "<td>Ek", ""},
		"a size that is computed":       {"", "<td style='font-size:calc(1px - 1px)'>Ek", computed},
		"a place that is computed":      {"<style>td{position:absolute;left:calc(0px - 9999px)}</style>", "<td>Ek", computed},
		"a variable":                    {"<style>:root{--c:#fff} td{color:var(--c)}</style>", "<td>Ek", computed},
		"in a transform":                {"", "<td style='transform:translateX(calc(-1*9999px))'>Ek", computed},
		"both":                          {"<link rel=stylesheet href=a.css>", "<td style='opacity:min(0,1)'>Ek", "of their own: 1, and values"},
		"of what is not looked at":      {"<style>td{border-width:calc(1px + 1px);grid-template-columns:minmax(1px,2px)}</style>", "<td style='background:rgb(1,2,3)'>Ek", ""},
		"a colour that is mixed":        {"", "<td style='color:color-mix(in srgb,white,white)'>Ek", computed},
		"a colour of light":             {"<style>td{color:oklch(100% 0 0)}</style>", "<td>Ek", computed},
		"a run of colours":              {"<style>td{background:linear-gradient(#000,#000)}</style>", "<td>Ek", computed},
		"a run of colours by itself":    {"", "<td style='background-image:radial-gradient(#000,#000)'>Ek", computed},
		"a colour of two":               {"", "<td style='background:light-dark(black,white)'>Ek", computed},
		"a colour of a space":           {"", "<td style='color:color(srgb 1 1 1)'>Ek", computed},
		"a colour made of another":      {"", "<td style='color:rgb(from red 255 255 255)'>Ek", computed},
		"a function that is not known":  {"", "<td style='width:foo(1px)'>Ek", computed},
		"back to what it was":           {"", "<td style='display:revert-layer'>Ek", computed},
		"a selector that is not known":  {"<style>:foo{display:none}</style>", "<td>Ek", "selectors that are not known"},
		"a script":                      {"<script>document.body.innerHTML=''</script>", "<td>Ek", "scripts"},
		"a script of its own file":      {"<script src=a.js></script>", "<td>Ek", "scripts"},
		"a script on an element":        {"", "<td><img src=x onerror='hide()'>Ek", "scripts"},
		"data in a script":              {"<script type='application/ld+json'>{\"document\":1}</script>", "<td>Ek", ""},
		"a script that reaches no page": {"<script>var a = 1;</script>", "<td>Ek", ""},
		"for print alone":               {"<style>@media print{td{left:calc(1px)}}</style>", "<td>Ek", ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := "<meta charset=utf-8>" + c.above + "<table><tr><th>A<th>B<tr><td>1" + c.cell + "</table>"
			r, err := htmlfile.Bytes([]byte(page), "list.html", htmlfile.Options{Headers: func(h string) bool { return h == "A" || h == "B" }})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			rows := 0
			for {
				b, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				rows += len(b.Rows)
				for _, f := range b.Notes {
					if f.Rule.Name() == "look-unknown" && f.At.Line == 0 {
						got = append(got, f.Text)
					}
				}
			}
			if rows != 1 || (c.want == "") != (len(got) == 0) || len(got) > 1 || !strings.Contains(strings.Join(got, ""), c.want) {
				t.Errorf("%d rows, noted %q; want %q", rows, got, c.want)
			}
		})
	}
}
