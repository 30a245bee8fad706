// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { P256Verify } from "./P256Verify.sol";

/// @title TDX quotes of version 4 with an ECDSA P-256 attestation key (Intel TDX DCAP Quoting Library API,
/// appendix A.3), without their certificates.
/// @dev `body` is the quote's first 632 bytes: header (48) and TD report (584). `auth` is the slice of its
/// signature data from the signature to the end of the QE authentication data, that is quote[636 : 636+584+n]:
///   0 signature (64) | 64 attestation key (64) | 128 certification type, u16 LE = 6 | 130 size, u32 |
///   134 QE report (384) | 518 QE report signature (64) | 582 n, u16 LE | 584 QE authentication data (n)
library TdxQuote {
    uint256 internal constant BODY_SIZE = 632;
    uint256 private constant AUTH_SIZE = 584;

    /// @dev MRSIGNER of Intel's TD quoting enclave (Intel's QE identity "TD_QE"). A simulated one bears it too.
    bytes32 internal constant QE_SIGNER = 0xdc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5;
    uint16 internal constant QE_PRODUCT = 2;

    // Version 4, attestation key type 2 (ECDSA P-256), TEE type 0x81 (TDX), each little-endian.
    bytes8 private constant HEADER = 0x0400020081000000;

    // TDATTRIBUTES as they stand in the report, little-endian (TDX module specification, "TD attributes").
    /// @dev SEPT_VE_DISABLE, bit 28: the host cannot inject page-fault exceptions.
    uint64 private constant SEPT_VE_DISABLE = 0x0000001000000000;
    /// @dev What may be set: SEPT_VE_DISABLE, PKS (bit 30), KL (31), PERFMON (63). Everything else is the debug
    /// group TUD (bits 0 to 7), reserved, or a migratable TD.
    uint64 private constant ALLOWED_ATTRIBUTES = 0x000000d000000080;

    /// @notice Body or authentication data of another length than the format has.
    error BadQuoteSize(uint256 body, uint256 auth);
    /// @notice Not version 4, ECDSA P-256, TDX; or no PCK certificate to certify the QE.
    error UnsupportedQuote(bytes8 header, uint16 certification);
    /// @notice The TDX module is not Intel's production module: signer or attributes are not zero.
    error ForeignModule();
    /// @notice Debug or another TUD bit, a reserved bit or MIGRATABLE set, or SEPT_VE_DISABLE clear.
    error BadAttributes(uint64 attributes);
    /// @notice The quoting enclave is not Intel's TD quoting enclave, or runs in debug mode.
    error ForeignQuotingEnclave();
    /// @notice The QE report does not carry SHA-256(attestation key || authentication data) and 32 zero bytes.
    error UnboundAttestationKey();
    /// @notice The body is not signed by the attestation key.
    error BadQuoteSignature();
    /// @notice The QE report is not signed by the platform's PCK key.
    error BadReportSignature();

    /// @dev Both signatures, the attestation key's binding, the quoting enclave and the TD's and module's
    /// attributes. Returns the quoting enclave's SVN. What it leaves to the caller: platform, TCB, report data.
    function check(bytes calldata body, bytes calldata auth, bytes32 pckX, bytes32 pckY, address p256)
        internal
        view
        returns (uint16 qeSvn)
    {
        if (body.length != BODY_SIZE || auth.length < AUTH_SIZE || auth.length != AUTH_SIZE + _u16(auth, 582))
        {
            revert BadQuoteSize(body.length, auth.length);
        }
        if (bytes8(_word(body, 0)) != HEADER || _u16(auth, 128) != 6) {
            revert UnsupportedQuote(bytes8(_word(body, 0)), _u16(auth, 128));
        }
        // MRSIGNERSEAM (48) and SEAMATTRIBUTES (8).
        if (_word(body, 112) != 0 || bytes24(_word(body, 144)) != 0) revert ForeignModule();
        uint64 attributes = uint64(bytes8(_word(body, 168)));
        if (attributes & SEPT_VE_DISABLE == 0 || attributes & ~ALLOWED_ATTRIBUTES != 0) {
            revert BadAttributes(attributes);
        }

        bytes calldata qe = auth[134:518];
        // MRSIGNER, ISVPRODID, and of the attributes DEBUG (bit 1 of byte 48).
        if (_word(qe, 128) != QE_SIGNER || _u16(qe, 256) != QE_PRODUCT || uint8(qe[48]) & 0x02 != 0) {
            revert ForeignQuotingEnclave();
        }
        qeSvn = _u16(qe, 258);
        if (_word(qe, 320) != sha256(bytes.concat(auth[64:128], auth[584:])) || _word(qe, 352) != 0) {
            revert UnboundAttestationKey();
        }
        if (!P256Verify.verify(
                p256, sha256(body), _word(auth, 0), _word(auth, 32), _word(auth, 64), _word(auth, 96)
            )) {
            revert BadQuoteSignature();
        }
        if (!P256Verify.verify(p256, sha256(qe), _word(auth, 518), _word(auth, 550), pckX, pckY)) {
            revert BadReportSignature();
        }
    }

    /// @dev keccak256 over 272 bytes: kind as uint256 (32) || MRTD (48) || RTMR0 (48) || RTMR1 (48) ||
    /// RTMR2 (48) || MRCONFIGID (48). Every part has a fixed length, so no two TDs share the bytes.
    function measurement(bytes calldata body, uint256 kind) internal pure returns (bytes32) {
        return keccak256(bytes.concat(bytes32(kind), body[184:232], body[376:520], body[232:280]));
    }

    /// @dev TEE_TCB_SVN: the TDX module's SVNs, component 0 highest.
    function teeTcbSvn(bytes calldata body) internal pure returns (uint128) {
        return uint128(bytes16(_word(body, 48)));
    }

    /// @dev The 64 bytes of report data as formats.md lays them out.
    function reportData(bytes calldata body)
        internal
        pure
        returns (address signer, bytes32 binding, uint32 version, uint64 blockNumber)
    {
        signer = address(bytes20(_word(body, 568)));
        binding = _word(body, 588);
        bytes32 tail = _word(body, 620);
        version = uint32(bytes4(tail));
        blockNumber = uint64(bytes8(tail << 32));
    }

    function _word(bytes calldata data, uint256 offset) private pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := calldataload(add(data.offset, offset))
        }
    }

    function _u16(bytes calldata data, uint256 offset) private pure returns (uint16) {
        uint256 head = uint256(_word(data, offset));
        return uint16((head >> 248) | ((head >> 232) & 0xff00));
    }
}
