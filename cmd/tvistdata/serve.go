package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tvistdata/api"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// How long the server waits.
const (
	headerTime = 5 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 10 * time.Second
)

const defaultAddress = "127.0.0.1:8080"

func serveCommand() *cobra.Command {
	var releases, address, base string
	c := &cobra.Command{
		Use:   "serve --releases DIR",
		Short: "Answer questions about the releases over HTTP",
		Long: `Serves the current release, and the others by id, until it is interrupted. A release that is promoted
meanwhile is taken up without a restart.

Exit status: 0 stopped; 1 error; 2 wrong usage; 5 the current release is damaged.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return serve(cmd.Context(), releases, address, base, cmd.ErrOrStderr(), nil)
		},
	}
	c.Flags().StringVar(&releases, "releases", "", "folder of the releases")
	c.Flags().StringVar(&address, "addr", defaultAddress, "address to listen on")
	c.Flags().StringVar(&base, "base-url", "", "address of the service in its answers (default the publisher's base_url)")
	_ = c.MarkFlagRequired("releases")
	return c
}

// serve serves until the context ends. It calls ready with the address once it listens.
func serve(ctx context.Context, dir, address, base string, stderr io.Writer, ready func(address string)) error {
	s, err := shelf.Open(dir, release.OS())
	if err != nil {
		return err
	}
	id, err := s.Current()
	if err != nil {
		return fmt.Errorf("nothing to serve; build a release first: %w", err)
	}
	releases, err := query.NewReleases(dir)
	if err != nil {
		return err
	}
	defer releases.Close()
	logger := slog.New(slog.NewJSONHandler(stderr, nil))
	releases.OnFailure = func(err error) { logger.Error("release", slog.String("error", err.Error())) }
	if err := releases.Refresh(ctx); err != nil {
		return err
	}
	if base == "" {
		if base, err = baseURL(ctx, releases); err != nil {
			return err
		}
	}
	handler, err := api.New(api.Config{
		Releases: releases, Files: files{s}, BaseURL: base, Version: version, Released: released, Logger: logger,
	})
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	if ready == nil {
		fmt.Fprintf(stderr, "serving release %s on http://%s\n", id, listener.Addr())
	} else {
		ready(listener.Addr().String())
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}

// baseURL gives the address that the current release's publisher states.
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
