// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { P256Verify } from "./P256Verify.sol";

/// @title SGX quotes of version 3 and TDX quotes of versions 4 and 5 with an ECDSA P-256 attestation key, without
/// their certificates (Intel SGX ECDSA Quote Library API, appendix A.4; Intel TDX DCAP Quoting Library API, A.3).
/// @dev `body` is what the attestation key signs, the quote's first bytes:
///   SGX v3, 432: header (48) | enclave report (384)
///   TDX v4, 632: header (48) | TD report 1.0 (584)
///   TDX v5, 638 or 702: header (48) | body type, u16 LE = 2 or 3 | size, u32 LE | TD report 1.0 (584) or 1.5 (648)
/// `auth` is the slice of its signature data from the signature to the end of the QE authentication data, that is
/// quote[body + 4 : body + 4 + q + 450 + n]; q is 128 in version 3 and 134 in versions 4 and 5:
///   0 signature (64) | 64 attestation key (64) | versions 4 and 5: 128 certification type, u16 LE = 6 | 130 size |
///   q QE report (384) | q + 384 its signature (64) | q + 448 n, u16 LE | q + 450 QE authentication data (n)
library DcapQuote {
    // Version, attestation key type 2 (ECDSA P-256) and TEE type (0x81 TDX, 0 SGX), each little-endian.
    bytes8 private constant SGX_V3 = 0x0300020000000000;
    bytes8 private constant TDX_V4 = 0x0400020081000000;
    bytes8 private constant TDX_V5 = 0x0500020081000000;
    // Body type and size of version 5.
    bytes6 private constant TD_REPORT_1_0 = 0x020048020000;
    bytes6 private constant TD_REPORT_1_5 = 0x030088020000;

    uint256 private constant SGX_V3_SIZE = 432;
    uint256 private constant TDX_V4_SIZE = 632;
    uint256 private constant TDX_V5_SIZE_1_0 = 638;
    uint256 private constant TDX_V5_SIZE_1_5 = 702;
    uint256 private constant QE_V3 = 128;
    uint256 private constant QE_V4 = 134;

    /// @dev MRSIGNER of Intel's quoting enclaves (Intel's QE identities "QE" and "TD_QE"). Simulated ones bear the
    /// latter too.
    bytes32 internal constant QE_SIGNER = 0x8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff;
    bytes32 internal constant TD_QE_SIGNER =
        0xdc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5;
    uint16 internal constant QE_PRODUCT = 1;
    uint16 internal constant TD_QE_PRODUCT = 2;

    // TDATTRIBUTES as they stand in the report, little-endian (TDX module specification, "TD attributes").
    /// @dev SEPT_VE_DISABLE, bit 28: the host cannot inject page-fault exceptions.
    uint64 private constant SEPT_VE_DISABLE = 0x0000001000000000;
    /// @dev What may be set: SEPT_VE_DISABLE, PKS (bit 30), KL (31), PERFMON (63). Everything else is the debug
    /// group TUD (bits 0 to 7), reserved, or a migratable TD.
    uint64 private constant TD_ATTRIBUTES = 0x000000d000000080;

    // ATTRIBUTES.FLAGS as they stand in the report, little-endian (Intel SDM volume 3D, 36.7.1).
    uint64 private constant INIT = 0x0100000000000000;
    /// @dev What may be set: INIT, MODE64BIT (bit 2), PROVISIONKEY (4), EINITTOKEN_KEY (5), CET (6), KSS (7),
    /// AEXNOTIFY (10). Bit 1 is DEBUG, the rest is reserved.
    uint64 private constant ENCLAVE_ATTRIBUTES = 0xf504000000000000;

    /// @notice Body or authentication data of another length than the format has.
    error BadQuoteSize(uint256 body, uint256 auth);
    /// @notice Not SGX version 3 or TDX version 4 or 5 with ECDSA P-256; or no PCK certificate certifies the QE.
    error UnsupportedQuote(bytes8 header, uint16 certification);
    /// @notice The body of a version 5 quote is not a TD report 1.0 or 1.5: type and size, little-endian.
    error UnsupportedBody(bytes6 body);
    /// @notice The TDX module is not Intel's production module: signer or attributes are not zero.
    error ForeignModule();
    /// @notice A service TD is bound to the TD: it could migrate it to another host.
    error ServiceTD();
    /// @notice Of a TD: debug or another TUD bit, a reserved bit or MIGRATABLE set, or SEPT_VE_DISABLE clear. Of an
    /// enclave: DEBUG or a reserved bit set, or INIT clear.
    error BadAttributes(uint64 attributes);
    /// @notice The quoting enclave is not Intel's for this kind of quote, or runs in debug mode.
    error ForeignQuotingEnclave();
    /// @notice The QE report does not carry SHA-256(attestation key || authentication data) and 32 zero bytes.
    error UnboundAttestationKey();
    /// @notice The body is not signed by the attestation key.
    error BadQuoteSignature();
    /// @notice The QE report is not signed by the platform's PCK key.
    error BadReportSignature();

    /// @dev Both signatures, the attestation key's binding, the quoting enclave, and the attributes of TD and
    /// module or of the enclave. Leaves to the caller: platform, TCB, report data.
    /// @return td Whether it is a TD's quote, else an SGX enclave's.
    /// @return qeSvn The quoting enclave's SVN.
    /// @return report The TD's or enclave's report.
    function check(bytes calldata body, bytes calldata auth, bytes32 pckX, bytes32 pckY, address p256)
        internal
        view
        returns (bool td, uint16 qeSvn, bytes calldata report)
    {
        (td, report) = _report(body, auth.length);
        uint256 q = td ? QE_V4 : QE_V3;
        if (auth.length < q + 450 || auth.length != q + 450 + _u16(auth, q + 448)) {
            revert BadQuoteSize(body.length, auth.length);
        }
        if (td) {
            if (_u16(auth, 128) != 6) revert UnsupportedQuote(bytes8(_word(body, 0)), _u16(auth, 128));
            _checkTD(report);
        } else {
            uint64 attributes = uint64(bytes8(_word(report, 48)));
            if (attributes & INIT == 0 || attributes & ~ENCLAVE_ATTRIBUTES != 0) {
                revert BadAttributes(attributes);
            }
        }
        qeSvn = _checkQuotingEnclave(auth, q, td);
        if (!P256Verify.verify(
                p256, sha256(body), _word(auth, 0), _word(auth, 32), _word(auth, 64), _word(auth, 96)
            )) {
            revert BadQuoteSignature();
        }
        if (!P256Verify.verify(
                p256, sha256(auth[q:q + 384]), _word(auth, q + 384), _word(auth, q + 416), pckX, pckY
            )) {
            revert BadReportSignature();
        }
    }

    function _report(bytes calldata body, uint256 authSize)
        private
        pure
        returns (bool td, bytes calldata report)
    {
        uint256 size = body.length;
        // Before anything is read: what lies behind the end of calldata's slices is not theirs.
        if (size != TDX_V4_SIZE && size != TDX_V5_SIZE_1_0 && size != TDX_V5_SIZE_1_5 && size != SGX_V3_SIZE)
        {
            revert BadQuoteSize(size, authSize);
        }
        bytes8 header = bytes8(_word(body, 0));
        if (header == TDX_V4) {
            if (size != TDX_V4_SIZE) revert BadQuoteSize(size, authSize);
            return (true, body[48:]);
        }
        if (header == TDX_V5) {
            bytes6 kind = bytes6(_word(body, 48));
            if (kind != TD_REPORT_1_0 && kind != TD_REPORT_1_5) revert UnsupportedBody(kind);
            if (size != (kind == TD_REPORT_1_0 ? TDX_V5_SIZE_1_0 : TDX_V5_SIZE_1_5)) {
                revert BadQuoteSize(size, authSize);
            }
            return (true, body[54:]);
        }
        if (header != SGX_V3) revert UnsupportedQuote(header, 0);
        if (size != SGX_V3_SIZE) revert BadQuoteSize(size, authSize);
        return (false, body[48:]);
    }

    function _checkTD(bytes calldata report) private pure {
        // MRSIGNERSEAM (48) and SEAMATTRIBUTES (8).
        if (_word(report, 64) != 0 || bytes24(_word(report, 96)) != 0) revert ForeignModule();
        uint64 attributes = uint64(bytes8(_word(report, 120)));
        if (attributes & SEPT_VE_DISABLE == 0 || attributes & ~TD_ATTRIBUTES != 0) {
            revert BadAttributes(attributes);
        }
        // Behind the 1.0 report: TEE_TCB_SVN_2 (16), MRSERVICETD (48).
        if (report.length > 584 && (_word(report, 600) != 0 || bytes16(_word(report, 632)) != 0)) {
            revert ServiceTD();
        }
    }

    function _checkQuotingEnclave(bytes calldata auth, uint256 q, bool td) private pure returns (uint16) {
        bytes calldata qe = auth[q:q + 384];
        // MRSIGNER, ISVPRODID, and of the attributes DEBUG (bit 1 of byte 48).
        if (
            _word(qe, 128) != (td ? TD_QE_SIGNER : QE_SIGNER)
                || _u16(qe, 256) != (td ? TD_QE_PRODUCT : QE_PRODUCT) || uint8(qe[48]) & 0x02 != 0
        ) {
            revert ForeignQuotingEnclave();
        }
        if (_word(qe, 320) != sha256(bytes.concat(auth[64:128], auth[q + 450:])) || _word(qe, 352) != 0) {
            revert UnboundAttestationKey();
        }
        return _u16(qe, 258);
    }

    /// @dev keccak256, of a TD over 272 bytes: kind as uint256 (32) || MRTD (48) || RTMR0 (48) || RTMR1 (48) ||
    /// RTMR2 (48) || MRCONFIGID (48); of an enclave over 128 bytes: kind as uint256 (32) || MRENCLAVE (32) ||
    /// CONFIGID (64). Every part has a fixed length, so no two share the bytes.
    function measurement(bytes calldata report, bool td, uint256 kind) internal pure returns (bytes32) {
        if (!td) return keccak256(bytes.concat(bytes32(kind), report[64:96], report[192:256]));
        return keccak256(bytes.concat(bytes32(kind), report[136:184], report[328:472], report[184:232]));
    }

    /// @dev TEE_TCB_SVN: the TDX module's SVNs, component 0 highest. SGX has none.
    function teeTcbSvn(bytes calldata report, bool td) internal pure returns (uint128) {
        return td ? uint128(bytes16(_word(report, 0))) : 0;
    }

    /// @dev The 64 bytes of report data.
    function reportData(bytes calldata report, bool td) internal pure returns (bytes32, bytes32) {
        uint256 offset = td ? 520 : 320;
        return (_word(report, offset), _word(report, offset + 32));
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
