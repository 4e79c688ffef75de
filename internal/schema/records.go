package schema

import "tvistdata/internal/record"

// Columns that the files of disputes, complaints and listings have, which one answer gives. Of a column that only some of them
// have the contract says which.
var (
	ofRecord       = recordID.says("The record's id; it never changes and is no case number.", "")
	ofRecordList   = listID.says("The list that holds the record.", "")
	readFrom       = disclosure.says("The disclosure that it was read from.", "")
	ofRespondent   = companyID.says("The company that the matter is against, or that is listed.", "").orNull()
	atDepartment   = department.says("The department's code; null when missing.", "")
	inventedRecord = synthetic.says("True when the record is invented for demonstration.", "")
	received       = date("received_date", "Dag då ärendet kom in.", "Day on which the matter was received.").null().
			says("Disputes and complaints: the day the authority received it; null when missing.", "")
	amountsCurrency = text("currency", "Beloppets valuta enligt ISO 4217, till exempel SEK; tomt när inget belopp anges. Belopp i olika "+
		"valutor läggs inte ihop och jämförs inte.", "Currency of the amount by ISO 4217, such as SEK; null when there is no amount. Amounts "+
		"in different currencies are neither added nor compared.").since("1.4").null().code().
		says("Disputes and listings: the currency of the amount, by ISO 4217, such as SEK; null when there is no amount, and in releases of "+
			"an earlier version.", "")
)

// DisputeRows are matters at dispute boards.
var DisputeRows = rowsOf(
	Table{
		Name:  Disputes,
		Title: record.Text{SV: "Tvister, en rad per ärende och företag", EN: "Disputes, one row per matter and company"},
		Sort:  []string{"list", "company_id", "received_date", "record_id"},
	},
	record.DisputeRecord{},
	[]column[record.DisputeRecord]{
		{ofRecord, func(d *record.DisputeRecord) any { return &d.Key }},
		{ofRecordList, func(d *record.DisputeRecord) any { return &d.List }},
		{readFrom, func(d *record.DisputeRecord) any { return &d.Disclosure }},
		{ofRespondent, func(d *record.DisputeRecord) any { return &d.Company }},
		{atDepartment, func(d *record.DisputeRecord) any { return &d.Department }},
		{
			text("matter_type", "arende eller omprovning.", "A first matter (arende) or a re-evaluation (omprovning).").null().
				says("Disputes: arende or omprovning; null when missing.", ""),
			func(d *record.DisputeRecord) any { return &d.MatterType },
		},
		{received, func(d *record.DisputeRecord) any { return &d.Received }},
		{
			date("decision_date", "Beslutsdag.", "Day of the decision.").null().
				says("Disputes: the day of the decision; null when there is none.", ""),
			func(d *record.DisputeRecord) any { return &d.Decided },
		},
		{
			text("outcome", "Beslutets utgång, som kod.", "How the matter was decided, as a code.").null().
				says("Disputes: the outcome's code; null when there is none.", ""),
			func(d *record.DisputeRecord) any { return &d.Outcome },
		},
		{
			text("dismissal_reason", "Varför ärendet avvisades, som kod.", "Why the matter was dismissed, as a code.").null().
				says("Disputes: why it was dismissed; null otherwise.", ""),
			func(d *record.DisputeRecord) any { return &d.DismissalReason },
		},
		{
			text("amount_band", "Beloppets intervall, till exempel 1000-4999 eller 500000-, i den valuta som currency säger.", "Band of the "+
				"amount, such as 1000-4999 or 500000-, in the currency that currency says.").null().
				says("Disputes: the band of the amount claimed, such as 1000-4999 or 500000-; null when missing.", ""),
			func(d *record.DisputeRecord) any { return &d.AmountBand },
		},
		{amountsCurrency, func(d *record.DisputeRecord) any { return &d.Currency }},
		{
			text("followed", "Om företaget följde beslutet: foljt eller ej-foljt.", "Whether the company followed the decision: foljt (yes) "+
				"or ej-foljt (no).").null().
				says("Disputes: foljt or ej-foljt; null when it was not followed up.", ""),
			func(d *record.DisputeRecord) any { return &d.Followed },
		},
		{inventedRecord, func(d *record.DisputeRecord) any { return &d.Synthetic }},
	},
)

// ComplaintRows are complaints to agencies.
var ComplaintRows = rowsOf(
	Table{
		Name:  Complaints,
		Title: record.Text{SV: "Anmälningar, en rad per anmälan och företag", EN: "Complaints, one row per complaint and company"},
		Sort:  []string{"list", "company_id", "received_date", "record_id"},
	},
	record.ComplaintRecord{},
	[]column[record.ComplaintRecord]{
		{ofRecord, func(c *record.ComplaintRecord) any { return &c.Key }},
		{ofRecordList, func(c *record.ComplaintRecord) any { return &c.List }},
		{readFrom, func(c *record.ComplaintRecord) any { return &c.Disclosure }},
		{ofRespondent, func(c *record.ComplaintRecord) any { return &c.Company }},
		{atDepartment, func(c *record.ComplaintRecord) any { return &c.Department }},
		{
			text("subject", "Vad anmälan gäller, som kod.", "What the complaint is about, as a code.").null().
				says("Complaints: what it is about; null when missing or not published.", ""),
			func(c *record.ComplaintRecord) any { return &c.Subject },
		},
		{received, func(c *record.ComplaintRecord) any { return &c.Received }},
		{inventedRecord, func(c *record.ComplaintRecord) any { return &c.Synthetic }},
	},
)
