package inspect

import (
	"cmp"
	"fmt"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/internal/list"
	"tvistdata/internal/numbers"
)

// fit is a list held against the file.
type fit struct {
	list       *list.List
	means      []string // by column of the file: the list's column; "" for none
	why        []string // by column of the file: why, where its cells say so and not its name
	twice      []bool   // by column of the file: another one means the same, and has more in it
	recognised int
	named      int
	codes      int      // cells that are codes of the list, in columns of its code lists
	missing    []string // required columns that the file has not
	guessed    bool     // a required column is a guess
	counts     int      // the column, from 1, that says how many matters a row is, where the list is of something else; 0 for none
}

// fits compares every list with the file.
func (in *inspector) fits() []*fit {
	var out []*fit
	for _, l := range in.Lists {
		f := &fit{list: l, means: make([]string, len(in.columns)), why: make([]string, len(in.columns)), twice: make([]bool, len(in.columns))}
		for i, c := range in.columns {
			if c.header == "" {
				continue
			}
			f.named++
			if col, ok := l.Column(c.header); ok {
				f.means[i] = col.Name
				f.recognised++
			}
		}
		f.duplicates(in.columns)
		f.guess(in)
		f.counts = in.countColumn(f)
		for i, c := range in.columns {
			f.codes += knownCodes(l, f.means[i], c)
		}
		for _, col := range l.Columns {
			i := slices.Index(f.means, col.Name)
			switch {
			case col.Required && i < 0:
				f.missing = append(f.missing, col.Name)
			case col.Required:
				f.guessed = f.guessed || f.why[i] != ""
			}
		}
		out = append(out, f)
	}
	return out
}

// enough reports whether a sidecar of the list would work, and count what the file counts.
func (f *fit) enough() bool { return f.known() && f.counts == 0 }

// known reports whether the list knows enough of the file's columns.
func (f *fit) known() bool {
	return f.list != nil && len(f.missing) == 0 && f.recognised >= 2 && (f.recognised*2 >= f.named || !f.guessed && f.recognised >= 3)
}

// compare puts the better fit first.
func compare(a, b *fit) int {
	return cmp.Or(
		cmp.Compare(b2i(b.known()), b2i(a.known())), cmp.Compare(b.recognised, a.recognised), cmp.Compare(b.codes, a.codes),
		cmp.Compare(len(a.missing), len(b.missing)), cmp.Compare(a.list.ID, b.list.ID),
	)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// best returns the list that fits best; a fit without a list when there is none.
func best(fits []*fit) *fit {
	if len(fits) == 0 {
		return &fit{}
	}
	return slices.MinFunc(fits, compare)
}

// tell says how sure it is that the list is the right one.
func (f *fit) tell(all []*fit) Fit {
	out := Fit{Recognised: f.recognised, Named: f.named, Missing: slices.Concat([]string{}, f.missing), Sure: "no", Also: []string{}}
	if f.list == nil {
		return out
	}
	out.ID, out.Title = f.list.ID, f.list.Title
	if !f.enough() {
		return out
	}
	out.Sure = "likely"
	rival := false
	for _, o := range all {
		if o == f || !o.enough() {
			continue
		}
		rival = rival || f.recognised-o.recognised < 2
		if o.recognised == f.recognised && o.codes == f.codes {
			out.Also = append(out.Also, o.list.ID)
		}
	}
	switch {
	case len(out.Also) > 0:
		out.Sure = "unsure"
	case f.recognised*10 >= f.named*8 && !rival:
		out.Sure = "sure"
	}
	return out
}

// duplicates finds columns of the file that mean the same of what the list uses: the one with the most in it counts.
func (f *fit) duplicates(columns []*column) {
	first := map[string]int{}
	for i, name := range f.means {
		if name == "" || !privacy.Used(f.list, name) {
			continue
		}
		if col, _ := f.list.ColumnNamed(name); col.Personal {
			continue
		}
		j, seen := first[name]
		switch {
		case !seen:
			first[name] = i
		case columns[i].filled > columns[j].filled:
			f.twice[j], first[name] = true, i
		default:
			f.twice[i] = true
		}
	}
}

// guess finds out what columns with unknown names mean from their cells.
func (f *fit) guess(in *inspector) {
	try := func(name string, fits func(c *column) (score int, why string)) {
		if _, ok := f.list.ColumnNamed(name); !ok || slices.Contains(f.means, name) {
			return
		}
		at, most, because := -1, 0, ""
		for i, c := range in.columns {
			if f.means[i] != "" || c.header == "" || c.filled == 0 || personalHeader(c.header, in.plain) {
				continue
			}
			if score, why := fits(c); score > most {
				at, most, because = i, score, why
			}
		}
		if at >= 0 {
			f.means[at], f.why[at] = name, because
		}
	}
	try("org_number", func(c *column) (int, string) {
		share := c.share(HoldsOrgNumber)
		if r := f.list.Register(); r != nil && r.Code != numbers.Sweden {
			share = 0
			if at, of := c.register(); at >= 0 && in.judge.registers[at] == r {
				share = of
			}
		}
		if share < 80 {
			return 0, ""
		}
		return share, fmt.Sprintf("%d %% of its cells are valid organisation numbers", share)
	})
	try("respondent", func(c *column) (int, string) {
		if c.holds() != HoldsCompany {
			return 0, ""
		}
		return c.share(HoldsCompany) * c.weight(in.read),
			fmt.Sprintf("%d %% of its cells are names with a company's legal form", c.share(HoldsCompany))
	})
	if ref := f.list.Identity.Reference; ref != "" {
		try(ref, func(c *column) (int, string) {
			if c.holds() != HoldsReference || !c.full && len(c.order)*10 < c.filled*9 {
				return 0, ""
			}
			return 1, "its cells are case numbers, hardly any of them twice"
		})
	}
	for _, col := range f.list.Columns {
		if col.Type != list.CodeOf || col.Open {
			continue
		}
		try(col.Name, func(c *column) (int, string) {
			share := percent(knownCodes(f.list, col.Name, c), c.filled)
			if share < 80 || len(c.order) < 2 {
				return 0, ""
			}
			return share, fmt.Sprintf("%d %% of its cells are codes of %s", share, col.Name)
		})
	}
	f.guessDate(in, try)
}

// guessDate takes the only column of dates for the date received. One that is mostly empty, or says the same day everywhere, as the day
// of a print-out, is none.
func (f *fit) guessDate(in *inspector, try func(string, func(*column) (int, string))) {
	dates := 0
	usual := func(c *column) bool {
		return c.holds() == HoldsDate && c.filled*2 >= in.read && (c.weight(in.read) > 1 || in.read < 3)
	}
	for i, c := range in.columns {
		if usual(c) || f.isDate(i) {
			dates++
		}
	}
	if dates != 1 {
		return
	}
	try("received_date", func(c *column) (int, string) {
		if !usual(c) || birthdays(c) || personalHeads.MatchString(c.header) {
			return 0, ""
		}
		return 1, "no other column of dates is mostly filled and varies"
	})
}

// birthdays reports whether dates lie so far apart that they may be people's.
func birthdays(c *column) bool { return c.last-c.first > 25*366 }

// unlisted takes the place of a list for a file that none fits: it knows companies by their cells.
func (in *inspector) unlisted() *fit {
	f := &fit{means: make([]string, len(in.columns)), why: make([]string, len(in.columns)), twice: make([]bool, len(in.columns))}
	most, name := 0, -1
	for i, c := range in.columns {
		switch h := c.holds(); {
		case h == HoldsOrgNumber && !slices.Contains(f.means, "org_number"):
			f.means[i] = "org_number"
		case h != HoldsOrgNumber && c.firms()*c.weight(in.read) > most:
			most, name = c.firms()*c.weight(in.read), i
		}
	}
	if name >= 0 {
		f.means[name] = "respondent"
	}
	return f
}

// hasDigits reports whether a column of the file is one of dates or numbers in the list.
func (f *fit) hasDigits(i int) bool {
	if f.list == nil {
		return false
	}
	col, ok := f.list.ColumnNamed(f.means[i])
	return ok && !col.Personal && f.list.HasDigits(col)
}

// isDate reports whether a column of the file is one of dates in the list.
func (f *fit) isDate(i int) bool {
	if f.list == nil {
		return false
	}
	col, ok := f.list.ColumnNamed(f.means[i])
	return ok && col.Type == list.Date && !col.Personal
}

// knownCodes counts the cells that are codes of a closed code list.
func knownCodes(l *list.List, name string, c *column) (n int) {
	col, ok := l.ColumnNamed(name)
	if !ok || col.Type != list.CodeOf || col.Open {
		return 0
	}
	for value, times := range c.values {
		if code, known := l.CodeOf(name, value); known && code != "" {
			n += times.n
		}
	}
	return n
}
