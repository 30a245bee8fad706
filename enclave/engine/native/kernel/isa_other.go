//go:build !amd64

package kernel

// Available lists the instruction sets of this processor, slowest first.
func Available() []ISA { return []ISA{Scalar} }

func newSet(ISA) *Set { return &Set{isa: Scalar} }
