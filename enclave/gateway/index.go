package gateway

import (
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/journal"
)

// index finds receipts in the journal: 30 bytes for each. Identities are kept
// by their first eight bytes; whoever reads compares the whole.
type index struct {
	first  uint64 // sequence number of places[0]
	places []place
	ids    map[uint64]uint64 // to sequence numbers
}

type place struct {
	position uint64
	at       journal.Location
}

func shortID(id hallmark.Digest) uint64 { return binary.BigEndian.Uint64(id[:8]) }

func (x *index) add(sequence uint64, id hallmark.Digest, p place) {
	if len(x.places) == 0 {
		x.first = sequence
	}
	x.places = append(x.places, p)
	if x.ids == nil {
		x.ids = map[uint64]uint64{}
	}
	x.ids[shortID(id)] = sequence
}

// find gives the place of a sequence number.
func (x *index) find(sequence uint64) (place, bool) {
	if sequence < x.first || sequence-x.first >= uint64(len(x.places)) {
		return place{}, false
	}
	return x.places[sequence-x.first], true
}

// drop forgets everything before a segment.
func (x *index) drop(segment uint32) {
	n := 0
	for n < len(x.places) && x.places[n].at.Segment < segment {
		n++
	}
	if n == 0 {
		return
	}
	x.first += uint64(n)
	x.places = append([]place(nil), x.places[n:]...)
	for id, sequence := range x.ids {
		if sequence < x.first {
			delete(x.ids, id)
		}
	}
}
