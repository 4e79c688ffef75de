package privacy

// Why is a rule by which a respondent or its spelling is withheld.
type Why uint8

// The rules.
const (
	Unheld Why = iota // neither is withheld
	WhyPersonNumber
	// WhyPersonDeclared: a column of the list says that the respondent is a natural person.
	WhyPersonDeclared
	WhyEstateNumber
	// WhyNumberForCompany: the number looks like a person's or an estate's, and the name by itself would be a company's. The
	// row may be that company's, so it is missing in its counts.
	WhyNumberForCompany
	// WhyCompanyWithin: the name holds a company's name or number and more. The row may be that company's, so it is missing in its
	// counts.
	WhyCompanyWithin
	WhyDecided
	WhyNumberInName
	WhyContradiction
	WhyNobody
	WhyMixed
	WhyUnclean
	WhyMayBePerson
	WhyBare
	WhyPartner
	// WhyPartnerUnnumbered: the row is a company's, which nothing but a name that may be a person's says, so it is missing in its counts.
	WhyPartnerUnnumbered
	// WhyLostLetter: the name has lost a letter, and no number tells whose it is. The row may be any company's, so it is missing
	// in the counts of all.
	WhyLostLetter
	WhyLostSpelling // it has, and the number does
	// WhySoleTrader: the number may be a sole trader's, and no name beside it has a legal form.
	WhySoleTrader
)

// MayBeCompany reports whether a row that is withheld for it may be a company's all the same, whose counts lack it.
func (w Why) MayBeCompany() bool {
	return w == WhyNumberForCompany || w == WhyCompanyWithin || w == WhyContradiction || w == WhyLostLetter ||
		w == WhyPartnerUnnumbered
}

// String says what the rule is, without quoting anybody.
func (w Why) String() string {
	return [...]string{
		Unheld: "",
		WhyPersonNumber: "its number is a person's: the third digit is 0 or 1, and year, month and day are a date, or it has the form of a " +
			"person's number in the country of its register",
		WhyPersonDeclared: "a column says that it is a natural person, or nothing at all",
		WhyEstateNumber:   "its number is an estate's: the first digit is 1",
		WhyNumberForCompany: "its number looks like a person's or an estate's and its name is a company's, so nobody is named, and the " +
			"months of each company that it may be are partial; a foreign company is found by its number " +
			"when companies.yaml has its register and number",
		WhyCompanyWithin: "the name holds a company's name or number and more besides, so nobody is named from it, and the months of " +
			"each company that it may be are partial; a decision on the whole name can say whose it is",
		WhyDecided:      "a written decision says that the name is not shown",
		WhyNumberInName: "a personal number is in the name",
		WhyContradiction: "the number is one company's and the name another's, so neither is named, and the months of both are partial; a " +
			"decision on the name can say which is meant",
		WhyNobody: "the name says that it is a person's or an estate's, or hides one, or is empty",
		WhyMixed: "the number is a company's, and the name beside it holds a case number, an address or what may be a person's: the company is " +
			"named without it",
		WhyUnclean:     "the name holds an address, an e-mail address, a telephone number or what may be a personal number",
		WhyMayBePerson: "the name may be a person's: it has neither a company's number nor a legal form, and no decision approves it",
		WhyBare: "the name beside the company's number has no legal form and a word that no name of the company with one has, so it may " +
			"be a person's: the company is named without it",
		WhyPartner: "the name of the partnership may hold a partner's, who is a person, for not each of its words is known to be nobody's: " +
			"it is named without it, unless a decision shows the name",
		WhyPartnerUnnumbered: "the name of the partnership may hold a partner's, who is a person, and no number is beside it, so " +
			"nobody is named, and the months of each company that it may be are partial; a decision can show the name",
		WhyLostLetter: "the name has lost a letter, so nobody is named from it, and the months in which the matter counts are partial for " +
			"every company",
		WhyLostSpelling: "the name beside the company's number has lost a letter: the company is named without it",
		WhySoleTrader: "sole traders have such numbers, too, and no name beside this one has a legal form; companies.yaml can have the " +
			"company, and a decision can show the name",
	}[w]
}
