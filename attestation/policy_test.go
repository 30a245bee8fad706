package attestation

import (
	"encoding/json"
	"os"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// TestMeasurementVector fixes the measurement's bytes for every implementation:
// the registry computes the same.
func TestMeasurementVector(t *testing.T) {
	raw, err := os.ReadFile("testdata/measurement.json")
	if err != nil {
		t.Fatal(err)
	}
	var v []struct {
		Kind                                  Kind
		MRTD, RTMR0, RTMR1, RTMR2, MRCONFIGID dcap.HexBytes
		Measurement                           hallmark.Digest
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	for _, c := range v {
		var td dcap.TDReport
		for reg, b := range map[*dcap.Register]dcap.HexBytes{&td.MRTD: c.MRTD, &td.RTMR[0]: c.RTMR0, &td.RTMR[1]: c.RTMR1, &td.RTMR[2]: c.RTMR2, &td.MRCONFIGID: c.MRCONFIGID} {
			if copy(reg[:], b) != 48 {
				t.Fatal("a register of the vector has not 48 bytes")
			}
		}
		if got := Measurement(c.Kind, td); got != c.Measurement {
			t.Errorf("kind %d: %s, want %s", c.Kind, got, c.Measurement)
		}
		td.RTMR[3][0], td.ReportData[0] = 1, 1
		if Measurement(c.Kind, td) != c.Measurement {
			t.Error("RTMR3 or report data entered the measurement")
		}
	}
}

func TestPolicyProofs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(r, "measurements")
		var all []hallmark.Digest
		for i := range n {
			all = append(all, hallmark.Digest{byte(i), byte(rapid.Byte().Draw(r, "m"))})
		}
		p := NewSimulationPolicy(all...)
		if err := p.Validate(); err != nil {
			r.Fatal(err)
		}
		id, err := p.ID()
		if err != nil {
			r.Fatal(err)
		}
		m := rapid.SampledFrom(all).Draw(r, "of")
		proof, err := p.Proof(m)
		if err != nil || !Proves(proof, id) || proof.Root != p.Root() {
			r.Fatalf("proof of %s does not hold: %v", m, err)
		}
		proof.Measurement[31] ^= 1
		if Proves(proof, id) {
			r.Fatal("a proof holds for another measurement")
		}
		proof.Measurement[31] ^= 1
		proof.MaxAge++
		if Proves(proof, id) {
			r.Fatal("a proof holds for another age")
		}
		if _, err := p.Proof(hallmark.Digest{0xff, 0xff, 0xff}); hallmark.KindOf(err) != hallmark.AgainstPolicy {
			r.Fatalf("a foreign measurement: %v", err)
		}
	})
}

func TestPolicyIDIgnoresWhiteSpace(t *testing.T) {
	p := NewSimulationPolicy(hallmark.Digest{1}, hallmark.Digest{2})
	spaced, err := json.MarshalIndent(p, " ", "\t")
	if err != nil {
		t.Fatal(err)
	}
	q, err := ParsePolicy(spaced)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := p.ID()
	b, _ := q.ID()
	if a != b || a.IsZero() {
		t.Errorf("%s and %s", a, b)
	}
}

func TestPolicyRefused(t *testing.T) {
	for name, file := range map[string]string{
		"empty":             ``,
		"unknown key":       `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]},"snp":{}}`,
		"duplicate key":     `{"hallmark":"policy/1","name":"x","name":"y","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]}}`,
		"format":            `{"hallmark":"policy/2","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]}}`,
		"kind":              `{"hallmark":"policy/1","name":"x","kinds":["snp"],"maxAge":1,"tcb":{"accept":["UpToDate"]}}`,
		"no kind":           `{"hallmark":"policy/1","name":"x","kinds":[],"maxAge":1,"tcb":{"accept":["UpToDate"]}}`,
		"status":            `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["Fine"]}}`,
		"no age":            `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":0,"tcb":{"accept":["UpToDate"]}}`,
		"age above chain's": `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":604801,"tcb":{"accept":["UpToDate"]}}`,
		"waives signature":  `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]},"allow":["sig.quote"]}`,
		"unsorted":          `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]},"measurements":["0x0200000000000000000000000000000000000000000000000000000000000000","0x0100000000000000000000000000000000000000000000000000000000000000"]}`,
		"trailing":          `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]}} {}`,
	} {
		if _, err := ParsePolicy([]byte(file)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestEnforcedButNeverMade(t *testing.T) {
	b := newTestbed(t, "Test")
	b.o.Policy.Enforce = []string{"nonce"}
	if v := b.judge(t); v.Code == 0 {
		t.Error("a policy that enforces the nonce was satisfied without one")
	}
	b.o.Challenge = &hallmark.Digest{6}
	if v := b.judge(t); v.Code != 0 {
		t.Errorf("the right nonce: %v", v.Failures())
	}
}

func TestVerdictIsDeterministic(t *testing.T) {
	b := newTestbed(t, "Test")
	first, second := canonical(t, b.judge(t)), canonical(t, b.judge(t))
	if string(first) != string(second) {
		t.Error("the same evidence gave two verdicts")
	}
}

// TestShuffledDocuments judges the same evidence under a policy whose keys
// stand in another order, many times over (Go shuffles its maps each time), and
// wants the same bytes.
func TestShuffledDocuments(t *testing.T) {
	b := newTestbed(t, "Test")
	b.form.TD.TDAttributes |= dcap.Debug
	b.says.TCB.Levels[0].Advisories = []string{"INTEL-SA-2", "INTEL-SA-1"}
	first := canonical(t, b.judge(t))
	for range 20 {
		raw, err := json.Marshal(b.o.Policy)
		if err != nil {
			t.Fatal(err)
		}
		var keys map[string]json.RawMessage
		if err := json.Unmarshal(raw, &keys); err != nil {
			t.Fatal(err)
		}
		shuffled := "{"
		for k, v := range keys {
			shuffled += `"` + k + `": ` + string(v) + ","
		}
		if b.o.Policy, err = ParsePolicy([]byte(shuffled[:len(shuffled)-1] + "}")); err != nil {
			t.Fatal(err)
		}
		if again := canonical(t, b.judge(t)); string(again) != string(first) {
			t.Fatalf("another verdict:\n%s\n%s", first, again)
		}
	}
}

func TestShippedPolicies(t *testing.T) {
	for name, p := range map[string]Policy{StrictName: StrictPolicy(), GPUStrictName: GPUStrictPolicy(), SimulationName: NewSimulationPolicy()} {
		if p.Name != name || len(p.Measurements) > 0 || p.Debug || len(p.Allow) > 0 || len(p.TCB.Accept) != 1 {
			t.Errorf("%s: %+v", name, p)
		}
	}
	b := newTestbed(t, "Test")
	listed := b.o.Policy.Measurements
	b.o.Policy = GPUStrictPolicy()
	b.o.Policy.Measurements = listed
	if v := b.judge(t); v.Code == 0 {
		t.Error("gpu-strict was satisfied without a GPU")
	}
}

func FuzzPolicy(f *testing.F) {
	f.Add(strictFile)
	f.Add(gpuStrictFile)
	f.Add(simulationFile)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParsePolicy(data)
		if err != nil {
			return
		}
		id, err := p.ID()
		if err != nil || id.IsZero() {
			t.Fatalf("an accepted policy has no id: %v", err)
		}
	})
}
