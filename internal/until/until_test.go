package until_test

import (
	"context"
	"errors"
	"testing"

	"tvistdata/internal/until"
)

func TestWhatEndsInTimeIsGiven(t *testing.T) {
	wrong := errors.New("wrong")
	got, err := until.Done(t.Context(), func() (int, error) { return 7, wrong })
	if got != 7 || !errors.Is(err, wrong) {
		t.Errorf("%d, %v; expected 7 and what was wrong", got, err)
	}
}

// TestWorkWithoutEndIsGivenUp: the work goes on when Done has returned.
func TestWorkWithoutEndIsGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("stopped")
	end, ended := make(chan struct{}), make(chan struct{})
	got, err := until.Done(ctx, func() (int, error) {
		defer close(ended)
		cancel(stopped)
		<-end
		return 7, nil
	})
	if got != 0 || !errors.Is(err, stopped) {
		t.Errorf("%d, %v; expected nothing and why", got, err)
	}
	close(end)
	<-ended
}

// TestWorkThatEndsWithTheContextIsNotDone: who stopped it may not find it done by chance.
func TestWorkThatEndsWithTheContextIsNotDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	got, err := until.Done(ctx, func() (int, error) {
		cancel()
		return 7, nil
	})
	if got != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d, %v; expected nothing and context.Canceled", got, err)
	}
}
