package open

import (
	"fmt"
	"slices"
	"strings"
)

// The encodings of text that every reader of text knows.
const (
	UTF8        = "utf-8"
	Windows1252 = "windows-1252"
	UTF16       = "utf-16"
)

// EncodingOf returns the declared encoding: one of the three or of the reader's others, under any of its names; "" for none.
func EncodingOf(declared string, others ...string) (string, error) {
	known := append([]string{"", UTF8, Windows1252, UTF16}, others...)
	name := strings.ToLower(declared)
	switch name {
	case "utf8":
		name = UTF8
	case "cp1252":
		name = Windows1252
	}
	if slices.Contains(known, name) {
		return name, nil
	}
	last := len(known) - 1
	return "", fmt.Errorf("expected encoding %s or %s to be declared, got %q", strings.Join(known[1:last], ", "), known[last], declared)
}
