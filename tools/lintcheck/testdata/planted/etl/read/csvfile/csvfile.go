// Package csvfile knows a list.
package csvfile

import _ "tvistdata/internal/list" // want depguard `readers turn bytes into rows`
