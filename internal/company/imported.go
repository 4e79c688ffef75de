package company

import (
	"errors"
	"io"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// ImportedFile is the name of an imported register in a folder of companies. Its first line is importedHeader; each other
// is a company, by number: number, legal form, status, day of registration, and names, with tabs between. Names are parted by
// \x1f, the present one first; each may have the first day of it behind \x1e.
const ImportedFile = "register.tsv"

const importedHeader = "number\tform\tstatus\tregistered\tnames"

const (
	nameSign = "\x1f"
	daySign  = "\x1e"
)

// Imported is a whole register of companies, as text: a million of them take less than a hundred megabytes. It does not
// change and may be used by many goroutines.
type Imported struct {
	text  string
	lines []uint32 // where each company's line starts, by number
}

// readImported takes a register in. Every line is checked, so that what was damaged or changed by hand is found.
func readImported(in io.Reader, size int64) (*Imported, error) {
	if size > 1<<32-1 {
		return nil, &yamlfile.Error{File: ImportedFile, Err: errors.New("it is larger than four gigabytes")}
	}
	var all strings.Builder
	all.Grow(int(size))
	if _, err := io.Copy(&all, in); err != nil {
		return nil, err
	}
	header, rest, _ := strings.Cut(all.String(), "\n")
	if header != importedHeader {
		return nil, &yamlfile.Error{File: ImportedFile, Line: 1, Err: errors.New("this is no imported register; tvistdata companies import makes one")}
	}
	im := &Imported{text: rest, lines: make([]uint32, 0, strings.Count(rest, "\n"))}
	before := ""
	for at := 0; at < len(im.text); {
		line, _, _ := strings.Cut(im.text[at:], "\n")
		number := line[:min(10, len(line))]
		n, class := ParseNumber(number)
		if class != CompanyNumber || string(n) != number || strings.Count(line, "\t") != 4 || strings.HasSuffix(line, "\t") {
			return nil, &yamlfile.Error{File: ImportedFile, Line: len(im.lines) + 2, Err: errors.New("this line is not as the import wrote it")}
		}
		if number <= before {
			return nil, &yamlfile.Error{File: ImportedFile, Line: len(im.lines) + 2, Err: errors.New("the lines are not in order of their numbers")}
		}
		before = number
		im.lines = append(im.lines, uint32(at))
		at += len(line) + 1
	}
	return im, nil
}

func (im *Imported) len() int {
	if im == nil {
		return 0
	}
	return len(im.lines)
}

func (im *Imported) line(i int) string {
	line, _, _ := strings.Cut(im.text[im.lines[i]:], "\n")
	return line
}

// id gives the id of company i.
func (im *Imported) id(i int) string { return "se-" + im.text[im.lines[i]:im.lines[i]+10] }

// find gives the company of an id.
func (im *Imported) find(id string) (int, bool) {
	number, ok := strings.CutPrefix(id, "se-")
	if !ok || len(number) != 10 || im.len() == 0 {
		return 0, false
	}
	return slices.BinarySearchFunc(im.lines, number, func(at uint32, number string) int {
		return strings.Compare(im.text[at:at+10], number)
	})
}

// entity gives company i.
func (im *Imported) entity(i int) *entity {
	f := strings.Split(im.line(i), "\t")
	e := &entity{
		id: im.id(i), kind: record.LegalEntity, number: Number(f[0]), form: f[1], status: record.CompanyStatus(f[2]),
		registered: text{s: f[3]}.date(),
	}
	if e.form == "filial" {
		e.kind = record.Branch
	}
	for name := range strings.SplitSeq(f[4], nameSign) {
		name, from, _ := strings.Cut(name, daySign)
		e.names = append(e.names, nameOf{name, text{s: from}.date(), record.NoDate})
	}
	return e
}

// each gives every name of every company with its key, which is worked out on all cores.
func (im *Imported) each(yield func(i int, name string, k key)) {
	type named struct {
		name string
		key  key
	}
	inParallel(im.len(), func(i int) []named {
		var found []named
		line := im.line(i)
		for name := range strings.SplitSeq(line[strings.LastIndexByte(line, '\t')+1:], nameSign) {
			name, _, _ = strings.Cut(name, daySign)
			found = append(found, named{name, keyOf(name)})
		}
		return found
	}, func(i int, found []named) {
		for _, n := range found {
			yield(i, n.name, n.key)
		}
	})
}
