// Package nvidia judges what confidential GPUs and NVSwitches say of
// themselves: reports of measurements signed by keys under NVIDIA's device
// root, compared with the reference measurements that NVIDIA signs for a
// driver and a VBIOS (RIM), the revocation answers stapled to them (OCSP),
// and, where somebody asked NVIDIA's remote service, its tokens (NRAS). It
// also ties them to the CPU's quote, in both directions.
//
// It never reads a clock or a network, never trusts a key that does not lead
// to a pinned root, never reads a reference value from bytes that were not the
// ones signed, never allocates by a length it has not bounded, and never takes
// the remote service's word for what it can check itself.
package nvidia
