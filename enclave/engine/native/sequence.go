package native

import (
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// lag is how many tokens a request may be ahead of its reader.
const lag = 32

// sequence is a request in progress. The scheduler owns it but for the atomics.
type sequence struct {
	request  engine.Request
	adapter  *servedAdapter // nil: the base model
	tokens   []int32        // prompt and what was generated
	limit    int            // length at which it ends
	read     int            // tokens in the cache
	pages    []page
	promised int // pages
	draws    stream
	mean     []float32 // an embedding: sum of hidden states, then the result

	gone   atomic.Bool // the caller has left
	paused atomic.Bool // waits for its reader

	// out carries the tokens; it is closed at the end, and then these hold.
	out       chan engine.Token
	finish    engine.Finish
	stopToken int32
	err       error
}

// submit queues a request.
func (s *Server) submit(q *sequence) error {
	q.promised, q.stopToken = pagesFor(q.limit-1), -1
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed != nil {
		return s.closed
	}
	if id := q.request.Adapter; !id.IsZero() {
		if q.adapter = s.adapters[id]; q.adapter == nil {
			return unknownAdapter(id)
		}
	}
	if q.promised > s.pool.total {
		return hallmark.Errorf(hallmark.Exhausted, "native: a text of up to %d tokens; the cache holds %d: lower the number of new tokens", q.limit-1, s.pool.total*pageTokens)
	}
	if len(s.waiting) >= s.opt.Waiting {
		return hallmark.Errorf(hallmark.Unavailable, "native: %d requests are waiting; try again", len(s.waiting))
	}
	s.waiting = append(s.waiting, q)
	s.work.Signal()
	return nil
}

// abandon lets the scheduler drop a request whose caller has left.
func (s *Server) abandon(q *sequence) {
	q.gone.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.work.Signal()
}

// resume wakes the scheduler if it waits for this request's reader.
func (s *Server) resume(q *sequence) {
	if q.paused.Load() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.work.Signal()
	}
}

// run is the scheduler: step after step until the server is shut. A crash of
// its own ends every request with an error.
func (s *Server) run() {
	defer close(s.ended)
	defer s.batch.crew.close()
	var err error
	func() {
		defer rescue(&err, func() {})
		for s.plan() {
			s.book(s.batch.step())
			runtime.Gosched() // the crew does not sleep between steps: readers go first
		}
	}()
	if err != nil {
		s.shut(err)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.end()
	}
}

// end closes every request with the reason why the server is shut. The caller
// holds mu.
func (s *Server) end() {
	for _, q := range slices.Concat(s.active, s.waiting) {
		q.err = s.closed
		close(q.out)
	}
	s.active, s.waiting = nil, nil
}

// plan waits until there is work and fills the batch; false means the end.
func (s *Server) plan() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.closed == nil {
		s.waiting = slices.DeleteFunc(s.waiting, func(q *sequence) bool { return q.gone.Load() })
		s.active = slices.DeleteFunc(s.active, func(q *sequence) bool {
			gone := q.gone.Load()
			if gone {
				s.pool.release(q.pages, q.promised)
			}
			return gone
		})
		for len(s.waiting) > 0 && len(s.active) < s.opt.Batch && s.pool.reserve(s.waiting[0].promised) {
			s.active = append(s.active, s.waiting[0])
			s.waiting = slices.Delete(s.waiting, 0, 1)
		}
		if s.fill() {
			return true
		}
		s.work.Wait()
	}
	s.end()
	return false
}

// fill gives every request that can go on its rows of the next step: one
// token, or the next piece of its prompt while the step has room.
func (s *Server) fill() bool {
	s.batch.reset()
	room := s.opt.Chunk
	for _, q := range s.active {
		n := len(q.tokens) - q.read
		if q.read < len(q.request.Prompt) {
			n = min(n, room)
			room -= n
		} else if q.isPaused() {
			continue
		}
		if n == 0 {
			continue
		}
		for len(q.pages)*pageTokens < q.read+n {
			q.pages = append(q.pages, s.pool.get())
		}
		s.batch.add(q, n)
	}
	return len(s.batch.spans) > 0
}

// isPaused says whether the reader is too far behind. The flag is raised
// before the second look, and the reader looks at it after it took a token, so
// one of the two sees the other.
func (q *sequence) isPaused() bool {
	q.paused.Store(false)
	if len(q.out) < cap(q.out) {
		return false
	}
	q.paused.Store(true)
	return len(q.out) == cap(q.out)
}

// book enters what a step did, or its failure, for all its requests.
func (s *Server) book(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sp := range s.batch.spans {
		s.advance(sp, err)
	}
}

// advance enters what a step did for a request.
func (s *Server) advance(sp span, err error) {
	q := sp.seq
	if err == nil {
		err = sp.err
	}
	q.read += sp.n
	switch {
	case err != nil:
		q.err = err
	case q.read < len(q.tokens):
		return
	case q.mean != nil:
	case slices.Contains(q.request.Stop, sp.token.ID):
		q.finish, q.stopToken = engine.FinishStop, sp.token.ID
	default:
		q.tokens = append(q.tokens, sp.token.ID)
		if !q.gone.Load() {
			q.out <- sp.token // never blocks: isPaused kept a place, and nobody else sends
		}
		if len(q.tokens) < q.limit {
			return
		}
		q.finish = engine.FinishLength
	}
	s.pool.release(q.pages, q.promised)
	s.active = slices.DeleteFunc(s.active, func(o *sequence) bool { return o == q })
	close(q.out)
}
