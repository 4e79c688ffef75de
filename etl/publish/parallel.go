package publish

import (
	"runtime"
	"sync"
)

// inParallel calls work for runs of 0 to n-1 that touch every index once, one run per core.
func inParallel(n int, work func(from, to int)) {
	cores := runtime.GOMAXPROCS(0)
	size := (n + cores - 1) / cores
	var group sync.WaitGroup
	for from := 0; from < n; from += size {
		group.Go(func() { work(from, min(from+size, n)) })
	}
	group.Wait()
}
