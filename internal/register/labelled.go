package register

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/yamlfile"
)

// labelledFile is the name of the labelled pairs of names in a folder of companies: a CSV file whose columns are labelled.
const labelledFile = "labelled.csv"

var labelledColumns = []string{"entity", "registered", "written", "label", "why"}

// readLabelled adds the pairs of one file system to those of earlier ones.
func (l *loader) readLabelled(fsys fs.FS) error {
	f, err := fsys.Open(labelledFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	r := csv.NewReader(f)
	r.FieldsPerRecord = len(labelledColumns)
	names := map[string]string{}
	for line := 1; ; line++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return f.Close()
		}
		fault := func(format string, args ...any) error {
			return errors.Join(&yamlfile.Error{File: labelledFile, Folder: l.folder, Line: line, Err: fmt.Errorf(format, args...)}, f.Close())
		}
		switch {
		case err != nil:
			return fault("%v", lineless(err))
		case line == 1 && !slices.Equal(cells, labelledColumns):
			return fault("expected the columns %s", strings.Join(labelledColumns, ", "))
		case line == 1:
			continue
		}
		cell := func(column string) string { return cells[slices.Index(labelledColumns, column)] }
		registered := cell("registered")
		p := company.Pair{
			Entity: cell("entity"), Registered: strings.Split(registered, " | "), Written: cell("written"), Label: cell("label"),
		}
		switch {
		case p.Entity == "" || company.FoldName(registered) == "" || company.FoldName(p.Written) == "":
			return fault("entity, registered and written are needed")
		case p.Label != company.LabelSame && p.Label != company.LabelDifferent && p.Label != company.LabelUndecidable:
			return fault("label %q: expected %s, %s or %s", p.Label, company.LabelSame, company.LabelDifferent, company.LabelUndecidable)
		case names[p.Entity] != "" && names[p.Entity] != registered:
			return fault("entity %q has other registered names above", p.Entity)
		}
		names[p.Entity] = registered
		l.known.Labelled = append(l.known.Labelled, p)
	}
}
