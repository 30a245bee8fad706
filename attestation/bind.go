package attestation

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/envelope"
)

func (x *examination) runtime() error {
	err := envelope.DecodeCanonical(x.e.RuntimeData, "runtime data", &x.Runtime)
	if err == nil && x.Runtime.Version != hallmark.RuntimeVersion {
		err = hallmark.Errorf(hallmark.Unsupported, "runtime data: format %q is not known, want %q", x.Runtime.Version, hallmark.RuntimeVersion)
	}
	x.Judge(RuntimeDecode, err, "canonical, %s", hallmark.RuntimeVersion)
	return err
}

// bindings checks that the quote vouches for runtime data, manifest and event
// log.
func (x *examination) bindings(q *dcap.Quote, runtimeErr error) {
	data := q.ReportData()
	bound := x.Require(ReportDataZero, data != [64]byte{}, "report_data is set", "report_data is all zero: the quote vouches for no key and no data")
	switch {
	case runtimeErr != nil:
		x.Block(RuntimeDecode, onReportData...)
	case !bound:
		x.Block(ReportDataZero, onReportData...)
	default:
		x.reportData(data)
	}
	if runtimeErr == nil {
		x.answers()
	}
	x.Judge(MeasureManifest, x.manifest(q, runtimeErr == nil), "the manifest is the measured one")
	x.Judge(EventReplay, x.replayed(q), "%d events replay to RTMR3", len(x.e.Events))
}

func (x *examination) replayed(q *dcap.Quote) error {
	if q.SGX() {
		if len(x.e.Events) > 0 {
			return hallmark.Errorf(hallmark.Invalid, "an enclave has no run-time registers, but the evidence has %d events", len(x.e.Events))
		}
		return nil
	}
	replayed, err := Replay(x.e.Events)
	if have := q.TD.RTMR[runtimeRegister]; err == nil && replayed != have {
		err = hallmark.Errorf(hallmark.NotGenuine, "the event log replays to %x.., RTMR3 is %x..; an event was altered, dropped, added or moved", replayed[:8], have[:8])
	}
	return err
}

func (x *examination) reportData(data [64]byte) {
	r := x.Runtime
	version, block := binary.BigEndian.Uint32(data[52:56]), binary.BigEndian.Uint64(data[56:])
	if version != ReportDataVersion {
		x.Fail(ReportDataForm, "report_data says version %d, want %d; it was not made by a Hallmark enclave", version, ReportDataVersion)
	} else {
		x.Pass(ReportDataForm, "hallmark v1")
	}
	bind := Bind(r.ChainID, r.Registry, r.BlockHash, x.e.RuntimeData)
	x.Require(ReportDataBind, bytes.Equal(bind[:], data[20:52]), "the quote binds this runtime data", "the quote binds other runtime data, chain, registry or block")
	x.Require(ReportSigner, bytes.Equal(r.Signer[:], data[:20]) && !r.Signer.IsZero(), "the quote names the signer "+r.Signer.String(), "the quote names the signer 0x"+hex.EncodeToString(data[:20])+", the runtime data another or none")
	x.Require(ReportBlock, block == r.Block, "made after the block that it names", "the quote names another block than the runtime data")
}

// answers compares nonce and TLS key with the verifier's, where it has them.
func (x *examination) answers() {
	if want := x.o.TLSKey; want != nil {
		x.Require(TLSKey, x.Runtime.TLSKey == *want, "the connection ended in this enclave", "the connection showed another TLS key than the one attested: somebody stands between")
	}
	switch {
	case x.o.Challenge == nil: // nothing was asked, so there is nothing to compare
	case x.Runtime.Nonce != *x.o.Challenge:
		x.Fail(NonceMatches, "the evidence answers another nonce than the one sent")
	default:
		x.Pass(NonceMatches, "answers the nonce sent")
	}
}

// manifest checks that the app manifest is well-formed, the one that the
// runtime data names and, in a TD, measured. An enclave's is measured with the
// program (MRENCLAVE): report_data alone ties it to this file.
func (x *examination) manifest(q *dcap.Quote, runtime bool) error {
	var m hallmark.Manifest
	if err := envelope.DecodeCanonical(x.e.Manifest, "manifest", &m); err != nil {
		return err
	}
	if m.Version != ManifestVersion {
		return hallmark.Errorf(hallmark.Unsupported, "manifest: format %q is not known, want %q", m.Version, ManifestVersion)
	}
	if !q.SGX() && q.TD.MRCONFIGID != ConfigID(x.e.Manifest) {
		return hallmark.Errorf(hallmark.NotGenuine, "MRCONFIGID is not 0x01 and the manifest's digest: the TD was started with another manifest")
	}
	if runtime && x.Runtime.Manifest != hallmark.Digest(sha256.Sum256(x.e.Manifest)) {
		return hallmark.Errorf(hallmark.NotGenuine, "the runtime data names another manifest")
	}
	return nil
}

// ManifestVersion names the app manifest's format.
const ManifestVersion = "manifest/1"
