// Package etltest is for tests, and may import what etl may not.
package etltest

import "tvistdata/api"

// Planted uses the import.
const Planted = api.Planted
