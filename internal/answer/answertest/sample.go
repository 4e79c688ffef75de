package answertest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// The lists of Sample.
const (
	Disputes   = "arn-cases"
	Complaints = "konsumentverket-complaints"
	Listings   = "svarta-listan"
	Figures    = "published-figures"
	Aggregates = "pahittad-statistik"
)

// Companies of Sample.
const (
	Early     = "se-4020000016" // has records throughout
	Late      = "se-4020000024" // registered on 1 July 2021
	Quiet     = "se-4020000032" // in the release, without records of disputes
	Foreign   = "x-pahitt-ltd"
	Unsettled = "u-abcdefghijklmnop"
)

// Day reads a date that is known to be one.
func Day(iso string) record.Date {
	d, err := record.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// Sample makes a small invented release: two lists of records, one each of listings, figures and aggregates, with coverage that begins,
// ends and has a gap, a company and a department covered beyond the others, and records outside of what is covered. The same
// seed makes the same release.
func Sample(seed uint64) *Data {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &Data{Manifest: manifest(), Files: map[string][]map[string]any{}}
	for i, id := range []string{Early, Late, Quiet, Foreign, Unsettled} {
		row := map[string]any{
			"company_id": id, "name": []string{"Påhittade Resor AB", "Ögonblick El AB", "Tysta AB", "Invented Ltd", "Äkta Påhitt AB"}[i],
			"kind": []string{"legal_entity", "legal_entity", "legal_entity", "curated", "unresolved"}[i], "records": int64(7 * i), "synthetic": true,
		}
		if i < 3 {
			row["org_number"] = id[3:9] + "-" + id[9:]
		}
		if id == Late {
			row["registered_date"] = Day("2021-07-01")
		}
		d.add(schema.Companies, row)
	}
	d.addRecords(r)
	d.addListings()
	d.addAggregates()
	d.addFigures()
	d.addCoverage()
	for _, n := range []struct{ id, department, company, from, to, sv, en string }{
		{"avgift", "", "", "2021-08-01", "", "Avgift införs.", "A fee is introduced."},
		{"strejk", "resor", "", "2019-04-26", "2019-05-02", "Strejk.", "A strike."},
		{"konkurs", "", Foreign, "2020-03-01", "2020-03-01", "Konkurs.", "Bankruptcy."},
	} {
		row := map[string]any{
			"note_id": n.id, "kind": "event", "list": Disputes, "from_date": Day(n.from), "text_sv": n.sv, "text_en": n.en,
			"source_name": "Påhittad källa",
		}
		set(row, map[string]string{"department": n.department, "company_id": n.company})
		if n.to != "" {
			row["to_date"] = Day(n.to)
		}
		d.add(schema.Notes, row)
	}
	d.addDisagreements()
	d.add(schema.Statements,
		map[string]any{
			"statement_id": "svar", "kind": "statement", "list": Disputes, "company_id": Early, "from_date": Day("2020-01-01"),
			"given_date": Day("2021-01-05"),
			"text_sv":    "Vi har ändrat en rutin.", "text_en": "We have changed a routine.", "given_by": "presschef",
			"source_name": "brev till utgivaren", "language": "sv",
		},
		map[string]any{
			"statement_id": "atergivet", "kind": "reported_reply", "list": Disputes, "brand_id": "pahitt", "from_date": Day("2019-01-01"),
			"to_date":    Day("2019-12-31"),
			"given_date": Day("2020-02-01"), "text_sv": "Ärendena minskar.", "text_en": "Cases fall.", "given_by": "Påhitt",
			"source_name": "Tidningen", "source_url": "https://example.org/x",
		})
	d.add(schema.SurgeReviews, map[string]any{
		"list": Disputes, "company_id": Early, "period": "2021", "confirmed": true, "decided_by": "redaktionen",
		"decided_on": Day("2022-02-01"), "why": "granskad mot listan",
	})
	d.add(schema.TotalsYearly,
		map[string]any{"list": Disputes, "year": int64(2020), "received": int64(240), "status": "ok"},
		map[string]any{"list": Disputes, "year": int64(2023), "received": int64(90), "status": "partial"},
		map[string]any{"list": Disputes, "year": int64(2024), "status": "not_covered"},
		map[string]any{"list": Disputes, "department": "bank", "year": int64(2020), "status": "suppressed"},
		map[string]any{"list": Complaints, "year": int64(2020), "received": int64(80), "status": "ok"})
	d.sort()
	return d
}

func (d *Data) add(file string, rows ...map[string]any) {
	d.Files[file] = append(d.Files[file], rows...)
}

// set puts in what is not empty.
func set(row map[string]any, cells map[string]string) {
	for name, cell := range cells {
		if cell != "" {
			row[name] = cell
		}
	}
}

func manifest() release.Manifest {
	codes := func(ids ...string) (out []release.Code) {
		for _, id := range ids {
			out = append(out, release.Code{ID: id, Label: record.Text{SV: id, EN: id}, From: record.NoDate, To: record.NoDate})
		}
		return out
	}
	outcomes := codes("bifall", "delvis-bifall", "avslag", "avvisad", "avskriven")
	for i, as := range []record.Measure{record.Won, record.Won, record.DecidedOnMerits, record.Closed, record.Closed} {
		outcomes[i].CountsAs = as
	}
	followed := codes("foljt", "ej-foljt")
	followed[0].CountsAs, followed[1].CountsAs = record.Followed, record.NotFollowed
	departments := codes("bank", "elektronik", "resor")
	departments = append(departments, release.Code{ID: "skinn-pals", To: Day("2010-12-31"), From: record.NoDate})
	m := release.Manifest{
		Publisher: release.Publisher{
			Name: "Påhittade Nyheter", Contact: "data@example.org", BaseURL: "https://data.example.org",
			Licence: release.Licence{Name: "CC0 1.0", URL: "http://creativecommons.org/publicdomain/zero/1.0/"},
		},
		Synthetic: true,
		Lists: []release.List{
			{
				ID: Disputes, Title: record.Text{SV: "Ärenden", EN: "Cases"}, Kind: record.Dispute, Synthetic: true,
				Unit:    record.Text{SV: "ärende mot ett företag", EN: "case against one company"},
				Codes:   map[string][]release.Code{"department": departments, "outcome": outcomes, "followed": followed},
				Undated: map[record.Measure]int64{record.Received: 3}, Unmapped: map[string]int64{
					"department": 5, "outcome": 2, "followed": 1,
					"matter_type": 9,
				},
				Licence: release.Licence{Name: "CC BY 4.0", URL: "http://creativecommons.org/licenses/by/4.0/"},
			},
			{
				ID: Complaints, Title: record.Text{SV: "Anmälningar", EN: "Complaints"}, Kind: record.Complaint, Synthetic: true,
				Unit: record.Text{SV: "anmälan", EN: "complaint"}, Codes: map[string][]release.Code{},
			},
			{
				ID: Listings, Title: record.Text{SV: "Listade företag", EN: "Listed companies"}, Kind: record.Listing, Synthetic: true,
				Unit: record.Text{SV: "företag i ett nummer", EN: "company in one issue"}, Records: 6,
				PublishedFor: "2 years", PublishedFrom: Day("2022-01-31"),
				Codes: map[string][]release.Code{"department": codes("bank", "elektronik", "resor")},
			},
			{
				ID: Figures, Title: record.Text{SV: "Publicerade tal", EN: "Published figures"}, Kind: record.Figure,
				Unit: record.Text{SV: "tal", EN: "figure"}, Codes: map[string][]release.Code{"authority": codes("arn", "konsumentverket")},
			},
			{
				ID: Aggregates, Title: record.Text{SV: "Räknade klagomål", EN: "Counted complaints"}, Kind: record.Aggregate, Synthetic: true,
				Unit: record.Text{SV: "klagomål", EN: "complaint"}, Records: 4, Codes: map[string][]release.Code{"department": codes("bank")},
			},
		},
	}
	return m
}

// addRecords draws records from 2017-06 to 2024-01, so that some lie outside of what is covered.
func (d *Data) addRecords(r *rand.Rand) {
	pick := func(from ...any) any { return from[r.IntN(len(from))] }
	counted := map[[2]string]int64{}
	for i := range 900 {
		received := Day("2017-06-01") + record.Date(r.IntN(2430))
		row := map[string]any{
			"record_id": fmt.Sprintf("%016x", i), "list": Disputes, "disclosure": "arn-1",
			"company_id": pick(Early, Early, Early, Late, Foreign, Unsettled), "department": pick("bank", "elektronik", "resor",
				record.Unmapped, nil),
			"matter_type": "arende", "received_date": received, "synthetic": true,
		}
		if i%40 == 7 {
			row["received_date"] = nil
		}
		if i%3 > 0 {
			row["decision_date"] = received + record.Date(r.IntN(400))
			row["outcome"] = pick("bifall", "delvis-bifall", "avslag", "avvisad", nil)
			row["followed"] = pick("foljt", "ej-foljt", nil)
		}
		if i%5 == 0 {
			row = map[string]any{
				"record_id": fmt.Sprintf("%016x", i), "list": Complaints, "disclosure": "kov-1", "company_id": pick(Early, Quiet),
				"subject": pick("avtal", nil), "received_date": received, "synthetic": true,
			}
			d.add(schema.Complaints, row)
		} else {
			d.add(schema.Disputes, row)
		}
		counted[[2]string{text(row, "list"), text(row, "company_id")}]++
	}
	for at, n := range counted {
		if at[1] == Foreign { // the only name that it was written under is withheld
			continue
		}
		d.add(schema.Names, map[string]any{
			"list": at[0], "company_id": at[1], "name_as_written": "Namn " + at[1], "method": "number",
			"records": n,
		})
	}
}

// addListings lists companies in three issues, once without a department, once without a sum, and once with nothing known.
func (d *Data) addListings() {
	for i, l := range []struct {
		company, department, issue, date string
		cases                            int64
		sum                              float64
	}{
		{Early, "resor", "Våren 2022", "2022-02-16", 3, 45000.5},
		{Early, "elektronik", "Våren 2022", "2022-02-16", 1, 0},
		{Early, "resor", "Våren 2023", "2023-02-15", 7, 61000},
		{Foreign, "resor", "Hösten 2022", "2022-08-17", 5, -1},
		{Unsettled, "bank", "Hösten 2022", "", 0, -1},
		{Unsettled, "", "Hösten 2022", "2022-08-17", 2, 9999},
	} {
		row := map[string]any{
			"record_id": fmt.Sprintf("listing%09d", i), "list": Listings, "disclosure": "lista-1", "company_id": l.company,
			"issue": l.issue, "synthetic": true,
		}
		if l.date != "" {
			row["issue_date"] = Day(l.date)
		}
		if l.cases > 0 {
			row["cases"] = l.cases
		}
		set(row, map[string]string{"department": l.department})
		if l.sum >= 0 {
			row["amount_sum"], row["currency"] = l.sum, "SEK"
		}
		d.add(schema.Listings, row)
	}
}

// addAggregates counts in years and in a month, once nothing, and once what is not known.
func (d *Data) addAggregates() {
	for i, a := range []struct {
		company, department, measure, from, to string
		count                                  any
	}{
		{Early, "bank", "closed", "2022-01-01", "2022-12-31", int64(0)},
		{Early, "bank", "received", "2022-01-01", "2022-12-31", int64(41)},
		{Early, "", "received", "2023-01-01", "2023-12-31", nil},
		{Foreign, "bank", "received", "2023-05-01", "2023-05-31", int64(7)},
	} {
		row := map[string]any{
			"record_id": Key(fmt.Sprintf("aggregate%d", i)), "list": Aggregates, "disclosure": "tabell-1", "company_id": a.company,
			"subject": "mobil", "measure": a.measure, "period_start": Day(a.from), "period_end": Day(a.to), "count": a.count, "synthetic": true,
		}
		set(row, map[string]string{"department": a.department})
		d.add(schema.Aggregates, row)
	}
}

func (d *Data) addFigures() {
	for i, f := range []struct {
		authority, measure, written, company, brand, department, from, to, value, qualifier string
		number                                                                              float64
	}{
		{"arn", "received", "Invented", Foreign, "invented", "", "2023-01-01", "2023-12-15", "nearly 770", "almost", 770},
		{"arn", "received", "Invented", Foreign, "invented", "", "2022-01-01", "2022-12-31", "130", "about", 130},
		{"arn", "received", "", "", "", "bank", "2022-01-01", "2022-06-30", "531", "", 531},
		{"konsumentverket", "received", "ÅKERI Påhitt", "", "", "", "2022-01-01", "2022-08-15", "168", "", 168},
		{"konsumentverket", "rank", "Invented", "", "invented", "", "", "", "5", "", 5},
	} {
		row := map[string]any{
			"record_id": Key(fmt.Sprintf("figure%d", i)), "list": Figures, "disclosure": "tal-1", "authority": f.authority, "jurisdiction": "SE",
			"measure": f.measure, "period_precision": "day", "value_as_published": f.value, "value": f.number, "unit": "cases",
			"source_name": "Påhittad tidning", "synthetic": true,
		}
		set(row, map[string]string{
			"company_as_written": f.written, "company_id": f.company, "brand_id": f.brand, "department": f.department, "qualifier": f.qualifier,
		})
		if f.from != "" {
			row["period_start"], row["period_end"] = Day(f.from), Day(f.to)
		}
		d.add(schema.Figures, row)
	}
}

// Key returns the key of a record that a test calls by a name of at most ten bytes; Named returns that name.
func Key(name string) string {
	var key [10]byte
	copy(key[:], name)
	return record.KeyText(key)
}

// Named is the reverse of Key.
func Named(key any) string {
	text, _ := key.(string)
	name, _ := record.ParseKey(text)
	return strings.TrimRight(string(name[:]), "\x00")
}

// addDisagreements says of the sample's figures what is not so: one with a second figure, one with the count, one without
// a period.
func (d *Data) addDisagreements() {
	for i, x := range []struct{ rule, figures, company, brand, department, counted, from, to, label string }{
		{"revised", Key("figure0") + " " + Key("figure1"), Foreign, "invented", "", "", "2022-01-01", "2022-12-31", ""},
		{"counted", Key("figure2"), "", "", "bank", Disputes, "2022-01-01", "2022-06-30", ""},
		{"parts-total", Key("figure3") + " " + Key("figure4"), "", "", "", "", "", "", "2022, hittills"},
	} {
		row := map[string]any{
			"disagreement_id": fmt.Sprintf("disagreement%04d", i), "rule": x.rule, "list": Figures, "record_ids": x.figures, "authority": "arn",
			"jurisdiction": "SE", "measure": "received", "unit": "cases", "expected": 130.5, "found": 131.0, "difference": 0.5,
			"text_sv": "Ett halvt för mycket.", "text_en": "Half a case too many.", "synthetic": i == 0,
		}
		set(row, map[string]string{
			"company_id": x.company, "brand_id": x.brand, "department": x.department, "counted_list": x.counted, "period_label": x.label,
		})
		if x.from != "" {
			row["period_start"], row["period_end"] = Day(x.from), Day(x.to)
		}
		d.add(schema.Disagreements, row)
	}
}

func (d *Data) addCoverage() {
	for _, c := range []struct {
		list              string
		measure           record.Measure
		company, dep      string
		from, to, deliver string
	}{
		{Disputes, record.Received, "", "", "2018-01-01", "2020-12-31", "arn-1"},
		{Disputes, record.Received, "", "", "2021-03-10", "2023-12-15", "arn-2"},
		{Disputes, record.Received, Early, "", "2021-01-01", "2021-02-28", "arn-3"},
		{Disputes, record.Received, "", "bank", "2021-02-01", "2021-02-14", "arn-4"},
		{Disputes, record.Closed, "", "", "2019-01-01", "2023-06-30", "arn-1"},
		{Disputes, record.DecidedOnMerits, "", "", "2019-01-01", "2023-06-30", "arn-1"},
		{Disputes, record.Won, "", "", "2019-02-15", "2023-06-30", "arn-1"},
		{Complaints, record.Received, "", "", "2018-01-01", "2023-12-31", "kov-1"},
	} {
		row := map[string]any{
			"list": c.list, "measure": string(c.measure), "covered_from": Day(c.from), "covered_to": Day(c.to), "disclosure": c.deliver,
		}
		set(row, map[string]string{"company_id": c.company, "department": c.dep})
		d.add(schema.Coverage, row)
	}
}

// sort puts the rows of each file in its order.
func (d *Data) sort() {
	for _, table := range schema.Tables() {
		rows := d.Files[table.Name]
		slices.SortStableFunc(rows, func(a, b map[string]any) int {
			for _, column := range table.Sort {
				if c := cmp.Or(cmp.Compare(text(a, column), text(b, column)), cmp.Compare(date(a, column), date(b, column))); c != 0 {
					return c
				}
			}
			return 0
		})
	}
}
