package nvidia_test

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// world is an 8-GPU machine whose evidence passes every check. A case changes
// one thing about it.
type world struct {
	*nvidiatest.PKI
	devices  []*nvidiatest.Device
	firmware nvidiatest.Firmware
	nonce    [32]byte
	doc      hallmark.GPUEvidence
	end      nvidia.Endorsements
	service  *nvidiatest.Service
	options  nvidia.Options
	raw      []byte                   // instead of doc
	evidence func(e *nvidia.Evidence) // changes what was decoded
}

func newWorld(t testing.TB, devices int) *world {
	t.Helper()
	w := &world{PKI: nvidiatest.New(now), firmware: nvidiatest.Hopper()}
	w.nonce = nvidia.Nonce(hallmark.Digest{1}, hallmark.Address{2}, "age1test")
	w.doc.Nonce = w.nonce
	for range devices {
		d := w.NewDevice("GH100", nvidia.Hopper)
		w.devices = append(w.devices, d)
		w.doc.GPUs = append(w.doc.GPUs, d.Evidence(w.nonce, w.firmware))
	}
	w.end = nvidia.Endorsements{RIMs: [][]byte{w.DriverRIM(w.firmware), w.VBIOSRIM(w.firmware)}, OCSP: w.Answers(w.devices...)}
	w.service = w.NewService(w.nonce, w.devices...)
	w.end.NRAS, w.end.JWKS = w.service.Answer(nil), w.service.JWKS()
	w.options = nvidia.Options{Now: now, Roots: w.Roots(), Asked: w.nonce[:], Bound: w.nonce[:], Policy: nvidia.Policy{
		Models: []string{"GH100"}, Count: uint32(devices), MinDriver: "550.90", VBIOS: []string{w.firmware.VBIOS}, MaxOCSPAge: 7200,
	}}
	return w
}

// clone gives a world whose parts can be changed without changing the other's.
func (w *world) clone() *world {
	c := *w
	pki := *w.PKI
	c.PKI = &pki
	c.devices = nil
	for _, d := range w.devices {
		own := *d
		own.Certs = slices.Clone(d.Certs)
		c.devices = append(c.devices, &own)
	}
	c.doc.GPUs = slices.Clone(w.doc.GPUs)
	c.end.RIMs, c.end.OCSP = slices.Clone(w.end.RIMs), slices.Clone(w.end.OCSP)
	service := *w.service
	service.PKI, service.Header, service.Overall, service.Devices = c.PKI, maps.Clone(w.service.Header), maps.Clone(w.service.Overall), nil
	for _, d := range w.service.Devices {
		service.Devices = append(service.Devices, maps.Clone(d))
	}
	c.service = &service
	return &c
}

// judge makes the checks; the digest that the quote binds is that of the
// document unless a case set another.
func (w *world) judge(t testing.TB) *verdict.Sheet {
	t.Helper()
	raw := w.raw
	if raw == nil {
		var err error
		if raw, err = nvidia.Encode(w.doc); err != nil {
			t.Fatal(err)
		}
	}
	o := w.options
	if o.Digest == nil {
		sum := hallmark.Digest(sha256.Sum256(raw))
		o.Digest = &sum
	}
	var s verdict.Sheet
	if w.evidence == nil {
		nvidia.VerifyDocument(raw, w.end, o, &s)
		return &s
	}
	e, err := nvidia.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	w.evidence(&e)
	nvidia.Verify(e, w.end, o, &s)
	return &s
}

func TestSoundEvidencePasses(t *testing.T) {
	w := newWorld(t, 8)
	all, code := w.judge(t).Conclude(verdict.Rules{Strict: true, Enforce: []string{"gpu.present", "rim.present", "ocsp.present", "nras.present", "gpu.nonce", "gpu.splice", "gpu.binding"}}, false)
	if code != verdict.Verified {
		t.Errorf("code %s", code)
	}
	for _, c := range all {
		if c.Status != verdict.Pass {
			t.Errorf("%s: %s: %s", c.ID, c.Status, c.Detail)
		}
	}
	var missing []string
	for _, d := range nvidia.Checks() {
		if !slices.ContainsFunc(all, func(c verdict.Check) bool { return c.ID == d.ID }) {
			missing = append(missing, d.ID)
		}
	}
	if !slices.Equal(missing, []string{"gpu.topology"}) { // a machine without switches
		t.Errorf("checks not made: %v", missing)
	}
}

func flip(b []byte, at int) []byte {
	c := bytes.Clone(b)
	if at < 0 {
		at += len(c)
	}
	c[at] ^= 1
	return c
}

// report replaces a device's report by one of another firmware.
func (w *world) report(i int, change func(f *nvidiatest.Firmware)) {
	f := nvidiatest.Hopper()
	change(&f)
	w.doc.GPUs[i] = w.devices[i].Evidence(w.nonce, f)
}

func (w *world) manifest(i int, change func(m *nvidiatest.Manifest)) {
	m := nvidiatest.Manifest{Product: "GH100", Version: w.firmware.Driver, Golden: nvidiatest.Golden(nvidiatest.DriverIndices...)}
	if i == 1 {
		m.Version, m.Golden = w.firmware.VBIOS, nvidiatest.Golden(nvidiatest.VBIOSIndices...)
	}
	change(&m)
	w.end.RIMs[i] = w.Sign(m)
}

func (w *world) answer(change func(r *ocsp.Response)) {
	w.end.OCSP[4] = w.Answer(w.devices[0].ROM.Cert, w.Provisioner, w.Provisioner, change)
}

// reissue makes the service's answer again after a change.
func (w *world) reissue(change func(s *nvidiatest.Service)) {
	change(w.service)
	w.end.NRAS = w.service.Answer(nil)
}

type negative struct {
	name string // number of attestation.md 6 and what is wrong
	want string // the checks that fail, and no other
	make func(w *world)
}

var negatives = []negative{
	{"35 report altered", "gpu.sig", func(w *world) { w.doc.GPUs[3].Report = flip(w.doc.GPUs[3].Report, 37+8+3520+5) }},
	{"35 signature altered", "gpu.sig", func(w *world) { w.doc.GPUs[0].Report = flip(w.doc.GPUs[0].Report, -1) }},
	{"36 two leaves swapped", "gpu.chain gpu.sig", func(w *world) {
		a, b := w.devices[0].Certs, w.devices[1].Certs
		w.doc.GPUs[0].Chain = nvidiatest.PEM(b[0], a[1], a[2], a[3], a[4])
		w.doc.GPUs[1].Chain = nvidiatest.PEM(a[0], b[1], b[2], b[3], b[4])
	}},
	{"36 root of the same name", "gpu.chain", func(w *world) {
		c := w.devices[0].Certs
		w.doc.GPUs[0].Chain = nvidiatest.PEM(c[0], c[1], c[2], c[3], w.Device.Impostor().Cert)
	}},
	{"36 chain without its root", "gpu.chain", func(w *world) { w.doc.GPUs[0].Chain = nvidiatest.PEM(w.devices[0].Certs[:4]...) }},
	{"36 signed by a CA", "gpu.chain gpu.fwid gpu.model gpu.sig nras.device", func(w *world) { w.doc.GPUs[0].Chain = nvidiatest.PEM(w.devices[0].Certs[1:]...) }},
	{"36 under another root", "gpu.chain", func(w *world) { w.options.Roots.Device = nvidia.Hardware().Device }},
	{"36 certificate out of date", "gpu.time", func(w *world) {
		d := w.devices[0]
		ca := w.Identity.CA("TEST old provisioner", now.AddDate(-3, 0, 0), now.AddDate(-1, 0, 0))
		d.ROM = ca.Issue(&x509.Certificate{Subject: d.ROM.Cert.Subject, NotBefore: now.AddDate(-2, 0, 0), NotAfter: nvidiatest.Forever, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign})
		d.Boot(w.PKI, d.FWID)
		d.Certs[2] = ca.Cert
		w.doc.GPUs[0] = d.Evidence(w.nonce, w.firmware)
		w.end.NRAS = w.NewService(w.nonce, w.devices...).Answer(nil)
	}},
	{"36 firmware other than certified", "gpu.fwid", func(w *world) {
		d := *w.devices[0]
		d.FWID = nvidiatest.Measurement(-2)
		w.doc.GPUs[0] = d.Evidence(w.nonce, w.firmware)
	}},
	{"37 another nonce was asked", "gpu.nonce", func(w *world) { w.options.Asked = flip(w.nonce[:], 0) }},
	{"37 another nonce is claimed", "gpu.nonce", func(w *world) { w.options.Asked, w.doc.Nonce = nil, hallmark.Digest{9} }},
	{"38 GPUs of another enclave", "gpu.splice", func(w *world) {
		bound := nvidia.Nonce(hallmark.Digest{1}, hallmark.Address{3}, "age1test")
		w.options.Bound = bound[:]
	}},
	{"38 one GPU of another machine", "gpu.nonce gpu.splice", func(w *world) { w.doc.GPUs[7] = w.devices[7].Evidence([32]byte{7}, w.firmware) }},
	{"39 one GPU twice", "gpu.duplicate nras.device", func(w *world) { w.doc.GPUs[7] = w.doc.GPUs[0] }},
	{"39 one GPU twice, booted anew", "gpu.duplicate nras.device", func(w *world) {
		d := *w.devices[0]
		d.Boot(w.PKI, d.FWID)
		w.doc.GPUs[7] = d.Evidence(w.nonce, w.firmware)
	}},
	{"39 one GPU dropped", "gpu.count nras.device", func(w *world) { w.doc.GPUs = w.doc.GPUs[:7] }},
	{"39 wrong architecture claimed", "gpu.model", func(w *world) { w.doc.GPUs[2].Arch = nvidia.Blackwell }},
	{"39 model not accepted", "gpu.model", func(w *world) { w.options.Policy.Models = []string{"GB100"} }},
	{"39 two drivers in one machine", "gpu.driver", func(w *world) {
		w.report(1, func(f *nvidiatest.Firmware) { f.Driver = "550.90.08" })
		w.end.RIMs = append(w.end.RIMs, w.Sign(nvidiatest.Manifest{Product: "GH100", Version: "550.90.08", Golden: nvidiatest.Golden(9)}))
	}},
	{"39 driver too old", "gpu.driver", func(w *world) { w.options.Policy.MinDriver = "550.100" }},
	{"39 VBIOS not accepted", "gpu.vbios", func(w *world) { w.options.Policy.VBIOS = []string{"96.00.9F.00.02"} }},
	{"39 switches not shown", "gpu.topology", func(w *world) {
		w.report(0, func(f *nvidiatest.Firmware) { f.PDIs = []uint64{1, 2} })
		sw := w.NewDevice("LS_10", nvidia.LS10)
		f := nvidiatest.Switch(1)
		w.doc.Switches = []hallmark.DeviceEvidence{sw.Evidence(w.nonce, f)}
		w.end.RIMs = append(w.end.RIMs, w.SwitchRIM(f))
		w.end.NRAS = nil
	}},
	{"40 white space in the bytes that the quote binds", "gpu.binding", func(w *world) {
		w.evidence = func(e *nvidia.Evidence) { e.Raw = append(bytes.Clone(e.Raw), ' ') }
	}},
	{"40 added after the quote", "gpu.binding", func(w *world) { w.options.Digest = new(hallmark.Digest) }},
	{"41 RIM's signature altered", "rim.sig", func(w *world) { w.end.RIMs[0] = replaceBase64(w.end.RIMs[0], "SignatureValue") }},
	{"41 RIM altered", "rim.digest", func(w *world) {
		w.end.RIMs[0] = bytes.Replace(w.end.RIMs[0], []byte(`name="Measurement_9"`), []byte(`name="Measurement_X"`), 1)
	}},
	{"41 RIM signed under a self-made root", "rim.chain", func(w *world) {
		other := nvidiatest.New(now)
		w.manifest(0, func(m *nvidiatest.Manifest) {
			m.Signer, m.Issuers = &other.RIMSigner, []nvidiatest.Authority{other.RIMIssuer, other.RIM}
		})
	}},
	{"41 RIM signed under the devices' root", "rim.chain", func(w *world) {
		s := w.Identity.Leaf("TEST Signer", now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0))
		w.manifest(0, func(m *nvidiatest.Manifest) { m.Signer, m.Issuers = &s, []nvidiatest.Authority{w.Identity, w.Device} })
	}},
	{"41 RIM's signer expired", "rim.expired", func(w *world) {
		s := w.RIMIssuer.Leaf("TEST RIM Signer", now.AddDate(-2, 0, 0), now.AddDate(0, 0, -1))
		w.manifest(0, func(m *nvidiatest.Manifest) { m.Signer, m.Issuers = &s, []nvidiatest.Authority{w.RIMIssuer, w.RIM} })
	}},
	{"42 measurement none of the expected", "rim.measurement", func(w *world) {
		w.report(4, func(f *nvidiatest.Firmware) { f.Measurements[9] = make([]byte, 48); f.Measurements[9][0] = 1 })
	}},
	{"42 measurement missing", "rim.measurement", func(w *world) { w.report(4, func(f *nvidiatest.Firmware) { delete(f.Measurements, 40) }) }},
	{"42 decoder on, its firmware other", "rim.measurement", func(w *world) {
		w.report(4, func(f *nvidiatest.Firmware) { f.NVDEC0 = 0xaa; f.Measurements[35] = nvidiatest.Measurement(99) })
	}},
	{"42 index claimed by both RIMs", "rim.conflict", func(w *world) {
		w.manifest(1, func(m *nvidiatest.Manifest) { m.Golden = nvidiatest.Golden(append(nvidiatest.VBIOSIndices, 9)...) })
	}},
	{"42 RIM of another driver", "rim.version", func(w *world) { w.manifest(0, func(m *nvidiatest.Manifest) { m.Version = "550.144.03" }) }},
	{"43 token altered", "nras.sig", func(w *world) {
		w.end.NRAS = w.service.Answer(func(map[string]string) { w.PKI.ServiceKey.Key = w.RIMSigner.Key })
		w.PKI.ServiceKey.Key = w.RIMSigner.Key
	}},
	{"43 key not in the set", "nras.kid", func(w *world) { w.service.KeyID = "another"; w.end.JWKS = w.service.JWKS() }},
	{"43 no key set stored", "nras.kid", func(w *world) { w.end.JWKS = nil }},
	{"43 key set of somebody else", "nras.chain", func(w *world) {
		other := nvidiatest.New(now)
		w.ServiceKey, w.ServiceIssuer = other.ServiceKey, other.ServiceIssuer
		w.end.NRAS, w.end.JWKS = w.service.Answer(nil), w.service.JWKS()
	}},
	{"43 alg none", "nras.alg", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Header["alg"] = "none" }) }},
	{"43 alg HS256", "nras.alg", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Header["alg"] = "HS256" }) }},
	{"43 expired", "nras.exp", func(w *world) {
		w.reissue(func(s *nvidiatest.Service) {
			s.Overall["nbf"], s.Overall["iat"], s.Overall["exp"] = now.Unix()-7200, now.Unix()-7200, now.Unix()
		})
	}},
	{"43 not yet valid", "nras.exp", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Devices[0]["nbf"] = now.Unix() + 1 }) }},
	{"43 result false", "nras.result", func(w *world) {
		w.reissue(func(s *nvidiatest.Service) { s.Overall["x-nvidia-overall-att-result"] = false })
	}},
	{"43 measurements failed", "nras.result", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Devices[2]["measres"] = "fail" }) }},
	{"43 debugging on", "nras.result", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Devices[2]["dbgstat"] = "enabled" }) }},
	{"43 device certificate revoked", "nras.result", func(w *world) {
		w.reissue(func(s *nvidiatest.Service) {
			s.Devices[2]["x-nvidia-gpu-attestation-report-cert-chain"] = map[string]any{"x-nvidia-cert-status": "valid", "x-nvidia-cert-ocsp-status": "revoked"}
		})
	}},
	{"43 two device tokens swapped", "nras.submod", func(w *world) {
		w.end.NRAS = w.service.Answer(func(d map[string]string) { d["GPU-0"], d["GPU-1"] = d["GPU-1"], d["GPU-0"] })
	}},
	{"43 device token left out", "nras.device nras.submod", func(w *world) {
		w.end.NRAS = w.service.Answer(func(d map[string]string) { delete(d, "GPU-3") })
	}},
	{"43 staging service", "nras.iss", func(w *world) {
		w.reissue(func(s *nvidiatest.Service) { s.Overall["iss"] = "https://nras.attestation-stg.nvidia.com" })
	}},
	{"43 about another nonce", "nras.nonce", func(w *world) {
		w.reissue(func(s *nvidiatest.Service) { s.Overall["eat_nonce"] = strings.Repeat("00", 32) })
	}},
	{"43 about another device", "nras.device", func(w *world) { w.reissue(func(s *nvidiatest.Service) { s.Devices[0]["ueid"] = "1" }) }},

	{"revocation: device revoked", "ocsp.status", func(w *world) {
		w.answer(func(r *ocsp.Response) {
			r.Status, r.RevokedAt, r.RevocationReason = ocsp.Revoked, now.Add(-time.Hour), ocsp.KeyCompromise
		})
	}},
	{"revocation: device on hold", "ocsp.hold", func(w *world) {
		w.answer(func(r *ocsp.Response) {
			r.Status, r.RevokedAt, r.RevocationReason = ocsp.Revoked, now.Add(-time.Hour), ocsp.CertificateHold
		})
	}},
	{"revocation: device unknown", "ocsp.status", func(w *world) { w.answer(func(r *ocsp.Response) { r.Status = ocsp.Unknown }) }},
	{"revocation: driver's RIM signer revoked", "ocsp.status", func(w *world) {
		w.end.OCSP[2] = w.Answer(w.RIMSigner.Cert, w.RIMIssuer, w.RIMIssuer, func(r *ocsp.Response) { r.Status, r.RevokedAt = ocsp.Revoked, now })
	}},
	{"revocation: answer expired", "ocsp.time", func(w *world) { w.answer(func(r *ocsp.Response) { r.NextUpdate = now }) }},
	{"revocation: answer of tomorrow", "ocsp.time", func(w *world) {
		w.answer(func(r *ocsp.Response) { r.ThisUpdate, r.NextUpdate = now.Add(time.Minute), now.Add(time.Hour) })
	}},
	{"revocation: answer older than the policy's age", "ocsp.time", func(w *world) { w.answer(func(r *ocsp.Response) { r.ThisUpdate = now.Add(-3 * time.Hour) }) }},
	{"revocation: answer signed by another CA", "ocsp.sig", func(w *world) {
		forger := nvidiatest.New(now).Provisioner
		forger.Cert = w.Provisioner.Cert
		w.end.OCSP[4] = w.Answer(w.devices[0].ROM.Cert, w.Provisioner, nvidiatest.Authority{Cert: forger.Cert, Key: forger.Key}, nil)
	}},
	{"revocation: responder without the right to", "ocsp.sig", func(w *world) {
		responder := w.Provisioner.Leaf("TEST responder", now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0))
		w.end.OCSP[4] = w.Answer(w.devices[0].ROM.Cert, w.Provisioner, responder, nil)
	}},
	{"revocation: not DER", "ocsp.sig", func(w *world) { w.end.OCSP = append(w.end.OCSP, []byte("good")) }},

	{"44 report too large", "gpu.parse", func(w *world) { w.doc.GPUs[0].Report = make([]byte, 17<<10) }},
	{"44 report cut short", "gpu.parse", func(w *world) { w.doc.GPUs[0].Report = w.doc.GPUs[0].Report[:3000] }},
	{"44 bytes behind the signature", "gpu.parse", func(w *world) { w.doc.GPUs[0].Report = append(w.doc.GPUs[0].Report, 0) }},
	{"44 SPDM 1.2", "gpu.parse", func(w *world) {
		r := bytes.Clone(w.doc.GPUs[0].Report)
		r[0], r[37] = 0x12, 0x12
		w.doc.GPUs[0].Report = r
	}},
	{"44 request not for all measurements", "gpu.parse", func(w *world) { r := bytes.Clone(w.doc.GPUs[0].Report); r[3] = 1; w.doc.GPUs[0].Report = r }},
	{"44 text between certificates", "gpu.parse", func(w *world) { w.doc.GPUs[0].Chain = append([]byte("x\n"), w.doc.GPUs[0].Chain...) }},
	{"44 RIM too large", "rim.parse", func(w *world) { w.end.RIMs[0] = append(w.end.RIMs[0], make([]byte, 256<<10)...) }},
	{"44 service's answer too large", "nras.parse", func(w *world) { w.end.NRAS = append([]byte(`["`), bytes.Repeat([]byte("a"), 1<<20)...) }},
	{"46 duplicate key in the document", "gpu.parse", func(w *world) { w.raw = []byte(`{"gpus":[],"gpus":[],"hallmark":"gpu/1","nonce":"","switches":[]}`) }},
	{"46 document not canonical", "gpu.parse", func(w *world) { raw, _ := nvidia.Encode(w.doc); w.raw = append(raw, '\n') }},
	{"46 duplicate claim", "nras.parse", func(w *world) {
		w.end.NRAS = []byte(`[["JWT","` + base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"ES384","kid":"k"}`)) + "." +
			base64.RawURLEncoding.EncodeToString([]byte(`{"iss":"a","iss":"b"}`)) + `."],{}]`)
	}},
}

// replaceBase64 flips a bit in the middle of an element's base64.
func replaceBase64(doc []byte, element string) []byte {
	at := bytes.Index(doc, []byte(element+">")) + len(element) + 20
	c := bytes.Clone(doc)
	if c[at] == 'A' {
		c[at] = 'B'
	} else {
		c[at] = 'A'
	}
	return c
}

// TestNegatives changes one thing at a time and wants the named check to fail,
// and no other.
func TestNegatives(t *testing.T) {
	sound := newWorld(t, 8)
	for _, n := range negatives {
		t.Run(n.name, func(t *testing.T) {
			w := sound.clone()
			n.make(w)
			s := w.judge(t)
			got := failed(s)
			slices.Sort(got)
			if strings.Join(got, " ") != n.want {
				t.Errorf("failed %v, want %s\n%s", got, n.want, detail(s, append(got, strings.Fields(n.want)...)...))
			}
			if _, code := s.Conclude(verdict.Rules{}, false); code == verdict.Verified {
				t.Error("still VERIFIED")
			}
			t.Attr("check", n.want)
		})
	}
}
