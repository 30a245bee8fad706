package enclave_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// ownTemplate is a chat template that no built-in one equals.
const ownTemplate = `{"eos_token":"<|endoftext|>","chat_template":"{% for m in messages %}{% if m['role'] == 'assistant' %}A: {{ m['content'] + eos_token }}{% else %}Q: {{ m['content'] }}{% endif %}\n{% endfor %}{% if add_generation_prompt %}A: {% endif %}"}`

// A job with template "model" is trained on what the base model's own template
// writes, interpreted in the enclave: the tokens billed are those that the
// user counts, and the model learns.
func TestTrainsWithTheModelsTemplate(t *testing.T) {
	m := newMachine(t)
	base := filepath.Join(m.config.Models, "tiny")
	put(t, filepath.Join(base, "tokenizer_config.json"), []byte(ownTemplate))
	u, owner := m.start(t), newUser(t)
	if got := u.info.Models[0].Template; got != dataset.Model {
		t.Fatalf("the model is offered with template %q", got)
	}
	cfg := config(3)
	tokens := map[string]uint64{}
	for _, template := range []string{dataset.Model, dataset.ChatML} {
		cfg.Template = template
		enc, err := dataset.OpenEncoder(os.DirFS(base), cfg)
		if err != nil {
			t.Fatal(err)
		}
		ready, _, err := dataset.FromJSONL(strings.NewReader(rows(40)), enc, cfg)
		if err != nil {
			t.Fatal(err)
		}
		tokens[template] = ready.Tokens
	}
	cfg.Template = dataset.Model
	p := owner.order(t, u.info, cfg, owner.plaintext(t, rows(40)))
	if job := u.ready(t, p); job.State != wire.Ready {
		t.Fatalf("after the dataset: %+v", job)
	}
	out := u.settle(t, u.train(t, p.id))
	checkSettlement(t, u, p, out)
	if got := out.Receipt.Usage.TokensTrained; got != tokens[dataset.Model] || got == tokens[dataset.ChatML] {
		t.Errorf("trained on %d tokens; its template writes %d, chatml %d", got, tokens[dataset.Model], tokens[dataset.ChatML])
	}
	before, errB := strconv.ParseFloat(string(out.Receipt.Metrics.EvalBefore), 64)
	after, errA := strconv.ParseFloat(string(out.Receipt.Metrics.EvalAfter), 64)
	if errB != nil || errA != nil || after >= before {
		t.Errorf("the held-out loss went from %v to %v", before, after)
	}
}
