// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";
import {
    CertificateAuthority,
    IAttestationRegistry as R,
    PolicyProof
} from "../src/interfaces/IAttestationRegistry.sol";

interface Forgetful {
    function forgetMeasurements() external;
}

/// @dev Evidence by way of another verifier: the registry still judges report data, freshness and revocation.
/// forge-config: default.evm_version = "osaka"
contract RegistryVerifiersTest is Attested {
    address internal constant signer = address(0x5160E2);
    uint64 internal constant BLOCK = 990;
    address internal verifier;

    function setUp() external {
        _deployRegistry(16661, false);
        _admitCA();
        _admitPlatform();
        verifier = _newVerifier();
        _deployRegistry(16661, false); // with the verifier, and nothing admitted
    }

    /// @dev One that believes the present registry.
    function _newVerifier() internal returns (address) {
        return vm.deployCode("RegistryVerifier.sol:RegistryVerifier", abi.encode(registry));
    }

    function _verifiers() internal view override returns (address[] memory list) {
        if (verifier == address(0)) return list;
        list = new address[](1);
        list[0] = verifier;
    }

    function _evidence(Quote memory q) internal pure returns (bytes memory) {
        (bytes32 x, bytes32 y) = _public(PCK_KEY);
        return abi.encode(q.body, _auth(q), x, y);
    }

    function _measured() internal view returns (bytes32) {
        return keccak256(abi.encode(uint256(4), verifier, _measurement(1)));
    }

    function _platformId() internal view returns (bytes16) {
        return bytes16(keccak256(abi.encode(verifier, bytes16(_keyId(PCK_KEY)))));
    }

    function _verifierId() internal view returns (bytes32) {
        return bytes32(uint256(uint160(verifier)));
    }

    function _register(uint64 number) internal returns (bytes32) {
        bytes memory evidence = _evidence(_quote(signer, number));
        return registry.registerVerified(verifier, evidence, number, RUNTIME_DATA);
    }

    function _refuseEvidence(bytes memory evidence, uint64 number, bytes memory reason) internal {
        vm.expectRevert(reason);
        registry.registerVerified(verifier, evidence, number, RUNTIME_DATA);
    }

    function _isTrusted(bytes32 measurement) internal view returns (bool) {
        PolicyProof memory p;
        (p.measurement, p.maxAge) = (measurement, 3 days);
        p.root = keccak256(bytes.concat(keccak256(abi.encode(measurement))));
        return registry.trusted(signer, keccak256(abi.encode(p.root, p.maxAge, p.fileDigest)), p);
    }

    function test_registersUnderAMeasurementThatNamesTheVerifier() external {
        vm.expectEmit(true, true, true, true, address(registry));
        emit R.Registered(
            signer, _measured(), _platformId(), 4, BLOCK, block.timestamp + 7 days, RUNTIME_DATA
        );
        vm.prank(stranger);
        equal(_register(BLOCK), _measured(), "measurement");
        check(_isTrusted(_measured()), "not trusted");
        check(!_isTrusted(_measurement(1)), "trusted under a policy that does not name the verifier");
        // What it vouched for is no platform of ours.
        Quote memory q = _quote(signer, BLOCK + 1);
        bytes16 id = bytes16(_keyId(PCK_KEY));
        _refuse(q, BLOCK + 1, abi.encodeWithSelector(R.UnknownPlatform.selector, id));
    }

    function test_takesVerifiersOfTheConstructionOnly() external {
        bytes memory evidence = _evidence(_quote(signer, BLOCK));
        address other = _newVerifier();
        vm.expectRevert(abi.encodeWithSelector(R.UnknownVerifier.selector, other));
        registry.registerVerified(other, evidence, BLOCK, RUNTIME_DATA);
        // A CA is no verifier, and a verifier no CA.
        bytes memory leaf = _certificate(_leafDraft(), CA_KEY);
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        vm.expectRevert(abi.encodeWithSelector(R.UnknownCA.selector, _keyId(CA_KEY)));
        registry.admitPlatform(leaf, x, y);
        CertificateAuthority memory ca = registry.certificateAuthority(_verifierId());
        equal(ca.flags, 8, "flags");
    }

    function test_judgesReportDataAndFreshnessItself() external {
        bytes memory old = _evidence(_quote(signer, BLOCK));
        _register(BLOCK);
        _refuseEvidence(old, BLOCK, abi.encodeWithSelector(R.NotNewer.selector, BLOCK, BLOCK));
        _refuseEvidence(old, BLOCK + 1, abi.encodeWithSelector(R.BlockMismatch.selector, BLOCK, BLOCK + 1));
        Quote memory q = _quote(signer, BLOCK + 1);
        q.body[620 + 3] = 0x02;
        _refuseEvidence(
            _evidence(q), BLOCK + 1, abi.encodeWithSelector(R.BadReportDataVersion.selector, uint32(2))
        );
        q = _quote(address(0), BLOCK + 1);
        _refuseEvidence(_evidence(q), BLOCK + 1, abi.encodeWithSelector(R.ZeroSigner.selector));
        q = _quote(signer, BLOCK + 1);
        q.body[588] ^= 0x01;
        bytes memory evidence = _evidence(q);
        bytes32 binding;
        bytes memory body = _quote(signer, BLOCK + 1).body;
        assembly ("memory-safe") {
            binding := mload(add(body, 620))
        }
        _refuseEvidence(
            evidence,
            BLOCK + 1,
            abi.encodeWithSelector(R.BindingMismatch.selector, binding ^ bytes32(uint256(1) << 248), binding)
        );
        vm.roll(BLOCK + 258);
        evidence = _evidence(_quote(signer, BLOCK + 1));
        vm.expectRevert(abi.encodeWithSelector(R.BlockOutOfReach.selector, BLOCK + 1));
        registry.registerVerified(verifier, evidence, BLOCK + 1, RUNTIME_DATA);
    }

    function test_refusesWhatTheVerifierRefuses() external {
        Quote memory q = _quote(signer, BLOCK);
        q.body[168] |= 0x01; // debug
        bytes memory evidence = _evidence(q);
        vm.expectRevert();
        registry.registerVerified(verifier, evidence, BLOCK, RUNTIME_DATA);
        Forgetful(verifier).forgetMeasurements();
        evidence = _evidence(_quote(signer, BLOCK));
        _refuseEvidence(evidence, BLOCK, abi.encodeWithSelector(R.NoMeasurement.selector));
    }

    function test_revokingAVerifierEndsWhatItVouchedFor() external {
        _register(BLOCK);
        vm.prank(authority);
        registry.revokeCA(_verifierId());
        check(!_isTrusted(_measured()), "trusted through a revoked verifier");
        bytes memory evidence = _evidence(_quote(signer, BLOCK + 1));
        _refuseEvidence(
            evidence, BLOCK + 1, abi.encodeWithSelector(R.RevokedVerifier.selector, _verifierId())
        );
        vm.prank(authority);
        registry.proposeRestoration(_verifierId());
        vm.expectRevert(abi.encodeWithSelector(R.NotReady.selector, block.timestamp + 7 days));
        registry.restoreCA(_verifierId());
        vm.warp(block.timestamp + 7 days);
        registry.restoreCA(_verifierId());
        _register(BLOCK + 1);
        check(_isTrusted(_measured()), "not trusted after the restoration");
    }

    function test_revokingOneOfItsPlatformsEndsThatOne() external {
        _register(BLOCK);
        vm.prank(authority);
        registry.revokePlatform(_platformId());
        check(!_isTrusted(_measured()), "trusted on a revoked platform");
        bytes memory evidence = _evidence(_quote(signer, BLOCK + 1));
        _refuseEvidence(
            evidence, BLOCK + 1, abi.encodeWithSelector(R.RevokedPlatform.selector, _platformId())
        );
    }

    function test_endsWhenTheVerifierSays() external {
        vm.warp(1_959_722_751 - 1 days);
        _register(BLOCK);
        equal(registry.attestation(signer, _measured()).until, 1_959_722_751, "until");
    }
}
