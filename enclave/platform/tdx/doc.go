// Package tdx is the platform inside an Intel TDX guest: quotes through the
// kernel's configfs-tsm, events extended into RTMR3, and a sealing secret.
//
// TDX seals nothing by itself. The secret is 32 random bytes in a file on a
// tmpfs, which lies in the TD's encrypted memory: made once per boot of the TD,
// readable by the enclave's user alone, with swap off. It outlives the process
// and not the TD; after a reboot the enclave has new keys, and open jobs end in
// the contract's refund. The list of events lies beside it, because RTMR3 lives
// as long.
//
// It never trusts the mount table of a host: what it checks (file system, owner,
// mode, swap) is the guest kernel's word, which the quote measures. It never
// falls back to software outside a TD. Its TCB is judged elsewhere, by package
// attestation; of go-tdx-guest only the register extension is used.
package tdx
