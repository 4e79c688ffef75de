package company

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"tvistdata/internal/record"
)

// LoadRegister reads companies.yaml, brands.yaml, decisions.yaml and notes.yaml from the root of each file system; a
// file may be missing. What a later file system says of an id, or of a name in a list, takes the place of what an
// earlier one says. The error names each fault with its file and line.
func LoadRegister(fss ...fs.FS) (*Register, error) {
	l := &loader{
		companies: map[string]placed[companyItem]{},
		brands:    map[string]placed[brandItem]{},
		decisions: map[written]placed[decisionItem]{},
		notes:     map[string]placed[noteItem]{},
	}
	for i, fsys := range fss {
		l.folder = i + 1
		if err := l.read(fsys); err != nil {
			return nil, err
		}
	}
	r := l.register()
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("register of companies: %w", errors.Join(l.faults...))
	}
	return r, nil
}

// loader gathers the items of every file system, the last one of an id, and their faults.
type loader struct {
	folder    int // from 1
	companies map[string]placed[companyItem]
	brands    map[string]placed[brandItem]
	decisions map[written]placed[decisionItem]
	notes     map[string]placed[noteItem]
	faults    []error
}

// placed is an item with the place where it was read.
type placed[T any] struct {
	item   T
	file   string
	folder int
}

func (p placed[T]) fault(t text, format string, args ...any) error {
	return &faultError{file: p.file, folder: p.folder, line: t.line, text: fmt.Sprintf(format, args...)}
}

// read takes in the files of one file system.
func (l *loader) read(fsys fs.FS) error {
	var f struct {
		companies struct {
			Items []companyItem `yaml:"companies"`
		}
		brands struct {
			Items []brandItem `yaml:"brands"`
		}
		decisions struct {
			Items []decisionItem `yaml:"decisions"`
		}
		notes struct {
			Items []noteItem `yaml:"notes"`
		}
	}
	if err := errors.Join(
		decode(fsys, "companies.yaml", l.folder, &f.companies), decode(fsys, "brands.yaml", l.folder, &f.brands),
		decode(fsys, "decisions.yaml", l.folder, &f.decisions), decode(fsys, "notes.yaml", l.folder, &f.notes),
	); err != nil {
		return fmt.Errorf("register of companies: %w", err)
	}
	take(l, l.companies, "companies.yaml", f.companies.Items, func(c companyItem) (string, text) { return c.ID.s, c.ID })
	take(l, l.brands, "brands.yaml", f.brands.Items, func(b brandItem) (string, text) { return b.ID.s, b.ID })
	take(l, l.notes, "notes.yaml", f.notes.Items, func(n noteItem) (string, text) { return n.ID.s, n.ID })
	take(l, l.decisions, "decisions.yaml", f.decisions.Items, func(d decisionItem) (written, text) {
		return written{d.List.s, FoldName(d.Name.s)}, d.Name
	})
	return nil
}

// take puts the items of one file in the place of earlier ones with the same key.
func take[K comparable, T checker](l *loader, all map[K]placed[T], file string, items []T, key func(T) (K, text)) {
	seen := make(map[K]int, len(items))
	for _, item := range items {
		p := placed[T]{item: item, file: file, folder: l.folder}
		k, at := key(item)
		if line, twice := seen[k]; twice {
			l.faults = append(l.faults, p.fault(at, "%q stands on line %d already", at.s, line))
		}
		seen[k] = at.line
		item.check(func(t text, format string, args ...any) {
			if t.line == 0 {
				t.line = at.line
			}
			l.faults = append(l.faults, p.fault(t, format, args...))
		})
		all[k] = p
	}
}

// register makes the register of all items, checking them against each other.
func (l *loader) register() *Register {
	r := &Register{
		companies: make(map[string]record.Company, len(l.companies)),
		byName:    map[string]string{},
		decisions: make(map[written]decision, len(l.decisions)),
		brandOf:   map[written]string{},
	}
	for _, id := range slices.Sorted(maps.Keys(l.companies)) {
		l.addCompany(r, l.companies[id])
	}
	for _, id := range slices.Sorted(maps.Keys(l.brands)) {
		l.addBrand(r, l.brands[id])
	}
	keys := slices.SortedFunc(maps.Keys(l.decisions), func(a, b written) int {
		return cmp.Or(cmp.Compare(a.list, b.list), cmp.Compare(a.fold, b.fold))
	})
	for _, k := range keys {
		p := l.decisions[k]
		d := decision{company: p.item.Company.s, show: p.item.shown()}
		if _, known := r.companies[d.company]; d.company != "" && !known {
			l.faults = append(l.faults, p.fault(p.item.Company, "company %q is not in companies.yaml", d.company))
		}
		r.decisions[k] = d
	}
	for _, id := range slices.Sorted(maps.Keys(l.notes)) {
		p := l.notes[id]
		if c := p.item.CompanyID; curatedID.MatchString(c.s) {
			if _, known := r.companies[c.s]; !known {
				l.faults = append(l.faults, p.fault(c, "company %q is not in companies.yaml", c.s))
			}
		}
		r.notes = append(r.notes, p.item.note())
	}
	return r
}

func (l *loader) addCompany(r *Register, p placed[companyItem]) {
	c := p.item.company()
	r.companies[c.ID] = c
	for _, t := range append([]text{p.item.Name}, p.item.Names...) {
		fold := FoldName(t.s)
		if other, taken := r.byName[fold]; taken && other != c.ID {
			l.faults = append(l.faults, p.fault(t, "the name %q is a name of %s already; an exact name leads to one company", t.s, other))
		}
		r.byName[fold] = c.ID
	}
}

func (l *loader) addBrand(r *Register, p placed[brandItem]) {
	b := p.item
	r.brands = append(r.brands, Brand{
		ID: b.ID.s, Name: b.Name.s, DecidedBy: b.DecidedBy.s, DecidedOn: b.DecidedOn.date(), Why: b.Why.s,
	})
	for _, n := range b.Names {
		k := written{n.List.s, FoldName(n.Name.s)}
		if other, taken := r.brandOf[k]; taken && other != b.ID.s {
			l.faults = append(l.faults, p.fault(n.Name, "the name %q of %s is linked to brand %s already", n.Name.s, n.List.s, other))
		}
		r.brandOf[k] = b.ID.s
	}
}

// curatedID is the id of a company that is kept by hand and has no Swedish number; slugID that of a brand or note.
var (
	curatedID = regexp.MustCompile(`^x-[a-z0-9]+(-[a-z0-9]+)*$`)
	slugID    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)
