package hallmark

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAmountArithmeticMatchesBigIntegers(t *testing.T) {
	draw := rapid.Custom(func(t *rapid.T) *big.Int {
		return new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 16).Draw(t, "bytes"))
	})
	limit := new(big.Int).Lsh(big.NewInt(1), 128)
	rapid.Check(t, func(t *rapid.T) {
		x, y := draw.Draw(t, "x"), draw.Draw(t, "y")
		n := rapid.Uint64().Draw(t, "n")
		a, _ := AmountFromBig(x)
		b, _ := AmountFromBig(y)
		for _, op := range []struct {
			name string
			got  func() (Amount, error)
			want *big.Int
		}{
			{"add", func() (Amount, error) { return a.Add(b) }, new(big.Int).Add(x, y)},
			{"sub", func() (Amount, error) { return a.Sub(b) }, new(big.Int).Sub(x, y)},
			{"mul", func() (Amount, error) { return a.Mul(n) }, new(big.Int).Mul(x, new(big.Int).SetUint64(n))},
		} {
			got, err := op.got()
			fits := op.want.Sign() >= 0 && op.want.Cmp(limit) < 0
			if fits != (err == nil) || fits && got.Big().Cmp(op.want) != 0 {
				t.Fatalf("%s: got %s, %v, want %s", op.name, got, err, op.want)
			}
		}
		if a.Cmp(b) != x.Cmp(y) {
			t.Fatalf("cmp %s %s", x, y)
		}
		back, err := ParseAmount(a.String())
		if err != nil || back != a {
			t.Fatalf("text: %v", err)
		}
		coins, err := ParseCoins(a.Coins())
		if err != nil || coins != a {
			t.Fatalf("coins %s: %s, %v", a.Coins(), coins, err)
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"", "-1", "+1", "01", "1e3", "1.0", " 1", "340282366920938463463374607431768211456", "０"} {
		if _, err := ParseAmount(s); KindOf(err) != Invalid {
			t.Errorf("amount %q: %v", s, err)
		}
	}
	for _, s := range []string{"", ".", "1.0000000000000000001", "-1", "1,5", "abc", "1 0G 0G"} {
		if _, err := ParseCoins(s); KindOf(err) != Invalid {
			t.Errorf("coins %q: %v", s, err)
		}
	}
	for _, s := range []Decimal{"", "-", "1.", ".5", "01", "1.50", "1e-3", "-0", "+1", "NaN", "0x1"} {
		if KindOf(s.Validate()) != Invalid {
			t.Errorf("decimal %q accepted", s)
		}
	}
	for _, s := range []Decimal{"0", "1", "0.0005", "-1.25", "120"} {
		if err := s.Validate(); err != nil {
			t.Errorf("decimal %q: %v", s, err)
		}
	}
	var d Digest
	for _, s := range []string{"", "0x", "0x12", "0X" + fmt.Sprintf("%064d", 0), fmt.Sprintf("0x%063dA", 0), fmt.Sprintf("0x%063dg", 0)} {
		if KindOf(d.UnmarshalText([]byte(s))) != Invalid {
			t.Errorf("digest %q accepted", s)
		}
	}
}

func TestErrorKinds(t *testing.T) {
	for k := range kinds {
		if kinds[k].name == "" || kinds[k].http == 0 || kinds[k].hint == "" {
			t.Errorf("kind %d is incomplete", k)
		}
		if KindNamed(Kind(k).String()) != Kind(k) {
			t.Errorf("%s does not come back", Kind(k))
		}
	}
	err := fmt.Errorf("outer: %w", Errorf(Unavailable, "inner: %w", fmt.Errorf("cause")))
	if KindOf(err) != Unavailable || !KindOf(err).Retryable() || KindOf(fmt.Errorf("plain")) != Internal || Kind(200).HTTPStatus() == 0 {
		t.Error("kinds are lost in wrapping")
	}
}

func TestTrainingConfigNamesTheField(t *testing.T) {
	if err := DefaultTraining().Validate(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*TrainingConfig){
		"rank":         func(c *TrainingConfig) { c.Rank = 0 },
		"learningRate": func(c *TrainingConfig) { c.LearningRate = "1e-3" },
		"weightDecay":  func(c *TrainingConfig) { c.WeightDecay = "-1" },
		"schedule":     func(c *TrainingConfig) { c.Schedule = "step" },
		"targets":      func(c *TrainingConfig) { c.Targets = []string{"q_proj", "q_proj"} },
		"method":       func(c *TrainingConfig) { c.Method = "qlora" },
		"delivery":     func(c *TrainingConfig) { c.Delivery = &Delivery{Min: 1} },
		"format":       func(c *TrainingConfig) { c.Version = "config/9" },
	} {
		c := DefaultTraining()
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func FuzzDecodeStrict(f *testing.F) {
	f.Add([]byte(`{"jobId":"0x00"}`))
	f.Add([]byte(`{"a":1,"a":2}`))
	f.Add([]byte(`[[[[]]]] {}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var v Cancel
		if DecodeStrict(data, "cancel", &v) != nil {
			return
		}
		again, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := DecodeStrict(again, "cancel", &v); err != nil {
			t.Fatalf("%q does not come back: %v", data, err)
		}
	})
}

func TestDecodeStrictRefuses(t *testing.T) {
	deep := ""
	for range 40 {
		deep += "["
	}
	for _, s := range []string{"", "{", `{"jobId":1}`, `{"jobId":"","jobId":""}`, `{"jobId":"","JOBID":""}`, `{"other":1}`, `{} {}`, deep, "nul"} {
		var v Cancel
		if err := DecodeStrict([]byte(s), "cancel", &v); KindOf(err) != Invalid {
			t.Errorf("%q: %v", s, err)
		}
	}
}
