// Command gen writes package bind, the Go bindings of our contracts, from the
// Solidity sources: forge compiles, abigen (as a library) writes. It must
// never download anything, and nothing that builds or runs depends on it: the
// bindings are checked in. Package bind/channels is one of its own because
// abigen names the results of calls without their contract; bind/harness holds
// those of contracts that only tests deploy.
//
//	go run ./contracts/gen          # write contracts/bind
//	go run ./contracts/gen -check   # fail if it would differ
//
// Both need the npm packages of contracts/package.json; without them -check
// says so and passes, for a machine without Node cannot have changed them.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
)

// A binding is a file of bindings and the contracts in it.
type binding struct {
	file      string // below the contracts folder
	name      string // package
	contracts []string
}

// bindings lists the contracts that Go code deploys or calls.
func bindings() []binding {
	return []binding{
		{"bind/bind.go", "bind", []string{"AttestationRegistry", "JobEscrow", "Ledger", "P256Fallback"}},
		{"bind/channels/channels.go", "channels", []string{"Channels"}},
		{"bind/harness/harness.go", "harness", []string{"RegistryHarness", "RegistryVerifier"}},
	}
}

const header = "// SPDX-License-Identifier: Apache-2.0\n\n"

func main() {
	dir := flag.String("contracts", "contracts", "folder of foundry.toml")
	out := flag.String("out", "out", "folder of forge's artifacts, below the contracts folder or absolute")
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	if err := run(*dir, *out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir, out string, check bool) error {
	forge, err := findForge(dir)
	if err != nil {
		return err
	}
	if forge == "" {
		const reason = "node_modules is absent: run npm ci in the contracts folder first"
		if !check {
			return fmt.Errorf("%s", reason)
		}
		fmt.Println("SKIP bindings:", reason)
		return nil
	}
	if err := compile(dir, out, forge); err != nil {
		return err
	}
	for _, b := range bindings() {
		code, err := b.generate(dir, out)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(b.file))
		if !check {
			if err := os.WriteFile(target, code, 0o644); err != nil {
				return err
			}
			continue
		}
		present, err := os.ReadFile(target)
		if err != nil {
			return err
		}
		if !bytes.Equal(present, code) {
			return fmt.Errorf("%s is not what the Solidity sources give: run go run ./contracts/gen and commit the result", target)
		}
	}
	if check {
		fmt.Println("PASS bindings match the Solidity sources")
	}
	return nil
}

// findForge gives the absolute path of npm's forge binary, or "".
func findForge(dir string) (string, error) {
	found, err := filepath.Glob(filepath.Join(dir, "node_modules", "@foundry-rs", "forge-*", "bin", "forge"))
	if err != nil || len(found) == 0 {
		return "", err
	}
	return filepath.Abs(found[0])
}

func compile(dir, out, forge string) error {
	build := exec.Command(forge, "build", "--quiet", "--out", out, "src", "test/harness")
	build.Dir = dir
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("forge build: %w\n%s", err, output)
	}
	return nil
}

func (b binding) generate(dir, out string) ([]byte, error) {
	if !filepath.IsAbs(out) {
		out = filepath.Join(dir, out)
	}
	abis := make([]string, len(b.contracts))
	codes := make([]string, len(b.contracts))
	for i, name := range b.contracts {
		file := filepath.Join(out, name+".sol", name+".json")
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var artifact struct {
			ABI      json.RawMessage
			Bytecode struct{ Object string }
		}
		if err := json.Unmarshal(text, &artifact); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		abis[i], codes[i] = string(artifact.ABI), artifact.Bytecode.Object
	}
	code, err := abigen.BindV2(b.contracts, abis, codes, b.name, nil, nil)
	if err != nil {
		return nil, fmt.Errorf("abigen: %w", err)
	}
	return append([]byte(header), code...), nil
}
