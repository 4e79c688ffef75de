package register

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// Counts says where the lines of an imported register went.
type Counts struct {
	Read      int64 // lines behind the header
	Companies int64 // companies, each with all of its names
	Joined    int64 // further lines of a company that was there already
	Persons   int64 // sole traders and estates, which are left out
	Invalid   int64 // lines without a valid number or a name
	FirstBad  int   // the first of these, counted from 1 with the header; 0 when there is none
}

// ownColumns are those that a register of one's own may have; the first two it must.
var ownColumns = []string{"number", "name", "form", "status", "registered"}

// Columns of the Swedish register's bulk file, whose values have parts with $ between them: 5567370431$ORGNR-IDORG,
// Namn AB$FORETAGSNAMN-ORGNAM$2017-06-19. Several names have | between them.
const (
	bulkNumber     = "organisationsidentitet"
	bulkName       = "organisationsnamn"
	bulkForm       = "organisationsform"
	bulkGone       = "avregistreringsdatum"
	bulkUnderWay   = "pagandeavvecklingselleromstruktureringsforfarande"
	bulkRegistered = "registreringsdatum"
	bulkFirmName   = "FORETAGSNAMN"
)

// Import reads a whole register, as CSV or as the Swedish register's bulk file, in UTF-8 or Latin-1, and writes it as the
// register of a folder of companies: name is its name in errors. Sole traders and estates are persons, and left out.
// Columns are found by their names, in any order; further ones are passed over. Lines with an error quote nothing of it.
func Import(name string, in io.ReadSeeker, out io.Writer) (Counts, error) {
	var c Counts
	asUTF8, err := validUTF8(in)
	if err == nil {
		_, err = in.Seek(0, io.SeekStart)
	}
	if err != nil {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	decoded := bufio.NewReaderSize(in, 1<<20)
	if !asUTF8 {
		decoded = bufio.NewReaderSize(charmap.Windows1252.NewDecoder().Reader(in), 1<<20)
	} else if mark, _ := decoded.Peek(3); string(mark) == "\ufeff" {
		_, _ = decoded.Discard(3) // they are there
	}
	head, err := decoded.Peek(1 << 12)
	if err != nil && !errors.Is(err, io.EOF) {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	header, _, _ := bytes.Cut(head, []byte("\n"))
	r := csv.NewReader(decoded)
	r.Comma, r.ReuseRecord = delimiter(string(header)), true
	columns, err := r.Read()
	if err != nil {
		return c, fmt.Errorf("%s:1: %w", name, lineless(err))
	}
	line, err := lineReader(columns)
	if err != nil {
		return c, fmt.Errorf("%s:1: %w", name, err)
	}
	all, err := readEntities(name, r, line, &c)
	if err != nil {
		return c, err
	}
	return c, writeImported(out, all)
}

// validUTF8 reports whether all that a reader has is UTF-8.
func validUTF8(in io.Reader) (bool, error) {
	buf := make([]byte, 1<<20)
	kept := 0
	for {
		n, err := in.Read(buf[kept:])
		n += kept
		end := n
		for cut := 1; cut < utf8.UTFMax && cut <= n; cut++ { // a letter may go on in what is read next
			if utf8.RuneStart(buf[n-cut]) {
				if !utf8.FullRune(buf[n-cut : n]) {
					end = n - cut
				}
				break
			}
		}
		if !utf8.Valid(buf[:end]) {
			return false, nil
		}
		kept = copy(buf, buf[end:n])
		if errors.Is(err, io.EOF) {
			return kept == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// readEntities reads every line, joins the names of each company and puts companies in order.
func readEntities(name string, r *csv.Reader, line func([]string) company.Entity, c *Counts) ([]company.Entity, error) {
	var all []company.Entity
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		at, _ := r.FieldPos(0)
		if err != nil {
			if bad, ok := errors.AsType[*csv.ParseError](err); ok {
				at = bad.Line
			}
			return nil, fmt.Errorf("%s:%d: %w", name, at, lineless(err))
		}
		c.Read++
		e := line(cells)
		var class company.NumberClass
		e.Number, class = company.ParseNumber(string(e.Number))
		switch {
		case class == company.PersonNumber || class == company.EstateNumber || slices.ContainsFunc(e.Names,
			func(n company.DatedName) bool { return company.FormOf(n.Name).Personal }):
			c.Persons++
			continue
		case class != company.CompanyNumber || len(e.Names) == 0:
			if c.Invalid++; c.FirstBad == 0 {
				c.FirstBad = at
			}
			continue
		}
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b company.Entity) int { return strings.Compare(string(a.Number), string(b.Number)) })
	out := all[:0]
	for _, e := range all {
		if n := len(out); n > 0 && out[n-1].Number == e.Number {
			c.Joined++
			out[n-1].Called(e.Names...)
			continue
		}
		out = append(out, e)
	}
	c.Companies = int64(len(out))
	if c.Companies == 0 {
		return nil, fmt.Errorf("%s: no line has a company's number and name", name)
	}
	return out, nil
}

// lineless returns what is wrong with a line, without what is in it.
func lineless(err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		return bad.Err
	}
	return err
}

// delimiter returns the sign that the header has most of.
func delimiter(header string) rune {
	best := ';'
	for _, r := range ",\t" {
		if strings.Count(header, string(r)) > strings.Count(header, string(best)) {
			best = r
		}
	}
	return best
}

// lineReader returns the function that reads a line under some columns.
func lineReader(columns []string) (func([]string) company.Entity, error) {
	at := map[string]int{}
	for i, c := range columns {
		at[strings.ToLower(strings.TrimSpace(c))] = i + 1
	}
	of := func(names ...string) func(cells []string) string {
		for _, n := range names {
			if i := at[n]; i > 0 {
				return func(cells []string) string { return strings.TrimSpace(cells[i-1]) }
			}
		}
		return func([]string) string { return "" }
	}
	switch {
	case at[bulkNumber] > 0 && at[bulkName] > 0:
		return bulkLine(of), nil
	case at["number"] > 0 && at["name"] > 0:
	default:
		return nil, fmt.Errorf("expected the columns %s, or those of the Swedish register's bulk file, %s and %s among them",
			strings.Join(ownColumns, ", "), bulkNumber, bulkName)
	}
	number, name, form, status, registered := of("number"), of("name"), of("form"), of("status"), of("registered")
	return func(cells []string) company.Entity {
		e := company.Entity{Number: company.Number(number(cells)), Form: clean(form(cells)), Registered: day(registered(cells))}
		if n := clean(name(cells)); n != "" {
			e.Names = []company.DatedName{company.Undated(n)}
		}
		switch s := record.CompanyStatus(strings.ToLower(status(cells))); s {
		case record.Active, record.WindingUp, record.Deregistered:
			e.Status = s
		}
		return formed(e)
	}, nil
}

// bulkLine reads a line of the Swedish register's bulk file. The name that was registered last is the present one; names
// for a part of the business come behind it.
func bulkLine(of func(...string) func([]string) string) func([]string) company.Entity {
	number, name, form := of(bulkNumber), of(bulkName), of(bulkForm)
	gone, underWay, registered := of(bulkGone), of(bulkUnderWay), of(bulkRegistered)
	return func(cells []string) company.Entity {
		digits, _, _ := strings.Cut(number(cells), "$")
		e := company.Entity{Number: company.Number(digits), Status: record.Active, Registered: day(registered(cells))}
		code, _, _ := strings.Cut(form(cells), "-")
		if e.Form = clean(code); gone(cells) != "" {
			e.Status = record.Deregistered
		} else if underWay(cells) != "" {
			e.Status = record.WindingUp
		}
		firms := 0
		for part := range strings.SplitSeq(name(cells), "|") {
			f := append(strings.Split(part, "$"), "", "")
			n := company.DatedName{Name: clean(f[0]), From: day(f[2]), To: record.NoDate}
			switch {
			case n.Name == "":
			case strings.HasPrefix(f[1], bulkFirmName):
				e.Names = slices.Insert(e.Names, firms, n)
				firms++
			default:
				e.Names = append(e.Names, n)
			}
		}
		slices.SortStableFunc(e.Names[:firms], func(a, b company.DatedName) int { return cmp.Compare(b.From, a.From) })
		return formed(e)
	}
}

// formed fills in the legal form that the name has.
func formed(e company.Entity) company.Entity {
	if e.Form == "" && len(e.Names) > 0 {
		e.Form = company.FormOf(e.Names[0].Name).Legal
	}
	return e
}

// clean removes what separates the fields of an imported register.
func clean(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == ' ' }), " ")
}

// writeImported writes companies as readImported reads them.
func writeImported(w io.Writer, all []company.Entity) error {
	b := bufio.NewWriterSize(w, 1<<20)
	fmt.Fprintln(b, importedHeader)
	for i := range all {
		writeEntity(b, &all[i])
	}
	return b.Flush()
}

// writeEntity writes a company as a line of an imported register.
func writeEntity(b *bufio.Writer, e *company.Entity) {
	fmt.Fprintf(b, "%s\t%s\t%s\t%s\t", e.Number, e.Form, e.Status, e.Registered)
	for i, n := range e.Names {
		if i > 0 {
			_, _ = b.WriteString(nameSign) // Flush returns failures
		}
		_, _ = b.WriteString(n.Name)
		if n.From != record.NoDate {
			_, _ = b.WriteString(daySign + n.From.String())
		}
	}
	_ = b.WriteByte('\n')
}
