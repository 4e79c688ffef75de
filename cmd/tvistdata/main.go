// Command tvistdata turns disclosed records of consumer disputes into releases and serves them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/etl/source"
	"tvistdata/internal/release"
)

// released is the day of this version of the program.
const released = "2026-11-23"

// version is this version of the program.
const version = "0.2.0"

// The exit statuses that every command's help lists.
const (
	statusOK      = 0
	statusError   = 1
	statusUsage   = 2
	statusBlocked = 3
	statusRefused = 4
	statusDamaged = 5
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// usageError says that a command was called wrongly.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run runs one command and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:           "tvistdata",
		Short:         "Open data on consumer disputes per company",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetArgs(args)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(buildCommand(), serveCommand(), demoCommand(), releasesCommand(), removeCommand(), traceCommand(),
		inspectCommand(), findingsCommand(), listsCommand(), companiesCommand(), openapiCommand())
	root.Run = func(cmd *cobra.Command, _ []string) { _ = cmd.Help() }
	started := false
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := cmd.ValidateRequiredFlags(); err != nil {
			return err
		}
		started = true
		return nil
	}
	err := root.ExecuteContext(ctx)
	if err == nil {
		return statusOK
	}
	fmt.Fprintln(stderr, "tvistdata:", printable(err.Error()))
	if !started {
		fmt.Fprintln(stderr, "tvistdata help lists the commands and their flags")
		return statusUsage
	}
	return status(err)
}

// printable returns the text of an error, which may have lines, with every line as source.Escape has it: it may hold paths.
func printable(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = source.Escape(line)
	}
	return strings.Join(lines, "\n")
}

// status returns the exit status that says what kind of error it is.
func status(err error) int {
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return statusUsage
	case errors.Is(err, etl.ErrBlocked):
		return statusBlocked
	case errors.Is(err, etl.ErrRefused):
		return statusRefused
	case errors.Is(err, release.ErrDamaged):
		return statusDamaged
	}
	return statusError
}
