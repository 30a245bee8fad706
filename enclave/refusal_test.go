package enclave_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

func TestAdmitRefuses(t *testing.T) {
	u, owner, stranger := newMachine(t).start(t), newUser(t), newUser(t)
	data := owner.plaintext(t, rows(8))
	for name, c := range map[string]struct {
		kind  hallmark.Kind
		spoil func(*hallmark.SignedOrder)
		sign  bool // by the owner, after spoiling
	}{
		"another enclave's key":    {hallmark.Forbidden, func(s *hallmark.SignedOrder) { s.Order.Signer = hallmark.Address{8} }, true},
		"a model that is not here": {hallmark.NotFound, func(s *hallmark.SignedOrder) { s.Order.BaseModel = hallmark.Digest{8} }, true},
		"another config":           {hallmark.Mismatch, func(s *hallmark.SignedOrder) { s.Config.Epochs++ }, true},
		"another key for the artifact": {hallmark.Mismatch, func(s *hallmark.SignedOrder) {
			s.UserKey = append(hallmark.Hex{4}, bytes.Repeat([]byte{1}, 64)...)
		}, true},
		"an altered order":        {hallmark.Unauthenticated, func(s *hallmark.SignedOrder) { s.Order.MaxFee = hallmark.MaxUint96 }, false},
		"a stranger's signature":  {hallmark.Unauthenticated, func(s *hallmark.SignedOrder) { s.Order.User = stranger.address() }, true},
		"longer than the context": {hallmark.Invalid, func(s *hallmark.SignedOrder) { s.Config.SeqLen = 4096; s.Order.Config = digestOf(t, s.Config) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := owner.order(t, u.info, config(1), data)
			c.spoil(&p.signed)
			if c.sign {
				p = owner.sign(t, p.signed, p.ciphertext)
			}
			_, err := u.Admit(t.Context(), p.signed)
			wantKind(t, "admit", err, c.kind)
			_, err = u.Job(t.Context(), p.id)
			wantKind(t, "a refused job", err, hallmark.NotFound)
		})
	}
}

func digestOf(t *testing.T, v any) hallmark.Digest {
	t.Helper()
	d, err := envelope.Digest(v)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Bytes that are not the order's are an error, never a settlement.
func TestWrongBytesAreNoOutcome(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	if _, err := u.Admit(t.Context(), p.signed); err != nil {
		t.Fatal(err)
	}
	send := func(b []byte) (wire.Job, error) {
		return u.PutDataset(t.Context(), p.id, int64(len(b)), bytes.NewReader(b))
	}
	flipped := bytes.Clone(p.ciphertext)
	flipped[len(flipped)/2] ^= 1
	for name, c := range map[string]struct {
		bytes []byte
		kind  hallmark.Kind
	}{
		"flipped": {flipped, hallmark.Mismatch}, "cut": {p.ciphertext[:100], hallmark.Mismatch}, "empty": {nil, hallmark.Invalid},
		"longer than allowed": {make([]byte, m.config.MaxDataset+1), hallmark.Exhausted},
	} {
		_, err := send(c.bytes)
		wantKind(t, name, err, c.kind)
	}
	_, err := u.Train(t.Context(), p.id)
	wantKind(t, "training without a dataset", err, hallmark.Conflict)
	_, err = u.Confirm(t.Context(), p.id, wire.ConfirmRequest{Evidence: u.registered(t)})
	wantKind(t, "settling without a dataset", err, hallmark.Conflict)

	if job, err := send(p.ciphertext); err != nil || job.State != wire.Ready {
		t.Fatalf("the right bytes: %+v, %v", job, err)
	}
	// The host alters the accepted bytes on its disk: no fault of the user's.
	path := filepath.Join(m.config.State, "jobs", p.id.String(), "dataset.age")
	put(t, path, flipped)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	if last := u.follow(t, p.id, nil); last.Code != wire.CodePaused || last.Reason != "mismatch" {
		t.Fatalf("training on altered bytes ended with %+v", last)
	}
	if job, err := u.Job(t.Context(), p.id); err != nil || job.State != wire.Admitted || job.Outcome != 0 {
		t.Fatalf("after altered bytes: %+v, %v", job, err)
	}
	if job, err := send(p.ciphertext); err != nil || job.State != wire.Ready {
		t.Fatalf("the right bytes again: %+v, %v", job, err)
	}
	if job, err := send(nil); err != nil || job.State != wire.Ready {
		t.Fatalf("a dataset that is there is not read again: %+v, %v", job, err)
	}
	u.train(t, p.id)
}

func TestConfirmRefuses(t *testing.T) {
	u, owner, witness, other := newMachine(t).start(t), newUser(t), newUser(t), newUser(t)
	c := config(1)
	c.Delivery = &hallmark.Delivery{Witnesses: []hallmark.Address{witness.address(), other.address()}, Min: 2}
	p := owner.order(t, u.info, c, owner.plaintext(t, rows(8)))
	u.ready(t, p)
	job := u.train(t, p.id)
	evidence := u.registered(t)
	statement := func(by user, root hallmark.Digest) wire.Statement {
		sig, err := envelope.Sign(domain.Available(p.id, root, job.Artifact.Bytes), by.key)
		if err != nil {
			t.Fatal(err)
		}
		return wire.Statement{Witness: by.address(), Signature: sig}
	}
	root, replay := job.Artifact.Root, job.Replay.Root
	one, two := statement(witness, root), statement(other, root)
	for name, c := range map[string]struct {
		kind    hallmark.Kind
		request wire.ConfirmRequest
	}{
		"another root":               {hallmark.Mismatch, wire.ConfirmRequest{ArtifactRoot: hallmark.Digest{1}, Evidence: evidence, Statements: []wire.Statement{one, two}}},
		"another replay root":        {hallmark.Mismatch, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: root, Evidence: evidence, Statements: []wire.Statement{one, two}}},
		"no replay root":             {hallmark.Mismatch, wire.ConfirmRequest{ArtifactRoot: root, Evidence: evidence, Statements: []wire.Statement{one, two}}},
		"evidence it did not make":   {hallmark.NotFound, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: hallmark.Digest{1}, Statements: []wire.Statement{one, two}}},
		"no witness":                 {hallmark.MissingEvidence, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence}},
		"one witness twice":          {hallmark.MissingEvidence, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence, Statements: []wire.Statement{one, one}}},
		"a witness nobody named":     {hallmark.Forbidden, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence, Statements: []wire.Statement{one, statement(owner, root)}}},
		"a statement of another one": {hallmark.Unauthenticated, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence, Statements: []wire.Statement{one, {Witness: other.address(), Signature: one.Signature}}}},
		"a statement on other bytes": {hallmark.Unauthenticated, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence, Statements: []wire.Statement{one, statement(other, hallmark.Digest{1})}}},
	} {
		_, err := u.Confirm(t.Context(), p.id, c.request)
		wantKind(t, name, err, c.kind)
	}
	_, err := u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: hallmark.Digest{1}})
	wantKind(t, "release before confirm", err, hallmark.Conflict)
	record, err := u.Confirm(t.Context(), p.id, wire.ConfirmRequest{ArtifactRoot: root, ReplayRoot: replay, Evidence: evidence, Statements: []wire.Statement{one, two}})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(record.Record, []byte("settlement\"")) {
		t.Error("the record shows the settlement before it is released")
	}
	_, err = u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: hallmark.Digest{1}})
	wantKind(t, "release of another record", err, hallmark.Mismatch)
	if _, err := u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: record.Digest}); err != nil {
		t.Fatal(err)
	}
}

// The same settlement comes back after restarts, after the disk lost it, and
// after the whole state was rolled back to before it was signed.
func TestOneSettlement(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	u.ready(t, p)
	job := u.train(t, p.id)
	artifact := u.artifact(t, p.id)
	folder := filepath.Join(m.config.State, "jobs", p.id.String())
	before, err := os.ReadFile(filepath.Join(folder, "job.sealed"))
	if err != nil {
		t.Fatal(err)
	}
	evidence := u.registered(t)
	request := wire.ConfirmRequest{ArtifactRoot: job.Artifact.Root, ReplayRoot: job.Replay.Root, Evidence: evidence}
	record, err := u.Confirm(t.Context(), p.id, request)
	if err != nil {
		t.Fatal(err)
	}
	out, err := u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: record.Digest})
	if err != nil {
		t.Fatal(err)
	}
	release := func(what string, u up, r wire.ReleaseRequest) {
		t.Helper()
		again, err := u.Release(t.Context(), p.id, r)
		if err != nil || !same(t, again, out) {
			t.Fatalf("%s: another settlement, or %v", what, err)
		}
	}
	u.down()

	u = m.start(t)
	release("after a restart", u, wire.ReleaseRequest{Digest: record.Digest})
	if again, err := u.Confirm(t.Context(), p.id, request); err != nil || !same(t, again, record) {
		t.Fatalf("another record after a restart: %v", err)
	}
	if !bytes.Equal(artifact, u.artifact(t, p.id)) {
		t.Error("another artifact after a restart")
	}
	u.down()

	settlement := filepath.Join(folder, "settlement.sealed")
	if err := os.Remove(settlement); err != nil {
		t.Fatal(err)
	}
	u = m.start(t)
	_, err = u.Confirm(t.Context(), p.id, request)
	wantKind(t, "a removed settlement", err, hallmark.Tampered)
	release("given back after it was removed", u, wire.ReleaseRequest{Digest: record.Digest, Record: record.Record})
	u.down()

	put(t, filepath.Join(folder, "job.sealed"), before) // the process died between journal and record
	u = m.start(t)
	if again, err := u.Confirm(t.Context(), p.id, request); err != nil || !same(t, again, record) {
		t.Fatalf("the journalled settlement was not taken up: %v", err)
	}
	u.down()

	put(t, filepath.Join(folder, "job.sealed"), before)
	if err := os.Remove(settlement); err != nil {
		t.Fatal(err)
	}
	u = m.start(t)
	_, err = u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: record.Digest, Record: append(bytes.Clone(record.Record), 0)})
	wantKind(t, "an altered record", err, hallmark.Lost)
	release("given back after a rollback", u, wire.ReleaseRequest{Digest: record.Digest, Record: record.Record})
	if job, err := u.Job(t.Context(), p.id); err != nil || job.State != wire.Released || job.Outcome != hallmark.Completed {
		t.Errorf("job after a rollback: %+v, %v", job, err)
	}
}

// A settlement of one job is nothing to another.
func TestForeignRecord(t *testing.T) {
	u, owner := newMachine(t).start(t), newUser(t)
	a := owner.order(t, u.info, config(1), owner.plaintext(t, ""))
	b := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	u.ready(t, b)
	failed := u.ready(t, a)
	record, err := u.Confirm(t.Context(), failed.ID, wire.ConfirmRequest{Evidence: u.registered(t)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = u.Release(t.Context(), b.id, wire.ReleaseRequest{Digest: record.Digest, Record: record.Record})
	wantKind(t, "another job's record", err, hallmark.Lost)
}

func TestCancel(t *testing.T) {
	m := newMachine(t)
	u, owner, stranger := m.start(t), newUser(t), newUser(t)
	data := owner.plaintext(t, rows(60))
	idle := owner.order(t, u.info, config(1), data)
	u.ready(t, idle)
	_, err := u.Cancel(t.Context(), idle.id, stranger.cancel(t, idle.id))
	wantKind(t, "a stranger's cancel", err, hallmark.Unauthenticated)
	_, err = u.Cancel(t.Context(), idle.id, owner.cancel(t, hallmark.Digest{1}))
	wantKind(t, "a cancel of another job", err, hallmark.Mismatch)
	if job, err := u.Cancel(t.Context(), idle.id, owner.cancel(t, idle.id)); err != nil || job.State != wire.Cancelled {
		t.Fatalf("cancel before training: %+v, %v", job, err)
	}
	_, err = u.Confirm(t.Context(), idle.id, wire.ConfirmRequest{Evidence: u.registered(t)})
	wantKind(t, "settling a job with nothing done", err, hallmark.Conflict)

	running := owner.order(t, u.info, config(1000), data)
	u.ready(t, running)
	if _, err := u.Train(t.Context(), running.id); err != nil {
		t.Fatal(err)
	}
	u.follow(t, running.id, func(p wire.Progress) bool { return p.Step >= 11 })
	if _, err := u.Cancel(t.Context(), running.id, owner.cancel(t, running.id)); err != nil {
		t.Fatal(err)
	}
	if last := u.follow(t, running.id, nil); last.Code != wire.CodeTrained || last.Step < 11 || last.Step >= last.Steps {
		t.Fatalf("cancelled training ended with %+v", last)
	}
	job, err := u.Job(t.Context(), running.id)
	if err != nil || job.Outcome != hallmark.Partial {
		t.Fatalf("cancelled job: %+v, %v", job, err)
	}
	out := u.settle(t, job)
	checkSettlement(t, u, running, out)
	checkTranscript(t, out, owner.open(t, out, u.artifact(t, job.ID))["transcript.jsonl"])
	if again, err := u.Cancel(t.Context(), job.ID, owner.cancel(t, job.ID)); err != nil || again.State != wire.Released {
		t.Errorf("a cancel after the settlement: %+v, %v", again, err)
	}
}

// A job that was cancelled while it was paused delivers a state after a finished
// step, without training on to its end.
func TestCancelWhilePaused(t *testing.T) {
	u, owner := newMachine(t).start(t), newUser(t)
	p := owner.order(t, u.info, config(1000), owner.plaintext(t, rows(60)))
	u.ready(t, p)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	job, err := u.Pause(t.Context(), p.id)
	if err != nil || job.State != wire.Paused || job.Step == 0 || job.Step%8 != 0 {
		t.Fatalf("pause: %+v, %v", job, err)
	}
	if _, err := u.Confirm(t.Context(), p.id, wire.ConfirmRequest{Evidence: u.registered(t)}); hallmark.KindOf(err) != hallmark.Conflict {
		t.Errorf("settling a paused job: %v", err)
	}
	at := job.Step
	if _, err := u.Cancel(t.Context(), p.id, owner.cancel(t, p.id)); err != nil {
		t.Fatal(err)
	}
	if last := u.follow(t, p.id, nil); last.Code != wire.CodeTrained || last.Step != at+1 {
		t.Fatalf("cancelled at step %d, ended with %+v", at, last)
	}
}

func TestStartRefuses(t *testing.T) {
	m := newMachine(t)
	good, err := options(m.config, &lockedBuffer{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := enclave.NativeManifest(hallmark.Digest{1})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		kind  hallmark.Kind
		spoil func(*enclave.Options)
	}{
		"a platform that seals with zeros": {hallmark.Unsupported, func(o *enclave.Options) { o.Platform = sealing{o.Platform, make([]byte, 16), nil} }},
		"a platform that cannot seal": {hallmark.Unsupported, func(o *enclave.Options) {
			o.Platform = sealing{o.Platform, nil, hallmark.Errorf(hallmark.Unsupported, "no sealing here")}
		}},
		"another program's manifest": {hallmark.Mismatch, func(o *enclave.Options) { o.Manifest = other }},
		"a manifest the platform did not measure": {hallmark.Mismatch, func(o *enclave.Options) {
			o.Manifest, o.Binary = other, hallmark.Digest{1}
		}},
		"a manifest with spaces": {hallmark.Invalid, func(o *enclave.Options) { o.Manifest = append([]byte(" "), o.Manifest...) }},
		"no chain":               {hallmark.Invalid, func(o *enclave.Options) { o.Config.ChainID = 0 }},
		"no models":              {hallmark.NotFound, func(o *enclave.Options) { o.Config.Models += ".absent" }},
	} {
		t.Run(name, func(t *testing.T) {
			o := good
			c.spoil(&o)
			s, err := enclave.New(t.Context(), o)
			wantKind(t, "start", err, c.kind)
			if err == nil {
				s.Close()
			}
		})
	}
	u := m.start(t)
	_, err = enclave.New(t.Context(), good)
	wantKind(t, "a second enclave on the same state", err, hallmark.Conflict)
	_, err = enclave.Listen(t.Context(), m.config.Socket)
	wantKind(t, "a second enclave on the same socket", err, hallmark.Conflict)
	u.down()
}

// sealing is a platform with another sealing key.
type sealing struct {
	platform.Platform
	key []byte
	err error
}

func (s sealing) SealingKey() ([]byte, error) { return s.key, s.err }

// A model that the host changes under a running enclave is not used.
func TestModelChangedOnDisk(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	u.ready(t, p)
	path := filepath.Join(m.config.Models, "tiny", "model.safetensors")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-1] ^= 1
	put(t, path, b)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	if last := u.follow(t, p.id, nil); last.Code != wire.CodePaused || last.Reason != "tampered" {
		t.Errorf("training on another model ended with %+v", last)
	}
}

// When the platform loses its sealing key, old jobs are lost by name and new
// ones go on with new keys.
func TestLostSealingKey(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	u.ready(t, p)
	old := u.info
	u.down()
	if err := os.Remove(filepath.Join(m.dir, "hardware", "sealing-SIMULATED.key")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // and it stays so after another restart
		u = m.start(t)
		if u.info.Signer == old.Signer || u.info.Recipient == old.Recipient {
			t.Error("keys outlived their seal")
		}
		_, err := u.Job(t.Context(), p.id)
		wantKind(t, "a job of the lost keys", err, hallmark.Lost)
		_, err = u.Admit(t.Context(), p.signed)
		wantKind(t, "its order again", err, hallmark.Lost)
		_, err = u.Train(t.Context(), p.id)
		wantKind(t, "training it", err, hallmark.Lost)
		u.down()
	}
	u = m.start(t)
	again := owner.order(t, u.info, config(1), owner.plaintext(t, rows(8)))
	u.ready(t, again)
	u.train(t, again.id)
}

func TestProtocolRefusals(t *testing.T) {
	u := newMachine(t).start(t)
	_, err := u.Job(t.Context(), hallmark.Digest{1})
	wantKind(t, "an unknown job", err, hallmark.NotFound)
	err = u.Progress(t.Context(), hallmark.Digest{1}, 0, func(wire.Progress) error { return errors.New("unexpected line") })
	wantKind(t, "progress of an unknown job", err, hallmark.NotFound)
	_, _, err = u.Artifact(t.Context(), hallmark.Digest{1})
	wantKind(t, "artifact of an unknown job", err, hallmark.NotFound)
	_, err = wire.Dial(filepath.Join(t.TempDir(), "nobody")).Info(t.Context())
	wantKind(t, "nobody on the socket", err, hallmark.Unavailable)
}
