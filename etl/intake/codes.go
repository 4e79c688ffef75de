package intake

import (
	"strings"
	"sync"

	"tvistdata/etl/check"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// codeBook numbers the codes that a build meets, per field; number 0 is no code. It is safe for concurrent use.
type codeBook struct {
	mu    sync.Mutex
	byID  [check.Fields]map[string]uint16
	codes [check.Fields][]string
}

func newCodeBook() *codeBook {
	b := &codeBook{}
	for f := range check.Fields {
		b.byID[f] = map[string]uint16{}
		b.codes[f] = []string{""}
	}
	return b
}

// number returns the number of a code; ok is false when the field has more codes than numbers.
func (b *codeBook) number(f check.Field, id string) (n uint16, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n, ok := b.byID[f][id]; ok {
		return n, true
	}
	if len(b.codes[f]) > 0xffff {
		return 0, false
	}
	n = uint16(len(b.codes[f]))
	b.byID[f][id] = n
	b.codes[f] = append(b.codes[f], id)
	return n, true
}

// coder reads the coded cells of one list, remembering spellings that it knows. It belongs to one goroutine.
type coder struct {
	book  *codeBook
	list  *list.List
	known [check.Fields]map[string]*coded
	last  [check.Fields]*coded // the one read last: many rows in a row say the same
}

// coded is a spelling with its code.
type coded struct {
	text string
	code check.Code
}

func newCoder(b *codeBook, l *list.List) *coder {
	c := &coder{book: b, list: l}
	for f := range check.Fields {
		c.known[f], c.last[f] = map[string]*coded{}, &coded{}
	}
	if code := l.PartlyWon(); code != "" && l.Combine[check.Outcome.Name()] != "" {
		b.number(check.Outcome, code) // rows may have it together, and none by itself
	}
	return c
}

// read returns the code of a cell: missing when it is blank or mapped to none, unreadable when no code list knows it or
// when it holds something personal, which an open column would publish.
func (c *coder) read(f check.Field, text string) check.Code {
	if text == c.last[f].text {
		return c.last[f].code
	}
	if text == "" {
		return check.Code{}
	}
	if known, ok := c.known[f][text]; ok {
		c.last[f] = known
		return known.code
	}
	id, known := c.list.CodeOf(f.Name(), text)
	if id == "" {
		return check.Code{}
	}
	code := check.Code{ID: id, State: record.Read}
	if !known || person.Scan(text) != person.Nothing {
		code.ID, code.State = record.Unmapped, record.Unreadable
	}
	n, ok := c.book.number(f, code.ID)
	if !ok {
		return check.Code{ID: record.Unmapped, State: record.Unreadable}
	}
	code.Index = n
	if code.State == record.Read {
		known := &coded{strings.Clone(text), code} // what is kept must not keep the whole batch
		c.known[f][known.text] = known
	}
	return code
}
