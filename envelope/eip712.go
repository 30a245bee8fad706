package envelope

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// The EIP-712 types, as the JobEscrow hashes them.
const (
	domainType     = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
	orderType      = "Order(address user,address provider,address signer,bytes32 baseModel,bytes32 datasetRoot,bytes32 datasetDigest,bytes32 config,bytes32 policy,bytes32 split,uint128 price,uint128 maxFee,uint64 deadline,bytes32 recipient,uint256 nonce)"
	cancelType     = "Cancel(bytes32 jobId)"
	settlementType = "Settlement(bytes32 jobId,uint128 fee,uint8 outcome,bytes32 artifactRoot,bytes32 artifactDigest,bytes32 wrappedKeyHash,bytes32 receipt,bytes32 invoice)"
	availableType  = "Available(bytes32 jobId,bytes32 artifactRoot,uint64 size)"
)

// Domain is the EIP-712 domain Hallmark/1 of one JobEscrow on one chain.
type Domain struct {
	ChainID uint64
	Escrow  hallmark.Address
}

func (d Domain) separator() hallmark.Digest {
	return words(keccak([]byte(domainType)), keccak([]byte("Hallmark")), keccak([]byte("1")),
		number(d.ChainID), address(d.Escrow))
}

func (d Domain) digest(structHash hallmark.Digest) hallmark.Digest {
	sep := d.separator()
	return keccak([]byte{0x19, 0x01}, sep[:], structHash[:])
}

// JobID is the EIP-712 digest of the order: what the user signs and the name
// of the job.
func (d Domain) JobID(o hallmark.Order) hallmark.JobID {
	return d.digest(words(keccak([]byte(orderType)),
		address(o.User), address(o.Provider), address(o.Signer),
		o.BaseModel, o.DatasetRoot, o.DatasetDigest, o.Config, o.Policy, o.Split,
		amount(o.Price), amount(o.MaxFee), number(o.Deadline), o.Recipient, o.Nonce))
}

// Cancel is the digest that the user signs to stop a job.
func (d Domain) Cancel(c hallmark.Cancel) hallmark.Digest {
	return d.digest(words(keccak([]byte(cancelType)), c.JobID))
}

// Settlement is the digest that the enclave signs once per job.
func (d Domain) Settlement(s hallmark.Settlement) hallmark.Digest {
	return d.digest(words(keccak([]byte(settlementType)),
		s.JobID, amount(s.Fee), number(uint64(s.Outcome)),
		s.ArtifactRoot, s.ArtifactDigest, s.WrappedKeyHash, s.Receipt, s.Invoice))
}

// Available is the digest by which a witness states that storage serves the
// artifact of a job, size bytes long.
func (d Domain) Available(job hallmark.JobID, root hallmark.Digest, size uint64) hallmark.Digest {
	return d.digest(words(keccak([]byte(availableType)), job, root, number(size)))
}

// keccak is keccak-256 as a Digest.
func keccak(parts ...[]byte) hallmark.Digest { return hallmark.Digest(crypto.Keccak256Hash(parts...)) }

// words hashes 32-byte ABI words with keccak-256.
func words(all ...hallmark.Digest) hallmark.Digest {
	buf := make([]byte, 0, 32*len(all))
	for _, w := range all {
		buf = append(buf, w[:]...)
	}
	return keccak(buf)
}

func address(a hallmark.Address) hallmark.Digest {
	var d hallmark.Digest
	copy(d[12:], a[:])
	return d
}

func number(v uint64) hallmark.Digest {
	var d hallmark.Digest
	binary.BigEndian.PutUint64(d[24:], v)
	return d
}

func amount(a hallmark.Amount) hallmark.Digest {
	var d hallmark.Digest
	b := a.Bytes()
	copy(d[16:], b[:])
	return d
}

// SplitDigest is keccak-256 of the ABI encoding of the payees (an array of
// (address, uint16)); zero for an empty list, which pays the provider alone.
func SplitDigest(payees []hallmark.Payee) hallmark.Digest {
	if len(payees) == 0 {
		return hallmark.Digest{}
	}
	abi := []hallmark.Digest{number(32), number(uint64(len(payees)))}
	for _, p := range payees {
		abi = append(abi, address(p.Account), number(uint64(p.BPS)))
	}
	return words(abi...)
}
