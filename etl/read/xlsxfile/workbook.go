package xlsxfile

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/lucasb-eyer/go-colorful"

	"tvistdata/etl/source"
)

// What a part of a workbook may unpack to. The sheet is not held in memory; the texts are.
const (
	maxSheet = 2 << 30
	maxTexts = 256 << 20
	maxPart  = 16 << 20
	maxToken = 2 << 20 // bytes of XML without a tag; a cell holds 32,767 characters
	maxRatio = 200     // of unpacked to packed, for parts of more than maxPart
)

// workbook is an opened workbook.
type workbook struct {
	parts     map[string]*zip.File // by name in lower case, without slash at its start
	sheets    []sheetName
	is1904    bool
	texts     []string   // the shared ones
	times     []timeKind // by cell format: its numbers are dates, times or durations
	captions  []caption  // by cell format: what it shows around texts
	units     []string   // by cell format: what it shows beside numbers, where that makes other amounts of them
	uncounted bool       // its formulas are to be counted when it is opened
	masks     []*mask    // by cell format: its numbers are shown by this mask; nil for none

	theme, palette []colorful.Color
	styles         []style       // by cell format
	changes        []xmlChange   // that conditional formats make
	rich           map[int][]run // by shared text: how it is shown, where that is not as its cell says
	hides          bool          // some of all these may hide what is in a cell
}

type sheetName struct {
	name, part string
	hidden     bool
}

func openWorkbook(f io.ReaderAt, size int64) (*workbook, error) {
	if err := sniff(f, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("expected a whole XLSX workbook, but its directory cannot be read (is the file cut off?): %w", err)
	}
	w := &workbook{parts: make(map[string]*zip.File, len(z.File)), theme: theme(), palette: palette(), rich: map[int][]run{}}
	for _, p := range z.File {
		name := partName(p.Name)
		if w.parts[name] != nil {
			return nil, fmt.Errorf("expected every part of the workbook once, but two are called %q, and programs differ in which they show; "+
				"have it saved again", source.Shape(path.Base(name)))
		}
		w.parts[name] = p
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	return w, w.load(main)
}

// sniff refuses what is not a zip file, and says what it is where that helps.
func sniff(f io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 8))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading: %w", err)
	}
	switch {
	case size == 0:
		return errors.New("expected an XLSX workbook, found an empty file")
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		dir, err := io.ReadAll(io.NewSectionReader(f, 0, min(size, maxPart)))
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		if bytes.Contains(dir, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return errors.New("expected an XLSX workbook, found an encrypted one; save it without a password")
		}
		return errors.New("expected an XLSX workbook, found one of Excel 97 (.xls); save it as .xlsx, or run: soffice --convert-to xlsx FILE")
	case !bytes.HasPrefix(head, []byte("PK")):
		return errors.New("expected an XLSX workbook, found no zip file")
	}
	return nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// mainPart finds the part that lists the sheets.
func (w *workbook) mainPart() (string, error) {
	if p := w.parts["mimetype"]; p != nil {
		kind, err := w.readAll("mimetype")
		if err == nil && bytes.Contains(kind, []byte("opendocument")) {
			return "", errors.New("expected an XLSX workbook, found an OpenDocument file (.ods); save it as .xlsx, or run: soffice " +
				"--convert-to xlsx FILE")
		}
	}
	if w.parts["xl/workbook.bin"] != nil {
		return "", errors.New("expected an XLSX workbook, found a binary one (.xlsb); save it as .xlsx")
	}
	rels, err := w.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.Type, "/officeDocument") && strings.HasPrefix(r.Target, "xl/") && w.parts[r.Target] != nil {
			return r.Target, nil
		}
	}
	return "", errors.New("expected an XLSX workbook, found a zip file without one")
}

// relation says where a part finds another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations returns the relations of a part, or of the whole, with targets as names of parts.
func (w *workbook) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if w.parts[name] == nil {
		return nil, nil
	}
	var x struct {
		Relationships []relation `xml:"Relationship"`
	}
	if err := w.decode(name, &x); err != nil {
		return nil, err
	}
	for i, r := range x.Relationships {
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = dir + r.Target
		}
		x.Relationships[i].Target = partName(path.Clean(r.Target))
		if slices.ContainsFunc(x.Relationships[:i], func(o relation) bool { return o.ID == r.ID }) {
			return nil, fmt.Errorf("expected every relation once, but %s has two with one id", path.Base(name))
		}
	}
	return x.Relationships, nil
}

// load reads everything but the sheets.
func (w *workbook) load(main string) error {
	var x struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Calculation struct {
			OnLoad string `xml:"fullCalcOnLoad,attr"`
		} `xml:"calcPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &x); err != nil {
		return err
	}
	w.is1904, w.uncounted = isTrue(x.Properties.Date1904), isTrue(x.Calculation.OnLoad)
	rels, err := w.relations(main)
	if err != nil {
		return err
	}
	for i, s := range x.Sheets {
		for j := range i {
			if strings.EqualFold(x.Sheets[j].Name, s.Name) || x.Sheets[j].ID == s.ID {
				return fmt.Errorf("expected every sheet once, but sheets %d and %d have one name or are one part", j+1, i+1)
			}
		}
		for _, r := range rels {
			if r.ID == s.ID && strings.HasSuffix(r.Type, "/worksheet") {
				w.sheets = append(w.sheets, sheetName{s.Name, r.Target, s.State != "" && s.State != "visible"})
			}
		}
	}
	for _, kind := range []struct { // each needs what is read before it
		suffix string
		read   func(part string) error
	}{{"/theme", w.readTheme}, {"/styles", w.readStyles}, {"/sharedStrings", w.readTexts}} {
		for _, r := range rels {
			if strings.HasSuffix(r.Type, kind.suffix) {
				if err := kind.read(r.Target); err != nil {
					return err
				}
			}
		}
	}
	w.hides = len(w.rich) > 0 || slices.ContainsFunc(w.styles, func(s style) bool {
		return s.hides(positive)+s.hides(negative)+s.hides(zero)+s.hides(written) != ""
	})
	return nil
}

// open opens a part that may not unpack to more than limit bytes. One that unpacks to more than the directory announces
// fails when it gets there.
func (w *workbook) open(name string, limit int64) (io.ReadCloser, error) {
	p := w.parts[name]
	if p == nil {
		return nil, fmt.Errorf("expected a whole XLSX workbook, but its part %s is missing", path.Base(name))
	}
	size := p.UncompressedSize64
	if size > uint64(limit) || size > maxPart && size/maxRatio > p.CompressedSize64 {
		return nil, fmt.Errorf("expected a workbook of reasonable size, but its part %s unpacks from %d to %d bytes",
			path.Base(name), p.CompressedSize64, size)
	}
	r, err := p.Open()
	if err != nil {
		return nil, fmt.Errorf("expected a whole XLSX workbook, but its part %s cannot be unpacked: %w", path.Base(name), err)
	}
	return r, nil
}

func (w *workbook) readAll(name string) ([]byte, error) {
	r, err := w.open(name, maxPart)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(r)
	return b, errors.Join(damaged(name, err), r.Close())
}

// decode reads a small part into x.
func (w *workbook) decode(name string, x any) error {
	b, err := w.readAll(name)
	if err != nil {
		return err
	}
	return damaged(name, xml.Unmarshal(b, x))
}

// damaged says that a part is not as it should be. It leaves out what the XML decoder quotes of it.
func damaged(name string, err error) error {
	if err == nil {
		return nil
	}
	if bad, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fmt.Errorf("expected a whole XLSX workbook, but the XML of its part %s is damaged on line %d", path.Base(name), bad.Line)
	}
	if slices.ContainsFunc([]error{errToken, io.ErrUnexpectedEOF, zip.ErrChecksum, zip.ErrFormat}, func(e error) bool {
		return errors.Is(err, e)
	}) {
		return fmt.Errorf("expected a whole XLSX workbook, but its part %s is damaged: %w", path.Base(name), err)
	}
	return fmt.Errorf("expected a whole XLSX workbook, but its part %s is damaged", path.Base(name))
}
