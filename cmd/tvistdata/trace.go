package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tvistdata/etl"
)

func traceCommand() *cobra.Command {
	var disclosures, datasets, publisher string
	c := &cobra.Command{
		Use:   "trace RECORD_ID --disclosures DIR",
		Short: "Show which row of which disclosure a record comes from",
		Long: `Reads the disclosures again with the operator's record key and prints disclosure:file:line of every row that has
the key, disclosure:file:sheet:line in a workbook, disclosure:file:page:line in a PDF document: the one that is
published and those it superseded.

Exit status: 0 found; 1 error, or no row has the key; 2 wrong usage.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lists, register, err := loadLists(cmd.Context(), datasets)
			if err != nil {
				return err
			}
			p, err := loadPublisher(publisher, disclosures, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			found, err := p.find(cmd.Context(), disclosures, datasets, "")
			if err != nil {
				return err
			}
			key, err := p.recordKey(keyNeeded, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			origins, err := etl.Trace(cmd.Context(), etl.Config{
				Lists: lists, Register: register, Disclosures: found.Disclosures, Key: key, Demo: true,
			}, args[0])
			if err != nil {
				return err
			}
			for _, o := range origins {
				fmt.Fprintln(cmd.OutOrStdout(), o)
			}
			return nil
		},
	}
	c.Flags().StringVar(&disclosures, "disclosures", "", "folder of the disclosures")
	c.Flags().StringVar(&datasets, "datasets", "", "folder of your own lists and companies, over the bundled ones")
	c.Flags().StringVar(&publisher, "publisher", "", "publisher.yaml (default <disclosures>/publisher.yaml)")
	_ = c.MarkFlagRequired("disclosures")
	return c
}
