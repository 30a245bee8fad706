// Package bundle proves one fine-tune from one file: that the evidence is
// genuine, that the user ordered it, that the attested key accounted for it,
// that every number follows from the others, and that the chain's transactions
// say the same, by Merkle proof.
//
// It never asks a network or a clock: time is the settling block's unless the
// caller says otherwise, and what only a node could know (that a block is on
// the chain) stands under "not proven" unless the caller vouches for it. It
// never takes a policy out of the bundle.
package bundle
