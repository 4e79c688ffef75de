// Package table imports more than internal/record.
package table

import _ "tvistdata/internal/coverage" // want depguard `build on internal/record alone`
