package api

import (
	"context"
	"runtime"
)

// maxWaiting is how many questions may wait for their turn; more are turned away at once.
const maxWaiting = 128

// gate lets as many questions run at a time as there are cores, and a bounded number wait.
type gate struct {
	running chan struct{}
	waiting chan struct{}
}

func newGate() gate {
	n := max(2, runtime.GOMAXPROCS(0))
	return gate{running: make(chan struct{}, n), waiting: make(chan struct{}, n+maxWaiting)}
}

// enter waits for a turn; leave returns it. It fails when too many wait, or when the context ends first.
func (g gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.waiting <- struct{}{}:
	default:
		return nil, newProblem(overloaded, "too many questions are waiting; try again in a moment")
	}
	select {
	case g.running <- struct{}{}:
		return func() { <-g.running; <-g.waiting }, nil
	case <-ctx.Done():
		<-g.waiting
		return nil, context.Cause(ctx)
	}
}
