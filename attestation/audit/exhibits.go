package audit

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/foreign"
)

// exhibits are the bytes behind a check, by the check's family.
func (s subject) exhibits(id string) []exhibit {
	family, _, _ := strings.Cut(id, ".")
	q, _ := dcap.Parse(s.quote)
	switch family {
	case "gpu", "rim", "ocsp", "nras":
		return s.devices()
	case "order", "receipt", "result", "settlement", "transcript", "invoice", "artifact", "chain":
		if family != "chain" {
			return s.documents(family)
		}
	}
	if q == nil {
		return []exhibit{{name: "quote", offset: 0, data: s.quote}}
	}
	x := quoted{s, q}
	switch family {
	case "quote":
		return []exhibit{x.at("header", s.quote[:48]), x.at("what follows the quote", q.Trailing)}
	case "sig", "bind":
		return x.signatures(id)
	case "chain":
		return append(s.documents(family), exhibit{name: "certificate chain of the quote", text: chainText(q.Signature.CertificateData)})
	case "collateral", "crl":
		return x.collateral()
	case "tcb", "qe":
		return x.appraisal()
	case "td", "sgx":
		return x.attributes()
	case "report_data", "runtime", "nonce", "tls":
		return x.reportData()
	case "eventlog":
		return x.events()
	}
	return x.measurements()
}

// quoted is a subject whose quote parses.
type quoted struct {
	subject
	q *dcap.Quote
}

// at finds a slice of the quote by its bytes' place.
func (x quoted) at(name string, data []byte) exhibit {
	return exhibit{name: name, offset: bytes.Index(x.quote, data), data: data}
}

func (x quoted) signatures(id string) []exhibit {
	s := x.q.Signature
	switch id {
	case "sig.quote":
		sum := sha256.Sum256(x.q.Signed)
		return []exhibit{x.at("signed: header and report", x.q.Signed), {name: "SHA-256 of it", offset: -1, data: sum[:]},
			x.at("signature r || s", s.Quote[:]), x.at("attestation key x || y", s.AttestationKey[:])}
	case "sig.qe_report":
		return []exhibit{x.at("signed: the quoting enclave's report", s.QEReportBytes), x.at("signature r || s", s.QEReportSig[:]),
			{name: "verified with the key of", text: chainText(s.CertificateData)}}
	}
	sum := sha256.Sum256(append(bytes.Clone(s.AttestationKey[:]), s.QEAuth...))
	return []exhibit{x.at("attestation key x || y", s.AttestationKey[:]), x.at("QE authentication data", s.QEAuth),
		{name: "SHA-256(key || authentication data)", offset: -1, data: sum[:]}, x.at("report_data of the quoting enclave", s.QEReport.ReportData[:])}
}

func (x quoted) collateral() []exhibit {
	return []exhibit{
		{name: "TCB info", text: statementText(x.e.TCBInfo)}, {name: "its signers", text: chainText(x.e.TCBInfoChain)},
		{name: "QE identity", text: statementText(x.e.QEIdentity)}, {name: "its signers", text: chainText(x.e.QEIdentityChain)},
		{name: "PCK revocation list", offset: -1, data: x.e.PCKCRL}, {name: "root revocation list", offset: -1, data: x.e.RootCRL},
	}
}

func (x quoted) appraisal() []exhibit {
	out := []exhibit{}
	if chain := endorsement.Certificates(x.q.Signature.CertificateData); len(chain) > 0 {
		if pck, err := dcap.ParsePCK(chain[0]); err == nil {
			out = append(out, exhibit{name: "PCK certificate's TCB", text: fmt.Sprintf("%+v", pck)})
		}
	}
	if !x.q.SGX() {
		out = append(out, x.at("TEE_TCB_SVN of the report", x.q.TD.TEETCBSVN[:]), x.at("MRSIGNERSEAM", x.q.TD.MRSIGNERSEAM[:]))
	}
	return append(out, x.at("the quoting enclave's report", x.q.Signature.QEReportBytes),
		exhibit{name: "TCB info", text: statementText(x.e.TCBInfo)}, exhibit{name: "QE identity", text: statementText(x.e.QEIdentity)})
}

// Offsets of the attributes in a quote (Intel TDX DCAP Quoting Library API,
// A.3): behind the header and, in version 5, the body's type and size.
const (
	header         = 48
	bodyHeader     = 6
	tdAttributesAt = 120
	sgxAttributes  = 48
)

func (x quoted) body() int {
	if x.q.Header.Version == dcap.VersionTDX5 {
		return header + bodyHeader
	}
	return header
}

func (x quoted) attributes() []exhibit {
	if x.q.SGX() {
		return []exhibit{{name: "ATTRIBUTES (flags, XFRM)", offset: x.body() + sgxAttributes, data: x.q.Enclave.Attributes[:]}}
	}
	at := x.body() + tdAttributesAt
	out := []exhibit{{name: "TDATTRIBUTES, XFAM", offset: at, data: x.quote[at : at+16]}}
	if x.q.Body == dcap.BodyTD15 {
		out = append(out, x.at("MRSERVICETD", x.q.TD15.MRSERVICETD[:]))
	}
	return out
}

func (x quoted) reportData() []exhibit {
	data := x.q.ReportData()
	out := []exhibit{x.at("report_data", data[:])}
	if x.mine != nil {
		out = append(out, exhibit{name: "runtime data", text: string(x.mine.RuntimeData)})
	}
	for _, c := range x.part.Claims {
		if c.Field == foreign.ReportData {
			out = append(out, exhibit{name: fmt.Sprintf("what the file says stands at byte %d of it: %s", c.Offset, c.Rule), offset: -1, data: c.Bytes})
		}
	}
	return out
}

func (x quoted) measurements() []exhibit {
	if x.q.SGX() {
		r := x.q.Enclave
		return []exhibit{x.at("MRENCLAVE", r.MRENCLAVE[:]), x.at("MRSIGNER", r.MRSIGNER[:])}
	}
	td := x.q.TD
	out := []exhibit{x.at("MRTD", td.MRTD[:]), x.at("MRCONFIGID", td.MRCONFIGID[:])}
	for i := range td.RTMR {
		out = append(out, x.at(fmt.Sprintf("RTMR%d", i), td.RTMR[i][:]))
	}
	if x.mine != nil {
		out = append(out, exhibit{name: "manifest", text: string(x.mine.Manifest)})
	}
	if x.part.Compose != nil {
		out = append(out, exhibit{name: "application manifest", offset: -1, data: x.part.Compose})
	}
	return out
}

// events prints every event with the register's value after it.
func (x quoted) events() []exhibit {
	var log eventlog.Log
	switch {
	case x.part.CCEL != nil:
		log, _ = eventlog.ParseCCEL(x.part.CCEL)
	case x.mine != nil:
		for _, e := range x.mine.Events {
			log = append(log, eventlog.Event{Register: e.Register, Type: eventlog.Runtime, Name: e.Name, Payload: e.Payload})
		}
	default:
		log = logOf(x.part.Events)
	}
	var b strings.Builder
	for i, e := range log {
		digest, ok := e.Recompute()
		source := "recomputed"
		if !ok {
			copy(digest[:], e.Digest)
			source = "as claimed"
		}
		after := log[:i+1].Replay()
		if e.Register < 0 || e.Register > 3 {
			continue
		}
		fmt.Fprintf(&b, "%3d RTMR%d type 0x%08x %q, %d bytes\n    digest %x (%s)\n    RTMR%d becomes %x\n", i, e.Register, e.Type, e.Name, len(e.Payload), digest, source, e.Register, after[e.Register])
	}
	return append([]exhibit{{name: "event log", text: b.String() + " "}}, x.measurements()...)
}
