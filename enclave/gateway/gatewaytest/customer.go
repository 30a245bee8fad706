// Package gatewaytest has the other sides of a gateway for tests and
// benchmarks: a provider that signs a service record, and a customer that signs,
// seals, reads and checks. It must never be part of a program that serves users.
package gatewaytest

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/sha256"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// NewKey makes a wallet.
func NewKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// SignService signs a record by its provider, whose address it sets.
func SignService(t testing.TB, r hallmark.ServiceRecord, provider *ecdsa.PrivateKey) hallmark.SignedService {
	t.Helper()
	r.Version, r.Provider = hallmark.ServiceVersion, envelope.AddressOf(&provider.PublicKey)
	if r.Split == nil {
		r.Split = []hallmark.Payee{}
	}
	digest, err := envelope.ServiceSigning(r)
	if err != nil {
		t.Fatal(err)
	}
	sig, err := envelope.Sign(digest, provider)
	if err != nil {
		t.Fatal(err)
	}
	return hallmark.SignedService{Record: r, Signature: sig}
}

// Customer is a user of one enclave. Fields may be changed before it asks.
type Customer struct {
	Wallet  *ecdsa.PrivateKey
	Key     *ecdsa.PrivateKey // that signs exchanges and vouchers: a session key, or the wallet
	Grant   *hallmark.SignedGrant
	Adapter *hallmark.SignedAdapterGrant
	Voucher hallmark.SignedVoucher
	Service hallmark.Digest
	Base    hallmark.Amount
	Domain  envelope.ChannelDomain
	Sealer  *envelope.Sealer
	Nonce   atomic.Uint64
}

// NewCustomer makes one with a session key, and a voucher up to a ceiling.
func NewCustomer(t testing.TB, info wire.Info, s hallmark.SignedService, ceiling hallmark.Amount) *Customer {
	t.Helper()
	c := &Customer{Wallet: NewKey(t), Domain: envelope.NewChannelDomain(info.ChainID, info.Channels)}
	var err error
	if c.Sealer, err = envelope.NewSealer(info.Recipient); err != nil {
		t.Fatal(err)
	}
	if c.Service, err = envelope.ServiceDigest(s.Record); err != nil {
		t.Fatal(err)
	}
	c.Key = NewKey(t)
	c.Grant = c.NewGrant(t, s.Record.Provider, c.Key, 0)
	c.Voucher = c.NewVoucher(t, hallmark.Voucher{User: c.User(), Provider: s.Record.Provider, Signer: info.Signer, Ceiling: ceiling})
	return c
}

// User is the customer's account.
func (c *Customer) User() hallmark.Address { return envelope.AddressOf(&c.Wallet.PublicKey) }

// NewGrant lets a key sign in an epoch.
func (c *Customer) NewGrant(t testing.TB, provider hallmark.Address, key *ecdsa.PrivateKey, epoch uint64) *hallmark.SignedGrant {
	t.Helper()
	g := hallmark.Grant{User: c.User(), Provider: provider, Key: envelope.AddressOf(&key.PublicKey), Epoch: epoch}
	sig, err := envelope.Sign(c.Domain.Grant(g), c.Wallet)
	if err != nil {
		t.Fatal(err)
	}
	return &hallmark.SignedGrant{Grant: g, Signature: sig}
}

// NewVoucher signs a voucher with the customer's key.
func (c *Customer) NewVoucher(t testing.TB, v hallmark.Voucher) hallmark.SignedVoucher {
	t.Helper()
	sig, err := envelope.Sign(c.Domain.Voucher(v), c.Key)
	if err != nil {
		t.Fatal(err)
	}
	return hallmark.SignedVoucher{Voucher: v, Signature: sig}
}

// Raise signs a voucher with another ceiling.
func (c *Customer) Raise(t testing.TB, ceiling hallmark.Amount) {
	t.Helper()
	v := c.Voucher.Voucher
	v.Ceiling = ceiling
	c.Voucher = c.NewVoucher(t, v)
}

// Channel is what the worker says of the customer's channel with a deposit.
func (c *Customer) Channel(deposited hallmark.Amount) wire.ChannelState {
	return wire.ChannelState{User: c.User(), Epoch: c.Voucher.Voucher.Epoch, Deposited: deposited, SessionKey: envelope.AddressOf(&c.Key.PublicKey)}
}

// Exchange signs a request. change may alter it before the signature.
func (c *Customer) Exchange(method, path string, body []byte, change func(*hallmark.Exchange)) (hallmark.SignedExchange, error) {
	v := c.Voucher.Voucher
	e := hallmark.Exchange{
		User: v.User, Provider: v.Provider, Signer: v.Signer, Epoch: v.Epoch, Method: method, Path: path, ContentType: "application/json",
		Body: sha256.Sum256(body), Voucher: c.Domain.Voucher(v), Service: c.Service, Base: c.Base, Nonce: c.Nonce.Add(1),
	}
	if change != nil {
		change(&e)
	}
	sig, err := envelope.Sign(c.Domain.Exchange(e), c.Key)
	return hallmark.SignedExchange{Version: hallmark.ExchangeVersion, Exchange: e, Signature: sig, Voucher: c.Voucher, Grant: c.Grant, Adapter: c.Adapter}, err
}

// Seal signs and seals a request.
func (c *Customer) Seal(method, path string, body []byte) ([]byte, *envelope.ResponseKey, error) {
	s, err := c.Exchange(method, path, body, nil)
	if err != nil {
		return nil, nil, err
	}
	plain, err := envelope.ExchangeBytes(s, body)
	if err != nil {
		return nil, nil, err
	}
	return c.Sealer.Seal(plain)
}

// Answer is a whole response, checked against its receipt.
type Answer struct {
	Head    envelope.ResponseHead
	Body    []byte
	Units   int
	Receipt hallmark.SignedUsage
}

// Send is how a sealed request gets to the enclave; wire.Client.Exchange is one.
type Send func(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error)

// Ask sends a request and reads the whole answer.
func (c *Customer) Ask(ctx context.Context, send Send, method, path, body string) (Answer, error) {
	sealed, key, err := c.Seal(method, path, []byte(body))
	if err != nil {
		return Answer{}, err
	}
	a, err := Exchange(ctx, send, sealed, key, nil)
	switch {
	case err == nil:
		c.Sealer.Resume(key)
	case strings.Contains(err.Error(), envelope.CheckSession):
		c.Sealer.Renew() // the enclave was restarted
		return c.Ask(ctx, send, method, path, body)
	}
	return a, err
}

// Exchange sends sealed bytes and reads the answer, unit by unit where each is
// set; what each returns ends it. The receipt's signature and digests are
// checked.
func Exchange(ctx context.Context, send Send, sealed []byte, key *envelope.ResponseKey, each func(unit []byte) error) (Answer, error) {
	var a Answer
	resp, err := send(ctx, int64(len(sealed)), bytes.NewReader(sealed))
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		var p hallmark.Problem
		b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
		if err == nil {
			err = hallmark.DecodeStrict(b, "problem", &p)
		}
		if err != nil {
			return a, err
		}
		return a, hallmark.Errorf(hallmark.KindNamed(p.Kind), "%s", p.Text)
	}
	frames := envelope.NewFrameReader(resp.Body, key)
	kind, payload, err := frames.Next()
	if err == nil && kind != envelope.FrameHead {
		err = hallmark.Errorf(hallmark.Mismatch, "the response begins with a frame of kind %d", kind)
	}
	if err == nil {
		a.Head, err = envelope.ReadHead(payload)
	}
	if err != nil {
		return a, err
	}
	sum := envelope.NewStreamHash(a.Head.Receipt)
	for {
		if kind, payload, err = frames.Next(); err != nil {
			return a, err
		}
		if kind == envelope.FrameEnd {
			break
		}
		sum.Add(payload)
		a.Units++
		if each != nil {
			if err := each(payload); err != nil {
				return a, err
			}
			continue
		}
		a.Body = append(a.Body, payload...)
	}
	if a.Receipt, _, err = envelope.ReadUsage(payload, "receipt"); err != nil {
		return a, err
	}
	if got := sum.Response(a.Head.Status); a.Receipt.Receipt.ID != a.Head.Receipt || a.Receipt.Receipt.Response != got {
		return a, hallmark.Errorf(hallmark.Mismatch, "the receipt is for another response: %+v, read was %+v", a.Receipt.Receipt.Response, got)
	}
	return a, nil
}
