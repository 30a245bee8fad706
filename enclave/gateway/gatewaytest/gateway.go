package gatewaytest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Model is the name of the one model of a World: an upstream of kind text at 2
// per token read and 3 per token written.
const Model = "fixture"

// ChainID and Channels are a World's.
const ChainID = 31337

// Channels is a World's contract.
var Channels = hallmark.Address{7, 8}

// World is a gateway over an upstream, with keys that are the same each time, so
// that one of the same folder takes up where another was killed.
type World struct {
	*gateway.Gateway
	Info    wire.Info
	Service hallmark.SignedService
	store   *sealed.Store
	server  *http.Server
	client  *http.Client
	socket  string
}

// Options change a World.
type Options struct {
	Limits  gateway.Limits
	Segment int64
	Keep    int // gateway.Options.KeepBatches
	Record  func(*hallmark.ServiceRecord)
	Log     io.Writer // nil: nothing is logged
	// InMemory joins clients and gateway without sockets, where a process may
	// not have as many open files.
	InMemory bool
}

// Open starts a gateway on a folder, over the OpenAI-compatible server at a URL.
func Open(t testing.TB, dir, upstreamURL string, o Options) *World {
	t.Helper()
	w, err := TryOpen(t, dir, upstreamURL, o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TryOpen is Open that gives the gateway's own error.
func TryOpen(t testing.TB, dir, upstreamURL string, o Options) (*World, error) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	key, err := crypto.ToECDSA(bytes.Repeat([]byte{0x41}, 32))
	must(err)
	identity, err := envelope.IdentityFromScalar(bytes.Repeat([]byte{0x42}, 32))
	must(err)
	store, err := sealed.Open(dir, bytes.Repeat([]byte{0x43}, 32))
	must(err)
	client, err := upstream.New(upstream.Config{URL: upstreamURL, Model: Model})
	must(err)
	if o.Log == nil {
		o.Log = io.Discard
	}
	g, err := gateway.New(gateway.Options{
		ChainID: ChainID, Channels: Channels, Kind: hallmark.KindSim, Key: key, Identity: identity, Seed: bytes.Repeat([]byte{0x44}, 32), Store: store,
		Models: models{client}, Evidence: func() hallmark.Digest { return hallmark.Digest{9} }, Limits: o.Limits, Segment: o.Segment, KeepBatches: o.Keep,
		Log: slog.New(slog.NewTextHandler(o.Log, nil)),
	})
	if err != nil {
		store.Close()
		return nil, err
	}
	w := &World{Gateway: g, store: store, socket: filepath.Join(t.TempDir(), "s")}
	w.Info = wire.Info{Signer: envelope.AddressOf(&key.PublicKey), Recipient: identity.Recipient().String(), ChainID: ChainID, Channels: Channels}
	record := hallmark.ServiceRecord{
		ChainID: ChainID, Channels: Channels, Signer: w.Info.Signer, Revision: 1, Rate: hallmark.BPS,
		Models: []hallmark.ServiceModel{{Name: Model, Kind: hallmark.ModelText, In: hallmark.NewAmount(2), Out: hallmark.NewAmount(3)}},
	}
	if o.Record != nil {
		o.Record(&record)
	}
	provider, err := crypto.ToECDSA(bytes.Repeat([]byte{0x45}, 32))
	must(err)
	w.Service = SignService(t, record, provider)
	_, err = g.PutService(w.Service)
	must(err)
	l, dial, err := listen(w.socket, o.InMemory)
	must(err)
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+wire.PathExchange, g.ServeExchange)
	w.server = &http.Server{Handler: mux}
	go w.server.Serve(l) // ends with Close
	w.client = &http.Client{Transport: &http.Transport{
		DialContext: dial, MaxIdleConnsPerHost: 1 << 14, DisableCompression: true,
	}}
	t.Cleanup(w.Down)
	return w, nil
}

type dialer = func(ctx context.Context, network, address string) (net.Conn, error)

func listen(socket string, inMemory bool) (net.Listener, dialer, error) {
	if inMemory {
		m := &memory{conns: make(chan net.Conn), closed: make(chan struct{})}
		return m, m.dial, nil
	}
	l, err := net.Listen("unix", socket)
	return l, func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socket)
	}, err
}

// memory is a listener whose connections are pipes of the process.
type memory struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (m *memory) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	mine, theirs := net.Pipe()
	select {
	case m.conns <- theirs:
		return mine, nil
	case <-m.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error {
	m.once.Do(func() { close(m.closed) })
	return nil
}

func (m *memory) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "unix"} }

// Down ends the gateway; its folder can be opened again.
func (w *World) Down() {
	w.client.CloseIdleConnections()
	w.server.Close()
	w.Gateway.Close()
	w.store.Close()
}

// Customer is somebody with a voucher and a deposit of the same amount.
func (w *World) Customer(t testing.TB, amount uint64) *Customer {
	t.Helper()
	c := NewCustomer(t, w.Info, w.Service, hallmark.NewAmount(amount))
	w.Know(t, c.Channel(hallmark.NewAmount(amount)))
	return c
}

// Know tells the gateway of channels.
func (w *World) Know(t testing.TB, c ...wire.ChannelState) {
	t.Helper()
	if _, err := w.PutChannels(c); err != nil {
		t.Fatal(err)
	}
}

// Send hands a sealed request to the gateway; it is a gatewaytest.Send.
func (w *World) Send(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://enclave"+wire.PathExchange, sealed)
	if err != nil {
		return nil, err
	}
	r.ContentLength = size
	return w.client.Do(r)
}

// models is one upstream.
type models struct{ client *upstream.Client }

func (m models) Base(context.Context, hallmark.ServiceModel) (openai.Served, error) {
	return openai.Served{Upstream: m.client}, nil
}
func (models) Adapters() []gateway.Adapter                    { return nil }
func (models) Adapter(hallmark.JobID) (gateway.Adapter, bool) { return gateway.Adapter{}, false }
func (models) Loaded() []wire.ServedModel                     { return nil }
func (models) Tuned(context.Context, hallmark.JobID) (openai.Served, error) {
	return openai.Served{}, hallmark.Errorf(hallmark.NotFound, "no adapters here")
}
