package api

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// listRow is one list.
type listRow struct {
	List          string `json:"list" doc:"The list's id."`
	TitleSV       string `json:"title_sv" doc:"Its title in Swedish."`
	TitleEN       string `json:"title_en" doc:"Its title in English."`
	Authority     string `json:"authority" doc:"Who receives the matters or publishes the list."`
	AuthoritySV   string `json:"authority_name_sv" doc:"The authority's name in Swedish."`
	AuthorityEN   string `json:"authority_name_en" doc:"The authority's name in English."`
	Country       string `json:"country" doc:"Country, ISO 3166-1 alpha-2."`
	RecordKind    string `json:"record_kind" enum:"dispute,complaint,listing,figure,aggregate" doc:"What one record is. Kinds are never added together."`
	UnitSV        string `json:"unit_sv" doc:"What one record is, in Swedish."`
	UnitEN        string `json:"unit_en" doc:"What one record is, in English."`
	Records       int64  `json:"records" doc:"Published records."`
	Synthetic     bool   `json:"synthetic" doc:"True when the records are invented for demonstration."`
	LicenceName   string `json:"licence_name" doc:"The licence of the records."`
	LicenceURL    string `json:"licence_url" doc:"Where the licence can be read."`
	DescriptionSV string `json:"description_sv" doc:"What the list is, in Swedish."`
	DescriptionEN string `json:"description_en" doc:"What the list is, in English."`
}

// listDetail is one list with its codes, columns, coverage and totals.
type listDetail struct {
	List          string                 `json:"list" doc:"The list's id."`
	Title         bilingual              `json:"title" doc:"Its title."`
	Description   bilingual              `json:"description" doc:"What the list is."`
	Authority     string                 `json:"authority" doc:"Who receives the matters or publishes the list."`
	AuthorityName bilingual              `json:"authority_name" doc:"The authority's name."`
	Country       string                 `json:"country" doc:"Country, ISO 3166-1 alpha-2."`
	RecordKind    string                 `json:"record_kind" enum:"dispute,complaint,listing,figure,aggregate" doc:"What one record is. Kinds are never added together."`
	Unit          bilingual              `json:"unit" doc:"What one record is, in words."`
	Licence       licence                `json:"licence" doc:"The licence of the records."`
	Synthetic     bool                   `json:"synthetic" doc:"True when the records are invented for demonstration."`
	PublishedFor  string                 `json:"published_for" doc:"How long records stay public, counted back from the day on which the newest disclosure came: unlimited, or so many years. What is older is not covered, never 0." example:"2 years"`
	PublishedFrom *string                `json:"published_from" format:"date" doc:"The first day of which records are still public; null when they stay so without end."`
	Records       int64                  `json:"records" doc:"Published records."`
	Measures      []listMeasure          `json:"measures" doc:"What can be counted; none of listings, figures and aggregates."`
	Codes         map[string][]codeEntry `json:"codes" doc:"By column: its codes with their labels."`
	Columns       []publishedColumn      `json:"columns" doc:"What is published of each column that the authority discloses."`
	Coverage      several[coverage.Row]  `json:"coverage" doc:"The spans of dates that disclosures cover."`
	Totals        rows[totalRow]         `json:"totals" doc:"Matters received a year, also those against persons, which are shown nowhere else."`
	Matching      map[string]int64       `json:"matching" doc:"Published records by how their company was found."`
	Unmapped      map[string]int64       `json:"unmapped" doc:"By column: published records whose text no code list knows, so that no measure or filter by code finds them."`
	Accounting    *accounting            `json:"accounting,omitempty" doc:"Where the rows of its disclosures went; left out when that was not kept."`
	Disclosures   []disclosure           `json:"disclosures" doc:"The disclosures that the list is made from."`
}

// listMeasure is something that a list's records can be counted by.
type listMeasure struct {
	Measure     string  `json:"measure" doc:"The measure."`
	CoveredFrom *string `json:"covered_from" format:"date" doc:"First covered day; null when nothing covers it."`
	CoveredTo   *string `json:"covered_to" format:"date" doc:"Last covered day; null when nothing covers it."`
	Undated     int64   `json:"undated" doc:"Records that it would count if their date could be read."`
	Counted     *int64  `json:"counted" doc:"Records that it counts, dated or not; null when that was not kept."`
}

// codeEntry is one value of a code list.
type codeEntry struct {
	Code  string    `json:"code" doc:"The code."`
	Label bilingual `json:"label" doc:"Its label."`
	From  *string   `json:"from_date" format:"date" doc:"First day in use; null when not known."`
	To    *string   `json:"to_date" format:"date" doc:"Last day in use; null when it still is."`
}

// publishedColumn says what is published of a column.
type publishedColumn struct {
	Column  string `json:"column" doc:"The column."`
	Publish string `json:"publish" enum:"yes,band,key,no" doc:"yes: as it is; band: the band of the amount; key: a key that only the publisher can resolve; no: not at all."`
	Why     string `json:"why" doc:"Why not more; empty when it is published as it is."`
}

// totalRow documents a year's matters.
type totalRow struct{}

// totalsOfList are yearly totals in the answer about their list.
var totalsOfList = schema.TotalRows.Without("list")

func (totalRow) described() []schema.Table { return []schema.Table{totalsOfList.Table} }

// listBody is the answer of /lists/{id}.
type listBody struct {
	Data  listDetail `json:"data" doc:"The list."`
	Meta  oneMeta    `json:"meta" doc:"What has to be known about the answer."`
	Links selfLinks  `json:"links" doc:"Addresses that belong to this answer."`
}

func lists() *resource {
	return &resource{
		id: "get-lists", path: "/lists", tag: "lists", noun: "list",
		summary: "List the lists",
		doc:     "Lists the published and disclosed lists that the release is made of, each with its authority, record kind and counting unit.",
		params:  pageParams(), tabular: true,
		body: reflect.TypeFor[collection[listRow]](), example: listsExample, csvExample: listsCSV,
		answer: func(_ context.Context, a asked) (any, error) {
			t := listTable(a.store.Manifest())
			return page[listRow](a, slice(t, a.values.number("page"), a.values.number("limit")), int64(len(t.Rows)), ""), nil
		},
	}
}

func listTable(m *release.Manifest) record.Table {
	var found []listRow
	for _, l := range m.Lists {
		lic := licenceOf(m, &l)
		found = append(found, listRow{
			List: l.ID, TitleSV: l.Title.SV, TitleEN: l.Title.EN, Authority: l.Authority, AuthoritySV: l.AuthorityName.SV,
			AuthorityEN: l.AuthorityName.EN, Country: l.Country, RecordKind: string(l.Kind), UnitSV: l.Unit.SV, UnitEN: l.Unit.EN,
			Records: l.Records, Synthetic: l.Synthetic, LicenceName: lic.Name, LicenceURL: lic.URL,
			DescriptionSV: l.Description.SV, DescriptionEN: l.Description.EN,
		})
	}
	return record.TableOf(found)
}

// licenceOf returns the list's licence, or the publisher's where the list names none.
func licenceOf(m *release.Manifest, l *release.List) licence {
	if l.Licence.Name != "" {
		return wireLicence(l.Licence)
	}
	return wireLicence(m.Publisher.Licence)
}

func oneList() *resource {
	return &resource{
		id: "get-list", path: "/lists/{id}", tag: "lists", noun: "list",
		summary: "Show a list",
		doc: "Shows one list: its codes, what is published of each column and why not more, how long its records stay public, what " +
			"the disclosures cover, how their rows are accounted for, and how many matters were received a year with those against persons.",
		segments: []param{{name: "id", doc: "The list's id, as /lists gives it.", example: "arn-cases"}},
		body:     reflect.TypeFor[listBody](), example: listExample,
		answer: func(ctx context.Context, a asked) (any, error) {
			m := a.store.Manifest()
			at := slices.IndexFunc(m.Lists, func(l release.List) bool { return l.ID == a.id })
			if at < 0 {
				return nil, fmt.Errorf("list: %w", record.ErrNotFound)
			}
			d, err := wireList(a.store, &m.Lists[at])
			if err != nil {
				return nil, err
			}
			return listBody{Data: d, Meta: oneMeta{Release: a.store.ID(), Synthetic: d.Synthetic}, Links: selfLinks{Self: a.links.self()}}, nil
		},
	}
}

func wireList(s answer.Store, l *release.List) (listDetail, error) {
	out := listDetail{
		List: l.ID, Title: wireText(l.Title), Description: wireText(l.Description), Authority: l.Authority,
		AuthorityName: wireText(l.AuthorityName), Country: l.Country, RecordKind: string(l.Kind), Unit: wireText(l.Unit),
		Licence: licenceOf(s.Manifest(), l), Synthetic: l.Synthetic, Records: l.Records,
		PublishedFor: cmp.Or(l.PublishedFor, "unlimited"), PublishedFrom: wireDate(l.PublishedFrom),
		Measures: []listMeasure{}, Codes: map[string][]codeEntry{}, Columns: []publishedColumn{}, Coverage: s.Coverage().Rows(l.ID),
		Matching: map[string]int64{}, Unmapped: map[string]int64{}, Accounting: wireAccounting(l.Accounting), Disclosures: []disclosure{},
	}
	for _, m := range record.Measures(l.Kind) {
		one := listMeasure{Measure: string(m), Undated: l.Undated[m]}
		if n, ok := l.Counted[m]; ok {
			one.Counted = &n
		}
		if from, to, ok := s.Coverage().Extent(l.ID, m); ok {
			one.CoveredFrom, one.CoveredTo = new(from.String()), new(to.String())
		}
		out.Measures = append(out.Measures, one)
	}
	for column, codes := range l.Codes {
		out.Codes[column] = []codeEntry{}
		for _, c := range codes {
			out.Codes[column] = append(out.Codes[column], wireCode(c))
		}
	}
	for _, c := range l.Columns {
		out.Columns = append(out.Columns, publishedColumn{c.Name, c.Publish, c.Why})
	}
	maps.Copy(out.Matching, l.Matching)
	maps.Copy(out.Unmapped, l.Unmapped)
	for _, d := range s.Manifest().Disclosures {
		if d.List == l.ID {
			out.Disclosures = append(out.Disclosures, wireDisclosure(d))
		}
	}
	switch l.Kind {
	case record.Dispute, record.Complaint:
		totals, err := answer.Totals(s, l.ID)
		if err != nil {
			return listDetail{}, err
		}
		out.Totals = rows[totalRow]{totalsOfList.Cells(totals)}
	case record.Listing, record.Figure, record.Aggregate:
	}
	return out, nil
}

func wireCode(c release.Code) codeEntry {
	return codeEntry{Code: c.ID, Label: wireText(c.Label), From: wireDate(c.From), To: wireDate(c.To)}
}

const listsExample = `{
"data": [{"list": "arn-cases", "title_sv": "Ärenden hos ARN", "title_en": "Cases at ARN", "authority": "arn",
  "authority_name_sv": "Allmänna reklamationsnämnden", "authority_name_en": "National Board for Consumer Disputes",
  "country": "SE", "record_kind": "dispute", "unit_sv": "ärenden mot ett företag", "unit_en": "cases against one company",
  "records": 899, "synthetic": true, "licence_name": "CC0 1.0",
  "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/", "description_sv": "Utlämnade listor över ärenden.",
  "description_en": "Disclosed lists of cases."}],
"meta": {"release": "r-0123456789abcdef", "synthetic": true, "page": 1, "limit": 20, "count": 1, "total_records": 1, "total_pages": 1},
"links": {"self": "https://tvistdata.example/v1/lists?limit=20&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/lists?format=csv&limit=20&page=1&release=r-0123456789abcdef"}}`

const listsCSV = "list,title_sv,title_en,authority,authority_name_sv,authority_name_en,country,record_kind,unit_sv,unit_en," +
	"records,synthetic,licence_name,licence_url,description_sv,description_en\r\n" +
	"arn-cases,Ärenden hos ARN,Cases at ARN,arn,Allmänna reklamationsnämnden,National Board for Consumer Disputes,SE,dispute,ärenden " +
	"mot ett företag,cases against one company,899,true,CC0 1.0,https://creativecommons.org/publicdomain/zero/1.0/,Utlämnade listor " +
	"över ärenden.,Disclosed lists of cases.\r\n"

const listExample = `{
"data": {
  "list": "arn-cases", "title": {"sv": "Ärenden hos ARN", "en": "Cases at ARN"},
    "description": {"sv": "Utlämnade listor över ärenden.", "en": "Disclosed lists of cases."},
  "authority": "arn", "authority_name": {"sv": "Allmänna reklamationsnämnden", "en": "National Board for Consumer Disputes"},
    "country": "SE", "record_kind": "dispute",
  "unit": {"sv": "ärenden mot ett företag", "en": "cases against one company"}, "licence": {"name": "CC0 1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/"}, "synthetic": true, "published_for": "unlimited",
    "published_from": null, "records": 899,
  "measures": [{"measure": "received", "covered_from": "2018-01-01", "covered_to": "2023-12-15", "undated": 0, "counted": 899}],
  "codes": {"department": [{"code": "bank", "label": {"sv": "Bank", "en": "Banking"}, "from_date": null, "to_date": null}]},
  "columns": [{"column": "case_number", "publish": "key", "why": "the number is a key to a public file with a person's name in it"}],
  "coverage": [{"list": "arn-cases", "measure": "received", "company_id": null, "department": null, "covered_from": "2018-01-01",
    "covered_to": "2023-12-15", "disclosure": "arn-2023-12"}],
  "totals": [{"department": null, "year": 2023, "received": 939, "status": "ok"}],
  "matching": {"number": 890, "name": 9},
  "unmapped": {"outcome": 2},
  "accounting": {"read": 950, "published": 899, "duplicate": 6, "superseded": 0, "aged_out": 0, "withheld": 45},
  "disclosures": [{"disclosure": "arn-2023-12", "list": "arn-cases", "reference": "ARN 2023-01234",
    "asked_for": "every case, by respondent", "search_term": null, "received_date": "2023-12-20", "extracted_date": "2023-12-15",
    "synthetic": true, "files": [{"bytes": 81920, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}],
    "findings": {"unreadable-date": 5}}]
},
"meta": {"release": "r-0123456789abcdef", "synthetic": true},
"links": {"self": "https://tvistdata.example/v1/lists/arn-cases?release=r-0123456789abcdef"}}`
