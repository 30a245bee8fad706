package verdict

import (
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Version names the JSON format of a Verdict.
const Version = "verdict/1"

// Class groups the checks of a table.
type Class string

// The classes, in the order in which a table shows them.
const (
	Quote      Class = "quote"      // is it a well-formed quote, signed by a platform under a known root?
	Collateral Class = "collateral" // are the vendor's statements about the platform authentic and in date?
	TCB        Class = "tcb"        // what do they say about this platform?
	GPU        Class = "gpu"        // are its GPUs genuine, in confidential mode, and running known firmware?
	Binding    Class = "binding"    // does the quote vouch for the data that came with it?
	Policy     Class = "policy"     // is it what the verifier accepts?
	Order      Class = "order"      // did the user sign this?
	Result     Class = "result"     // do settlement, receipt, transcript and invoice agree?
	Artifact   Class = "artifact"   // is the file at hand the one delivered?
	Chain      Class = "chain"      // do the transactions say the same?
)

var classes = [...]Class{Quote, Collateral, TCB, GPU, Binding, Policy, Order, Result, Artifact, Chain}

// Status is a check's outcome.
type Status string

// The outcomes. Skip means not made: something it needs is absent.
const (
	Pass Status = "pass"
	Fail Status = "fail"
	Skip Status = "skip"
)

// Code is the exit code of `hallmark verify`. Where several apply, the lowest
// above Usage holds.
type Code int

// The codes, as docs/formats.md lists them.
const (
	Verified   Code = 0
	Usage      Code = 1
	NotGenuine Code = 2
	Incomplete Code = 3 // evidence or collateral is missing or out of date
	Against    Code = 4 // genuine, but against the policy
	Mismatch   Code = 5 // order, receipt, transcript, invoice or chain facts do not match
	Simulated  Code = 6 // everything holds, but no hardware vouches for it
)

var words = [...]string{"VERIFIED", "USAGE", "NOT GENUINE", "INCOMPLETE", "AGAINST POLICY", "MISMATCH", "SIMULATED"}

// String is the one word (or two) of the verdict.
func (c Code) String() string {
	if c < 0 || int(c) >= len(words) {
		return words[NotGenuine]
	}
	return words[c]
}

// Kind is the kind of error that stands for a code where an error is wanted.
func (c Code) Kind() hallmark.Kind {
	switch c {
	case Usage:
		return hallmark.Invalid
	case Incomplete:
		return hallmark.MissingEvidence
	case Against, Simulated:
		return hallmark.AgainstPolicy
	case Mismatch:
		return hallmark.Mismatch
	}
	return hallmark.NotGenuine
}

// Def defines a check. Defs are constants of the packages that make them.
type Def struct {
	ID       string // such as "sig.quote"; stable, named in policies
	Class    Class
	OnFail   Code   // exit code when it fails and is enforced
	Ref      string // the clause it rests on
	Optional bool   // may be skipped unless the policy's enforce list names it
	Informs  bool   // need not pass unless the policy's enforce list names it
	Waivable bool   // the policy's allow list may name it
}

// Check is one line of a verdict.
type Check struct {
	ID       string `json:"id"`
	Class    Class  `json:"class"`
	Status   Status `json:"status"`
	Enforced bool   `json:"enforced"`
	Detail   string `json:"detail"`
	Blocked  string `json:"blockedBy,omitempty"` // the failed check without which this one could not be made
	Ref      string `json:"ref"`

	code Code
}

// Identity is what the evidence says about itself, believed only as far as the
// checks passed.
type Identity struct {
	Kind        string           `json:"kind,omitempty"` // "tdx", "sgx" or "sim", by root and quote
	Root        string           `json:"root,omitempty"`
	Measurement hallmark.Digest  `json:"measurement"`
	Signer      hallmark.Address `json:"signer"`
	Recipient   string           `json:"recipient,omitempty"`
	Platform    string           `json:"platform,omitempty"` // first 16 bytes of keccak-256 of the PCK key
	FMSPC       string           `json:"fmspc,omitempty"`
	PPID        string           `json:"ppid,omitempty"`
	Evidence    hallmark.Digest  `json:"evidence"`
	TD          *TD              `json:"td,omitempty"`
	Enclave     *Enclave         `json:"enclave,omitempty"`
}

// TD is what a TDX quote measures.
type TD struct {
	MRTD        hallmark.Hex   `json:"mrtd"`
	RTMR        []hallmark.Hex `json:"rtmr"`
	MRCONFIGID  hallmark.Hex   `json:"mrconfigid"`
	MRSEAM      hallmark.Hex   `json:"mrseam"`
	MRSERVICETD hallmark.Hex   `json:"mrservicetd"` // zero in a TDX 1.0 report
	ReportData  hallmark.Hex   `json:"reportData"`
}

// Enclave is what an SGX quote measures.
type Enclave struct {
	MRENCLAVE  hallmark.Hex `json:"mrenclave"`
	MRSIGNER   hallmark.Hex `json:"mrsigner"`
	ProdID     uint16       `json:"isvprodid"`
	SVN        uint16       `json:"isvsvn"`
	ReportData hallmark.Hex `json:"reportData"`
}

// Appraisal is the vendor's view of the platform.
type Appraisal struct {
	Platform   string   `json:"platform,omitempty"`
	Module     string   `json:"module,omitempty"`
	QE         string   `json:"qe,omitempty"`
	Converged  string   `json:"converged,omitempty"`
	Advisories []string `json:"advisories,omitempty"`
	Evaluation uint32   `json:"evaluationDataNumber,omitempty"`
}

// PolicyName identifies the policy judged by.
type PolicyName struct {
	Name string          `json:"name"`
	ID   hallmark.Digest `json:"id"`
}

// Verdict is deterministic: the same bytes, policy and time give the same
// JSON.
type Verdict struct {
	Version   string          `json:"hallmark"`
	Overall   string          `json:"overall"`
	Code      Code            `json:"code"`
	Simulated bool            `json:"simulated"`
	At        time.Time       `json:"at"` // the time judged for, UTC, whole seconds
	AtSource  string          `json:"atSource,omitempty"`
	Input     hallmark.Digest `json:"input"` // SHA-256 of what was judged
	Policy    PolicyName      `json:"policy"`
	Identity  Identity        `json:"identity"`
	Appraisal Appraisal       `json:"tcb"`
	Job       *Job            `json:"job,omitempty"`
	Checks    []Check         `json:"checks"`
	NotProven []string        `json:"notProven"`
}

// Job is the summary of a bundle's job.
type Job struct {
	ID       hallmark.JobID   `json:"id"`
	User     hallmark.Address `json:"user"`
	Provider hallmark.Address `json:"provider"`
	Outcome  string           `json:"outcome"`
	Tokens   uint64           `json:"tokens"`
	Fee      hallmark.Amount  `json:"fee"`
	Artifact hallmark.Digest  `json:"artifact"`
}

// Failures are the enforced checks that did not pass, in order.
func (v Verdict) Failures() []Check {
	var out []Check
	for _, c := range v.Checks {
		if c.Enforced && c.Status != Pass {
			out = append(out, c)
		}
	}
	return out
}

// Find gives the check of an id.
func (v Verdict) Find(id string) (Check, bool) {
	for _, c := range v.Checks {
		if c.ID == id {
			return c, true
		}
	}
	return Check{}, false
}

// Err is nil for VERIFIED, and for SIMULATED when the caller says that
// simulation is what it wants; else an error that names the first check that
// decided.
func (v Verdict) Err(simulationWanted bool) error {
	if v.Code == Verified || v.Code == Simulated && simulationWanted {
		return nil
	}
	for _, c := range v.Failures() {
		if c.code == v.Code || c.Status == Skip && v.Code == Incomplete {
			return hallmark.Errorf(v.Code.Kind(), "%s: check %s: %s", v.Code, c.ID, c.Detail)
		}
	}
	return hallmark.Errorf(v.Code.Kind(), "%s", v.Code)
}
