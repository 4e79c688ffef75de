// Command plainserver is a bare net/http handler that answers everything with the bytes and the headers of one answer.
//
// Usage: plainserver ADDR BODY HEADERS.json
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: plainserver ADDR BODY HEADERS.json")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "plainserver:", err)
		os.Exit(1)
	}
}

func run(addr, bodyFile, headerFile string) error {
	body, err := os.ReadFile(bodyFile)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(headerFile)
	if err != nil {
		return err
	}
	var headers http.Header
	if err := json.Unmarshal(text, &headers); err != nil {
		return err
	}
	server := &http.Server{
		Addr:              addr,
		ReadHeaderTimeout: 10 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for name, values := range headers {
				for _, v := range values {
					w.Header().Add(name, v)
				}
			}
			_, _ = w.Write(body)
		}),
	}
	return server.ListenAndServe()
}
