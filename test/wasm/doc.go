// Package wasm drives the verifier's page in a headless Chromium and compares
// its verdicts with the native ones, byte for byte. `make test-wasm` installs
// what it needs; without it the test is skipped.
package wasm
