package list_test

import (
	"strings"
	"testing"

	"tvistdata/internal/list"
)

// A case number has one reading however it is spelled; one in the form is its own text, and what is none stays as it is.
func TestCaseNumbersInTheirForm(t *testing.T) {
	form := load(t, withForm("{year}-{4-6}")).ReferenceForm()
	const same = "2023-4"
	for _, c := range []struct {
		cell, text, same string
		numbers          int
	}{
		{"2023-00004", "2023-00004", same, 1},
		{"2023-0004", "2023-0004", same, 1},
		{"2023-000004", "2023-000004", same, 1},
		{"2023-12345", "2023-12345", "2023-12345", 1},
		{"2023-10000", "2023-10000", "2023-10000", 1},
		{"2023/00004", "2023-00004", same, 1},
		{"2023–00004", "2023-00004", same, 1},
		{"2023 - 00004", "2023-00004", same, 1},
		{"2023 00004", "2023-00004", same, 1},
		{"202300004", "2023-00004", same, 1},
		{"Dnr 2023-00004", "2023-00004", same, 1},
		{"Dnr. 2023-00004", "2023-00004", same, 1},
		{"dnr:2023-00004", "2023-00004", same, 1},
		{"Ärendenr 2023-00004", "2023-00004", same, 1},
		{"Ärendenummer: 2023/00004", "2023-00004", same, 1},
		{"ARN 2023-00004", "2023-00004", same, 1},
		{"ARN dnr 2023-00004", "2023-00004", same, 1},
		{"ARN-2023-00004", "2023-00004", same, 1},
		{"'2023-00004", "2023-00004", same, 1},
		{"#2023-00004", "2023-00004", same, 1},
		{"２０２３－００００４", "2023-00004", same, 1},
		{"2023-00004, 2023-00004", "2023-00004", same, 1},
		{"2023-00004 / 2023/0004", "2023-00004", same, 1},
		{"2023-00004, 2023-00005", "2023-00004, 2023-00005", "", 2},
		{"2023-00004\n2023-00005", "2023-00004\n2023-00005", "", 2},
		{"2023-00004 och 2023-00005", "2023-00004 och 2023-00005", "", 2},
		{"2023-4", "2023-4", same, 0},
		{"2023-1234567", "2023-1234567", "", 0},
		{"23-00004", "23-00004", "", 0},
		{"3023-00004", "3023-00004", "", 0},
		{"2023-00004-1", "2023-00004-1", "", 0},
		{"KO 2023-00004", "KO 2023-00004", "", 0},
		{"2023-00004 (omprövning)", "2023-00004 (omprövning)", "", 0},
		{"20231205", "20231205", "", 0}, // a day
		{"2023-12-05", "2023-12-05", "", 0},
		{"402001-0007", "402001-0007", "", 0},
		{"Påhittade Hattar AB", "Påhittade Hattar AB", "", 0},
		{"2023-", "2023-", "", 0},
	} {
		got := form.Read(c.cell)
		if want := (list.Reference{Text: c.text, Numbers: c.numbers}); got != want {
			t.Errorf("%q: got %+v, want %+v", c.cell, got, want)
		}
		if before, last := got.Same(); c.same != "" && before+last != c.same {
			t.Errorf("%q: same as %s%s, want %s", c.cell, before, last, c.same)
		}
	}
}

// Each authority writes its numbers in its own way.
func TestFormsOfOtherAuthorities(t *testing.T) {
	for form, c := range map[string][2]string{
		"{year}/{1-6}":     {"dnr 2023-4", "2023/4"},
		"KOV {year}/{3-6}": {"2023-004", "KOV 2023/004"},
		"{6}":              {"Dnr 123456", "123456"},
		"{1-5}/{2}/{year}": {"12/04/2023", "12/04/2023"},
	} {
		if got := load(t, withForm(form)).ReferenceForm().Read(c[0]); got.Text != c[1] || got.Numbers != 1 {
			t.Errorf("%s: %q is %+v, want %q", form, c[0], got, c[1])
		}
	}
	for form, want := range map[string]string{"year-4": "with digits in braces", "{year}-{0}": "1 to 12 digits", "{6-4}": "1 to 12 digits", "{year}-2{4}": "with digits in braces"} {
		_, err := list.Load(files("made-up", withForm(form)))
		if err == nil || !strings.Contains(err.Error(), "identity.form") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", form, err)
		}
	}
}

func withForm(form string) string {
	text := strings.Replace(good, "{reference: case_number,", "{reference: case_number, form: \""+form+"\",", 1)
	text = strings.Replace(text, "authority: ", "authority: arn #", 1)
	return strings.Replace(text, "name: case_number, headers: [", "name: case_number, headers: [Dnr, Dnr., Ärendenr, ", 1)
}
