package register

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// File is the name of an imported register in a folder of companies. Its first line is importedHeader; each other
// is a company, by number: number, legal form, status, day of registration, and names, with tabs between. Names are separated by
// \x1f, the present one first; each may have the first day of it behind \x1e.
const File = "register.tsv"

const importedHeader = "number\tform\tstatus\tregistered\tnames"

const (
	nameSign = "\x1f"
	daySign  = "\x1e"
)

// imported is a whole register of companies, as text: a million of them take less than a hundred megabytes. It does not
// change and may be used by many goroutines.
type imported struct {
	text  string
	lines []uint32 // where each company's line starts, by number
}

// readImported reads a register. Every line is checked, so that what was damaged or changed by hand is found.
func readImported(in io.Reader, size int64) (*imported, error) {
	if size > 1<<32-1 {
		return nil, &yamlfile.Error{File: File, Err: errors.New("it is larger than four gigabytes")}
	}
	var all strings.Builder
	all.Grow(int(size))
	if _, err := io.Copy(&all, in); err != nil {
		return nil, err
	}
	header, rest, _ := strings.Cut(all.String(), "\n")
	if header != importedHeader {
		return nil, &yamlfile.Error{File: File, Line: 1, Err: errors.New("this is no imported register; tvistdata companies import makes one")}
	}
	im := &imported{text: rest, lines: make([]uint32, 0, strings.Count(rest, "\n"))}
	before := ""
	for at := 0; at < len(im.text); {
		line, _, _ := strings.Cut(im.text[at:], "\n")
		number := line[:min(10, len(line))]
		n, class := company.ParseNumber(number)
		if class != company.CompanyNumber || string(n) != number || strings.Count(line, "\t") != 4 || strings.HasSuffix(line, "\t") {
			return nil, &yamlfile.Error{File: File, Line: len(im.lines) + 2, Err: errors.New("this line is not as the import wrote it")}
		}
		if number <= before {
			return nil, &yamlfile.Error{File: File, Line: len(im.lines) + 2, Err: errors.New("the lines are not in order of their numbers")}
		}
		before = number
		im.lines = append(im.lines, uint32(at))
		at += len(line) + 1
	}
	return im, nil
}

// Len returns the number of companies.
func (im *imported) Len() int {
	if im == nil {
		return 0
	}
	return len(im.lines)
}

func (im *imported) line(i int) string {
	line, _, _ := strings.Cut(im.text[im.lines[i]:], "\n")
	return line
}

// ID returns the id of company i.
func (im *imported) ID(i int) string { return "se-" + im.text[im.lines[i]:im.lines[i]+10] }

// Find returns the company of an id.
func (im *imported) Find(id string) (int, bool) {
	number, ok := strings.CutPrefix(id, "se-")
	if !ok || len(number) != 10 || im.Len() == 0 {
		return 0, false
	}
	return slices.BinarySearchFunc(im.lines, number, func(at uint32, number string) int {
		return strings.Compare(im.text[at:at+10], number)
	})
}

// Entity returns company i.
func (im *imported) Entity(i int) *company.Entity {
	f := strings.Split(im.line(i), "\t")
	e := &company.Entity{
		ID: im.ID(i), Kind: record.LegalEntity, Number: company.Number(f[0]), Form: f[1], Status: record.CompanyStatus(f[2]),
		Registered: day(f[3]),
	}
	if e.Form == "filial" {
		e.Kind = record.Branch
	}
	for name := range strings.SplitSeq(f[4], nameSign) {
		name, from, _ := strings.Cut(name, daySign)
		e.Names = append(e.Names, company.DatedName{Name: name, From: day(from), To: record.NoDate})
	}
	return e
}

// Names returns the names of company i.
func (im *imported) Names(i int) iter.Seq[string] {
	return func(yield func(string) bool) {
		line := im.line(i)
		for name := range strings.SplitSeq(line[strings.LastIndexByte(line, '\t')+1:], nameSign) {
			name, _, _ = strings.Cut(name, daySign)
			if !yield(name) {
				return
			}
		}
	}
}
