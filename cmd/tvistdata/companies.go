package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tvistdata/internal/company"
)

func companiesCommand() *cobra.Command {
	c := &cobra.Command{Use: "companies", Short: "Look after the register of companies"}
	c.AddCommand(reviewCommand(), importCommand())
	return c
}

func importCommand() *cobra.Command {
	var datasets string
	c := &cobra.Command{
		Use:   "import FILE --datasets DIR",
		Short: "Take in a whole register of companies",
		Long: `Reads a register, which is CSV with the columns number, name, form, status and registered, or the Swedish companies
register's bulk file as it is, in UTF-8 or Latin-1, and writes DIR/companies/register.tsv, by which the next build matches names.
Sole traders and estates are left out. What stands in companies.yaml goes before what is imported.

Exit status: 0 imported; 1 error, and the register that was there stays; 2 wrong usage.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = in.Close() }() // it was only read
			var out bytes.Buffer
			counts, err := company.Import(filepath.Base(args[0]), in, &out)
			if err != nil {
				return err
			}
			name := filepath.Join(datasets, "companies", company.ImportedFile)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(name+".new", out.Bytes(), 0o600); err != nil {
				return err
			}
			if err := os.Rename(name+".new", name); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d lines read: %d companies, %d further names of one, %d sole traders and estates left out, %d without a valid number or a name\n",
				counts.Read, counts.Companies, counts.Joined, counts.Persons, counts.Invalid)
			if counts.Invalid > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "the first without a valid number or a name: %s:%d\n", filepath.Base(args[0]), counts.FirstBad)
			}
			return nil
		},
	}
	c.Flags().StringVar(&datasets, "datasets", "", "folder of your own lists and companies, as build takes it")
	_ = c.MarkFlagRequired("datasets")
	return c
}
