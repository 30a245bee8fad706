// Package codec encrypts every payload that the worker hands to Temporal:
// inputs, results, heartbeats, memos, queries and failures. A payload is bound
// to its workflow id and, for activities, to the activity's type and queue, so
// that a server which pastes one workflow's result into another is refused.
//
// It never passes plaintext through in either direction and keeps no key on
// disk. What it cannot bind (one step's answer given to another step of the
// same workflow) the workflows check themselves, see workflows.Step.
package codec

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/proto"

	"github.com/hallmark-tee/hallmark"
)

// encoding marks our payloads; keyID names the key, for rotation.
const encoding = "binary/hallmark-aead-v1"

// pads are the sizes that plaintexts are padded to, so that lengths tell
// little; beyond the last the length is rounded up to a multiple of it.
var pads = [...]int{1 << 10, 4 << 10, 16 << 10}

// Codec is a converter.PayloadCodec bound to a serialization context.
type Codec struct {
	aead  cipher.AEAD
	keyID string
	aad   []byte
}

// New makes a codec from a 32-byte secret of the worker.
func New(secret []byte) (*Codec, error) {
	if len(secret) != 32 {
		return nil, hallmark.Errorf(hallmark.Invalid, "payload secret must be 32 bytes, got %d", len(secret))
	}
	key, err := hkdf.Key(sha256.New, secret, nil, "hallmark temporal payload v1", 32)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "derive payload key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "payload cipher: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "payload cipher: %w", err)
	}
	id := sha256.Sum256(append([]byte("hallmark payload key id"), key...))
	return &Codec{aead: aead, keyID: fmt.Sprintf("%x", id[:4]), aad: field(nil, "hallmark codec v1")}, nil
}

// Converters are the data and failure converters for client.Options: failure
// texts and stack traces are encrypted too.
func (c *Codec) Converters() (converter.DataConverter, converter.FailureConverter) {
	data := converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), c)
	return data, temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
		DataConverter: data, EncodeCommonAttributes: true,
	})
}

// WithSerializationContext binds the codec. The namespace stays out: Temporal's
// replayer uses one of its own.
func (c *Codec) WithSerializationContext(sc converter.SerializationContext) converter.PayloadCodec {
	bound := *c
	aad := field(nil, "hallmark codec v1")
	switch s := sc.(type) {
	case converter.WorkflowSerializationContext:
		aad = field(field(aad, "workflow"), s.WorkflowID)
	case converter.ActivitySerializationContext:
		aad = field(field(field(field(aad, "activity"), s.WorkflowID), s.ActivityType), s.TaskQueue)
	default:
		aad = field(aad, fmt.Sprintf("%T", sc))
	}
	bound.aad = aad
	return &bound
}

// Encode encrypts: nonce (12) || AES-256-GCM of the padded payload.
func (c *Codec) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		plain, err := proto.Marshal(p)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "encode payload: %w", err)
		}
		nonce := make([]byte, c.aead.NonceSize())
		if _, err := rand.Read(nonce); err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "payload nonce: %w", err)
		}
		out[i] = &commonpb.Payload{
			Metadata: map[string][]byte{converter.MetadataEncoding: []byte(encoding), "key-id": []byte(c.keyID)},
			Data:     c.aead.Seal(nonce, nonce, pad(plain), c.aad),
		}
	}
	return out, nil
}

// Decode refuses, as Tampered, everything that Encode did not make in the same
// context: plaintext too.
func (c *Codec) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[converter.MetadataEncoding]) != encoding {
			return nil, hallmark.Errorf(hallmark.Tampered, "payload is not encrypted by this worker")
		}
		n := c.aead.NonceSize()
		if len(p.GetData()) < n {
			return nil, hallmark.Errorf(hallmark.Tampered, "payload is shorter than its nonce")
		}
		padded, err := c.aead.Open(nil, p.Data[:n], p.Data[n:], c.aad)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Tampered, "payload does not authenticate: it is of another workflow or step, or altered")
		}
		plain, err := unpad(padded)
		if err != nil {
			return nil, err
		}
		out[i] = new(commonpb.Payload)
		if err := proto.Unmarshal(plain, out[i]); err != nil {
			return nil, hallmark.Errorf(hallmark.Tampered, "payload is not what this worker encodes")
		}
	}
	return out, nil
}

func pad(plain []byte) []byte {
	need := 4 + len(plain)
	size := 0
	for _, p := range pads {
		if size == 0 && need <= p {
			size = p
		}
	}
	if size == 0 {
		last := pads[len(pads)-1]
		size = (need + last - 1) / last * last
	}
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(plain)))
	copy(out[4:], plain)
	return out
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 || int64(binary.BigEndian.Uint32(padded)) > int64(len(padded)-4) {
		return nil, hallmark.Errorf(hallmark.Tampered, "payload states a length beyond its end")
	}
	return padded[4 : 4+binary.BigEndian.Uint32(padded)], nil
}

func field(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}
