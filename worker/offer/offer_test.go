package offer_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/offer"
)

func good() offer.Offer {
	o := offer.New("policy.json")
	o.Models = []offer.Model{
		{Name: "base", Kind: hallmark.ModelText, In: hallmark.NewAmount(1), Out: hallmark.NewAmount(2)},
		{Name: "whisper", Kind: hallmark.ModelAudio, Upstream: true, Second: hallmark.NewAmount(3)},
	}
	o.Objective = hallmark.Objective{FirstToken: 500_000, Rebate: 1_000}
	o.Split = []hallmark.Payee{{Account: hallmark.Address{1}, BPS: 9_000}, {Account: hallmark.Address{2}, BPS: 1_000}}
	return o
}

func TestAnOfferIsReadAsItWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "offer.json")
	if err := good().Save(path); err != nil {
		t.Fatal(err)
	}
	if o, err := offer.Load(path); err != nil || !reflect.DeepEqual(o, good()) {
		t.Errorf("%+v, %v", o, err)
	}
	if left, err := filepath.Glob(path + "?*"); err != nil || len(left) != 0 {
		t.Errorf("beside the file lie %v, %v", left, err)
	}
	_, err := offer.Load(path + "x")
	if hallmark.KindOf(err) != hallmark.NotFound {
		t.Error(err)
	}
}

func TestOffersThatAreRefused(t *testing.T) {
	for want, edit := range map[string]func(*offer.Offer){
		"version":             func(o *offer.Offer) { o.Version = "offer/2" },
		"policy":              func(o *offer.Offer) { o.Policy = "" },
		"rate":                func(o *offer.Offer) { o.Rate = 100*hallmark.BPS + 1 },
		"rebate":              func(o *offer.Offer) { o.Objective.Rebate = hallmark.BPS + 1 },
		"shares sum":          func(o *offer.Offer) { o.Split[0].BPS-- },
		"no account":          func(o *offer.Offer) { o.Split[0].Account = hallmark.Address{} },
		`of kind "video"`:     func(o *offer.Offer) { o.Models[0].Kind = "video" },
		"has the name":        func(o *offer.Offer) { o.Models[1].Name = "base" },
		"no price":            func(o *offer.Offer) { o.Models[0].In, o.Models[0].Out = hallmark.Amount{}, hallmark.Amount{} },
		"per image":           func(o *offer.Offer) { o.Models[0].Image = hallmark.NewAmount(1) },
		"per second of audio": func(o *offer.Offer) { o.Models[0].Second = hallmark.NewAmount(1) },
		"per token written":   func(o *offer.Offer) { o.Models[1].Out = hallmark.NewAmount(1) },
	} {
		o := good()
		edit(&o)
		if err := o.Save(filepath.Join(t.TempDir(), "offer.json")); hallmark.KindOf(err) != hallmark.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: saving gives %v", want, err)
		}
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := offer.Parse(b, "o.json"); hallmark.KindOf(err) != hallmark.Invalid || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "o.json") {
			t.Errorf("%s: reading gives %v", want, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	b, err := json.Marshal(good())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"hallmark":"offer/1","policy":"p"}`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := offer.Parse(b, "o")
		if err != nil {
			return
		}
		path := filepath.Join(dir, "offer.json")
		if err := o.Save(path); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := offer.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(o)
		y, _ := json.Marshal(again)
		if !bytes.Equal(x, y) {
			t.Errorf("%s becomes %s", x, y)
		}
		os.Remove(path)
	})
}
