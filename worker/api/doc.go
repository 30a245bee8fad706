// Package api is the worker's HTTP face: what it offers, the intake of signed
// orders, and the reads that a job's user may make. Paths and bodies are those
// of wire.go in the root package.
//
// Nothing about a job is readable without the signature of its user or of the
// provider. The API decides nothing about money: it checks what the contract
// and the enclave would refuse anyway, so that the user hears of it early.
package api
