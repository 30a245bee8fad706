package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

// demoPairs is how many of the training pairs the demo dataset holds.
const demoPairs = 2400

// record is RECIPE.json.
type record struct {
	Go              string            `json:"go"` // version of the library that was read
	Command         string            `json:"command"`
	HeldOutRule     string            `json:"heldOutRule"`
	HeldOutPackages []string          `json:"heldOutPackages"` // absent from pretraining
	AskedPackages   []string          `json:"askedPackages"`   // those heldout.jsonl asks about
	Documents       int               `json:"documents"`
	DocumentsSHA256 string            `json:"documentsSha256"` // of all pretraining documents, one after the other
	Dialogues       int               `json:"dialogues"`
	TokensPerEpoch  int               `json:"tokensPerEpoch"`
	Epochs          int               `json:"epochs"`
	Parameters      int               `json:"parameters"`
	TrainPairs      int               `json:"trainPairs"`
	HeldOutPairs    int               `json:"heldOutPairs"`
	Files           map[string]string `json:"files"` // SHA-256 of each
}

func sum(data []byte) string { h := sha256.Sum256(data); return hex.EncodeToString(h[:]) }

// notice is the licence of the texts that everything here derives from.
func notice(goroot string) ([]byte, error) {
	license, err := os.ReadFile(filepath.Join(goroot, "LICENSE"))
	if err != nil {
		return nil, err
	}
	return append([]byte("This folder derives from the documentation and sources of the Go standard library,\n"+
		"which is distributed under the following licence.\n\n"), license...), nil
}

// demoFiles are the demo dataset.
func (c corpus) demoFiles(notice []byte) map[string][]byte {
	return map[string][]byte{
		"demo/train.jsonl":   jsonl(c.train[:min(demoPairs, len(c.train))]),
		"demo/heldout.jsonl": jsonl(c.heldOut),
		"demo/NOTICE":        notice,
	}
}

// baseFiles are the base model besides config.json and model.safetensors.
func baseFiles(tok *tokenizer.Tokenizer, tokenizerJSON, notice []byte) (map[string][]byte, error) {
	end, _ := tok.AddedID("<|im_end|>")
	stop, _ := tok.AddedID("<|endoftext|>")
	config, err := json.MarshalIndent(map[string]any{
		"tokenizer_class": "PreTrainedTokenizerFast", "chat_template": dataset.ChatMLJinja,
		"bos_token": nil, "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>",
		"model_max_length": contextSize, "clean_up_tokenization_spaces": false,
	}, "", "  ")
	if err != nil {
		return nil, err
	}
	generation, err := json.MarshalIndent(map[string]any{"do_sample": false, "eos_token_id": []int32{end, stop}, "pad_token_id": stop}, "", "  ")
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"base/tokenizer.json":         tokenizerJSON,
		"base/tokenizer_config.json":  append(config, '\n'),
		"base/generation_config.json": append(generation, '\n'),
		"base/NOTICE":                 notice,
	}, nil
}

// write puts files and their record below dir.
func write(dir string, files map[string][]byte, r record) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, files[name], 0o644); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "RECIPE.json"), append(data, '\n'), 0o644)
}

// check compares what was made with the record in dir; complete demands that
// nothing of it is missing.
func check(dir string, made record, complete bool) error {
	data, err := os.ReadFile(filepath.Join(dir, "RECIPE.json"))
	if err != nil {
		return err
	}
	var want record
	if err := json.Unmarshal(data, &want); err != nil {
		return fmt.Errorf("RECIPE.json: %w", err)
	}
	var wrong []string
	for name, digest := range made.Files {
		if want.Files[name] != digest {
			wrong = append(wrong, name)
		}
	}
	for name := range want.Files {
		if _, ok := made.Files[name]; !ok && complete {
			wrong = append(wrong, name+" (not made)")
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return fmt.Errorf("these differ from RECIPE.json, which was made with %s, this is %s: %s", want.Go, made.Go, strings.Join(wrong, ", "))
	}
	return nil
}
