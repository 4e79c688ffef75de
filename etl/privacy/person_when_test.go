package privacy

import (
	"testing"

	"tvistdata/etl/source"
)

// TestARowIsAPersonsUnlessItPlainlySaysOtherwise: the value for persons in other forms, and what says nothing, is no company's.
func TestARowIsAPersonsUnlessItPlainlySaysOtherwise(t *testing.T) {
	for _, c := range []struct {
		value string
		of    []string // persons'
		not   []string
	}{
		{"0", []string{"0", "00", "0.0", "0,0", "０", " 0 ", "", "-", "N/A", "okänd", "x"}, []string{"1", "01", "2", "1.0"}},
		{"f", []string{"F", "f ", "ｆ", "", "–", "n.a.", "NULL", "?"}, []string{"J", "jurídica", "0"}},
	} {
		d := Door{persons: []personMark{{0, c.value}}}
		for _, cell := range c.of {
			if !d.person(source.Row{Cells: []string{cell}}) {
				t.Errorf("%q, where %q is a person's, is a company's", cell, c.value)
			}
		}
		for _, cell := range c.not {
			if d.person(source.Row{Cells: []string{cell}}) {
				t.Errorf("%q, where %q is a person's, is a person's", cell, c.value)
			}
		}
	}
}
