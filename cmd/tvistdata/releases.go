package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
	"tvistdata/internal/until"
)

const releasesStatuses = "\n\nExit status: 0 done; 1 error; 2 wrong usage; 5 the release is damaged."

func releasesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "releases",
		Short: "Look after the folder of releases",
		Long:  "Lists, shows, verifies, compares and promotes releases." + releasesStatuses,
	}
	dir := c.PersistentFlags().String("releases", "", "folder of the releases")
	_ = c.MarkPersistentFlagRequired("releases")
	command := func(use, short string, args cobra.PositionalArgs, run func(ctx context.Context, s *shelf.Shelf, args []string,
		w io.Writer) error,
	) {
		c.AddCommand(&cobra.Command{
			Use: use, Short: short, Long: short + "." + releasesStatuses,
			Args: func(cmd *cobra.Command, given []string) error {
				if err := args(cmd, given); err != nil {
					return usageError{err}
				}
				return nil
			},
			RunE: func(cmd *cobra.Command, given []string) error {
				if err := needFolder("releases", *dir); err != nil {
					return err
				}
				ctx := cmd.Context()
				s, err := shelf.Open(*dir, release.UntilDone(ctx, release.OS()))
				if err != nil {
					return err
				}
				return run(ctx, s, given, cmd.OutOrStdout())
			},
		})
	}
	command("list", "List the releases, the latest build first", cobra.NoArgs, listReleases)
	command("show ID", "Print a release's manifest", cobra.ExactArgs(1), showRelease)
	command("verify [ID]", "Read every byte of a release, or of all, and compare it with its checksums", cobra.MaximumNArgs(1), verifyReleases)
	command("diff FROM TO", "Show what changed between two releases", cobra.ExactArgs(2), diffReleases)
	command("promote ID", "Make a release the current one", cobra.ExactArgs(1), func(_ context.Context, s *shelf.Shelf, args []string,
		w io.Writer,
	) error {
		if err := s.Promote(args[0]); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "%s is current\n", args[0])
		return err
	})
	return c
}

func listReleases(_ context.Context, s *shelf.Shelf, _ []string, w io.Writer) error {
	entries, err := s.List()
	if err != nil {
		return err
	}
	for _, e := range entries {
		mark, built := " ", "not noted"
		if e.Current {
			mark = "*"
		}
		if !e.BuiltAt.IsZero() {
			built = e.BuiltAt.UTC().Format(time.RFC3339)
		}
		if _, err := fmt.Fprintf(w, "%s %s built %s\n", mark, e.ID, built); err != nil {
			return err
		}
	}
	return nil
}

func showRelease(ctx context.Context, s *shelf.Shelf, args []string, w io.Writer) error {
	r, err := until.Done(ctx, func() (*release.Release, error) { return s.Load(args[0]) })
	if err != nil {
		return err
	}
	return indented(w, r.Manifest())
}

func verifyReleases(ctx context.Context, s *shelf.Shelf, args []string, w io.Writer) error {
	if len(args) == 0 {
		entries, err := s.List()
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return fmt.Errorf("no release in %s: %w", s.Dir(), record.ErrNotFound)
		}
		for _, e := range entries {
			args = append(args, e.ID)
		}
	}
	var failed []error
	for _, id := range args {
		if err := s.Verify(id); ctx.Err() != nil {
			return context.Cause(ctx)
		} else if err != nil {
			failed = append(failed, err)
			continue
		}
		also := ""
		if _, err := s.Kept(id, 0); errors.Is(err, fs.ErrNotExist) {
			also = "; nothing is kept beside it, so a removal writes it from what it says itself"
		}
		if _, err := fmt.Fprintf(w, "%s is whole%s\n", id, also); err != nil {
			return err
		}
	}
	return errors.Join(failed...)
}

func diffReleases(ctx context.Context, s *shelf.Shelf, args []string, w io.Writer) error {
	d, err := until.Done(ctx, func() (shelf.Diff, error) { return s.Diff(args[0], args[1]) })
	if err != nil {
		return err
	}
	return indented(w, d)
}

func indented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
