package record

// DisputeRecord is a matter at a dispute board against one company, as a release shows it. A text is "" where it is not known.
type DisputeRecord struct {
	Key                                                        [10]byte
	List, Disclosure, Company, Department                      string
	MatterType, Outcome, DismissalReason, AmountBand, Followed string
	Currency                                                   string // of the band, by ISO 4217; "" when there is none, or it is not known
	Received, Decided                                          Date
	Synthetic                                                  bool
}

// ComplaintRecord is a complaint to an agency against one company, as a release shows it. A text is "" where it is not known.
type ComplaintRecord struct {
	Key                                            [10]byte
	List, Disclosure, Company, Department, Subject string
	Received                                       Date
	Synthetic                                      bool
}

// MonthlyCount is how many records of a company a measure counts in one month.
type MonthlyCount struct {
	List      string
	Kind      Kind
	Measure   Measure
	Company   string
	Month     Date   // its first day
	Value     *int64 // nil when not known
	Status    Status
	From, To  Date // what is covered of the month
	Synthetic bool
}
