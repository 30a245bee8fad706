package enclave_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// One job from its order to the opened adapter, and everything that the
// settlement says about it.
func TestWalk(t *testing.T) {
	m := newMachine(t)
	u, owner := m.start(t), newUser(t)
	p := owner.order(t, u.info, config(3), owner.plaintext(t, rows(60)))
	job := u.ready(t, p)
	if job.State != wire.Ready || job.Rows != 60 || job.Steps == 0 {
		t.Fatalf("after the dataset: %+v", job)
	}
	job = u.train(t, p.id)
	if job.State != wire.Trained || job.Outcome != hallmark.Completed || job.Step != job.Steps {
		t.Fatalf("after training: %+v", job)
	}
	ciphertext := u.artifact(t, p.id)
	if hallmark.Digest(sha256.Sum256(ciphertext)) != job.Artifact.Digest || uint64(len(ciphertext)) != job.Artifact.Bytes {
		t.Error("the artifact sent is not the one named")
	}
	out := u.settle(t, job)
	checkSettlement(t, u, p, out)
	if r := out.Receipt; r.Usage.TokensTrained != 3*r.Dataset.Tokens || r.Usage.Epochs != 3 {
		t.Errorf("3 epochs of %d tokens are counted as %d in %d", r.Dataset.Tokens, r.Usage.TokensTrained, r.Usage.Epochs)
	}

	files := owner.open(t, out, ciphertext)
	for _, name := range []string{"adapter/adapter_config.json", "adapter/adapter_model.safetensors", "transcript.jsonl", "README.txt"} {
		if len(files[name]) == 0 {
			t.Errorf("the archive has no %s", name)
		}
	}
	checkTranscript(t, out, files["transcript.jsonl"])
	if again := u.settle(t, job); !same(t, again, out) {
		t.Error("a second settlement differs from the first")
	}
	checkSecrecy(t, m, u)

	closed, err := u.Forget(t.Context(), p.id)
	if err != nil || closed.State != wire.Closed {
		t.Fatalf("forget: %+v, %v", closed, err)
	}
	if _, _, err := u.Artifact(t.Context(), p.id); hallmark.KindOf(err) != hallmark.Conflict {
		t.Errorf("artifact of a closed job: %v", err)
	}
	if again := u.settle(t, job); !same(t, again, out) {
		t.Error("after closing, the settlement differs")
	}
	left, err := os.ReadDir(filepath.Join(m.config.State, "jobs", p.id.String()))
	if err != nil || len(left) != 2 {
		t.Errorf("a closed job keeps its record and settlement, found %v, %v", left, err)
	}
}

func checkSettlement(t *testing.T, u up, p parcel, out hallmark.SignedSettlement) {
	t.Helper()
	s, r := out.Settlement, out.Receipt
	if err := envelope.Require("settlement", domain.Settlement(s), out.Signature, u.info.Signer); err != nil {
		t.Error(err)
	}
	digest, err := envelope.ReceiptDigest(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := envelope.Require("receipt", digest, out.ReceiptSig, u.info.Signer); err != nil {
		t.Error(err)
	}
	fee, err := p.signed.Order.Price.Mul(r.Usage.TokensTrained)
	if err != nil || s.Fee != fee || fee.IsZero() {
		t.Errorf("fee %s for %d tokens", s.Fee, r.Usage.TokensTrained)
	}
	of := func(v any) hallmark.Digest {
		d, err := envelope.Digest(v)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if s.JobID != p.id || s.Receipt != of(r) || s.Invoice != of(out.Invoice) || r.Invoice != s.Invoice || s.WrappedKeyHash != envelope.WrappedKeyHash(out.WrappedKey) ||
		s.ArtifactDigest != r.Artifact.Digest || s.ArtifactRoot != r.Artifact.Root || r.Transcript.Header != of(out.Transcript) || r.Transcript.Root != out.Transcript.Root {
		t.Error("the digests of the settlement do not join")
	}
	if r.Kind != hallmark.KindSim || r.Usage.Steps != out.Transcript.Steps {
		t.Errorf("receipt: %+v", r)
	}
	e, err := u.PastEvidence(t.Context(), r.Evidence)
	if err != nil {
		t.Fatal(err)
	}
	q, err := dcap.Parse(e.Quote)
	if err != nil {
		t.Fatal(err)
	}
	var data hallmark.RuntimeData
	if err := envelope.DecodeCanonical(e.RuntimeData, "runtime data", &data); err != nil {
		t.Fatal(err)
	}
	if q.TD.ReportData != attestation.ReportData(data, e.RuntimeData) || data.Signer != u.info.Signer || data.Recipient != u.info.Recipient || data.Escrow != domain.Escrow {
		t.Error("the registered evidence does not bind this enclave's keys")
	}
	if attestation.Measurement(attestation.SimTDX, q.TD) != u.info.Measurement {
		t.Error("the evidence has another measurement than the enclave claims")
	}
}

func checkTranscript(t *testing.T, out hallmark.SignedSettlement, file []byte) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(string(file), "\n"), "\n")
	var header hallmark.TranscriptHeader
	if err := envelope.DecodeCanonical([]byte(lines[0]), "header", &header); err != nil {
		t.Fatal(err)
	}
	var leaves []hallmark.Digest
	var tokens uint64
	for _, line := range lines[1:] {
		var leaf hallmark.TranscriptLeaf
		if err := envelope.DecodeCanonical([]byte(line), "leaf", &leaf); err != nil {
			t.Fatal(err)
		}
		d, err := envelope.TranscriptLeaf(leaf)
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, d)
		tokens += leaf.Tokens
	}
	if header != out.Transcript || envelope.TranscriptRoot(leaves) != header.Root || uint64(len(leaves)) != header.Steps || tokens != out.Receipt.Usage.TokensTrained {
		t.Error("the archive's transcript is not the receipt's")
	}
}

// Neither log nor disk shows what the user's rows say.
func checkSecrecy(t *testing.T, m machine, u up) {
	t.Helper()
	secret := []byte("secret answer")
	if strings.Contains(u.log.String(), string(secret)) {
		t.Error("the log shows a row")
	}
	err := filepath.WalkDir(m.config.State, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, secret) || bytes.Contains(b, []byte("AGE-SECRET")) || bytes.Contains(b, []byte("lora_A")) {
			t.Errorf("%s lies on disk in clear", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

// Verifiers' nonces reach the quote, and only quotes without one are kept.
func TestEvidence(t *testing.T) {
	u := newMachine(t).start(t)
	e, err := u.Evidence(t.Context(), wire.EvidenceRequest{Block: 7, BlockHash: hallmark.Digest{7}, Nonce: hallmark.Digest{42}})
	if err != nil {
		t.Fatal(err)
	}
	var data hallmark.RuntimeData
	if err := envelope.DecodeCanonical(e.RuntimeData, "runtime data", &data); err != nil {
		t.Fatal(err)
	}
	if data.Nonce != (hallmark.Digest{42}) || data.Block != 7 || len(e.Endorsements.TCBInfo) == 0 || e.Events[0].Name != "engine" {
		t.Errorf("evidence: %+v", data)
	}
	now := time.Now()
	v := attestation.Verify(e, attestation.Options{
		Policy: attestation.NewSimulationPolicy(u.info.Measurement), Now: now, AttestedAt: now, Challenge: &data.Nonce, Strict: true,
	})
	if v.Code != verdict.Simulated {
		t.Errorf("the verdict over fresh evidence is %s: %+v", v.Overall, v.Checks)
	}
	if v := attestation.Verify(e, attestation.Options{Policy: attestation.StrictPolicy(), Now: now, AttestedAt: now}); v.Code == verdict.Verified {
		t.Error("simulated evidence passes as hardware")
	}
	_, err = u.PastEvidence(t.Context(), envelope.EvidenceDigest(e.Quote, e.RuntimeData))
	wantKind(t, "evidence for a verifier", err, hallmark.NotFound)
	_, err = u.Evidence(t.Context(), wire.EvidenceRequest{Block: 7})
	wantKind(t, "evidence without a block", err, hallmark.Invalid)
	if !u.info.Simulated || u.info.Kind != hallmark.KindSim {
		t.Error("a simulated enclave does not say so")
	}
}

// What maxSteps cuts off is not trained and not charged.
func TestMaxSteps(t *testing.T) {
	u, owner := newMachine(t).start(t), newUser(t)
	c := config(2)
	c.MaxSteps, c.BatchRows = 5, 2
	p := owner.order(t, u.info, c, owner.plaintext(t, rows(60)))
	u.ready(t, p)
	job := u.train(t, p.id)
	out := u.settle(t, job)
	if job.Step != 5 || out.Transcript.Steps != 5 {
		t.Errorf("trained %d steps", job.Step)
	}
	checkSettlement(t, u, p, out)
}

// Nine out of ten rows train, the others judge, and both losses are reported.
func TestMetrics(t *testing.T) {
	u, owner := newMachine(t).start(t), newUser(t)
	p := owner.order(t, u.info, config(4), owner.plaintext(t, rows(80)))
	u.ready(t, p)
	out := u.settle(t, u.train(t, p.id))
	m, d := out.Receipt.Metrics, out.Receipt.Dataset
	if d.Rows == 0 || d.ValidationRows == 0 || d.Rows+d.ValidationRows != 80 {
		t.Errorf("rows: %+v", d)
	}
	for name, v := range map[string]hallmark.Decimal{"first": m.FirstLoss, "last": m.LastLoss, "before": m.EvalBefore, "after": m.EvalAfter} {
		if f, err := strconv.ParseFloat(string(v), 64); err != nil || f <= 0 || v.Validate() != nil {
			t.Errorf("%s loss is %q", name, v)
		}
	}
	before, _ := strconv.ParseFloat(string(m.EvalBefore), 64)
	after, _ := strconv.ParseFloat(string(m.EvalAfter), 64)
	if after >= before {
		t.Errorf("the held-out loss went from %v to %v", before, after)
	}
}

func TestFailedByItsDataset(t *testing.T) {
	m := newMachine(t)
	u, owner, stranger := m.start(t), newUser(t), newUser(t)
	good := owner.plaintext(t, rows(20))
	copied := owner.order(t, u.info, config(1), good)
	toAnother, err := envelope.SealBytes(good, "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq")
	if err != nil {
		t.Fatal(err)
	}
	cut := copied.ciphertext[:len(copied.ciphertext)-7]
	plain := config(1)
	plain.Template = "plain"
	short := config(1)
	short.SeqLen = 8
	for name, c := range map[string]struct {
		parcel parcel
		reason string
		bad    uint64
	}{
		"a stranger's order with a copied root": {stranger.orderFor(t, u.info, config(1), copied.ciphertext, copied.signed.Order.DatasetDigest), "foreign-owner", 0},
		"no owner line":                         {owner.order(t, u.info, config(1), []byte(rows(20))), "foreign-owner", 0},
		"encrypted to another key":              {owner.orderFor(t, u.info, config(1), toAnother, sha256.Sum256(good)), "undecryptable", 0},
		"not age at all":                        {owner.orderFor(t, u.info, config(1), []byte("not an age file"), sha256.Sum256(good)), "undecryptable", 0},
		"cut before it was ordered":             {owner.orderFor(t, u.info, config(1), cut, sha256.Sum256(good)), "undecryptable", 0},
		"digest of other rows":                  {owner.orderFor(t, u.info, config(1), copied.ciphertext, hallmark.Digest{1}), "digest-mismatch", 0},
		"bad rows":                              {owner.order(t, u.info, config(1), owner.plaintext(t, rows(3)+"{\"secret\":\"secret answer\"}\nnot json\n")), "bad-rows", 2},
		"no rows":                               {owner.order(t, u.info, config(1), owner.plaintext(t, "")), "no-usable-rows", 0},
		"no row that fits":                      {owner.order(t, u.info, short, owner.plaintext(t, rows(5))), "no-usable-rows", 0},
		"rows the template cannot write": {owner.order(t, u.info, plain, owner.plaintext(t,
			`{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}`)), "template", 0},
	} {
		t.Run(name, func(t *testing.T) {
			job := u.ready(t, c.parcel)
			if job.State != wire.Failed || job.Reason != c.reason || job.BadRows != c.bad || job.Outcome != hallmark.Failed {
				t.Fatalf("got %+v, want failed by %s with %d bad rows", job, c.reason, c.bad)
			}
			var lines uint64
			if last := u.follow(t, job.ID, func(p wire.Progress) bool {
				if p.Code == wire.CodeRowError {
					lines++
				}
				return false
			}); last.Code != wire.CodeFailed || lines != c.bad {
				t.Errorf("progress ended with %+v after %d row errors", last, lines)
			}
			out := u.settle(t, job)
			s := out.Settlement
			if s.Outcome != hallmark.Failed || !s.Fee.IsZero() || len(out.WrappedKey) != 0 || !s.ArtifactRoot.IsZero() || !s.ArtifactDigest.IsZero() || s.WrappedKeyHash != envelope.WrappedKeyHash(nil) {
				t.Errorf("settlement of a failed job: %+v", s)
			}
			if err := envelope.Require("settlement", domain.Settlement(s), out.Signature, u.info.Signer); err != nil {
				t.Error(err)
			}
			if again := u.settle(t, job); !same(t, again, out) {
				t.Error("a second settlement differs from the first")
			}
		})
	}
	checkSecrecy(t, m, u)
}
