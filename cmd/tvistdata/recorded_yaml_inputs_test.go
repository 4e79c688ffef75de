//go:build !race

package main

import (
	"maps"
	"slices"
	"strings"
)

const (
	recordedSidecar = `list: arn-cases
authority_reference: B 2022-1
received: 2022-07-01
extracted: 2022-06-30
asked_for: every case
search_term: ""
covers:
  - measures: [received]
    from: 2021-01-01
    to: 2021-12-31
    companies: []
    departments: [motor]
replaces: []
synthetic: false
files:
  - {name: list.csv, encoding: utf-8, delimiter: ";"}
ignore: [notes.txt]
columns:
  Inkom: received_date
`
	recordedPublisher = `name: Testutgivaren
contact: x@example.se
base_url: https://data.example.se
licence: {name: CC0, url: "http://creativecommons.org/publicdomain/zero/1.0/"}
record_key_file: record.key
ignore: [old.txt]
`
	recordedDataset = `id: made-up
title: {sv: Påhittad, en: Made up}
description:
  sv: Påhittad lista
  en: A made-up list
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: dispute
counting_unit: {sv: Ett ärende, en: One case}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
published_for: 2 years
surges: all
companies_only: false
formats: [csv, xlsx]
columns:
  - {name: case_number, headers: [Ärendenummer, Änr], type: text, required: true, publish: key, why: opens a file}
  - {name: respondent, headers: [Motpart], type: text, required: true, publish: yes}
  - name: received_date
    headers: [Inkom]
    type: date
    publish: 'no'
    why: too fine
  - {name: department, headers: [Avdelning], type: code, publish: yes}
  - {name: outcome, headers: [Beslut], type: code, publish: yes}
  - {name: amount, headers: [Belopp], type: amount, publish: band, bands: [0, 1000, 5000], why: too fine}
identity: {reference: case_number, with: [respondent]}
bounds: {rows: 1, rejected: 0.1, filled: {amount: 0.5}, findings: {unreadable-date: 0.1}}
codes:
  department:
    - {id: bat, label: {sv: Båt, en: Boats}, from: 1971-01-01, to: 2020-12-31}
    - id: motor
      label: {sv: Motor, en: Motor}
  outcome:
    - {id: bifall, label: {sv: Bifall, en: Granted}}
    - {id: delvis-bifall, label: {sv: Delvis bifall, en: Granted in part}}
    - {id: avslag, label: {sv: Avslag, en: Rejected}}
lookups:
  department:
    - {match: [Båtar, Skepp], value: bat, why: other words}
    - {match: [Hantverk], value: null, why: no department}
`
	recordedCompanies = `companies:
  - id: se-4020010007
    name: Påhittade Hattar AB
    name_from: 2010-01-01
    org_number: 402001-0007
    kind: legal_entity
    form: AB
    status: active
    registered: 2007-10-29
    names: [Hattpåhitt, {name: Påhittade Mössor AB, from: 2001-01-01, to: 2009-12-31}]
    source_name: a register
    source_url: https://example.se/
    decided_by: the editors
    decided_on: 2024-02-01
    why: the source names it
  - {id: x-invented, name: Invented Airways, kind: curated, decided_by: e, decided_on: 2024-02-01, why: w}
  - {id: ie-999001, name: Invented Ltd, kind: foreign, register: ie, register_number: 999001, decided_by: e, decided_on: 2024-02-01, why: w}
`
	recordedDecided = "    decided_by: the editors\n    decided_on: 2024-02-01\n    why: the source names it\n"
	recordedBrands  = `brands:
  - id: pahitt
    name: Påhitt
    names:
      - {list: published-figures, name_as_written: Påhitt}
    members:
      - {company: se-4020010007, from: 2020-01-01}
` + recordedDecided
	recordedGroups = `groups:
  - id: small
    name: Små
    members: [{company: x-invented, to: 2022-12-31}]
` + recordedDecided + `  - id: large
    name: Stora
    members: [{group: small}]
` + recordedDecided
	recordedDecisions = `decisions:
  - list: arn-cases
    name_as_written: Hattpåhitt.se
    org_number: 402001-0007
    company: se-4020010007
    show: true
    disputed: false
` + recordedDecided + `  - list: arn-cases
    name_as_written: Anna Andersson Bygg
    show: false
` + recordedDecided + `    taken_back_by: the editors
    taken_back_on: 2024-03-01
    taken_back_why: a mistake
  - {list: arn-cases, name_as_written: Waits, company: , decided_by: , decided_on: , why: }
`
	recordedMerges = `merges:
  - company: x-invented
    into: ie-999001
    on: 2024-01-01
` + recordedDecided
	recordedNotes = `notes:
  - id: fee-2024
    kind: series_break
    list: arn-cases
    from: 2024-08-01
    text: {sv: Avgift införs, en: A fee is introduced}
    source_name: SFS 2024:55
    source_url: https://example.se/sfs
  - id: move
    kind: event
    list: arn-cases
    department: bank
    company_id: x-invented
    from: 2022-01-01
    to: 2022-12-31
    text:
      sv: Flytt
      en: >
        A move
        over two lines
    source_name: the company
`
	recordedStatements = `statements:
  - id: reply-1
    kind: statement
    list: arn-cases
    company_id: se-4020010007
    from: 2021-01-01
    to: 2021-12-31
    given: 2024-01-11
    text: {sv: Vi ber om ursäkt, en: We apologise}
    by: the company
    source_name: a letter
    source_url: https://example.se/
  - id: reply-2
    kind: reported_reply
    list: published-figures
    brand_id: pahitt
    from: 2021-01-01
    given: 2024-01-11
    text: {sv: Nej, en: "No"}
    by: a newspaper
    source_name: a newspaper
`
	recordedSurges = `surges:
  - list: arn-cases
    company_id: se-4020010007
    period: 2021-Q1
    confirmed: true
` + recordedDecided
)

// yamlKinds returns every kind, each with edits that any file may have and with those of its own.
func yamlKinds() []yamlKind {
	const sidecar, publisher, dataset = "disclosures/arn-cases/arn-2022-01/disclosure.yaml", "disclosures/publisher.yaml", "own/made-up/dataset.yaml"
	sound := map[string]string{
		sidecar: recordedSidecar, publisher: recordedPublisher, dataset: recordedDataset,
		"disclosures/arn-cases/arn-2022-01/list.csv": rows, "disclosures/arn-cases/arn-2022-01/notes.txt": "x", "disclosures/old.txt": "x",
		"disclosures/record.key":       strings.Repeat("ab", 32),
		"own/companies/companies.yaml": recordedCompanies, "own/companies/brands.yaml": recordedBrands, "own/companies/groups.yaml": recordedGroups,
		"own/companies/decisions.yaml": recordedDecisions, "own/companies/merges.yaml": recordedMerges, "own/companies/notes.yaml": recordedNotes,
		"own/companies/statements.yaml": recordedStatements, "own/companies/surges.yaml": recordedSurges,
	}
	review := []string{"companies", "review"}
	kind := func(name, path string, edits ...yamlEdit) yamlKind { return yamlKind{name, path, review, edits, sound} }
	kinds := []yamlKind{
		kind("sidecar", sidecar, slices.Concat(documentEdits, moreEdits, sidecarEdits)...),
		kind("publisher", publisher, slices.Concat(documentEdits, publisherEdits)...),
		kind("dataset", dataset, slices.Concat(documentEdits, moreEdits, datasetEdits)...),
		kind("companies", "own/companies/companies.yaml", slices.Concat(documentEdits, companyEdits)...),
	}
	for _, name := range slices.Sorted(maps.Keys(registerEdits)) {
		kinds = append(kinds, kind(name, "own/companies/"+name+".yaml", registerEdits[name]...))
	}
	build := kind("sidecar in a build", sidecar, buildEdits...)
	build.args = []string{"build", "--json", "--dry-run", "--releases", "none"}
	return append(kinds, build)
}

// documentEdits are those of a file of any kind, and moreEdits further ones of the two kinds that most people write.
var documentEdits = []yamlEdit{
	{"as it is", "", "{base}"},
	{"byte order mark", "", "\ufeff{base}"},
	{"CR LF", "\n", "\r\n"},
	{"document marks", "", "---\n{base}...\n"},
	{"a second document that is empty", "", "{base}---\n"},
	{"two documents", "", "{base}---\n{base}"},
	{"a tag", "", "--- !!map\n{base}"},
	{"empty", "", ""},
	{"comments alone", "", "# nothing\n# yet\n"},
	{"a list", "", "- a\n- b\n"},
	{"NUL in a value", "", "{base}colour: a\x00b\n"},
	{"unknown key", "", "{base}colour: red\n"},
	{"key twice", "", "{base}{first}\n"},
	{"tab indent", "", "{base}colour:\n\tdark: 1\n"},
	{"alias of nothing", "", "{base}colour: *a\n"},
	{"merge of an unknown key", "", "{base}<<: {colour: red}\n"},
}

var moreEdits = []yamlEdit{
	{"no line end at the end", "", "{trimmed}"},
	{"CR alone", "\n", "\r"},
	{"comments around", "", "# before\n\n{base}\n# after\n"},
	{"a version", "", "%YAML 1.2\n---\n{base}"},
	{"a mark alone", "", "---\n"},
	{"null", "", "null\n"},
	{"a text", "", "text\n"},
	{"an empty mapping", "", "{}\n"},
	{"not UTF-8 in a comment", "", "{base}# \xe5\n"},
	{"not UTF-8 in a value", "", "{base}colour: \xe5\n"},
	{"UTF-16", "", "\xff\xfel\x00i\x00s\x00t\x00:\x00"},
	{"NUL in a comment", "", "{base}# \x00\n"},
	{"unknown key first", "", "colour: red\n{base}"},
	{"unknown key with a mapping", "", "{base}colour:\n  dark: {blue: 1}\n"},
	{"unknown key without a value", "", "{base}colour:\n"},
	{"key in capitals", "", "{base}LIST: red\n"},
	{"bracket that is not closed", "", "{base}colour: [a\n"},
	{"quote that is not closed", "", "{base}colour: \"a\n"},
	{"line without a colon", "", "{base}colour\n"},
	{"indent that fits nothing", "", "{base}   colour: red\n"},
	{"alias of itself", "", "{base}colour: &a [*a]\n"},
	{"merge of nothing", "", "{base}<<: {}\n"},
	{"a list for a key", "", "{base}? [a, b]\n: c\n"},
	{"nested deep", "", "{base}colour: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n"},
}

var sidecarEdits = []yamlEdit{
	{"the least", "", "list: arn-cases\nreceived: 2022-07-01\nignore: [notes.txt]\n"},
	{"merge", "    from: 2021-01-01\n    to: 2021-12-31", "    <<: {from: 2021-01-01, to: 2021-12-31}"},
	{"merge of an alias", "  - measures: [received]\n", "  - &c {measures: [received], from: 2021-01-01, to: 2021-06-30}\n  - <<: *c\n"},
	{"list for a text", "search_term: \"\"", "search_term: [a, b]"},
	{"mapping for a text", "search_term: \"\"", "search_term: {a: b}"},
	{"long text", "search_term: \"\"", "search_term: " + strings.Repeat("lång ", 20000)},
	{"personal number", "search_term: \"\"", "search_term: 811218-9876"},
	{"misspelt key", "received:", "recceived:"},
	{"unknown key in covers", "    to:", "    colour: red\n    to:"},
	{"unknown key in files", "encoding:", "colour: red, encoding:"},
	{"unknown key in issue", "synthetic: false", "issue: {name: a, date: 2021-01-01, colour: red}"},
	{"key twice in covers", "    to:", "    from: 2021-01-01\n    to:"},
	{"key twice in files", "encoding:", "name: list.csv, encoding:"},
	{"key twice in columns", "  Inkom:", "  Inkom: received_date\n  Inkom:"},
	{"list left out", "list: arn-cases\n", ""},
	{"list null", "list: arn-cases", "list:"},
	{"list that is none", "list: arn-cases", "list: arn-case"},
	{"another list", "list: arn-cases", "list: made-up"},
	{"received left out", "received: 2022-07-01\n", ""},
	{"received null", "received: 2022-07-01", "received:"},
	{"received on no day", "received: 2022-07-01", "received: 2022-02-30"},
	{"received without zeros", "received: 2022-07-01", "received: 2022-7-1"},
	{"received as a number", "received: 2022-07-01", "received: 20220701"},
	{"received with a time", "received: 2022-07-01", "received: 2022-07-01T00:00:00Z"},
	{"extracted on no day", "extracted: 2022-06-30", "extracted: 2022-06-31"},
	{"covers null", "covers:\n  - measures: [received]\n    from: 2021-01-01\n    to: 2021-12-31\n    companies: []\n    departments: [motor]\n", "covers:\n"},
	{"covers a mapping", "  - measures: [received]\n    from", "    measures: [received]\n    from"},
	{"covers null and more", "covers:\n", "covers:\n  -\n"},
	{"no measures", "measures: [received]", "measures: []"},
	{"measure that is none", "measures: [received]", "measures: [received, recceived]"},
	{"measure null", "measures: [received]", "measures: [received, null]"},
	{"from on no day", "from: 2021-01-01", "from: 2021-02-29"},
	{"from left out", "    from: 2021-01-01\n", ""},
	{"from null", "from: 2021-01-01", "from:"},
	{"to after extracted", "to: 2021-12-31", "to: 2022-07-01"},
	{"second span wrong", "replaces:", "  - measures: [received]\n    from: 2021-02-01\n    to: 2021-01-01\nreplaces:"},
	{"company", "companies: []", "companies: [se-4121111118, x-invented]"},
	{"company's id that is none", "companies: []", "companies: [se-412111-1118]"},
	{"company that nobody keeps", "companies: []", "companies:\n      - x-invented\n      - x-nobody"},
	{"department that is none", "departments: [motor]", "departments: [motor, Motor]"},
	{"replaces none", "replaces: []", "replaces: [arn-2020]"},
	{"replaces itself", "replaces: []", "replaces:\n  - arn-2022-01"},
	{"issue of disputes", "synthetic: false", "issue: {name: 2022-1, date: 2022-01-01}"},
	{"issue without a day", "synthetic: false", "issue: {name: 2022-1}"},
	{"issue a text", "synthetic: false", "issue: 2022-1"},
	{"synthetic", "synthetic: false", "synthetic: true"},
	{"synthetic yes", "synthetic: false", "synthetic: yes"},
	{"synthetic as a text", "synthetic: false", "synthetic: \"true\""},
	{"files a mapping", "  - {name: list.csv, encoding: utf-8, delimiter: \";\"}", "  name: list.csv"},
	{"files of texts", "  - {name: list.csv, encoding: utf-8, delimiter: \";\"}", "  - list.csv"},
	{"file without a name", "{name: list.csv, ", "{"},
	{"file that is not there", "name: list.csv", "name: lsta.csv"},
	{"file twice", "ignore:", "  - {name: list.csv}\nignore:"},
	{"encoding that is none", "encoding: utf-8", "encoding: utf-7"},
	{"delimiter a number", "delimiter: \";\"", "delimiter: 1"},
	{"header a text", "delimiter: \";\"", "header: Inkom"},
	{"ignore a text", "ignore: [notes.txt]", "ignore: notes.txt"},
	{"ignore what is not there", "ignore: [notes.txt]", "ignore:\n  - notes.txt\n  - note.txt"},
	{"ignore what is read", "ignore: [notes.txt]", "ignore: [notes.txt, list.csv]"},
	{"columns a list", "  Inkom: received_date", "  - Inkom"},
	{"column null", "  Inkom: received_date", "  Inkom:"},
	{"column a list", "  Inkom: received_date", "  Inkom: [received_date]"},
}

// buildEdits are those that a build alone refuses, some that it refuses as a review does, and values that it prints.
var buildEdits = []yamlEdit{
	{"as it is", "", "{base}"},
	{"synthetic", "synthetic: false", "synthetic: true"},
	{"unknown key", "", "{base}colour: red\n"},
	{"column that is none", "  Inkom: received_date", "  Inkom: received"},
	{"column of no file", "  Inkom:", "  Inkom: received_date\n  Inkommen:"},
	{"column of an alias", "  Inkom: received_date", "  Inkom: &c received_date\n  Inkommen: *c"},
	{"null for what may be left out", "search_term: \"\"", "search_term:"},
	{"anchor and alias", "from: 2021-01-01\n    to: 2021-12-31", "from: &day 2021-01-01\n    to: *day"},
	{"number for a text", "search_term: \"\"", "search_term: 0123"},
	{"truth for a text", "search_term: \"\"", "search_term: true"},
	{"date for a text", "search_term: \"\"", "search_term: 2021-01-01"},
	{"literal text", "search_term: \"\"", "search_term: |\n  a\n  b"},
	{"folded text", "search_term: \"\"", "search_term: >-\n  a\n  b"},
	{"extracted null", "extracted: 2022-06-30", "extracted: null"},
	{"number with zeros for a text", "authority_reference: B 2022-1", "authority_reference: 0o17"},
	{"hexadecimal for a text", "authority_reference: B 2022-1", "authority_reference: 0x1F"},
	{"fraction for a text", "authority_reference: B 2022-1", "authority_reference: 1.50"},
	{"escapes", "asked_for: every case", "asked_for: \"every\\tcase \\u00e5\""},
	{"text over lines", "asked_for: every case", "asked_for: every\n  case"},
	{"measure without a column", "measures: [received]", "measures: [received, won]"},
}

var publisherEdits = []yamlEdit{
	{"the least", "", "name: X\ncontact: x@example.se\nignore: [old.txt]\n"},
	{"name left out", "name: Testutgivaren\n", ""},
	{"name null", "name: Testutgivaren", "name:"},
	{"name a number", "name: Testutgivaren", "name: 1"},
	{"name a list", "name: Testutgivaren", "name: [a, b]"},
	{"address without a host", "base_url: https://data.example.se", "base_url: https://"},
	{"address of another kind", "base_url: https://data.example.se", "base_url: ftp://data.example.se"},
	{"licence null", "licence: {name: CC0, url: \"http://creativecommons.org/publicdomain/zero/1.0/\"}", "licence:"},
	{"licence a text", "licence: {name: CC0, url: \"http://creativecommons.org/publicdomain/zero/1.0/\"}", "licence: CC0"},
	{"unknown key in licence", "{name: CC0,", "{name: CC0, colour: red,"},
	{"key's file blank", "record_key_file: record.key", "record_key_file: \"\""},
	{"key's file null", "record_key_file: record.key", "record_key_file:"},
	{"ignore a text", "ignore: [old.txt]", "ignore: old.txt"},
	{"ignore what is not there", "ignore: [old.txt]", "ignore: [old.txt, older.txt]"},
	{"the bundled figures", "ignore: [old.txt]", "ignore: [old.txt]\nbundled_figures: true"},
	{"the bundled figures, mistyped", "ignore: [old.txt]", "ignore: [old.txt]\nbundled_figures: maybe"},
}

var datasetEdits = []yamlEdit{
	{"quoted key", "country: SE", "\"country\": SE"},
	{
		"anchor and alias", "authority_name: {sv: Ingen, en: Nobody}\ncountry: SE\nrecord_kind: dispute\ncounting_unit: {sv: Ett ärende, en: One case}",
		"authority_name: &t {sv: Ingen, en: Nobody}\ncountry: SE\nrecord_kind: dispute\ncounting_unit: *t",
	},
	{"misspelt key", "country:", "contry:"},
	{"unknown key in a text", "{sv: Påhittad, en: Made up}", "{sv: Påhittad, en: Made up, no: Oppdiktet}"},
	{"unknown key in a column", "    type: date", "    colour: red\n    type: date"},
	{"unknown key in a column of one line", "{name: department,", "{name: department, colour: red,"},
	{"unknown key in identity", "{reference:", "{colour: red, reference:"},
	{"unknown key in bounds", "{rows:", "{colour: red, rows:"},
	{"unknown key in a code", "    - id: motor\n", "    - id: motor\n      colour: red\n"},
	{"unknown key in a lookup", "{match: [Hantverk],", "{match: [Hantverk], colour: red,"},
	{"key twice in a column", "    type: date", "    type: date\n    type: date"},
	{"key twice in codes", "  outcome:\n", "  department: []\n  outcome:\n"},
	{"id of another folder", "id: made-up", "id: made"},
	{"id null", "id: made-up", "id:"},
	{"id a list", "id: made-up", "id: [made-up]"},
	{"title a text", "title: {sv: Påhittad, en: Made up}", "title: Påhittad"},
	{"title in one language", "  en: A made-up list\n", ""},
	{"title null", "  en: A made-up list\n", "  en:\n"},
	{"country no", "country: SE", "country: no"},
	{"country a number", "country: SE", "country: 46"},
	{"kind that is none", "record_kind: dispute", "record_kind: disputes"},
	{"kind left out", "record_kind: dispute\n", ""},
	{"licence left out", "licence: {name: PDM, url: \"http://creativecommons.org/publicdomain/mark/1.0/\"}\n", ""},
	{"published for a number", "published_for: 2 years", "published_for: 2"},
	{"published for a list", "published_for: 2 years", "published_for: [2 years]"},
	{"published for null", "published_for: 2 years", "published_for:"},
	{"surges that are none", "surges: all", "surges: some"},
	{"companies only, as a text", "companies_only: false", "companies_only: \"no\""},
	{"companies only, no", "companies_only: false", "companies_only: no"},
	{"formats a text", "formats: [csv, xlsx]", "formats: csv"},
	{"format that is none", "formats: [csv, xlsx]", "formats:\n  - csv\n  - xls"},
	{"columns a mapping", "  - name: received_date\n    headers: [Inkom]\n", "  - Inkom:\n    headers: [Inkom]\n"},
	{"headers a text", "headers: [Inkom]", "headers: Inkom"},
	{"header a number", "headers: [Inkom]", "headers: [1]"},
	{"header twice", "headers: [Inkom]", "headers:\n      - Inkom\n      - motpart"},
	{"type left out", "    type: date\n", ""},
	{"type that is none", "    type: date", "    type: datum"},
	{"required a text", "required: true, publish: yes", "required: \"true\", publish: yes"},
	{"publish true", "    publish: 'no'", "    publish: false"},
	{"no reason", "    why: too fine\n", ""},
	{"bands of texts", "bands: [0, 1000, 5000]", "bands: [0, many]"},
	{"bands of fractions", "bands: [0, 1000, 5000]", "bands: [0, 1000.5]"},
	{"bands beyond 64 bits", "bands: [0, 1000, 5000]", "bands: [0, 99999999999999999999]"},
	{"bands that fall", "bands: [0, 1000, 5000]", "bands: [0, 5000, 1000]"},
	{"identity of no column", "with: [respondent]", "with: [respondent, defendant]"},
	{"identity null", "identity: {reference: case_number, with: [respondent]}", "identity:"},
	{"bounds of texts", "rejected: 0.1", "rejected: a tenth"},
	{"bounds too high", "rejected: 0.1", "rejected: 1.5"},
	{"bounds below nothing", "rows: 1", "rows: -1"},
	{"bounds of no column", "filled: {amount: 0.5}", "filled: {amounts: 0.5}"},
	{"codes a list", "codes:\n  department:\n", "codes:\n  - department:\n"},
	{"codes of no column", "  outcome:\n", "  outcom: []\n  outcome:\n"},
	{"code on no day", "from: 1971-01-01", "from: 1971-02-30"},
	{"code with a number for a day", "from: 1971-01-01", "from: 1971"},
	{"code backwards", "to: 2020-12-31", "to: 1970-12-31"},
	{"code without an id", "    - id: motor\n      label", "    - label"},
	{"code a text", "    - id: motor\n      label: {sv: Motor, en: Motor}\n", "    - motor\n"},
	{"code null", "    - id: motor\n      label: {sv: Motor, en: Motor}\n", "    -\n"},
	{"code twice", "    - id: motor", "    - id: bat"},
	{"code's label a text", "      label: {sv: Motor, en: Motor}", "      label: Motor"},
	{"lookup without a value", "value: null, ", ""},
	{"lookup to no code", "value: bat", "value: bats"},
	{"lookup's spellings a text", "match: [Hantverk]", "match: Hantverk"},
	{"lookup's spelling null", "match: [Hantverk]", "match: [Hantverk, null]"},
	{"two faults", "record_kind: dispute\ncounting_unit: {sv: Ett ärende, en: One case}", "record_kind: dispute\ncounting_unit: {sv: Ett ärende}"},
	{"faults far apart", "country: SE\nrecord_kind: dispute\ncounting_unit: {sv: Ett ärende, en: One case}", "country: se\nrecord_kind: dispute\ncounting_unit: {en: One case}"},
}

var companyEdits = []yamlEdit{
	{"anchor", "decided_on: 2024-02-01", "decided_on: &d 2024-02-01"},
	{"alias", "source_name: a register\n    source_url: https://example.se/", "source_name: &d a register\n    source_url: *d"},
	{"merge", "    decided_by: the editors\n", "    <<: {decided_by: the editors}\n"},
	{"number without quotes", "org_number: 402001-0007", "org_number: 4020010007"},
	{"number with zeros in front", "register_number: 999001", "register_number: 00999001"},
	{"number of a person", "org_number: 402001-0007", "org_number: 811218-9876"},
	{"number left out", "    org_number: 402001-0007\n", ""},
	{"unknown key in a company", "    form: AB", "    colour: red\n    form: AB"},
	{"unknown key in a name", "{name: Påhittade Mössor AB,", "{name: Påhittade Mössor AB, colour: red,"},
	{"key twice in a company", "    form: AB", "    form: AB\n    form: AB"},
	{"companies a mapping", "  - id: se-4020010007", "    id: se-4020010007"},
	{"company null", "  - {id: x-invented,", "  -\n  - {id: x-invented,"},
	{"id a mapping", "  - id: se-4020010007", "  - id: {a: 1}"},
	{"id that is none", "  - id: se-4020010007", "  - id: 4020010007"},
	{"id left out", "  - id: se-4020010007\n    name", "  - name"},
	{"name a list", "name: Påhittade Hattar AB", "name: [Påhittade Hattar AB]"},
	{"names a text", "names: [Hattpåhitt, {name: Påhittade Mössor AB, from: 2001-01-01, to: 2009-12-31}]", "names: Hattpåhitt"},
	{"names overlap", "to: 2009-12-31", "to: 2010-06-30"},
	{"name on no day", "to: 2009-12-31", "to: 2009-11-31"},
	{"kind that is none", "kind: legal_entity", "kind: legal-entity"},
	{"status that is none", "status: active", "status: aktiv"},
	{"decided on no day", "decided_on: 2024-02-01", "decided_on: 2024-02-30"},
	{"nobody decided", "    decided_by: the editors\n", ""},
	{"no reason", "why: the source names it", "why: \" \""},
	{"id twice", "{id: x-invented, name: Invented Airways,", "{id: se-4020010007, name: Invented Airways,"},
	{"three faults", "status: active\n    registered: 2007-10-29", "status: aktiv\n    registered: 2007-02-29\n    parent: x-invented"},
}

// registerEdits are those of the other files of companies.
var registerEdits = map[string][]yamlEdit{
	"brands": {
		{"unknown key", "    name: Påhitt\n", "    name: Påhitt\n    colour: red\n"},
		{"unknown key in a name", "{list: published-figures,", "{colour: red, list: published-figures,"},
		{"names of texts", "      - {list: published-figures, name_as_written: Påhitt}", "      - Påhitt"},
		{"id that is none", "id: pahitt", "id: Påhitt"},
		{"member that nobody keeps", "company: se-4020010007", "company: x-nobody"},
		{"member twice", "    decided_by", "      - {company: se-4020010007}\n    decided_by"},
	},
	"groups": {
		{"group that is none", "{group: small}", "{group: smal}"},
		{"group of itself", "{group: small}", "{group: large}"},
		{"member null", "[{group: small}]", "[null]"},
	},
	"decisions": {
		{"truth in other words", "show: true", "show: yes"},
		{"truth as a text", "show: true", "show: \"true\""},
		{"company that nobody keeps", "company: se-4020010007", "company: x-nobody"},
		{"name a number", "name_as_written: Hattpåhitt.se", "name_as_written: 0815"},
		{"taken back before", "taken_back_on: 2024-03-01", "taken_back_on: 2024-01-01"},
		{"decided twice", "{list: arn-cases, name_as_written: Waits, company: ,", "{list: arn-cases, name_as_written: HATTPÅHITT.SE, org_number: 4020010007, show: false,"},
		{"half of it filled in", "name_as_written: Waits, company: ,", "name_as_written: Waits, company: x-invented,"},
	},
	"merges": {
		{"into nobody", "into: ie-999001", "into: ie-999002"},
		{"into itself", "into: ie-999001", "into: x-invented"},
		{"unknown key", "    on:", "    onn:"},
	},
	"notes": {
		{"text in one language", ", en: A fee is introduced", ""},
		{"text a text", "text: {sv: Avgift införs, en: A fee is introduced}", "text: Avgift införs"},
		{"folded text blank", "        A move\n        over two lines\n", "\n"},
		{"unknown key in a text", "      sv: Flytt", "      no: Flytting\n      sv: Flytt"},
		{"company that nobody keeps", "company_id: x-invented", "company_id: x-nobody"},
	},
	"statements": {
		{"company and brand", "    company_id: se-4020010007\n", "    company_id: se-4020010007\n    brand_id: pahitt\n"},
		{"brand that is none", "brand_id: pahitt", "brand_id: pahit"},
		{"text null", "en: We apologise", "en: null"},
		{"no for a text", "en: \"No\"", "en: No"},
		{"unknown key", "    by: the company", "    bye: the company"},
	},
	"surges": {
		{"confirmed in other words", "confirmed: true", "confirmed: yes"},
		{"company left out", "    company_id: se-4020010007\n", ""},
	},
}
