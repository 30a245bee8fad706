//go:build nvml && cgo && linux

package gpu

import (
	"github.com/NVIDIA/go-nvml/pkg/nvml"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// Built tells whether this build can ask GPUs.
const Built = true

// driver is NVIDIA's management library, loaded when opened.
type driver struct{ lib nvml.Interface }

// Open loads the driver's library. The second result closes it.
func Open() (Source, func() error, error) {
	lib := nvml.New()
	if r := lib.Init(); r != nvml.SUCCESS {
		return nil, nil, failed("load NVIDIA's driver library (libnvidia-ml.so.1); is the driver installed in this VM?", r)
	}
	return driver{lib}, func() error {
		if r := lib.Shutdown(); r != nvml.SUCCESS {
			return failed("close NVIDIA's driver library", r)
		}
		return nil
	}, nil
}

func failed(what string, r nvml.Return) error {
	return hallmark.Errorf(hallmark.Unsupported, "%s: %s", what, nvml.ErrorString(r))
}

// State asks for the settings, and drivers that do not know them for the older
// state. Protected PCIe protects as CC mode does, but is told apart from it.
func (d driver) State() (State, error) {
	if s, r := d.lib.SystemGetConfComputeSettings(); r == nvml.SUCCESS {
		return State{
			Enabled:    s.CcFeature == nvml.CC_SYSTEM_FEATURE_ENABLED || s.MultiGpuMode == nvml.CC_SYSTEM_MULTIGPU_PROTECTED_PCIE,
			DevTools:   s.DevToolsMode != nvml.CC_SYSTEM_DEVTOOLS_MODE_OFF,
			Production: s.Environment == nvml.CC_SYSTEM_ENVIRONMENT_PROD,
			Ready:      d.ready(),
		}, nil
	}
	s, r := d.lib.SystemGetConfComputeState()
	if r != nvml.SUCCESS {
		return State{}, failed("ask for the confidential-computing state; the driver is too old or the GPU cannot do it", r)
	}
	return State{
		Enabled:    s.CcFeature == nvml.CC_SYSTEM_FEATURE_ENABLED,
		DevTools:   s.DevToolsMode != nvml.CC_SYSTEM_DEVTOOLS_MODE_OFF,
		Production: s.Environment == nvml.CC_SYSTEM_ENVIRONMENT_PROD,
		Ready:      d.ready(),
	}, nil
}

func (d driver) ready() bool {
	ready, r := d.lib.SystemGetConfComputeGpusReadyState()
	return r == nvml.SUCCESS && ready != 0
}

// Count gives the GPUs that this VM sees.
func (d driver) Count() (int, error) {
	n, r := d.lib.DeviceGetCount()
	if r != nvml.SUCCESS {
		return 0, failed("count the GPUs", r)
	}
	return n, nil
}

// Report asks one GPU.
func (d driver) Report(i int, nonce [32]byte) (hallmark.DeviceEvidence, error) {
	var e hallmark.DeviceEvidence
	device, r := d.lib.DeviceGetHandleByIndex(i)
	if r != nvml.SUCCESS {
		return e, failed("open a GPU", r)
	}
	arch, r := device.GetArchitecture()
	switch {
	case r != nvml.SUCCESS:
		return e, failed("ask a GPU for its architecture", r)
	case arch == nvml.DEVICE_ARCH_HOPPER:
		e.Arch = nvidia.Hopper
	case arch == nvml.DEVICE_ARCH_BLACKWELL:
		e.Arch = nvidia.Blackwell
	default:
		return e, hallmark.Errorf(hallmark.Unsupported, "GPU %d is of architecture %d, which attests nothing; Hopper and Blackwell do", i, arch)
	}
	report := nvml.ConfComputeGpuAttestationReport{Nonce: nonce}
	if r := device.GetConfComputeGpuAttestationReport(&report); r != nvml.SUCCESS {
		return e, failed("ask a GPU for its attestation report", r)
	}
	certs, r := device.GetConfComputeGpuCertificate()
	if r != nvml.SUCCESS {
		return e, failed("ask a GPU for its certificates", r)
	}
	size, chain := int(report.AttestationReportSize), int(certs.AttestationCertChainSize)
	if size > len(report.AttestationReport) || chain > len(certs.AttestationCertChain) {
		return e, hallmark.Errorf(hallmark.Unsupported, "GPU %d: the driver gives sizes (%d, %d) beyond its own buffers", i, size, chain)
	}
	e.Report, e.Chain = report.AttestationReport[:size:size], certs.AttestationCertChain[:chain:chain]
	return e, nil
}
