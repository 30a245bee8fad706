package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/0gfoundation/0g-storage-client/common/shard"
	"github.com/0gfoundation/0g-storage-client/node"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/internal/wire"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// peer is a storage node or indexer. Small calls go through go-ethereum's
// JSON-RPC client; segments take the short way of package wire.
type peer struct {
	url   string
	c     *Client
	rpc   *rpc.Client
	shard shard.ShardConfig
}

// newHTTP makes the HTTP client that all peers share. No answer of a storage
// node is larger than a segment.
func newHTTP(window int) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = window + 2
	t.DisableCompression = true
	t.ReadBufferSize, t.WriteBufferSize = 128<<10, 128<<10
	return &http.Client{Transport: capped{t}}
}

// capped refuses answers above the largest legal one.
type capped struct{ next http.RoundTripper }

func (c capped) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(r)
	if err == nil {
		resp.Body = http.MaxBytesReader(nil, resp.Body, wire.MaxResponse)
	}
	return resp, err
}

func dialPeer(c *Client, url string) (*peer, error) {
	client, err := rpc.DialOptions(context.Background(), url, rpc.WithHTTPClient(c.http))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "storage node %s: %w", url, err)
	}
	return &peer{url: url, c: c, rpc: client}, nil
}

// failed words an error of a call: Cancelled if the caller gave up, else
// Unavailable.
func (p *peer) failed(ctx context.Context, method string, err error) error {
	if ctx.Err() != nil {
		return hallmark.Errorf(hallmark.Cancelled, "%s: %w", method, ctx.Err())
	}
	var coded rpc.DataError
	if errors.As(err, &coded) && coded.ErrorData() != nil {
		err = fmt.Errorf("%w; data: %v", err, coded.ErrorData())
	}
	return hallmark.Errorf(hallmark.Unavailable, "storage node %s: %s: %w", p.url, method, err)
}

func (p *peer) call(ctx context.Context, out any, method string, args ...any) error {
	limited, cancel := context.WithTimeout(ctx, p.c.cfg.Timeout)
	defer cancel()
	if err := p.rpc.CallContext(limited, out, method, args...); err != nil {
		return p.failed(ctx, method, err)
	}
	return nil
}

// info asks for a file; nil if the node does not know it.
func (p *peer) info(ctx context.Context, root hallmark.Digest) (*node.FileInfo, error) {
	var out *node.FileInfo
	err := p.call(ctx, &out, "zgs_getFileInfo", root, true)
	if err == nil && out != nil && hallmark.Digest(out.Tx.DataMerkleRoot) != root {
		return nil, hallmark.Errorf(hallmark.Tampered, "storage node %s answers for root %s when asked for %s", p.url, out.Tx.DataMerkleRoot, root)
	}
	return out, err
}

// infoBySeq asks for a submission; nil if the node has not seen it yet.
func (p *peer) infoBySeq(ctx context.Context, seq uint64) (*node.FileInfo, error) {
	var out *node.FileInfo
	err := p.call(ctx, &out, "zgs_getFileInfoByTxSeq", seq)
	return out, err
}

// owns reports whether the node's shard holds a segment of a file.
func (p *peer) owns(tx *node.Transaction, index int64) bool {
	return p.shard.HasSegment(tx.StartEntryIndex/merkle.SegmentChunks + uint64(index))
}

// segment fetches and checks one segment into buf.
func (p *peer) segment(ctx context.Context, layout merkle.Layout, root hallmark.Digest, seq uint64, index int64, buf []byte) ([]byte, error) {
	const method = "zgs_downloadSegmentWithProofByTxSeq"
	request := strconv.AppendInt(nil, int64(seq), 10)
	request = fmt.Appendf(nil, `{"jsonrpc":"2.0","id":1,"method":%q,"params":[%s,%d]}`, method, request, index)
	body := p.c.bodies.Get().(*[]byte)
	defer p.c.bodies.Put(body)
	if err := p.post(ctx, method, request, body); err != nil {
		return nil, err
	}
	seg, err := wire.DecodeDownload(*body, buf)
	if err != nil {
		return nil, p.failed(ctx, method, worded(err))
	}
	if seg == nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage node %s has no segment %d", p.url, index)
	}
	if seg.Index != uint64(index) || seg.Root != root || seg.FileSize != uint64(layout.Size()) {
		return nil, hallmark.Errorf(hallmark.Tampered, "storage node %s, segment %d: the answer is segment %d of root %s with %d bytes", p.url, index, seg.Index, seg.Root, seg.FileSize)
	}
	h := p.c.hashes.Get().(*merkle.Hasher)
	defer p.c.hashes.Put(h)
	if err := h.Check(layout, root, index, seg.Data, seg.Proof); err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "storage node %s, %w", p.url, err)
	}
	return seg.Data[:layout.SegmentData(index)], nil
}

// worded gives JSON-RPC errors their data, in which 0G's nodes say why.
func worded(err error) error {
	var e *wire.RPCError
	if errors.As(err, &e) {
		return errors.New(e.Text())
	}
	return err
}

// post sends a JSON-RPC request and reads the answer into body.
func (p *peer) post(ctx context.Context, method string, request []byte, body *[]byte) error {
	limited, cancel := context.WithTimeout(ctx, p.c.cfg.Timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(limited, http.MethodPost, p.url, bytes.NewReader(request))
	if err != nil {
		return hallmark.Errorf(hallmark.Invalid, "storage node %s: %w", p.url, err)
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := p.c.http.Do(r)
	if err != nil {
		return p.failed(ctx, method, err)
	}
	defer resp.Body.Close()
	out := bytes.NewBuffer((*body)[:0])
	if n := resp.ContentLength; n > 0 && n <= wire.MaxResponse {
		out.Grow(int(n) + bytes.MinRead)
	}
	_, err = out.ReadFrom(resp.Body)
	*body = out.Bytes()
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("HTTP status %s", resp.Status)
	}
	if err != nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		return p.failed(ctx, method, err)
	}
	return nil
}

// pause waits, longer in each round, or until ctx ends.
func pause(ctx context.Context, round int) error {
	timer := time.NewTimer(min(50*time.Millisecond<<min(round, 10), 2*time.Second))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return hallmark.Errorf(hallmark.Cancelled, "storage: %w", ctx.Err())
	case <-timer.C:
		return nil
	}
}
