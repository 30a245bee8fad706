package native

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"hash"
	"math"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// state is what a step changes: the trainable parameters and AdamW's moments,
// flat, in the canonical order.
type state struct {
	p, m, v []float32
	step    uint64 // finished steps
}

func newState(n int) state {
	return state{p: make([]float32, n), m: make([]float32, n), v: make([]float32, n)}
}

// hashFloats writes the numbers' little-endian bytes.
func hashFloats(h hash.Hash, buf []byte, f []float32) {
	for len(f) > 0 {
		n := min(len(f), len(buf)/4)
		for i, v := range f[:n] {
			binary.LittleEndian.PutUint32(buf[4*i:], math.Float32bits(v))
		}
		h.Write(buf[:4*n])
		f = f[n:]
	}
}

// digest is SHA-256 over "hallmark state 1\n", the step (u64, big-endian) and
// parameters, first and second moments (float32, little-endian).
func (s *state) digest(h hash.Hash, buf []byte) (d hallmark.Digest) {
	h.Reset()
	h.Write(binary.BigEndian.AppendUint64(append(buf[:0], stateMagic...), s.step))
	hashFloats(h, buf, s.p)
	hashFloats(h, buf, s.m)
	hashFloats(h, buf, s.v)
	h.Sum(d[:0])
	return d
}

// progress is what a checkpoint keeps beside the numbers. The random streams
// need no state: they are keyed by the seed and counted by step and epoch.
type progress struct {
	Job     hallmark.Digest           `json:"job"` // fingerprint of the spec
	Step    uint64                    `json:"step"`
	Usage   engine.Usage              `json:"usage"`
	Metrics metricBits                `json:"metrics"`
	Leaves  []hallmark.TranscriptLeaf `json:"leaves"`
}

// metricBits keeps the losses exactly.
type metricBits struct{ First, Last, EvalBefore uint32 }

const checkpointMagic = "hallmark checkpoint 1\n"

// marshalCheckpoint lays out magic, header length (u32, big-endian), header,
// parameters and moments (float32, little-endian) and SHA-256 of it all.
func marshalCheckpoint(p progress, s *state) ([]byte, error) {
	head, err := json.Marshal(p)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "native: checkpoint header: %w", err)
	}
	out := make([]byte, 0, len(checkpointMagic)+4+len(head)+12*len(s.p)+sha256.Size)
	out = append(out, checkpointMagic...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(head)))
	out = append(out, head...)
	for _, f := range [][]float32{s.p, s.m, s.v} {
		for _, v := range f {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...), nil
}

// unmarshalCheckpoint restores s from data; a checkpoint of another job, or
// one that is damaged, is refused.
func unmarshalCheckpoint(data []byte, job hallmark.Digest, s *state) (progress, error) {
	var p progress
	bad := func(what string) (progress, error) {
		return progress{}, hallmark.Errorf(hallmark.Tampered, "native: checkpoint: %s", what)
	}
	body := len(data) - sha256.Size
	if body < len(checkpointMagic)+4 || string(data[:len(checkpointMagic)]) != checkpointMagic {
		return bad("not a checkpoint of this version")
	}
	if sum := sha256.Sum256(data[:body]); !bytes.Equal(sum[:], data[body:]) {
		return bad("its digest does not match its bytes")
	}
	rest := data[len(checkpointMagic):body]
	n := int64(binary.BigEndian.Uint32(rest))
	rest = rest[4:]
	if n > int64(len(rest)) {
		return bad("its header is longer than the file")
	}
	dec := json.NewDecoder(bytes.NewReader(rest[:n]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil || dec.More() {
		return bad("its header does not parse")
	}
	rest = rest[n:]
	if p.Job != job {
		return progress{}, hallmark.Errorf(hallmark.Mismatch, "native: the checkpoint belongs to another job: its model, data or configuration differs")
	}
	if len(rest) != 12*len(s.p) || uint64(len(p.Leaves)) != p.Step {
		return bad("its size does not fit the job")
	}
	for _, f := range [][]float32{s.p, s.m, s.v} {
		for i := range f {
			f[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest))
			rest = rest[4:]
		}
	}
	s.step = p.Step
	return p, nil
}

// fingerprint is the digest of everything the numbers depend on.
func fingerprint(m *Model, spec engine.TrainSpec) (hallmark.Digest, error) {
	h := sha256.New()
	enc := json.NewEncoder(h) // writes a line each; a hash never fails
	if err := enc.Encode(struct {
		Version string
		Config  Config
		Hyper   engine.Hyper
		Counts  [2]int
	}{"hallmark native job 1", m.Config, spec.Hyper, [2]int{len(spec.Data), len(spec.Valid)}}); err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Internal, "native: job fingerprint: %w", err)
	}
	buf := make([]byte, 1<<16)
	for _, t := range m.tensors() {
		hashFloats(h, buf, *t.data)
	}
	for _, data := range [][]engine.Packed{spec.Data, spec.Valid} {
		for _, p := range data {
			if err := enc.Encode([]any{p.Tokens, p.Segments, p.Mask, p.Rows}); err != nil {
				return hallmark.Digest{}, hallmark.Errorf(hallmark.Internal, "native: job fingerprint: %w", err)
			}
		}
	}
	return hallmark.Digest(h.Sum(nil)), nil
}
