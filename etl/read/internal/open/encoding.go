package open

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// The encodings of text that every reader of text knows.
const (
	UTF8        = "utf-8"
	Windows1252 = "windows-1252"
	UTF16       = "utf-16"
)

// Charmaps are the encodings that are read when they are declared, and never guessed, by name.
var Charmaps = map[string]*charmap.Charmap{"cp850": charmap.CodePage850, "macintosh": charmap.Macintosh}

// EncodingOf returns the declared encoding: one of the three, of Charmaps or of the reader's others, under any of its names; "" for none.
func EncodingOf(declared string, others ...string) (string, error) {
	known := append([]string{"", UTF8, Windows1252, UTF16, "cp850", "macintosh"}, others...)
	name := strings.ToLower(declared)
	switch name {
	case "utf8":
		name = UTF8
	case "cp1252":
		name = Windows1252
	case "ibm850", "ibm-850":
		name = "cp850"
	case "mac-roman", "macroman", "x-mac-roman":
		name = "macintosh"
	}
	if slices.Contains(known, name) {
		return name, nil
	}
	last := len(known) - 1
	return "", fmt.Errorf("expected encoding %s or %s to be declared, got %q", strings.Join(known[1:last], ", "), known[last], declared)
}
