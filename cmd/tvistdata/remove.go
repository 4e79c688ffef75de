package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

func removeCommand() *cobra.Command {
	var releases, reason string
	var dryRun bool
	c := &cobra.Command{
		Use:   "remove ID --reason TEXT --releases DIR [--dry-run]",
		Short: "Take a record or a company out of every release",
		Long: `Writes every retained release that holds the record or the company again without it, under a new id, and deletes
the old ones. Questions to an old id are sent to the new one; its files are gone. What was removed is counted among
the unnamed from now on, and no later build publishes it. The reason stays in removed.json, which only its owner may
read and nothing serves. When it is broken off, the same command finishes what was begun. Records of other companies that
are spelled like a removed one go, too; how many go, by list and company, is told, with --dry-run before anything does.

Exit status: 0 removed, now or before, or would be; 1 error, or no retained release has it; 2 wrong usage; 5 a release is damaged.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(reason) == "" && !dryRun {
				return usageError{errors.New("--reason is empty: say why, for yourself")}
			}
			return remove(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr(), etl.RemoveConfig{
				ID: args[0], Reason: reason, Releases: releases, DryRun: dryRun, FS: release.OS(), Now: time.Now,
			})
		},
	}
	c.Flags().StringVar(&releases, "releases", "", "folder of the releases")
	c.Flags().StringVar(&reason, "reason", "", "why; kept with the removal and published nowhere")
	_ = c.MarkFlagRequired("releases")
	c.Flags().BoolVar(&dryRun, "dry-run", false, "tell what would go, and change nothing")
	return c
}

func remove(ctx context.Context, stdout, stderr io.Writer, c etl.RemoveConfig) error {
	report, err := etl.Remove(ctx, c)
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; the current release is whole, but the removal is not finished: give the same command again")
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		err = cmp.Or(needFolder("releases", c.Releases), err)
	}
	if err != nil {
		return err
	}
	printRemoval(stdout, c, report)
	for _, d := range report.Named {
		fmt.Fprintf(stderr, "warning: the id of disclosure %s names what was removed, and is published: rename its folder and build again\n", d)
	}
	for _, d := range report.Derived {
		fmt.Fprintf(stderr, "warning: release %s was written from what the one before it says itself (%s), so it may lack spellings, "+
			"totals, disagreements and counts of withheld rows, and stays so; a new build has them again\n", d.Release, d.Why)
	}
	return nil
}

func printRemoval(w io.Writer, c etl.RemoveConfig, r etl.RemoveReport) {
	for _, p := range r.Replaced {
		fmt.Fprintf(w, "%s took the place of %s\n", p.New, p.Old)
	}
	for _, g := range r.Going {
		printGoing(w, c, g)
	}
	if r.Already && len(r.Going) == 0 {
		fmt.Fprintln(w, "it was removed before; no release holds it")
	}
	if c.DryRun {
		fmt.Fprintln(w, "nothing was changed")
		return
	}
	fmt.Fprintf(w, "the removal and its reason are kept in %s, for you alone\n", r.File)
}

// printGoing says how many rows go from a release, and of which lists and companies.
func printGoing(w io.Writer, c etl.RemoveConfig, g etl.Going) {
	verb, byList, others := "went", map[string]int64{}, map[string]int64{}
	if c.DryRun {
		verb = "would go"
	}
	_, err := record.ParseID(c.ID)
	for whose, n := range g.Rows {
		byList[whose.List] += n
		if whose.Company != "" && whose.Company != c.ID && err == nil {
			others[whose.Company] += n
		}
	}
	if len(byList) == 0 {
		fmt.Fprintf(w, "%s: no row %s; what names it otherwise does\n", g.Release, verb)
	}
	for _, list := range slices.Sorted(maps.Keys(byList)) {
		fmt.Fprintf(w, "%s: %d of the published rows of %s %s\n", g.Release, byList[list], list, verb)
	}
	for _, id := range slices.Sorted(maps.Keys(others)) {
		fmt.Fprintf(w, "%s: %d of them are of %s, which is spelled alike or had the id before\n", g.Release, others[id], id)
	}
}
