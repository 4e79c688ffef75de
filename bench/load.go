package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"sync"
	"time"
)

// load asks addr for target over conns kept-alive connections for a while and returns the answers per second. It parses
// no more of an answer than it must, so that the two cores are the server's.
func load(ctx context.Context, addr, target string, conns int, span time.Duration) (float64, error) {
	ctx, cancel := context.WithTimeout(ctx, span+10*time.Second)
	defer cancel()
	began := time.Now()
	until := began.Add(span)
	counts := make([]int, conns)
	errs := make([]error, conns)
	var wg sync.WaitGroup
	for i := range conns {
		wg.Go(func() { counts[i], errs[i] = client(ctx, addr, target, until) })
	}
	wg.Wait()
	took := time.Since(began)
	total := 0
	for i := range conns {
		if errs[i] != nil {
			return 0, errs[i]
		}
		total += counts[i]
	}
	return float64(total) / took.Seconds(), nil
}

// client asks over one connection until the time is up and counts the answers.
func client(ctx context.Context, addr, target string, until time.Time) (int, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(until.Add(10 * time.Second)); err != nil {
		return 0, err
	}
	request := []byte("GET " + target + " HTTP/1.1\r\nHost: " + addr + "\r\nAccept: application/json\r\n\r\n")
	in := bufio.NewReaderSize(conn, 64<<10)
	n := 0
	for ; time.Now().Before(until); n++ {
		if _, err := conn.Write(request); err != nil {
			return n, err
		}
		if err := skipAnswer(in); err != nil {
			return n, err
		}
	}
	return n, nil
}

// skipAnswer reads one answer that must be a 200 with its length in a header.
func skipAnswer(in *bufio.Reader) error {
	length := -1
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if first && !strings.HasPrefix(string(line), "HTTP/1.1 200 ") {
			return fmt.Errorf("the server answers %q", line)
		}
		if len(line) <= 2 {
			break
		}
		if name, value, ok := strings.Cut(string(line), ":"); ok && textproto.CanonicalMIMEHeaderKey(name) == "Content-Length" {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if length < 0 {
		return fmt.Errorf("an answer of unknown length")
	}
	_, err := io.CopyN(io.Discard, in, int64(length))
	return err
}
