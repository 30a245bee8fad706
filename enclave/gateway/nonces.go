package gateway

import (
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// maxKeys is how many signing keys of one user are remembered. The one that
// was highest least far is forgotten first, and raises the floor for all keys
// that are not known, so that nothing of it can be replayed.
const maxKeys = 64

// nonces are the numbers that the keys of one user have used.
type nonces struct {
	floor uint64 // unknown keys begin above it
	keys  map[hallmark.Address]*window
}

// use takes a nonce, or reports that it was used or lies too far behind.
func (n *nonces) use(key hallmark.Address, nonce uint64) bool {
	w := n.keys[key]
	if w == nil {
		if nonce <= n.floor {
			return false
		}
		w = n.add(key)
		w.floor = n.floor
	}
	return w.use(nonce)
}

// restore marks everything up to a nonce of an earlier process as used.
func (n *nonces) restore(key hallmark.Address, nonce uint64) {
	w := n.keys[key]
	if w == nil {
		w = n.add(key)
	}
	w.highest = max(w.highest, nonce)
	w.floor = w.highest
}

func (n *nonces) add(key hallmark.Address) *window {
	if n.keys == nil {
		n.keys = map[hallmark.Address]*window{}
	}
	if len(n.keys) >= maxKeys {
		var oldest hallmark.Address
		low := ^uint64(0)
		for k, w := range n.keys {
			if w.highest <= low {
				oldest, low = k, w.highest
			}
		}
		n.floor = max(n.floor, low)
		delete(n.keys, oldest)
	}
	w := &window{}
	n.keys[key] = w
	return w
}

// window remembers which of the last hallmark.NonceWindow numbers were used, as
// bits of the words that have any.
type window struct {
	highest uint64
	floor   uint64 // everything up to it is taken as used
	words   []word // ascending
}

type word struct{ index, bits uint64 }

func (w *window) use(nonce uint64) bool {
	if nonce <= w.floor || w.highest >= hallmark.NonceWindow && nonce <= w.highest-hallmark.NonceWindow {
		return false
	}
	index, bit := nonce/64, uint64(1)<<(nonce%64)
	at := len(w.words)
	for at > 0 && w.words[at-1].index >= index { // it is nearly always at the end
		at--
	}
	if at == len(w.words) || w.words[at].index != index {
		w.words = slices.Insert(w.words, at, word{index: index})
	}
	if w.words[at].bits&bit != 0 {
		return false
	}
	w.words[at].bits |= bit
	if nonce > w.highest {
		w.highest = nonce
		w.drop()
	}
	return true
}

// drop forgets the words that lie behind the window.
func (w *window) drop() {
	if w.highest < hallmark.NonceWindow {
		return
	}
	oldest := (w.highest - hallmark.NonceWindow) / 64
	n := 0
	for n < len(w.words) && w.words[n].index < oldest {
		n++
	}
	if n > 0 {
		w.words = append(w.words[:0], w.words[n:]...)
	}
}
