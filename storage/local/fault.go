package local

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// FaultKind is a way in which a storage node can fail its clients.
type FaultKind int

// The kinds of faults.
const (
	Corrupt    FaultKind = iota + 1 // one bit of the segment is wrong
	Truncated                       // the segment's last chunk is missing
	Swapped                         // another segment, with its valid proof, under this index
	WrongProof                      // right bytes, wrong sibling
	Missing                         // null, as if the segment had never arrived
	Drop                            // the connection breaks
	Slow                            // the answer comes after Delay
	Pruned                          // the node says that it has deleted the file
)

// Fault makes a node misbehave for one file. Faults exist only in memory and
// can be set only from Go: no configuration and no request reaches them.
type Fault struct {
	Kind    FaultKind
	Segment int64         // the segment concerned, -1 for all
	Delay   time.Duration // of Slow
	Times   int           // how often it strikes, 0 for always
}

type faults struct {
	mu  sync.Mutex
	set map[hallmark.Digest]*Fault
}

// Inject makes the node misbehave for a root until Heal.
func (n *Node) Inject(root hallmark.Digest, f Fault) {
	n.faults.mu.Lock()
	defer n.faults.mu.Unlock()
	if n.faults.set == nil {
		n.faults.set = map[hallmark.Digest]*Fault{}
	}
	n.faults.set[root] = &f
}

// Heal ends all faults.
func (n *Node) Heal() {
	n.faults.mu.Lock()
	defer n.faults.mu.Unlock()
	n.faults.set = nil
}

// strike is the fault that applies to a segment now, nil for none.
func (f *faults) strike(root hallmark.Digest, index int64) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	fault := f.set[root]
	if fault == nil || fault.Segment >= 0 && fault.Segment != index {
		return nil
	}
	if fault.Times > 0 {
		if fault.Times--; fault.Times == 0 {
			delete(f.set, root)
		}
	}
	return fault
}

// pruned reports a file that the node pretends to have deleted.
func (f *faults) pruned(root hallmark.Digest) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	fault := f.set[root]
	return fault != nil && fault.Kind == Pruned
}

// apply changes what is about to be sent; nil data stands for a null result.
func (f *Fault) apply(ctx context.Context, b *blob, index int64, data []byte, p merkle.Proof) ([]byte, merkle.Proof, error) {
	switch f.Kind {
	case Corrupt:
		data[len(data)/2] ^= 1
	case Truncated:
		data = data[:len(data)-merkle.ChunkSize]
	case Swapped:
		other := (index + 1) % b.layout.Segments()
		return b.read(other, data[:cap(data)])
	case WrongProof:
		p.Lemma[len(p.Lemma)/2][0] ^= 1
	case Missing, Pruned:
		return nil, p, nil
	case Drop:
		panic(http.ErrAbortHandler)
	case Slow:
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return nil, p, ctx.Err()
		case <-timer.C:
		}
	}
	return data, p, nil
}
