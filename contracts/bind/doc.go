// Package bind holds the generated Go bindings of Hallmark's contracts: ABI,
// creation code and typed packing for each. It must never be edited by hand:
// `go run ./contracts/gen` writes it from the Solidity sources. Callers use
// package contracts instead.
package bind
