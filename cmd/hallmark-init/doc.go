// Command hallmark-init is the first process of the TDX guest image
// (enclave/image). It lies on a root file system under dm-verity, whose root hash
// is in the measured command line, and starts hallmark-enclave only if
//
//   - the root is that file system, read-only,
//   - the app manifest that the host hands in (fw_cfg opt/hallmark/manifest) makes
//     the MRCONFIGID that the TD was started with, and
//   - the manifest names the very hallmark-enclave of this image.
//
// The enclave's configuration is handed in, too (opt/hallmark/config): quotes bind
// what it pins. Its socket must be /run/hallmark/enclave.sock, its models and state
// /models and /state, which the host serves by virtiofs under the tags
// hallmark-models and hallmark-state.
//
// It leaves the firmware's event log in /state for `hallmark measure`.
//
// Otherwise, and when the enclave ends, it powers the TD off. It hands the
// enclave's socket to the host over vsock port 7421, and nothing else: no shell,
// no network. With --check it says what it would do and changes nothing.
package main
