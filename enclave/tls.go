package enclave

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"net/http"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const tlsKeyFile = "tls.sealed"

// loadCertificate finds the TLS key of earlier starts, or makes one. It is made
// inside and sealed; the evidence names its public part, so that a client that
// verified the evidence knows where its connection ends. The certificate is
// self-signed and made anew at each start: nothing rests on it.
func (s *Service) loadCertificate() error {
	key, err := s.tlsKey()
	if err != nil {
		return err
	}
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode the TLS key: %w", err)
	}
	s.tlsDigest = sha256.Sum256(spki)
	now := time.Now()
	form := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "hallmark enclave " + s.keys.signer.String()},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true, IsCA: true,
		DNSNames: []string{"hallmark-enclave"},
	}
	if host, _, err := net.SplitHostPort(s.cfg.TLS); err == nil {
		if ip := net.ParseIP(host); ip != nil {
			form.IPAddresses = []net.IP{ip}
		} else if host != "" {
			form.DNSNames = append(form.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "make the TLS certificate: %w", err)
	}
	s.certificate = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	return nil
}

func (s *Service) tlsKey() (*ecdsa.PrivateKey, error) {
	b, err := s.store.Read(tlsKeyFile)
	switch hallmark.KindOf(err) {
	case hallmark.NotFound:
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "make the TLS key: %w", err)
		}
		if b, err = x509.MarshalPKCS8PrivateKey(key); err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "encode the TLS key: %w", err)
		}
		return key, s.store.Write(tlsKeyFile, b)
	}
	if err != nil {
		return nil, err
	}
	any, err := x509.ParsePKCS8PrivateKey(b)
	if key, ok := any.(*ecdsa.PrivateKey); ok && err == nil {
		return key, nil
	}
	return nil, hallmark.Errorf(hallmark.Lost, "the sealed TLS key is not in the form of this version; remove %s and register fresh evidence", tlsKeyFile)
}

// listenTLS opens the address for clients that come by TLS.
func (s *Service) listenTLS(ctx context.Context) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", s.cfg.TLS)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "listen for TLS: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tlsAt = l.Addr().String()
	return l, nil
}

// serveTLS answers clients that come by TLS until ctx ends.
func (s *Service) serveTLS(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: s.gateway.PlainHandler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{s.certificate}, MinVersion: tls.VersionTLS13},
	}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), gatewayFarewell)
		defer cancel()
		ended <- errors.Join(srv.Shutdown(wait), srv.Close())
	})
	err := srv.ServeTLS(l, "", "")
	if stop() {
		return hallmark.Errorf(hallmark.Unavailable, "serve TLS: %w", err)
	}
	<-ended
	return nil
}
