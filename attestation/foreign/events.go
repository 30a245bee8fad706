package foreign

import (
	"encoding/hex"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// event is an entry of dstack's event log.
type event struct {
	IMR     int    `json:"imr"`
	Type    uint32 `json:"event_type"`
	Digest  string `json:"digest"`
	Event   string `json:"event"`
	Payload string `json:"event_payload"`
}

// events reads dstack's log, sent as an array or as a string that contains one.
func events(raw json.RawMessage, what string) ([]Event, error) {
	if raw = textOrJSON(raw); raw == nil {
		return nil, nil
	}
	var log []event
	if err := list(raw, what, &log); err != nil {
		return nil, err
	}
	if len(log) > maxEvents {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s has %d events, at most %d are read", what, len(log), maxEvents)
	}
	out := make([]Event, len(log))
	for i, e := range log {
		digest, err := hex.DecodeString(e.Digest)
		if err != nil || len(digest) != 0 && len(digest) != 48 {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: the digest of event %d is not a SHA-384 in hex", what, i)
		}
		payload, err := hex.DecodeString(e.Payload)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: the payload of event %d is not hex", what, i)
		}
		if e.IMR < 0 || e.IMR > 3 {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: event %d extends register %d, a TD has 0 to 3", what, i, e.IMR)
		}
		out[i] = Event{Register: e.IMR, Type: e.Type, Digest: digest, Name: e.Event, Payload: payload}
	}
	return out, nil
}

// tcbInfo is dstack's description of its measurements.
type tcbInfo struct {
	MRTD    string          `json:"mrtd"`
	RTMR0   string          `json:"rtmr0"`
	RTMR1   string          `json:"rtmr1"`
	RTMR2   string          `json:"rtmr2"`
	RTMR3   string          `json:"rtmr3"`
	Compose string          `json:"app_compose"`
	Events  json.RawMessage `json:"event_log"`
}

// describe adds a tcb_info, sent as an object or as a string, to a part: its
// registers become claims, and its event log, which keeps the payloads, stands
// before the one beside the quote.
func (p *Part) describe(raw json.RawMessage, what string) error {
	if raw = textOrJSON(raw); raw == nil {
		return nil
	}
	var t tcbInfo
	if err := object(raw, what, &t); err != nil {
		return err
	}
	for _, m := range []struct {
		field Field
		text  string
	}{{MRTD, t.MRTD}, {RTMR0, t.RTMR0}, {RTMR1, t.RTMR1}, {RTMR2, t.RTMR2}, {RTMR3, t.RTMR3}} {
		b, err := hexField(what+"."+string(m.field), m.text, 48)
		if err != nil {
			return err
		}
		if b != nil {
			p.Claims = append(p.Claims, Claim{Rule: what + "." + string(m.field), Field: m.field, Bytes: b})
		}
	}
	if t.Compose != "" {
		p.Compose = []byte(t.Compose)
	}
	log, err := events(t.Events, what+".event_log")
	if err == nil && log != nil {
		p.Events, p.Twin = log, p.Events
	}
	return err
}
