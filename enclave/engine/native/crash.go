package native

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// crash is a panic of the engine, caught so that it can cross goroutines and
// become an error: a bug must not take the enclave down, nor pass silently.
type crash struct {
	cause any
	place string
}

// newCrash is called in the deferred function that recovered cause.
func newCrash(cause any) *crash {
	if c, ok := cause.(*crash); ok {
		return c
	}
	pc := make([]uintptr, 32)
	frames := runtime.CallersFrames(pc[:runtime.Callers(1, pc)])
	for panicked := false; ; {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic" || strings.HasPrefix(f.Function, "runtime.sigpanic"):
			panicked = true
		case panicked && !strings.HasPrefix(f.Function, "runtime."):
			return &crash{cause, fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)}
		}
		if !more {
			return &crash{cause, "an unknown place"}
		}
	}
}

func (c *crash) err() error {
	if err, ok := c.cause.(error); ok {
		return hallmark.Errorf(hallmark.Internal, "native: the engine crashed at %s: %w", c.place, err)
	}
	return hallmark.Errorf(hallmark.Internal, "native: the engine crashed at %s: %v", c.place, c.cause)
}

// rescue, deferred, turns a panic into an error and calls undo.
func rescue(err *error, undo func()) {
	if r := recover(); r != nil {
		*err = newCrash(r).err()
		undo()
	}
}
