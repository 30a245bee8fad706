package native

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"sync/atomic"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// job is a training job in progress.
type job struct {
	spec    engine.TrainSpec
	base    *Model
	net     *net
	k       *kernel.Set
	crew    *crew
	stop    atomic.Bool
	passes  []*pass // per worker
	state   state
	chunks  []chunk
	id      hallmark.Digest // fingerprint, when checkpoints are wanted
	done    progress
	metrics engine.Metrics
	plan    func(step uint64) (batch uint64, update bool) // of a Replay that asks what if

	perEpoch, steps uint64
	snapshots       uint64  // steps between snapshots, 0: none
	epoch           uint64  // of order
	order           []int32 // shuffled sequence numbers of the epoch

	// The step in progress.
	batch   []int32
	inv     float32 // 1 / targets of the step
	lanes   int     // in use
	grads   [][]float32
	losses  []float64 // per sequence of the batch, or per held-out sequence
	squares []float64 // per chunk
	update  kernel.AdamW
	bare    kernel.AdamW // update without decay

	grad float32
	rate float32

	targets []int // per training sequence
	hash    hash.Hash
	buf     []byte

	// The phases of a step, bound once so that a step allocates nothing.
	lanePhase, sumPhase, updatePhase, packPhase, evalPhase func(worker, item int)
}

func newJob(m *Model, k *kernel.Set, spec engine.TrainSpec, lim limits) (*job, error) {
	h := spec.Hyper
	j := &job{spec: spec, base: m, k: k, crew: newCrew(spec.Workers), hash: sha256.New(), buf: make([]byte, 1<<16)}
	if h.Full {
		lim.rank = 0
		j.net, j.state, j.chunks = trainAll(m, k, lim.segment)
	} else {
		j.net, j.state, j.chunks = trainAdapter(m, k, lim.segment, h)
	}
	j.perEpoch = uint64((len(spec.Data) + h.Batch - 1) / h.Batch)
	j.steps = j.perEpoch * uint64(h.Epochs)
	if h.MaxSteps > 0 {
		j.steps = min(j.steps, uint64(h.MaxSteps))
	}
	for range spec.Workers {
		j.passes = append(j.passes, newPass(j.net, lim, true, &j.stop))
	}
	j.grads = make([][]float32, min(h.Lanes, h.Batch))
	for i := range j.grads {
		j.grads[i] = make([]float32, len(j.state.p))
	}
	j.losses = make([]float64, max(h.Batch, len(spec.Valid)))
	j.squares = make([]float64, len(j.chunks))
	j.order = make([]int32, len(spec.Data))
	j.epoch = math.MaxUint64
	for _, p := range spec.Data {
		j.targets = append(j.targets, p.Targets())
	}
	j.lanePhase, j.sumPhase, j.updatePhase, j.packPhase, j.evalPhase = j.runLane, j.sumChunk, j.updateChunk, j.pack, j.evalOne
	return j, nil
}

// begin announces the job, resuming it if the spec has a checkpoint.
func (j *job) begin(sink engine.Sink) error {
	if j.spec.CheckpointEvery > 0 || j.spec.Resume != nil {
		id, err := fingerprint(j.base, j.spec)
		if err != nil {
			return err
		}
		j.id = id
	}
	j.done.Job = j.id
	if j.spec.Resume != nil {
		p, err := unmarshalCheckpoint(j.spec.Resume, j.id, &j.state)
		if err != nil {
			return err
		}
		j.done = p
		j.metrics = engine.Metrics{
			FirstLoss: math.Float32frombits(p.Metrics.First), LastLoss: math.Float32frombits(p.Metrics.Last),
			EvalBefore: math.Float32frombits(p.Metrics.EvalBefore),
		}
		j.crew.run(j.packItems(), j.packPhase)
	}
	if j.spec.Snapshots {
		j.snapshots = engine.SnapshotInterval(j.steps, stateBytes(len(j.state.p)))
	}
	return sink.Event(engine.Started{
		Steps: j.steps, Epochs: j.spec.Hyper.Epochs, Parameters: j.base.Parameters(), Trainable: len(j.state.p), Snapshots: j.snapshots,
		ResumedAt: j.done.Step, Leaves: append([]hallmark.TranscriptLeaf(nil), j.done.Leaves...),
	})
}

// step does one optimizer step. The state changes only when the whole
// gradient is there, so a stopped step leaves no trace.
func (j *job) step(ctx context.Context) (hallmark.TranscriptLeaf, error) {
	h := j.spec.Hyper
	i := j.done.Step
	taken, updated := i+1, true
	if j.plan != nil {
		taken, updated = j.plan(i + 1)
	}
	if e := (taken - 1) / j.perEpoch; e != j.epoch {
		j.epoch = e
		newStream(h.Seed, "epoch "+string(binary.BigEndian.AppendUint64(nil, e))).order(j.order)
	}
	first := int((taken-1)%j.perEpoch) * h.Batch
	j.batch = j.order[first:min(first+h.Batch, len(j.order))]
	leaf := hallmark.TranscriptLeaf{Step: i + 1}
	for _, s := range j.batch {
		leaf.Tokens += uint64(len(j.spec.Data[s].Tokens))
		leaf.Targets += uint64(j.targets[s])
	}
	j.inv = 0
	if leaf.Targets > 0 {
		j.inv = 1 / float32(leaf.Targets)
	}

	j.lanes = min(len(j.grads), len(j.batch))
	j.crew.run(j.lanes, j.lanePhase)
	if j.stop.Load() {
		return leaf, stopped(ctx)
	}
	total := 0.0
	for _, l := range j.losses[:len(j.batch)] {
		total += l
	}
	loss := float32(total / float64(max(leaf.Targets, 1)))

	j.crew.run(len(j.chunks), j.sumPhase)
	squares := 0.0
	for _, s := range j.squares {
		squares += s
	}
	j.grad = float32(math.Sqrt(squares))
	if loss-loss != 0 || j.grad-j.grad != 0 {
		return leaf, invalid("step %d diverged: loss %v, gradient norm %v; lower the learning rate", leaf.Step, loss, j.grad)
	}
	if updated {
		j.prepareUpdate(i + 1)
		j.crew.run(len(j.chunks), j.updatePhase)
		j.crew.run(j.packItems(), j.packPhase)
	}

	j.state.step, j.done.Step = i+1, i+1
	if i == 0 {
		j.metrics.FirstLoss = loss
	}
	j.metrics.LastLoss = loss
	u := &j.done.Usage
	u.Steps, u.Epochs, u.Tokens, u.Targets = i+1, j.epoch+1, u.Tokens+leaf.Tokens, u.Targets+leaf.Targets
	leaf.Rows = j.rowsDigest()
	leaf.LossBits, leaf.GradBits = math.Float32bits(loss), math.Float32bits(j.grad)
	if n := uint64(j.spec.StateEvery); n > 0 && leaf.Step%n == 0 || leaf.Step == j.steps {
		leaf.State = j.state.digest(j.hash, j.buf)
	}
	return leaf, nil
}

// runLane adds up the gradient of one lane's sequences, in order.
func (j *job) runLane(worker, lane int) {
	p, g := j.passes[worker], j.grads[lane]
	clear(g)
	for i := lane; i < len(j.batch); i += len(j.grads) {
		seq := j.spec.Data[j.batch[i]]
		if !p.forward(seq) {
			return
		}
		j.losses[i] = p.loss(seq, j.inv, g)
		if j.stop.Load() || !p.backward(seq, g) {
			return
		}
	}
}

// sumChunk adds the lanes of a chunk, in order, into the first, and sums its
// squares.
func (j *job) sumChunk(_, i int) {
	c := j.chunks[i]
	g := j.grads[0][c.at : c.at+c.n]
	for _, lane := range j.grads[1:j.lanes] {
		j.k.Add(g, lane[c.at:c.at+c.n])
	}
	var acc [4]float64
	for i, v := range g {
		acc[i&3] += float64(float64(v) * float64(v))
	}
	j.squares[i] = (acc[0] + acc[1]) + (acc[2] + acc[3])
}

// prepareUpdate works out the numbers of AdamW for a step.
func (j *job) prepareUpdate(step uint64) {
	h := j.spec.Hyper
	j.rate = rate(h, step, j.steps)
	clip := float32(1)
	if h.ClipNorm > 0 {
		clip = min(1, h.ClipNorm/(j.grad+1e-6))
	}
	j.update = kernel.AdamW{
		Clip: clip, Keep: 1 - float32(j.rate*h.WeightDecay),
		Step:     float32(float64(j.rate) / (1 - power(float64(h.Beta1), step))),
		OneBeta1: 1 - h.Beta1, Beta2: h.Beta2, OneBeta2: 1 - h.Beta2,
		RootBias2: float32(math.Sqrt(1 - power(float64(h.Beta2), step))), Epsilon: h.Epsilon,
	}
	j.bare = j.update
	j.bare.Keep = 1
}

func (j *job) updateChunk(_, i int) {
	c, u := j.chunks[i], &j.update
	if !c.decay {
		u = &j.bare
	}
	to := c.at + c.n
	j.k.Update(u, j.state.p[c.at:to], j.state.m[c.at:to], j.state.v[c.at:to], j.grads[0][c.at:to])
}

// packItems is the number of projections to refresh after an update.
func (j *job) packItems() int { return len(j.net.layers)*projections + 1 }

// pack refreshes what was derived from a projection's parameters.
func (j *job) pack(_, i int) {
	l := &j.net.head
	if i < len(j.net.layers)*projections {
		l = &j.net.layers[i/projections].lin[i%projections]
	}
	if l.atWeight >= 0 {
		l.pack()
	}
	if l.lora != nil {
		l.lora.refresh(j.k)
	}
}

// rowsDigest is SHA-256 of the row numbers of the batch, u32 each.
func (j *job) rowsDigest() (d hallmark.Digest) {
	j.hash.Reset()
	for _, s := range j.batch {
		b := j.buf[:0]
		for _, r := range j.spec.Data[s].Rows {
			b = binary.BigEndian.AppendUint32(b, uint32(r))
		}
		j.hash.Write(b)
	}
	copy(d[:], j.hash.Sum(j.buf[:0])) // d itself would escape
	return d
}

// evaluate reports the mean loss on the held-out sequences.
func (j *job) evaluate(ctx context.Context, sink engine.Sink) (float32, error) {
	j.crew.run(len(j.spec.Valid), j.evalPhase)
	if j.stop.Load() {
		return 0, stopped(ctx)
	}
	total, targets := 0.0, 0
	for i, p := range j.spec.Valid {
		total += j.losses[i]
		targets += p.Targets()
	}
	loss := float32(total / float64(max(targets, 1)))
	if loss-loss != 0 {
		return 0, invalid("the held-out loss is %v after step %d", loss, j.done.Step)
	}
	return loss, sink.Event(engine.Eval{Step: j.done.Step, Loss: loss, Targets: uint64(targets)})
}

func (j *job) evalOne(worker, i int) {
	p := j.passes[worker]
	if p.forward(j.spec.Valid[i]) {
		j.losses[i] = p.loss(j.spec.Valid[i], 0, nil)
	}
}

// checkpoint hands the state to the sink.
func (j *job) checkpoint(sink engine.Sink) error {
	j.done.Metrics = metricBits{math.Float32bits(j.metrics.FirstLoss), math.Float32bits(j.metrics.LastLoss), math.Float32bits(j.metrics.EvalBefore)}
	data, err := marshalCheckpoint(j.done, &j.state)
	if err != nil {
		return err
	}
	return sink.Event(engine.Checkpoint{Step: j.done.Step, Data: data})
}

// result collects what the finished steps made.
func (j *job) result(partial bool) (engine.Result, error) {
	r := engine.Result{Partial: partial, Usage: j.done.Usage, Metrics: j.metrics}
	if j.done.Step == 0 {
		return r, nil
	}
	r.State = j.state.digest(j.hash, j.buf)
	var err error
	if j.spec.Hyper.Full {
		r.Files, err = j.net.model.Save(j.net.model.DType)
	} else {
		r.Files, err = j.net.adapterFiles(j.spec)
	}
	return r, err
}
