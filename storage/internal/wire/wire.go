// Package wire is the JSON-RPC form of 0G Storage's segments, shared by our
// client and our local node: one encoder and one strict decoder for the few
// large messages, because encoding/json spends more time on a base64 segment
// than hashing it takes. It must never judge a segment; package merkle does.
package wire

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// MaxResponse is the largest body of a segment download that is read: a
// segment in base64, a proof of 64 levels, and room for unknown fields.
const MaxResponse = merkle.SegmentSize/3*4 + 32<<10

// Segment is one segment with its proof as nodes and clients exchange it
// (SegmentWithProof in 0G's clients).
type Segment struct {
	Root     hallmark.Digest
	Data     []byte // SegmentLen bytes
	Index    uint64
	Proof    merkle.Proof
	FileSize uint64
}

// Append appends the segment's JSON object to dst.
func (s *Segment) Append(dst []byte) []byte {
	dst = appendDigest(append(dst, `{"root":`...), s.Root)
	dst = append(dst, `,"data":"`...)
	dst = base64.StdEncoding.AppendEncode(dst, s.Data)
	dst = strconv.AppendUint(append(dst, `","index":`...), s.Index, 10)
	dst = append(dst, `,"proof":{"lemma":[`...)
	for i, d := range s.Proof.Lemma {
		dst = appendDigest(comma(dst, i), d)
	}
	dst = append(dst, `],"path":[`...)
	for i, left := range s.Proof.Path {
		dst = strconv.AppendBool(comma(dst, i), left)
	}
	dst = strconv.AppendUint(append(dst, `]},"fileSize":`...), s.FileSize, 10)
	return append(dst, '}')
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}

func appendDigest(dst []byte, d hallmark.Digest) []byte {
	return append(hex.AppendEncode(append(dst, `"0x`...), d[:]), '"')
}

// RPCError is the error object of JSON-RPC 2.0.
type RPCError struct {
	Code    int
	Message string
	Data    string // the text after "data: " in what 0G's clients print
}

// Error gives the message alone, for go-ethereum's JSON-RPC server.
func (e *RPCError) Error() string { return e.Message }

// Text gives message and data as 0G's clients print them.
func (e *RPCError) Text() string {
	if e.Data == "" {
		return e.Message
	}
	return e.Message + "; data: " + e.Data
}

// ErrorCode is the code, for go-ethereum's JSON-RPC server.
func (e *RPCError) ErrorCode() int { return e.Code }

// ErrorData is the data, for go-ethereum's JSON-RPC server.
func (e *RPCError) ErrorData() any { return e.Data }

// DecodeDownload decodes the response to a segment download. The segment's
// data is written into buf where it fits. Segment and error are both nil where
// the node does not have the segment (a null result). A node's refusal is an
// *RPCError, anything malformed an error of kind Invalid.
func DecodeDownload(body, buf []byte) (*Segment, error) {
	var seg *Segment
	err := response(body, func(s *scanner) (err error) {
		if !s.null() {
			seg, err = s.segment(buf)
		}
		return err
	})
	return seg, err
}

// DecodeAck decodes the response to an upload, whose result says nothing.
// Errors as DecodeDownload.
func DecodeAck(body []byte) error {
	return response(body, func(s *scanner) error { return s.skip() })
}

// response reads a JSON-RPC response and calls result before its result.
func response(body []byte, result func(s *scanner) error) error {
	s := &scanner{text: body}
	var rpcErr *RPCError
	var seen fields
	err := s.object(func(key string) (err error) {
		if err := seen.once(key); err != nil {
			return err
		}
		switch key {
		case "result":
			return result(s)
		case "error":
			if !s.null() {
				rpcErr, err = s.rpcError()
			}
			return err
		}
		return s.skip()
	})
	switch {
	case err != nil:
		return err
	case !s.end():
		return s.fail("more after the response")
	case rpcErr != nil:
		return rpcErr
	case !seen["result"]:
		return s.fail("neither result nor error")
	}
	return nil
}

// Upload is a request to store segments.
type Upload struct {
	ID       []byte // the request's id, as JSON
	Method   string
	Segments []*Segment
	Seq      *uint64 // nil where the method names no transaction
}

// uploadMethod reports whether the method carries segments, and whether as a
// list and with a transaction sequence number.
func uploadMethod(method string) (list, bySeq, ok bool) {
	switch method {
	case "zgs_uploadSegment":
		return false, false, true
	case "zgs_uploadSegmentByTxSeq":
		return false, true, true
	case "zgs_uploadSegments":
		return true, false, true
	case "zgs_uploadSegmentsByTxSeq":
		return true, true, true
	}
	return false, false, false
}

// DecodeUpload decodes a request of one of the upload methods whose params
// follow its method. False for everything else, malformed requests included:
// then a general server has to read the body and find the words for it.
func DecodeUpload(body []byte) (Upload, bool) {
	s := scanner{text: body}
	var u Upload
	var seen fields
	err := s.object(func(key string) error {
		if err := seen.once(key); err != nil {
			return err
		}
		var err error
		switch key {
		case "method":
			u.Method, err = s.string()
			return err
		case "id":
			s.space()
			start := s.pos
			err = s.skip()
			u.ID = body[start:s.pos]
			return err
		case "params":
			list, bySeq, known := uploadMethod(u.Method)
			if !known {
				return s.fail("not an upload")
			}
			return s.uploadParams(&u, list, bySeq)
		}
		return s.skip()
	})
	return u, err == nil && s.end() && len(u.Segments) > 0 && u.ID != nil
}

// fields remembers the keys of one object; there are few.
type fields map[string]bool

func (f *fields) once(key string) error {
	if *f == nil {
		*f = fields{}
	}
	if (*f)[key] {
		return hallmark.Errorf(hallmark.Invalid, "JSON: the key %q twice", key)
	}
	(*f)[key] = true
	return nil
}
