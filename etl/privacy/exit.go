// Package privacy keeps persons out. The Door empties the cells of personal columns before anything else sees them;
// the Exit decides what of a respondent may leave.
package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"hash/maphash"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"tvistdata/etl/check"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Cleared is a matter that has passed the exit: nothing in it is a person's. Only an Exit makes one, and the stages
// after it take nothing else.
type Cleared struct {
	Key      [10]byte  // the record's key: an HMAC under the operator's secret
	Matter   [2]uint64 // equal for the records of one matter; means nothing outside this build
	Name     uint32    // index of Names.All; 0 is unnamed
	Received record.Date
	Decided  record.Date
	Codes    [check.Fields]uint16 // indexes of the build's code book; 0 is missing
	Band     uint8                // index of the list's bands plus 1; 0 is missing
	File     uint8
	Line     uint32
	Has      Fields // the columns that its file has; what a file has no column for is unknown, not missing
	Unread   Fields // those of them that are shown whose cell holds something, which cannot be read and has no value here
	// ByContent says that the record has no reference of the authority's: its key comes from its cells, and equal
	// rows have equal keys until Rekey.
	ByContent bool
	Numbered  bool // its cell of the organisation number holds one, no matter whose it is
	Removed   bool // unnamed because its record or its company was removed
}

// Fields is a set of the fields that a cleared record may have.
type Fields uint16

// The fields besides the coded ones.
const (
	HasReceived Fields = 1 << iota
	HasDecided
	HasAmount
	HasNumber
	hasCodes
)

// HasCode is the set that holds a coded field.
func HasCode(f check.Field) Fields { return hasCodes << f }

// Rekey gives the nth of equal rows, counted from 2, a key of its own.
func (c *Cleared) Rekey(e *Exit, n uint32) {
	c.RekeyAs(e, strconv.FormatUint(uint64(n), 10))
	c.Matter = matterOf(c.Key)
}

// RekeyAs gives a record a key of its own among those of equal identities, by what distinguishes it from the others.
func (c *Cleared) RekeyAs(e *Exit, what string) { c.Key = e.rekeyed(c.Key, what) }

// rekeyed returns the key of one of several records that would share one, by what distinguishes it from the others.
func (e *Exit) rekeyed(key [10]byte, what string) [10]byte {
	derive := func(key [10]byte) [10]byte { return e.Key([]string{string(key[:]), what}) }
	e.names.along(key, derive)
	return derive(key)
}

// Part makes a record's matter one of several under its number, by what distinguishes it from the others.
func (c *Cleared) Part(e *Exit, what string) {
	var number [16]byte
	binary.LittleEndian.PutUint64(number[:8], c.Matter[0])
	binary.LittleEndian.PutUint64(number[8:], c.Matter[1])
	c.Matter = e.hash(string(number[:]), what)
}

// matterOf makes a record without a reference a matter of its own.
func matterOf(key [10]byte) [2]uint64 {
	return [2]uint64{binary.LittleEndian.Uint64(key[:8]), uint64(binary.LittleEndian.Uint16(key[8:]))}
}

// Name is one spelling of a respondent that may be shown.
type Name struct {
	List    string
	Company string // company id, as merges have it
	Written string // empty when the spelling itself may not be shown
	Method  company.Method
	Kind    record.CompanyKind
	Number  company.Number
	Formal  bool   // the spelling has a legal form
	sole    bool   // its number may be a sole trader's; WithholdSole decides whether it is shown
	raw     string // the spelling beside a number, shown or not; it stays in this package
	bare    bool   // it has none, and is beside a number, or is written for a name that has one; WithholdBare decides whether it may be shown
	// Owns are the ids that the number or the name led to before decisions and merges made the company another's, and that
	// which the name has as long as no register knows it. The first found is first.
	Owns     []string
	Were     []string // the ids that earlier spellings of the name have by themselves, as Moved says; sorted
	Evidence string   // what ties the spelling to the company, or why nothing does
	Disputed bool     // whether that is disputed
}

// Names holds the spellings of a build, each judged once. It is safe for concurrent use.
type Names struct {
	Moved // keys and names that were others

	register *company.Register
	decided  []atomic.Bool // by Match.Decision: whether it spoke of a spelling
	shards   [64]shard     // by hash: workers that meet new spellings seldom wait for one another
	count    atomic.Uint32
	all      []Name // of all shards, once it is asked for
}

// shard is a part of the spellings.
type shard struct {
	mu     sync.Mutex
	byHash map[spelling]Judgement
	names  []Name
	at     []uint32 // the indexes of names
}

// spelling is a list with the hash of a number and a name.
type spelling struct {
	list string
	hash [2]uint64
}

// Judgement is what the exit makes of a respondent.
type Judgement struct {
	Index uint32              // of Names.All; 0 is unnamed
	Class company.NumberClass // of the number, for the rules
	Why   Why                 // which rule holds the respondent or its spelling back
	// Several says that these are several respondents, none of whom is named.
	Several bool
}

// NewNames makes an empty table whose entry 0 is everybody unnamed.
func NewNames(r *company.Register) *Names {
	n := &Names{register: r, decided: make([]atomic.Bool, len(r.Decisions())+1)}
	for i := range n.shards {
		n.shards[i].byHash = map[spelling]Judgement{}
	}
	return n
}

// All returns the spellings by index. It must not be called before the last Judge.
func (n *Names) All() []Name {
	if n.all == nil {
		n.all = make([]Name, n.count.Load()+1)
		for i := range n.shards {
			s := &n.shards[i]
			for k, name := range s.names {
				if name.Written != "" { // an id says what it is made of to whoever tries names
					name.Were = n.nameIDs(s.at[k])
				}
				n.all[s.at[k]] = name
			}
			*s = shard{}
		}
	}
	return n.all
}

// Decided reports whether a decision, as Register.Decisions counts them from 1, spoke of a spelling.
func (n *Names) Decided(decision int) bool { return n.decided[decision].Load() }

// judge returns the index of a respondent as a list writes it, whose hash is that of an Exit, and the class of its number.
func (n *Names) judge(l *list.List, hash [2]uint64, number, name string) Judgement {
	key := spelling{l.ID, hash}
	s := &n.shards[hash[0]%uint64(len(n.shards))]
	s.mu.Lock()
	defer s.mu.Unlock()
	if j, ok := s.byHash[key]; ok {
		return j
	}
	name = strings.Clone(name) // what is kept must not keep the whole batch
	match := n.match(l, strings.Clone(number), name)
	shown, ok, why := show(l, name, match)
	if why == WhyPersonNumber || why == WhyEstateNumber {
		bare := n.register.Match(l.ID, "", name)
		n.decided[bare.Decision].Store(true)
		if mayBeShown(l, name, bare) || n.companyWithin(l, name) {
			why = WhyNumberForCompany
		}
	}
	if (why == WhyMayBePerson || why == WhyUnclean || why == WhyNumberInName) && n.companyWithin(l, name) {
		why = WhyCompanyWithin
	}
	whole := why != WhyLostLetter && why != WhyLostSpelling
	j := Judgement{Class: match.Class, Why: why, Several: whole && n.register.Several(l.ID, number, name)}
	if ok && !j.Several {
		j.Index = n.count.Add(1)
		raw := ""
		if match.Method == company.ByNumber && whole {
			raw = name
		}
		shown = oneLine(shown)
		s.at = append(s.at, j.Index)
		s.names = append(s.names, Name{
			List: l.ID, Company: match.ID, Written: shown, Method: match.Method, Kind: match.Kind, Number: match.Number,
			Formal: match.Form.Legal != "", sole: match.Sole && match.Show != company.Shown && !l.CompaniesOnly,
			Owns: ownIDs(l, name, shown, match), Evidence: match.Evidence, Disputed: match.Disputed, raw: raw,
			bare: (match.Method == company.ByNumber || match.Method == company.ByFold) && match.Form.Legal == "" && shown != "" &&
				!l.CompaniesOnly && match.Show != company.Shown && !ofRegister(l, name, match),
		})
	}
	s.byHash[key] = j
	return j
}

// ofRegister reports whether a name beside a company's number is a register's own, as its list says, and is not a person's.
func ofRegister(l *list.List, name string, m company.Match) bool {
	return l.RegisterNames() && m.Method == company.ByNumber && !company.NamesPerson(name)
}

// companyWithin reports whether a part of a name that is not shown is by itself a company's, or the number of one. A name that says
// that it is a person's or an estate's holds none.
func (n *Names) companyWithin(l *list.List, name string) bool {
	if company.FormOf(name).Personal || !company.Parted(name) && !strings.ContainsAny(name, "0123456789") {
		return false
	}
	parts, _ := n.register.Parts(l.ID, "", name)
	return slices.ContainsFunc(parts, func(p company.Party) bool {
		m := n.register.Match(l.ID, p.Number, p.Name)
		return mayBeShown(l, p.Name, m) && (m.Form.Legal != "" || m.Method != company.Unresolved)
	})
}

// ownIDs returns the ids that a respondent had before decisions and merges made it another's, and before a register knew its
// name: a name that is shown without any has an id, too, and ids never move.
func ownIDs(l *list.List, name, shown string, m company.Match) []string {
	if shown == "" { // the id of a name says the name to whoever tries some
		return slices.DeleteFunc(slices.Clone(m.Owns), func(id string) bool { return id == company.NameID(name) })
	}
	byName := m.Method == company.ByName || m.Method == company.ByFold
	if byName && (m.Form.Legal != "" || l.CompaniesOnly || m.Show == company.Shown) {
		return append([]string{company.NameID(shown)}, m.Owns...)
	}
	return m.Owns
}

// show decides whether a respondent may be named, and by which spelling, and returns the rule that withholds the rest. A person's or an
// estate's number is never shown, nor a name with a person's number or a mask in it. Without a company number, the name must carry a
// legal form, belong to a list of companies only, be approved by a written decision, or be in the register. A company with a number is
// named without the spelling when that holds an address of any kind, a telephone number or what may be a person's number. So is a
// partnership when the spelling may hold a partner's name. WithholdBare decides on a spelling without a legal form.
func show(l *list.List, name string, m company.Match) (shown string, ok bool, why Why) {
	found := person.Scan(name)
	if found == person.Nothing && person.HoldsNumberOf(l.Registers().Own(), name, true) {
		found = person.PersonalNumber
	}
	switch {
	case m.Class == company.PersonNumber:
		return "", false, WhyPersonNumber
	case m.Class == company.EstateNumber:
		return "", false, WhyEstateNumber
	case m.Show == company.Hidden:
		return "", false, WhyDecided
	case found == person.PersonalNumber:
		return "", false, WhyNumberInName
	case lost(name, m) && m.Method == company.ByNumber:
		return "", true, WhyLostSpelling
	case lost(name, m):
		return "", false, WhyLostLetter
	case m.Why == company.Contradiction:
		return "", false, WhyContradiction
	case m.ID == "" || m.Form.Personal:
		return "", false, WhyNobody
	}
	clean := found == person.Nothing && !personIn(name, m.Form) && !person.HoldsNumberOf(l.Registers().Own(), name, false)
	switch {
	case m.Method == company.ByNumber && (!clean || m.Form.Mixed || m.Show != company.Shown && company.BesidePerson(name)):
		return "", true, WhyMixed
	case !clean:
		return "", false, WhyUnclean
	case m.Show != company.Shown && company.NamesPartner(name, m.Number) && (!l.CompaniesOnly || !company.LimitedPartners(name)):
		if m.Method == company.Unresolved {
			return "", false, WhyPartnerUnnumbered
		}
		return "", true, WhyPartner
	case m.Method == company.ByNumber:
		return name, true, Unheld
	case m.Method == company.Unresolved && (m.Form.Legal == "" || company.InCapitals(name)) && !l.CompaniesOnly && m.Show != company.Shown:
		return "", false, WhyMayBePerson
	}
	return name, true, Unheld
}

// mayBeShown reports whether a respondent is a company's by itself, though its name alone may not be shown.
func mayBeShown(l *list.List, name string, m company.Match) bool {
	_, ok, why := show(l, name, m)
	return ok || why == WhyPartnerUnnumbered
}

// personIn reports whether a name holds what may be a person's number, or an address.
func personIn(name string, form company.Form) bool {
	return person.MayHoldNumber(name) || person.HoldsAddress(name, form.Legal != "")
}

// Exit makes Cleared records of one list's matters. It belongs to one goroutine.
type Exit struct {
	list              *list.List
	names             *Names
	mac               hash.Hash
	seed              [2]maphash.Seed
	cache             map[[2]uint64]Judgement // by hash of number and name: the texts themselves would be slow to reach
	received, decided list.Publish
	bands             []int64
	buf               []byte
}

// Seeds returns the seeds that distinguish matters in one build; every Exit of the build gets the same.
func Seeds() [2]maphash.Seed { return [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()} }

// NewExit makes an exit for a list. The key is the operator's secret.
func NewExit(l *list.List, names *Names, key []byte, seed [2]maphash.Seed) *Exit {
	e := &Exit{list: l, names: names, mac: hmac.New(sha256.New, key), seed: seed, cache: map[[2]uint64]Judgement{}}
	if c, ok := l.ColumnNamed("received_date"); ok {
		e.received = c.Publish
	}
	if c, ok := l.ColumnNamed("decision_date"); ok {
		e.decided = c.Publish
	}
	if c, ok := l.ColumnNamed("amount"); ok && c.Publish == list.Band {
		e.bands = c.Bands
	}
	return e
}

// Respondent judges a respondent by its number and its name.
func (e *Exit) Respondent(number, name string) Judgement {
	key := e.hash(number, name)
	j, ok := e.cache[key]
	if !ok {
		j = e.names.judge(e.list, key, number, name)
		e.cache[key] = j
	}
	return j
}

// Person judges the respondent of a row that a column tells to be a natural person's, whatever its number and its name.
func (e *Exit) Person() Judgement {
	return Judgement{Class: company.PersonNumber, Why: WhyPersonDeclared}
}

// Number returns a cell of a number as it is judged. Where a column tells that the row is no natural person's, a number that has lost its
// zeros is the company's with them, though a person's may have the same digits.
func (e *Exit) Number(cell string) string {
	if r := e.list.Register(); len(e.list.PersonWhen) > 0 && r != nil {
		if number, padded, ok := r.Read(person.FoldSigns(cell)); ok && padded {
			return number
		}
	}
	return cell
}

// Clear lets a matter out. Identity holds the cells that make it the same record in another delivery, the
// authority's reference first where the list has one.
func (e *Exit) Clear(m *check.Matter, name uint32, identity []string) Cleared {
	c := Cleared{
		Key:      e.Key(identity),
		Name:     name,
		Received: shownDate(m.Received, e.received),
		Decided:  shownDate(m.Decided, e.decided),
	}
	switch {
	case m.Reference == "":
		c.Matter = matterOf(c.Key)
	case e.list.ReferenceForm() != nil:
		c.Matter = e.hash(list.Reference{Text: foldReference(m.Reference)}.Same())
	default:
		c.Matter = e.hash(foldReference(m.Reference), "")
	}
	c.unread(HasReceived, m.Received.State == record.Unreadable && e.received == list.Yes)
	c.unread(HasDecided, m.Decided.State == record.Unreadable && e.decided == list.Yes)
	c.unread(HasAmount, m.Amount.State == record.Unreadable && len(e.bands) > 0)
	for i, code := range m.Codes {
		c.Codes[i] = code.Index
		c.unread(HasCode(check.Field(i)), code.State == record.Unreadable && code.Index == 0)
	}
	if m.Amount.State == record.Read {
		for i, lower := range e.bands {
			if m.Amount.Known >= lower*e.list.Money().Parts() {
				c.Band = uint8(i + 1)
			}
		}
	}
	return c
}

func (c *Cleared) unread(field Fields, is bool) {
	if is {
		c.Unread |= field
	}
}

// foldReference makes one of the ways in which a case number is typed: white space around it is left out, and every
// dash is a hyphen.
func foldReference(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] > ' ' && s[i] < utf8.RuneSelf
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			return '-'
		case unicode.IsSpace(r):
			return -1
		}
		return r
	}, s)
}

// hash returns 128 bits that two texts share with no others: the chance that two of a hundred million pairs do is below
// one in 10^22. It means nothing outside the build.
func (e *Exit) hash(a, b string) [2]uint64 {
	return [2]uint64{
		maphash.String(e.seed[0], a) ^ bits.RotateLeft64(maphash.String(e.seed[1], b), 32),
		maphash.String(e.seed[1], a) ^ bits.RotateLeft64(maphash.String(e.seed[0], b), 32),
	}
}

// Fingerprint distinguishes record keys without revealing the key: the first 80 bits of an HMAC under it of a fixed text, in
// hexadecimal.
func Fingerprint(key []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("tvistdata record key"))
	return hex.EncodeToString(mac.Sum(nil)[:10])
}

// Moved notes that a record with a key had that of other identifying cells in builds before.
func (e *Exit) Moved(identity []string, key [10]byte) { e.names.Key(e.Key(identity), key) }

// Key returns the key of a record: the first 80 bits of HMAC-SHA-256, under the operator's secret, of the list and the
// identifying cells as written, each with its length before it.
func (e *Exit) Key(identity []string) [10]byte {
	e.buf = appendPart(e.buf[:0], e.list.ID)
	for _, part := range identity {
		e.buf = appendPart(e.buf, part)
	}
	e.mac.Reset()
	e.mac.Write(e.buf)
	e.buf = e.mac.Sum(e.buf[:0])
	return [10]byte(e.buf)
}

func appendPart(b []byte, part string) []byte {
	b = binary.AppendUvarint(b, uint64(len(part)))
	return append(b, part...)
}

func shownDate(v record.Value[record.Date], how list.Publish) record.Date {
	if v.State != record.Read || how != list.Yes {
		return record.NoDate
	}
	return v.Known
}
