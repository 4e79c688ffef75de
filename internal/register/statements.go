package register

import (
	"regexp"

	"tvistdata/internal/record"
)

// statementItem is a company's own word on its series, or somebody's account of it.
type statementItem struct {
	ID        text `yaml:"id"`
	Kind      text `yaml:"kind"`
	List      text `yaml:"list"`
	CompanyID text `yaml:"company_id"`
	BrandID   text `yaml:"brand_id"`
	From      text `yaml:"from"`
	To        text `yaml:"to"`
	Given     text `yaml:"given"`
	Text      struct {
		SV text `yaml:"sv"`
		EN text `yaml:"en"`
	} `yaml:"text"`
	Language   text `yaml:"language"`
	By         text `yaml:"by"`
	SourceName text `yaml:"source_name"`
	SourceURL  text `yaml:"source_url"`
}

// languageCode is a language by ISO 639.
var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

func (s statementItem) check(fault func(text, string, ...any)) {
	needID(fault, s.ID)
	if s.Kind.s != "statement" && s.Kind.s != "reported_reply" {
		fault(s.Kind, "kind %q: expected statement (the company's own words) or reported_reply (somebody's account of them)", s.Kind.s)
	}
	if (s.CompanyID.s == "") == (s.BrandID.s == "") {
		fault(s.CompanyID, "expected one of company_id and brand_id")
	}
	if s.CompanyID.s != "" {
		needCompany(fault, "company_id", s.CompanyID)
	}
	need(fault, "list", s.List)
	needDate(fault, "from", s.From)
	if s.To.s != "" {
		needDate(fault, "to", s.To)
		if s.To.date() < s.From.date() {
			fault(s.To, "to %s lies before from %s", s.To.s, s.From.s)
		}
	}
	needDate(fault, "given", s.Given)
	need(fault, "text.sv", s.Text.SV)
	need(fault, "text.en", s.Text.EN)
	if s.Language.s != "" && !languageCode.MatchString(s.Language.s) {
		fault(s.Language, "language %q: expected a code of ISO 639 such as sv", s.Language.s)
	}
	need(fault, "by", s.By)
	need(fault, "source_name", s.SourceName)
}

func (s statementItem) statement() record.Statement {
	return record.Statement{
		ID: s.ID.s, Kind: s.Kind.s, List: s.List.s, CompanyID: s.CompanyID.s, BrandID: s.BrandID.s, From: s.From.date(), To: s.To.date(),
		Given: s.Given.date(), Text: record.Text{SV: s.Text.SV.s, EN: s.Text.EN.s}, Language: s.Language.s, By: s.By.s,
		SourceName: s.SourceName.s, SourceURL: s.SourceURL.s,
	}
}

// surgeItem is somebody's decision on a surge.
type surgeItem struct {
	List      text `yaml:"list"`
	CompanyID text `yaml:"company_id"`
	Period    text `yaml:"period"`
	Confirmed text `yaml:"confirmed"`
	DecidedBy text `yaml:"decided_by"`
	DecidedOn text `yaml:"decided_on"`
	Why       text `yaml:"why"`
}

// periodLabel is a period as record.Period writes it.
var periodLabel = regexp.MustCompile(`^[0-9]{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$`)

func (s surgeItem) check(fault func(text, string, ...any)) {
	need(fault, "list", s.List)
	needCompany(fault, "company_id", s.CompanyID)
	if !periodLabel.MatchString(s.Period.s) {
		fault(s.Period, "period %q: expected one such as 2023, 2023-H1, 2023-Q4 or 2023-12", s.Period.s)
	}
	if s.Confirmed.s != "true" && s.Confirmed.s != "false" {
		fault(s.Confirmed, "confirmed %q: expected true or false", s.Confirmed.s)
	}
	needDecided(fault, s.DecidedBy, s.DecidedOn, s.Why)
}

func (s surgeItem) review() record.SurgeReview {
	return record.SurgeReview{
		List: s.List.s, CompanyID: s.CompanyID.s, Period: s.Period.s, Confirmed: s.Confirmed.s == "true",
		DecidedBy: s.DecidedBy.s, DecidedOn: s.DecidedOn.date(), Why: s.Why.s,
	}
}
