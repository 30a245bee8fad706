// Package engine says what the enclave asks of a training and inference
// engine: typed inputs, events and results, and small interfaces. Engines
// work on token numbers only; rows, templates and tokenizers belong to package
// dataset. An engine must never write plaintext, weights or checkpoints to
// disk: everything it makes is handed to its caller as bytes.
package engine
