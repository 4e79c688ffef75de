package release

import (
	"encoding/json"
	"fmt"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// FooterKey is the key under which a file's footer says what the file is, as JSON of a Footer.
const FooterKey = "tvistdata"

// Footer is what a file says about itself, for people who have only the file.
type Footer struct {
	SchemaVersion string                  `json:"schema_version"`
	BaseURL       string                  `json:"base_url"` // the publisher's, without a slash at the end
	Licence       Licence                 `json:"licence"`  // of the release
	Lists         []FooterList            `json:"lists"`    // that the release is made from
	Columns       map[string]FooterColumn `json:"columns"`  // by name
}

// FooterList is a list with the licence under which its records are published.
type FooterList struct {
	ID      string  `json:"id"`
	Licence Licence `json:"licence"`
}

// FooterColumn is what a column holds.
type FooterColumn struct {
	Description record.Text `json:"description"`
	Unit        string      `json:"unit,omitempty"` // of its numbers, or of the ends of its bands
}

// footer returns what the file of a table says about itself.
func (m *Manifest) footer(t schema.Table) (string, error) {
	f := Footer{
		SchemaVersion: SchemaVersion(), BaseURL: m.Publisher.BaseURL, Licence: m.Publisher.Licence,
		Lists: []FooterList{}, Columns: map[string]FooterColumn{},
	}
	for _, l := range m.Lists {
		f.Lists = append(f.Lists, FooterList{l.ID, l.Licence})
	}
	for _, c := range t.Fields {
		f.Columns[c.Name] = FooterColumn{c.Text, c.Unit}
	}
	text, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("encoding the footer: %w", err)
	}
	return string(text), nil
}
