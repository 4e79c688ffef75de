package query

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// identities is what a release knows of who its companies are.
type identities struct {
	merged   []record.Company   // ids that are counted as another's, by id
	branches map[string][]int32 // by parent: where its branches are among the companies
	own      map[string][]tie   // by the id that records lead to by themselves
	shared   []tie              // records whose matter is against several companies
}

type matched struct{ list, company, name, method string }

// tie is a record that is counted for another company than its own, or whose matter is against several.
type tie struct {
	list, own, matter   string
	company             string
	department, outcome string
	received, decided   record.Date // of a listing, received is the day of its issue; of an aggregate, they are the ends of its period
	measures            int32
	place               int64 // in its file, from 0
}

// loadIdentities reads them; a release before schema version 1.2 has none.
func (db *DB) loadIdentities(ctx context.Context) error {
	if db.path(schema.Identities) == "" {
		return nil
	}
	db.identities.branches = map[string][]int32{}
	err := read(ctx, db, schema.IdentityRows, func(c *record.Company) error {
		if at, ok := db.companies.of[c.ID]; ok {
			known := &db.companies.all[at]
			if c.Parent != "" {
				db.identities.branches[c.Parent] = append(db.identities.branches[c.Parent], at)
			}
			known.Form, known.Status, known.Parent, known.Disputed = c.Form, c.Status, c.Parent, c.Disputed
		} else if c.Merged.Into != "" {
			c.Registered, c.Parent = record.NoDate, ""
			db.identities.merged = append(db.identities.merged, *c)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.loadTies(ctx)
}

func (db *DB) loadTies(ctx context.Context) error {
	if f, _ := db.release.File(schema.RecordTies); f.Rows == 0 {
		return nil
	}
	db.identities.own = map[string][]tie{}
	err := db.each(ctx, "ties", func(scan func(...any) error) error {
		var t tie
		var own, matter sql.NullString
		var company, department, outcome int64
		var received, decided sql.NullTime
		err := scan(&t.list, &own, &matter, &company, &department, &outcome, &received, &decided, &t.measures, &t.place)
		t.own, t.matter, t.company = own.String, matter.String, db.companies.ids[company]
		t.department, t.outcome = db.departments.ids[department], db.outcomes.ids[outcome]
		t.received, t.decided = dateOf(received), dateOf(decided)
		if t.own != "" {
			db.identities.own[t.own] = append(db.identities.own[t.own], t)
		}
		if t.matter != "" {
			db.identities.shared = append(db.identities.shared, t)
		}
		return err
	}, sql.Named("disputes", db.path(schema.Disputes)), sql.Named("complaints", db.path(schema.Complaints)),
		sql.Named("ties", db.path(schema.RecordTies)), sql.Named("lists", db.lists.ids))
	if err != nil {
		return err
	}
	err = db.each(ctx, "listing_ties", func(scan func(...any) error) error {
		t := tie{decided: record.NoDate}
		var department sql.NullString
		var issued sql.NullTime
		err := scan(&t.list, &t.own, &t.company, &department, &issued, &t.place)
		t.department, t.received = department.String, dateOf(issued)
		db.identities.own[t.own] = append(db.identities.own[t.own], t)
		return err
	}, sql.Named("ties", db.path(schema.RecordTies)), sql.Named("listings", db.path(schema.Listings)))
	if err == nil && db.path(schema.Aggregates) != "" {
		err = db.loadAggregateTies(ctx)
	}
	for i := range db.identities.merged {
		c := &db.identities.merged[i]
		lists := map[string]int64{}
		for _, t := range db.identities.own[c.ID] {
			lists[t.list]++
			c.Records++
			if at, ok := db.companies.of[t.company]; ok {
				c.Synthetic = db.companies.all[at].Synthetic
			}
		}
		for list, n := range lists {
			c.Lists = append(c.Lists, record.ListRecords{List: list, Records: n})
		}
		slices.SortFunc(c.Lists, func(a, b record.ListRecords) int { return strings.Compare(a.List, b.List) })
	}
	return err
}

// loadAggregateTies reads the aggregates that are counted for another company than their own.
func (db *DB) loadAggregateTies(ctx context.Context) error {
	return db.each(ctx, "aggregate_ties", func(scan func(...any) error) error {
		var t tie
		var from, to sql.NullTime
		err := scan(&t.list, &t.own, &t.company, &from, &to, &t.place)
		t.received, t.decided = dateOf(from), dateOf(to)
		db.identities.own[t.own] = append(db.identities.own[t.own], t)
		return err
	}, sql.Named("ties", db.path(schema.RecordTies)), sql.Named("aggregates", db.path(schema.Aggregates)))
}

// loadMatches reads what tied names to companies; of several ties of a name the first counts.
func (db *DB) loadMatches(ctx context.Context) (map[matched]record.Match, error) {
	found := map[matched]record.Match{}
	return found, read(ctx, db, schema.MatchRows, func(m *record.Match) error {
		k := matched{m.List, m.Company, m.Name, m.Method}
		if _, twice := found[k]; !twice {
			found[k] = *m
		}
		return nil
	})
}

// Merged returns the ids that are counted as another's, which must not be changed.
func (db *DB) Merged() []record.Company { return db.identities.merged }

// Branches returns the branches of a company, by id, without the names that lists write.
func (db *DB) Branches(id string) []record.Company {
	var out []record.Company
	for _, at := range db.identities.branches[id] {
		out = append(out, db.companies.all[at])
	}
	return out
}

// merged returns an id that is counted as another's.
func (db *DB) merged(id string) (record.Company, bool) {
	i, ok := slices.BinarySearchFunc(db.identities.merged, id, func(c record.Company, id string) int { return strings.Compare(c.ID, id) })
	if !ok {
		return record.Company{}, false
	}
	return db.identities.merged[i], true
}

// Candidates returns for each question the company that it means, or those that it may mean.
func (db *DB) Candidates(ctx context.Context, questions []record.Question) ([]record.Candidates, error) {
	c := &db.companies
	select {
	case <-c.indexed:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if c.failure != nil {
		return nil, c.failure
	}
	out := make([]record.Candidates, len(questions))
	for i, q := range questions {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = c.register.Candidates("", q, c.index)
	}
	return out, nil
}

// apart splits ids into those of companies that are not merged and those that are counted as another's.
func (db *DB) apart(ids []string) (companies, tied []string) {
	if len(db.identities.merged) == 0 {
		return ids, nil
	}
	for _, id := range ids {
		if _, merged := db.merged(id); merged {
			tied = append(tied, id)
		} else {
			companies = append(companies, id)
		}
	}
	return companies, tied
}

// counted reports whether the company that an id is counted as is among some.
func (db *DB) counted(id string, among []string) bool {
	c, _ := db.merged(id)
	return slices.Contains(among, c.Merged.Into)
}

// tiedPlaces returns where the records of ids that are counted as another's are in their file, those that the question is for: one for
// no list is for aggregates.
func (db *DB) tiedPlaces(q record.RowQuery, ids []string) []int64 {
	in := func(among []string, code string) bool { return len(among) == 0 || slices.Contains(among, code) }
	open := q.From == record.NoDate && q.To == record.NoDate
	var places []int64
	for _, id := range ids {
		for _, t := range db.identities.own[id] {
			last, asked := t.received, t.list == q.List
			if db.kinds[t.list] == record.Aggregate {
				last, asked = t.decided, asked || q.List == ""
			}
			during := open || t.received != record.NoDate && last >= q.From && (q.To == record.NoDate || t.received <= q.To)
			if asked && in(q.Departments, t.department) && in(q.Outcomes, t.outcome) && during {
				places = append(places, t.place)
			}
		}
	}
	slices.Sort(places)
	return slices.Compact(places) // a record may have been counted as several of them
}

// countTied counts the records that lead to ids by themselves though they are counted for another company.
func (db *DB) countTied(q record.CountQuery, ids []string) []record.Count {
	sums := map[record.Count]int64{}
	seen := map[int64]bool{} // by place: a record may have been counted as several of the ids
	for _, id := range ids {
		for _, t := range db.identities.own[id] {
			if c, ok := t.cell(q, id); ok && (q.ByCompany || !seen[t.place]) {
				sums[c]++
				seen[t.place] = true
			}
		}
	}
	return added(sums)
}

// cell returns the group of a count that a record is in; ok is false when the question leaves it out.
func (t tie) cell(q record.CountQuery, company string) (c record.Count, ok bool) {
	day := t.received
	if q.Measure != record.Received {
		day = t.decided
	}
	in := func(among []string, code string) bool { return len(among) == 0 || slices.Contains(among, code) }
	if t.list != q.List || t.measures&bit(q.Measure) == 0 || day < q.From || day > q.To || !in(q.Departments, t.department) ||
		!in(q.Outcomes, t.outcome) {
		return c, false
	}
	when := day.Time()
	inYear := int(when.Month())*100 + when.Day()
	if inYear < q.YearFrom || q.YearTo > 0 && inYear > q.YearTo {
		return c, false
	}
	c.Start = record.NoDate
	if q.Period != record.None {
		c.Start = q.Period.Start(day)
	}
	if q.ByCompany {
		c.Company = company
	}
	if q.ByDepartment {
		c.Department = t.department
	}
	if q.ByOutcome {
		c.Outcome = t.outcome
	}
	return c, true
}

// countMembers adds up the members' records on the days of their membership, each matter once.
func (db *DB) countMembers(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	sums := map[record.Count]int64{}
	for _, m := range q.Members {
		part := q
		part.Members, part.Companies = nil, []string{m.Company}
		if part.From = max(q.From, m.From); m.To != record.NoDate {
			part.To = min(q.To, m.To)
		}
		if part.From > part.To {
			continue
		}
		found, err := db.Count(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			n := c.Value
			c.Value = 0
			sums[c] += n
		}
	}
	if q.ByCompany {
		return added(sums), nil
	}
	type matterIn struct {
		matter string
		cell   record.Count
	}
	seen := map[matterIn]bool{}
	for _, t := range db.identities.shared {
		if !slices.ContainsFunc(q.Members, func(m record.Membership) bool { return t.during(q.Measure, m) }) {
			continue
		}
		c, ok := t.cell(q, "")
		if !ok {
			continue
		}
		if at := (matterIn{t.matter, c}); seen[at] {
			sums[c]--
		} else {
			seen[at] = true
		}
	}
	return added(sums), nil
}

// during reports whether a record is of a member while it is one.
func (t tie) during(m record.Measure, member record.Membership) bool {
	day := t.received
	if m != record.Received {
		day = t.decided
	}
	return t.company == member.Company && day >= member.From && (member.To == record.NoDate || day <= member.To)
}

// added puts sums in the order of counts.
func added(sums map[record.Count]int64) []record.Count {
	out := make([]record.Count, 0, len(sums))
	for c, n := range sums {
		c.Value = n
		out = append(out, c)
	}
	sortCounts(out)
	return out
}

func sortCounts(counts []record.Count) {
	slices.SortFunc(counts, func(a, b record.Count) int {
		return cmp.Or(strings.Compare(a.Company, b.Company), strings.Compare(a.Department, b.Department),
			strings.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Start, b.Start))
	})
}
