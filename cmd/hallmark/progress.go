package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
)

// follow prints a job's events until it ends: on a terminal the steps are a
// bar, elsewhere they are lines.
func (s *session) follow(c *cobra.Command, w *sdk.Worker, id hallmark.JobID) error {
	f, terminal := c.OutOrStdout().(*os.File)
	if s.output == "json" || !terminal || !term.IsTerminal(int(f.Fd())) {
		return w.Follow(c.Context(), id, 0, func(e hallmark.JobEvent) error { return s.printEvent(c, e) })
	}
	bar := newTrainingBar(f)
	defer bar.close()
	return w.Follow(c.Context(), id, 0, bar.event)
}

// trainingBar shows steps as a bar and every other event as a line above it.
type trainingBar struct {
	progress *mpb.Progress
	bar      *mpb.Bar
	loss     atomic.Pointer[hallmark.Decimal] // read by the bar's own goroutine
}

func newTrainingBar(out io.Writer, options ...mpb.ContainerOption) *trainingBar {
	return &trainingBar{progress: mpb.New(append(options, mpb.WithOutput(out), mpb.WithWidth(40))...)}
}

// event shows one event; it is called from one goroutine.
func (b *trainingBar) event(e hallmark.JobEvent) error {
	if e.Code != "step" {
		_, err := b.progress.Write([]byte(eventLine(e)))
		return err
	}
	b.loss.Store(&e.Loss)
	if b.bar == nil {
		b.bar = b.progress.AddBar(int64(e.Steps),
			mpb.PrependDecorators(decor.Name("training "), decor.CountersNoUnit("step %d of %d")),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return "loss " + string(*b.loss.Load()) })))
	}
	b.bar.SetCurrent(int64(e.Step))
	return nil
}

// close leaves the bar as it stands and ends its goroutines.
func (b *trainingBar) close() {
	if b.bar != nil {
		b.bar.Abort(false) // no effect on a full one
	}
	b.progress.Wait()
}

// eventLine is an event as a line of text.
func eventLine(e hallmark.JobEvent) string {
	hash := ""
	if e.Hash != nil {
		hash = " " + e.Hash.String()
	}
	return fmt.Sprintf("%s  %-10s %s%s\n", time.UnixMilli(int64(e.Time)).UTC().Format(time.TimeOnly), e.State, e.Text, hash)
}
