package bundle

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

var update = flag.Bool("update", false, "make the sample bundle anew")

// The sample that the command lines are tested with: a whole simulated job.
const (
	samplePath     = "testdata/simulated.json"
	sampleArtifact = "testdata/artifact.age"
)

func TestSample(t *testing.T) {
	if *update {
		f := newFixture(t, dcap.SimulationMaker)
		if err := os.WriteFile(samplePath, must(json.MarshalIndent(f.bundle, "", " ")), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(sampleArtifact, f.artifact, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, artifact := must(os.ReadFile(samplePath)), must(os.ReadFile(sampleArtifact))
	b := must(Decode(data))
	v := must(Verify(data, Options{Policy: attestation.SimulationPolicyFor(b.Evidence), Artifact: &File{bytes.NewReader(artifact), int64(len(artifact))}}))
	if v.Code != verdict.Simulated {
		t.Errorf("the sample is %s: %v; if the formats changed on purpose, run this test with -update", v.Overall, v.Failures())
	}
}

func TestWholeBundles(t *testing.T) {
	hardware, simulated := newFixture(t, "Test"), newFixture(t, dcap.SimulationMaker)
	if code, failed := hardware.judge(t); code != int(verdict.Verified) {
		t.Errorf("hardware: code %d, failed %v", code, failed)
	}
	if code, failed := simulated.judge(t); code != int(verdict.Simulated) {
		t.Errorf("simulation: code %d, failed %v", code, failed)
	}
	simulated.options.Policy = attestation.StrictPolicy()
	if code, failed := simulated.judge(t); code != int(verdict.Against) {
		t.Errorf("simulation under strict: code %d, failed %v", code, failed)
	}
}

func TestOtherOutcomes(t *testing.T) {
	for _, outcome := range []hallmark.Outcome{hallmark.Partial, hallmark.Failed} {
		if code, failed := newJob("Test", outcome).judge(t); code != int(verdict.Verified) {
			t.Errorf("%s: code %d, failed %v", outcome, code, failed)
		}
	}
	f := newJob("Test", hallmark.Failed)
	f.bundle.Result.WrappedKey = make(hallmark.Hex, 129)
	if _, failed := f.judge(t); !slices.Contains(failed, "settlement.key") {
		t.Errorf("a failed job with a key: %v", failed)
	}
}

// TestForeignTransactions puts the transactions of another job into a bundle.
func TestForeignTransactions(t *testing.T) {
	f, other := newFixture(t, "Test"), newFixture(t, "Test")
	f.bundle.Chain = other.bundle.Chain
	code, failed := f.judge(t)
	for _, want := range []string{"chain.registered", "chain.opened", "chain.settled", "chain.key", "chain.credited"} {
		if !slices.Contains(failed, want) {
			t.Errorf("%s passed", want)
		}
	}
	if code != int(verdict.Mismatch) {
		t.Errorf("code %d", code)
	}
}

func TestStrictWantsEverything(t *testing.T) {
	f := newFixture(t, "Test")
	f.options.Strict = true
	if code, failed := f.judge(t); code != int(verdict.Incomplete) {
		t.Errorf("without artifact and block: code %d, failed %v", code, failed)
	}
	f.options.Artifact = &File{bytes.NewReader(f.artifact), int64(len(f.artifact))}
	hash := readFacts(f.bundle.Chain).settle.hash
	f.options.Block = &hash
	if code, failed := f.judge(t); code != int(verdict.Verified) {
		t.Errorf("with both: code %d, failed %v", code, failed)
	}
}

func TestArtifact(t *testing.T) {
	f := newFixture(t, "Test")
	f.artifact[500] ^= 1
	f.options.Artifact = &File{bytes.NewReader(f.artifact), int64(len(f.artifact))}
	f.options.Policy.Enforce = []string{"artifact.digest", "artifact.root"}
	// The order names the policy without these demands, which is no failure.
	if code, failed := f.judge(t); code != int(verdict.Mismatch) || len(failed) != 2 {
		t.Errorf("an altered artifact: code %d, failed %v", code, failed)
	}
}

func TestForeignBlock(t *testing.T) {
	f := newFixture(t, "Test")
	f.options.Block = &hallmark.Digest{1}
	if code, failed := f.judge(t); code != int(verdict.Mismatch) || failed[0] != "chain.canonical" {
		t.Errorf("code %d, failed %v", code, failed)
	}
}
