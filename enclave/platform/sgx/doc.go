// Package sgx is the platform inside an Intel SGX enclave of EGo
// (github.com/edgelesssys/ego v1.9.0). The code that speaks to EGo is built
// with the tag ego and cgo; every other build refuses by name.
//
// Sealing is bound to MRENCLAVE, never to MRSIGNER. EGo's own sealing returns a
// key of zeros and no error outside an enclave, so nothing is asked of it
// before the enclave's own report was obtained without an error, and a key of
// zeros is refused.
//
// EGo v1.9.0 builds and carries Go 1.26.1 (its dockerfiles), which is not older
// than this module's go line, so the enclave stays in the one module. It has
// not been run on SGX hardware.
package sgx
