package devchain

import (
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
)

// Mnemonic is the one that Foundry, Hardhat and 0G's own tests use. Its keys are
// public knowledge: money sent to them on a live chain is gone.
const Mnemonic = "test test test test test test test test test test test junk"

// DeveloperAccounts is the number of accounts that DeveloperAlloc funds.
const DeveloperAccounts = 10

// DeveloperKey derives the key of account i of Mnemonic: BIP-39 without a
// passphrase, then BIP-32 along m/44'/60'/0'/0/i.
func DeveloperKey(i uint32) (*ecdsa.PrivateKey, error) {
	const hardened = 1 << 31
	if i >= hardened {
		return nil, fmt.Errorf("devchain: account index %d is not below 2^31", i)
	}
	seed, err := pbkdf2.Key(sha512.New, Mnemonic, []byte("mnemonic"), 2048, 64)
	if err != nil {
		return nil, fmt.Errorf("devchain: BIP-39 seed: %w", err)
	}
	order := crypto.S256().Params().N
	node := hmacSHA512([]byte("Bitcoin seed"), seed)
	for _, index := range []uint32{hardened + 44, hardened + 60, hardened, 0, i} {
		parent := new(big.Int).SetBytes(node[:32])
		var data []byte
		if index >= hardened {
			data = append([]byte{0}, node[:32]...)
		} else {
			key, err := crypto.ToECDSA(node[:32])
			if err != nil {
				return nil, fmt.Errorf("devchain: BIP-32 parent key: %w", err)
			}
			data = crypto.CompressPubkey(&key.PublicKey)
		}
		child := hmacSHA512(node[32:], binary.BigEndian.AppendUint32(data, index))
		k := parent.Add(parent, new(big.Int).SetBytes(child[:32]))
		k.Mod(k, order).FillBytes(child[:32])
		node = child
	}
	return crypto.ToECDSA(node[:32])
}

// DeveloperAlloc gives each of the first ten accounts of Mnemonic a million
// coins (1e24 wei). The caller may add to the map.
func DeveloperAlloc() map[common.Address]*big.Int {
	alloc := make(map[common.Address]*big.Int, DeveloperAccounts)
	for i := range uint32(DeveloperAccounts) {
		key, err := DeveloperKey(i)
		if err != nil {
			panic(err) // the input is constant: a test covers every index
		}
		alloc[crypto.PubkeyToAddress(key.PublicKey)] = new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(params.Ether))
	}
	return alloc
}

func hmacSHA512(key, data []byte) []byte {
	h := hmac.New(sha512.New, key)
	h.Write(data)
	return h.Sum(nil)
}
