// SPDX-License-Identifier: Apache-2.0

// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package harness

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Attestation is an auto generated low-level Go binding around an user-defined struct.
type Attestation struct {
	RegisteredAt *big.Int
	Until        *big.Int
	BlockNumber  *big.Int
	Platform     [16]byte
}

// CertificateAuthority is an auto generated low-level Go binding around an user-defined struct.
type CertificateAuthority struct {
	NotAfter *big.Int
	Flags    uint8
	Index    uint8
}

// Floor is an auto generated low-level Go binding around an user-defined struct.
type Floor struct {
	Tcb   TCBFloor
	Known bool
}

// InitialFloor is an auto generated low-level Go binding around an user-defined struct.
type InitialFloor struct {
	Fmspc *big.Int
	Kind  uint8
	Floor TCBFloor
}

// PendingFloor is an auto generated low-level Go binding around an user-defined struct.
type PendingFloor struct {
	Tcb     TCBFloor
	ReadyAt *big.Int
}

// Platform is an auto generated low-level Go binding around an user-defined struct.
type Platform struct {
	NotAfter *big.Int
	Fmspc    *big.Int
	PceSvn   uint16
	Flags    uint8
	Ca       uint8
	CpuSvn   *big.Int
}

// PolicyProof is an auto generated low-level Go binding around an user-defined struct.
type PolicyProof struct {
	Measurement [32]byte
	Root        [32]byte
	MaxAge      uint64
	FileDigest  [32]byte
	Path        [][32]byte
}

// RegistrySetup is an auto generated low-level Go binding around an user-defined struct.
type RegistrySetup struct {
	IntelX              [32]byte
	IntelY              [32]byte
	SimulationX         [32]byte
	SimulationY         [32]byte
	Authority           common.Address
	P256                common.Address
	DevelopmentAdmitter common.Address
}

// TCBFloor is an auto generated low-level Go binding around an user-defined struct.
type TCBFloor struct {
	CpuSvn    *big.Int
	TeeTcbSvn *big.Int
	PceSvn    uint16
	QeSvn     uint16
}

// Verified is an auto generated low-level Go binding around an user-defined struct.
type Verified struct {
	ReportData  [2][32]byte
	Measurement [32]byte
	Platform    [16]byte
	NotAfter    *big.Int
}

// RegistryHarnessMetaData contains all meta data concerning the RegistryHarness contract.
var RegistryHarnessMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"setup\",\"type\":\"tuple\",\"internalType\":\"structRegistrySetup\",\"components\":[{\"name\":\"intelX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"intelY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"authority\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"p256\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"developmentAdmitter\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"name\":\"floors\",\"type\":\"tuple[]\",\"internalType\":\"structInitialFloor[]\",\"components\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}]},{\"name\":\"verifiers\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"EXTERNAL\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"LIFETIME\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"LOOSENING_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"REPORT_DATA_VERSION\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SGX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SIM_TDX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"TDX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"admitCA\",\"inputs\":[{\"name\":\"certificate\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"simulated\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"admitPlatform\",\"inputs\":[{\"name\":\"certificate\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"caX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"caY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"admitPlatformDev\",\"inputs\":[{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"applyFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"appraise\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"auth\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"platformId\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"attestation\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structAttestation\",\"components\":[{\"name\":\"registeredAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"until\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"blockNumber\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"authority\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"certificateAuthority\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structCertificateAuthority\",\"components\":[{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"index\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"developmentAdmitter\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"floorOf\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structFloor\",\"components\":[{\"name\":\"tcb\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"known\",\"type\":\"bool\",\"internalType\":\"bool\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"p256\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structPendingFloor\",\"components\":[{\"name\":\"tcb\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"readyAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"platform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[{\"name\":\"p\",\"type\":\"tuple\",\"internalType\":\"structPlatform\",\"components\":[{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"ca\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"proposeFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"proposeRestoration\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"publishPolicy\",\"inputs\":[{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"uri\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"auth\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"blockNumber\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"registerVerified\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"evidence\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"blockNumber\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"restorableAt\",\"inputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint40\",\"internalType\":\"uint40\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"restoreCA\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"restorePlatform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokeCA\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokePlatform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"roots\",\"inputs\":[],\"outputs\":[{\"name\":\"intelX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"intelY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"tightenFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"trusted\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"proof\",\"type\":\"tuple\",\"internalType\":\"structPolicyProof\",\"components\":[{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"path\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"CAAdmitted\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"simulated\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CARestored\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CARevoked\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FloorProposed\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":true,\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":true,\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"readyAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FloorSet\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":true,\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":true,\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformAdmitted\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"},{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"simulated\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":false,\"internalType\":\"uint48\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"indexed\":false,\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformRestored\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformRevoked\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PolicyPublished\",\"inputs\":[{\"name\":\"policy\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"publisher\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"root\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"uri\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Registered\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"measurement\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"uint8\"},{\"name\":\"blockNumber\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"until\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RestorationProposed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"readyAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"VerifierFixed\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyAdmitted\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadAttributes\",\"inputs\":[{\"name\":\"attributes\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"BadCertificateSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadInteger\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadLength\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadObjectIdentifier\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadPlatformExtension\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadQuoteSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadQuoteSize\",\"inputs\":[{\"name\":\"body\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"auth\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadReportDataVersion\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadReportSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadSetup\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadTime\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BelowFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"have\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}]},{\"type\":\"error\",\"name\":\"BindingMismatch\",\"inputs\":[{\"name\":\"quoted\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BlockMismatch\",\"inputs\":[{\"name\":\"quoted\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BlockOutOfReach\",\"inputs\":[{\"name\":\"blockNumber\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiredCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiredPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForeignModule\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ForeignQuotingEnclave\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"Malformed\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NoMeasurement\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NoPlatformExtension\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotADevelopmentChain\",\"inputs\":[{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotAuthority\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotDevelopmentAdmitter\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotNewer\",\"inputs\":[{\"name\":\"blockNumber\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"registered\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotReady\",\"inputs\":[{\"name\":\"readyAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotRevoked\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NothingPending\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"OutsideValidity\",\"inputs\":[{\"name\":\"notBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"RepeatedExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"RevokedCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"RevokedPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]},{\"type\":\"error\",\"name\":\"RevokedVerifier\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"ServiceTD\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SimulatedEnclave\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"TooManyCAs\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"UnboundAttestationKey\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"UnexpectedTag\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"want\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"UnknownCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnknownCriticalExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnknownFMSPC\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]},{\"type\":\"error\",\"name\":\"UnknownPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]},{\"type\":\"error\",\"name\":\"UnknownVerifier\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"UnsupportedBody\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes6\",\"internalType\":\"bytes6\"}]},{\"type\":\"error\",\"name\":\"UnsupportedExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnsupportedQuote\",\"inputs\":[{\"name\":\"header\",\"type\":\"bytes8\",\"internalType\":\"bytes8\"},{\"name\":\"certification\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"WouldLoosen\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"WrongRole\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroSigner\",\"inputs\":[]}]",
	ID:  "RegistryHarness",
	Bin: "0x61016080604052346105825761585e803803809161001d8285610661565b8339810181810361012081126105825760e0136105825760405160e081016001600160401b0381118282101761031c576040528251815260208301516020820190815260408401516040830190815260608501516060840190815261008460808701610684565b916080850192835261009860a08801610684565b9360a086019485526100ac60c08901610684565b60c0870190815260e08901519096906001600160401b0381116105825789019888601f8b0112156105825789516100e281610698565b9a6040519b6100f1908d610661565b818c5260208c019160c0028101602001908b821161058257602001915b81831061058657505050610100810151906001600160401b03821161058257019780601f8a01121561058257885161014581610698565b996101536040519b8c610661565b818b526020808c019260051b82010192831161058257602001905b82821061056a57505085516001600160a01b03161590508015610561575b8015610546575b61044157825184511715801590610533575b80610515575b610502575160e052516101005251610120525161014052516001600160a01b039081166080529051811660c05290511660a0525f5b82518110156103305765ffffffffffff6101fa82856106d2565b5151169060ff602061020c83876106d2565b51015116604061021c83876106d2565b510151604080519194919081016001600160401b0381118282101761031c576001957f1f89bf286015da8f86be5aac868b14755144871891c661dc2467075a8a5541a39260809260405281815260026020820191898352865f52600360205260405f20885f5260205260405f2090518a80871b038151168b80881b03196020830151881b161782558a82019061ffff60408201511663ffff00006060845493015160101b169163ffffffff191617179055019051151560ff8019835416911617905561ffff6060604051928980861b0381511684528980861b0360208201511660208501528260408201511660408501520151166060820152a3016101e0565b634e487b7160e01b5f52604160045260245ffd5b505f5b815181101561044f576001600160a01b0361034e82846106d2565b51163b15610441576007549060ff82169160ff831461042d5760ff1916600192830160ff169081176007556040519061038682610646565b64ffffffffff825260208201906008825260408301908152848060a01b036103ae85886106d2565b51165f52600260205264ffffffffff60405f2093511666ff00000000000065ff00000000008554945160281b16925160301b169266ffffffffffffff19161717179055818060a01b0361040182856106d2565b51167f3ec58b88f6d58177b5fa261367f69f2bd5820d7ccff21039100741cf04c230b15f80a201610333565b634e487b7160e01b5f52601160045260245ffd5b62de0e3560e11b5f5260045ffd5b604051614f8d9081610891823960805181818161043c01528181610f03015281816110a201528181611395015281816114b70152612642015260a0518181816103570152611bae015260c051818181611d7f015281816132fc015281816133760152613e04015260e051818181611ad401526124ed015261010051818181611aac01526125100152610120518181816118e301528181611b0f015261253601526101405181818161190c015261255c0152f35b636c2533b960e11b5f524660045260245ffd5b5061053946148015610528575b156101ab565b50617a694614610522565b5086516001600160a01b031615156101a5565b50855161055b906001600160a01b0316610712565b15610193565b5080511561018c565b6020809161057784610684565b81520191019061016e565b5f80fd5b828c0360c08112610582576040519061059e82610646565b845165ffffffffffff8116810361058257825260208501519060ff82168203610582576080916020840152603f190112610582576040519160808301916001600160401b0383118484101761031c5760c093602093604052610602604088016106af565b8152610610606088016106af565b84820152610620608088016106c3565b604082015261063160a088016106c3565b6060820152604082015281520192019161010e565b606081019081106001600160401b0382111761031c57604052565b601f909101601f19168101906001600160401b0382119082101761031c57604052565b51906001600160a01b038216820361058257565b6001600160401b03811161031c5760051b60200190565b51906001600160801b038216820361058257565b519061ffff8216820361058257565b80518210156106e65760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b90816020910312610582575180151581036105825790565b803b1561088b57604051630f9ac67b60e31b81527fbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023600482015260056024820152600160448201525f51602061583e5f395f51905f5260648201525f51602061581e5f395f51905f526084820152906001600160a01b031660208260a481845afa91821561085f575f9261086a575b50816107ab575090565b604051630f9ac67b60e31b81527f44a5ad0bd0636d9e12bc9e0a6bdd5e1cffc9183cd4d8f377f85be601359fafdc600482015260056024820152600160448201525f51602061583e5f395f51905f5260648201525f51602061581e5f395f51905f5260848201529150602090829060a49082905afa90811561085f575f9161083257501590565b610854915060203d602011610858575b61084c8183610661565b8101906106fa565b1590565b503d610842565b6040513d5f823e3d90fd5b61088491925060203d6020116108585761084c8183610661565b905f6107a1565b505f9056fe6080806040526004361015610012575f80fd5b5f3560e01c90816306614177146127c55750806308febe31146127205780630d80a38e146103865780630f3364f0146127055780632415b0091461262c57806332ae96e01461259d57806338703ad014612582578063393fe1cd146124d65780634072f0521461204457806343943aad14611fb05780634ce36d3414611f7f578063544c008314611ea4578063645735eb14611dae57806366c44a1514611d6a57806371dc875a14611b43578063781c868b146115515780637c2868f31461148f578063816a1be31461138357806382047f4a146112fe5780638ef162731461127157806399dac89314611256578063a47386fd14611176578063a74266c41461108c578063b76753c414610ef1578063b9b814d81461046b578063bf7e214f14610427578063d20b2f251461038b578063d3c576d814610386578063db48195a14610342578063ddd3fd3a146102ec578063e9fedd0a1461024c578063f384524b146102315763f4001f4e14610187575f80fd5b3461022d57602036600319011261022d57600435805f5260056020526101b764ffffffffff60405f205416612d15565b5f818152600560209081526040808320805464ffffffffff1916905560029091529020805465ff000000000019811665fb000000000090911617815560019060ff905460301c161b19600654166006557fd197df183ad263015257c91ff7e7a1fecaef0d196e7b4ea8a82c554d9b71216e5f80a2005b5f80fd5b3461022d575f36600319011261022d57602060405160048152f35b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d57805f52600560205261028e64ffffffffff60405f205416612d15565b5f818152600560209081526040808320805464ffffffffff1916905560019091529020805460ff60681b19811660fb60681b9091161790557f072fc825a1020cc7da49dc35aa950501dc80fd4f542f6995e074d3a6442249a85f80a2005b3461022d57606036600319011261022d5761030561285b565b6044356001600160401b03811161022d5760a0600319823603011261022d57602091610338916004019060243590612b38565b6040519015158152f35b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b612803565b3461022d57608036600319011261022d576004356001600160401b03811161022d576103bb903690600401612871565b602435906001600160401b03821161022d576080926103e16103ef933690600401612871565b906064359360443593613065565b60ff8151169060608101519060406001600160801b031960208301511691015191604051938452602084015260408301526060820152f35b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b3461022d57606036600319011261022d576004356001600160401b03811161022d5761049b903690600401612871565b90604435916104ac83602435613e66565b90815f52600260205260405f20926004604051946104c986612949565b5464ffffffffff8116865260ff8160281c91818316602089015260301c16604087015216610ede57600160208501511615610ecb5764ffffffffff845116428110610eb5575061051c828296959661380d565b945f955f966102209560405196610533818961297f565b60108852601f1901366020890137610100830151985f805b6101208601519b8c81101561089e576105759a9b9c61056b918b8b614046565b809b918b8b6146ce565b909181906010811461088b57918d99989796959493918d935f5b81811061084557506105ac816105a686939161454c565b9d614538565b528c8c838101356001600160e81b031916620101ff60e81b14610815575b826105d692879261410f565b949094036106ff57508c929190600362551d0f60e81b0182036106185750505f60019392610605928d8d614dc3565b17985b94959a999890919293949a61054b565b91925090600362551d1360e81b0182036106455750509061063e5f8c6002948d8d614d3d565b1798610608565b929b95919390926009682a864886f84d010d0160b81b0184148061080d575b156106755750505050829092610608565b929d9c9b9a999897969591949390928901356001600160e81b031916620101ff60e81b036106b0578d6378bc71cb60e11b5f5260045260245ffd5b8192939495969798999a9b9c9d600362551d2360e81b0181145f1461071157506106dc82828d8d614046565b929092036106ff5750816106f281838d8d614283565b9050036106ff5750610608565b631b69790160e01b5f5260045260245ffd5b6003622a8e8760e91b01810361072f5750906106f281838d8d61410f565b600362551d1f60e81b0181036107a7575061074c82828d8d614046565b929092036106ff5750806107638380938d8d614046565b929092036106ff57508061077a8380938d8d6141c9565b929092036106ff5750806107918380938d8d6141c9565b929092036106ff5750816106f281838d8d614226565b91505060ff60e81b198116600361551d60f01b011480156107f6575b80156107e6575b6107d45750610608565b63ff6d6ac760e01b5f5260045260245ffd5b506107f081614cc7565b156107ca565b506008672b0601050507010160c01b0181146107c3565b506001610664565b5050509150600382018211610831578b91600381018c8c6105ca565b634e487b7160e01b5f52601160045260245ffd5b919395969798999a9b86919395508261085d91614538565b511461087857600101918d93918f9b9a99989796959361058f565b84630b3c1bed60e41b5f5260045260245ffd5b83630b3c1bed60e41b5f5260045260245ffd5b505087868b60038a9403610ea6578415610e97576108c190602435898587613da8565b6108c9612a8f565b955f945f935f95826108dd81868585614046565b91909103610e845791905f935b808410610b285750505050601e80911603610b16575065ffffffffffff60208701946001600160801b0360a089019461ffff60408b019716875216845216845264ffffffffff606088015181835116908181105f14610b1057829150165b16865260ff6040816020840151169260608901938452015116966080870197885261098560a060808301519201516001600160801b031992613e66565b1695865f52600160205260405f20548060681c90600460ff83169216610afd578115159182610ad0575b5050610abd575f878152600160209081526040909120915182549651955193516001600160701b031990971664ffffffffff91909116908117602887901b6affffffffffff00000000001617605885901b61ffff60581b1617606888901b60ff60681b16178355909888967f2ceb6d8dbb6b25b73190255cfe32fc5b6d7479efdedcd2e4893c09b3744f975d9660a0969195939461ffff94936001600160801b03939265ffffffffffff9290915b5181549451948660781b8660781b169160ff60701b9060701b169070ffffffffffffffffffffffffffffffffff60701b1916171790556002604051981615158852168c8701521660408501521660608301526080820152a3604051908152f35b86632a433ddf60e11b5f5260045260245ffd5b845160ff161480159250610ae7575b5089806109af565b905064ffffffffff808351169116101589610adf565b886306b5f40d60e41b5f5260045260245ffd5b50610948565b63aa5a3d5960e01b5f5260045260245ffd5b90919297610b4697610b3c838b8787614046565b809a9187876146ce565b9a600982901a97909160ff60b01b1916600a682a864886f84d010d0160b81b0114801590610e7a575b8015610e6c575b610e59576001881b179660028103610d7557505050505f97875f91610b9d82828888614046565b929092036106ff575060015b6012811115610bc65750888103610b16575097965b9291906108ea565b90610be19a610bd78b838989614046565b809d9189896146ce565b90819060ff60a81b198116600b69154324437c268086808160b11b01148015918791610d67575b5050610d545760108511610c5e5750906fffffffffffffffffffffffffffffff00610c3f8e6001600160801b039695948b8b61433d565b95169160081b16179b5b8303610b165750610c599061454c565b610ba9565b60118594939e969295145f14610d22575050610c7c8484898961416c565b93819082860392808a01358188148015610d16575b610cf8576001851180610d0b575b610cd9575b505060028311610cc757509061ffff918801359060031b610100031c1693610c49565b63869475f960e01b5f5260045260245ffd5b6080919294935060f01c1615610cf857600101905f1901915f80610ca4565b8263869475f960e01b5f5260045260245ffd5b508060f81c15610c9f565b508060ff1c1515610c91565b859450610d3485828b8b99959961410f565b929092036106ff5750610d4960109185613f95565b03610b165782610c49565b8363aa5a3d5960e01b5f5260045260245ffd5b600a1a14159050855f610c08565b908160018c959d939c949c1492838015610e4f575b8015610e45575b15610dfd57610da285828b8b61410f565b959095036106ff57506004610db78587613f95565b9114928315610de6575060ff60065b1603610b165750610dd8575b50610bbe565b83013560d01c99508d610dd2565b15610df45760ff6010610dc6565b60ff6002610dc6565b92505091508085013560f81c90601f80831614610e2f57839182610e229289896142e0565b905003610b165750610bbe565b63063e66a960e11b5f526004525f60245260445ffd5b5060048214610d91565b5060038214610d8a565b5063aa5a3d5960e01b5f5260045260245ffd5b506001881b81161515610b76565b50607f8811610b6f565b84631b69790160e01b5f5260045260245ffd5b63264ad59d60e11b5f5260045ffd5b630766999960e41b5f5260045ffd5b8363d4050a0f60e01b5f5260045260245260445ffd5b82633be0cf4360e01b5f5260045260245ffd5b82631054ccfd60e11b5f5260045260245ffd5b3461022d57610eff366128c1565b91907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031633036110795762093a804201908142116108315760ff60a09164ffffffffff7f6795432122c271f28d04a088834173dbaa90ebb80bc281e18a005ed3ac9022549416604051610f79816128ff565b610f833689612abf565b815264ffffffffff60028165ffffffffffff602085019a868c5216998a5f52600460205260405f208888165f5260205260405f2094516001600160801b038151166001600160801b0319602083015160801b16178655600186019061ffff60408201511663ffff00006060845493015160101b169163ffffffff19161717905551169201911664ffffffffff1982541617905561ffff6110696060604051996001600160801b036110338261289e565b168b526001600160801b0361104a6020830161289e565b1660208c01528361105d604083016128b2565b1660408c0152016128b2565b16606088015260808701521693a3005b639e066db160e01b5f523360045260245ffd5b3461022d57602036600319011261022d576004357f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611079576001600160801b031981165f52600160205260405f205460681c815f52600260205260048060405f205460281c16911617156111675762093a80420180421161083157602064ffffffffff7fc0a915c7d5f2c4f2d1b0dbf7fdb8f204117f1503bd612b3d96b4998adf915baf9216835f526005825260405f2064ffffffffff821664ffffffffff19825416179055604051908152a2005b6339fbd58f60e11b5f5260045ffd5b3461022d57604036600319011261022d5761118f61285b565b6111976129df565b50604080516001600160a01b039092166020830190815260243591830191909152906111d081606081015b03601f19810183528261297f565b5190205f525f602052608060405f20604051906111ec8261292e565b5465ffffffffffff64ffffffffff82169283815264ffffffffff60208201818560281c16815260606040840193858760501c16855201946001600160801b031916855260405195865251166020850152511660408301526001600160801b03199051166060820152f35b3461022d575f36600319011261022d57602060405160028152f35b3461022d57604036600319011261022d5761128a6127de565b65ffffffffffff6112996127f3565b916112a2612a03565b50165f52600360205260ff60405f2091165f5260205260a060405f206040516112ca816128ff565b602060ff60026112d9856129a0565b94858552015416910190151581526112f46040518093612820565b5115156080820152f35b3461022d57602036600319011261022d575f6040805161131d81612949565b82815282602082015201526004355f526002602052606060405f2060ff6040519161134783612949565b548164ffffffffff8216938481528160406020830192828660281c168452019360301c1683526040519485525116602084015251166040820152f35b3461022d57611391366128c1565b91907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031633036110795765ffffffffffff8216805f52600360205260405f2060ff83165f5260205260405f2060ff6002604051926113f6846128ff565b6113ff816129a0565b8452015416158015602083015261147557611424905161141f3687612abf565b613e8c565b15611466576114649361145e915f52600460205260405f2060ff84165f526020525f60026040822082815582600182015501553690612abf565b91612d46565b005b630190138560e01b5f5260045ffd5b60ff8383636f2045af60e11b5f526004521660245260445ffd5b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611079575f818152600160205260409020805460ff60681b198116606891821c60ff1660041790911b60ff60681b16179055805f52600560205260405f2064ffffffffff1981541690557fb7879fae05b3ae684c2f1a24f24628dca33d4c57eedb87e364a4e631609cef1a5f80a2005b3461022d57604036600319011261022d576004356001600160401b03811161022d57611581903690600401612871565b90602435908115159283830361022d578280611b0c575b611af9579192906115a9838261380d565b9261022091604051926115bc818561297f565b60108452601f1901366020850137610100850151955f95610120810191875b8351998a8110156118ca576116029798999a6115f8918888614046565b80989188886146ce565b909a8190601081146118b7579189918d8c98979695945f5b81811061187857506116359061162f8161454c565b9a614538565b52888201356001600160e81b031916620101ff60e81b149182611861575b5061166083828c8c61410f565b939093036106ff5750600362551d0f60e81b018d036116a3575088999a9b506001889961169492899a83969798999a614dc3565b17965b989697959493976115db565b600362551d1360e81b018d036116d6575088999a9b50600188996116cf92899a6002969798999a614d3d565b1796611697565b9198916009682a864886f84d010d0160b81b018d148061185a575b1561170b5750908092939495969798999a9b505050611697565b15611723578b6378bc71cb60e11b5f5260045260245ffd5b8192939495969798999a9b600362551d2360e81b0181145f14611770575061174d82828b8b614046565b929092036106ff57508161176381838b8b614283565b9050036106ff5750611697565b6003622a8e8760e91b01810361178e57509061176381838b8b61410f565b600362551d1f60e81b01810361180657506117ab82828b8b614046565b929092036106ff5750806117c28380938b8b614046565b929092036106ff5750806117d98380938b8b6141c9565b929092036106ff5750806117f08380938b8b6141c9565b929092036106ff57508161176381838b8b614226565b91505060ff60e81b198116600361551d60f01b01148015611843575b8015611833575b6107d45750611697565b5061183d81614cc7565b15611829565b506008672b0601050507010160c01b018114611822565b505f6116f1565b80935060039150018092116108315789918e611653565b8093955061188b9194969798999a614538565b51146118a457600101918d8c9897969594928c9461161a565b8d630b3c1bed60e41b5f5260045260245ffd5b8c630b3c1bed60e41b5f5260045260245ffd5b50858560038a9303610ea657611931918415611ad157857f0000000000000000000000000000000000000000000000000000000000000000915b8615611aaa577f000000000000000000000000000000000000000000000000000000000000000093613da8565b611944608084015160a085015190613e66565b91825f52600260205260405f20905f14611aa35760035b81548060281c600460ff82169116611a90578015159081611a67575b50611a545760301c60ff16156119f4575b60609490940151815465ffffffffffff191664ffffffffff82161760289590951b65ff00000000001694909417905560209282917f6f5e1b9adbe1b0a2fd5c8a142a0a5d39550e84ecaf851b3641d251ad042d05a39160409190825191825286820152a2604051908152f35b91936007549460ff86169260ff8414611a455760ff1990961660ff60019490940193841617600755855466ff000000000000191660309390931b66ff00000000000016929092178555939091611988565b633a75771160e01b5f5260045ffd5b84632a433ddf60e11b5f5260045260245ffd5b60ff84161480159150611a7b575b87611977565b50606086015164ffffffffff82161015611a75565b85631054ccfd60e11b5f5260045260245ffd5b600161195b565b7f000000000000000000000000000000000000000000000000000000000000000093613da8565b857f000000000000000000000000000000000000000000000000000000000000000091611904565b636c2533b960e11b5f524660045260245ffd5b507f000000000000000000000000000000000000000000000000000000000000000015806115985750611b3d6137f6565b15611598565b3461022d5760c036600319011261022d5760443565ffffffffffff811680910361022d57606435906001600160801b03821680920361022d576084359061ffff821680920361022d5760a4359164ffffffffff831680930361022d57611ba76137f6565b15611af9577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611d575760405192611be984612964565b8352602083019182526040830190815260608301936003855260808401945f865260a085019182526001600160801b0319611c28602435600435613e66565b1694855f52600160205260405f20548060681c90600460ff83169216611d44578115159182611d17575b5050611d04575f8681526001602090815260408220925183549751965194516001600160701b031990981664ffffffffff91909116908117602888901b6affffffffffff00000000001617605886901b61ffff60581b1617606889901b60ff60681b161784559098919688967f2ceb6d8dbb6b25b73190255cfe32fc5b6d7479efdedcd2e4893c09b3744f975d9660a0969295939461ffff946001600160801b039365ffffffffffff92909190610a5d565b85632a433ddf60e11b5f5260045260245ffd5b845160ff161480159250611d2e575b508880611c52565b905064ffffffffff808351169116101588611d26565b876306b5f40d60e41b5f5260045260245ffd5b63032c3ff560e11b5f523360045260245ffd5b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d57611ddc612a8f565b505f52600160205260c060405f206001600160801b0360405191611dff83612964565b5460ff64ffffffffff821693848152816020820165ffffffffffff8560281c16815261ffff60408401818760581c16815265ffffffffffff848860681c16936060870194808652611e68878b60701c168c60a060808c019b838d52019c60781c168c52826137d4565b611e99575b506040519a8b52511660208a0152511660408801525116606086015251166080840152511660a0820152f35b60041785528c611e6d565b3461022d57608036600319011261022d576004356024356001600160401b0381169182820361022d576044356064356001600160401b03811161022d57602094611f7493611f177f4190d940edd307cbeef2fdbb974bf3a060ccb28cb69cef969f2ddb7d5fecf74e933690600401612871565b959096604051611f4a816111c2898d83019588876001600160401b03604092959493606083019683521660208201520152565b51902096879560405194859485528a85015260408401526080606084015233966080840191612a22565b0390a3604051908152f35b3461022d57602036600319011261022d576004355f526005602052602064ffffffffff60405f205416604051908152f35b3461022d5760c036600319011261022d576004356001600160401b03811161022d57611fe0903690600401612871565b906024356001600160401b03811161022d57612000903690600401612871565b608435916001600160401b038316830361022d5760209460609461203a9361202f936064359360443593613065565b9160a4359083612e16565b0151604051908152f35b3461022d57608036600319011261022d5761205d61285b565b6024356001600160401b03811161022d5761207c903690600401612871565b91604435906001600160401b038216820361022d576001600160a01b03165f8181526002602052604090205490939060281c600816156124c35760405163473b057f60e11b8152602060048201529260a091849182916120e191602484019190612a22565b03815f875af19182156124b8575f926123fb575b50825f52600260205260405f209260046040519461211286612949565b549464ffffffffff8616815260ff60408760281c928284166020820152019660301c168652166123e95760208301938451156123da57612150612a42565b94600486526001600160801b031960408601511660405190602082019085825260408301526040825261218460608361297f565b6001600160801b031991519020169260208701938452606086019164ffffffffff8351166040890152516040519060208201926004845260408301526060820152606081526121d460808261297f565b51902094606087019586525160808701526001600160801b03198351165f52600160205260405f209060046040519261220c84612964565b549264ffffffffff8416815265ffffffffffff8460281c16602082015261ffff8460581c1660408201528360681c9060a06001600160801b03606083019660ff8516885260ff8160701c16608085015260781c16910152166123bb575164ffffffffff16428110612399575091612297939160ff602097945116156122a0575b505060643591612e16565b51604051908152f35b51604051919060ff166122b283612964565b5f80845288840181815260408086018381526008606088019081526080880195865260a0880185815296516001600160801b031916855260018d5291909320955186549251935191516001600160701b031990931664ffffffffff919091161760289390931b6affffffffffff0000000000169290921760589290921b61ffff60581b169190911760689190911b60ff60681b16178355518254915170ffffffffffffffffffffffffffffffffff60701b1990921660709190911b60ff60701b161760789190911b6fffffffffffffffffffffffffffffffff60781b16179055858061228c565b836001600160801b031990511663403f610f60e11b5f5260045260245260445ffd5b836001600160801b03199051166306b5f40d60e41b5f5260045260245ffd5b6363bed43b60e11b5f5260045ffd5b63228c214160e01b5f5260045260245ffd5b90915060a03d60a0116124b1575b612413818361297f565b81019060a08183031261022d576040519161242d8361292e565b80601f8301121561022d5760405161244660408261297f565b806040840192831161022d5783905b8382106124a157505083525160208301526060810151906001600160801b03198216820361022d576080916040840152015164ffffffffff8116810361022d57606082015290836120f5565b8151815260209182019101612455565b503d612409565b6040513d5f823e3d90fd5b836372a161ab60e01b5f5260045260245ffd5b3461022d575f36600319011261022d5760806040517f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f00000000000000000000000000000000000000000000000000000000000000006060820152f35b3461022d575f36600319011261022d57602060405160018152f35b3461022d57604036600319011261022d576125b66127de565b65ffffffffffff6125c56127f3565b916125ce612a03565b50165f52600460205260ff60405f2091165f5260205260a060405f2064ffffffffff6040516125fc816128ff565b602082600261260a866129a0565b9586855201541691019081526126236040518094612820565b51166080820152f35b3461022d57602036600319011261022d576004357f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361107957805f52600260205260ff60405f206126aa600483835460281c1617829065ff000000000082549160281b169065ff00000000001916179055565b5460301c16806126f4575b50805f52600560205260405f2064ffffffffff1981541690557f282406dc9294beaaf1032ccfbac412d5da42d0193e190f01cb401df699c812675f80a2005b6001901b60065417600655816126b5565b3461022d575f36600319011261022d57602060405160038152f35b3461022d57604036600319011261022d5761146461273c6127de565b6127446127f3565b65ffffffffffff8216805f52600460205260405f2060ff83165f5260205260405f209061279864ffffffffff60026040519461277f866128ff565b612788816129a0565b8652015416806020850152612d15565b5f52600460205260405f2060ff83165f526020525f60026040822082815582600182015501555191612d46565b3461022d575f36600319011261022d5780600160209252f35b6004359065ffffffffffff8216820361022d57565b6024359060ff8216820361022d57565b3461022d575f36600319011261022d57602060405162093a808152f35b61ffff606080926001600160801b0381511685526001600160801b036020820151166020860152826040820151166040860152015116910152565b600435906001600160a01b038216820361022d57565b9181601f8401121561022d578235916001600160401b03831161022d576020838186019501011161022d57565b35906001600160801b038216820361022d57565b359061ffff8216820361022d57565b60c060031982011261022d5760043565ffffffffffff8116810361022d579160243560ff8116810361022d5760809092604319011261022d57604490565b604081019081106001600160401b0382111761291a57604052565b634e487b7160e01b5f52604160045260245ffd5b608081019081106001600160401b0382111761291a57604052565b606081019081106001600160401b0382111761291a57604052565b60c081019081106001600160401b0382111761291a57604052565b90601f801991011681019081106001600160401b0382111761291a57604052565b906040516129ad8161292e565b606061ffff6001839580546001600160801b038116865260801c60208601520154818116604085015260101c16910152565b604051906129ec8261292e565b5f6060838281528260208201528260408201520152565b60405190612a10826128ff565b5f602083612a1c6129df565b81520152565b908060209392818452848401375f828201840152601f01601f1916010190565b6040519060a082018281106001600160401b0382111761291a57604052815f81525f60208201525f60408201525f6060820152608060405191612a8660408461297f565b60403684370152565b60405190612a9c82612964565b5f60a0838281528260208201528260408201528260608201528260808201520152565b919082608091031261022d57604051612ad78161292e565b6060612b12818395612ae88161289e565b8552612af66020820161289e565b6020860152612b07604082016128b2565b6040860152016128b2565b910152565b9190820180921161083157565b356001600160401b038116810361022d5790565b926020830135916040840190612b4d82612b24565b604051612b83816111c2602082019460608b0135908a876001600160401b03604092959493606083019683521660208201520152565b51902003612d0c57833594604051602081019087825260208152612ba860408261297f565b5190206040516020810191825260208152612bc460408261297f565b51902094608081013590601e198136030182121561022d5701958635956001600160401b03871161022d578660051b3603602089011361022d57945f955b87871015612c435760208760051b8a010135908181105f14612c32575f52602052600160405f205b960195612c02565b905f52602052600160405f20612c2a565b92955092955092955003612d0557604080516001600160a01b03909316602084019081529083019190915290612c7c81606081016111c2565b5190205f525f60205260405f2054904264ffffffffff8360281c1610908115612cd9575b50612cd4576001600160801b0319165f526001602052612cd060405f205460ff808260701c169160681c166137d4565b1590565b505f90565b9050612cfe6001600160401b03612cf04293612b24565b1664ffffffffff8416612b17565b105f612ca0565b5050505f90565b50925050505f90565b8015612d3757428111612d255750565b632d4cba9360e11b5f5260045260245ffd5b630bae0d7560e11b5f5260045ffd5b90608060ff7f1f89bf286015da8f86be5aac868b14755144871891c661dc2467075a8a5541a39260405194612d7a866128ff565b868652600265ffffffffffff6020880192600184521696875f52600360205260405f208585165f5260205260405f2090516001600160801b038151166001600160801b03196020830151891b16178255600182019061ffff60408201511663ffff00006060845493015160101b169163ffffffff19161717905501905115158380198354169116179055612e116040518097612820565b1693a3565b9160408301519062093a8042018042116108315780831161305d575b506080840151906001600160401b038416918240801561304a575f602091604051838101916a68616c6c6d61726b20763160a81b83526001600160401b0360c01b4660c01b16602b8301523060601b6033830152604782015285606782015260678152612ea060878261297f565b604051918291518091835e8101838152039060025afa156124b8575f5115613033575160601c92606086018051604051612ef8816111c260208201948a8660209093929193604081019460018060a01b031681520152565b519020805f525f60205265ffffffffffff60405f205460501c168086111561301d57509160ff608094927fc5420f6ada6b055dfe57c1cf4b352fd0873922a26dd7a3f42ddf54adf00aeb89969460208b01996001600160801b03198b511660405192612f638461292e565b64ffffffffff42168452602084019064ffffffffff8816825265ffffffffffff6040860194168452606085019283525f525f60205264ffffffffff8060405f209551161664ffffffffff19855416178455519164ffffffffff69ffffffffff000000000085549265ffffffffffff60501b905160501b16936001600160801b03199051169460281b169116171717905551976001600160801b031990511698511692604051938452602084015260408301526060820152a4565b8563a3051cad60e01b5f5260045260245260445ffd5b6375ec11b160e01b5f525f6004525f60245260445ffd5b83632545349b60e11b5f5260045260245ffd5b91505f612e32565b95949190939293613074612a42565b966001600160801b03196130888587613e66565b169260208901938085525f52600160205260405f2093613108604051956130ae87612964565b5464ffffffffff8116875265ffffffffffff8160281c16602088015261ffff8160581c16604088015260ff8160681c168060608901526001600160801b0360ff8360701c16928360808b015260781c1660a08901526137d4565b6137b6576001606086015116156137985764ffffffffff855116908160408c015242821061377757505061313d8784846147c1565b9691979098885f1461376f576086905b6101c28201821180610831576101c2830182108015613732575b61371b578a156136e357608086013561ffff61ff008260f81c9260e81c16911617600681036136bf575060408c0135158015906136a7575b6136985760788c013560c01c6410000000008116158015613685575b61367357506102488a118061364d575b61363e575b61018083018311610831576131eb6101808401848489613d90565b8c15613618577fdc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c55b608083013514908115916135df575b81156135ae575b5061359f578260801161022d5760408701916108315760205f613252856101c28801818c613d90565b61328360606040518381948883019660408c893784840189815237810186838201520301601f19810183528261297f565b604051918291518091835e8101838152039060025afa156124b8575f5161014082013514801590613591575b613582575f61010260209201359961ff008b60f81c9b60e81c16998160405192839283378101838152039060025afa156124b857613320905f5160608801359135906020890135908935907f000000000000000000000000000000000000000000000000000000000000000061455a565b15613573575f6133396020928461018081019189613d90565b908160405192839283378101838152039060025afa156124b857805f519401906101a08101106108315761339a936101806101a0830135920135907f000000000000000000000000000000000000000000000000000000000000000061455a565b1561356457606083015160021661354657841561353d5760ff60015b1688525b65ffffffffffff6020840151165f52600360205260405f2060ff808a5116165f5260205260405f209060ff6002604051936133f4856128ff565b6133fd816129a0565b855201541615801560208401526135145761ffff6001600160801b0360a08601511693875f1461350e57883560801c5b6001600160801b0383604089015116916040519761344a8961292e565b8852166020870152604086015216176060830152519161346a8383613e8c565b156134c257505050613483908260ff8751169185613fa2565b6060850152156134b75761ffff6102085b168091019060208101106108315760808301519060208101356020830152359052565b61ffff610140613494565b61014492613502899360ff65ffffffffffff602061350c9601511695511660405195630fa64f2b60e41b8752600487015260248601526044850190612820565b60c4830190612820565bfd5b5f61342d565b8860ff65ffffffffffff60208701511691511690636f2045af60e11b5f5260045260245260445ffd5b60ff60026133b6565b841561355557600388526133ba565b631863c99360e01b5f5260045ffd5b633f1a65c760e21b5f5260045ffd5b630fb3389960e11b5f5260045ffd5b6322f222fd60e21b5f5260045ffd5b5061016081013515156132af565b632eeeb5cd60e21b5f5260045ffd5b9050603010156135cb576002603082013560f81c1615155f613229565b634e487b7160e01b5f52603260045260245ffd5b905061010082013560f881901c9060e81c61ff00168e1561360d5761ffff8060025b16921617141590613222565b61ffff806001613601565b7f8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff613213565b63ca3b52d360e01b5f5260045ffd5b506102588c01351515806131cb57506102788c01356001600160801b03191615156131cb565b63037fa9cd60e41b5f5260045260245ffd5b5067ffffff2fffffff7f811615156131bb565b630881698760e31b5f5260045ffd5b5060608c013567ffffffffffffffff1916151561319f565b87636eb40ed960e01b5f526001600160401b0360c01b90351660045260245260445ffd5b60308c013560c01c6701000000000000008116158015613708575b61367357506131d0565b50670afbffffffffffff811615156136fe565b508663097e855960e31b5f5260045260245260445ffd5b50505f6101c083018311610831576137676101c0848801013561ffff61ff008260f81c9260e81c169116176101c28501612b17565b821415613167565b60809061314d565b6001600160801b031990511663403f610f60e11b5f5260045260245260445ffd5b6001600160801b031990511663f531cc3b60e01b5f5260045260245ffd5b6001600160801b03199051166306b5f40d60e41b5f5260045260245ffd5b60041615908115916137e4575090565b6001915060ff60065491161c16151590565b610539461480156138045790565b50617a69461490565b604051929161014084016001600160401b0381118582101761291a576040525f8452602084015f815260408501925f845260608601915f835260808701945f865260a08801935f855260c08901945f865260e08a01975f89526101008b01925f84526101208c01945f86528c8835908b158015613d82575b613d6a5760ff8260f01c166002926080821015613d17575b5082018c8111613d04578c03613d0457816138bc928d9252818b614046565b97889052642ffe7eff7f60d91b898201356001600160d81b03191601613b865760058101809111610831576138f388828d8c61416c565b91819082840392808d01358186148015613cf8575b610cf8576001851180613ced575b613cce575b505060148311610cc757509261396661395b8b8f94818f999861396f986139549361394d928d0135905050888c614458565b878b61448b565b8589614046565b969087948592614a18565b91528c8b614a18565b9152818103613b86575085613985918a8961448b565b91868301917fcfa6cfecf9f8d579b731c2fdfef9f7d579b731c2fcfef8fcbdfffc0000000000833564ffffffffff191601613cbb57601b8401841161083157601b8301358152603b8401841161083157603b8301359182905251600160601b63ffffffff60c01b03197f5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b8183817fffffffff00000001000000000000000000000000fffffffffffffffffffffffc81838009080908600160601b63ffffffff60c01b031983800914916ffffffffeffffffffffffffffffffffff60601b1911906ffffffffeffffffffffffffffffffffff60601b1911161615613ca857605b82019081831161083157605b013591858210801590613c9a575b613c825760ff8360f01c1690605d8101936080831015613c28575b50508201858111613b985785036106ff57509081613ada8580948a89614046565b939093036106ff575052819052613af2908483614458565b8082013590848110801590613c1a575b613c035760ff8260f01c1660028201926080821015613bab575b508201858111613b985785036106ff5750818101356001600160f81b031916613b8657600181018091116108315780613b588580938186614046565b929092036106ff5750918382613b7482613b7b968180976143d4565b93526143d4565b92528103613b865750565b6345ef413360e01b5f5260045260245ffd5b50631b69790160e01b5f5260045260245ffd5b91925060818103613bd2575060038201919060e81c60ff1660808110613b98575b5f613b1c565b608203613b985760048201919060e01c61ffff16610100811015613bcc5750631b69790160e01b5f5260045260245ffd5b63063e66a960e11b5f52600452600360245260445ffd5b5060038260f81c1415613b02565b9093509060818103613c51575060ff605e9160e81c1692019160808110613b98575b5f80613ab9565b608203613b985761ffff605f9160e01c16920191610100811015613c4a5750631b69790160e01b5f5260045260245ffd5b5063063e66a960e11b5f5260045260a360245260445ffd5b5060a38360f81c1415613a9e565b506345ef413360e01b5f5260045260245ffd5b836345ef413360e01b5f5260045260245ffd5b6080919294935060f01c1615610cf857600101905f1901915f8061391b565b508060f81c15613916565b508060ff1c1515613908565b631b69790160e01b5f525f60045260245ffd5b91925060818103613d3c57506003919060e81c60ff1660808110613d04575b5f61389d565b608203613d04576004919060e01c61ffff16610100811015613d36575f83631b69790160e01b82525260245ffd5b63063e66a960e11b5f525f600452603060245260445ffd5b5060308260f81c1415613885565b9093929384831161022d57841161022d578101920390565b909392919360408501518042108015613e59575b613e3e5750613dd66020925f928751908589015192613d90565b908160405192839283378101838152039060025afa156124b857613e28925f519060e060c0820151910151917f000000000000000000000000000000000000000000000000000000000000000061455a565b15613e2f57565b636127e6d760e11b5f5260045ffd5b60608601519063758ea38f60e01b5f5260045260245260445ffd5b5060608601514211613dbc565b906040519060208201928352604082015260408152613e8660608261297f565b51902090565b9061ffff60408301511661ffff60408301511611159182613f79575b82613f16575b82613eb857505090565b613f13925060206001600160801b0381819301511692015116906f01000100010001000100010001000100918291826eff00ff00ff00ff00ff00ff00ff00ff80808560081c1683828660081c16170394169216170316161490565b90565b9150613f736001600160801b038351166001600160801b03835116906f01000100010001000100010001000100918291826eff00ff00ff00ff00ff00ff00ff00ff80808560081c1683828660081c16170394169216170316161490565b91613eae565b915061ffff60608301511661ffff606083015116111591613ea8565b9190820391821161083157565b9115614004578060b81161022d57806101d81161022d5760e81161022d57603060b8604051926020840194855282608882016040860137609061014882016070860137016101008301375f6101308201526101108152613e866101308261297f565b8060601161022d576101001161022d57604060c0815192602084019485526020838201848601370160608301375f60a082015260808152613e8660a08261297f565b82013593919050828110801590614101575b6140ea5760ff8460f01c166002820194608082101561407f575b5084019283116106ff5750565b919450608181036140a6575060038401939060e81c60ff1660808110613b98575b5f614072565b6082036140d75760048401939060e01c61ffff166101008110156140a05750631b69790160e01b5f5260045260245ffd5b83631b69790160e01b5f5260045260245ffd5b63063e66a960e11b5f52600452603060245260445ffd5b5060308460f81c1415614058565b8201359391905082811080159061415e575b6141475760ff8460f01c166002820194608082101561407f575084019283116106ff5750565b63063e66a960e11b5f52600452600460245260445ffd5b5060048460f81c1415614121565b820135939190508281108015906141bb575b6141a45760ff8460f01c166002820194608082101561407f575084019283116106ff5750565b63063e66a960e11b5f52600452600260245260445ffd5b5060028460f81c141561417e565b82013593919050828110801590614218575b6142015760ff8460f01c166002820194608082101561407f575084019283116106ff5750565b63063e66a960e11b5f5260045260a060245260445ffd5b5060a08460f81c14156141db565b82013593919050828110801590614275575b61425e5760ff8460f01c166002820194608082101561407f575084019283116106ff5750565b63063e66a960e11b5f52600452608660245260445ffd5b5060868460f81c1415614238565b820135939190508281108015906142d2575b6142bb5760ff8460f01c166002820194608082101561407f575084019283116106ff5750565b63063e66a960e11b5f52600452608060245260445ffd5b5060808460f81c1415614295565b8201359492939050838210801590614330575b61431a575060ff8460f01c166002820194608082101561407f575084019283116106ff5750565b9063063e66a960e11b5f5260045260245260445ffd5b50808560f81c14156142f3565b91928361434a928461416c565b928184039290828083013581871480156143c8575b610cf85760018611806143bd575b61438b575b505060018411610cc7575001359060031b610100031c91565b6080919295945060f01c16156143aa57600101915f1901925f80614372565b8363869475f960e01b5f5260045260245ffd5b508060f81c1561436d565b508060ff1c151561435f565b9192836143e1928461416c565b9281840392908280830135818714801561444c575b610cf8576001861180614441575b614422575b505060208411610cc7575001359060031b610100031c91565b6080919295945060f01c16156143aa57600101915f1901925f80614409565b508060f81c15614404565b508060ff1c15156143f6565b6b67fafcfbeabcdb98e17dfe7f60a11b908301356001600160a01b031916019050613b8657600c81018091116108315790565b939261449991928386614046565b9384915b8281106144aa5750505050565b80820135908160a81c9160ff83169260768411908115614503575b5080156144f5575b613ca85760ff6144e79160b01c1683600b84018887614937565b15613b865701600b0161449d565b5084600b84840101116144cd565b9050836a310030000603550400000061ff0083166007830160381b6009840160481b1717171790627f0000191614155f6144c5565b80518210156135cb5760209160051b010190565b5f1981146108315760010190565b949391929460205f60a060405185815287848201528960408201528660608201528860808201528280526101005afa60015f51149060203d1416166146c35760205f60a06040517fbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca6050238152600584820152600160408201527fa71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac95760608201527f5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b60808201528280526101005afa60015f51149060203d1416166146b95760209460a4936040519788968795630f9ac67b60e31b87526004870152602486015260448501526064840152608483015260018060a01b03165afa9081156124b8575f91614681575090565b90506020813d6020116146b1575b8161469c6020938361297f565b8101031261022d5751801515810361022d5790565b3d915061468f565b5050505050505f90565b505050505050600190565b9050919091828101358284108015906147b3575b61479b5760ff8160f01c1660028501916080821015614746575b5081019283116140d7578293818085039414801561473c575b61472a575001355f19600383901b1c19161791565b630778bf9760e41b5f5260045260245ffd5b50601f8411614715565b91506081810361476b5750600384019060e81c60ff1660808110610e84575b5f6146fc565b6082036140d757600484019060e01c61ffff166101008110156147655784631b69790160e01b5f5260045260245ffd5b8363063e66a960e11b5f52600452600660245260445ffd5b5060068160f81c14156146e2565b929091610278831415808061492b575b8061491f575b80614913575b6148fc5784356001600160c01b0319169064040002008160d81b82146148df575064050002008160d81b811461486657627e7fff60e91b810161485057506101b0830361483a57508160301161022d575f9260300191602f190190565b8263097e855960e31b5f5260045260245260445ffd5b636eb40ed960e01b5f526004525f60245260445ffd5b506001600160d01b0319603085013516630100240160e11b8114908115806148ce575b6148bc5750156148b45761027e5b830361483a57508160361161022d57600192603601916035190190565b6102be614897565b630d9a69d560e21b5f5260045260245ffd5b50630180440160e11b811415614889565b905061483a57508160301161022d5760019260300191602f190190565b508263097e855960e31b5f5260045260245260445ffd5b506101b08414156147dd565b506102be8414156147d7565b5061027e8414156147d1565b92909193600c81146149975760130361498f578301925b83811061495e5750505050600190565b818110156135cb5760016f07fffffe07fffffea7fffb81000000008285013560f81c1c161561498f5760010161494e565b505050505f90565b50939290505b602084116149d9577f808080808080808080808080808080808080808080808080808080808080808092935f199060031b1c1991013516161590565b7f80808080808080808080808080808080808080808080808080808080808080808183013516614a115760200192601f19019261499d565b505f925050565b919392848084013560f81c9260188403614cbe575b918391614a3a93866142e0565b92810135919083906017614a4e8886614e87565b9303614c9d57600d910303614c8a576032811015614c7f5761ffff6107d05b16019060101b5b81614a7f8683614e87565b91614a8a8782614ed0565b936107b281108015614c77575b8015614c6d575b8015614c65575b8015614c53575b614c40576002841115614c2e575b50602f198160041a018160051a600982118015614c20575b614b9657602f1991600a02010190602f198160061a018160071a600982118015614c12575b614bff57602f1991600a02010191602f198260081a018260091a90600981118015614bf1575b614bde57600a0201916017821190602f1984018215614bd3575b8215614bc8575b508115614ba9575b50614b9657620151809596979850610e10603c602f19940291020101019360056002620afa6c19948119016099020104019061019081049060648104908060021c9061016d020103010101020191565b88630517a07b60e01b5f5260045260245ffd5b600a1a60f81b6001600160f81b031916602d60f91b141590505f614b46565b603b1091505f614b3e565b603b86119250614b37565b8a630517a07b60e01b5f5260045260245ffd5b506009602f19830111614b1d565b89630517a07b60e01b5f5260045260245ffd5b506009602f19820111614af7565b506009602f19820111614ad2565b600c93909301925f190191505f614aba565b87630517a07b60e01b5f5260045260245ffd5b50614c5e8185614ef9565b8511614aac565b508415614aa5565b50600c8411614a9e565b508315614a97565b61ffff61076c614a6d565b84630517a07b60e01b5f5260045260245ffd5b600f910303614c8a57614cb08583614ed0565b90606402019060201b614a74565b60179350614a2d565b5f9060ff811690825b828110614cde575050501590565b60208110156135cb5781811a841580614d33575b8015614d1e575b614d1557608011614d0d575b600101614cd0565b5f9350614d05565b50505050505f90565b5093614d299061454c565b9360048511614cf9565b5060808114614cf2565b91938394939193614d5083828787614046565b939093036106ff575015614db957600381019081811161083157818510908115614d9b575b50610ea657838114614d9557614d8c92849261433d565b905003610ea657565b50505050565b8301356001600160e81b031916620101ff60e81b141590505f614d75565b91505003610ea657565b8201356001600160e01b031981169493909260049250614de291613f95565b1490811591614e6d575b50610ea65715614e5f578060021a9060031a60028211918215614e53575b8215614e42575b8215614e20575b5050610ea657565b90915060ff60015f19921b160160ff8111610831571660ff1615155f80614e18565b6001811b821660ff16159250614e11565b60048216159250614e0a565b620c081b60e61b03610ea657565b6001600160f01b03191661018160f11b141590505f614dec565b90602f19825f1a019160011a90600983118015614ec2575b614eb05750602f1991600a02010190565b630517a07b60e01b5f5260045260245ffd5b506009602f19830111614e9f565b90602f198260021a019160031a90600983118015614ec257614eb05750602f1991600a02010190565b9060028214614f4e575060048114908115614f43575b8115614f38575b8115614f2d575b5015614f2857601e90565b601f90565b600b9150145f614f1d565b600981149150614f16565b600681149150614f0f565b6003811615915081614f6b575b5015614f6657601d90565b601c90565b606481061580159250614f80575b505f614f5b565b610190915006155f614f79565d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296ba71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957",
}

// RegistryHarness is an auto generated Go binding around an Ethereum contract.
type RegistryHarness struct {
	abi abi.ABI
}

// NewRegistryHarness creates a new instance of RegistryHarness.
func NewRegistryHarness() *RegistryHarness {
	parsed, err := RegistryHarnessMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &RegistryHarness{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *RegistryHarness) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((bytes32,bytes32,bytes32,bytes32,address,address,address) setup, (uint48,uint8,(uint128,uint128,uint16,uint16))[] floors, address[] verifiers) returns()
func (registryHarness *RegistryHarness) PackConstructor(setup RegistrySetup, floors []InitialFloor, verifiers []common.Address) []byte {
	enc, err := registryHarness.abi.Pack("", setup, floors, verifiers)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackEXTERNAL is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf384524b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function EXTERNAL() view returns(uint8)
func (registryHarness *RegistryHarness) PackEXTERNAL() []byte {
	enc, err := registryHarness.abi.Pack("EXTERNAL")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEXTERNAL is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf384524b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function EXTERNAL() view returns(uint8)
func (registryHarness *RegistryHarness) TryPackEXTERNAL() ([]byte, error) {
	return registryHarness.abi.Pack("EXTERNAL")
}

// UnpackEXTERNAL is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf384524b.
//
// Solidity: function EXTERNAL() view returns(uint8)
func (registryHarness *RegistryHarness) UnpackEXTERNAL(data []byte) (uint8, error) {
	out, err := registryHarness.abi.Unpack("EXTERNAL", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackLIFETIME is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3c576d8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function LIFETIME() view returns(uint256)
func (registryHarness *RegistryHarness) PackLIFETIME() []byte {
	enc, err := registryHarness.abi.Pack("LIFETIME")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLIFETIME is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3c576d8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function LIFETIME() view returns(uint256)
func (registryHarness *RegistryHarness) TryPackLIFETIME() ([]byte, error) {
	return registryHarness.abi.Pack("LIFETIME")
}

// UnpackLIFETIME is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd3c576d8.
//
// Solidity: function LIFETIME() view returns(uint256)
func (registryHarness *RegistryHarness) UnpackLIFETIME(data []byte) (*big.Int, error) {
	out, err := registryHarness.abi.Unpack("LIFETIME", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackLOOSENINGDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0d80a38e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function LOOSENING_DELAY() view returns(uint256)
func (registryHarness *RegistryHarness) PackLOOSENINGDELAY() []byte {
	enc, err := registryHarness.abi.Pack("LOOSENING_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLOOSENINGDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0d80a38e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function LOOSENING_DELAY() view returns(uint256)
func (registryHarness *RegistryHarness) TryPackLOOSENINGDELAY() ([]byte, error) {
	return registryHarness.abi.Pack("LOOSENING_DELAY")
}

// UnpackLOOSENINGDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0d80a38e.
//
// Solidity: function LOOSENING_DELAY() view returns(uint256)
func (registryHarness *RegistryHarness) UnpackLOOSENINGDELAY(data []byte) (*big.Int, error) {
	out, err := registryHarness.abi.Unpack("LOOSENING_DELAY", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackREPORTDATAVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06614177.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function REPORT_DATA_VERSION() view returns(uint32)
func (registryHarness *RegistryHarness) PackREPORTDATAVERSION() []byte {
	enc, err := registryHarness.abi.Pack("REPORT_DATA_VERSION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackREPORTDATAVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06614177.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function REPORT_DATA_VERSION() view returns(uint32)
func (registryHarness *RegistryHarness) TryPackREPORTDATAVERSION() ([]byte, error) {
	return registryHarness.abi.Pack("REPORT_DATA_VERSION")
}

// UnpackREPORTDATAVERSION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06614177.
//
// Solidity: function REPORT_DATA_VERSION() view returns(uint32)
func (registryHarness *RegistryHarness) UnpackREPORTDATAVERSION(data []byte) (uint32, error) {
	out, err := registryHarness.abi.Unpack("REPORT_DATA_VERSION", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackSGX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x99dac893.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function SGX() view returns(uint8)
func (registryHarness *RegistryHarness) PackSGX() []byte {
	enc, err := registryHarness.abi.Pack("SGX")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSGX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x99dac893.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function SGX() view returns(uint8)
func (registryHarness *RegistryHarness) TryPackSGX() ([]byte, error) {
	return registryHarness.abi.Pack("SGX")
}

// UnpackSGX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x99dac893.
//
// Solidity: function SGX() view returns(uint8)
func (registryHarness *RegistryHarness) UnpackSGX(data []byte) (uint8, error) {
	out, err := registryHarness.abi.Unpack("SGX", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackSIMTDX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f3364f0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function SIM_TDX() view returns(uint8)
func (registryHarness *RegistryHarness) PackSIMTDX() []byte {
	enc, err := registryHarness.abi.Pack("SIM_TDX")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSIMTDX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f3364f0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function SIM_TDX() view returns(uint8)
func (registryHarness *RegistryHarness) TryPackSIMTDX() ([]byte, error) {
	return registryHarness.abi.Pack("SIM_TDX")
}

// UnpackSIMTDX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0f3364f0.
//
// Solidity: function SIM_TDX() view returns(uint8)
func (registryHarness *RegistryHarness) UnpackSIMTDX(data []byte) (uint8, error) {
	out, err := registryHarness.abi.Unpack("SIM_TDX", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackTDX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38703ad0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function TDX() view returns(uint8)
func (registryHarness *RegistryHarness) PackTDX() []byte {
	enc, err := registryHarness.abi.Pack("TDX")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTDX is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38703ad0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function TDX() view returns(uint8)
func (registryHarness *RegistryHarness) TryPackTDX() ([]byte, error) {
	return registryHarness.abi.Pack("TDX")
}

// UnpackTDX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x38703ad0.
//
// Solidity: function TDX() view returns(uint8)
func (registryHarness *RegistryHarness) UnpackTDX(data []byte) (uint8, error) {
	out, err := registryHarness.abi.Unpack("TDX", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackAdmitCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x781c868b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function admitCA(bytes certificate, bool simulated) returns(bytes32 id)
func (registryHarness *RegistryHarness) PackAdmitCA(certificate []byte, simulated bool) []byte {
	enc, err := registryHarness.abi.Pack("admitCA", certificate, simulated)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAdmitCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x781c868b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function admitCA(bytes certificate, bool simulated) returns(bytes32 id)
func (registryHarness *RegistryHarness) TryPackAdmitCA(certificate []byte, simulated bool) ([]byte, error) {
	return registryHarness.abi.Pack("admitCA", certificate, simulated)
}

// UnpackAdmitCA is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x781c868b.
//
// Solidity: function admitCA(bytes certificate, bool simulated) returns(bytes32 id)
func (registryHarness *RegistryHarness) UnpackAdmitCA(data []byte) ([32]byte, error) {
	out, err := registryHarness.abi.Unpack("admitCA", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAdmitPlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9b814d8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function admitPlatform(bytes certificate, bytes32 caX, bytes32 caY) returns(bytes16 id)
func (registryHarness *RegistryHarness) PackAdmitPlatform(certificate []byte, caX [32]byte, caY [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("admitPlatform", certificate, caX, caY)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAdmitPlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9b814d8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function admitPlatform(bytes certificate, bytes32 caX, bytes32 caY) returns(bytes16 id)
func (registryHarness *RegistryHarness) TryPackAdmitPlatform(certificate []byte, caX [32]byte, caY [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("admitPlatform", certificate, caX, caY)
}

// UnpackAdmitPlatform is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb9b814d8.
//
// Solidity: function admitPlatform(bytes certificate, bytes32 caX, bytes32 caY) returns(bytes16 id)
func (registryHarness *RegistryHarness) UnpackAdmitPlatform(data []byte) ([16]byte, error) {
	out, err := registryHarness.abi.Unpack("admitPlatform", data)
	if err != nil {
		return *new([16]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([16]byte)).(*[16]byte)
	return out0, nil
}

// PackAdmitPlatformDev is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x71dc875a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function admitPlatformDev(bytes32 x, bytes32 y, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint40 notAfter) returns(bytes16 id)
func (registryHarness *RegistryHarness) PackAdmitPlatformDev(x [32]byte, y [32]byte, fmspc *big.Int, cpuSvn *big.Int, pceSvn uint16, notAfter *big.Int) []byte {
	enc, err := registryHarness.abi.Pack("admitPlatformDev", x, y, fmspc, cpuSvn, pceSvn, notAfter)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAdmitPlatformDev is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x71dc875a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function admitPlatformDev(bytes32 x, bytes32 y, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint40 notAfter) returns(bytes16 id)
func (registryHarness *RegistryHarness) TryPackAdmitPlatformDev(x [32]byte, y [32]byte, fmspc *big.Int, cpuSvn *big.Int, pceSvn uint16, notAfter *big.Int) ([]byte, error) {
	return registryHarness.abi.Pack("admitPlatformDev", x, y, fmspc, cpuSvn, pceSvn, notAfter)
}

// UnpackAdmitPlatformDev is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x71dc875a.
//
// Solidity: function admitPlatformDev(bytes32 x, bytes32 y, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint40 notAfter) returns(bytes16 id)
func (registryHarness *RegistryHarness) UnpackAdmitPlatformDev(data []byte) ([16]byte, error) {
	out, err := registryHarness.abi.Unpack("admitPlatformDev", data)
	if err != nil {
		return *new([16]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([16]byte)).(*[16]byte)
	return out0, nil
}

// PackApplyFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08febe31.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function applyFloor(uint48 fmspc, uint8 kind) returns()
func (registryHarness *RegistryHarness) PackApplyFloor(fmspc *big.Int, kind uint8) []byte {
	enc, err := registryHarness.abi.Pack("applyFloor", fmspc, kind)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApplyFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08febe31.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function applyFloor(uint48 fmspc, uint8 kind) returns()
func (registryHarness *RegistryHarness) TryPackApplyFloor(fmspc *big.Int, kind uint8) ([]byte, error) {
	return registryHarness.abi.Pack("applyFloor", fmspc, kind)
}

// PackAppraise is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd20b2f25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function appraise(bytes body, bytes auth, bytes32 x, bytes32 y) view returns(uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
func (registryHarness *RegistryHarness) PackAppraise(body []byte, auth []byte, x [32]byte, y [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("appraise", body, auth, x, y)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAppraise is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd20b2f25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function appraise(bytes body, bytes auth, bytes32 x, bytes32 y) view returns(uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
func (registryHarness *RegistryHarness) TryPackAppraise(body []byte, auth []byte, x [32]byte, y [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("appraise", body, auth, x, y)
}

// AppraiseOutput serves as a container for the return parameters of contract
// method Appraise.
type AppraiseOutput struct {
	Kind       uint8
	Measured   [32]byte
	PlatformId [16]byte
	NotAfter   *big.Int
}

// UnpackAppraise is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd20b2f25.
//
// Solidity: function appraise(bytes body, bytes auth, bytes32 x, bytes32 y) view returns(uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackAppraise(data []byte) (AppraiseOutput, error) {
	out, err := registryHarness.abi.Unpack("appraise", data)
	outstruct := new(AppraiseOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Kind = *abi.ConvertType(out[0], new(uint8)).(*uint8)
	outstruct.Measured = *abi.ConvertType(out[1], new([32]byte)).(*[32]byte)
	outstruct.PlatformId = *abi.ConvertType(out[2], new([16]byte)).(*[16]byte)
	outstruct.NotAfter = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackAttestation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa47386fd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function attestation(address signer, bytes32 measured) view returns((uint40,uint40,uint48,bytes16))
func (registryHarness *RegistryHarness) PackAttestation(signer common.Address, measured [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("attestation", signer, measured)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAttestation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa47386fd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function attestation(address signer, bytes32 measured) view returns((uint40,uint40,uint48,bytes16))
func (registryHarness *RegistryHarness) TryPackAttestation(signer common.Address, measured [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("attestation", signer, measured)
}

// UnpackAttestation is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa47386fd.
//
// Solidity: function attestation(address signer, bytes32 measured) view returns((uint40,uint40,uint48,bytes16))
func (registryHarness *RegistryHarness) UnpackAttestation(data []byte) (Attestation, error) {
	out, err := registryHarness.abi.Unpack("attestation", data)
	if err != nil {
		return *new(Attestation), err
	}
	out0 := *abi.ConvertType(out[0], new(Attestation)).(*Attestation)
	return out0, nil
}

// PackAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf7e214f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authority() view returns(address)
func (registryHarness *RegistryHarness) PackAuthority() []byte {
	enc, err := registryHarness.abi.Pack("authority")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf7e214f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authority() view returns(address)
func (registryHarness *RegistryHarness) TryPackAuthority() ([]byte, error) {
	return registryHarness.abi.Pack("authority")
}

// UnpackAuthority is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbf7e214f.
//
// Solidity: function authority() view returns(address)
func (registryHarness *RegistryHarness) UnpackAuthority(data []byte) (common.Address, error) {
	out, err := registryHarness.abi.Unpack("authority", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackCertificateAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82047f4a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function certificateAuthority(bytes32 id) view returns((uint40,uint8,uint8))
func (registryHarness *RegistryHarness) PackCertificateAuthority(id [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("certificateAuthority", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCertificateAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82047f4a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function certificateAuthority(bytes32 id) view returns((uint40,uint8,uint8))
func (registryHarness *RegistryHarness) TryPackCertificateAuthority(id [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("certificateAuthority", id)
}

// UnpackCertificateAuthority is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x82047f4a.
//
// Solidity: function certificateAuthority(bytes32 id) view returns((uint40,uint8,uint8))
func (registryHarness *RegistryHarness) UnpackCertificateAuthority(data []byte) (CertificateAuthority, error) {
	out, err := registryHarness.abi.Unpack("certificateAuthority", data)
	if err != nil {
		return *new(CertificateAuthority), err
	}
	out0 := *abi.ConvertType(out[0], new(CertificateAuthority)).(*CertificateAuthority)
	return out0, nil
}

// PackDevelopmentAdmitter is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb48195a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function developmentAdmitter() view returns(address)
func (registryHarness *RegistryHarness) PackDevelopmentAdmitter() []byte {
	enc, err := registryHarness.abi.Pack("developmentAdmitter")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDevelopmentAdmitter is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb48195a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function developmentAdmitter() view returns(address)
func (registryHarness *RegistryHarness) TryPackDevelopmentAdmitter() ([]byte, error) {
	return registryHarness.abi.Pack("developmentAdmitter")
}

// UnpackDevelopmentAdmitter is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdb48195a.
//
// Solidity: function developmentAdmitter() view returns(address)
func (registryHarness *RegistryHarness) UnpackDevelopmentAdmitter(data []byte) (common.Address, error) {
	out, err := registryHarness.abi.Unpack("developmentAdmitter", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackFloorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8ef16273.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function floorOf(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),bool))
func (registryHarness *RegistryHarness) PackFloorOf(fmspc *big.Int, kind uint8) []byte {
	enc, err := registryHarness.abi.Pack("floorOf", fmspc, kind)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFloorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8ef16273.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function floorOf(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),bool))
func (registryHarness *RegistryHarness) TryPackFloorOf(fmspc *big.Int, kind uint8) ([]byte, error) {
	return registryHarness.abi.Pack("floorOf", fmspc, kind)
}

// UnpackFloorOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8ef16273.
//
// Solidity: function floorOf(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),bool))
func (registryHarness *RegistryHarness) UnpackFloorOf(data []byte) (Floor, error) {
	out, err := registryHarness.abi.Unpack("floorOf", data)
	if err != nil {
		return *new(Floor), err
	}
	out0 := *abi.ConvertType(out[0], new(Floor)).(*Floor)
	return out0, nil
}

// PackP256 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66c44a15.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function p256() view returns(address)
func (registryHarness *RegistryHarness) PackP256() []byte {
	enc, err := registryHarness.abi.Pack("p256")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackP256 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66c44a15.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function p256() view returns(address)
func (registryHarness *RegistryHarness) TryPackP256() ([]byte, error) {
	return registryHarness.abi.Pack("p256")
}

// UnpackP256 is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x66c44a15.
//
// Solidity: function p256() view returns(address)
func (registryHarness *RegistryHarness) UnpackP256(data []byte) (common.Address, error) {
	out, err := registryHarness.abi.Unpack("p256", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPendingFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32ae96e0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pendingFloor(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),uint40))
func (registryHarness *RegistryHarness) PackPendingFloor(fmspc *big.Int, kind uint8) []byte {
	enc, err := registryHarness.abi.Pack("pendingFloor", fmspc, kind)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPendingFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32ae96e0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pendingFloor(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),uint40))
func (registryHarness *RegistryHarness) TryPackPendingFloor(fmspc *big.Int, kind uint8) ([]byte, error) {
	return registryHarness.abi.Pack("pendingFloor", fmspc, kind)
}

// UnpackPendingFloor is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x32ae96e0.
//
// Solidity: function pendingFloor(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),uint40))
func (registryHarness *RegistryHarness) UnpackPendingFloor(data []byte) (PendingFloor, error) {
	out, err := registryHarness.abi.Unpack("pendingFloor", data)
	if err != nil {
		return *new(PendingFloor), err
	}
	out0 := *abi.ConvertType(out[0], new(PendingFloor)).(*PendingFloor)
	return out0, nil
}

// PackPlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x645735eb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function platform(bytes16 id) view returns((uint40,uint48,uint16,uint8,uint8,uint128) p)
func (registryHarness *RegistryHarness) PackPlatform(id [16]byte) []byte {
	enc, err := registryHarness.abi.Pack("platform", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x645735eb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function platform(bytes16 id) view returns((uint40,uint48,uint16,uint8,uint8,uint128) p)
func (registryHarness *RegistryHarness) TryPackPlatform(id [16]byte) ([]byte, error) {
	return registryHarness.abi.Pack("platform", id)
}

// UnpackPlatform is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x645735eb.
//
// Solidity: function platform(bytes16 id) view returns((uint40,uint48,uint16,uint8,uint8,uint128) p)
func (registryHarness *RegistryHarness) UnpackPlatform(data []byte) (Platform, error) {
	out, err := registryHarness.abi.Unpack("platform", data)
	if err != nil {
		return *new(Platform), err
	}
	out0 := *abi.ConvertType(out[0], new(Platform)).(*Platform)
	return out0, nil
}

// PackProposeFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb76753c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposeFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) floor) returns()
func (registryHarness *RegistryHarness) PackProposeFloor(fmspc *big.Int, kind uint8, floor TCBFloor) []byte {
	enc, err := registryHarness.abi.Pack("proposeFloor", fmspc, kind, floor)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposeFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb76753c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposeFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) floor) returns()
func (registryHarness *RegistryHarness) TryPackProposeFloor(fmspc *big.Int, kind uint8, floor TCBFloor) ([]byte, error) {
	return registryHarness.abi.Pack("proposeFloor", fmspc, kind, floor)
}

// PackProposeRestoration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa74266c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposeRestoration(bytes32 id) returns()
func (registryHarness *RegistryHarness) PackProposeRestoration(id [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("proposeRestoration", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposeRestoration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa74266c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposeRestoration(bytes32 id) returns()
func (registryHarness *RegistryHarness) TryPackProposeRestoration(id [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("proposeRestoration", id)
}

// PackPublishPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x544c0083.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri) returns(bytes32 policy)
func (registryHarness *RegistryHarness) PackPublishPolicy(root [32]byte, maxAge uint64, fileDigest [32]byte, uri string) []byte {
	enc, err := registryHarness.abi.Pack("publishPolicy", root, maxAge, fileDigest, uri)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPublishPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x544c0083.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri) returns(bytes32 policy)
func (registryHarness *RegistryHarness) TryPackPublishPolicy(root [32]byte, maxAge uint64, fileDigest [32]byte, uri string) ([]byte, error) {
	return registryHarness.abi.Pack("publishPolicy", root, maxAge, fileDigest, uri)
}

// UnpackPublishPolicy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x544c0083.
//
// Solidity: function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri) returns(bytes32 policy)
func (registryHarness *RegistryHarness) UnpackPublishPolicy(data []byte) ([32]byte, error) {
	out, err := registryHarness.abi.Unpack("publishPolicy", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x43943aad.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register(bytes body, bytes auth, bytes32 x, bytes32 y, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) PackRegister(body []byte, auth []byte, x [32]byte, y [32]byte, blockNumber uint64, runtimeDataHash [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("register", body, auth, x, y, blockNumber, runtimeDataHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x43943aad.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register(bytes body, bytes auth, bytes32 x, bytes32 y, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) TryPackRegister(body []byte, auth []byte, x [32]byte, y [32]byte, blockNumber uint64, runtimeDataHash [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("register", body, auth, x, y, blockNumber, runtimeDataHash)
}

// UnpackRegister is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x43943aad.
//
// Solidity: function register(bytes body, bytes auth, bytes32 x, bytes32 y, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) UnpackRegister(data []byte) ([32]byte, error) {
	out, err := registryHarness.abi.Unpack("register", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRegisterVerified is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4072f052.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerVerified(address verifier, bytes evidence, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) PackRegisterVerified(verifier common.Address, evidence []byte, blockNumber uint64, runtimeDataHash [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("registerVerified", verifier, evidence, blockNumber, runtimeDataHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterVerified is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4072f052.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerVerified(address verifier, bytes evidence, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) TryPackRegisterVerified(verifier common.Address, evidence []byte, blockNumber uint64, runtimeDataHash [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("registerVerified", verifier, evidence, blockNumber, runtimeDataHash)
}

// UnpackRegisterVerified is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4072f052.
//
// Solidity: function registerVerified(address verifier, bytes evidence, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (registryHarness *RegistryHarness) UnpackRegisterVerified(data []byte) ([32]byte, error) {
	out, err := registryHarness.abi.Unpack("registerVerified", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRestorableAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4ce36d34.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function restorableAt(bytes32 ) view returns(uint40)
func (registryHarness *RegistryHarness) PackRestorableAt(arg0 [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("restorableAt", arg0)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRestorableAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4ce36d34.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function restorableAt(bytes32 ) view returns(uint40)
func (registryHarness *RegistryHarness) TryPackRestorableAt(arg0 [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("restorableAt", arg0)
}

// UnpackRestorableAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4ce36d34.
//
// Solidity: function restorableAt(bytes32 ) view returns(uint40)
func (registryHarness *RegistryHarness) UnpackRestorableAt(data []byte) (*big.Int, error) {
	out, err := registryHarness.abi.Unpack("restorableAt", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRestoreCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf4001f4e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function restoreCA(bytes32 id) returns()
func (registryHarness *RegistryHarness) PackRestoreCA(id [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("restoreCA", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRestoreCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf4001f4e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function restoreCA(bytes32 id) returns()
func (registryHarness *RegistryHarness) TryPackRestoreCA(id [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("restoreCA", id)
}

// PackRestorePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9fedd0a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function restorePlatform(bytes16 id) returns()
func (registryHarness *RegistryHarness) PackRestorePlatform(id [16]byte) []byte {
	enc, err := registryHarness.abi.Pack("restorePlatform", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRestorePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9fedd0a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function restorePlatform(bytes16 id) returns()
func (registryHarness *RegistryHarness) TryPackRestorePlatform(id [16]byte) ([]byte, error) {
	return registryHarness.abi.Pack("restorePlatform", id)
}

// PackRevokeCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2415b009.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeCA(bytes32 id) returns()
func (registryHarness *RegistryHarness) PackRevokeCA(id [32]byte) []byte {
	enc, err := registryHarness.abi.Pack("revokeCA", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2415b009.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeCA(bytes32 id) returns()
func (registryHarness *RegistryHarness) TryPackRevokeCA(id [32]byte) ([]byte, error) {
	return registryHarness.abi.Pack("revokeCA", id)
}

// PackRevokePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7c2868f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokePlatform(bytes16 id) returns()
func (registryHarness *RegistryHarness) PackRevokePlatform(id [16]byte) []byte {
	enc, err := registryHarness.abi.Pack("revokePlatform", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7c2868f3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokePlatform(bytes16 id) returns()
func (registryHarness *RegistryHarness) TryPackRevokePlatform(id [16]byte) ([]byte, error) {
	return registryHarness.abi.Pack("revokePlatform", id)
}

// PackRoots is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x393fe1cd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function roots() view returns(bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
func (registryHarness *RegistryHarness) PackRoots() []byte {
	enc, err := registryHarness.abi.Pack("roots")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRoots is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x393fe1cd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function roots() view returns(bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
func (registryHarness *RegistryHarness) TryPackRoots() ([]byte, error) {
	return registryHarness.abi.Pack("roots")
}

// RootsOutput serves as a container for the return parameters of contract
// method Roots.
type RootsOutput struct {
	IntelX      [32]byte
	IntelY      [32]byte
	SimulationX [32]byte
	SimulationY [32]byte
}

// UnpackRoots is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x393fe1cd.
//
// Solidity: function roots() view returns(bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
func (registryHarness *RegistryHarness) UnpackRoots(data []byte) (RootsOutput, error) {
	out, err := registryHarness.abi.Unpack("roots", data)
	outstruct := new(RootsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.IntelX = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.IntelY = *abi.ConvertType(out[1], new([32]byte)).(*[32]byte)
	outstruct.SimulationX = *abi.ConvertType(out[2], new([32]byte)).(*[32]byte)
	outstruct.SimulationY = *abi.ConvertType(out[3], new([32]byte)).(*[32]byte)
	return *outstruct, nil
}

// PackTightenFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x816a1be3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function tightenFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) floor) returns()
func (registryHarness *RegistryHarness) PackTightenFloor(fmspc *big.Int, kind uint8, floor TCBFloor) []byte {
	enc, err := registryHarness.abi.Pack("tightenFloor", fmspc, kind, floor)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTightenFloor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x816a1be3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function tightenFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) floor) returns()
func (registryHarness *RegistryHarness) TryPackTightenFloor(fmspc *big.Int, kind uint8, floor TCBFloor) ([]byte, error) {
	return registryHarness.abi.Pack("tightenFloor", fmspc, kind, floor)
}

// PackTrusted is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xddd3fd3a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function trusted(address signer, bytes32 policy, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) view returns(bool)
func (registryHarness *RegistryHarness) PackTrusted(signer common.Address, policy [32]byte, proof PolicyProof) []byte {
	enc, err := registryHarness.abi.Pack("trusted", signer, policy, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTrusted is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xddd3fd3a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function trusted(address signer, bytes32 policy, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) view returns(bool)
func (registryHarness *RegistryHarness) TryPackTrusted(signer common.Address, policy [32]byte, proof PolicyProof) ([]byte, error) {
	return registryHarness.abi.Pack("trusted", signer, policy, proof)
}

// UnpackTrusted is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xddd3fd3a.
//
// Solidity: function trusted(address signer, bytes32 policy, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) view returns(bool)
func (registryHarness *RegistryHarness) UnpackTrusted(data []byte) (bool, error) {
	out, err := registryHarness.abi.Unpack("trusted", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// RegistryHarnessCAAdmitted represents a CAAdmitted event raised by the RegistryHarness contract.
type RegistryHarnessCAAdmitted struct {
	Ca        [32]byte
	Simulated bool
	NotAfter  *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessCAAdmittedEventName = "CAAdmitted"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessCAAdmitted) ContractEventName() string {
	return RegistryHarnessCAAdmittedEventName
}

// UnpackCAAdmittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CAAdmitted(bytes32 indexed ca, bool simulated, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackCAAdmittedEvent(log *types.Log) (*RegistryHarnessCAAdmitted, error) {
	event := "CAAdmitted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessCAAdmitted)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessCARestored represents a CARestored event raised by the RegistryHarness contract.
type RegistryHarnessCARestored struct {
	Ca  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessCARestoredEventName = "CARestored"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessCARestored) ContractEventName() string {
	return RegistryHarnessCARestoredEventName
}

// UnpackCARestoredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CARestored(bytes32 indexed ca)
func (registryHarness *RegistryHarness) UnpackCARestoredEvent(log *types.Log) (*RegistryHarnessCARestored, error) {
	event := "CARestored"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessCARestored)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessCARevoked represents a CARevoked event raised by the RegistryHarness contract.
type RegistryHarnessCARevoked struct {
	Ca  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessCARevokedEventName = "CARevoked"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessCARevoked) ContractEventName() string {
	return RegistryHarnessCARevokedEventName
}

// UnpackCARevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CARevoked(bytes32 indexed ca)
func (registryHarness *RegistryHarness) UnpackCARevokedEvent(log *types.Log) (*RegistryHarnessCARevoked, error) {
	event := "CARevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessCARevoked)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessFloorProposed represents a FloorProposed event raised by the RegistryHarness contract.
type RegistryHarnessFloorProposed struct {
	Fmspc   *big.Int
	Kind    uint8
	Floor   TCBFloor
	ReadyAt *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessFloorProposedEventName = "FloorProposed"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessFloorProposed) ContractEventName() string {
	return RegistryHarnessFloorProposedEventName
}

// UnpackFloorProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FloorProposed(uint48 indexed fmspc, uint8 indexed kind, (uint128,uint128,uint16,uint16) floor, uint256 readyAt)
func (registryHarness *RegistryHarness) UnpackFloorProposedEvent(log *types.Log) (*RegistryHarnessFloorProposed, error) {
	event := "FloorProposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessFloorProposed)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessFloorSet represents a FloorSet event raised by the RegistryHarness contract.
type RegistryHarnessFloorSet struct {
	Fmspc *big.Int
	Kind  uint8
	Floor TCBFloor
	Raw   *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessFloorSetEventName = "FloorSet"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessFloorSet) ContractEventName() string {
	return RegistryHarnessFloorSetEventName
}

// UnpackFloorSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FloorSet(uint48 indexed fmspc, uint8 indexed kind, (uint128,uint128,uint16,uint16) floor)
func (registryHarness *RegistryHarness) UnpackFloorSetEvent(log *types.Log) (*RegistryHarnessFloorSet, error) {
	event := "FloorSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessFloorSet)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessPlatformAdmitted represents a PlatformAdmitted event raised by the RegistryHarness contract.
type RegistryHarnessPlatformAdmitted struct {
	Platform  [16]byte
	Ca        [32]byte
	Simulated bool
	Fmspc     *big.Int
	CpuSvn    *big.Int
	PceSvn    uint16
	NotAfter  *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessPlatformAdmittedEventName = "PlatformAdmitted"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessPlatformAdmitted) ContractEventName() string {
	return RegistryHarnessPlatformAdmittedEventName
}

// UnpackPlatformAdmittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformAdmitted(bytes16 indexed platform, bytes32 indexed ca, bool simulated, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackPlatformAdmittedEvent(log *types.Log) (*RegistryHarnessPlatformAdmitted, error) {
	event := "PlatformAdmitted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessPlatformAdmitted)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessPlatformRestored represents a PlatformRestored event raised by the RegistryHarness contract.
type RegistryHarnessPlatformRestored struct {
	Platform [16]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessPlatformRestoredEventName = "PlatformRestored"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessPlatformRestored) ContractEventName() string {
	return RegistryHarnessPlatformRestoredEventName
}

// UnpackPlatformRestoredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformRestored(bytes16 indexed platform)
func (registryHarness *RegistryHarness) UnpackPlatformRestoredEvent(log *types.Log) (*RegistryHarnessPlatformRestored, error) {
	event := "PlatformRestored"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessPlatformRestored)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessPlatformRevoked represents a PlatformRevoked event raised by the RegistryHarness contract.
type RegistryHarnessPlatformRevoked struct {
	Platform [16]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessPlatformRevokedEventName = "PlatformRevoked"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessPlatformRevoked) ContractEventName() string {
	return RegistryHarnessPlatformRevokedEventName
}

// UnpackPlatformRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformRevoked(bytes16 indexed platform)
func (registryHarness *RegistryHarness) UnpackPlatformRevokedEvent(log *types.Log) (*RegistryHarnessPlatformRevoked, error) {
	event := "PlatformRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessPlatformRevoked)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessPolicyPublished represents a PolicyPublished event raised by the RegistryHarness contract.
type RegistryHarnessPolicyPublished struct {
	Policy     [32]byte
	Publisher  common.Address
	Root       [32]byte
	MaxAge     uint64
	FileDigest [32]byte
	Uri        string
	Raw        *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessPolicyPublishedEventName = "PolicyPublished"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessPolicyPublished) ContractEventName() string {
	return RegistryHarnessPolicyPublishedEventName
}

// UnpackPolicyPublishedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PolicyPublished(bytes32 indexed policy, address indexed publisher, bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri)
func (registryHarness *RegistryHarness) UnpackPolicyPublishedEvent(log *types.Log) (*RegistryHarnessPolicyPublished, error) {
	event := "PolicyPublished"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessPolicyPublished)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessRegistered represents a Registered event raised by the RegistryHarness contract.
type RegistryHarnessRegistered struct {
	Signer          common.Address
	Measurement     [32]byte
	Platform        [16]byte
	Kind            uint8
	BlockNumber     *big.Int
	Until           *big.Int
	RuntimeDataHash [32]byte
	Raw             *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessRegisteredEventName = "Registered"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessRegistered) ContractEventName() string {
	return RegistryHarnessRegisteredEventName
}

// UnpackRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Registered(address indexed signer, bytes32 indexed measurement, bytes16 indexed platform, uint8 kind, uint256 blockNumber, uint256 until, bytes32 runtimeDataHash)
func (registryHarness *RegistryHarness) UnpackRegisteredEvent(log *types.Log) (*RegistryHarnessRegistered, error) {
	event := "Registered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessRegistered)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessRestorationProposed represents a RestorationProposed event raised by the RegistryHarness contract.
type RegistryHarnessRestorationProposed struct {
	Id      [32]byte
	ReadyAt *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessRestorationProposedEventName = "RestorationProposed"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessRestorationProposed) ContractEventName() string {
	return RegistryHarnessRestorationProposedEventName
}

// UnpackRestorationProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RestorationProposed(bytes32 indexed id, uint256 readyAt)
func (registryHarness *RegistryHarness) UnpackRestorationProposedEvent(log *types.Log) (*RegistryHarnessRestorationProposed, error) {
	event := "RestorationProposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessRestorationProposed)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RegistryHarnessVerifierFixed represents a VerifierFixed event raised by the RegistryHarness contract.
type RegistryHarnessVerifierFixed struct {
	Verifier common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const RegistryHarnessVerifierFixedEventName = "VerifierFixed"

// ContractEventName returns the user-defined event name.
func (RegistryHarnessVerifierFixed) ContractEventName() string {
	return RegistryHarnessVerifierFixedEventName
}

// UnpackVerifierFixedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event VerifierFixed(address indexed verifier)
func (registryHarness *RegistryHarness) UnpackVerifierFixedEvent(log *types.Log) (*RegistryHarnessVerifierFixed, error) {
	event := "VerifierFixed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registryHarness.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistryHarnessVerifierFixed)
	if len(log.Data) > 0 {
		if err := registryHarness.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registryHarness.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (registryHarness *RegistryHarness) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["AlreadyAdmitted"].ID.Bytes()[:4]) {
		return registryHarness.UnpackAlreadyAdmittedError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadAttributes"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadAttributesError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadCertificateSignature"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadCertificateSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadInteger"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadIntegerError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadLength"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadObjectIdentifier"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadObjectIdentifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadPlatformExtension"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadPlatformExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadQuoteSignature"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadQuoteSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadQuoteSize"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadQuoteSizeError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadReportDataVersion"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadReportDataVersionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadReportSignature"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadReportSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadSetup"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadSetupError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BadTime"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBadTimeError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BelowFloor"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBelowFloorError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BindingMismatch"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBindingMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BlockMismatch"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBlockMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["BlockOutOfReach"].ID.Bytes()[:4]) {
		return registryHarness.UnpackBlockOutOfReachError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ExpiredCA"].ID.Bytes()[:4]) {
		return registryHarness.UnpackExpiredCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ExpiredPlatform"].ID.Bytes()[:4]) {
		return registryHarness.UnpackExpiredPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ForeignModule"].ID.Bytes()[:4]) {
		return registryHarness.UnpackForeignModuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ForeignQuotingEnclave"].ID.Bytes()[:4]) {
		return registryHarness.UnpackForeignQuotingEnclaveError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["Malformed"].ID.Bytes()[:4]) {
		return registryHarness.UnpackMalformedError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NoMeasurement"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNoMeasurementError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NoPlatformExtension"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNoPlatformExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotADevelopmentChain"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotADevelopmentChainError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotAuthority"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotAuthorityError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotDevelopmentAdmitter"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotDevelopmentAdmitterError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotNewer"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotNewerError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotReady"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotReadyError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NotRevoked"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNotRevokedError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["NothingPending"].ID.Bytes()[:4]) {
		return registryHarness.UnpackNothingPendingError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["OutsideValidity"].ID.Bytes()[:4]) {
		return registryHarness.UnpackOutsideValidityError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["RepeatedExtension"].ID.Bytes()[:4]) {
		return registryHarness.UnpackRepeatedExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["RevokedCA"].ID.Bytes()[:4]) {
		return registryHarness.UnpackRevokedCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["RevokedPlatform"].ID.Bytes()[:4]) {
		return registryHarness.UnpackRevokedPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["RevokedVerifier"].ID.Bytes()[:4]) {
		return registryHarness.UnpackRevokedVerifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ServiceTD"].ID.Bytes()[:4]) {
		return registryHarness.UnpackServiceTDError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["SimulatedEnclave"].ID.Bytes()[:4]) {
		return registryHarness.UnpackSimulatedEnclaveError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["TooManyCAs"].ID.Bytes()[:4]) {
		return registryHarness.UnpackTooManyCAsError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnboundAttestationKey"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnboundAttestationKeyError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnexpectedTag"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnexpectedTagError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnknownCA"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnknownCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnknownCriticalExtension"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnknownCriticalExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnknownFMSPC"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnknownFMSPCError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnknownPlatform"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnknownPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnknownVerifier"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnknownVerifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnsupportedBody"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnsupportedBodyError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnsupportedExtension"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnsupportedExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["UnsupportedQuote"].ID.Bytes()[:4]) {
		return registryHarness.UnpackUnsupportedQuoteError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["WouldLoosen"].ID.Bytes()[:4]) {
		return registryHarness.UnpackWouldLoosenError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["WrongRole"].ID.Bytes()[:4]) {
		return registryHarness.UnpackWrongRoleError(raw[4:])
	}
	if bytes.Equal(raw[:4], registryHarness.abi.Errors["ZeroSigner"].ID.Bytes()[:4]) {
		return registryHarness.UnpackZeroSignerError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RegistryHarnessAlreadyAdmitted represents a AlreadyAdmitted error raised by the RegistryHarness contract.
type RegistryHarnessAlreadyAdmitted struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyAdmitted(bytes32 id)
func RegistryHarnessAlreadyAdmittedErrorID() common.Hash {
	return common.HexToHash("0x54867bbed1105f365dc50913a5d14395d32dde92c932a59e386877de9b3a6b39")
}

// UnpackAlreadyAdmittedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyAdmitted(bytes32 id)
func (registryHarness *RegistryHarness) UnpackAlreadyAdmittedError(raw []byte) (*RegistryHarnessAlreadyAdmitted, error) {
	out := new(RegistryHarnessAlreadyAdmitted)
	if err := registryHarness.abi.UnpackIntoInterface(out, "AlreadyAdmitted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadAttributes represents a BadAttributes error raised by the RegistryHarness contract.
type RegistryHarnessBadAttributes struct {
	Attributes uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAttributes(uint64 attributes)
func RegistryHarnessBadAttributesErrorID() common.Hash {
	return common.HexToHash("0x37fa9cd0d078f8af55b6fd42bdeda6e1096363861cadd4e27bcefe970ad06e09")
}

// UnpackBadAttributesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAttributes(uint64 attributes)
func (registryHarness *RegistryHarness) UnpackBadAttributesError(raw []byte) (*RegistryHarnessBadAttributes, error) {
	out := new(RegistryHarnessBadAttributes)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadAttributes", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadCertificateSignature represents a BadCertificateSignature error raised by the RegistryHarness contract.
type RegistryHarnessBadCertificateSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadCertificateSignature()
func RegistryHarnessBadCertificateSignatureErrorID() common.Hash {
	return common.HexToHash("0xc24fcdae77ae921f6a3c48ff325126627563c2645dfb130eedb775f2be747d1a")
}

// UnpackBadCertificateSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadCertificateSignature()
func (registryHarness *RegistryHarness) UnpackBadCertificateSignatureError(raw []byte) (*RegistryHarnessBadCertificateSignature, error) {
	out := new(RegistryHarnessBadCertificateSignature)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadCertificateSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadInteger represents a BadInteger error raised by the RegistryHarness contract.
type RegistryHarnessBadInteger struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadInteger(uint256 offset)
func RegistryHarnessBadIntegerErrorID() common.Hash {
	return common.HexToHash("0x869475f90be7b44fd7080d3f18315da3a4eeae4d34c164269a0a57cc55a600c6")
}

// UnpackBadIntegerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadInteger(uint256 offset)
func (registryHarness *RegistryHarness) UnpackBadIntegerError(raw []byte) (*RegistryHarnessBadInteger, error) {
	out := new(RegistryHarnessBadInteger)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadInteger", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadLength represents a BadLength error raised by the RegistryHarness contract.
type RegistryHarnessBadLength struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadLength(uint256 offset)
func RegistryHarnessBadLengthErrorID() common.Hash {
	return common.HexToHash("0x1b6979012f947c08ee4d65f5a78b14e83bb235e34788f4e52e494dba87c60026")
}

// UnpackBadLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadLength(uint256 offset)
func (registryHarness *RegistryHarness) UnpackBadLengthError(raw []byte) (*RegistryHarnessBadLength, error) {
	out := new(RegistryHarnessBadLength)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadObjectIdentifier represents a BadObjectIdentifier error raised by the RegistryHarness contract.
type RegistryHarnessBadObjectIdentifier struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadObjectIdentifier(uint256 offset)
func RegistryHarnessBadObjectIdentifierErrorID() common.Hash {
	return common.HexToHash("0x778bf970d166d0a0162e321760bd0440275d5c80e45b09fbec1f88cdadbe333a")
}

// UnpackBadObjectIdentifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadObjectIdentifier(uint256 offset)
func (registryHarness *RegistryHarness) UnpackBadObjectIdentifierError(raw []byte) (*RegistryHarnessBadObjectIdentifier, error) {
	out := new(RegistryHarnessBadObjectIdentifier)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadObjectIdentifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadPlatformExtension represents a BadPlatformExtension error raised by the RegistryHarness contract.
type RegistryHarnessBadPlatformExtension struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadPlatformExtension(uint256 offset)
func RegistryHarnessBadPlatformExtensionErrorID() common.Hash {
	return common.HexToHash("0xaa5a3d59253a44a3ccfcac0bc7b077711f6cdf7932d9f28a99adcce20612d37c")
}

// UnpackBadPlatformExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadPlatformExtension(uint256 offset)
func (registryHarness *RegistryHarness) UnpackBadPlatformExtensionError(raw []byte) (*RegistryHarnessBadPlatformExtension, error) {
	out := new(RegistryHarnessBadPlatformExtension)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadPlatformExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadQuoteSignature represents a BadQuoteSignature error raised by the RegistryHarness contract.
type RegistryHarnessBadQuoteSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadQuoteSignature()
func RegistryHarnessBadQuoteSignatureErrorID() common.Hash {
	return common.HexToHash("0x1f66713283e3fc75036026f9ba826db6751083d42e6c83c890b88f1be99feb4e")
}

// UnpackBadQuoteSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadQuoteSignature()
func (registryHarness *RegistryHarness) UnpackBadQuoteSignatureError(raw []byte) (*RegistryHarnessBadQuoteSignature, error) {
	out := new(RegistryHarnessBadQuoteSignature)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadQuoteSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadQuoteSize represents a BadQuoteSize error raised by the RegistryHarness contract.
type RegistryHarnessBadQuoteSize struct {
	Body *big.Int
	Auth *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadQuoteSize(uint256 body, uint256 auth)
func RegistryHarnessBadQuoteSizeErrorID() common.Hash {
	return common.HexToHash("0x4bf42ac8a9d783e2d19b3d1f540015bad7f422f34aee129dc623fab2bf12081d")
}

// UnpackBadQuoteSizeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadQuoteSize(uint256 body, uint256 auth)
func (registryHarness *RegistryHarness) UnpackBadQuoteSizeError(raw []byte) (*RegistryHarnessBadQuoteSize, error) {
	out := new(RegistryHarnessBadQuoteSize)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadQuoteSize", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadReportDataVersion represents a BadReportDataVersion error raised by the RegistryHarness contract.
type RegistryHarnessBadReportDataVersion struct {
	Version uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadReportDataVersion(uint32 version)
func RegistryHarnessBadReportDataVersionErrorID() common.Hash {
	return common.HexToHash("0xf7d7eb193d557e3597de92e5e4ee459a7c2512a659c8c082c570ef9fa61aed3e")
}

// UnpackBadReportDataVersionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadReportDataVersion(uint32 version)
func (registryHarness *RegistryHarness) UnpackBadReportDataVersionError(raw []byte) (*RegistryHarnessBadReportDataVersion, error) {
	out := new(RegistryHarnessBadReportDataVersion)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadReportDataVersion", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadReportSignature represents a BadReportSignature error raised by the RegistryHarness contract.
type RegistryHarnessBadReportSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadReportSignature()
func RegistryHarnessBadReportSignatureErrorID() common.Hash {
	return common.HexToHash("0xfc69971c510f31cd9c66da9b193b03e264858dfbe9a71ddf71ebb64979257875")
}

// UnpackBadReportSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadReportSignature()
func (registryHarness *RegistryHarness) UnpackBadReportSignatureError(raw []byte) (*RegistryHarnessBadReportSignature, error) {
	out := new(RegistryHarnessBadReportSignature)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadReportSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadSetup represents a BadSetup error raised by the RegistryHarness contract.
type RegistryHarnessBadSetup struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSetup()
func RegistryHarnessBadSetupErrorID() common.Hash {
	return common.HexToHash("0x01bc1c6a98fa0aaa3c3608bd17cd7f6c387a57b01385b73db125aa7bcc28fefe")
}

// UnpackBadSetupError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSetup()
func (registryHarness *RegistryHarness) UnpackBadSetupError(raw []byte) (*RegistryHarnessBadSetup, error) {
	out := new(RegistryHarnessBadSetup)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadSetup", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBadTime represents a BadTime error raised by the RegistryHarness contract.
type RegistryHarnessBadTime struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadTime(uint256 offset)
func RegistryHarnessBadTimeErrorID() common.Hash {
	return common.HexToHash("0x0517a07b0b77ca71a2c18c7786227f71524cfc0e5fee20ad6d31d11b36d33958")
}

// UnpackBadTimeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadTime(uint256 offset)
func (registryHarness *RegistryHarness) UnpackBadTimeError(raw []byte) (*RegistryHarnessBadTime, error) {
	out := new(RegistryHarnessBadTime)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BadTime", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBelowFloor represents a BelowFloor error raised by the RegistryHarness contract.
type RegistryHarnessBelowFloor struct {
	Fmspc *big.Int
	Kind  uint8
	Have  TCBFloor
	Floor TCBFloor
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BelowFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) have, (uint128,uint128,uint16,uint16) floor)
func RegistryHarnessBelowFloorErrorID() common.Hash {
	return common.HexToHash("0xfa64f2b04480d7e42c401280c74d378b94905fa8fbfda0609052f304337e00ae")
}

// UnpackBelowFloorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BelowFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) have, (uint128,uint128,uint16,uint16) floor)
func (registryHarness *RegistryHarness) UnpackBelowFloorError(raw []byte) (*RegistryHarnessBelowFloor, error) {
	out := new(RegistryHarnessBelowFloor)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BelowFloor", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBindingMismatch represents a BindingMismatch error raised by the RegistryHarness contract.
type RegistryHarnessBindingMismatch struct {
	Quoted   [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BindingMismatch(bytes32 quoted, bytes32 expected)
func RegistryHarnessBindingMismatchErrorID() common.Hash {
	return common.HexToHash("0x75ec11b1e4d676da624b803cf77d6b22dfa05abf12b9e195df10fabf4ea9519a")
}

// UnpackBindingMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BindingMismatch(bytes32 quoted, bytes32 expected)
func (registryHarness *RegistryHarness) UnpackBindingMismatchError(raw []byte) (*RegistryHarnessBindingMismatch, error) {
	out := new(RegistryHarnessBindingMismatch)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BindingMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBlockMismatch represents a BlockMismatch error raised by the RegistryHarness contract.
type RegistryHarnessBlockMismatch struct {
	Quoted *big.Int
	Given  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BlockMismatch(uint256 quoted, uint256 given)
func RegistryHarnessBlockMismatchErrorID() common.Hash {
	return common.HexToHash("0x846fdc6462a6fb359b7a6bb66bb1cebd5afd6431bc4e609bd382f3915b2d9572")
}

// UnpackBlockMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BlockMismatch(uint256 quoted, uint256 given)
func (registryHarness *RegistryHarness) UnpackBlockMismatchError(raw []byte) (*RegistryHarnessBlockMismatch, error) {
	out := new(RegistryHarnessBlockMismatch)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BlockMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessBlockOutOfReach represents a BlockOutOfReach error raised by the RegistryHarness contract.
type RegistryHarnessBlockOutOfReach struct {
	BlockNumber *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BlockOutOfReach(uint256 blockNumber)
func RegistryHarnessBlockOutOfReachErrorID() common.Hash {
	return common.HexToHash("0x4a8a69361466478527771c7d4b29634deaaddc88948e4139207b7dffef09383d")
}

// UnpackBlockOutOfReachError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BlockOutOfReach(uint256 blockNumber)
func (registryHarness *RegistryHarness) UnpackBlockOutOfReachError(raw []byte) (*RegistryHarnessBlockOutOfReach, error) {
	out := new(RegistryHarnessBlockOutOfReach)
	if err := registryHarness.abi.UnpackIntoInterface(out, "BlockOutOfReach", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessExpiredCA represents a ExpiredCA error raised by the RegistryHarness contract.
type RegistryHarnessExpiredCA struct {
	Ca       [32]byte
	NotAfter *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiredCA(bytes32 ca, uint256 notAfter)
func RegistryHarnessExpiredCAErrorID() common.Hash {
	return common.HexToHash("0xd4050a0f5e93bced8fb173f9375ed2312faf64a6498c8af406745154641c1a4b")
}

// UnpackExpiredCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiredCA(bytes32 ca, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackExpiredCAError(raw []byte) (*RegistryHarnessExpiredCA, error) {
	out := new(RegistryHarnessExpiredCA)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ExpiredCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessExpiredPlatform represents a ExpiredPlatform error raised by the RegistryHarness contract.
type RegistryHarnessExpiredPlatform struct {
	Platform [16]byte
	NotAfter *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiredPlatform(bytes16 platform, uint256 notAfter)
func RegistryHarnessExpiredPlatformErrorID() common.Hash {
	return common.HexToHash("0x807ec21e4c4aef5804050ce4e0ebffa19c3077f281665c7a8aac8cfce301f300")
}

// UnpackExpiredPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiredPlatform(bytes16 platform, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackExpiredPlatformError(raw []byte) (*RegistryHarnessExpiredPlatform, error) {
	out := new(RegistryHarnessExpiredPlatform)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ExpiredPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessForeignModule represents a ForeignModule error raised by the RegistryHarness contract.
type RegistryHarnessForeignModule struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForeignModule()
func RegistryHarnessForeignModuleErrorID() common.Hash {
	return common.HexToHash("0x440b4c382224fc3538d31fe0cad984a4d027939d99a1921ce45b440906423f13")
}

// UnpackForeignModuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForeignModule()
func (registryHarness *RegistryHarness) UnpackForeignModuleError(raw []byte) (*RegistryHarnessForeignModule, error) {
	out := new(RegistryHarnessForeignModule)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ForeignModule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessForeignQuotingEnclave represents a ForeignQuotingEnclave error raised by the RegistryHarness contract.
type RegistryHarnessForeignQuotingEnclave struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForeignQuotingEnclave()
func RegistryHarnessForeignQuotingEnclaveErrorID() common.Hash {
	return common.HexToHash("0xbbbad73459c4d75cd7c58cd55217883e2cf958bb2f77e0133e0b14de27e2338b")
}

// UnpackForeignQuotingEnclaveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForeignQuotingEnclave()
func (registryHarness *RegistryHarness) UnpackForeignQuotingEnclaveError(raw []byte) (*RegistryHarnessForeignQuotingEnclave, error) {
	out := new(RegistryHarnessForeignQuotingEnclave)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ForeignQuotingEnclave", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessMalformed represents a Malformed error raised by the RegistryHarness contract.
type RegistryHarnessMalformed struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Malformed(uint256 offset)
func RegistryHarnessMalformedErrorID() common.Hash {
	return common.HexToHash("0x45ef4133be7991e744bb78b5b205ed572cd2ca90fa7245f6de22b14507b7bf7a")
}

// UnpackMalformedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Malformed(uint256 offset)
func (registryHarness *RegistryHarness) UnpackMalformedError(raw []byte) (*RegistryHarnessMalformed, error) {
	out := new(RegistryHarnessMalformed)
	if err := registryHarness.abi.UnpackIntoInterface(out, "Malformed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNoMeasurement represents a NoMeasurement error raised by the RegistryHarness contract.
type RegistryHarnessNoMeasurement struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoMeasurement()
func RegistryHarnessNoMeasurementErrorID() common.Hash {
	return common.HexToHash("0xc77da876f612345744b80338af772348e8ecab96a080cc3095dbf3a1f740db20")
}

// UnpackNoMeasurementError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoMeasurement()
func (registryHarness *RegistryHarness) UnpackNoMeasurementError(raw []byte) (*RegistryHarnessNoMeasurement, error) {
	out := new(RegistryHarnessNoMeasurement)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NoMeasurement", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNoPlatformExtension represents a NoPlatformExtension error raised by the RegistryHarness contract.
type RegistryHarnessNoPlatformExtension struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoPlatformExtension()
func RegistryHarnessNoPlatformExtensionErrorID() common.Hash {
	return common.HexToHash("0x4c95ab3a86dc8714848b80efad3af22b5516f94b0f7bce820a65b0e17b28e99e")
}

// UnpackNoPlatformExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoPlatformExtension()
func (registryHarness *RegistryHarness) UnpackNoPlatformExtensionError(raw []byte) (*RegistryHarnessNoPlatformExtension, error) {
	out := new(RegistryHarnessNoPlatformExtension)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NoPlatformExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotADevelopmentChain represents a NotADevelopmentChain error raised by the RegistryHarness contract.
type RegistryHarnessNotADevelopmentChain struct {
	ChainId *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotADevelopmentChain(uint256 chainId)
func RegistryHarnessNotADevelopmentChainErrorID() common.Hash {
	return common.HexToHash("0xd84a67724e38c1d209133ebc2ae3792dad98ebb0613a3590fa2d6a8299fb9e88")
}

// UnpackNotADevelopmentChainError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotADevelopmentChain(uint256 chainId)
func (registryHarness *RegistryHarness) UnpackNotADevelopmentChainError(raw []byte) (*RegistryHarnessNotADevelopmentChain, error) {
	out := new(RegistryHarnessNotADevelopmentChain)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotADevelopmentChain", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotAuthority represents a NotAuthority error raised by the RegistryHarness contract.
type RegistryHarnessNotAuthority struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthority(address caller)
func RegistryHarnessNotAuthorityErrorID() common.Hash {
	return common.HexToHash("0x9e066db10485fe5061603cf3250900c413eb0779450f2dd0e086cc49366ce3ae")
}

// UnpackNotAuthorityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthority(address caller)
func (registryHarness *RegistryHarness) UnpackNotAuthorityError(raw []byte) (*RegistryHarnessNotAuthority, error) {
	out := new(RegistryHarnessNotAuthority)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotAuthority", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotDevelopmentAdmitter represents a NotDevelopmentAdmitter error raised by the RegistryHarness contract.
type RegistryHarnessNotDevelopmentAdmitter struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDevelopmentAdmitter(address caller)
func RegistryHarnessNotDevelopmentAdmitterErrorID() common.Hash {
	return common.HexToHash("0x06587feab3694735a8b43a403f62651c73c92cb7d67cc94477386f9769831948")
}

// UnpackNotDevelopmentAdmitterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDevelopmentAdmitter(address caller)
func (registryHarness *RegistryHarness) UnpackNotDevelopmentAdmitterError(raw []byte) (*RegistryHarnessNotDevelopmentAdmitter, error) {
	out := new(RegistryHarnessNotDevelopmentAdmitter)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotDevelopmentAdmitter", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotNewer represents a NotNewer error raised by the RegistryHarness contract.
type RegistryHarnessNotNewer struct {
	BlockNumber *big.Int
	Registered  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotNewer(uint256 blockNumber, uint256 registered)
func RegistryHarnessNotNewerErrorID() common.Hash {
	return common.HexToHash("0xa3051cadb2230b21b1fe8d85416cf7f3cf3b97691188f1a64ef0b2a20b69f87a")
}

// UnpackNotNewerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotNewer(uint256 blockNumber, uint256 registered)
func (registryHarness *RegistryHarness) UnpackNotNewerError(raw []byte) (*RegistryHarnessNotNewer, error) {
	out := new(RegistryHarnessNotNewer)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotNewer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotReady represents a NotReady error raised by the RegistryHarness contract.
type RegistryHarnessNotReady struct {
	ReadyAt *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotReady(uint256 readyAt)
func RegistryHarnessNotReadyErrorID() common.Hash {
	return common.HexToHash("0x5a99752647584ead558edddd1f1addfad4f0de89e1c388850fa33af4e893b9cc")
}

// UnpackNotReadyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotReady(uint256 readyAt)
func (registryHarness *RegistryHarness) UnpackNotReadyError(raw []byte) (*RegistryHarnessNotReady, error) {
	out := new(RegistryHarnessNotReady)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotReady", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNotRevoked represents a NotRevoked error raised by the RegistryHarness contract.
type RegistryHarnessNotRevoked struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotRevoked()
func RegistryHarnessNotRevokedErrorID() common.Hash {
	return common.HexToHash("0x73f7ab1ed50b3d58e5071f653d1bc48862dda6e8e3085797debfcb287ccf2678")
}

// UnpackNotRevokedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotRevoked()
func (registryHarness *RegistryHarness) UnpackNotRevokedError(raw []byte) (*RegistryHarnessNotRevoked, error) {
	out := new(RegistryHarnessNotRevoked)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NotRevoked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessNothingPending represents a NothingPending error raised by the RegistryHarness contract.
type RegistryHarnessNothingPending struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingPending()
func RegistryHarnessNothingPendingErrorID() common.Hash {
	return common.HexToHash("0x175c1aea8c453b556720d39e3cb0e313105d00199d98e8a01c1a820f7ffae2f3")
}

// UnpackNothingPendingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingPending()
func (registryHarness *RegistryHarness) UnpackNothingPendingError(raw []byte) (*RegistryHarnessNothingPending, error) {
	out := new(RegistryHarnessNothingPending)
	if err := registryHarness.abi.UnpackIntoInterface(out, "NothingPending", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessOutsideValidity represents a OutsideValidity error raised by the RegistryHarness contract.
type RegistryHarnessOutsideValidity struct {
	NotBefore *big.Int
	NotAfter  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OutsideValidity(uint256 notBefore, uint256 notAfter)
func RegistryHarnessOutsideValidityErrorID() common.Hash {
	return common.HexToHash("0x758ea38f071cc27ac8d5fb0c5501e09b9afb300d96cce1d435e4b7b7950e43bc")
}

// UnpackOutsideValidityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OutsideValidity(uint256 notBefore, uint256 notAfter)
func (registryHarness *RegistryHarness) UnpackOutsideValidityError(raw []byte) (*RegistryHarnessOutsideValidity, error) {
	out := new(RegistryHarnessOutsideValidity)
	if err := registryHarness.abi.UnpackIntoInterface(out, "OutsideValidity", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessRepeatedExtension represents a RepeatedExtension error raised by the RegistryHarness contract.
type RegistryHarnessRepeatedExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RepeatedExtension(bytes32 oid)
func RegistryHarnessRepeatedExtensionErrorID() common.Hash {
	return common.HexToHash("0xb3c1bed057d249d9df4b49d65b0af0e7ff685d7f09c987a70e682dbdcd845b74")
}

// UnpackRepeatedExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RepeatedExtension(bytes32 oid)
func (registryHarness *RegistryHarness) UnpackRepeatedExtensionError(raw []byte) (*RegistryHarnessRepeatedExtension, error) {
	out := new(RegistryHarnessRepeatedExtension)
	if err := registryHarness.abi.UnpackIntoInterface(out, "RepeatedExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessRevokedCA represents a RevokedCA error raised by the RegistryHarness contract.
type RegistryHarnessRevokedCA struct {
	Ca [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedCA(bytes32 ca)
func RegistryHarnessRevokedCAErrorID() common.Hash {
	return common.HexToHash("0x20a999faafe2816bb7ff681127953876ada28305cb58220600528520db256acb")
}

// UnpackRevokedCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedCA(bytes32 ca)
func (registryHarness *RegistryHarness) UnpackRevokedCAError(raw []byte) (*RegistryHarnessRevokedCA, error) {
	out := new(RegistryHarnessRevokedCA)
	if err := registryHarness.abi.UnpackIntoInterface(out, "RevokedCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessRevokedPlatform represents a RevokedPlatform error raised by the RegistryHarness contract.
type RegistryHarnessRevokedPlatform struct {
	Platform [16]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedPlatform(bytes16 platform)
func RegistryHarnessRevokedPlatformErrorID() common.Hash {
	return common.HexToHash("0x6b5f40d0d142a3501b0a458d8fc5a0399413b3ce269240bf187fbf73cd38d8dc")
}

// UnpackRevokedPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedPlatform(bytes16 platform)
func (registryHarness *RegistryHarness) UnpackRevokedPlatformError(raw []byte) (*RegistryHarnessRevokedPlatform, error) {
	out := new(RegistryHarnessRevokedPlatform)
	if err := registryHarness.abi.UnpackIntoInterface(out, "RevokedPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessRevokedVerifier represents a RevokedVerifier error raised by the RegistryHarness contract.
type RegistryHarnessRevokedVerifier struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedVerifier(bytes32 id)
func RegistryHarnessRevokedVerifierErrorID() common.Hash {
	return common.HexToHash("0x228c21414353d72e9dede94e8f0072e6424c465de6daf4f57bda240205d7fa5f")
}

// UnpackRevokedVerifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedVerifier(bytes32 id)
func (registryHarness *RegistryHarness) UnpackRevokedVerifierError(raw []byte) (*RegistryHarnessRevokedVerifier, error) {
	out := new(RegistryHarnessRevokedVerifier)
	if err := registryHarness.abi.UnpackIntoInterface(out, "RevokedVerifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessServiceTD represents a ServiceTD error raised by the RegistryHarness contract.
type RegistryHarnessServiceTD struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceTD()
func RegistryHarnessServiceTDErrorID() common.Hash {
	return common.HexToHash("0xca3b52d3fe19d18a86c7edfc4597d97f853539f30e094ac5bd1522d30fbf15f7")
}

// UnpackServiceTDError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceTD()
func (registryHarness *RegistryHarness) UnpackServiceTDError(raw []byte) (*RegistryHarnessServiceTD, error) {
	out := new(RegistryHarnessServiceTD)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ServiceTD", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessSimulatedEnclave represents a SimulatedEnclave error raised by the RegistryHarness contract.
type RegistryHarnessSimulatedEnclave struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SimulatedEnclave()
func RegistryHarnessSimulatedEnclaveErrorID() common.Hash {
	return common.HexToHash("0x1863c99361c31341282dce0e671b0ca8cbb0b16379f8fe386ef682edbaa07deb")
}

// UnpackSimulatedEnclaveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SimulatedEnclave()
func (registryHarness *RegistryHarness) UnpackSimulatedEnclaveError(raw []byte) (*RegistryHarnessSimulatedEnclave, error) {
	out := new(RegistryHarnessSimulatedEnclave)
	if err := registryHarness.abi.UnpackIntoInterface(out, "SimulatedEnclave", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessTooManyCAs represents a TooManyCAs error raised by the RegistryHarness contract.
type RegistryHarnessTooManyCAs struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyCAs()
func RegistryHarnessTooManyCAsErrorID() common.Hash {
	return common.HexToHash("0x3a757711134f598578524ab1b74bcb1e744902e7736857468177435c14d6c62e")
}

// UnpackTooManyCAsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyCAs()
func (registryHarness *RegistryHarness) UnpackTooManyCAsError(raw []byte) (*RegistryHarnessTooManyCAs, error) {
	out := new(RegistryHarnessTooManyCAs)
	if err := registryHarness.abi.UnpackIntoInterface(out, "TooManyCAs", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnboundAttestationKey represents a UnboundAttestationKey error raised by the RegistryHarness contract.
type RegistryHarnessUnboundAttestationKey struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnboundAttestationKey()
func RegistryHarnessUnboundAttestationKeyErrorID() common.Hash {
	return common.HexToHash("0x8bc88bf4828db52cfb36b15943bccd0d1689c78d4cc324089c14787c1f0d1d6a")
}

// UnpackUnboundAttestationKeyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnboundAttestationKey()
func (registryHarness *RegistryHarness) UnpackUnboundAttestationKeyError(raw []byte) (*RegistryHarnessUnboundAttestationKey, error) {
	out := new(RegistryHarnessUnboundAttestationKey)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnboundAttestationKey", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnexpectedTag represents a UnexpectedTag error raised by the RegistryHarness contract.
type RegistryHarnessUnexpectedTag struct {
	Offset *big.Int
	Want   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnexpectedTag(uint256 offset, uint256 want)
func RegistryHarnessUnexpectedTagErrorID() common.Hash {
	return common.HexToHash("0x0c7ccd52b5d1a5cc733bdf9e1fde12b9acd813b82df1c6eaecedd141e48df987")
}

// UnpackUnexpectedTagError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnexpectedTag(uint256 offset, uint256 want)
func (registryHarness *RegistryHarness) UnpackUnexpectedTagError(raw []byte) (*RegistryHarnessUnexpectedTag, error) {
	out := new(RegistryHarnessUnexpectedTag)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnexpectedTag", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnknownCA represents a UnknownCA error raised by the RegistryHarness contract.
type RegistryHarnessUnknownCA struct {
	Ca [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownCA(bytes32 ca)
func RegistryHarnessUnknownCAErrorID() common.Hash {
	return common.HexToHash("0x3be0cf43fa5484a36c3173fd9aa207b790da59c75b335416d0cad2ad7149556e")
}

// UnpackUnknownCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownCA(bytes32 ca)
func (registryHarness *RegistryHarness) UnpackUnknownCAError(raw []byte) (*RegistryHarnessUnknownCA, error) {
	out := new(RegistryHarnessUnknownCA)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnknownCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnknownCriticalExtension represents a UnknownCriticalExtension error raised by the RegistryHarness contract.
type RegistryHarnessUnknownCriticalExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownCriticalExtension(bytes32 oid)
func RegistryHarnessUnknownCriticalExtensionErrorID() common.Hash {
	return common.HexToHash("0xf178e3963c39f48a9b56a107dab361ba67fd0eae6359968471110abcedf502e8")
}

// UnpackUnknownCriticalExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownCriticalExtension(bytes32 oid)
func (registryHarness *RegistryHarness) UnpackUnknownCriticalExtensionError(raw []byte) (*RegistryHarnessUnknownCriticalExtension, error) {
	out := new(RegistryHarnessUnknownCriticalExtension)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnknownCriticalExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnknownFMSPC represents a UnknownFMSPC error raised by the RegistryHarness contract.
type RegistryHarnessUnknownFMSPC struct {
	Fmspc *big.Int
	Kind  uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownFMSPC(uint48 fmspc, uint8 kind)
func RegistryHarnessUnknownFMSPCErrorID() common.Hash {
	return common.HexToHash("0xde408b5e8bcc73f20536c2262b74787a0cef45241d313daeca2debf49775082e")
}

// UnpackUnknownFMSPCError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownFMSPC(uint48 fmspc, uint8 kind)
func (registryHarness *RegistryHarness) UnpackUnknownFMSPCError(raw []byte) (*RegistryHarnessUnknownFMSPC, error) {
	out := new(RegistryHarnessUnknownFMSPC)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnknownFMSPC", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnknownPlatform represents a UnknownPlatform error raised by the RegistryHarness contract.
type RegistryHarnessUnknownPlatform struct {
	Platform [16]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownPlatform(bytes16 platform)
func RegistryHarnessUnknownPlatformErrorID() common.Hash {
	return common.HexToHash("0xf531cc3bbd81ab3b384ce9306e30b9c5bac33500a7db56e18233e1786818b837")
}

// UnpackUnknownPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownPlatform(bytes16 platform)
func (registryHarness *RegistryHarness) UnpackUnknownPlatformError(raw []byte) (*RegistryHarnessUnknownPlatform, error) {
	out := new(RegistryHarnessUnknownPlatform)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnknownPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnknownVerifier represents a UnknownVerifier error raised by the RegistryHarness contract.
type RegistryHarnessUnknownVerifier struct {
	Verifier common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownVerifier(address verifier)
func RegistryHarnessUnknownVerifierErrorID() common.Hash {
	return common.HexToHash("0x72a161ab9d516b1f02fdb830787c6de7a3496a4a6855534710c808e91c7725f0")
}

// UnpackUnknownVerifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownVerifier(address verifier)
func (registryHarness *RegistryHarness) UnpackUnknownVerifierError(raw []byte) (*RegistryHarnessUnknownVerifier, error) {
	out := new(RegistryHarnessUnknownVerifier)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnknownVerifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnsupportedBody represents a UnsupportedBody error raised by the RegistryHarness contract.
type RegistryHarnessUnsupportedBody struct {
	Body [6]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedBody(bytes6 body)
func RegistryHarnessUnsupportedBodyErrorID() common.Hash {
	return common.HexToHash("0x3669a754209941d8e3b1a1ad7d08cbb09d867331e39d8e94aeece78f0c796f59")
}

// UnpackUnsupportedBodyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedBody(bytes6 body)
func (registryHarness *RegistryHarness) UnpackUnsupportedBodyError(raw []byte) (*RegistryHarnessUnsupportedBody, error) {
	out := new(RegistryHarnessUnsupportedBody)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnsupportedBody", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnsupportedExtension represents a UnsupportedExtension error raised by the RegistryHarness contract.
type RegistryHarnessUnsupportedExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedExtension(bytes32 oid)
func RegistryHarnessUnsupportedExtensionErrorID() common.Hash {
	return common.HexToHash("0xff6d6ac715e577feadda25b87ef2b5f01b052f65b17e7b1f330437e795edd466")
}

// UnpackUnsupportedExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedExtension(bytes32 oid)
func (registryHarness *RegistryHarness) UnpackUnsupportedExtensionError(raw []byte) (*RegistryHarnessUnsupportedExtension, error) {
	out := new(RegistryHarnessUnsupportedExtension)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnsupportedExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessUnsupportedQuote represents a UnsupportedQuote error raised by the RegistryHarness contract.
type RegistryHarnessUnsupportedQuote struct {
	Header        [8]byte
	Certification uint16
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedQuote(bytes8 header, uint16 certification)
func RegistryHarnessUnsupportedQuoteErrorID() common.Hash {
	return common.HexToHash("0x6eb40ed90b56bb783c735e5f2ab7ea4ce56cf1b012ff353fee90e22bd6d0fe29")
}

// UnpackUnsupportedQuoteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedQuote(bytes8 header, uint16 certification)
func (registryHarness *RegistryHarness) UnpackUnsupportedQuoteError(raw []byte) (*RegistryHarnessUnsupportedQuote, error) {
	out := new(RegistryHarnessUnsupportedQuote)
	if err := registryHarness.abi.UnpackIntoInterface(out, "UnsupportedQuote", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessWouldLoosen represents a WouldLoosen error raised by the RegistryHarness contract.
type RegistryHarnessWouldLoosen struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WouldLoosen()
func RegistryHarnessWouldLoosenErrorID() common.Hash {
	return common.HexToHash("0x01901385bbe753e8f1f5d1d1667f77fec2a7836467f02debbdfdbe926d214f02")
}

// UnpackWouldLoosenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WouldLoosen()
func (registryHarness *RegistryHarness) UnpackWouldLoosenError(raw []byte) (*RegistryHarnessWouldLoosen, error) {
	out := new(RegistryHarnessWouldLoosen)
	if err := registryHarness.abi.UnpackIntoInterface(out, "WouldLoosen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessWrongRole represents a WrongRole error raised by the RegistryHarness contract.
type RegistryHarnessWrongRole struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongRole()
func RegistryHarnessWrongRoleErrorID() common.Hash {
	return common.HexToHash("0x76699990f19ab1e5d89b3c5722ce001e8bd0e81fa5b52b58b478454f14263e16")
}

// UnpackWrongRoleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongRole()
func (registryHarness *RegistryHarness) UnpackWrongRoleError(raw []byte) (*RegistryHarnessWrongRole, error) {
	out := new(RegistryHarnessWrongRole)
	if err := registryHarness.abi.UnpackIntoInterface(out, "WrongRole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryHarnessZeroSigner represents a ZeroSigner error raised by the RegistryHarness contract.
type RegistryHarnessZeroSigner struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroSigner()
func RegistryHarnessZeroSignerErrorID() common.Hash {
	return common.HexToHash("0xe5c48ac578e050f5a863729c359600666b17bce09ec64f88719c5ce6fc799f6a")
}

// UnpackZeroSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroSigner()
func (registryHarness *RegistryHarness) UnpackZeroSignerError(raw []byte) (*RegistryHarnessZeroSigner, error) {
	out := new(RegistryHarnessZeroSigner)
	if err := registryHarness.abi.UnpackIntoInterface(out, "ZeroSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistryVerifierMetaData contains all meta data concerning the RegistryVerifier contract.
var RegistryVerifierMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"other_\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"forgetMeasurements\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"other\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"verify\",\"inputs\":[{\"name\":\"evidence\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVerified\",\"components\":[{\"name\":\"reportData\",\"type\":\"bytes32[2]\",\"internalType\":\"bytes32[2]\"},{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"}]}],\"stateMutability\":\"view\"}]",
	ID:  "RegistryVerifier",
	Bin: "0x60a034606d57601f61047138819003918201601f19168301916001600160401b03831184841017607157808492602094604052833981010312606d57516001600160a01b0381168103606d576080526040516103eb908161008682396080518181816101a801526103200152f35b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f3560e01c908163852958771461030e575080638e760afe1461005f57639bddce961461003d575f80fd5b3461005b575f36600319011261005b575f805460ff19166001179055005b5f80fd5b3461005b57602036600319011261005b5760043567ffffffffffffffff811161005b573660238201121561005b57806004013567ffffffffffffffff811161005b578101602481019036821161005b57604051926080840184811067ffffffffffffffff82111761028557604052604080516100db828261034f565b81368237855260208501935f8552818601925f8452608060608801955f8752602483602319920301011261005b57602481013567ffffffffffffffff811161005b5782602461012c92840101610371565b9160448201359067ffffffffffffffff821161005b57826101596101909260246080956084970101610371565b865163d20b2f2560e01b81526004810185905294859384939261017e8386018a6103c7565b858103600319016024870152906103c7565b606480840135604486015291909201359083015203817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa8015610304575f5f5f926102a1575b6001600160801b0319168652875264ffffffffff168552505f5460ff16610299575b610278610258820151910151958251968388019288841067ffffffffffffffff85111761028557889385528352602083015252805193845f905b6002821061026f5782518488015284516001600160801b0319166060880152855164ffffffffff16608088015260a087f35b6020806001928a5181520198019101909661023d565b634e487b7160e01b5f52604160045260245ffd5b5f8552610203565b5050506080813d6080116102fc575b816102bd6080938361034f565b8101031261005b57805160ff81160361005b576020810151838201516001600160801b03198116810361005b57606064ffffffffff93015191906101e1565b3d91506102b0565b83513d5f823e3d90fd5b3461005b575f36600319011261005b577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b90601f8019910116810190811067ffffffffffffffff82111761028557604052565b81601f8201121561005b5780359067ffffffffffffffff821161028557604051926103a6601f8401601f19166020018561034f565b8284526020838301011161005b57815f926020809301838601378301015290565b805180835260209291819084018484015e5f828201840152601f01601f191601019056",
}

// RegistryVerifier is an auto generated Go binding around an Ethereum contract.
type RegistryVerifier struct {
	abi abi.ABI
}

// NewRegistryVerifier creates a new instance of RegistryVerifier.
func NewRegistryVerifier() *RegistryVerifier {
	parsed, err := RegistryVerifierMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &RegistryVerifier{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *RegistryVerifier) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address other_) returns()
func (registryVerifier *RegistryVerifier) PackConstructor(other_ common.Address) []byte {
	enc, err := registryVerifier.abi.Pack("", other_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackForgetMeasurements is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9bddce96.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function forgetMeasurements() returns()
func (registryVerifier *RegistryVerifier) PackForgetMeasurements() []byte {
	enc, err := registryVerifier.abi.Pack("forgetMeasurements")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackForgetMeasurements is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9bddce96.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function forgetMeasurements() returns()
func (registryVerifier *RegistryVerifier) TryPackForgetMeasurements() ([]byte, error) {
	return registryVerifier.abi.Pack("forgetMeasurements")
}

// PackOther is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x85295877.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function other() view returns(address)
func (registryVerifier *RegistryVerifier) PackOther() []byte {
	enc, err := registryVerifier.abi.Pack("other")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOther is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x85295877.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function other() view returns(address)
func (registryVerifier *RegistryVerifier) TryPackOther() ([]byte, error) {
	return registryVerifier.abi.Pack("other")
}

// UnpackOther is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x85295877.
//
// Solidity: function other() view returns(address)
func (registryVerifier *RegistryVerifier) UnpackOther(data []byte) (common.Address, error) {
	out, err := registryVerifier.abi.Unpack("other", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8e760afe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(bytes evidence) view returns((bytes32[2],bytes32,bytes16,uint40) v)
func (registryVerifier *RegistryVerifier) PackVerify(evidence []byte) []byte {
	enc, err := registryVerifier.abi.Pack("verify", evidence)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8e760afe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(bytes evidence) view returns((bytes32[2],bytes32,bytes16,uint40) v)
func (registryVerifier *RegistryVerifier) TryPackVerify(evidence []byte) ([]byte, error) {
	return registryVerifier.abi.Pack("verify", evidence)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8e760afe.
//
// Solidity: function verify(bytes evidence) view returns((bytes32[2],bytes32,bytes16,uint40) v)
func (registryVerifier *RegistryVerifier) UnpackVerify(data []byte) (Verified, error) {
	out, err := registryVerifier.abi.Unpack("verify", data)
	if err != nil {
		return *new(Verified), err
	}
	out0 := *abi.ConvertType(out[0], new(Verified)).(*Verified)
	return out0, nil
}
