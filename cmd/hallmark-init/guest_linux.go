package main

import (
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// vsockPort is where the host finds the enclave.
const vsockPort = 7421

// A TDREPORT (Intel TDX Module ABI, TDREPORT_STRUCT): TDINFO begins at 512, and
// in it MRCONFIGID behind attributes, XFAM and MRTD.
const (
	reportDataSize = 64
	tdReportSize   = 1024
	atMRCONFIGID   = 512 + 8 + 8 + 48
	getReport0     = 0xc4405401 // TDX_CMD_GET_REPORT0, linux/tdx-guest.h
)

// configID asks the TDX module, through the kernel: by sysfs (Linux 6.16) or
// by the ioctl of /dev/tdx_guest.
func (m machine) configID() (r dcap.Register, err error) {
	if text, err := os.ReadFile(m.path("/sys/class/misc/tdx_guest/measurements/mrconfigid")); err == nil {
		return parseRegister(text)
	}
	f, err := os.OpenFile(m.path("/dev/tdx_guest"), os.O_RDWR, 0)
	if err != nil {
		return r, hallmark.Errorf(hallmark.Unsupported, "this machine is no TDX guest: %w", err)
	}
	defer f.Close()
	var request [reportDataSize + tdReportSize]byte
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, f.Fd(), getReport0, uintptr(unsafe.Pointer(&request))); e != 0 {
		return r, hallmark.Errorf(hallmark.Unsupported, "/dev/tdx_guest gives no report: %w", e)
	}
	copy(r[:], request[reportDataSize+atMRCONFIGID:])
	return r, nil
}

// parseRegister reads what sysfs shows: the bytes, or their hex.
func parseRegister(text []byte) (r dcap.Register, err error) {
	b := text
	if len(text) != len(r) {
		if b, err = hex.DecodeString(strings.TrimSpace(string(text))); err != nil || len(b) != len(r) {
			return r, hallmark.Errorf(hallmark.Unsupported, "the kernel shows %d bytes for MRCONFIGID, want %d", len(text), len(r))
		}
	}
	copy(r[:], b)
	return r, nil
}

// mount makes the file systems that the enclave needs. The host serves models
// and sealed state by virtiofs; it can alter both, which the enclave notices.
func mount() error {
	for _, m := range []struct {
		what, where, kind, data string
		flags                   uintptr
		optional                bool
	}{
		{"proc", "/proc", "proc", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, false},
		{"sysfs", "/sys", "sysfs", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, false},
		{"devtmpfs", "/dev", "devtmpfs", "", unix.MS_NOSUID | unix.MS_NOEXEC, false},
		{"configfs", "/sys/kernel/config", "configfs", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, false},
		{"tmpfs", "/run", "tmpfs", "mode=0755", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, false},
		{"tmpfs", "/tmp", "tmpfs", "mode=1777", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, false},
		{"hallmark-models", "/models", "virtiofs", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC | unix.MS_RDONLY, true},
		{"hallmark-state", "/state", "virtiofs", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC, true},
	} {
		err := unix.Mount(m.what, m.where, m.kind, m.flags, m.data)
		if err == nil || errors.Is(err, unix.EBUSY) || m.optional && errors.Is(err, unix.EINVAL) {
			continue
		}
		return hallmark.Errorf(hallmark.Unsupported, "mount %s on %s: %w", m.what, m.where, err)
	}
	return nil
}

// listen opens the vsock port and gives its accept function.
func listen() (func() (io.ReadWriteCloser, error), error) {
	fd, err := unix.Socket(unix.AF_VSOCK, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err == nil {
		if err = unix.Bind(fd, &unix.SockaddrVM{CID: unix.VMADDR_CID_ANY, Port: vsockPort}); err == nil {
			err = unix.Listen(fd, 16)
		}
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "vsock port %d: %w; start the TD with -device vhost-vsock-pci", vsockPort, err)
	}
	raw, err := os.NewFile(uintptr(fd), "vsock").SyscallConn()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "vsock: %w", err)
	}
	return func() (io.ReadWriteCloser, error) {
		var peer int
		var failed error
		err := raw.Read(func(fd uintptr) bool {
			peer, _, failed = unix.Accept4(int(fd), unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK)
			return !errors.Is(failed, unix.EAGAIN)
		})
		if err = errors.Join(err, failed); err != nil {
			return nil, err
		}
		return os.NewFile(uintptr(peer), "host"), nil
	}, nil
}
