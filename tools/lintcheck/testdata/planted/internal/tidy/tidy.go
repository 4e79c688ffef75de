package tidy // want revive `should have a package comment`

import (
	"context"
	"errors"
	"log/slog"
	. "strings" // want revive `should not use dot imports` staticcheck `should not use dot imports`
)

// Open is here to be documented without a full stop // want godot `end in a period`
func Open() {}

// Colors returns the color in American. // want misspell `.color. is a misspelling of .colour.` misspell `.Colors. is a misspelling`
// It is red. // want+1 misspell `.Colors. is a misspelling`
func Colors() string { return ToUpper("red") }

type hidden struct{ n int }

// Get gives what the caller can't name.
func Get() hidden { return hidden{} } // want revive `exported func Get returns unexported type`

func (h hidden) a() int { return h.n }
func (x hidden) b() int { return x.n } // want revive `receiver name x should be consistent`

// Use uses them.
func Use() int { return Get().a() + Get().b() }

func Undocumented() {} // want revive `exported function Undocumented should have comment`

// Late takes its context last.
func Late(n int, ctx context.Context) error { // want revive `context.Context should be the first parameter`
	return ctx.Err()
}

// Early gives its error first.
func Early() (error, int) { // want revive `error should be the last type when returning multiple items` staticcheck `error should be returned as the last argument`
	return errors.New("Capital letter."), 0 // want revive `error strings should not be capitalized` staticcheck `ST1005: error strings should not be cap` staticcheck `ST1005: error strings should not end`
}

var failed = errors.New("failed") // want revive `error var failed should have name of the form errFoo` staticcheck `error var failed should have name`

// Failed uses it.
func Failed() error { return failed }

// Flow nests what needs no nesting.
func Flow(b bool) int {
	if b {
		return 1
	} else { // want revive `if block ends with a return statement`
		return 2
	}
}

// CompanyId has a badly written initialism. // want+1 revive `func CompanyId should be CompanyID`
func CompanyId() string { return "" }

// Tally counts the old way.
func Tally(n int) int {
	sum := 0
	for i := 0; i < n; i++ { // want intrange `for loop can be changed` modernize `for loop can be modernized`
		sum += i
	}
	return sum
}

// Anything takes anything.
func Anything(v interface{}) int { // want modernize `interface{} can be replaced by any`
	n := 1
	return int(n) // want unconvert `unnecessary conversion`
}

// Shadow hides a builtin.
func Shadow(len int) int { return len } // want predeclared `len: shadows predeclared identifier`

func always(xs []int, n int) int { // want unparam `always - n is unused`
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// Always uses it.
func Always() int { return always([]int{1}, 1) + always([]int{2}, 1) }

// Spaced starts with an empty line.
func Spaced() int { // want whitespace `unnecessary leading newline`

	return 1
}

// Log logs in three wrong ways.
func Log(l *slog.Logger, name string) {
	slog.Info("started")      // want sloglint `default logger should not be used`
	l.Info("started", "n", 1) // want sloglint `key-value pairs should not be used`
	l.Info("started " + name) // want sloglint `message should be a string literal or a constant`
}

// Silenced is silenced without a reason. // want+1 nolintlint `should provide explanation` nolintlint `is unused for linter`
func Silenced() int { return 1 } //nolint:revive

// Naked is long and returns nothing by name.
func Naked(n int) (out int) {
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out++
	out += n
	return // want nakedret `naked return`
}

// Long is wider than a screen.
func Long() string { // want+1 lll `exceeds the maximum of 140 characters`
	return "wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide"
}
