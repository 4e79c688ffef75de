package reconcile

import (
	"math"
	"regexp"
	"strings"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// span is the values that a figure may mean, both ends among them.
type span struct{ lo, hi float64 }

// apart reports whether two spans have no value in common.
func (s span) apart(o span) bool { return s.above(o) || o.above(s) }

// above reports whether every value of s is larger than every value of o.
func (s span) above(o span) bool { return s.lo-o.hi > 1e-9*(1+math.Abs(s.lo)) }

func (s span) plus(o span) span { return span{s.lo + o.lo, s.hi + o.hi} }

// bound is how a source qualifies a figure.
type bound uint8

const (
	near      bound = iota + 1 // rounded to the nearest
	roundedUp                  // rounded upwards: the value is a little less
	cutDown                    // rounded downwards: the value is a little more
	noLess                     // a bound from below, and nothing else
	noMore                     // a bound from above, and nothing else
)

// qualifiers holds the words that qualify figures: their meaning, and the words for them in either language.
var qualifiers = []struct {
	bound     bound
	words     record.Text
	spellings []string
}{
	{near, record.Text{SV: "omkring", EN: "about"}, []string{
		"about", "around", "approximately", "circa", "ca", "cirka", "omkring",
		"ungefär", "runt",
	}},
	{roundedUp, record.Text{SV: "nästan", EN: "almost"}, []string{"almost", "nearly", "nästan", "närmare"}},
	{roundedUp, record.Text{SV: "knappt", EN: "just under"}, []string{"just under", "knappt", "strax under"}},
	{cutDown, record.Text{SV: "drygt", EN: "just over"}, []string{"just over", "drygt", "strax över"}},
	{noLess, record.Text{SV: "mer än", EN: "more than"}, []string{"more than", "over", "mer än", "fler än", "över"}},
	{noLess, record.Text{SV: "minst", EN: "at least"}, []string{"at least", "minst"}},
	{noMore, record.Text{SV: "mindre än", EN: "less than"}, []string{"less than", "fewer than", "under", "mindre än", "färre än"}},
	{noMore, record.Text{SV: "högst", EN: "at most"}, []string{"at most", "up to", "högst", "upp till", "som mest"}},
}

// qualified returns what a figure's qualifier means; ok is false for a word that is not known.
func qualified(text string) (b bound, words record.Text, ok bool) {
	for _, q := range qualifiers {
		for _, s := range q.spellings {
			if folded(text) == s {
				return q.bound, q.words, true
			}
		}
	}
	return 0, record.Text{}, folded(text) == ""
}

// spanOf returns the values that a figure may mean:
//
//   - A number of things is what it says, to the last one. One that ends in three zeros or more has been rounded: of
//     exact numbers only one in a thousand does.
//   - Any other figure, such as a share, is rounded to the last decimal that is written: 72 per cent is 71.5 to 72.5.
//   - About a number is that number rounded to its last digit that is not zero: about 130 is 125 to 135. People count in
//     fives, too, so where that digit is a five, it is rounded to fives: about 250 is 225 to 275.
//   - Almost, and just under, go one such step down (almost 14 000 is 13 000 to 14 000); just over goes one step up, because
//     it cuts off digits: ARN's 14 532 was called just over 14 000.
//   - More than, at least, less than and at most are bounds, and open to the other side.
//
// ok is false when the figure cannot be compared: its qualifier is not known, or it is no plain decimal number.
func spanOf(f Figure) (s span, ok bool) {
	b, _, ok := qualified(f.Qualifier)
	if !ok || !plain.MatchString(f.Written) || math.IsInf(f.Value, 0) {
		return span{}, false
	}
	v, step, last := f.Value, stepOf(f.Written), lastDecimal(f.Written)
	switch b {
	case near:
		return span{v - step/2, v + step/2}, true
	case roundedUp:
		return span{min(v, v-math.Copysign(step, v)), max(v, v-math.Copysign(step, v))}, true
	case cutDown:
		return span{min(v, v+math.Copysign(step, v)), max(v, v+math.Copysign(step, v))}, true
	case noLess:
		return span{v, math.Inf(1)}, true
	case noMore:
		return span{math.Inf(-1), v}, true
	}
	switch {
	case !f.things():
		return span{v - last/2, v + last/2}, true
	case v != 0 && strings.HasSuffix(f.Written, "000") && last == 1:
		return span{v - step/2, v + step/2}, true
	}
	return span{v, v}, true
}

// plain is a decimal number as it is written without an exponent.
var plain = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// things reports whether the figure is a number of things, or of money.
func (f *Figure) things() bool {
	switch f.Unit {
	case "cases", "complaints", "disputes", "opinions", "reviews", "companies", "businesses", "rank":
		return true
	}
	return list.IsCurrency(f.Unit)
}

// lastDecimal returns what the last digit of a plain number means: 1, or 0.01 for 3.10.
func lastDecimal(written string) float64 {
	_, decimals, _ := strings.Cut(written, ".")
	return math.Pow10(-len(decimals))
}

// stepOf returns what the last digit of a plain number that is not a zero of a whole number means, and five times
// that when it is a five.
func stepOf(written string) float64 {
	digits, step := written, lastDecimal(written)
	if step == 1 {
		digits = strings.TrimRight(written, "0")
		step = math.Pow10(len(written) - len(digits))
		if strings.Trim(digits, "-") == "" {
			return 1
		}
	}
	if strings.HasSuffix(digits, "5") {
		step *= 5
	}
	return step
}
