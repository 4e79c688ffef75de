package normalise_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tvistdata/etl/normalise"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

func TestDateReadsTheFormsRegistrarsWrite(t *testing.T) {
	for text, want := range map[string]string{
		"2021-03-03":          "2021-03-03",
		" 2021-03-03 ":        "2021-03-03",
		"2021-03-03 14:05:00": "2021-03-03",
		"2021-03-03T14:05:00": "2021-03-03",
		"20210303":            "2021-03-03",
		"2021/03/03":          "2021-03-03",
		"03.03.2021":          "2021-03-03",
		"3.3.2021 08:15":      "2021-03-03",
		"3/4 2021":            "2021-04-03",
		"03/04/2021":          "2021-04-03",
		"3 mars 2021":         "2021-03-03",
		"3\u00a0mars 2021":    "2021-03-03",
		"1 Maj 2021":          "2021-05-01",
		"24 dec. 2021":        "2021-12-24",
		"24 sept 2021":        "2021-09-24",
		"44258":               "2021-03-03",
		"44258.75":            "2021-03-03",
		"29 februari 2020":    "2020-02-29",

		"2023-3-5":                     "2023-03-05",
		"2023–03–05":                   "2023-03-05",
		"05-03-2023":                   "2023-03-05",
		"5-3-2023":                     "2023-03-05",
		"5/3-2023":                     "2023-03-05",
		"5-mars-2023":                  "2023-03-05",
		"den 5 mars 2023":              "2023-03-05",
		"Den 5:e mars 2023":            "2023-03-05",
		"1:a maj 2023":                 "2023-05-01",
		"5. mars 2023":                 "2023-03-05",
		"söndag 5 mars 2023":           "2023-03-05",
		"sön 5 mars 2023":              "2023-03-05",
		"Sön. 5 mars 2023":             "2023-03-05",
		"söndagen den 5 mars 2023":     "2023-03-05",
		"torsdag 2 mars 2023":          "2023-03-02",
		"tors 2 mars 2023":             "2023-03-02",
		"Wednesday, March 1, 2023":     "2023-03-01",
		"March 5th, 2023":              "2023-03-05",
		"2023 mars 5":                  "2023-03-05",
		"2023-03-05 00.00.00":          "2023-03-05",
		"2023-03-05 kl 10.00":          "2023-03-05",
		"2023-03-05 kl. 10:00":         "2023-03-05",
		"5 mars 2023 klockan 9.15":     "2023-03-05",
		"5 mars 2023, 09:15":           "2023-03-05",
		"2023-03-05 12:00:00 AM":       "2023-03-05",
		"2023-03-05T00:00:00+01:00":    "2023-03-05",
		"2023-03-05T10:00:00.000Z":     "2023-03-05",
		"2023-03-04T23:00:00Z":         "2023-03-05", // midnight in Stockholm
		"2023-07-04T22:00:00Z":         "2023-07-05", // in summer
		"2023-03-04T22:59:59Z":         "2023-03-04",
		"2023-03-05T00:00:00.000+0100": "2023-03-05",
		"2023-03-05 10:00:00 +0000":    "2023-03-05",
		"2023-03-05T06:00:00-05:00":    "2023-03-05",
		"44990,5":                      "2023-03-05",
	} {
		got := normalise.Date(text)
		if got.State != record.Read || got.Known.String() != want {
			t.Errorf("Date(%q) = %v %v, want %s", text, got.State, got.Known, want)
		}
	}
}

func TestDateNeverGuesses(t *testing.T) {
	for _, text := range []string{
		"2021-02-29", "2021-13-01", "2021-3-3-3", "3 mars", "3 mars 21", "03.03.21", "mars 2021", "2021", "22.5", "1234567",
		"12345", "99999", "3 ma 2021", "Personuppgift", "2021-03-03 eller 2021-03-04", "31/4 2021", "0000-00-00", "18121101",
		"måndag 5 mars 2023", "5:e mars 23", "5-3-23", "2023-03-05T23:00:00-05:00", "2023-03-05T23:00:00 CET", "-5-3-2023", "2023-03-05 – 2023-03-06",
		"den 5 mars", "5 2023-03", "0707-767676", "402001-0007", "2023-00005", "08-123 45 67",
	} {
		if got := normalise.Date(text); got.State != record.Unreadable {
			t.Errorf("Date(%q) = %v, want unreadable", text, got.Known)
		}
	}
	for _, text := range []string{"", "  ", "-"} {
		if got := normalise.Date(text); got.State != record.Missing {
			t.Errorf("Date(%q) is not missing", text)
		}
	}
}

func TestEveryDayReadsBackFromEveryForm(t *testing.T) {
	months := []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Unix(86400*rapid.Int64Range(0, 47481).Draw(t, "day"), 0).UTC()
		y, m, d := day.Date()
		for _, text := range []string{
			day.Format(time.DateOnly),
			fmt.Sprintf("%d %s %d", d, months[m-1], y),
			fmt.Sprintf("%02d.%02d.%04d", d, m, y),
			strconv.FormatInt(day.Unix()/86400+25569, 10),
		} {
			if got := normalise.Date(text); got.State != record.Read || got.Known != record.NewDate(y, m, d) {
				t.Fatalf("Date(%q) = %v %v", text, got.State, got.Known)
			}
		}
	})
}

func TestAmountReadsTheFormsRegistrarsWrite(t *testing.T) {
	for text, want := range map[string]int64{
		"1234":             123400,
		"1 234,50 kr":      123450,
		"1\u00a0234,50 kr": 123450,
		"1.234,50":         123450,
		"1,234.50":         123450,
		"1.234":            123400,
		"1,234":            123400,
		"12,5":             1250,
		"SEK 500":          50000,
		"500 SEK":          50000,
		"1 234:-":          123400,
		"0":                0,
		"1 234 567 kronor": 123456700,
	} {
		if got := normalise.Amount(text, kronor); got.State != record.Read || got.Known != want {
			t.Errorf("Amount(%q) = %v %d, want %d", text, got.State, got.Known, want)
		}
	}
	for _, text := range []string{"k. A.", "-500", "1 23", "1.23.456", "12 34", "1,2345", "1 234.567 kr,", "kr", "ca 500", "1e5", "1,2,3", "9999999999999999"} {
		if got := normalise.Amount(text, kronor); got.State != record.Unreadable {
			t.Errorf("Amount(%q) = %d, want unreadable", text, got.Known)
		}
	}
	if got := normalise.Amount("", kronor); got.State != record.Missing {
		t.Error("an empty amount is not missing")
	}
}

// Amounts of other currencies have their own signs and decimals, and nobody else's.
func TestAmountReadsOtherCurrencies(t *testing.T) {
	for _, c := range []struct {
		currency, mark, text string
		want                 int64 // -1 for one that cannot be read
	}{
		{"BRL", "", "R$ 1.234,56", 123456},
		{"BRL", "", "r$1234,5", 123450},
		{"BRL", "", "1.234 BRL", 123400},
		{"BRL", "", "1.234", 123400},
		{"BRL", ",", "1.234", 123400},
		{"BRL", ",", "1,234", -1}, // a decimal mark before three digits, of which the currency has two
		{"BRL", ",", "1,234,567", 123456700},
		{"BRL", ",", "1,234.56", 123456}, // which can be read in one way
		{"BRL", ".", "12.5", 1250},       // as workbooks have their numbers
		{"BRL", "", "$ 500", -1},
		{"BRL", "", "US$ 500", -1},
		{"BRL", "", "500 kr", -1},
		{"SEK", "", "R$ 500", -1},
		{"SEK", "", "EUR 500", -1},
		{"NOK", "", "kr 1 234,50", 123450},
		{"NOK", "", "500,-", 50000},
		{"EUR", "", "1.234,50 €", 123450},
		{"USD", ".", "$1,234.50", 123450},
		{"USD", ".", "1.234", -1},
		{"PLN", "", "1 234,50 zł", 123450},
		{"JPY", "", "¥1,234", 123400}, // hundredths, though the currency has none
		{"JPY", "", "1234.00", 123400},
		{"JPY", "", "1234.5", -1},
		{"KWD", ".", "1.234", 1234}, // thousandths
		{"KWD", ".", "KWD 1,234.5", 1234500},
		{"KWD", ",", "1.234", 1234000},
		{"KWD", ".", "1.2345", -1},
	} {
		got := normalise.Amount(c.text, list.MoneyIn(c.currency, c.mark))
		if c.want < 0 && got.State != record.Unreadable || c.want >= 0 && (got.State != record.Read || got.Known != c.want) {
			t.Errorf("%s in %s, decimals after %q: %v %d, want %d", c.text, c.currency, c.mark, got.State, got.Known, c.want)
		}
	}
}

// kronor are what amounts of Swedish lists are in.
var kronor = list.MoneyIn("SEK", "")

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2021-03-03", "3 mars 2021", "03.03.2021", "44258"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := normalise.Date(s)
		if v.State != record.Read {
			return
		}
		if again := normalise.Date(v.Known.String()); again != v {
			t.Fatalf("Date(%q) = %v, which reads back as %v", s, v.Known, again.Known)
		}
	})
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"1 234,50 kr", "1.234", "SEK 5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := normalise.Amount(s, kronor)
		if v.State != record.Read {
			return
		}
		if v.Known < 0 {
			t.Fatalf("Amount(%q) = %d", s, v.Known)
		}
		if again := normalise.Amount(fmt.Sprintf("%d,%02d", v.Known/100, v.Known%100), kronor); again != v {
			t.Fatalf("Amount(%q) = %d, which reads back as %d", s, v.Known, again.Known)
		}
	})
}
