package inspect_test

import (
	"bytes"
	"strings"
	"testing"

	"tvistdata/etl/inspect"
	"tvistdata/internal/record"
)

func TestAsk(t *testing.T) {
	for _, c := range []struct {
		request string
		from    string
	}{
		{"alla ärenden som kom in 2018 till 2020", "2018-01-01"},
		{"every case received from 2019-07-01 on", "2019-07-01"},
		{"every case against Påhittade Bilar AB since 2018", ""},
		{"alla ärenden mot Påhittade Bilar AB sedan 2018", ""},
		{"every case received", ""},
		{"all Klarna cases from 2018", ""},
		{"alla ärenden om resor från 2018", ""},
		{"alla bifallna ärenden från 2018", ""},
		{"alla ärenden där Anna Andersson är motpart från 2018", ""},
		{"alla ärenden från 2018-01-01 till 2019-06-30", ""}, // and the file is said to go on for longer
		{"samtliga ärenden som inkommit till ARN sedan 2018", "2018-01-01"},
		{"cases of 2018", ""},
		{"alla ärenden avgjorda 2018", ""},
		{"every case from 2018-13-45", ""},
	} {
		var out bytes.Buffer
		a, err := inspect.Ask(strings.NewReader(c.request+"\n2020-12-31\n"), &out, today)
		if err != nil {
			t.Fatal(err)
		}
		if a.Requested != c.request || a.UpTo != record.NewDate(2020, 12, 31) || a.From.String() != c.from {
			t.Errorf("%q: %+v from %q, want from %q", c.request, a, a.From, c.from)
		}
		if strings.Count(out.String(), "?") != 2 {
			t.Errorf("not two questions: %s", &out)
		}
	}
}

func TestAskAgain(t *testing.T) {
	var out bytes.Buffer
	a, err := inspect.Ask(strings.NewReader("\nring 070-174 06 05\nalla ärenden från 2021\n2099-01-01\n15/12 2023\n"), &out, today)
	if err != nil || a.Requested != "alla ärenden från 2021" || a.UpTo != record.NewDate(2023, 12, 15) {
		t.Errorf("%+v, %v", a, err)
	}
	absent(t, out.String(), "070-174")
	for _, in := range []string{"", "alla\n", "alla\nx\ny\nz\n", "\n\n\n"} {
		if _, err := inspect.Ask(strings.NewReader(in), &bytes.Buffer{}, today); err == nil {
			t.Errorf("%q: expected an error", in)
		}
	}
}

// What was answered is in the sidecar, and what it says is covered is what was answered.
func TestAnswersFillTheSidecar(t *testing.T) {
	path := write(t, "lista.csv", "Ärendenummer;Inkom;Motpart\n2021-00001;2021-01-04;Påhittade Bilar AB\n")
	for _, c := range []struct {
		answers inspect.Answers
		covers  int
	}{
		{inspect.Answers{Requested: `alla "ärenden" från 2021`, From: record.NewDate(2021, 1, 1), UpTo: record.NewDate(2021, 12, 31)}, 1},
		{inspect.Answers{Requested: "cases", From: record.NoDate, UpTo: record.NewDate(2021, 12, 31)}, 0},
		{inspect.Answers{Requested: "alla från 2022", From: record.NewDate(2022, 1, 1), UpTo: record.NewDate(2021, 12, 31)}, 0},
	} {
		o := options(t)
		o.Answers = &c.answers
		r, _ := inspected(t, path, o)
		d := load(t, path, r.List.ID, r.Sidecar)
		if d.AskedFor != c.answers.Requested || len(d.Covers) != c.covers || d.Received != c.answers.UpTo {
			t.Errorf("%+v: asked for %q, covers %v, received %s", c.answers, d.AskedFor, d.Covers, d.Received)
		}
		if c.covers == 1 && (d.Covers[0].From != c.answers.From || d.Covers[0].To != c.answers.UpTo) {
			t.Errorf("covers %+v", d.Covers[0])
		}
		if got := accounting(t, d); got.Published != 1 {
			t.Errorf("%+v, want 1 published", got)
		}
	}
}
