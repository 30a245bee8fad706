package contracts_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
)

// node is a DER element: of its children if it has any, else of its content.
// A child of an OCTET STRING or BIT STRING is what is encoded in it, behind
// skip bytes.
type node struct {
	tag      byte
	skip     []byte
	content  []byte
	children []*node
	longer   int // bytes of length more than the least
}

// parseDER reads a sequence of elements; it reports false for anything else.
func parseDER(b []byte) (out []*node, ok bool) {
	for len(b) > 0 {
		if len(b) < 2 || b[0]&0x1f == 0x1f {
			return nil, false
		}
		n, head := int(b[1]), 2
		if n >= 0x80 {
			size := n & 0x7f
			if size == 0 || size > 2 || len(b) < 2+size {
				return nil, false
			}
			n, head = 0, 2+size
			for _, v := range b[2:head] {
				n = n<<8 | int(v)
			}
		}
		if len(b) < head+n {
			return nil, false
		}
		out = append(out, parseElement(b[0], b[head:head+n]))
		b = b[head+n:]
	}
	return out, true
}

func parseElement(tag byte, content []byte) *node {
	e := &node{tag: tag, content: content}
	constructed, skip := tag&0x20 != 0, 0
	if tag == 3 && len(content) > 1 && content[0] == 0 {
		skip = 1
	}
	if constructed || tag == 4 || skip > 0 {
		if children, ok := parseDER(content[skip:]); ok && len(children) > 0 && (constructed || children[0].tag == 0x30 || children[0].tag == 3) {
			e.children, e.skip, e.content = children, content[:skip], nil
		}
	}
	return e
}

func (e *node) encode() []byte {
	content := e.content
	if e.children != nil {
		content = bytes.Clone(e.skip)
		for _, c := range e.children {
			content = append(content, c.encode()...)
		}
	}
	n := len(content)
	var length []byte
	for v := n; v > 0; v >>= 8 {
		length = append([]byte{byte(v)}, length...)
	}
	for range e.longer {
		length = append([]byte{0}, length...)
	}
	switch {
	case n < 0x80 && e.longer == 0:
		length = []byte{byte(n)}
	default:
		length = append([]byte{0x80 | byte(len(length))}, length...)
	}
	return append(append([]byte{e.tag}, length...), content...)
}

func (e *node) clone() *node {
	c := *e
	c.content, c.skip, c.children = bytes.Clone(e.content), bytes.Clone(e.skip), nil
	for _, child := range e.children {
		c.children = append(c.children, child.clone())
	}
	return &c
}

// all lists an element and what is below it, parents first.
func (e *node) all() []*node {
	out := []*node{e}
	for _, c := range e.children {
		out = append(out, c.all()...)
	}
	return out
}

// mutate changes one thing in an element or below it. others are elements to
// take from.
func (e *node) mutate(r *rand.Rand, others []*node) {
	at := e.all()
	target := at[r.IntN(len(at))]
	switch r.IntN(12) {
	case 0:
		target.tag ^= 1 << r.IntN(8)
	case 1:
		target.tag = []byte{0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1e, 0x30, 0x31, 0x80, 0xa0, 0xa3}[r.IntN(19)]
	case 2:
		target.longer++
	case 3: // drop
		if n := len(target.children); n > 0 {
			target.children = slices.Delete(target.children, 0, 1+r.IntN(n))
		}
	case 4: // drop one
		if n := len(target.children); n > 0 {
			i := r.IntN(n)
			target.children = slices.Delete(target.children, i, i+1)
		}
	case 5: // double one
		if n := len(target.children); n > 0 {
			i := r.IntN(n)
			target.children = slices.Insert(target.children, r.IntN(n+1), target.children[i].clone())
		}
	case 6: // change places
		if n := len(target.children); n > 1 {
			i, k := r.IntN(n), r.IntN(n)
			target.children[i], target.children[k] = target.children[k], target.children[i]
		}
	case 7: // take from another
		if n := len(target.children); n > 0 {
			target.children[r.IntN(n)] = others[r.IntN(len(others))].clone()
		}
	case 8: // add from another
		if target.children != nil {
			target.children = slices.Insert(target.children, r.IntN(len(target.children)+1), others[r.IntN(len(others))].clone())
		}
	default:
		target.bytes(r)
	}
}

// bytes changes a primitive's content.
func (e *node) bytes(r *rand.Rand) {
	if len(e.children) > 0 {
		e.children[r.IntN(len(e.children))].bytes(r)
		return
	}
	e.children = nil
	n := len(e.content)
	switch kind := r.IntN(5); {
	case n == 0 || kind == 0:
		e.content = slices.Insert(bytes.Clone(e.content), r.IntN(n+1), edges[r.IntN(len(edges))])
	case kind == 1:
		i := r.IntN(n)
		e.content = slices.Delete(bytes.Clone(e.content), i, i+1)
	case kind == 2:
		e.content = bytes.Clone(e.content)
		e.content[r.IntN(n)] = edges[r.IntN(len(edges))]
	default:
		e.content = bytes.Clone(e.content)
		e.content[r.IntN(n)] ^= 1 << r.IntN(8)
	}
}

// edges are bytes that formats turn on.
var edges = []byte{0x00, 0x01, 0x02, 0x03, 0x30, 0x31, 0x39, 0x3a, 0x5a, 0x7f, 0x80, 0x81, 0x82, 0xc0, 0xff}
