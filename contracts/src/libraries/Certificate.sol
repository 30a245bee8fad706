// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { P256 } from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import { DER } from "./DER.sol";

/// @title X.509 v3 certificates of Intel's SGX and TDX key hierarchy (RFC 5280, P-256 with SHA-256 throughout).
/// @dev Walked in order from byte 0, without offsets from the caller: the CA keys sign revocation lists too,
/// and a caller who could point into those could dress one up as a certificate. Accepts one narrow profile of
/// X.509; what that profile leaves out is listed, and held against Go's crypto/x509, in contracts/x509_test.go.
library Certificate {
    bytes12 private constant ECDSA_WITH_SHA256 = 0x300a06082a8648ce3d040302;
    /// @dev SubjectPublicKeyInfo of an uncompressed P-256 key up to its x coordinate.
    bytes27 private constant P256_KEY = 0x3059301306072a8648ce3d020106082a8648ce3d03010703420004;
    bytes5 private constant VERSION_3 = 0xa003020102;

    // Object identifiers in the form of DER.objectIdentifier.
    bytes32 private constant KEY_USAGE = bytes32(bytes3(0x551d0f)) | bytes32(uint256(3));
    bytes32 private constant BASIC_CONSTRAINTS = bytes32(bytes3(0x551d13)) | bytes32(uint256(3));
    bytes32 private constant SGX_EXTENSIONS = bytes32(bytes9(0x2a864886f84d010d01)) | bytes32(uint256(9));

    bytes32 private constant AUTHORITY_KEY_ID = bytes32(bytes3(0x551d23)) | bytes32(uint256(3));
    bytes32 private constant SUBJECT_KEY_ID = bytes32(bytes3(0x551d0e)) | bytes32(uint256(3));
    bytes32 private constant CRL_DISTRIBUTION = bytes32(bytes3(0x551d1f)) | bytes32(uint256(3));
    bytes32 private constant AUTHORITY_INFO_ACCESS = bytes32(bytes8(0x2b06010505070101))
        | bytes32(uint256(8));
    /// @dev 2.5.29.k without its last byte k.
    bytes32 private constant ID_CE = bytes32(bytes2(0x551d)) | bytes32(uint256(3));
    bytes32 private constant THIRD = bytes32(uint256(0xff) << 232);

    uint256 private constant MAX_EXTENSIONS = 16;

    // An attribute of a name up to its text: SET, SEQUENCE, identifier 2.5.4.k, string tag; lengths and k are 0 here.
    uint256 private constant ATTRIBUTE = 0x3100300006035504000000;
    uint256 private constant UTF8_STRING = 0x0c;
    uint256 private constant PRINTABLE_STRING = 0x13;
    uint256 private constant NOT_ASCII = 0x8080808080808080808080808080808080808080808080808080808080808080;
    /// @dev Bit c is set if the character c may stand in a PrintableString (X.680 §41.4).
    uint256 private constant PRINTABLE = 0x07fffffe07fffffea7fffb8100000000;

    /// @notice The part of a certificate at this offset is not what Intel's profile has there.
    error Malformed(uint256 offset);
    /// @notice The certificate is not yet, or no longer, valid.
    error OutsideValidity(uint256 notBefore, uint256 notAfter);
    /// @notice A critical extension that is not understood.
    error UnknownCriticalExtension(bytes32 oid);
    /// @notice An extension of X.509's own that Intel's profile does not have, or whose identifier is none.
    error UnsupportedExtension(bytes32 oid);
    /// @notice An extension that appears twice, or one too many.
    error RepeatedExtension(bytes32 oid);
    /// @notice Key usage and basic constraints are not those of the wanted role, or are missing.
    error WrongRole();
    /// @notice A platform certificate without the SGX extension.
    error NoPlatformExtension();

    /// @param tbsStart First byte of the signed part, its header included.
    /// @param tbsEnd Byte behind the signed part.
    struct Parsed {
        uint256 tbsStart;
        uint256 tbsEnd;
        uint256 notBefore;
        uint256 notAfter;
        bytes32 x;
        bytes32 y;
        bytes32 r;
        bytes32 s;
        uint256 extensionsStart;
        uint256 extensionsEnd;
    }

    /// @dev Everything but the signature and the extensions' meaning. The issuer is bound by key, not by name,
    /// so names are only walked.
    function parse(bytes calldata der) internal pure returns (Parsed memory c) {
        uint256 end = der.length;
        uint256 p = DER.openLast(der, 0, end, DER.SEQUENCE);
        c.tbsStart = p;
        uint256 tbsEnd;
        (p, tbsEnd) = DER.open(der, p, end, DER.SEQUENCE);
        c.tbsEnd = tbsEnd;

        if (bytes5(DER.word(der, p)) != VERSION_3) revert Malformed(p);
        p += 5;
        (, p) = DER.integer(der, p, tbsEnd, 20); // serial number
        p = _algorithm(der, p);
        p = _name(der, p, tbsEnd); // issuer
        p = _validity(der, p, tbsEnd, c);
        p = _name(der, p, tbsEnd); // subject
        if (bytes27(DER.word(der, p)) != P256_KEY) revert Malformed(p);
        c.x = DER.word(der, p + 27);
        c.y = DER.word(der, p + 59);
        if (!P256.isValidPublicKey(c.x, c.y)) revert Malformed(p);
        // [3] EXPLICIT, right behind the key: the unique identifiers of X.509 v2 are not taken.
        p = DER.openLast(der, p + 91, tbsEnd, 0xa3);
        c.extensionsStart = DER.openLast(der, p, tbsEnd, DER.SEQUENCE);
        c.extensionsEnd = tbsEnd;

        p = _algorithm(der, tbsEnd);
        p = DER.openLast(der, p, end, DER.BIT_STRING);
        if (bytes1(DER.word(der, p)) != 0) revert Malformed(p); // no unused bits
        p = DER.openLast(der, p + 1, end, DER.SEQUENCE);
        uint256 v;
        (v, p) = DER.integer(der, p, end, 32);
        c.r = bytes32(v);
        (v, p) = DER.integer(der, p, end, 32);
        c.s = bytes32(v);
        if (p != end) revert Malformed(p);
    }

    /// @dev Requires the role of an intermediate CA: CA=TRUE and keyCertSign.
    function requireCA(bytes calldata der, Parsed memory c) internal pure {
        _extensions(der, c, true);
    }

    /// @dev Requires the role of a PCK leaf: CA=FALSE, key usage exactly digitalSignature and nonRepudiation.
    /// Returns the content range of Intel's SGX extension.
    function requirePlatform(bytes calldata der, Parsed memory c)
        internal
        pure
        returns (uint256 start, uint256 end)
    {
        (start, end) = _extensions(der, c, false);
        if (end == 0) revert NoPlatformExtension();
    }

    function _algorithm(bytes calldata der, uint256 p) private pure returns (uint256) {
        if (bytes12(DER.word(der, p)) != ECDSA_WITH_SHA256) revert Malformed(p);
        return p + 12;
    }

    /// @dev A Name of attributes 2.5.4.k, one in each set, as UTF8String of ASCII or PrintableString, each at most
    /// 118 characters.
    function _name(bytes calldata der, uint256 p, uint256 end) private pure returns (uint256 next) {
        (p, next) = DER.open(der, p, end, DER.SEQUENCE);
        while (p < next) {
            unchecked {
                // 31 n+9 30 n+7 06 03 55 04 k tag n
                uint256 head = uint256(DER.word(der, p)) >> 168;
                uint256 length = head & 0xff;
                uint256 tag = (head >> 8) & 0xff;
                uint256 want = ATTRIBUTE | ((length + 9) << 72) | ((length + 7) << 56) | (tag << 8) | length;
                if (length > 118 || head & ~uint256(0x7f << 16) != want || p + 11 + length > next) {
                    revert Malformed(p);
                }
                if (!_isText(der, p + 11, length, tag)) revert Malformed(p);
                p += 11 + length;
            }
        }
    }

    function _isText(bytes calldata der, uint256 p, uint256 length, uint256 tag) private pure returns (bool) {
        unchecked {
            if (tag == UTF8_STRING) {
                for (; length > 32; length -= 32) {
                    if (uint256(DER.word(der, p)) & NOT_ASCII != 0) return false;
                    p += 32;
                }
                return uint256(DER.word(der, p)) & NOT_ASCII & ~(type(uint256).max >> (8 * length)) == 0;
            }
            if (tag != PRINTABLE_STRING) return false;
            for (uint256 stop = p + length; p < stop; ++p) {
                if ((PRINTABLE >> uint8(der[p])) & 1 == 0) return false;
            }
            return true;
        }
    }

    function _validity(bytes calldata der, uint256 p, uint256 end, Parsed memory c)
        private
        pure
        returns (uint256 next)
    {
        (p, next) = DER.open(der, p, end, DER.SEQUENCE);
        (c.notBefore, p) = DER.time(der, p, next);
        (c.notAfter, p) = DER.time(der, p, next);
        if (p != next) revert Malformed(p);
    }

    function _extensions(bytes calldata der, Parsed memory c, bool ca)
        private
        pure
        returns (uint256 sgxStart, uint256 sgxEnd)
    {
        bytes32[] memory seen = new bytes32[](MAX_EXTENSIONS);
        uint256 count;
        uint256 roles;
        uint256 p = c.extensionsStart;
        while (p < c.extensionsEnd) {
            uint256 end;
            (p, end) = DER.open(der, p, c.extensionsEnd, DER.SEQUENCE);
            bytes32 oid;
            (oid, p) = DER.objectIdentifier(der, p, end);
            if (count == MAX_EXTENSIONS) revert RepeatedExtension(oid);
            for (uint256 i; i < count; ++i) {
                if (seen[i] == oid) revert RepeatedExtension(oid);
            }
            seen[count++] = oid;
            // DER leaves FALSE, the default, out; TRUE has one spelling.
            bool critical = bytes3(DER.word(der, p)) == 0x0101ff;
            if (critical) p += 3;
            p = DER.openLast(der, p, end, DER.OCTET_STRING);

            if (oid == KEY_USAGE) {
                _keyUsage(der, p, end, ca);
                roles |= 1;
            } else if (oid == BASIC_CONSTRAINTS) {
                _basicConstraints(der, p, end, ca);
                roles |= 2;
            } else if (oid == SGX_EXTENSIONS && !ca) {
                (sgxStart, sgxEnd) = (p, end);
            } else if (critical) {
                revert UnknownCriticalExtension(oid);
            } else if (oid == AUTHORITY_KEY_ID) {
                DER.openLast(der, DER.openLast(der, p, end, DER.SEQUENCE), end, 0x80);
            } else if (oid == SUBJECT_KEY_ID) {
                DER.openLast(der, p, end, DER.OCTET_STRING);
            } else if (oid == CRL_DISTRIBUTION) {
                _crlDistribution(der, p, end);
            } else if (oid & ~THIRD == ID_CE || oid == AUTHORITY_INFO_ACCESS || !DER.isObjectIdentifier(oid))
            {
                revert UnsupportedExtension(oid);
            }
            p = end;
        }
        if (roles != 3) revert WrongRole();
    }

    /// @dev One distribution point with one URI as its full name.
    function _crlDistribution(bytes calldata der, uint256 p, uint256 end) private pure {
        p = DER.openLast(der, DER.openLast(der, p, end, DER.SEQUENCE), end, DER.SEQUENCE);
        p = DER.openLast(der, DER.openLast(der, p, end, 0xa0), end, 0xa0);
        DER.openLast(der, p, end, 0x86);
    }

    /// @dev KeyUsage is a BIT STRING of one byte here: bit 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign.
    function _keyUsage(bytes calldata der, uint256 p, uint256 end, bool ca) private pure {
        bytes4 usage = bytes4(DER.word(der, p));
        if (end - p != 4 || bytes2(usage) != 0x0302) revert WrongRole();
        if (!ca) {
            if (usage != 0x030206c0) revert WrongRole();
            return;
        }
        uint8 unused = uint8(usage[2]);
        uint8 bits = uint8(usage[3]);
        // DER: trailing zero bits are unused ones, so the last used bit is set.
        if (
            unused > 2 || bits & 0x04 == 0 || bits & (uint8(1) << unused) == 0
                || bits & ((uint8(1) << unused) - 1) != 0
        ) {
            revert WrongRole();
        }
    }

    /// @dev SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. Only leaves follow our
    /// CAs, so every path length will do.
    function _basicConstraints(bytes calldata der, uint256 p, uint256 end, bool ca) private pure {
        p = DER.openLast(der, p, end, DER.SEQUENCE);
        if (!ca) {
            if (p != end) revert WrongRole();
            return;
        }
        if (end < p + 3 || bytes3(DER.word(der, p)) != 0x0101ff) revert WrongRole();
        p += 3;
        if (p == end) return;
        (, p) = DER.integer(der, p, end, 1);
        if (p != end) revert WrongRole();
    }
}
