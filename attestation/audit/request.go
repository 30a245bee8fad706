package audit

import (
	"io"
	"os"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Request is a command line.
type Request struct {
	File       string
	Policy     string   // "strict", "gpu-strict", "simulation" or a file; empty: strict
	Collateral []string // files and folders
	At         string   // RFC 3339 or unix seconds; empty: the settling block's time, or Clock
	Clock      time.Time
	Artifact   string // file; empty: none
	Block      string // block hash; empty: none
	CCEL       string // file with the event log of a quote; empty: none
	Nonce, TLS string // hex; empty: none
	Explain    string // id of a check, or a prefix such as "tcb."; empty: none
	Output     string // "table" or "json"; empty: table
	Strict     bool   // no check may be skipped
}

// Run judges and prints. An error means that nothing was judged, or that what
// was asked could not be shown: the exit code is then verdict.Usage.
func Run(r Request, out io.Writer) (verdict.Code, error) {
	if r.Output != "" && r.Output != "table" && r.Output != "json" {
		return verdict.Usage, hallmark.Errorf(hallmark.Invalid, "output %q is unknown, use table or json", r.Output)
	}
	in, done, err := r.Input()
	if err != nil {
		return verdict.Usage, err
	}
	defer done()
	o, err := Judge(in)
	if err != nil {
		return verdict.Usage, err
	}
	if err := r.print(o, out); err != nil {
		return verdict.Usage, err
	}
	return o.Code, nil
}

func (r Request) print(o Outcome, out io.Writer) error {
	switch {
	case r.Explain != "":
		return o.Explain(r.Explain, out)
	case r.Output == "json":
		b, err := o.JSON()
		if err != nil {
			return err
		}
		_, err = out.Write(b)
		return err
	}
	return o.WriteTable(out)
}

// Input reads everything that the request names. The function that it gives
// closes what stays open.
func (r Request) Input() (in Input, done func(), err error) {
	done = func() {}
	in = Input{
		Name: r.File, Policy: r.Policy, At: r.At, Clock: r.Clock, Block: r.Block, Nonce: r.Nonce, TLS: r.TLS, Strict: r.Strict,
		Collateral: new(endorsement.Set),
	}
	if in.File, err = read(r.File, hallmark.MaxBundle); err != nil {
		return in, done, err
	}
	switch r.Policy {
	case "", attestation.StrictName, attestation.GPUStrictName, attestation.SimulationName:
	default:
		if in.PolicyFile, err = read(r.Policy, hallmark.MaxBundle); err != nil {
			return in, done, err
		}
	}
	for _, name := range r.Collateral {
		if err := collect(in.Collateral, name); err != nil {
			return in, done, err
		}
	}
	if r.CCEL != "" {
		if in.CCEL, err = read(r.CCEL, eventlog.MaxLog); err != nil {
			return in, done, err
		}
	}
	if r.Artifact != "" {
		f, err := os.Open(r.Artifact)
		if err != nil {
			return in, done, hallmark.Errorf(hallmark.NotFound, "artifact: %w", err)
		}
		done = func() { f.Close() }
		info, err := f.Stat()
		if err != nil {
			return in, done, hallmark.Errorf(hallmark.Unavailable, "artifact: %w", err)
		}
		in.Artifact = &bundle.File{Data: f, Size: info.Size()}
	}
	return in, done, nil
}

// collect adds a file, which must be of a known kind, or a folder, of which
// what is known is taken.
func collect(s *endorsement.Set, name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return hallmark.Errorf(hallmark.NotFound, "collateral: %w", err)
	}
	if info.IsDir() {
		known, err := s.AddFS(os.DirFS(name))
		if err == nil && known == 0 {
			err = hallmark.Errorf(hallmark.Invalid, "collateral: %s holds nothing of a known kind", name)
		}
		return err
	}
	data, err := read(name, endorsement.MaxFile)
	if err != nil {
		return err
	}
	known, err := s.Add(data)
	if err == nil && !known {
		err = hallmark.Errorf(hallmark.Invalid, "collateral: %s is neither a TCB info, QE identity, revocation list, certificate chain, RIM, OCSP answer, NRAS answer nor key set", name)
	}
	return err
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
