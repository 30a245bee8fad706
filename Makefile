# Hallmark. `make help` lists the targets. Go, gcc and make suffice for all but
# the targets under "with Node".
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := bin
GO := go
export GOFLAGS := -buildvcs=false
RELEASE := -ldflags "-s -w"
# The enclave is built without paths, so that its measurement does not depend on
# where it was built.
ENCLAVE := -trimpath $(RELEASE)
NODE_MODULES := contracts/node_modules/.installed test/interop/storage/node_modules/.installed test/interop/openai/node_modules/.installed

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*## "} {printf "  %-18s %s\n", $$1, $$2}'

.PHONY: build
build: ## build every program into bin/ (the enclave as SIMULATED)
	@mkdir -p $(BIN)
	$(GO) build $(RELEASE) -o $(BIN)/ ./cmd/hallmark ./cmd/hallmark-worker
	$(GO) build $(ENCLAVE) -tags sim -o $(BIN)/hallmark-enclave ./cmd/hallmark-enclave
	CGO_ENABLED=0 $(GO) build $(RELEASE) -o $(BIN)/hallmark-verify ./cmd/hallmark-verify
	cd cmd/hallmark-temporal && $(GO) build $(RELEASE) -o ../../$(BIN)/hallmark-temporal .

.PHONY: demo
demo: build ## run a whole attested fine-tune on this machine, and check it
	$(BIN)/hallmark demo

.PHONY: up
up: build ## run a market on this machine until interrupted
	$(BIN)/hallmark up

.PHONY: test
test: build vet test-go test-forge test-temporal ## everything CI runs

.PHONY: vet
vet: ## gofmt, go vet, and Temporal's determinism check
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not gofmt-formatted:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags sim ./cmd/hallmark-enclave
	$(GO) tool -modfile=tools/go.mod workflowcheck ./workflows/...

.PHONY: test-go
test-go: build $(NODE_MODULES) ## the Go tests, the interop tests with npm clients included
	$(GO) test -timeout 30m ./...

.PHONY: test-temporal
test-temporal: ## the embedded Temporal server's own tests
	cd cmd/hallmark-temporal && $(GO) vet . && $(GO) test -timeout 30m .

.PHONY: test-forge
test-forge: contracts/node_modules/.installed ## the Solidity tests, gas and size snapshots, and binding drift
	cd contracts && npm run --silent test
	$(GO) run ./contracts/gen -check

.PHONY: contracts
contracts: contracts/node_modules/.installed ## compile the contracts and regenerate the Go bindings
	$(GO) run ./contracts/gen

%/node_modules/.installed: %/package.json
	cd $* && npm install --no-save --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

.PHONY: enclave-tdx
enclave-tdx: ## build the enclave for a TDX guest
	@mkdir -p $(BIN)
	$(GO) build $(ENCLAVE) -o $(BIN)/hallmark-enclave-tdx ./cmd/hallmark-enclave

.PHONY: enclave-sgx
enclave-sgx: ## build and sign the enclave for SGX (needs EGo)
	@command -v ego-go >/dev/null || { echo "enclave-sgx needs EGo (https://docs.edgeless.systems/ego): ego-go is not on this machine"; exit 1; }
	@mkdir -p $(BIN)
	ego-go build $(ENCLAVE) -tags ego -o $(BIN)/hallmark-enclave-sgx ./cmd/hallmark-enclave
	ego sign ego.json

.PHONY: crash
crash: build ## kill worker, enclave and chain in training and under inference load, five times over
	$(GO) test -count=5 -timeout 30m ./test/crash/...

.PHONY: attack
attack: ## every attack of the tests, and the check that stopped it
	$(GO) run ./test/attack

.PHONY: interop
interop: build $(NODE_MODULES) test/interop/openai/venv/.installed ## 0G's npm storage client and OpenAI's npm, Go and Python clients, unmodified, against a local market
	$(GO) test -count=1 ./test/interop/...

test/interop/openai/venv/.installed: test/interop/openai/requirements.txt
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: wasm
wasm: ## the verifier as a web page, into bin/web
	@mkdir -p $(BIN)/web
	GOOS=js GOARCH=wasm CGO_ENABLED=0 $(GO) build $(RELEASE) -o $(BIN)/web/hallmark-verify.wasm ./cmd/hallmark-verify
	cp cmd/hallmark-verify/web/* "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" $(BIN)/web/

.PHONY: test-wasm
test-wasm: test/wasm/node_modules/.installed ## the verifier's page in a headless Chromium (Debian: chromium)
	$(GO) test -count=1 -v ./test/wasm

.PHONY: reproduce
reproduce: ## build the enclave twice, sharing nothing, and compare bit for bit
	@set -e; top=$$(mktemp -d); trap 'rm -rf "$$top"' EXIT; for n in one two; do mkdir $$top/$$n; git archive HEAD | tar -x -C $$top/$$n; \
	  (cd $$top/$$n && GOCACHE=$$top/$$n.cache CGO_ENABLED=0 GOTOOLCHAIN=local $(GO) build $(ENCLAVE) -o $$top/$$n.bin ./cmd/hallmark-enclave); done; \
	  cmp $$top/one.bin $$top/two.bin; sha256sum < $$top/one.bin; echo "hallmark-enclave: the same, bit for bit"

.PHONY: bench
bench: ## the benchmarks whose figures the docs quote
	$(GO) test -run '^$$' -bench . ./storage/... ./enclave/engine/native/... ./attestation/...

FUZZTIME ?= 10m
FUZZ ?= .
.PHONY: bench-gateway
bench-gateway: ## the gateway beside its bare upstream: added latency, streams a second, memory of waiting streams
	$(GO) test -run '^$$' -bench 'Gateway(Added|Streams)' -benchtime 5000x ./test/bench
	$(GO) test -run '^$$' -bench 'GatewayMany' -benchtime 1x ./test/bench

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME (10m), or those that FUZZ matches, within 2 GiB
	$(GO) run ./test/fuzz -time $(FUZZTIME) -match '$(FUZZ)' -memory 2048

.PHONY: bench-rival
bench-rival: ## another gateway (LiteLLM, from PyPI) and ours beside the same mock, in one run
	test/bench/litellm.sh

.PHONY: determinism
determinism: ## one large training job on every instruction set, build and an emulated arm64
	@command -v qemu-aarch64 >/dev/null || { [ $$(id -u) = 0 ] && apt-get install -y --no-install-recommends qemu-user; } || \
	  { echo "determinism needs qemu-aarch64: install Debian's qemu-user"; exit 1; }
	HALLMARK_DETERMINISM=1 $(GO) test -count=1 -timeout 60m -v -run 'Golden|SameBits|NoBit' ./enclave/engine/native

.PHONY: base-model
base-model: ## make the base model and the demo data anew and compare every digest
	$(GO) run ./devnet/assets/recipe -check

.PHONY: clean
clean: ## remove what was built, and the local market
	rm -rf $(BIN) .hallmark
