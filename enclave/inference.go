package enclave

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// openGateway starts inference where a Channels contract is configured. A
// journal that was altered leaves the rest of the enclave running.
func (s *Service) openGateway(open OpenServer) error {
	var err error
	if s.serving, err = newServing(s, open); err != nil {
		return err
	}
	if s.cfg.Channels.IsZero() {
		s.gatewayErr = hallmark.Errorf(hallmark.Unsupported, "this enclave serves no inference: its configuration names no channels contract")
		return nil
	}
	seed, err := hkdf.Key(sha256.New, s.keys.seed, nil, "hallmark gateway v1", 32)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "derive the journal's seed: %w", err)
	}
	if s.cfg.TLS != "" {
		if err := s.loadCertificate(); err != nil {
			return err
		}
	}
	s.gateway, err = gateway.New(gateway.Options{
		ChainID: s.cfg.ChainID, Channels: s.cfg.Channels, Kind: s.platform.Kind(), Key: s.keys.signing, Identity: s.keys.encryption,
		Seed: seed, Store: s.store, Models: s.serving, Evidence: s.latestEvidence, Limits: s.cfg.Limits, Log: s.log,
	})
	if hallmark.KindOf(err) == hallmark.Lost && err != nil {
		s.log.Error("inference is not served", "error", err)
		s.gateway, s.gatewayErr = nil, err
		return nil
	}
	return err
}

// latestEvidence is the digest of the evidence made last to be registered; zero:
// none yet.
func (s *Service) latestEvidence() hallmark.Digest {
	if d := s.evidenceDigest.Load(); d != nil {
		return *d
	}
	return hallmark.Digest{}
}

// noteEvidence keeps the digest at hand; s.mu is held, or nothing runs yet.
func (s *Service) noteEvidence() {
	if n := len(s.evidence); n > 0 {
		e := s.evidence[n-1]
		d := envelope.EvidenceDigest(e.Quote, e.RuntimeData)
		s.evidenceDigest.Store(&d)
	}
}

// drain admits no exchange any more and gives the running ones time to end.
func (s *Service) drain() {
	if s.gateway == nil {
		return
	}
	wait, cancel := context.WithTimeout(context.Background(), gatewayFarewell)
	defer cancel()
	if s.gateway.Drain(wait) != nil {
		s.log.Warn("exchanges are cut off: they ran for longer than the enclave may take to stop")
	}
}

// closeGateway writes the journal to its end and frees the models.
func (s *Service) closeGateway() error {
	var journal error
	if s.gateway != nil {
		journal = s.gateway.Close()
	}
	return errors.Join(s.serving.close(), journal)
}

// handleInference adds the routes of inference.
func (s *Service) handleInference(mux *http.ServeMux) {
	of := func(f func(*gateway.Gateway, *http.Request) (any, error)) http.HandlerFunc {
		return s.answer(func(r *http.Request) (any, error) {
			if s.gateway == nil {
				return nil, s.gatewayErr
			}
			return f(s.gateway, r)
		})
	}
	mux.HandleFunc("PUT "+wire.PathService, of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		var in hallmark.SignedService
		if err := decode(r, "service record", &in); err != nil {
			return nil, err
		}
		return g.PutService(in)
	}))
	mux.HandleFunc("PUT "+wire.PathChannels, of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		var in []wire.ChannelState
		if err := decode(r, "channels", &in); err != nil {
			return nil, err
		}
		return g.PutChannels(in)
	}))
	mux.HandleFunc("GET "+wire.PathGateway, of(func(g *gateway.Gateway, _ *http.Request) (any, error) {
		state := g.State()
		state.TLS = s.cfg.TLS
		return state, nil
	}))
	mux.HandleFunc("GET "+wire.PathReceipts+"/{id}", of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		id, err := idOf(r)
		if err != nil {
			return nil, err
		}
		return raw(g.Receipt(id))
	}))
	mux.HandleFunc("GET "+wire.PathReceipts, of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
		most, wrong := strconv.Atoi(r.URL.Query().Get("max"))
		if err != nil || wrong != nil || most < 1 || most > wire.MaxReceipts {
			return nil, hallmark.Errorf(hallmark.Invalid, "receipts: ?after= takes a sequence number, &max= 1 to %d", wire.MaxReceipts)
		}
		return raw(g.Receipts(after, most))
	}))
	mux.HandleFunc("POST "+wire.PathBatches, of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		var in wire.BatchRequest
		if err := decode(r, "batch request", &in); err != nil {
			return nil, err
		}
		return g.CloseBatch(in.Number)
	}))
	mux.HandleFunc("GET "+wire.PathBatches+"/{n}", of(func(g *gateway.Gateway, r *http.Request) (any, error) {
		n, err := batchOf(r)
		if err != nil {
			return nil, err
		}
		return g.Batch(n)
	}))
	mux.HandleFunc("GET "+wire.PathBatches+"/{n}/traces", s.sendTraces)
	mux.HandleFunc("POST "+wire.PathExchange, func(w http.ResponseWriter, r *http.Request) {
		if s.gateway == nil {
			s.refuse(w, r, s.gatewayErr)
			return
		}
		s.gateway.ServeExchange(w, r)
	})
}

// raw passes JSON on that is written already.
func raw(b []byte, err error) (any, error) { return rawJSON(b), err }

type rawJSON []byte

func batchOf(r *http.Request) (uint64, error) {
	n, err := strconv.ParseUint(r.PathValue("n"), 10, 64)
	if err != nil {
		return 0, hallmark.Errorf(hallmark.Invalid, "a batch is named by its number")
	}
	return n, nil
}

// sendTraces streams the file of a batch's receipts.
func (s *Service) sendTraces(w http.ResponseWriter, r *http.Request) {
	f, err := func() (*os.File, error) {
		n, err := batchOf(r)
		if err != nil {
			return nil, err
		}
		if s.gateway == nil {
			return nil, s.gatewayErr
		}
		return s.gateway.Traces(n)
	}()
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		s.refuse(w, r, hallmark.Errorf(hallmark.Unavailable, "traces: %w", err))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	if _, err := io.Copy(w, f); err != nil {
		s.log.Warn("sending traces stopped", "error", err)
	}
}

// gatewayFarewell is how long running exchanges may take when the enclave stops.
const gatewayFarewell = 20 * time.Second
