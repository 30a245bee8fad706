// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { DER } from "./DER.sol";

/// @title The SGX extension of a PCK certificate (Intel SGX PCK Certificate and CRL Profile Specification §1.3.5).
/// @dev SEQUENCE of SEQUENCE { OID 1.2.840.113741.1.13.1.k, value }, each k once: 1 PPID, 2 TCB, 3 PCE-ID and 4 FMSPC
/// must be there, others (5 SGX type, 6 platform instance, 7 configuration) may.
library PlatformExtension {
    /// @dev 1.2.840.113741.1.13.1.k without its last byte k; the length byte says 10.
    bytes32 private constant FIELD = bytes32(bytes9(0x2a864886f84d010d01)) | bytes32(uint256(10));
    /// @dev 1.2.840.113741.1.13.1.2.k without its last byte k; the length byte says 11.
    bytes32 private constant TCB_FIELD = bytes32(bytes10(0x2a864886f84d010d0102)) | bytes32(uint256(11));
    bytes32 private constant TENTH = bytes32(uint256(0xff) << 176);
    bytes32 private constant ELEVENTH = bytes32(uint256(0xff) << 168);

    uint256 private constant PPID = 1;
    uint256 private constant TCB = 2;
    uint256 private constant PCE_ID = 3;
    uint256 private constant FMSPC = 4;
    uint256 private constant REQUIRED = (1 << PPID) | (1 << TCB) | (1 << PCE_ID) | (1 << FMSPC);

    /// @notice The SGX extension is not what Intel's profile says, at this offset.
    error BadPlatformExtension(uint256 offset);

    /// @dev The FMSPC, the 16 component SVNs (first one highest) and the PCE's SVN of the content [start, end).
    function read(bytes calldata der, uint256 start, uint256 end)
        internal
        pure
        returns (uint48 fmspc, uint128 cpuSvn, uint16 pceSvn)
    {
        uint256 p = DER.openLast(der, start, end, DER.SEQUENCE);
        uint256 seen;
        while (p < end) {
            uint256 offset = p;
            uint256 stop;
            (p, stop) = DER.open(der, p, end, DER.SEQUENCE);
            bytes32 oid;
            (oid, p) = DER.objectIdentifier(der, p, stop);
            uint256 k = uint8(oid[9]);
            if (oid & ~TENTH != FIELD || k > 0x7f || seen & (1 << k) != 0) {
                revert BadPlatformExtension(offset);
            }
            seen |= 1 << k;
            if (k == TCB) {
                (cpuSvn, pceSvn) = _tcb(der, p, stop);
            } else if (k == PPID || k == PCE_ID || k == FMSPC) {
                p = DER.openLast(der, p, stop, DER.OCTET_STRING);
                if (stop - p != (k == FMSPC ? 6 : k == PPID ? 16 : 2)) revert BadPlatformExtension(offset);
                if (k == FMSPC) fmspc = uint48(bytes6(DER.word(der, p)));
            } else if (DER.skip(der, p, stop) != stop) {
                revert BadPlatformExtension(offset);
            }
            p = stop;
        }
        if (seen & REQUIRED != REQUIRED) revert BadPlatformExtension(start);
    }

    /// @dev 16 component SVNs, PCESVN and CPUSVN, in this order. The components are what Intel's TCB levels
    /// compare; CPUSVN is an opaque encoding of them.
    function _tcb(bytes calldata der, uint256 p, uint256 end)
        private
        pure
        returns (uint128 cpuSvn, uint16 pceSvn)
    {
        p = DER.openLast(der, p, end, DER.SEQUENCE);
        for (uint256 k = 1; k <= 18; ++k) {
            uint256 offset = p;
            uint256 stop;
            (p, stop) = DER.open(der, p, end, DER.SEQUENCE);
            bytes32 oid;
            (oid, p) = DER.objectIdentifier(der, p, stop);
            if (oid & ~ELEVENTH != TCB_FIELD || uint8(oid[10]) != k) revert BadPlatformExtension(offset);
            uint256 svn;
            if (k <= 16) {
                (svn, p) = DER.integer(der, p, stop, 1);
                cpuSvn = (cpuSvn << 8) | uint128(svn);
            } else if (k == 17) {
                (svn, p) = DER.integer(der, p, stop, 2);
                pceSvn = uint16(svn);
            } else {
                uint256 start = DER.openLast(der, p, stop, DER.OCTET_STRING);
                if (stop - start != 16) revert BadPlatformExtension(offset);
                p = stop;
            }
            if (p != stop) revert BadPlatformExtension(offset);
        }
        if (p != end) revert BadPlatformExtension(p);
    }
}
