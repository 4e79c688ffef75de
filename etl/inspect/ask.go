package inspect

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy"
	"tvistdata/internal/record"
)

// Answers is what no file tells.
type Answers struct {
	Requested string      // what was asked for
	UpTo      record.Date // the last day of which the file holds everything
	From      record.Date // the first such day, when the request says so; NoDate when not
}

// tries is how often a question is put.
const tries = 3

// Ask puts the two questions and reads an answer a line to each. No date after today is taken, and no answer that
// holds something personal, for it is published with the data.
func Ask(in io.Reader, out io.Writer, today record.Date) (*Answers, error) {
	lines := bufio.NewScanner(in)
	a := &Answers{From: record.NoDate}
	err := put(lines, out, "What did you request, in your own words? (for instance: all cases received from 2021)", func(line string) string {
		if line == "" {
			return "An answer is needed."
		}
		if found := privacy.Scan(line); found != privacy.Nothing {
			return fmt.Sprintf("It holds a %s, and it would be published. Write it otherwise.", found)
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
	a.From = from(a.Requested)
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
	partOnly   = regexp.MustCompile(`(?i)(^|\P{L})(mot|against|about|concerning|rörande|gällande|avseende|angående|som gäller|sökord|search|department|avdelning\p{L}*|only|bara|endast|except|utom|decided|avgjorda|beslutade)(\P{L}|$)`)
	firstDay   = regexp.MustCompile(`\b((?:19|20)[0-9]{2})(-[0-9]{2}-[0-9]{2})?\b`)
)

// from gives the day from which a request asks for everything. It is NoDate when the request does not say "all", names a
// part only, or no year.
func from(request string) record.Date {
	m := firstDay.FindStringSubmatch(request)
	if m == nil || !everything.MatchString(request) || partOnly.MatchString(request) {
		return record.NoDate
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
