package inspect

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy/plain"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Holds is what the cells of a column are.
type Holds string

// What cells can be. One cell is one of them.
const (
	HoldsNothing    Holds = "nothing"
	HoldsDate       Holds = "date"
	HoldsSerial     Holds = "Excel serial of a date, or number"
	HoldsOrgNumber  Holds = "organisation number"
	HoldsReference  Holds = "case number"
	HoldsNumber     Holds = "number"
	HoldsAmount     Holds = "amount"
	HoldsTruth      Holds = "yes or no"
	HoldsCode       Holds = "code"
	HoldsCompany    Holds = "company name"
	HoldsAddress    Holds = "web address"
	HoldsText       Holds = "text"
	HoldsFreeText   Holds = "free text"
	HoldsPersonalNo Holds = "looks personal: personal number"
	HoldsMail       Holds = "looks personal: e-mail address"
	HoldsTelephone  Holds = "looks personal: telephone number"
	HoldsPerson     Holds = "looks personal: a person's name"
	HoldsBirthday   Holds = "looks personal: date of birth"
	HoldsPersonal   Holds = "looks personal"
)

// Personal reports whether such cells say something of a person.
func (h Holds) Personal() bool { return strings.HasPrefix(string(h), string(HoldsPersonal)) }

// truths are the words and signs for yes and no.
var truths = map[string]bool{
	"true": true, "false": true, "ja": true, "nej": true, "yes": true, "no": true, "sant": true, "falskt": true, "y": true, "n": true,
	"j": true,
}

var (
	referenceForm = regexp.MustCompile(`^([A-Za-zÅÄÖåäö]{1,6}[ -]?)?((19|20)?[0-9]{2}[-/:][0-9]{1,7}|[0-9]{1,7}[-/:](19|` +
		`20)[0-9]{2})([-/:.][0-9A-Za-z]{1,4})?$`)
	oldDay        = regexp.MustCompile(`^(18|19)[0-9]{2}[-/. ]?(0[1-9]|1[0-2])[-/. ]?([0-2][0-9]|3[01])$`)
	serial        = regexp.MustCompile(`^[0-9]{5}([.,][0-9]+)?$`)
	plainNumber   = regexp.MustCompile(`^[-+−]?[0-9]+$`)
	decimalNumber = regexp.MustCompile(`^[-+−]?[0-9]+[.,][0-9]+( ?%)?$`)
)

// judge is what cells are judged by.
type judge struct {
	today     record.Date
	words     plain.Words // words that are nobody's name
	companies *company.Register
	registers numbers.Set // besides the Swedish one
	own       numbers.Set // those of them that do not come with the program
}

// numbered returns for each register whether a cell holds a number of its companies, or of a natural person in its country.
func (j *judge) numbered(cell string) (of []uint8) {
	if len(cell) > exampleLen || !strings.ContainsAny(cell, "0123456789") {
		return nil
	}
	cell = person.FoldSigns(cell)
	for i, r := range j.registers {
		number, padded, ok := r.Read(cell)
		certain, _ := r.Personal(cell)
		is := uint8(0)
		switch {
		case certain:
			is = numberPerson
		case ok && padded:
			is = numberPadded
		case ok && number != "":
			is = numberWhole
		}
		if is > 0 && of == nil {
			of = make([]uint8, len(j.registers))
		}
		if is > 0 {
			of[i] = is
		}
	}
	return of
}

// What a cell is to a register.
const (
	numberWhole  uint8 = iota + 1 // a company's number
	numberPadded                  // one that has lost its zeros
	numberPerson                  // a natural person's
)

// classify returns what one filled cell is, and, of a date or an amount, the form that it is written in.
func (j *judge) classify(text string) (h Holds, form string) {
	if _, ok := j.companies.Foreign(text, ""); ok {
		return HoldsOrgNumber, "with a country's code"
	}
	if person.HoldsNumberOf(j.own, text, true) {
		return HoldsPersonalNo, ""
	}
	switch person.Scan(text) {
	case person.PersonalNumber:
		return HoldsPersonalNo, ""
	case person.Mail:
		return HoldsMail, ""
	case person.Telephone:
		return HoldsTelephone, ""
	case person.Nothing:
	}
	if len(text) > 200 {
		return HoldsFreeText, ""
	}
	if normalise.Date(text).State == record.Read {
		if serial.MatchString(text) {
			return HoldsSerial, "Excel serial"
		}
		return HoldsDate, dateForm(text)
	}
	if oldDay.MatchString(text) {
		return HoldsBirthday, ""
	}
	return classifyOther(text, j.words)
}

func classifyOther(text string, words plain.Words) (h Holds, form string) {
	number, class := company.ParseNumber(text)
	switch {
	case class == company.CompanyNumber:
		return HoldsOrgNumber, numberForm(text, number)
	case class == company.EstateNumber && strings.Trim(text, "0123456789- ") == "":
		return HoldsPersonalNo, ""
	case truths[strings.ToLower(text)]:
		return HoldsTruth, ""
	case plainNumber.MatchString(text):
		return HoldsNumber, "digits"
	case referenceForm.MatchString(text):
		return HoldsReference, ""
	case class == company.PersonNumber && person.MayHoldNumber(text):
		return HoldsPersonalNo, ""
	case decimalNumber.MatchString(text):
		return HoldsAmount, amountForm(text)
	case normalise.Amount(text, anyMoney).State == record.Read:
		return HoldsAmount, amountForm(text)
	case strings.HasPrefix(text, "http://"), strings.HasPrefix(text, "https://"), strings.HasPrefix(text, "www."):
		return HoldsAddress, ""
	}
	if strings.Trim(text, "xX*█■▇_?…#.- ") == "" {
		return HoldsText, "" // it means something that was left out
	}
	switch f := company.FormOf(text); {
	case f.Personal:
		return HoldsPersonal, ""
	case f.Legal != "":
		return HoldsCompany, ""
	case words.FirstName(text), words.LooksNamed(text) && words.NamesPerson(text):
		return HoldsPerson, ""
	case len([]rune(text)) > 60:
		return HoldsFreeText, ""
	}
	return HoldsText, ""
}

// dateForm names the form of a date that was read.
func dateForm(text string) string {
	day, time := text, ""
	if i := strings.IndexByte(text, ':'); i > 0 {
		if j := strings.LastIndexAny(text[:i], " T"); j > 0 {
			day, time = strings.TrimSpace(text[:j]), " with time"
		}
	}
	switch {
	case len(day) == 8 && strings.Trim(day, "0123456789") == "":
		return "yyyymmdd" + time
	case strings.IndexFunc(day, unicode.IsLetter) >= 0:
		return "d month yyyy" + time
	case len(day) == 10 && day[4] == '-':
		return "yyyy-mm-dd" + time
	case len(day) > 4 && strings.Trim(day[:4], "0123456789") == "":
		return "yyyy" + day[4:5] + "mm" + day[4:5] + "dd" + time
	case strings.Contains(day, "."):
		return "dd.mm.yyyy" + time
	case strings.Count(day, "/") == 1:
		return "d/m yyyy" + time
	case strings.Contains(day, "/"):
		return "dd/mm/yyyy" + time
	}
	return "d m yyyy" + time
}

func numberForm(text string, n company.Number) string {
	switch text {
	case n.Hyphened():
		return "nnnnnn-nnnn"
	case string(n):
		return "nnnnnnnnnn"
	case "16" + string(n):
		return "16nnnnnnnnnn"
	}
	return "other"
}

// amountForm returns how thousands, decimals and the currency are written.
func amountForm(text string) string {
	var parts []string
	digits := strings.TrimFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	comma, point := strings.LastIndexByte(digits, ','), strings.LastIndexByte(digits, '.')
	last := max(comma, point)
	if strings.ContainsAny(digits, " \u00a0\u202f") {
		parts = append(parts, "blanks between thousands")
	}
	switch {
	case last >= 0 && len(digits)-last != 4:
		parts = append(parts, map[bool]string{true: "decimal comma", false: "decimal point"}[comma == last])
	case last >= 0:
		parts = append(parts, map[bool]string{true: "comma between thousands", false: "point between thousands"}[comma == last])
	}
	if strings.IndexFunc(text, unicode.IsLetter) >= 0 || strings.HasSuffix(text, ":-") {
		parts = append(parts, "currency written")
	}
	if strings.HasSuffix(text, "%") {
		parts = append(parts, "per cent")
	}
	if len(parts) == 0 {
		return "digits"
	}
	return strings.Join(parts, ", ")
}

// anyMoney has the signs of the currencies that a file of which nothing is known may have.
var anyMoney = func() record.Money {
	m := record.Money{Decimals: 2}
	for _, code := range []string{"SEK", "NOK", "DKK", "ISK", "EUR", "USD", "GBP", "CHF", "PLN", "CZK", "BRL"} {
		m.Signs = append(m.Signs, list.MoneyIn(code, "").Signs...)
	}
	slices.SortStableFunc(m.Signs, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return m
}()
