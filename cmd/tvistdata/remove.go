package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/internal/release"
)

func removeCommand() *cobra.Command {
	var releases, reason string
	c := &cobra.Command{
		Use:   "remove ID --reason TEXT --releases DIR",
		Short: "Take a record or a company out of every release",
		Long: `Writes every retained release that holds the record or the company again without it, under a new id, and deletes
the old ones. Questions to an old id are sent to the new one; its files are gone. What was removed is counted among
the unnamed from now on, and no later build publishes it. The reason stays in removed.json, which only its owner may
read and nothing serves. When it is broken off, the same command finishes what was begun.

Exit status: 0 removed, now or before; 1 error, or no retained release has it; 2 wrong usage; 5 a release is damaged.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(reason) == "" {
				return usageError{errors.New("--reason is empty: say why, for yourself")}
			}
			return remove(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0], reason, releases)
		},
	}
	c.Flags().StringVar(&releases, "releases", "", "folder of the releases")
	c.Flags().StringVar(&reason, "reason", "", "why; kept with the removal and published nowhere")
	_ = c.MarkFlagRequired("releases")
	_ = c.MarkFlagRequired("reason")
	return c
}

func remove(ctx context.Context, stdout, stderr io.Writer, id, reason, releases string) error {
	report, err := etl.Remove(ctx, etl.RemoveConfig{ID: id, Reason: reason, Releases: releases, FS: release.OS(), Now: time.Now})
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; the current release is whole, but the removal is not finished: give the same command again")
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		err = cmp.Or(needFolder("releases", releases), err)
	}
	if err != nil {
		return err
	}
	printRemoval(stdout, report)
	for _, d := range report.Named {
		fmt.Fprintf(stderr, "warning: the id of disclosure %s names what was removed, and is published: rename its folder and build again\n", d)
	}
	for _, d := range report.Derived {
		fmt.Fprintf(stderr, "warning: release %s was written from what the one before it says itself (%s), so it may lack spellings, "+
			"totals, disagreements and counts of withheld rows, and stays so; a new build has them again\n", d.Release, d.Why)
	}
	return nil
}

func printRemoval(w io.Writer, r etl.RemoveReport) {
	for _, p := range r.Replaced {
		fmt.Fprintf(w, "%s took the place of %s\n", p.New, p.Old)
	}
	if r.Already && len(r.Replaced) == 0 {
		fmt.Fprintln(w, "it was removed before; no release holds it")
	}
	fmt.Fprintf(w, "the removal and its reason are kept in %s, for you alone\n", r.File)
}
