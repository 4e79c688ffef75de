package privacy

// Rows are cleared records in reading order. They are in blocks, so that millions of them grow without being copied.
type Rows struct {
	blocks [][]Cleared
	n      int
}

const blockBits = 14 // of the number of rows in a block

// Append adds a copy of some rows.
func (r *Rows) Append(rows []Cleared) {
	r.n += len(rows)
	for len(rows) > 0 {
		last := len(r.blocks) - 1
		if last < 0 || len(r.blocks[last]) == 1<<blockBits {
			r.blocks = append(r.blocks, make([]Cleared, 0, 1<<blockBits))
			last++
		}
		room := min(len(rows), 1<<blockBits-len(r.blocks[last]))
		r.blocks[last] = append(r.blocks[last], rows[:room]...)
		rows = rows[room:]
	}
}

// Len returns the number of rows.
func (r *Rows) Len() int { return r.n }

// At returns row i, from 0. It is the row itself: what is changed there is changed.
func (r *Rows) At(i int) *Cleared { return &r.blocks[i>>blockBits][i&(1<<blockBits-1)] }
