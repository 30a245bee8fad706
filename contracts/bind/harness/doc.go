// Package harness holds the generated bindings of contracts that only tests
// deploy: the registry that takes recorded quotes, whose report data is laid
// out by others. Nothing that runs may import it; `make contracts` writes it.
package harness
