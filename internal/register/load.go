// Package register reads the files about companies: YAML by hand, imported registers and labelled pairs of names. It checks them
// and hands them to package company, which matches.
package register

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"regexp"
	"slices"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// Load reads companies.yaml, brands.yaml, groups.yaml, decisions.yaml, merges.yaml, notes.yaml, statements.yaml,
// surges.yaml, the imported register and labelled pairs from the root of each file system; a file may be missing. What a later
// file system says of an id, or of a name in a list, takes the place of what an earlier one says, and so does its imported
// register. The error names each fault with its file and line.
func Load(fss ...fs.FS) (*company.Register, error) {
	l := newLoader()
	for i, fsys := range fss {
		l.folder = i + 1
		if err := l.read(fsys); err != nil {
			return nil, err
		}
	}
	l.join()
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("register of companies: %w", errors.Join(l.faults...))
	}
	return company.New(l.known), nil
}

// loader gathers the items of every file system, the last one of an id, and their faults.
type loader struct {
	folder     int // from 1
	companies  map[string]placed[companyItem]
	brands     map[string]placed[brandItem]
	groups     map[string]placed[brandItem]
	decisions  map[written]placed[decisionItem]
	merges     map[string]placed[mergeItem]
	notes      map[string]placed[noteItem]
	statements map[string]placed[statementItem]
	surges     map[string]placed[surgeItem]
	imported   *imported
	known      company.Known // what is checked
	faults     []error
}

func newLoader() *loader {
	return &loader{
		companies:  map[string]placed[companyItem]{},
		brands:     map[string]placed[brandItem]{},
		groups:     map[string]placed[brandItem]{},
		decisions:  map[written]placed[decisionItem]{},
		merges:     map[string]placed[mergeItem]{},
		notes:      map[string]placed[noteItem]{},
		statements: map[string]placed[statementItem]{},
		surges:     map[string]placed[surgeItem]{},
		known:      company.Known{Merges: map[string]company.Merge{}},
	}
}

// placed is an item with the place where it was read.
type placed[T any] struct {
	item   T
	file   string
	folder int
}

func (p placed[T]) fault(t text, format string, args ...any) error {
	return &yamlfile.Error{File: p.file, Folder: p.folder, Line: t.line, Err: fmt.Errorf(format, args...)}
}

// read takes in the files of one file system.
func (l *loader) read(fsys fs.FS) error {
	var companies struct {
		Items []companyItem `yaml:"companies"`
	}
	var brands struct {
		Items []brandItem `yaml:"brands"`
	}
	var groups struct {
		Items []brandItem `yaml:"groups"`
	}
	var decisions struct {
		Items []decisionItem `yaml:"decisions"`
	}
	var merges struct {
		Items []mergeItem `yaml:"merges"`
	}
	var notes struct {
		Items []noteItem `yaml:"notes"`
	}
	var statements struct {
		Items []statementItem `yaml:"statements"`
	}
	var surges struct {
		Items []surgeItem `yaml:"surges"`
	}
	if err := errors.Join(
		decode(fsys, "companies.yaml", l.folder, &companies), decode(fsys, "brands.yaml", l.folder, &brands),
		decode(fsys, "groups.yaml", l.folder, &groups), decode(fsys, "decisions.yaml", l.folder, &decisions),
		decode(fsys, "merges.yaml", l.folder, &merges), decode(fsys, "notes.yaml", l.folder, &notes),
		decode(fsys, "statements.yaml", l.folder, &statements), decode(fsys, "surges.yaml", l.folder, &surges), l.readImported(fsys),
		l.readLabelled(fsys),
	); err != nil {
		return fmt.Errorf("register of companies: %w", err)
	}
	take(l, l.companies, "companies.yaml", companies.Items, func(c companyItem) (string, text) { return c.ID.s, c.ID })
	take(l, l.brands, "brands.yaml", brands.Items, func(b brandItem) (string, text) { return b.ID.s, b.ID })
	take(l, l.groups, "groups.yaml", groups.Items, func(b brandItem) (string, text) { return b.ID.s, b.ID })
	take(l, l.notes, "notes.yaml", notes.Items, func(n noteItem) (string, text) { return n.ID.s, n.ID })
	take(l, l.statements, "statements.yaml", statements.Items, func(s statementItem) (string, text) { return s.ID.s, s.ID })
	take(l, l.surges, "surges.yaml", surges.Items, func(s surgeItem) (string, text) {
		return s.List.s + " " + s.CompanyID.s + " " + s.Period.s, s.CompanyID
	})
	take(l, l.merges, "merges.yaml", merges.Items, func(m mergeItem) (string, text) { return m.Company.s, m.Company })
	take(l, l.decisions, "decisions.yaml", decisions.Items, func(d decisionItem) (written, text) { return d.key(), d.Name })
	return nil
}

func (l *loader) readImported(fsys fs.FS) error {
	f, err := fsys.Open(File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		l.imported, err = readImported(f, info.Size())
	}
	return errors.Join(inFolder(l.folder, err), f.Close())
}

// take puts the items of one file in the place of earlier ones with the same key; one that was taken back leaves none,
// and one that waits for a decision says nothing yet.
func take[K comparable, T checker](l *loader, all map[K]placed[T], file string, items []T, key func(T) (K, text)) {
	seen := make(map[K]int, len(items))
	for _, item := range items {
		p := placed[T]{item: item, file: file, folder: l.folder}
		k, at := key(item)
		if open, ok := any(item).(interface{ isOpen() bool }); ok && open.isOpen() {
			continue
		}
		item.check(func(t text, format string, args ...any) {
			if t.line == 0 {
				t.line = at.line
			}
			l.faults = append(l.faults, p.fault(t, format, args...))
		})
		if back, ok := any(item).(interface{ isTakenBack() bool }); ok && back.isTakenBack() {
			if seen[k] == 0 {
				delete(all, k)
			}
			continue
		}
		if line, twice := seen[k]; twice {
			l.faults = append(l.faults, p.fault(at, "%q is on line %d already", at.s, line))
		}
		seen[k] = at.line
		all[k] = p
		for t := range texts(reflect.ValueOf(item)) {
			l.known.Places = append(l.known.Places, company.Place{Text: t.s, Folder: l.folder, File: file, Line: t.line})
		}
	}
}

// join checks all items against each other and takes them in.
func (l *loader) join() {
	l.addCompanies()
	l.checkParents()
	l.addBrands()
	l.addMembers()
	for _, k := range slices.SortedFunc(maps.Keys(l.decisions), written.compare) {
		p := l.decisions[k]
		if c := p.item.Company; c.s != "" {
			l.mustKnow(p.fault, c)
		}
		l.known.Decisions = append(l.known.Decisions, p.item.decision(
			company.DecisionPlace{List: k.list, Folder: p.folder, File: p.file, Line: p.item.Name.line}))
	}
	l.addMerges()
	for _, id := range slices.Sorted(maps.Keys(l.notes)) {
		p := l.notes[id]
		l.mustKnowKept(p.fault, p.item.CompanyID)
		l.known.Notes = append(l.known.Notes, p.item.note())
	}
	for _, id := range slices.Sorted(maps.Keys(l.statements)) {
		p := l.statements[id]
		l.mustKnowKept(p.fault, p.item.CompanyID)
		if _, known := l.brands[p.item.BrandID.s]; p.item.BrandID.s != "" && !known {
			l.faults = append(l.faults, p.fault(p.item.BrandID, "brand %q is not in brands.yaml", p.item.BrandID.s))
		}
		l.known.Statements = append(l.known.Statements, p.item.statement())
	}
	for _, key := range slices.Sorted(maps.Keys(l.surges)) {
		p := l.surges[key]
		l.mustKnowKept(p.fault, p.item.CompanyID)
		l.known.Surges = append(l.known.Surges, p.item.review())
	}
}

// kind returns the kind of a company that the register has.
func (l *loader) kind(id string) (kind record.CompanyKind, known bool) {
	if p, kept := l.companies[id]; kept {
		return record.CompanyKind(p.item.Kind.s), true
	}
	if i, found := l.imported.Find(id); found {
		return l.imported.Entity(i).Kind, true
	}
	return "", false
}

// mustKnow finds fault with the id of a company that the register has not. What is no id is reported elsewhere.
func (l *loader) mustKnow(fault func(text, string, ...any) error, id text) {
	if _, known := l.kind(id.s); !known && wellFormed(id.s) {
		l.faults = append(l.faults, fault(id, "company %q is not in companies.yaml nor in an imported register", id.s))
	}
}

// mustKnowKept finds fault with an id that only companies kept by hand have, and none has. Those of numbers and names may
// be of companies that only a disclosure names.
func (l *loader) mustKnowKept(fault func(text, string, ...any) error, id text) {
	if kind, _ := record.ParseID(id.s); kind == record.Foreign || kind == record.Curated {
		l.mustKnow(fault, id)
	}
}

func (l *loader) addCompanies() {
	named, numbered := map[string]companyItem{}, map[string]string{} // by fold; ids by foreign number
	curated := func(c companyItem) bool { return record.CompanyKind(c.Kind.s) == record.Curated }
	for _, id := range slices.Sorted(maps.Keys(l.companies)) {
		p := l.companies[id]
		l.known.Companies = append(l.known.Companies, p.item.entity())
		for _, number := range company.ForeignNumbers(id) {
			if other := numbered[number]; other != "" && other != id {
				l.faults = append(l.faults, p.fault(p.item.RegisterNumber, "register_number: it is that of %s already", other))
			}
			numbered[number] = id
		}
		for _, t := range append([]nameText{{Name: p.item.Name}}, p.item.Names...) {
			fold := company.FoldName(t.Name.s)
			if other, taken := named[fold]; taken && other.ID.s != id && (curated(other) || curated(p.item)) {
				l.faults = append(l.faults, p.fault(t.Name, "the name %q is a name of %s already; only companies with numbers share one",
					t.Name.s, other.ID.s))
			}
			named[fold] = p.item
		}
	}
	if l.imported != nil {
		l.known.Whole = l.imported
	}
}

// checkParents checks that what a branch belongs to is known and no branch itself.
func (l *loader) checkParents() {
	for _, e := range l.known.Companies {
		if e.Parent == "" {
			continue
		}
		p := l.companies[e.ID]
		if kind, known := l.kind(e.Parent); wellFormed(e.Parent) && !known || kind == record.Branch {
			l.faults = append(l.faults, p.fault(p.item.Parent, "parent %q is no company of the register that may have branches", e.Parent))
		}
	}
}

func (l *loader) addBrands() {
	type listed struct{ list, fold string }
	brandOf := map[listed]string{}
	for _, id := range slices.Sorted(maps.Keys(l.brands)) {
		p := l.brands[id]
		l.known.Brands = append(l.known.Brands, record.Brand{
			ID: id, Name: p.item.Name.s, DecidedBy: p.item.DecidedBy.s, DecidedOn: p.item.DecidedOn.date(), Why: p.item.Why.s,
		})
		for _, n := range p.item.Names {
			k := listed{n.List.s, company.FoldName(n.Name.s)}
			if other, taken := brandOf[k]; taken && other != id {
				l.faults = append(l.faults, p.fault(n.Name, "the name %q of %s is linked to brand %s already", n.Name.s, n.List.s, other))
			}
			brandOf[k] = id
			l.known.BrandNames = append(l.known.BrandNames, company.BrandName{List: n.List.s, Name: n.Name.s, Brand: id})
		}
	}
}

// slugID is the form of the ids of brands, groups and notes.
var slugID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// needCompany checks that what names a company is an id of one. It is not quoted: it may be a person's number.
func needCompany(fault func(text, string, ...any), key string, id text) {
	if _, err := record.ParseID(id.s); err != nil {
		fault(id, "%s: %v", key, err)
	}
}
