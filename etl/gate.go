package etl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/publish"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// keepShare is the share that a new release must keep of a list's records, and of those that each measure counts, for
// the gate to let it pass without a reason: a file or a column left out by mistake would otherwise lower every count.
const keepShare = 0.95

// gate refuses a release that is doubtful in itself, or that has lost a list or more than a twentieth of what the
// current one, whose id it returns, counts, unless somebody said why that is right; then it returns what it would have refused it
// for. It lets the current release pass: that has passed it before, and a refusal would change nothing. Of another one it returns
// the manifest.
func gate(
	s *shelf.Shelf, id string, r publish.Result, accept string,
) (current string, before *release.Manifest, waived []string, err error) {
	doubts := slices.Clone(r.Doubts)
	current, err = s.Current()
	switch {
	case err == nil:
		old, err := s.Load(current)
		if err != nil {
			return "", nil, nil, fmt.Errorf("the current release cannot be compared with: %w", err)
		}
		if id == current {
			return current, nil, nil, nil
		}
		before = old.Manifest()
		doubts = append(doubts, losses(before, r.Manifest)...)
	case !errors.Is(err, record.ErrNotFound):
		return "", nil, nil, err
	}
	if len(doubts) > 0 && accept == "" {
		return current, before, nil, fmt.Errorf("%w: %s; say why with --accept", ErrRefused, strings.Join(doubts, "; "))
	}
	return current, before, doubts, nil
}

// losses returns what a new release has less of than the one before.
func losses(before *release.Manifest, m release.Manifest) []string {
	var out []string
	if before.RecordKey != m.RecordKey {
		out = append(out, "the record key is another than the current release's, so every record would get another id")
	}
	lost := func(list, what string, was, is int64) {
		if float64(is) < keepShare*float64(was) {
			out = append(out, fmt.Sprintf("list %s has %d %s, and %d in the current release", list, is, what, was))
		}
	}
	for _, old := range before.Lists {
		var now release.List
		if i := slices.IndexFunc(m.Lists, func(l release.List) bool { return l.ID == old.ID }); i >= 0 {
			now = m.Lists[i]
		}
		aged := max(0, agedOut(now)-agedOut(old)) // nobody has to say why these are gone
		lost(old.ID, "records", old.Records-aged, now.Records)
		for _, measure := range record.Measures(old.Kind) {
			if measure != record.Received {
				lost(old.ID, string(measure), old.Counted[measure]-aged, now.Counted[measure])
			}
		}
	}
	return out
}

// agedOut returns how many of a list's records are no longer public.
func agedOut(l release.List) int64 {
	if l.Accounting == nil {
		return 0
	}
	return l.Accounting.AgedOut
}
