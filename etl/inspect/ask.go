package inspect

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"tvistdata/etl/normalise"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Answers is what no file says.
type Answers struct {
	Requested string      // what was asked for
	UpTo      record.Date // the last day of which the file holds everything
	From      record.Date // the first such day, when the request says so; NoDate when not
}

// tries is how often a question is put.
const tries = 3

// Ask puts the two questions and reads an answer a line to each. No date after today is taken, and no answer that
// holds something personal, because it is published with the data.
func Ask(in io.Reader, out io.Writer, today record.Date) (*Answers, error) {
	lines := bufio.NewScanner(in)
	a := &Answers{From: record.NoDate}
	err := put(lines, out, "What did you request, in your own words? (for instance: all cases received from 2021)", func(line string) string {
		if line == "" {
			return "An answer is needed."
		}
		if found := person.Scan(line); found != person.Nothing {
			return fmt.Sprintf("It holds %s, and it would be published. Write it otherwise.", found)
		}
		a.Requested = line
		return ""
	})
	if err != nil {
		return nil, err
	}
	err = put(lines, out, "Up to which date does the file hold everything? (for instance: 2023-12-15)", func(line string) string {
		d := normalise.Date(line)
		if d.State != record.Read || d.Known > today {
			return "A date such as 2023-12-15 is needed, not after today."
		}
		a.UpTo = d.Known
		return ""
	})
	if err != nil {
		return nil, err
	}
	a.From = from(a.Requested, a.UpTo)
	return a, nil
}

// put puts a question until the answer is taken; take says what is wrong with one.
func put(lines *bufio.Scanner, out io.Writer, question string, take func(string) string) error {
	for range tries {
		fmt.Fprintf(out, "%s\n> ", question)
		if !lines.Scan() {
			fmt.Fprintln(out)
			return errors.Join(errors.New("expected an answer on the standard input, and it ended"), lines.Err())
		}
		wrong := take(strings.TrimSpace(lines.Text()))
		if wrong == "" {
			return nil
		}
		fmt.Fprintln(out, wrong)
	}
	return errors.New("expected an answer that can be used; got none")
}

var (
	everything = regexp.MustCompile(`(?i)(^|\P{L})(all|every|everything|alla|allt|samtliga|varje)(\P{L}|$)`)
	plainWord  = regexp.MustCompile(`(?i)^(all|every|everything|alla|allt|samtliga|varje|ärenden?|cases?|matters?|disputes?|tvister|` +
		`anmälningar|complaints?|klagomål|som|that|which|were|was|har|kom|kommit|in|inkom|inkommit|inkomna|inkommen|received|filed|` +
		`registered|registrerade|registrerats|till|hos|at|with|by|arn|allmänna|reklamationsnämnden|nämnden|konsumentverket|the|` +
		`board|från|from|since|sedan|och|and|med|to|until|up|through|fram|under|during|of|år|året|åren|year|years|on|onwards|den|t|` +
		`o|m|januari|february|februari|january|mars|march|april|maj|may|juni|june|juli|july|augusti|august|september|oktober|` +
		`october|november|december)$`)
	firstDay = regexp.MustCompile(`\b((?:19|20)[0-9]{2})(-[0-9]{2}-[0-9]{2})?\b`)
)

// from returns the day from which a request asks for everything up to another day. It is NoDate when the request does not
// say "all", says anything that is not known to ask for the whole, names no year, or ends earlier.
func from(request string, upTo record.Date) record.Date {
	m := firstDay.FindStringSubmatch(request)
	if m == nil || !everything.MatchString(request) {
		return record.NoDate
	}
	for _, word := range strings.FieldsFunc(firstDay.ReplaceAllString(request, " "),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !plainWord.MatchString(word) {
			return record.NoDate
		}
	}
	if all := firstDay.FindAllStringSubmatch(request, -1); len(all) > 1 {
		last := all[len(all)-1]
		if last[2] == "" {
			last[2] = "-12-31"
		}
		if end, err := record.ParseDate(last[1] + last[2]); err != nil || end < upTo {
			return record.NoDate
		}
	}
	if m[2] == "" {
		m[2] = "-01-01"
	}
	d, err := record.ParseDate(m[1] + m[2])
	if err != nil {
		return record.NoDate
	}
	return d
}
