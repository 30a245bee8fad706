package eventlog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

const (
	refCCEL   = "TCG PC Client Platform Firmware Profile, 10.4; UEFI 2.10, 38.4.1"
	refDigest = refCCEL + "; dstack event digest"
	refReplay = "Intel TDX Module, TDG.MR.RTMR.EXTEND"
)

// The checks on a log that came with a quote.
var (
	Parsed   = verdict.Def{ID: "eventlog.parse", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refCCEL}
	Digests  = verdict.Def{ID: "eventlog.digest", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refDigest}
	Replayed = verdict.Def{ID: "eventlog.replay", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReplay}
)

// Checks are all of the above.
func Checks() []verdict.Def { return []verdict.Def{Parsed, Digests, Replayed} }

// Registers that logs account for.
var (
	boot = []int{0, 1, 2} // firmware and kernel; RTMR3 is the run-time events'
	all  = []int{0, 1, 2, 3}
)

// Examine checks a log against a TD's registers and records the answers. The
// registers named (none: all four) are those that the log must account for: if
// it does not extend one of them, that one must be zero. What it extends
// besides must replay too.
func Examine(l Log, td dcap.TDReport, s *verdict.Sheet, registers ...int) {
	if len(registers) == 0 {
		registers = all
	}
	recomputed, described, err := l.CheckDigests()
	if !s.Judge(Digests, err, "%d digests recomputed from the events' bytes; %d events only describe what was measured (images, tables) and rest on the replay", recomputed, described) {
		s.Block(Digests, Replayed)
		return
	}
	s.Judge(Replayed, l.replays(td, registers), "%d events replay to %s", len(l), l.names())
}

// ExamineCCEL parses a CCEL and checks it against RTMR0 to RTMR2, and RTMR3 if
// it extends that.
func ExamineCCEL(data []byte, td dcap.TDReport, s *verdict.Sheet) {
	l, err := ParseCCEL(data)
	if !s.Judge(Parsed, err, "CCEL of %d events", len(l)) {
		s.Block(Parsed, Digests, Replayed)
		return
	}
	Examine(l, td, s, boot...)
}

func (l Log) replays(td dcap.TDReport, registers []int) error {
	got, covered := l.Replay(), l.Covers()
	var wrong []string
	for i := range got {
		if got[i] != td.RTMR[i] && (covered[i] || slices.Contains(registers, i)) {
			wrong = append(wrong, fmt.Sprintf("RTMR%d to %x.., the quote has %x..", i, got[i][:8], td.RTMR[i][:8]))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return hallmark.Errorf(hallmark.NotGenuine, "the event log replays %s; an event was altered, dropped, added or moved", strings.Join(wrong, "; "))
}

func (l Log) names() string {
	var out []string
	for i, c := range l.Covers() {
		if c {
			out = append(out, fmt.Sprintf("RTMR%d", i))
		}
	}
	if len(out) == 0 {
		return "no register"
	}
	return strings.Join(out, ", ")
}
