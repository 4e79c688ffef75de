package api_test

import (
	_ "tvistdata/etl/publish"    // want depguard `the tests of api make their own releases`
	_ "tvistdata/internal/query" // want depguard `the tests of api bring their own store`
)
