// Package sdk is what users and auditors do, as a library: check a dataset and
// its price, vet a provider's evidence, encrypt, order, follow, fetch, open,
// and bundle the proof. The command line is a thin layer over it.
//
// It trusts the user's own network file and policy, and nothing that a worker,
// a chain endpoint or a storage node says without proof. It never sends a key
// or plaintext anywhere, and signs nothing whose price it has not computed
// itself.
package sdk
