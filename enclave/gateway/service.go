package gateway

import (
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

func (g *Gateway) storeService(s hallmark.SignedService) error {
	b, err := json.Marshal(s)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode the service record: %w", err)
	}
	return g.opt.Store.Write(serviceFile, b)
}

// loadService finds the record of an earlier start.
func (g *Gateway) loadService() error {
	b, err := g.opt.Store.Read(serviceFile)
	if hallmark.KindOf(err) == hallmark.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	var s hallmark.SignedService
	if err := hallmark.DecodeStrict(b, "kept service record", &s); err != nil {
		return err
	}
	digest, err := envelope.ServiceDigest(s.Record)
	if err != nil {
		return err
	}
	if s.Record.Signer == g.signer && s.Record.Channels == g.opt.Channels && s.Record.ChainID == g.opt.ChainID {
		g.service.Store(&inForce{s, digest})
	}
	return nil
}
