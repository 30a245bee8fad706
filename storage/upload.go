package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/0gfoundation/0g-storage-client/node"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/internal/wire"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

const (
	uploadBatch   = 4 // segments in one request: 1.4 MB
	uploadWorkers = 4 // requests at the same time
)

// Texts by which 0G's nodes say that a segment is there already, or that they
// are busy.
const (
	textFinalized = "already uploaded and finalized"
	textUploaded  = "segment has already been uploaded or is being uploaded"
	textBusy      = "too many data writing"
)

// Put implements Blobs.
func (c *Client) Put(ctx context.Context, src io.ReaderAt, size int64) (Stored, error) {
	if err := c.writable(); err != nil {
		return Stored{}, err
	}
	t, err := merkle.Build(ctx, src, size)
	if err != nil {
		return Stored{}, err
	}
	out := Stored{Root: t.Root(), Size: size}
	peers, err := c.writers(ctx)
	if err != nil {
		return out, err
	}
	if err := c.sameFlow(ctx, peers); err != nil {
		return out, err
	}
	seq, done, known, err := c.known(ctx, peers, t)
	if err != nil || done {
		out.TxSeq = seq
		return out, err
	}
	if !known {
		_, identity := submission(t, [20]byte{})
		earlier, err := c.submitted(ctx, identity, size)
		if err != nil {
			return out, err
		}
		if earlier != nil {
			seq = earlier.SubmissionIndex.Uint64()
		} else if out.Tx, seq, out.Fee, err = c.pay(ctx, t); err != nil {
			return out, err
		}
	}
	out.TxSeq = seq
	for _, p := range peers {
		if err := c.upload(ctx, p, t, src, seq); err != nil {
			return out, err
		}
	}
	return out, nil
}

// sameFlow refuses nodes that follow another contract or chain than the one
// that would be paid.
func (c *Client) sameFlow(ctx context.Context, peers []*peer) error {
	id, err := c.chain.ChainID(ctx)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "storage: %w", err)
	}
	for _, p := range peers {
		var status node.Status
		if err := p.call(ctx, &status, "zgs_getStatus"); err != nil {
			return err
		}
		if at := status.NetworkIdentity; at.FlowContractAddress != c.cfg.Flow || at.ChainId != id.Uint64() {
			return hallmark.Errorf(hallmark.Mismatch, "storage node %s follows the Flow contract %s on chain %d, not %s on chain %s", p.url, at.FlowContractAddress, at.ChainId, c.cfg.Flow, id)
		}
	}
	return nil
}

// known asks what the nodes have: done if all of them have finalized the file,
// known if one has seen a submission that can be filled.
func (c *Client) known(ctx context.Context, peers []*peer, t *merkle.Tree) (seq uint64, done, known bool, err error) {
	finalized := 0
	for _, p := range peers {
		info, err := p.info(ctx, t.Root())
		if err != nil {
			return 0, false, false, err
		}
		if info == nil || info.Pruned || info.Tx.Size != uint64(t.Layout().Size()) {
			continue
		}
		seq, known = info.Tx.Seq, true
		if info.Finalized {
			finalized++
		}
	}
	return seq, finalized == len(peers), known, nil
}

// upload brings one node to finalize the submission seq.
func (c *Client) upload(ctx context.Context, p *peer, t *merkle.Tree, src io.ReaderAt, seq uint64) error {
	info, err := p.await(ctx, seq, func(*node.FileInfo) bool { return true })
	if err != nil {
		return err
	}
	if hallmark.Digest(info.Tx.DataMerkleRoot) != t.Root() || info.Tx.Size != uint64(t.Layout().Size()) {
		return hallmark.Errorf(hallmark.Mismatch, "storage node %s: submission %d is root %s, not %s", p.url, seq, info.Tx.DataMerkleRoot, t.Root())
	}
	if info.Finalized {
		return nil
	}
	if err := c.send(ctx, p, t, src, info); err != nil {
		return err
	}
	_, err = p.await(ctx, seq, func(i *node.FileInfo) bool { return i.Finalized })
	return err
}

// await polls the node until it knows the submission and ready agrees.
func (p *peer) await(ctx context.Context, seq uint64, ready func(*node.FileInfo) bool) (*node.FileInfo, error) {
	for round, failures := 0, 0; ; round++ {
		info, err := p.infoBySeq(ctx, seq)
		if err == nil && info != nil && ready(info) {
			return info, nil
		}
		if err != nil {
			if failures++; failures > p.c.cfg.Attempts {
				return nil, err
			}
		}
		if err := pause(ctx, min(round, 4)); err != nil {
			return nil, err
		}
	}
}

// send uploads the segments of the node's shard, a few requests at a time.
func (c *Client) send(ctx context.Context, p *peer, t *merkle.Tree, src io.ReaderAt, info *node.FileInfo) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []int64)
	var wg sync.WaitGroup
	for range uploadWorkers {
		wg.Go(func() {
			for batch := range batches {
				if err := c.sendBatch(ctx, p, t, src, info.Tx.Seq, batch); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	var batch []int64
	push := func() {
		if len(batch) > 0 {
			select {
			case batches <- batch:
			case <-ctx.Done():
			}
			batch = nil
		}
	}
	for i := range t.Layout().Segments() {
		if !p.owns(&info.Tx, i) {
			continue
		}
		if batch = append(batch, i); len(batch) == uploadBatch {
			push()
		}
	}
	push()
	close(batches)
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		if e := (*hallmark.Error)(nil); errors.As(err, &e) {
			return err
		}
		return hallmark.Errorf(hallmark.Cancelled, "storage: uploading %s: %w", t.Root(), err)
	}
	return nil
}

// sendBatch uploads some segments in one request, again if the node is busy or
// does not answer.
func (c *Client) sendBatch(ctx context.Context, p *peer, t *merkle.Tree, src io.ReaderAt, seq uint64, batch []int64) error {
	const method = "zgs_uploadSegmentsByTxSeq"
	buf := c.bodies.Get().(*[]byte)
	defer c.bodies.Put(buf)
	request, err := uploadRequest((*buf)[:0], method, t, src, seq, batch)
	*buf = request
	if err != nil {
		return err
	}
	answer := c.bodies.Get().(*[]byte)
	defer c.bodies.Put(answer)
	var last error
	for round, failures := 0, 0; failures < c.cfg.Attempts; round++ {
		if last != nil {
			if err := pause(ctx, round); err != nil {
				return err
			}
		}
		if last = p.post(ctx, method, request, answer); last == nil {
			last = wire.DecodeAck(*answer)
		}
		var refused *wire.RPCError
		switch {
		case last == nil:
			return nil
		case !errors.As(last, &refused):
			failures++ // the network; the same request may be repeated
		case strings.Contains(refused.Text(), textFinalized), strings.Contains(refused.Text(), textUploaded):
			return nil
		case strings.Contains(refused.Text(), textBusy):
			// waits as long as the caller does
		default:
			return hallmark.Errorf(hallmark.Unavailable, "storage node %s refuses segments %d to %d of %s: %s", p.url, batch[0], batch[len(batch)-1], t.Root(), refused.Text())
		}
	}
	return hallmark.Errorf(hallmark.Unavailable, "storage: uploading segments %d to %d of %s: %w", batch[0], batch[len(batch)-1], t.Root(), last)
}

// uploadRequest reads the segments and words the request.
func uploadRequest(dst []byte, method string, t *merkle.Tree, src io.ReaderAt, seq uint64, batch []int64) ([]byte, error) {
	layout := t.Layout()
	data := make([]byte, merkle.SegmentSize)
	dst = fmt.Appendf(dst, `{"jsonrpc":"2.0","id":1,"method":%q,"params":[[`, method)
	for k, i := range batch {
		n := layout.SegmentData(i)
		if got, err := src.ReadAt(data[:n], i*merkle.SegmentSize); got < n {
			return dst, hallmark.Errorf(hallmark.Unavailable, "storage: reading segment %d of the source again: %w", i, err)
		}
		clear(data[n:layout.SegmentLen(i)])
		if k > 0 {
			dst = append(dst, ',')
		}
		s := wire.Segment{Root: t.Root(), Data: data[:layout.SegmentLen(i)], Index: uint64(i), Proof: t.Proof(i), FileSize: uint64(layout.Size())}
		dst = s.Append(dst)
	}
	return fmt.Appendf(dst, "],%d]}", seq), nil
}
