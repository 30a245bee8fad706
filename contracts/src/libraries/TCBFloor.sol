// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Least trusted computing base of a platform: every component must be at least the floor's.
/// @param cpuSvn The 16 component SVNs of the PCK certificate, first one highest byte.
/// @param teeTcbSvn The 16 SVNs of the TDX module in the quote, first one highest byte; SGX has none (0).
/// @param pceSvn SVN of the provisioning certification enclave, from the PCK certificate.
/// @param qeSvn ISVSVN of the quoting enclave.
struct TCBFloor {
    uint128 cpuSvn;
    uint128 teeTcbSvn;
    uint16 pceSvn;
    uint16 qeSvn;
}

/// @title Comparison of TCB levels, component by component.
library TCB {
    uint256 private constant LANES = 0x00ff00ff00ff00ff00ff00ff00ff00ff;
    uint256 private constant CARRIES = 0x01000100010001000100010001000100;

    /// @dev Whether every component of `have` is at least that of `want`.
    function atLeast(TCBFloor memory have, TCBFloor memory want) internal pure returns (bool) {
        return have.pceSvn >= want.pceSvn && have.qeSvn >= want.qeSvn
            && _bytesAtLeast(have.cpuSvn, want.cpuSvn) && _bytesAtLeast(have.teeTcbSvn, want.teeTcbSvn);
    }

    /// @dev All 16 bytes at once: eight lanes of 16 bits for the even and for the odd bytes, each with a carry
    /// bit above its byte that the subtraction takes away exactly when the byte is smaller.
    function _bytesAtLeast(uint256 have, uint256 want) private pure returns (bool) {
        unchecked {
            uint256 even = ((have & LANES) | CARRIES) - (want & LANES);
            uint256 odd = (((have >> 8) & LANES) | CARRIES) - ((want >> 8) & LANES);
            return even & odd & CARRIES == CARRIES;
        }
    }
}
