package proxy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// see takes an event of our job and tells it in OpenAI's words.
func (j *job) see(e hallmark.JobEvent) {
	if e.Seq <= j.Seen {
		return
	}
	j.Seen = e.Seq
	j.Public.Hallmark.State = string(e.State)
	if e.State == hallmark.JobTraining && j.Public.Status == queued {
		j.Public.Status = running
		j.tell("info", "Fine-tuning job started")
	}
	switch e.Code {
	case "step":
		j.metrics(e, "train_loss", "training loss")
	case "eval":
		j.metrics(e, "full_valid_loss", "validation loss")
	case "checkpoint":
		name := fmt.Sprintf("ft:%s:ckpt-step-%d", j.Job, e.Step)
		c := checkpoint{
			ID: newID("ftckpt-"), Object: "fine_tuning.job.checkpoint", CreatedAt: time.Now().Unix(), Model: name, JobID: j.Public.ID,
			Metrics: map[string]any{"step": e.Step}, Step: e.Step,
		}
		if n := len(j.Curve); n > 0 {
			c.Metrics["train_loss"] = number(j.Curve[n-1].Loss)
		}
		j.Points = append(j.Points, c)
		j.tell("info", fmt.Sprintf("Checkpoint created at step %d", e.Step))
	case "row-error", "retry":
		j.tell("warn", e.Text)
	case "tx":
		if e.Hash != nil {
			j.tell("info", fmt.Sprintf("%s %s", e.Text, e.Hash))
		}
	}
}

func (j *job) metrics(e hallmark.JobEvent, name, words string) {
	if e.Loss == "" {
		return
	}
	j.Curve = append(j.Curve, point{e.Step, e.Loss, e.Code == "eval"})
	j.add(event{
		Level: "info", Type: "metrics", Message: fmt.Sprintf("Step %d/%d: %s=%s", e.Step, e.Steps, words, e.Loss),
		Data: map[string]any{"step": e.Step, "total_steps": e.Steps, name: number(e.Loss)},
	})
	tokens := e.Tokens
	j.Public.TrainedTokens = &tokens
}

// number is a decimal as JSON's number, as it is written.
func number(d hallmark.Decimal) json.Number {
	if d == "" {
		return "0"
	}
	return json.Number(d)
}

// table is the result file: OpenAI's step_metrics.csv.
func (j *job) table() []byte {
	var b bytes.Buffer
	b.WriteString("step,train_loss,valid_loss\n")
	for _, p := range j.Curve {
		if p.Eval {
			fmt.Fprintf(&b, "%d,,%s\n", p.Step, p.Loss)
		} else {
			fmt.Fprintf(&b, "%d,%s,\n", p.Step, p.Loss)
		}
	}
	return b.Bytes()
}
