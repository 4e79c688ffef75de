// Command planted does what only a main package may: it is here to be let through.
package main

import (
	"fmt"
	"os"
	"time"

	_ "tvistdata/api"
	_ "tvistdata/etl/publish"
	_ "tvistdata/internal/query"
)

func main() {
	fmt.Print(time.Now(), os.Getenv("HOME")) // want forbidigo `write to the io.Writer you were given`
	os.Exit(1)
}
