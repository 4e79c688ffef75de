package pdffile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
	"tvistdata/etl/source"
)

// redacted is a page whose second row may be covered or hidden. It is painted in order: what lies under the text, the
// other rows, the name of the second one, what lies over the text, and annotations.
type redacted struct {
	under, name, over string
	notes             []string
	objects           []string // from object 5 on, which the page names X
	names             string   // resources
	root              string   // what the document says of its layers
}

// box is what covers the name of the second row and nothing else.
const (
	plainName = "BT /F1 8 Tf 40 672 Td (Beta Persson AB) Tj ET"
	box       = "38 669 70 12 re f"
	boxRect   = "/Rect [38 669 108 681]"
	states    = ` /ExtGState <</Clear <</ca 0>> /Half <</ca 0.5>> /Full <</ca 1>> /Most <</ca 0.9>> /Much <</ca 0.7>> /Pen <</BM /Multiply>> /Odd <</BM [/Difference]>>
 /Soft <</SMask <</S /Luminosity>>>>>> /Shading <</S <</ShadingType 2>>>>
 /ColorSpace <</Icc [/ICCBased 9 0 R] /Spot [/Separation /Vit /DeviceCMYK <</FunctionType 2 /C0 [0 0 0 0] /C1 [0 0 0 0.02] /N 1>>] /P /Pattern>>`
)

const (
	layer    = " /Properties <</L 6 0 R /M <</Type /OCMD /OCGs [6 0 R]>>>>"
	layerOff = " /OCProperties <</OCGs [6 0 R 7 0 R] /D <</OFF [6 0 R]>>>>"
)

func (d redacted) bytes() []byte {
	p := &paper{packed: true, objects: d.objects, names: states + d.names, root: d.root}
	if d.name == "" {
		d.name = plainName
	}
	if len(d.notes) > 0 {
		p.page = " /Annots [" + strings.Join(d.notes, " ") + "]"
	}
	p.add([]text{
		{40, 700, "Bolag", false},
		{200, 700, "Ort", false},
		{380, 700, "Antal", true},
		{40, 686, "Alfa AB", false},
		{200, 686, "Umeå", false},
		{380, 686, "1", true},
		{200, 672, "Luleå", false},
		{380, 672, "2", true},
		{40, 658, "Gamma AB", false},
		{200, 658, "Piteå", false},
		{380, 658, "3", true},
	})
	p.pages[0] = strings.Join([]string{"q", d.under, "Q", p.pages[0], "q", d.name, "Q q", d.over, "Q"}, "\n")
	return p.bytes()
}

// form returns a drawing that can be named.
func form(keys, content string) string {
	return (&paper{}).stream(" /Type /XObject /Subtype /Form "+keys, content)
}

func note(kind, keys string) string {
	return fmt.Sprintf("<</Type /Annot /Subtype /%s %s>>", kind, keys)
}

const shows = " /AP <</N 5 0 R>>" // an annotation shows what X is

var hiding = map[string]redacted{
	"black box":                   {over: box},
	"white box":                   {over: "1 g " + box},
	"box filled and framed":       {over: "1 0 0 rg 38 669 70 12 re B*"},
	"box of lines":                {over: "38 669 m 108 669 l 108 681 l 38 681 l f"},
	"round box":                   {over: "42 669 m 104 669 l 108 669 108 669 108 673 c 108 677 l 108 681 104 681 y 42 681 l 38 681 38 677 v 38 673 l 38 669 42 669 v h f"},
	"one of several boxes":        {over: "500 500 9 9 re 38 669 70 12 re 500 600 9 9 re f"},
	"several boxes by even-odd":   {over: "500 500 9 9 re 38 669 70 12 re f*"},
	"thick line":                  {over: "12 w 38 675 m 108 675 l S"},
	"thick slanting line":         {over: "12 w 38 673 m 108 677 l S"},
	"short thick line with caps":  {over: "14 w 2 J 103 675 m 120 675 l S"},
	"thin lines side by side":     {over: "1 w " + lines(0.9)},
	"line through the letters":    {over: "0.5 w 38 674.3 m 108 674.3 l S"},
	"low box through the letters": {over: "38 674 70 0.6 re f"},
	"box over some letters":       {over: "60 669 30 12 re f"},
	"box over one letter":         {over: "60 669 4 12 re f"},
	"box over the foot":           {over: "38 669 70 5.6 re f"},
	"two boxes":                   {over: "38 669 35 12 re f 73 669 35 12 re f"},
	"box within a clip":           {over: "38 669 70 12 re W n 0 0 900 900 re f"},
	"box within a round clip":     {over: "36 668 m 110 667 l 110 682 l 36 681 l W n 0 0 900 900 re f"},
	"scaled box":                  {over: "0.1 0 0 0.1 0 0 cm 380 6690 700 120 re f"},
	"turned box":                  {over: "0 1 -1 0 108 669 cm 0 0 12 70 re f"},
	"slanting box":                {over: "0.99 0.05 -0.05 0.99 38 667 cm 0 0 70 12 re f"},
	"upside down":                 {over: "1 0 0 -1 0 842 cm 38 161 70 12 re f"},
	"box with negative sides":     {over: "108 681 -70 -12 re f"},
	"nearly opaque box":           {over: "/Most gs " + box},
	"black marker pen":            {over: "/Pen gs " + box},
	"odd blending":                {over: "/Odd gs 1 1 0 rg " + box},
	"half a soft mask":            {over: "/Soft gs /Half gs 1 1 0 rg " + box},
	"mostly opaque box":           {over: "/Much gs " + box},
	"soft mask":                   {over: "/Soft gs " + box},
	"pattern":                     {over: "/Pattern cs /P1 scn " + box},
	"named pattern space":         {over: "/P cs /P1 scn " + box},
	"shading":                     {over: "38 669 70 12 re W n /S sh"},
	"picture":                     {over: "70 0 0 12 38 669 cm /X Do", objects: []string{picture}},
	"slanting picture":            {over: "70 3 -3 14 38 667 cm /X Do", objects: []string{picture}},
	"inline picture":              {over: "70 0 0 12 38 669 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI"},
	"form":                        {over: "1 0 0 1 30 600 cm /X Do", objects: []string{form("/BBox [0 0 99 99] /Matrix [0.5 0 0 0.5 8 69]", "0 0 140 24 re f")}},
	"form in a form": {over: "/X Do", objects: []string{
		form("/BBox [0 0 900 900] /Resources <</XObject <</Y 6 0 R>>>>", "2 0 0 2 0 0 cm /Y Do"),
		form("/BBox [0 0 900 900]", "19 334.5 35 6 re f"),
	}},
	"form of the colour outside": {over: "/X Do", objects: []string{form("/BBox [0 0 900 900]", box)}},

	"square":                {notes: []string{note("Square", boxRect+" /IC [0 0 0]"+shows)}, objects: []string{form("/BBox [0 0 70 12]", "0 g 0 0 70 12 re f")}},
	"square to be drawn":    {notes: []string{note("Square", boxRect+" /IC [1 1 1]")}},
	"polygon to be drawn":   {notes: []string{note("Polygon", boxRect+" /IC [1]")}},
	"stretched square":      {notes: []string{note("Square", boxRect+shows)}, objects: []string{form("/BBox [5 5 6 6] /Matrix [3 0 0 3 9 9]", "0 0 9 9 re f")}},
	"redact":                {notes: []string{note("Redact", boxRect)}},
	"redact that is hidden": {notes: []string{note("Redact", boxRect+" /F 2")}},
	"redact of two lines":   {notes: []string{note("Redact", "/Rect [0 0 900 900] /QuadPoints [38 681 108 681 38 669 108 669 38 81 108 81 38 69 108 69]")}},
	"redact that is drawn":  {notes: []string{note("Redact", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "")}},
	"free text": {
		notes:   []string{note("FreeText", boxRect+shows)},
		objects: []string{form("/BBox [0 0 70 12] /Resources <</Font <</F1 3 0 R>>>>", "1 g 0 0 70 12 re f 0 g BT /F1 8 Tf 2 3 Td (MASKAD) Tj ET")},
	},
	"free text without a ground": {
		notes:   []string{note("FreeText", boxRect+shows)},
		objects: []string{form("/BBox [0 0 70 12] /Resources <</Font <</F1 3 0 R>>>>", "BT /F1 8 Tf 2 3 Td (MASKAD) Tj ET")},
	},
	"free text to be drawn": {notes: []string{note("FreeText", boxRect)}},
	"stamp": {notes: []string{note("Stamp", boxRect+shows)}, objects: []string{
		form("/BBox [0 0 70 12] /Resources <</XObject <</Y 6 0 R>>>>", "70 0 0 12 0 0 cm /Y Do"), picture,
	}},
	"ink":                   {notes: []string{note("Ink", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "9 w 0 6 m 30 7 l 70 6 l S")}},
	"field":                 {notes: []string{note("Widget", boxRect+" /AS /On /AP <</N <</On 5 0 R>>>>")}, objects: []string{form("/BBox [0 0 70 12]", "1 g 0 0 70 12 re f")}},
	"strike-out":            {notes: []string{note("StrikeOut", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "")}},
	"black highlight":       {notes: []string{note("Highlight", boxRect+" /C [0 0 0]")}},
	"black highlight drawn": {notes: []string{note("Highlight", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "0 0 70 12 re f")}},
	"opaque highlight":      {notes: []string{note("Highlight", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "1 1 0 rg 0 0 70 12 re f")}},
	"annotation that cannot be drawn": {
		notes:   []string{note("Stamp", boxRect+shows)},
		objects: []string{form("/BBox [0 0 70 12] /Filter /LZWDecode", "")},
	},

	"white on white":          {name: "1 g " + plainName},
	"white by ink":            {name: "0 0 0 0 k " + plainName},
	"white by profile":        {name: "/Icc cs 1 1 1 sc " + plainName, objects: []string{"null", "null", "null", "null", "<</N 3 /Length 0>>\nstream\n\nendstream"}},
	"nearly white by spot":    {name: "/Spot cs 1 scn " + plainName},
	"nearly white":            {name: "0.95 0.96 0.97 rg " + plainName},
	"white letters of a word": {name: "BT /F1 8 Tf 40 672 Td (Beta ) Tj 1 g (Persson) Tj 0 g ( AB) Tj ET"},
	"black on black":          {under: box},
	"blue on blue":            {under: "0 0 1 rg " + box, name: "0 0 0.98 rg " + plainName},
	"grey on half black":      {under: "/Half gs " + box, name: "0.5 g " + plainName},
	"white outlines":          {name: "1 Tr 1 G " + plainName},
	"white multiplied":        {under: box, name: "/Pen gs 1 g " + plainName},
	"an ink of no mark":       {name: "/None cs 1 scn " + plainName, names: " /ColorSpace <</None [/Separation /None /DeviceGray <<>>]>>"},
	"letters of a pattern":    {name: "/Pattern cs /P1 scn " + plainName},
	"no ink at all":           {name: "3 Tr " + plainName},
	"a clip only":             {name: "7 Tr " + plainName},
	"transparent":             {name: "/Clear gs " + plainName},
	"transparent group": {name: "/Clear gs /X Do", objects: []string{
		form("/BBox [0 0 900 900] /Group <</S /Transparency>> /Resources <</Font <</F1 3 0 R>>"+states+">>", "/Full gs "+plainName),
	}},
	"layer that is off":    {name: "/OC /L BDC /Span BMC " + plainName + " EMC EMC", names: layer, root: layerOff, objects: []string{"null", "<</Type /OCG>>"}},
	"layer that is not on": {name: "/OC /L BDC " + plainName + " EMC", names: layer, root: " /OCProperties <</OCGs [6 0 R] /D <</BaseState /OFF>>>>"},
	"layer by membership":  {name: "/OC /M BDC " + plainName + " EMC", names: layer, root: layerOff},
	"form on a layer that is off": {name: "/X Do", root: layerOff, objects: []string{
		form("/BBox [0 0 900 900] /OC 6 0 R /Resources <</Font <</F1 3 0 R>>>>", plainName),
	}},
	"clipped to nothing":           {name: "0 0 1 1 re W n " + plainName},
	"clipped by no path":           {name: "W n " + plainName},
	"clipped by a triangle":        {name: "0 0 m 9 9 l 0 9 l W n " + plainName},
	"clipped by two":               {name: "0 0 900 675 re W n 0 676 900 100 re W n " + plainName},
	"clipped in part":              {name: "0 0 65 900 re W n " + plainName},
	"outside the box of its form":  {name: "/X Do", objects: []string{form("/BBox [0 0 9 9] /Resources <</Font <</F1 3 0 R>>>>", plainName)}},
	"another text over it":         {over: "1 g " + box + " 0 g BT /F1 8 Tf 40 672 Td (XXXXXX) Tj ET"},
	"covered in one of two places": {name: plainName, over: "BT /F1 8 Tf 40 672 Td (Beta) Tj ET 60 669 48 12 re f"},
}

func lines(apart float64) string {
	var b strings.Builder
	for y := 669.0; y < 681; y += apart {
		fmt.Fprintf(&b, "38 %.1f m 108 %.1f l S ", y, y)
	}
	return b.String()
}

// why is what findings of covered rows say, with what is said of where and how.
func why(how string) string {
	return "some text of the row is covered, struck out or hidden in the file (" + how + "); the authority did not mean to disclose what is there: ask for the list again"
}

// What covers or hides a text takes it out of the row, whose other cells stay. It is nowhere.
func TestCovered(t *testing.T) {
	want := []string{"page 1:2 Alfa AB|Umeå|1", "page 1:3 |Luleå|2 (covered)", "page 1:4 Gamma AB|Piteå|3"}
	for name, d := range hiding {
		t.Run(name, func(t *testing.T) {
			got, err := read(d.bytes(), pdffile.Options{})
			if err != nil || !slices.Equal(got.rows, want) || len(got.rejects) > 0 {
				t.Errorf("%v\n%s\n%v", err, strings.Join(got.rows, "\n"), texts(got.rejects))
			}
			leaks(t, got, err)
		})
	}
}

// Of a covered row, the column and the way are reported: the first from the left, where there are several.
func TestHowTextIsCovered(t *testing.T) {
	for name, c := range map[string]struct {
		page redacted
		want source.Covering
	}{
		"a box":                        {redacted{over: box}, source.Covering{Column: 1, How: source.Beneath}},
		"a picture":                    {redacted{over: "70 0 0 12 38 669 cm /X Do", objects: []string{picture}}, source.Covering{Column: 1, How: source.Beneath}},
		"an annotation":                {redacted{notes: []string{note("Redact", boxRect)}}, source.Covering{Column: 1, How: source.Beneath}},
		"a line":                       {redacted{over: "0.5 w 38 674.3 m 108 674.3 l S"}, source.Covering{Column: 1, How: source.Struck}},
		"white letters":                {redacted{name: "1 g " + plainName}, source.Covering{Column: 1, How: source.SameColour}},
		"letters of the band's colour": {redacted{under: "0.1 g " + box, name: "0.1 g " + plainName}, source.Covering{Column: 1, How: source.SameColour}},
		"outside of the clip":          {redacted{name: "0 0 9 9 re W n " + plainName}, source.Covering{Column: 1, How: source.Unpainted}},
		"a box over the number":        {redacted{over: "366 669 30 12 re f"}, source.Covering{Column: 3, How: source.Beneath}},
		"a box, and white letters":     {redacted{name: "1 g " + plainName, over: "366 669 30 12 re f"}, source.Covering{Column: 1, How: source.SameColour}},
	} {
		got, err := read(c.page.bytes(), pdffile.Options{})
		if err != nil || !slices.Equal(got.covered, []source.Covering{c.want}) {
			t.Errorf("%s: %v, %v, want %v", name, err, got.covered, c.want)
		}
	}
}

// leaks fails when something of the covered name is said, or what replaces it.
func leaks(t *testing.T, got found, err error) {
	t.Helper()
	all := fmt.Sprint(got, err)
	if strings.Contains(all, "ersson") || strings.ContainsFunc(all, func(r rune) bool { return r >= 0xe000 && r <= 0xe00f }) {
		t.Error(all)
	}
}

var showing = map[string]redacted{
	"nothing":                     {},
	"grey band under it":          {under: "0.9 g " + box},
	"white on a dark band":        {under: "0.1 g " + box, name: "1 g " + plainName},
	"white on a thick line":       {under: "12 w 0 0 0.4 RG 30 675 m 108 675 l S", name: "1 g " + plainName},
	"white on a dark round band":  {under: "38 660 m 108 665 l 108 690 l 38 681 l f", name: "1 g " + plainName},
	"outlines":                    {name: "1 Tr 1 g 0 G " + plainName},
	"on an unknown ink":           {under: "/Other cs 1 scn " + box, names: " /ColorSpace <</Other [/Separation /Gul /DeviceCMYK <</FunctionType 4>>]>>"},
	"white with black outlines":   {name: "2 Tr 1 g 0 G " + plainName},
	"grey":                        {name: "0.6 g " + plainName},
	"yellow":                      {name: "1 1 0 rg " + plainName},
	"dark by spot":                {name: "/Other cs 1 scn " + plainName, names: " /ColorSpace <</Other [/Separation /Svart /DeviceCMYK <</FunctionType 4>>]>>"},
	"picture under it":            {under: "70 0 0 12 38 669 cm /X Do", objects: []string{picture}},
	"layer that is on":            {name: "/OC /L BDC " + plainName + " EMC", names: layer, root: " /OCProperties <</OCGs [6 0 R 7 0 R] /D <</BaseState /OFF /ON [6 0 R]>>>>"},
	"after a layer that is off":   {name: "/OC /L BDC EMC " + plainName, names: layer, root: layerOff},
	"box twice under it":          {under: "0 g " + box + " 1 g " + box},
	"yellow marker pen":           {over: "/Pen gs 1 1 0 rg " + box},
	"transparent yellow":          {over: "/Half gs 1 1 0 rg " + box},
	"transparent group":           {over: "/Half gs /X Do", objects: []string{form("/BBox [0 0 900 900] /Group <</S /Transparency>>", "1 1 0 rg "+box)}},
	"transparent box":             {over: "/Clear gs " + box},
	"box that is not painted":     {over: "38 669 70 12 re n"},
	"box that is clipped":         {over: "0 0 9 9 re W n " + box},
	"box outside its form":        {over: "/X Do", objects: []string{form("/BBox [0 0 9 9]", box)}},
	"box beside it":               {over: "110 669 70 12 re f"},
	"box between the rows":        {over: "38 680 70 5 re f"},
	"bands of the rows around":    {over: "0 678 600 8 re f", under: ""},
	"frame":                       {over: "38 669 70 12 re S"},
	"frame of two boxes":          {over: "30 664 90 20 re 38 669 70 12 re f*"},
	"frame of two turns of lines": {over: "30 664 90 20 re 38 669 m 38 681 l 108 681 l 108 669 l h f"},
	"frame of two turns":          {over: "30 664 90 20 re 38 681 70 -12 re f"},
	"grid":                        {over: "0.5 w 38 0 m 38 900 l S 198 0 m 198 900 l S " + grid},
	"low boxes for a grid":        {over: "38 669 200 0.6 re f 38 683 200 0.6 re f 197 0 0.6 900 re f"},
	"line under it":               {over: "0.5 w 40 671 m 100 671 l S"},
	"border through a letter":     {over: "0.8 w 62 0 m 62 900 l S"},
	"line touching the top":       {over: "1 w 38 678 m 108 678 l S"},
	"line touching the foot":      {over: "1 w 38 672.5 m 108 672.5 l S"},
	"thin slanting line":          {over: "0.5 w 38 669 m 108 681 l S"},
	"drawn again":                 {over: "1 g 0 664 190 18 re f 0 g " + plainName},
	"with a white shadow":         {name: "1 g BT /F1 8 Tf 40.4 671.6 Td (Beta Persson AB) Tj ET 0 g " + plainName},
	"invisible blanks":            {over: "3 Tr BT /F1 8 Tf 150 672 Td (   ) Tj ET"},
	"invisible copy":              {over: "3 Tr " + plainName},
	"cut off in a letter":         {name: "0 0 96.3 900 re W n " + plainName},
	"square without a ground":     {notes: []string{note("Square", boxRect)}},
	"square that is a frame":      {notes: []string{note("Square", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12]", "0 0 70 12 re S")}},
	"hidden square":               {notes: []string{note("Square", boxRect+" /IC [0] /F 2")}},
	"link":                        {notes: []string{note("Link", boxRect)}},
	"underline":                   {notes: []string{note("Underline", boxRect)}},
	"field to be drawn":           {notes: []string{note("Widget", boxRect)}},
	"yellow highlight":            {notes: []string{note("Highlight", boxRect+" /C [1 1 0]")}},
	"yellow highlight drawn":      {notes: []string{note("Highlight", boxRect+shows)}, objects: []string{form("/BBox [0 0 70 12] /Resources <<"+states+">>", "/Pen gs 1 1 0 rg 0 0 70 12 re f")}},
	"redact elsewhere":            {notes: []string{note("Redact", "/Rect [500 500 600 600]")}},
	"box within a group of forms": {over: "/X Do", objects: []string{form("/BBox [0 0 900 900] /Matrix [1 0 0 1 450 0]", box)}},
}

const grid = "38 669 m 400 669 l S 38 683 m 400 683 l S 38 669 362 14 re S"

// What does not hide a text changes nothing.
func TestNotCovered(t *testing.T) {
	want := []string{"page 1:2 Alfa AB|Umeå|1", "page 1:3 Beta Persson AB|Luleå|2", "page 1:4 Gamma AB|Piteå|3"}
	for name, d := range showing {
		t.Run(name, func(t *testing.T) {
			got, err := read(d.bytes(), pdffile.Options{})
			if err != nil || !slices.Equal(got.rows, want) || len(got.rejects) > 0 {
				t.Errorf("%v\n%s\n%v", err, strings.Join(got.rows, "\n"), texts(got.rejects))
			}
		})
	}
}

// Where more than one cell is covered, or what is outside the table.
func TestCoveredPlaces(t *testing.T) {
	rejected := func(how string) []string { return []string{"list.pdf:page 1:3: reject: covered-text: " + why(how)} }
	const first, third = "page 1:2 Alfa AB|Umeå|1", "page 1:4 Gamma AB|Piteå|3"
	for _, tt := range []struct {
		name, over    string
		rows, rejects []string
	}{
		{"the number", "366 669 30 12 re f", []string{first, "page 1:3 Beta Persson AB|Luleå| (covered)", third}, nil},
		{"two cells", box + " 190 669 60 12 re f", []string{first, "page 1:3 ||2 (covered)", third}, nil},
		{"the row", "0 669 900 12 re f", []string{first, third}, rejected("in column 1: something lies over it")},
		{"what is below no name", "3 Tr BT /F1 8 Tf 280 672 Td (Anna Persson i Boden) Tj ET", []string{first, third}, rejected("its letters have the colour of what is behind them")},
		{"a title", "BT /F1 8 Tf 40 800 Td (Anna Persson) Tj ET 0 790 500 20 re f " + box, []string{"page 1:3 Alfa AB|Umeå|1", "page 1:4 |Luleå|2 (covered)", "page 1:5 Gamma AB|Piteå|3"}, nil},
	} {
		got, err := read(redacted{over: tt.over}.bytes(), pdffile.Options{Headers: named})
		if err != nil || !slices.Equal(got.rows, tt.rows) || !slices.Equal(texts(got.rejects), tt.rejects) {
			t.Errorf("%s: %v\n%s\n%v", tt.name, err, strings.Join(got.rows, "\n"), texts(got.rejects))
		}
		if tt.name != "the number" {
			leaks(t, got, err)
		}
	}
	_, err := read(redacted{over: "190 697 100 12 re f"}.bytes(), pdffile.Options{Headers: named})
	if err == nil || !strings.HasSuffix(err.Error(), "list.pdf:page 1:1: expected column names that can be seen, found one that is covered or hidden") {
		t.Error(err)
	}
}

// A page that is covered as a whole holds rows still, and the pages after it are read.
func TestCoveredPage(t *testing.T) {
	l := spread
	l.x, l.end = []float64{40, 260, 420, 480}, []float64{250, 410, 460, 550}
	l.perPage, l.header, l.titles, l.footers = 3, true, true, true
	p := &paper{}
	l.print(p, counts)
	p.pages[1] += " 0 100 1200 690 re f"
	got, err := read(p.bytes(), pdffile.Options{Headers: named})
	if err != nil || len(got.rows) != 4 || len(got.rejects) < 3 {
		t.Fatalf("%v\n%s\n%v", err, strings.Join(got.rows, "\n"), texts(got.rejects))
	}
	for _, f := range got.rejects {
		if f.Rule.Name() != "covered-text" || f.At.Sheet != "page 2" {
			t.Error(f)
		}
	}
}

// Rows below a label that is covered cannot be known.
func TestCoveredLabel(t *testing.T) {
	tree := table{
		names: []string{"Avdelning", "2021"},
		rows:  [][]string{{"Bostad", "7"}, {"Bygg", "3"}, {"Motor", "4"}, {"Bil", "5"}},
		level: []int{0, 1, 0, 1},
	}
	l := layout{x: []float64{40, 200}, end: []float64{190, 290}, right: []bool{false, true}, pitch: 12}
	p := &paper{}
	l.print(p, tree)
	p.pages[0] += " 30 765 100 10 re f"
	got, err := read(p.bytes(), pdffile.Options{Levels: []string{"avdelning", "område"}})
	rules := ""
	for _, f := range got.rejects {
		rules += fmt.Sprintf("%d %s ", f.At.Line, f.Rule.Name())
	}
	if want := []string{"page 1:4 Motor||4", "page 1:5 Motor|Bil|5"}; err != nil || !slices.Equal(got.rows, want) || rules != "2 covered-text 3 unclear-level " {
		t.Errorf("%v\n%s\n%s", err, strings.Join(got.rows, "\n"), rules)
	}
}

// Redactions that were published, and a band that is none.
func TestBadRedactions(t *testing.T) {
	reject := "d-1:list.pdf:page 1:3: reject: covered-text: " + why("in column 1: something lies over it")
	for file, tt := range map[string]struct {
		second, third, reject string
	}{
		"a-black-box.pdf":  {"2023-00002|2023-03-05||402001-0015|Bank (covered)", "2023-00003|2023-03-05||402001-0023|Bank (covered)", ""},
		"c-whole-row.pdf":  {"", "2023-00003|2023-03-05|Anna Bengtssons Bygg AB|402001-0023|Bank", reject},
		"d-box-before.pdf": {"2023-00002|2023-03-05|Påhittade Knappar AB|402001-0015|Bank", "2023-00003|2023-03-05|Anna Bengtssons Bygg AB|402001-0023|Bank", ""},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", "bad-redactions", file))
		if err != nil {
			t.Fatal(err)
		}
		got, err := read(data, pdffile.Options{Disclosure: "d-1"})
		want := []string{"page 1:2 2023-00001|2023-03-05|Påhittade Hattar AB|402001-0007|Bank"}
		if tt.second != "" {
			want = append(want, "page 1:3 "+tt.second)
		}
		want = append(want, "page 1:4 "+tt.third, "page 1:5 2023-00004|2023-03-05|Påhittade Hattar AB|402001-0007|Bank")
		if r := strings.Join(texts(got.rejects), "\n"); err != nil || !slices.Equal(got.rows, want) || r != tt.reject {
			t.Errorf("%s: %v\n%s\n%s", file, err, strings.Join(got.rows, "\n"), r)
		}
	}
}

// Many things over and under many letters are no more work than each alone: what is settled is not looked at again.
// Where that does not help, the page is refused.
func TestCoveredBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	many := func(over string, times int) redacted {
		var b strings.Builder
		b.WriteString("0.9 g ")
		for range 20_000 {
			b.WriteString("0 0 1200 842 re f ")
		}
		return redacted{
			under: b.String(),
			name:  plainName + strings.Repeat(" BT /F1 8 Tf 40 642 Td ("+strings.Repeat("x", 20)+") Tj ET", 500),
			over:  strings.Repeat(over+" ", times),
		}
	}
	if _, err := read(many("0 0 1200 842 re f", 20_000).bytes(), pdffile.Options{}); err == nil || !strings.Contains(err.Error(), "column names that can be seen") {
		t.Error(err)
	}
	if got, err := read(many("", 0).bytes(), pdffile.Options{}); err != nil || !strings.HasPrefix(got.rows[1], "page 1:3 Beta Persson AB") {
		t.Error(err, got.rows)
	}
	zigzag := "0 0 m " + strings.Repeat("1200 1 l 0 2 l ", 1000) + "0 842 l f"
	_, err := read(many("/Half gs "+zigzag, 50).bytes(), pdffile.Options{})
	if err == nil || !strings.Contains(err.Error(), "gave up after 100 million steps on one page") {
		t.Error(err)
	}
	_, err = read(redacted{over: strings.Repeat("0 0 9 9 re f ", 1_000_001)}.bytes(), pdffile.Options{})
	if err == nil || !strings.Contains(err.Error(), "expected at most 1000000 things that are painted on a page") {
		t.Error(err)
	}
}
