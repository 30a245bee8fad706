package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet"
	"github.com/hallmark-tee/hallmark/test"
)

// command runs a built program in a folder and gives its output and exit code.
func command(t *testing.T, dir, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 12*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	var out, errOut bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errOut
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %q: %v", program, args, err)
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

// TestDemo is the README's first command, without the build: twice, since it
// must work again on the same market.
func TestDemo(t *testing.T) {
	bin := test.Programs(t)
	dir, err := os.MkdirTemp("", "hm")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for range 2 {
		out, errOut, code := command(t, dir, filepath.Join(bin, "hallmark"), "demo", "--dir", dir)
		if code != 0 {
			t.Fatalf("exit code %d\n%s%s", code, out, errOut)
		}
		if strings.Contains(out, "FAIL") || strings.Count(out, "PASS") < 8 {
			t.Errorf("not all checks passed:\n%s", out)
		}
	}
	runs, err := filepath.Glob(filepath.Join(dir, "demo-*"))
	if err != nil || len(runs) != 2 {
		t.Fatalf("runs %q, %v", runs, err)
	}
	for _, name := range []string{"adapter/adapter_config.json", "adapter/adapter_model.safetensors", "transcript.jsonl", "bundle.json", "artifact.age", "replay.age"} {
		if _, err := os.Stat(filepath.Join(runs[0], name)); err != nil {
			t.Error(err)
		}
	}
	verifies(t, bin, dir, runs[0])
}

// verifies runs the auditor's binary on the demo's bundle.
func verifies(t *testing.T, bin, dir, run string) {
	t.Helper()
	verify, file := filepath.Join(bin, "hallmark-verify"), filepath.Join(run, "bundle.json")
	artifact := filepath.Join(run, "artifact.age")
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"--policy", filepath.Join(dir, "policy.json"), "--artifact", artifact, file}, 6},
		{[]string{"--policy", "simulation", file}, 6},
		{[]string{file}, 4},
		{[]string{"--policy", filepath.Join(dir, "policy.json"), "--artifact", file, file}, 5},
		{[]string{"no-such-file"}, 1},
	} {
		out, _, code := command(t, run, verify, c.args...)
		if code != c.code {
			t.Errorf("hallmark-verify %q: exit code %d, want %d\n%s", c.args, code, c.code, out)
		}
		if c.code == 6 && !strings.Contains(out, "SIMULATED") {
			t.Errorf("hallmark-verify %q does not say SIMULATED", c.args)
		}
	}
}

// readmeCommands are the lines of the README's shell blocks that call our
// programs.
func readmeCommands(t *testing.T) [][]string {
	t.Helper()
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
		for _, line := range strings.Split(strings.TrimSpace(block[1]), "\n") {
			if strings.HasPrefix(line, "bin/") {
				lines = append(lines, strings.Fields(line))
			}
		}
	}
	if len(lines) < 5 {
		t.Fatalf("only %d commands found in the README", len(lines))
	}
	return lines
}

// TestREADMECommands runs the README's own lines in a folder that looks like
// the repository after `make up`. Blocks marked console need what is not there,
// such as a worker on hardware.
func TestREADMECommands(t *testing.T) {
	m, market := test.StartMarket(t)
	dir := t.TempDir()
	for name, to := range map[string]string{"bin": test.Programs(t), ".hallmark": market, "my.jsonl": test.Rows(t, 200)} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range readmeCommands(t) {
		want := 0
		if strings.Contains(strings.Join(args, " "), "verify") {
			want = 6
		}
		out, errOut, code := command(t, dir, filepath.Join(dir, args[0]), args[1:]...)
		if code != want {
			t.Fatalf("%q: exit code %d, want %d\n%s%s", args, code, want, out, errOut)
		}
	}
	walk(t, m, dir)
}

// modelTemplate is a configuration that takes the chat template from the base
// model's own files.
func modelTemplate(t *testing.T, dir string) string {
	t.Helper()
	c := hallmark.DefaultTraining()
	c.Template = "model"
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "config.json")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// walk runs the commands that the README does not show.
func walk(t *testing.T, m *devnet.Market, dir string) {
	t.Helper()
	hallmarkCLI := func(args ...string) (string, string, int) {
		t.Helper()
		return command(t, dir, filepath.Join(dir, "bin", "hallmark"), append([]string{"--dev-account", "1"}, args...)...)
	}
	var jobs []hallmark.Job
	out, errOut, code := hallmarkCLI("-o", "json", "job", "list")
	if err := json.Unmarshal([]byte(out), &jobs); err != nil || code != 0 || len(jobs) != 1 {
		t.Fatalf("job list: %v, exit code %d\n%s%s", err, code, out, errOut)
	}
	id := jobs[0].ID.String()
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"job", "show", id}, 0, "completed"},
		{[]string{"-o", "json", "job", "show", id}, 0, `"status": "completed"`},
		{[]string{"job", "logs", id}, 0, "settled"},
		{[]string{"job", "logs", "-f", id}, 0, "settled"},
		{[]string{"job", "fetch", id, "--out", "again", "--identity", "key.txt"}, 0, "bundle"},
		{[]string{"audit", "replay", "again/bundle.json", "--dataset", "my.jsonl"}, 0, "EXACT"},
		{[]string{"-o", "json", "audit", "replay", "again/bundle.json", "--dataset", "my.jsonl", "--segments", "1", "--identity", "key.txt"}, 0, `"exact": true`},
		{[]string{"audit", "replay", "again/bundle.json"}, 3, "--dataset"},
		{[]string{"audit", "replay", "my-model/no-such-file", "--dataset", "my.jsonl"}, 3, "no such file"},
		{[]string{"audit", "replay", "again/bundle.json", "--dataset", "key.txt"}, 5, "not the dataset of the order"},
		{[]string{"audit", "replay", "again/bundle.json", "--dataset", "my.jsonl", "--replay", "again/artifact.age"}, 5, "the receipt names"},
		{[]string{"job", "cancel", id}, 15, "settled already"},
		{[]string{"job", "submit", "my.jsonl", "--max-price", "0.000001"}, 23, "nothing was signed"},
		{[]string{"job", "submit", "my.jsonl"}, 23, "nobody to ask"},
		{[]string{"job", "submit", "my.jsonl", "--yes", "--policy", "strict"}, 19, "refused"},
		{[]string{"job", "estimate", "no-such-file"}, 14, "no such file"},
		{[]string{"job", "estimate", "my.jsonl", "--config", modelTemplate(t, dir)}, 0, "tokens"},
		{[]string{"account", "show"}, 0, "provider"},
		{[]string{"account", "deposit", "5"}, 0, "transaction"},
		{[]string{"account", "refund", "1"}, 0, "transaction"},
		{[]string{"account", "refund", "100000"}, 17, "refuses"},
		{[]string{"account", "withdraw"}, 27, "NothingToWithdraw"},
		{[]string{"provider", "show"}, 0, "SIMULATED"},
		{[]string{"provider", "vet"}, 0, "SIMULATED"},
		{[]string{"provider", "vet", "--policy", "strict"}, 19, ""},
		{[]string{"model", "list"}, 0, "parameters"},
		{[]string{"dataset", "push", "my.jsonl"}, 0, "root"},
		{[]string{"dataset", "check", "bin"}, 22, ""},
		{[]string{"dataset", "check", "my.jsonl", "--template", "model"}, 0, "template   chatml"},
		{[]string{"dataset", "check", "my.jsonl", "--model", "no-such-model"}, 14, "it offers"},
		{[]string{"channel", "status"}, 0, "accepted"},
		{[]string{"channel", "deposit", "0.5"}, 0, "transaction"},
		{[]string{"chat", "--dir", "chat", "--model", "ft:" + id, "--once", "Hello", "--max-tokens", "8"}, 0, "receipt 0x"},
		{[]string{"-o", "json", "chat", "--dir", "chat", "--once", "Hello", "--max-tokens", "8"}, 0, `"receipt"`},
		{[]string{"chat", "--dir", "chat", "--cap", "0.000000000001", "--once", "Hello"}, 24, "--cap"},
		{[]string{"chat", "--dir", "chat", "--policy", "strict", "--once", "Hello"}, 19, "evidence: "},
		{[]string{"--dev-account", "5", "chat", "--dir", "poor", "--once", "Hello"}, 17, "hallmark channel open"},
		{[]string{"--dev-account", "5", "channel", "open", "0.5"}, 11, "at least 1 "},
		{[]string{"invoice", "show", "--dir", "chat", "--last", "1"}, 0, "batch"},
		{[]string{"receipt", "verify", "--policy", ".hallmark/policy.json", "chat/receipts.jsonl"}, 6, "PASS  receipt fee"},
		{[]string{"receipt", "verify", "chat/receipts.jsonl"}, 4, "FAIL  evidence"},
		{[]string{"channel", "key", "0.1"}, 0, "hm-"},
		{[]string{"channel", "session-key", "0x00000000000000000000000000000000000000aa"}, 0, "transaction"},
		{[]string{"channel", "exit"}, 0, "transaction"},
		{[]string{"channel", "revoke"}, 0, "transaction"},
		{[]string{"channel", "status"}, 0, "revoked"},
		{[]string{"-o", "yaml", "job", "list"}, 1, "neither text nor json"},
		{[]string{"no-such-command"}, 1, "unknown command"},
	} {
		out, errOut, code := hallmarkCLI(c.args...)
		if code != c.code || !strings.Contains(out+errOut, c.want) {
			t.Errorf("hallmark %q: exit code %d, want %d and %q\n%s%s", c.args, code, c.code, c.want, out, errOut)
		}
	}
	stockAge(t, dir)
	stranger(t, m, id)
}

// stockAge opens the artifact with the age tool and the unwrapped identity.
func stockAge(t *testing.T, dir string) {
	t.Helper()
	age := filepath.Join(t.TempDir(), "age")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", age, "filippo.io/age/cmd/age")
	build.Dir = "../../tools"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the age tool: %v\n%s", err, out)
	}
	out, errOut, code := command(t, dir, age, "-d", "-i", "key.txt", "again/artifact.age")
	if code != 0 || !strings.Contains(out, "adapter/adapter_config.json") {
		t.Errorf("age -d: exit code %d, %d bytes\n%s", code, len(out), errOut)
	}
	info, err := os.Stat(filepath.Join(dir, "key.txt"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the identity file has mode %v, %v", info.Mode(), err)
	}
}

// stranger must not see the job, with a key given by descriptor.
func stranger(t *testing.T, m *devnet.Market, id string) {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(test.Programs(t), "hallmark"),
		"--network", m.NetworkFile(), "--key-fd", "3", "job", "show", id)
	cmd.ExtraFiles = []*os.File{r}
	if _, err := io.WriteString(w, hallmark.Hex(crypto.FromECDSA(key)).String()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Close()); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 14 {
		t.Errorf("a stranger's show: %v\n%s", err, out)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCancelDeliversWhatIsTrained stops a long job by the user's Cancel.
func TestCancelDeliversWhatIsTrained(t *testing.T) {
	m, _ := test.StartMarket(t)
	u := test.Connect(t, m)
	cfg := hallmark.DefaultTraining()
	cfg.Epochs, cfg.MaxSteps, cfg.Checkpoint = 50, 400, 50
	id, order := u.Submit(t, test.Rows(t, 400), cfg, time.Hour)
	u.Until(t, id, 0, func(e hallmark.JobEvent) bool { return e.Code == "step" && e.Step >= 5 })
	if _, err := u.Cancel(t.Context(), u.Worker, id); err != nil {
		t.Fatal(err)
	}
	if end := u.Until(t, id, 0, func(e hallmark.JobEvent) bool { return e.State.Final() }); end.State != hallmark.JobSettled {
		t.Fatalf("the job ended %+v", end)
	}
	result, err := u.Worker.Result(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	s := result.Result.Settlement
	if s.Outcome != hallmark.Partial || s.Fee.IsZero() || s.Fee.Cmp(order.Order.MaxFee) >= 0 {
		t.Errorf("settled %s for %s of %s", s.Outcome, s.Fee.Coins(), order.Order.MaxFee.Coins())
	}
	if _, err := u.Fetch(t.Context(), id, t.TempDir()); err != nil {
		t.Error(err)
	}
}
