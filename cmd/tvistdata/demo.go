package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/internal/release"
)

// demoKey is the record key of the demo. It protects nobody, because everything the demo keys is invented or public.
const demoKey = "the demo's key is no secret: 1234"

// demoCompany is the invented company whose disputes jump in 2023.
const demoCompany = "Påhittade Betalningar AB"

func demoCommand() *cobra.Command {
	var address string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Build a release of the bundled lists in a temporary folder, and serve it",
		Long: `Builds synthetic disclosures of invented companies and the real published figures into a temporary folder, and
serves them until it is interrupted.

Exit status: 0 stopped; 1 error; 2 wrong usage.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runDemo(cmd.Context(), address, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&address, "addr", defaultAddress, "address to listen on")
	return c
}

func runDemo(ctx context.Context, address string, stdout, stderr io.Writer) error {
	temp, err := os.MkdirTemp("", "tvistdata-demo-")
	if err != nil {
		return fmt.Errorf("a temporary folder: %w", err)
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a left-over folder harms nobody
	lists, register, err := loadLists(ctx, "")
	if err != nil {
		return err
	}
	synthetic, err := unpack(demo, filepath.Join(temp, demo))
	if err != nil {
		return err
	}
	figures, err := unpack(bundled, filepath.Join(temp, bundled))
	if err != nil {
		return err
	}
	all, err := together(synthetic, figures)
	if err != nil {
		return err
	}
	releases := filepath.Join(temp, "releases")
	report, err := etl.Build(ctx, etl.Config{
		Lists: lists, Register: register, Disclosures: all, Key: []byte(demoKey), Demo: true,
		Publisher: release.Publisher{
			Name: "tvistdata demo", Contact: "demo@example.se",
			Licence: release.Licence{Name: "CC0 1.0", URL: "http://creativecommons.org/publicdomain/zero/1.0/"},
		},
		Releases: releases, FS: release.OS(), Now: time.Now,
	})
	if err != nil {
		return err
	}
	printAccounted(stderr, report)
	printRelease(stderr, report)
	return serve(ctx, serving{releases: releases, address: address, stderr: stderr, ready: func(address string) {
		at := "http://" + address
		fmt.Fprintf(stdout, `
tvistdata demo on %[1]s   (invented companies, and real published figures; Ctrl-C stops it)

  %[1]s/docs
  %[1]s/v1/companies?q=%[2]s
  %[1]s/v1/figures?brand=klarna
`, at, strings.ReplaceAll(demoCompany, " ", "+"))
	}})
}
