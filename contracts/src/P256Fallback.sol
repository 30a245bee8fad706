// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { P256 } from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title P-256 in Solidity, for chains without the EIP-7951 precompile.
/// @notice Costs about 335,000 gas per signature. A contract of its own, so that its size is paid once.
contract P256Fallback {
    /// @notice Whether (r, s) is an ECDSA signature of `digest` by the public key (x, y). Unlike OpenZeppelin's
    /// library it takes s of either half, as EIP-7951 and X.509 do: Intel's signatures often carry a high s.
    function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) external view returns (bool) {
        if (uint256(s) >= P256.N) return false;
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        return P256.verifySolidity(digest, r, s, x, y);
    }
}
