package schema

// Columns that mean the same in every file.
var (
	recordID = text("record_id", "Postens beständiga nyckel: 16 tecken, 2–7 och a–z.", "The record's lasting key: 16 characters, 2–7 "+
		"and a–z.").code()
	listID     = text("list", "Listan som raden hör till.", "The list that the row belongs to.").code()
	disclosure = text("disclosure", "Utlämnandet som uppgiften kommer från.", "The disclosure that it comes from.").code()
	companyID  = text("company_id", "Företagets nyckel, se companies.parquet.", "The company's key, see companies.parquet.")
	department = text("department", "Myndighetens avdelning, som kod.", "The authority's department, as a code.").null().code()
	synthetic  = boolean("synthetic", "Sant när raden är påhittad för demonstration.", "True when the row is invented, for demonstration.")
	measure    = text("measure", "Vad talet räknar, till exempel received eller won.", "What the number counts, such as received or won.").
			code()
)
