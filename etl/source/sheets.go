package source

import "sort"

// Sheets says which sheet, page or table each row of a disclosure was read from, where its files have any. Rows are counted from 0, over
// all files.
type Sheets []sheetFrom

// sheetFrom is a sheet that the rows from one on are of.
type sheetFrom struct {
	row  int
	name string
}

// From notes that the rows from one on are of a sheet; "" where the file has none. It is called with rising rows.
func (s *Sheets) From(row int, name string) {
	if s.Of(row) != name {
		*s = append(*s, sheetFrom{row, name})
	}
}

// Of returns the sheet of a row.
func (s Sheets) Of(row int) string {
	i := sort.Search(len(s), func(i int) bool { return s[i].row > row })
	if i == 0 {
		return ""
	}
	return s[i-1].name
}
