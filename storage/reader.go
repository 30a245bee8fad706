package storage

import (
	"context"
	"io"
	"sync"
	"sync/atomic"

	"github.com/0gfoundation/0g-storage-client/node"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// holder is a node that says it has the file.
type holder struct {
	*peer
	tx      node.Transaction
	refused atomic.Bool // it sent bytes that do not belong to the root
}

// find asks all nodes for a root. Nodes that hold the finalized file are
// holders; info is what one of the others says, if any knows it.
func (c *Client) find(ctx context.Context, root hallmark.Digest) (holders []*holder, info *node.FileInfo, err error) {
	peers, err := c.readers(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	infos, errs := make([]*node.FileInfo, len(peers)), make([]error, len(peers))
	var wg sync.WaitGroup
	for i, p := range peers {
		wg.Go(func() { infos[i], errs[i] = p.info(ctx, root) })
	}
	wg.Wait()
	for i, p := range peers {
		switch {
		case errs[i] != nil:
			err = errs[i]
		case infos[i] == nil:
		case infos[i].Finalized && !infos[i].Pruned:
			holders = append(holders, &holder{peer: p, tx: infos[i].Tx})
		default:
			info = infos[i]
		}
	}
	for _, h := range holders[min(1, len(holders)):] {
		if h.tx.Size != holders[0].tx.Size {
			return nil, nil, hallmark.Errorf(hallmark.Tampered, "file %s: storage node %s says %d bytes, %s says %d", root, holders[0].url, holders[0].tx.Size, h.url, h.tx.Size)
		}
	}
	if len(holders) > 0 || info != nil {
		return holders, info, nil
	}
	if err == nil {
		err = hallmark.Errorf(hallmark.NotFound, "no storage node knows file %s", root)
	}
	return nil, nil, err
}

// Stat implements Blobs.
func (c *Client) Stat(ctx context.Context, root hallmark.Digest) (Info, error) {
	holders, info, err := c.find(ctx, root)
	if err != nil {
		return Info{}, err
	}
	if len(holders) == 0 {
		return Info{Root: root, Size: int64(info.Tx.Size), TxSeq: info.Tx.Seq}, nil
	}
	tx := holders[0].tx
	return Info{Root: root, Size: int64(tx.Size), TxSeq: tx.Seq, Finalized: true, Nodes: len(holders)}, nil
}

// Open implements Blobs.
func (c *Client) Open(ctx context.Context, root hallmark.Digest) (Blob, error) {
	holders, info, err := c.find(ctx, root)
	if err != nil {
		return nil, err
	}
	if len(holders) == 0 {
		if info.Pruned {
			return nil, hallmark.Errorf(hallmark.NotFound, "file %s was pruned by the storage nodes", root)
		}
		return nil, hallmark.Errorf(hallmark.Unavailable, "file %s is not finalized yet: %d segments are there", root, info.UploadedSegNum)
	}
	layout, err := merkle.NewLayout(int64(min(holders[0].tx.Size, merkle.MaxSize+1)))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "file %s, storage node %s: %w", root, holders[0].url, err)
	}
	return &reader{ctx: ctx, c: c, root: root, layout: layout, holders: holders}, nil
}

// reader streams one file through a window of segments that are fetched and
// checked at the same time and handed on in order.
type reader struct {
	ctx     context.Context
	c       *Client
	root    hallmark.Digest
	layout  merkle.Layout
	holders []*holder

	pos    int64  // of the next byte that Read returns
	rest   []byte // unread bytes of the current segment
	buf    []byte // the buffer that rest lies in
	window *window
	err    error // sticky
}

// window is one run of fetches, from a segment to the end of the file.
type window struct {
	stop  context.CancelFunc
	slots chan *slot // in order; its capacity bounds what is in flight
	free  chan []byte
	wg    sync.WaitGroup
}

type slot struct {
	ready chan struct{}
	buf   []byte
	data  []byte
	err   error
}

// Size implements Blob.
func (r *reader) Size() int64 { return r.layout.Size() }

// start opens a window at segment first.
func (r *reader) start(first int64) {
	ctx, stop := context.WithCancel(r.ctx)
	n := r.c.cfg.Window
	w := &window{stop: stop, slots: make(chan *slot, n-1), free: make(chan []byte, n+1)}
	r.window = w
	w.wg.Go(func() {
		defer close(w.slots)
		for i := first; i < r.layout.Segments(); i++ {
			s := &slot{ready: make(chan struct{})}
			select {
			case w.slots <- s:
			case <-ctx.Done():
				return
			}
			select {
			case s.buf = <-w.free:
			default:
				s.buf = make([]byte, merkle.SegmentSize)
			}
			w.wg.Go(func() {
				defer close(s.ready)
				s.data, s.err = r.fetch(ctx, i, s.buf)
			})
		}
	})
}

// fetch gets one segment from any node that has it. A node that sends wrong
// bytes is asked no more.
func (r *reader) fetch(ctx context.Context, index int64, buf []byte) ([]byte, error) {
	var last, tampered error
	for round := range r.c.cfg.Attempts {
		if round > 0 {
			if err := pause(ctx, round); err != nil {
				return nil, err
			}
		}
		asked := false
		for k := range r.holders {
			h := r.holders[(int(index)+k)%len(r.holders)]
			if h.refused.Load() || !h.owns(&h.tx, index) {
				continue
			}
			asked = true
			data, err := h.segment(ctx, r.layout, r.root, h.tx.Seq, index, buf)
			switch hallmark.KindOf(err) {
			case hallmark.Tampered:
				h.refused.Store(true)
				tampered = err
			case hallmark.Cancelled:
				return nil, err
			default:
				if err == nil {
					return data, nil
				}
				last = err
			}
		}
		if !asked {
			break
		}
	}
	switch {
	case tampered != nil:
		return nil, tampered
	case last != nil:
		return nil, hallmark.Errorf(hallmark.Unavailable, "file %s, segment %d: %w", r.root, index, last)
	}
	return nil, hallmark.Errorf(hallmark.Unavailable, "file %s, segment %d: no storage node that is still trusted holds its shard", r.root, index)
}

// fill makes rest hold the bytes at pos.
func (r *reader) fill() error {
	if r.err != nil {
		return r.err
	}
	if r.pos >= r.layout.Size() {
		return io.EOF
	}
	if r.window == nil {
		r.start(r.pos / merkle.SegmentSize)
	} else if r.buf != nil {
		r.window.free <- r.buf // never blocks: no more buffers exist than fit
	}
	r.buf = nil
	s, ok := <-r.window.slots
	if !ok {
		r.err = hallmark.Errorf(hallmark.Cancelled, "file %s, segment %d: %w", r.root, r.pos/merkle.SegmentSize, context.Cause(r.ctx))
		return r.err
	}
	<-s.ready
	if s.err != nil {
		r.err = s.err
		return r.err
	}
	r.buf, r.rest = s.buf, s.data[r.pos%merkle.SegmentSize:]
	return nil
}

// Read implements io.Reader.
func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.rest) == 0 {
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest, r.pos = r.rest[n:], r.pos+int64(n)
	return n, nil
}

// WriteTo implements io.WriterTo: io.Copy writes whole segments.
func (r *reader) WriteTo(w io.Writer) (int64, error) {
	var total int64
	for {
		if len(r.rest) == 0 {
			if err := r.fill(); err == io.EOF {
				return total, nil
			} else if err != nil {
				return total, err
			}
		}
		n, err := w.Write(r.rest)
		r.rest, r.pos, total = r.rest[n:], r.pos+int64(n), total+int64(n)
		if err != nil {
			return total, err
		}
	}
}

// Seek implements io.Seeker.
func (r *reader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.pos
	case io.SeekEnd:
		offset += r.layout.Size()
	}
	if offset < 0 || whence < io.SeekStart || whence > io.SeekEnd {
		return r.pos, hallmark.Errorf(hallmark.Invalid, "seek to byte %d of file %s", offset, r.root)
	}
	if offset != r.pos {
		r.halt()
		r.pos = offset
	}
	return offset, nil
}

// halt ends the window and waits for its goroutines.
func (r *reader) halt() {
	if r.window != nil {
		r.window.stop()
		r.window.wg.Wait()
	}
	r.window, r.rest, r.buf = nil, nil, nil
}

// Close implements io.Closer.
func (r *reader) Close() error {
	r.halt()
	if r.err == nil {
		r.err = hallmark.Errorf(hallmark.Invalid, "file %s is closed", r.root)
	}
	return nil
}
