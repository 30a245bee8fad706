// Package contracts is the typed Go client of Hallmark's contracts: the
// AttestationRegistry, the Ledger, the JobEscrow and the Channels. It reads
// their state and events, packs every write as a [Call] for somebody else to
// sign and send, deploys them, and says in words why the chain refused
// something. It must never hold a key, decide what to send, or retry a
// transaction: that is the worker's outbox and the user's wallet.
package contracts
