package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
	"tvistdata/internal/until"
)

// publisherFile is publisher.yaml: who answers for the releases.
type publisherFile struct {
	Name          string       `yaml:"name"`
	Contact       string       `yaml:"contact"`
	BaseURL       string       `yaml:"base_url"`
	Licence       list.Licence `yaml:"licence"`
	RecordKeyFile string       `yaml:"record_key_file"` // beside publisher.yaml unless absolute
	Ignore        []string     `yaml:"ignore"`          // what lies outside the disclosures in their folder and is none: notes.txt, arn-cases/old

	path string // of publisher.yaml
}

// publisherName is what publisher.yaml is called in the folder of disclosures, and keyName the record key beside it.
const (
	publisherName = "publisher.yaml"
	keyName       = "record.key"
)

// loadPublisher reads publisher.yaml. Without a named file it takes the one in the folder of disclosures; without that, it
// says so and publishes without a name.
func loadPublisher(path, disclosures string, stderr io.Writer) (publisherFile, error) {
	named := path != ""
	if !named {
		path = filepath.Join(disclosures, publisherName)
	}
	p := publisherFile{RecordKeyFile: keyName, path: path}
	text, err := source.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		fmt.Fprintf(stderr, "there is no %s: the release will not say who publishes it\n", path)
		return p, nil
	case err != nil:
		return p, fmt.Errorf("publisher: %s: %w", path, err)
	}
	if err := yaml.UnmarshalWithOptions(text, &p, yaml.Strict()); err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	if err := p.check(); err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// find finds the disclosures in a folder, beside which the publisher's files may lie.
func (p publisherFile) find(ctx context.Context, disclosures string) (source.Folder, error) {
	known := []string{publisherName, keyName}
	for _, path := range []string{p.path, p.keyPath()} {
		if within, ok := relative(disclosures, path); ok {
			known = append(known, within)
		}
	}
	return until.Done(ctx, func() (source.Folder, error) { return source.Find(disclosures, known, p.Ignore) })
}

// relative gives a path as it is from a folder on, with slashes; ok is false when that cannot be told.
func relative(folder, path string) (within string, ok bool) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", false
	}
	if path, err = filepath.Abs(path); err == nil {
		path, err = filepath.Rel(folder, path)
	}
	return filepath.ToSlash(path), err == nil
}

// public is what a release says of the publisher.
func (p publisherFile) public() release.Publisher {
	return release.Publisher{Name: p.Name, Contact: p.Contact, BaseURL: strings.TrimSuffix(p.BaseURL, "/"), Licence: release.Licence(p.Licence)}
}

func (p publisherFile) keyPath() string {
	if filepath.IsAbs(p.RecordKeyFile) {
		return p.RecordKeyFile
	}
	return filepath.Join(filepath.Dir(p.path), p.RecordKeyFile)
}

func (p publisherFile) check() error {
	if p.Name == "" || p.Contact == "" || p.RecordKeyFile == "" {
		return errors.New("name, contact and record_key_file must not be empty")
	}
	if p.BaseURL != "" {
		u, err := url.Parse(p.BaseURL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return errors.New("base_url must be an address such as https://data.example.se")
		}
	}
	return nil
}

// keyBytes is the length of a record key.
const keyBytes = 32

// missingKey says what is done where there is no record key.
type missingKey int

const (
	keyNeeded    missingKey = iota // it is an error
	keyMade                        // one is made and kept
	keyTemporary                   // one is made and forgotten
)

// recordKey reads the operator's secret, which is 64 hexadecimal digits.
func (p publisherFile) recordKey(missing missingKey, stderr io.Writer) ([]byte, error) {
	path := p.keyPath()
	text, err := source.ReadFile(path)
	if missing != keyNeeded && errors.Is(err, fs.ErrNotExist) {
		key := make([]byte, keyBytes)
		if _, err := rand.Read(key); err != nil {
			return nil, fmt.Errorf("making a record key: %w", err)
		}
		if missing == keyTemporary {
			fmt.Fprintf(stderr, "there is no record key in %s: the dry run uses a temporary one, and a build would make one to keep\n", path)
			return key, nil
		}
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, fmt.Errorf("making a record key: %w", err)
		}
		_, err = fmt.Fprintln(file, hex.EncodeToString(key))
		if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
			return nil, fmt.Errorf("making a record key: %w", err)
		}
		fmt.Fprintf(stderr, "made a record key in %s: keep it, and keep it secret; record ids change with it\n", path)
		return key, nil
	}
	if err != nil {
		return nil, fmt.Errorf("record key: %s: %w", path, err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != keyBytes {
		return nil, fmt.Errorf("record key: %s does not hold %d hexadecimal digits", path, 2*keyBytes)
	}
	return key, nil
}
