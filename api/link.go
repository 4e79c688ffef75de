package api

import (
	"net/url"
	"strconv"
)

// exampleBase is the service's address in the committed contract and its examples.
const exampleBase = "https://tvistdata.example"

// latest names the current release.
const latest = "latest"

// linker makes the addresses in one answer. They start with the configured base URL, never with what the request's
// Host header says, and name the release.
type linker struct {
	base, path, release string
	values              values
	bare                bool // the path names the release already
}

func (l linker) to(v values) string {
	if l.bare {
		return l.base + l.path
	}
	return l.base + l.path + "?" + v.with("release", l.release).query()
}

// self returns the address of this very answer.
func (l linker) self() string { return l.to(l.values) }

// csv returns the address of the same cells as CSV.
func (l linker) csv() string { return l.to(l.values.with("format", asCSV)) }

// page returns the address of another page.
func (l linker) page(n int) string { return l.to(l.values.with("page", strconv.Itoa(n))) }

// other returns the address of another resource in the same release.
func (l linker) other(path string) string {
	return l.base + prefix + path + "?release=" + l.release
}

// file returns the address of one of the release's files.
func (l linker) file(name string) string {
	return l.base + prefix + "/releases/" + l.release + "/files/" + url.PathEscape(name)
}

// fileWords names where the whole data can be taken from.
func (l linker) fileWords(name string) string {
	if name == "" {
		return "a file of the release: " + l.base + prefix + "/releases/" + l.release
	}
	return "the file " + l.file(name)
}
