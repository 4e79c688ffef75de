package numbers

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"tvistdata/datasets"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// Folder is the folder of the registers, in that of the lists.
const Folder = "registers"

// The values of date.
const (
	yearFirst = "yymmdd"
	dayFirst  = "ddmmyy"
)

// Load reads the registers of folders of lists: each file registers/<code>.yaml. They take the place of those with the same code that come
// with the program, or that an earlier folder has, as a whole. What is wrong comes as yamlfile.Errors, all of them joined, and then no
// register at all.
func Load(folders ...fs.FS) (Set, error) {
	return load(Bundled(), slices.DeleteFunc(slices.Clone(folders), func(fsys fs.FS) bool { return fsys == fs.FS(datasets.FS) }))
}

// load reads the registers of folders over others.
func load(known Set, folders []fs.FS) (Set, error) {
	byCode := map[string]*Register{}
	for _, r := range known {
		byCode[r.Code] = r
	}
	var errs []error
	for _, fsys := range folders {
		files, err := fs.Glob(fsys, path.Join(Folder, "*.y*ml"))
		if err != nil {
			return nil, fmt.Errorf("folder of registers: %w", err)
		}
		for _, file := range files {
			if path.Ext(file) != ".yaml" {
				errs = append(errs, &yamlfile.Error{File: file, Err: errors.New("a register is a file <code>.yaml, such as br.yaml")})
				continue
			}
			text, err := fs.ReadFile(fsys, file)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", file, err))
				continue
			}
			r, err := parse(file, text)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			byCode[r.Code] = r
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	var s Set
	for _, r := range byCode {
		s = append(s, r)
	}
	slices.SortFunc(s, func(a, b *Register) int { return strings.Compare(a.Code, b.Code) })
	return s, nil
}

// parse reads one register; a key that Register does not have is an error.
func parse(name string, text []byte) (*Register, error) {
	file, err := yamlfile.Parse(name, text)
	if err != nil {
		return nil, err
	}
	if file.Documents != 1 || file.Empty() {
		return nil, &yamlfile.Error{File: name, Err: fmt.Errorf("holds %d YAML documents, expected one with content", file.Documents)}
	}
	r := &Register{}
	if err := file.Into(r); err != nil {
		return nil, err
	}
	c := checker{file: file}
	c.register(r, strings.TrimSuffix(path.Base(name), ".yaml"))
	r.words = append([]string{r.Country()}, r.Words...)
	slices.SortStableFunc(r.words, func(a, b string) int { return len(b) - len(a) })
	return r, errors.Join(c.errs...)
}

// checker gathers what is wrong with a file.
type checker struct {
	file *yamlfile.File
	errs []error
}

type at = yamlfile.Key

// say adds a problem, on the line of the value at the place or at the nearest one that the file has.
func (c *checker) say(where at, format string, args ...any) {
	wrong := c.file.Wrong(where, format, args...)
	wrong.Line = max(c.file.LineOfValue(where), 1)
	c.errs = append(c.errs, wrong)
}

var codeForm = regexp.MustCompile(`^[a-z]{2}$`)

func (c *checker) register(r *Register, name string) {
	if !codeForm.MatchString(r.Code) || r.Code != name {
		c.say(at{"code"}, "%q: expected two letters in lower case, the country's in ISO 3166-1, and the name of the file, %q", r.Code, name)
	}
	c.head(nil, r.Name, r.Source)
	var err error
	if r.parts, err = newForm(r.Form); err != nil || has(r.parts, ofSign) || has(r.parts, ofCheck) {
		c.say(at{"form"}, "%q: expected a form such as {2}.{3}.{3}/{4}-{2}", r.Form)
		return
	}
	n := length(r.parts)
	if strings.Trim(r.First, "0123456789") != "" {
		c.say(at{"first"}, "%q: expected digits", r.First)
	}
	if r.Shortest < 0 || r.Shortest > n {
		c.say(at{"shortest"}, "%d: a number has %d digits", r.Shortest, n)
	}
	if r.CompanyDigits < 0 || r.CompanyDigits > n {
		c.say(at{"company_digits"}, "%d: a number has %d digits", r.CompanyDigits, n)
	}
	if len(r.Check) == 0 {
		c.say(at{"check"}, "expected the rule of at least one check digit: without it any number of so many digits would be a company's")
	}
	c.checks(at{"check"}, r.Check, n, false)
	for i := range r.Persons {
		c.person(at{"persons", i}, &r.Persons[i])
	}
}

// head checks the name and the source of a register or of a kind of persons' numbers.
func (c *checker) head(where at, name record.Text, source string) {
	if strings.TrimSpace(name.SV) == "" || strings.TrimSpace(name.EN) == "" {
		c.say(append(slices.Clone(where), "name"), "expected a text in Swedish, sv, and one in English, en")
	}
	if !strings.HasPrefix(source, "http") {
		c.say(append(slices.Clone(where), "source"), "expected the address of the published rule, which starts with http")
	}
}

// checks checks the rules of the last digits of a number of n characters.
func (c *checker) checks(where at, checks []Check, n int, letter bool) {
	if len(checks) >= n {
		c.say(where, "%d check digits: a number has %d digits", len(checks), n)
		return
	}
	for i, check := range checks {
		where := append(slices.Clone(where), i)
		before := n - len(checks) + i
		switch {
		case !slices.Contains([]Rule{Luhn, Mod11, Mod11Zero, Mod31}, check.Rule):
			c.say(where, "rule %q: expected luhn, mod11, mod11-zero or mod31", check.Rule)
		case (check.Rule == Mod31) != letter:
			c.say(where, "rule %s: mod31 is that of a {check} at the end of the form, and no other rule is", check.Rule)
		case check.Rule.weighted() && len(check.Weights) != before:
			c.say(where, "%d weights: there are %d digits before this check digit", len(check.Weights), before)
		case !check.Rule.weighted() && len(check.Weights) > 0:
			c.say(where, "rule %s has no weights", check.Rule)
		}
	}
}

// person checks a kind of persons' numbers.
func (c *checker) person(where at, p *Person) {
	key := func(k string) at { return append(slices.Clone(where), k) }
	c.head(where, p.Name, p.Source)
	var err error
	if p.parts, err = newForm(p.Form); err != nil {
		c.say(key("form"), "%q: %w", p.Form, err)
		return
	}
	p.length = length(p.parts)
	letter := has(p.parts, ofCheck)
	last := p.parts[len(p.parts)-1]
	switch {
	case p.length < shortestPerson:
		c.say(key("form"), "%q: expected %d digits at least: any number could be a person's", p.Form, shortestPerson)
	case p.parts[0].kind != ofDigits:
		c.say(key("form"), "%q: expected digits first", p.Form)
	case letter && (last.kind != ofCheck || len(p.Check) != 1):
		c.say(key("form"), "%q: expected {check} at the end alone, and one rule under check", p.Form)
	case has(p.parts, ofSign) != (p.Signs != ""):
		c.say(key("signs"), "expected signs where the form has {sign}, and there alone")
	}
	if p.Date != "" && p.Date != dayFirst && p.Date != yearFirst {
		c.say(key("date"), "%q: expected %s or %s", p.Date, dayFirst, yearFirst)
	}
	if p.Date == "" && len(p.Check) == 0 {
		c.say(key("check"), "expected a date or the rule of a check digit: any number of so many digits would be a person's")
	}
	if p.Unchecked && p.Date == "" {
		c.say(key("unchecked"), "only a number with a date can do without its check digit")
	}
	if p.Shortest < 0 || p.Shortest > p.length {
		c.say(key("shortest"), "%d: a number has %d digits", p.Shortest, p.length)
	}
	c.checks(key("check"), p.Check, p.length, letter)
}

// shortestPerson is the number of digits of the shortest number of a person that is looked for.
const shortestPerson = 9
