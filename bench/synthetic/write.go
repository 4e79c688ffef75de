package synthetic

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/internal/record"
)

// csvFile writes rows with CRLF and quotation marks where they are needed.
func csvFile(delimiter byte, rows [][]string) []byte {
	var b bytes.Buffer
	special := string(delimiter) + "\"\r\n"
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(delimiter)
			}
			if strings.ContainsAny(cell, special) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

func windows1252(utf8 []byte) ([]byte, error) {
	return charmap.Windows1252.NewEncoder().Bytes(utf8)
}

// withMark puts the byte order mark of UTF-8 in front.
func withMark(utf8 []byte) []byte { return append([]byte("\ufeff"), utf8...) }

// workbook writes rows into the named sheet. A time.Time becomes a date, an empty string no cell.
func workbook(sheet string, rows [][]any) ([]byte, error) {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, fmt.Errorf("name sheet: %w", err)
	}
	iso := "yyyy-mm-dd"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &iso})
	if err != nil {
		return nil, fmt.Errorf("style of dates: %w", err)
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, c := range row {
			switch c := c.(type) {
			case time.Time:
				cells[j] = excelize.Cell{StyleID: style, Value: c}
			case string:
				if c != "" {
					cells[j] = c
				}
			default:
				cells[j] = c
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return nil, fmt.Errorf("write row %d: %w", i+1, err)
		}
	}
	if err := w.Flush(); err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), f.Close()
}

var months = []string{
	"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
}

// inWords writes a date as 3 mars 2018.
func inWords(d record.Date) string {
	if d == record.NoDate {
		return ""
	}
	t := d.Time()
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// day returns a date for a cell that is formatted as one.
func day(d record.Date) any { return d.Time() }

// serial returns a date as the bare number that a spreadsheet keeps.
func serial(d record.Date) any {
	if d == record.NoDate {
		return ""
	}
	return int(d) + 25569
}

func matterType(d dispute) string {
	if d.reeval {
		return "Omprövning"
	}
	return "Ärende"
}

// orgText writes an organisation number in one of the forms that registrars use.
func orgText(i int, org string) string {
	if len(org) != 10 {
		return org
	}
	switch i % 10 {
	case 3:
		return org
	case 7:
		return "16" + org
	case 9:
		return org[:6] + " " + org[6:]
	}
	return org[:6] + "-" + org[6:]
}

// orgCell writes an organisation number as text or as a number.
func orgCell(i int, org string) any {
	if n, err := strconv.Atoi(org); err == nil && i%5 < 2 {
		return n
	}
	return orgText(i, org)
}

// amountCell returns an amount as a number, or as the text that it is.
func amountCell(amount string) any {
	if n, err := strconv.Atoi(amount); err == nil {
		return n
	}
	return amount
}

// kronor writes an amount as 1 234,50 kr, 1 234 kr or 1234, with a blank that does not break where there is one.
func kronor(i int, amount string) string {
	if _, err := strconv.Atoi(amount); err != nil || i%3 == 0 {
		return amount
	}
	if n := len(amount); n > 3 {
		amount = amount[:n-3] + "\u00a0" + amount[n-3:]
	}
	if i%3 == 1 {
		return amount + ",50 kr"
	}
	return amount + " kr"
}

// oldDepartment writes a department as in the years before 2021.
func oldDepartment(i int, department string) string {
	old := map[string]string{
		"Resor": "Reseavdelningen", "Elektronik": "El", "Bank": "Bankavdelningen", "Allmänna": "Allmän", "Möbler": "Möbel", "Sko": "Skor",
	}
	switch {
	case department == "Allmänna" && i%97 == 0:
		return "Evenemang"
	case i%4 == 0 && old[department] != "":
		return old[department]
	}
	return department
}

// newDepartment writes a department as in 2023; once in a while it is one that nobody has heard of.
func newDepartment(i int, department string) string {
	if department == "Allmänna" && i%101 == 0 {
		return "Digitala tjänster"
	}
	return department
}

var (
	newOutcomes = map[string]string{
		"Bifall": "Bifall helt", "Delvis bifall": "Bifall delvis", "Avslag": "Avslås", "Avvisad": "Avvisas", "Avskriven": "Avskrivs",
		"": "Pågående",
	}
	newFollowUps = map[string]string{"Ja": "Följt", "Nej": "Ej följt", "Ej uppföljd": "Ej uppföljd", "": ""}
)
