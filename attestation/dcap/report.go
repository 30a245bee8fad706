package dcap

// Register is a SHA-384 measurement.
type Register [48]byte

// TDReport is the TD's report, TDX 1.0 layout, 584 bytes in this order.
type TDReport struct {
	TEETCBSVN      [16]byte
	MRSEAM         Register
	MRSIGNERSEAM   Register
	SEAMAttributes uint64
	TDAttributes   uint64
	XFAM           uint64
	MRTD           Register
	MRCONFIGID     Register
	MROWNER        Register
	MROWNERCONFIG  Register
	RTMR           [4]Register
	ReportData     [64]byte
}

// TD15Extension follows the TDReport in a TDX 1.5 body, 64 bytes.
type TD15Extension struct {
	TEETCBSVN2  [16]byte // of the TDX module that runs now, after a live update; TEETCBSVN is that of the launch
	MRSERVICETD Register // of the service (migration) TDs bound to this one
}

// EnclaveReport is an SGX enclave's report, 384 bytes in this order.
type EnclaveReport struct {
	CPUSVN       [16]byte
	MiscSelect   uint32
	_            [12]byte
	ISVExtProdID [16]byte
	Attributes   [16]byte // flags, 8 bytes, and XFRM
	MRENCLAVE    [32]byte
	_            [32]byte
	MRSIGNER     [32]byte
	_            [32]byte
	ConfigID     [64]byte
	ISVProdID    uint16
	ISVSVN       uint16
	ConfigSVN    uint16
	_            [42]byte
	ISVFamilyID  [16]byte
	ReportData   [64]byte
}
