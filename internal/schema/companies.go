package schema

import "tvistdata/internal/record"

// CompanyRows are the companies.
var CompanyRows = rowsOf(
	Table{Name: Companies, Title: record.Text{SV: "Företag", EN: "Companies"}, Sort: []string{"company_id"}},
	record.Company{},
	[]column[record.Company]{
		{
			companyID.says("The company's id; it never moves.", "se-4425670009"),
			func(c *record.Company) any { return &c.ID },
		},
		{
			text("name", "Företagets namn.", "The company's name.").says("Its name.", "Exempel Betalningar AB"),
			func(c *record.Company) any { return &c.Name },
		},
		{
			text("kind", "legal_entity, branch (filial), foreign (i ett annat lands register), curated (utan nummer) eller unresolved (bara "+
				"ett namn).", "legal_entity, branch, foreign (in another country's register), curated (without a number) or unresolved (a name only).").
				says("legal_entity: has a Swedish organisation number; branch: so has a foreign company's branch; foreign: has a number in "+
					"another country's register; curated: kept by hand, without a number; unresolved: a name not yet tied to an entity.", "").
				oneOf("legal_entity", "branch", "foreign", "curated", "unresolved"),
			func(c *record.Company) any { return (*string)(&c.Kind) },
		},
		{
			text("org_number", "Organisationsnummer, NNNNNN-NNNN.", "Swedish organisation number, NNNNNN-NNNN.").null().
				says("Organisation number as NNNNNN-NNNN; null when it has none.", "442567-0009"),
			func(c *record.Company) any { return &c.OrgNumber },
		},
		{
			date("registered_date", "Dag då företaget registrerades.", "Day on which the company was registered.").null().
				says("The day it was registered; null when not known.", "2005-04-01"),
			func(c *record.Company) any { return &c.Registered },
		},
		{
			integer("records", "Antal poster i alla listor.", "Number of records in all lists.").in("records").
				says("Records in all lists; /companies/{id} tells them apart.", "899"),
			func(c *record.Company) any { return &c.Records },
		},
		{synthetic.says("True when the company is invented for demonstration.", ""), func(c *record.Company) any { return &c.Synthetic }},
	},
)

// IdentityRows are what else is known of companies, and of the ids that are counted as another's.
var IdentityRows = rowsOf(
	Table{
		Name: Identities,
		Title: record.Text{SV: "Vilka företagen är, även de nycklar som räknas som ett annat företags", EN: "Who the companies are, with " +
			"the ids that are counted as another company's"},
		Since: "1.2",
		Sort:  []string{"company_id"},
	},
	record.Company{},
	[]column[record.Company]{
		{companyID, func(c *record.Company) any { return &c.ID }},
		{
			text("form", "Rättslig form i korthet, till exempel AB.", "Legal form in short, such as AB.").null().code(),
			func(c *record.Company) any { return &c.Form },
		},
		{
			text("status", "active, winding_up eller deregistered.", "active, winding_up or deregistered.").null().code(),
			func(c *record.Company) any { return (*string)(&c.Status) },
		},
		{
			text("parent_id", "Företaget som en filial hör till.", "The company that a branch belongs to.").null(),
			func(c *record.Company) any { return &c.Parent },
		},
		{
			text("merged_into", "Företaget som nyckelns poster räknas till; tomt för ett företag som står för sig självt och då står i "+
				"companies.parquet.", "The company that the id's records are counted for; null for one that stands for itself, which is in "+
				"companies.parquet.").null(),
			func(c *record.Company) any { return &c.Merged.Into },
		},
		{
			date("merged_on", "Dag då sammanslagningen gäller från, eller beslutades; tomt när ett register har fått namnet.",
				"Day from which the merge holds, or on which it was decided; null when a register came to know the name.").null(),
			func(c *record.Company) any { return &c.Merged.On },
		},
		{text("merged_why", "Varför.", "Why.").null(), func(c *record.Company) any { return &c.Merged.Why }},
		{
			text("name", "Namnet på en nyckel som räknas som ett annat företags.", "The name of an id that is counted as another company's.").null(),
			func(c *record.Company) any { return &c.Name },
		},
		{
			text("kind", "Dess slag, se companies.parquet.", "Its kind, see companies.parquet.").null().code(),
			func(c *record.Company) any { return (*string)(&c.Kind) },
		},
		{text("org_number", "Dess organisationsnummer.", "Its organisation number.").null(), func(c *record.Company) any { return &c.OrgNumber }},
		{
			boolean("disputed", "Sant när någon koppling till företaget är ifrågasatt.", "True when a match with the company is under dispute."),
			func(c *record.Company) any { return &c.Disputed },
		},
	},
)
