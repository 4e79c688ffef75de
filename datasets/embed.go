// Package datasets holds the lists that are part of every build: what each dataset.yaml says, the disclosures that are
// bundled with a list or made up for its demonstration, and the hand-kept companies. A folder here is a list; it needs
// no Go.
package datasets

import "embed"

// FS holds <list>/dataset.yaml, <list>/bundled/<disclosure>/…, <list>/demo/<disclosure>/… and what companies/ holds.
//
//go:embed */dataset.yaml */bundled */demo companies/*.yaml companies/*.csv
var FS embed.FS
