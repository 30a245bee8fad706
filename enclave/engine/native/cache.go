package native

// pageTokens is the number of positions in one page of the cache.
const pageTokens = 64

// page holds the keys and values of pageTokens positions of one request: for
// every layer and key-value head the keys as packed panels (headDim × position),
// then the values as rows (position × headDim). Both are right operands of a
// product as they lie.
type page []float32

// pagePool is the cache's memory. Pages are made when first needed and kept.
type pagePool struct {
	size  int // numbers in a page
	total int // pages that may exist
	taken int // pages promised to requests
	free  []page
}

func newPagePool(c Config, tokens int) *pagePool {
	return &pagePool{size: c.Layers * c.KVHeads * 2 * pageTokens * c.HeadDim, total: (tokens + pageTokens - 1) / pageTokens}
}

func pagesFor(tokens int) int { return (tokens + pageTokens - 1) / pageTokens }

// reserve promises n pages, so that an admitted request never waits for one.
func (p *pagePool) reserve(n int) bool {
	if p.taken+n > p.total {
		return false
	}
	p.taken += n
	return true
}

// get takes one of the promised pages.
func (p *pagePool) get() page {
	if n := len(p.free); n > 0 {
		got := p.free[n-1]
		p.free = p.free[:n-1]
		return got
	}
	return make(page, p.size)
}

// release gives a request's pages and promise back. What they hold is wiped:
// it was made from a prompt.
func (p *pagePool) release(pages []page, promised int) {
	for _, g := range pages {
		clear(g)
		p.free = append(p.free, g)
	}
	p.taken -= promised
}

// part gives the keys and values of one layer and head in a page.
func (g page) part(c Config, layer, head int) (keys, values []float32) {
	n := pageTokens * c.HeadDim
	at := (layer*c.KVHeads + head) * 2 * n
	return g[at : at+n], g[at+n : at+2*n]
}

// put stores a key and a value at a position of the page.
func putKV(keys, values, key, value []float32, at, panel int) {
	hd := len(key)
	dst := keys[at/panel*panel*hd+at%panel:]
	for i, v := range key {
		dst[i*panel] = v
	}
	copy(values[at*hd:], value)
}
