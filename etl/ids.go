package etl

import (
	"errors"
	"fmt"
	"regexp"

	"tvistdata/etl/source"
	"tvistdata/internal/shelf"
)

// plainID is what the id of a disclosure is made of. It is published, and stays.
var plainID = regexp.MustCompile(`^[a-z0-9-]+$`)

// namedPlainly makes sure that no new disclosure has an id that may name somebody by letters that it needn't have. The id of
// one that a release of the folder holds stays what it is.
func namedPlainly(c Config) error {
	var odd []*source.Disclosure
	for i := range c.Disclosures {
		if d := &c.Disclosures[i]; !plainID.MatchString(d.ID) {
			odd = append(odd, d)
		}
	}
	if len(odd) == 0 {
		return nil
	}
	known, err := released(c)
	if err != nil {
		return err
	}
	var faults []error
	for _, d := range odd {
		if !known[[2]string{d.List, d.ID}] {
			faults = append(faults, fmt.Errorf("disclosure of the shape %q in the folder of %s: the name of its folder is its id, which is "+
				"published; expected lower-case a-z, 0-9 and hyphens alone, such as arn-2024-01, as no release holds it yet",
				source.Shape(d.ID), d.List))
		}
	}
	return errors.Join(faults...)
}

// released returns the disclosures, by list and id, that the whole releases of the folder hold.
func released(c Config) (map[[2]string]bool, error) {
	s, err := shelf.Open(c.Releases, c.FS)
	if err != nil {
		return nil, err
	}
	entries, err := s.List()
	if err != nil {
		return nil, err
	}
	known := map[[2]string]bool{}
	for _, e := range entries {
		r, err := s.Load(e.ID)
		if err != nil {
			continue // it is damaged, which is reported where it is asked for
		}
		for _, d := range r.Manifest().Disclosures {
			known[[2]string{d.List, d.ID}] = true
		}
	}
	return known, nil
}
