package foreign

import (
	"bytes"
	"encoding/binary"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// readDstack reads the answer of dstack's GetQuote, which 0G's brokers serve at
// /v1/quote with a tcb_info and base64 report data.
func readDstack(data []byte) (Report, error) {
	var d struct {
		Quote      string          `json:"quote"`
		ReportData string          `json:"report_data"`
		EventLog   json.RawMessage `json:"event_log"`
		TCBInfo    json.RawMessage `json:"tcb_info"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	var p Part
	var err error
	if p.Quote, err = field("quote", d.Quote); err != nil {
		return Report{}, err
	}
	if err := p.claimReportData("report_data", d.ReportData); err != nil {
		return Report{}, err
	}
	if p.Events, err = events(d.EventLog, "event_log"); err != nil {
		return Report{}, err
	}
	if err := p.describe(d.TCBInfo, "tcb_info"); err != nil {
		return Report{}, err
	}
	return Report{Format: Dstack, Parts: []Part{p}}, nil
}

// claimReportData takes what a report says report_data is; shorter data is
// padded with zeros.
func (p *Part) claimReportData(what, text string) error {
	b, err := field(what, text)
	if err != nil || b == nil {
		return err
	}
	if len(b) > 64 {
		return hallmark.Errorf(hallmark.Invalid, "%s has %d bytes, a quote holds 64", what, len(b))
	}
	p.Claims = append(p.Claims, Claim{Rule: what, Field: ReportData, Bytes: append(b, make([]byte, 64-len(b))...)})
	return nil
}

// readSCALE reads dstack's VersionedAttestation: version 0, then for TDX
// (variant 0) the quote and the event log, in SCALE (Parity's codec). What
// follows them is not evidence and is left alone.
func readSCALE(b []byte) (Report, error) {
	if b[0] != 0 || b[1] != 0 {
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "attestation: version %d of variant %d is not read, only TDX of version 0", b[0], b[1])
	}
	s := scale{b: b[2:]}
	p := Part{Quote: s.bytes()}
	n := s.length()
	if n > maxEvents {
		return Report{}, hallmark.Errorf(hallmark.Exhausted, "attestation: %d events, at most %d are read", n, maxEvents)
	}
	for range n {
		e := Event{Register: int(s.u32()), Type: s.u32(), Digest: s.bytes(), Name: string(s.bytes()), Payload: s.bytes()}
		if s.bad || e.Register > 3 || len(e.Digest) != 0 && len(e.Digest) != 48 {
			return Report{}, hallmark.Errorf(hallmark.Invalid, "attestation: event %d is malformed", len(p.Events))
		}
		p.Events = append(p.Events, e)
	}
	if s.bad || len(p.Quote) < minQuote {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "attestation: it ends inside the quote")
	}
	return Report{Format: DstackSCALE, Parts: []Part{p}}, nil
}

// scale reads SCALE values; bad stays true after the first that is cut short.
type scale struct {
	b   []byte
	bad bool
}

func (s *scale) take(n int) []byte {
	if s.bad || n < 0 || n > len(s.b) {
		s.bad = true
		return nil
	}
	out := s.b[:n]
	s.b = s.b[n:]
	return out
}

func (s *scale) u32() uint32 {
	b := s.take(4)
	if b == nil {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

// length reads a compact integer of at most four bytes.
func (s *scale) length() int {
	if s.bad || len(s.b) == 0 {
		s.bad = true
		return 0
	}
	switch s.b[0] & 3 {
	case 0:
		return int(s.take(1)[0] >> 2)
	case 1:
		if b := s.take(2); b != nil {
			return int(binary.LittleEndian.Uint16(b) >> 2)
		}
	case 2:
		if b := s.take(4); b != nil {
			return int(binary.LittleEndian.Uint32(b) >> 2)
		}
	}
	s.bad = true
	return 0
}

func (s *scale) bytes() []byte { return bytes.Clone(s.take(s.length())) }
