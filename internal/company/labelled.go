package company

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// LabelledFile is the name of the labelled pairs of names in a folder of companies: a CSV file whose columns are labelled.
const LabelledFile = "labelled.csv"

var labelledColumns = []string{"entity", "registered", "written", "label", "why"}

// The labels: what a careful person can tell from the name alone.
const (
	same        = "same"
	different   = "different"
	undecidable = "undecidable"
)

// pair is a name as somebody may write it and a company, with what a person says of the two.
type pair struct {
	entity     string
	registered []string // the present name first
	written    string
	label      string
}

// readLabelled adds the pairs of one file system to those of earlier ones.
func (l *loader) readLabelled(fsys fs.FS) error {
	f, err := fsys.Open(LabelledFile)
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
			return errors.Join(&yamlfile.Error{File: LabelledFile, Folder: l.folder, Line: line, Err: fmt.Errorf(format, args...)}, f.Close())
		}
		switch {
		case err != nil:
			return fault("%v", lineless(err))
		case line == 1 && !slices.Equal(cells, labelledColumns):
			return fault("expected the columns %s", strings.Join(labelledColumns, ", "))
		case line == 1:
			continue
		}
		p := pair{cells[0], strings.Split(cells[1], " | "), cells[2], cells[3]}
		switch {
		case p.entity == "" || FoldName(cells[1]) == "" || FoldName(p.written) == "":
			return fault("entity, registered and written are needed")
		case p.label != same && p.label != different && p.label != undecidable:
			return fault("label %q: expected %s, %s or %s", p.label, same, different, undecidable)
		case names[p.entity] != "" && names[p.entity] != cells[1]:
			return fault("entity %q has other registered names above", p.entity)
		}
		names[p.entity] = cells[1]
		l.labelled = append(l.labelled, p)
	}
}

// Quality tries the matcher on the labelled pairs: the register is that of their companies, and each name is matched by
// itself alone. A false merge is a match with a company that a person would not have matched the name with.
func (r *Register) Quality() record.MatchQuality {
	r.quality.once.Do(func() { r.quality.of = r.try() })
	return r.quality.of
}

func (r *Register) try() record.MatchQuality {
	trial := &Register{byID: map[string]uint32{}, branded: r.branded}
	var q record.MatchQuality
	for _, p := range r.labelled {
		if _, known := trial.byID[p.entity]; known {
			continue
		}
		e := entity{id: p.entity, kind: record.LegalEntity, registered: record.NoDate}
		for _, n := range p.registered {
			e.names = append(e.names, nameOf{n, record.NoDate, record.NoDate})
		}
		trial.byID[p.entity] = uint32(len(trial.kept))
		trial.kept = append(trial.kept, e)
	}
	trial.index()
	for _, p := range r.labelled {
		m := trial.Match("", "", p.written)
		q.Pairs++
		if p.label != undecidable {
			q.Decidable++
		}
		switch found := m.Method != Unresolved; {
		case p.label == same && found && m.ID == p.entity:
			q.Matched++
		case p.label == same && found, found && m.ID == p.entity:
			q.FalseMerges++
		}
		if p.label == same {
			q.Same++
		}
	}
	if found := q.Matched + q.FalseMerges; found > 0 {
		q.Precision = float64(q.Matched) / float64(found)
	}
	if q.Same > 0 {
		q.Recall = float64(q.Matched) / float64(q.Same)
	}
	return q
}
