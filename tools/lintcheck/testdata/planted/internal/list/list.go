// Package list opens files by itself.
package list

import (
	_ "github.com/goccy/go-yaml"         // want depguard `only internal/yamlfile imports goccy/go-yaml`
	_ "github.com/parquet-go/parquet-go" // want depguard `only internal/columnar and internal/release import parquet-go`
)
