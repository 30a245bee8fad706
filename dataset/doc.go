// Package dataset reads what a model is trained on: it checks every row of a
// JSONL file and says what to correct, renders rows through a chat template
// with the prompt masked, splits off validation rows, packs, orders, and counts
// the tokens that are paid for. The user's machine and the enclave call the
// same functions on the same bytes, so both arrive at the same digest, the same
// order of steps and the same price. It does no network or file access of its
// own, and what it tells about a bad row never repeats the row's content except
// in the one field that says so.
package dataset
