// Package conformance holds the tests that every engine must pass, whatever it
// is made of: they know the interfaces of package engine, small models in the
// layout of Hugging Face, and a reference decoder in float64. An engine's own
// tests call Trainer.Test and Server.Test. It must never import an engine, nor
// be linked into a program.
package conformance
