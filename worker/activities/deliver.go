package activities

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Publish uploads the encrypted artifact and the replay file and reads them
// back.
func (a *Activities) Publish(ctx context.Context, s workflows.Step) (workflows.Published, error) {
	return attempt(ctx, a, "publish", s.Job, func(ctx context.Context) (workflows.Published, error) { return a.publish(ctx, s) })
}

func (a *Activities) publish(ctx context.Context, s workflows.Step) (workflows.Published, error) {
	out := workflows.Published{Step: s}
	if err := a.state(s.Job, hallmark.JobPublishing, "uploading the encrypted artifact"); err != nil {
		return out, err
	}
	if err := a.inTime(ctx, s.Job); err != nil {
		return out, err
	}
	job, err := a.Enclave.Job(ctx, s.Job)
	if err != nil {
		return out, err
	}
	if job.Artifact == nil {
		return out, hallmark.Errorf(hallmark.Internal, "the enclave has no artifact of job %s, state %s", s.Job.Short(), job.State)
	}
	files := a.published(job)
	for _, f := range files { // nothing is paid for before all are here whole
		if err := a.take(ctx, s.Job, f); err != nil {
			return out, err
		}
	}
	for _, f := range files {
		if err := a.store(ctx, f); err != nil {
			return out, err
		}
		err := a.note(s.Job, hallmark.JobEvent{Code: "done", Text: f.what + " stored and read back", Hash: &f.Root},
			func(j *hallmark.Job) { j.Artifact = &job.Artifact.Root })
		if err != nil {
			return out, err
		}
	}
	out.Root = job.Artifact.Root
	return out, nil
}

// outgoing is one of the enclave's files on its way to storage.
type outgoing struct {
	what, path string
	wire.Artifact
	open func(context.Context, hallmark.JobID) (io.ReadCloser, int64, error)
}

// published are the files of a trained job.
func (a *Activities) published(job wire.Job) []outgoing {
	files := []outgoing{{"artifact", a.artifactPath(job.ID), *job.Artifact, a.Enclave.Artifact}}
	if job.Replay != nil {
		files = append(files, outgoing{"replay file", a.replayPath(job.ID), *job.Replay, a.Enclave.Replay})
	}
	return files
}

// store uploads a file from the spool and reads it back.
func (a *Activities) store(ctx context.Context, o outgoing) error {
	f, err := os.Open(o.path)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer f.Close()
	stored, err := a.Storage.Put(ctx, f, int64(o.Bytes))
	if err != nil {
		return elsewhere(err)
	}
	if stored.Root != o.Root {
		return hallmark.Errorf(hallmark.Mismatch, "storage names the %s %s, the enclave %s", o.what, stored.Root, o.Root)
	}
	return a.readBack(ctx, o.Artifact)
}

// take brings a file into the spool. What lies there is what the enclave named,
// or it is thrown away before anything is paid for.
func (a *Activities) take(ctx context.Context, id hallmark.JobID, o outgoing) error {
	if _, err := os.Stat(o.path); err != nil {
		src, _, err := o.open(ctx, id)
		if err != nil {
			return err
		}
		defer src.Close()
		if _, err := spool(o.path, src); err != nil {
			return err
		}
	}
	f, err := os.Open(o.path)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer f.Close()
	if err := compare(f, o.Artifact); err != nil {
		return errors.Join(err, os.Remove(o.path))
	}
	return nil
}

// readBack catches accidents: what storage serves must be what was signed for.
func (a *Activities) readBack(ctx context.Context, want wire.Artifact) error {
	src, err := a.Storage.Open(ctx, want.Root)
	if err != nil {
		return elsewhere(err)
	}
	defer src.Close()
	return elsewhere(compare(src, want))
}

// compare reads src to its end and holds it against the artifact's name.
func compare(src io.Reader, want wire.Artifact) error {
	sum := sha256.New()
	n, err := io.Copy(sum, src)
	if err != nil {
		return brokenOff(err)
	}
	if uint64(n) != want.Bytes || hallmark.Digest(sum.Sum(nil)) != want.Digest {
		return hallmark.Errorf(hallmark.Unavailable, "%d bytes are not those of artifact %s", n, want.Root.Short())
	}
	return nil
}

// Confirm obtains the one settlement: sealed, kept, released, checked.
func (a *Activities) Confirm(ctx context.Context, s workflows.Step) (workflows.Confirmed, error) {
	return attempt(ctx, a, "confirm", s.Job, func(ctx context.Context) (workflows.Confirmed, error) { return a.confirm(ctx, s) })
}

func (a *Activities) confirm(ctx context.Context, s workflows.Step) (workflows.Confirmed, error) {
	out := workflows.Confirmed{Step: s}
	if err := a.state(s.Job, hallmark.JobConfirming, "the enclave confirms the artifact and signs"); err != nil {
		return out, err
	}
	order, err := a.Journal.Order(s.Job)
	if err != nil {
		return out, err
	}
	evidence, err := a.Registrar.Ensure(ctx, order.Order.Signer, order.Order.Policy, order.Proof)
	if err != nil {
		return out, err
	}
	job, err := a.Enclave.Job(ctx, s.Job)
	if err != nil {
		return out, err
	}
	request := wire.ConfirmRequest{Evidence: evidence}
	if job.Artifact != nil {
		request.ArtifactRoot = job.Artifact.Root
	}
	if job.Replay != nil {
		request.ReplayRoot = job.Replay.Root
	}
	record, err := a.Enclave.Confirm(ctx, s.Job, request)
	if err != nil {
		return out, err
	}
	if record.JobID != s.Job || hallmark.Digest(sha256.Sum256(record.Record)) != record.Digest {
		return out, hallmark.Errorf(hallmark.Mismatch, "the enclave's sealed record is not of job %s, or not what its digest says", s.Job.Short())
	}
	if err := a.Journal.KeepRecord(s.Job, record.Record); err != nil {
		return out, err
	}
	signed, err := a.Enclave.Release(ctx, s.Job, wire.ReleaseRequest{Digest: record.Digest})
	if err != nil {
		return out, err
	}
	if err := a.checkSettlement(order, signed); err != nil {
		return out, err
	}
	out.Settlement = a.Domain.Settlement(signed.Settlement)
	return out, a.keepResult(s.Job, signed)
}

// checkSettlement refuses what the contract would refuse, before gas is spent.
func (a *Activities) checkSettlement(order hallmark.SignedOrder, s hallmark.SignedSettlement) error {
	if s.Settlement.JobID != a.Domain.JobID(order.Order) {
		return hallmark.Errorf(hallmark.Mismatch, "the settlement is of another job")
	}
	if s.Settlement.Fee.Cmp(order.Order.MaxFee) > 0 {
		return hallmark.Errorf(hallmark.Mismatch, "the settlement asks %s, the order allows %s", s.Settlement.Fee, order.Order.MaxFee)
	}
	if envelope.WrappedKeyHash(s.WrappedKey) != s.Settlement.WrappedKeyHash {
		return hallmark.Errorf(hallmark.Mismatch, "the wrapped key is not the one that was signed")
	}
	return envelope.Require("settlement signature", a.Domain.Settlement(s.Settlement), s.Signature, order.Order.Signer)
}

// keepResult stores the settlement with the evidence that its receipt cites.
func (a *Activities) keepResult(id hallmark.JobID, signed hallmark.SignedSettlement) error {
	_, registration, err := a.Journal.Registered(signed.Receipt.Evidence)
	if err != nil {
		return err
	}
	job, err := a.Journal.Job(id)
	if err != nil {
		return err
	}
	r := hallmark.JobResult{Result: signed, Evidence: registration.Evidence, RegisterTx: registration.Tx}
	if job.OpenTx != nil {
		r.OpenTx = *job.OpenTx
	}
	if job.SettleTx != nil {
		r.SettleTx = *job.SettleTx
	}
	return a.Journal.KeepResult(id, r)
}
