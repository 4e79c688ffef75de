package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// The published figures that come with the program are in a release when the publisher says so. Who had them, and does not say so,
// is told, and the gate keeps the release that has them until somebody says why it is right.
func TestBundledFiguresAreAskedFor(t *testing.T) {
	const (
		has  = "published-figures/published-figures-2026-11"
		told = "the current release has the published figures that come with the program (" + has + "), and this one has not: " +
			"they are in a release only when publisher.yaml says bundled_figures: true\n"
	)
	disclosures, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	build := func(want int, more ...string) (out, errs string) {
		t.Helper()
		return call(t, want, append([]string{"build", "--disclosures", disclosures, "--releases", releases}, more...)...)
	}
	if out, errs := build(statusOK); strings.Contains(out, has) || strings.Contains(errs, "bundled_figures") {
		t.Errorf("nobody asked for them:\n%s%s", out, errs)
	}
	lay(t, disclosures, map[string]string{publisherName: withFigures})
	if out, errs := build(statusOK); !strings.Contains(out, has) || strings.Contains(errs, told) {
		t.Errorf("they were asked for:\n%s%s", out, errs)
	}
	for _, without := range []string{"", "bundled_figures: false\n"} {
		lay(t, disclosures, map[string]string{publisherName: strings.Replace(withFigures, "bundled_figures: true\n", without, 1)})
		if _, errs := build(statusRefused); !strings.Contains(errs, told) || !strings.Contains(errs, "list published-figures has 0 records, and 295") {
			t.Errorf("%q: they are dropped, and nobody says so:\n%s", without, errs)
		}
	}
	if out, errs := build(statusOK, "--accept", "they are another's", "--quiet"); strings.Contains(out, has) || !strings.Contains(errs, told) {
		t.Errorf("accepted:\n%s%s", out, errs)
	}
	if _, errs := build(statusOK); strings.Contains(errs, told) {
		t.Errorf("once they are gone it is said again:\n%s", errs)
	}
}
