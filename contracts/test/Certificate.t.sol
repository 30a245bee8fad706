// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";
import { IAttestationRegistry as R, Platform } from "../src/interfaces/IAttestationRegistry.sol";
import { Certificate } from "../src/libraries/Certificate.sol";
import { DER } from "../src/libraries/DER.sol";
import { PlatformExtension } from "../src/libraries/PlatformExtension.sol";

/// @dev Which certificates admit a CA or a platform: one strict profile, everything else is refused.
/// forge-config: default.evm_version = "osaka"
contract CertificateTest is Attested {
    function setUp() external {
        _deployRegistry(16661, false);
        _admitCA();
    }

    function _refuseLeaf(Draft memory d, bytes memory reason) internal {
        _refuseLeaf(_certificate(d, CA_KEY), reason);
    }

    function _refuseLeaf(bytes memory certificate, bytes memory reason) internal {
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        if (reason.length == 0) vm.expectRevert();
        else vm.expectRevert(reason);
        registry.admitPlatform(certificate, x, y);
    }

    /// @dev A refusal whose reason is the one of `selector`, at whatever offset.
    function _refuseLeafFor(Draft memory d, bytes4 selector) internal {
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        (bool ok, bytes memory reason) =
            address(registry).call(abi.encodeCall(R.admitPlatform, (_certificate(d, CA_KEY), x, y)));
        check(!ok, "admitted");
        equal(bytes32(bytes4(reason)), bytes32(selector), "reason");
    }

    function _refuseCA(Draft memory d, bytes4 selector) internal {
        (bool ok, bytes memory reason) =
            address(registry).call(abi.encodeCall(R.admitCA, (_certificate(d, ROOT_KEY), false)));
        check(!ok, "admitted");
        equal(bytes32(bytes4(reason)), bytes32(selector), "reason");
    }

    function _leafWith(bytes memory extensions) internal pure returns (Draft memory) {
        return _draft(PCK_KEY, extensions);
    }

    // ---- The profile ----

    function test_admitsAPlatform() external {
        bytes16 id = _admitPlatform();
        equal(bytes32(id), bytes32(bytes16(_keyId(PCK_KEY))), "id");
        Platform memory p = registry.platform(id);
        equal(p.notAfter, 1_959_722_751, "2032-02-06 23:25:51");
        equal(p.fmspc, FMSPC, "fmspc");
        equal(p.cpuSvn, CPU_SVN, "component SVNs");
        equal(p.pceSvn, 13, "pce");
        equal(p.flags, 1, "admitted, not simulated");
    }

    function test_aPlatformEndsWithItsCA() external {
        Draft memory ca = _draft(0xCA2, bytes.concat(KEY_USAGE_CA, BASIC_CA));
        ca.validity = bytes.concat(hex"170d", "250101000000Z", hex"170d", "270101000000Z");
        registry.admitCA(_certificate(ca, ROOT_KEY), false);
        (bytes32 x, bytes32 y) = _public(0xCA2);
        bytes16 id = registry.admitPlatform(_certificate(_leafDraft(), 0xCA2), x, y);
        equal(registry.platform(id).notAfter, 1_798_761_600, "2027-01-01");
        vm.warp(1_798_761_601);
        bytes memory leaf = _certificate(_draft(0x77, _leafDraft().extensions), 0xCA2);
        vm.expectRevert(abi.encodeWithSelector(R.ExpiredCA.selector, _keyId(0xCA2), 1_798_761_600));
        registry.admitPlatform(leaf, x, y);
    }

    function test_aLongerCertificateRenews() external {
        bytes16 id = _admitPlatform();
        _refuseLeaf(_leafDraft(), abi.encodeWithSelector(R.AlreadyAdmitted.selector, id));
        Draft memory d = _leafDraft();
        d.validity = bytes.concat(hex"170d", "250206232551Z", hex"170d", "320206232550Z");
        _refuseLeaf(d, abi.encodeWithSelector(R.AlreadyAdmitted.selector, id));
        // The CA ends at the second at which the leaf of the draft does: renew it first.
        Draft memory ca = _caDraft();
        ca.validity = bytes.concat(hex"170d", "250206232551Z", hex"180f", "20500101000000Z");
        registry.admitCA(_certificate(ca, ROOT_KEY), false);
        equal(registry.certificateAuthority(_keyId(CA_KEY)).notAfter, 2_524_608_000, "2050-01-01");
        d.validity = bytes.concat(hex"170d", "250206232551Z", hex"180f", "20320206232552Z");
        _admitLeaf(_certificate(d, CA_KEY));
        equal(registry.platform(id).notAfter, 1_959_722_752, "renewed");
    }

    function test_refusesForeignIssuers() external {
        _refuseLeaf(
            _certificate(_leafDraft(), 0xBAD), abi.encodeWithSelector(R.BadCertificateSignature.selector)
        );
        bytes memory leaf = _certificate(_leafDraft(), 0xBAD);
        (bytes32 x, bytes32 y) = _public(0xBAD);
        vm.expectRevert(abi.encodeWithSelector(R.UnknownCA.selector, _keyId(0xBAD)));
        registry.admitPlatform(leaf, x, y);
        bytes memory ca = _certificate(_caDraft(), 0xBAD);
        vm.expectRevert(abi.encodeWithSelector(R.BadCertificateSignature.selector));
        registry.admitCA(ca, false);
    }

    function test_refusesOutsideValidity() external {
        string[2] memory before = ["260922164001Z", "491231235959Z"];
        for (uint256 i; i < 2; ++i) {
            Draft memory d = _leafDraft();
            d.validity = bytes.concat(hex"170d", bytes(before[i]), hex"170d", "491231235959Z");
            _refuseLeafFor(d, bytes4(keccak256("OutsideValidity(uint256,uint256)")));
        }
        Draft memory ended = _leafDraft();
        ended.validity = bytes.concat(hex"170d", "250206232551Z", hex"170d", "260921141319Z");
        _refuseLeafFor(ended, Certificate.OutsideValidity.selector);
    }

    function test_refusesOtherForms() external {
        Draft memory d = _leafDraft();
        d.version = hex"a003020101"; // v2
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.version = hex""; // v1
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.algorithm = hex"300a06082a8648ce3d040303"; // ecdsa-with-SHA384
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.outerAlgorithm = hex"300a06082a8648ce3d040303";
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.outerAlgorithm = hex"300c06082a8648ce3d0403020500"; // with NULL parameters
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.unique = hex"81020000"; // issuerUniqueID
        _refuseLeafFor(d, DER.UnexpectedTag.selector);
        d = _leafDraft();
        d.key[23] = 0x00; // BIT STRING with other length
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.key[26] = 0x02; // compressed
        _refuseLeafFor(d, Certificate.Malformed.selector);
        d = _leafDraft();
        d.serial = hex"0201ff"; // negative
        _refuseLeafFor(d, DER.BadInteger.selector);
        d.serial = hex"02020001"; // not minimal
        _refuseLeafFor(d, DER.BadInteger.selector);
        d.serial = hex"0200";
        _refuseLeafFor(d, DER.BadInteger.selector);
        d.serial = bytes.concat(hex"0215", bytes21(uint168(1) << 160)); // 21 bytes
        _refuseLeafFor(d, DER.BadInteger.selector);
    }

    function test_refusesTrailingBytes() external {
        bytes memory good = _certificate(_leafDraft(), CA_KEY);
        _refuseLeaf(bytes.concat(good, hex"00"), "");
        Draft memory d = _leafDraft();
        d.extensions = bytes.concat(d.extensions, hex"0500");
        _refuseLeafFor(d, DER.UnexpectedTag.selector);
        d = _leafDraft();
        d.validity = bytes.concat(d.validity, hex"0500");
        _refuseLeafFor(d, Certificate.Malformed.selector);
        // Behind s, inside the signature.
        bytes memory tbs = _tbs(_leafDraft());
        (bytes32 r, bytes32 s) = vm.signP256(CA_KEY, sha256(tbs));
        bytes memory rs = bytes.concat(_integer(uint256(r)), _integer(uint256(s)));
        _refuseLeaf(_wrap(tbs, ALGORITHM, bytes.concat(rs, hex"0500")), "");
        // r as a negative, or a not minimal, number.
        _refuseLeaf(
            _wrap(tbs, ALGORITHM, bytes.concat(hex"0221", hex"00", r, _integer(uint256(s)), hex"00")), ""
        );
        _refuseLeaf(_wrap(tbs, ALGORITHM, bytes.concat(hex"0222", hex"0000", r, _integer(uint256(s)))), "");
        _refuseLeaf(
            _wrap(tbs, ALGORITHM, bytes.concat(_tlv(0x02, bytes.concat(r | bytes32(uint256(1) << 255))), rs)),
            ""
        );
    }

    function test_refusesOtherLengths() external {
        bytes memory good = _certificate(_leafDraft(), CA_KEY);
        equal(uint8(good[1]), 0x82, "outer length form");
        bytes memory rest = new bytes(good.length - 4);
        for (uint256 i; i < rest.length; ++i) {
            rest[i] = good[i + 4];
        }
        bytes2 length = bytes2(uint16(rest.length));
        bytes4 selector = DER.BadLength.selector;
        _refuseLeaf(bytes.concat(hex"3080", rest, hex"0000"), abi.encodeWithSelector(selector, 0)); // indefinite
        _refuseLeaf(bytes.concat(hex"308300", length, rest), abi.encodeWithSelector(selector, 0)); // not minimal
        _refuseLeaf(bytes.concat(hex"30ff", rest), abi.encodeWithSelector(selector, 0));
        _refuseLeaf("", abi.encodeWithSelector(DER.UnexpectedTag.selector, 0, 0x30));
    }

    // ---- Roles and extensions ----

    function test_refusesACAAsAPlatformAndBack() external {
        _refuseLeafFor(_caDraft(), Certificate.WrongRole.selector);
        _refuseCA(_leafDraft(), Certificate.WrongRole.selector);
        Draft memory both = _draft(PCK_KEY, bytes.concat(KEY_USAGE_CA, BASIC_CA, _sgxExtension(_sgxFields())));
        _refuseLeafFor(both, Certificate.WrongRole.selector);
    }

    function test_refusesOtherRoles() external {
        bytes memory sgx = _sgxExtension(_sgxFields());
        bytes[6] memory leaf = [
            bytes.concat(BASIC_LEAF, sgx), // no key usage
            bytes.concat(KEY_USAGE_LEAF, sgx), // no basic constraints
            bytes.concat(hex"300e0603551d0f0101ff040403020780", BASIC_LEAF, sgx), // digitalSignature alone
            bytes.concat(hex"300e0603551d0f0101ff0404030206c4", BASIC_LEAF, sgx), // with keyCertSign
            bytes.concat(hex"300f0603551d0f0101ff0405030307c080", BASIC_LEAF, sgx), // with decipherOnly
            bytes.concat(KEY_USAGE_LEAF, hex"300f0603551d130101ff040530030101ff", sgx) // CA=TRUE
        ];
        for (uint256 i; i < leaf.length; ++i) {
            _refuseLeafFor(_leafWith(leaf[i]), Certificate.WrongRole.selector);
        }
        _refuseLeafFor(
            _leafWith(bytes.concat(KEY_USAGE_LEAF, BASIC_LEAF)), Certificate.NoPlatformExtension.selector
        );
        bytes[6] memory ca = [
            bytes.concat(BASIC_CA),
            bytes.concat(KEY_USAGE_CA),
            bytes.concat(hex"300e0603551d0f0101ff040403020102", BASIC_CA), // cRLSign alone
            bytes.concat(hex"300e0603551d0f0101ff040403020006", BASIC_CA), // unused bits not told
            bytes.concat(KEY_USAGE_CA, BASIC_LEAF),
            bytes.concat(KEY_USAGE_CA, hex"30150603551d130101ff040b30090101ff020100020100") // two path lengths
        ];
        for (uint256 i; i < ca.length; ++i) {
            _refuseCA(_draft(0x99, ca[i]), Certificate.WrongRole.selector);
        }
        registry.admitCA(
            _certificate(
                _draft(0x99, bytes.concat(KEY_USAGE_CA, hex"300f0603551d130101ff040530030101ff")), ROOT_KEY
            ),
            false
        );
    }

    function test_refusesRepeatedAndUnknownCriticalExtensions() external {
        bytes memory good = _leafDraft().extensions;
        bytes memory unknown = _extension(hex"2a0304", hex"0500");
        _refuseLeafFor(_leafWith(bytes.concat(good, KEY_USAGE_LEAF)), Certificate.RepeatedExtension.selector);
        _refuseLeafFor(
            _leafWith(bytes.concat(unknown, good, unknown)), Certificate.RepeatedExtension.selector
        );
        bytes memory sgx = _sgxExtension(_sgxFields());
        _refuseLeafFor(_leafWith(bytes.concat(good, sgx)), Certificate.RepeatedExtension.selector);
        bytes memory critical = _tlv(0x30, bytes.concat(_tlv(0x06, hex"2a0304"), hex"0101ff", hex"04020500"));
        _refuseLeafFor(_leafWith(bytes.concat(good, critical)), Certificate.UnknownCriticalExtension.selector);
        // FALSE is the default and left out; TRUE is 0xff.
        bytes memory spelled = _tlv(0x30, bytes.concat(_tlv(0x06, hex"2a0304"), hex"010100", hex"04020500"));
        _refuseLeafFor(_leafWith(bytes.concat(good, spelled)), DER.UnexpectedTag.selector);
        spelled = _tlv(0x30, bytes.concat(_tlv(0x06, hex"2a0304"), hex"010101", hex"04020500"));
        _refuseLeafFor(_leafWith(bytes.concat(good, spelled)), DER.UnexpectedTag.selector);
        for (uint8 i; i < 13; ++i) {
            good = bytes.concat(good, _extension(bytes.concat(hex"2a0305", bytes1(i)), hex"0500"));
        }
        _admitLeaf(_certificate(_leafWith(good), CA_KEY)); // 16 in all
        good = bytes.concat(good, unknown);
        _refuseLeafFor(_draft(0x78, good), Certificate.RepeatedExtension.selector);
    }

    function test_walksNames() external {
        bytes memory utf8 = _attribute(hex"0c", "a name of more than thirty-two characters, in ASCII");
        bytes[11] memory bad = [
            _attribute(hex"0c", hex"ff"), // not UTF-8, nor ASCII
            _attribute(hex"0c", bytes.concat("a name of more than thirty-two characters", hex"80")),
            _attribute(hex"13", "a*b"), // not of PrintableString
            _attribute(hex"16", "ia5"),
            bytes.concat(utf8, hex"00"),
            bytes.concat(utf8, hex"3109"),
            _tlv(0x31, bytes.concat(_tlv(0x30, hex"06035504030c0161"), _tlv(0x30, hex"06035504030c0162"))),
            _tlv(0x31, _tlv(0x30, hex"06035504830c0161")), // identifier cut off
            _tlv(0x31, _tlv(0x30, hex"06035504030c016100")),
            _tlv(0x31, _tlv(0x30, hex"06035504030c0261")), // text leaves its attribute
            _tlv(0x31, _tlv(0x30, bytes.concat(hex"06035504030c77", new bytes(119))))
        ];
        for (uint256 i; i < bad.length; ++i) {
            Draft memory d = _leafDraft();
            d.name = _tlv(0x30, bad[i]);
            _refuseLeafFor(d, Certificate.Malformed.selector);
        }
        Draft memory good = _leafDraft();
        good.name =
            _tlv(0x30, bytes.concat(utf8, _attribute(hex"13", "A-z 09'()+,./:=?"), _attribute(hex"0c", "")));
        _admitLeaf(_certificate(good, CA_KEY));
    }

    function test_refusesAKeyOffTheCurve() external {
        for (uint256 i = 27; i < 91; i += 9) {
            Draft memory d = _leafDraft();
            d.key[i] ^= 0x01;
            _refuseLeafFor(d, Certificate.Malformed.selector);
        }
    }

    function test_walksTheOtherExtensions() external {
        bytes memory good = _leafDraft().extensions;
        bytes memory uri = _tlv(0xa0, _tlv(0xa0, hex"860161"));
        bytes[3] memory oids = [bytes(hex"551d23"), hex"551d0e", hex"551d1f"];
        bytes[3] memory values = [bytes(hex"3003800161"), hex"040161", _tlv(0x30, _tlv(0x30, uri))];
        for (uint256 i; i < 3; ++i) {
            bytes memory extension = _extension(oids[i], values[i]);
            _refuseLeafFor(
                _leafWith(bytes.concat(good, _extension(oids[i], bytes.concat(values[i], hex"00")))),
                DER.BadLength.selector
            );
            _refuseLeafFor(
                _leafWith(bytes.concat(good, _extension(oids[i], hex"0500"))), DER.UnexpectedTag.selector
            );
            _refuseLeafFor(
                _leafWith(
                    bytes.concat(
                        good,
                        _tlv(0x30, bytes.concat(_tlv(0x06, oids[i]), hex"0101ff", _tlv(0x04, values[i])))
                    )
                ),
                Certificate.UnknownCriticalExtension.selector
            );
            good = bytes.concat(good, extension);
        }
        _refuseLeafFor(
            _leafWith(bytes.concat(_leafDraft().extensions, _extension(hex"551d1f", _tlv(0x30, "")))),
            DER.UnexpectedTag.selector
        );
        bytes[7] memory unsupported = [
            bytes(hex"551d25"), // extended key usage
            hex"551d1e", // name constraints
            hex"2b06010505070101", // authority information access
            hex"2a8001", // not minimal
            hex"2a83", // cut off
            hex"80",
            hex"2a8fffffff7f" // component of 2^28 and more
        ];
        for (uint256 i; i < unsupported.length; ++i) {
            _refuseLeafFor(
                _leafWith(bytes.concat(good, _extension(unsupported[i], hex"3000"))),
                Certificate.UnsupportedExtension.selector
            );
        }
        _admitLeaf(_certificate(_leafWith(good), CA_KEY));
    }

    // ---- The SGX extension ----

    function _refuseFields(bytes memory fields) internal {
        bytes memory all = bytes.concat(KEY_USAGE_LEAF, BASIC_LEAF, _sgxExtension(fields));
        _refuseLeafFor(_leafWith(all), PlatformExtension.BadPlatformExtension.selector);
    }

    function test_refusesOtherPlatformExtensions() external {
        bytes memory fmspc = _sgxField(4, _tlv(0x04, abi.encodePacked(FMSPC)));
        bytes memory ids = _sgxIds();
        bytes memory tcb = bytes.concat(ids, _tcb(CPU_SVN, 13));
        _refuseFields(tcb); // no FMSPC
        _refuseFields(bytes.concat(ids, fmspc)); // no TCB
        _refuseFields(bytes.concat(_tcb(CPU_SVN, 13), fmspc, hex"3010060a2a864886f84d010d010304020000")); // no PPID
        _refuseFields(bytes.concat(_tcb(CPU_SVN, 13), fmspc, _sgxField(1, _tlv(0x04, new bytes(16))))); // no PCE-ID
        _refuseFields(bytes.concat(tcb, fmspc, _sgxField(1, _tlv(0x04, new bytes(16)))));
        _refuseFields(bytes.concat(tcb, fmspc, _sgxField(0x80, hex"0500"))); // no object identifier
        _refuseFields(bytes.concat(tcb, fmspc, _sgxField(9, hex"05000500"))); // two values
        _refuseFields(bytes.concat(tcb, fmspc, fmspc));
        _refuseFields(bytes.concat(tcb, _tcb(CPU_SVN, 13), fmspc));
        _refuseFields(bytes.concat(tcb, _sgxField(4, hex"04050011223344")));
        _refuseFields(bytes.concat(tcb, fmspc, _tlv(0x30, hex"06032a03040500"))); // another object identifier
        // CPUSVN in place of a component, components out of order, one missing.
        bytes memory one = _tcbField(1, hex"020102");
        _refuseFields(bytes.concat(_sgxField(2, _tlv(0x30, bytes.concat(one, one))), fmspc, ids));
        _refuseFields(bytes.concat(_sgxField(2, _tlv(0x30, _tcbField(2, hex"020102"))), fmspc));
        _refuseLeafFor(
            _leafWith(
                bytes.concat(
                    KEY_USAGE_LEAF,
                    BASIC_LEAF,
                    _sgxExtension(bytes.concat(_sgxField(2, _tlv(0x30, one)), fmspc))
                )
            ),
            DER.UnexpectedTag.selector
        );
        bytes memory wide = _sgxExtension(bytes.concat(tcb, _sgxField(4, hex"040500112233445566")));
        _refuseLeafFor(_leafWith(bytes.concat(KEY_USAGE_LEAF, BASIC_LEAF, wide)), DER.BadLength.selector);
    }

    function testFuzz_readsEveryComponent(uint128 cpuSvn, uint16 pceSvn, uint48 fmspc) external {
        bytes memory fields =
            bytes.concat(_sgxIds(), _tcb(cpuSvn, pceSvn), _sgxField(4, _tlv(0x04, abi.encodePacked(fmspc))));
        bytes memory all = bytes.concat(KEY_USAGE_LEAF, BASIC_LEAF, _sgxExtension(fields));
        Platform memory p = registry.platform(_admitLeaf(_certificate(_leafWith(all), CA_KEY)));
        equal(p.cpuSvn, cpuSvn, "component SVNs");
        equal(p.pceSvn, pceSvn, "PCE SVN");
        equal(p.fmspc, fmspc, "FMSPC");
    }

    // ---- Fuzz ----

    /// @dev A change anywhere, with the signature made anew, is refused or leaves key and platform as they were.
    function testFuzz_aChangedAndResignedLeafIsRefusedOrHarmless(uint16 offset, uint8 change) external {
        bytes memory tbs = _tbs(_leafDraft());
        tbs[bound(offset, 0, tbs.length - 1)] ^= bytes1(uint8(bound(change, 1, 255)));
        (bytes32 r, bytes32 s) = vm.signP256(CA_KEY, sha256(tbs));
        bytes memory certificate =
            _wrap(tbs, ALGORITHM, bytes.concat(_integer(uint256(r)), _integer(uint256(s))));
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        try registry.admitPlatform(certificate, x, y) returns (bytes16 id) {
            Platform memory p = registry.platform(id);
            check(p.flags == 1 && p.notAfter >= block.timestamp && p.notAfter <= 1_959_722_751, "record");
        } catch { }
    }

    function testFuzz_refusesEveryTamperedByte(uint16 offset, uint8 change) external {
        bytes memory c = _certificate(_leafDraft(), CA_KEY);
        c[bound(offset, 0, c.length - 1)] ^= bytes1(uint8(bound(change, 1, 255)));
        _refuseLeaf(c, "");
    }

    function testFuzz_refusesEveryTruncation(uint16 length) external {
        bytes memory c = _certificate(_leafDraft(), CA_KEY);
        uint256 n = bound(length, 0, c.length - 1);
        assembly ("memory-safe") {
            mstore(c, n)
        }
        _refuseLeaf(c, "");
    }

    function testFuzz_refusesNoise(bytes calldata noise) external {
        _refuseLeaf(noise, "");
        vm.expectRevert();
        registry.admitCA(noise, false);
    }
}
