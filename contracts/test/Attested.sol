// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import {
    IAttestationRegistry,
    InitialFloor,
    RegistrySetup
} from "../src/interfaces/IAttestationRegistry.sol";
import { TCBFloor } from "../src/libraries/TCBFloor.sol";

/// @dev A copy of Intel's hierarchy under keys of the test: certificates and whole TDX v4 quotes in the layouts
/// that the registry reads.
abstract contract Attested is Base {
    uint256 internal constant P256_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    uint256 internal constant ROOT_KEY = 0x2007;
    uint256 internal constant SIM_ROOT_KEY = 0x51A2007;
    uint256 internal constant CA_KEY = 0xCA;
    uint256 internal constant PCK_KEY = 0x9C8;
    uint256 internal constant ATTESTATION_KEY = 0xA7;
    uint48 internal constant FMSPC = 0x00806f050000;
    uint128 internal constant CPU_SVN = 0x02020202030100050000000000000000;
    uint128 internal constant TEE_TCB_SVN = 0x06010300000000000000000000000000;
    bytes32 internal constant RUNTIME_DATA = keccak256("runtime data");
    address internal constant authority = address(0xA07);
    address internal constant admitter = address(0xAD);
    address internal constant stranger = address(0x57A6);

    bytes internal constant ALGORITHM = hex"300a06082a8648ce3d040302";
    bytes internal constant KEY_USAGE_CA = hex"300e0603551d0f0101ff040403020106";
    bytes internal constant BASIC_CA = hex"30120603551d130101ff040830060101ff020100";
    bytes internal constant KEY_USAGE_LEAF = hex"300e0603551d0f0101ff0404030206c0";
    bytes internal constant BASIC_LEAF = hex"300c0603551d130101ff04023000";

    IAttestationRegistry internal registry;
    address internal p256;

    /// @dev What a certificate is made of; a test changes single parts.
    struct Draft {
        bytes version;
        bytes serial;
        bytes algorithm;
        bytes name; // of issuer and subject
        bytes validity;
        bytes key;
        bytes unique; // between key and extensions
        bytes extensions;
        bytes outerAlgorithm;
    }

    function _deployRegistry(uint256 chainId, bool simulation) internal {
        vm.warp(1_790_000_000);
        vm.roll(1000);
        vm.chainId(chainId);
        p256 = vm.deployCode("P256Fallback.sol:P256Fallback");
        registry = IAttestationRegistry(
            vm.deployCode(
                "AttestationRegistry.sol:AttestationRegistry",
                abi.encode(_setup(simulation), _floors(), _verifiers())
            )
        );
    }

    function _setup(bool simulation) internal view returns (RegistrySetup memory s) {
        (s.intelX, s.intelY) = _public(ROOT_KEY);
        if (simulation) {
            (s.simulationX, s.simulationY) = _public(SIM_ROOT_KEY);
            s.developmentAdmitter = admitter;
        }
        s.authority = authority;
        s.p256 = p256;
    }

    function _floors() internal pure returns (InitialFloor[] memory floors) {
        floors = new InitialFloor[](3);
        floors[0] = InitialFloor(FMSPC, 1, _floor());
        floors[1] = InitialFloor(FMSPC, 3, _floor());
        floors[2] = InitialFloor(FMSPC, 2, TCBFloor(CPU_SVN, 0, 13, 6));
    }

    /// @dev Other verifiers that the registry is made with.
    function _verifiers() internal view virtual returns (address[] memory) { }

    function _floor() internal pure returns (TCBFloor memory) {
        return TCBFloor(CPU_SVN, TEE_TCB_SVN, 13, 6);
    }

    function _public(uint256 key) internal pure returns (bytes32, bytes32) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return (bytes32(x), bytes32(y));
    }

    function _keyId(uint256 key) internal pure returns (bytes32) {
        (bytes32 x, bytes32 y) = _public(key);
        return keccak256(bytes.concat(x, y));
    }

    // ---- DER ----

    function _tlv(bytes1 tag, bytes memory content) internal pure returns (bytes memory) {
        if (content.length < 0x80) return bytes.concat(tag, bytes1(uint8(content.length)), content);
        if (content.length < 0x100) {
            return bytes.concat(tag, hex"81", bytes1(uint8(content.length)), content);
        }
        return bytes.concat(tag, hex"82", bytes2(uint16(content.length)), content);
    }

    function _integer(uint256 value) internal pure returns (bytes memory) {
        bytes memory content = hex"";
        do {
            content = bytes.concat(bytes1(uint8(value)), content);
            value >>= 8;
        } while (value != 0);
        if (uint8(content[0]) >= 0x80) content = bytes.concat(hex"00", content);
        return _tlv(0x02, content);
    }

    function _extension(bytes memory oid, bytes memory value) internal pure returns (bytes memory) {
        return _tlv(0x30, bytes.concat(_tlv(0x06, oid), _tlv(0x04, value)));
    }

    /// @dev A relative distinguished name of one commonName.
    function _attribute(bytes1 tag, bytes memory text) internal pure returns (bytes memory) {
        return _tlv(0x31, _tlv(0x30, bytes.concat(hex"0603550403", _tlv(tag, text))));
    }

    function _sgxField(uint8 k, bytes memory value) internal pure returns (bytes memory) {
        return _tlv(0x30, bytes.concat(hex"060a2a864886f84d010d01", bytes1(k), value));
    }

    function _tcbField(uint8 k, bytes memory value) internal pure returns (bytes memory) {
        return _tlv(0x30, bytes.concat(hex"060b2a864886f84d010d0102", bytes1(k), value));
    }

    function _tcb(uint128 cpuSvn, uint16 pceSvn) internal pure returns (bytes memory) {
        bytes memory content = hex"";
        for (uint8 k = 1; k <= 16; ++k) {
            content = bytes.concat(content, _tcbField(k, _integer(uint8(cpuSvn >> (8 * (16 - k))))));
        }
        content =
            bytes.concat(content, _tcbField(17, _integer(pceSvn)), _tcbField(18, _tlv(0x04, new bytes(16))));
        return _sgxField(2, _tlv(0x30, content));
    }

    function _sgxExtension(bytes memory fields) internal pure returns (bytes memory) {
        return _extension(hex"2a864886f84d010d01", _tlv(0x30, fields));
    }

    /// @dev PPID and PCE-ID.
    function _sgxIds() internal pure returns (bytes memory) {
        return bytes.concat(_sgxField(1, _tlv(0x04, new bytes(16))), _sgxField(3, hex"04020000"));
    }

    function _sgxFields() internal pure returns (bytes memory) {
        return bytes.concat(
            _sgxIds(),
            _tcb(CPU_SVN, 13),
            _sgxField(4, _tlv(0x04, abi.encodePacked(FMSPC))),
            _sgxField(5, hex"0a0101")
        );
    }

    function _draft(uint256 key, bytes memory extensions) internal pure returns (Draft memory d) {
        (bytes32 x, bytes32 y) = _public(key);
        d.version = hex"a003020102";
        d.serial = _integer(uint256(keccak256(abi.encode(key))) >> 97);
        d.algorithm = ALGORITHM;
        d.name = _tlv(0x30, _attribute(hex"0c", "name"));
        // 2025-02-06 23:25:51 to 2032-02-06 23:25:51
        d.validity = bytes.concat(hex"170d", "250206232551Z", hex"170d", "320206232551Z");
        d.key = bytes.concat(hex"3059301306072a8648ce3d020106082a8648ce3d03010703420004", x, y);
        d.extensions = extensions;
        d.outerAlgorithm = ALGORITHM;
    }

    function _caDraft() internal pure returns (Draft memory) {
        return _draft(CA_KEY, bytes.concat(KEY_USAGE_CA, BASIC_CA));
    }

    function _leafDraft() internal pure returns (Draft memory) {
        return _draft(PCK_KEY, bytes.concat(KEY_USAGE_LEAF, BASIC_LEAF, _sgxExtension(_sgxFields())));
    }

    function _tbs(Draft memory d) internal pure returns (bytes memory) {
        bytes memory head = bytes.concat(d.version, d.serial, d.algorithm, d.name);
        bytes memory tail = bytes.concat(d.name, d.key, d.unique, _tlv(0xa3, _tlv(0x30, d.extensions)));
        return _tlv(0x30, bytes.concat(head, _tlv(0x30, d.validity), tail));
    }

    function _certificate(Draft memory d, uint256 issuer) internal pure returns (bytes memory) {
        bytes memory tbs = _tbs(d);
        (bytes32 r, bytes32 s) = vm.signP256(issuer, sha256(tbs));
        return _wrap(tbs, d.outerAlgorithm, bytes.concat(_integer(uint256(r)), _integer(uint256(s))));
    }

    function _wrap(bytes memory tbs, bytes memory algorithm, bytes memory signature)
        internal
        pure
        returns (bytes memory)
    {
        return _tlv(
            0x30, bytes.concat(tbs, algorithm, _tlv(0x03, bytes.concat(hex"00", _tlv(0x30, signature))))
        );
    }

    function _admitCA() internal {
        registry.admitCA(_certificate(_caDraft(), ROOT_KEY), false);
    }

    function _admitPlatform() internal returns (bytes16) {
        return _admitLeaf(_certificate(_leafDraft(), CA_KEY));
    }

    function _admitLeaf(bytes memory certificate) internal returns (bytes16) {
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        return registry.admitPlatform(certificate, x, y);
    }

    // ---- Quotes ----

    bytes32 internal constant QE_SIGNER = 0x8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff;
    bytes32 internal constant TD_QE_SIGNER =
        0xdc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5;

    struct Quote {
        bytes body;
        bytes qe;
        bytes data; // QE authentication data
    }

    function _reportData(address signer, uint64 blockNumber) internal view returns (bytes memory) {
        bytes32 binding = sha256(
            abi.encodePacked(
                "hallmark v1", uint64(block.chainid), address(registry), blockhash(blockNumber), RUNTIME_DATA
            )
        );
        return abi.encodePacked(signer, binding, uint32(1), blockNumber);
    }

    /// @dev A TDX quote of version 4.
    function _quote(address signer, uint64 blockNumber) internal view returns (Quote memory q) {
        q.body = bytes.concat(hex"0400020081000000", new bytes(40), _tdReport(signer, blockNumber));
        _certify(q, TD_QE_SIGNER, 2);
    }

    /// @dev A TDX quote of version 5 with a report 1.0, or 1.5 under a service TD.
    function _quoteV5(address signer, uint64 blockNumber, bool newer, bytes memory serviceTD)
        internal
        view
        returns (Quote memory q)
    {
        bytes memory body = newer ? bytes(hex"030088020000") : bytes(hex"020048020000");
        body = bytes.concat(body, _tdReport(signer, blockNumber));
        if (newer) body = bytes.concat(body, bytes16(TEE_TCB_SVN), serviceTD);
        q.body = bytes.concat(hex"0500020081000000", new bytes(40), body);
        _certify(q, TD_QE_SIGNER, 2);
    }

    /// @dev An SGX quote of version 3.
    function _quoteSGX(address signer, uint64 blockNumber) internal view returns (Quote memory q) {
        bytes memory head =
            bytes.concat(new bytes(48), hex"05", new bytes(15), bytes32("MRENCLAVE"), new bytes(96));
        head = bytes.concat(hex"0300020000000000", new bytes(40), head, _configId(), new bytes(64));
        q.body = bytes.concat(head, _reportData(signer, blockNumber));
        _certify(q, QE_SIGNER, 1);
    }

    function _configId() internal pure returns (bytes memory) {
        return bytes.concat(keccak256("CONFIGID"), keccak256("CONFIGID2"));
    }

    function _tdReport(address signer, uint64 blockNumber) internal view returns (bytes memory) {
        return bytes.concat(
            bytes.concat(bytes16(TEE_TCB_SVN), new bytes(48 + 48 + 8), hex"0000001000000000", new bytes(8)),
            bytes.concat(_register("MRTD"), _register("MRCONFIGID"), new bytes(96)),
            bytes.concat(_register("RTMR0"), _register("RTMR1"), _register("RTMR2"), _register("RTMR3")),
            _reportData(signer, blockNumber)
        );
    }

    function _certify(Quote memory q, bytes32 qeSigner, uint8 qeProduct) internal pure {
        q.data = hex"00112233";
        (bytes32 x, bytes32 y) = _public(ATTESTATION_KEY);
        q.qe = bytes.concat(
            bytes.concat(new bytes(48), hex"15", new bytes(15), new bytes(64), qeSigner),
            bytes.concat(new bytes(96), bytes1(qeProduct), hex"000600", new bytes(60)),
            bytes.concat(sha256(bytes.concat(x, y, q.data)), bytes32(0))
        );
    }

    function _register(bytes memory name) internal pure returns (bytes memory) {
        return bytes.concat(keccak256(name), bytes16(keccak256(bytes.concat(name, "2"))));
    }

    function _auth(Quote memory q) internal pure returns (bytes memory) {
        (bytes32 x, bytes32 y) = _public(ATTESTATION_KEY);
        (bytes32 r, bytes32 s) = vm.signP256(ATTESTATION_KEY, sha256(q.body));
        (bytes32 r2, bytes32 s2) = vm.signP256(PCK_KEY, sha256(q.qe));
        bytes2 size = bytes2(uint16((q.data.length << 8) | (q.data.length >> 8)));
        bytes memory certification = q.body[0] == 0x03 ? bytes(hex"") : bytes(hex"060000000000");
        return bytes.concat(bytes.concat(r, s, x, y, certification, q.qe), bytes.concat(r2, s2, size, q.data));
    }

    function _measurement(uint256 kind) internal pure returns (bytes32) {
        bytes memory head = bytes.concat(bytes32(kind), _register("MRTD"), _register("RTMR0"));
        return keccak256(bytes.concat(head, _register("RTMR1"), _register("RTMR2"), _register("MRCONFIGID")));
    }

    function _measurementSGX() internal pure returns (bytes32) {
        return keccak256(bytes.concat(bytes32(uint256(2)), bytes32("MRENCLAVE"), _configId()));
    }

    function _send(Quote memory q, uint64 blockNumber) internal returns (bytes32) {
        return _sendParts(q.body, _auth(q), blockNumber);
    }

    function _sendParts(bytes memory body, bytes memory auth, uint64 blockNumber) internal returns (bytes32) {
        (bytes32 x, bytes32 y) = _public(PCK_KEY);
        return registry.register(body, auth, x, y, blockNumber, RUNTIME_DATA);
    }

    function _refuse(Quote memory q, uint64 blockNumber, bytes memory reason) internal {
        bytes memory auth = _auth(q);
        (bytes32 x, bytes32 y) = _public(PCK_KEY);
        vm.expectRevert(reason);
        registry.register(q.body, auth, x, y, blockNumber, RUNTIME_DATA);
    }
}
