package main

import (
	"github.com/spf13/cobra"

	"tvistdata/api"
)

func openapiCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "openapi",
		Short: "Print the contract of the HTTP service",
		Long:  "Prints the OpenAPI description of the HTTP service as YAML.\n\nExit status: 0 printed; 1 error; 2 wrong usage.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			spec, err := api.Spec()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(spec)
			return err
		},
	}
}
