// Package audit is what `hallmark verify` and `hallmark-verify` do: read a
// bundle and what the auditor brings, judge, and print.
//
// It never touches a network, a clock or a key, and has no option that makes
// a simulation count as verified.
package audit

import (
	"io"
	"os"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Request is a command line.
type Request struct {
	Bundle   string // file
	Policy   string // "strict", "simulation" or a file; empty: strict
	At       string // RFC 3339 or unix seconds; empty: the settling block's time
	Artifact string // file; empty: none
	Block    string // block hash; empty: none
	Output   string // "table" or "json"; empty: table
	Strict   bool   // no check may be skipped
}

// Run judges and prints. An error means that nothing was judged: the exit code
// is then verdict.Usage.
func Run(r Request, out io.Writer) (verdict.Code, error) {
	v, err := Judge(r)
	if err != nil {
		return verdict.Usage, err
	}
	switch r.Output {
	case "", "table":
		err = verdict.WriteTable(out, v)
	case "json":
		var b []byte
		if b, err = envelope.Canonical(v); err == nil {
			_, err = out.Write(append(b, '\n'))
		}
	default:
		err = hallmark.Errorf(hallmark.Invalid, "output %q is unknown, use table or json", r.Output)
	}
	if err != nil {
		return verdict.Usage, err
	}
	return v.Code, nil
}

// Judge reads everything that the request names and judges.
func Judge(r Request) (verdict.Verdict, error) {
	var v verdict.Verdict
	data, err := read(r.Bundle, hallmark.MaxBundle)
	if err != nil {
		return v, err
	}
	b, err := bundle.Decode(data)
	if err != nil {
		return v, err
	}
	o := bundle.Options{Strict: r.Strict}
	if o.Policy, err = policy(r.Policy, b.Evidence); err != nil {
		return v, err
	}
	if o.At, err = parseTime(r.At); err != nil {
		return v, err
	}
	if r.Block != "" {
		hash, err := hallmark.ParseDigest(r.Block)
		if err != nil {
			return v, hallmark.Errorf(hallmark.Invalid, "block: %w", err)
		}
		o.Block = &hash
	}
	if r.Artifact != "" {
		f, err := os.Open(r.Artifact)
		if err != nil {
			return v, hallmark.Errorf(hallmark.NotFound, "artifact: %w", err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return v, hallmark.Errorf(hallmark.Unavailable, "artifact: %w", err)
		}
		o.Artifact = &bundle.File{Data: f, Size: info.Size()}
	}
	v, err = bundle.Verify(data, o)
	if err == nil && r.Policy == attestation.SimulationName {
		v.NotProven = append(v.NotProven, "which code the simulated enclave ran: the policy \"simulation\" accepts whatever the evidence says")
	}
	return v, err
}

// policy finds a policy by name or file.
func policy(name string, e hallmark.Evidence) (attestation.Policy, error) {
	switch name {
	case "", attestation.StrictName:
		return attestation.StrictPolicy(), nil
	case attestation.SimulationName:
		return attestation.SimulationPolicyFor(e), nil
	}
	data, err := read(name, hallmark.MaxBundle)
	if err != nil {
		return attestation.Policy{}, err
	}
	return attestation.ParsePolicy(data)
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if unix, err := strconv.ParseInt(s, 10, 40); err == nil && unix > 0 {
		return time.Unix(unix, 0).UTC(), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return at, hallmark.Errorf(hallmark.Invalid, "time %q is neither RFC 3339 (2026-11-22T12:00:00Z) nor unix seconds", s)
	}
	return at, nil
}

// read reads a file of at most limit bytes.
func read(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "%w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "%w", err)
	}
	if int64(len(data)) > limit {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s has more than %d bytes", name, limit)
	}
	return data, nil
}
