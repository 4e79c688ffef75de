package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/api"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// What clients may take of the service before it closes their connections.
const (
	headerTime  = 5 * time.Second
	requestTime = 15 * time.Second
	stallTime   = 30 * time.Second
	idleTime    = 2 * time.Minute
	stopTime    = 8 * time.Second // less than the ten seconds after which a container is killed
)

// watchTime is how often is looked which release is current.
const watchTime = time.Second

const defaultAddress = "127.0.0.1:8080"

// serving is what serve is called with.
type serving struct {
	releases string // folder
	address  string // to listen on
	base     string // of the service in its answers; "" for the publisher's
	proxies  []string
	stderr   io.Writer
	ready    func(address string) // called once it listens; nil to say so on stderr
}

func serveCommand() *cobra.Command {
	var o serving
	c := &cobra.Command{
		Use:   "serve --releases DIR",
		Short: "Answer questions about the releases over HTTP",
		Long: `Serves the current release, and the others by id, until it is interrupted. A release that is promoted
meanwhile is taken up within a second and the time that it takes to open, without a restart; one that is broken
is logged, and the one before it served on.

A client that is too slow is let go of: 5 seconds for the head of a request, 15 for all of it, 30 in which it takes
nothing of an answer, 2 minutes between two requests. One address (IPv6: one network of 64 bits) may have 128
connections, and all together half of what the limit of open files leaves; beyond that the one that has kept the
service waiting longest is closed. Name a proxy in front with --trusted-proxies, for else it counts as one client.
The client it asks for, who may have as many requests under way, is the last address in X-Forwarded-For, or in
Forwarded where there is none, that is not a trusted proxy's: the proxy has to write the one and to drop the other.

When it is interrupted, what is under way has 8 seconds to end.

Exit status: 0 stopped; 1 error; 2 wrong usage; 5 the current release is damaged.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.stderr = cmd.ErrOrStderr()
			return serve(cmd.Context(), o)
		},
	}
	c.Flags().StringVar(&o.releases, "releases", "", "folder of the releases")
	c.Flags().StringVar(&o.address, "addr", defaultAddress, "address to listen on")
	c.Flags().StringVar(&o.base, "base-url", "", "address of the service in its answers (default the publisher's base_url)")
	c.Flags().StringSliceVar(&o.proxies, "trusted-proxies", nil, "addresses and networks of the proxies in front, such as "+
		"127.0.0.1,10.0.0.0/8")
	_ = c.MarkFlagRequired("releases")
	return c
}

// serve serves until the context ends.
func serve(ctx context.Context, o serving) error {
	proxies, err := api.NewProxies(o.proxies)
	if err != nil {
		return usageError{err}
	}
	if err := needFolder("releases", o.releases); err != nil {
		return err
	}
	s, err := shelf.Open(o.releases, release.OS())
	if err != nil {
		return err
	}
	id, err := s.Current()
	if err != nil {
		return fmt.Errorf("nothing to serve; build a release first: %w", err)
	}
	logger := slog.New(slog.NewJSONHandler(o.stderr, nil))
	releases, err := openReleases(ctx, o.releases, logger)
	if err != nil {
		return err
	}
	defer releases.Close()
	if o.base == "" {
		if o.base, err = baseURL(ctx, releases); err != nil {
			return err
		}
	}
	limits, err := limitsOf()
	if err != nil {
		return err
	}
	handler, err := api.New(api.Config{
		Releases: releases, Files: files{s}, BaseURL: o.base, Version: version, Released: released, Logger: logger,
		Proxies: proxies, PerClient: limits.PerClient,
	})
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", o.address)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	if o.ready == nil {
		fmt.Fprintf(o.stderr, "serving release %s on http://%s\n", id, listener.Addr())
	} else {
		o.ready(listener.Addr().String())
	}
	stop := watch(ctx, releases)
	defer stop()
	server := api.Server{Handler: handler, Limits: limits, Proxies: proxies, Logger: logger, Now: time.Now}
	return server.Serve(ctx, listener)
}

// openReleases opens the current release of a folder. What becomes of it later is logged.
func openReleases(ctx context.Context, dir string, logger *slog.Logger) (*query.Releases, error) {
	releases, err := query.NewReleases(dir)
	if err != nil {
		return nil, err
	}
	releases.OnFailure = func(err error) {
		logger.ErrorContext(ctx, "release failed", slog.String("error", err.Error()))
	}
	releases.OnPromotion = func(before, id string) {
		logger.InfoContext(ctx, "release taken up", slog.String("release", id), slog.String("before", before))
	}
	if err := releases.Refresh(ctx); err != nil {
		releases.Close()
		return nil, err
	}
	return releases, nil
}

// watch opens what is promoted, until stop is called.
func watch(ctx context.Context, releases *query.Releases) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(watchTime)
	var watching sync.WaitGroup
	watching.Go(func() { releases.Watch(ctx, ticker.C) })
	return func() {
		cancel()
		ticker.Stop()
		watching.Wait()
	}
}

// limitsOf returns the limits of the service. A connection may need a second descriptor for the file that it is sent, and what
// the program itself opens has to find some, too.
func limitsOf() (api.Limits, error) {
	const reserve, fewest, most, mostPerClient = 64, 8, 4096, 128
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return api.Limits{}, fmt.Errorf("the limit of open files: %w", err)
	}
	all := fewest
	if files.Cur > reserve+2*fewest {
		all = int(min((files.Cur-reserve)/2, most)) //nolint:gosec // no more than most
	}
	return api.Limits{
		Connections: all, PerClient: min(all/2, mostPerClient),
		Header: headerTime, Request: requestTime, Stall: stallTime, Idle: idleTime, Stop: stopTime,
	}, nil
}

// baseURL returns the address that the current release's publisher states.
func baseURL(ctx context.Context, releases *query.Releases) (string, error) {
	store, done, err := releases.Acquire(ctx, "")
	if err != nil {
		return "", err
	}
	defer done()
	return store.Manifest().Publisher.BaseURL, nil
}

// files hands the service the releases' files.
type files struct{ shelf *shelf.Shelf }

// List lists the releases, the latest build first.
func (f files) List() ([]shelf.Entry, error) { return f.shelf.List() }

// OpenFile opens a file of a release.
func (f files) OpenFile(id, name string) (io.ReadSeekCloser, error) {
	file, err := os.Open(filepath.Join(f.shelf.Dir(), filepath.Base(id), filepath.Base(name)))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("release %s has no file %s: %w", id, name, record.ErrNotFound)
	}
	return file, err
}
