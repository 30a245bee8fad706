package local

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/internal/wire"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

const (
	maxBody    = 100 << 20 // bytes of a request, as on 0G's nodes
	smallBody  = 1 << 10   // a download request is smaller
	maxKept    = 4 << 20   // larger buffers are left to the collector
	jsonPrefix = `{"jsonrpc":"2.0","id":`
)

// ServeHTTP answers the methods that carry segments itself and leaves all
// others to the general JSON-RPC server, which takes several times as long
// over each segment.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// Only this content type: a web page elsewhere cannot send it unasked.
	if r.Method != http.MethodPost || r.ContentLength > maxBody || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		n.rpc.ServeHTTP(w, r)
		return
	}
	buf := n.bufs.Get().(*[]byte)
	defer func() {
		if cap(*buf) <= maxKept {
			n.bufs.Put(buf)
		}
	}()
	body, err := readAll(*buf, http.MaxBytesReader(w, r.Body, maxBody), r.ContentLength)
	*buf = body
	if err != nil {
		code := http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			code = http.StatusRequestEntityTooLarge
		}
		http.Error(w, err.Error(), code)
		return
	}
	if len(body) <= smallBody {
		if n.download(w, r, body) {
			return
		}
	} else if u, ok := wire.DecodeUpload(body); ok {
		n.reply(w, u.ID, []byte("0"), n.storeAll(u.Segments, u.Seq))
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	n.rpc.ServeHTTP(w, r)
}

func readAll(buf []byte, r io.Reader, length int64) ([]byte, error) {
	out := bytes.NewBuffer(buf[:0])
	if length > 0 && length <= maxBody {
		out.Grow(int(length) + bytes.MinRead) // ReadFrom wants room to see the end
	}
	_, err := out.ReadFrom(r)
	return out.Bytes(), err
}

// download answers a request for a segment; false if body is something else.
func (n *Node) download(w http.ResponseWriter, r *http.Request, body []byte) bool {
	var req struct {
		ID     json.RawMessage   `json:"id"`
		Method string            `json:"method"`
		Params []json.RawMessage `json:"params"`
	}
	if json.Unmarshal(body, &req) != nil || len(req.ID) == 0 || len(req.Params) == 0 || !strings.HasPrefix(req.Method, "zgs_downloadSegment") {
		return false
	}
	bySeq, withProof := strings.HasSuffix(req.Method, "ByTxSeq"), strings.Contains(req.Method, "WithProof")
	if req.Method != "zgs_downloadSegment"+map[bool]string{true: "WithProof"}[withProof]+map[bool]string{true: "ByTxSeq"}[bySeq] {
		return false
	}
	var e *entry
	if bySeq {
		var seq uint64
		if json.Unmarshal(req.Params[0], &seq) != nil {
			return false
		}
		e = n.chain.entry(seq)
	} else {
		var root common.Hash
		if json.Unmarshal(req.Params[0], &root) != nil {
			return false
		}
		e = n.best(hallmark.Digest(root))
	}
	var numbers []uint64
	for _, p := range req.Params[1:] {
		var number uint64
		if json.Unmarshal(p, &number) != nil {
			return false
		}
		numbers = append(numbers, number)
	}
	if withProof && len(numbers) != 1 || !withProof && len(numbers) != 2 {
		return false
	}
	data := n.bufs.Get().(*[]byte)
	defer n.bufs.Put(data)
	if cap(*data) < merkle.SegmentSize {
		*data = make([]byte, merkle.SegmentSize)
	}
	out := n.bufs.Get().(*[]byte)
	defer n.bufs.Put(out)
	*out = append(append((*out)[:0], jsonPrefix...), req.ID...)
	*out = append(*out, `,"result":`...)
	var err error
	if withProof {
		var s *wire.Segment
		if s, err = n.segment(r.Context(), e, numbers[0], (*data)[:merkle.SegmentSize]); s != nil {
			*out = s.Append(*out)
		} else {
			*out = append(*out, "null"...)
		}
	} else {
		var chunks []byte
		if chunks, err = n.chunks(r.Context(), e, numbers[0], numbers[1], (*data)[:merkle.SegmentSize]); chunks != nil {
			*out = base64.StdEncoding.AppendEncode(append(*out, '"'), chunks)
			*out = append(*out, '"')
		} else {
			*out = append(*out, "null"...)
		}
	}
	if err != nil {
		n.reply(w, req.ID, nil, err)
		return true
	}
	*out = append(*out, '}')
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(*out)))
	w.Write(*out) // a client that went away is no fault of ours
	return true
}

// reply sends a small result or an error.
func (n *Node) reply(w http.ResponseWriter, id, result []byte, err error) {
	out := append([]byte(jsonPrefix), id...)
	if err == nil {
		out = append(append(out, `,"result":`...), result...)
	} else {
		e := &wire.RPCError{Code: -32603, Message: "Internal error", Data: err.Error()}
		errors.As(err, &e)
		text, _ := json.Marshal(map[string]any{"code": e.Code, "message": e.Message, "data": e.Data})
		out = append(append(out, `,"error":`...), text...)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(append(out, '}'))
}
