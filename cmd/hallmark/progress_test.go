package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/vbauerster/mpb/v8"

	"github.com/hallmark-tee/hallmark"
)

func TestTrainingBar(t *testing.T) {
	for _, c := range []struct {
		name  string
		last  uint64 // step
		wants []string
	}{
		{"whole", 80, []string{"order accepted", "training", "step 80 of 80", "loss 0.25", "settled: completed"}},
		{"stopped half way", 40, []string{"step 40 of 80"}},
		{"no step", 0, []string{"order accepted"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			bar := newTrainingBar(&out, mpb.WithAutoRefresh())
			events := []hallmark.JobEvent{{State: hallmark.JobTraining, Code: "state", Text: "order accepted"}}
			for step := uint64(20); step <= c.last; step += 20 {
				events = append(events, hallmark.JobEvent{Code: "step", Step: step, Steps: 80, Loss: "0.25"})
			}
			events = append(events, hallmark.JobEvent{State: hallmark.JobSettled, Code: "done", Text: "settled: completed"})
			for _, e := range events {
				if err := bar.event(e); err != nil {
					t.Fatal(err)
				}
			}
			bar.close()
			for _, want := range c.wants {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not shown in %q", want, out.String())
				}
			}
		})
	}
}
