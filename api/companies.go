package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// companyRow documents one company of a search.
type companyRow struct{}

func (companyRow) described() []schema.Table { return []schema.Table{schema.CompanyRows.Table} }

// companyDetail is one company with its names and lists.
type companyDetail struct {
	CompanyID  string        `json:"company_id" doc:"The company's id; it never moves."`
	Name       string        `json:"name" doc:"Its name."`
	Kind       string        `json:"kind" enum:"legal_entity,branch,foreign,curated,unresolved" doc:"legal_entity: has a Swedish organisation number; branch: so has a foreign company's branch; foreign: has a number in another country's register; curated: kept by hand, without a number; unresolved: a name not yet tied to an entity."`
	OrgNumber  *string       `json:"org_number" doc:"Organisation number as NNNNNN-NNNN; null when it has none."`
	Registered *string       `json:"registered_date" format:"date" doc:"The day it was registered; null when not known."`
	Records    int64         `json:"records" doc:"Records in all lists."`
	Synthetic  bool          `json:"synthetic" doc:"True when the company is invented for demonstration."`
	Form       *string       `json:"form" doc:"Its legal form in short, such as AB; null when not known."`
	Status     *string       `json:"status,omitempty" enum:"active,winding_up,deregistered" doc:"Whether it still is in its register; left out when not known."`
	Parent     *string       `json:"parent_id" doc:"The company that a branch belongs to; null otherwise."`
	Merged     *mergedInto   `json:"merged_into,omitempty" doc:"The company that its records are counted for; left out when it stands for itself. Its own series is answered all the same, and a merge can be taken back."`
	Branches   []branchOf    `json:"branches" doc:"Its branches that have records, each a company of its own, which its count leaves out."`
	MergedHere []mergedHere  `json:"merged" doc:"The ids whose records are counted for this company."`
	Groups     []membership  `json:"groups" doc:"The groups that it belongs or belonged to. /counts?group= adds up a group's members."`
	Brands     []membership  `json:"brands" doc:"The brands that it trades or traded under."`
	Methods    methodCounts  `json:"methods" doc:"Its records by the method that their names were tied to it by."`
	Disputed   bool          `json:"disputed" doc:"True when a match of a name with it is under dispute."`
	Names      []writtenName `json:"names" doc:"The names under which lists wrote it."`
	Lists      []companyList `json:"lists" doc:"The lists that it has records in. Their numbers are never added together."`
}

// writtenName is a company's name as a list wrote it.
type writtenName struct {
	List       string  `json:"list" doc:"The list."`
	Name       string  `json:"name_as_written" doc:"The name as it stands there."`
	Method     string  `json:"method" enum:"decision,number,name,folded,unresolved,register" doc:"How it was tied to the company: by a written decision, by organisation number, by exactly a registered name, by such a name but for how it is written, or not at all; register: a name of the company that no list writes."`
	Records    int64   `json:"records" doc:"Records under this name."`
	Confidence string  `json:"confidence" enum:"certain,high,medium,none" doc:"certain for decision and number, high for name, medium for folded, none for unresolved and register."`
	Evidence   *string `json:"evidence" doc:"The number, the registered name or the decision that tied it; null when nothing did, and in releases before schema version 1.2."`
	Disputed   bool    `json:"disputed" doc:"True when the match is under dispute."`
}

// branchOf is a branch of a company.
type branchOf struct {
	CompanyID string `json:"company_id" doc:"The branch's id."`
	Name      string `json:"name" doc:"Its name."`
}

// mergedInto is the company that an id is counted as.
type mergedInto struct {
	CompanyID string  `json:"company_id" doc:"The company."`
	On        *string `json:"on" format:"date" doc:"The day from which the merge holds, or on which it was decided; null when a register came to know the name."`
	Why       string  `json:"why" doc:"Why."`
}

// mergedHere is an id that is counted as a company.
type mergedHere struct {
	CompanyID string  `json:"company_id" doc:"The id; it still answers."`
	Name      string  `json:"name" doc:"Its name."`
	On        *string `json:"on" format:"date" doc:"The day from which the merge holds, or on which it was decided; null when a register came to know the name."`
	Why       string  `json:"why" doc:"Why."`
}

// membership is a group or brand with the days on which a company belongs to it.
type membership struct {
	ID   string  `json:"id" doc:"The group's or brand's id."`
	Name string  `json:"name" doc:"Its name."`
	From *string `json:"from_date" format:"date" doc:"First day; null when not known."`
	To   *string `json:"to_date" format:"date" doc:"Last day; null when it has no end."`
}

// methodCounts is how many records were matched by each method.
type methodCounts struct {
	Decision   int64 `json:"decision" doc:"By a written decision."`
	Number     int64 `json:"number" doc:"By organisation number."`
	Name       int64 `json:"name" doc:"By exactly a registered name."`
	Folded     int64 `json:"folded" doc:"By such a name but for how it is written."`
	Unresolved int64 `json:"unresolved" doc:"By nothing: the name stands for itself."`
}

// companyList is one list that a company has records in.
type companyList struct {
	List       string    `json:"list" doc:"The list."`
	Title      bilingual `json:"title" doc:"Its title."`
	RecordKind string    `json:"record_kind" enum:"dispute,complaint,listing,figure,aggregate" doc:"What one record is."`
	Records    int64     `json:"records" doc:"Records of the company in it."`
	Synthetic  bool      `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
	Link       string    `json:"link" format:"uri-reference" doc:"The company's counts per year, records, figures or aggregates in the list."`
}

// companyBody is the answer of /companies/{id}.
type companyBody struct {
	Data  companyDetail `json:"data" doc:"The company."`
	Meta  oneMeta       `json:"meta" doc:"What has to be known about the answer."`
	Links selfLinks     `json:"links" doc:"Addresses that belong to this answer."`
}

// oneMeta is what has to be known about one thing of a release.
type oneMeta struct {
	Release   string `json:"release" doc:"Id of the release that answered."`
	Synthetic bool   `json:"synthetic" doc:"True when anything that may stand here is invented for demonstration."`
}

// selfLinks are the addresses of one thing.
type selfLinks struct {
	Self string `json:"self" format:"uri-reference" doc:"This answer for good: it names the release."`
}

func companies() *resource {
	params := []param{
		{
			name: "q", doc: "A name or a part of one, an alias, or an organisation number in any form; all companies by name when left out.",
			example: "exempel betalningar", shape: text,
		},
		listParam("Only companies with records in this list; /lists lists them.", false),
	}
	return &resource{
		id: "get-companies", path: "/companies", tag: "companies", noun: "company", file: schema.Companies,
		summary: "Search companies",
		doc: "Finds companies by name, alias or organisation number, best match first, else by name in Swedish order. Persons, sole " +
			"traders and estates are never companies here.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[companyRow]](), example: companiesExample, csvExample: csvOf(schema.CompanyRows.Table, companiesExample),
		answer: func(ctx context.Context, a asked) (any, error) {
			v := a.values
			got, err := answer.Companies(ctx, a.store, record.CompanyQuery{
				Text: v.text("q"), List: v.text("list"), Limit: v.number("limit"), Page: v.number("page"),
			})
			if err != nil {
				return nil, err
			}
			c := page[companyRow](a, schema.CompanyRows.Cells(got.Companies), got.Total, schema.Companies)
			c.Meta.List = v.text("list")
			return c, nil
		},
	}
}

func company() *resource {
	return &resource{
		id: "get-company", path: "/companies/{id}", tag: "companies", noun: "company",
		summary: "Show a company",
		doc: "Shows one company with the names under which lists wrote it, how each was tied to it, and the lists that it has records " +
			"in, with its groups and brands, and what was merged.",
		segments: []param{{name: "id", doc: "The company's id, as /companies gives it.", example: "se-4425670009"}},
		body:     reflect.TypeFor[companyBody](), example: companyExample,
		answer: func(ctx context.Context, a asked) (any, error) {
			p, err := answer.Company(ctx, a.store, a.id)
			if err != nil {
				return nil, err
			}
			return companyBody{
				Data:  wireCompany(p, a.links),
				Meta:  oneMeta{Release: a.store.ID(), Synthetic: p.Synthetic},
				Links: selfLinks{Self: a.links.self()},
			}, nil
		},
	}
}

func wireCompany(p answer.Profile, links linker) companyDetail {
	out := companyDetail{
		CompanyID: p.ID, Name: p.Name, Kind: string(p.Kind), OrgNumber: orNull(p.OrgNumber), Registered: wireDate(p.Registered),
		Records: p.Records, Synthetic: p.Synthetic,
		Form: orNull(p.Form), Status: orNull(string(p.Status)), Parent: orNull(p.Parent), Disputed: p.Disputed,
		Branches: []branchOf{}, MergedHere: []mergedHere{}, Groups: []membership{}, Brands: []membership{},
		Methods: methodCounts{
			Decision: p.Methods["decision"], Number: p.Methods["number"], Name: p.Methods["name"], Folded: p.Methods["folded"],
			Unresolved: p.Methods["unresolved"],
		},
		Names: []writtenName{},
		Lists: []companyList{},
	}
	if p.Merged.Into != "" {
		out.Merged = &mergedInto{p.Merged.Into, wireDate(p.Merged.On), p.Merged.Why}
	}
	for _, c := range p.MergedHere {
		out.MergedHere = append(out.MergedHere, mergedHere{c.ID, c.Name, wireDate(c.Merged.On), c.Merged.Why})
	}
	for _, c := range p.Branches {
		out.Branches = append(out.Branches, branchOf{c.ID, c.Name})
	}
	for _, m := range p.Memberships {
		one := membership{m.Of, m.Name, wireDate(m.From), wireDate(m.To)}
		if m.Kind == "group" {
			out.Groups = append(out.Groups, one)
		} else {
			out.Brands = append(out.Brands, one)
		}
	}
	for _, n := range p.Names {
		out.Names = append(out.Names, writtenName{
			n.List, n.Name, n.Method, n.Records, answer.Confidence(n.Method), orNull(n.Evidence),
			n.Disputed,
		})
	}
	for _, l := range p.Lists {
		out.Lists = append(out.Lists, companyList{
			List: l.List, Title: wireText(l.Title), RecordKind: string(l.RecordKind), Records: l.Records, Synthetic: l.Synthetic,
			Link: links.ofCompany(p.ID, l.List, l.RecordKind),
		})
	}
	return out
}

// ofCompany returns the address of what a list holds about a company.
func (l linker) ofCompany(id, list string, kind record.Kind) string {
	v := values{"company": id, "list": list}
	switch kind {
	case record.Dispute, record.Complaint:
		l.path = prefix + "/counts"
		return l.to(v.with("group_by", string(answer.ByPeriod)).with("period", string(record.Year)))
	case record.Figure:
		l.path = prefix + "/figures"
	case record.Listing:
		l.path = prefix + "/records"
	case record.Aggregate:
		l.path = prefix + "/aggregates"
	}
	return l.to(v)
}

const companiesExample = `{
"data": [{"company_id": "se-4425670009", "name": "Exempel Betalningar AB", "kind": "legal_entity", "org_number": "442567-0009",
  "registered_date": null, "records": 899, "synthetic": true}],
"meta": {"release": "r-0123456789abcdef", "synthetic": true, "page": 1, "limit": 20, "count": 1, "total_records": 1, "total_pages": 1},
"links": {
  "self": "https://tvistdata.example/v1/companies?limit=20&page=1&q=exempel+betalningar&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/companies?format=csv&limit=20&page=1&q=exempel+betalningar&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/companies.parquet"
}}`

const companyExample = `{
"data": {
  "company_id": "se-4425670009", "name": "Exempel Betalningar AB", "kind": "legal_entity", "org_number": "442567-0009",
    "registered_date": null, "records": 899, "synthetic": true,
  "form": "AB", "parent_id": null, "branches": [], "merged": [],
  "groups": [{"id": "exempelkoncernen", "name": "Exempelkoncernen", "from_date": "2019-01-01", "to_date": null}], "brands": [],
  "methods": {"decision": 0, "number": 899, "name": 0, "folded": 0, "unresolved": 0}, "disputed": false,
  "names": [{"list": "arn-cases", "name_as_written": "EXEMPEL BETALNINGAR AB", "method": "number", "records": 899,
    "confidence": "certain", "evidence": "442567-0009", "disputed": false}],
  "lists": [{"list": "arn-cases", "title": {"sv": "Ärenden hos ARN", "en": "Cases at ARN"}, "record_kind": "dispute",
    "records": 899, "synthetic": true,
    "link": "https://tvistdata.example/v1/counts?company=se-4425670009&group_by=period&list=arn-cases&period=year&` +
	`release=r-0123456789abcdef"}]
},
"meta": {"release": "r-0123456789abcdef", "synthetic": true},
"links": {"self": "https://tvistdata.example/v1/companies/se-4425670009?release=r-0123456789abcdef"}}`
