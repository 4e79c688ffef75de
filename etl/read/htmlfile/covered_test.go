package htmlfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/read/htmlfile"
)

// TestCoveredCells reads pages in which the second cell of a row hides something, or looks as if it did.
func TestCoveredCells(t *testing.T) {
	styled := func(style string) string { return `<td style="` + style + `">Dolda` }
	sheet := func(css, cell string) string { return "<style>" + css + "</style>" + cell }
	for _, c := range []struct {
		name, cell string // with what stands above the table, when it begins with <style>
		seen       bool
	}{
		{name: "nothing", cell: "<td>Ek", seen: true},
		{name: "del", cell: "<td><del>Dolda</del> Ek"},
		{name: "s", cell: "<td>Ek <b><s>Dolda</s></b>"},
		{name: "strike", cell: "<td><STRIKE>Dolda</STRIKE>"},
		{name: "del of nothing", cell: "<td>Ek<del> &nbsp;\t</del>", seen: true},
		{name: "ins and u", cell: "<td><ins>Ek</ins> <u>AB</u>", seen: true},
		{name: "hidden", cell: "<td hidden>Dolda"},
		{name: "hidden part", cell: "<td>Ek<span hidden=''>Dolda</span>"},
		{name: "hidden part with nothing in it", cell: "<td>Ek<span hidden> <img></span>", seen: true},
		{name: "hidden table", cell: "<td>Ek<table hidden><tr><td>Dolda</table>"},
		{name: "template", cell: "<td>Ek<template>Dolda</template>"},
		{name: "not for reading aloud", cell: "<td aria-hidden=true>Ek", seen: true},
		{name: "script", cell: "<td>Ek<script>x</script><input type=hidden value=x>", seen: true},

		{name: "no display", cell: styled("DISPLAY :\t none ; color: red")},
		{name: "no display, important", cell: styled("display:none!important;display:block")},
		{name: "display after all", cell: styled("display:none;display:block"), seen: true},
		{name: "comment", cell: styled("dis/* */play:none;/*display:none*/"), seen: true},
		{name: "a word that is no property", cell: styled("xdisplay:none; --display:none; background:url(display:none)"), seen: true},
		{name: "broken style", cell: styled("color:;};display:none")},
		{name: "invisible", cell: styled("visibility: hidden")},
		{name: "collapsed", cell: styled("visibility:collapse")},
		{name: "visible inside of invisible", cell: `<td style="visibility:hidden"><b style="visibility:visible">Ek</b>`, seen: true},
		{name: "invisible inside of visible", cell: `<td style="visibility:visible">Ek <b style="visibility:hidden">Dolda</b>`},
		{name: "crossed out", cell: styled("text-decoration: underline line-through red")},
		{name: "crossed out by line", cell: styled("text-decoration-line:line-through")},
		{name: "underlined", cell: styled("text-decoration:underline"), seen: true},
		{name: "see-through", cell: styled("opacity:0.0")},
		{name: "almost see-through", cell: styled("opacity:5%")},
		{name: "half see-through", cell: styled("opacity:.5"), seen: true},
		{name: "size 0", cell: styled("font-size:0")},
		{name: "size 1px", cell: styled("font-size:1px")},
		{name: "size of nothing", cell: styled("font-size: 0.01em")},
		{name: "size 8pt", cell: styled("font-size:8pt"), seen: true},
		{name: "size 0.8rem", cell: styled("font-size:0.8rem"), seen: true},
		{name: "size in words", cell: styled("font-size:smaller"), seen: true},
		{name: "font of size 0", cell: styled("font:0/0 a")},
		{name: "font with a weight", cell: styled("font: bold 400 12px/1 Arial"), seen: true},
		{name: "size inside of size 0", cell: `<td style="font-size:0"><b style="font-size:12px">Ek</b>`, seen: true},
		{name: "the same inside of size 0", cell: `<td style="font-size:0"><b style="font-size:100%">Dolda</b>`},

		{name: "off to the left", cell: styled("position:absolute; left:-9999px")},
		{name: "off to the top in em", cell: styled("position:fixed;top:-999em")},
		{name: "off to the right", cell: styled("position:absolute;right:-100vw")},
		{name: "off to the bottom of where it was", cell: styled("position:relative;bottom:-1000pt")},
		{name: "off by all its sides", cell: styled("position:absolute;inset:auto auto auto -9999px")},
		{name: "a little to the left", cell: styled("position:absolute;left:-10px"), seen: true},
		{name: "nowhere but by name", cell: styled("left:-9999px"), seen: true},
		{name: "where it is after all", cell: styled("position:static;left:-9999px"), seen: true},
		{name: "inside of what is off to the left", cell: `<td><div style="position:absolute;left:-9999px"><b style="position:static">Dolda</b></div> Ek`},
		{name: "indented off the page", cell: styled("text-indent:-9999px")},
		{name: "indented off the page in em", cell: styled("text-indent:-99em")},
		{name: "indented inside of what is off the page", cell: `<td style="text-indent:-999px"><p style="text-indent:0">Ek`, seen: true},
		{name: "inside of what is off the page", cell: `<td style="text-indent:-999px"><p>Dolda`},
		{name: "hanging", cell: styled("text-indent:-2em"), seen: true},
		{name: "cut to nothing", cell: styled("clip-path:inset(100%)")},
		{name: "cut to nothing from both sides", cell: styled("-webkit-clip-path: inset(50% round 2px)")},
		{name: "cut to nothing from the top", cell: styled("clip-path:inset(100% 0 0 0)")},
		{name: "cut to nothing from left and right", cell: styled("clip-path:inset(0 60% 0 40%)")},
		{name: "cut to a dot", cell: styled("clip-path:circle(0 at 50% 50%)")},
		{name: "cut to no corner", cell: styled("clip-path:polygon(0 0, 0px 0px, 0 0)")},
		{name: "cut a little", cell: styled("clip-path:inset(5% 10px)"), seen: true},
		{name: "cut to a circle", cell: styled("clip-path:circle(50%)"), seen: true},
		{name: "cut to a triangle", cell: styled("clip-path:polygon(0 0,100% 0,0 100%)"), seen: true},
		{name: "clipped", cell: styled("clip:rect(0,0,0,0)")},
		{name: "clipped the older way", cell: styled("clip: rect(0 0 0 0)")},
		{name: "clipped to a dot", cell: styled("clip:rect(1px, 1px, 1px, 1px)")},
		{name: "clipped to what it is", cell: styled("clip:rect(auto,auto,auto,auto)"), seen: true},
		{name: "clipped to a box", cell: styled("clip:rect(0px,60px,200px,0px)"), seen: true},
		{name: "clipped to a box in em", cell: styled("clip:rect(0,9em,1em,0)"), seen: true},
		{name: "scaled to nothing", cell: styled("transform:scale(0)")},
		{name: "scaled to a line", cell: styled("transform: rotate(4deg) scale(1, 0)")},
		{name: "scaled to a line in one direction", cell: styled("-webkit-transform:scaleX(0.0)")},
		{name: "scaled by its own property", cell: styled("scale:0")},
		{name: "scaled to half", cell: styled("transform:scale(.5)"), seen: true},
		{name: "turned", cell: styled("transform:rotate(0deg) translate(0,0)"), seen: true},
		{name: "moved off", cell: styled("transform:translateX(-9999px)")},
		{name: "blurred", cell: styled("filter:blur(4px)")},
		{name: "blurred by em", cell: styled("filter:grayscale(1) blur(1em)")},
		{name: "blurred by nothing", cell: styled("filter:blur(0)"), seen: true},
		{name: "hardly blurred", cell: styled("filter:blur(.5px)"), seen: true},
		{name: "filtered away", cell: styled("filter:opacity(0)")},
		{name: "filtered away in shares", cell: styled("filter: opacity(5%)")},
		{name: "half filtered", cell: styled("filter:opacity(.5)"), seen: true},
		{name: "letters filled with nothing", cell: styled("-webkit-text-fill-color:transparent")},
		{name: "letters filled with the ground", cell: styled("color:black;-webkit-text-fill-color:#fff")},
		{name: "letters filled with the ground further out", cell: `<td style="-webkit-text-fill-color:white"><b style="color:red">Dolda</b>`},
		{name: "white letters filled with black", cell: styled("color:white;-webkit-text-fill-color:black"), seen: true},
		{name: "letters filled with their colour", cell: `<td style="-webkit-text-fill-color:white"><b style="-webkit-text-fill-color:currentcolor">Ek</b>`, seen: true},
		{name: "white letters filled with their colour", cell: styled("color:white;-webkit-text-fill-color:currentcolor")},
		{name: "content that is hidden", cell: styled("content-visibility:hidden")},
		{name: "content that is shown when it comes near", cell: styled("content-visibility:auto"), seen: true},
		{name: "of no width", cell: styled("width:0;overflow:hidden")},
		{name: "of no height", cell: styled("overflow: clip; height:0px")},
		{name: "of at most no height", cell: styled("overflow:hidden;max-height:0")},
		{name: "of the size of a dot", cell: styled("width:1px;height:1px;overflow:hidden")},
		{name: "of no height, and beyond", cell: styled("height:0"), seen: true},
		{name: "of no height, and beyond by name", cell: styled("height:0;overflow:visible"), seen: true},
		{name: "of some height", cell: styled("height:0.8em;width:100%;overflow:hidden"), seen: true},
		{name: "by a class of another name", cell: sheet(".sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}", "<td>Ek <span class=sr-only>Dolda</span>")},
		{name: "closed dialog", cell: "<td>Ek<dialog>Dolda</dialog>"},
		{name: "open dialog", cell: "<td>Ek <dialog open>AB</dialog>", seen: true},
		{name: "closed details", cell: "<td><details><summary>Ek</summary>Dolda</details>"},
		{name: "closed details with a tag", cell: "<td>Ek<details><p>Dolda</p></details>"},
		{name: "closed details with nothing but a summary", cell: "<td><details> <summary><b>Ek</b></summary> </details>", seen: true},
		{name: "second summary of closed details", cell: "<td><details><summary>Ek</summary><summary>Dolda</summary></details>"},
		{name: "summary of closed details in others", cell: "<td><details><summary>Ek</summary><details><summary>Dolda</summary></details></details>"},
		{name: "open details", cell: "<td><details open><summary>Ek</summary>AB</details>", seen: true},

		{name: "white", cell: styled("color:#fff")},
		{name: "white in words", cell: styled("COLOR: White")},
		{name: "almost white", cell: styled("color:#fefefe")},
		{name: "white of numbers", cell: styled("color: rgb( 255 , 255,255 )")},
		{name: "white of shares", cell: styled("color:rgb(100% 100% 100% / 0.9)")},
		{name: "white of hue", cell: styled("color:hsl(10deg,20%,100%)")},
		{name: "red of numbers", cell: styled("color:rgb(255,0,0)"), seen: true},
		{name: "grey", cell: styled("color:#999"), seen: true},
		{name: "clear", cell: styled("color:transparent")},
		{name: "clear by its last number", cell: styled("color:rgba(0,0,0,0)")},
		{name: "clear by its last digits", cell: styled("color:#00000000")},
		{name: "clear by its last digit", cell: styled("color:#0001")},
		{name: "of the system", cell: styled("color:windowtext;background:black")},
		{name: "a colour that cannot be told", cell: styled("color:var(--x)"), seen: true},
		{name: "black on black", cell: styled("background:#000")},
		{name: "black on a picture", cell: styled("background:url(x.png) no-repeat"), seen: true},
		{name: "white on a picture", cell: styled("color:white;background:url(x.png)"), seen: true},
		{name: "black on a picture in black", cell: styled("background:black url(x.png)")},
		{name: "white on blue", cell: styled("color:white;background-color:navy"), seen: true},
		{name: "white on a clear ground", cell: styled("color:white;background:transparent")},
		{name: "letters of the ground", cell: styled("color:red;background-color:currentcolor")},
		{name: "attributes", cell: "<td bgcolor=000080><font color='#000080'>Dolda</font>"},
		{name: "attributes of other colours", cell: "<td bgcolor=navy><font color=white>Ek</font>", seen: true},
		{name: "style over attribute", cell: "<td bgcolor=navy style='background-color:white'><font color=white>Dolda</font>"},
		{name: "link in a cell of white letters", cell: `<td style="color:white"><a href=x>Ek</a>`, seen: true},
		{name: "marked", cell: "<td style='color:white'><mark>Ek</mark>", seen: true},

		{name: "class", cell: sheet(".x, .dold { display: none }", "<td class='a dold'>Dolda")},
		{name: "class of others", cell: sheet(".dold{display:none}", "<td class=doldare>Ek"), seen: true},
		{name: "id", cell: sheet("td#x{visibility:hidden}", "<td id=x>Dolda")},
		{name: "tag", cell: sheet("i{text-decoration:line-through}", "<td>Ek <i>Dolda</i>")},
		{name: "inside of another", cell: sheet("td > .dold{display:none}", "<td>Ek <i class=dold>Dolda</i>")},
		{name: "second cell", cell: sheet("tr:nth-child(2) td:nth-child(2){opacity:0}", "<td>Dolda")},
		{name: "under the mouse", cell: sheet("td:hover{display:none} td:hover, .x:hover i{color:white}", "<td>Ek"), seen: true},
		{name: "as a spreadsheet program writes it", cell: sheet("<!--table{mso-x:\"\\,\"; }\t.xl65{mso-style-parent:style0;color:white;mso-pattern:black none; }\t.xl66{color:windowtext;}-->", "<td class=xl65>Dolda")},
		{name: "as a spreadsheet program writes others", cell: sheet("<!--.xl65{color:white; }\t.xl66{color:windowtext;background:#1F3864;mso-pattern:black none;color:white}-->", "<td class=xl66>Ek"), seen: true},
		{name: "the stronger selector", cell: sheet("td.dold{display:none} .dold{display:table-cell}", "<td class=dold>Dolda")},
		{name: "the later rule", cell: sheet(".dold{display:none} .dold{display:table-cell}", "<td class=dold>Ek"), seen: true},
		{name: "the element's own style", cell: sheet(".dold{display:none}", "<td class=dold style='display:table-cell'>Ek"), seen: true},
		{name: "the important rule", cell: sheet(".dold{display:none !important}", "<td class=dold style='display:table-cell'>Dolda")},
		{name: "on paper", cell: sheet("@media print{.dold{display:none}}", "<td class=dold>Ek"), seen: true},
		{name: "on what is no screen", cell: sheet("@media not screen{.dold{display:none}}", "<td class=dold>Ek"), seen: true},
		{name: "on small screens", cell: sheet("@media screen and (max-width:600px){.dold{display:none}}", "<td class=dold>Ek"), seen: true},
		{name: "on screens", cell: sheet("@media screen{.dold{display:none}}", "<td class=dold>Dolda")},
		{name: "after paper", cell: sheet("@media print{.x{display:none}} @font-face{font-family:x} .dold{display:none}", "<td class=dold>Dolda")},
		{name: "around another rule", cell: sheet(".dold{&:hover{color:red} display:none}", "<td class=dold>Dolda")},
		{name: "in another rule", cell: sheet(".x{.y{color:red} display:none}", "<td class=y>Ek"), seen: true},
		{name: "after what is broken", cell: sheet("} .x{;:} .y{display} .dold{display:none", "<td class=dold>Dolda")},
	} {
		t.Run(c.name, func(t *testing.T) {
			above, cell := "", c.cell
			if i := strings.Index(cell, "</style>"); i >= 0 {
				above, cell = cell[:i+len("</style>")], cell[i+len("</style>"):]
			}
			r, err := htmlfile.Bytes([]byte(above+top+"<tr><td>1"+cell+"\n<tr><td>2<td>b\n</table>"), "list.html", htmlfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			got, _ := all(t, r, "table 1")
			if len(got.rows) != 2 || got.rows[1] != "4:2|b" || got.rejects != nil {
				t.Fatalf("rows %q, rejects %q", got.rows, got.rejects)
			}
			if covered := got.rows[0] == "3:1| covered"; covered == c.seen || c.seen && strings.Contains(got.rows[0], "covered") {
				t.Errorf("row %q", got.rows[0])
			}
		})
	}
}

// TestCoveredRows tells what becomes of rows around what is hidden.
func TestCoveredRows(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       table
	}{
		{"a row", top + "<tr hidden><td>1<td>a\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"a row in white", top + "<tr style='color:white'><td>1<td>a\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"a row in white on its own ground", top + "<tr style='color:white' bgcolor=navy><td>1<td>a\n<tr><td>2<td>b</table>", table{rows: []string{"3:1|a", "4:2|b"}}},
		{"a row of which a cell is shown", top + "<tr style='visibility:hidden'><td style='visibility:visible'>1<td>a</table>", table{rows: []string{"3:1| covered"}}},
		{"a group", top + "<tbody style='display:none'><tr><td>1<td>a\n<tbody><tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"all", "<div hidden>" + top + "<tr><td>1<td>a</table></div>", table{rejects: []string{"3:covered-text"}}},
		{"a row of which nothing else is there", top + "<tr><td><b hidden>1</b><td>\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"one of two rows of a class", "<style>tr:first-child + tr > .x{display:none}</style>" + top + "<tr><td>1<td class=x>a\n<tr><td>2<td class=x>b</table>", table{rows: []string{"3:1| covered", "4:2|b"}}},
		{"a page in closed details", "<details><summary>Lista</summary>" + top + "<tr><td>1<td>a</table></details>", table{rows: []string{"3:1|a"}}},
		{"a page in open details", "<details open><summary>Lista</summary>" + top + "<tr><td>1<td>a</table></details>", table{rows: []string{"3:1|a"}}},
		{"a row off the page", top + "<tr style='position:absolute;left:-9999px'><td>1<td>a\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"a row without text", top + "<tr hidden><td><td> \n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}}},
		{"names", "<table>\n<tr><td>arende<td><s>namn</s> motpart\n<tr><td>1<td>a</table>", table{header: []string{"arende", "namn motpart"}, rows: []string{"3:1|a"}}},
		{"names in white", "<table style='color:white'>\n<tr><td>arende<td>motpart\n<tr style='color:black'><td>1<td>a</table>", table{rows: []string{"3:1|a"}}},
		{"a column", "<table>\n<tr><td>arende<td hidden><b>motpart</b>\n<tr><td>1<td hidden>a</table>", table{rows: []string{"3:1| covered"}}},
		{"a title", "<table>\n<tr><td colspan=2><s>Lista</s>\n<tr><td>arende<td>motpart\n<tr><td>1<td>a</table>", table{rows: []string{"4:1|a"}, notes: []string{"2:preamble"}}},
		{"names once more", top + "<tr><td>1<td>a\n<tr hidden><td>arende<td>motpart</table>", table{rows: []string{"3:1|a"}, notes: []string{"4:repeated-header"}}},
		{"a total", top + "<tr><td>1<td>a\n<tr><td>Summa<td><s>1</s></table>", table{rows: []string{"3:1|a"}, notes: []string{"4:footer"}}},
		{"a cell of several rows", top + "<tr><td>1<td rowspan=2><s>a</s>\n<tr><td>2\n<tr><td>3<td>c</table>", table{rows: []string{"3:1| covered", "4:2| covered", "5:3|c"}}},
		{"a cell of several columns", top + "<tr><td colspan=2><s>a</s>\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
		{"beyond the columns", top + "<tr><td>1<td>a<td><s>b</s>\n<tr><td>2<td>b</table>", table{rows: []string{"3:1|a covered", "4:2|b"}}},
		{"too few cells", top + "<tr><td><s>1</s>\n<tr><td>2<td>b</table>", table{rows: []string{"4:2|b"}, rejects: []string{"3:covered-text"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.want.header == nil {
				c.want.header = []string{"arende", "motpart"}
			}
			o := htmlfile.Options{Headers: func(h string) bool { return known(h) || h == "namn motpart" }}
			r, err := htmlfile.Bytes([]byte(c.file), "list.html", o)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := all(t, r, "table 1"); !cmp.Equal(got, c.want, cmp.AllowUnexported(table{})) {
				t.Error(cmp.Diff(c.want, got, cmp.AllowUnexported(table{})))
			}
		})
	}
}
