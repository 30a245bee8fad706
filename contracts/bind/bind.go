// SPDX-License-Identifier: Apache-2.0

// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bind

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

// MainAccount is an auto generated low-level Go binding around an user-defined struct.
type MainAccount struct {
	User             common.Address
	AvailableBalance *big.Int
	TotalBalance     *big.Int
	AdditionalInfo   string
}

// Order is an auto generated low-level Go binding around an user-defined struct.
type Order struct {
	User          common.Address
	Provider      common.Address
	Signer        common.Address
	BaseModel     [32]byte
	DatasetRoot   [32]byte
	DatasetDigest [32]byte
	Config        [32]byte
	Policy        [32]byte
	Split         [32]byte
	Price         *big.Int
	MaxFee        *big.Int
	Deadline      uint64
	Recipient     [32]byte
	Nonce         *big.Int
}

// Payee is an auto generated low-level Go binding around an user-defined struct.
type Payee struct {
	Account common.Address
	Bps     uint16
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

// ServiceInfo is an auto generated low-level Go binding around an user-defined struct.
type ServiceInfo struct {
	ServiceAddress  common.Address
	ServiceContract common.Address
	ServiceType     string
	Version         string
	FullName        string
	Description     string
	IsRecommended   bool
	RegisteredAt    *big.Int
}

// Settlement is an auto generated low-level Go binding around an user-defined struct.
type Settlement struct {
	JobId          [32]byte
	Fee            *big.Int
	Outcome        uint8
	ArtifactRoot   [32]byte
	ArtifactDigest [32]byte
	WrappedKeyHash [32]byte
	Receipt        [32]byte
	Invoice        [32]byte
}

// TCBFloor is an auto generated low-level Go binding around an user-defined struct.
type TCBFloor struct {
	CpuSvn    *big.Int
	TeeTcbSvn *big.Int
	PceSvn    uint16
	QeSvn     uint16
}

// AttestationRegistryMetaData contains all meta data concerning the AttestationRegistry contract.
var AttestationRegistryMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"setup\",\"type\":\"tuple\",\"internalType\":\"structRegistrySetup\",\"components\":[{\"name\":\"intelX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"intelY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"authority\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"p256\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"developmentAdmitter\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"name\":\"floors\",\"type\":\"tuple[]\",\"internalType\":\"structInitialFloor[]\",\"components\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}]},{\"name\":\"verifiers\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"EXTERNAL\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"LIFETIME\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"LOOSENING_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"REPORT_DATA_VERSION\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SGX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SIM_TDX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"TDX\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"admitCA\",\"inputs\":[{\"name\":\"certificate\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"simulated\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"admitPlatform\",\"inputs\":[{\"name\":\"certificate\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"caX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"caY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"admitPlatformDev\",\"inputs\":[{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"applyFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"appraise\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"auth\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"platformId\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"attestation\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structAttestation\",\"components\":[{\"name\":\"registeredAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"until\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"blockNumber\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"authority\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"certificateAuthority\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structCertificateAuthority\",\"components\":[{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"index\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"developmentAdmitter\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"floorOf\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structFloor\",\"components\":[{\"name\":\"tcb\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"known\",\"type\":\"bool\",\"internalType\":\"bool\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"p256\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structPendingFloor\",\"components\":[{\"name\":\"tcb\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"readyAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"platform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[{\"name\":\"p\",\"type\":\"tuple\",\"internalType\":\"structPlatform\",\"components\":[{\"name\":\"notAfter\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"ca\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"proposeFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"proposeRestoration\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"publishPolicy\",\"inputs\":[{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"uri\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"auth\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"blockNumber\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"registerVerified\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"evidence\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"blockNumber\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"measured\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"restorableAt\",\"inputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint40\",\"internalType\":\"uint40\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"restoreCA\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"restorePlatform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokeCA\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokePlatform\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"roots\",\"inputs\":[],\"outputs\":[{\"name\":\"intelX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"intelY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationX\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"simulationY\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"tightenFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"trusted\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"proof\",\"type\":\"tuple\",\"internalType\":\"structPolicyProof\",\"components\":[{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"path\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"CAAdmitted\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"simulated\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CARestored\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CARevoked\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FloorProposed\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":true,\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":true,\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"readyAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FloorSet\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":true,\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":true,\"internalType\":\"uint8\"},{\"name\":\"floor\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformAdmitted\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"},{\"name\":\"ca\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"simulated\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"},{\"name\":\"fmspc\",\"type\":\"uint48\",\"indexed\":false,\"internalType\":\"uint48\"},{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"indexed\":false,\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformRestored\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PlatformRevoked\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PolicyPublished\",\"inputs\":[{\"name\":\"policy\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"publisher\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"root\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"uri\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Registered\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"measurement\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"platform\",\"type\":\"bytes16\",\"indexed\":true,\"internalType\":\"bytes16\"},{\"name\":\"kind\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"uint8\"},{\"name\":\"blockNumber\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"until\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"runtimeDataHash\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RestorationProposed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"readyAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"VerifierFixed\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AlreadyAdmitted\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BadAttributes\",\"inputs\":[{\"name\":\"attributes\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"BadCertificateSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadInteger\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadLength\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadObjectIdentifier\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadPlatformExtension\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadQuoteSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadQuoteSize\",\"inputs\":[{\"name\":\"body\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"auth\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BadReportDataVersion\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"BadReportSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadSetup\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BadTime\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BelowFloor\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"have\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"floor\",\"type\":\"tuple\",\"internalType\":\"structTCBFloor\",\"components\":[{\"name\":\"cpuSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"teeTcbSvn\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"pceSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"qeSvn\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}]},{\"type\":\"error\",\"name\":\"BindingMismatch\",\"inputs\":[{\"name\":\"quoted\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BlockMismatch\",\"inputs\":[{\"name\":\"quoted\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BlockOutOfReach\",\"inputs\":[{\"name\":\"blockNumber\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiredCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiredPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForeignModule\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ForeignQuotingEnclave\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"Malformed\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NoMeasurement\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NoPlatformExtension\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotADevelopmentChain\",\"inputs\":[{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotAuthority\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotDevelopmentAdmitter\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotNewer\",\"inputs\":[{\"name\":\"blockNumber\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"registered\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotReady\",\"inputs\":[{\"name\":\"readyAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotRevoked\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NothingPending\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"OutsideValidity\",\"inputs\":[{\"name\":\"notBefore\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"notAfter\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"RepeatedExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"RevokedCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"RevokedPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]},{\"type\":\"error\",\"name\":\"RevokedVerifier\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"ServiceTD\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SimulatedEnclave\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"TooManyCAs\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"UnboundAttestationKey\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"UnexpectedTag\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"want\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"UnknownCA\",\"inputs\":[{\"name\":\"ca\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnknownCriticalExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnknownFMSPC\",\"inputs\":[{\"name\":\"fmspc\",\"type\":\"uint48\",\"internalType\":\"uint48\"},{\"name\":\"kind\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]},{\"type\":\"error\",\"name\":\"UnknownPlatform\",\"inputs\":[{\"name\":\"platform\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}]},{\"type\":\"error\",\"name\":\"UnknownVerifier\",\"inputs\":[{\"name\":\"verifier\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"UnsupportedBody\",\"inputs\":[{\"name\":\"body\",\"type\":\"bytes6\",\"internalType\":\"bytes6\"}]},{\"type\":\"error\",\"name\":\"UnsupportedExtension\",\"inputs\":[{\"name\":\"oid\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnsupportedQuote\",\"inputs\":[{\"name\":\"header\",\"type\":\"bytes8\",\"internalType\":\"bytes8\"},{\"name\":\"certification\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"type\":\"error\",\"name\":\"WouldLoosen\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"WrongRole\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroSigner\",\"inputs\":[]}]",
	ID:  "AttestationRegistry",
	Bin: "0x6101608060405234610582576158d6803803809161001d8285610661565b8339810181810361012081126105825760e0136105825760405160e081016001600160401b0381118282101761031c576040528251815260208301516020820190815260408401516040830190815260608501516060840190815261008460808701610684565b916080850192835261009860a08801610684565b9360a086019485526100ac60c08901610684565b60c0870190815260e08901519096906001600160401b0381116105825789019888601f8b0112156105825789516100e281610698565b9a6040519b6100f1908d610661565b818c5260208c019160c0028101602001908b821161058257602001915b81831061058657505050610100810151906001600160401b03821161058257019780601f8a01121561058257885161014581610698565b996101536040519b8c610661565b818b526020808c019260051b82010192831161058257602001905b82821061056a57505085516001600160a01b03161590508015610561575b8015610546575b61044157825184511715801590610533575b80610515575b610502575160e052516101005251610120525161014052516001600160a01b039081166080529051811660c05290511660a0525f5b82518110156103305765ffffffffffff6101fa82856106d2565b5151169060ff602061020c83876106d2565b51015116604061021c83876106d2565b510151604080519194919081016001600160401b0381118282101761031c576001957f1f89bf286015da8f86be5aac868b14755144871891c661dc2467075a8a5541a39260809260405281815260026020820191898352865f52600360205260405f20885f5260205260405f2090518a80871b038151168b80881b03196020830151881b161782558a82019061ffff60408201511663ffff00006060845493015160101b169163ffffffff191617179055019051151560ff8019835416911617905561ffff6060604051928980861b0381511684528980861b0360208201511660208501528260408201511660408501520151166060820152a3016101e0565b634e487b7160e01b5f52604160045260245ffd5b505f5b815181101561044f576001600160a01b0361034e82846106d2565b51163b15610441576007549060ff82169160ff831461042d5760ff1916600192830160ff169081176007556040519061038682610646565b64ffffffffff825260208201906008825260408301908152848060a01b036103ae85886106d2565b51165f52600260205264ffffffffff60405f2093511666ff00000000000065ff00000000008554945160281b16925160301b169266ffffffffffffff19161717179055818060a01b0361040182856106d2565b51167f3ec58b88f6d58177b5fa261367f69f2bd5820d7ccff21039100741cf04c230b15f80a201610333565b634e487b7160e01b5f52601160045260245ffd5b62de0e3560e11b5f5260045ffd5b6040516150059081610891823960805181818161043c01528181610f03015281816110a201528181611395015281816114b70152612642015260a0518181816103570152611bae015260c051818181611d7f01528181613374015281816133ee0152613e7c015260e051818181611ad401526124ed015261010051818181611aac01526125100152610120518181816118e301528181611b0f015261253601526101405181818161190c015261255c0152f35b636c2533b960e11b5f524660045260245ffd5b5061053946148015610528575b156101ab565b50617a694614610522565b5086516001600160a01b031615156101a5565b50855161055b906001600160a01b0316610712565b15610193565b5080511561018c565b6020809161057784610684565b81520191019061016e565b5f80fd5b828c0360c08112610582576040519061059e82610646565b845165ffffffffffff8116810361058257825260208501519060ff82168203610582576080916020840152603f190112610582576040519160808301916001600160401b0383118484101761031c5760c093602093604052610602604088016106af565b8152610610606088016106af565b84820152610620608088016106c3565b604082015261063160a088016106c3565b6060820152604082015281520192019161010e565b606081019081106001600160401b0382111761031c57604052565b601f909101601f19168101906001600160401b0382119082101761031c57604052565b51906001600160a01b038216820361058257565b6001600160401b03811161031c5760051b60200190565b51906001600160801b038216820361058257565b519061ffff8216820361058257565b80518210156106e65760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b90816020910312610582575180151581036105825790565b803b1561088b57604051630f9ac67b60e31b81527fbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023600482015260056024820152600160448201525f5160206158b65f395f51905f5260648201525f5160206158965f395f51905f526084820152906001600160a01b031660208260a481845afa91821561085f575f9261086a575b50816107ab575090565b604051630f9ac67b60e31b81527f44a5ad0bd0636d9e12bc9e0a6bdd5e1cffc9183cd4d8f377f85be601359fafdc600482015260056024820152600160448201525f5160206158b65f395f51905f5260648201525f5160206158965f395f51905f5260848201529150602090829060a49082905afa90811561085f575f9161083257501590565b610854915060203d602011610858575b61084c8183610661565b8101906106fa565b1590565b503d610842565b6040513d5f823e3d90fd5b61088491925060203d6020116108585761084c8183610661565b905f6107a1565b505f9056fe6080806040526004361015610012575f80fd5b5f3560e01c90816306614177146127c55750806308febe31146127205780630d80a38e146103865780630f3364f0146127055780632415b0091461262c57806332ae96e01461259d57806338703ad014612582578063393fe1cd146124d65780634072f0521461204457806343943aad14611fb05780634ce36d3414611f7f578063544c008314611ea4578063645735eb14611dae57806366c44a1514611d6a57806371dc875a14611b43578063781c868b146115515780637c2868f31461148f578063816a1be31461138357806382047f4a146112fe5780638ef162731461127157806399dac89314611256578063a47386fd14611176578063a74266c41461108c578063b76753c414610ef1578063b9b814d81461046b578063bf7e214f14610427578063d20b2f251461038b578063d3c576d814610386578063db48195a14610342578063ddd3fd3a146102ec578063e9fedd0a1461024c578063f384524b146102315763f4001f4e14610187575f80fd5b3461022d57602036600319011261022d57600435805f5260056020526101b764ffffffffff60405f205416612d15565b5f818152600560209081526040808320805464ffffffffff1916905560029091529020805465ff000000000019811665fb000000000090911617815560019060ff905460301c161b19600654166006557fd197df183ad263015257c91ff7e7a1fecaef0d196e7b4ea8a82c554d9b71216e5f80a2005b5f80fd5b3461022d575f36600319011261022d57602060405160048152f35b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d57805f52600560205261028e64ffffffffff60405f205416612d15565b5f818152600560209081526040808320805464ffffffffff1916905560019091529020805460ff60681b19811660fb60681b9091161790557f072fc825a1020cc7da49dc35aa950501dc80fd4f542f6995e074d3a6442249a85f80a2005b3461022d57606036600319011261022d5761030561285b565b6044356001600160401b03811161022d5760a0600319823603011261022d57602091610338916004019060243590612b38565b6040519015158152f35b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b612803565b3461022d57608036600319011261022d576004356001600160401b03811161022d576103bb903690600401612871565b602435906001600160401b03821161022d576080926103e16103ef933690600401612871565b9060643593604435936130dd565b60ff8151169060608101519060406001600160801b031960208301511691015191604051938452602084015260408301526060820152f35b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b3461022d57606036600319011261022d576004356001600160401b03811161022d5761049b903690600401612871565b90604435916104ac83602435613ede565b90815f52600260205260405f20926004604051946104c986612949565b5464ffffffffff8116865260ff8160281c91818316602089015260301c16604087015216610ede57600160208501511615610ecb5764ffffffffff845116428110610eb5575061051c8282969596613885565b945f955f966102209560405196610533818961297f565b60108852601f1901366020890137610100830151985f805b6101208601519b8c81101561089e576105759a9b9c61056b918b8b6140be565b809b918b8b614746565b909181906010811461088b57918d99989796959493918d935f5b81811061084557506105ac816105a68693916145c4565b9d6145b0565b528c8c838101356001600160e81b031916620101ff60e81b14610815575b826105d6928792614187565b949094036106ff57508c929190600362551d0f60e81b0182036106185750505f60019392610605928d8d614e3b565b17985b94959a999890919293949a61054b565b91925090600362551d1360e81b0182036106455750509061063e5f8c6002948d8d614db5565b1798610608565b929b95919390926009682a864886f84d010d0160b81b0184148061080d575b156106755750505050829092610608565b929d9c9b9a999897969591949390928901356001600160e81b031916620101ff60e81b036106b0578d6378bc71cb60e11b5f5260045260245ffd5b8192939495969798999a9b9c9d600362551d2360e81b0181145f1461071157506106dc82828d8d6140be565b929092036106ff5750816106f281838d8d6142fb565b9050036106ff5750610608565b631b69790160e01b5f5260045260245ffd5b6003622a8e8760e91b01810361072f5750906106f281838d8d614187565b600362551d1f60e81b0181036107a7575061074c82828d8d6140be565b929092036106ff5750806107638380938d8d6140be565b929092036106ff57508061077a8380938d8d614241565b929092036106ff5750806107918380938d8d614241565b929092036106ff5750816106f281838d8d61429e565b91505060ff60e81b198116600361551d60f01b011480156107f6575b80156107e6575b6107d45750610608565b63ff6d6ac760e01b5f5260045260245ffd5b506107f081614d3f565b156107ca565b506008672b0601050507010160c01b0181146107c3565b506001610664565b5050509150600382018211610831578b91600381018c8c6105ca565b634e487b7160e01b5f52601160045260245ffd5b919395969798999a9b86919395508261085d916145b0565b511461087857600101918d93918f9b9a99989796959361058f565b84630b3c1bed60e41b5f5260045260245ffd5b83630b3c1bed60e41b5f5260045260245ffd5b505087868b60038a9403610ea6578415610e97576108c190602435898587613e20565b6108c9612a8f565b955f945f935f95826108dd818685856140be565b91909103610e845791905f935b808410610b285750505050601e80911603610b16575065ffffffffffff60208701946001600160801b0360a089019461ffff60408b019716875216845216845264ffffffffff606088015181835116908181105f14610b1057829150165b16865260ff6040816020840151169260608901938452015116966080870197885261098560a060808301519201516001600160801b031992613ede565b1695865f52600160205260405f20548060681c90600460ff83169216610afd578115159182610ad0575b5050610abd575f878152600160209081526040909120915182549651955193516001600160701b031990971664ffffffffff91909116908117602887901b6affffffffffff00000000001617605885901b61ffff60581b1617606888901b60ff60681b16178355909888967f2ceb6d8dbb6b25b73190255cfe32fc5b6d7479efdedcd2e4893c09b3744f975d9660a0969195939461ffff94936001600160801b03939265ffffffffffff9290915b5181549451948660781b8660781b169160ff60701b9060701b169070ffffffffffffffffffffffffffffffffff60701b1916171790556002604051981615158852168c8701521660408501521660608301526080820152a3604051908152f35b86632a433ddf60e11b5f5260045260245ffd5b845160ff161480159250610ae7575b5089806109af565b905064ffffffffff808351169116101589610adf565b886306b5f40d60e41b5f5260045260245ffd5b50610948565b63aa5a3d5960e01b5f5260045260245ffd5b90919297610b4697610b3c838b87876140be565b809a918787614746565b9a600982901a97909160ff60b01b1916600a682a864886f84d010d0160b81b0114801590610e7a575b8015610e6c575b610e59576001881b179660028103610d7557505050505f97875f91610b9d828288886140be565b929092036106ff575060015b6012811115610bc65750888103610b16575097965b9291906108ea565b90610be19a610bd78b8389896140be565b809d918989614746565b90819060ff60a81b198116600b69154324437c268086808160b11b01148015918791610d67575b5050610d545760108511610c5e5750906fffffffffffffffffffffffffffffff00610c3f8e6001600160801b039695948b8b6143b5565b95169160081b16179b5b8303610b165750610c59906145c4565b610ba9565b60118594939e969295145f14610d22575050610c7c848489896141e4565b93819082860392808a01358188148015610d16575b610cf8576001851180610d0b575b610cd9575b505060028311610cc757509061ffff918801359060031b610100031c1693610c49565b63869475f960e01b5f5260045260245ffd5b6080919294935060f01c1615610cf857600101905f1901915f80610ca4565b8263869475f960e01b5f5260045260245ffd5b508060f81c15610c9f565b508060ff1c1515610c91565b859450610d3485828b8b999599614187565b929092036106ff5750610d496010918561400d565b03610b165782610c49565b8363aa5a3d5960e01b5f5260045260245ffd5b600a1a14159050855f610c08565b908160018c959d939c949c1492838015610e4f575b8015610e45575b15610dfd57610da285828b8b614187565b959095036106ff57506004610db7858761400d565b9114928315610de6575060ff60065b1603610b165750610dd8575b50610bbe565b83013560d01c99508d610dd2565b15610df45760ff6010610dc6565b60ff6002610dc6565b92505091508085013560f81c90601f80831614610e2f57839182610e22928989614358565b905003610b165750610bbe565b63063e66a960e11b5f526004525f60245260445ffd5b5060048214610d91565b5060038214610d8a565b5063aa5a3d5960e01b5f5260045260245ffd5b506001881b81161515610b76565b50607f8811610b6f565b84631b69790160e01b5f5260045260245ffd5b63264ad59d60e11b5f5260045ffd5b630766999960e41b5f5260045ffd5b8363d4050a0f60e01b5f5260045260245260445ffd5b82633be0cf4360e01b5f5260045260245ffd5b82631054ccfd60e11b5f5260045260245ffd5b3461022d57610eff366128c1565b91907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031633036110795762093a804201908142116108315760ff60a09164ffffffffff7f6795432122c271f28d04a088834173dbaa90ebb80bc281e18a005ed3ac9022549416604051610f79816128ff565b610f833689612abf565b815264ffffffffff60028165ffffffffffff602085019a868c5216998a5f52600460205260405f208888165f5260205260405f2094516001600160801b038151166001600160801b0319602083015160801b16178655600186019061ffff60408201511663ffff00006060845493015160101b169163ffffffff19161717905551169201911664ffffffffff1982541617905561ffff6110696060604051996001600160801b036110338261289e565b168b526001600160801b0361104a6020830161289e565b1660208c01528361105d604083016128b2565b1660408c0152016128b2565b16606088015260808701521693a3005b639e066db160e01b5f523360045260245ffd5b3461022d57602036600319011261022d576004357f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611079576001600160801b031981165f52600160205260405f205460681c815f52600260205260048060405f205460281c16911617156111675762093a80420180421161083157602064ffffffffff7fc0a915c7d5f2c4f2d1b0dbf7fdb8f204117f1503bd612b3d96b4998adf915baf9216835f526005825260405f2064ffffffffff821664ffffffffff19825416179055604051908152a2005b6339fbd58f60e11b5f5260045ffd5b3461022d57604036600319011261022d5761118f61285b565b6111976129df565b50604080516001600160a01b039092166020830190815260243591830191909152906111d081606081015b03601f19810183528261297f565b5190205f525f602052608060405f20604051906111ec8261292e565b5465ffffffffffff64ffffffffff82169283815264ffffffffff60208201818560281c16815260606040840193858760501c16855201946001600160801b031916855260405195865251166020850152511660408301526001600160801b03199051166060820152f35b3461022d575f36600319011261022d57602060405160028152f35b3461022d57604036600319011261022d5761128a6127de565b65ffffffffffff6112996127f3565b916112a2612a03565b50165f52600360205260ff60405f2091165f5260205260a060405f206040516112ca816128ff565b602060ff60026112d9856129a0565b94858552015416910190151581526112f46040518093612820565b5115156080820152f35b3461022d57602036600319011261022d575f6040805161131d81612949565b82815282602082015201526004355f526002602052606060405f2060ff6040519161134783612949565b548164ffffffffff8216938481528160406020830192828660281c168452019360301c1683526040519485525116602084015251166040820152f35b3461022d57611391366128c1565b91907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031633036110795765ffffffffffff8216805f52600360205260405f2060ff83165f5260205260405f2060ff6002604051926113f6846128ff565b6113ff816129a0565b8452015416158015602083015261147557611424905161141f3687612abf565b613f04565b15611466576114649361145e915f52600460205260405f2060ff84165f526020525f60026040822082815582600182015501553690612abf565b91612d46565b005b630190138560e01b5f5260045ffd5b60ff8383636f2045af60e11b5f526004521660245260445ffd5b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611079575f818152600160205260409020805460ff60681b198116606891821c60ff1660041790911b60ff60681b16179055805f52600560205260405f2064ffffffffff1981541690557fb7879fae05b3ae684c2f1a24f24628dca33d4c57eedb87e364a4e631609cef1a5f80a2005b3461022d57604036600319011261022d576004356001600160401b03811161022d57611581903690600401612871565b90602435908115159283830361022d578280611b0c575b611af9579192906115a98382613885565b9261022091604051926115bc818561297f565b60108452601f1901366020850137610100850151955f95610120810191875b8351998a8110156118ca576116029798999a6115f89188886140be565b8098918888614746565b909a8190601081146118b7579189918d8c98979695945f5b81811061187857506116359061162f816145c4565b9a6145b0565b52888201356001600160e81b031916620101ff60e81b149182611861575b5061166083828c8c614187565b939093036106ff5750600362551d0f60e81b018d036116a3575088999a9b506001889961169492899a83969798999a614e3b565b17965b989697959493976115db565b600362551d1360e81b018d036116d6575088999a9b50600188996116cf92899a6002969798999a614db5565b1796611697565b9198916009682a864886f84d010d0160b81b018d148061185a575b1561170b5750908092939495969798999a9b505050611697565b15611723578b6378bc71cb60e11b5f5260045260245ffd5b8192939495969798999a9b600362551d2360e81b0181145f14611770575061174d82828b8b6140be565b929092036106ff57508161176381838b8b6142fb565b9050036106ff5750611697565b6003622a8e8760e91b01810361178e57509061176381838b8b614187565b600362551d1f60e81b01810361180657506117ab82828b8b6140be565b929092036106ff5750806117c28380938b8b6140be565b929092036106ff5750806117d98380938b8b614241565b929092036106ff5750806117f08380938b8b614241565b929092036106ff57508161176381838b8b61429e565b91505060ff60e81b198116600361551d60f01b01148015611843575b8015611833575b6107d45750611697565b5061183d81614d3f565b15611829565b506008672b0601050507010160c01b018114611822565b505f6116f1565b80935060039150018092116108315789918e611653565b8093955061188b9194969798999a6145b0565b51146118a457600101918d8c9897969594928c9461161a565b8d630b3c1bed60e41b5f5260045260245ffd5b8c630b3c1bed60e41b5f5260045260245ffd5b50858560038a9303610ea657611931918415611ad157857f0000000000000000000000000000000000000000000000000000000000000000915b8615611aaa577f000000000000000000000000000000000000000000000000000000000000000093613e20565b611944608084015160a085015190613ede565b91825f52600260205260405f20905f14611aa35760035b81548060281c600460ff82169116611a90578015159081611a67575b50611a545760301c60ff16156119f4575b60609490940151815465ffffffffffff191664ffffffffff82161760289590951b65ff00000000001694909417905560209282917f6f5e1b9adbe1b0a2fd5c8a142a0a5d39550e84ecaf851b3641d251ad042d05a39160409190825191825286820152a2604051908152f35b91936007549460ff86169260ff8414611a455760ff1990961660ff60019490940193841617600755855466ff000000000000191660309390931b66ff00000000000016929092178555939091611988565b633a75771160e01b5f5260045ffd5b84632a433ddf60e11b5f5260045260245ffd5b60ff84161480159150611a7b575b87611977565b50606086015164ffffffffff82161015611a75565b85631054ccfd60e11b5f5260045260245ffd5b600161195b565b7f000000000000000000000000000000000000000000000000000000000000000093613e20565b857f000000000000000000000000000000000000000000000000000000000000000091611904565b636c2533b960e11b5f524660045260245ffd5b507f000000000000000000000000000000000000000000000000000000000000000015806115985750611b3d61386e565b15611598565b3461022d5760c036600319011261022d5760443565ffffffffffff811680910361022d57606435906001600160801b03821680920361022d576084359061ffff821680920361022d5760a4359164ffffffffff831680930361022d57611ba761386e565b15611af9577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303611d575760405192611be984612964565b8352602083019182526040830190815260608301936003855260808401945f865260a085019182526001600160801b0319611c28602435600435613ede565b1694855f52600160205260405f20548060681c90600460ff83169216611d44578115159182611d17575b5050611d04575f8681526001602090815260408220925183549751965194516001600160701b031990981664ffffffffff91909116908117602888901b6affffffffffff00000000001617605886901b61ffff60581b1617606889901b60ff60681b161784559098919688967f2ceb6d8dbb6b25b73190255cfe32fc5b6d7479efdedcd2e4893c09b3744f975d9660a0969295939461ffff946001600160801b039365ffffffffffff92909190610a5d565b85632a433ddf60e11b5f5260045260245ffd5b845160ff161480159250611d2e575b508880611c52565b905064ffffffffff808351169116101588611d26565b876306b5f40d60e41b5f5260045260245ffd5b63032c3ff560e11b5f523360045260245ffd5b3461022d575f36600319011261022d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b3461022d57602036600319011261022d576004356001600160801b0319811680910361022d57611ddc612a8f565b505f52600160205260c060405f206001600160801b0360405191611dff83612964565b5460ff64ffffffffff821693848152816020820165ffffffffffff8560281c16815261ffff60408401818760581c16815265ffffffffffff848860681c16936060870194808652611e68878b60701c168c60a060808c019b838d52019c60781c168c528261384c565b611e99575b506040519a8b52511660208a0152511660408801525116606086015251166080840152511660a0820152f35b60041785528c611e6d565b3461022d57608036600319011261022d576004356024356001600160401b0381169182820361022d576044356064356001600160401b03811161022d57602094611f7493611f177f4190d940edd307cbeef2fdbb974bf3a060ccb28cb69cef969f2ddb7d5fecf74e933690600401612871565b959096604051611f4a816111c2898d83019588876001600160401b03604092959493606083019683521660208201520152565b51902096879560405194859485528a85015260408401526080606084015233966080840191612a22565b0390a3604051908152f35b3461022d57602036600319011261022d576004355f526005602052602064ffffffffff60405f205416604051908152f35b3461022d5760c036600319011261022d576004356001600160401b03811161022d57611fe0903690600401612871565b906024356001600160401b03811161022d57612000903690600401612871565b608435916001600160401b038316830361022d5760209460609461203a9361202f9360643593604435936130dd565b9160a4359083612e16565b0151604051908152f35b3461022d57608036600319011261022d5761205d61285b565b6024356001600160401b03811161022d5761207c903690600401612871565b91604435906001600160401b038216820361022d576001600160a01b03165f8181526002602052604090205490939060281c600816156124c35760405163473b057f60e11b8152602060048201529260a091849182916120e191602484019190612a22565b03815f875af19182156124b8575f926123fb575b50825f52600260205260405f209260046040519461211286612949565b549464ffffffffff8616815260ff60408760281c928284166020820152019660301c168652166123e95760208301938451156123da57612150612a42565b94600486526001600160801b031960408601511660405190602082019085825260408301526040825261218460608361297f565b6001600160801b031991519020169260208701938452606086019164ffffffffff8351166040890152516040519060208201926004845260408301526060820152606081526121d460808261297f565b51902094606087019586525160808701526001600160801b03198351165f52600160205260405f209060046040519261220c84612964565b549264ffffffffff8416815265ffffffffffff8460281c16602082015261ffff8460581c1660408201528360681c9060a06001600160801b03606083019660ff8516885260ff8160701c16608085015260781c16910152166123bb575164ffffffffff16428110612399575091612297939160ff602097945116156122a0575b505060643591612e16565b51604051908152f35b51604051919060ff166122b283612964565b5f80845288840181815260408086018381526008606088019081526080880195865260a0880185815296516001600160801b031916855260018d5291909320955186549251935191516001600160701b031990931664ffffffffff919091161760289390931b6affffffffffff0000000000169290921760589290921b61ffff60581b169190911760689190911b60ff60681b16178355518254915170ffffffffffffffffffffffffffffffffff60701b1990921660709190911b60ff60701b161760789190911b6fffffffffffffffffffffffffffffffff60781b16179055858061228c565b836001600160801b031990511663403f610f60e11b5f5260045260245260445ffd5b836001600160801b03199051166306b5f40d60e41b5f5260045260245ffd5b6363bed43b60e11b5f5260045ffd5b63228c214160e01b5f5260045260245ffd5b90915060a03d60a0116124b1575b612413818361297f565b81019060a08183031261022d576040519161242d8361292e565b80601f8301121561022d5760405161244660408261297f565b806040840192831161022d5783905b8382106124a157505083525160208301526060810151906001600160801b03198216820361022d576080916040840152015164ffffffffff8116810361022d57606082015290836120f5565b8151815260209182019101612455565b503d612409565b6040513d5f823e3d90fd5b836372a161ab60e01b5f5260045260245ffd5b3461022d575f36600319011261022d5760806040517f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f00000000000000000000000000000000000000000000000000000000000000006060820152f35b3461022d575f36600319011261022d57602060405160018152f35b3461022d57604036600319011261022d576125b66127de565b65ffffffffffff6125c56127f3565b916125ce612a03565b50165f52600460205260ff60405f2091165f5260205260a060405f2064ffffffffff6040516125fc816128ff565b602082600261260a866129a0565b9586855201541691019081526126236040518094612820565b51166080820152f35b3461022d57602036600319011261022d576004357f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361107957805f52600260205260ff60405f206126aa600483835460281c1617829065ff000000000082549160281b169065ff00000000001916179055565b5460301c16806126f4575b50805f52600560205260405f2064ffffffffff1981541690557f282406dc9294beaaf1032ccfbac412d5da42d0193e190f01cb401df699c812675f80a2005b6001901b60065417600655816126b5565b3461022d575f36600319011261022d57602060405160038152f35b3461022d57604036600319011261022d5761146461273c6127de565b6127446127f3565b65ffffffffffff8216805f52600460205260405f2060ff83165f5260205260405f209061279864ffffffffff60026040519461277f866128ff565b612788816129a0565b8652015416806020850152612d15565b5f52600460205260405f2060ff83165f526020525f60026040822082815582600182015501555191612d46565b3461022d575f36600319011261022d5780600160209252f35b6004359065ffffffffffff8216820361022d57565b6024359060ff8216820361022d57565b3461022d575f36600319011261022d57602060405162093a808152f35b61ffff606080926001600160801b0381511685526001600160801b036020820151166020860152826040820151166040860152015116910152565b600435906001600160a01b038216820361022d57565b9181601f8401121561022d578235916001600160401b03831161022d576020838186019501011161022d57565b35906001600160801b038216820361022d57565b359061ffff8216820361022d57565b60c060031982011261022d5760043565ffffffffffff8116810361022d579160243560ff8116810361022d5760809092604319011261022d57604490565b604081019081106001600160401b0382111761291a57604052565b634e487b7160e01b5f52604160045260245ffd5b608081019081106001600160401b0382111761291a57604052565b606081019081106001600160401b0382111761291a57604052565b60c081019081106001600160401b0382111761291a57604052565b90601f801991011681019081106001600160401b0382111761291a57604052565b906040516129ad8161292e565b606061ffff6001839580546001600160801b038116865260801c60208601520154818116604085015260101c16910152565b604051906129ec8261292e565b5f6060838281528260208201528260408201520152565b60405190612a10826128ff565b5f602083612a1c6129df565b81520152565b908060209392818452848401375f828201840152601f01601f1916010190565b6040519060a082018281106001600160401b0382111761291a57604052815f81525f60208201525f60408201525f6060820152608060405191612a8660408461297f565b60403684370152565b60405190612a9c82612964565b5f60a0838281528260208201528260408201528260608201528260808201520152565b919082608091031261022d57604051612ad78161292e565b6060612b12818395612ae88161289e565b8552612af66020820161289e565b6020860152612b07604082016128b2565b6040860152016128b2565b910152565b9190820180921161083157565b356001600160401b038116810361022d5790565b926020830135916040840190612b4d82612b24565b604051612b83816111c2602082019460608b0135908a876001600160401b03604092959493606083019683521660208201520152565b51902003612d0c57833594604051602081019087825260208152612ba860408261297f565b5190206040516020810191825260208152612bc460408261297f565b51902094608081013590601e198136030182121561022d5701958635956001600160401b03871161022d578660051b3603602089011361022d57945f955b87871015612c435760208760051b8a010135908181105f14612c32575f52602052600160405f205b960195612c02565b905f52602052600160405f20612c2a565b92955092955092955003612d0557604080516001600160a01b03909316602084019081529083019190915290612c7c81606081016111c2565b5190205f525f60205260405f2054904264ffffffffff8360281c1610908115612cd9575b50612cd4576001600160801b0319165f526001602052612cd060405f205460ff808260701c169160681c1661384c565b1590565b505f90565b9050612cfe6001600160401b03612cf04293612b24565b1664ffffffffff8416612b17565b105f612ca0565b5050505f90565b50925050505f90565b8015612d3757428111612d255750565b632d4cba9360e11b5f5260045260245ffd5b630bae0d7560e11b5f5260045ffd5b90608060ff7f1f89bf286015da8f86be5aac868b14755144871891c661dc2467075a8a5541a39260405194612d7a866128ff565b868652600265ffffffffffff6020880192600184521696875f52600360205260405f208585165f5260205260405f2090516001600160801b038151166001600160801b03196020830151891b16178255600182019061ffff60408201511663ffff00006060845493015160101b169163ffffffff19161717905501905115158380198354169116179055612e116040518097612820565b1693a3565b9160408301519062093a804201804211610831578083116130d5575b5060808401519060208201519163ffffffff8360401c16600181036130c357506001600160401b038316926001600160401b038616938481036130ac5750815160a01b9060601c1783408015613099575f602091604051838101916a68616c6c6d61726b20763160a81b83526001600160401b0360c01b4660c01b16602b8301523060601b6033830152604782015286606782015260678152612ed660878261297f565b604051918291518091835e8101838152039060025afa156124b8575f51908181036130845750505160601c9283156130755760608681018051604080516001600160a01b03891660208201908152918101929092529192612f3a90829081016111c2565b519020805f525f60205265ffffffffffff60405f205460501c168086111561305f57509160ff608094927fc5420f6ada6b055dfe57c1cf4b352fd0873922a26dd7a3f42ddf54adf00aeb89969460208b01996001600160801b03198b511660405192612fa58461292e565b64ffffffffff42168452602084019064ffffffffff8816825265ffffffffffff6040860194168452606085019283525f525f60205264ffffffffff8060405f209551161664ffffffffff19855416178455519164ffffffffff69ffffffffff000000000085549265ffffffffffff60501b905160501b16936001600160801b03199051169460281b169116171717905551976001600160801b031990511698511692604051938452602084015260408301526060820152a4565b8563a3051cad60e01b5f5260045260245260445ffd5b63e5c48ac560e01b5f5260045ffd5b6375ec11b160e01b5f5260045260245260445ffd5b84632545349b60e11b5f5260045260245ffd5b849063211bf71960e21b5f5260045260245260445ffd5b63f7d7eb1960e01b5f5260045260245ffd5b91505f612e32565b959491909392936130ec612a42565b966001600160801b03196131008587613ede565b169260208901938085525f52600160205260405f20936131806040519561312687612964565b5464ffffffffff8116875265ffffffffffff8160281c16602088015261ffff8160581c16604088015260ff8160681c168060608901526001600160801b0360ff8360701c16928360808b015260781c1660a089015261384c565b61382e576001606086015116156138105764ffffffffff855116908160408c01524282106137ef5750506131b5878484614839565b9691979098885f146137e7576086905b6101c28201821180610831576101c28301821080156137aa575b613793578a1561375b57608086013561ffff61ff008260f81c9260e81c1691161760068103613737575060408c01351580159061371f575b6137105760788c013560c01c64100000000081161580156136fd575b6136eb57506102488a11806136c5575b6136b6575b61018083018311610831576132636101808401848489613e08565b8c15613690577fdc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c55b60808301351490811591613657575b8115613626575b50613617578260801161022d5760408701916108315760205f6132ca856101c28801818c613e08565b6132fb60606040518381948883019660408c893784840189815237810186838201520301601f19810183528261297f565b604051918291518091835e8101838152039060025afa156124b8575f5161014082013514801590613609575b6135fa575f61010260209201359961ff008b60f81c9b60e81c16998160405192839283378101838152039060025afa156124b857613398905f5160608801359135906020890135908935907f00000000000000000000000000000000000000000000000000000000000000006145d2565b156135eb575f6133b16020928461018081019189613e08565b908160405192839283378101838152039060025afa156124b857805f519401906101a081011061083157613412936101806101a0830135920135907f00000000000000000000000000000000000000000000000000000000000000006145d2565b156135dc5760608301516002166135be5784156135b55760ff60015b1688525b65ffffffffffff6020840151165f52600360205260405f2060ff808a5116165f5260205260405f209060ff60026040519361346c856128ff565b613475816129a0565b8552015416158015602084015261358c5761ffff6001600160801b0360a08601511693875f1461358657883560801c5b6001600160801b038360408901511691604051976134c28961292e565b885216602087015260408601521617606083015251916134e28383613f04565b1561353a575050506134fb908260ff875116918561401a565b60608501521561352f5761ffff6102085b168091019060208101106108315760808301519060208101356020830152359052565b61ffff61014061350c565b6101449261357a899360ff65ffffffffffff60206135849601511695511660405195630fa64f2b60e41b8752600487015260248601526044850190612820565b60c4830190612820565bfd5b5f6134a5565b8860ff65ffffffffffff60208701511691511690636f2045af60e11b5f5260045260245260445ffd5b60ff600261342e565b84156135cd5760038852613432565b631863c99360e01b5f5260045ffd5b633f1a65c760e21b5f5260045ffd5b630fb3389960e11b5f5260045ffd5b6322f222fd60e21b5f5260045ffd5b506101608101351515613327565b632eeeb5cd60e21b5f5260045ffd5b905060301015613643576002603082013560f81c1615155f6132a1565b634e487b7160e01b5f52603260045260245ffd5b905061010082013560f881901c9060e81c61ff00168e156136855761ffff8060025b1692161714159061329a565b61ffff806001613679565b7f8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff61328b565b63ca3b52d360e01b5f5260045ffd5b506102588c013515158061324357506102788c01356001600160801b0319161515613243565b63037fa9cd60e41b5f5260045260245ffd5b5067ffffff2fffffff7f81161515613233565b630881698760e31b5f5260045ffd5b5060608c013567ffffffffffffffff19161515613217565b87636eb40ed960e01b5f526001600160401b0360c01b90351660045260245260445ffd5b60308c013560c01c6701000000000000008116158015613780575b6136eb5750613248565b50670afbffffffffffff81161515613776565b508663097e855960e31b5f5260045260245260445ffd5b50505f6101c083018311610831576137df6101c0848801013561ffff61ff008260f81c9260e81c169116176101c28501612b17565b8214156131df565b6080906131c5565b6001600160801b031990511663403f610f60e11b5f5260045260245260445ffd5b6001600160801b031990511663f531cc3b60e01b5f5260045260245ffd5b6001600160801b03199051166306b5f40d60e41b5f5260045260245ffd5b600416159081159161385c575090565b6001915060ff60065491161c16151590565b6105394614801561387c5790565b50617a69461490565b604051929161014084016001600160401b0381118582101761291a576040525f8452602084015f815260408501925f845260608601915f835260808701945f865260a08801935f855260c08901945f865260e08a01975f89526101008b01925f84526101208c01945f86528c8835908b158015613dfa575b613de25760ff8260f01c166002926080821015613d8f575b5082018c8111613d7c578c03613d7c5781613934928d9252818b6140be565b97889052642ffe7eff7f60d91b898201356001600160d81b03191601613bfe57600581018091116108315761396b88828d8c6141e4565b91819082840392808d01358186148015613d70575b610cf8576001851180613d65575b613d46575b505060148311610cc75750926139de6139d38b8f94818f99986139e7986139cc936139c5928d0135905050888c6144d0565b878b614503565b85896140be565b969087948592614a90565b91528c8b614a90565b9152818103613bfe5750856139fd918a89614503565b91868301917fcfa6cfecf9f8d579b731c2fdfef9f7d579b731c2fcfef8fcbdfffc0000000000833564ffffffffff191601613d3357601b8401841161083157601b8301358152603b8401841161083157603b8301359182905251600160601b63ffffffff60c01b03197f5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b8183817fffffffff00000001000000000000000000000000fffffffffffffffffffffffc81838009080908600160601b63ffffffff60c01b031983800914916ffffffffeffffffffffffffffffffffff60601b1911906ffffffffeffffffffffffffffffffffff60601b1911161615613d2057605b82019081831161083157605b013591858210801590613d12575b613cfa5760ff8360f01c1690605d8101936080831015613ca0575b50508201858111613c105785036106ff57509081613b528580948a896140be565b939093036106ff575052819052613b6a9084836144d0565b8082013590848110801590613c92575b613c7b5760ff8260f01c1660028201926080821015613c23575b508201858111613c105785036106ff5750818101356001600160f81b031916613bfe57600181018091116108315780613bd085809381866140be565b929092036106ff5750918382613bec82613bf39681809761444c565b935261444c565b92528103613bfe5750565b6345ef413360e01b5f5260045260245ffd5b50631b69790160e01b5f5260045260245ffd5b91925060818103613c4a575060038201919060e81c60ff1660808110613c10575b5f613b94565b608203613c105760048201919060e01c61ffff16610100811015613c445750631b69790160e01b5f5260045260245ffd5b63063e66a960e11b5f52600452600360245260445ffd5b5060038260f81c1415613b7a565b9093509060818103613cc9575060ff605e9160e81c1692019160808110613c10575b5f80613b31565b608203613c105761ffff605f9160e01c16920191610100811015613cc25750631b69790160e01b5f5260045260245ffd5b5063063e66a960e11b5f5260045260a360245260445ffd5b5060a38360f81c1415613b16565b506345ef413360e01b5f5260045260245ffd5b836345ef413360e01b5f5260045260245ffd5b6080919294935060f01c1615610cf857600101905f1901915f80613993565b508060f81c1561398e565b508060ff1c1515613980565b631b69790160e01b5f525f60045260245ffd5b91925060818103613db457506003919060e81c60ff1660808110613d7c575b5f613915565b608203613d7c576004919060e01c61ffff16610100811015613dae575f83631b69790160e01b82525260245ffd5b63063e66a960e11b5f525f600452603060245260445ffd5b5060308260f81c14156138fd565b9093929384831161022d57841161022d578101920390565b909392919360408501518042108015613ed1575b613eb65750613e4e6020925f928751908589015192613e08565b908160405192839283378101838152039060025afa156124b857613ea0925f519060e060c0820151910151917f00000000000000000000000000000000000000000000000000000000000000006145d2565b15613ea757565b636127e6d760e11b5f5260045ffd5b60608601519063758ea38f60e01b5f5260045260245260445ffd5b5060608601514211613e34565b906040519060208201928352604082015260408152613efe60608261297f565b51902090565b9061ffff60408301511661ffff60408301511611159182613ff1575b82613f8e575b82613f3057505090565b613f8b925060206001600160801b0381819301511692015116906f01000100010001000100010001000100918291826eff00ff00ff00ff00ff00ff00ff00ff80808560081c1683828660081c16170394169216170316161490565b90565b9150613feb6001600160801b038351166001600160801b03835116906f01000100010001000100010001000100918291826eff00ff00ff00ff00ff00ff00ff00ff80808560081c1683828660081c16170394169216170316161490565b91613f26565b915061ffff60608301511661ffff606083015116111591613f20565b9190820391821161083157565b911561407c578060b81161022d57806101d81161022d5760e81161022d57603060b8604051926020840194855282608882016040860137609061014882016070860137016101008301375f6101308201526101108152613efe6101308261297f565b8060601161022d576101001161022d57604060c0815192602084019485526020838201848601370160608301375f60a082015260808152613efe60a08261297f565b82013593919050828110801590614179575b6141625760ff8460f01c16600282019460808210156140f7575b5084019283116106ff5750565b9194506081810361411e575060038401939060e81c60ff1660808110613c10575b5f6140ea565b60820361414f5760048401939060e01c61ffff166101008110156141185750631b69790160e01b5f5260045260245ffd5b83631b69790160e01b5f5260045260245ffd5b63063e66a960e11b5f52600452603060245260445ffd5b5060308460f81c14156140d0565b820135939190508281108015906141d6575b6141bf5760ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b63063e66a960e11b5f52600452600460245260445ffd5b5060048460f81c1415614199565b82013593919050828110801590614233575b61421c5760ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b63063e66a960e11b5f52600452600260245260445ffd5b5060028460f81c14156141f6565b82013593919050828110801590614290575b6142795760ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b63063e66a960e11b5f5260045260a060245260445ffd5b5060a08460f81c1415614253565b820135939190508281108015906142ed575b6142d65760ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b63063e66a960e11b5f52600452608660245260445ffd5b5060868460f81c14156142b0565b8201359391905082811080159061434a575b6143335760ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b63063e66a960e11b5f52600452608060245260445ffd5b5060808460f81c141561430d565b82013594929390508382108015906143a8575b614392575060ff8460f01c16600282019460808210156140f7575084019283116106ff5750565b9063063e66a960e11b5f5260045260245260445ffd5b50808560f81c141561436b565b9192836143c292846141e4565b92818403929082808301358187148015614440575b610cf8576001861180614435575b614403575b505060018411610cc7575001359060031b610100031c91565b6080919295945060f01c161561442257600101915f1901925f806143ea565b8363869475f960e01b5f5260045260245ffd5b508060f81c156143e5565b508060ff1c15156143d7565b91928361445992846141e4565b928184039290828083013581871480156144c4575b610cf85760018611806144b9575b61449a575b505060208411610cc7575001359060031b610100031c91565b6080919295945060f01c161561442257600101915f1901925f80614481565b508060f81c1561447c565b508060ff1c151561446e565b6b67fafcfbeabcdb98e17dfe7f60a11b908301356001600160a01b031916019050613bfe57600c81018091116108315790565b9392614511919283866140be565b9384915b8281106145225750505050565b80820135908160a81c9160ff8316926076841190811561457b575b50801561456d575b613d205760ff61455f9160b01c1683600b840188876149af565b15613bfe5701600b01614515565b5084600b8484010111614545565b9050836a310030000603550400000061ff0083166007830160381b6009840160481b1717171790627f0000191614155f61453d565b80518210156136435760209160051b010190565b5f1981146108315760010190565b949391929460205f60a060405185815287848201528960408201528660608201528860808201528280526101005afa60015f51149060203d14161661473b5760205f60a06040517fbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca6050238152600584820152600160408201527fa71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac95760608201527f5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b60808201528280526101005afa60015f51149060203d1416166147315760209460a4936040519788968795630f9ac67b60e31b87526004870152602486015260448501526064840152608483015260018060a01b03165afa9081156124b8575f916146f9575090565b90506020813d602011614729575b816147146020938361297f565b8101031261022d5751801515810361022d5790565b3d9150614707565b5050505050505f90565b505050505050600190565b90509190918281013582841080159061482b575b6148135760ff8160f01c16600285019160808210156147be575b50810192831161414f57829381808503941480156147b4575b6147a2575001355f19600383901b1c19161791565b630778bf9760e41b5f5260045260245ffd5b50601f841161478d565b9150608181036147e35750600384019060e81c60ff1660808110610e84575b5f614774565b60820361414f57600484019060e01c61ffff166101008110156147dd5784631b69790160e01b5f5260045260245ffd5b8363063e66a960e11b5f52600452600660245260445ffd5b5060068160f81c141561475a565b92909161027883141580806149a3575b80614997575b8061498b575b6149745784356001600160c01b0319169064040002008160d81b8214614957575064050002008160d81b81146148de57627e7fff60e91b81016148c857506101b083036148b257508160301161022d575f9260300191602f190190565b8263097e855960e31b5f5260045260245260445ffd5b636eb40ed960e01b5f526004525f60245260445ffd5b506001600160d01b0319603085013516630100240160e11b811490811580614946575b61493457501561492c5761027e5b83036148b257508160361161022d57600192603601916035190190565b6102be61490f565b630d9a69d560e21b5f5260045260245ffd5b50630180440160e11b811415614901565b90506148b257508160301161022d5760019260300191602f190190565b508263097e855960e31b5f5260045260245260445ffd5b506101b0841415614855565b506102be84141561484f565b5061027e841415614849565b92909193600c8114614a0f57601303614a07578301925b8381106149d65750505050600190565b818110156136435760016f07fffffe07fffffea7fffb81000000008285013560f81c1c1615614a07576001016149c6565b505050505f90565b50939290505b60208411614a51577f808080808080808080808080808080808080808080808080808080808080808092935f199060031b1c1991013516161590565b7f80808080808080808080808080808080808080808080808080808080808080808183013516614a895760200192601f190192614a15565b505f925050565b919392848084013560f81c9260188403614d36575b918391614ab29386614358565b92810135919083906017614ac68886614eff565b9303614d1557600d910303614d02576032811015614cf75761ffff6107d05b16019060101b5b81614af78683614eff565b91614b028782614f48565b936107b281108015614cef575b8015614ce5575b8015614cdd575b8015614ccb575b614cb8576002841115614ca6575b50602f198160041a018160051a600982118015614c98575b614c0e57602f1991600a02010190602f198160061a018160071a600982118015614c8a575b614c7757602f1991600a02010191602f198260081a018260091a90600981118015614c69575b614c5657600a0201916017821190602f1984018215614c4b575b8215614c40575b508115614c21575b50614c0e57620151809596979850610e10603c602f19940291020101019360056002620afa6c19948119016099020104019061019081049060648104908060021c9061016d020103010101020191565b88630517a07b60e01b5f5260045260245ffd5b600a1a60f81b6001600160f81b031916602d60f91b141590505f614bbe565b603b1091505f614bb6565b603b86119250614baf565b8a630517a07b60e01b5f5260045260245ffd5b506009602f19830111614b95565b89630517a07b60e01b5f5260045260245ffd5b506009602f19820111614b6f565b506009602f19820111614b4a565b600c93909301925f190191505f614b32565b87630517a07b60e01b5f5260045260245ffd5b50614cd68185614f71565b8511614b24565b508415614b1d565b50600c8411614b16565b508315614b0f565b61ffff61076c614ae5565b84630517a07b60e01b5f5260045260245ffd5b600f910303614d0257614d288583614f48565b90606402019060201b614aec565b60179350614aa5565b5f9060ff811690825b828110614d56575050501590565b60208110156136435781811a841580614dab575b8015614d96575b614d8d57608011614d85575b600101614d48565b5f9350614d7d565b50505050505f90565b5093614da1906145c4565b9360048511614d71565b5060808114614d6a565b91938394939193614dc8838287876140be565b939093036106ff575015614e3157600381019081811161083157818510908115614e13575b50610ea657838114614e0d57614e049284926143b5565b905003610ea657565b50505050565b8301356001600160e81b031916620101ff60e81b141590505f614ded565b91505003610ea657565b8201356001600160e01b031981169493909260049250614e5a9161400d565b1490811591614ee5575b50610ea65715614ed7578060021a9060031a60028211918215614ecb575b8215614eba575b8215614e98575b5050610ea657565b90915060ff60015f19921b160160ff8111610831571660ff1615155f80614e90565b6001811b821660ff16159250614e89565b60048216159250614e82565b620c081b60e61b03610ea657565b6001600160f01b03191661018160f11b141590505f614e64565b90602f19825f1a019160011a90600983118015614f3a575b614f285750602f1991600a02010190565b630517a07b60e01b5f5260045260245ffd5b506009602f19830111614f17565b90602f198260021a019160031a90600983118015614f3a57614f285750602f1991600a02010190565b9060028214614fc6575060048114908115614fbb575b8115614fb0575b8115614fa5575b5015614fa057601e90565b601f90565b600b9150145f614f95565b600981149150614f8e565b600681149150614f87565b6003811615915081614fe3575b5015614fde57601d90565b601c90565b606481061580159250614ff8575b505f614fd3565b610190915006155f614ff1565d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296ba71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957",
}

// AttestationRegistry is an auto generated Go binding around an Ethereum contract.
type AttestationRegistry struct {
	abi abi.ABI
}

// NewAttestationRegistry creates a new instance of AttestationRegistry.
func NewAttestationRegistry() *AttestationRegistry {
	parsed, err := AttestationRegistryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &AttestationRegistry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *AttestationRegistry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((bytes32,bytes32,bytes32,bytes32,address,address,address) setup, (uint48,uint8,(uint128,uint128,uint16,uint16))[] floors, address[] verifiers) returns()
func (attestationRegistry *AttestationRegistry) PackConstructor(setup RegistrySetup, floors []InitialFloor, verifiers []common.Address) []byte {
	enc, err := attestationRegistry.abi.Pack("", setup, floors, verifiers)
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
func (attestationRegistry *AttestationRegistry) PackEXTERNAL() []byte {
	enc, err := attestationRegistry.abi.Pack("EXTERNAL")
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
func (attestationRegistry *AttestationRegistry) TryPackEXTERNAL() ([]byte, error) {
	return attestationRegistry.abi.Pack("EXTERNAL")
}

// UnpackEXTERNAL is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf384524b.
//
// Solidity: function EXTERNAL() view returns(uint8)
func (attestationRegistry *AttestationRegistry) UnpackEXTERNAL(data []byte) (uint8, error) {
	out, err := attestationRegistry.abi.Unpack("EXTERNAL", data)
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
func (attestationRegistry *AttestationRegistry) PackLIFETIME() []byte {
	enc, err := attestationRegistry.abi.Pack("LIFETIME")
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
func (attestationRegistry *AttestationRegistry) TryPackLIFETIME() ([]byte, error) {
	return attestationRegistry.abi.Pack("LIFETIME")
}

// UnpackLIFETIME is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd3c576d8.
//
// Solidity: function LIFETIME() view returns(uint256)
func (attestationRegistry *AttestationRegistry) UnpackLIFETIME(data []byte) (*big.Int, error) {
	out, err := attestationRegistry.abi.Unpack("LIFETIME", data)
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
func (attestationRegistry *AttestationRegistry) PackLOOSENINGDELAY() []byte {
	enc, err := attestationRegistry.abi.Pack("LOOSENING_DELAY")
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
func (attestationRegistry *AttestationRegistry) TryPackLOOSENINGDELAY() ([]byte, error) {
	return attestationRegistry.abi.Pack("LOOSENING_DELAY")
}

// UnpackLOOSENINGDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0d80a38e.
//
// Solidity: function LOOSENING_DELAY() view returns(uint256)
func (attestationRegistry *AttestationRegistry) UnpackLOOSENINGDELAY(data []byte) (*big.Int, error) {
	out, err := attestationRegistry.abi.Unpack("LOOSENING_DELAY", data)
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
func (attestationRegistry *AttestationRegistry) PackREPORTDATAVERSION() []byte {
	enc, err := attestationRegistry.abi.Pack("REPORT_DATA_VERSION")
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
func (attestationRegistry *AttestationRegistry) TryPackREPORTDATAVERSION() ([]byte, error) {
	return attestationRegistry.abi.Pack("REPORT_DATA_VERSION")
}

// UnpackREPORTDATAVERSION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06614177.
//
// Solidity: function REPORT_DATA_VERSION() view returns(uint32)
func (attestationRegistry *AttestationRegistry) UnpackREPORTDATAVERSION(data []byte) (uint32, error) {
	out, err := attestationRegistry.abi.Unpack("REPORT_DATA_VERSION", data)
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
func (attestationRegistry *AttestationRegistry) PackSGX() []byte {
	enc, err := attestationRegistry.abi.Pack("SGX")
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
func (attestationRegistry *AttestationRegistry) TryPackSGX() ([]byte, error) {
	return attestationRegistry.abi.Pack("SGX")
}

// UnpackSGX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x99dac893.
//
// Solidity: function SGX() view returns(uint8)
func (attestationRegistry *AttestationRegistry) UnpackSGX(data []byte) (uint8, error) {
	out, err := attestationRegistry.abi.Unpack("SGX", data)
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
func (attestationRegistry *AttestationRegistry) PackSIMTDX() []byte {
	enc, err := attestationRegistry.abi.Pack("SIM_TDX")
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
func (attestationRegistry *AttestationRegistry) TryPackSIMTDX() ([]byte, error) {
	return attestationRegistry.abi.Pack("SIM_TDX")
}

// UnpackSIMTDX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0f3364f0.
//
// Solidity: function SIM_TDX() view returns(uint8)
func (attestationRegistry *AttestationRegistry) UnpackSIMTDX(data []byte) (uint8, error) {
	out, err := attestationRegistry.abi.Unpack("SIM_TDX", data)
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
func (attestationRegistry *AttestationRegistry) PackTDX() []byte {
	enc, err := attestationRegistry.abi.Pack("TDX")
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
func (attestationRegistry *AttestationRegistry) TryPackTDX() ([]byte, error) {
	return attestationRegistry.abi.Pack("TDX")
}

// UnpackTDX is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x38703ad0.
//
// Solidity: function TDX() view returns(uint8)
func (attestationRegistry *AttestationRegistry) UnpackTDX(data []byte) (uint8, error) {
	out, err := attestationRegistry.abi.Unpack("TDX", data)
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
func (attestationRegistry *AttestationRegistry) PackAdmitCA(certificate []byte, simulated bool) []byte {
	enc, err := attestationRegistry.abi.Pack("admitCA", certificate, simulated)
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
func (attestationRegistry *AttestationRegistry) TryPackAdmitCA(certificate []byte, simulated bool) ([]byte, error) {
	return attestationRegistry.abi.Pack("admitCA", certificate, simulated)
}

// UnpackAdmitCA is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x781c868b.
//
// Solidity: function admitCA(bytes certificate, bool simulated) returns(bytes32 id)
func (attestationRegistry *AttestationRegistry) UnpackAdmitCA(data []byte) ([32]byte, error) {
	out, err := attestationRegistry.abi.Unpack("admitCA", data)
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
func (attestationRegistry *AttestationRegistry) PackAdmitPlatform(certificate []byte, caX [32]byte, caY [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("admitPlatform", certificate, caX, caY)
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
func (attestationRegistry *AttestationRegistry) TryPackAdmitPlatform(certificate []byte, caX [32]byte, caY [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("admitPlatform", certificate, caX, caY)
}

// UnpackAdmitPlatform is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb9b814d8.
//
// Solidity: function admitPlatform(bytes certificate, bytes32 caX, bytes32 caY) returns(bytes16 id)
func (attestationRegistry *AttestationRegistry) UnpackAdmitPlatform(data []byte) ([16]byte, error) {
	out, err := attestationRegistry.abi.Unpack("admitPlatform", data)
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
func (attestationRegistry *AttestationRegistry) PackAdmitPlatformDev(x [32]byte, y [32]byte, fmspc *big.Int, cpuSvn *big.Int, pceSvn uint16, notAfter *big.Int) []byte {
	enc, err := attestationRegistry.abi.Pack("admitPlatformDev", x, y, fmspc, cpuSvn, pceSvn, notAfter)
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
func (attestationRegistry *AttestationRegistry) TryPackAdmitPlatformDev(x [32]byte, y [32]byte, fmspc *big.Int, cpuSvn *big.Int, pceSvn uint16, notAfter *big.Int) ([]byte, error) {
	return attestationRegistry.abi.Pack("admitPlatformDev", x, y, fmspc, cpuSvn, pceSvn, notAfter)
}

// UnpackAdmitPlatformDev is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x71dc875a.
//
// Solidity: function admitPlatformDev(bytes32 x, bytes32 y, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint40 notAfter) returns(bytes16 id)
func (attestationRegistry *AttestationRegistry) UnpackAdmitPlatformDev(data []byte) ([16]byte, error) {
	out, err := attestationRegistry.abi.Unpack("admitPlatformDev", data)
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
func (attestationRegistry *AttestationRegistry) PackApplyFloor(fmspc *big.Int, kind uint8) []byte {
	enc, err := attestationRegistry.abi.Pack("applyFloor", fmspc, kind)
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
func (attestationRegistry *AttestationRegistry) TryPackApplyFloor(fmspc *big.Int, kind uint8) ([]byte, error) {
	return attestationRegistry.abi.Pack("applyFloor", fmspc, kind)
}

// PackAppraise is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd20b2f25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function appraise(bytes body, bytes auth, bytes32 x, bytes32 y) view returns(uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) PackAppraise(body []byte, auth []byte, x [32]byte, y [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("appraise", body, auth, x, y)
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
func (attestationRegistry *AttestationRegistry) TryPackAppraise(body []byte, auth []byte, x [32]byte, y [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("appraise", body, auth, x, y)
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
func (attestationRegistry *AttestationRegistry) UnpackAppraise(data []byte) (AppraiseOutput, error) {
	out, err := attestationRegistry.abi.Unpack("appraise", data)
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
func (attestationRegistry *AttestationRegistry) PackAttestation(signer common.Address, measured [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("attestation", signer, measured)
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
func (attestationRegistry *AttestationRegistry) TryPackAttestation(signer common.Address, measured [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("attestation", signer, measured)
}

// UnpackAttestation is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa47386fd.
//
// Solidity: function attestation(address signer, bytes32 measured) view returns((uint40,uint40,uint48,bytes16))
func (attestationRegistry *AttestationRegistry) UnpackAttestation(data []byte) (Attestation, error) {
	out, err := attestationRegistry.abi.Unpack("attestation", data)
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
func (attestationRegistry *AttestationRegistry) PackAuthority() []byte {
	enc, err := attestationRegistry.abi.Pack("authority")
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
func (attestationRegistry *AttestationRegistry) TryPackAuthority() ([]byte, error) {
	return attestationRegistry.abi.Pack("authority")
}

// UnpackAuthority is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbf7e214f.
//
// Solidity: function authority() view returns(address)
func (attestationRegistry *AttestationRegistry) UnpackAuthority(data []byte) (common.Address, error) {
	out, err := attestationRegistry.abi.Unpack("authority", data)
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
func (attestationRegistry *AttestationRegistry) PackCertificateAuthority(id [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("certificateAuthority", id)
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
func (attestationRegistry *AttestationRegistry) TryPackCertificateAuthority(id [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("certificateAuthority", id)
}

// UnpackCertificateAuthority is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x82047f4a.
//
// Solidity: function certificateAuthority(bytes32 id) view returns((uint40,uint8,uint8))
func (attestationRegistry *AttestationRegistry) UnpackCertificateAuthority(data []byte) (CertificateAuthority, error) {
	out, err := attestationRegistry.abi.Unpack("certificateAuthority", data)
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
func (attestationRegistry *AttestationRegistry) PackDevelopmentAdmitter() []byte {
	enc, err := attestationRegistry.abi.Pack("developmentAdmitter")
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
func (attestationRegistry *AttestationRegistry) TryPackDevelopmentAdmitter() ([]byte, error) {
	return attestationRegistry.abi.Pack("developmentAdmitter")
}

// UnpackDevelopmentAdmitter is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdb48195a.
//
// Solidity: function developmentAdmitter() view returns(address)
func (attestationRegistry *AttestationRegistry) UnpackDevelopmentAdmitter(data []byte) (common.Address, error) {
	out, err := attestationRegistry.abi.Unpack("developmentAdmitter", data)
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
func (attestationRegistry *AttestationRegistry) PackFloorOf(fmspc *big.Int, kind uint8) []byte {
	enc, err := attestationRegistry.abi.Pack("floorOf", fmspc, kind)
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
func (attestationRegistry *AttestationRegistry) TryPackFloorOf(fmspc *big.Int, kind uint8) ([]byte, error) {
	return attestationRegistry.abi.Pack("floorOf", fmspc, kind)
}

// UnpackFloorOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8ef16273.
//
// Solidity: function floorOf(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),bool))
func (attestationRegistry *AttestationRegistry) UnpackFloorOf(data []byte) (Floor, error) {
	out, err := attestationRegistry.abi.Unpack("floorOf", data)
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
func (attestationRegistry *AttestationRegistry) PackP256() []byte {
	enc, err := attestationRegistry.abi.Pack("p256")
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
func (attestationRegistry *AttestationRegistry) TryPackP256() ([]byte, error) {
	return attestationRegistry.abi.Pack("p256")
}

// UnpackP256 is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x66c44a15.
//
// Solidity: function p256() view returns(address)
func (attestationRegistry *AttestationRegistry) UnpackP256(data []byte) (common.Address, error) {
	out, err := attestationRegistry.abi.Unpack("p256", data)
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
func (attestationRegistry *AttestationRegistry) PackPendingFloor(fmspc *big.Int, kind uint8) []byte {
	enc, err := attestationRegistry.abi.Pack("pendingFloor", fmspc, kind)
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
func (attestationRegistry *AttestationRegistry) TryPackPendingFloor(fmspc *big.Int, kind uint8) ([]byte, error) {
	return attestationRegistry.abi.Pack("pendingFloor", fmspc, kind)
}

// UnpackPendingFloor is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x32ae96e0.
//
// Solidity: function pendingFloor(uint48 fmspc, uint8 kind) view returns(((uint128,uint128,uint16,uint16),uint40))
func (attestationRegistry *AttestationRegistry) UnpackPendingFloor(data []byte) (PendingFloor, error) {
	out, err := attestationRegistry.abi.Unpack("pendingFloor", data)
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
func (attestationRegistry *AttestationRegistry) PackPlatform(id [16]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("platform", id)
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
func (attestationRegistry *AttestationRegistry) TryPackPlatform(id [16]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("platform", id)
}

// UnpackPlatform is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x645735eb.
//
// Solidity: function platform(bytes16 id) view returns((uint40,uint48,uint16,uint8,uint8,uint128) p)
func (attestationRegistry *AttestationRegistry) UnpackPlatform(data []byte) (Platform, error) {
	out, err := attestationRegistry.abi.Unpack("platform", data)
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
func (attestationRegistry *AttestationRegistry) PackProposeFloor(fmspc *big.Int, kind uint8, floor TCBFloor) []byte {
	enc, err := attestationRegistry.abi.Pack("proposeFloor", fmspc, kind, floor)
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
func (attestationRegistry *AttestationRegistry) TryPackProposeFloor(fmspc *big.Int, kind uint8, floor TCBFloor) ([]byte, error) {
	return attestationRegistry.abi.Pack("proposeFloor", fmspc, kind, floor)
}

// PackProposeRestoration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa74266c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposeRestoration(bytes32 id) returns()
func (attestationRegistry *AttestationRegistry) PackProposeRestoration(id [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("proposeRestoration", id)
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
func (attestationRegistry *AttestationRegistry) TryPackProposeRestoration(id [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("proposeRestoration", id)
}

// PackPublishPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x544c0083.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri) returns(bytes32 policy)
func (attestationRegistry *AttestationRegistry) PackPublishPolicy(root [32]byte, maxAge uint64, fileDigest [32]byte, uri string) []byte {
	enc, err := attestationRegistry.abi.Pack("publishPolicy", root, maxAge, fileDigest, uri)
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
func (attestationRegistry *AttestationRegistry) TryPackPublishPolicy(root [32]byte, maxAge uint64, fileDigest [32]byte, uri string) ([]byte, error) {
	return attestationRegistry.abi.Pack("publishPolicy", root, maxAge, fileDigest, uri)
}

// UnpackPublishPolicy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x544c0083.
//
// Solidity: function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri) returns(bytes32 policy)
func (attestationRegistry *AttestationRegistry) UnpackPublishPolicy(data []byte) ([32]byte, error) {
	out, err := attestationRegistry.abi.Unpack("publishPolicy", data)
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
func (attestationRegistry *AttestationRegistry) PackRegister(body []byte, auth []byte, x [32]byte, y [32]byte, blockNumber uint64, runtimeDataHash [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("register", body, auth, x, y, blockNumber, runtimeDataHash)
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
func (attestationRegistry *AttestationRegistry) TryPackRegister(body []byte, auth []byte, x [32]byte, y [32]byte, blockNumber uint64, runtimeDataHash [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("register", body, auth, x, y, blockNumber, runtimeDataHash)
}

// UnpackRegister is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x43943aad.
//
// Solidity: function register(bytes body, bytes auth, bytes32 x, bytes32 y, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (attestationRegistry *AttestationRegistry) UnpackRegister(data []byte) ([32]byte, error) {
	out, err := attestationRegistry.abi.Unpack("register", data)
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
func (attestationRegistry *AttestationRegistry) PackRegisterVerified(verifier common.Address, evidence []byte, blockNumber uint64, runtimeDataHash [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("registerVerified", verifier, evidence, blockNumber, runtimeDataHash)
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
func (attestationRegistry *AttestationRegistry) TryPackRegisterVerified(verifier common.Address, evidence []byte, blockNumber uint64, runtimeDataHash [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("registerVerified", verifier, evidence, blockNumber, runtimeDataHash)
}

// UnpackRegisterVerified is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4072f052.
//
// Solidity: function registerVerified(address verifier, bytes evidence, uint64 blockNumber, bytes32 runtimeDataHash) returns(bytes32 measured)
func (attestationRegistry *AttestationRegistry) UnpackRegisterVerified(data []byte) ([32]byte, error) {
	out, err := attestationRegistry.abi.Unpack("registerVerified", data)
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
func (attestationRegistry *AttestationRegistry) PackRestorableAt(arg0 [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("restorableAt", arg0)
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
func (attestationRegistry *AttestationRegistry) TryPackRestorableAt(arg0 [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("restorableAt", arg0)
}

// UnpackRestorableAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4ce36d34.
//
// Solidity: function restorableAt(bytes32 ) view returns(uint40)
func (attestationRegistry *AttestationRegistry) UnpackRestorableAt(data []byte) (*big.Int, error) {
	out, err := attestationRegistry.abi.Unpack("restorableAt", data)
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
func (attestationRegistry *AttestationRegistry) PackRestoreCA(id [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("restoreCA", id)
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
func (attestationRegistry *AttestationRegistry) TryPackRestoreCA(id [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("restoreCA", id)
}

// PackRestorePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9fedd0a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function restorePlatform(bytes16 id) returns()
func (attestationRegistry *AttestationRegistry) PackRestorePlatform(id [16]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("restorePlatform", id)
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
func (attestationRegistry *AttestationRegistry) TryPackRestorePlatform(id [16]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("restorePlatform", id)
}

// PackRevokeCA is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2415b009.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeCA(bytes32 id) returns()
func (attestationRegistry *AttestationRegistry) PackRevokeCA(id [32]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("revokeCA", id)
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
func (attestationRegistry *AttestationRegistry) TryPackRevokeCA(id [32]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("revokeCA", id)
}

// PackRevokePlatform is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7c2868f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokePlatform(bytes16 id) returns()
func (attestationRegistry *AttestationRegistry) PackRevokePlatform(id [16]byte) []byte {
	enc, err := attestationRegistry.abi.Pack("revokePlatform", id)
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
func (attestationRegistry *AttestationRegistry) TryPackRevokePlatform(id [16]byte) ([]byte, error) {
	return attestationRegistry.abi.Pack("revokePlatform", id)
}

// PackRoots is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x393fe1cd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function roots() view returns(bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
func (attestationRegistry *AttestationRegistry) PackRoots() []byte {
	enc, err := attestationRegistry.abi.Pack("roots")
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
func (attestationRegistry *AttestationRegistry) TryPackRoots() ([]byte, error) {
	return attestationRegistry.abi.Pack("roots")
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
func (attestationRegistry *AttestationRegistry) UnpackRoots(data []byte) (RootsOutput, error) {
	out, err := attestationRegistry.abi.Unpack("roots", data)
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
func (attestationRegistry *AttestationRegistry) PackTightenFloor(fmspc *big.Int, kind uint8, floor TCBFloor) []byte {
	enc, err := attestationRegistry.abi.Pack("tightenFloor", fmspc, kind, floor)
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
func (attestationRegistry *AttestationRegistry) TryPackTightenFloor(fmspc *big.Int, kind uint8, floor TCBFloor) ([]byte, error) {
	return attestationRegistry.abi.Pack("tightenFloor", fmspc, kind, floor)
}

// PackTrusted is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xddd3fd3a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function trusted(address signer, bytes32 policy, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) view returns(bool)
func (attestationRegistry *AttestationRegistry) PackTrusted(signer common.Address, policy [32]byte, proof PolicyProof) []byte {
	enc, err := attestationRegistry.abi.Pack("trusted", signer, policy, proof)
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
func (attestationRegistry *AttestationRegistry) TryPackTrusted(signer common.Address, policy [32]byte, proof PolicyProof) ([]byte, error) {
	return attestationRegistry.abi.Pack("trusted", signer, policy, proof)
}

// UnpackTrusted is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xddd3fd3a.
//
// Solidity: function trusted(address signer, bytes32 policy, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) view returns(bool)
func (attestationRegistry *AttestationRegistry) UnpackTrusted(data []byte) (bool, error) {
	out, err := attestationRegistry.abi.Unpack("trusted", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// AttestationRegistryCAAdmitted represents a CAAdmitted event raised by the AttestationRegistry contract.
type AttestationRegistryCAAdmitted struct {
	Ca        [32]byte
	Simulated bool
	NotAfter  *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryCAAdmittedEventName = "CAAdmitted"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryCAAdmitted) ContractEventName() string {
	return AttestationRegistryCAAdmittedEventName
}

// UnpackCAAdmittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CAAdmitted(bytes32 indexed ca, bool simulated, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) UnpackCAAdmittedEvent(log *types.Log) (*AttestationRegistryCAAdmitted, error) {
	event := "CAAdmitted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryCAAdmitted)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryCARestored represents a CARestored event raised by the AttestationRegistry contract.
type AttestationRegistryCARestored struct {
	Ca  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryCARestoredEventName = "CARestored"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryCARestored) ContractEventName() string {
	return AttestationRegistryCARestoredEventName
}

// UnpackCARestoredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CARestored(bytes32 indexed ca)
func (attestationRegistry *AttestationRegistry) UnpackCARestoredEvent(log *types.Log) (*AttestationRegistryCARestored, error) {
	event := "CARestored"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryCARestored)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryCARevoked represents a CARevoked event raised by the AttestationRegistry contract.
type AttestationRegistryCARevoked struct {
	Ca  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryCARevokedEventName = "CARevoked"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryCARevoked) ContractEventName() string {
	return AttestationRegistryCARevokedEventName
}

// UnpackCARevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CARevoked(bytes32 indexed ca)
func (attestationRegistry *AttestationRegistry) UnpackCARevokedEvent(log *types.Log) (*AttestationRegistryCARevoked, error) {
	event := "CARevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryCARevoked)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryFloorProposed represents a FloorProposed event raised by the AttestationRegistry contract.
type AttestationRegistryFloorProposed struct {
	Fmspc   *big.Int
	Kind    uint8
	Floor   TCBFloor
	ReadyAt *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryFloorProposedEventName = "FloorProposed"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryFloorProposed) ContractEventName() string {
	return AttestationRegistryFloorProposedEventName
}

// UnpackFloorProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FloorProposed(uint48 indexed fmspc, uint8 indexed kind, (uint128,uint128,uint16,uint16) floor, uint256 readyAt)
func (attestationRegistry *AttestationRegistry) UnpackFloorProposedEvent(log *types.Log) (*AttestationRegistryFloorProposed, error) {
	event := "FloorProposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryFloorProposed)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryFloorSet represents a FloorSet event raised by the AttestationRegistry contract.
type AttestationRegistryFloorSet struct {
	Fmspc *big.Int
	Kind  uint8
	Floor TCBFloor
	Raw   *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryFloorSetEventName = "FloorSet"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryFloorSet) ContractEventName() string {
	return AttestationRegistryFloorSetEventName
}

// UnpackFloorSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FloorSet(uint48 indexed fmspc, uint8 indexed kind, (uint128,uint128,uint16,uint16) floor)
func (attestationRegistry *AttestationRegistry) UnpackFloorSetEvent(log *types.Log) (*AttestationRegistryFloorSet, error) {
	event := "FloorSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryFloorSet)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryPlatformAdmitted represents a PlatformAdmitted event raised by the AttestationRegistry contract.
type AttestationRegistryPlatformAdmitted struct {
	Platform  [16]byte
	Ca        [32]byte
	Simulated bool
	Fmspc     *big.Int
	CpuSvn    *big.Int
	PceSvn    uint16
	NotAfter  *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryPlatformAdmittedEventName = "PlatformAdmitted"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryPlatformAdmitted) ContractEventName() string {
	return AttestationRegistryPlatformAdmittedEventName
}

// UnpackPlatformAdmittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformAdmitted(bytes16 indexed platform, bytes32 indexed ca, bool simulated, uint48 fmspc, uint128 cpuSvn, uint16 pceSvn, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) UnpackPlatformAdmittedEvent(log *types.Log) (*AttestationRegistryPlatformAdmitted, error) {
	event := "PlatformAdmitted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryPlatformAdmitted)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryPlatformRestored represents a PlatformRestored event raised by the AttestationRegistry contract.
type AttestationRegistryPlatformRestored struct {
	Platform [16]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryPlatformRestoredEventName = "PlatformRestored"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryPlatformRestored) ContractEventName() string {
	return AttestationRegistryPlatformRestoredEventName
}

// UnpackPlatformRestoredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformRestored(bytes16 indexed platform)
func (attestationRegistry *AttestationRegistry) UnpackPlatformRestoredEvent(log *types.Log) (*AttestationRegistryPlatformRestored, error) {
	event := "PlatformRestored"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryPlatformRestored)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryPlatformRevoked represents a PlatformRevoked event raised by the AttestationRegistry contract.
type AttestationRegistryPlatformRevoked struct {
	Platform [16]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryPlatformRevokedEventName = "PlatformRevoked"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryPlatformRevoked) ContractEventName() string {
	return AttestationRegistryPlatformRevokedEventName
}

// UnpackPlatformRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PlatformRevoked(bytes16 indexed platform)
func (attestationRegistry *AttestationRegistry) UnpackPlatformRevokedEvent(log *types.Log) (*AttestationRegistryPlatformRevoked, error) {
	event := "PlatformRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryPlatformRevoked)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryPolicyPublished represents a PolicyPublished event raised by the AttestationRegistry contract.
type AttestationRegistryPolicyPublished struct {
	Policy     [32]byte
	Publisher  common.Address
	Root       [32]byte
	MaxAge     uint64
	FileDigest [32]byte
	Uri        string
	Raw        *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryPolicyPublishedEventName = "PolicyPublished"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryPolicyPublished) ContractEventName() string {
	return AttestationRegistryPolicyPublishedEventName
}

// UnpackPolicyPublishedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PolicyPublished(bytes32 indexed policy, address indexed publisher, bytes32 root, uint64 maxAge, bytes32 fileDigest, string uri)
func (attestationRegistry *AttestationRegistry) UnpackPolicyPublishedEvent(log *types.Log) (*AttestationRegistryPolicyPublished, error) {
	event := "PolicyPublished"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryPolicyPublished)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryRegistered represents a Registered event raised by the AttestationRegistry contract.
type AttestationRegistryRegistered struct {
	Signer          common.Address
	Measurement     [32]byte
	Platform        [16]byte
	Kind            uint8
	BlockNumber     *big.Int
	Until           *big.Int
	RuntimeDataHash [32]byte
	Raw             *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryRegisteredEventName = "Registered"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryRegistered) ContractEventName() string {
	return AttestationRegistryRegisteredEventName
}

// UnpackRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Registered(address indexed signer, bytes32 indexed measurement, bytes16 indexed platform, uint8 kind, uint256 blockNumber, uint256 until, bytes32 runtimeDataHash)
func (attestationRegistry *AttestationRegistry) UnpackRegisteredEvent(log *types.Log) (*AttestationRegistryRegistered, error) {
	event := "Registered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryRegistered)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryRestorationProposed represents a RestorationProposed event raised by the AttestationRegistry contract.
type AttestationRegistryRestorationProposed struct {
	Id      [32]byte
	ReadyAt *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryRestorationProposedEventName = "RestorationProposed"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryRestorationProposed) ContractEventName() string {
	return AttestationRegistryRestorationProposedEventName
}

// UnpackRestorationProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RestorationProposed(bytes32 indexed id, uint256 readyAt)
func (attestationRegistry *AttestationRegistry) UnpackRestorationProposedEvent(log *types.Log) (*AttestationRegistryRestorationProposed, error) {
	event := "RestorationProposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryRestorationProposed)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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

// AttestationRegistryVerifierFixed represents a VerifierFixed event raised by the AttestationRegistry contract.
type AttestationRegistryVerifierFixed struct {
	Verifier common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const AttestationRegistryVerifierFixedEventName = "VerifierFixed"

// ContractEventName returns the user-defined event name.
func (AttestationRegistryVerifierFixed) ContractEventName() string {
	return AttestationRegistryVerifierFixedEventName
}

// UnpackVerifierFixedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event VerifierFixed(address indexed verifier)
func (attestationRegistry *AttestationRegistry) UnpackVerifierFixedEvent(log *types.Log) (*AttestationRegistryVerifierFixed, error) {
	event := "VerifierFixed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != attestationRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(AttestationRegistryVerifierFixed)
	if len(log.Data) > 0 {
		if err := attestationRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range attestationRegistry.abi.Events[event].Inputs {
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
func (attestationRegistry *AttestationRegistry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["AlreadyAdmitted"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackAlreadyAdmittedError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadAttributes"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadAttributesError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadCertificateSignature"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadCertificateSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadInteger"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadIntegerError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadLength"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadObjectIdentifier"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadObjectIdentifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadPlatformExtension"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadPlatformExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadQuoteSignature"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadQuoteSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadQuoteSize"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadQuoteSizeError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadReportDataVersion"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadReportDataVersionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadReportSignature"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadReportSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadSetup"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadSetupError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BadTime"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBadTimeError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BelowFloor"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBelowFloorError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BindingMismatch"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBindingMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BlockMismatch"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBlockMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["BlockOutOfReach"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackBlockOutOfReachError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ExpiredCA"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackExpiredCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ExpiredPlatform"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackExpiredPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ForeignModule"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackForeignModuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ForeignQuotingEnclave"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackForeignQuotingEnclaveError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["Malformed"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackMalformedError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NoMeasurement"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNoMeasurementError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NoPlatformExtension"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNoPlatformExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotADevelopmentChain"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotADevelopmentChainError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotAuthority"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotAuthorityError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotDevelopmentAdmitter"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotDevelopmentAdmitterError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotNewer"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotNewerError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotReady"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotReadyError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NotRevoked"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNotRevokedError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["NothingPending"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackNothingPendingError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["OutsideValidity"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackOutsideValidityError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["RepeatedExtension"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackRepeatedExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["RevokedCA"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackRevokedCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["RevokedPlatform"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackRevokedPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["RevokedVerifier"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackRevokedVerifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ServiceTD"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackServiceTDError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["SimulatedEnclave"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackSimulatedEnclaveError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["TooManyCAs"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackTooManyCAsError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnboundAttestationKey"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnboundAttestationKeyError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnexpectedTag"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnexpectedTagError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnknownCA"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnknownCAError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnknownCriticalExtension"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnknownCriticalExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnknownFMSPC"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnknownFMSPCError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnknownPlatform"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnknownPlatformError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnknownVerifier"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnknownVerifierError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnsupportedBody"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnsupportedBodyError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnsupportedExtension"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnsupportedExtensionError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["UnsupportedQuote"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackUnsupportedQuoteError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["WouldLoosen"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackWouldLoosenError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["WrongRole"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackWrongRoleError(raw[4:])
	}
	if bytes.Equal(raw[:4], attestationRegistry.abi.Errors["ZeroSigner"].ID.Bytes()[:4]) {
		return attestationRegistry.UnpackZeroSignerError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// AttestationRegistryAlreadyAdmitted represents a AlreadyAdmitted error raised by the AttestationRegistry contract.
type AttestationRegistryAlreadyAdmitted struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyAdmitted(bytes32 id)
func AttestationRegistryAlreadyAdmittedErrorID() common.Hash {
	return common.HexToHash("0x54867bbed1105f365dc50913a5d14395d32dde92c932a59e386877de9b3a6b39")
}

// UnpackAlreadyAdmittedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyAdmitted(bytes32 id)
func (attestationRegistry *AttestationRegistry) UnpackAlreadyAdmittedError(raw []byte) (*AttestationRegistryAlreadyAdmitted, error) {
	out := new(AttestationRegistryAlreadyAdmitted)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "AlreadyAdmitted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadAttributes represents a BadAttributes error raised by the AttestationRegistry contract.
type AttestationRegistryBadAttributes struct {
	Attributes uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAttributes(uint64 attributes)
func AttestationRegistryBadAttributesErrorID() common.Hash {
	return common.HexToHash("0x37fa9cd0d078f8af55b6fd42bdeda6e1096363861cadd4e27bcefe970ad06e09")
}

// UnpackBadAttributesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAttributes(uint64 attributes)
func (attestationRegistry *AttestationRegistry) UnpackBadAttributesError(raw []byte) (*AttestationRegistryBadAttributes, error) {
	out := new(AttestationRegistryBadAttributes)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadAttributes", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadCertificateSignature represents a BadCertificateSignature error raised by the AttestationRegistry contract.
type AttestationRegistryBadCertificateSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadCertificateSignature()
func AttestationRegistryBadCertificateSignatureErrorID() common.Hash {
	return common.HexToHash("0xc24fcdae77ae921f6a3c48ff325126627563c2645dfb130eedb775f2be747d1a")
}

// UnpackBadCertificateSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadCertificateSignature()
func (attestationRegistry *AttestationRegistry) UnpackBadCertificateSignatureError(raw []byte) (*AttestationRegistryBadCertificateSignature, error) {
	out := new(AttestationRegistryBadCertificateSignature)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadCertificateSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadInteger represents a BadInteger error raised by the AttestationRegistry contract.
type AttestationRegistryBadInteger struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadInteger(uint256 offset)
func AttestationRegistryBadIntegerErrorID() common.Hash {
	return common.HexToHash("0x869475f90be7b44fd7080d3f18315da3a4eeae4d34c164269a0a57cc55a600c6")
}

// UnpackBadIntegerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadInteger(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackBadIntegerError(raw []byte) (*AttestationRegistryBadInteger, error) {
	out := new(AttestationRegistryBadInteger)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadInteger", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadLength represents a BadLength error raised by the AttestationRegistry contract.
type AttestationRegistryBadLength struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadLength(uint256 offset)
func AttestationRegistryBadLengthErrorID() common.Hash {
	return common.HexToHash("0x1b6979012f947c08ee4d65f5a78b14e83bb235e34788f4e52e494dba87c60026")
}

// UnpackBadLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadLength(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackBadLengthError(raw []byte) (*AttestationRegistryBadLength, error) {
	out := new(AttestationRegistryBadLength)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadObjectIdentifier represents a BadObjectIdentifier error raised by the AttestationRegistry contract.
type AttestationRegistryBadObjectIdentifier struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadObjectIdentifier(uint256 offset)
func AttestationRegistryBadObjectIdentifierErrorID() common.Hash {
	return common.HexToHash("0x778bf970d166d0a0162e321760bd0440275d5c80e45b09fbec1f88cdadbe333a")
}

// UnpackBadObjectIdentifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadObjectIdentifier(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackBadObjectIdentifierError(raw []byte) (*AttestationRegistryBadObjectIdentifier, error) {
	out := new(AttestationRegistryBadObjectIdentifier)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadObjectIdentifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadPlatformExtension represents a BadPlatformExtension error raised by the AttestationRegistry contract.
type AttestationRegistryBadPlatformExtension struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadPlatformExtension(uint256 offset)
func AttestationRegistryBadPlatformExtensionErrorID() common.Hash {
	return common.HexToHash("0xaa5a3d59253a44a3ccfcac0bc7b077711f6cdf7932d9f28a99adcce20612d37c")
}

// UnpackBadPlatformExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadPlatformExtension(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackBadPlatformExtensionError(raw []byte) (*AttestationRegistryBadPlatformExtension, error) {
	out := new(AttestationRegistryBadPlatformExtension)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadPlatformExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadQuoteSignature represents a BadQuoteSignature error raised by the AttestationRegistry contract.
type AttestationRegistryBadQuoteSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadQuoteSignature()
func AttestationRegistryBadQuoteSignatureErrorID() common.Hash {
	return common.HexToHash("0x1f66713283e3fc75036026f9ba826db6751083d42e6c83c890b88f1be99feb4e")
}

// UnpackBadQuoteSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadQuoteSignature()
func (attestationRegistry *AttestationRegistry) UnpackBadQuoteSignatureError(raw []byte) (*AttestationRegistryBadQuoteSignature, error) {
	out := new(AttestationRegistryBadQuoteSignature)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadQuoteSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadQuoteSize represents a BadQuoteSize error raised by the AttestationRegistry contract.
type AttestationRegistryBadQuoteSize struct {
	Body *big.Int
	Auth *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadQuoteSize(uint256 body, uint256 auth)
func AttestationRegistryBadQuoteSizeErrorID() common.Hash {
	return common.HexToHash("0x4bf42ac8a9d783e2d19b3d1f540015bad7f422f34aee129dc623fab2bf12081d")
}

// UnpackBadQuoteSizeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadQuoteSize(uint256 body, uint256 auth)
func (attestationRegistry *AttestationRegistry) UnpackBadQuoteSizeError(raw []byte) (*AttestationRegistryBadQuoteSize, error) {
	out := new(AttestationRegistryBadQuoteSize)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadQuoteSize", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadReportDataVersion represents a BadReportDataVersion error raised by the AttestationRegistry contract.
type AttestationRegistryBadReportDataVersion struct {
	Version uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadReportDataVersion(uint32 version)
func AttestationRegistryBadReportDataVersionErrorID() common.Hash {
	return common.HexToHash("0xf7d7eb193d557e3597de92e5e4ee459a7c2512a659c8c082c570ef9fa61aed3e")
}

// UnpackBadReportDataVersionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadReportDataVersion(uint32 version)
func (attestationRegistry *AttestationRegistry) UnpackBadReportDataVersionError(raw []byte) (*AttestationRegistryBadReportDataVersion, error) {
	out := new(AttestationRegistryBadReportDataVersion)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadReportDataVersion", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadReportSignature represents a BadReportSignature error raised by the AttestationRegistry contract.
type AttestationRegistryBadReportSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadReportSignature()
func AttestationRegistryBadReportSignatureErrorID() common.Hash {
	return common.HexToHash("0xfc69971c510f31cd9c66da9b193b03e264858dfbe9a71ddf71ebb64979257875")
}

// UnpackBadReportSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadReportSignature()
func (attestationRegistry *AttestationRegistry) UnpackBadReportSignatureError(raw []byte) (*AttestationRegistryBadReportSignature, error) {
	out := new(AttestationRegistryBadReportSignature)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadReportSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadSetup represents a BadSetup error raised by the AttestationRegistry contract.
type AttestationRegistryBadSetup struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSetup()
func AttestationRegistryBadSetupErrorID() common.Hash {
	return common.HexToHash("0x01bc1c6a98fa0aaa3c3608bd17cd7f6c387a57b01385b73db125aa7bcc28fefe")
}

// UnpackBadSetupError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSetup()
func (attestationRegistry *AttestationRegistry) UnpackBadSetupError(raw []byte) (*AttestationRegistryBadSetup, error) {
	out := new(AttestationRegistryBadSetup)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadSetup", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBadTime represents a BadTime error raised by the AttestationRegistry contract.
type AttestationRegistryBadTime struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadTime(uint256 offset)
func AttestationRegistryBadTimeErrorID() common.Hash {
	return common.HexToHash("0x0517a07b0b77ca71a2c18c7786227f71524cfc0e5fee20ad6d31d11b36d33958")
}

// UnpackBadTimeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadTime(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackBadTimeError(raw []byte) (*AttestationRegistryBadTime, error) {
	out := new(AttestationRegistryBadTime)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BadTime", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBelowFloor represents a BelowFloor error raised by the AttestationRegistry contract.
type AttestationRegistryBelowFloor struct {
	Fmspc *big.Int
	Kind  uint8
	Have  TCBFloor
	Floor TCBFloor
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BelowFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) have, (uint128,uint128,uint16,uint16) floor)
func AttestationRegistryBelowFloorErrorID() common.Hash {
	return common.HexToHash("0xfa64f2b04480d7e42c401280c74d378b94905fa8fbfda0609052f304337e00ae")
}

// UnpackBelowFloorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BelowFloor(uint48 fmspc, uint8 kind, (uint128,uint128,uint16,uint16) have, (uint128,uint128,uint16,uint16) floor)
func (attestationRegistry *AttestationRegistry) UnpackBelowFloorError(raw []byte) (*AttestationRegistryBelowFloor, error) {
	out := new(AttestationRegistryBelowFloor)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BelowFloor", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBindingMismatch represents a BindingMismatch error raised by the AttestationRegistry contract.
type AttestationRegistryBindingMismatch struct {
	Quoted   [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BindingMismatch(bytes32 quoted, bytes32 expected)
func AttestationRegistryBindingMismatchErrorID() common.Hash {
	return common.HexToHash("0x75ec11b1e4d676da624b803cf77d6b22dfa05abf12b9e195df10fabf4ea9519a")
}

// UnpackBindingMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BindingMismatch(bytes32 quoted, bytes32 expected)
func (attestationRegistry *AttestationRegistry) UnpackBindingMismatchError(raw []byte) (*AttestationRegistryBindingMismatch, error) {
	out := new(AttestationRegistryBindingMismatch)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BindingMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBlockMismatch represents a BlockMismatch error raised by the AttestationRegistry contract.
type AttestationRegistryBlockMismatch struct {
	Quoted *big.Int
	Given  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BlockMismatch(uint256 quoted, uint256 given)
func AttestationRegistryBlockMismatchErrorID() common.Hash {
	return common.HexToHash("0x846fdc6462a6fb359b7a6bb66bb1cebd5afd6431bc4e609bd382f3915b2d9572")
}

// UnpackBlockMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BlockMismatch(uint256 quoted, uint256 given)
func (attestationRegistry *AttestationRegistry) UnpackBlockMismatchError(raw []byte) (*AttestationRegistryBlockMismatch, error) {
	out := new(AttestationRegistryBlockMismatch)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BlockMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryBlockOutOfReach represents a BlockOutOfReach error raised by the AttestationRegistry contract.
type AttestationRegistryBlockOutOfReach struct {
	BlockNumber *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BlockOutOfReach(uint256 blockNumber)
func AttestationRegistryBlockOutOfReachErrorID() common.Hash {
	return common.HexToHash("0x4a8a69361466478527771c7d4b29634deaaddc88948e4139207b7dffef09383d")
}

// UnpackBlockOutOfReachError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BlockOutOfReach(uint256 blockNumber)
func (attestationRegistry *AttestationRegistry) UnpackBlockOutOfReachError(raw []byte) (*AttestationRegistryBlockOutOfReach, error) {
	out := new(AttestationRegistryBlockOutOfReach)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "BlockOutOfReach", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryExpiredCA represents a ExpiredCA error raised by the AttestationRegistry contract.
type AttestationRegistryExpiredCA struct {
	Ca       [32]byte
	NotAfter *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiredCA(bytes32 ca, uint256 notAfter)
func AttestationRegistryExpiredCAErrorID() common.Hash {
	return common.HexToHash("0xd4050a0f5e93bced8fb173f9375ed2312faf64a6498c8af406745154641c1a4b")
}

// UnpackExpiredCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiredCA(bytes32 ca, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) UnpackExpiredCAError(raw []byte) (*AttestationRegistryExpiredCA, error) {
	out := new(AttestationRegistryExpiredCA)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ExpiredCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryExpiredPlatform represents a ExpiredPlatform error raised by the AttestationRegistry contract.
type AttestationRegistryExpiredPlatform struct {
	Platform [16]byte
	NotAfter *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiredPlatform(bytes16 platform, uint256 notAfter)
func AttestationRegistryExpiredPlatformErrorID() common.Hash {
	return common.HexToHash("0x807ec21e4c4aef5804050ce4e0ebffa19c3077f281665c7a8aac8cfce301f300")
}

// UnpackExpiredPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiredPlatform(bytes16 platform, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) UnpackExpiredPlatformError(raw []byte) (*AttestationRegistryExpiredPlatform, error) {
	out := new(AttestationRegistryExpiredPlatform)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ExpiredPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryForeignModule represents a ForeignModule error raised by the AttestationRegistry contract.
type AttestationRegistryForeignModule struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForeignModule()
func AttestationRegistryForeignModuleErrorID() common.Hash {
	return common.HexToHash("0x440b4c382224fc3538d31fe0cad984a4d027939d99a1921ce45b440906423f13")
}

// UnpackForeignModuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForeignModule()
func (attestationRegistry *AttestationRegistry) UnpackForeignModuleError(raw []byte) (*AttestationRegistryForeignModule, error) {
	out := new(AttestationRegistryForeignModule)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ForeignModule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryForeignQuotingEnclave represents a ForeignQuotingEnclave error raised by the AttestationRegistry contract.
type AttestationRegistryForeignQuotingEnclave struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForeignQuotingEnclave()
func AttestationRegistryForeignQuotingEnclaveErrorID() common.Hash {
	return common.HexToHash("0xbbbad73459c4d75cd7c58cd55217883e2cf958bb2f77e0133e0b14de27e2338b")
}

// UnpackForeignQuotingEnclaveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForeignQuotingEnclave()
func (attestationRegistry *AttestationRegistry) UnpackForeignQuotingEnclaveError(raw []byte) (*AttestationRegistryForeignQuotingEnclave, error) {
	out := new(AttestationRegistryForeignQuotingEnclave)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ForeignQuotingEnclave", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryMalformed represents a Malformed error raised by the AttestationRegistry contract.
type AttestationRegistryMalformed struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Malformed(uint256 offset)
func AttestationRegistryMalformedErrorID() common.Hash {
	return common.HexToHash("0x45ef4133be7991e744bb78b5b205ed572cd2ca90fa7245f6de22b14507b7bf7a")
}

// UnpackMalformedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Malformed(uint256 offset)
func (attestationRegistry *AttestationRegistry) UnpackMalformedError(raw []byte) (*AttestationRegistryMalformed, error) {
	out := new(AttestationRegistryMalformed)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "Malformed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNoMeasurement represents a NoMeasurement error raised by the AttestationRegistry contract.
type AttestationRegistryNoMeasurement struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoMeasurement()
func AttestationRegistryNoMeasurementErrorID() common.Hash {
	return common.HexToHash("0xc77da876f612345744b80338af772348e8ecab96a080cc3095dbf3a1f740db20")
}

// UnpackNoMeasurementError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoMeasurement()
func (attestationRegistry *AttestationRegistry) UnpackNoMeasurementError(raw []byte) (*AttestationRegistryNoMeasurement, error) {
	out := new(AttestationRegistryNoMeasurement)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NoMeasurement", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNoPlatformExtension represents a NoPlatformExtension error raised by the AttestationRegistry contract.
type AttestationRegistryNoPlatformExtension struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoPlatformExtension()
func AttestationRegistryNoPlatformExtensionErrorID() common.Hash {
	return common.HexToHash("0x4c95ab3a86dc8714848b80efad3af22b5516f94b0f7bce820a65b0e17b28e99e")
}

// UnpackNoPlatformExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoPlatformExtension()
func (attestationRegistry *AttestationRegistry) UnpackNoPlatformExtensionError(raw []byte) (*AttestationRegistryNoPlatformExtension, error) {
	out := new(AttestationRegistryNoPlatformExtension)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NoPlatformExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotADevelopmentChain represents a NotADevelopmentChain error raised by the AttestationRegistry contract.
type AttestationRegistryNotADevelopmentChain struct {
	ChainId *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotADevelopmentChain(uint256 chainId)
func AttestationRegistryNotADevelopmentChainErrorID() common.Hash {
	return common.HexToHash("0xd84a67724e38c1d209133ebc2ae3792dad98ebb0613a3590fa2d6a8299fb9e88")
}

// UnpackNotADevelopmentChainError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotADevelopmentChain(uint256 chainId)
func (attestationRegistry *AttestationRegistry) UnpackNotADevelopmentChainError(raw []byte) (*AttestationRegistryNotADevelopmentChain, error) {
	out := new(AttestationRegistryNotADevelopmentChain)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotADevelopmentChain", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotAuthority represents a NotAuthority error raised by the AttestationRegistry contract.
type AttestationRegistryNotAuthority struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthority(address caller)
func AttestationRegistryNotAuthorityErrorID() common.Hash {
	return common.HexToHash("0x9e066db10485fe5061603cf3250900c413eb0779450f2dd0e086cc49366ce3ae")
}

// UnpackNotAuthorityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthority(address caller)
func (attestationRegistry *AttestationRegistry) UnpackNotAuthorityError(raw []byte) (*AttestationRegistryNotAuthority, error) {
	out := new(AttestationRegistryNotAuthority)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotAuthority", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotDevelopmentAdmitter represents a NotDevelopmentAdmitter error raised by the AttestationRegistry contract.
type AttestationRegistryNotDevelopmentAdmitter struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDevelopmentAdmitter(address caller)
func AttestationRegistryNotDevelopmentAdmitterErrorID() common.Hash {
	return common.HexToHash("0x06587feab3694735a8b43a403f62651c73c92cb7d67cc94477386f9769831948")
}

// UnpackNotDevelopmentAdmitterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDevelopmentAdmitter(address caller)
func (attestationRegistry *AttestationRegistry) UnpackNotDevelopmentAdmitterError(raw []byte) (*AttestationRegistryNotDevelopmentAdmitter, error) {
	out := new(AttestationRegistryNotDevelopmentAdmitter)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotDevelopmentAdmitter", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotNewer represents a NotNewer error raised by the AttestationRegistry contract.
type AttestationRegistryNotNewer struct {
	BlockNumber *big.Int
	Registered  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotNewer(uint256 blockNumber, uint256 registered)
func AttestationRegistryNotNewerErrorID() common.Hash {
	return common.HexToHash("0xa3051cadb2230b21b1fe8d85416cf7f3cf3b97691188f1a64ef0b2a20b69f87a")
}

// UnpackNotNewerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotNewer(uint256 blockNumber, uint256 registered)
func (attestationRegistry *AttestationRegistry) UnpackNotNewerError(raw []byte) (*AttestationRegistryNotNewer, error) {
	out := new(AttestationRegistryNotNewer)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotNewer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotReady represents a NotReady error raised by the AttestationRegistry contract.
type AttestationRegistryNotReady struct {
	ReadyAt *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotReady(uint256 readyAt)
func AttestationRegistryNotReadyErrorID() common.Hash {
	return common.HexToHash("0x5a99752647584ead558edddd1f1addfad4f0de89e1c388850fa33af4e893b9cc")
}

// UnpackNotReadyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotReady(uint256 readyAt)
func (attestationRegistry *AttestationRegistry) UnpackNotReadyError(raw []byte) (*AttestationRegistryNotReady, error) {
	out := new(AttestationRegistryNotReady)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotReady", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNotRevoked represents a NotRevoked error raised by the AttestationRegistry contract.
type AttestationRegistryNotRevoked struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotRevoked()
func AttestationRegistryNotRevokedErrorID() common.Hash {
	return common.HexToHash("0x73f7ab1ed50b3d58e5071f653d1bc48862dda6e8e3085797debfcb287ccf2678")
}

// UnpackNotRevokedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotRevoked()
func (attestationRegistry *AttestationRegistry) UnpackNotRevokedError(raw []byte) (*AttestationRegistryNotRevoked, error) {
	out := new(AttestationRegistryNotRevoked)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NotRevoked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryNothingPending represents a NothingPending error raised by the AttestationRegistry contract.
type AttestationRegistryNothingPending struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingPending()
func AttestationRegistryNothingPendingErrorID() common.Hash {
	return common.HexToHash("0x175c1aea8c453b556720d39e3cb0e313105d00199d98e8a01c1a820f7ffae2f3")
}

// UnpackNothingPendingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingPending()
func (attestationRegistry *AttestationRegistry) UnpackNothingPendingError(raw []byte) (*AttestationRegistryNothingPending, error) {
	out := new(AttestationRegistryNothingPending)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "NothingPending", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryOutsideValidity represents a OutsideValidity error raised by the AttestationRegistry contract.
type AttestationRegistryOutsideValidity struct {
	NotBefore *big.Int
	NotAfter  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OutsideValidity(uint256 notBefore, uint256 notAfter)
func AttestationRegistryOutsideValidityErrorID() common.Hash {
	return common.HexToHash("0x758ea38f071cc27ac8d5fb0c5501e09b9afb300d96cce1d435e4b7b7950e43bc")
}

// UnpackOutsideValidityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OutsideValidity(uint256 notBefore, uint256 notAfter)
func (attestationRegistry *AttestationRegistry) UnpackOutsideValidityError(raw []byte) (*AttestationRegistryOutsideValidity, error) {
	out := new(AttestationRegistryOutsideValidity)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "OutsideValidity", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryRepeatedExtension represents a RepeatedExtension error raised by the AttestationRegistry contract.
type AttestationRegistryRepeatedExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RepeatedExtension(bytes32 oid)
func AttestationRegistryRepeatedExtensionErrorID() common.Hash {
	return common.HexToHash("0xb3c1bed057d249d9df4b49d65b0af0e7ff685d7f09c987a70e682dbdcd845b74")
}

// UnpackRepeatedExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RepeatedExtension(bytes32 oid)
func (attestationRegistry *AttestationRegistry) UnpackRepeatedExtensionError(raw []byte) (*AttestationRegistryRepeatedExtension, error) {
	out := new(AttestationRegistryRepeatedExtension)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "RepeatedExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryRevokedCA represents a RevokedCA error raised by the AttestationRegistry contract.
type AttestationRegistryRevokedCA struct {
	Ca [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedCA(bytes32 ca)
func AttestationRegistryRevokedCAErrorID() common.Hash {
	return common.HexToHash("0x20a999faafe2816bb7ff681127953876ada28305cb58220600528520db256acb")
}

// UnpackRevokedCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedCA(bytes32 ca)
func (attestationRegistry *AttestationRegistry) UnpackRevokedCAError(raw []byte) (*AttestationRegistryRevokedCA, error) {
	out := new(AttestationRegistryRevokedCA)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "RevokedCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryRevokedPlatform represents a RevokedPlatform error raised by the AttestationRegistry contract.
type AttestationRegistryRevokedPlatform struct {
	Platform [16]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedPlatform(bytes16 platform)
func AttestationRegistryRevokedPlatformErrorID() common.Hash {
	return common.HexToHash("0x6b5f40d0d142a3501b0a458d8fc5a0399413b3ce269240bf187fbf73cd38d8dc")
}

// UnpackRevokedPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedPlatform(bytes16 platform)
func (attestationRegistry *AttestationRegistry) UnpackRevokedPlatformError(raw []byte) (*AttestationRegistryRevokedPlatform, error) {
	out := new(AttestationRegistryRevokedPlatform)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "RevokedPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryRevokedVerifier represents a RevokedVerifier error raised by the AttestationRegistry contract.
type AttestationRegistryRevokedVerifier struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevokedVerifier(bytes32 id)
func AttestationRegistryRevokedVerifierErrorID() common.Hash {
	return common.HexToHash("0x228c21414353d72e9dede94e8f0072e6424c465de6daf4f57bda240205d7fa5f")
}

// UnpackRevokedVerifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevokedVerifier(bytes32 id)
func (attestationRegistry *AttestationRegistry) UnpackRevokedVerifierError(raw []byte) (*AttestationRegistryRevokedVerifier, error) {
	out := new(AttestationRegistryRevokedVerifier)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "RevokedVerifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryServiceTD represents a ServiceTD error raised by the AttestationRegistry contract.
type AttestationRegistryServiceTD struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceTD()
func AttestationRegistryServiceTDErrorID() common.Hash {
	return common.HexToHash("0xca3b52d3fe19d18a86c7edfc4597d97f853539f30e094ac5bd1522d30fbf15f7")
}

// UnpackServiceTDError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceTD()
func (attestationRegistry *AttestationRegistry) UnpackServiceTDError(raw []byte) (*AttestationRegistryServiceTD, error) {
	out := new(AttestationRegistryServiceTD)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ServiceTD", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistrySimulatedEnclave represents a SimulatedEnclave error raised by the AttestationRegistry contract.
type AttestationRegistrySimulatedEnclave struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SimulatedEnclave()
func AttestationRegistrySimulatedEnclaveErrorID() common.Hash {
	return common.HexToHash("0x1863c99361c31341282dce0e671b0ca8cbb0b16379f8fe386ef682edbaa07deb")
}

// UnpackSimulatedEnclaveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SimulatedEnclave()
func (attestationRegistry *AttestationRegistry) UnpackSimulatedEnclaveError(raw []byte) (*AttestationRegistrySimulatedEnclave, error) {
	out := new(AttestationRegistrySimulatedEnclave)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "SimulatedEnclave", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryTooManyCAs represents a TooManyCAs error raised by the AttestationRegistry contract.
type AttestationRegistryTooManyCAs struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyCAs()
func AttestationRegistryTooManyCAsErrorID() common.Hash {
	return common.HexToHash("0x3a757711134f598578524ab1b74bcb1e744902e7736857468177435c14d6c62e")
}

// UnpackTooManyCAsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyCAs()
func (attestationRegistry *AttestationRegistry) UnpackTooManyCAsError(raw []byte) (*AttestationRegistryTooManyCAs, error) {
	out := new(AttestationRegistryTooManyCAs)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "TooManyCAs", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnboundAttestationKey represents a UnboundAttestationKey error raised by the AttestationRegistry contract.
type AttestationRegistryUnboundAttestationKey struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnboundAttestationKey()
func AttestationRegistryUnboundAttestationKeyErrorID() common.Hash {
	return common.HexToHash("0x8bc88bf4828db52cfb36b15943bccd0d1689c78d4cc324089c14787c1f0d1d6a")
}

// UnpackUnboundAttestationKeyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnboundAttestationKey()
func (attestationRegistry *AttestationRegistry) UnpackUnboundAttestationKeyError(raw []byte) (*AttestationRegistryUnboundAttestationKey, error) {
	out := new(AttestationRegistryUnboundAttestationKey)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnboundAttestationKey", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnexpectedTag represents a UnexpectedTag error raised by the AttestationRegistry contract.
type AttestationRegistryUnexpectedTag struct {
	Offset *big.Int
	Want   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnexpectedTag(uint256 offset, uint256 want)
func AttestationRegistryUnexpectedTagErrorID() common.Hash {
	return common.HexToHash("0x0c7ccd52b5d1a5cc733bdf9e1fde12b9acd813b82df1c6eaecedd141e48df987")
}

// UnpackUnexpectedTagError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnexpectedTag(uint256 offset, uint256 want)
func (attestationRegistry *AttestationRegistry) UnpackUnexpectedTagError(raw []byte) (*AttestationRegistryUnexpectedTag, error) {
	out := new(AttestationRegistryUnexpectedTag)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnexpectedTag", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnknownCA represents a UnknownCA error raised by the AttestationRegistry contract.
type AttestationRegistryUnknownCA struct {
	Ca [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownCA(bytes32 ca)
func AttestationRegistryUnknownCAErrorID() common.Hash {
	return common.HexToHash("0x3be0cf43fa5484a36c3173fd9aa207b790da59c75b335416d0cad2ad7149556e")
}

// UnpackUnknownCAError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownCA(bytes32 ca)
func (attestationRegistry *AttestationRegistry) UnpackUnknownCAError(raw []byte) (*AttestationRegistryUnknownCA, error) {
	out := new(AttestationRegistryUnknownCA)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnknownCA", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnknownCriticalExtension represents a UnknownCriticalExtension error raised by the AttestationRegistry contract.
type AttestationRegistryUnknownCriticalExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownCriticalExtension(bytes32 oid)
func AttestationRegistryUnknownCriticalExtensionErrorID() common.Hash {
	return common.HexToHash("0xf178e3963c39f48a9b56a107dab361ba67fd0eae6359968471110abcedf502e8")
}

// UnpackUnknownCriticalExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownCriticalExtension(bytes32 oid)
func (attestationRegistry *AttestationRegistry) UnpackUnknownCriticalExtensionError(raw []byte) (*AttestationRegistryUnknownCriticalExtension, error) {
	out := new(AttestationRegistryUnknownCriticalExtension)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnknownCriticalExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnknownFMSPC represents a UnknownFMSPC error raised by the AttestationRegistry contract.
type AttestationRegistryUnknownFMSPC struct {
	Fmspc *big.Int
	Kind  uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownFMSPC(uint48 fmspc, uint8 kind)
func AttestationRegistryUnknownFMSPCErrorID() common.Hash {
	return common.HexToHash("0xde408b5e8bcc73f20536c2262b74787a0cef45241d313daeca2debf49775082e")
}

// UnpackUnknownFMSPCError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownFMSPC(uint48 fmspc, uint8 kind)
func (attestationRegistry *AttestationRegistry) UnpackUnknownFMSPCError(raw []byte) (*AttestationRegistryUnknownFMSPC, error) {
	out := new(AttestationRegistryUnknownFMSPC)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnknownFMSPC", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnknownPlatform represents a UnknownPlatform error raised by the AttestationRegistry contract.
type AttestationRegistryUnknownPlatform struct {
	Platform [16]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownPlatform(bytes16 platform)
func AttestationRegistryUnknownPlatformErrorID() common.Hash {
	return common.HexToHash("0xf531cc3bbd81ab3b384ce9306e30b9c5bac33500a7db56e18233e1786818b837")
}

// UnpackUnknownPlatformError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownPlatform(bytes16 platform)
func (attestationRegistry *AttestationRegistry) UnpackUnknownPlatformError(raw []byte) (*AttestationRegistryUnknownPlatform, error) {
	out := new(AttestationRegistryUnknownPlatform)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnknownPlatform", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnknownVerifier represents a UnknownVerifier error raised by the AttestationRegistry contract.
type AttestationRegistryUnknownVerifier struct {
	Verifier common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownVerifier(address verifier)
func AttestationRegistryUnknownVerifierErrorID() common.Hash {
	return common.HexToHash("0x72a161ab9d516b1f02fdb830787c6de7a3496a4a6855534710c808e91c7725f0")
}

// UnpackUnknownVerifierError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownVerifier(address verifier)
func (attestationRegistry *AttestationRegistry) UnpackUnknownVerifierError(raw []byte) (*AttestationRegistryUnknownVerifier, error) {
	out := new(AttestationRegistryUnknownVerifier)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnknownVerifier", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnsupportedBody represents a UnsupportedBody error raised by the AttestationRegistry contract.
type AttestationRegistryUnsupportedBody struct {
	Body [6]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedBody(bytes6 body)
func AttestationRegistryUnsupportedBodyErrorID() common.Hash {
	return common.HexToHash("0x3669a754209941d8e3b1a1ad7d08cbb09d867331e39d8e94aeece78f0c796f59")
}

// UnpackUnsupportedBodyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedBody(bytes6 body)
func (attestationRegistry *AttestationRegistry) UnpackUnsupportedBodyError(raw []byte) (*AttestationRegistryUnsupportedBody, error) {
	out := new(AttestationRegistryUnsupportedBody)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnsupportedBody", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnsupportedExtension represents a UnsupportedExtension error raised by the AttestationRegistry contract.
type AttestationRegistryUnsupportedExtension struct {
	Oid [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedExtension(bytes32 oid)
func AttestationRegistryUnsupportedExtensionErrorID() common.Hash {
	return common.HexToHash("0xff6d6ac715e577feadda25b87ef2b5f01b052f65b17e7b1f330437e795edd466")
}

// UnpackUnsupportedExtensionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedExtension(bytes32 oid)
func (attestationRegistry *AttestationRegistry) UnpackUnsupportedExtensionError(raw []byte) (*AttestationRegistryUnsupportedExtension, error) {
	out := new(AttestationRegistryUnsupportedExtension)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnsupportedExtension", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryUnsupportedQuote represents a UnsupportedQuote error raised by the AttestationRegistry contract.
type AttestationRegistryUnsupportedQuote struct {
	Header        [8]byte
	Certification uint16
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnsupportedQuote(bytes8 header, uint16 certification)
func AttestationRegistryUnsupportedQuoteErrorID() common.Hash {
	return common.HexToHash("0x6eb40ed90b56bb783c735e5f2ab7ea4ce56cf1b012ff353fee90e22bd6d0fe29")
}

// UnpackUnsupportedQuoteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnsupportedQuote(bytes8 header, uint16 certification)
func (attestationRegistry *AttestationRegistry) UnpackUnsupportedQuoteError(raw []byte) (*AttestationRegistryUnsupportedQuote, error) {
	out := new(AttestationRegistryUnsupportedQuote)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "UnsupportedQuote", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryWouldLoosen represents a WouldLoosen error raised by the AttestationRegistry contract.
type AttestationRegistryWouldLoosen struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WouldLoosen()
func AttestationRegistryWouldLoosenErrorID() common.Hash {
	return common.HexToHash("0x01901385bbe753e8f1f5d1d1667f77fec2a7836467f02debbdfdbe926d214f02")
}

// UnpackWouldLoosenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WouldLoosen()
func (attestationRegistry *AttestationRegistry) UnpackWouldLoosenError(raw []byte) (*AttestationRegistryWouldLoosen, error) {
	out := new(AttestationRegistryWouldLoosen)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "WouldLoosen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryWrongRole represents a WrongRole error raised by the AttestationRegistry contract.
type AttestationRegistryWrongRole struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongRole()
func AttestationRegistryWrongRoleErrorID() common.Hash {
	return common.HexToHash("0x76699990f19ab1e5d89b3c5722ce001e8bd0e81fa5b52b58b478454f14263e16")
}

// UnpackWrongRoleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongRole()
func (attestationRegistry *AttestationRegistry) UnpackWrongRoleError(raw []byte) (*AttestationRegistryWrongRole, error) {
	out := new(AttestationRegistryWrongRole)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "WrongRole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AttestationRegistryZeroSigner represents a ZeroSigner error raised by the AttestationRegistry contract.
type AttestationRegistryZeroSigner struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroSigner()
func AttestationRegistryZeroSignerErrorID() common.Hash {
	return common.HexToHash("0xe5c48ac578e050f5a863729c359600666b17bce09ec64f88719c5ce6fc799f6a")
}

// UnpackZeroSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroSigner()
func (attestationRegistry *AttestationRegistry) UnpackZeroSignerError(raw []byte) (*AttestationRegistryZeroSigner, error) {
	out := new(AttestationRegistryZeroSigner)
	if err := attestationRegistry.abi.UnpackIntoInterface(out, "ZeroSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowMetaData contains all meta data concerning the JobEscrow contract.
var JobEscrowMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"ledger_\",\"type\":\"address\",\"internalType\":\"contractILedger\"},{\"name\":\"registry_\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"CANCEL_WINDOW\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_JOB\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MIN_BOND\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"UNBOND_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"accountExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"accounts\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"balance\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"locked\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"addAccount\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"bond\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"bonds\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"leaving\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unlockAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"burned\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelDigest\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"claimable\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"deleteAccount\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositFund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"finishUnbond\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getPendingRefund\",\"inputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"jobs\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"maxFee\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"endsAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIJobEscrow.Status\"},{\"name\":\"flags\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ledger\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractILedger\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"open\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"userSignature\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"orderDigest\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"processRefund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"totalAmount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"pendingRefund\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"reclaim\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"registry\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"release\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestCancel\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"userSignature\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestRefundAll\",\"inputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"settle\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"settlement\",\"type\":\"tuple\",\"internalType\":\"structSettlement\",\"components\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"outcome\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"artifactRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"artifactDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"wrappedKeyHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"receipt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"invoice\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"split\",\"type\":\"tuple[]\",\"internalType\":\"structPayee[]\",\"components\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"bps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"wrappedKey\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"proof\",\"type\":\"tuple\",\"internalType\":\"structPolicyProof\",\"components\":[{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"path\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"settlementDigest\",\"inputs\":[{\"name\":\"settlement\",\"type\":\"tuple\",\"internalType\":\"structSettlement\",\"components\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"outcome\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"artifactRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"artifactDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"wrappedKeyHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"receipt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"invoice\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"slash\",\"inputs\":[{\"name\":\"order\",\"type\":\"tuple\",\"internalType\":\"structOrder\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"baseModel\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"datasetDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"config\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"maxFee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"recipient\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"nonce\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"a\",\"type\":\"tuple\",\"internalType\":\"structSettlement\",\"components\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"outcome\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"artifactRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"artifactDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"wrappedKeyHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"receipt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"invoice\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"signatureA\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"b\",\"type\":\"tuple\",\"internalType\":\"structSettlement\",\"components\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"outcome\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"artifactRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"artifactDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"wrappedKeyHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"receipt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"invoice\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"signatureB\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"unbond\",\"inputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"AccountAdded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountDeleted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountFunded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountRefunded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"BondAdded\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"CancelRequested\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"endsAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Credited\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"JobOpened\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"JobReclaimed\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"JobReleased\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"JobSettled\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"outcome\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"uint8\"},{\"name\":\"fee\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"artifactRoot\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"artifactDigest\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"receipt\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"invoice\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"JobVoided\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"KeyPublished\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"wrappedKey\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ProviderSlashed\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"reporter\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"burned\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"UnbondStarted\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"leaving\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"unlockAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Unbonded\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AccountExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"AccountNotEmpty\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"AccountNotExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"AlreadyCancelled\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"AlreadySlashed\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"BondNotLeaving\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"BondStillLocked\",\"inputs\":[{\"name\":\"unlockAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"BondTooLow\",\"inputs\":[{\"name\":\"staying\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"CallerNotLedger\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"CallerNotProvider\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"DeadlineTooFar\",\"inputs\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"latest\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"EscrowLocked\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"FailedWithResult\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"FeeAboveCap\",\"inputs\":[{\"name\":\"fee\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InsufficientFreeBalance\",\"inputs\":[{\"name\":\"free\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"JobEnded\",\"inputs\":[{\"name\":\"endsAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"JobExists\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIJobEscrow.Status\"}]},{\"type\":\"error\",\"name\":\"JobNeverOpened\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIJobEscrow.Status\"}]},{\"type\":\"error\",\"name\":\"JobNotEnded\",\"inputs\":[{\"name\":\"endsAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"JobNotOpen\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIJobEscrow.Status\"}]},{\"type\":\"error\",\"name\":\"MalformedSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NoBond\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingToWithdraw\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OrderExpired\",\"inputs\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"PartialWithoutCancel\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"SafeCastOverflowedUintDowncast\",\"inputs\":[{\"name\":\"bits\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SettlementsAgree\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"SignerNotTrusted\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"SplitNotWhole\",\"inputs\":[{\"name\":\"bps\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TransferFailed\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"UnknownOutcome\",\"inputs\":[{\"name\":\"outcome\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]},{\"type\":\"error\",\"name\":\"UserIsProvider\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongJob\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongKeyHash\",\"inputs\":[{\"name\":\"hash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WrongKeyLength\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"expected\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"WrongSigner\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expected\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongSplit\",\"inputs\":[{\"name\":\"digest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"ZeroAddress\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroAmount\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroPolicy\",\"inputs\":[]}]",
	ID:  "JobEscrow",
	Bin: "0x6101a080604052346101e657604081613a87803803809161002082856101ea565b8339810103126101e65780516001600160a01b038116918282036101e65760200151916001600160a01b038316908184036101e6576040516100636040826101ea565b6008815260208101906748616c6c6d61726b60c01b8252604051916100896040846101ea565b600183526020830191603160f81b83526100a281610221565b610120526100af84610221565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a0815261011860c0826101ea565b5190206080523060c052159081156101dd575b506101ce5761016052610180526040516137fa908161028d823960805181613623015260a051816136e0015260c051816135ed015260e051816136720152610100518161369801526101205181611291015261014051816112bb015261016051818181610c6001528181611190015281816113f4015281816114fe0152818161162501528181611758015261243801526101805181818161138901526120d60152f35b63d92e233d60e01b5f5260045ffd5b9050155f61012b565b5f80fd5b601f909101601f19168101906001600160401b0382119082101761020d57604052565b634e487b7160e01b5f52604160045260245ffd5b601f81511161024c57602081519101516020821061023d571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a7146126485750806307fbca321461262c578063147500e3146125d25780631797280214611ead578063264173d614611e7e57806327de9e3214611d0e57806338ed7cfc14611c81578063391b9bf914611a51578063402914f514611a18578063425a368d146119625780634c315701146117d55780634e3c4f22146117325780635188abbb1461171457806351cff8d91461165457806356397c351461160f5780635ab30cbe146115e857806364c9ec6f146115425780636c79158d146114d857806373f42561146114ba578063745e87f7146113d557806375c79f28146113b85780637b1039991461137357806384b0196e146112775780639396e43e14611259578063972167251461116c578063ad74b775146110f3578063c2e0b9c3146110b8578063db6da97614610e35578063e0de0fee14610e11578063e50688f914610c20578063e8938a7214610766578063e9752967146101ef5763fe10d77414610189575f80fd5b346101ec5760203660031901126101ec576060906040906001600160a01b036101b061269b565b1681526005602052205464ffffffffff604051916001600160601b03811683526001600160601b0381851c16602084015260c01c166040820152f35b80fd5b50346101ec5736600319016104008112610762576101c0136101ec57610100366101c31901126101ec576102c4356001600160401b038111610762576102399036906004016126db565b610100366102e319011261075e576103e4356001600160401b03811161075a576102679036906004016126db565b9160ff855c1661074b57845c60ff1916600117855d61028461280a565b91828652600360205260408620936040519461029f866127ce565b54956001600160601b038716865264ffffffffff8760601c16602087015264ffffffffff8760881c166040870152606086016102e160ff8960b01c1682612d2d565b60ff608088019860b81c1688528051600881101561073757158015610723575b6106e8575060028751166106d4576101c4358581036106bd57506102e435908582036106a65761032f612ae9565b94610324359560ff8716968781036106a2575060ff1686148061066e575b8061065f575b61064b579061037391610364612b8e565b9161036d612a93565b92613228565b6040519060208201907fc74d574822b8c9a9d5f1474021abf47e8571d5b0c21a4951b09393a6bfa7c84d8252604083015261030435916001600160801b038316809303610647576104149561036493606083015260808201526103443560a08201526103643560c08201526103843560e08201526103a4356101008201526103c435610120820152610120815261040c610140826127e9565b519020612f9d565b6001600160a01b03610424612abf565b168452600560205260408420926040519361043e8561279f565b54936001600160601b0385169485825260208201956001600160601b038260601c16875264ffffffffff604084019260c01c16825268056bc75e2d63100000808210911802958668056bc75e2d63100000189668056bc75e2d6310000014610625579260029260ff9261050d6001600160601b0361055a97818060408f8f836104cd81809316828d5116612afa565b16808b528651821680821890821102181685526001600160a01b036104f0612abf565b168152600560205220965116168219865416178555511683612b5b565b51815464ffffffffff60c01b191660c09190911b64ffffffffff60c01b1617905551848852600360205260408820805460ff60b81b1916929091169290921760b81b60ff60b81b16179055565b6001600160601b03600a84049251168360021b8481046004036106115790600a6105c392049081808210911802186105b561059e826105998789612c34565b612c34565b946105ab86600654612b4e565b6006553385613584565b6105bd612aa9565b83613584565b6001600160a01b036105d3612abf565b169160405193845260208401527ff25d165bb3a84276c21c14e8044a918c122520a06a2a9a8442a5a21f3f49252d60403394a4805c60ff1916815d80f35b634e487b7160e01b86526011600452602486fd5b602488610630612abf565b62af055760e11b82526001600160a01b0316600452fd5b8980fd5b635e7ad7a960e11b8a52600487905260248afd5b50610364356102443514610353565b50610677612a68565b610304356001600160801b0381169182820361069e576001600160801b039150161461034d565b8c80fd5b8b80fd5b6044898784630d7c433360e11b8352600452602452fd5b630d7c433360e11b89526004526024859052604488fd5b6316e5043d60e01b88526004859052602488fd5b518886600883101561070f57635031c63560e01b825260045260449161070d90612708565bfd5b634e487b7160e01b82526021600452602482fd5b508051600881101561073757600714610301565b634e487b7160e01b8a52602160045260248afd5b6320fd4dff60e11b8552600485fd5b8380fd5b8280fd5b5080fd5b50346101ec576107753661273a565b91929060ff825c16610c1157815c60ff1916600117825d602084016001600160a01b036107a182612ad5565b163303610be9576107b185612ad5565b906001600160a01b03906107c490612ad5565b6001600160a01b03909216911614610bc55760e084013515610bb6576101608401906107ef82612f89565b6001600160401b034291161115610b8e5761080982612f89565b62278d00420190814211610b7a576001600160401b0382911611610b52575061083185612935565b93848452600360205260ff604085205460b01c166008811015610b3e5780610b24575033845260056020526001600160601b036108a260408620604051906108788261279f565b549083821690818152604064ffffffffff868560601c169485602085015260c01c16910152612afa565b1668056bc75e2d631000008110610b065750906108c9916108c287612ad5565b9186613228565b6001600160a01b036108da85612ad5565b16825260026020526040822060018060a01b0333165f5260205260405f20906001600160601b03610938604051936109118561279f565b5493828516808252838660601c1691604060ff6020830198858a5260c01c16910152612afa565b166101408601906001600160801b0361095083612a7f565b168110610add575061098d61098493926001600160601b0364ffffffffff8161097b6109bb96612a7f565b16968793612f89565b16945116612b2e565b6001600160a01b0361099e88612ad5565b168552600260209081526040808720335f90815292529020612b5b565b604051946109c8866127ce565b8286526020808701838152604080890185815260016060808c0191825260808c018a81528b8b5260039096529289209a518b54945192516001600160b01b03199095166001600160601b0391909116179190921b64ffffffffff60601b161760889290921b64ffffffffff60881b16919091178855516008811015610ac9579660ff610a7492610a5a60209a84612d39565b51825460ff60b81b1916911660b81b60ff60b81b16179055565b6001600160a01b0390610a8690612ad5565b169060405192835285830152837f825aa5cb30005e478e82b20b25887b7e8a5a72cb5a42ea4173d8bbfc484a1e3a60403394a4805c60ff1916905d604051908152f35b634e487b7160e01b86526021600452602486fd5b6001600160801b038591610af2604494612a7f565b90634aeb0dcb60e01b845260045216602452fd5b620155b560e01b855260045268056bc75e2d63100000602452604484fd5b8461070d604492886307e0006360e41b8452600452612708565b634e487b7160e01b85526021600452602485fd5b836044916001600160401b03610b6786612f89565b6332ba936f60e11b845216600452602452fd5b634e487b7160e01b85526011600452602485fd5b6044836001600160401b03610ba285612f89565b634b2d84db60e01b83521660045242602452fd5b633b27b14f60e11b8252600482fd5b602482610bd186612ad5565b63664eefd360e11b82526001600160a01b0316600452fd5b82610bf5604492612ad5565b63e9096b2160e01b8252336004526001600160a01b0316602452fd5b6320fd4dff60e11b8252600482fd5b5060603660031901126101ec57610c3561269b565b610c3d6126b1565b6044356001600160401b03811161075a57610c5c9036906004016126db565b50507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303610dfe5760ff835c16610def57825c60ff1916600117835d6001600160a01b039081169116808214610ddd57808352600260205260408320825f52602052600160405f2060405190610cdb8261279f565b546001600160601b03811682526001600160601b038160601c16602083015260c01c90604060ff831691015216610dc857610d93610d1834613553565b6001600160601b0360405191610d2d8361279f565b16815260ff60208201868152610d796001600160601b03604085019260018452878a52600260205260408a20895f52602052818060405f20975116168219875416178655511684612b5b565b51825460ff60c01b1916911660c01b60ff60c01b16179055565b7ffed699ee620a147b8bb1729e55097a99be0d23f6a8e4bbc51ef4afa43af66a646020604051348152a3805c60ff1916815d80f35b632cf0675960e21b8352600452602452604490fd5b63664eefd360e11b8352600452602482fd5b6320fd4dff60e11b8352600483fd5b6352446b8760e01b835233600452602483fd5b50346101ec57806003193601126101ec57602060405168056bc75e2d631000008152f35b50346101ec576101c03660031901126101ec5760ff815c166110a957805c60ff1916600117815d610e64612fc3565b6040810164ffffffffff81511680421115611093575060608201600681528385526003602090815260408620845181549286015194516001600160b01b03199093166001600160601b03919091161760609490941b64ffffffffff60601b169390931760889190911b64ffffffffff60881b16178255516008811015610b3e5790610ef2610f119282612d39565b6080830151815460ff60b81b191660b89190911b60ff60b81b16179055565b6004356001600160a01b0381169182820361107b57828552600260205260408520602435906001600160a01b038216820361107757600160a01b6001900382165f5260205260405f209360405194610f688661279f565b54936001600160601b0385169384875260208701948660601c6001600160601b0316865289604089019760c01c60ff168852610fa391612afa565b6001600160601b03168752516001600160601b031684516001600160601b031690610fcd91612afa565b6001600160601b0316845250865260026020526040862090600160a01b60019003165f5260205260405f2092516001600160601b03166001600160601b03166001600160601b0319845416178355516001600160601b031661102f9083612b5b565b51815460ff60c01b191660c09190911b60ff60c01b161790557f7972b3a2a99c581b3a61430b4f987b45e975c854c9237bdb2f3e6d1c9bfd01138280a2805c60ff1916815d80f35b8680fd5b8480fd5b634e487b7160e01b5f52602160045260245ffd5b633b04edc360e01b855260045242602452604484fd5b6320fd4dff60e11b8152600490fd5b50346101ec576110c73661273a565b9060ff8493945c16610def576110e89293600160ff19865c1617855d612d5d565b805c60ff1916815d80f35b50346101ec5760403660031901126101ec57604061110f61269b565b916111186126b1565b9260018060a01b031681526002602052209060018060a01b03165f52602052606060405f205460ff604051916001600160601b03811683526001600160601b0381851c16602084015260c01c166040820152f35b50346101ec5760403660031901126101ec5761118661269b565b61118e6126b1565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303610dfe5760ff835c16610def57825c60ff1916600117835d6111dc818361349c565b6001600160601b03815416806112345750805460ff60c01b191690556001600160a01b0390811691167ffd7e144a5e02c1180e00f9591ef4f60aa95b127c4f134847224a4b6cb99fef968380a3805c60ff1916815d80f35b634af7802760e01b85526001600160a01b038085166004528316602452604452606484fd5b50346101ec57806003193601126101ec57602060405162278d008152f35b50346101ec57806003193601126101ec57611317906112b57f000000000000000000000000000000000000000000000000000000000000000061373a565b906112df7f000000000000000000000000000000000000000000000000000000000000000061373a565b906020611325604051936112f383866127e9565b8385525f368137604051968796600f60f81b885260e08589015260e0880190612716565b908682036040880152612716565b904660608601523060808601528260a086015284820360c08601528080855193848152019401925b82811061135c57505050500390f35b83518552869550938101939281019260010161134d565b50346101ec57806003193601126101ec576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b50346101ec57806003193601126101ec576020604051610e108152f35b5060603660031901126101ec576113ea61269b565b6113f26126b1565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163303610dfe5760ff835c16610def57825c60ff1916600117835d611440818361349c565b6001600160601b0361145d61145434613553565b82845416612b2e565b82546bffffffffffffffffffffffff191691161790556040513481526001600160a01b0391821692909116907f291f84cc50460ba253dd410dfb3142a5f89d5d3e95bcbcb3c3739fc60abe10f890602090a3805c60ff1916815d80f35b50346101ec57806003193601126101ec576020600654604051908152f35b50346101ec5760403660031901126101ec576114f261269b565b506114fb6126b1565b507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361152f5780f35b6352446b8760e01b815233600452602490fd5b50806003193601126101ec5760ff815c166110a957805c60ff1916600117815d34156115d95761157134613553565b33825260056020526001600160601b03611592604084209282845416612b2e565b166001600160601b03198254161790556040513481527f80d935b55a1d0a7c5e49759e65696b235471700d31c78dbec3086abf78db823660203392a2805c60ff1916815d80f35b631f2a200560e01b8152600490fd5b50346101ec5760203660031901126101ec576020611607600435612cea565b604051908152f35b50346101ec57806003193601126101ec576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b50346101ec5760203660031901126101ec5761166e61269b565b9060ff815c166110a957805c60ff1916600117815d6001600160a01b03821691821561170557338252600460205260408220549081156116f2576110e8929333855260046020528460408120556040519081528260208201527fd1c19fbcd4551a5edfb66d43d2e337c04837afda3482b42bdf569a8fccdae5fb60403392a26134f5565b636e34ee0b60e11b835233600452602483fd5b63d92e233d60e01b8252600482fd5b50346101ec57806003193601126101ec576020604051623b53808152f35b50346101ec5760403660031901126101ec5761174c61269b565b906117556126b1565b917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031633036117c25760ff825c16610c11576060926117a691835c60ff1916600117845d612c41565b9192805c60ff1916905d60405192835260208301526040820152f35b6352446b8760e01b825233600452602482fd5b50346101ec57806003193601126101ec5760ff815c166110a957805c60ff1916600117815d33815260056020526040812090604051916118148361279f565b546001600160601b03811683526001600160601b038160601c1690602084019180835264ffffffffff604086019260c01c1682521561194f5764ffffffffff90511680421061193957506118786001600160601b0380939451168383511690612afa565b82604051916118868361279f565b168152602081018481526118be8460408401928784523388526005602052818060408a20965116168219865416178555511683612b5b565b51815464ffffffffff60c01b191660c09190911b64ffffffffff60c01b161790558051338452600460205260408420805490916118fe9190851690612b4e565b905551166040519081527fd24dbf5e9299ce53c3aa9f7227ff1cc8441c2faae04509aa370ca3703385d6b460203392a2805c60ff1916815d80f35b6345c70fe960e11b835260045242602452604482fd5b6318c4515b60e01b835233600452602483fd5b50346101ec576101003660031901126101ec5760405160208101917fc74d574822b8c9a9d5f1474021abf47e8571d5b0c21a4951b09393a6bfa7c84d835260043560408301526024356001600160801b0381168091036107625760608301526044359060ff82168092036101ec576020611607858585608082015260643560a082015260843560c082015260a43560e082015260c43561010082015260e435610120820152610120815261040c610140826127e9565b50346101ec5760203660031901126101ec576020906040906001600160a01b03611a4061269b565b168152600483522054604051908152f35b50346101ec576101c03660031901126101ec5760ff815c166110a957805c60ff1916600117815d6001600160a01b03611a88612abf565b163303611c7657611a97612fc3565b600560608281019182528385526003602090815260408087208551815493870151928701516001600160b01b03199094166001600160601b0391909116179190931b64ffffffffff60601b161760889190911b64ffffffffff60881b1617815590516008811015610b3e5790610ef2611b109282612d39565b6004356001600160a01b0381169182820361107b57828552600260205260408520602435906001600160a01b038216820361107757600160a01b6001900382165f5260205260405f209360405194611b678661279f565b54936001600160601b0385169384875260208701948660601c6001600160601b0316865289604089019760c01c60ff168852611ba291612afa565b6001600160601b03168752516001600160601b031684516001600160601b031690611bcc91612afa565b6001600160601b0316845250865260026020526040862090600160a01b60019003165f5260205260405f2092516001600160601b03166001600160601b03166001600160601b0319845416178355516001600160601b0316611c2e9083612b5b565b51815460ff60c01b191660c09190911b60ff60c01b161790557f89b45ad71d9cc59246a5948a77401bb9c52b0a93ac5124a0a301d176398939bc8280a2805c60ff1916815d80f35b604490610bf5612abf565b50346101ec5760203660031901126101ec576004358152600360205260408120549060ff8260b01c16604051916001600160601b038416835264ffffffffff8460601c16602084015264ffffffffff8460881c1660408401526008821015611cfa575060a09260ff91606084015260b81c166080820152f35b634e487b7160e01b81526021600452602490fd5b50346101ec5760203660031901126101ec5760043560ff825c16610c1157815c60ff1916600117825d8015611e6f5733825260056020526040822060405190611d568261279f565b546001600160601b0381168083526001600160601b03611d93818460601c16602086019381855264ffffffffff604088019660c01c168652612afa565b16848110611e5957506001600160601b03611db381861682845116612b2e565b168152623b538042018042116106115764ffffffffff939291846001600160601b03921683523387526005602052818060408920955116168219855416178455511690611e008284612b5b565b519180548460c01b8460c01b16908560c01b191617905560405193845260208401521660408201527f18eb70980bc6617433678b6ee62ac73a1767bd45bc2bb413407b028860b0e9b360603392a2805c60ff1916815d80f35b620155b560e01b86526004526024849052604485fd5b631f2a200560e01b8252600482fd5b50346101ec5760403660031901126101ec57602090611e9b61269b565b50611ea46126b1565b50604051908152f35b503461250c573660031901610340811261250c576101c01361250c57610100366101c319011261250c576102c4356001600160401b03811161250c573660238201121561250c5780600401356001600160401b03811161250c573660248260061b8401011161250c576102e4356001600160401b03811161250c57611f369036906004016126db565b610304356001600160401b03811161250c57611f569036906004016126db565b929094610324356001600160401b03811161250c578036039660a060031989011261250c5760ff5f5c166125c357600160ff195f5c16175f5d611f97612fc3565b9190986101c4358a81036125ac5750604083019364ffffffffff85511680421161259657506001600160801b03611fcc612a68565b6001600160601b03865116918291161161257057506120016080850193611ff860ff8651168b8b6130ae565b9a610364612b8e565b612009612a93565b9060e4359260405192636ee9fe9d60e11b845260018060a01b031660048401528360248401526060604484015281600401356064840152602482013560848401526001600160401b0361205e6044840161278b565b1660a4840152606482013560c48401526084820135906022190181121561250c57016024600482013591016001600160401b03821161250c578160051b91823603821361250c5760a060e485015261010484018190526001600160fb1b031061250c57610124838360209482948484013781010301817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115612501575f91612535575b501561251057506001600160601b03612125612a68565b1692606083016121358982612d2d565b5f8b8152600360209081526040909120855181549287015194516001600160b01b03199093166001600160601b03919091161760609490941b64ffffffffff60601b169390931760889190911b64ffffffffff60881b1617825551600881101561107f576121a992610a5a60ff9284612d39565b600435916001600160a01b03831680840361250c575f81815260026020526040902060243591906001600160a01b038316830361250c57600160a01b6001900383165f5260205260405f2094604051956122028761279f565b54946001600160601b03861680885260208801958760601c6001600160601b03168752604089019760c01c60ff16885261223b91612afa565b6001600160601b03168752516001600160601b031684516001600160601b03169061226591612afa565b6001600160601b03168452505f52600260205260405f2090600160a01b60019003165f5260205260405f2092516001600160601b03166001600160601b03166001600160601b0319845416178355516001600160601b03166122c79083612b5b565b51815460ff60c01b191660c09190911b60ff60c01b16179055600884101561107f5785936004036123a85750505050612399575b612303612aa9565b9061230c612abf565b907f1a58d888aab740d8db81f2a97f476bfdd220ff270c48e6b34850e75dc0d6fd6f60c0612338612ae9565b936001600160801b03612349612a68565b6040805160ff9890981688529116602087015261022435908601526102443560608601526102843560808601526102a43560a08601526001600160a01b03908116951693a4805c60ff1916815d80f35b6306b09b0760e11b8252600482fd5b6123ca9192939460246001600160801b036123c1612a68565b169201866132b3565b6001600160801b036123da612a68565b16612433575b9060407ffe32410c6264d054326d435a7f2e9abf0ce97f3020e3ece85533bc5e65854b279282825193849260208452816020850152848401378181018301889052601f01601f19168101030190a26122fb565b9091507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316612468612aa9565b612470612a68565b823b1561250c57604051631bb1482360e31b81526001600160a01b0390921660048301526001600160801b03166024820152905f908290604490829084905af18015612501576124c4575b509082916123e0565b7ffe32410c6264d054326d435a7f2e9abf0ce97f3020e3ece85533bc5e65854b27919450916124f45f85946127e9565b60405f95925050916124bb565b6040513d5f823e3d90fd5b5f80fd5b612518612a93565b632481f01f60e21b5f5260018060a01b031660045260245260445ffd5b90506020813d602011612568575b81612550602093836127e9565b8101031261250c5751801515810361250c575f61210e565b3d9150612543565b6001600160801b03612580612a68565b630e2b357b60e31b5f521660045260245260445ffd5b6341b7c5e960e01b5f526004524260245260445ffd5b8a90630d7c433360e11b5f5260045260245260445ffd5b6320fd4dff60e11b5f5260045ffd5b3461250c57604036600319011261250c576125eb61269b565b6125f36126b1565b9060018060a01b03165f52600260205260405f209060018060a01b03165f526020526020600160405f205460c01c161515604051908152f35b3461250c576101c036600319011261250c57602061160761280a565b3461250c57602036600319011261250c576004359063ffffffff60e01b821680920361250c5760209163160841b160e01b811490811561268a575b5015158152f35b6301ffc9a760e01b14905083612683565b600435906001600160a01b038216820361250c57565b602435906001600160a01b038216820361250c57565b35906001600160a01b038216820361250c57565b9181601f8401121561250c578235916001600160401b03831161250c576020838186019501011161250c57565b600881101561107f57602452565b805180835260209291819084018484015e5f828201840152601f01601f1916010190565b9060031982016101e0811261250c576101c01361250c576004916101c435906001600160401b03821161250c57612773916004016126db565b9091565b35906001600160801b038216820361250c57565b35906001600160401b038216820361250c57565b606081019081106001600160401b038211176127ba57604052565b634e487b7160e01b5f52604160045260245ffd5b60a081019081106001600160401b038211176127ba57604052565b90601f801991011681019081106001600160401b038211176127ba57604052565b6040517f56ca69c2c6a93893a51af38511870f6e6efcea949470a389f41f7856e97fff00602082019081526004356001600160a01b0381169081900361250c5760408301526024356001600160a01b0381169081900361250c5760608301526044356001600160a01b0381169081900361250c57608083015260643560a083015260843560c083015260a43560e083015260c43561010083015260e43561012083015261010435610140830152610124356001600160801b03811680910361250c57610160830152610144356001600160801b03811680910361250c5761018083015261016435916001600160401b03831680930361250c57612932926101a0820152610184356101c08201526101a4356101e08201526101e0815261040c610200826127e9565b90565b612932906040516101a060208201927f56ca69c2c6a93893a51af38511870f6e6efcea949470a389f41f7856e97fff00845260018060a01b03612977826126c7565b1660408401526001600160a01b03612991602083016126c7565b1660608401526001600160a01b036129ab604083016126c7565b166080840152606081013560a0840152608081013560c084015260a081013560e084015260c081013561010084015260e08101356101208401526101008101356101408401526001600160801b03612a066101208301612777565b166101608401526001600160801b03612a226101408301612777565b166101808401526001600160401b03612a3e610160830161278b565b16828401526101808101356101c084015201356101e08201526101e0815261040c610200826127e9565b6101e4356001600160801b038116810361250c5790565b356001600160801b038116810361250c5790565b6044356001600160a01b038116810361250c5790565b6004356001600160a01b038116810361250c5790565b6024356001600160a01b038116810361250c5790565b356001600160a01b038116810361250c5790565b6102043560ff8116810361250c5790565b906001600160601b03809116911603906001600160601b038211612b1a57565b634e487b7160e01b5f52601160045260245ffd5b906001600160601b03809116911601906001600160601b038211612b1a57565b91908201809211612b1a57565b80546bffffffffffffffffffffffff60601b191660609290921b6bffffffffffffffffffffffff60601b16919091179055565b604051602081017fc74d574822b8c9a9d5f1474021abf47e8571d5b0c21a4951b09393a6bfa7c84d81526101c43560408301526101e4356001600160801b03811680910361250c576060830152610204359160ff831680930361250c576129329260808201526102243560a08201526102443560c08201526102643560e0820152610284356101008201526102a435610120820152610120815261040c610140826127e9565b91908203918211612b1a57565b90916001600160601b03925f92612c58828261349c565b91612c6d8354878160601c1697889116612c34565b928315612cdd5780546bffffffffffffffffffffffff19166001600160601b0388161790556040518381526001600160a01b0391821692909116907feb3d7bab1bef8884950942663919ec1ebcf1e5104b9e6f26525d9a0600052f5090602090a3612cd881336134f5565b929190565b5050505090505f91905f90565b6129329060405160208101917f318d199fcb20d16e8825df685a61550c5569c5ef9b6f19f9b988fbb5b017353c835260408201526040815261040c6060826127e9565b600882101561107f5752565b90600881101561107f57815460ff60b01b191660b09190911b60ff60b01b16179055565b612d7e9192612d6b82612935565b9361036d612d7886612cea565b93612ad5565b805f52600360205260405f2060405190612d97826127ce565b54906001600160601b03821681526020810164ffffffffff8360601c168152604082019064ffffffffff8460881c1682526060830190612ddd60ff8660b01c1683612d2d565b60ff608085019560b81c1685528151600881101561107f5715612f3f578151600881101561107f575f1901612f18576001855116612f055764ffffffffff8351168042116125965750600160ff86511617855264ffffffffff815116610e104201804211612b1a5781818064ffffffffff941091180218168352855f5260036020526001600160601b038060405f20955116166001600160601b031985541617845551835464ffffffffff60881b845160881b169164ffffffffff60601b9060601b169069ffffffffffffffffffff60601b1916171783555190600882101561107f57612efa8360ff7f3ca532fa86cba01a01911ee8a74fa5d37d24bb4fe0172ea51c6b42487beae4a496610a5a64ffffffffff96602098612d39565b5116604051908152a2565b85634dd9574f60e11b5f5260045260245ffd5b858251600881101561107f57612f3a9163eca9303b60e01b5f52600452612708565b60445ffd5b5050505f838152600360205260408120805460ff60b01b1916600760b01b1790557f1169bf1952ca1532b214b72b230640e83cff3a5c362f86dc878afc5eac4961c19250905080a2565b356001600160401b038116810361250c5790565b604290612fa86135ea565b906040519161190160f01b8352600283015260228201522090565b5f6080604051612fd2816127ce565b8281528260208201528260408201528260608201520152612ff36004612935565b90815f52600360205260405f20906040519161300e836127ce565b54916001600160601b038316815264ffffffffff8360601c16602082015264ffffffffff8360881c16604082015260ff6060820193613052828260b01c1686612d2d565b60b81c166080820152918051600881101561107f575f19016130715750565b839051600881101561107f57612f3a9163eca9303b60e01b5f52600452612708565b6001600160401b0381116127ba57601f01601f191660200190565b90610204359060ff82169283830361250c57600384146131ae575f9160018514948515806131a0575b613187575060818103613170576130ed81613093565b906130fb60405192836127e9565b8082526020820192368282011161250c57815f92602092863783010152519020610264359081810361315b57505061250c5750613155576001161561313f57600390565b6321279e0760e11b5f526101c43560045260245ffd5b50600290565b63bd28989760e01b5f5260045260245260445ffd5b6339e7b05560e21b5f52600452608160245260445ffd5b848461250c575063187299b560e11b5f5260045260245ffd5b505f935060028114156130d7565b50925050506101e4356001600160801b0381169081810361250c575015908161321f575b5080613214575b80613209575b806131fe575b156131ef57600490565b6306b09b0760e11b5f5260045ffd5b5061024435156131e5565b5061022435156131df565b5061026435156131d9565b9050155f6131d2565b906132339291613706565b50600481939293101561107f57613271576001600160a01b03908116911681810361325c575050565b63366d29f760e01b5f5260045260245260445ffd5b632ad0f0b760e11b5f5260045ffd5b91908110156132905760061b0190565b634e487b7160e01b5f52603260045260245ffd5b3561ffff8116810361250c5790565b9290918015801561341c575f5b61010435908181036134075750506133e65791905f9381905f945f19810193818511945b82881061331157505050505050505061271081036132ff5750565b63a085615760e01b5f5260045260245ffd5b909192939495969761333d9061ffff61333660206133308d898e613280565b016132a4565b1690612b4e565b9761271089116133d35786612b1a57879581830361338d57906133808261337a613375848961336f6001988096612c34565b9c613280565b612ad5565b88613584565b01969594939291906132e4565b90956133a26020613330898861ffff95613280565b1695868402968488041484151715612b1a5761338060019261337a613375848961336f8f9d61271090048096612c34565b8863a085615760e01b5f5260045260245ffd5b5090506024356001600160a01b038116810361250c5761340592613584565b565b6305891bef60e11b5f5260045260245260445ffd5b604051602081019083604082016020845252606081018187915f5b87811061345a5750613452925003601f1981018352826127e9565b5190206132c0565b91506001600160a01b0361346d846126c7565b16815260208301359061ffff821680920361250c57604081600193602083940152019301910191839192613437565b91909160018060a01b031691825f52600260205260405f2060018060a01b0382165f5260205260405f20926001845460c01c16156134d8575050565b63023280eb60e21b5f5260045260018060a01b031660245260445ffd5b905f80808093855af13d1561354e573d61350e81613093565b9061351c60405192836127e9565b81525f60203d92013e5b1561352e5750565b6339f1c8d960e01b5f9081526001600160a01b0391909116600452602490fd5b613526565b6001600160601b03811161356d576001600160601b031690565b6306dfcc6560e41b5f52606060045260245260445ffd5b6001600160a01b039091169182156135db5760207f018ebeb0b47d6b51edd49e863b83fc8e4a257babf59cc01d51921250795f57a391845f526004825260405f206135d0828254612b4e565b9055604051908152a3565b63d92e233d60e01b5f5260045ffd5b307f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031614806136dd575b15613645577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a081526136d760c0826127e9565b51902090565b507f0000000000000000000000000000000000000000000000000000000000000000461461361c565b9060418303613730576137299250602081013591604082359201355f1a90613778565b9192909190565b50505f9160029190565b60ff811690601f821161376957604051916137566040846127e9565b6020808452838101919036833783525290565b632cd44ac360e21b5f5260045ffd5b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084116137ef579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15612501575f516001600160a01b038116156137e557905f905f90565b505f906001905f90565b5050505f916003919056",
}

// JobEscrow is an auto generated Go binding around an Ethereum contract.
type JobEscrow struct {
	abi abi.ABI
}

// NewJobEscrow creates a new instance of JobEscrow.
func NewJobEscrow() *JobEscrow {
	parsed, err := JobEscrowMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &JobEscrow{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *JobEscrow) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address ledger_, address registry_) returns()
func (jobEscrow *JobEscrow) PackConstructor(ledger_ common.Address, registry_ common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("", ledger_, registry_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackCANCELWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x75c79f28.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function CANCEL_WINDOW() view returns(uint256)
func (jobEscrow *JobEscrow) PackCANCELWINDOW() []byte {
	enc, err := jobEscrow.abi.Pack("CANCEL_WINDOW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCANCELWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x75c79f28.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function CANCEL_WINDOW() view returns(uint256)
func (jobEscrow *JobEscrow) TryPackCANCELWINDOW() ([]byte, error) {
	return jobEscrow.abi.Pack("CANCEL_WINDOW")
}

// UnpackCANCELWINDOW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x75c79f28.
//
// Solidity: function CANCEL_WINDOW() view returns(uint256)
func (jobEscrow *JobEscrow) UnpackCANCELWINDOW(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("CANCEL_WINDOW", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXJOB is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9396e43e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_JOB() view returns(uint256)
func (jobEscrow *JobEscrow) PackMAXJOB() []byte {
	enc, err := jobEscrow.abi.Pack("MAX_JOB")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXJOB is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9396e43e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_JOB() view returns(uint256)
func (jobEscrow *JobEscrow) TryPackMAXJOB() ([]byte, error) {
	return jobEscrow.abi.Pack("MAX_JOB")
}

// UnpackMAXJOB is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9396e43e.
//
// Solidity: function MAX_JOB() view returns(uint256)
func (jobEscrow *JobEscrow) UnpackMAXJOB(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("MAX_JOB", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMINBOND is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe0de0fee.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MIN_BOND() view returns(uint256)
func (jobEscrow *JobEscrow) PackMINBOND() []byte {
	enc, err := jobEscrow.abi.Pack("MIN_BOND")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMINBOND is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe0de0fee.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MIN_BOND() view returns(uint256)
func (jobEscrow *JobEscrow) TryPackMINBOND() ([]byte, error) {
	return jobEscrow.abi.Pack("MIN_BOND")
}

// UnpackMINBOND is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe0de0fee.
//
// Solidity: function MIN_BOND() view returns(uint256)
func (jobEscrow *JobEscrow) UnpackMINBOND(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("MIN_BOND", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackUNBONDDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5188abbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function UNBOND_DELAY() view returns(uint256)
func (jobEscrow *JobEscrow) PackUNBONDDELAY() []byte {
	enc, err := jobEscrow.abi.Pack("UNBOND_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUNBONDDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5188abbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function UNBOND_DELAY() view returns(uint256)
func (jobEscrow *JobEscrow) TryPackUNBONDDELAY() ([]byte, error) {
	return jobEscrow.abi.Pack("UNBOND_DELAY")
}

// UnpackUNBONDDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5188abbb.
//
// Solidity: function UNBOND_DELAY() view returns(uint256)
func (jobEscrow *JobEscrow) UnpackUNBONDDELAY(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("UNBOND_DELAY", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAccountExists is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x147500e3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accountExists(address user, address provider) view returns(bool)
func (jobEscrow *JobEscrow) PackAccountExists(user common.Address, provider common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("accountExists", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccountExists is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x147500e3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accountExists(address user, address provider) view returns(bool)
func (jobEscrow *JobEscrow) TryPackAccountExists(user common.Address, provider common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("accountExists", user, provider)
}

// UnpackAccountExists is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x147500e3.
//
// Solidity: function accountExists(address user, address provider) view returns(bool)
func (jobEscrow *JobEscrow) UnpackAccountExists(data []byte) (bool, error) {
	out, err := jobEscrow.abi.Unpack("accountExists", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackAccounts is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad74b775.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accounts(address user, address provider) view returns(uint96 balance, uint96 locked, uint8 flags)
func (jobEscrow *JobEscrow) PackAccounts(user common.Address, provider common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("accounts", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccounts is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad74b775.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accounts(address user, address provider) view returns(uint96 balance, uint96 locked, uint8 flags)
func (jobEscrow *JobEscrow) TryPackAccounts(user common.Address, provider common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("accounts", user, provider)
}

// AccountsOutput serves as a container for the return parameters of contract
// method Accounts.
type AccountsOutput struct {
	Balance *big.Int
	Locked  *big.Int
	Flags   uint8
}

// UnpackAccounts is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xad74b775.
//
// Solidity: function accounts(address user, address provider) view returns(uint96 balance, uint96 locked, uint8 flags)
func (jobEscrow *JobEscrow) UnpackAccounts(data []byte) (AccountsOutput, error) {
	out, err := jobEscrow.abi.Unpack("accounts", data)
	outstruct := new(AccountsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Balance = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Locked = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.Flags = *abi.ConvertType(out[2], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackAddAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe50688f9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addAccount(address user, address provider, string ) payable returns()
func (jobEscrow *JobEscrow) PackAddAccount(user common.Address, provider common.Address, arg2 string) []byte {
	enc, err := jobEscrow.abi.Pack("addAccount", user, provider, arg2)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe50688f9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addAccount(address user, address provider, string ) payable returns()
func (jobEscrow *JobEscrow) TryPackAddAccount(user common.Address, provider common.Address, arg2 string) ([]byte, error) {
	return jobEscrow.abi.Pack("addAccount", user, provider, arg2)
}

// PackBond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64c9ec6f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function bond() payable returns()
func (jobEscrow *JobEscrow) PackBond() []byte {
	enc, err := jobEscrow.abi.Pack("bond")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64c9ec6f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function bond() payable returns()
func (jobEscrow *JobEscrow) TryPackBond() ([]byte, error) {
	return jobEscrow.abi.Pack("bond")
}

// PackBonds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfe10d774.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function bonds(address provider) view returns(uint96 amount, uint96 leaving, uint40 unlockAt)
func (jobEscrow *JobEscrow) PackBonds(provider common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("bonds", provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBonds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfe10d774.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function bonds(address provider) view returns(uint96 amount, uint96 leaving, uint40 unlockAt)
func (jobEscrow *JobEscrow) TryPackBonds(provider common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("bonds", provider)
}

// BondsOutput serves as a container for the return parameters of contract
// method Bonds.
type BondsOutput struct {
	Amount   *big.Int
	Leaving  *big.Int
	UnlockAt *big.Int
}

// UnpackBonds is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfe10d774.
//
// Solidity: function bonds(address provider) view returns(uint96 amount, uint96 leaving, uint40 unlockAt)
func (jobEscrow *JobEscrow) UnpackBonds(data []byte) (BondsOutput, error) {
	out, err := jobEscrow.abi.Unpack("bonds", data)
	outstruct := new(BondsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Amount = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Leaving = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.UnlockAt = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackBurned is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73f42561.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burned() view returns(uint256)
func (jobEscrow *JobEscrow) PackBurned() []byte {
	enc, err := jobEscrow.abi.Pack("burned")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurned is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73f42561.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burned() view returns(uint256)
func (jobEscrow *JobEscrow) TryPackBurned() ([]byte, error) {
	return jobEscrow.abi.Pack("burned")
}

// UnpackBurned is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x73f42561.
//
// Solidity: function burned() view returns(uint256)
func (jobEscrow *JobEscrow) UnpackBurned(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("burned", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCancelDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ab30cbe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelDigest(bytes32 jobId) view returns(bytes32)
func (jobEscrow *JobEscrow) PackCancelDigest(jobId [32]byte) []byte {
	enc, err := jobEscrow.abi.Pack("cancelDigest", jobId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ab30cbe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelDigest(bytes32 jobId) view returns(bytes32)
func (jobEscrow *JobEscrow) TryPackCancelDigest(jobId [32]byte) ([]byte, error) {
	return jobEscrow.abi.Pack("cancelDigest", jobId)
}

// UnpackCancelDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5ab30cbe.
//
// Solidity: function cancelDigest(bytes32 jobId) view returns(bytes32)
func (jobEscrow *JobEscrow) UnpackCancelDigest(data []byte) ([32]byte, error) {
	out, err := jobEscrow.abi.Unpack("cancelDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackClaimable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x402914f5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimable(address payee) view returns(uint256)
func (jobEscrow *JobEscrow) PackClaimable(payee common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("claimable", payee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x402914f5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimable(address payee) view returns(uint256)
func (jobEscrow *JobEscrow) TryPackClaimable(payee common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("claimable", payee)
}

// UnpackClaimable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x402914f5.
//
// Solidity: function claimable(address payee) view returns(uint256)
func (jobEscrow *JobEscrow) UnpackClaimable(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("claimable", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDeleteAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97216725.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deleteAccount(address user, address provider) returns()
func (jobEscrow *JobEscrow) PackDeleteAccount(user common.Address, provider common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("deleteAccount", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeleteAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97216725.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deleteAccount(address user, address provider) returns()
func (jobEscrow *JobEscrow) TryPackDeleteAccount(user common.Address, provider common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("deleteAccount", user, provider)
}

// PackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x745e87f7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositFund(address user, address provider, uint256 ) payable returns()
func (jobEscrow *JobEscrow) PackDepositFund(user common.Address, provider common.Address, arg2 *big.Int) []byte {
	enc, err := jobEscrow.abi.Pack("depositFund", user, provider, arg2)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x745e87f7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositFund(address user, address provider, uint256 ) payable returns()
func (jobEscrow *JobEscrow) TryPackDepositFund(user common.Address, provider common.Address, arg2 *big.Int) ([]byte, error) {
	return jobEscrow.abi.Pack("depositFund", user, provider, arg2)
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (jobEscrow *JobEscrow) PackEip712Domain() []byte {
	enc, err := jobEscrow.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (jobEscrow *JobEscrow) TryPackEip712Domain() ([]byte, error) {
	return jobEscrow.abi.Pack("eip712Domain")
}

// Eip712DomainOutput serves as a container for the return parameters of contract
// method Eip712Domain.
type Eip712DomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackEip712Domain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (jobEscrow *JobEscrow) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := jobEscrow.abi.Unpack("eip712Domain", data)
	outstruct := new(Eip712DomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackFinishUnbond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c315701.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function finishUnbond() returns()
func (jobEscrow *JobEscrow) PackFinishUnbond() []byte {
	enc, err := jobEscrow.abi.Pack("finishUnbond")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFinishUnbond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c315701.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function finishUnbond() returns()
func (jobEscrow *JobEscrow) TryPackFinishUnbond() ([]byte, error) {
	return jobEscrow.abi.Pack("finishUnbond")
}

// PackGetPendingRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x264173d6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPendingRefund(address , address ) pure returns(uint256)
func (jobEscrow *JobEscrow) PackGetPendingRefund(arg0 common.Address, arg1 common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("getPendingRefund", arg0, arg1)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPendingRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x264173d6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPendingRefund(address , address ) pure returns(uint256)
func (jobEscrow *JobEscrow) TryPackGetPendingRefund(arg0 common.Address, arg1 common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("getPendingRefund", arg0, arg1)
}

// UnpackGetPendingRefund is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x264173d6.
//
// Solidity: function getPendingRefund(address , address ) pure returns(uint256)
func (jobEscrow *JobEscrow) UnpackGetPendingRefund(data []byte) (*big.Int, error) {
	out, err := jobEscrow.abi.Unpack("getPendingRefund", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackJobs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38ed7cfc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function jobs(bytes32 jobId) view returns(uint96 maxFee, uint40 deadline, uint40 endsAt, uint8 status, uint8 flags)
func (jobEscrow *JobEscrow) PackJobs(jobId [32]byte) []byte {
	enc, err := jobEscrow.abi.Pack("jobs", jobId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackJobs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38ed7cfc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function jobs(bytes32 jobId) view returns(uint96 maxFee, uint40 deadline, uint40 endsAt, uint8 status, uint8 flags)
func (jobEscrow *JobEscrow) TryPackJobs(jobId [32]byte) ([]byte, error) {
	return jobEscrow.abi.Pack("jobs", jobId)
}

// JobsOutput serves as a container for the return parameters of contract
// method Jobs.
type JobsOutput struct {
	MaxFee   *big.Int
	Deadline *big.Int
	EndsAt   *big.Int
	Status   uint8
	Flags    uint8
}

// UnpackJobs is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x38ed7cfc.
//
// Solidity: function jobs(bytes32 jobId) view returns(uint96 maxFee, uint40 deadline, uint40 endsAt, uint8 status, uint8 flags)
func (jobEscrow *JobEscrow) UnpackJobs(data []byte) (JobsOutput, error) {
	out, err := jobEscrow.abi.Unpack("jobs", data)
	outstruct := new(JobsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.MaxFee = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Deadline = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.EndsAt = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.Status = *abi.ConvertType(out[3], new(uint8)).(*uint8)
	outstruct.Flags = *abi.ConvertType(out[4], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x56397c35.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ledger() view returns(address)
func (jobEscrow *JobEscrow) PackLedger() []byte {
	enc, err := jobEscrow.abi.Pack("ledger")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x56397c35.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ledger() view returns(address)
func (jobEscrow *JobEscrow) TryPackLedger() ([]byte, error) {
	return jobEscrow.abi.Pack("ledger")
}

// UnpackLedger is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x56397c35.
//
// Solidity: function ledger() view returns(address)
func (jobEscrow *JobEscrow) UnpackLedger(data []byte) (common.Address, error) {
	out, err := jobEscrow.abi.Unpack("ledger", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe8938a72.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, bytes userSignature) returns(bytes32 jobId)
func (jobEscrow *JobEscrow) PackOpen(order Order, userSignature []byte) []byte {
	enc, err := jobEscrow.abi.Pack("open", order, userSignature)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe8938a72.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, bytes userSignature) returns(bytes32 jobId)
func (jobEscrow *JobEscrow) TryPackOpen(order Order, userSignature []byte) ([]byte, error) {
	return jobEscrow.abi.Pack("open", order, userSignature)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe8938a72.
//
// Solidity: function open((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, bytes userSignature) returns(bytes32 jobId)
func (jobEscrow *JobEscrow) UnpackOpen(data []byte) ([32]byte, error) {
	out, err := jobEscrow.abi.Unpack("open", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOrderDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x07fbca32.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function orderDigest((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) view returns(bytes32)
func (jobEscrow *JobEscrow) PackOrderDigest(order Order) []byte {
	enc, err := jobEscrow.abi.Pack("orderDigest", order)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOrderDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x07fbca32.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function orderDigest((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) view returns(bytes32)
func (jobEscrow *JobEscrow) TryPackOrderDigest(order Order) ([]byte, error) {
	return jobEscrow.abi.Pack("orderDigest", order)
}

// UnpackOrderDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x07fbca32.
//
// Solidity: function orderDigest((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) view returns(bytes32)
func (jobEscrow *JobEscrow) UnpackOrderDigest(data []byte) ([32]byte, error) {
	out, err := jobEscrow.abi.Unpack("orderDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackProcessRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4e3c4f22.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function processRefund(address user, address provider) returns(uint256 totalAmount, uint256 balance, uint256 pendingRefund)
func (jobEscrow *JobEscrow) PackProcessRefund(user common.Address, provider common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("processRefund", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProcessRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4e3c4f22.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function processRefund(address user, address provider) returns(uint256 totalAmount, uint256 balance, uint256 pendingRefund)
func (jobEscrow *JobEscrow) TryPackProcessRefund(user common.Address, provider common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("processRefund", user, provider)
}

// ProcessRefundOutput serves as a container for the return parameters of contract
// method ProcessRefund.
type ProcessRefundOutput struct {
	TotalAmount   *big.Int
	Balance       *big.Int
	PendingRefund *big.Int
}

// UnpackProcessRefund is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4e3c4f22.
//
// Solidity: function processRefund(address user, address provider) returns(uint256 totalAmount, uint256 balance, uint256 pendingRefund)
func (jobEscrow *JobEscrow) UnpackProcessRefund(data []byte) (ProcessRefundOutput, error) {
	out, err := jobEscrow.abi.Unpack("processRefund", data)
	outstruct := new(ProcessRefundOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.TotalAmount = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Balance = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.PendingRefund = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb6da976.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function reclaim((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) returns()
func (jobEscrow *JobEscrow) PackReclaim(order Order) []byte {
	enc, err := jobEscrow.abi.Pack("reclaim", order)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb6da976.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function reclaim((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) returns()
func (jobEscrow *JobEscrow) TryPackReclaim(order Order) ([]byte, error) {
	return jobEscrow.abi.Pack("reclaim", order)
}

// PackRegistry is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b103999.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registry() view returns(address)
func (jobEscrow *JobEscrow) PackRegistry() []byte {
	enc, err := jobEscrow.abi.Pack("registry")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegistry is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b103999.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registry() view returns(address)
func (jobEscrow *JobEscrow) TryPackRegistry() ([]byte, error) {
	return jobEscrow.abi.Pack("registry")
}

// UnpackRegistry is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7b103999.
//
// Solidity: function registry() view returns(address)
func (jobEscrow *JobEscrow) UnpackRegistry(data []byte) (common.Address, error) {
	out, err := jobEscrow.abi.Unpack("registry", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRelease is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x391b9bf9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function release((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) returns()
func (jobEscrow *JobEscrow) PackRelease(order Order) []byte {
	enc, err := jobEscrow.abi.Pack("release", order)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRelease is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x391b9bf9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function release((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order) returns()
func (jobEscrow *JobEscrow) TryPackRelease(order Order) ([]byte, error) {
	return jobEscrow.abi.Pack("release", order)
}

// PackRequestCancel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e0b9c3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestCancel((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, bytes userSignature) returns()
func (jobEscrow *JobEscrow) PackRequestCancel(order Order, userSignature []byte) []byte {
	enc, err := jobEscrow.abi.Pack("requestCancel", order, userSignature)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestCancel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e0b9c3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestCancel((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, bytes userSignature) returns()
func (jobEscrow *JobEscrow) TryPackRequestCancel(order Order, userSignature []byte) ([]byte, error) {
	return jobEscrow.abi.Pack("requestCancel", order, userSignature)
}

// PackRequestRefundAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c79158d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestRefundAll(address , address ) view returns()
func (jobEscrow *JobEscrow) PackRequestRefundAll(arg0 common.Address, arg1 common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("requestRefundAll", arg0, arg1)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestRefundAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c79158d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestRefundAll(address , address ) view returns()
func (jobEscrow *JobEscrow) TryPackRequestRefundAll(arg0 common.Address, arg1 common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("requestRefundAll", arg0, arg1)
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x17972802.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) settlement, (address,uint16)[] split, bytes wrappedKey, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns()
func (jobEscrow *JobEscrow) PackSettle(order Order, settlement Settlement, split []Payee, wrappedKey []byte, signature []byte, proof PolicyProof) []byte {
	enc, err := jobEscrow.abi.Pack("settle", order, settlement, split, wrappedKey, signature, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x17972802.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) settlement, (address,uint16)[] split, bytes wrappedKey, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns()
func (jobEscrow *JobEscrow) TryPackSettle(order Order, settlement Settlement, split []Payee, wrappedKey []byte, signature []byte, proof PolicyProof) ([]byte, error) {
	return jobEscrow.abi.Pack("settle", order, settlement, split, wrappedKey, signature, proof)
}

// PackSettlementDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x425a368d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settlementDigest((bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) settlement) view returns(bytes32)
func (jobEscrow *JobEscrow) PackSettlementDigest(settlement Settlement) []byte {
	enc, err := jobEscrow.abi.Pack("settlementDigest", settlement)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettlementDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x425a368d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settlementDigest((bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) settlement) view returns(bytes32)
func (jobEscrow *JobEscrow) TryPackSettlementDigest(settlement Settlement) ([]byte, error) {
	return jobEscrow.abi.Pack("settlementDigest", settlement)
}

// UnpackSettlementDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x425a368d.
//
// Solidity: function settlementDigest((bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) settlement) view returns(bytes32)
func (jobEscrow *JobEscrow) UnpackSettlementDigest(data []byte) ([32]byte, error) {
	out, err := jobEscrow.abi.Unpack("settlementDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSlash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9752967.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function slash((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) a, bytes signatureA, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) b, bytes signatureB) returns()
func (jobEscrow *JobEscrow) PackSlash(order Order, a Settlement, signatureA []byte, b Settlement, signatureB []byte) []byte {
	enc, err := jobEscrow.abi.Pack("slash", order, a, signatureA, b, signatureB)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSlash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9752967.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function slash((address,address,address,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,uint128,uint128,uint64,bytes32,uint256) order, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) a, bytes signatureA, (bytes32,uint128,uint8,bytes32,bytes32,bytes32,bytes32,bytes32) b, bytes signatureB) returns()
func (jobEscrow *JobEscrow) TryPackSlash(order Order, a Settlement, signatureA []byte, b Settlement, signatureB []byte) ([]byte, error) {
	return jobEscrow.abi.Pack("slash", order, a, signatureA, b, signatureB)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (jobEscrow *JobEscrow) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := jobEscrow.abi.Pack("supportsInterface", interfaceId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (jobEscrow *JobEscrow) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return jobEscrow.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (jobEscrow *JobEscrow) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := jobEscrow.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackUnbond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x27de9e32.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unbond(uint256 amount) returns()
func (jobEscrow *JobEscrow) PackUnbond(amount *big.Int) []byte {
	enc, err := jobEscrow.abi.Pack("unbond", amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnbond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x27de9e32.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unbond(uint256 amount) returns()
func (jobEscrow *JobEscrow) TryPackUnbond(amount *big.Int) ([]byte, error) {
	return jobEscrow.abi.Pack("unbond", amount)
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51cff8d9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address to) returns()
func (jobEscrow *JobEscrow) PackWithdraw(to common.Address) []byte {
	enc, err := jobEscrow.abi.Pack("withdraw", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51cff8d9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(address to) returns()
func (jobEscrow *JobEscrow) TryPackWithdraw(to common.Address) ([]byte, error) {
	return jobEscrow.abi.Pack("withdraw", to)
}

// JobEscrowAccountAdded represents a AccountAdded event raised by the JobEscrow contract.
type JobEscrowAccountAdded struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowAccountAddedEventName = "AccountAdded"

// ContractEventName returns the user-defined event name.
func (JobEscrowAccountAdded) ContractEventName() string {
	return JobEscrowAccountAddedEventName
}

// UnpackAccountAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountAdded(address indexed user, address indexed provider, uint256 amount)
func (jobEscrow *JobEscrow) UnpackAccountAddedEvent(log *types.Log) (*JobEscrowAccountAdded, error) {
	event := "AccountAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowAccountAdded)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowAccountDeleted represents a AccountDeleted event raised by the JobEscrow contract.
type JobEscrowAccountDeleted struct {
	User     common.Address
	Provider common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowAccountDeletedEventName = "AccountDeleted"

// ContractEventName returns the user-defined event name.
func (JobEscrowAccountDeleted) ContractEventName() string {
	return JobEscrowAccountDeletedEventName
}

// UnpackAccountDeletedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountDeleted(address indexed user, address indexed provider)
func (jobEscrow *JobEscrow) UnpackAccountDeletedEvent(log *types.Log) (*JobEscrowAccountDeleted, error) {
	event := "AccountDeleted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowAccountDeleted)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowAccountFunded represents a AccountFunded event raised by the JobEscrow contract.
type JobEscrowAccountFunded struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowAccountFundedEventName = "AccountFunded"

// ContractEventName returns the user-defined event name.
func (JobEscrowAccountFunded) ContractEventName() string {
	return JobEscrowAccountFundedEventName
}

// UnpackAccountFundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountFunded(address indexed user, address indexed provider, uint256 amount)
func (jobEscrow *JobEscrow) UnpackAccountFundedEvent(log *types.Log) (*JobEscrowAccountFunded, error) {
	event := "AccountFunded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowAccountFunded)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowAccountRefunded represents a AccountRefunded event raised by the JobEscrow contract.
type JobEscrowAccountRefunded struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowAccountRefundedEventName = "AccountRefunded"

// ContractEventName returns the user-defined event name.
func (JobEscrowAccountRefunded) ContractEventName() string {
	return JobEscrowAccountRefundedEventName
}

// UnpackAccountRefundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountRefunded(address indexed user, address indexed provider, uint256 amount)
func (jobEscrow *JobEscrow) UnpackAccountRefundedEvent(log *types.Log) (*JobEscrowAccountRefunded, error) {
	event := "AccountRefunded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowAccountRefunded)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowBondAdded represents a BondAdded event raised by the JobEscrow contract.
type JobEscrowBondAdded struct {
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowBondAddedEventName = "BondAdded"

// ContractEventName returns the user-defined event name.
func (JobEscrowBondAdded) ContractEventName() string {
	return JobEscrowBondAddedEventName
}

// UnpackBondAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BondAdded(address indexed provider, uint256 amount)
func (jobEscrow *JobEscrow) UnpackBondAddedEvent(log *types.Log) (*JobEscrowBondAdded, error) {
	event := "BondAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowBondAdded)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowCancelRequested represents a CancelRequested event raised by the JobEscrow contract.
type JobEscrowCancelRequested struct {
	JobId  [32]byte
	EndsAt *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const JobEscrowCancelRequestedEventName = "CancelRequested"

// ContractEventName returns the user-defined event name.
func (JobEscrowCancelRequested) ContractEventName() string {
	return JobEscrowCancelRequestedEventName
}

// UnpackCancelRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CancelRequested(bytes32 indexed jobId, uint256 endsAt)
func (jobEscrow *JobEscrow) UnpackCancelRequestedEvent(log *types.Log) (*JobEscrowCancelRequested, error) {
	event := "CancelRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowCancelRequested)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowCredited represents a Credited event raised by the JobEscrow contract.
type JobEscrowCredited struct {
	JobId  [32]byte
	Payee  common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const JobEscrowCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (JobEscrowCredited) ContractEventName() string {
	return JobEscrowCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(bytes32 indexed jobId, address indexed payee, uint256 amount)
func (jobEscrow *JobEscrow) UnpackCreditedEvent(log *types.Log) (*JobEscrowCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowCredited)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowEIP712DomainChanged represents a EIP712DomainChanged event raised by the JobEscrow contract.
type JobEscrowEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const JobEscrowEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (JobEscrowEIP712DomainChanged) ContractEventName() string {
	return JobEscrowEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (jobEscrow *JobEscrow) UnpackEIP712DomainChangedEvent(log *types.Log) (*JobEscrowEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowJobOpened represents a JobOpened event raised by the JobEscrow contract.
type JobEscrowJobOpened struct {
	JobId    [32]byte
	User     common.Address
	Provider common.Address
	MaxFee   *big.Int
	Deadline *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowJobOpenedEventName = "JobOpened"

// ContractEventName returns the user-defined event name.
func (JobEscrowJobOpened) ContractEventName() string {
	return JobEscrowJobOpenedEventName
}

// UnpackJobOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event JobOpened(bytes32 indexed jobId, address indexed user, address indexed provider, uint256 maxFee, uint256 deadline)
func (jobEscrow *JobEscrow) UnpackJobOpenedEvent(log *types.Log) (*JobEscrowJobOpened, error) {
	event := "JobOpened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowJobOpened)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowJobReclaimed represents a JobReclaimed event raised by the JobEscrow contract.
type JobEscrowJobReclaimed struct {
	JobId [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const JobEscrowJobReclaimedEventName = "JobReclaimed"

// ContractEventName returns the user-defined event name.
func (JobEscrowJobReclaimed) ContractEventName() string {
	return JobEscrowJobReclaimedEventName
}

// UnpackJobReclaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event JobReclaimed(bytes32 indexed jobId)
func (jobEscrow *JobEscrow) UnpackJobReclaimedEvent(log *types.Log) (*JobEscrowJobReclaimed, error) {
	event := "JobReclaimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowJobReclaimed)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowJobReleased represents a JobReleased event raised by the JobEscrow contract.
type JobEscrowJobReleased struct {
	JobId [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const JobEscrowJobReleasedEventName = "JobReleased"

// ContractEventName returns the user-defined event name.
func (JobEscrowJobReleased) ContractEventName() string {
	return JobEscrowJobReleasedEventName
}

// UnpackJobReleasedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event JobReleased(bytes32 indexed jobId)
func (jobEscrow *JobEscrow) UnpackJobReleasedEvent(log *types.Log) (*JobEscrowJobReleased, error) {
	event := "JobReleased"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowJobReleased)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowJobSettled represents a JobSettled event raised by the JobEscrow contract.
type JobEscrowJobSettled struct {
	JobId          [32]byte
	User           common.Address
	Provider       common.Address
	Outcome        uint8
	Fee            *big.Int
	ArtifactRoot   [32]byte
	ArtifactDigest [32]byte
	Receipt        [32]byte
	Invoice        [32]byte
	Raw            *types.Log // Blockchain specific contextual infos
}

const JobEscrowJobSettledEventName = "JobSettled"

// ContractEventName returns the user-defined event name.
func (JobEscrowJobSettled) ContractEventName() string {
	return JobEscrowJobSettledEventName
}

// UnpackJobSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event JobSettled(bytes32 indexed jobId, address indexed user, address indexed provider, uint8 outcome, uint256 fee, bytes32 artifactRoot, bytes32 artifactDigest, bytes32 receipt, bytes32 invoice)
func (jobEscrow *JobEscrow) UnpackJobSettledEvent(log *types.Log) (*JobEscrowJobSettled, error) {
	event := "JobSettled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowJobSettled)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowJobVoided represents a JobVoided event raised by the JobEscrow contract.
type JobEscrowJobVoided struct {
	JobId [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const JobEscrowJobVoidedEventName = "JobVoided"

// ContractEventName returns the user-defined event name.
func (JobEscrowJobVoided) ContractEventName() string {
	return JobEscrowJobVoidedEventName
}

// UnpackJobVoidedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event JobVoided(bytes32 indexed jobId)
func (jobEscrow *JobEscrow) UnpackJobVoidedEvent(log *types.Log) (*JobEscrowJobVoided, error) {
	event := "JobVoided"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowJobVoided)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowKeyPublished represents a KeyPublished event raised by the JobEscrow contract.
type JobEscrowKeyPublished struct {
	JobId      [32]byte
	WrappedKey []byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const JobEscrowKeyPublishedEventName = "KeyPublished"

// ContractEventName returns the user-defined event name.
func (JobEscrowKeyPublished) ContractEventName() string {
	return JobEscrowKeyPublishedEventName
}

// UnpackKeyPublishedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event KeyPublished(bytes32 indexed jobId, bytes wrappedKey)
func (jobEscrow *JobEscrow) UnpackKeyPublishedEvent(log *types.Log) (*JobEscrowKeyPublished, error) {
	event := "KeyPublished"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowKeyPublished)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowProviderSlashed represents a ProviderSlashed event raised by the JobEscrow contract.
type JobEscrowProviderSlashed struct {
	JobId    [32]byte
	Provider common.Address
	Reporter common.Address
	Amount   *big.Int
	Burned   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowProviderSlashedEventName = "ProviderSlashed"

// ContractEventName returns the user-defined event name.
func (JobEscrowProviderSlashed) ContractEventName() string {
	return JobEscrowProviderSlashedEventName
}

// UnpackProviderSlashedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ProviderSlashed(bytes32 indexed jobId, address indexed provider, address indexed reporter, uint256 amount, uint256 burned)
func (jobEscrow *JobEscrow) UnpackProviderSlashedEvent(log *types.Log) (*JobEscrowProviderSlashed, error) {
	event := "ProviderSlashed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowProviderSlashed)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowUnbondStarted represents a UnbondStarted event raised by the JobEscrow contract.
type JobEscrowUnbondStarted struct {
	Provider common.Address
	Amount   *big.Int
	Leaving  *big.Int
	UnlockAt *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowUnbondStartedEventName = "UnbondStarted"

// ContractEventName returns the user-defined event name.
func (JobEscrowUnbondStarted) ContractEventName() string {
	return JobEscrowUnbondStartedEventName
}

// UnpackUnbondStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event UnbondStarted(address indexed provider, uint256 amount, uint256 leaving, uint256 unlockAt)
func (jobEscrow *JobEscrow) UnpackUnbondStartedEvent(log *types.Log) (*JobEscrowUnbondStarted, error) {
	event := "UnbondStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowUnbondStarted)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowUnbonded represents a Unbonded event raised by the JobEscrow contract.
type JobEscrowUnbonded struct {
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const JobEscrowUnbondedEventName = "Unbonded"

// ContractEventName returns the user-defined event name.
func (JobEscrowUnbonded) ContractEventName() string {
	return JobEscrowUnbondedEventName
}

// UnpackUnbondedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Unbonded(address indexed provider, uint256 amount)
func (jobEscrow *JobEscrow) UnpackUnbondedEvent(log *types.Log) (*JobEscrowUnbonded, error) {
	event := "Unbonded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowUnbonded)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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

// JobEscrowWithdrawn represents a Withdrawn event raised by the JobEscrow contract.
type JobEscrowWithdrawn struct {
	Payee  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const JobEscrowWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (JobEscrowWithdrawn) ContractEventName() string {
	return JobEscrowWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed payee, address to, uint256 amount)
func (jobEscrow *JobEscrow) UnpackWithdrawnEvent(log *types.Log) (*JobEscrowWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != jobEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(JobEscrowWithdrawn)
	if len(log.Data) > 0 {
		if err := jobEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range jobEscrow.abi.Events[event].Inputs {
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
func (jobEscrow *JobEscrow) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["AccountExists"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackAccountExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["AccountNotEmpty"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackAccountNotEmptyError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["AccountNotExists"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackAccountNotExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["AlreadyCancelled"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackAlreadyCancelledError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["AlreadySlashed"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackAlreadySlashedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["BondNotLeaving"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackBondNotLeavingError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["BondStillLocked"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackBondStillLockedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["BondTooLow"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackBondTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["CallerNotLedger"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackCallerNotLedgerError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["CallerNotProvider"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackCallerNotProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["DeadlineTooFar"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackDeadlineTooFarError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["EscrowLocked"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackEscrowLockedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["FailedWithResult"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackFailedWithResultError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["FeeAboveCap"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackFeeAboveCapError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["InsufficientFreeBalance"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackInsufficientFreeBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["JobEnded"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackJobEndedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["JobExists"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackJobExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["JobNeverOpened"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackJobNeverOpenedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["JobNotEnded"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackJobNotEndedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["JobNotOpen"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackJobNotOpenError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["MalformedSignature"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackMalformedSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["NoBond"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackNoBondError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["NothingToWithdraw"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackNothingToWithdrawError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["OrderExpired"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackOrderExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["PartialWithoutCancel"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackPartialWithoutCancelError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["SafeCastOverflowedUintDowncast"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackSafeCastOverflowedUintDowncastError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["SettlementsAgree"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackSettlementsAgreeError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["SignerNotTrusted"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackSignerNotTrustedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["SplitNotWhole"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackSplitNotWholeError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackStringTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["TransferFailed"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackTransferFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["UnknownOutcome"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackUnknownOutcomeError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["UserIsProvider"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackUserIsProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["WrongJob"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackWrongJobError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["WrongKeyHash"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackWrongKeyHashError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["WrongKeyLength"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackWrongKeyLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["WrongSigner"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackWrongSignerError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["WrongSplit"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackWrongSplitError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["ZeroAddress"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackZeroAddressError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["ZeroAmount"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackZeroAmountError(raw[4:])
	}
	if bytes.Equal(raw[:4], jobEscrow.abi.Errors["ZeroPolicy"].ID.Bytes()[:4]) {
		return jobEscrow.UnpackZeroPolicyError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// JobEscrowAccountExists represents a AccountExists error raised by the JobEscrow contract.
type JobEscrowAccountExists struct {
	User     common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountExists(address user, address provider)
func JobEscrowAccountExistsErrorID() common.Hash {
	return common.HexToHash("0xb3c19d64aff0e1567ba5a99120b4c338b762602ccce6baa9dd669a8563276954")
}

// UnpackAccountExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountExists(address user, address provider)
func (jobEscrow *JobEscrow) UnpackAccountExistsError(raw []byte) (*JobEscrowAccountExists, error) {
	out := new(JobEscrowAccountExists)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "AccountExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowAccountNotEmpty represents a AccountNotEmpty error raised by the JobEscrow contract.
type JobEscrowAccountNotEmpty struct {
	User     common.Address
	Provider common.Address
	Balance  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountNotEmpty(address user, address provider, uint256 balance)
func JobEscrowAccountNotEmptyErrorID() common.Hash {
	return common.HexToHash("0x4af78027e1ea6b5d65877618d1ce327a8134d1ff73abc0643ab7d63cc0ea6c6a")
}

// UnpackAccountNotEmptyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountNotEmpty(address user, address provider, uint256 balance)
func (jobEscrow *JobEscrow) UnpackAccountNotEmptyError(raw []byte) (*JobEscrowAccountNotEmpty, error) {
	out := new(JobEscrowAccountNotEmpty)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "AccountNotEmpty", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowAccountNotExists represents a AccountNotExists error raised by the JobEscrow contract.
type JobEscrowAccountNotExists struct {
	User     common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountNotExists(address user, address provider)
func JobEscrowAccountNotExistsErrorID() common.Hash {
	return common.HexToHash("0x08ca03acdd86f3c3773e54403ee2a03750b69a24049323f96e6ffeaa365fdc8c")
}

// UnpackAccountNotExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountNotExists(address user, address provider)
func (jobEscrow *JobEscrow) UnpackAccountNotExistsError(raw []byte) (*JobEscrowAccountNotExists, error) {
	out := new(JobEscrowAccountNotExists)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "AccountNotExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowAlreadyCancelled represents a AlreadyCancelled error raised by the JobEscrow contract.
type JobEscrowAlreadyCancelled struct {
	JobId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyCancelled(bytes32 jobId)
func JobEscrowAlreadyCancelledErrorID() common.Hash {
	return common.HexToHash("0x9bb2ae9e52d58a9da67c8319fb20271a1ac0c3608d640378587ea8699feb464a")
}

// UnpackAlreadyCancelledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyCancelled(bytes32 jobId)
func (jobEscrow *JobEscrow) UnpackAlreadyCancelledError(raw []byte) (*JobEscrowAlreadyCancelled, error) {
	out := new(JobEscrowAlreadyCancelled)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "AlreadyCancelled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowAlreadySlashed represents a AlreadySlashed error raised by the JobEscrow contract.
type JobEscrowAlreadySlashed struct {
	JobId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySlashed(bytes32 jobId)
func JobEscrowAlreadySlashedErrorID() common.Hash {
	return common.HexToHash("0x16e5043d85531f6d342cbe530661f20425bf0ac095ef636feef1c343193172a7")
}

// UnpackAlreadySlashedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySlashed(bytes32 jobId)
func (jobEscrow *JobEscrow) UnpackAlreadySlashedError(raw []byte) (*JobEscrowAlreadySlashed, error) {
	out := new(JobEscrowAlreadySlashed)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "AlreadySlashed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowBondNotLeaving represents a BondNotLeaving error raised by the JobEscrow contract.
type JobEscrowBondNotLeaving struct {
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BondNotLeaving(address provider)
func JobEscrowBondNotLeavingErrorID() common.Hash {
	return common.HexToHash("0x18c4515bee73e789ead86f59f8b72bde4234c9018855292de7680ac648d4227d")
}

// UnpackBondNotLeavingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BondNotLeaving(address provider)
func (jobEscrow *JobEscrow) UnpackBondNotLeavingError(raw []byte) (*JobEscrowBondNotLeaving, error) {
	out := new(JobEscrowBondNotLeaving)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "BondNotLeaving", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowBondStillLocked represents a BondStillLocked error raised by the JobEscrow contract.
type JobEscrowBondStillLocked struct {
	UnlockAt *big.Int
	Time     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BondStillLocked(uint256 unlockAt, uint256 time)
func JobEscrowBondStillLockedErrorID() common.Hash {
	return common.HexToHash("0x8b8e1fd2cd74f38cf101a952520e1df13c8024c69a995f3e94cccf67e4dedfa3")
}

// UnpackBondStillLockedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BondStillLocked(uint256 unlockAt, uint256 time)
func (jobEscrow *JobEscrow) UnpackBondStillLockedError(raw []byte) (*JobEscrowBondStillLocked, error) {
	out := new(JobEscrowBondStillLocked)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "BondStillLocked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowBondTooLow represents a BondTooLow error raised by the JobEscrow contract.
type JobEscrowBondTooLow struct {
	Staying *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BondTooLow(uint256 staying, uint256 needed)
func JobEscrowBondTooLowErrorID() common.Hash {
	return common.HexToHash("0x000155b5ebd7e31e61b2db21f595e5ecb1232ce27e1acf6160bc8d8a6f74ef24")
}

// UnpackBondTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BondTooLow(uint256 staying, uint256 needed)
func (jobEscrow *JobEscrow) UnpackBondTooLowError(raw []byte) (*JobEscrowBondTooLow, error) {
	out := new(JobEscrowBondTooLow)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "BondTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowCallerNotLedger represents a CallerNotLedger error raised by the JobEscrow contract.
type JobEscrowCallerNotLedger struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallerNotLedger(address caller)
func JobEscrowCallerNotLedgerErrorID() common.Hash {
	return common.HexToHash("0x52446b87a1ce3cacf1673091ca6895a87795476ba67c74ce74ac2d712c118446")
}

// UnpackCallerNotLedgerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallerNotLedger(address caller)
func (jobEscrow *JobEscrow) UnpackCallerNotLedgerError(raw []byte) (*JobEscrowCallerNotLedger, error) {
	out := new(JobEscrowCallerNotLedger)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "CallerNotLedger", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowCallerNotProvider represents a CallerNotProvider error raised by the JobEscrow contract.
type JobEscrowCallerNotProvider struct {
	Caller   common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallerNotProvider(address caller, address provider)
func JobEscrowCallerNotProviderErrorID() common.Hash {
	return common.HexToHash("0xe9096b2179b3fa17909bdcba6591dab5cc749979a0f8d9ed1dbdd03ab7f7a72b")
}

// UnpackCallerNotProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallerNotProvider(address caller, address provider)
func (jobEscrow *JobEscrow) UnpackCallerNotProviderError(raw []byte) (*JobEscrowCallerNotProvider, error) {
	out := new(JobEscrowCallerNotProvider)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "CallerNotProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowDeadlineTooFar represents a DeadlineTooFar error raised by the JobEscrow contract.
type JobEscrowDeadlineTooFar struct {
	Deadline *big.Int
	Latest   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DeadlineTooFar(uint256 deadline, uint256 latest)
func JobEscrowDeadlineTooFarErrorID() common.Hash {
	return common.HexToHash("0x657526de9b7cb048f0c6b5d030f691cc9cd857a90871a22f4ff14c047d29d221")
}

// UnpackDeadlineTooFarError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DeadlineTooFar(uint256 deadline, uint256 latest)
func (jobEscrow *JobEscrow) UnpackDeadlineTooFarError(raw []byte) (*JobEscrowDeadlineTooFar, error) {
	out := new(JobEscrowDeadlineTooFar)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "DeadlineTooFar", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowEscrowLocked represents a EscrowLocked error raised by the JobEscrow contract.
type JobEscrowEscrowLocked struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EscrowLocked()
func JobEscrowEscrowLockedErrorID() common.Hash {
	return common.HexToHash("0x41fa9bfe55743abd7e172db7723f02b1af7d5620e5809f5ece607abef7e77e84")
}

// UnpackEscrowLockedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EscrowLocked()
func (jobEscrow *JobEscrow) UnpackEscrowLockedError(raw []byte) (*JobEscrowEscrowLocked, error) {
	out := new(JobEscrowEscrowLocked)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "EscrowLocked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowFailedWithResult represents a FailedWithResult error raised by the JobEscrow contract.
type JobEscrowFailedWithResult struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedWithResult()
func JobEscrowFailedWithResultErrorID() common.Hash {
	return common.HexToHash("0x0d61360ef1fa77bc3557eccbdd27e3b2277e29244253e2136df0df1ebce4b4ab")
}

// UnpackFailedWithResultError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedWithResult()
func (jobEscrow *JobEscrow) UnpackFailedWithResultError(raw []byte) (*JobEscrowFailedWithResult, error) {
	out := new(JobEscrowFailedWithResult)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "FailedWithResult", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowFeeAboveCap represents a FeeAboveCap error raised by the JobEscrow contract.
type JobEscrowFeeAboveCap struct {
	Fee    *big.Int
	MaxFee *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FeeAboveCap(uint256 fee, uint256 maxFee)
func JobEscrowFeeAboveCapErrorID() common.Hash {
	return common.HexToHash("0x7159abd8f9701c781951309a8f165bbb5a233e2df15b3a8ef190554984cb7f05")
}

// UnpackFeeAboveCapError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FeeAboveCap(uint256 fee, uint256 maxFee)
func (jobEscrow *JobEscrow) UnpackFeeAboveCapError(raw []byte) (*JobEscrowFeeAboveCap, error) {
	out := new(JobEscrowFeeAboveCap)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "FeeAboveCap", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowInsufficientFreeBalance represents a InsufficientFreeBalance error raised by the JobEscrow contract.
type JobEscrowInsufficientFreeBalance struct {
	Free   *big.Int
	Needed *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InsufficientFreeBalance(uint256 free, uint256 needed)
func JobEscrowInsufficientFreeBalanceErrorID() common.Hash {
	return common.HexToHash("0x4aeb0dcb7ea366a3cf235492dfc3a02fde82fe1976665df06d9a8d9f31d9ae5c")
}

// UnpackInsufficientFreeBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InsufficientFreeBalance(uint256 free, uint256 needed)
func (jobEscrow *JobEscrow) UnpackInsufficientFreeBalanceError(raw []byte) (*JobEscrowInsufficientFreeBalance, error) {
	out := new(JobEscrowInsufficientFreeBalance)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "InsufficientFreeBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowInvalidShortString represents a InvalidShortString error raised by the JobEscrow contract.
type JobEscrowInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func JobEscrowInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (jobEscrow *JobEscrow) UnpackInvalidShortStringError(raw []byte) (*JobEscrowInvalidShortString, error) {
	out := new(JobEscrowInvalidShortString)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowJobEnded represents a JobEnded error raised by the JobEscrow contract.
type JobEscrowJobEnded struct {
	EndsAt *big.Int
	Time   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JobEnded(uint256 endsAt, uint256 time)
func JobEscrowJobEndedErrorID() common.Hash {
	return common.HexToHash("0x41b7c5e9700ddd368784a5b93c0b82d79efb58ab88005dc3fdd235c12251a9df")
}

// UnpackJobEndedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JobEnded(uint256 endsAt, uint256 time)
func (jobEscrow *JobEscrow) UnpackJobEndedError(raw []byte) (*JobEscrowJobEnded, error) {
	out := new(JobEscrowJobEnded)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "JobEnded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowJobExists represents a JobExists error raised by the JobEscrow contract.
type JobEscrowJobExists struct {
	JobId  [32]byte
	Status uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JobExists(bytes32 jobId, uint8 status)
func JobEscrowJobExistsErrorID() common.Hash {
	return common.HexToHash("0x7e000630e42ac74d8ca52df73ec0521dec2cec7e113aac0f35a5b64da3c5766b")
}

// UnpackJobExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JobExists(bytes32 jobId, uint8 status)
func (jobEscrow *JobEscrow) UnpackJobExistsError(raw []byte) (*JobEscrowJobExists, error) {
	out := new(JobEscrowJobExists)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "JobExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowJobNeverOpened represents a JobNeverOpened error raised by the JobEscrow contract.
type JobEscrowJobNeverOpened struct {
	JobId  [32]byte
	Status uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JobNeverOpened(bytes32 jobId, uint8 status)
func JobEscrowJobNeverOpenedErrorID() common.Hash {
	return common.HexToHash("0x5031c6358065e7f7148719d00419782b4243792ff68104e711066f3c5b166c73")
}

// UnpackJobNeverOpenedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JobNeverOpened(bytes32 jobId, uint8 status)
func (jobEscrow *JobEscrow) UnpackJobNeverOpenedError(raw []byte) (*JobEscrowJobNeverOpened, error) {
	out := new(JobEscrowJobNeverOpened)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "JobNeverOpened", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowJobNotEnded represents a JobNotEnded error raised by the JobEscrow contract.
type JobEscrowJobNotEnded struct {
	EndsAt *big.Int
	Time   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JobNotEnded(uint256 endsAt, uint256 time)
func JobEscrowJobNotEndedErrorID() common.Hash {
	return common.HexToHash("0x3b04edc31d6ab53bff17a5cba0c2ade10a1c1b943bfe189832dc62e11a55fdca")
}

// UnpackJobNotEndedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JobNotEnded(uint256 endsAt, uint256 time)
func (jobEscrow *JobEscrow) UnpackJobNotEndedError(raw []byte) (*JobEscrowJobNotEnded, error) {
	out := new(JobEscrowJobNotEnded)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "JobNotEnded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowJobNotOpen represents a JobNotOpen error raised by the JobEscrow contract.
type JobEscrowJobNotOpen struct {
	JobId  [32]byte
	Status uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JobNotOpen(bytes32 jobId, uint8 status)
func JobEscrowJobNotOpenErrorID() common.Hash {
	return common.HexToHash("0xeca9303b02ccc618761088ff64d89908c0748810d363edf606a9032603b1e796")
}

// UnpackJobNotOpenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JobNotOpen(bytes32 jobId, uint8 status)
func (jobEscrow *JobEscrow) UnpackJobNotOpenError(raw []byte) (*JobEscrowJobNotOpen, error) {
	out := new(JobEscrowJobNotOpen)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "JobNotOpen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowMalformedSignature represents a MalformedSignature error raised by the JobEscrow contract.
type JobEscrowMalformedSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MalformedSignature()
func JobEscrowMalformedSignatureErrorID() common.Hash {
	return common.HexToHash("0x55a1e16eadce29d71cb136c0493e3881b154dc5303ad068a5a1e01023482b7e2")
}

// UnpackMalformedSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MalformedSignature()
func (jobEscrow *JobEscrow) UnpackMalformedSignatureError(raw []byte) (*JobEscrowMalformedSignature, error) {
	out := new(JobEscrowMalformedSignature)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "MalformedSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowNoBond represents a NoBond error raised by the JobEscrow contract.
type JobEscrowNoBond struct {
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoBond(address provider)
func JobEscrowNoBondErrorID() common.Hash {
	return common.HexToHash("0x015e0aaee17a7b1bb14cb30f3d02fb393ae3c66cd9a00f66383ee360701f446d")
}

// UnpackNoBondError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoBond(address provider)
func (jobEscrow *JobEscrow) UnpackNoBondError(raw []byte) (*JobEscrowNoBond, error) {
	out := new(JobEscrowNoBond)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "NoBond", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowNothingToWithdraw represents a NothingToWithdraw error raised by the JobEscrow contract.
type JobEscrowNothingToWithdraw struct {
	Payee common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToWithdraw(address payee)
func JobEscrowNothingToWithdrawErrorID() common.Hash {
	return common.HexToHash("0xdc69dc16e4a8405b44139edda9a06ee66b303337358b6f4633533d65de15b7f4")
}

// UnpackNothingToWithdrawError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToWithdraw(address payee)
func (jobEscrow *JobEscrow) UnpackNothingToWithdrawError(raw []byte) (*JobEscrowNothingToWithdraw, error) {
	out := new(JobEscrowNothingToWithdraw)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "NothingToWithdraw", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowOrderExpired represents a OrderExpired error raised by the JobEscrow contract.
type JobEscrowOrderExpired struct {
	Deadline *big.Int
	Time     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OrderExpired(uint256 deadline, uint256 time)
func JobEscrowOrderExpiredErrorID() common.Hash {
	return common.HexToHash("0x4b2d84db364a91e770868e6b301e0987c2210f5bf1b235bc37f0ef66abb7f3e2")
}

// UnpackOrderExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OrderExpired(uint256 deadline, uint256 time)
func (jobEscrow *JobEscrow) UnpackOrderExpiredError(raw []byte) (*JobEscrowOrderExpired, error) {
	out := new(JobEscrowOrderExpired)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "OrderExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowPartialWithoutCancel represents a PartialWithoutCancel error raised by the JobEscrow contract.
type JobEscrowPartialWithoutCancel struct {
	JobId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PartialWithoutCancel(bytes32 jobId)
func JobEscrowPartialWithoutCancelErrorID() common.Hash {
	return common.HexToHash("0x424f3c0e2331e1659337e5b489a94ee03bb539e345bd3c78d64d3adb919d6e17")
}

// UnpackPartialWithoutCancelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PartialWithoutCancel(bytes32 jobId)
func (jobEscrow *JobEscrow) UnpackPartialWithoutCancelError(raw []byte) (*JobEscrowPartialWithoutCancel, error) {
	out := new(JobEscrowPartialWithoutCancel)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "PartialWithoutCancel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowSafeCastOverflowedUintDowncast represents a SafeCastOverflowedUintDowncast error raised by the JobEscrow contract.
type JobEscrowSafeCastOverflowedUintDowncast struct {
	Bits  uint8
	Value *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func JobEscrowSafeCastOverflowedUintDowncastErrorID() common.Hash {
	return common.HexToHash("0x6dfcc6503a32754ce7a89698e18201fc5294fd4aad43edefee786f88423b1a12")
}

// UnpackSafeCastOverflowedUintDowncastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func (jobEscrow *JobEscrow) UnpackSafeCastOverflowedUintDowncastError(raw []byte) (*JobEscrowSafeCastOverflowedUintDowncast, error) {
	out := new(JobEscrowSafeCastOverflowedUintDowncast)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "SafeCastOverflowedUintDowncast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowSettlementsAgree represents a SettlementsAgree error raised by the JobEscrow contract.
type JobEscrowSettlementsAgree struct {
	JobId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SettlementsAgree(bytes32 jobId)
func JobEscrowSettlementsAgreeErrorID() common.Hash {
	return common.HexToHash("0xbcf5af525f153cab9d6f19c5742d1396e8a1ae2ad368de5ee89407261b5f2264")
}

// UnpackSettlementsAgreeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SettlementsAgree(bytes32 jobId)
func (jobEscrow *JobEscrow) UnpackSettlementsAgreeError(raw []byte) (*JobEscrowSettlementsAgree, error) {
	out := new(JobEscrowSettlementsAgree)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "SettlementsAgree", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowSignerNotTrusted represents a SignerNotTrusted error raised by the JobEscrow contract.
type JobEscrowSignerNotTrusted struct {
	Signer common.Address
	Policy [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignerNotTrusted(address signer, bytes32 policy)
func JobEscrowSignerNotTrustedErrorID() common.Hash {
	return common.HexToHash("0x9207c07c6a1387390437b4159ea02289bdb1cc6cf2d2f30f05f5a696fe53c7cd")
}

// UnpackSignerNotTrustedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignerNotTrusted(address signer, bytes32 policy)
func (jobEscrow *JobEscrow) UnpackSignerNotTrustedError(raw []byte) (*JobEscrowSignerNotTrusted, error) {
	out := new(JobEscrowSignerNotTrusted)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "SignerNotTrusted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowSplitNotWhole represents a SplitNotWhole error raised by the JobEscrow contract.
type JobEscrowSplitNotWhole struct {
	Bps *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SplitNotWhole(uint256 bps)
func JobEscrowSplitNotWholeErrorID() common.Hash {
	return common.HexToHash("0xa0856157551acbbe3f69c6ab0fbdf3eccecfae82114791a25bf633ef9d53aa05")
}

// UnpackSplitNotWholeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SplitNotWhole(uint256 bps)
func (jobEscrow *JobEscrow) UnpackSplitNotWholeError(raw []byte) (*JobEscrowSplitNotWhole, error) {
	out := new(JobEscrowSplitNotWhole)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "SplitNotWhole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowStringTooLong represents a StringTooLong error raised by the JobEscrow contract.
type JobEscrowStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func JobEscrowStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (jobEscrow *JobEscrow) UnpackStringTooLongError(raw []byte) (*JobEscrowStringTooLong, error) {
	out := new(JobEscrowStringTooLong)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowTransferFailed represents a TransferFailed error raised by the JobEscrow contract.
type JobEscrowTransferFailed struct {
	To common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFailed(address to)
func JobEscrowTransferFailedErrorID() common.Hash {
	return common.HexToHash("0x39f1c8d9a08940175dbc82f15840b953aa855264e371e68f3e5d5cb38c445fa0")
}

// UnpackTransferFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFailed(address to)
func (jobEscrow *JobEscrow) UnpackTransferFailedError(raw []byte) (*JobEscrowTransferFailed, error) {
	out := new(JobEscrowTransferFailed)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "TransferFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowUnknownOutcome represents a UnknownOutcome error raised by the JobEscrow contract.
type JobEscrowUnknownOutcome struct {
	Outcome uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownOutcome(uint8 outcome)
func JobEscrowUnknownOutcomeErrorID() common.Hash {
	return common.HexToHash("0x30e5336a252f3336a0a89419ddf5d406978180b69e2a17dcab611dfcc2e734a3")
}

// UnpackUnknownOutcomeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownOutcome(uint8 outcome)
func (jobEscrow *JobEscrow) UnpackUnknownOutcomeError(raw []byte) (*JobEscrowUnknownOutcome, error) {
	out := new(JobEscrowUnknownOutcome)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "UnknownOutcome", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowUserIsProvider represents a UserIsProvider error raised by the JobEscrow contract.
type JobEscrowUserIsProvider struct {
	User common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UserIsProvider(address user)
func JobEscrowUserIsProviderErrorID() common.Hash {
	return common.HexToHash("0xcc9ddfa60efd08fb04503f64f3246c02e8d1c4616e639e1568e6c6fa1313e104")
}

// UnpackUserIsProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UserIsProvider(address user)
func (jobEscrow *JobEscrow) UnpackUserIsProviderError(raw []byte) (*JobEscrowUserIsProvider, error) {
	out := new(JobEscrowUserIsProvider)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "UserIsProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowWrongJob represents a WrongJob error raised by the JobEscrow contract.
type JobEscrowWrongJob struct {
	JobId    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongJob(bytes32 jobId, bytes32 expected)
func JobEscrowWrongJobErrorID() common.Hash {
	return common.HexToHash("0x1af886666016d9b47aeb19ab4b349d60e5a57f8bb4c3e93d14b45bd752f479f3")
}

// UnpackWrongJobError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongJob(bytes32 jobId, bytes32 expected)
func (jobEscrow *JobEscrow) UnpackWrongJobError(raw []byte) (*JobEscrowWrongJob, error) {
	out := new(JobEscrowWrongJob)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "WrongJob", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowWrongKeyHash represents a WrongKeyHash error raised by the JobEscrow contract.
type JobEscrowWrongKeyHash struct {
	Hash     [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongKeyHash(bytes32 hash, bytes32 expected)
func JobEscrowWrongKeyHashErrorID() common.Hash {
	return common.HexToHash("0xbd2898972e8e80b7634414df7061420b0b4bd250d186421c476d818019a4dc57")
}

// UnpackWrongKeyHashError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongKeyHash(bytes32 hash, bytes32 expected)
func (jobEscrow *JobEscrow) UnpackWrongKeyHashError(raw []byte) (*JobEscrowWrongKeyHash, error) {
	out := new(JobEscrowWrongKeyHash)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "WrongKeyHash", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowWrongKeyLength represents a WrongKeyLength error raised by the JobEscrow contract.
type JobEscrowWrongKeyLength struct {
	Length   *big.Int
	Expected *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongKeyLength(uint256 length, uint256 expected)
func JobEscrowWrongKeyLengthErrorID() common.Hash {
	return common.HexToHash("0xe79ec154b344869bd5cfccf3cba1a13059083ecbfedcc28b6436761e0aa5c32e")
}

// UnpackWrongKeyLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongKeyLength(uint256 length, uint256 expected)
func (jobEscrow *JobEscrow) UnpackWrongKeyLengthError(raw []byte) (*JobEscrowWrongKeyLength, error) {
	out := new(JobEscrowWrongKeyLength)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "WrongKeyLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowWrongSigner represents a WrongSigner error raised by the JobEscrow contract.
type JobEscrowWrongSigner struct {
	Signer   common.Address
	Expected common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSigner(address signer, address expected)
func JobEscrowWrongSignerErrorID() common.Hash {
	return common.HexToHash("0x366d29f7de543b1e5962d6f7315450f1f5ec3d853d28dca80282b4c242185268")
}

// UnpackWrongSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSigner(address signer, address expected)
func (jobEscrow *JobEscrow) UnpackWrongSignerError(raw []byte) (*JobEscrowWrongSigner, error) {
	out := new(JobEscrowWrongSigner)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "WrongSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowWrongSplit represents a WrongSplit error raised by the JobEscrow contract.
type JobEscrowWrongSplit struct {
	Digest   [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSplit(bytes32 digest, bytes32 expected)
func JobEscrowWrongSplitErrorID() common.Hash {
	return common.HexToHash("0x0b1237deea82d7453930e89f72fc5fadda86f862465735df871793f19e58aa89")
}

// UnpackWrongSplitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSplit(bytes32 digest, bytes32 expected)
func (jobEscrow *JobEscrow) UnpackWrongSplitError(raw []byte) (*JobEscrowWrongSplit, error) {
	out := new(JobEscrowWrongSplit)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "WrongSplit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowZeroAddress represents a ZeroAddress error raised by the JobEscrow contract.
type JobEscrowZeroAddress struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAddress()
func JobEscrowZeroAddressErrorID() common.Hash {
	return common.HexToHash("0xd92e233df2717d4a40030e20904abd27b68fcbeede117eaaccbbdac9618c8c73")
}

// UnpackZeroAddressError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAddress()
func (jobEscrow *JobEscrow) UnpackZeroAddressError(raw []byte) (*JobEscrowZeroAddress, error) {
	out := new(JobEscrowZeroAddress)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "ZeroAddress", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowZeroAmount represents a ZeroAmount error raised by the JobEscrow contract.
type JobEscrowZeroAmount struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAmount()
func JobEscrowZeroAmountErrorID() common.Hash {
	return common.HexToHash("0x1f2a2005cb66a8e145327e8814e243a0996aec9bfe1e15a495778b1236dbd485")
}

// UnpackZeroAmountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAmount()
func (jobEscrow *JobEscrow) UnpackZeroAmountError(raw []byte) (*JobEscrowZeroAmount, error) {
	out := new(JobEscrowZeroAmount)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "ZeroAmount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// JobEscrowZeroPolicy represents a ZeroPolicy error raised by the JobEscrow contract.
type JobEscrowZeroPolicy struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroPolicy()
func JobEscrowZeroPolicyErrorID() common.Hash {
	return common.HexToHash("0x764f629e7dff7662e33877c95272ff36f5cca2b069d4cfdf442fe6dd5f2cf38d")
}

// UnpackZeroPolicyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroPolicy()
func (jobEscrow *JobEscrow) UnpackZeroPolicyError(raw []byte) (*JobEscrowZeroPolicy, error) {
	out := new(JobEscrowZeroPolicy)
	if err := jobEscrow.abi.UnpackIntoInterface(out, "ZeroPolicy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerMetaData contains all meta data concerning the Ledger contract.
var LedgerMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner_\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"receive\",\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"MAX_ADDITIONAL_INFO_LENGTH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_PROVIDERS_PER_BATCH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_PROVIDERS_PER_USER_PER_SERVICE\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_SERVICES\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MIN_ACCOUNT_BALANCE\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MIN_TRANSFER_AMOUNT\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"addLedger\",\"inputs\":[{\"name\":\"additionalInfo\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"deleteLedger\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositFund\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"depositFundFor\",\"inputs\":[{\"name\":\"recipient\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"getAllActiveServices\",\"inputs\":[],\"outputs\":[{\"name\":\"services\",\"type\":\"tuple[]\",\"internalType\":\"structServiceInfo[]\",\"components\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"fullName\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"description\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"isRecommended\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"registeredAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getAllLedgers\",\"inputs\":[{\"name\":\"offset\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"limit\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"ledgers\",\"type\":\"tuple[]\",\"internalType\":\"structMainAccount[]\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"availableBalance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"totalBalance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"additionalInfo\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"name\":\"total\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getAllVersions\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"versions\",\"type\":\"string[]\",\"internalType\":\"string[]\"},{\"name\":\"addresses\",\"type\":\"address[]\",\"internalType\":\"address[]\"},{\"name\":\"isRecommendedFlags\",\"type\":\"bool[]\",\"internalType\":\"bool[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getLedger\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structMainAccount\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"availableBalance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"totalBalance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"additionalInfo\",\"type\":\"string\",\"internalType\":\"string\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getLedgerProviders\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceName\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getRecommendedService\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getServiceAddressByName\",\"inputs\":[{\"name\":\"serviceName\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getServiceInfo\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structServiceInfo\",\"components\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"fullName\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"description\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"isRecommended\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"registeredAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"initialize\",\"inputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"initialized\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"isRecommendedVersion\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"lockedIn\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"service\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"refund\",\"inputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"registerService\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"description\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"retrieveFund\",\"inputs\":[{\"name\":\"providers\",\"type\":\"address[]\",\"internalType\":\"address[]\"},{\"name\":\"serviceName\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setRecommendedService\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"spendFund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferFund\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"serviceName\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"updateAdditionalInfo\",\"inputs\":[{\"name\":\"additionalInfo\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"FundDeposited\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FundRefunded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FundRetrieved\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"service\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"unlocked\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FundSpent\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"service\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FundTransferred\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"service\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"cancelled\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Initialized\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"uint8\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"LedgerDeleted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"LedgerInfoUpdated\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"additionalInfo\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RecommendedServiceUpdated\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"serviceAddress\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ServiceRegistered\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"serviceName\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"SubAccountDeleted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"service\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"deleted\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AdditionalInfoTooLong\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"max\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"AlreadyInitialized\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"CallFailed\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"CallerNotRegisteredService\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"DirectDepositsDisabled\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"InsufficientAvailableBalance\",\"inputs\":[{\"name\":\"available\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"required\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InsufficientBalance\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"InvalidServiceAddress\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"InvalidServiceType\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"LedgerExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"LedgerLocked\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"LedgerNotExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"MinimumDepositRequired\",\"inputs\":[{\"name\":\"provided\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"required\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"MustWithdrawAllFundsFirst\",\"inputs\":[{\"name\":\"remainingBalance\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NoRecommendedService\",\"inputs\":[{\"name\":\"serviceType\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"SafeCastOverflowedUintDowncast\",\"inputs\":[{\"name\":\"bits\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ServiceAlreadyRegistered\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ServiceMustImplementIServing\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ServiceNameExists\",\"inputs\":[{\"name\":\"serviceName\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"ServiceNotFound\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ServiceNotRegistered\",\"inputs\":[{\"name\":\"serviceAddress\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ServiceRegistryLimitReached\",\"inputs\":[{\"name\":\"limit\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ServiceTypeRequired\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"TooManyProviders\",\"inputs\":[{\"name\":\"requested\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"TooManyProvidersForService\",\"inputs\":[{\"name\":\"current\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"TransferFailed\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"VersionRequired\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroAddressNotAllowed\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroAmountNotAllowed\",\"inputs\":[]}]",
	ID:  "Ledger",
	Bin: "0x6080346100ec57601f6131ca38819003918201601f19168301916001600160401b038311848410176100f0578084926020946040528339810103126100ec57516001600160a01b038116908190036100ec5780156100d9575f80546001600160a01b03198116831782556040517f7f26b83ff96e1f2b6a682f133852f6798a09c465da95921460cefb384740249893602093919290916001600160a01b03909116907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09080a360018152a16040516130c590816101058239f35b631e4fbdf760e01b5f525f60045260245ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe608080604052600436101561004e575b50361561001a575f80fd5b5f5c60081c6001600160a01b0316330361003f5761003a3460015c61255e565b60015d005b630799a15f60e11b5f5260045ffd5b5f3560e01c90816307940ea2146120e9575080630e86417414612022578063158ef93e146120075780631ef4dc44146119a7578063278ecde1146118265780632ba43b821461141557806331404a191461105c5780633c3dbbc71461103a578063410b381514610fb25780635f4bd38314610f55578063715018a614610efe57806373ef900f14610ee35780638158c9e514610dcb5780638d0d8cb614610d9d5780638da5cb5b14610d765780639449fe1714610d5b578063987086f014610cd55780639ade397214610aeb578063a261056514610a8e578063ac30b62214610a6c578063aef42173146109d9578063b8d5e5811461097c578063c4d66de814610954578063c5e53f7e146108b3578063d4dca96d14610572578063dd8a411814610464578063e032f7321461036e578063e374248d14610352578063f2fde38b146102cd578063f585f3ea14610269578063f7cd6af91461022d5763ffc22b5f146101ba575f61000f565b34610229576020366003190112610229576004356001600160401b038111610229576101ea903690600401612103565b60ff5f5c1661021a5761021091600160ff195f5c16175f5d61020b3361282a565b612c17565b60ff195f5c165f5d005b63344f180560e11b5f5260045ffd5b5f80fd5b346102295760203660031901126102295761026561025161024c612154565b612730565b6040519182916020835260208301906121ba565b0390f35b60203660031901126102295761027d612154565b60ff5f5c1661021a57600160ff195f5c16175f5d6001600160a01b038116156102be5734156102af5761021090612b65565b6307a1cab560e11b5f5260045ffd5b6342bcdf7f60e11b5f5260045ffd5b34610229576020366003190112610229576102e6612154565b6102ee6127c6565b6001600160a01b0316801561033f575f80546001600160a01b03198116831782556001600160a01b0316907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09080a3005b631e4fbdf760e01b5f525f60045260245ffd5b34610229575f3660031901126102295760206040516110008152f35b3461022957602036600319011261022957610387612154565b61038f6126f1565b5060018060a01b03165f52600860205261026560405f206007604051916103b58361239c565b80546001600160a01b03908116845260018201541660208401526040516103ea816103e3816002860161231b565b03826123ee565b6040840152604051610403816103e3816003860161231b565b606084015260405161041c816103e3816004860161231b565b6080840152604051610435816103e3816005860161231b565b60a084015260ff600682015416151560c0840152015460e08201526040519182916020835260208301906121f6565b346102295760403660031901126102295761047d612154565b335f9081526008602052604090205460243591906001600160a01b03161561055f576001600160a01b03165f81815260026020908152604080832033845290915290205482811061054c575f828152600260209081526040808320338452825280832093869003909355838252600190522080546001600160801b03818116908516608092831c0390911b6fffffffffffffffffffffffffffffffff19161790556040519182527f6f81b9cf4ed9328799879be7651da4420ab1bc260b34ea71f72e9659aa548e6860203393a3005b5063112fed8b60e31b5f5260045260245ffd5b631b8815cf60e01b5f523360045260245ffd5b34610229576020366003190112610229576004356001600160401b038111610229576105a2903690600401612103565b9060405190600b54928383526020830193600b5f5260205f20905f5b81811061089d575050506105d8836105df949503856123ee565b369161242a565b602081519101205f5f5b8351811015610687576001600160a01b0361060482866125ca565b51165f526008602052826103e3610627600260405f20016040519283809261231b565b602081519101201461063c575b6001016105e9565b906001600160a01b0361064f83866125ca565b51169181925f1983146106735761066b600180940194876125ca565b529050610634565b634e487b7160e01b5f52601160045260245ffd5b50826106928261258f565b916106a060405193846123ee565b808352601f196106af8261258f565b015f5b81811061088c575050906106c58261258f565b916106d360405193846123ee565b808352601f196106e28261258f565b013660208501376106f28161258f565b9061070060405192836123ee565b80825261070c8161258f565b602083019390601f19013685375f5b8281106107dd57505050604051938493606085016060865282518091526080860190602060808260051b8901019401915f905b8282106107a857505050508161076c91866020940384880152612287565b91848303604086015251918281520191905f5b81811061078d575050500390f35b8251151584528594506020938401939092019160010161077f565b919394600191939697985060206107ca8192607f198d82030186528951612130565b970192019201889796959493919261074e565b949593949293926001906001600160a01b036107f982856125ca565b5116610805828a6125ca565b52818060a01b0361081682856125ca565b51165f5260086020526103e3610838600360405f20016040519283809261231b565b61084282876125ca565b5261084d81866125ca565b50818060a01b0361085e82856125ca565b51165f52600860205260ff600660405f2001541661087c82886125ca565b901515905201959493929561071b565b8060606020809388010152016106b2565b82548752602090960195600192830192016105be565b6020366003190112610229576004356001600160401b038111610229576108de903690600401612103565b60ff5f5c1661021a57600160ff195f5c16175f5d610907335f52600560205260405f2054151590565b6109415761091433612b65565b80610931575b60ff195f5c165f5d604080513481525f6020820152f35b61093a91612c17565b808061091a565b63cde58aa160e01b5f523360045260245ffd5b346102295760203660031901126102295761096d612154565b5062dc149f60e41b5f5260045ffd5b34610229576020366003190112610229576004356001600160401b0381116102295760206109af81923690600401612103565b9190826040519384928337600990820190815203019020546040516001600160a01b039091168152f35b34610229576040366003190112610229576109f2612154565b6024356001600160401b03811161022957610a37610a17610a3c923690600401612103565b6001600160a01b039094165f90815260076020526040902093369161242a565b612af0565b60018060a01b03165f52602052610265610a5860405f20612f0d565b604051918291602083526020830190612287565b34610229575f3660031901126102295760206040516729a2241af62c00008152f35b3461022957602080610aab610aa23661216a565b929190916127ec565b604051928184925191829101835e8101600981520301902060018060a01b039054165f526008602052602060ff600660405f200154166040519015158152f35b34610229575f36600319011261022957600b54610b078161258f565b90610b1560405192836123ee565b808252610b24601f199161258f565b015f5b818110610cbe57825f600b54905b8251811015610c575781811015610c43577f0175b7a638427703f0dbe7bb9bbf987a2551717b34e79f33b5b1008d1fa01db98101546001600160a01b03165f9081526008602052604090819020905160019291600790610b948361239c565b805460a086901b869003908116845281860154166020840152604051610bc1816103e3816002860161231b565b6040840152604051610bda816103e3816003860161231b565b6060840152604051610bf3816103e3816004860161231b565b6080840152604051610c0c816103e3816005860161231b565b60a084015260ff600682015416151560c0840152015460e0820152610c3182866125ca565b52610c3c81856125ca565b5001610b35565b634e487b7160e01b5f52603260045260245ffd5b826040518091602082016020835281518091526040830190602060408260051b8601019301915f905b828210610c8f57505050500390f35b91936001919395506020610cae8192603f198a820301865288516121f6565b9601920192018594939192610c80565b602090610cc96126f1565b82828601015201610b27565b3461022957604036600319011261022957610cf46024356004356125de565b9060405190604082016040835281518091526060830190602060608260051b8601019301915f905b828210610d30578580868960208301520390f35b90919293602080610d4d600193605f198a820301865288516121ba565b960192019201909291610d1c565b34610229575f36600319011261022957602060405160148152f35b34610229575f366003190112610229575f546040516001600160a01b039091168152602090f35b5f3660031901126102295760ff5f5c1661021a57600160ff195f5c16175f5d34156102af5761021033612b65565b34610229577f22cc4700d5c4d3ff57ddfb4bb70d5a0e1bed5c060482e8eeeb8672d4471ad5e2610ebc610dfd3661216a565b91929390610e096127c6565b610e18610a37848387896127ec565b60405185878237600a8187019081528190036020019020546001600160a01b031680610ec7575b5060405185878237602081878101600a81520301902060018060a01b0382166bffffffffffffffffffffffff60a01b82541617905560018060a01b031692835f526008602052600660405f2001600160ff19825416179055610eae6040519687966060885260608801916122c3565b9185830360208701526122c3565b9060408301520390a1005b5f526008602052600660405f200160ff19815416905587610e3f565b34610229575f36600319011261022957602060405160328152f35b34610229575f36600319011261022957610f166127c6565b5f80546001600160a01b0319811682556001600160a01b03167f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e08280a3005b3461022957604036600319011261022957610f6e612154565b602435906001600160a01b03821682036102295760018060a01b03165f52600260205260405f209060018060a01b03165f52602052602060405f2054604051908152f35b34610229575f3660031901126102295760ff5f5c1661021a57600160ff195f5c16175f5d610fdf3361282a565b335f52600160205261101a602060405f2060405190610ffd826123b8565b54906001600160801b0382169182825260801c928391015261255e565b80611028576102103361285b565b63f6ba0ebf60e01b5f5260045260245ffd5b34610229575f366003190112610229576020604051670de0b6b3a76400008152f35b34610229576040366003190112610229576004356001600160401b0381116102295736602382011215610229578060040135906001600160401b038211610229576024810190602436918460051b010111610229576024356001600160401b038111610229576110d0903690600401612103565b60ff5f5c1661021a57600160ff195f5c16175f5d601484116113fd576110fd91610a37916105d83361282a565b6001600160a01b0381169290610100600160a81b0360089190911b165f805c610100600160a81b03191691909117905d5f5b81811061127357835f805c610100600160a81b031916905d60015c5f60015d335f52600260205260405f20825f5260205260405f205461123881831082841802821891335f5260016020526001600160801b036111e9816111dd6111d8888360405f206111b98b604051926111a3846123b8565b549a848c168452602084019b60801c8c526124ca565b335f5260026020528d60405f20905f5260205260405f2055511661255e565b612b34565b9351168286169061251e565b81604051936111f7856123b8565b168352816020840191168152335f526001602052818060405f2094511616821984541617835551166001600160801b0382549181199060801b169116179055565b60405191825260208201527fee3427278228619d431f22b6037b86628ca0145ca753c93b953dd5e5c010c95560403392a360ff195f5c165f5d005b6112ba602061128b61128684868861256b565b61257b565b60405163147500e360e01b81523360048201526001600160a01b03909116602482015291829081906044820190565b0381885afa908115611391575f916113cf575b50156113c75761131560606112e661128684868861256b565b60405163271e279160e11b81523360048201526001600160a01b03909116602482015291829081906044820190565b03815f895af180156113915761139c575b5061133561128682848661256b565b90843b1561022957604051636c79158d60e01b81523360048201526001600160a01b039290921660248301525f8260448183895af191821561139157600192611381575b505b0161112f565b5f61138b916123ee565b85611379565b6040513d5f823e3d90fd5b606090813d81116113c0575b6113b281836123ee565b810103126102295784611326565b503d6113a8565b60019061137b565b6113f0915060203d81116113f6575b6113e881836123ee565b810190612506565b856112cd565b503d6113de565b8363414f261960e11b5f52600452601460245260445ffd5b346102295760603660031901126102295761142e612154565b6024356001600160401b0381116102295761144d903690600401612103565b91906044359260ff5f5c1661021a5761147891610a3791600160ff195f5c16175f5d6105d83361282a565b335f8181526007602090815260408083206001600160a01b03868116808652918452828520925163147500e360e01b815260048101969096528716602486015290939092916060919081604481875afa908115611391575f91611807575b5015611778575050604051631320b9eb60e11b81523360048201526001600160a01b0385166024820152602081604481855afa908115611391575f91611746575b5060405163745e87f760e01b60208201523360248201526001600160a01b03861660448201528682188288100290911860648083018290528252959086906115606084826123ee565b955b6001600160a01b0316936115768582612e41565b6116ea575b50611585916124ca565b94335f52600160205260405f206040519061159f826123b8565b54906001600160801b038216808252602082019260801c83528881106116d3575f8089898c8a8a8a61163f8b6001600160801b036115f0818e5116826115e8818b16809361251e565b94511661253e565b81604051936115fe856123b8565b168352816020840191168152338b526001602052818060408d2094511616821984541617835551166001600160801b0382549181199060801b169116179055565b3387526002602052604087208288526020526040872061166085825461255e565b90556040519084825260208201527fe3eb0d7400ec6e67a1297a883cf38a062bb67bd076472eb26ae0f521fd8d362260403392a4602083519301915af16116a56124d7565b90156116b55760ff195f5c165f5d005b8051156116c457602081519101fd5b633204506f60e01b5f5260045ffd5b889063adb9e04360e01b5f5260045260245260445ffd5b9050546032811161172457611585916001889214611709575b9161157b565b335f52600660205261171e8460405f20612e41565b50611703565b5f1981019081116106735763e949933760e01b5f52600452603260245260445ffd5b90506020813d602011611770575b81611761602093836123ee565b81010312610229575186611517565b3d9150611754565b670de0b6b3a7640000879297106117e8578690335f5260036020526117e260405f20916117d460405193849263e50688f960e01b602085015233602485015260018060a01b038c1660448501526064840152608483019061231b565b03601f1981018352826123ee565b95611562565b506315110fb160e21b5f52600452670de0b6b3a764000060245260445ffd5b611820915060203d6020116113f6576113e881836123ee565b886114d6565b346102295760203660031901126102295760043560ff5f5c1661021a57600160ff195f5c16175f5d6118573361282a565b335f52600160205260405f2060405190611870826123b8565b5490826001600160801b038316808352602083019360801c84521061199457826001600160801b036118a39251166124ca565b90811591821580611983575b611965575f9384938493849333855260016020526001600160801b0380604087209216166001600160801b03198254161790556040518381527f848dea9299596d4b73e9f655292390a977d00f918c00e2fbf98045114862e5e060203392a281611952575b50611944575b335af16119256124d7565b50156119355760ff195f5c165f5d005b6312171d8360e31b5f5260045ffd5b61194d3361285b565b61191a565b6001600160801b03915051161586611914565b6315110fb160e21b5f526004526729a2241af62c000060245260445ffd5b506729a2241af62c000081106118af565b63112fed8b60e31b5f523360045260245ffd5b34610229576080366003190112610229576004356001600160401b038111610229576119d7903690600401612103565b906024356001600160401b038111610229576119f7903690600401612103565b6044356001600160a01b03811694929390929091858403610229576064356001600160401b03811161022957611a31903690600401612103565b611a396127c6565b8715611ff4578315611fe5578215611fd657611a57838886886127ec565b966040519688519760208a0198808a835e60099082019081528190036020019020546001600160a01b0316611fb057611a8f8a612d86565b15611f9d576101f4600b5411611f8857611aa881612e94565b9081611f45575b5015611f3257611aed611b0491611ade60405198611acc8a61239c565b8c8a5260208a01988d8a52369161242a565b9560408901968752369161242a565b92606087019384526080870192898452369161242a565b60a086019081525f60c087018181524260e089019081528b835260086020526040909220975188546001600160a01b03199081166001600160a01b03928316178a55975160018a0180549099169116179096559351805194959491939160028801916001600160401b038211611ddf57611b8882611b8285546122e3565b8561247b565b602090601f8311600114611ecf57611bb792915f9183611d45575b50508160011b915f199060031b1c19161790565b90555b51805160038701916001600160401b038211611ddf57611bde82611b8285546122e3565b602090601f8311600114611e6c57611c0c92915f9183611e615750508160011b915f199060031b1c19161790565b90555b51805160048601916001600160401b038211611ddf57611c3382611b8285546122e3565b602090601f8311600114611dfe57611c6192915f9183611df35750508160011b915f199060031b1c19161790565b90555b51805160058501916001600160401b038211611ddf57611c8882611b8285546122e3565b602090601f8311600114611d505792611ce383611d409997947f4c76643f3c678c590db6e8ad9fe0bb6e75d36cb853c3bd06c487607ff35e6f719b9997946007975f92611d455750508160011b915f199060031b1c19161790565b90555b600684019051151560ff80198354169116179055519101556020604051809284518091835e81016009815203019020846bffffffffffffffffffffffff60a01b825416179055604051918291602083526020830190612130565b0390a2005b015190508d80611ba3565b90601f19831691845f52815f20925f5b818110611dc75750937f4c76643f3c678c590db6e8ad9fe0bb6e75d36cb853c3bd06c487607ff35e6f719a9896936007969360019383611d409d9b9810611daf575b505050811b019055611ce6565b01515f1960f88460031b161c191690558c8080611da2565b92936020600181928786015181550195019301611d60565b634e487b7160e01b5f52604160045260245ffd5b015190508b80611ba3565b90601f19831691845f52815f20925f5b818110611e495750908460019594939210611e31575b505050811b019055611c64565b01515f1960f88460031b161c191690558a8080611e24565b92936020600181928786015181550195019301611e0e565b015190508c80611ba3565b90601f19831691845f52815f20925f5b818110611eb75750908460019594939210611e9f575b505050811b019055611c0f565b01515f1960f88460031b161c191690558b8080611e92565b92936020600181928786015181550195019301611e7c565b90601f19831691845f52815f20925f5b818110611f1a5750908460019594939210611f02575b505050811b019055611bba565b01515f1960f88460031b161c191690558c8080611ef5565b92936020600181928786015181550195019301611edf565b886316219dbf60e11b5f5260045260245ffd5b6301ffc9a760e01b5f90815263160841b160e01b60045260209250906024908290617530fa5f511515601f3d111681611f80575b508a611aaf565b90508a611f79565b63f1d44a5160e01b5f526101f460045260245ffd5b896353752f3960e11b5f5260045260245ffd5b60405163057f36eb60e21b81526020600482015280611fd2602482018c612130565b0390fd5b630e84c45560e31b5f5260045ffd5b638dfa0f6f60e01b5f5260045ffd5b876364db873d60e11b5f5260045260245ffd5b34610229575f36600319011261022957602060405160018152f35b34610229576020366003190112610229576004356001600160401b03811161022957612052903690600401612103565b9060405182828237600a8184019081528190036020019020546001600160a01b03169182156120c5576120bb6120a084805f5260086020526120a7600360405f20016040519384809261231b565b03836123ee565b604051928392604084526040840190612130565b9060208301520390f35b611fd26040519283926316fab7f360e21b84526020600485015260248401916122c3565b34610229575f36600319011261022957806101f460209252f35b9181601f84011215610229578235916001600160401b038311610229576020838186019501011161022957565b805180835260209291819084018484015e5f828201840152601f01601f1916010190565b600435906001600160a01b038216820361022957565b6040600319820112610229576004356001600160401b038111610229578161219491600401612103565b92909291602435906001600160401b038211610229576121b691600401612103565b9091565b90608060606121f39360018060a01b03815116845260208101516020850152604081015160408501520151918160608201520190612130565b90565b9060018060a01b03825116815260018060a01b03602083015116602082015260e08061227261226061224e61223c60408801516101006040890152610100880190612130565b60608801518782036060890152612130565b60808701518682036080880152612130565b60a086015185820360a0870152612130565b9360c0810151151560c0850152015191015290565b90602080835192838152019201905f5b8181106122a45750505090565b82516001600160a01b0316845260209384019390920191600101612297565b908060209392818452848401375f828201840152601f01601f1916010190565b90600182811c92168015612311575b60208310146122fd57565b634e487b7160e01b5f52602260045260245ffd5b91607f16916122f2565b5f929181549161232a836122e3565b808352926001811690811561237f575060011461234657505050565b5f9081526020812093945091925b838310612365575060209250010190565b600181602092949394548385870101520191019190612354565b915050602093945060ff929192191683830152151560051b010190565b61010081019081106001600160401b03821117611ddf57604052565b604081019081106001600160401b03821117611ddf57604052565b608081019081106001600160401b03821117611ddf57604052565b90601f801991011681019081106001600160401b03821117611ddf57604052565b6001600160401b038111611ddf57601f01601f191660200190565b9291926124368261240f565b9161244460405193846123ee565b829481845281830111610229578281602093845f960137010152565b5f5b82811061246e57505050565b5f82820155600101612462565b91601f821161248957505050565b80821161249557505050565b6124c0925f5260205f20916020601f830160051c92106124c2575b601f82910160051c039101612460565b565b5f91506124b0565b9190820391821161067357565b3d15612501573d906124e88261240f565b916124f660405193846123ee565b82523d5f602084013e565b606090565b90816020910312610229575180151581036102295790565b906001600160801b03809116911603906001600160801b03821161067357565b906001600160801b03809116911601906001600160801b03821161067357565b9190820180921161067357565b9190811015610c435760051b0190565b356001600160a01b03811681036102295790565b6001600160401b038111611ddf5760051b60200190565b604051906125b3826123d3565b606080835f81525f60208201525f60408201520152565b8051821015610c435760209160051b010190565b60045491828210156126e957806126e1575060329291925b61260082856124ca565b908180821091180218906126138261258f565b9161262160405193846123ee565b808352612630601f199161258f565b015f5b8181106126c4575050815f94600454955b84518110156126bb57612657818561255e565b9087821015610c435760045f527f8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b909101546001919061269f906001600160a01b0316612730565b6126a982886125ca565b526126b481876125ca565b5001612644565b50939250935050565b6020906126d29695966125a6565b82828701015201949394612633565b9291926125f6565b506060929050565b604051906126fe8261239c565b5f60e0838281528260208201526060604082015260608082015260606080820152606060a08201528260c08201520152565b6127386125a6565b506127428161282a565b60018060a01b0316805f5260016020526103e36127be60405f2061278c60206040519261276e846123b8565b54926001600160801b0384169384825260801c91829101528261255e565b845f52600360205260405f2091604051956127a6876123d3565b8652602086015260408501526040519283809261231b565b606082015290565b5f546001600160a01b031633036127d957565b63118cdaa760e01b5f523360045260245ffd5b602060019295946124c0948188604051998a9686880137850191602d60f81b85840152602183013701015f838201520301601f1981018452836123ee565b6001600160a01b03165f81815260056020526040902054156128495750565b637d2d536b60e01b5f5260045260245ffd5b6001600160a01b0381169061286f82612f55565b50815f52600360205260405f2061288681546122e3565b9081612aac575b5050817f416bf54b592e1f12204bf574418e2089aca11b77e08fb527accb6006608b54c05f80959495a2825f5260066020526128cb60405f20612f0d565b925f925b8451841015612aa5575f8281526007602052604090206001600160a01b036128f786886125ca565b511660018060a01b03165f5260205260405f209161291483612f0d565b955f92621e84805b8851851015612a9657612a1283878b877fbcf1eccd6e0a2def952b506c8c7b08acc5326eff73f10303567d250c8369ff9360208e8c8f5f8b8192825a9c6001600160a01b039061296d9089906125ca565b51166117d46129c08d6129878a60018060a01b03926125ca565b51604051639721672560e01b8e82019081526001600160a01b039889166024830152929091169096166044870152949182906064820190565b5193f196876129cd6124d7565b50612a77575b506001600160a01b03916129e891508c6125ca565b5116936001600160a01b03906129ff908e906125ca565b5116946040519015158152a45a906124ca565b9080821015612a2f57600191612a27916124ca565b94019361291c565b50509650949092600192505b5415612a4a575b0192936128cf565b825f526006602052612a7160405f20838060a01b03612a6984896125ca565b511690613014565b50612a42565b612a8e916001600160a01b0390612a6990896125ca565b508c8e6129d3565b50965094909260019250612a3b565b9350505050565b81601f5f9311600114612ac35750555b5f8061288d565b81835260208320612ae091601f0160051c84190190600101612460565b8082528160208120915555612abc565b602060405191805191829101835e60099082019081528190036020019020546001600160a01b0316908115612b2157565b63b536580760e01b5f525f60045260245ffd5b6001600160801b038111612b4e576001600160801b031690565b6306dfcc6560e41b5f52608060045260245260445ffd5b6001600160a01b0316612b7781612df1565b80612c06575b612be757612b8a34612b34565b815f5260016020526001600160801b03612bab60405f20928284541661253e565b166001600160801b03198254161790557f0b82cbb3af68ef5b24abae8cd0df3ef2bec5d21454d813002af3ed648f60c8846020604051348152a2565b6315110fb160e21b5f52346004526729a2241af62c000060245260445ffd5b506729a2241af62c00003410612b7d565b6110008211612d5857335f52600360205260405f206001600160401b038311611ddf57612c4e83612c4883546122e3565b8361247b565b825f601f8211600114612cca5791612ca1827f12d213c9bc59dc8d250f0d6aba2d21e4e500a72a76621a44600697a285833fb19593612cba955f91612cbf575b508160011b915f199060031b1c19161790565b90555b60405191829160208352339560208401916122c3565b0390a2565b90508401355f612c8e565b5f8381526020812092508590601f198216905b818110612d3d5750917f12d213c9bc59dc8d250f0d6aba2d21e4e500a72a76621a44600697a285833fb1959391612cba959310612d24575b5050600185811b019055612ca4565b8301355f19600388901b60f8161c191690555f80612d15565b86840135855560019094019360209384019388935001612cdd565b50631a78290b60e21b5f5260045261100060245260445ffd5b8054821015610c43575f5260205f2001905f90565b805f52600c60205260405f2054155f14612dec57600b54600160401b811015611ddf57612dd5612dbf826001859401600b55600b612d71565b819391549060031b91821b915f19901b19161790565b9055600b54905f52600c60205260405f2055600190565b505f90565b805f52600560205260405f2054155f14612dec57600454600160401b811015611ddf57612e2a612dbf8260018594016004556004612d71565b9055600454905f52600560205260405f2055600190565b5f828152600182016020526040902054612e8e57805490600160401b821015611ddf5782612e79612dbf846001809601855584612d71565b90558054925f520160205260405f2055600190565b50505f90565b6301ffc9a760e01b5f526301ffc9a760e01b60045260205f60248184617530fa5f511515601f3d111681612f05575b5015612dec576301ffc9a760e01b5f9081526001600160e01b03196004526020916024908290617530fa5f511515601f3d111681612eff575090565b90501590565b90505f612ec3565b90604051918281549182825260208201905f5260205f20925f5b818110612f3c5750506124c0925003836123ee565b8454835260019485019487945060209093019201612f27565b5f818152600560205260409020548015612e8e575f198101818111610673576004545f1981019190821161067357818103612fdc575b5050506004548015612fc8575f1901612fa5816004612d71565b8154905f199060031b1b191690556004555f5260056020525f6040812055600190565b634e487b7160e01b5f52603160045260245ffd5b612ffe612fed612dbf936004612d71565b90549060031b1c9283926004612d71565b90555f52600560205260405f20555f8080612f8b565b906001820191815f528260205260405f20548015155f146130bd575f1981018181116106735782545f1981019190821161067357818103613088575b50505080548015612fc8575f1901906130698282612d71565b8154905f199060031b1b19169055555f526020525f6040812055600190565b6130a8613098612dbf9386612d71565b90549060031b1c92839286612d71565b90555f528360205260405f20555f8080613050565b505050505f9056",
}

// Ledger is an auto generated Go binding around an Ethereum contract.
type Ledger struct {
	abi abi.ABI
}

// NewLedger creates a new instance of Ledger.
func NewLedger() *Ledger {
	parsed, err := LedgerMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Ledger{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Ledger) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address owner_) returns()
func (ledger *Ledger) PackConstructor(owner_ common.Address) []byte {
	enc, err := ledger.abi.Pack("", owner_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackMAXADDITIONALINFOLENGTH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe374248d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_ADDITIONAL_INFO_LENGTH() view returns(uint256)
func (ledger *Ledger) PackMAXADDITIONALINFOLENGTH() []byte {
	enc, err := ledger.abi.Pack("MAX_ADDITIONAL_INFO_LENGTH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXADDITIONALINFOLENGTH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe374248d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_ADDITIONAL_INFO_LENGTH() view returns(uint256)
func (ledger *Ledger) TryPackMAXADDITIONALINFOLENGTH() ([]byte, error) {
	return ledger.abi.Pack("MAX_ADDITIONAL_INFO_LENGTH")
}

// UnpackMAXADDITIONALINFOLENGTH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe374248d.
//
// Solidity: function MAX_ADDITIONAL_INFO_LENGTH() view returns(uint256)
func (ledger *Ledger) UnpackMAXADDITIONALINFOLENGTH(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MAX_ADDITIONAL_INFO_LENGTH", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXPROVIDERSPERBATCH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9449fe17.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_PROVIDERS_PER_BATCH() view returns(uint256)
func (ledger *Ledger) PackMAXPROVIDERSPERBATCH() []byte {
	enc, err := ledger.abi.Pack("MAX_PROVIDERS_PER_BATCH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXPROVIDERSPERBATCH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9449fe17.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_PROVIDERS_PER_BATCH() view returns(uint256)
func (ledger *Ledger) TryPackMAXPROVIDERSPERBATCH() ([]byte, error) {
	return ledger.abi.Pack("MAX_PROVIDERS_PER_BATCH")
}

// UnpackMAXPROVIDERSPERBATCH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9449fe17.
//
// Solidity: function MAX_PROVIDERS_PER_BATCH() view returns(uint256)
func (ledger *Ledger) UnpackMAXPROVIDERSPERBATCH(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MAX_PROVIDERS_PER_BATCH", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXPROVIDERSPERUSERPERSERVICE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73ef900f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_PROVIDERS_PER_USER_PER_SERVICE() view returns(uint256)
func (ledger *Ledger) PackMAXPROVIDERSPERUSERPERSERVICE() []byte {
	enc, err := ledger.abi.Pack("MAX_PROVIDERS_PER_USER_PER_SERVICE")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXPROVIDERSPERUSERPERSERVICE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73ef900f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_PROVIDERS_PER_USER_PER_SERVICE() view returns(uint256)
func (ledger *Ledger) TryPackMAXPROVIDERSPERUSERPERSERVICE() ([]byte, error) {
	return ledger.abi.Pack("MAX_PROVIDERS_PER_USER_PER_SERVICE")
}

// UnpackMAXPROVIDERSPERUSERPERSERVICE is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x73ef900f.
//
// Solidity: function MAX_PROVIDERS_PER_USER_PER_SERVICE() view returns(uint256)
func (ledger *Ledger) UnpackMAXPROVIDERSPERUSERPERSERVICE(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MAX_PROVIDERS_PER_USER_PER_SERVICE", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXSERVICES is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x07940ea2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_SERVICES() view returns(uint256)
func (ledger *Ledger) PackMAXSERVICES() []byte {
	enc, err := ledger.abi.Pack("MAX_SERVICES")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXSERVICES is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x07940ea2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_SERVICES() view returns(uint256)
func (ledger *Ledger) TryPackMAXSERVICES() ([]byte, error) {
	return ledger.abi.Pack("MAX_SERVICES")
}

// UnpackMAXSERVICES is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x07940ea2.
//
// Solidity: function MAX_SERVICES() view returns(uint256)
func (ledger *Ledger) UnpackMAXSERVICES(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MAX_SERVICES", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMINACCOUNTBALANCE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xac30b622.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MIN_ACCOUNT_BALANCE() view returns(uint256)
func (ledger *Ledger) PackMINACCOUNTBALANCE() []byte {
	enc, err := ledger.abi.Pack("MIN_ACCOUNT_BALANCE")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMINACCOUNTBALANCE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xac30b622.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MIN_ACCOUNT_BALANCE() view returns(uint256)
func (ledger *Ledger) TryPackMINACCOUNTBALANCE() ([]byte, error) {
	return ledger.abi.Pack("MIN_ACCOUNT_BALANCE")
}

// UnpackMINACCOUNTBALANCE is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xac30b622.
//
// Solidity: function MIN_ACCOUNT_BALANCE() view returns(uint256)
func (ledger *Ledger) UnpackMINACCOUNTBALANCE(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MIN_ACCOUNT_BALANCE", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMINTRANSFERAMOUNT is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c3dbbc7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MIN_TRANSFER_AMOUNT() view returns(uint256)
func (ledger *Ledger) PackMINTRANSFERAMOUNT() []byte {
	enc, err := ledger.abi.Pack("MIN_TRANSFER_AMOUNT")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMINTRANSFERAMOUNT is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c3dbbc7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MIN_TRANSFER_AMOUNT() view returns(uint256)
func (ledger *Ledger) TryPackMINTRANSFERAMOUNT() ([]byte, error) {
	return ledger.abi.Pack("MIN_TRANSFER_AMOUNT")
}

// UnpackMINTRANSFERAMOUNT is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3c3dbbc7.
//
// Solidity: function MIN_TRANSFER_AMOUNT() view returns(uint256)
func (ledger *Ledger) UnpackMINTRANSFERAMOUNT(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("MIN_TRANSFER_AMOUNT", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAddLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5e53f7e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addLedger(string additionalInfo) payable returns(uint256, uint256)
func (ledger *Ledger) PackAddLedger(additionalInfo string) []byte {
	enc, err := ledger.abi.Pack("addLedger", additionalInfo)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5e53f7e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addLedger(string additionalInfo) payable returns(uint256, uint256)
func (ledger *Ledger) TryPackAddLedger(additionalInfo string) ([]byte, error) {
	return ledger.abi.Pack("addLedger", additionalInfo)
}

// AddLedgerOutput serves as a container for the return parameters of contract
// method AddLedger.
type AddLedgerOutput struct {
	Arg0 *big.Int
	Arg1 *big.Int
}

// UnpackAddLedger is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc5e53f7e.
//
// Solidity: function addLedger(string additionalInfo) payable returns(uint256, uint256)
func (ledger *Ledger) UnpackAddLedger(data []byte) (AddLedgerOutput, error) {
	out, err := ledger.abi.Unpack("addLedger", data)
	outstruct := new(AddLedgerOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Arg0 = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Arg1 = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackDeleteLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x410b3815.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deleteLedger() returns()
func (ledger *Ledger) PackDeleteLedger() []byte {
	enc, err := ledger.abi.Pack("deleteLedger")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeleteLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x410b3815.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deleteLedger() returns()
func (ledger *Ledger) TryPackDeleteLedger() ([]byte, error) {
	return ledger.abi.Pack("deleteLedger")
}

// PackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d0d8cb6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositFund() payable returns()
func (ledger *Ledger) PackDepositFund() []byte {
	enc, err := ledger.abi.Pack("depositFund")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d0d8cb6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositFund() payable returns()
func (ledger *Ledger) TryPackDepositFund() ([]byte, error) {
	return ledger.abi.Pack("depositFund")
}

// PackDepositFundFor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf585f3ea.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositFundFor(address recipient) payable returns()
func (ledger *Ledger) PackDepositFundFor(recipient common.Address) []byte {
	enc, err := ledger.abi.Pack("depositFundFor", recipient)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositFundFor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf585f3ea.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositFundFor(address recipient) payable returns()
func (ledger *Ledger) TryPackDepositFundFor(recipient common.Address) ([]byte, error) {
	return ledger.abi.Pack("depositFundFor", recipient)
}

// PackGetAllActiveServices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ade3972.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getAllActiveServices() view returns((address,address,string,string,string,string,bool,uint256)[] services)
func (ledger *Ledger) PackGetAllActiveServices() []byte {
	enc, err := ledger.abi.Pack("getAllActiveServices")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetAllActiveServices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ade3972.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getAllActiveServices() view returns((address,address,string,string,string,string,bool,uint256)[] services)
func (ledger *Ledger) TryPackGetAllActiveServices() ([]byte, error) {
	return ledger.abi.Pack("getAllActiveServices")
}

// UnpackGetAllActiveServices is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ade3972.
//
// Solidity: function getAllActiveServices() view returns((address,address,string,string,string,string,bool,uint256)[] services)
func (ledger *Ledger) UnpackGetAllActiveServices(data []byte) ([]ServiceInfo, error) {
	out, err := ledger.abi.Unpack("getAllActiveServices", data)
	if err != nil {
		return *new([]ServiceInfo), err
	}
	out0 := *abi.ConvertType(out[0], new([]ServiceInfo)).(*[]ServiceInfo)
	return out0, nil
}

// PackGetAllLedgers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x987086f0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getAllLedgers(uint256 offset, uint256 limit) view returns((address,uint256,uint256,string)[] ledgers, uint256 total)
func (ledger *Ledger) PackGetAllLedgers(offset *big.Int, limit *big.Int) []byte {
	enc, err := ledger.abi.Pack("getAllLedgers", offset, limit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetAllLedgers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x987086f0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getAllLedgers(uint256 offset, uint256 limit) view returns((address,uint256,uint256,string)[] ledgers, uint256 total)
func (ledger *Ledger) TryPackGetAllLedgers(offset *big.Int, limit *big.Int) ([]byte, error) {
	return ledger.abi.Pack("getAllLedgers", offset, limit)
}

// GetAllLedgersOutput serves as a container for the return parameters of contract
// method GetAllLedgers.
type GetAllLedgersOutput struct {
	Ledgers []MainAccount
	Total   *big.Int
}

// UnpackGetAllLedgers is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x987086f0.
//
// Solidity: function getAllLedgers(uint256 offset, uint256 limit) view returns((address,uint256,uint256,string)[] ledgers, uint256 total)
func (ledger *Ledger) UnpackGetAllLedgers(data []byte) (GetAllLedgersOutput, error) {
	out, err := ledger.abi.Unpack("getAllLedgers", data)
	outstruct := new(GetAllLedgersOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Ledgers = *abi.ConvertType(out[0], new([]MainAccount)).(*[]MainAccount)
	outstruct.Total = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetAllVersions is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4dca96d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getAllVersions(string serviceType) view returns(string[] versions, address[] addresses, bool[] isRecommendedFlags)
func (ledger *Ledger) PackGetAllVersions(serviceType string) []byte {
	enc, err := ledger.abi.Pack("getAllVersions", serviceType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetAllVersions is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4dca96d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getAllVersions(string serviceType) view returns(string[] versions, address[] addresses, bool[] isRecommendedFlags)
func (ledger *Ledger) TryPackGetAllVersions(serviceType string) ([]byte, error) {
	return ledger.abi.Pack("getAllVersions", serviceType)
}

// GetAllVersionsOutput serves as a container for the return parameters of contract
// method GetAllVersions.
type GetAllVersionsOutput struct {
	Versions           []string
	Addresses          []common.Address
	IsRecommendedFlags []bool
}

// UnpackGetAllVersions is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd4dca96d.
//
// Solidity: function getAllVersions(string serviceType) view returns(string[] versions, address[] addresses, bool[] isRecommendedFlags)
func (ledger *Ledger) UnpackGetAllVersions(data []byte) (GetAllVersionsOutput, error) {
	out, err := ledger.abi.Unpack("getAllVersions", data)
	outstruct := new(GetAllVersionsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Versions = *abi.ConvertType(out[0], new([]string)).(*[]string)
	outstruct.Addresses = *abi.ConvertType(out[1], new([]common.Address)).(*[]common.Address)
	outstruct.IsRecommendedFlags = *abi.ConvertType(out[2], new([]bool)).(*[]bool)
	return *outstruct, nil
}

// PackGetLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf7cd6af9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getLedger(address user) view returns((address,uint256,uint256,string))
func (ledger *Ledger) PackGetLedger(user common.Address) []byte {
	enc, err := ledger.abi.Pack("getLedger", user)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf7cd6af9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getLedger(address user) view returns((address,uint256,uint256,string))
func (ledger *Ledger) TryPackGetLedger(user common.Address) ([]byte, error) {
	return ledger.abi.Pack("getLedger", user)
}

// UnpackGetLedger is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf7cd6af9.
//
// Solidity: function getLedger(address user) view returns((address,uint256,uint256,string))
func (ledger *Ledger) UnpackGetLedger(data []byte) (MainAccount, error) {
	out, err := ledger.abi.Unpack("getLedger", data)
	if err != nil {
		return *new(MainAccount), err
	}
	out0 := *abi.ConvertType(out[0], new(MainAccount)).(*MainAccount)
	return out0, nil
}

// PackGetLedgerProviders is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaef42173.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getLedgerProviders(address user, string serviceName) view returns(address[])
func (ledger *Ledger) PackGetLedgerProviders(user common.Address, serviceName string) []byte {
	enc, err := ledger.abi.Pack("getLedgerProviders", user, serviceName)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetLedgerProviders is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaef42173.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getLedgerProviders(address user, string serviceName) view returns(address[])
func (ledger *Ledger) TryPackGetLedgerProviders(user common.Address, serviceName string) ([]byte, error) {
	return ledger.abi.Pack("getLedgerProviders", user, serviceName)
}

// UnpackGetLedgerProviders is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaef42173.
//
// Solidity: function getLedgerProviders(address user, string serviceName) view returns(address[])
func (ledger *Ledger) UnpackGetLedgerProviders(data []byte) ([]common.Address, error) {
	out, err := ledger.abi.Unpack("getLedgerProviders", data)
	if err != nil {
		return *new([]common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	return out0, nil
}

// PackGetRecommendedService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e864174.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getRecommendedService(string serviceType) view returns(string version, address serviceAddress)
func (ledger *Ledger) PackGetRecommendedService(serviceType string) []byte {
	enc, err := ledger.abi.Pack("getRecommendedService", serviceType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetRecommendedService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e864174.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getRecommendedService(string serviceType) view returns(string version, address serviceAddress)
func (ledger *Ledger) TryPackGetRecommendedService(serviceType string) ([]byte, error) {
	return ledger.abi.Pack("getRecommendedService", serviceType)
}

// GetRecommendedServiceOutput serves as a container for the return parameters of contract
// method GetRecommendedService.
type GetRecommendedServiceOutput struct {
	Version        string
	ServiceAddress common.Address
}

// UnpackGetRecommendedService is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0e864174.
//
// Solidity: function getRecommendedService(string serviceType) view returns(string version, address serviceAddress)
func (ledger *Ledger) UnpackGetRecommendedService(data []byte) (GetRecommendedServiceOutput, error) {
	out, err := ledger.abi.Unpack("getRecommendedService", data)
	outstruct := new(GetRecommendedServiceOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Version = *abi.ConvertType(out[0], new(string)).(*string)
	outstruct.ServiceAddress = *abi.ConvertType(out[1], new(common.Address)).(*common.Address)
	return *outstruct, nil
}

// PackGetServiceAddressByName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb8d5e581.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getServiceAddressByName(string serviceName) view returns(address)
func (ledger *Ledger) PackGetServiceAddressByName(serviceName string) []byte {
	enc, err := ledger.abi.Pack("getServiceAddressByName", serviceName)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetServiceAddressByName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb8d5e581.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getServiceAddressByName(string serviceName) view returns(address)
func (ledger *Ledger) TryPackGetServiceAddressByName(serviceName string) ([]byte, error) {
	return ledger.abi.Pack("getServiceAddressByName", serviceName)
}

// UnpackGetServiceAddressByName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb8d5e581.
//
// Solidity: function getServiceAddressByName(string serviceName) view returns(address)
func (ledger *Ledger) UnpackGetServiceAddressByName(data []byte) (common.Address, error) {
	out, err := ledger.abi.Unpack("getServiceAddressByName", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetServiceInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe032f732.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getServiceInfo(address serviceAddress) view returns((address,address,string,string,string,string,bool,uint256))
func (ledger *Ledger) PackGetServiceInfo(serviceAddress common.Address) []byte {
	enc, err := ledger.abi.Pack("getServiceInfo", serviceAddress)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetServiceInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe032f732.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getServiceInfo(address serviceAddress) view returns((address,address,string,string,string,string,bool,uint256))
func (ledger *Ledger) TryPackGetServiceInfo(serviceAddress common.Address) ([]byte, error) {
	return ledger.abi.Pack("getServiceInfo", serviceAddress)
}

// UnpackGetServiceInfo is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe032f732.
//
// Solidity: function getServiceInfo(address serviceAddress) view returns((address,address,string,string,string,string,bool,uint256))
func (ledger *Ledger) UnpackGetServiceInfo(data []byte) (ServiceInfo, error) {
	out, err := ledger.abi.Unpack("getServiceInfo", data)
	if err != nil {
		return *new(ServiceInfo), err
	}
	out0 := *abi.ConvertType(out[0], new(ServiceInfo)).(*ServiceInfo)
	return out0, nil
}

// PackInitialize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc4d66de8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function initialize(address ) pure returns()
func (ledger *Ledger) PackInitialize(arg0 common.Address) []byte {
	enc, err := ledger.abi.Pack("initialize", arg0)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInitialize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc4d66de8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function initialize(address ) pure returns()
func (ledger *Ledger) TryPackInitialize(arg0 common.Address) ([]byte, error) {
	return ledger.abi.Pack("initialize", arg0)
}

// PackInitialized is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x158ef93e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function initialized() pure returns(bool)
func (ledger *Ledger) PackInitialized() []byte {
	enc, err := ledger.abi.Pack("initialized")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInitialized is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x158ef93e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function initialized() pure returns(bool)
func (ledger *Ledger) TryPackInitialized() ([]byte, error) {
	return ledger.abi.Pack("initialized")
}

// UnpackInitialized is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x158ef93e.
//
// Solidity: function initialized() pure returns(bool)
func (ledger *Ledger) UnpackInitialized(data []byte) (bool, error) {
	out, err := ledger.abi.Unpack("initialized", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsRecommendedVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa2610565.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isRecommendedVersion(string serviceType, string version) view returns(bool)
func (ledger *Ledger) PackIsRecommendedVersion(serviceType string, version string) []byte {
	enc, err := ledger.abi.Pack("isRecommendedVersion", serviceType, version)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsRecommendedVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa2610565.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isRecommendedVersion(string serviceType, string version) view returns(bool)
func (ledger *Ledger) TryPackIsRecommendedVersion(serviceType string, version string) ([]byte, error) {
	return ledger.abi.Pack("isRecommendedVersion", serviceType, version)
}

// UnpackIsRecommendedVersion is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa2610565.
//
// Solidity: function isRecommendedVersion(string serviceType, string version) view returns(bool)
func (ledger *Ledger) UnpackIsRecommendedVersion(data []byte) (bool, error) {
	out, err := ledger.abi.Unpack("isRecommendedVersion", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackLockedIn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5f4bd383.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lockedIn(address user, address service) view returns(uint256)
func (ledger *Ledger) PackLockedIn(user common.Address, service common.Address) []byte {
	enc, err := ledger.abi.Pack("lockedIn", user, service)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLockedIn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5f4bd383.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lockedIn(address user, address service) view returns(uint256)
func (ledger *Ledger) TryPackLockedIn(user common.Address, service common.Address) ([]byte, error) {
	return ledger.abi.Pack("lockedIn", user, service)
}

// UnpackLockedIn is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5f4bd383.
//
// Solidity: function lockedIn(address user, address service) view returns(uint256)
func (ledger *Ledger) UnpackLockedIn(data []byte) (*big.Int, error) {
	out, err := ledger.abi.Unpack("lockedIn", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (ledger *Ledger) PackOwner() []byte {
	enc, err := ledger.abi.Pack("owner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owner() view returns(address)
func (ledger *Ledger) TryPackOwner() ([]byte, error) {
	return ledger.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (ledger *Ledger) UnpackOwner(data []byte) (common.Address, error) {
	out, err := ledger.abi.Unpack("owner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x278ecde1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function refund(uint256 amount) returns()
func (ledger *Ledger) PackRefund(amount *big.Int) []byte {
	enc, err := ledger.abi.Pack("refund", amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x278ecde1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function refund(uint256 amount) returns()
func (ledger *Ledger) TryPackRefund(amount *big.Int) ([]byte, error) {
	return ledger.abi.Pack("refund", amount)
}

// PackRegisterService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ef4dc44.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerService(string serviceType, string version, address serviceAddress, string description) returns()
func (ledger *Ledger) PackRegisterService(serviceType string, version string, serviceAddress common.Address, description string) []byte {
	enc, err := ledger.abi.Pack("registerService", serviceType, version, serviceAddress, description)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ef4dc44.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerService(string serviceType, string version, address serviceAddress, string description) returns()
func (ledger *Ledger) TryPackRegisterService(serviceType string, version string, serviceAddress common.Address, description string) ([]byte, error) {
	return ledger.abi.Pack("registerService", serviceType, version, serviceAddress, description)
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() returns()
func (ledger *Ledger) PackRenounceOwnership() []byte {
	enc, err := ledger.abi.Pack("renounceOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renounceOwnership() returns()
func (ledger *Ledger) TryPackRenounceOwnership() ([]byte, error) {
	return ledger.abi.Pack("renounceOwnership")
}

// PackRetrieveFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x31404a19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function retrieveFund(address[] providers, string serviceName) returns()
func (ledger *Ledger) PackRetrieveFund(providers []common.Address, serviceName string) []byte {
	enc, err := ledger.abi.Pack("retrieveFund", providers, serviceName)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRetrieveFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x31404a19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function retrieveFund(address[] providers, string serviceName) returns()
func (ledger *Ledger) TryPackRetrieveFund(providers []common.Address, serviceName string) ([]byte, error) {
	return ledger.abi.Pack("retrieveFund", providers, serviceName)
}

// PackSetRecommendedService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8158c9e5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setRecommendedService(string serviceType, string version) returns()
func (ledger *Ledger) PackSetRecommendedService(serviceType string, version string) []byte {
	enc, err := ledger.abi.Pack("setRecommendedService", serviceType, version)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetRecommendedService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8158c9e5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setRecommendedService(string serviceType, string version) returns()
func (ledger *Ledger) TryPackSetRecommendedService(serviceType string, version string) ([]byte, error) {
	return ledger.abi.Pack("setRecommendedService", serviceType, version)
}

// PackSpendFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd8a4118.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function spendFund(address user, uint256 amount) returns()
func (ledger *Ledger) PackSpendFund(user common.Address, amount *big.Int) []byte {
	enc, err := ledger.abi.Pack("spendFund", user, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSpendFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd8a4118.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function spendFund(address user, uint256 amount) returns()
func (ledger *Ledger) TryPackSpendFund(user common.Address, amount *big.Int) ([]byte, error) {
	return ledger.abi.Pack("spendFund", user, amount)
}

// PackTransferFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2ba43b82.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFund(address provider, string serviceName, uint256 amount) returns()
func (ledger *Ledger) PackTransferFund(provider common.Address, serviceName string, amount *big.Int) []byte {
	enc, err := ledger.abi.Pack("transferFund", provider, serviceName, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2ba43b82.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFund(address provider, string serviceName, uint256 amount) returns()
func (ledger *Ledger) TryPackTransferFund(provider common.Address, serviceName string, amount *big.Int) ([]byte, error) {
	return ledger.abi.Pack("transferFund", provider, serviceName, amount)
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (ledger *Ledger) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := ledger.abi.Pack("transferOwnership", newOwner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (ledger *Ledger) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return ledger.abi.Pack("transferOwnership", newOwner)
}

// PackUpdateAdditionalInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xffc22b5f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateAdditionalInfo(string additionalInfo) returns()
func (ledger *Ledger) PackUpdateAdditionalInfo(additionalInfo string) []byte {
	enc, err := ledger.abi.Pack("updateAdditionalInfo", additionalInfo)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateAdditionalInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xffc22b5f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateAdditionalInfo(string additionalInfo) returns()
func (ledger *Ledger) TryPackUpdateAdditionalInfo(additionalInfo string) ([]byte, error) {
	return ledger.abi.Pack("updateAdditionalInfo", additionalInfo)
}

// LedgerFundDeposited represents a FundDeposited event raised by the Ledger contract.
type LedgerFundDeposited struct {
	User   common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const LedgerFundDepositedEventName = "FundDeposited"

// ContractEventName returns the user-defined event name.
func (LedgerFundDeposited) ContractEventName() string {
	return LedgerFundDepositedEventName
}

// UnpackFundDepositedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FundDeposited(address indexed user, uint256 amount)
func (ledger *Ledger) UnpackFundDepositedEvent(log *types.Log) (*LedgerFundDeposited, error) {
	event := "FundDeposited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerFundDeposited)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerFundRefunded represents a FundRefunded event raised by the Ledger contract.
type LedgerFundRefunded struct {
	User   common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const LedgerFundRefundedEventName = "FundRefunded"

// ContractEventName returns the user-defined event name.
func (LedgerFundRefunded) ContractEventName() string {
	return LedgerFundRefundedEventName
}

// UnpackFundRefundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FundRefunded(address indexed user, uint256 amount)
func (ledger *Ledger) UnpackFundRefundedEvent(log *types.Log) (*LedgerFundRefunded, error) {
	event := "FundRefunded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerFundRefunded)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerFundRetrieved represents a FundRetrieved event raised by the Ledger contract.
type LedgerFundRetrieved struct {
	User     common.Address
	Service  common.Address
	Amount   *big.Int
	Unlocked *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const LedgerFundRetrievedEventName = "FundRetrieved"

// ContractEventName returns the user-defined event name.
func (LedgerFundRetrieved) ContractEventName() string {
	return LedgerFundRetrievedEventName
}

// UnpackFundRetrievedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FundRetrieved(address indexed user, address indexed service, uint256 amount, uint256 unlocked)
func (ledger *Ledger) UnpackFundRetrievedEvent(log *types.Log) (*LedgerFundRetrieved, error) {
	event := "FundRetrieved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerFundRetrieved)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerFundSpent represents a FundSpent event raised by the Ledger contract.
type LedgerFundSpent struct {
	User    common.Address
	Service common.Address
	Amount  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const LedgerFundSpentEventName = "FundSpent"

// ContractEventName returns the user-defined event name.
func (LedgerFundSpent) ContractEventName() string {
	return LedgerFundSpentEventName
}

// UnpackFundSpentEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FundSpent(address indexed user, address indexed service, uint256 amount)
func (ledger *Ledger) UnpackFundSpentEvent(log *types.Log) (*LedgerFundSpent, error) {
	event := "FundSpent"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerFundSpent)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerFundTransferred represents a FundTransferred event raised by the Ledger contract.
type LedgerFundTransferred struct {
	User      common.Address
	Service   common.Address
	Provider  common.Address
	Amount    *big.Int
	Cancelled *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const LedgerFundTransferredEventName = "FundTransferred"

// ContractEventName returns the user-defined event name.
func (LedgerFundTransferred) ContractEventName() string {
	return LedgerFundTransferredEventName
}

// UnpackFundTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FundTransferred(address indexed user, address indexed service, address indexed provider, uint256 amount, uint256 cancelled)
func (ledger *Ledger) UnpackFundTransferredEvent(log *types.Log) (*LedgerFundTransferred, error) {
	event := "FundTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerFundTransferred)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerInitialized represents a Initialized event raised by the Ledger contract.
type LedgerInitialized struct {
	Version uint8
	Raw     *types.Log // Blockchain specific contextual infos
}

const LedgerInitializedEventName = "Initialized"

// ContractEventName returns the user-defined event name.
func (LedgerInitialized) ContractEventName() string {
	return LedgerInitializedEventName
}

// UnpackInitializedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Initialized(uint8 version)
func (ledger *Ledger) UnpackInitializedEvent(log *types.Log) (*LedgerInitialized, error) {
	event := "Initialized"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerInitialized)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerLedgerDeleted represents a LedgerDeleted event raised by the Ledger contract.
type LedgerLedgerDeleted struct {
	User common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const LedgerLedgerDeletedEventName = "LedgerDeleted"

// ContractEventName returns the user-defined event name.
func (LedgerLedgerDeleted) ContractEventName() string {
	return LedgerLedgerDeletedEventName
}

// UnpackLedgerDeletedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event LedgerDeleted(address indexed user)
func (ledger *Ledger) UnpackLedgerDeletedEvent(log *types.Log) (*LedgerLedgerDeleted, error) {
	event := "LedgerDeleted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerLedgerDeleted)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerLedgerInfoUpdated represents a LedgerInfoUpdated event raised by the Ledger contract.
type LedgerLedgerInfoUpdated struct {
	User           common.Address
	AdditionalInfo string
	Raw            *types.Log // Blockchain specific contextual infos
}

const LedgerLedgerInfoUpdatedEventName = "LedgerInfoUpdated"

// ContractEventName returns the user-defined event name.
func (LedgerLedgerInfoUpdated) ContractEventName() string {
	return LedgerLedgerInfoUpdatedEventName
}

// UnpackLedgerInfoUpdatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event LedgerInfoUpdated(address indexed user, string additionalInfo)
func (ledger *Ledger) UnpackLedgerInfoUpdatedEvent(log *types.Log) (*LedgerLedgerInfoUpdated, error) {
	event := "LedgerInfoUpdated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerLedgerInfoUpdated)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerOwnershipTransferred represents a OwnershipTransferred event raised by the Ledger contract.
type LedgerOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const LedgerOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (LedgerOwnershipTransferred) ContractEventName() string {
	return LedgerOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (ledger *Ledger) UnpackOwnershipTransferredEvent(log *types.Log) (*LedgerOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerRecommendedServiceUpdated represents a RecommendedServiceUpdated event raised by the Ledger contract.
type LedgerRecommendedServiceUpdated struct {
	ServiceType    string
	Version        string
	ServiceAddress common.Address
	Raw            *types.Log // Blockchain specific contextual infos
}

const LedgerRecommendedServiceUpdatedEventName = "RecommendedServiceUpdated"

// ContractEventName returns the user-defined event name.
func (LedgerRecommendedServiceUpdated) ContractEventName() string {
	return LedgerRecommendedServiceUpdatedEventName
}

// UnpackRecommendedServiceUpdatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RecommendedServiceUpdated(string serviceType, string version, address serviceAddress)
func (ledger *Ledger) UnpackRecommendedServiceUpdatedEvent(log *types.Log) (*LedgerRecommendedServiceUpdated, error) {
	event := "RecommendedServiceUpdated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerRecommendedServiceUpdated)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerServiceRegistered represents a ServiceRegistered event raised by the Ledger contract.
type LedgerServiceRegistered struct {
	ServiceAddress common.Address
	ServiceName    string
	Raw            *types.Log // Blockchain specific contextual infos
}

const LedgerServiceRegisteredEventName = "ServiceRegistered"

// ContractEventName returns the user-defined event name.
func (LedgerServiceRegistered) ContractEventName() string {
	return LedgerServiceRegisteredEventName
}

// UnpackServiceRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ServiceRegistered(address indexed serviceAddress, string serviceName)
func (ledger *Ledger) UnpackServiceRegisteredEvent(log *types.Log) (*LedgerServiceRegistered, error) {
	event := "ServiceRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerServiceRegistered)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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

// LedgerSubAccountDeleted represents a SubAccountDeleted event raised by the Ledger contract.
type LedgerSubAccountDeleted struct {
	User     common.Address
	Service  common.Address
	Provider common.Address
	Deleted  bool
	Raw      *types.Log // Blockchain specific contextual infos
}

const LedgerSubAccountDeletedEventName = "SubAccountDeleted"

// ContractEventName returns the user-defined event name.
func (LedgerSubAccountDeleted) ContractEventName() string {
	return LedgerSubAccountDeletedEventName
}

// UnpackSubAccountDeletedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SubAccountDeleted(address indexed user, address indexed service, address indexed provider, bool deleted)
func (ledger *Ledger) UnpackSubAccountDeletedEvent(log *types.Log) (*LedgerSubAccountDeleted, error) {
	event := "SubAccountDeleted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != ledger.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LedgerSubAccountDeleted)
	if len(log.Data) > 0 {
		if err := ledger.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range ledger.abi.Events[event].Inputs {
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
func (ledger *Ledger) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], ledger.abi.Errors["AdditionalInfoTooLong"].ID.Bytes()[:4]) {
		return ledger.UnpackAdditionalInfoTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["AlreadyInitialized"].ID.Bytes()[:4]) {
		return ledger.UnpackAlreadyInitializedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["CallFailed"].ID.Bytes()[:4]) {
		return ledger.UnpackCallFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["CallerNotRegisteredService"].ID.Bytes()[:4]) {
		return ledger.UnpackCallerNotRegisteredServiceError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["DirectDepositsDisabled"].ID.Bytes()[:4]) {
		return ledger.UnpackDirectDepositsDisabledError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["InsufficientAvailableBalance"].ID.Bytes()[:4]) {
		return ledger.UnpackInsufficientAvailableBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["InsufficientBalance"].ID.Bytes()[:4]) {
		return ledger.UnpackInsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["InvalidServiceAddress"].ID.Bytes()[:4]) {
		return ledger.UnpackInvalidServiceAddressError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["InvalidServiceType"].ID.Bytes()[:4]) {
		return ledger.UnpackInvalidServiceTypeError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["LedgerExists"].ID.Bytes()[:4]) {
		return ledger.UnpackLedgerExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["LedgerLocked"].ID.Bytes()[:4]) {
		return ledger.UnpackLedgerLockedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["LedgerNotExists"].ID.Bytes()[:4]) {
		return ledger.UnpackLedgerNotExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["MinimumDepositRequired"].ID.Bytes()[:4]) {
		return ledger.UnpackMinimumDepositRequiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["MustWithdrawAllFundsFirst"].ID.Bytes()[:4]) {
		return ledger.UnpackMustWithdrawAllFundsFirstError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["NoRecommendedService"].ID.Bytes()[:4]) {
		return ledger.UnpackNoRecommendedServiceError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["OwnableInvalidOwner"].ID.Bytes()[:4]) {
		return ledger.UnpackOwnableInvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["OwnableUnauthorizedAccount"].ID.Bytes()[:4]) {
		return ledger.UnpackOwnableUnauthorizedAccountError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["SafeCastOverflowedUintDowncast"].ID.Bytes()[:4]) {
		return ledger.UnpackSafeCastOverflowedUintDowncastError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceAlreadyRegistered"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceAlreadyRegisteredError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceMustImplementIServing"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceMustImplementIServingError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceNameExists"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceNameExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceNotFound"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceNotFoundError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceNotRegistered"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceNotRegisteredError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceRegistryLimitReached"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceRegistryLimitReachedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ServiceTypeRequired"].ID.Bytes()[:4]) {
		return ledger.UnpackServiceTypeRequiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["TooManyProviders"].ID.Bytes()[:4]) {
		return ledger.UnpackTooManyProvidersError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["TooManyProvidersForService"].ID.Bytes()[:4]) {
		return ledger.UnpackTooManyProvidersForServiceError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["TransferFailed"].ID.Bytes()[:4]) {
		return ledger.UnpackTransferFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["VersionRequired"].ID.Bytes()[:4]) {
		return ledger.UnpackVersionRequiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ZeroAddressNotAllowed"].ID.Bytes()[:4]) {
		return ledger.UnpackZeroAddressNotAllowedError(raw[4:])
	}
	if bytes.Equal(raw[:4], ledger.abi.Errors["ZeroAmountNotAllowed"].ID.Bytes()[:4]) {
		return ledger.UnpackZeroAmountNotAllowedError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// LedgerAdditionalInfoTooLong represents a AdditionalInfoTooLong error raised by the Ledger contract.
type LedgerAdditionalInfoTooLong struct {
	Length *big.Int
	Max    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AdditionalInfoTooLong(uint256 length, uint256 max)
func LedgerAdditionalInfoTooLongErrorID() common.Hash {
	return common.HexToHash("0x69e0a42c3bf50c716d5a162f7b31ea11fb464327255869b9b39e8478b00b79c2")
}

// UnpackAdditionalInfoTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AdditionalInfoTooLong(uint256 length, uint256 max)
func (ledger *Ledger) UnpackAdditionalInfoTooLongError(raw []byte) (*LedgerAdditionalInfoTooLong, error) {
	out := new(LedgerAdditionalInfoTooLong)
	if err := ledger.abi.UnpackIntoInterface(out, "AdditionalInfoTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerAlreadyInitialized represents a AlreadyInitialized error raised by the Ledger contract.
type LedgerAlreadyInitialized struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyInitialized()
func LedgerAlreadyInitializedErrorID() common.Hash {
	return common.HexToHash("0x0dc149f07762891dbcea3fe72770f3d63a1863fc54b2f084e8c59ec476996927")
}

// UnpackAlreadyInitializedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyInitialized()
func (ledger *Ledger) UnpackAlreadyInitializedError(raw []byte) (*LedgerAlreadyInitialized, error) {
	out := new(LedgerAlreadyInitialized)
	if err := ledger.abi.UnpackIntoInterface(out, "AlreadyInitialized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerCallFailed represents a CallFailed error raised by the Ledger contract.
type LedgerCallFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallFailed()
func LedgerCallFailedErrorID() common.Hash {
	return common.HexToHash("0x3204506f6a813959cffc5fd04d7ea98039e9c7444048856baf6c10ae312eb843")
}

// UnpackCallFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallFailed()
func (ledger *Ledger) UnpackCallFailedError(raw []byte) (*LedgerCallFailed, error) {
	out := new(LedgerCallFailed)
	if err := ledger.abi.UnpackIntoInterface(out, "CallFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerCallerNotRegisteredService represents a CallerNotRegisteredService error raised by the Ledger contract.
type LedgerCallerNotRegisteredService struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallerNotRegisteredService(address caller)
func LedgerCallerNotRegisteredServiceErrorID() common.Hash {
	return common.HexToHash("0x1b8815cf121c8705144738d3d50d959c04f99b41df26d10f2fb714e59b80f2b4")
}

// UnpackCallerNotRegisteredServiceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallerNotRegisteredService(address caller)
func (ledger *Ledger) UnpackCallerNotRegisteredServiceError(raw []byte) (*LedgerCallerNotRegisteredService, error) {
	out := new(LedgerCallerNotRegisteredService)
	if err := ledger.abi.UnpackIntoInterface(out, "CallerNotRegisteredService", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerDirectDepositsDisabled represents a DirectDepositsDisabled error raised by the Ledger contract.
type LedgerDirectDepositsDisabled struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DirectDepositsDisabled()
func LedgerDirectDepositsDisabledErrorID() common.Hash {
	return common.HexToHash("0x0f3342be277fc0996324340a705216c2ab2cd36f98826022a2bd114425c8d13f")
}

// UnpackDirectDepositsDisabledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DirectDepositsDisabled()
func (ledger *Ledger) UnpackDirectDepositsDisabledError(raw []byte) (*LedgerDirectDepositsDisabled, error) {
	out := new(LedgerDirectDepositsDisabled)
	if err := ledger.abi.UnpackIntoInterface(out, "DirectDepositsDisabled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerInsufficientAvailableBalance represents a InsufficientAvailableBalance error raised by the Ledger contract.
type LedgerInsufficientAvailableBalance struct {
	Available *big.Int
	Required  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InsufficientAvailableBalance(uint256 available, uint256 required)
func LedgerInsufficientAvailableBalanceErrorID() common.Hash {
	return common.HexToHash("0xadb9e0436852db9502bf580a8073905f43764efa54dafebe66402a777f1ccc70")
}

// UnpackInsufficientAvailableBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InsufficientAvailableBalance(uint256 available, uint256 required)
func (ledger *Ledger) UnpackInsufficientAvailableBalanceError(raw []byte) (*LedgerInsufficientAvailableBalance, error) {
	out := new(LedgerInsufficientAvailableBalance)
	if err := ledger.abi.UnpackIntoInterface(out, "InsufficientAvailableBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerInsufficientBalance represents a InsufficientBalance error raised by the Ledger contract.
type LedgerInsufficientBalance struct {
	User common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InsufficientBalance(address user)
func LedgerInsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0x897f6c58f7b09a7a695bc1b4477556860208a3df666f44a955021ce19789a5f6")
}

// UnpackInsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InsufficientBalance(address user)
func (ledger *Ledger) UnpackInsufficientBalanceError(raw []byte) (*LedgerInsufficientBalance, error) {
	out := new(LedgerInsufficientBalance)
	if err := ledger.abi.UnpackIntoInterface(out, "InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerInvalidServiceAddress represents a InvalidServiceAddress error raised by the Ledger contract.
type LedgerInvalidServiceAddress struct {
	ServiceAddress common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidServiceAddress(address serviceAddress)
func LedgerInvalidServiceAddressErrorID() common.Hash {
	return common.HexToHash("0xc9b70e7a362a3e907b2ddedd46153f0b9f64e7473fda9870aeb24b6bacb09890")
}

// UnpackInvalidServiceAddressError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidServiceAddress(address serviceAddress)
func (ledger *Ledger) UnpackInvalidServiceAddressError(raw []byte) (*LedgerInvalidServiceAddress, error) {
	out := new(LedgerInvalidServiceAddress)
	if err := ledger.abi.UnpackIntoInterface(out, "InvalidServiceAddress", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerInvalidServiceType represents a InvalidServiceType error raised by the Ledger contract.
type LedgerInvalidServiceType struct {
	ServiceType string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidServiceType(string serviceType)
func LedgerInvalidServiceTypeErrorID() common.Hash {
	return common.HexToHash("0x6753c72293fc1e7f6c6ced99edd4b66179ddb92e6a62e19f64714385c763028d")
}

// UnpackInvalidServiceTypeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidServiceType(string serviceType)
func (ledger *Ledger) UnpackInvalidServiceTypeError(raw []byte) (*LedgerInvalidServiceType, error) {
	out := new(LedgerInvalidServiceType)
	if err := ledger.abi.UnpackIntoInterface(out, "InvalidServiceType", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerLedgerExists represents a LedgerExists error raised by the Ledger contract.
type LedgerLedgerExists struct {
	User common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LedgerExists(address user)
func LedgerLedgerExistsErrorID() common.Hash {
	return common.HexToHash("0xcde58aa1e55c95a8c048f575894ca981453ab016f8500d5e0f4ff8986766a59f")
}

// UnpackLedgerExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LedgerExists(address user)
func (ledger *Ledger) UnpackLedgerExistsError(raw []byte) (*LedgerLedgerExists, error) {
	out := new(LedgerLedgerExists)
	if err := ledger.abi.UnpackIntoInterface(out, "LedgerExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerLedgerLocked represents a LedgerLocked error raised by the Ledger contract.
type LedgerLedgerLocked struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LedgerLocked()
func LedgerLedgerLockedErrorID() common.Hash {
	return common.HexToHash("0x689e300a2891bc18a49a98049d686ea17cdb1596a3df350a54d32f41860e57cc")
}

// UnpackLedgerLockedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LedgerLocked()
func (ledger *Ledger) UnpackLedgerLockedError(raw []byte) (*LedgerLedgerLocked, error) {
	out := new(LedgerLedgerLocked)
	if err := ledger.abi.UnpackIntoInterface(out, "LedgerLocked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerLedgerNotExists represents a LedgerNotExists error raised by the Ledger contract.
type LedgerLedgerNotExists struct {
	User common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LedgerNotExists(address user)
func LedgerLedgerNotExistsErrorID() common.Hash {
	return common.HexToHash("0x7d2d536b180626e06242dae069b2af602ea784c551763069f8f3f4a4db7b45b1")
}

// UnpackLedgerNotExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LedgerNotExists(address user)
func (ledger *Ledger) UnpackLedgerNotExistsError(raw []byte) (*LedgerLedgerNotExists, error) {
	out := new(LedgerLedgerNotExists)
	if err := ledger.abi.UnpackIntoInterface(out, "LedgerNotExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerMinimumDepositRequired represents a MinimumDepositRequired error raised by the Ledger contract.
type LedgerMinimumDepositRequired struct {
	Provided *big.Int
	Required *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MinimumDepositRequired(uint256 provided, uint256 required)
func LedgerMinimumDepositRequiredErrorID() common.Hash {
	return common.HexToHash("0x54443ec404d51141591bba1fe9237d076145bdd50838955663cd7e4930db6ba5")
}

// UnpackMinimumDepositRequiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MinimumDepositRequired(uint256 provided, uint256 required)
func (ledger *Ledger) UnpackMinimumDepositRequiredError(raw []byte) (*LedgerMinimumDepositRequired, error) {
	out := new(LedgerMinimumDepositRequired)
	if err := ledger.abi.UnpackIntoInterface(out, "MinimumDepositRequired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerMustWithdrawAllFundsFirst represents a MustWithdrawAllFundsFirst error raised by the Ledger contract.
type LedgerMustWithdrawAllFundsFirst struct {
	RemainingBalance *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MustWithdrawAllFundsFirst(uint256 remainingBalance)
func LedgerMustWithdrawAllFundsFirstErrorID() common.Hash {
	return common.HexToHash("0xf6ba0ebf1f30ca19cc06f40592cd8e07ce94222d32a150f30002bef6bacc7d2a")
}

// UnpackMustWithdrawAllFundsFirstError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MustWithdrawAllFundsFirst(uint256 remainingBalance)
func (ledger *Ledger) UnpackMustWithdrawAllFundsFirstError(raw []byte) (*LedgerMustWithdrawAllFundsFirst, error) {
	out := new(LedgerMustWithdrawAllFundsFirst)
	if err := ledger.abi.UnpackIntoInterface(out, "MustWithdrawAllFundsFirst", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerNoRecommendedService represents a NoRecommendedService error raised by the Ledger contract.
type LedgerNoRecommendedService struct {
	ServiceType string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoRecommendedService(string serviceType)
func LedgerNoRecommendedServiceErrorID() common.Hash {
	return common.HexToHash("0x5beadfccb474b38e36e8570cf128e29dcd17f7b343dd46207715f0686f96d3a5")
}

// UnpackNoRecommendedServiceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoRecommendedService(string serviceType)
func (ledger *Ledger) UnpackNoRecommendedServiceError(raw []byte) (*LedgerNoRecommendedService, error) {
	out := new(LedgerNoRecommendedService)
	if err := ledger.abi.UnpackIntoInterface(out, "NoRecommendedService", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerOwnableInvalidOwner represents a OwnableInvalidOwner error raised by the Ledger contract.
type LedgerOwnableInvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableInvalidOwner(address owner)
func LedgerOwnableInvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x1e4fbdf7f3ef8bcaa855599e3abf48b232380f183f08f6f813d9ffa5bd585188")
}

// UnpackOwnableInvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableInvalidOwner(address owner)
func (ledger *Ledger) UnpackOwnableInvalidOwnerError(raw []byte) (*LedgerOwnableInvalidOwner, error) {
	out := new(LedgerOwnableInvalidOwner)
	if err := ledger.abi.UnpackIntoInterface(out, "OwnableInvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerOwnableUnauthorizedAccount represents a OwnableUnauthorizedAccount error raised by the Ledger contract.
type LedgerOwnableUnauthorizedAccount struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func LedgerOwnableUnauthorizedAccountErrorID() common.Hash {
	return common.HexToHash("0x118cdaa7a341953d1887a2245fd6665d741c67c8c50581daa59e1d03373fa188")
}

// UnpackOwnableUnauthorizedAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func (ledger *Ledger) UnpackOwnableUnauthorizedAccountError(raw []byte) (*LedgerOwnableUnauthorizedAccount, error) {
	out := new(LedgerOwnableUnauthorizedAccount)
	if err := ledger.abi.UnpackIntoInterface(out, "OwnableUnauthorizedAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerSafeCastOverflowedUintDowncast represents a SafeCastOverflowedUintDowncast error raised by the Ledger contract.
type LedgerSafeCastOverflowedUintDowncast struct {
	Bits  uint8
	Value *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func LedgerSafeCastOverflowedUintDowncastErrorID() common.Hash {
	return common.HexToHash("0x6dfcc6503a32754ce7a89698e18201fc5294fd4aad43edefee786f88423b1a12")
}

// UnpackSafeCastOverflowedUintDowncastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func (ledger *Ledger) UnpackSafeCastOverflowedUintDowncastError(raw []byte) (*LedgerSafeCastOverflowedUintDowncast, error) {
	out := new(LedgerSafeCastOverflowedUintDowncast)
	if err := ledger.abi.UnpackIntoInterface(out, "SafeCastOverflowedUintDowncast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceAlreadyRegistered represents a ServiceAlreadyRegistered error raised by the Ledger contract.
type LedgerServiceAlreadyRegistered struct {
	ServiceAddress common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceAlreadyRegistered(address serviceAddress)
func LedgerServiceAlreadyRegisteredErrorID() common.Hash {
	return common.HexToHash("0xa6ea5e72975ad5aa23c6f4978b7fa965a45163544dddbf3e8532ba14365eb2b7")
}

// UnpackServiceAlreadyRegisteredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceAlreadyRegistered(address serviceAddress)
func (ledger *Ledger) UnpackServiceAlreadyRegisteredError(raw []byte) (*LedgerServiceAlreadyRegistered, error) {
	out := new(LedgerServiceAlreadyRegistered)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceAlreadyRegistered", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceMustImplementIServing represents a ServiceMustImplementIServing error raised by the Ledger contract.
type LedgerServiceMustImplementIServing struct {
	ServiceAddress common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceMustImplementIServing(address serviceAddress)
func LedgerServiceMustImplementIServingErrorID() common.Hash {
	return common.HexToHash("0x2c433b7ebcbfc7dd1184948938be6b32d99ab3463941da2e1b3d33bdc6d463a5")
}

// UnpackServiceMustImplementIServingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceMustImplementIServing(address serviceAddress)
func (ledger *Ledger) UnpackServiceMustImplementIServingError(raw []byte) (*LedgerServiceMustImplementIServing, error) {
	out := new(LedgerServiceMustImplementIServing)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceMustImplementIServing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceNameExists represents a ServiceNameExists error raised by the Ledger contract.
type LedgerServiceNameExists struct {
	ServiceName string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceNameExists(string serviceName)
func LedgerServiceNameExistsErrorID() common.Hash {
	return common.HexToHash("0x15fcdbac29ac307ecf8bd16a20f9a868ebdb0a8ca05051eb3ec5629feedf1da3")
}

// UnpackServiceNameExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceNameExists(string serviceName)
func (ledger *Ledger) UnpackServiceNameExistsError(raw []byte) (*LedgerServiceNameExists, error) {
	out := new(LedgerServiceNameExists)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceNameExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceNotFound represents a ServiceNotFound error raised by the Ledger contract.
type LedgerServiceNotFound struct {
	ServiceAddress common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceNotFound(address serviceAddress)
func LedgerServiceNotFoundErrorID() common.Hash {
	return common.HexToHash("0xb5365807e01e36c2b5a5cab86d25fdb7082f682ebdc149a97f237adbd12541a8")
}

// UnpackServiceNotFoundError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceNotFound(address serviceAddress)
func (ledger *Ledger) UnpackServiceNotFoundError(raw []byte) (*LedgerServiceNotFound, error) {
	out := new(LedgerServiceNotFound)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceNotFound", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceNotRegistered represents a ServiceNotRegistered error raised by the Ledger contract.
type LedgerServiceNotRegistered struct {
	ServiceAddress common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceNotRegistered(address serviceAddress)
func LedgerServiceNotRegisteredErrorID() common.Hash {
	return common.HexToHash("0x7a0d2d91497202d71c34b9187859cbbb02255d7577fcd4ce37e7fe7e202aa1b3")
}

// UnpackServiceNotRegisteredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceNotRegistered(address serviceAddress)
func (ledger *Ledger) UnpackServiceNotRegisteredError(raw []byte) (*LedgerServiceNotRegistered, error) {
	out := new(LedgerServiceNotRegistered)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceNotRegistered", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceRegistryLimitReached represents a ServiceRegistryLimitReached error raised by the Ledger contract.
type LedgerServiceRegistryLimitReached struct {
	Limit *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceRegistryLimitReached(uint256 limit)
func LedgerServiceRegistryLimitReachedErrorID() common.Hash {
	return common.HexToHash("0xf1d44a51868b437acf967216a8a07585ccb04ab7fc406dbe28e4d0796828ff54")
}

// UnpackServiceRegistryLimitReachedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceRegistryLimitReached(uint256 limit)
func (ledger *Ledger) UnpackServiceRegistryLimitReachedError(raw []byte) (*LedgerServiceRegistryLimitReached, error) {
	out := new(LedgerServiceRegistryLimitReached)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceRegistryLimitReached", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerServiceTypeRequired represents a ServiceTypeRequired error raised by the Ledger contract.
type LedgerServiceTypeRequired struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ServiceTypeRequired()
func LedgerServiceTypeRequiredErrorID() common.Hash {
	return common.HexToHash("0x8dfa0f6f08a74648d47079fc77b86949425848059991df9f8b7280f69952c8b7")
}

// UnpackServiceTypeRequiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ServiceTypeRequired()
func (ledger *Ledger) UnpackServiceTypeRequiredError(raw []byte) (*LedgerServiceTypeRequired, error) {
	out := new(LedgerServiceTypeRequired)
	if err := ledger.abi.UnpackIntoInterface(out, "ServiceTypeRequired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerTooManyProviders represents a TooManyProviders error raised by the Ledger contract.
type LedgerTooManyProviders struct {
	Requested *big.Int
	Maximum   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyProviders(uint256 requested, uint256 maximum)
func LedgerTooManyProvidersErrorID() common.Hash {
	return common.HexToHash("0x829e4c322a5abd01bc69abe5e299ba623e7ecde4cf53601bcab6e551b835989b")
}

// UnpackTooManyProvidersError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyProviders(uint256 requested, uint256 maximum)
func (ledger *Ledger) UnpackTooManyProvidersError(raw []byte) (*LedgerTooManyProviders, error) {
	out := new(LedgerTooManyProviders)
	if err := ledger.abi.UnpackIntoInterface(out, "TooManyProviders", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerTooManyProvidersForService represents a TooManyProvidersForService error raised by the Ledger contract.
type LedgerTooManyProvidersForService struct {
	Current *big.Int
	Maximum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyProvidersForService(uint256 current, uint256 maximum)
func LedgerTooManyProvidersForServiceErrorID() common.Hash {
	return common.HexToHash("0xe949933723c33e4a02f546fd71d8aa0ba1da4c3414d6f9f8704bce0f7af9ad09")
}

// UnpackTooManyProvidersForServiceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyProvidersForService(uint256 current, uint256 maximum)
func (ledger *Ledger) UnpackTooManyProvidersForServiceError(raw []byte) (*LedgerTooManyProvidersForService, error) {
	out := new(LedgerTooManyProvidersForService)
	if err := ledger.abi.UnpackIntoInterface(out, "TooManyProvidersForService", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerTransferFailed represents a TransferFailed error raised by the Ledger contract.
type LedgerTransferFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFailed()
func LedgerTransferFailedErrorID() common.Hash {
	return common.HexToHash("0x90b8ec1877afffd816d05d9b13947f3ff18ec5851c38bad15ec2b710f92391b1")
}

// UnpackTransferFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFailed()
func (ledger *Ledger) UnpackTransferFailedError(raw []byte) (*LedgerTransferFailed, error) {
	out := new(LedgerTransferFailed)
	if err := ledger.abi.UnpackIntoInterface(out, "TransferFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerVersionRequired represents a VersionRequired error raised by the Ledger contract.
type LedgerVersionRequired struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error VersionRequired()
func LedgerVersionRequiredErrorID() common.Hash {
	return common.HexToHash("0x742622a818e6ef6f63d99a4c1a944e8988a821b03c7d8e657628e0a5c014490d")
}

// UnpackVersionRequiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error VersionRequired()
func (ledger *Ledger) UnpackVersionRequiredError(raw []byte) (*LedgerVersionRequired, error) {
	out := new(LedgerVersionRequired)
	if err := ledger.abi.UnpackIntoInterface(out, "VersionRequired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerZeroAddressNotAllowed represents a ZeroAddressNotAllowed error raised by the Ledger contract.
type LedgerZeroAddressNotAllowed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAddressNotAllowed()
func LedgerZeroAddressNotAllowedErrorID() common.Hash {
	return common.HexToHash("0x8579befe7a7d1f6d487cd1c655815626f91b8c445c21c78ade0abd2a41e54dd8")
}

// UnpackZeroAddressNotAllowedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAddressNotAllowed()
func (ledger *Ledger) UnpackZeroAddressNotAllowedError(raw []byte) (*LedgerZeroAddressNotAllowed, error) {
	out := new(LedgerZeroAddressNotAllowed)
	if err := ledger.abi.UnpackIntoInterface(out, "ZeroAddressNotAllowed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LedgerZeroAmountNotAllowed represents a ZeroAmountNotAllowed error raised by the Ledger contract.
type LedgerZeroAmountNotAllowed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAmountNotAllowed()
func LedgerZeroAmountNotAllowedErrorID() common.Hash {
	return common.HexToHash("0x0f43956a01bd2caa5c3664a47ae884c4321e134e428629b5fa686c2761f81083")
}

// UnpackZeroAmountNotAllowedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAmountNotAllowed()
func (ledger *Ledger) UnpackZeroAmountNotAllowedError(raw []byte) (*LedgerZeroAmountNotAllowed, error) {
	out := new(LedgerZeroAmountNotAllowed)
	if err := ledger.abi.UnpackIntoInterface(out, "ZeroAmountNotAllowed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// P256FallbackMetaData contains all meta data concerning the P256Fallback contract.
var P256FallbackMetaData = bind.MetaData{
	ABI: "[{\"type\":\"function\",\"name\":\"verify\",\"inputs\":[{\"name\":\"digest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"s\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"x\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"y\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"}]",
	ID:  "P256Fallback",
	Bin: "0x60808060405234601557610a47908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c637cd633d814610024575f80fd5b346100585760a036600319011261005857602061004e60843560643560443560243560043561005c565b6040519015158152f35b5f80fd5b93929190935f516020610a275f395f51905f528210156100eb577f7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a882116100ab575b936100a8946100f4565b90565b905f516020610a275f395f51905f5203935f516020610a275f395f51905f5285116100d757939061009e565b634e487b7160e01b5f52601160045260245ffd5b50505050505f90565b9190939284151580610527575b8061051e575b806104f4575b158015610477575b6100eb576040519361020085810167ffffffffffffffff811187821017610463576040525f5b81811061044e5750506020926102c95f9360c09361015761053d565b8681528688820152866040820152895261016f61053d565b9182528682015260016040820152858801908152876102ba61018f61053d565b7f6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c29681527f4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f58982015260016040820152608083019081526102ab61029c6101f5865161059c565b9260408601938452610207815161059c565b90610100870191825261021d88518651906105d5565b966060810197885261023289518351906105d5565b60a082015261024486518351906105d5565b8c82015261025588518351906105d5565b60e082015261026789518451906105d5565b61012082015261027a86518451906105d5565b61014082015261016061029089518551906105d5565b910152519051906105d5565b6101808d0181815295516105d5565b6101a08c0152518351906105d5565b6101c08a0152519051906105d5565b6101e087015260405190848252848083015284604083015260608201527fffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254f60808201525f516020610a275f395f51905f5260a082015260055afa5f51901561043c57805f516020610a275f395f51905f52809286959495099309905f905f925f945f915b60808310610378575050505091610372915f516020610a275f395f51905f5293610971565b50061490565b8661041a575b8160fe1c600c8260fc1c161760406103968287610577565b5101516103b2575b5060019060021b9160021b9201919061034d565b9691959094826103f6575050506103c98583610577565b515193600160406103e960206103df8a88610577565b5101519886610577565b5101519695945b9061039e565b9061040f92916104096001989987610577565b516106f3565b9691959095946103f0565b939561042b919561043193976105f4565b916105f4565b95919490949361037e565b634e487b715f5260126020526024601cfd5b60209061045961055d565b818901520161013b565b634e487b7160e01b5f52604160045260245ffd5b50600160601b63ffffffff60c01b03197f5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b8183816003600160601b0363ffffffff60c01b031981838009080908600160601b63ffffffff60c01b031985800914600160601b63ffffffff60c01b0319808610908310161615610115565b507f7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a882111561010d565b50811515610107565b505f516020610a275f395f51905f528510610101565b604051906060820182811067ffffffffffffffff82111761046357604052565b61056561053d565b905f82525f60208301525f6040830152565b9060108110156105885760051b0190565b634e487b7160e01b5f52603260045260245ffd5b6105bc906105a861055d565b5080519060406020820151910151916105f4565b906105c561053d565b9283526020830152604082015290565b6105bc916105e161055d565b50805160406020830151920151926106f3565b929091600160601b63ffffffff60c01b0319838009600160601b63ffffffff60c01b0319828009600160601b63ffffffff60c01b0319908190819080096003600160601b0363ffffffff60c01b031909600160601b63ffffffff60c01b0319808880096003090894600160601b63ffffffff60c01b031990819083900960040994600160601b63ffffffff60c01b03198087600209600160601b63ffffffff60c01b0319908103908380090895600160601b63ffffffff60c01b031992839081908009600809600160601b63ffffffff60c01b03199081039290918290898203900890090892600160601b63ffffffff60c01b03199182910960020990565b9193905f945f945f94604081015190600163ffffffff60601b0360601b19828009600160601b63ffffffff60c01b031984800992600160601b63ffffffff60c01b03198086860960208501510991600160601b63ffffffff60c01b031983810381808585098a09089351600160601b63ffffffff60c01b03199086900990600160601b63ffffffff60c01b0319908282039082908b090890811585151694855f146108a65750505050506001146107ab575b50505050565b929650909450919250600160601b63ffffffff60c01b031984800990600160601b63ffffffff60c01b0319908190819080096003600160601b0363ffffffff60c01b031909600160601b63ffffffff60c01b0319808880096003090894600160601b63ffffffff60c01b031990819083900960040994600160601b63ffffffff60c01b03198087600209600160601b63ffffffff60c01b0319908103908380090895600160601b63ffffffff60c01b031992839081908009600809600160601b63ffffffff60c01b03199081039290918290898203900890090892600160601b63ffffffff60c01b031991829109600209905f8080806107a5565b96999a5096509650985098505050600163ffffffff60601b0360601b1983800991600160601b63ffffffff60c01b03199083900991600160601b63ffffffff60c01b031990840991600160601b63ffffffff60c01b03198082600209600160601b63ffffffff60c01b03199081039085810381868009080897600160601b63ffffffff60c01b031993849109600160601b63ffffffff60c01b031990810392909182908a8203900890090893600160601b63ffffffff60c01b0319928391099009905f8080806107a5565b92918015610a1c575f60c060209260405190848252848083015284604083015260608201527fffffffff00000001000000000000000000000000fffffffffffffffffffffffd6080820152600163ffffffff60601b0360601b1960a082015260055afa905f51911561043c57600160601b63ffffffff60c01b031982800993600160601b63ffffffff60c01b03199085900993600160601b63ffffffff60c01b031992839109900990565b505090505f905f9056feffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
}

// P256Fallback is an auto generated Go binding around an Ethereum contract.
type P256Fallback struct {
	abi abi.ABI
}

// NewP256Fallback creates a new instance of P256Fallback.
func NewP256Fallback() *P256Fallback {
	parsed, err := P256FallbackMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &P256Fallback{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *P256Fallback) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7cd633d8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) view returns(bool)
func (p256Fallback *P256Fallback) PackVerify(digest [32]byte, r [32]byte, s [32]byte, x [32]byte, y [32]byte) []byte {
	enc, err := p256Fallback.abi.Pack("verify", digest, r, s, x, y)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7cd633d8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) view returns(bool)
func (p256Fallback *P256Fallback) TryPackVerify(digest [32]byte, r [32]byte, s [32]byte, x [32]byte, y [32]byte) ([]byte, error) {
	return p256Fallback.abi.Pack("verify", digest, r, s, x, y)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7cd633d8.
//
// Solidity: function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) view returns(bool)
func (p256Fallback *P256Fallback) UnpackVerify(data []byte) (bool, error) {
	out, err := p256Fallback.abi.Unpack("verify", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}
