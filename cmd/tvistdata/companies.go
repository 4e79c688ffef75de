package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tvistdata/etl/source"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
	"tvistdata/internal/until"
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
			counts, err := importRegister(cmd.Context(), args[0], datasets)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d lines read: %d companies, %d further names of one, %d sole traders and estates left out, %d "+
				"without a valid number or a name\n",
				counts.Read, counts.Companies, counts.Joined, counts.Persons, counts.Invalid)
			if counts.Invalid > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "the first without a valid number or a name: %s:%d\n", filepath.Base(args[0]), counts.FirstBad)
			}
			return nil
		},
	}
	c.Flags().StringVar(&datasets, "datasets", "", "folder of your own lists and companies, as build takes it; it has to be there")
	_ = c.MarkFlagRequired("datasets")
	return c
}

// importRegister reads a register and keeps it in the folder of companies, while nobody else changes that.
func importRegister(ctx context.Context, name, datasets string) (register.Counts, error) {
	type imported struct {
		counts register.Counts
		text   bytes.Buffer
	}
	read, err := until.Done(ctx, func() (*imported, error) {
		if err := source.Regular(name); err != nil {
			return nil, fmt.Errorf("%s: %w", source.Escape(filepath.Base(name)), err)
		}
		if err := needFolder("datasets", datasets); err != nil {
			return nil, err
		}
		in, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		out := &imported{}
		out.counts, err = register.Import(filepath.Base(name), in, &out.text)
		return out, errors.Join(err, in.Close())
	})
	if err != nil {
		return register.Counts{}, err
	}
	files, folder := release.UntilDone(ctx, release.OS()), filepath.Join(datasets, "companies")
	unlock, err := shelf.LockFolder(files, folder)
	if err != nil {
		return register.Counts{}, err
	}
	err = shelf.Replace(files, files.CreatePrivate, filepath.Join(folder, register.File), read.text.Bytes())
	return read.counts, errors.Join(err, unlock())
}
