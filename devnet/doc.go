// Package devnet runs the whole market on one machine: a real EVM chain with
// the contracts, a storage node that speaks 0G's protocol, a real Temporal
// server, the worker, and an enclave on simulated hardware, each a process of
// its own. `hallmark up` keeps it running; `hallmark demo` takes one job
// through it from end to end.
//
// It uses keys that the whole world knows and listens on loopback alone. It
// must never hold anything of value, and nothing that it makes may be called
// verified: the hardware is SIMULATED and every signature says so.
package devnet
