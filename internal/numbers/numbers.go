// Package numbers knows how the registers of companies of each country write their numbers, and what the numbers of natural persons look
// like there. A register is a YAML file, no Go: datasets/registers has those that come with the program.
package numbers

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"tvistdata/datasets"
	"tvistdata/internal/record"
)

// Register is a country's register of companies, as its file describes it.
type Register struct {
	// the file's name: the two letters of its country in ISO 3166-1, in lower case. Its companies' ids begin with it
	Code string      `yaml:"code"`
	Name record.Text `yaml:"name"` // in Swedish and English
	// where the rule of its numbers is published: starts with http
	Source string `yaml:"source"`
	// how a number is written: {n} stands for n digits, the rest for itself. It is read with other signs or none between them, too
	Form     string   `yaml:"form"`
	Words    []string `yaml:"words"`    // words that may stand before or behind a number, such as MVA; may be left out
	Letters  bool     `yaml:"letters"`  // capitals A to Z may stand for digits, but for check digits
	First    string   `yaml:"first"`    // the digits that a number may begin with; any when it is not given
	Shortest int      `yaml:"shortest"` // the fewest digits of a number that has lost its zeros in front; none loses them when it is not given
	// how many digits name the company among its establishments: numbers with the same ones are one company's; all when it is not given
	CompanyDigits int `yaml:"company_digits"`
	// sole traders have such numbers, too, so a number names nobody until the company's name has a legal form
	SoleTraders bool     `yaml:"sole_traders"`
	Check       []Check  `yaml:"check"`   // the rules of the last digits, in their order
	Persons     []Person `yaml:"persons"` // how the numbers of natural persons look in the country; may be left out

	parts []part
	words []string // and its code, the longest first
}

// Check is the rule of one check digit, which is worked out of all digits before it.
type Check struct {
	Rule    Rule  `yaml:"rule"`    // luhn, mod11, mod11-zero or mod31
	Weights []int `yaml:"weights"` // mod11 and mod11-zero: one for each digit before it
}

// Person is one kind of a natural person's number.
type Person struct {
	Name   record.Text `yaml:"name"`   // in Swedish and English
	Source string      `yaml:"source"` // where its rule is published: starts with http
	// how it is written: {n} stands for n digits, {sign} for one of signs and {check} for a check character that may be a letter
	Form      string `yaml:"form"`
	Signs     string `yaml:"signs"`      // what {sign} may be
	Date      string `yaml:"date"`       // ddmmyy or yymmdd when it begins with a date of birth; none when it is not given
	DayPlus   []int  `yaml:"day_plus"`   // what may be added to the day
	MonthPlus []int  `yaml:"month_plus"` // what may be added to the month
	// the fewest digits of a number that has lost its zeros in front; none loses them when it is not given
	Shortest  int     `yaml:"shortest"`
	Check     []Check `yaml:"check"`     // the rules of the last digits, in their order
	Unchecked bool    `yaml:"unchecked"` // the check digit of some is wrong: one that is written in its form is a number whatever it is

	parts  []part
	length int
}

// Set is the registers that are known, by code. It does not change.
type Set []*Register

// Bundled returns the registers that come with the program.
var Bundled = sync.OnceValue(func() Set {
	s, err := load(nil, []fs.FS{datasets.FS})
	if err != nil {
		panic(err) // they are a part of the program
	}
	return s
})

// Abroad returns the bundled registers besides the Swedish one, whose persons' numbers package person knows in more disguises.
var Abroad = sync.OnceValue(func() Set {
	return slices.DeleteFunc(slices.Clone(Bundled()), func(r *Register) bool { return r.Code == Sweden })
})

// Sweden is the code of the Swedish register.
const Sweden = "se"

// Of returns the register with a code; nil when there is none.
func (s Set) Of(code string) *Register {
	if i := slices.IndexFunc(s, func(r *Register) bool { return r.Code == code }); i >= 0 {
		return s[i]
	}
	return nil
}

// Codes returns the codes of the registers, in order.
func (s Set) Codes() []string {
	out := make([]string, len(s))
	for i, r := range s {
		out[i] = r.Code
	}
	return out
}

// Own returns the registers that do not come with the program.
func (s Set) Own() Set {
	bundled := Bundled()
	return slices.DeleteFunc(slices.Clone(s), func(r *Register) bool { return slices.Contains(bundled, r) })
}

// Country returns the code of the register's country in ISO 3166-1, in capitals.
func (r *Register) Country() string { return strings.ToUpper(r.Code) }

// ID returns the id of the company that a number, as Read returns it, is of.
func (r *Register) ID(number string) string { return r.Code + "-" + strings.ToLower(r.Company(number)) }

// Company returns the part of a number, as Read returns it, that names the company among its establishments.
func (r *Register) Company(number string) string {
	if r.CompanyDigits > 0 {
		return number[:r.CompanyDigits]
	}
	return number
}

// HasID reports whether a company's id may be that of a number of the register. Digits that come after those of the company may be right
// or wrong.
func (r *Register) HasID(id string) bool {
	number, of := strings.CutPrefix(id, r.Code+"-")
	switch {
	case !of || !r.made(strings.ToUpper(number), r.CompanyDigits > 0):
		return false
	case r.CompanyDigits > 0:
		return len(number) == r.CompanyDigits
	}
	return r.valid(strings.ToUpper(number))
}
