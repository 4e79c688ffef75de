// Command duckpeer does with DuckDB alone what tvistdata build does with a list of disputes: it reads the file, sorts
// it and writes the published columns as Parquet. It neither checks nor accounts for anything.
//
// Usage: duckpeer [-plain] IN.csv OUT.parquet
package main

import (
	"context"
	"database/sql"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2" // the driver
)

//go:embed peer.sql
var peer string

func main() {
	plain := flag.Bool("plain", false, "publish the case number as it is instead of a hash of it")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: duckpeer [-plain] IN.csv OUT.parquet")
		os.Exit(2)
	}
	if err := run(context.Background(), flag.Arg(0), flag.Arg(1), *plain); err != nil {
		fmt.Fprintln(os.Stderr, "duckpeer:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, in, out string, plain bool) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	// COPY takes no bound values.
	_, err = db.ExecContext(ctx, strings.NewReplacer("$in", quote(in), "$out", quote(out), "$plain", fmt.Sprint(plain)).Replace(peer))
	return err
}
