// Package etl turns disclosed files into a release: read, privacy door, normalise, check, match, privacy exit,
// publish.
package etl

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"tvistdata/etl/check"
	"tvistdata/etl/intake"
	"tvistdata/etl/keep"
	"tvistdata/etl/privacy"
	"tvistdata/etl/privacy/plain"
	"tvistdata/etl/publish"
	"tvistdata/etl/rule"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
	"tvistdata/internal/until"
)

// Kinds of failures that leave the current release untouched. Any other error of Build does, too.
var (
	// ErrBlocked says that a finding blocks the release.
	ErrBlocked = errors.New("a finding blocks the release")
	// ErrRefused says that the gate refused the release against the current one.
	ErrRefused = errors.New("the gate refused the release")
)

// Config is what a build is made from.
type Config struct {
	Lists       []*list.List
	Register    *company.Register
	Disclosures []source.Disclosure // as source.Find returns them
	Unread      []source.Unread     // from there too: what lies outside of them
	Litter      int                 // from there too
	Publisher   release.Publisher
	Key         []byte // the operator's secret, which record keys are made under
	Demo        bool   // synthetic disclosures are allowed
	DryRun      bool   // everything but the release; nothing is left in the folder of releases
	Accept      string // why a release that the gate would refuse is right; empty to let it refuse
	Releases    string // the folder of releases
	FS          release.FS
	Now         func() time.Time
	Progress    func(Progress) // called from several goroutines in turn with how far the reading has come; may be nil
}

// Progress is how far the reading of the disclosures has come.
type Progress = intake.Progress

// Report is what a build did.
type Report struct {
	Release   string   // the id; empty when none was made
	Unchanged bool     // the release was there already
	Waived    []string // what the gate would have refused it for, had nobody said why it is right
	// of the release that was current before, where it is another one
	Before    *release.Manifest
	Manifest  release.Manifest
	Accounted []publish.Accounted // where the rows of each disclosure went
	// in the order of disclosures, files and lines; after them those of names that others of the company decided on
	Findings []source.Finding
	// how many there are, by disclosure and rule: of a rule with more than a thousand in one, Findings has the first
	Counted  []intake.Counted
	Withheld int64 // rows that would be published, had they not been removed
}

// Build reads every disclosure and makes, gates and promotes a release of them. A disclosure that cannot be read
// stops the release, but not the reading of the others; the report then holds what was found. It fails with
// ErrBlocked, ErrRefused or what went wrong, and the current release is then the one it was. Once the context is done it
// returns at once, whatever it is at, with the context's cause and nothing left behind; but a release that has its name by
// then is promoted.
func Build(ctx context.Context, c Config) (report Report, err error) {
	if c.Progress == nil {
		c.Progress = func(Progress) {}
	}
	in, found, err := readAll(ctx, c)
	report.Findings, report.Counted = found.Kept, found.Counted()
	if err != nil {
		return report, err
	}
	if err := blocked(report.Findings); err != nil {
		return report, err
	}
	s, err := shelf.Open(c.Releases, c.FS)
	if err != nil {
		return report, err
	}
	w, l, done, err := writerOf(ctx, c, s, in)
	if err != nil {
		return report, err
	}
	promoting := false
	defer func() {
		if err != nil && !promoting {
			err = fmt.Errorf("%w; the current release stays as it was", err)
		}
	}()
	defer func() { err = errors.Join(err, done()) }()
	removed, err := removedNow(c, s, l, in)
	if err != nil {
		return report, errors.Join(err, w.Discard())
	}
	made, err := until.Done(ctx, func() (written, error) { return write(w, in, removed, s, c, found) })
	report.Manifest, report.Accounted, report.Withheld, report.Waived = made.Manifest, made.Accounted, made.withheld, made.waived
	report.Before = made.before
	if made.counted != nil {
		report.Findings, report.Counted = made.findings, made.counted
	}
	if err != nil || c.DryRun {
		return report, errors.Join(err, w.Discard())
	}
	if err := l.Keep(made.id, made.kept); err != nil { // before the release gets its name, so that none is without
		return report, errors.Join(err, w.Discard())
	}
	if report.Release, report.Unchanged, err = w.Finish(report.Manifest); err != nil {
		return report, err
	}
	if made.parent == report.Release {
		return report, nil
	}
	accounted, err := json.Marshal(report.Accounted)
	if err != nil {
		return report, fmt.Errorf("noting where the rows went: %w", err)
	}
	note := shelf.Build{BuiltAt: c.Now().UTC(), Parent: made.parent, Accepted: c.Accept, Waived: report.Waived, Accounted: accounted}
	if err := l.NoteBuild(report.Release, note); err != nil {
		return report, err
	}
	promoting = true
	return report, l.Promote(report.Release)
}

// blocked returns ErrBlocked with the first of the findings that block a release; nil when none does.
func blocked(found []source.Finding) error {
	for _, f := range found {
		if f.Rule.Severity() == rule.Block {
			return fmt.Errorf("%w: %s", ErrBlocked, f)
		}
	}
	return nil
}

// written is the result of writing a release's files, the release that was current then, and all that is found by then.
type written struct {
	publish.Result
	id       string // that the release gets
	kept     []byte // what is kept beside it; not in a dry run
	withheld int64
	parent   string
	before   *release.Manifest // of the parent, where it is another release
	waived   []string          // as Report has them
	findings []source.Finding
	counted  []intake.Counted
}

// write writes a release's files, looks once more that nothing personal is in them, and asks the gate.
func write(
	w *release.Writer, in settle.Input, removed settle.Removed, s *shelf.Shelf, c Config, found *intake.Told,
) (out written, err error) {
	in.Tell = found.Add
	settled := settle.Settle(in)
	out.withheld = settled.Without(removed).Withheld
	out.Result, err = publish.Write(w, settled)
	out.findings, out.counted = found.Kept, found.Counted()
	if err != nil {
		return out, err
	}
	if out.id, err = w.ID(out.Manifest); err != nil {
		return out, err
	}
	var group errgroup.Group
	if !c.DryRun {
		group.Go(func() (err error) {
			out.kept, err = keep.Save(settled, out.Written, out.id)
			return err
		})
	}
	if err := publish.Search(w, in); err != nil {
		return out, errors.Join(fmt.Errorf("%w: %w", ErrBlocked, err), group.Wait())
	}
	if err := group.Wait(); err != nil {
		return out, err
	}
	out.parent, out.before, out.waived, err = gate(s, out.id, out.Result, c.Accept)
	return out, err
}

// writerOf returns what writes the release: into the folder of releases, which stays locked until done, or, in a dry run,
// into a temporary one, which done removes; nothing is locked then.
func writerOf(
	ctx context.Context, c Config, s *shelf.Shelf, in settle.Input,
) (w *release.Writer, l *shelf.Locked, done func() error, err error) {
	dir := c.Releases
	if c.DryRun {
		if dir, err = os.MkdirTemp("", "tvistdata-"); err != nil {
			return nil, nil, nil, fmt.Errorf("a temporary folder for the dry run: %w", source.WithoutPath(err))
		}
		done = func() error { return os.RemoveAll(dir) }
	} else {
		if l, err = s.Lock(); err != nil {
			return nil, nil, nil, err
		}
		done = l.Unlock
	}
	if w, err = release.NewWriter(release.UntilDone(ctx, c.FS), dir, in.About()); err != nil {
		return nil, nil, nil, errors.Join(err, done())
	}
	return w, l, done, nil
}

// readAll takes every disclosure through the stages up to the privacy exit. It stops when the context is done, and
// then returns nothing that was found.
func readAll(ctx context.Context, c Config) (settle.Input, *intake.Told, error) {
	type outcome struct {
		in    settle.Input
		found *intake.Told
	}
	out, err := until.Done(ctx, func() (outcome, error) {
		in, found, err := readEach(ctx, c)
		return outcome{in, found}, err
	})
	if out.found == nil {
		out.found = &intake.Told{}
	}
	return out.in, out.found, err
}

// readEach takes the disclosures, one by one, through the stages up to the privacy exit.
func readEach(ctx context.Context, c Config) (settle.Input, *intake.Told, error) {
	c.Disclosures, c.Register = shown(c), c.Register.Reading(list.Registers(c.Lists))
	stages := intake.New(ctx, c.Register, c.Key, c.Disclosures, c.Progress)
	in := settle.Input{Publisher: c.Publisher, RecordKey: privacy.Fingerprint(c.Key), Lists: c.Lists, Register: c.Register}
	all := &intake.Told{}
	all.Add(unread(c)...)
	failed := []error{namedPlainly(c)}
	for i := range c.Disclosures {
		d := &c.Disclosures[i]
		l, err := admit(c, d)
		if err == nil {
			all.Add(maybeNamed(d)...)
			err = deliver(ctx, stages, l, d, &in, all)
		}
		if ctx.Err() != nil {
			return in, all, context.Cause(ctx)
		}
		failed = append(failed, err)
	}
	stages.Finish()
	for _, l := range c.Lists {
		var rows []*privacy.Rows
		for _, d := range in.Matters {
			if d.List == l {
				rows = append(rows, d.Rows)
			}
		}
		stages.TypesApart(l, rows)
	}
	withholdSole(stages.Names, in, all)
	withholdBare(stages.Names, in, all)
	all.Add(manyNames(stages.Names, in)...)
	all.Add(idleDecisions(stages.Names, in)...)
	in.Names, in.Moved, in.Codes = stages.Names.All(), stages.Names.Keys(), stages.Codes()
	return in, all, errors.Join(failed...)
}

// deliver takes one disclosure through the stages of its kind, and adds the result.
func deliver(ctx context.Context, stages *intake.Intake, l *list.List, d *source.Disclosure, in *settle.Input, all *intake.Told) error {
	switch l.Kind {
	case record.Dispute, record.Complaint:
		t, err := stages.Matters(ctx, l, d)
		if err != nil {
			return err
		}
		all.Take(d.ID, &t.Findings)
		in.Matters = append(in.Matters, &settle.Matters{
			Disclosed: disclosed(l, d, t), Rows: &t.Rows, Gaps: t.Gaps, Called: t.Called,
		})
	case record.Listing:
		t, err := stages.Listings(ctx, l, d)
		if err != nil {
			return err
		}
		all.Take(d.ID, &t.Findings)
		in.Listings = append(in.Listings, &settle.Listings{Disclosed: disclosed(l, d, t), Rows: t.Rows})
	case record.Figure:
		t, err := stages.Figures(ctx, l, d)
		if err != nil {
			return err
		}
		all.Take(d.ID, &t.Findings)
		in.Figures = append(in.Figures, &settle.Figures{Disclosed: disclosed(l, d, t), Rows: t.Rows})
	}
	return nil
}

// disclosed gives what came of a disclosure besides its rows.
func disclosed[C any](l *list.List, d *source.Disclosure, t *intake.Taken[C]) settle.Disclosed {
	return settle.Disclosed{
		List: l, Disclosure: d, Files: t.Files, Sheets: t.Sheets, Rejected: t.Rejected, Findings: t.Findings.Public(), Doubts: t.Doubts,
	}
}

// shown returns the disclosures with what their files are called in every message: a name that may be a
// person's is replaced by the file's number in its disclosure, and what cannot be printed is escaped.
func shown(c Config) []source.Disclosure {
	words := plain.Of(c.Lists)
	out := slices.Clone(c.Disclosures)
	for i := range out {
		out[i].Files = slices.Clone(out[i].Files)
		for n := range out[i].Files {
			f := &out[i].Files[n]
			if f.Shown = source.Escape(f.Name); !words.Printable(f.Name) {
				f.Shown = fmt.Sprintf("file %d", n+1)
			}
		}
	}
	return out
}

// admit finds the disclosure's list and checks what its sidecar says of it.
func admit(c Config, d *source.Disclosure) (*list.List, error) {
	i := slices.IndexFunc(c.Lists, func(l *list.List) bool { return l.ID == d.List })
	if i < 0 {
		var known []string
		for _, l := range c.Lists {
			known = append(known, l.ID)
		}
		return nil, d.Wrong(source.Key{"list"}, "no list is called %q; there are %s; "+
			"one of your own is found when --datasets names the folder above its own",
			d.List, strings.Join(known, ", "))
	}
	if err := nobodyIn(c.Lists[i], d); err != nil {
		return nil, err
	}
	if d.Synthetic && !c.Demo {
		return nil, d.Wrong(source.Key{"synthetic"}, "it is synthetic, which is only allowed with --demo")
	}
	l := c.Lists[i]
	if err := intake.KnownFindings(l); err != nil {
		return nil, err
	}
	if d.Issue.Name != "" && l.Kind != record.Listing {
		return nil, d.Wrong(source.Key{"issue"}, "only lists of listings have issues")
	}
	for i, id := range d.Replaces {
		known := func(o source.Disclosure) bool { return o.List == d.List && o.ID == id && id != d.ID }
		if !slices.ContainsFunc(c.Disclosures, known) {
			return nil, d.Wrong(source.Key{"replaces", i}, "no other disclosure of list %s has this id, of the shape %q", d.List, source.Shape(id))
		}
	}
	for i, cover := range d.Covers {
		if err := coverable(l, c.Register, d, i); err != nil {
			return nil, err
		}
		if d.Extracted != record.NoDate && cover.To > d.Extracted {
			return nil, d.Wrong(source.Key{"covers", i, "to"}, "%s is after the authority took the data out (%s)", cover.To, d.Extracted)
		}
	}
	return l, nil
}

// nobodyIn makes sure that what a release or a finding says of a disclosure holds nothing personal.
func nobodyIn(l *list.List, d *source.Disclosure) error {
	if found := person.Scan(d.ID); found != person.Nothing {
		return fmt.Errorf("disclosure of the shape %q: its id, the name of its folder, holds %s; write it otherwise", source.Shape(d.ID), found)
	}
	type text struct {
		at   source.Key
		text string
	}
	texts := []text{
		{source.Key{"authority_reference"}, d.Reference},
		{source.Key{"asked_for"}, d.AskedFor},
		{source.Key{"search_term"}, d.Search},
		{source.Key{"issue", "name"}, d.Issue.Name},
	}
	for i, f := range d.Files {
		texts = append(texts, text{source.Key{"files", i, "name"}, f.Name}, text{source.Key{"files", i, "sheet"}, f.Sheet})
	}
	for _, t := range texts {
		found := person.Scan(t.text)
		if found == person.Nothing && person.HoldsNumberOf(l.Registers().Own(), t.text, true) {
			found = person.PersonalNumber
		}
		if found != person.Nothing {
			return d.Wrong(t.at, "it holds %s; write it otherwise", found)
		}
	}
	return nil
}

// maybeNamed finds what a sidecar says in words of its own, and everybody can read, that may name a person.
func maybeNamed(d *source.Disclosure) []source.Finding {
	var found []source.Finding
	for _, said := range [...]struct{ key, text string }{
		{"its id, the name of its folder,", strings.ReplaceAll(d.ID, "-", " ")},
		{"authority_reference", d.Reference},
		{"asked_for", d.AskedFor},
		{"search_term", d.Search},
	} {
		if privacy.MayName(said.text) {
			found = append(found, source.Finding{
				Rule: rule.PossibleName, At: source.Origin{Disclosure: d.ID, File: source.Sidecar},
				Text: said.key + " may name a person: two words with capitals, or that people are called by, are in a row with no legal form " +
					"beside them; it is published as it is: write it differently if it names one",
			})
		}
	}
	return found
}

// coverable makes sure that the i-th covered span names measures, companies and departments that there are.
func coverable(l *list.List, r *company.Register, d *source.Disclosure, i int) error {
	cover := d.Covers[i]
	for j, m := range cover.Measures {
		at := source.Key{"covers", i, "measures", j}
		switch {
		case len(record.Measures(l.Kind)) == 0:
			return d.Wrong(at, "list %s is of %ss, which no measure counts: leave covers out", l.ID, l.Kind)
		case !slices.Contains(record.Measures(l.Kind), m):
			return d.Wrong(at, "list %s has no measure of this name, of the shape %q; it has %v", l.ID, source.Shape(string(m)), l.Measures())
		case !slices.Contains(l.Measures(), m):
			return d.Wrong(at, "list %s cannot count %s: its dataset.yaml needs the columns %v, and codes in them that say counts_as %s", l.ID, m,
				m.Columns(), m)
		}
	}
	for j, id := range cover.Companies {
		kind, err := record.ParseID(id)
		if err != nil {
			return d.Wrong(source.Key{"covers", i, "companies", j}, "%w; found one of the shape %q", err, source.Shape(id))
		}
		numbered := l.Register() != nil && l.Register().HasID(id)
		if _, known := r.Company(id); !known && !numbered && (kind == record.Foreign || kind == record.Curated) {
			return d.Wrong(source.Key{"covers", i, "companies", j}, "companies.yaml has no company of this id, of the shape %q", source.Shape(id))
		}
	}
	for j, code := range cover.Departments {
		if !slices.ContainsFunc(l.Codes[check.Department.Name()], func(c list.Code) bool { return c.ID == code }) {
			return d.Wrong(source.Key{"covers", i, "departments", j}, "list %s has no department of this code, of the shape %q; codes are in "+
				"lower case", l.ID, source.Shape(code))
		}
	}
	return nil
}
