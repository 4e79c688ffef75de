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
	"slices"
	"strings"

	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
	"tvistdata/internal/until"
	"tvistdata/internal/yamlfile"
)

// publisherFile is publisher.yaml: who answers for the releases.
type publisherFile struct {
	Name          string       `yaml:"name"`
	Contact       string       `yaml:"contact"`
	BaseURL       string       `yaml:"base_url"`
	Licence       list.Licence `yaml:"licence"`
	RecordKeyFile string       `yaml:"record_key_file"` // beside publisher.yaml unless absolute
	Figures       bool         `yaml:"bundled_figures"` // the published figures that come with the program are in the releases
	// what lies outside the disclosures in their folder and is none: notes.txt, arn-cases/old
	Ignore []string `yaml:"ignore"`

	path string // of publisher.yaml
}

// publisherName is what publisher.yaml is called in the folder of disclosures, and keyName the record key beside it.
const (
	publisherName = "publisher.yaml"
	keyName       = "record.key"
)

// loadPublisher reads publisher.yaml. Without a named file it takes the one in the folder of disclosures; without that, it
// says so and publishes without a name. It is an error that the folder of disclosures is none.
func loadPublisher(path, disclosures string, stderr io.Writer) (publisherFile, error) {
	if err := needFolder("disclosures", disclosures); err != nil {
		return publisherFile{}, err
	}
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
	file, err := yamlfile.Read(path, text, &p)
	if err != nil {
		return p, err
	}
	return p, p.check(file)
}

// find finds the disclosures in a folder, in which the publisher's files and the other folders, empty when there are none, may
// lie as well.
func (p publisherFile) find(ctx context.Context, disclosures, datasets, releases string) (source.Folder, error) {
	told := []string{filepath.Join(disclosures, publisherName), filepath.Join(disclosures, keyName), p.path, p.keyPath(), datasets, releases}
	if datasets != "" {
		told = append(told, filepath.Join(datasets, "companies"))
	}
	var known []fs.FileInfo
	for _, path := range told {
		if info, err := os.Stat(path); err == nil {
			known = append(known, info)
		}
	}
	own := func(path string) bool {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return false
		case slices.ContainsFunc(known, func(k fs.FileInfo) bool { return os.SameFile(k, info) }):
			return true
		case info.IsDir():
			return shelf.Is(path)
		}
		return filepath.Base(path) == keyName && isKey(path)
	}
	return until.Done(ctx, func() (source.Folder, error) { return source.Find(disclosures, own, p.Ignore) })
}

// bundled returns the disclosures that come with the program and are part of the publisher's releases, which are unpacked to a
// folder.
func (p publisherFile) bundled(dir string) ([]source.Disclosure, error) {
	if !p.Figures {
		return nil, nil
	}
	return unpack(bundled, dir)
}

// public is what a release says of the publisher.
func (p publisherFile) public() release.Publisher {
	return release.Publisher{
		Name: p.Name, Contact: p.Contact, BaseURL: strings.TrimSuffix(p.BaseURL, "/"),
		Licence: release.Licence(p.Licence),
	}
}

func (p publisherFile) keyPath() string {
	if filepath.IsAbs(p.RecordKeyFile) {
		return p.RecordKeyFile
	}
	return filepath.Join(filepath.Dir(p.path), p.RecordKeyFile)
}

func (p publisherFile) check(file *yamlfile.File) error {
	for _, needed := range []struct{ key, value string }{{"name", p.Name}, {"contact", p.Contact}, {"record_key_file", p.RecordKeyFile}} {
		if needed.value == "" {
			return file.Wrong(yamlfile.Key{needed.key}, "it must not be empty")
		}
	}
	if p.BaseURL != "" {
		u, err := url.Parse(p.BaseURL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return file.Wrong(yamlfile.Key{"base_url"}, "it must be an address such as https://data.example.se")
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
	key, ok := parseKey(text)
	if !ok {
		return nil, fmt.Errorf("record key: %s does not hold %d hexadecimal digits", path, 2*keyBytes)
	}
	return key, nil
}

func parseKey(text []byte) (key []byte, ok bool) {
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	return key, err == nil && len(key) == keyBytes
}

// isKey reports whether a file holds a record key, such as a build makes that is given another folder than the right one.
func isKey(path string) bool {
	text, err := source.ReadFile(path)
	_, ok := parseKey(text)
	return err == nil && ok
}
