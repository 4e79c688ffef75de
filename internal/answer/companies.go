package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Companies returns a page of companies: those of the ids, or those that a text matches, best match first, or all by
// name. It fails with *record.InvalidError when the question is impossible; an id that nothing has is no error here.
func Companies(ctx context.Context, s Store, q record.CompanyQuery) (CompaniesAnswer, error) {
	if err := checkPage(q.Limit, q.Page); err != nil {
		return CompaniesAnswer{}, err
	}
	if q.List != "" {
		if _, err := listNamed(s.Manifest(), q.List, record.Kinds()...); err != nil {
			return CompaniesAnswer{}, err
		}
	}
	found, n, err := s.Companies(ctx, q)
	if err != nil {
		return CompaniesAnswer{}, fmt.Errorf("look companies up: %w", err)
	}
	return CompaniesAnswer{Companies: found, Total: n}, nil
}

// Company returns a company's profile: its names, and the lists that it has records in, in the order of the manifest.
// It fails with record.ErrNotFound when the release does not know the id, and with record.ErrCompanyID besides when it is none.
func Company(ctx context.Context, s Store, id string) (Profile, error) {
	found, _, err := s.Companies(ctx, record.CompanyQuery{IDs: []string{id}, Limit: 1, Page: 1})
	if err != nil {
		return Profile{}, fmt.Errorf("look a company up: %w", err)
	}
	if len(found) == 0 {
		return Profile{}, fmt.Errorf("company %s: %w", id, errors.Join(record.ErrNotFound, malformed(id)))
	}
	p := Profile{Company: found[0], Lists: []ProfileList{}, Methods: map[string]int64{}}
	for _, n := range p.Names {
		if n.Records > 0 {
			p.Methods[n.Method] += n.Records
		}
	}
	for _, m := range schema.MembershipRows.In(s) {
		if m.Company == id {
			p.Memberships = append(p.Memberships, m)
		}
	}
	for _, c := range s.Merged() {
		if c.Merged.Into == id {
			p.MergedHere = append(p.MergedHere, c)
		}
	}
	p.Branches = s.Branches(id)
	records := map[string]int64{}
	for _, l := range p.Company.Lists {
		records[l.List] = l.Records
	}
	for _, l := range s.Manifest().Lists {
		if n := records[l.ID]; n > 0 {
			p.Lists = append(p.Lists, ProfileList{List: l.ID, Title: l.Title, RecordKind: l.Kind, Records: n, Synthetic: l.Synthetic})
		}
	}
	return p, nil
}

// lookUp returns the companies by id; an id that nothing has is an *record.InvalidError.
func lookUp(ctx context.Context, s Store, ids []string) (map[string]record.Company, error) {
	known := make(map[string]record.Company, len(ids))
	if len(ids) == 0 {
		return known, nil
	}
	found, _, err := s.Companies(ctx, record.CompanyQuery{IDs: ids, Limit: len(ids), Page: 1})
	if err != nil {
		return nil, fmt.Errorf("look companies up: %w", err)
	}
	for _, c := range found {
		known[c.ID] = c
	}
	if i := slices.IndexFunc(ids, func(id string) bool { _, ok := known[id]; return !ok }); i >= 0 {
		if err := malformed(ids[i]); err != nil {
			return nil, invalid("company", ids[i], "%v", err)
		}
		return nil, invalid("company", ids[i], "the id of a company of this release; /companies?q= finds it by name or number")
	}
	return known, nil
}

// malformed returns an error for a text that cannot be a company's id.
func malformed(id string) error {
	_, err := record.ParseID(id)
	return err
}

// Match returns for each name or number the company that it means, or those that it may mean. It fails with
// *record.InvalidError for none or more than MaxQuestions.
func Match(ctx context.Context, s Store, questions []record.Question) ([]record.Candidates, error) {
	if len(questions) == 0 || len(questions) > MaxQuestions {
		return nil, invalid("names", "", "between 1 and %d names or numbers", MaxQuestions)
	}
	found, err := s.Candidates(ctx, questions)
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	return found, nil
}

// settleGroup puts the companies of a group in the place of it.
func settleGroup(s Store, q *CountsQuestion) error {
	if q.Group == "" {
		return nil
	}
	if len(q.Companies) > 0 {
		return invalid("group", q.Group, "goes without company: a group is its members")
	}
	var groups []string
	for _, m := range schema.MembershipRows.In(s) {
		if m.Kind != "group" {
			continue
		}
		if groups = append(groups, m.Of); m.Of == q.Group {
			q.members = append(q.members, m)
			q.Companies = append(q.Companies, m.Company)
		}
	}
	switch {
	case len(groups) == 0:
		return invalid("group", q.Group, "this release has no groups")
	case len(q.members) == 0:
		return invalid("group", q.Group, "%s", oneOf(slices.Compact(groups)))
	}
	q.Companies = slices.Compact(slices.Sorted(slices.Values(q.Companies)))
	return nil
}

// Confidence returns the class of the method by which a name was tied to a company: certain, high, medium or none.
func Confidence(method string) string { return string(company.Method(method).Confidence()) }
