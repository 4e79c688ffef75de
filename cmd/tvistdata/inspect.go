package main

import (
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tvistdata/etl/inspect"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

func inspectCommand() *cobra.Command {
	var asJSON, ask bool
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what a file holds, and write the YAML that describes it",
		Long: `Reads one file that nobody has described yet and tells its type, encoding, delimiter, sheet, column names and what
the columns seem to hold; which of the bundled lists fits; and prints a disclosure.yaml for it, and a dataset.yaml when no
list fits. Of everything that may be personal it prints shapes: letters as a, digits as 9. It writes no file.

What no file tells is left open in the YAML: what was requested, and up to which date. With --ask it asks for them on the
terminal and fills them in.

Exit status: 0 inspected; 1 error; 2 wrong usage.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lists, register, err := loadLists(cmd.Context(), "")
			if err != nil {
				return err
			}
			now := time.Now()
			o := inspect.Options{Lists: lists, Register: register, Today: record.NewDate(now.Year(), now.Month(), now.Day())}
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
	c.Flags().BoolVar(&asJSON, "json", false, "print what was found as JSON")
	c.Flags().BoolVar(&ask, "ask", false, "ask what was requested and up to which date, and fill it in")
	return c
}
