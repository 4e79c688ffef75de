package record

// CountQuery asks how many records of one list there are, by the date that its measure uses. Empty filters let
// everything through.
type CountQuery struct {
	List                               string
	Measure                            Measure
	Companies, Departments, Outcomes   []string
	ByCompany, ByDepartment, ByOutcome bool
	Period                             Period
	From, To                           Date // both inclusive; both set
	YearFrom, YearTo                   int  // month×100+day: only the days of each year from the one to the other; 0 for no end
	// Members takes the place of Companies: each one's records on the days of its membership, and, unless ByCompany is set,
	// each matter once, however many of them it is against.
	Members []Membership
}

// Count is one group's number of records. The fields that the query does not group by are empty; Start is NoDate
// when it has no period. Groups without records are absent.
type Count struct {
	Company, Department, Outcome string
	Start                        Date
	Value                        int64
}

// Delay is how many matters received in a month were closed so many months later; 0 is the same month.
type Delay struct {
	Received Date // first day of the month
	Months   int
	Count    int64
}

// RowQuery asks for records or figures, a page at a time, in a total order that does not change inside a release.
// Empty filters let everything through.
type RowQuery struct {
	List                             string
	Companies, Departments, Outcomes []string
	From, To                         Date   // on the record's received date, or overlapping the figure's period; NoDate for open
	Brand, CompanyAsWritten          string // figures only
	Authority, FigureMeasure         string // figures only
	Limit, Page                      int    // Page counts from 1
}

// CompanyQuery asks for companies by id, or by any name, or number form.
type CompanyQuery struct {
	IDs         []string
	Text        string
	List        string // only companies with records in this list
	Limit, Page int
}

// Company is a legal entity, a foreign firm or a name not yet resolved. A person is never a Company.
type Company struct {
	ID         string
	Name       string
	Kind       CompanyKind
	OrgNumber  string        // NNNNNN-NNNN; empty when it has none
	Form       string        // legal form in short, such as AB; empty when not known
	Status     CompanyStatus // empty when not known
	Registered Date          // NoDate when not known
	Parent     string        // id of the company that a branch belongs to
	Merged     Merge         // the zero Merge when it is not merged
	Disputed   bool          // whether a match with it is disputed
	Records    int64         // in all lists
	Synthetic  bool
	Names      []WrittenName
	Lists      []ListRecords // those that it has records or figures in, by id
}

// ListRecords is how many records, or figures, of a company a list has.
type ListRecords struct {
	List    string
	Records int64
}

// Merge says that a company's records are counted as another's. It can be taken back, so the id stays.
type Merge struct {
	Into string // id of the company, which is not merged itself
	On   Date   // the day that it counts from in law, or on which it was decided that the two are one
	Why  string
}

// CompanyStatus reports whether a company still is in its register.
type CompanyStatus string

// The statuses of companies.
const (
	Active       CompanyStatus = "active"
	WindingUp    CompanyStatus = "winding_up"   // in liquidation, bankruptcy or reconstruction
	Deregistered CompanyStatus = "deregistered" // struck off, dissolved or merged away
)

// Question is what may be a company: a number, a name or both.
type Question struct{ Number, Name string }

// Candidate is a company that a question may mean.
type Candidate struct {
	ID, Name   string
	Method     string // how it was found: decision, number, name, folded, or similar, which is a proposal
	Confidence string // certain, high, medium or none
	Evidence   string // the number, the registered name or the decision that it was found by
}

// Candidates is what a question led to: the one company that it means when Found is set, else those that it may mean.
type Candidates struct {
	Found      bool
	Why        string // why there is no match; empty when there is
	Candidates []Candidate
}

// CompanyKind says how a company is known.
type CompanyKind string

// The kinds of companies.
const (
	LegalEntity CompanyKind = "legal_entity" // has a Swedish organisation number
	Branch      CompanyKind = "branch"       // a foreign company's branch (filial) with a Swedish number of its own
	Foreign     CompanyKind = "foreign"      // has a number in another country's register
	Curated     CompanyKind = "curated"      // kept by hand, without a number
	Unresolved  CompanyKind = "unresolved"   // a name that may be shown, not yet tied to an entity
)

// WrittenName is a company's name as one list wrote it.
type WrittenName struct {
	List    string
	Name    string
	Method  string
	Records int64
	// Evidence is what tied the name to the company: a number, a registered name, a decision; or why nothing did.
	Evidence string
	Disputed bool
}

// MatchQuality says how well names alone are matched with companies, on pairs that people have labelled.
type MatchQuality struct {
	Pairs       int64   `json:"pairs"`
	Decidable   int64   `json:"decidable"`    // pairs of which a careful person can know from the name alone
	Same        int64   `json:"same"`         // those of them that are the same company
	Matched     int64   `json:"matched"`      // those of these that were found
	FalseMerges int64   `json:"false_merges"` // matches that a person would not have made
	Precision   float64 `json:"precision"`    // matched, of all that was matched
	Recall      float64 `json:"recall"`       // matched, of what is the same company
}

// Membership says that a company belongs to a group, or trades under a brand, on the days From to To; NoDate leaves an
// end open.
type Membership struct {
	Of       string // id of the group or brand
	Kind     string // group or brand
	Name     string // of the group or brand
	Company  string
	From, To Date
}

// Brand is a name that people know, under which one or several companies trade, or a group of companies. It is never a
// company.
type Brand struct {
	ID, Name       string
	DecidedBy, Why string
	DecidedOn      Date
}

// Note is a remark on a series: a break in it, or an event that it should be read with.
type Note struct {
	ID         string
	Kind       string // series_break or event
	List       string
	Department string
	CompanyID  string
	From       Date
	To         Date // NoDate when it has no end
	Text       Text
	SourceName string
	SourceURL  string
}

// Statement is what a company, or somebody for it, says of its series: its right of reply.
type Statement struct {
	ID string
	// statement (word for word, known by the publisher to be the company's) or reported_reply (somebody's account of one)
	Kind               string
	List               string
	CompanyID, BrandID string // one of them: a brand where the source names no legal entity
	From, To           Date   // the days of the series that it is about; To is NoDate when it has no end
	Given              Date   // when it was given or reported
	Text               Text   // a statement's own words, in the language that it was given in and in translation
	Language           string // of the original, by ISO 639, such as sv; "" when not known
	By                 string // who says it, as a post and not a name
	SourceName         string // of a statement, how the publisher knows that it is the company's
	SourceURL          string
	Synthetic          bool // whether it is about an invented company
}

// SurgeReview is somebody's recorded decision on a surge: only then may it be public where its list says so, and what is
// confirmed stays out of later baselines.
type SurgeReview struct {
	List, CompanyID string
	Period          string // as Period.Label writes it: 2023, 2023-H1 …
	Confirmed       bool
	DecidedBy       string
	DecidedOn       Date
	Why             string
}

// Disagreement says that published figures cannot all be right, or one of them and what was counted. Which is wrong it
// does not say, and nothing is corrected for it.
type Disagreement struct {
	ID                                     string
	Rule                                   string // parts-total, half-year, revised, change or counted
	List                                   string // the figures' list
	RecordIDs                              []string
	Authority, Jurisdiction, Measure, Unit string // of the figure at issue, as are the next
	CompanyID, BrandID, Department         string // empty where it names none
	From, To                               Date   // its period; NoDate when not known
	PeriodLabel                            string
	CountedList                            string  // the list that was counted in; empty when figures disagree
	Expected                               float64 // the value of the figure at issue
	Found                                  float64 // what the others, or the count, say that it would be
	Difference                             float64 // found less expected, to six decimals
	Text                                   Text
	Synthetic                              bool
}

// ColumnType is how a column's cells are to be written.
type ColumnType string

// The column types. A cell is nil (null) or: Text string, DateType Date, Integer int64, Number float64, Bool bool.
const (
	TextType ColumnType = "text"
	DateType ColumnType = "date"
	Integer  ColumnType = "integer"
	Number   ColumnType = "number"
	Bool     ColumnType = "boolean"
)

// Column names and types one column of a table; the same name everywhere, from Parquet to CSV header to JSON.
type Column struct {
	Name string
	Type ColumnType
}

// Table is an answer's cells, the same whatever format they are written in.
type Table struct {
	Columns []Column
	Rows    [][]any
}

// Page is one page of a table with the number of rows in all.
type Page struct {
	Table
	Total int64
}

// Revision is what a later disclosure has changed of one field of a record.
type Revision struct {
	RecordID                           string // of the record that counts now
	List, Disclosure, DisclosureBefore string
	Field, Before, After               string // Before and After are "" when nothing is said
	Synthetic                          bool
}

// Total is how many matters a list has of a year, named or not, in a department, or in all when Department is "".
type Total struct {
	List, Department string
	Year             int64
	Received         *int64 // nil when suppressed or not covered
	Status           Status
}

// Match is what tied a name to its company.
type Match struct {
	List, Company, Name, Method string
	Evidence                    string
	Disputed                    bool
}

// Tie is a record that is counted for another company than its own number or name led to, or one of several of its
// matter.
type Tie struct {
	Record       [10]byte // its key
	List         string
	ResolvedFrom string // the id that it led to, or ""
	Matter       string // equal for records of one matter, or ""
}

// Spelling is a company's name as a list writes it, with the records under it.
type Spelling struct {
	List, Company, Name, Method string
	Records                     int64
}

// PublishedFigure is a figure that somebody published. A text that is not known is "".
type PublishedFigure struct {
	Key                                                                 [10]byte
	List, Disclosure, Authority, Jurisdiction, Measure                  string
	Role, CompanyWritten, Company, Brand, DepartmentWritten, Department string
	Start, End                                                          Date
	PeriodLabel, Precision, ValueWritten                                string
	Value                                                               float64
	Unit, Qualifier, SourceName, SourceURL, Published, Note             string
	Synthetic                                                           bool
}

// ListedCompany is a company's place on a published list.
type ListedCompany struct {
	Key                                          [10]byte
	List, Disclosure, Company, Department, Issue string
	Date                                         Date
	Cases                                        *int64   // nil when not known
	Sum                                          *float64 // nil when not known
	Currency                                     string   // of the sum, by ISO 4217; "" when there is none, or it is not known
	Synthetic                                    bool
}
