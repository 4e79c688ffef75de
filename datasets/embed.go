// Package datasets holds the lists that are part of every build: what each dataset.yaml says, the disclosures that are
// bundled with a list or made up for its demonstration, the hand-kept companies, how registers write their numbers, and the words
// that people are called by. A folder with a dataset.yaml here is a list; it needs no Go.
package datasets

import "embed"

// FS holds <list>/dataset.yaml, <list>/bundled/<disclosure>/…, <list>/demo/<disclosure>/…, what companies/ holds, registers/*.yaml and
// words/*.txt.
//
//go:embed */dataset.yaml */bundled */demo companies/*.yaml companies/*.csv registers/*.yaml words/*.txt
var FS embed.FS
