package schema

import "tvistdata/internal/record"

// DisputeRows are matters at dispute boards.
var DisputeRows = rowsOf(
	Table{
		Name:  Disputes,
		Title: record.Text{SV: "Tvister, en rad per ärende och företag", EN: "Disputes, one row per matter and company"},
		Sort:  []string{"list", "company_id", "received_date", "record_id"},
	},
	record.DisputeRecord{},
	[]column[record.DisputeRecord]{
		{recordID, func(d *record.DisputeRecord) any { return &d.Key }},
		{listID, func(d *record.DisputeRecord) any { return &d.List }},
		{disclosure, func(d *record.DisputeRecord) any { return &d.Disclosure }},
		{companyID, func(d *record.DisputeRecord) any { return &d.Company }},
		{department, func(d *record.DisputeRecord) any { return &d.Department }},
		{
			text("matter_type", "arende eller omprovning.", "A first matter (arende) or a re-evaluation (omprovning).").null(),
			func(d *record.DisputeRecord) any { return &d.MatterType },
		},
		{received, func(d *record.DisputeRecord) any { return &d.Received }},
		{
			date("decision_date", "Beslutsdag.", "Day of the decision.").null(),
			func(d *record.DisputeRecord) any { return &d.Decided },
		},
		{
			text("outcome", "Beslutets utgång, som kod.", "How the matter was decided, as a code.").null(),
			func(d *record.DisputeRecord) any { return &d.Outcome },
		},
		{
			text("dismissal_reason", "Varför ärendet avvisades, som kod.", "Why the matter was dismissed, as a code.").null(),
			func(d *record.DisputeRecord) any { return &d.DismissalReason },
		},
		{
			text("amount_band", "Beloppets intervall i kronor, till exempel 1000-4999 eller 500000-.", "Band of the amount in SEK, such as "+
				"1000-4999 or 500000-.").in("SEK").null(),
			func(d *record.DisputeRecord) any { return &d.AmountBand },
		},
		{
			text("followed", "Om företaget följde beslutet: foljt eller ej-foljt.", "Whether the company followed the decision: foljt (yes) "+
				"or ej-foljt (no).").null(),
			func(d *record.DisputeRecord) any { return &d.Followed },
		},
		{synthetic, func(d *record.DisputeRecord) any { return &d.Synthetic }},
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
		{recordID, func(c *record.ComplaintRecord) any { return &c.Key }},
		{listID, func(c *record.ComplaintRecord) any { return &c.List }},
		{disclosure, func(c *record.ComplaintRecord) any { return &c.Disclosure }},
		{companyID, func(c *record.ComplaintRecord) any { return &c.Company }},
		{department, func(c *record.ComplaintRecord) any { return &c.Department }},
		{
			text("subject", "Vad anmälan gäller, som kod.", "What the complaint is about, as a code.").null(),
			func(c *record.ComplaintRecord) any { return &c.Subject },
		},
		{received, func(c *record.ComplaintRecord) any { return &c.Received }},
		{synthetic, func(c *record.ComplaintRecord) any { return &c.Synthetic }},
	},
)
