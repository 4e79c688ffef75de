// Command cmd writes the demo's invented disclosures, or one invented list of any length to measure with.
//
// Exit status: 0 written; 1 error; 2 wrong flags.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"tvistdata/bench/synthetic"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "synthetic:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("synthetic", flag.ExitOnError)
	out := flags.String("out", "datasets", "folder of lists that the demo is written into")
	rows := flags.Int("arn", 0, "write a list of so many cases to standard output instead")
	companies := flags.Int("companies", 5000, "companies in that list")
	seed := flags.Uint64("seed", 1, "seed of that list")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *rows > 0 {
		return synthetic.WriteARN(stdout, *rows, *companies, *seed)
	}
	return synthetic.WriteDemo(*out)
}
