// Package company imports more than internal/record.
package company

import _ "tvistdata/internal/coverage" // want depguard `build on internal/record alone`
