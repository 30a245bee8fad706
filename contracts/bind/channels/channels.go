// SPDX-License-Identifier: Apache-2.0

// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package channels

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

// ChannelState is an auto generated low-level Go binding around an user-defined struct.
type ChannelState struct {
	Deposited  *big.Int
	Claimed    *big.Int
	Epoch      *big.Int
	Accepted   uint32
	Exists     bool
	PendingOut *big.Int
	UnlockAt   *big.Int
	Reported   *big.Int
	SessionKey common.Address
	RevokeAt   *big.Int
}

// Item is an auto generated low-level Go binding around an user-defined struct.
type Item struct {
	User  common.Address
	Total *big.Int
	Epoch *big.Int
}

// Payee is an auto generated low-level Go binding around an user-defined struct.
type Payee struct {
	Account common.Address
	Bps     uint16
}

// PolicyProof is an auto generated low-level Go binding around an user-defined struct.
type PolicyProof struct {
	Measurement [32]byte
	Root        [32]byte
	MaxAge      uint64
	FileDigest  [32]byte
	Path        [][32]byte
}

// Service is an auto generated low-level Go binding around an user-defined struct.
type Service struct {
	Signer  common.Address
	Version uint32
	Policy  [32]byte
	Split   [32]byte
}

// SignedItem is an auto generated low-level Go binding around an user-defined struct.
type SignedItem struct {
	User    common.Address
	Total   *big.Int
	Epoch   *big.Int
	Ceiling *big.Int
	R       [32]byte
	Vs      [32]byte
}

// Voucher is an auto generated low-level Go binding around an user-defined struct.
type Voucher struct {
	User     common.Address
	Provider common.Address
	Signer   common.Address
	Ceiling  *big.Int
	Epoch    uint64
}

// ChannelsMetaData contains all meta data concerning the Channels contract.
var ChannelsMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"ledger_\",\"type\":\"address\",\"internalType\":\"contractILedger\"},{\"name\":\"registry_\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"EXIT_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_ITEMS\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_PAYEES\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"accept\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"accountExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"addAccount\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"batchDigest\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"invoicesRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"items\",\"type\":\"tuple[]\",\"internalType\":\"structItem[]\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"total\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"internalType\":\"uint24\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"channel\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"state\",\"type\":\"tuple\",\"internalType\":\"structChannelState\",\"components\":[{\"name\":\"deposited\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"claimed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"internalType\":\"uint24\"},{\"name\":\"accepted\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"exists\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"pendingOut\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unlockAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"},{\"name\":\"reported\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"sessionKey\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"revokeAt\",\"type\":\"uint40\",\"internalType\":\"uint40\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"claimBatch\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"items\",\"type\":\"tuple[]\",\"internalType\":\"structItem[]\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"total\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"internalType\":\"uint24\"}]},{\"name\":\"split\",\"type\":\"tuple[]\",\"internalType\":\"structPayee[]\",\"components\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"bps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"invoicesRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"proof\",\"type\":\"tuple\",\"internalType\":\"structPolicyProof\",\"components\":[{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"path\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}]}],\"outputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"claimSigned\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"items\",\"type\":\"tuple[]\",\"internalType\":\"structSignedItem[]\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"total\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"internalType\":\"uint24\"},{\"name\":\"ceiling\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"r\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"vs\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"split\",\"type\":\"tuple[]\",\"internalType\":\"structPayee[]\",\"components\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"bps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]},{\"name\":\"invoicesRoot\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"proof\",\"type\":\"tuple\",\"internalType\":\"structPolicyProof\",\"components\":[{\"name\":\"measurement\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"root\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"fileDigest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"path\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}]}],\"outputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"claimable\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"deleteAccount\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"depositFund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"cancelRetrievingAmount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getPendingRefund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ledger\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractILedger\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"processRefund\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"totalAmount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"pendingRefund\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"registry\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractIAttestationRegistry\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"requestRefundAll\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokeSessionKey\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"service\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structService\",\"components\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"setService\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"tuple[]\",\"internalType\":\"structPayee[]\",\"components\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"bps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"outputs\":[{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setSessionKey\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"key\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"sync\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"users\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"voucherDigest\",\"inputs\":[{\"name\":\"v\",\"type\":\"tuple\",\"internalType\":\"structVoucher\",\"components\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"ceiling\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"epoch\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"AccountAdded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountDeleted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountFunded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"cancelled\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccountRefunded\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"BatchClaimed\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"invoicesRoot\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"paid\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Claimed\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"paid\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"total\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Credited\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EpochStarted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"indexed\":false,\"internalType\":\"uint24\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ExitRequested\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"unlockAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ServiceAccepted\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"version\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ServiceSet\",\"inputs\":[{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"signer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"version\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"split\",\"type\":\"tuple[]\",\"indexed\":false,\"internalType\":\"structPayee[]\",\"components\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"bps\",\"type\":\"uint16\",\"internalType\":\"uint16\"}]}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"SessionKeyRevoked\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"indexed\":false,\"internalType\":\"uint24\"},{\"name\":\"revokeAt\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"SessionKeySet\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"key\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"indexed\":false,\"internalType\":\"uint24\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"SpendingReported\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AccountExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"AccountNotEmpty\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"balance\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"AccountNotExists\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"AlreadyRevoked\",\"inputs\":[{\"name\":\"revokeAt\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"CallerNotLedger\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ChannelsLocked\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"EmptyShare\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"MalformedSignature\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NothingToWithdraw\",\"inputs\":[{\"name\":\"payee\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"SafeCastOverflowedUintDowncast\",\"inputs\":[{\"name\":\"bits\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SessionKeyExists\",\"inputs\":[{\"name\":\"key\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"epoch\",\"type\":\"uint24\",\"internalType\":\"uint24\"}]},{\"type\":\"error\",\"name\":\"SignerNotCurrent\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"current\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"SignerNotTrusted\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"policy\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"SplitNotWhole\",\"inputs\":[{\"name\":\"bps\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StaleVersion\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"current\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"TooManyItems\",\"inputs\":[{\"name\":\"count\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"most\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"TooManyPayees\",\"inputs\":[{\"name\":\"count\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"most\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"TransferFailed\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"UserIsProvider\",\"inputs\":[{\"name\":\"user\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongSigner\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expected\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongSplit\",\"inputs\":[{\"name\":\"digest\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"ZeroAddress\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ZeroPolicy\",\"inputs\":[]}]",
	ID:  "Channels",
	Bin: "0x6101a080604052346101e657604081612b75803803809161002082856101ea565b8339810103126101e65780516001600160a01b038116918282036101e65760200151916001600160a01b038316908184036101e6576040516100636040826101ea565b6008815260208101906748616c6c6d61726b60c01b8252604051916100896040846101ea565b600183526020830191603160f81b83526100a281610221565b610120526100af84610221565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a0815261011860c0826101ea565b5190206080523060c052159081156101dd575b506101ce5761016052610180526040516128e8908161028d823960805181612480015260a0518161253d015260c0518161244a015260e051816124cf015261010051816124f501526101205181610a5d01526101405181610a8601526101605181818161038d0152818161076f01528181610fb3015281816110dc0152818161117d015281816112930152611e62015261018051818181610f62015261213f0152f35b63d92e233d60e01b5f5260045ffd5b9050155f61012b565b5f80fd5b601f909101601f19168101906001600160401b0382119082101761020d57604052565b634e487b7160e01b5f52604160045260245ffd5b601f81511161024c57602081519101516020821061023d571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe6080806040526004361015610012575f80fd5b5f3560e01c90816301ffc9a7146117f65750806302c09408146116f2578063147500e314611697578063264173d6146116435780632b10eefa1461143257806332164b63146113e1578063402914f5146113a95780634bd84701146112fc5780634e3c4f221461126f57806351cff8d9146111ac57806356397c351461116857806357d4c4ee1461114c5780635ecc86e8146111315780636c79158d146110b9578063745e87f714610f915780637b10399914610f4d5780637bbac1cd14610d415780638128cfe114610c1f578063818d90e314610b3d57806384b0196e14610a4557806384f4fc6a146109475780639116ec1a1461088d578063972167251461074c5780639d82ba251461072f578063a178e0f9146104af578063e50688f91461034e5763ebce177714610145575f80fd5b3461034a57606036600319011261034a5761015e611849565b602435906044356001600160401b03811161034a576101819036906004016118a5565b909160ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b031690811561032c57831561031d576101b78184612678565b335f526004602052600163ffffffff60405f205460a01c16019263ffffffff8411610309576101e68282612761565b906040519560a08701968088106001600160401b038911176102f55760027f9196ce66642598943ccdf190472b811d6d9bcbd138745cff119763594d44593e9460209960405287835263ffffffff8a8401991698898152604084018815158152606085019186835260808601938452335f5260048d5260405f209560018060a01b039060018060a01b03905116166001600160601b0360a01b875416178655519085549060ff60c01b9051151560c01b169163ffffffff60a01b9060a01b169064ffffffffff60a01b191617178455516001840155519101556102e2604051928392888452898401526060604084015233956060840191611c04565b0390a360ff195f5c165f5d604051908152f35b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b633b27b14f60e11b5f5260045ffd5b63d92e233d60e01b5f5260045ffd5b6305389ce160e31b5f5260045ffd5b5f80fd5b606036600319011261034a57610362611849565b61036a61185f565b6044356001600160401b03811161034a576103899036906004016118d5565b50507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361049c5760ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b03908116911680821461048a57815f52600360205260405f20815f5260205260405f2061040281611c5e565b600160f81b8116610473576001600160601b0361042961042434838516611adf565b611fe2565b16906001600160601b031990600160f81b17161790557ffed699ee620a147b8bb1729e55097a99be0d23f6a8e4bbc51ef4afa43af66a646020604051348152a360ff195f5c165f5d005b5050632cf0675960e21b5f5260045260245260445ffd5b63664eefd360e11b5f5260045260245ffd5b6352446b8760e01b5f523360045260245ffd5b3461034a5760e036600319011261034a576104c8611849565b6104d061185f565b906044356001600160401b03811161034a573660238201121561034a578060040135916001600160401b03831161034a5736602460c085028401011161034a576064356001600160401b03811161034a5761052f9036906004016118a5565b90946084359260a4356001600160401b03811161034a576105549036906004016118d5565b95909460c435966001600160401b03881161034a5760a0600319893603011261034a5760ff5f5c1661033b57600160ff195f5c16175f5d5f966101f48a1161071657604051918b91836024870160608e025b80838803106106f8575050806105dc95039020858a60018060a01b038a169d8e5f526004602052600401958b8b60405f20612013565b6105e4612447565b965f52600360205260405f20945f965b898810156106d85760c088028401602481019061061082611ba8565b6001600160a01b03165f90815260208a9052604090209161063083611c5e565b908c62ffffff61064260648601611bbc565b1662ffffff8460c01c16036106ca57818b8b8761065e94612563565b156106bd579260019492896106ae936106796106b497611ba8565b926001600160601b038061069b608461069460448601611bcc565b9401611bcc565b9216911690818082109118021893612227565b90611adf565b975b01966105f4565b50505050966001906106b6565b5050505050966001906106b6565b6106e881846020948e8a8a6122e2565b60ff195f5c165f5d604051908152f35b9193958193955080606060c0938193370192018e94929593916105a6565b89635b679eb160e01b5f526004526101f460245260445ffd5b3461034a575f36600319011261034a576020604051620151808152f35b3461034a57604036600319011261034a57610765611849565b61076d61185f565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361049c5760ff5f5c1661033b57600160ff195f5c16175f5d6107bb8183611d65565b906107db6001600160601b038360601c166001600160601b038416611962565b61084757816107ee848660019585611dc5565b64fe0000000160d81b8390031681550180546001600160881b03191690556001600160a01b0390811691167ffd7e144a5e02c1180e00f9591ef4f60aa95b127c4f134847224a4b6cb99fef965f80a360ff195f5c165f5d005b50610861906001600160601b03808260601c169116611962565b634af7802760e01b5f9081526001600160a01b0393841660045291909216602452604491909152606490fd5b3461034a5760a036600319011261034a576004356001600160a01b038116810361034a576024356001600160a01b038116810361034a57604435916001600160a01b038316830361034a576064356fffffffffffffffffffffffffffffffff811680910361034a57608435906001600160401b03821680920361034a5760209461093f9461091a946123ea565b610922612447565b6042916040519161190160f01b8352600283015260228201522090565b604051908152f35b3461034a57602036600319011261034a57610960611849565b60ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b03165f818152600360209081526040808320338452909152902061099e81611c5e565b90600160f91b8216610a24576201518042018042116103095781600264ffffffffff930180548460b81b8460b81b16908560b81b1916179055600160f91b8417905562ffffff6040519360c01c1683521660208201527fc95923f6d51857d378246e6c73022dbfb5c67ad3f8e0d8ec5bd159cf1ee5189d60403392a360ff195f5c165f5d005b600264ffffffffff91015460b81c1663e80455f560e01b5f5260045260245ffd5b3461034a575f36600319011261034a57610ae1610a817f0000000000000000000000000000000000000000000000000000000000000000612828565b610aaa7f0000000000000000000000000000000000000000000000000000000000000000612828565b6020610aef60405192610abd8385611941565b5f84525f368137604051958695600f60f81b875260e08588015260e0870190611902565b908582036040870152611902565b4660608501523060808501525f60a085015283810360c08501528180845192838152019301915f5b828110610b2657505050500390f35b835185528695509381019392810192600101610b17565b3461034a57604036600319011261034a57610b56611849565b602435906001600160401b03821161034a573660238301121561034a5781600401356001600160401b03811161034a576024830192602436918360051b01011161034a5760ff5f5c1661033b5790600160ff195f5c16175f5d6001600160a01b038116905f5b838110610bcd5760ff195f5c165f5d005b600190835f52600360205260405f20610bef610bea83888a611be0565b611ba8565b838060a01b03165f52602052610c198360405f208054610c13610bea868b8d611be0565b91611dc5565b01610bbc565b3461034a57604036600319011261034a57610c38611849565b610c4061185f565b60ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b031690811561032c576001600160a01b03165f8181526003602090815260408083203384529091529020909190610c9181611c5e565b600291909101805460c083901c62ffffff16926001600160a01b03821680151580610d30575b610d1957506001600160b81b0319909116602091821c62ffffff60a01b16178417909155604080519384529083019190915233917f4a6453716b942185668321ad8e363864ad77148f352946e635b45c9f594cd8c69190a360ff195f5c165f5d005b849063ebe05e8760e01b5f5260045260245260445ffd5b508462ffffff8460a01c1614610cb7565b3461034a5760e036600319011261034a57610d5a611849565b610d6261185f565b906044356001600160401b03811161034a57610d82903690600401611875565b91906064356001600160401b03811161034a57610da39036906004016118a5565b906084359260a4356001600160401b03811161034a57610dc79036906004016118d5565b94909360c4356001600160401b03811161034a5760a0600319823603011261034a5760ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b038881165f8181526004602052604081208054919a92999194929391929091858116908f16818103610f3857505092610e5b9288928f8f8f8b928e91610e558d9463ffffffff9d9c6004019a611cd2565b95612013565b60a01c16945f52600360205260405f20935f965b89881015610f2857606088028501610e8681611ba8565b6001600160a01b03165f908152602088905260409020908a610ea783611c5e565b62ffffff610eb760408501611bbc565b1662ffffff8260c01c1614801590610f15575b610f085792826106ae92610eff956001600160601b03610ef86020610ef160019b99611ba8565b9501611bcc565b1693612227565b975b0196610e6f565b5050505096600190610f01565b508a63ffffffff8260d81c161415610eca565b60209381936106e8938d8c6122e2565b63ef6da79d60e01b5f5260045260245260445ffd5b3461034a575f36600319011261034a576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b606036600319011261034a57610fa5611849565b610fad61185f565b604435907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361049c5760ff5f5c1661033b5760407f8a6a07630cbdb3ce00b6d181acf3e16bff1880013055b2a9d596e64f3e62e4dc91600160ff195f5c16175f5d6110238186611d65565b61102f83888385611dc5565b61106661105061103f8385611c9f565b978880821091180288188098611962565b64ffffffffff600185015460601c169084611f27565b6001600160601b0361107d61042434838516611adf565b6bffffffffffffffffffffffff199092169116179055815134815260208101949094526001600160a01b03908116941692a360ff195f5c165f5d005b3461034a57604036600319011261034a576110d2611849565b6110da61185f565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361049c5760ff5f5c1661033b5761112791600160ff195f5c16175f5d611aec565b60ff195f5c165f5d005b3461034a575f36600319011261034a57602060405160108152f35b3461034a575f36600319011261034a5760206040516101f48152f35b3461034a575f36600319011261034a576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b3461034a57602036600319011261034a576111c5611849565b60ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b0381161561032c57335f52600260205260405f2054801561125c5761112791335f5260026020525f60408120556040517fd1c19fbcd4551a5edfb66d43d2e337c04837afda3482b42bdf569a8fccdae5fb33918061125486868360209093929193604081019460018060a01b031681520152565b0390a2611f75565b636e34ee0b60e11b5f523360045260245ffd5b3461034a57604036600319011261034a57611288611849565b61129061185f565b907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361049c5760ff5f5c1661033b576060916112e191600160ff195f5c16175f5d61196f565b9060ff195f5c165f5d60405192835260208301526040820152f35b3461034a57602036600319011261034a57611315611849565b5f606060405161132481611926565b828152826020820152826040820152015260018060a01b03165f526004602052608060405f20805460018060a01b0381169163ffffffff6002600183015492015492606060405161137481611926565b86815283602082019360a01c168352604081019485520193845260405194855251166020840152516040830152516060820152f35b3461034a57602036600319011261034a576001600160a01b036113ca611849565b165f526002602052602060405f2054604051908152f35b3461034a57606036600319011261034a576113fa611849565b6044356001600160401b03811161034a5760209161142861142261093f933690600401611875565b90611cd2565b9060243590611d03565b3461034a57604036600319011261034a5761144b611849565b61145361185f565b6040519161014083018381106001600160401b038211176102f5576040525f8352602083015f8152604084015f8152606085015f8152608086015f815260a08701915f835260c08801935f855260e08901955f87526101008a01975f89526101208b01995f8b5260018060a01b03165f52600360205260405f209060018060a01b03165f5260205260405f2060026114ea82611c5e565b916001600160601b0383168d526001600160601b038360601c16845262ffffff8360c01c16855263ffffffff8360d81c168652600160f81b8316151587526001600160601b0361153a8483611c9f565b1680895261162d575b6001600160601b03600182015460881c168a5201549062ffffff84511662ffffff8360a01c161461161c575b600160f91b1661160a575b5060405199516001600160601b03168a52516001600160601b031660208a01525162ffffff1660408901525163ffffffff1660608801525115156080870152516001600160601b031660a08601525164ffffffffff1660c0850152516001600160601b031660e0840152600160a01b600190039051166101008301525164ffffffffff1661012082015261014090f35b60b81c64ffffffffff1689528a61157a565b6001600160a01b0382168a5261156f565b64ffffffffff600182015460601c168952611543565b3461034a57604036600319011261034a5761165c611849565b6001600160a01b0361166c61185f565b165f52600360205260405f209060018060a01b03165f52602052602061093f60405f20805490611c9f565b3461034a57604036600319011261034a576116b0611849565b6001600160a01b036116c061185f565b165f52600360205260405f209060018060a01b03165f52602052602060405f20600160f81b9054161515604051908152f35b3461034a57604036600319011261034a5761170b611849565b6024359063ffffffff82169081830361034a5760ff5f5c1661033b57600160ff195f5c16175f5d6001600160a01b03165f8181526004602052604090205490929060a01c63ffffffff16821580156117ec575b6117d657505f83815260036020908152604080832033845290915290209063ffffffff60d81b1961178e83611c5e565b169063ffffffff60d81b9060d81b161790556040519081527fab28381bbe54b2d4364f01c5c6eaed7da5ec88a213f31e20280e3808097bf8d360203392a360ff195f5c165f5d005b8263ab78557360e01b5f5260045260245260445ffd5b508083141561175e565b3461034a57602036600319011261034a576004359063ffffffff60e01b821680920361034a5760209163160841b160e01b8114908115611838575b5015158152f35b6301ffc9a760e01b14905083611831565b600435906001600160a01b038216820361034a57565b602435906001600160a01b038216820361034a57565b9181601f8401121561034a578235916001600160401b03831161034a576020808501946060850201011161034a57565b9181601f8401121561034a578235916001600160401b03831161034a576020808501948460061b01011161034a57565b9181601f8401121561034a578235916001600160401b03831161034a576020838186019501011161034a57565b805180835260209291819084018484015e5f828201840152601f01601f1916010190565b608081019081106001600160401b038211176102f557604052565b90601f801991011681019081106001600160401b038211176102f557604052565b9190820391821161030957565b919061197b8184611d65565b92909161198a81868686611dc5565b6119a96001600160601b038560601c166001600160601b038616611962565b94856119b58686611c9f565b9060018601546001600160601b03811615908115611acb575b50611ac057509160015f956119e485809a611962565b976001600160601b036119f987828416611962565b16906001600160601b031916178815611a6e575b81550180546001600160881b03191690556040518381526001600160a01b0391821692909116907feb3d7bab1bef8884950942663919ec1ebcf1e5104b9e6f26525d9a0600052f5090602090a380611a625750565b611a6c9033611f75565b565b611a7790611eed565b60405162ffffff8260c01c168152838060a01b038516907f16573ffe4323be36aceb02c9505da9389a1126c256955b64af9c14a35981db246020868060a01b03891692a3611a0d565b5f9750955093505050565b64ffffffffff915060601c1642105f6119ce565b9190820180921161030957565b90611b1d611afa8284611d65565b611b08848683859695611dc5565b6001600160601b03808260601c169116611962565b916001600160601b0360018301541615801590611ba0575b611b9a57620151804201908142116103095783611b7f7f18ce78a2082f7a82549b618f451bf0e7a5fe187441733a5f61c27af7a94795e99464ffffffffff60409516928391611f27565b825194855260208501526001600160a01b03908116941692a3565b50505050565b508215611b35565b356001600160a01b038116810361034a5790565b3562ffffff8116810361034a5790565b356001600160601b038116810361034a5790565b9190811015611bf05760051b0190565b634e487b7160e01b5f52603260045260245ffd5b916020908281520191905f905b808210611c1e5750505090565b909192833560018060a01b03811680910361034a57815260208401359061ffff821680920361034a57604081600193602083940152019401920190611c11565b80549190600160f91b831615159081611c86575b50611c7957565b90611c8390611eed565b90565b64ffffffffff91506002015460b81c164210155f611c72565b6001600160601b036001611cc692015416916001600160601b03808260601c169116611962565b90818082109118021890565b906101f48111611ceb5760606040519102809282372090565b635b679eb160e01b5f526004526101f460245260445ffd5b90611c83926040519160208301937fbf23448f541a564e55ffca452c3181692c91e854f2bbb90682e8f2ccd0f9f47f855260018060a01b031660408401526060830152608082015260808152611d5a60a082611941565b519020610922612447565b9060018060a01b031691825f52600360205260405f2060018060a01b0383165f5260205260405f2092611d9784611c5e565b92600160f81b841615611da8575050565b63023280eb60e21b5f5260018060a01b031660045260245260445ffd5b600190939193018054611df06001600160601b038260881c166001600160601b038760601c16611962565b948515611ee5576bffffffffffffffffffffffff60881b1990911660289190911b6bffffffffffffffffffffffff60881b161790556040518381526001600160a01b03918216918316907f1b26815717c07493a2261dd05cfefd2192448e9048e57045279a64bb13e0749f90602090a37f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031691823b1561034a57604051631bb1482360e31b81526001600160a01b039290921660048301526024820152905f908290604490829084905af18015611eda57611ed05750565b5f611a6c91611941565b6040513d5f823e3d90fd5b505050505050565b600162ffffff8260c01c160162ffffff811161030957600167fd0000000000000160c01b0390911660c09190911b62ffffff60c01b161790565b909182611f6c575060015f915b01916001600160601b03835491169164ffffffffff60601b9060601b169070ffffffffffffffffffffffffffffffffff191617179055565b60019091611f34565b905f80808093855af13d15611fdd573d6001600160401b0381116102f55760405190611fab601f8201601f191660200183611941565b81525f60203d92013e5b15611fbd5750565b6339f1c8d960e01b5f9081526001600160a01b0391909116600452602490fd5b611fb5565b6001600160601b038111611ffc576001600160601b031690565b6306dfcc6560e41b5f52606060045260245260445ffd5b969492936120249192989694612761565b865460c01c60ff1615612220576002870154905b81810361220b5750509161205191612056959493611d03565b61279a565b5060048194929410156121f7576121e8576001600160a01b0390811692168281036121d15750600101549160405190636ee9fe9d60e11b825282600483015283602483015260606044830152803560648301526020810135608483015260408101356001600160401b03811680910361034a5760a4830152606081013560c48301526080810135601e198236030181121561034a57016020813591016001600160401b03821161034a578160051b91823603821361034a5760a060e485015261010484018190526001600160fb1b031061034a57610124838360209482948484013781010301817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115611eda575f91612196575b5015612181575050565b632481f01f60e21b5f5260045260245260445ffd5b90506020813d6020116121c9575b816121b160209383611941565b8101031261034a5751801515810361034a575f612177565b3d91506121a4565b905063366d29f760e01b5f5260045260245260445ffd5b632ad0f0b760e11b5f5260045ffd5b634e487b7160e01b5f52602160045260245ffd5b6305891bef60e11b5f5260045260245260445ffd5b5f90612038565b919094936001600160601b038616908180821091180218916001600160601b038660601c16808411156122b9576bffffffffffffffffffffffff60601b19909616606084901b17905560408051958303808752602087019390935291946001600160a01b0391821693909116917f2f6639d24651730c7bf57c95ddbf96d66d11477e4ec626876f92c22e5f365e6891a3565b505f955050505050565b9190811015611bf05760061b0190565b3561ffff8116810361034a5790565b919493906122f08487612761565b60408051918252602082018790526001600160a01b03928316928516917f5f93c69ba6ee096edf4e1640e85c500ee16679939d763d6ce94f9e21c38285159190a48215611b9a5781156123dd5782915f935f198201828111955b83811061235b575050505050505050565b86610309578795818303612395579061238f82612389610bea84896123836001988096611962565b9c6122c3565b886127ce565b0161234a565b90956123b060206123aa898861ffff956122c3565b016122d3565b169586840296848804036103095761238f600192612389610bea84896123838f9d61271090048096611962565b611a6c93508091506127ce565b604080517ff5c6e9e546f6b2d81e31813521f8be2100710d3195f68892d04d6b99cc177a6c81526001600160a01b039283166020820152928216908301529091166060820152608081019190915260a081019190915260c0902090565b307f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316148061253a575b156124a2577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a0815261253460c082611941565b51902090565b507f00000000000000000000000000000000000000000000000000000000000000004614612479565b6125c8906125aa6125ed9396949561257a86611ba8565b61258660608801611bcc565b9160408801986001600160601b0362ffffff6125a18c611bbc565b169416926123ea565b906042916040519161190160f01b8352600283015260228201522090565b60a08301356001600160ff1b03811691608085013591601b60ff91821c011690612866565b5060048193929310156121f757612670576001600160a01b039061261090611ba8565b6001600160a01b039092169116811492831561262d575b50505090565b600201546001600160a01b03811690911492509082612651575b50505f8080612627565b62ffffff9192506126628291611bbc565b169160a01c16145f80612647565b505050505f90565b811561275d576010821161274557905f915f915b8083106126b45750505061271081036126a25750565b63a085615760e01b5f5260045260245ffd5b91929091906001600160a01b036126cf610bea8685876122c3565b161561032c5761ffff6126e860206123aa8786886122c3565b16156127175761270e60019161ffff61270760206123aa89888a6122c3565b1690611adf565b9301919061268c565b612725610bea8584866122c3565b63757fa82760e11b5f9081526001600160a01b0391909116600452602490fd5b506367c1640160e01b5f52600452601060245260445ffd5b5050565b8161276c5750505f90565b61253461278c916040519283916020830195602087526040840191611c04565b03601f198101835282611941565b90604183036127c4576127bd9250602081013591604082359201355f1a90612866565b9192909190565b50505f9160029190565b919060207f4e45da441832cf53bdaa69235704fc0575e68210f459ee1562911024b12967d59160018060a01b031693845f526002825260405f20612813858254611adf565b90556040519384526001600160a01b031692a3565b60ff811690601f82116128575760405191612844604084611941565b6020808452838101919036833783525290565b632cd44ac360e21b5f5260045ffd5b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084116128dd579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15611eda575f516001600160a01b038116156128d357905f905f90565b505f906001905f90565b5050505f916003919056",
}

// Channels is an auto generated Go binding around an Ethereum contract.
type Channels struct {
	abi abi.ABI
}

// NewChannels creates a new instance of Channels.
func NewChannels() *Channels {
	parsed, err := ChannelsMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Channels{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Channels) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address ledger_, address registry_) returns()
func (channels *Channels) PackConstructor(ledger_ common.Address, registry_ common.Address) []byte {
	enc, err := channels.abi.Pack("", ledger_, registry_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackEXITDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d82ba25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function EXIT_DELAY() view returns(uint256)
func (channels *Channels) PackEXITDELAY() []byte {
	enc, err := channels.abi.Pack("EXIT_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEXITDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d82ba25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function EXIT_DELAY() view returns(uint256)
func (channels *Channels) TryPackEXITDELAY() ([]byte, error) {
	return channels.abi.Pack("EXIT_DELAY")
}

// UnpackEXITDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9d82ba25.
//
// Solidity: function EXIT_DELAY() view returns(uint256)
func (channels *Channels) UnpackEXITDELAY(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("EXIT_DELAY", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXITEMS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57d4c4ee.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_ITEMS() view returns(uint256)
func (channels *Channels) PackMAXITEMS() []byte {
	enc, err := channels.abi.Pack("MAX_ITEMS")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXITEMS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57d4c4ee.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_ITEMS() view returns(uint256)
func (channels *Channels) TryPackMAXITEMS() ([]byte, error) {
	return channels.abi.Pack("MAX_ITEMS")
}

// UnpackMAXITEMS is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57d4c4ee.
//
// Solidity: function MAX_ITEMS() view returns(uint256)
func (channels *Channels) UnpackMAXITEMS(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("MAX_ITEMS", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXPAYEES is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ecc86e8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_PAYEES() view returns(uint256)
func (channels *Channels) PackMAXPAYEES() []byte {
	enc, err := channels.abi.Pack("MAX_PAYEES")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXPAYEES is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ecc86e8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_PAYEES() view returns(uint256)
func (channels *Channels) TryPackMAXPAYEES() ([]byte, error) {
	return channels.abi.Pack("MAX_PAYEES")
}

// UnpackMAXPAYEES is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5ecc86e8.
//
// Solidity: function MAX_PAYEES() view returns(uint256)
func (channels *Channels) UnpackMAXPAYEES(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("MAX_PAYEES", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x02c09408.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accept(address provider, uint32 version) returns()
func (channels *Channels) PackAccept(provider common.Address, version uint32) []byte {
	enc, err := channels.abi.Pack("accept", provider, version)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x02c09408.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accept(address provider, uint32 version) returns()
func (channels *Channels) TryPackAccept(provider common.Address, version uint32) ([]byte, error) {
	return channels.abi.Pack("accept", provider, version)
}

// PackAccountExists is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x147500e3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accountExists(address user, address provider) view returns(bool)
func (channels *Channels) PackAccountExists(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("accountExists", user, provider)
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
func (channels *Channels) TryPackAccountExists(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("accountExists", user, provider)
}

// UnpackAccountExists is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x147500e3.
//
// Solidity: function accountExists(address user, address provider) view returns(bool)
func (channels *Channels) UnpackAccountExists(data []byte) (bool, error) {
	out, err := channels.abi.Unpack("accountExists", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackAddAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe50688f9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addAccount(address user, address provider, string ) payable returns()
func (channels *Channels) PackAddAccount(user common.Address, provider common.Address, arg2 string) []byte {
	enc, err := channels.abi.Pack("addAccount", user, provider, arg2)
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
func (channels *Channels) TryPackAddAccount(user common.Address, provider common.Address, arg2 string) ([]byte, error) {
	return channels.abi.Pack("addAccount", user, provider, arg2)
}

// PackBatchDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32164b63.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function batchDigest(address provider, bytes32 invoicesRoot, (address,uint96,uint24)[] items) view returns(bytes32)
func (channels *Channels) PackBatchDigest(provider common.Address, invoicesRoot [32]byte, items []Item) []byte {
	enc, err := channels.abi.Pack("batchDigest", provider, invoicesRoot, items)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBatchDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32164b63.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function batchDigest(address provider, bytes32 invoicesRoot, (address,uint96,uint24)[] items) view returns(bytes32)
func (channels *Channels) TryPackBatchDigest(provider common.Address, invoicesRoot [32]byte, items []Item) ([]byte, error) {
	return channels.abi.Pack("batchDigest", provider, invoicesRoot, items)
}

// UnpackBatchDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x32164b63.
//
// Solidity: function batchDigest(address provider, bytes32 invoicesRoot, (address,uint96,uint24)[] items) view returns(bytes32)
func (channels *Channels) UnpackBatchDigest(data []byte) ([32]byte, error) {
	out, err := channels.abi.Unpack("batchDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackChannel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b10eefa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function channel(address user, address provider) view returns((uint96,uint96,uint24,uint32,bool,uint96,uint40,uint96,address,uint40) state)
func (channels *Channels) PackChannel(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("channel", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChannel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b10eefa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function channel(address user, address provider) view returns((uint96,uint96,uint24,uint32,bool,uint96,uint40,uint96,address,uint40) state)
func (channels *Channels) TryPackChannel(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("channel", user, provider)
}

// UnpackChannel is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2b10eefa.
//
// Solidity: function channel(address user, address provider) view returns((uint96,uint96,uint24,uint32,bool,uint96,uint40,uint96,address,uint40) state)
func (channels *Channels) UnpackChannel(data []byte) (ChannelState, error) {
	out, err := channels.abi.Unpack("channel", data)
	if err != nil {
		return *new(ChannelState), err
	}
	out0 := *abi.ConvertType(out[0], new(ChannelState)).(*ChannelState)
	return out0, nil
}

// PackClaimBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bbac1cd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimBatch(address provider, address signer, (address,uint96,uint24)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) PackClaimBatch(provider common.Address, signer common.Address, items []Item, split []Payee, invoicesRoot [32]byte, signature []byte, proof PolicyProof) []byte {
	enc, err := channels.abi.Pack("claimBatch", provider, signer, items, split, invoicesRoot, signature, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bbac1cd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimBatch(address provider, address signer, (address,uint96,uint24)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) TryPackClaimBatch(provider common.Address, signer common.Address, items []Item, split []Payee, invoicesRoot [32]byte, signature []byte, proof PolicyProof) ([]byte, error) {
	return channels.abi.Pack("claimBatch", provider, signer, items, split, invoicesRoot, signature, proof)
}

// UnpackClaimBatch is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7bbac1cd.
//
// Solidity: function claimBatch(address provider, address signer, (address,uint96,uint24)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) UnpackClaimBatch(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("claimBatch", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClaimSigned is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa178e0f9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimSigned(address provider, address signer, (address,uint96,uint24,uint96,bytes32,bytes32)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) PackClaimSigned(provider common.Address, signer common.Address, items []SignedItem, split []Payee, invoicesRoot [32]byte, signature []byte, proof PolicyProof) []byte {
	enc, err := channels.abi.Pack("claimSigned", provider, signer, items, split, invoicesRoot, signature, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimSigned is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa178e0f9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimSigned(address provider, address signer, (address,uint96,uint24,uint96,bytes32,bytes32)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) TryPackClaimSigned(provider common.Address, signer common.Address, items []SignedItem, split []Payee, invoicesRoot [32]byte, signature []byte, proof PolicyProof) ([]byte, error) {
	return channels.abi.Pack("claimSigned", provider, signer, items, split, invoicesRoot, signature, proof)
}

// UnpackClaimSigned is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa178e0f9.
//
// Solidity: function claimSigned(address provider, address signer, (address,uint96,uint24,uint96,bytes32,bytes32)[] items, (address,uint16)[] split, bytes32 invoicesRoot, bytes signature, (bytes32,bytes32,uint64,bytes32,bytes32[]) proof) returns(uint256 paid)
func (channels *Channels) UnpackClaimSigned(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("claimSigned", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClaimable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x402914f5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimable(address payee) view returns(uint256)
func (channels *Channels) PackClaimable(payee common.Address) []byte {
	enc, err := channels.abi.Pack("claimable", payee)
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
func (channels *Channels) TryPackClaimable(payee common.Address) ([]byte, error) {
	return channels.abi.Pack("claimable", payee)
}

// UnpackClaimable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x402914f5.
//
// Solidity: function claimable(address payee) view returns(uint256)
func (channels *Channels) UnpackClaimable(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("claimable", data)
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
func (channels *Channels) PackDeleteAccount(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("deleteAccount", user, provider)
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
func (channels *Channels) TryPackDeleteAccount(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("deleteAccount", user, provider)
}

// PackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x745e87f7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositFund(address user, address provider, uint256 cancelRetrievingAmount) payable returns()
func (channels *Channels) PackDepositFund(user common.Address, provider common.Address, cancelRetrievingAmount *big.Int) []byte {
	enc, err := channels.abi.Pack("depositFund", user, provider, cancelRetrievingAmount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositFund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x745e87f7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositFund(address user, address provider, uint256 cancelRetrievingAmount) payable returns()
func (channels *Channels) TryPackDepositFund(user common.Address, provider common.Address, cancelRetrievingAmount *big.Int) ([]byte, error) {
	return channels.abi.Pack("depositFund", user, provider, cancelRetrievingAmount)
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (channels *Channels) PackEip712Domain() []byte {
	enc, err := channels.abi.Pack("eip712Domain")
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
func (channels *Channels) TryPackEip712Domain() ([]byte, error) {
	return channels.abi.Pack("eip712Domain")
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
func (channels *Channels) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := channels.abi.Unpack("eip712Domain", data)
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

// PackGetPendingRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x264173d6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPendingRefund(address user, address provider) view returns(uint256)
func (channels *Channels) PackGetPendingRefund(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("getPendingRefund", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPendingRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x264173d6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPendingRefund(address user, address provider) view returns(uint256)
func (channels *Channels) TryPackGetPendingRefund(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("getPendingRefund", user, provider)
}

// UnpackGetPendingRefund is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x264173d6.
//
// Solidity: function getPendingRefund(address user, address provider) view returns(uint256)
func (channels *Channels) UnpackGetPendingRefund(data []byte) (*big.Int, error) {
	out, err := channels.abi.Unpack("getPendingRefund", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackLedger is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x56397c35.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ledger() view returns(address)
func (channels *Channels) PackLedger() []byte {
	enc, err := channels.abi.Pack("ledger")
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
func (channels *Channels) TryPackLedger() ([]byte, error) {
	return channels.abi.Pack("ledger")
}

// UnpackLedger is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x56397c35.
//
// Solidity: function ledger() view returns(address)
func (channels *Channels) UnpackLedger(data []byte) (common.Address, error) {
	out, err := channels.abi.Unpack("ledger", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackProcessRefund is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4e3c4f22.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function processRefund(address user, address provider) returns(uint256 totalAmount, uint256 balance, uint256 pendingRefund)
func (channels *Channels) PackProcessRefund(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("processRefund", user, provider)
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
func (channels *Channels) TryPackProcessRefund(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("processRefund", user, provider)
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
func (channels *Channels) UnpackProcessRefund(data []byte) (ProcessRefundOutput, error) {
	out, err := channels.abi.Unpack("processRefund", data)
	outstruct := new(ProcessRefundOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.TotalAmount = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Balance = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.PendingRefund = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackRegistry is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b103999.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registry() view returns(address)
func (channels *Channels) PackRegistry() []byte {
	enc, err := channels.abi.Pack("registry")
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
func (channels *Channels) TryPackRegistry() ([]byte, error) {
	return channels.abi.Pack("registry")
}

// UnpackRegistry is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7b103999.
//
// Solidity: function registry() view returns(address)
func (channels *Channels) UnpackRegistry(data []byte) (common.Address, error) {
	out, err := channels.abi.Unpack("registry", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRequestRefundAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c79158d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestRefundAll(address user, address provider) returns()
func (channels *Channels) PackRequestRefundAll(user common.Address, provider common.Address) []byte {
	enc, err := channels.abi.Pack("requestRefundAll", user, provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestRefundAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c79158d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestRefundAll(address user, address provider) returns()
func (channels *Channels) TryPackRequestRefundAll(user common.Address, provider common.Address) ([]byte, error) {
	return channels.abi.Pack("requestRefundAll", user, provider)
}

// PackRevokeSessionKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84f4fc6a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeSessionKey(address provider) returns()
func (channels *Channels) PackRevokeSessionKey(provider common.Address) []byte {
	enc, err := channels.abi.Pack("revokeSessionKey", provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeSessionKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84f4fc6a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeSessionKey(address provider) returns()
func (channels *Channels) TryPackRevokeSessionKey(provider common.Address) ([]byte, error) {
	return channels.abi.Pack("revokeSessionKey", provider)
}

// PackService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bd84701.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function service(address provider) view returns((address,uint32,bytes32,bytes32))
func (channels *Channels) PackService(provider common.Address) []byte {
	enc, err := channels.abi.Pack("service", provider)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bd84701.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function service(address provider) view returns((address,uint32,bytes32,bytes32))
func (channels *Channels) TryPackService(provider common.Address) ([]byte, error) {
	return channels.abi.Pack("service", provider)
}

// UnpackService is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4bd84701.
//
// Solidity: function service(address provider) view returns((address,uint32,bytes32,bytes32))
func (channels *Channels) UnpackService(data []byte) (Service, error) {
	out, err := channels.abi.Unpack("service", data)
	if err != nil {
		return *new(Service), err
	}
	out0 := *abi.ConvertType(out[0], new(Service)).(*Service)
	return out0, nil
}

// PackSetService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xebce1777.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setService(address signer, bytes32 policy, (address,uint16)[] split) returns(uint32 version)
func (channels *Channels) PackSetService(signer common.Address, policy [32]byte, split []Payee) []byte {
	enc, err := channels.abi.Pack("setService", signer, policy, split)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetService is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xebce1777.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setService(address signer, bytes32 policy, (address,uint16)[] split) returns(uint32 version)
func (channels *Channels) TryPackSetService(signer common.Address, policy [32]byte, split []Payee) ([]byte, error) {
	return channels.abi.Pack("setService", signer, policy, split)
}

// UnpackSetService is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xebce1777.
//
// Solidity: function setService(address signer, bytes32 policy, (address,uint16)[] split) returns(uint32 version)
func (channels *Channels) UnpackSetService(data []byte) (uint32, error) {
	out, err := channels.abi.Unpack("setService", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackSetSessionKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8128cfe1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setSessionKey(address provider, address key) returns()
func (channels *Channels) PackSetSessionKey(provider common.Address, key common.Address) []byte {
	enc, err := channels.abi.Pack("setSessionKey", provider, key)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetSessionKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8128cfe1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setSessionKey(address provider, address key) returns()
func (channels *Channels) TryPackSetSessionKey(provider common.Address, key common.Address) ([]byte, error) {
	return channels.abi.Pack("setSessionKey", provider, key)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (channels *Channels) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := channels.abi.Pack("supportsInterface", interfaceId)
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
func (channels *Channels) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return channels.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (channels *Channels) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := channels.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSync is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x818d90e3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function sync(address provider, address[] users) returns()
func (channels *Channels) PackSync(provider common.Address, users []common.Address) []byte {
	enc, err := channels.abi.Pack("sync", provider, users)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSync is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x818d90e3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function sync(address provider, address[] users) returns()
func (channels *Channels) TryPackSync(provider common.Address, users []common.Address) ([]byte, error) {
	return channels.abi.Pack("sync", provider, users)
}

// PackVoucherDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9116ec1a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function voucherDigest((address,address,address,uint128,uint64) v) view returns(bytes32)
func (channels *Channels) PackVoucherDigest(v Voucher) []byte {
	enc, err := channels.abi.Pack("voucherDigest", v)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVoucherDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9116ec1a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function voucherDigest((address,address,address,uint128,uint64) v) view returns(bytes32)
func (channels *Channels) TryPackVoucherDigest(v Voucher) ([]byte, error) {
	return channels.abi.Pack("voucherDigest", v)
}

// UnpackVoucherDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9116ec1a.
//
// Solidity: function voucherDigest((address,address,address,uint128,uint64) v) view returns(bytes32)
func (channels *Channels) UnpackVoucherDigest(data []byte) ([32]byte, error) {
	out, err := channels.abi.Unpack("voucherDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51cff8d9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address to) returns()
func (channels *Channels) PackWithdraw(to common.Address) []byte {
	enc, err := channels.abi.Pack("withdraw", to)
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
func (channels *Channels) TryPackWithdraw(to common.Address) ([]byte, error) {
	return channels.abi.Pack("withdraw", to)
}

// ChannelsAccountAdded represents a AccountAdded event raised by the Channels contract.
type ChannelsAccountAdded struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsAccountAddedEventName = "AccountAdded"

// ContractEventName returns the user-defined event name.
func (ChannelsAccountAdded) ContractEventName() string {
	return ChannelsAccountAddedEventName
}

// UnpackAccountAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountAdded(address indexed user, address indexed provider, uint256 amount)
func (channels *Channels) UnpackAccountAddedEvent(log *types.Log) (*ChannelsAccountAdded, error) {
	event := "AccountAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsAccountAdded)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsAccountDeleted represents a AccountDeleted event raised by the Channels contract.
type ChannelsAccountDeleted struct {
	User     common.Address
	Provider common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsAccountDeletedEventName = "AccountDeleted"

// ContractEventName returns the user-defined event name.
func (ChannelsAccountDeleted) ContractEventName() string {
	return ChannelsAccountDeletedEventName
}

// UnpackAccountDeletedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountDeleted(address indexed user, address indexed provider)
func (channels *Channels) UnpackAccountDeletedEvent(log *types.Log) (*ChannelsAccountDeleted, error) {
	event := "AccountDeleted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsAccountDeleted)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsAccountFunded represents a AccountFunded event raised by the Channels contract.
type ChannelsAccountFunded struct {
	User      common.Address
	Provider  common.Address
	Amount    *big.Int
	Cancelled *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ChannelsAccountFundedEventName = "AccountFunded"

// ContractEventName returns the user-defined event name.
func (ChannelsAccountFunded) ContractEventName() string {
	return ChannelsAccountFundedEventName
}

// UnpackAccountFundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountFunded(address indexed user, address indexed provider, uint256 amount, uint256 cancelled)
func (channels *Channels) UnpackAccountFundedEvent(log *types.Log) (*ChannelsAccountFunded, error) {
	event := "AccountFunded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsAccountFunded)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsAccountRefunded represents a AccountRefunded event raised by the Channels contract.
type ChannelsAccountRefunded struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsAccountRefundedEventName = "AccountRefunded"

// ContractEventName returns the user-defined event name.
func (ChannelsAccountRefunded) ContractEventName() string {
	return ChannelsAccountRefundedEventName
}

// UnpackAccountRefundedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccountRefunded(address indexed user, address indexed provider, uint256 amount)
func (channels *Channels) UnpackAccountRefundedEvent(log *types.Log) (*ChannelsAccountRefunded, error) {
	event := "AccountRefunded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsAccountRefunded)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsBatchClaimed represents a BatchClaimed event raised by the Channels contract.
type ChannelsBatchClaimed struct {
	Provider     common.Address
	Signer       common.Address
	InvoicesRoot [32]byte
	Split        [32]byte
	Paid         *big.Int
	Raw          *types.Log // Blockchain specific contextual infos
}

const ChannelsBatchClaimedEventName = "BatchClaimed"

// ContractEventName returns the user-defined event name.
func (ChannelsBatchClaimed) ContractEventName() string {
	return ChannelsBatchClaimedEventName
}

// UnpackBatchClaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BatchClaimed(address indexed provider, address indexed signer, bytes32 indexed invoicesRoot, bytes32 split, uint256 paid)
func (channels *Channels) UnpackBatchClaimedEvent(log *types.Log) (*ChannelsBatchClaimed, error) {
	event := "BatchClaimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsBatchClaimed)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsClaimed represents a Claimed event raised by the Channels contract.
type ChannelsClaimed struct {
	User     common.Address
	Provider common.Address
	Paid     *big.Int
	Total    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsClaimedEventName = "Claimed"

// ContractEventName returns the user-defined event name.
func (ChannelsClaimed) ContractEventName() string {
	return ChannelsClaimedEventName
}

// UnpackClaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Claimed(address indexed user, address indexed provider, uint256 paid, uint256 total)
func (channels *Channels) UnpackClaimedEvent(log *types.Log) (*ChannelsClaimed, error) {
	event := "Claimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsClaimed)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsCredited represents a Credited event raised by the Channels contract.
type ChannelsCredited struct {
	Provider common.Address
	Payee    common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (ChannelsCredited) ContractEventName() string {
	return ChannelsCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(address indexed provider, address indexed payee, uint256 amount)
func (channels *Channels) UnpackCreditedEvent(log *types.Log) (*ChannelsCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsCredited)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsEIP712DomainChanged represents a EIP712DomainChanged event raised by the Channels contract.
type ChannelsEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const ChannelsEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (ChannelsEIP712DomainChanged) ContractEventName() string {
	return ChannelsEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (channels *Channels) UnpackEIP712DomainChangedEvent(log *types.Log) (*ChannelsEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsEpochStarted represents a EpochStarted event raised by the Channels contract.
type ChannelsEpochStarted struct {
	User     common.Address
	Provider common.Address
	Epoch    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsEpochStartedEventName = "EpochStarted"

// ContractEventName returns the user-defined event name.
func (ChannelsEpochStarted) ContractEventName() string {
	return ChannelsEpochStartedEventName
}

// UnpackEpochStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EpochStarted(address indexed user, address indexed provider, uint24 epoch)
func (channels *Channels) UnpackEpochStartedEvent(log *types.Log) (*ChannelsEpochStarted, error) {
	event := "EpochStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsEpochStarted)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsExitRequested represents a ExitRequested event raised by the Channels contract.
type ChannelsExitRequested struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	UnlockAt *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsExitRequestedEventName = "ExitRequested"

// ContractEventName returns the user-defined event name.
func (ChannelsExitRequested) ContractEventName() string {
	return ChannelsExitRequestedEventName
}

// UnpackExitRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExitRequested(address indexed user, address indexed provider, uint256 amount, uint256 unlockAt)
func (channels *Channels) UnpackExitRequestedEvent(log *types.Log) (*ChannelsExitRequested, error) {
	event := "ExitRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsExitRequested)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsServiceAccepted represents a ServiceAccepted event raised by the Channels contract.
type ChannelsServiceAccepted struct {
	User     common.Address
	Provider common.Address
	Version  uint32
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsServiceAcceptedEventName = "ServiceAccepted"

// ContractEventName returns the user-defined event name.
func (ChannelsServiceAccepted) ContractEventName() string {
	return ChannelsServiceAcceptedEventName
}

// UnpackServiceAcceptedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ServiceAccepted(address indexed user, address indexed provider, uint32 version)
func (channels *Channels) UnpackServiceAcceptedEvent(log *types.Log) (*ChannelsServiceAccepted, error) {
	event := "ServiceAccepted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsServiceAccepted)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsServiceSet represents a ServiceSet event raised by the Channels contract.
type ChannelsServiceSet struct {
	Provider common.Address
	Signer   common.Address
	Version  uint32
	Policy   [32]byte
	Split    []Payee
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsServiceSetEventName = "ServiceSet"

// ContractEventName returns the user-defined event name.
func (ChannelsServiceSet) ContractEventName() string {
	return ChannelsServiceSetEventName
}

// UnpackServiceSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ServiceSet(address indexed provider, address indexed signer, uint32 version, bytes32 policy, (address,uint16)[] split)
func (channels *Channels) UnpackServiceSetEvent(log *types.Log) (*ChannelsServiceSet, error) {
	event := "ServiceSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsServiceSet)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsSessionKeyRevoked represents a SessionKeyRevoked event raised by the Channels contract.
type ChannelsSessionKeyRevoked struct {
	User     common.Address
	Provider common.Address
	Epoch    *big.Int
	RevokeAt *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsSessionKeyRevokedEventName = "SessionKeyRevoked"

// ContractEventName returns the user-defined event name.
func (ChannelsSessionKeyRevoked) ContractEventName() string {
	return ChannelsSessionKeyRevokedEventName
}

// UnpackSessionKeyRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SessionKeyRevoked(address indexed user, address indexed provider, uint24 epoch, uint256 revokeAt)
func (channels *Channels) UnpackSessionKeyRevokedEvent(log *types.Log) (*ChannelsSessionKeyRevoked, error) {
	event := "SessionKeyRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsSessionKeyRevoked)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsSessionKeySet represents a SessionKeySet event raised by the Channels contract.
type ChannelsSessionKeySet struct {
	User     common.Address
	Provider common.Address
	Key      common.Address
	Epoch    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsSessionKeySetEventName = "SessionKeySet"

// ContractEventName returns the user-defined event name.
func (ChannelsSessionKeySet) ContractEventName() string {
	return ChannelsSessionKeySetEventName
}

// UnpackSessionKeySetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SessionKeySet(address indexed user, address indexed provider, address key, uint24 epoch)
func (channels *Channels) UnpackSessionKeySetEvent(log *types.Log) (*ChannelsSessionKeySet, error) {
	event := "SessionKeySet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsSessionKeySet)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsSpendingReported represents a SpendingReported event raised by the Channels contract.
type ChannelsSpendingReported struct {
	User     common.Address
	Provider common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ChannelsSpendingReportedEventName = "SpendingReported"

// ContractEventName returns the user-defined event name.
func (ChannelsSpendingReported) ContractEventName() string {
	return ChannelsSpendingReportedEventName
}

// UnpackSpendingReportedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SpendingReported(address indexed user, address indexed provider, uint256 amount)
func (channels *Channels) UnpackSpendingReportedEvent(log *types.Log) (*ChannelsSpendingReported, error) {
	event := "SpendingReported"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsSpendingReported)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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

// ChannelsWithdrawn represents a Withdrawn event raised by the Channels contract.
type ChannelsWithdrawn struct {
	Payee  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ChannelsWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ChannelsWithdrawn) ContractEventName() string {
	return ChannelsWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed payee, address to, uint256 amount)
func (channels *Channels) UnpackWithdrawnEvent(log *types.Log) (*ChannelsWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != channels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ChannelsWithdrawn)
	if len(log.Data) > 0 {
		if err := channels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range channels.abi.Events[event].Inputs {
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
func (channels *Channels) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], channels.abi.Errors["AccountExists"].ID.Bytes()[:4]) {
		return channels.UnpackAccountExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["AccountNotEmpty"].ID.Bytes()[:4]) {
		return channels.UnpackAccountNotEmptyError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["AccountNotExists"].ID.Bytes()[:4]) {
		return channels.UnpackAccountNotExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["AlreadyRevoked"].ID.Bytes()[:4]) {
		return channels.UnpackAlreadyRevokedError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["CallerNotLedger"].ID.Bytes()[:4]) {
		return channels.UnpackCallerNotLedgerError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["ChannelsLocked"].ID.Bytes()[:4]) {
		return channels.UnpackChannelsLockedError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["EmptyShare"].ID.Bytes()[:4]) {
		return channels.UnpackEmptyShareError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return channels.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["MalformedSignature"].ID.Bytes()[:4]) {
		return channels.UnpackMalformedSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["NothingToWithdraw"].ID.Bytes()[:4]) {
		return channels.UnpackNothingToWithdrawError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["SafeCastOverflowedUintDowncast"].ID.Bytes()[:4]) {
		return channels.UnpackSafeCastOverflowedUintDowncastError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["SessionKeyExists"].ID.Bytes()[:4]) {
		return channels.UnpackSessionKeyExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["SignerNotCurrent"].ID.Bytes()[:4]) {
		return channels.UnpackSignerNotCurrentError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["SignerNotTrusted"].ID.Bytes()[:4]) {
		return channels.UnpackSignerNotTrustedError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["SplitNotWhole"].ID.Bytes()[:4]) {
		return channels.UnpackSplitNotWholeError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["StaleVersion"].ID.Bytes()[:4]) {
		return channels.UnpackStaleVersionError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return channels.UnpackStringTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["TooManyItems"].ID.Bytes()[:4]) {
		return channels.UnpackTooManyItemsError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["TooManyPayees"].ID.Bytes()[:4]) {
		return channels.UnpackTooManyPayeesError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["TransferFailed"].ID.Bytes()[:4]) {
		return channels.UnpackTransferFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["UserIsProvider"].ID.Bytes()[:4]) {
		return channels.UnpackUserIsProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["WrongSigner"].ID.Bytes()[:4]) {
		return channels.UnpackWrongSignerError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["WrongSplit"].ID.Bytes()[:4]) {
		return channels.UnpackWrongSplitError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["ZeroAddress"].ID.Bytes()[:4]) {
		return channels.UnpackZeroAddressError(raw[4:])
	}
	if bytes.Equal(raw[:4], channels.abi.Errors["ZeroPolicy"].ID.Bytes()[:4]) {
		return channels.UnpackZeroPolicyError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ChannelsAccountExists represents a AccountExists error raised by the Channels contract.
type ChannelsAccountExists struct {
	User     common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountExists(address user, address provider)
func ChannelsAccountExistsErrorID() common.Hash {
	return common.HexToHash("0xb3c19d64aff0e1567ba5a99120b4c338b762602ccce6baa9dd669a8563276954")
}

// UnpackAccountExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountExists(address user, address provider)
func (channels *Channels) UnpackAccountExistsError(raw []byte) (*ChannelsAccountExists, error) {
	out := new(ChannelsAccountExists)
	if err := channels.abi.UnpackIntoInterface(out, "AccountExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsAccountNotEmpty represents a AccountNotEmpty error raised by the Channels contract.
type ChannelsAccountNotEmpty struct {
	User     common.Address
	Provider common.Address
	Balance  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountNotEmpty(address user, address provider, uint256 balance)
func ChannelsAccountNotEmptyErrorID() common.Hash {
	return common.HexToHash("0x4af78027e1ea6b5d65877618d1ce327a8134d1ff73abc0643ab7d63cc0ea6c6a")
}

// UnpackAccountNotEmptyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountNotEmpty(address user, address provider, uint256 balance)
func (channels *Channels) UnpackAccountNotEmptyError(raw []byte) (*ChannelsAccountNotEmpty, error) {
	out := new(ChannelsAccountNotEmpty)
	if err := channels.abi.UnpackIntoInterface(out, "AccountNotEmpty", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsAccountNotExists represents a AccountNotExists error raised by the Channels contract.
type ChannelsAccountNotExists struct {
	User     common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccountNotExists(address user, address provider)
func ChannelsAccountNotExistsErrorID() common.Hash {
	return common.HexToHash("0x08ca03acdd86f3c3773e54403ee2a03750b69a24049323f96e6ffeaa365fdc8c")
}

// UnpackAccountNotExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccountNotExists(address user, address provider)
func (channels *Channels) UnpackAccountNotExistsError(raw []byte) (*ChannelsAccountNotExists, error) {
	out := new(ChannelsAccountNotExists)
	if err := channels.abi.UnpackIntoInterface(out, "AccountNotExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsAlreadyRevoked represents a AlreadyRevoked error raised by the Channels contract.
type ChannelsAlreadyRevoked struct {
	RevokeAt *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyRevoked(uint256 revokeAt)
func ChannelsAlreadyRevokedErrorID() common.Hash {
	return common.HexToHash("0xe80455f57ad40c54dc6f178ebb1c48d3b622503a38c34944ac29a611c9e7e693")
}

// UnpackAlreadyRevokedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyRevoked(uint256 revokeAt)
func (channels *Channels) UnpackAlreadyRevokedError(raw []byte) (*ChannelsAlreadyRevoked, error) {
	out := new(ChannelsAlreadyRevoked)
	if err := channels.abi.UnpackIntoInterface(out, "AlreadyRevoked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsCallerNotLedger represents a CallerNotLedger error raised by the Channels contract.
type ChannelsCallerNotLedger struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallerNotLedger(address caller)
func ChannelsCallerNotLedgerErrorID() common.Hash {
	return common.HexToHash("0x52446b87a1ce3cacf1673091ca6895a87795476ba67c74ce74ac2d712c118446")
}

// UnpackCallerNotLedgerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallerNotLedger(address caller)
func (channels *Channels) UnpackCallerNotLedgerError(raw []byte) (*ChannelsCallerNotLedger, error) {
	out := new(ChannelsCallerNotLedger)
	if err := channels.abi.UnpackIntoInterface(out, "CallerNotLedger", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsChannelsLocked represents a ChannelsLocked error raised by the Channels contract.
type ChannelsChannelsLocked struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ChannelsLocked()
func ChannelsChannelsLockedErrorID() common.Hash {
	return common.HexToHash("0x29c4e708834d9c28e66203f584d7543f4455b3264be00b6b5b630391d11e6e55")
}

// UnpackChannelsLockedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ChannelsLocked()
func (channels *Channels) UnpackChannelsLockedError(raw []byte) (*ChannelsChannelsLocked, error) {
	out := new(ChannelsChannelsLocked)
	if err := channels.abi.UnpackIntoInterface(out, "ChannelsLocked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsEmptyShare represents a EmptyShare error raised by the Channels contract.
type ChannelsEmptyShare struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EmptyShare(address account)
func ChannelsEmptyShareErrorID() common.Hash {
	return common.HexToHash("0xeaff504e555ff530fab9df37b31544869864ea5d66a21a058ffabf48f71c5392")
}

// UnpackEmptyShareError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EmptyShare(address account)
func (channels *Channels) UnpackEmptyShareError(raw []byte) (*ChannelsEmptyShare, error) {
	out := new(ChannelsEmptyShare)
	if err := channels.abi.UnpackIntoInterface(out, "EmptyShare", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsInvalidShortString represents a InvalidShortString error raised by the Channels contract.
type ChannelsInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func ChannelsInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (channels *Channels) UnpackInvalidShortStringError(raw []byte) (*ChannelsInvalidShortString, error) {
	out := new(ChannelsInvalidShortString)
	if err := channels.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsMalformedSignature represents a MalformedSignature error raised by the Channels contract.
type ChannelsMalformedSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MalformedSignature()
func ChannelsMalformedSignatureErrorID() common.Hash {
	return common.HexToHash("0x55a1e16eadce29d71cb136c0493e3881b154dc5303ad068a5a1e01023482b7e2")
}

// UnpackMalformedSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MalformedSignature()
func (channels *Channels) UnpackMalformedSignatureError(raw []byte) (*ChannelsMalformedSignature, error) {
	out := new(ChannelsMalformedSignature)
	if err := channels.abi.UnpackIntoInterface(out, "MalformedSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsNothingToWithdraw represents a NothingToWithdraw error raised by the Channels contract.
type ChannelsNothingToWithdraw struct {
	Payee common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToWithdraw(address payee)
func ChannelsNothingToWithdrawErrorID() common.Hash {
	return common.HexToHash("0xdc69dc16e4a8405b44139edda9a06ee66b303337358b6f4633533d65de15b7f4")
}

// UnpackNothingToWithdrawError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToWithdraw(address payee)
func (channels *Channels) UnpackNothingToWithdrawError(raw []byte) (*ChannelsNothingToWithdraw, error) {
	out := new(ChannelsNothingToWithdraw)
	if err := channels.abi.UnpackIntoInterface(out, "NothingToWithdraw", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsSafeCastOverflowedUintDowncast represents a SafeCastOverflowedUintDowncast error raised by the Channels contract.
type ChannelsSafeCastOverflowedUintDowncast struct {
	Bits  uint8
	Value *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func ChannelsSafeCastOverflowedUintDowncastErrorID() common.Hash {
	return common.HexToHash("0x6dfcc6503a32754ce7a89698e18201fc5294fd4aad43edefee786f88423b1a12")
}

// UnpackSafeCastOverflowedUintDowncastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func (channels *Channels) UnpackSafeCastOverflowedUintDowncastError(raw []byte) (*ChannelsSafeCastOverflowedUintDowncast, error) {
	out := new(ChannelsSafeCastOverflowedUintDowncast)
	if err := channels.abi.UnpackIntoInterface(out, "SafeCastOverflowedUintDowncast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsSessionKeyExists represents a SessionKeyExists error raised by the Channels contract.
type ChannelsSessionKeyExists struct {
	Key   common.Address
	Epoch *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SessionKeyExists(address key, uint24 epoch)
func ChannelsSessionKeyExistsErrorID() common.Hash {
	return common.HexToHash("0xebe05e87a7e90fb6af3555d63fbd3af61b677212b2f49d14fc5806c663f8a751")
}

// UnpackSessionKeyExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SessionKeyExists(address key, uint24 epoch)
func (channels *Channels) UnpackSessionKeyExistsError(raw []byte) (*ChannelsSessionKeyExists, error) {
	out := new(ChannelsSessionKeyExists)
	if err := channels.abi.UnpackIntoInterface(out, "SessionKeyExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsSignerNotCurrent represents a SignerNotCurrent error raised by the Channels contract.
type ChannelsSignerNotCurrent struct {
	Signer  common.Address
	Current common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignerNotCurrent(address signer, address current)
func ChannelsSignerNotCurrentErrorID() common.Hash {
	return common.HexToHash("0xef6da79d3f148891a4aeab63862e7d8572cfc6029d46b62acdd72c619b8916ac")
}

// UnpackSignerNotCurrentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignerNotCurrent(address signer, address current)
func (channels *Channels) UnpackSignerNotCurrentError(raw []byte) (*ChannelsSignerNotCurrent, error) {
	out := new(ChannelsSignerNotCurrent)
	if err := channels.abi.UnpackIntoInterface(out, "SignerNotCurrent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsSignerNotTrusted represents a SignerNotTrusted error raised by the Channels contract.
type ChannelsSignerNotTrusted struct {
	Signer common.Address
	Policy [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignerNotTrusted(address signer, bytes32 policy)
func ChannelsSignerNotTrustedErrorID() common.Hash {
	return common.HexToHash("0x9207c07c6a1387390437b4159ea02289bdb1cc6cf2d2f30f05f5a696fe53c7cd")
}

// UnpackSignerNotTrustedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignerNotTrusted(address signer, bytes32 policy)
func (channels *Channels) UnpackSignerNotTrustedError(raw []byte) (*ChannelsSignerNotTrusted, error) {
	out := new(ChannelsSignerNotTrusted)
	if err := channels.abi.UnpackIntoInterface(out, "SignerNotTrusted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsSplitNotWhole represents a SplitNotWhole error raised by the Channels contract.
type ChannelsSplitNotWhole struct {
	Bps *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SplitNotWhole(uint256 bps)
func ChannelsSplitNotWholeErrorID() common.Hash {
	return common.HexToHash("0xa0856157551acbbe3f69c6ab0fbdf3eccecfae82114791a25bf633ef9d53aa05")
}

// UnpackSplitNotWholeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SplitNotWhole(uint256 bps)
func (channels *Channels) UnpackSplitNotWholeError(raw []byte) (*ChannelsSplitNotWhole, error) {
	out := new(ChannelsSplitNotWhole)
	if err := channels.abi.UnpackIntoInterface(out, "SplitNotWhole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsStaleVersion represents a StaleVersion error raised by the Channels contract.
type ChannelsStaleVersion struct {
	Version uint32
	Current uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleVersion(uint32 version, uint32 current)
func ChannelsStaleVersionErrorID() common.Hash {
	return common.HexToHash("0xab7855737f82cc1697be795c7fe27ffe380e373f9db23584ec5180bdcdcb619d")
}

// UnpackStaleVersionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleVersion(uint32 version, uint32 current)
func (channels *Channels) UnpackStaleVersionError(raw []byte) (*ChannelsStaleVersion, error) {
	out := new(ChannelsStaleVersion)
	if err := channels.abi.UnpackIntoInterface(out, "StaleVersion", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsStringTooLong represents a StringTooLong error raised by the Channels contract.
type ChannelsStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func ChannelsStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (channels *Channels) UnpackStringTooLongError(raw []byte) (*ChannelsStringTooLong, error) {
	out := new(ChannelsStringTooLong)
	if err := channels.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsTooManyItems represents a TooManyItems error raised by the Channels contract.
type ChannelsTooManyItems struct {
	Count *big.Int
	Most  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyItems(uint256 count, uint256 most)
func ChannelsTooManyItemsErrorID() common.Hash {
	return common.HexToHash("0x5b679eb1ad5ec61fa8a2f7173ab5a7be16974e6bc461638e3fa8f18b51cbfdad")
}

// UnpackTooManyItemsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyItems(uint256 count, uint256 most)
func (channels *Channels) UnpackTooManyItemsError(raw []byte) (*ChannelsTooManyItems, error) {
	out := new(ChannelsTooManyItems)
	if err := channels.abi.UnpackIntoInterface(out, "TooManyItems", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsTooManyPayees represents a TooManyPayees error raised by the Channels contract.
type ChannelsTooManyPayees struct {
	Count *big.Int
	Most  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyPayees(uint256 count, uint256 most)
func ChannelsTooManyPayeesErrorID() common.Hash {
	return common.HexToHash("0x67c16401cd0799ab13f2b4352df7c6cd8a5b64abaea7ec9526bd8f09da1d0c39")
}

// UnpackTooManyPayeesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyPayees(uint256 count, uint256 most)
func (channels *Channels) UnpackTooManyPayeesError(raw []byte) (*ChannelsTooManyPayees, error) {
	out := new(ChannelsTooManyPayees)
	if err := channels.abi.UnpackIntoInterface(out, "TooManyPayees", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsTransferFailed represents a TransferFailed error raised by the Channels contract.
type ChannelsTransferFailed struct {
	To common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFailed(address to)
func ChannelsTransferFailedErrorID() common.Hash {
	return common.HexToHash("0x39f1c8d9a08940175dbc82f15840b953aa855264e371e68f3e5d5cb38c445fa0")
}

// UnpackTransferFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFailed(address to)
func (channels *Channels) UnpackTransferFailedError(raw []byte) (*ChannelsTransferFailed, error) {
	out := new(ChannelsTransferFailed)
	if err := channels.abi.UnpackIntoInterface(out, "TransferFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsUserIsProvider represents a UserIsProvider error raised by the Channels contract.
type ChannelsUserIsProvider struct {
	User common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UserIsProvider(address user)
func ChannelsUserIsProviderErrorID() common.Hash {
	return common.HexToHash("0xcc9ddfa60efd08fb04503f64f3246c02e8d1c4616e639e1568e6c6fa1313e104")
}

// UnpackUserIsProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UserIsProvider(address user)
func (channels *Channels) UnpackUserIsProviderError(raw []byte) (*ChannelsUserIsProvider, error) {
	out := new(ChannelsUserIsProvider)
	if err := channels.abi.UnpackIntoInterface(out, "UserIsProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsWrongSigner represents a WrongSigner error raised by the Channels contract.
type ChannelsWrongSigner struct {
	Signer   common.Address
	Expected common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSigner(address signer, address expected)
func ChannelsWrongSignerErrorID() common.Hash {
	return common.HexToHash("0x366d29f7de543b1e5962d6f7315450f1f5ec3d853d28dca80282b4c242185268")
}

// UnpackWrongSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSigner(address signer, address expected)
func (channels *Channels) UnpackWrongSignerError(raw []byte) (*ChannelsWrongSigner, error) {
	out := new(ChannelsWrongSigner)
	if err := channels.abi.UnpackIntoInterface(out, "WrongSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsWrongSplit represents a WrongSplit error raised by the Channels contract.
type ChannelsWrongSplit struct {
	Digest   [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSplit(bytes32 digest, bytes32 expected)
func ChannelsWrongSplitErrorID() common.Hash {
	return common.HexToHash("0x0b1237deea82d7453930e89f72fc5fadda86f862465735df871793f19e58aa89")
}

// UnpackWrongSplitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSplit(bytes32 digest, bytes32 expected)
func (channels *Channels) UnpackWrongSplitError(raw []byte) (*ChannelsWrongSplit, error) {
	out := new(ChannelsWrongSplit)
	if err := channels.abi.UnpackIntoInterface(out, "WrongSplit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsZeroAddress represents a ZeroAddress error raised by the Channels contract.
type ChannelsZeroAddress struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAddress()
func ChannelsZeroAddressErrorID() common.Hash {
	return common.HexToHash("0xd92e233df2717d4a40030e20904abd27b68fcbeede117eaaccbbdac9618c8c73")
}

// UnpackZeroAddressError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAddress()
func (channels *Channels) UnpackZeroAddressError(raw []byte) (*ChannelsZeroAddress, error) {
	out := new(ChannelsZeroAddress)
	if err := channels.abi.UnpackIntoInterface(out, "ZeroAddress", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ChannelsZeroPolicy represents a ZeroPolicy error raised by the Channels contract.
type ChannelsZeroPolicy struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroPolicy()
func ChannelsZeroPolicyErrorID() common.Hash {
	return common.HexToHash("0x764f629e7dff7662e33877c95272ff36f5cca2b069d4cfdf442fe6dd5f2cf38d")
}

// UnpackZeroPolicyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroPolicy()
func (channels *Channels) UnpackZeroPolicyError(raw []byte) (*ChannelsZeroPolicy, error) {
	out := new(ChannelsZeroPolicy)
	if err := channels.abi.UnpackIntoInterface(out, "ZeroPolicy", raw); err != nil {
		return nil, err
	}
	return out, nil
}
