// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

interface IP256Fallback {
    function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) external view returns (bool);
}

/// @title ECDSA over P-256 by the precompile of EIP-7951 where there is one, else by a contract.
/// @dev The precompile answers an invalid signature with empty output, and so does the empty account that
/// stands in its place on older chains. After a failure a known-good signature tells the two apart, at the cost
/// of one more call on the failing path only.
library P256Verify {
    uint256 private constant PRECOMPILE = 0x100;

    // A valid signature: wycheproof ecdsa_secp256r1_sha256_p1363_test.json, message "123400".
    bytes32 private constant KNOWN_DIGEST =
        0xbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023;
    bytes32 private constant KNOWN_R = bytes32(uint256(5));
    bytes32 private constant KNOWN_S = bytes32(uint256(1));
    bytes32 private constant KNOWN_X = 0xa71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957;
    bytes32 private constant KNOWN_Y = 0x5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b;

    /// @dev Whether (r, s), s of either half, is a signature of `digest` by (x, y).
    function verify(address fallbackVerifier, bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y)
        internal
        view
        returns (bool)
    {
        if (_precompile(digest, r, s, x, y)) return true;
        if (_precompile(KNOWN_DIGEST, KNOWN_R, KNOWN_S, KNOWN_X, KNOWN_Y)) return false;
        return IP256Fallback(fallbackVerifier).verify(digest, r, s, x, y);
    }

    /// @dev Whether `fallbackVerifier` is a contract that tells a good signature from a bad one.
    function works(address fallbackVerifier) internal view returns (bool) {
        if (fallbackVerifier.code.length == 0) return false;
        IP256Fallback f = IP256Fallback(fallbackVerifier);
        return f.verify(KNOWN_DIGEST, KNOWN_R, KNOWN_S, KNOWN_X, KNOWN_Y)
            && !f.verify(~KNOWN_DIGEST, KNOWN_R, KNOWN_S, KNOWN_X, KNOWN_Y);
    }

    function _precompile(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y)
        private
        view
        returns (bool ok)
    {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, digest)
            mstore(add(input, 0x20), r)
            mstore(add(input, 0x40), s)
            mstore(add(input, 0x60), x)
            mstore(add(input, 0x80), y)
            mstore(0, 0)
            let success := staticcall(gas(), PRECOMPILE, input, 0xa0, 0, 0x20)
            ok := and(and(success, eq(returndatasize(), 0x20)), eq(mload(0), 1))
        }
    }
}
