// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { P256Verify } from "../src/libraries/P256Verify.sol";

contract Verifier {
    address internal immutable fallbackVerifier;

    constructor(address fallbackVerifier_) {
        fallbackVerifier = fallbackVerifier_;
    }

    function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) external view returns (bool) {
        return P256Verify.verify(fallbackVerifier, digest, r, s, x, y);
    }
}

/// @dev One answer with and without the precompile, for signatures of either half.
abstract contract P256VerifyRules is Base {
    uint256 internal constant N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    Verifier internal verifier;

    function setUp() external {
        verifier = new Verifier(_fallback());
    }

    function _fallback() internal virtual returns (address);

    function testFuzz_verifiesBothHalvesAndNothingElse(uint256 key, bytes32 digest, uint8 part, uint8 bit)
        external
        view
    {
        key = bound(key, 1, N - 1);
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        (bytes32 r, bytes32 s) = vm.signP256(key, digest);
        check(verifier.verify(digest, r, s, bytes32(x), bytes32(y)), "refused");
        bytes32 other = bytes32(N - uint256(s));
        check(verifier.verify(digest, r, other, bytes32(x), bytes32(y)), "refused with the other s");
        bytes32[5] memory v = [digest, r, s, bytes32(x), bytes32(y)];
        v[part % 5] ^= bytes32(uint256(1) << bit);
        check(!verifier.verify(v[0], v[1], v[2], v[3], v[4]), "accepted with a bit flipped");
    }

    function test_refusesNumbersOutOfRange() external view {
        (uint256 x, uint256 y) = vm.publicKeyP256(7);
        bytes32 digest = keccak256("message");
        (bytes32 r, bytes32 s) = vm.signP256(7, digest);
        bytes32[4] memory bad = [bytes32(0), bytes32(N), bytes32(N + 1), bytes32(type(uint256).max)];
        for (uint256 i; i < bad.length; ++i) {
            check(!verifier.verify(digest, bad[i], s, bytes32(x), bytes32(y)), "r out of range");
            check(!verifier.verify(digest, r, bad[i], bytes32(x), bytes32(y)), "s out of range");
            check(!verifier.verify(digest, r, s, bad[i], bytes32(y)), "x not on the curve");
        }
        check(!verifier.verify(digest, r, s, 0, 0), "the point at infinity");
    }
}

/// forge-config: default.evm_version = "osaka"
contract P256PrecompileTest is P256VerifyRules {
    /// @dev With the precompile the fallback is not needed: there is none.
    function _fallback() internal pure override returns (address) {
        return address(0);
    }
}

/// forge-config: default.fuzz.runs = 32
contract P256FallbackTest is P256VerifyRules {
    function _fallback() internal override returns (address) {
        return vm.deployCode("P256Fallback.sol:P256Fallback");
    }
}
