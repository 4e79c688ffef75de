package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tvistdata/etl/inspect"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

func inspectCommand() *cobra.Command {
	var asJSON, ask bool
	var header string
	var d inspect.Declared
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what a file holds, and write the YAML that describes it",
		Long: `Reads one file that nobody has described yet and tells its type, encoding, delimiter, sheet, column names and what
the columns seem to hold; which of the bundled lists fits; and prints a disclosure.yaml for it, and a dataset.yaml when no
list fits. Of everything that may be personal it prints shapes: letters as a, digits as 9. It writes no file.

Where a file does not show it, say what its lines are: --header where its column names are, or none; --columns what they
are, of a file that has none or wrong ones; --comment, --sheet and --levels. The YAML then says the same.

What no file tells is left open in the YAML: what was requested, and up to which date. With --ask it asks for them on the
terminal and fills them in.

Exit status: 0 inspected; 1 error; 2 wrong usage.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := headerOf(header, &d); err != nil {
				return usageError{err}
			}
			lists, register, err := loadLists(cmd.Context(), "")
			if err != nil {
				return err
			}
			now := time.Now()
			o := inspect.Options{Lists: lists, Register: register, Today: record.NewDate(now.Year(), now.Month(), now.Day()), Declared: d}
			if ask {
				if file, ok := cmd.InOrStdin().(*os.File); ok && !term.IsTerminal(int(file.Fd())) { //nolint:gosec // a descriptor is no large number
					return usageError{errors.New("--ask needs a terminal to ask on; without it what no file says is left open in the YAML")}
				}
				o.Answers, err = until.Done(cmd.Context(), func() (*inspect.Answers, error) {
					return inspect.Ask(cmd.InOrStdin(), cmd.ErrOrStderr(), o.Today)
				})
				if err != nil {
					return err
				}
			}
			report, err := inspect.File(cmd.Context(), args[0], o)
			if err != nil {
				return err
			}
			if !asJSON {
				return inspect.Print(cmd.OutOrStdout(), report)
			}
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(report)
		},
	}
	f := c.Flags()
	f.BoolVar(&asJSON, "json", false, "print what was found as JSON")
	f.StringVar(&header, "header", "", "`line` of the column names, or row of the sheet: 3, or 2-4 when a name is over several, or none")
	f.StringSliceVar(&d.Columns, "columns", nil, "column names in their order, of a file that has none, or has wrong ones at --header")
	f.StringVar(&d.Comment, "comment", "", "`sign` that starts lines which are no rows")
	f.StringVar(&d.Sheet, "sheet", "", "`name` of the sheet to read, or \"table 2\" of a page")
	f.StringSliceVar(&d.Levels, "levels", nil, "names for the levels that a PDF table's first column is indented by, outermost first")
	f.BoolVar(&ask, "ask", false, "ask what was requested and up to which date, and fill it in")
	return c
}

// headerOf reads what was said of where the column names are.
func headerOf(text string, d *inspect.Declared) (err error) {
	switch text {
	case "":
	case "none":
		d.NoHeader = true
	default:
		if d.Lines, err = source.ParseLines(text); err != nil {
			return fmt.Errorf("--header: %w, or none", err)
		}
	}
	return nil
}
