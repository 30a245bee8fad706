package collateral

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
)

// Intel fetches everything that a quote of the platform needs (Intel PCS API
// v4): TCB info, QE identity, both revocation lists, and the chains that sign
// them. An error names every one that failed; the others are there all the same.
func (c *Client) Intel(ctx context.Context, p endorsement.Platform) ([]File, error) {
	base, tee := or(c.PCS, IntelPCS), "sgx"
	if p.TDX {
		tee = "tdx"
	}
	fmspc := hex.EncodeToString(p.FMSPC[:])
	ca := "platform"
	if p.CA != nil && strings.Contains(p.CA.Subject.CommonName, "Processor") {
		ca = "processor"
	}
	root := c.RootCRL
	if root == "" && base == IntelPCS {
		root = IntelRootCRL
	} else if root == "" {
		root = base + "/sgx/certification/v4/rootcacrl"
	}
	var all []File
	var failed []error
	for _, part := range []struct {
		what, url, name string
		take            func(Client, context.Context, string, string) ([]File, error)
	}{
		{"TCB info", base + "/" + tee + "/certification/v4/tcb?fmspc=" + fmspc, tee + "-tcb-" + fmspc, Client.statement},
		{"QE identity", base + "/" + tee + "/certification/v4/qe/identity", tee + "-qe", Client.statement},
		{"PCK revocation list", base + "/sgx/certification/v4/pckcrl?ca=" + ca + "&encoding=der", "pck-crl-" + ca, Client.revocations},
		{"root revocation list", root, "root-crl", Client.revocations},
	} {
		files, err := part.take(*c, ctx, part.url, part.name)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", part.what, err))
		}
		all = append(all, files...)
	}
	return all, errors.Join(failed...)
}

// statement fetches a signed JSON document and its chain.
func (c Client) statement(ctx context.Context, url, name string) ([]File, error) {
	body, header, err := c.get(ctx, url)
	if err != nil {
		return nil, err
	}
	chain, err := issuerChain(header)
	if err != nil {
		return nil, err
	}
	var doc map[string]json.RawMessage
	if err := hallmark.DecodeStrict(body, "answer", &doc); err != nil {
		return nil, err
	}
	var head struct {
		Issued time.Time `json:"issueDate"`
	}
	inner := doc["tcbInfo"]
	if inner == nil {
		inner = doc["enclaveIdentity"]
	}
	if doc["signature"] == nil || json.Unmarshal(inner, &head) != nil || head.Issued.IsZero() {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s answers something else than a signed statement", url)
	}
	name += "-" + stamp(head.Issued)
	return []File{{name + ".json", body}, {name + "-chain.pem", chain}}, nil
}

// revocations fetches a list, which the PCS serves in DER or PEM and a PCCS in
// hex.
func (c Client) revocations(ctx context.Context, url, name string) ([]File, error) {
	body, _, err := c.get(ctx, url)
	if err != nil {
		return nil, err
	}
	der := body
	if text := strings.TrimSpace(string(body)); strings.HasPrefix(text, "-----BEGIN") {
		if block, _ := pem.Decode([]byte(text)); block != nil {
			der = block.Bytes
		}
	} else if b, err := hex.DecodeString(text); err == nil {
		der = b
	}
	issued, err := endorsement.ListIssued(der)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s answers something else than a revocation list: %w", url, err)
	}
	return []File{{name + "-" + stamp(issued) + ".der", der}}, nil
}
