package native

import (
	"math"
	"slices"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// batch computes one step: rows of many requests go through each weight
// together, which reads it from memory once, and through attention each over
// its own cache. A row's bits do not depend on the other rows, because an
// element of a product is one chain over k whatever the other rows are.
type batch struct {
	n    *net
	k    *kernel.Set
	crew *crew

	spans  []span
	groups []group
	tokens []int32 // of the rows
	asked  []int   // spans that want a token

	layer                     int
	x, y, q, key, val, o      []float32
	gate, up, h, last, logits []float32
	z                         [projections][]float32 // of the adapters: row × rank
	rank                      int                    // the largest of the step
	scores                    [][]float32            // per worker
	samplers                  []sampler              // per worker

	qkv, out, ffn, down, head                                                            []block
	embedding, norm1, norm2, loras, qkvPhase, attendPhase, outPhase, ffnPhase, downPhase func(worker, item int)
	lastPhase, headPhase, samplePhase                                                    func(worker, item int)
	lorasOf                                                                              []int // projections of the lora phase
	loraIn                                                                               []float32
}

// span is a request's rows of a step.
type span struct {
	seq     *sequence
	from, n int
	token   engine.Token // what followed
	err     error
}

// group is a run of rows with one adapter.
type group struct {
	adapter *servedAdapter
	from, n int
}

// block is a piece of a projection's output columns.
type block struct{ p, col, cols int }

// newBatch allocates for up to rows rows, asked of which get a token.
func newBatch(n *net, crew *crew, rows, asked int) *batch {
	c := n.cfg
	f := func(k int) []float32 { return make([]float32, k) }
	b := &batch{
		n: n, k: n.k, crew: crew, x: f(rows * c.Hidden), y: f(rows * c.Hidden), q: f(rows * c.qDim()), key: f(rows * c.kvDim()), val: f(rows * c.kvDim()),
		o: f(rows * c.qDim()), gate: f(rows * c.Intermediate), up: f(rows * c.Intermediate), h: f(rows * c.Intermediate),
		last: f(asked * c.Hidden), logits: f(asked * c.Vocab), scores: make([][]float32, crew.size), samplers: make([]sampler, crew.size),
	}
	b.qkv = slices.Concat(b.split(projQ, c.qDim(), c.qDim()+2*c.kvDim()), b.split(projK, c.kvDim(), c.qDim()+2*c.kvDim()), b.split(projV, c.kvDim(), c.qDim()+2*c.kvDim()))
	b.out, b.down = b.split(projO, c.Hidden, c.Hidden), b.split(projDown, c.Hidden, c.Hidden)
	b.ffn, b.head = b.split(projGate, c.Intermediate, c.Intermediate), b.split(projections, c.Vocab, c.Vocab)
	b.embedding, b.norm1, b.norm2, b.loras = b.embedRow, b.normRow1, b.normRow2, b.loraItem
	b.qkvPhase, b.attendPhase, b.outPhase, b.ffnPhase, b.downPhase = b.qkvBlock, b.attendItem, b.outBlock, b.ffnBlock, b.downBlock
	b.lastPhase, b.headPhase, b.samplePhase = b.lastRow, b.headBlock, b.sampleItem
	return b
}

// split cuts columns into about four blocks per worker of a phase that has all
// columns together, at the borders of panels, and into whole tiles of a single
// row where there are enough columns.
func (b *batch) split(p, columns, all int) []block {
	const tile = 4 // panels that one row is multiplied with together
	panels := (all + kernel.PanelWidth - 1) / kernel.PanelWidth
	step := max(1, panels/(4*b.crew.size))
	if step > tile {
		step -= step % tile
	}
	step *= kernel.PanelWidth
	var list []block
	for at := 0; at < columns; at += step {
		list = append(list, block{p, at, min(step, columns-at)})
	}
	return list
}

func (b *batch) reset() {
	clear(b.spans) // forget the requests
	b.spans, b.groups, b.tokens, b.asked = b.spans[:0], b.groups[:0], b.tokens[:0], b.asked[:0]
}

// add gives a request its next n rows.
func (b *batch) add(q *sequence, n int) {
	b.spans = append(b.spans, span{seq: q, n: n})
}

// rows lays the spans out, those of one adapter together.
func (b *batch) rows() {
	ids := map[*servedAdapter]int{nil: 0}
	for _, sp := range b.spans {
		if _, ok := ids[sp.seq.adapter]; !ok {
			ids[sp.seq.adapter] = len(ids)
		}
	}
	slices.SortStableFunc(b.spans, func(x, y span) int { return ids[x.seq.adapter] - ids[y.seq.adapter] })
	b.rank = 0
	for i := range b.spans {
		sp := &b.spans[i]
		q := sp.seq
		sp.from = len(b.tokens)
		b.tokens = append(b.tokens, q.tokens[q.read:q.read+sp.n]...)
		if q.read+sp.n == len(q.tokens) && q.mean == nil {
			b.asked = append(b.asked, i)
		}
		if a := q.adapter; a != nil {
			b.rank = max(b.rank, a.rank)
			if g := len(b.groups); g > 0 && b.groups[g-1].adapter == a {
				b.groups[g-1].n += sp.n
			} else {
				b.groups = append(b.groups, group{a, sp.from, sp.n})
			}
		}
	}
	for p := range b.z {
		if need := b.rank * len(b.tokens); len(b.z[p]) < need {
			b.z[p] = make([]float32, need)
		}
	}
}

// step computes the batch and leaves each request's token in its span. A crash
// of the engine comes back as an error.
func (b *batch) step() (err error) {
	defer rescue(&err, func() {})
	b.rows()
	rows := len(b.tokens)
	b.each(rows, b.embedding)
	for b.layer = range b.n.layers {
		b.each(rows, b.norm1)
		b.lora(b.y, projQ, projK, projV)
		b.crew.run(len(b.qkv), b.qkvPhase)
		b.crew.run(len(b.spans)*b.n.cfg.KVHeads, b.attendPhase)
		b.lora(b.o, projO)
		b.crew.run(len(b.out), b.outPhase)
		b.each(rows, b.norm2)
		b.lora(b.y, projGate, projUp)
		b.crew.run(len(b.ffn), b.ffnPhase)
		b.lora(b.h, projDown)
		b.crew.run(len(b.down), b.downPhase)
	}
	for _, sp := range b.spans {
		if sp.seq.mean != nil {
			b.addMean(sp)
		}
	}
	if len(b.asked) > 0 {
		b.crew.run(len(b.asked), b.lastPhase)
		b.crew.run(len(b.head), b.headPhase)
		b.crew.run(len(b.asked), b.samplePhase)
	}
	return nil
}

// each shares cheap work on rows out if there are enough of them.
func (b *batch) each(rows int, work func(worker, item int)) {
	if rows >= 8 {
		b.crew.run(rows, work)
		return
	}
	for r := range rows {
		work(0, r)
	}
}

func (b *batch) embedRow(_, r int) {
	d := b.n.cfg.Hidden
	b.n.embed.Column(b.x[r*d:r*d+d], int(b.tokens[r]))
}

func (b *batch) normRow1(_, r int) { b.norm(r, b.n.model.layers[b.layer].norm1) }
func (b *batch) normRow2(_, r int) { b.norm(r, b.n.model.layers[b.layer].norm2) }

func (b *batch) norm(r int, w []float32) {
	d := b.n.cfg.Hidden
	b.k.RMSNorm(b.y[r*d:r*d+d], b.x[r*d:r*d+d], w, b.n.cfg.NormEps)
}

// lora computes the intermediates of the adapters on projections of input x.
func (b *batch) lora(x []float32, of ...int) {
	if len(b.groups) > 0 {
		b.loraIn, b.lorasOf = x, of
		b.crew.run(len(b.groups)*len(of), b.loras)
	}
}

func (b *batch) loraItem(_, item int) {
	g, p := b.groups[item/len(b.lorasOf)], b.lorasOf[item%len(b.lorasOf)]
	if l := g.adapter.layers[b.layer][p]; l != nil {
		in := len(l.a) / l.rank
		z := b.z[p][g.from*b.rank:][:g.n*l.rank]
		b.k.Mul(g.n, l.rank, in, kernel.Rows(b.loraIn[g.from*in:], in), kernel.RightRows(l.at, l.rank), z, l.rank, false)
		b.k.Scale(z, l.scale)
	}
}

// columns computes some columns of y = x·Wᵀ + bias, or adds them to y, with
// each row's adapter.
func (b *batch) columns(l *linear, c block, x, y []float32, acc bool) {
	rows := len(b.tokens)
	if l.bias != nil {
		for r := range rows {
			row, bias := y[r*l.out+c.col:r*l.out+c.col+c.cols], l.bias[c.col:]
			if acc {
				b.k.Add(row, bias)
			} else {
				copy(row, bias)
			}
		}
		acc = true
	}
	b.k.Mul(rows, c.cols, l.in, kernel.Rows(x, l.in), l.fwd.From(c.col), y[c.col:], l.out, acc)
	for _, g := range b.groups {
		if a := g.adapter.layers[b.layer][c.p]; a != nil {
			b.k.Mul(g.n, c.cols, a.rank, kernel.Rows(b.z[c.p][g.from*b.rank:], a.rank), kernel.RightRows(a.bt[c.col:], l.out), y[g.from*l.out+c.col:], l.out, true)
		}
	}
}

func (b *batch) qkvBlock(_, i int) {
	c := b.qkv[i]
	to := [3][]float32{b.q, b.key, b.val}[c.p]
	b.columns(&b.n.layers[b.layer].lin[c.p], c, b.y, to, false)
}

func (b *batch) outBlock(_, i int) {
	b.columns(&b.n.layers[b.layer].lin[projO], b.out[i], b.o, b.x, true)
}

func (b *batch) downBlock(_, i int) {
	b.columns(&b.n.layers[b.layer].lin[projDown], b.down[i], b.h, b.x, true)
}

func (b *batch) ffnBlock(_, i int) {
	gate, wide := b.ffn[i], b.n.cfg.Intermediate
	up := gate
	up.p = projUp
	lin := &b.n.layers[b.layer].lin
	b.columns(&lin[projGate], gate, b.y, b.gate, false)
	b.columns(&lin[projUp], up, b.y, b.up, false)
	for r := range b.tokens {
		at := r*wide + gate.col
		b.k.SwiGLU(b.h[at:at+gate.cols], b.gate[at:], b.up[at:])
	}
}

// attendItem does one key-value head of one request: it norms and rotates the
// rows' queries and keys, stores keys and values, and attends. Columns behind a
// row's own position have probability 0: adding zeros to the end of its chain
// changes at most the sign of a zero, which nothing after it can see, so the
// size of the pieces that a prompt is read in changes no token and no logprob.
func (b *batch) attendItem(worker, item int) {
	n, k, c := b.n, b.k, b.n.cfg
	sp, head := b.spans[item/c.KVHeads], item%c.KVHeads
	q, hd, qd, kvd, group := sp.seq, c.HeadDim, c.qDim(), c.kvDim(), c.Heads/c.KVHeads
	first, w := q.read, &n.model.layers[b.layer]
	for r := range sp.n {
		pos, at := first+r, (sp.from+r)*kvd+head*hd
		key := b.key[at : at+hd]
		queries := b.q[(sp.from+r)*qd+head*group*hd:][:group*hd]
		if c.QKNorm {
			normHeads(k, key, w.kNorm, nil, nil, c.NormEps)
			normHeads(k, queries, w.qNorm, nil, nil, c.NormEps)
		}
		n.rotate(key, 1, 1, pos, n.cos, n.sin, false)
		n.rotate(queries, 1, group, pos, n.cosQ, n.sinQ, false)
		keys, values := q.pages[pos/pageTokens].part(c, b.layer, head)
		putKV(keys, values, key, b.val[at:at+hd], pos%pageTokens, kernel.PanelWidth)
	}
	length := first + sp.n
	if need := max(group, sp.n) * length; len(b.scores[worker]) < need {
		b.scores[worker] = make([]float32, need+need/2)
	}
	at := sp.from*qd + head*group*hd
	if sp.n == 1 { // the heads of the group are the rows
		b.attendRows(q.pages, b.scores[worker], head, group, length, hd, at, 0)
		return
	}
	for g := range group {
		b.attendRows(q.pages, b.scores[worker], head, sp.n, length, qd, at+g*hd, 1)
	}
}

// attendRows attends with rows queries that lie ld apart at b.q[at:]; row i
// sees length-(rows-1-i)·step positions.
func (b *batch) attendRows(pages []page, scores []float32, head, rows, length, ld, at, step int) {
	k, c := b.k, b.n.cfg
	hd := c.HeadDim
	for i := 0; i*pageTokens < length; i++ {
		keys, _ := pages[i].part(c, b.layer, head)
		k.Mul(rows, min(pageTokens, length-i*pageTokens), hd, kernel.Rows(b.q[at:], ld), kernel.RightPanels(keys, hd), scores[i*pageTokens:], length, false)
	}
	for i := range rows {
		row := scores[i*length : (i+1)*length]
		seen := length - (rows-1-i)*step
		k.Softmax(row[:seen])
		clear(row[seen:])
	}
	for i := 0; i*pageTokens < length; i++ {
		_, values := pages[i].part(c, b.layer, head)
		k.Mul(rows, hd, min(pageTokens, length-i*pageTokens), kernel.Rows(scores[i*pageTokens:], length), kernel.RightRows(values, hd), b.o[at:], ld, i > 0)
	}
}

// lastRow norms the last row of a request that wants a token.
func (b *batch) lastRow(_, i int) {
	sp, d := b.spans[b.asked[i]], b.n.cfg.Hidden
	r := sp.from + sp.n - 1
	b.k.RMSNorm(b.last[i*d:i*d+d], b.x[r*d:r*d+d], b.n.model.norm, b.n.cfg.NormEps)
}

func (b *batch) headBlock(_, i int) {
	c, l := b.head[i], &b.n.head
	b.k.Mul(len(b.asked), c.cols, l.in, kernel.Rows(b.last, l.in), l.fwd.From(c.col), b.logits[c.col:], l.out, false)
}

func (b *batch) sampleItem(worker, i int) {
	sp, vocab := &b.spans[b.asked[i]], b.n.cfg.Vocab
	q := sp.seq
	sp.token, sp.err = b.samplers[worker].pick(b.k, b.logits[i*vocab:(i+1)*vocab], &q.request, q.draws, uint64(len(q.tokens)))
}

// addMean adds a span's last hidden states to an embedding, and finishes it
// with the last of them.
func (b *batch) addMean(sp span) {
	q, d := sp.seq, b.n.cfg.Hidden
	for r := sp.from; r < sp.from+sp.n; r++ {
		b.k.RMSNorm(b.y[:d], b.x[r*d:r*d+d], b.n.model.norm, b.n.cfg.NormEps)
		b.k.Add(q.mean, b.y[:d])
	}
	if q.read+sp.n < len(q.tokens) {
		return
	}
	square := 0.0
	for _, v := range q.mean {
		square += float64(float64(v) * float64(v))
	}
	if square > 0 {
		b.k.Scale(q.mean, float32(1/math.Sqrt(square)))
	}
}
