package worker

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows/temporaltest"
)

func newMarket(t *testing.T) *workertest.Market {
	t.Helper()
	m, err := workertest.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

func configOf(t *testing.T, m *workertest.Market, namespace string) Config {
	t.Helper()
	return Config{
		Listen: "127.0.0.1:0", State: t.TempDir(), Enclave: filepath.Join(m.Dir, "enclave.sock"), Chain: m.URL, ChainID: m.Domain.ChainID,
		Contracts: m.At, Flow: hallmark.Address(m.Flow), Indexer: m.Storage.URL(), Models: m.Models(), Price: workertest.Price,
		MaxOpen: 4, Namespace: namespace,
	}
}

// daemon is a running worker.
type daemon struct {
	t   *testing.T
	m   *workertest.Market
	url string
	end func()
}

func start(t *testing.T, m *workertest.Market, cfg Config) *daemon {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	at, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- Run(ctx, cfg, m.Provider, slog.New(slog.DiscardHandler), func(a string) { at <- a }) }()
	d := &daemon{t: t, m: m}
	select {
	case a := <-at:
		d.url = "http://" + a
	case err := <-ended:
		stop()
		t.Fatal("the worker did not come up: ", err)
	}
	stopped := false
	d.end = func() {
		if stopped {
			return
		}
		stopped = true
		stop()
		if err := <-ended; err != nil {
			t.Error("the worker ended with ", err)
		}
	}
	t.Cleanup(d.end)
	return d
}

func (d *daemon) submit(s hallmark.SignedOrder) {
	d.t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		d.t.Fatal(err)
	}
	resp, err := http.Post(d.url+"/v1/jobs", "application/json", bytes.NewReader(b))
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		b, _ := io.ReadAll(resp.Body)
		d.t.Fatalf("%d %s", resp.StatusCode, b)
	}
}

// follow reads a job's events until each says enough, or to their end.
func (d *daemon) follow(id hallmark.JobID, enough func(hallmark.JobEvent) bool) {
	d.t.Helper()
	path := "/v1/jobs/" + id.String() + "/events"
	ctx, cancel := context.WithTimeout(d.t.Context(), 4*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	var nonce hallmark.Digest
	rand.Read(nonce[:])
	now := time.Now().Unix()
	req.Header.Set(hallmark.HeaderAddress, workertest.Address(d.m.User).String())
	req.Header.Set(hallmark.HeaderTime, strconv.FormatInt(now, 10))
	req.Header.Set(hallmark.HeaderNonce, nonce.String())
	req.Header.Set(hallmark.HeaderSignature, workertest.Sign(d.t, d.m.User, envelope.RequestDigest(hallmark.RequestAuth{
		Audience: workertest.Address(d.m.Provider), Method: http.MethodGet, Path: path, Body: sha256.Sum256(nil), Time: uint64(now), Nonce: nonce,
	})).String())
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	for s := bufio.NewScanner(resp.Body); s.Scan(); {
		if data, is := strings.CutPrefix(s.Text(), "data: "); is {
			var e hallmark.JobEvent
			if err := json.Unmarshal([]byte(data), &e); err != nil {
				d.t.Fatal(err)
			}
			if enough(e) {
				return
			}
		}
	}
}

// TestAWorkerStoppedInTrainingFinishesAfterItsRestart: the daemon with every
// peer real. A stop is no cancel and no refund.
func TestAWorkerStoppedInTrainingFinishesAfterItsRestart(t *testing.T) {
	server := temporaltest.Start(t)
	t.Setenv("TEMPORAL_ADDRESS", server.Address)
	m := newMarket(t)
	cfg := configOf(t, m, server.Namespace)
	d := start(t, m, cfg)
	p := m.Order(t, workertest.Training(150), workertest.Rows(16), nil)
	d.submit(p.Signed)
	d.follow(p.ID, func(e hallmark.JobEvent) bool { return e.Code == "step" })
	d.end()
	left := filepath.Join(cfg.spool(), ".part-1") // of a copy that a kill cut off
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if job, err := m.Chain.Job(t.Context(), p.ID); err != nil || job.Status != contracts.JobOpen {
		t.Fatalf("%+v, %v after the stop", job, err)
	}
	d = start(t, m, cfg)
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the spool still has a part of a copy: %v", err)
	}
	var last hallmark.JobEvent
	d.follow(p.ID, func(e hallmark.JobEvent) bool { last = e; return false })
	if last.State != hallmark.JobSettled {
		t.Errorf("the last event is %+v", last)
	}
	if job, err := m.Chain.Job(t.Context(), p.ID); err != nil || job.Status != contracts.JobCompleted {
		t.Errorf("%+v, %v", job, err)
	}
	d.end()
}

func TestAWorkerRefusesToStartWhenItsPeersDisagree(t *testing.T) {
	m := newMarket(t)
	t.Setenv("TEMPORAL_ADDRESS", "127.0.0.1:1") // nobody
	for name, c := range map[string]struct {
		edit func(*Config)
		kind hallmark.Kind
	}{
		"another chain id":  {func(c *Config) { c.ChainID++ }, hallmark.Mismatch},
		"another escrow":    {func(c *Config) { c.Contracts.JobEscrow = c.Contracts.Ledger }, hallmark.Mismatch},
		"no contract there": {func(c *Config) { c.Contracts.JobEscrow[0] ^= 1 }, hallmark.NotFound},
		"no chain":          {func(c *Config) { c.Chain = "http://127.0.0.1:1" }, hallmark.Unavailable},
		"no Temporal":       {func(*Config) {}, hallmark.Unavailable},
	} {
		cfg := configOf(t, m, "hallmark")
		c.edit(&cfg)
		err := Run(t.Context(), cfg, m.Provider, slog.New(slog.DiscardHandler), func(string) { t.Errorf("%s: it came up", name) })
		if err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
}

func TestConfig(t *testing.T) {
	good := Config{
		Listen: "l", State: "s", Enclave: "e", Chain: "c", ChainID: 1, Flow: hallmark.Address{1}, Indexer: "i", Models: "m", Price: hallmark.NewAmount(1),
		Contracts: contracts.Addresses{Registry: hallmark.Address{1}, Ledger: hallmark.Address{1}, JobEscrow: hallmark.Address{1}},
	}
	path := filepath.Join(t.TempDir(), "worker.json")
	if err := good.Save(path); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(path); err != nil || c.MaxOpen != 4 || c.Contracts != good.Contracts || c.Price != good.Price {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := Load(path + "x"); hallmark.KindOf(err) != hallmark.NotFound {
		t.Error(err)
	}
	for name, edit := range map[string]func(*Config){
		"listen": func(c *Config) { c.Listen = "" }, "state": func(c *Config) { c.State = "" }, "enclave": func(c *Config) { c.Enclave = "" },
		"chain": func(c *Config) { c.Chain = "" }, "indexer": func(c *Config) { c.Indexer = "" }, "models": func(c *Config) { c.Models = "" },
		"registry": func(c *Config) { c.Contracts.Registry = hallmark.Address{} }, "ledger": func(c *Config) { c.Contracts.Ledger = hallmark.Address{} },
		"jobEscrow": func(c *Config) { c.Contracts.JobEscrow = hallmark.Address{} }, "flow": func(c *Config) { c.Flow = hallmark.Address{} },
		"chainId": func(c *Config) { c.ChainID = 0 }, "price": func(c *Config) { c.Price = hallmark.Amount{} }, "maxOpen": func(c *Config) { c.MaxOpen = -1 },
	} {
		bad := good
		edit(&bad)
		if err := bad.Save(path); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); hallmark.KindOf(err) != hallmark.Invalid || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
