package enclave_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// childVariable names the configuration with which the test binary becomes an
// enclave process.
const childVariable = "HALLMARK_TEST_ENCLAVE_CONFIG"

// child serves until it is told to stop, or killed.
func child(path string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	err := func() error {
		c, err := enclave.LoadConfig(path)
		if err != nil {
			return err
		}
		o, err := options(c, os.Stderr)
		if err != nil {
			return err
		}
		s, err := enclave.New(ctx, o)
		if err != nil {
			return err
		}
		defer s.Close()
		l, err := enclave.Listen(ctx, c.Socket)
		if err != nil {
			return err
		}
		fmt.Println("ready")
		return s.Serve(ctx, l)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// spawn starts an enclave process of its own. kill ends it with SIGKILL.
func (m machine) spawn(t *testing.T) (u up, kill func()) {
	t.Helper()
	path := filepath.Join(m.dir, "config.json")
	b, err := envelope.Canonical(m.config)
	if err != nil {
		t.Fatal(err)
	}
	put(t, path, b)
	log := &lockedBuffer{}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+path)
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		cmd.Process.Kill()
		cmd.Wait() // a killed process has no other result
	}
	t.Cleanup(kill)
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("the enclave process did not start: %q, %v\n%s", line, err, log)
	}
	c := wire.Dial(m.config.Socket)
	t.Cleanup(c.Close)
	info, err := c.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return up{Client: c, info: info, log: log}, kill
}

// An enclave killed twice in the middle of training, and once between the
// settlement's journal and its release, ends with the same adapter, the same
// transcript and one settlement.
func TestKillMinusNine(t *testing.T) {
	if testing.Short() {
		t.Skip("runs real processes")
	}
	owner := newUser(t)
	data := owner.plaintext(t, rows(60))
	c := config(30)

	calm := newMachine(t)
	whole := calm.start(t)
	p := owner.order(t, whole.info, c, data)
	whole.ready(t, p)
	job := whole.train(t, p.id)
	want := whole.settle(t, job)
	wantFiles := owner.open(t, want, whole.artifact(t, job.ID))

	m := newMachine(t)
	u, kill := m.spawn(t)
	p = owner.order(t, u.info, c, data)
	u.ready(t, p)
	signer := u.info.Signer
	var reached uint64
	for _, until := range []uint64{11, 43} {
		if _, err := u.Train(t.Context(), p.id); err != nil {
			t.Fatal(err)
		}
		begun := false
		u.follow(t, p.id, func(l wire.Progress) bool {
			if l.Code == wire.CodeStart {
				begun = true
				if l.Step+8 <= reached {
					t.Errorf("resumed at step %d after reaching %d: more than one checkpoint was lost", l.Step, reached)
				}
			}
			reached = l.Step
			return begun && l.Step >= until
		})
		kill()
		u, kill = m.spawn(t)
		if u.info.Signer != signer {
			t.Fatal("the keys changed")
		}
		job, err := u.Job(t.Context(), p.id)
		if err != nil || job.State != wire.Paused || job.Reason != "restart" {
			t.Fatalf("after the kill: %+v, %v", job, err)
		}
	}
	job = u.train(t, p.id)
	artifact := u.artifact(t, p.id)
	record, err := u.Confirm(t.Context(), p.id, wire.ConfirmRequest{ArtifactRoot: job.Artifact.Root, ReplayRoot: job.Replay.Root, Evidence: u.registered(t)})
	if err != nil {
		t.Fatal(err)
	}
	kill()
	u, _ = m.spawn(t)
	if !bytes.Equal(artifact, u.artifact(t, p.id)) {
		t.Error("the artifact's bytes changed with the restart")
	}
	got, err := u.Release(t.Context(), p.id, wire.ReleaseRequest{Digest: record.Digest})
	if err != nil {
		t.Fatal(err)
	}
	checkSettlement(t, u, p, got)
	files := owner.open(t, got, artifact)
	for name := range wantFiles {
		if strings.HasPrefix(name, "adapter/") && !bytes.Equal(files[name], wantFiles[name]) {
			t.Errorf("%s differs from the uninterrupted run's", name)
		}
	}
	if states := got.Receipt.Transcript.Replay.Checkpoints; len(states) < 8 || !slices.Equal(states, want.Receipt.Transcript.Replay.Checkpoints) {
		t.Errorf("the checkpoints for a replay are %v, the uninterrupted run's %v", states, want.Receipt.Transcript.Replay.Checkpoints)
	}
	if got.Transcript.Root != want.Transcript.Root || got.Transcript.State != want.Transcript.State || got.Receipt.Metrics != want.Receipt.Metrics ||
		got.Settlement.Fee != want.Settlement.Fee || got.Receipt.Dataset.RowsRoot != want.Receipt.Dataset.RowsRoot {
		t.Errorf("killed run %+v\nuninterrupted %+v", got.Receipt, want.Receipt)
	}
}

// A checkpoint is worth something to its own job at its own step alone: any
// other is refused, and the job, being deterministic, ends the same without it.
func TestForeignCheckpoints(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	data := owner.plaintext(t, rows(60))
	// advance trains to the next checkpoint and gives where it began and ended.
	advance := func(p parcel) (from, to uint64) {
		t.Helper()
		if _, err := u.Train(t.Context(), p.id); err != nil {
			t.Fatal(err)
		}
		from = u.follow(t, p.id, func(l wire.Progress) bool { return l.Code == wire.CodeStart }).Step
		job, err := u.Pause(t.Context(), p.id)
		if err != nil || job.State != wire.Paused || job.Step == 0 {
			t.Fatalf("pause: %+v, %v", job, err)
		}
		return from, job.Step
	}
	file := func(p parcel, step uint64) string {
		return filepath.Join(m.config.State, "jobs", p.id.String(), fmt.Sprintf("checkpoint-%d", step))
	}
	read := func(path string) []byte {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a, b := owner.order(t, u.info, config(1000), data), owner.order(t, u.info, config(1000), data)
	u.ready(t, a)
	u.ready(t, b)
	_, first := advance(a)
	older := read(file(a, first))
	from, second := advance(a)
	if from != first {
		t.Fatalf("resumed at %d, want %d", from, first)
	}
	if bytes.Contains(older, []byte("hallmark checkpoint 1")) {
		t.Error("the checkpoint lies on disk in clear")
	}
	later := read(file(a, second))
	_, at := advance(b)
	foreign := read(file(b, at))

	put(t, file(a, second), older)
	from, now := advance(a)
	if from != 0 {
		t.Errorf("with an older checkpoint: resumed at step %d", from)
	}
	put(t, file(a, now), foreign)
	if from, now = advance(a); from != 0 {
		t.Errorf("with another job's checkpoint: resumed at step %d", from)
	}
	// How far a job comes before it is paused depends on the machine: it goes on
	// from there, and starts over, until the checkpoint of before is a later one.
	for now >= second {
		_, second = advance(a)
		later = read(file(a, second))
		put(t, file(a, second), foreign)
		_, now = advance(a)
	}
	put(t, file(a, now), later)
	if from, _ = advance(a); from != 0 {
		t.Errorf("with a later checkpoint: resumed at step %d", from)
	}
}

// Stopping the enclave settles nothing and loses nothing.
func TestStopAndResume(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(40), owner.plaintext(t, rows(60)))
	u.ready(t, p)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	u.follow(t, p.id, func(l wire.Progress) bool { return l.Step >= 9 })
	u.down()
	u = m.start(t)
	job, err := u.Job(t.Context(), p.id)
	if err != nil || job.State != wire.Paused || job.Step < 8 || job.Reason != "stopped" {
		t.Fatalf("after a stop: %+v, %v", job, err)
	}
	u.train(t, p.id)
}

// A state that the host altered is not carried into the replay file: the job
// starts over.
func TestAlteredStates(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(30), owner.plaintext(t, rows(60)))
	ready := u.ready(t, p)
	every := engine.SnapshotInterval(ready.Steps, 0)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	u.follow(t, p.id, func(l wire.Progress) bool { return l.Step >= every+8 }) // a checkpoint lies between
	u.down()
	state := filepath.Join(m.config.State, "jobs", p.id.String(), fmt.Sprintf("state-%d", every))
	b, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("hallmark state 1")) {
		t.Error("the state lies on disk in clear")
	}
	b[len(b)/2] ^= 1
	put(t, state, b)
	u = m.start(t)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	if from := u.follow(t, p.id, func(l wire.Progress) bool { return l.Code == wire.CodeStart }); from.Step != 0 {
		t.Errorf("resumed at step %d with an altered state", from.Step)
	}
	if last := u.follow(t, p.id, nil); last.Code != wire.CodeTrained {
		t.Errorf("ended with %+v", last)
	}
}
