package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/etl/publish"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/release"
)

// softMemory is from where on the garbage collector saves memory rather than time, unless GOMEMLIMIT says otherwise. A
// build of ten million rows stays near it; a larger one takes what it needs, and longer.
const softMemory = 1280 << 20

// lazyGC is by how many per cent the heap grows, unless GOGC says otherwise, before garbage is collected. Most of what a
// build takes it keeps, so that to look for garbage more often finds little.
const lazyGC = 150

type buildOptions struct {
	disclosures, releases, datasets, publisher, accept string
	demo, dryRun, json, quiet                          bool
}

func buildCommand() *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build --disclosures DIR --releases DIR",
		Short: "Make a release of the disclosures and promote it",
		Long: `Reads every disclosure in <disclosures>/<list>/<disclosure-id>/{disclosure.yaml, files…}, and the published figures
that come with the program when publisher.yaml says bundled_figures: true, and makes, checks and promotes a release of
them. Whatever fails, the current release stays.

Exit status: 0 built or unchanged; 1 error; 2 wrong usage; 3 a finding blocks the release; 4 the gate refused it
against the current release; 5 a release on disk is damaged.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := c.Flags()
	f.StringVar(&o.disclosures, "disclosures", "", "folder of the disclosures")
	f.StringVar(&o.releases, "releases", "", "folder of the releases; made when it is not there")
	f.StringVar(&o.datasets, "datasets", "", "folder of your own lists and companies, over the bundled ones")
	f.StringVar(&o.publisher, "publisher", "", "publisher.yaml (default <disclosures>/publisher.yaml)")
	f.BoolVar(&o.demo, "demo", false, "allow synthetic disclosures beside real ones")
	f.BoolVar(&o.dryRun, "dry-run", false, "do everything but make the release, and leave nothing behind")
	f.StringVar(&o.accept, "accept", "", "why a release that the gate would refuse is right")
	f.BoolVar(&o.json, "json", false, "print the report as JSON")
	f.BoolVar(&o.quiet, "quiet", false, "print neither progress nor findings")
	_ = c.MarkFlagRequired("disclosures")
	_ = c.MarkFlagRequired("releases")
	return c
}

func (o *buildOptions) run(ctx context.Context, stdout, stderr io.Writer) error {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(softMemory)
	}
	if _, set := os.LookupEnv("GOGC"); !set {
		debug.SetGCPercent(lazyGC)
	}
	lists, register, err := loadLists(ctx, o.datasets)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "tvistdata-")
	if err != nil {
		return fmt.Errorf("a temporary folder: %w", err)
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a left-over folder harms nobody
	publisher, err := loadPublisher(o.publisher, o.disclosures, stderr)
	if err != nil {
		return err
	}
	own, err := publisher.find(ctx, o.disclosures, o.datasets, o.releases)
	if err != nil {
		return err
	}
	theirs, err := publisher.bundled(temp)
	if err != nil {
		return err
	}
	all, err := together(own.Disclosures, theirs)
	if err != nil {
		return err
	}
	missing := keyMade
	if o.dryRun {
		missing = keyTemporary
	}
	key, err := publisher.recordKey(missing, stderr)
	if err != nil {
		return err
	}
	bar := newProgress(stderr, o.quiet, time.Now)
	report, err := etl.Build(ctx, etl.Config{
		Lists: lists, Register: register, Disclosures: all, Unread: own.Unread, Litter: own.Litter,
		Publisher: publisher.public(), Key: key, Demo: o.demo, DryRun: o.dryRun, Accept: o.accept,
		Releases: o.releases, FS: release.OS(), Now: time.Now, Progress: bar.tell,
	})
	bar.done()
	tellDropped(report.Before, report.Manifest, stderr)
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted; nothing was released, and the current release is the one it was")
	}
	if o.json {
		return errors.Join(err, printJSON(stdout, report, err))
	}
	if !o.quiet {
		printFindings(stderr, report)
	}
	if err == nil || errors.Is(err, etl.ErrRefused) {
		printAccounted(stdout, report)
	}
	if err == nil {
		printRelease(stdout, report)
	}
	return err
}

// shownPerRule is how many findings of a rule are printed for one disclosure; --json prints more.
const shownPerRule = 5

func printFindings(w io.Writer, r etl.Report) {
	type of struct{ disclosure, rule string }
	shown := map[of]int64{}
	for _, f := range r.Findings {
		k := of{f.At.Disclosure, f.Rule.Name()}
		if shown[k] < shownPerRule {
			shown[k]++
			fmt.Fprintln(w, f)
		}
	}
	for _, c := range r.Counted {
		if more := c.Findings - shown[of{c.Disclosure, c.Rule}]; more > 0 {
			fmt.Fprintf(w, "%s: %d more\n", strings.TrimPrefix(source.Escape(c.Disclosure)+": "+c.Rule, ": "), more)
		}
	}
}

// printAccounted prints where the rows of each disclosure went, which add up to those read.
func printAccounted(w io.Writer, r etl.Report) {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tab, "rows read\tpublished\tunnamed\tduplicate\tsuperseded\trejected\taged out\t  disclosure")
	line := func(a release.Accounting, of string) {
		fmt.Fprintf(tab, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t  %s\n", a.Read, a.Published, a.Unnamed, a.Duplicate, a.Superseded, a.Rejected,
			a.AgedOut, of)
	}
	var all release.Accounting
	for _, d := range r.Accounted {
		line(d.Accounting, d.List+"/"+source.Escape(d.Disclosure))
		all = all.Plus(d.Accounting)
	}
	line(all, fmt.Sprintf("in all: %d lists, %d disclosures", len(r.Manifest.Lists), len(r.Manifest.Disclosures)))
	_ = tab.Flush() // of a writer that cannot be written to, nobody learns
	if r.Withheld > 0 {
		fmt.Fprintf(w, "removals: %d rows were withheld\n", r.Withheld)
	}
}

// printRelease prints what a person has accepted, and which release was made.
func printRelease(w io.Writer, r etl.Report) {
	for _, doubt := range r.Waived {
		fmt.Fprintf(w, "accepted: %s\n", doubt)
	}
	switch {
	case r.Release == "":
		fmt.Fprintln(w, "dry run: no release was made")
	case r.Unchanged:
		fmt.Fprintf(w, "release %s: unchanged\n", r.Release)
	default:
		fmt.Fprintf(w, "release %s\n", r.Release)
	}
}

// jsonReport is the report for machines.
type jsonReport struct {
	Release     string               `json:"release"`
	Unchanged   bool                 `json:"unchanged"`
	Withheld    int64                `json:"withheld_by_removals"`
	Waived      []string             `json:"accepted"` // what the gate would have refused
	Error       string               `json:"error,omitempty"`
	Disclosures []release.Disclosure `json:"disclosures"`
	Accounted   []publish.Accounted  `json:"accounted"`
	Counted     []jsonCounted        `json:"findings_counted"`
	Findings    []jsonFinding        `json:"findings"`
}

type jsonFinding struct {
	Rule       string        `json:"rule"`
	Severity   rule.Severity `json:"severity"`
	Disclosure string        `json:"disclosure"`
	File       string        `json:"file"`
	Sheet      string        `json:"sheet,omitempty"`
	Line       int           `json:"line,omitempty"`
	Text       string        `json:"text"`
}

// jsonCounted is how many findings a rule has in a disclosure: findings has the first thousand.
type jsonCounted struct {
	Disclosure string `json:"disclosure"`
	Rule       string `json:"rule"`
	Findings   int64  `json:"findings"`
}

func printJSON(w io.Writer, r etl.Report, failure error) error {
	out := jsonReport{
		Release: r.Release, Unchanged: r.Unchanged, Withheld: r.Withheld, Disclosures: r.Manifest.Disclosures, Accounted: r.Accounted,
		Waived: append([]string{}, r.Waived...), Counted: []jsonCounted{}, Findings: []jsonFinding{},
	}
	if failure != nil {
		out.Error = failure.Error()
	}
	for _, c := range r.Counted {
		out.Counted = append(out.Counted, jsonCounted(c))
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, jsonFinding{
			f.Rule.Name(), f.Rule.Severity(), f.At.Disclosure, f.At.File, f.At.Sheet, f.At.Line, f.Text,
		})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
