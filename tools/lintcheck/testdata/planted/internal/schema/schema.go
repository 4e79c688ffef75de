// Package schema imports more than internal/record.
package schema

import _ "tvistdata/internal/coverage" // want depguard `build on internal/record alone`
