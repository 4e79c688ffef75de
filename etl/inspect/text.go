package inspect

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"tvistdata/etl/source"
)

// Print writes a report for people.
func Print(w io.Writer, r Report) error {
	var b strings.Builder
	b.WriteString(head(r))
	b.WriteByte('\n')
	columns(&b, r.Columns)
	personalLine(&b, r.Columns)
	for _, s := range r.Remarks {
		b.WriteString("\n! " + s)
	}
	if len(r.Remarks) > 0 {
		b.WriteByte('\n')
	}
	for i, f := range r.Findings {
		if i == 0 {
			b.WriteString("\nRows and lines to look at\n")
		}
		where := ""
		if f.At != "" {
			where = "first at " + f.At + ": "
		}
		fmt.Fprintf(&b, "  %s, %s: %d (%s%s)\n", f.Rule, f.Severity, f.Count, where, f.Text)
	}
	list := r.List.ID
	if r.Dataset != "" {
		list = newListID
		fmt.Fprintf(&b, "\n=== dataset.yaml: save it as datasets/%s/dataset.yaml ===\n%s", list, r.Dataset)
	}
	fmt.Fprintf(&b, "\n=== disclosure.yaml: save it as disclosures/%[1]s/%[1]s-1/disclosure.yaml ===\n%[2]s", list, r.Sidecar)
	b.WriteString(next(r, list))
	_, err := io.WriteString(w, b.String())
	return err
}

// next returns what to do with what was printed: commands that work as they are once it is saved.
func next(r Report, list string) string {
	folders, flag := fmt.Sprintf("disclosures/%[1]s/%[1]s-1", list), ""
	if r.Dataset != "" {
		folders, flag = "datasets/"+list+" "+folders, " --datasets datasets"
	}
	var b strings.Builder
	b.WriteString("\n=== next ===\n")
	if !r.Ready {
		b.WriteString("Do first what the lines with ! say.")
		if r.Dataset != "" {
			b.WriteString(" Decide what is marked with CHOOSE; the list's name is in both files and in both folders.")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%[1]s-1 is published as the id of this delivery: call it as you like, with a-z, 0-9 and hyphens, and never change it.\n"+
		"  mkdir -p %[2]s\n  cp FILE disclosures/%[1]s/%[1]s-1/\n"+
		"Save each part above under the name that it begins with, and see what would be published and what is wrong:\n"+
		"  tvistdata build --disclosures disclosures%[3]s --releases releases --dry-run\n"+
		"tvistdata findings NAME explains a finding. Without --dry-run the release is made; tvistdata serve --releases releases serves it.\n",
		list, folders, flag)
	return b.String()
}

// head returns what is said about the whole file.
func head(r Report) string {
	var rows [][]string
	add := func(name, format string, args ...any) {
		rows = append(rows, []string{name, fmt.Sprintf(format, args...)})
	}
	file := r.File
	if r.FileHidden {
		file = fmt.Sprintf("a name of the shape %q; it is not printed, for it may name a person", r.File)
	}
	add("File", "%s", file)
	kind := r.Format
	if r.Encoding != "" {
		kind += ", " + r.Encoding
	}
	if r.Delimiter != "" {
		kind += ", cells between " + strconv.Quote(r.Delimiter)
	}
	add("Type", "%s", kind)
	if r.Sheet != "" {
		sheet := r.Sheet
		if len(r.Sheets) > 1 {
			sheet += fmt.Sprintf(" (one of %d: %s)", len(r.Sheets), strings.Join(r.Sheets, ", "))
		}
		add("Sheet", "%s", sheet)
	}
	where := ""
	if r.HeaderLine > 0 {
		where = fmt.Sprintf("in line %d, ", r.HeaderLine)
	}
	add("Column names", "%s%d columns", where, len(r.Columns))
	add("Rows", "%d read, %d that cannot be read for certain", r.Rows, r.Rejected)
	add("List", "%s", listLine(r.List))
	return table(rows, "")
}

func listLine(f Fit) string {
	if f.Sure == "no" {
		if f.Recognised == 0 {
			return "none of the bundled lists; they know none of the column names"
		}
		why := "which is too few"
		if len(f.Missing) > 0 {
			why = "but requires what the file has no column of: " + strings.Join(f.Missing, ", ")
		}
		return fmt.Sprintf("none of the bundled lists; %s knows %d of %d column names, %s", f.ID, f.Recognised, f.Named, why)
	}
	return fmt.Sprintf("%s (%s): %s, for it knows %d of %d column names", f.ID, f.Title.EN, f.Sure, f.Recognised, f.Named)
}

// columns writes the table of columns.
func columns(b *strings.Builder, all []Column) {
	rows := [][]string{{"#", "Column name", "Means", "Filled", "Distinct", "Holds", "Examples"}}
	for _, c := range all {
		means, holds, distinct := c.Means, string(c.Holds), strconv.Itoa(c.Distinct)
		if c.Guess != "" {
			means += " (a guess)"
		}
		if means == "" {
			means = "–"
		}
		if len(c.Forms) > 0 {
			holds += " (" + strings.Join(c.Forms, "; ") + ")"
		}
		if c.More {
			distinct += "+"
		}
		examples := strings.Join(c.Examples, " | ")
		if c.Shapes && examples != "" {
			examples = "like " + examples
		}
		header := c.Header
		if c.HeaderHidden {
			header = "like " + header
		}
		rows = append(rows, []string{
			strconv.Itoa(c.Number), line(header, 34), means, strconv.Itoa(c.FilledShare) + " %", distinct, line(holds, 60), line(examples, 130),
		})
	}
	b.WriteString(table(rows, "  "))
	for _, c := range all {
		if c.Guess != "" {
			fmt.Fprintf(b, "Column %d is guessed to be %s: %s.\n", c.Number, c.Means, c.Guess)
		}
	}
}

// personalLine names the columns that look personal.
func personalLine(b *strings.Builder, all []Column) {
	var numbers []string
	for _, c := range all {
		if c.Personal {
			numbers = append(numbers, strconv.Itoa(c.Number))
		}
	}
	if len(numbers) == 0 {
		b.WriteString("\nNo column looks personal.\n")
		return
	}
	fmt.Fprintf(b, "\nColumns that look personal: %s. A build drops their cells before it does anything else, as the YAML below and the "+
		"list say.\n",
		strings.Join(numbers, ", "))
}

// line returns a text on one line, as source.Escape has it, cut after some characters.
func line(text string, most int) string {
	text = source.Escape(strings.Join(strings.Fields(text), " "))
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// table aligns rows. Nothing comes after the last cell of a row.
func table(rows [][]string, indent string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := []byte(indent)
		for i, cell := range row {
			line = fmt.Appendf(line, "%s%*s", cell, widths[i]-utf8.RuneCountInString(cell)+2, "")
		}
		b.WriteString(strings.TrimRight(string(line), " ") + "\n")
	}
	return b.String()
}
