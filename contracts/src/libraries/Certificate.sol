// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { DER } from "./DER.sol";

/// @title X.509 v3 certificates of Intel's SGX and TDX key hierarchy (RFC 5280, P-256 with SHA-256 throughout).
/// @dev Walked in order from byte 0, without offsets from the caller: the CA keys sign revocation lists too,
/// and a caller who could point into those could dress one up as a certificate. Accepts a subset of what
/// X.509 allows; whatever it does not know it refuses.
library Certificate {
    bytes12 private constant ECDSA_WITH_SHA256 = 0x300a06082a8648ce3d040302;
    /// @dev SubjectPublicKeyInfo of an uncompressed P-256 key up to its x coordinate.
    bytes27 private constant P256_KEY = 0x3059301306072a8648ce3d020106082a8648ce3d03010703420004;
    bytes5 private constant VERSION_3 = 0xa003020102;

    // Object identifiers in the form of DER.objectIdentifier.
    bytes32 private constant KEY_USAGE = bytes32(bytes3(0x551d0f)) | bytes32(uint256(3));
    bytes32 private constant BASIC_CONSTRAINTS = bytes32(bytes3(0x551d13)) | bytes32(uint256(3));
    bytes32 private constant SGX_EXTENSIONS = bytes32(bytes9(0x2a864886f84d010d01)) | bytes32(uint256(9));

    uint256 private constant MAX_EXTENSIONS = 16;

    /// @notice The part of a certificate at this offset is not what Intel's profile has there.
    error Malformed(uint256 offset);
    /// @notice The certificate is not yet, or no longer, valid.
    error OutsideValidity(uint256 notBefore, uint256 notAfter);
    /// @notice A critical extension that is not understood.
    error UnknownCriticalExtension(bytes32 oid);
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
    /// so names are passed over.
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
        (, p) = DER.open(der, p, tbsEnd, DER.SEQUENCE); // issuer
        p = _validity(der, p, tbsEnd, c);
        (, p) = DER.open(der, p, tbsEnd, DER.SEQUENCE); // subject
        if (bytes27(DER.word(der, p)) != P256_KEY) revert Malformed(p);
        c.x = DER.word(der, p + 27);
        c.y = DER.word(der, p + 59);
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
            }
            p = end;
        }
        if (roles != 3) revert WrongRole();
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
