package proxy

import (
	"encoding/json"
	"math/big"
	"net/http"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// jobRequest is the body of POST /v1/fine_tuning/jobs. Fields that mean nothing
// here are read so that they can be refused by name.
type jobRequest struct {
	Model           string            `json:"model"`
	TrainingFile    string            `json:"training_file"`
	ValidationFile  *string           `json:"validation_file"`
	Suffix          *string           `json:"suffix"`
	Seed            *uint64           `json:"seed"`
	Hyperparameters hyperparameters   `json:"hyperparameters"`
	Method          *method           `json:"method"`
	Integrations    []json.RawMessage `json:"integrations"`
	Metadata        map[string]string `json:"metadata"`
}

type method struct {
	Type       string `json:"type"` // "supervised"
	Supervised struct {
		Hyperparameters hyperparameters `json:"hyperparameters"`
	} `json:"supervised"`
}

// hyperparameters are numbers, or "auto", or absent.
type hyperparameters struct {
	Epochs     json.RawMessage `json:"n_epochs,omitempty"`
	BatchSize  json.RawMessage `json:"batch_size,omitempty"`
	Multiplier json.RawMessage `json:"learning_rate_multiplier,omitempty"`
}

const (
	maxSuffix   = 64
	maxJobBody  = 1 << 20
	maxMetadata = 16
)

// check refuses what no job of ours can do, and gives the hyperparameters that
// hold.
func (q *jobRequest) check() (hyperparameters, error) {
	h := q.Hyperparameters
	switch {
	case q.Model == "":
		return h, invalid("model", "the field model is missing")
	case q.TrainingFile == "":
		return h, invalid("training_file", "the field training_file is missing")
	case q.ValidationFile != nil && *q.ValidationFile != "":
		return h, invalid("validation_file", "a validation file is not taken: a share of the rows is held out instead (--training FILE, validationPerMille)")
	case q.Suffix != nil && len(*q.Suffix) > maxSuffix:
		return h, invalid("suffix", "a suffix may have at most 64 bytes")
	case len(q.Integrations) > 0:
		return h, invalid("integrations", "integrations are not supported: nothing is sent anywhere but to the enclave")
	case len(q.Metadata) > maxMetadata:
		return h, invalid("metadata", "at most 16 pairs of metadata")
	}
	if q.Method != nil {
		if q.Method.Type != "supervised" {
			return h, &problem{status: http.StatusBadRequest, Type: invalidRequest, Param: "method", Code: "unsupported_value", Message: "the only method is supervised"}
		}
		m := q.Method.Supervised.Hyperparameters
		for _, f := range []struct{ to, from *json.RawMessage }{{&h.Epochs, &m.Epochs}, {&h.BatchSize, &m.BatchSize}, {&h.Multiplier, &m.Multiplier}} {
			if given(*f.from) {
				*f.to = *f.from
			}
		}
	}
	return h, nil
}

func given(v json.RawMessage) bool {
	s := string(v)
	return s != "" && s != "null" && s != `"auto"`
}

// apply puts hyperparameters into a configuration; "auto" keeps what is there.
func (h hyperparameters) apply(c *hallmark.TrainingConfig) error {
	for _, f := range []struct {
		name  string
		value json.RawMessage
		to    *int
		most  int
	}{{"n_epochs", h.Epochs, &c.Epochs, 1000}, {"batch_size", h.BatchSize, &c.BatchRows, 4096}} {
		if !given(f.value) {
			continue
		}
		var n int
		if json.Unmarshal(f.value, &n) != nil || n < 1 || n > f.most {
			return invalid("hyperparameters."+f.name, f.name+` must be "auto" or a whole number from 1 up`)
		}
		*f.to = n
	}
	if !given(h.Multiplier) {
		return nil
	}
	rate, err := multiply(c.LearningRate, string(h.Multiplier))
	if err != nil {
		return invalid("hyperparameters.learning_rate_multiplier", `learning_rate_multiplier must be "auto" or a number above 0, at most 1000`)
	}
	c.LearningRate = rate
	return nil
}

// multiply gives the product of a rate and a JSON number, exactly, cut to 12
// places.
func multiply(rate hallmark.Decimal, by string) (hallmark.Decimal, error) {
	a, ok := new(big.Rat).SetString(string(rate))
	b, fine := new(big.Rat), false
	if len(by) <= 32 && !strings.ContainsAny(by, `"/xXpP_`) {
		b, fine = b.SetString(by)
	}
	if !ok || !fine || b.Sign() <= 0 || b.Cmp(big.NewRat(1000, 1)) > 0 {
		return "", hallmark.Errorf(hallmark.Invalid, "not a factor")
	}
	s := a.Mul(a, b).FloatString(12)
	s = strings.TrimRight(s, "0")
	out := hallmark.Decimal(strings.TrimSuffix(s, "."))
	return out, out.Validate()
}
