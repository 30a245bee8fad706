// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";
import {
    Attestation,
    IAttestationRegistry as R,
    InitialFloor,
    Platform,
    PolicyProof,
    RegistrySetup
} from "../src/interfaces/IAttestationRegistry.sol";
import { DcapQuote } from "../src/libraries/DcapQuote.sol";
import { TCBFloor } from "../src/libraries/TCBFloor.sol";

interface Code {
    function getCode(string calldata artifact) external view returns (bytes memory);
}

/// @dev A verifier that takes every signature.
contract SaysYes {
    function verify(bytes32, bytes32, bytes32, bytes32, bytes32) external pure returns (bool) {
        return true;
    }
}

/// @dev Who is trusted, and who is not: quotes, platforms, policies and the authority.
/// forge-config: default.evm_version = "osaka"
contract AttestationRegistryTest is Attested {
    address internal constant signer = address(0x5160E2);
    uint64 internal constant BLOCK = 990;
    uint256 internal constant MAINNET = 16661;

    function setUp() external {
        _deployRegistry(MAINNET, false);
        _admitCA();
        _admitPlatform();
    }

    function _proof(bytes32 measurement) internal pure returns (PolicyProof memory p) {
        p.measurement = measurement;
        p.maxAge = 3 days;
        p.fileDigest = keccak256("file");
        p.path = new bytes32[](2);
        p.path[0] = keccak256("a");
        p.path[1] = keccak256("b");
        bytes32 node = keccak256(bytes.concat(keccak256(abi.encode(measurement))));
        for (uint256 i; i < 2; ++i) {
            node = node < p.path[i]
                ? keccak256(bytes.concat(node, p.path[i]))
                : keccak256(bytes.concat(p.path[i], node));
        }
        p.root = node;
    }

    function _policy(PolicyProof memory p) internal pure returns (bytes32) {
        return keccak256(abi.encode(p.root, p.maxAge, p.fileDigest));
    }

    function _isTrusted() internal view returns (bool) {
        PolicyProof memory p = _proof(_measurement(1));
        return registry.trusted(signer, _policy(p), p);
    }

    // ---- Registration ----

    function test_registersAFreshQuote() external {
        check(!_isTrusted(), "trusted before registration");
        vm.expectEmit(true, true, true, true, address(registry));
        emit R.Registered(
            signer,
            _measurement(1),
            bytes16(_keyId(PCK_KEY)),
            1,
            BLOCK,
            block.timestamp + 7 days,
            RUNTIME_DATA
        );
        vm.prank(stranger);
        equal(_send(_quote(signer, BLOCK), BLOCK), _measurement(1), "measurement");
        Attestation memory a = registry.attestation(signer, _measurement(1));
        equal(a.registeredAt, block.timestamp, "at");
        equal(a.until, block.timestamp + 7 days, "until");
        equal(a.blockNumber, BLOCK, "block");
        check(_isTrusted(), "not trusted after registration");
    }

    function test_renewsOnANewerBlockOnly() external {
        _send(_quote(signer, BLOCK), BLOCK);
        bytes memory reason = abi.encodeWithSelector(R.NotNewer.selector, BLOCK, BLOCK);
        _refuse(_quote(signer, BLOCK), BLOCK, reason);
        _refuse(
            _quote(signer, BLOCK - 1),
            BLOCK - 1,
            abi.encodeWithSelector(R.NotNewer.selector, BLOCK - 1, BLOCK)
        );
        vm.warp(block.timestamp + 2 days);
        _send(_quote(signer, BLOCK + 1), BLOCK + 1);
        equal(registry.attestation(signer, _measurement(1)).until, block.timestamp + 7 days, "until");
    }

    function test_refusesBlocksOutOfReach() external {
        Quote memory q = _quote(signer, BLOCK);
        vm.roll(BLOCK + 256);
        _send(q, BLOCK);
        vm.roll(BLOCK + 257);
        _refuse(q, BLOCK, abi.encodeWithSelector(R.BlockOutOfReach.selector, BLOCK));
        uint64 now_ = BLOCK + 257;
        _refuse(_quote(signer, now_), now_, abi.encodeWithSelector(R.BlockOutOfReach.selector, now_));
    }

    function test_refusesAWrongBlockHash() external {
        Quote memory q = _quote(signer, BLOCK);
        vm.setBlockhash(BLOCK, keccak256("the chain after a reorganisation"));
        Quote memory other = _quote(signer, BLOCK);
        _refuse(
            q,
            BLOCK,
            abi.encodeWithSelector(R.BindingMismatch.selector, _word(q.body, 588), _word(other.body, 588))
        );
        _refuse(q, BLOCK - 1, abi.encodeWithSelector(R.BlockMismatch.selector, BLOCK, BLOCK - 1));
    }

    function testFuzz_refusesEveryChangeOfTheBinding(uint8 offset, uint8 change) external {
        change = uint8(bound(change, 1, 255));
        Quote memory q = _quote(signer, BLOCK);
        offset = uint8(bound(offset, 20, 63));
        q.body[568 + offset] ^= bytes1(change);
        bytes memory auth = _auth(q);
        vm.expectRevert();
        this.sendParts(q.body, auth, BLOCK);
    }

    function testFuzz_refusesEveryTamperedByte(uint16 offset, uint8 change) external {
        Quote memory q = _quote(signer, BLOCK);
        bytes memory auth = _auth(q);
        change = uint8(bound(change, 1, 255));
        uint256 i = bound(offset, 0, q.body.length + auth.length - 1);
        // The size field of the certification data says how long the part is that the caller leaves out.
        if (i >= 632 + 130 && i < 632 + 134) return;
        if (i < 632) q.body[i] ^= bytes1(change);
        else auth[i - 632] ^= bytes1(change);
        vm.expectRevert();
        this.sendParts(q.body, auth, BLOCK);
    }

    function testFuzz_refusesOtherLengths(uint16 body, uint16 auth) external {
        Quote memory q = _quote(signer, BLOCK);
        bytes memory a = _auth(q);
        if (body == q.body.length && auth == a.length) return;
        bytes memory shortBody = new bytes(bound(body, 0, 1300));
        bytes memory shortAuth = new bytes(bound(auth, 0, 1300));
        for (uint256 i; i < shortBody.length && i < q.body.length; ++i) {
            shortBody[i] = q.body[i];
        }
        for (uint256 i; i < shortAuth.length && i < a.length; ++i) {
            shortAuth[i] = a[i];
        }
        if (shortBody.length == q.body.length && shortAuth.length == a.length) return;
        vm.expectRevert(
            abi.encodeWithSelector(DcapQuote.BadQuoteSize.selector, shortBody.length, shortAuth.length)
        );
        this.sendParts(shortBody, shortAuth, BLOCK);
    }

    function sendParts(bytes memory body, bytes memory auth, uint64 blockNumber) external {
        _sendParts(body, auth, blockNumber);
    }

    function test_takesHighAndLowS() external {
        Quote memory q = _quote(signer, BLOCK);
        bytes memory auth = _auth(q);
        _flip(auth, 32);
        _flip(auth, 518 + 32);
        _sendParts(q.body, auth, BLOCK);
    }

    function _flip(bytes memory data, uint256 offset) internal pure {
        assembly ("memory-safe") {
            let p := add(add(data, 0x20), offset)
            mstore(p, sub(0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551, mload(p)))
        }
    }

    // ---- What a TD and its quoting enclave must be ----

    function test_refusesAttributes() external {
        bytes8[7] memory bad = [
            bytes8(0x0100001000000000), // debug
            0x8000001000000000, // another bit of the debug group
            0x0000000000000000, // no SEPT_VE_DISABLE
            0x0000003000000000, // migratable
            0x0000011000000000, // bit 24, reserved
            0x0000001040000000, // bit 38, reserved
            0x0000001000000040 // bit 62
        ];
        for (uint256 i; i < bad.length; ++i) {
            Quote memory q = _quote(signer, BLOCK);
            _put(q.body, 168, bytes32(bad[i]), 8);
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.BadAttributes.selector, uint64(bad[i])));
        }
        Quote memory good = _quote(signer, BLOCK);
        _put(good.body, 168, bytes32(bytes8(0x000000d000000080)), 8); // PKS, KL, PERFMON
        _send(good, BLOCK);
    }

    function test_refusesAForeignModule() external {
        for (uint256 i = 112; i < 168; i += 5) {
            Quote memory q = _quote(signer, BLOCK);
            q.body[i] = 0x01;
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignModule.selector));
        }
    }

    function test_refusesOtherQuotes() external {
        for (uint256 i; i < 8; ++i) {
            Quote memory q = _quote(signer, BLOCK);
            q.body[i] ^= 0x02; // version 6, other key and TEE types
            _refuse(
                q,
                BLOCK,
                abi.encodeWithSelector(DcapQuote.UnsupportedQuote.selector, bytes8(_word(q.body, 0)), 0)
            );
        }
        Quote memory good = _quote(signer, BLOCK);
        bytes memory auth = _auth(good);
        auth[128] = 0x05;
        vm.expectRevert(
            abi.encodeWithSelector(DcapQuote.UnsupportedQuote.selector, bytes8(_word(good.body, 0)), 5)
        );
        this.sendParts(good.body, auth, BLOCK);
    }

    function test_refusesAForeignQuotingEnclave() external {
        uint16[4] memory offsets = [uint16(48), 128, 159, 256];
        for (uint256 i; i < offsets.length; ++i) {
            Quote memory q = _quote(signer, BLOCK);
            q.qe[offsets[i]] ^= 0x02;
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignQuotingEnclave.selector));
        }
    }

    function test_refusesAnUnboundAttestationKey() external {
        uint16[4] memory offsets = [uint16(320), 351, 352, 383];
        for (uint256 i; i < offsets.length; ++i) {
            Quote memory q = _quote(signer, BLOCK);
            q.qe[offsets[i]] ^= 0x01;
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.UnboundAttestationKey.selector));
        }
    }

    function test_refusesZeroSignerAndOtherVersions() external {
        _refuse(_quote(address(0), BLOCK), BLOCK, abi.encodeWithSelector(R.ZeroSigner.selector));
        Quote memory q = _quote(signer, BLOCK);
        q.body[623] = 0x02;
        _refuse(q, BLOCK, abi.encodeWithSelector(R.BadReportDataVersion.selector, uint32(2)));
    }

    // ---- Platforms ----

    function test_refusesAnUnknownPlatform() external {
        Quote memory q = _quote(signer, BLOCK);
        bytes memory auth = _auth(q);
        (bytes32 x, bytes32 y) = _public(0x1234);
        vm.expectRevert(abi.encodeWithSelector(R.UnknownPlatform.selector, bytes16(_keyId(0x1234))));
        registry.register(q.body, auth, x, y, BLOCK, RUNTIME_DATA);
    }

    function test_refusesAnExpiredPlatform() external {
        bytes16 id = bytes16(_keyId(PCK_KEY));
        Platform memory p = registry.platform(id);
        vm.warp(p.notAfter - 1 days);
        _send(_quote(signer, BLOCK), BLOCK);
        equal(registry.attestation(signer, _measurement(1)).until, p.notAfter, "ends with the platform");
        vm.warp(p.notAfter);
        _send(_quote(signer, BLOCK + 1), BLOCK + 1);
        vm.warp(uint256(p.notAfter) + 1);
        _refuse(
            _quote(signer, BLOCK + 2),
            BLOCK + 2,
            abi.encodeWithSelector(R.ExpiredPlatform.selector, id, p.notAfter)
        );
        check(!_isTrusted(), "trusted after the platform's end");
    }

    function test_revokingAPlatformEndsItsSigners() external {
        _send(_quote(signer, BLOCK), BLOCK);
        bytes16 id = bytes16(_keyId(PCK_KEY));
        vm.expectRevert(abi.encodeWithSelector(R.NotAuthority.selector, address(this)));
        registry.revokePlatform(id);
        vm.prank(authority);
        registry.revokePlatform(id);
        check(!_isTrusted(), "trusted on a revoked platform");
        _refuse(_quote(signer, BLOCK + 1), BLOCK + 1, abi.encodeWithSelector(R.RevokedPlatform.selector, id));
        bytes memory leaf = _certificate(_leafDraft(), CA_KEY);
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        vm.expectRevert(abi.encodeWithSelector(R.RevokedPlatform.selector, id));
        registry.admitPlatform(leaf, x, y);

        vm.expectRevert(abi.encodeWithSelector(R.NothingPending.selector));
        registry.restorePlatform(id);
        vm.prank(authority);
        registry.proposeRestoration(id);
        vm.expectRevert(abi.encodeWithSelector(R.NotReady.selector, block.timestamp + 7 days));
        registry.restorePlatform(id);
        vm.warp(block.timestamp + 7 days);
        registry.restorePlatform(id);
        _send(_quote(signer, BLOCK + 1), BLOCK + 1);
        check(_isTrusted(), "not trusted after the restoration");
    }

    function test_revokingACAEndsItsPlatformsSigners() external {
        _send(_quote(signer, BLOCK), BLOCK);
        bytes32 id = _keyId(CA_KEY);
        vm.prank(authority);
        registry.revokeCA(id);
        check(!_isTrusted(), "trusted under a revoked CA");
        equal(registry.platform(bytes16(_keyId(PCK_KEY))).flags & 4, 4, "flags say revoked");
        vm.prank(authority);
        registry.proposeRestoration(id);
        vm.prank(authority);
        registry.revokeCA(id); // takes the proposal back
        vm.warp(block.timestamp + 7 days);
        vm.expectRevert(abi.encodeWithSelector(R.NothingPending.selector));
        registry.restoreCA(id);
        vm.prank(authority);
        registry.proposeRestoration(id);
        vm.warp(block.timestamp + 7 days);
        registry.restoreCA(id);
        _send(_quote(signer, BLOCK + 1), BLOCK + 1);
        check(_isTrusted(), "not trusted after the restoration");
    }

    // ---- Floors ----

    function test_floorsHoldComponentByComponent() external {
        for (uint256 i; i < 4; ++i) {
            Quote memory q = _quote(signer, BLOCK);
            TCBFloor memory floor = _floor();
            if (i == 0) floor.cpuSvn += 1 << 120;
            if (i == 1) floor.teeTcbSvn += 1; // the last component, where the quote has 0
            if (i == 2) floor.pceSvn += 1;
            if (i == 3) floor.qeSvn += 1;
            vm.prank(authority);
            registry.tightenFloor(FMSPC, 1, floor);
            _refuse(q, BLOCK, abi.encodeWithSelector(R.BelowFloor.selector, FMSPC, uint8(1), _floor(), floor));
            vm.prank(authority);
            registry.proposeFloor(FMSPC, 1, _floor());
            vm.warp(block.timestamp + 7 days);
            registry.applyFloor(FMSPC, 1);
        }
        _send(_quote(signer, BLOCK), BLOCK);
    }

    function test_tighteningIsAtOnceLooseningWaits() external {
        TCBFloor memory higher = _floor();
        higher.qeSvn = 7;
        vm.expectRevert(abi.encodeWithSelector(R.NotAuthority.selector, address(this)));
        registry.tightenFloor(FMSPC, 1, higher);
        vm.expectRevert(abi.encodeWithSelector(R.NotAuthority.selector, address(this)));
        registry.proposeFloor(FMSPC, 1, higher);
        vm.startPrank(authority);
        TCBFloor memory mixed = higher;
        mixed.pceSvn -= 1;
        vm.expectRevert(abi.encodeWithSelector(R.WouldLoosen.selector));
        registry.tightenFloor(FMSPC, 1, mixed);
        vm.expectRevert(abi.encodeWithSelector(R.UnknownFMSPC.selector, uint48(1), uint8(1)));
        registry.tightenFloor(1, 1, higher);

        registry.proposeFloor(FMSPC, 1, mixed);
        registry.proposeFloor(1, 1, higher);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(R.NotReady.selector, block.timestamp + 7 days));
        registry.applyFloor(FMSPC, 1);
        vm.warp(block.timestamp + 7 days);
        registry.applyFloor(1, 1);
        check(registry.floorOf(1, 1).known, "a first floor after its delay");
        higher.pceSvn = 13;
        vm.prank(authority);
        registry.tightenFloor(FMSPC, 1, higher);
        vm.expectRevert(abi.encodeWithSelector(R.NothingPending.selector));
        registry.applyFloor(FMSPC, 1); // the tightening dropped it
        check(!registry.floorOf(2, 1).known, "unknown type");
    }

    function testFuzz_floorsCompareEveryByte(uint128 have, uint128 want) external {
        bool least = true;
        for (uint256 i; i < 128; i += 8) {
            if (uint8(have >> i) < uint8(want >> i)) least = false;
        }
        Quote memory q = _quote(signer, BLOCK);
        _put(q.body, 48, bytes32(bytes16(have)), 16);
        TCBFloor memory floor = _floor();
        floor.teeTcbSvn = want;
        vm.prank(authority);
        registry.proposeFloor(FMSPC, 1, floor);
        vm.warp(block.timestamp + 7 days);
        registry.applyFloor(FMSPC, 1);
        TCBFloor memory had = _floor();
        had.teeTcbSvn = have;
        if (least) _send(q, BLOCK);
        else _refuse(q, BLOCK, abi.encodeWithSelector(R.BelowFloor.selector, FMSPC, uint8(1), had, floor));
    }

    // ---- Policies ----

    function test_trustEndsWithThePolicysMaxAge() external {
        _send(_quote(signer, BLOCK), BLOCK);
        uint256 start = block.timestamp;
        vm.warp(start + 3 days);
        check(_isTrusted(), "refused at maxAge");
        vm.warp(start + 3 days + 1);
        check(!_isTrusted(), "trusted beyond maxAge");
        PolicyProof memory p = _proof(_measurement(1));
        p.maxAge = type(uint64).max;
        check(registry.trusted(signer, _policy(p), p), "a policy without a limit");
        vm.warp(start + 7 days);
        check(registry.trusted(signer, _policy(p), p), "refused at its end");
        vm.warp(start + 7 days + 1);
        check(!registry.trusted(signer, _policy(p), p), "trusted beyond its end");
    }

    function test_trustsInsideThePolicyOnly() external {
        _send(_quote(signer, BLOCK), BLOCK);
        PolicyProof memory p = _proof(_measurement(1));
        check(!registry.trusted(stranger, _policy(p), p), "another signer");
        check(!registry.trusted(signer, keccak256("foreign"), p), "a foreign policy");
        PolicyProof memory sim = _proof(_measurement(3));
        check(!registry.trusted(signer, _policy(sim), sim), "a policy of simulated measurements");
        PolicyProof memory other = _proof(keccak256("other"));
        check(!registry.trusted(signer, _policy(other), other), "a policy of another measurement");
        other.measurement = p.measurement;
        check(!registry.trusted(signer, _policy(other), other), "a foreign proof");
    }

    function testFuzz_aProofProvesOneMeasurementOnly(bytes32[] calldata path, bytes32 claimed, uint8 drop)
        external
    {
        _send(_quote(signer, BLOCK), BLOCK);
        PolicyProof memory p = _proof(_measurement(1));
        bytes32 policy = _policy(p);
        PolicyProof memory forged = _proof(_measurement(1));
        forged.path = path;
        check(!registry.trusted(signer, policy, forged), "another path");
        forged.path = p.path;
        if (claimed != p.measurement) {
            forged.measurement = claimed;
            check(!registry.trusted(signer, policy, forged), "another measurement");
        }
        // An inner node is no measurement: leaves are hashed twice.
        forged.path = new bytes32[](1);
        forged.path[0] = p.path[1];
        forged.measurement = drop % 2 == 0 ? p.path[0] : keccak256(abi.encode(p.measurement));
        check(!registry.trusted(signer, policy, forged), "an inner node");
    }

    function test_publishPolicyOnlyEmits() external {
        PolicyProof memory p = _proof(_measurement(1));
        vm.expectEmit(true, true, true, true, address(registry));
        emit R.PolicyPublished(
            _policy(p), address(this), p.root, p.maxAge, p.fileDigest, "https://example.org/p"
        );
        equal(
            registry.publishPolicy(p.root, p.maxAge, p.fileDigest, "https://example.org/p"), _policy(p), "id"
        );
    }

    // ---- Setup and simulation ----

    function test_simulationIsForDevelopmentChainsOnly() external {
        RegistrySetup memory s = _setup(true);
        bytes memory reason = abi.encodeWithSelector(R.NotADevelopmentChain.selector, MAINNET);
        _refuseSetup(s, reason);
        s.developmentAdmitter = address(0);
        _refuseSetup(s, reason);
        s = _setup(false);
        s.developmentAdmitter = admitter;
        _refuseSetup(s, reason);
        vm.expectRevert(abi.encodeWithSelector(R.NotADevelopmentChain.selector, MAINNET));
        registry.admitPlatformDev(bytes32(uint256(1)), 0, FMSPC, CPU_SVN, 13, type(uint40).max);
        bytes memory certificate = _certificate(_caDraft(), SIM_ROOT_KEY);
        vm.expectRevert(abi.encodeWithSelector(R.NotADevelopmentChain.selector, MAINNET));
        registry.admitCA(certificate, true);
    }

    function test_refusesABadSetup() external {
        bytes memory reason = abi.encodeWithSelector(R.BadSetup.selector);
        RegistrySetup memory s = _setup(false);
        s.authority = address(0);
        _refuseSetup(s, reason);
        s = _setup(false);
        s.intelX = 0;
        _refuseSetup(s, reason);
        s = _setup(false);
        s.p256 = stranger; // no contract
        _refuseSetup(s, reason);
        s.p256 = address(new SaysYes());
        _refuseSetup(s, reason);
    }

    function _refuseSetup(RegistrySetup memory s, bytes memory reason) internal {
        bytes memory code = bytes.concat(
            Code(address(vm)).getCode("AttestationRegistry.sol:AttestationRegistry"),
            abi.encode(s, new InitialFloor[](0), new address[](0))
        );
        address created;
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        bytes memory got;
        assembly ("memory-safe") {
            got := mload(0x40)
            mstore(0x40, add(got, add(returndatasize(), 0x40)))
            mstore(got, returndatasize())
            returndatacopy(add(got, 0x20), 0, returndatasize())
        }
        check(created == address(0), "created with a bad setup");
        equal(keccak256(got), keccak256(reason), "reason");
    }

    function test_simulatedPlatformsAreOfTheirOwnKind() external {
        _deployRegistry(31337, true);
        registry.admitCA(_certificate(_caDraft(), SIM_ROOT_KEY), true);
        _admitPlatform();
        equal(_send(_quote(signer, BLOCK), BLOCK), _measurement(3), "measurement");
        check(!_isTrusted(), "a simulated signer is trusted under a hardware policy");
        PolicyProof memory p = _proof(_measurement(3));
        check(registry.trusted(signer, _policy(p), p), "not trusted under a simulation policy");
    }

    function test_developmentAdmitterAdmitsSimulatedPlatforms() external {
        _deployRegistry(1337, true);
        (bytes32 x, bytes32 y) = _public(PCK_KEY);
        vm.expectRevert(abi.encodeWithSelector(R.NotDevelopmentAdmitter.selector, address(this)));
        registry.admitPlatformDev(x, y, FMSPC, CPU_SVN, 13, type(uint40).max);
        vm.prank(admitter);
        registry.admitPlatformDev(x, y, FMSPC, CPU_SVN, 13, type(uint40).max);
        equal(_send(_quote(signer, BLOCK), BLOCK), _measurement(3), "measurement");
        vm.chainId(MAINNET); // a fork of the development chain
        vm.prank(admitter);
        vm.expectRevert(abi.encodeWithSelector(R.NotADevelopmentChain.selector, MAINNET));
        registry.admitPlatformDev(x, y, FMSPC, CPU_SVN, 13, type(uint40).max);
    }

    // ---- Bytes ----

    function _word(bytes memory data, uint256 offset) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := mload(add(add(data, 0x20), offset))
        }
    }

    function _put(bytes memory data, uint256 offset, bytes32 value, uint256 length) internal pure {
        for (uint256 i; i < length; ++i) {
            data[offset + i] = value[i];
        }
    }
}
