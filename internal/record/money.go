package record

// Money says in which currency the amounts of a list are, and how they are written.
type Money struct {
	Currency string   // by ISO 4217; empty when it is not known
	Signs    []string // that stand before or behind an amount, in lower case, longer ones first: kronor, kr., kr, sek
	Decimals int      // of the currency
	Mark     byte     // '.' or ',': what stands before decimals where 1.234 could be read in two ways; 0: there it parts thousands
}

// Parts returns how many parts of one unit of the currency an amount is counted in: hundredths, or thousandths where it has three
// decimals.
func (m Money) Parts() int64 {
	if m.Decimals > 2 {
		return 1000
	}
	return 100
}
