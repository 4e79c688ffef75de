// Package read opens a table in whatever format its bytes are in.
package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"tvistdata/etl/read/csvfile"
	"tvistdata/etl/read/htmlfile"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/read/jsonfile"
	"tvistdata/etl/read/pdffile"
	"tvistdata/etl/read/xlsxfile"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

// Open opens a file by what is in it, whatever its name ends in, and reads its header. Errors name the
// disclosure, the file and what was expected.
func Open(path string, o Options) (source.Reader, error) {
	at := o.Origin(path)
	head, err := beginning(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	headed := len(o.Header) > 0 || o.Unnamed || o.Lines.From > 0
	switch kind, ok := format(head); {
	case !ok:
		return nil, fmt.Errorf("%s: expected a format that is read (csv, xlsx, html, json, pdf), found %s",
			at, kind)
	case len(o.Formats) > 0 && !slices.Contains(o.Formats, kind):
		return nil, fmt.Errorf("%s: expected %s, as the list says under formats, found %s; ask for the list in another format, or add "+
			"%[3]s to formats in the list's dataset.yaml and compare what is read with the file", at, strings.Join(o.Formats, " or "), kind)
	case kind == "html" && o.Lines.From > 0:
		return nil, fmt.Errorf("%s: expected no header_lines, because the column names of a page are found by its markup; have it saved as "+
			".xlsx or .csv to declare them", at)
	case kind == "html":
		return htmlfile.Open(path, o)
	case kind == "json" && headed:
		return nil, fmt.Errorf("%s: expected no declared header, for records of JSON name their columns themselves",
			at)
	case kind == "json":
		return jsonfile.Open(path, o)
	case kind == "pdf" && headed:
		return nil, fmt.Errorf("%s: expected no declared header, because columns of a PDF table are found by the column names above them; "+
			"where a table has none, have it saved as .xlsx or .csv",
			at)
	case kind == "pdf":
		return pdffile.Open(path, o)
	case kind == "xlsx":
		return xlsxfile.Open(path, o)
	}
	return csvfile.Open(path, o)
}

func beginning(path string) ([]byte, error) {
	if err := source.Regular(path); err != nil {
		return nil, fmt.Errorf("expected a file that can be read: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("expected a file that can be read: %w", source.WithoutPath(err))
	}
	defer f.Close() //nolint:errcheck // nothing was written
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil, errors.New("expected a table (csv, xlsx, html, json, pdf), found an empty file")
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("expected a file that can be read: %w", source.WithoutPath(err))
	}
	return head[:n], nil
}

// format returns the format of a file that starts with head, and whether it is read. Old and encrypted workbooks count
// as xlsx, whose reader says what to do about them.
func format(head []byte) (kind string, ok bool) {
	for _, m := range []struct {
		magic, kind string
		ok          bool
	}{
		{"PK\x03\x04", "xlsx", true},
		{"PK\x05\x06", "xlsx", true},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xlsx", true},
		{"%PDF", "pdf", true},
		{"\x1f\x8b", "a gzip file", false},
		{"7z\xbc\xaf\x27\x1c", "a 7z file", false},
		{"Rar!", "a RAR file", false},
		{"{\\rtf", "an RTF document", false},
		{"PAR1", "a Parquet file", false},
		{"bplist", "a web archive of Safari (open it in Safari and save it as .html)", false},
		{"SQLite format 3\x00", "an SQLite database", false},
		{"\x89PNG", "a picture", false},
		{"\xff\xd8\xff", "a picture", false},
		{"GIF8", "a picture", false},
		{"II*\x00", "a picture", false},
		{"MM\x00*", "a picture", false},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind, m.ok
		}
	}
	return textFormat(head)
}

// message is the head of an e-mail, which is what MHTML is: its first line is a field, and one says what follows.
var message = regexp.MustCompile(`(?s)^[a-z][a-z-]*:[ \t].*?(?:^|\n)(?:mime-version|content-type|snapshot-content-location):[ \t]`)

// fragment reports whether text in small letters is a part of a page: it begins with an element or comment, or has a table behind words
// without a delimiter.
func fragment(text []byte) bool {
	if bytes.HasPrefix(text, []byte("<!doctype html")) || bytes.HasPrefix(text, []byte("<!--")) || bytes.HasPrefix(text, []byte("<?xml")) {
		return true
	}
	if before, _, ok := bytes.Cut(text, []byte("<table")); ok && !bytes.ContainsAny(before, ";,\t|") {
		return true
	}
	tag, ok := bytes.CutPrefix(text, []byte("<"))
	if !ok {
		return false
	}
	end := bytes.IndexAny(tag, " \t\r\n/>")
	return end > 0 && slices.Contains(elements, string(tag[:end]))
}

// elements are those of HTML that a page or a part of one may begin with.
var elements = strings.Fields("html head body title meta link style script base noscript table caption thead tbody tfoot tr td th " +
	"form fieldset input label select div p h1 h2 h3 h4 h5 h6 hr br center font span b i u em strong small big a " + //nolint:misspell // HTML
	"img pre ul ol li dl section main article header footer nav aside details figure blockquote address " +
	"iframe frameset")

// textFormat returns the format of a file of text. UTF-16 loses every other byte first.
func textFormat(head []byte) (kind string, ok bool) {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	if bytes.HasPrefix(text, []byte("<?xml")) && !bytes.Contains(text, []byte("<html")) && !bytes.Contains(text, []byte("<!doctype html")) {
		return "XML (a spreadsheet program can open it and save it as .xlsx)", false
	}
	if message.Match(text) {
		return "a web page saved as one file, MHTML, or an e-mail (open it in a browser and save it as .html)", false
	}
	if fragment(text) {
		return "html", true
	}
	if len(text) > 1 && (text[0] == '{' || text[0] == '[') {
		if rest := bytes.TrimLeft(text[1:], " \t\r\n"); len(rest) == 0 || bytes.IndexByte([]byte("{[]}\""), rest[0]) >= 0 {
			return "json", true
		}
	}
	return "csv", true
}
