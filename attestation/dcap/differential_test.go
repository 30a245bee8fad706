package dcap

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-tdx-guest/pcs"
	"github.com/google/go-tdx-guest/verify"

	"github.com/hallmark-tee/hallmark"
)

// disagreements are the real cases, by file and why, in which go-tdx-guest
// (v0.3.2-0.20260305110651-91f9a52f36c7) accepts what this package refuses,
// with the reason. It refuses nothing of them that this package accepts.
var disagreements = map[string]string{
	"trustee/tdx_quote_6.dat: platform out of date, module up to date: go-tdx-guest and oasis-core accept it": "with a versioned TDX module it returns the module's status and drops the platform's (readTcbInfoTcbStatus)",
	"trustee/tdx_quote_6.dat: the same with lower-case collateral":                                            "as above, whatever the case of FMSPC",
	"trustee/tdx_quote_4.dat: a real debug TD":                                                                "verify does not look at TDATTRIBUTES; its package validate does when told to",
	"phala/tdx_quote: before its collateral":                                                                  "it compares times with nextUpdate, never with issueDate",
	"phala/tdx_quote: under an evaluation number of 18":                                                       "it has no floor for tcbEvaluationDataNumber",
	"google/ccel/cos-113-tdx-quote.dat: module identity applies to SVNs 0 and 1":                              "it was told not to look for revocation lists",
	"oasis/quote_v4_tdx_ecdsa_p256.bin: no revocation list of its time is at hand":                            "it was told not to look for revocation lists",
}

// collateralGetter answers the library's requests from collateral at hand.
type collateralGetter struct {
	e     hallmark.Endorsements
	chain []byte // of the quote, PEM
}

func (g collateralGetter) Get(u string) (map[string][]string, []byte, error) {
	header := func(key string, chain []byte) map[string][]string {
		return http.Header{key: {url.QueryEscape(strings.TrimSpace(string(chain)) + "\n")}}
	}
	switch {
	case strings.Contains(u, "pckcrl"):
		_, issuers, _ := strings.Cut(string(g.chain), "-----END CERTIFICATE-----\n")
		return header(pcs.SgxPckCrlIssuerChainPhrase, []byte(strings.TrimRight(issuers, "\x00"))), g.e.PCKCRL, nil
	case strings.Contains(u, "/tcb?"):
		return header(pcs.TcbInfoIssuerChainPhrase, g.e.TCBInfoChain), g.e.TCBInfo, nil
	case strings.Contains(u, "/qe/identity"):
		return header(pcs.SgxQeIdentityIssuerChainPhrase, g.e.QEIdentityChain), g.e.QEIdentity, nil
	}
	return nil, g.e.RootCRL, nil
}

// TestSecondOpinion compares this package with go-tdx-guest on every real TDX
// quote and wants exactly the known disagreements.
func TestSecondOpinion(t *testing.T) {
	vector(t, "PROVENANCE.md")
	compared, found := 0, map[string]bool{}
	for _, c := range realCases() {
		raw := quoteOf(t, c.file)
		q, err := Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if q.SGX() {
			continue // it judges no SGX quotes
		}
		e, at := c.collateral(t), moment(c.at)
		lists := len(e.PCKCRL) > 0
		err = verify.RawTdxQuote(raw, &verify.Options{
			CheckRevocations: lists, GetCollateral: true, Getter: collateralGetter{e, q.Signature.CertificateData},
			Now: &verify.TimeSet{PckCertChain: at, TcbInfo: at, QeIdentity: at, PckCrl: at, RootCaCrl: at},
		})
		compared++
		name := c.file + ": " + c.why
		theirs, ours := err == nil, c.failed == ""
		switch {
		case theirs == ours:
		case disagreements[name] != "" && theirs:
			found[name] = true
		default:
			t.Errorf("%s: we fail %q, go-tdx-guest says %v; list the disagreement with its reason, or mend what is wrong", name, c.failed, err)
		}
	}
	for name := range disagreements {
		if !found[name] {
			t.Errorf("%s: no disagreement any more; take it off the list", name)
		}
	}
	t.Logf("%d cases compared, %d known disagreements", compared, len(found))
}
