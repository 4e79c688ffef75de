package company

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"tvistdata/internal/record"
)

// LoadRegister reads companies.yaml, brands.yaml, groups.yaml, decisions.yaml, merges.yaml, notes.yaml, statements.yaml,
// surges.yaml, the imported register and labelled pairs from the root of each file system; a file may be missing. What a later
// file system says of an id, or of a name in a list, takes the place of what an earlier one says, and so does its imported
// register. The error names each fault with its file and line.
func LoadRegister(fss ...fs.FS) (*Register, error) {
	l := newLoader()
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
	r.index()
	return r, nil
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
	imported   *Imported
	labelled   []pair
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
	}
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
	f, err := fsys.Open(ImportedFile)
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
	if fault, ok := errors.AsType[*faultError](err); ok {
		fault.folder = l.folder
	}
	return errors.Join(err, f.Close())
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
			l.faults = append(l.faults, p.fault(at, "%q stands on line %d already", at.s, line))
		}
		seen[k] = at.line
		all[k] = p
	}
}

// register makes the register of all items, checking them against each other.
func (l *loader) register() *Register {
	r := &Register{
		labelled: l.labelled,
		byID:     make(map[string]uint32, len(l.companies)), foreign: newForeignNumbers(), imported: l.imported,
		decisions: make(map[written]decision, len(l.decisions)), merges: make(map[string]merge, len(l.merges)),
		branded: map[string]bool{}, brandOf: map[written]string{}, names: newNames(0),
	}
	byName := map[string]companyItem{}
	for _, id := range slices.Sorted(maps.Keys(l.companies)) {
		l.addCompany(r, l.companies[id], byName)
	}
	l.checkParents(r)
	for _, id := range slices.Sorted(maps.Keys(l.brands)) {
		l.addBrand(r, l.brands[id])
	}
	l.addMembers(r)
	for _, k := range slices.SortedFunc(maps.Keys(l.decisions), written.compare) {
		p := l.decisions[k]
		if c := p.item.Company; c.s != "" {
			l.mustKnow(r, p.fault, c)
		}
		r.decided = append(r.decided, DecisionPlace{List: k.list, Folder: p.folder, File: p.file, Line: p.item.Name.line})
		r.decisions[k] = p.item.decision(len(r.decided))
	}
	l.addMerges(r)
	for _, id := range slices.Sorted(maps.Keys(l.notes)) {
		p := l.notes[id]
		l.mustKnowKept(r, p.fault, p.item.CompanyID)
		r.notes = append(r.notes, p.item.note())
	}
	for _, id := range slices.Sorted(maps.Keys(l.statements)) {
		p := l.statements[id]
		l.mustKnowKept(r, p.fault, p.item.CompanyID)
		if b := p.item.BrandID; b.s != "" && !slices.ContainsFunc(r.brands, func(known record.Brand) bool { return known.ID == b.s }) {
			l.faults = append(l.faults, p.fault(b, "brand %q is not in brands.yaml", b.s))
		}
		r.statements = append(r.statements, p.item.statement())
	}
	for _, key := range slices.Sorted(maps.Keys(l.surges)) {
		p := l.surges[key]
		l.mustKnowKept(r, p.fault, p.item.CompanyID)
		r.surges = append(r.surges, p.item.review())
	}
	return r
}

// mustKnow finds fault with the id of a company that the register has not. What is no id is told otherwise.
func (l *loader) mustKnow(r *Register, fault func(text, string, ...any) error, id text) {
	if _, known := r.find(id.s); !known && wellFormed(id.s) {
		l.faults = append(l.faults, fault(id, "company %q is not in companies.yaml nor in an imported register", id.s))
	}
}

// mustKnowKept finds fault with an id that only companies kept by hand have, and none has. Those of numbers and names may
// be of companies that only a disclosure tells of.
func (l *loader) mustKnowKept(r *Register, fault func(text, string, ...any) error, id text) {
	if kind, _ := record.ParseID(id.s); kind == record.Foreign || kind == record.Curated {
		l.mustKnow(r, fault, id)
	}
}

func (l *loader) addCompany(r *Register, p placed[companyItem], byName map[string]companyItem) {
	e := p.item.entity()
	r.byID[e.id] = uint32(len(r.kept))
	r.kept = append(r.kept, e)
	if other := r.enterForeign(e.id); other != "" {
		l.faults = append(l.faults, p.fault(p.item.RegisterNumber, "register_number: it is that of %s already", other))
	}
	curated := func(c companyItem) bool { return record.CompanyKind(c.Kind.s) == record.Curated }
	for _, t := range append([]nameText{{Name: p.item.Name}}, p.item.Names...) {
		fold := FoldName(t.Name.s)
		if other, taken := byName[fold]; taken && other.ID.s != e.id && (curated(other) || curated(p.item)) {
			l.faults = append(l.faults, p.fault(t.Name, "the name %q is a name of %s already; only companies with numbers share one",
				t.Name.s, other.ID.s))
		}
		byName[fold] = p.item
	}
}

// checkParents checks that what a branch belongs to is known and no branch itself.
func (l *loader) checkParents(r *Register) {
	for _, e := range r.kept {
		if e.parent == "" {
			continue
		}
		p := l.companies[e.id]
		if ref, known := r.find(e.parent); wellFormed(e.parent) && !known || known && r.entityAt(ref).kind == record.Branch {
			l.faults = append(l.faults, p.fault(p.item.Parent, "parent %q is no company of the register that may have branches", e.parent))
		}
	}
}

func (l *loader) addBrand(r *Register, p placed[brandItem]) {
	b := p.item
	r.brands = append(r.brands, record.Brand{
		ID: b.ID.s, Name: b.Name.s, DecidedBy: b.DecidedBy.s, DecidedOn: b.DecidedOn.date(), Why: b.Why.s,
	})
	for _, n := range b.Names {
		k := written{list: n.List.s, fold: FoldName(n.Name.s)}
		if other, taken := r.brandOf[k]; taken && other != b.ID.s {
			l.faults = append(l.faults, p.fault(n.Name, "the name %q of %s is linked to brand %s already", n.Name.s, n.List.s, other))
		}
		r.brandOf[k] = b.ID.s
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
