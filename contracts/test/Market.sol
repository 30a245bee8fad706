// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { IAttestationRegistry, PolicyProof } from "../src/interfaces/IAttestationRegistry.sol";
import { IJobEscrow, Order, Outcome, Payee, Settlement } from "../src/interfaces/IJobEscrow.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev A registry whose registrations the test writes. `trusted` is the rule of the real one, with the same two
/// storage reads; the real one is tested by itself and joined with the escrow in JobEscrowAttested.t.sol.
contract RegistryFixture {
    struct Registration {
        uint40 since;
        uint40 until;
        uint128 platform;
    }

    mapping(bytes32 => Registration) public registrations;
    mapping(uint128 => uint256) public revoked;

    function register(address signer, bytes32 measurement, uint40 until, uint128 platform) external {
        registrations[keccak256(abi.encode(signer, measurement))] =
            Registration(uint40(block.timestamp), until, platform);
    }

    function revoke(uint128 platform) external {
        revoked[platform] = 1;
    }

    function trusted(address signer, bytes32 policy, PolicyProof calldata p) external view returns (bool) {
        if (policy != keccak256(abi.encode(p.root, p.maxAge, p.fileDigest))) return false;
        bytes32 node = keccak256(bytes.concat(keccak256(abi.encode(p.measurement))));
        for (uint256 i; i < p.path.length; ++i) {
            (bytes32 a, bytes32 b) = node < p.path[i] ? (node, p.path[i]) : (p.path[i], node);
            node = keccak256(abi.encode(a, b));
        }
        if (node != p.root) return false;
        Registration memory r = registrations[keccak256(abi.encode(signer, p.measurement))];
        return r.since != 0 && r.until >= block.timestamp && r.since + p.maxAge >= block.timestamp
            && revoked[r.platform] == 0;
    }
}

/// @dev A market with one funded user, one bonded provider and one attested enclave key.
abstract contract Market is Base {
    uint256 internal constant USER_KEY = 0xA11CE;
    uint256 internal constant SIGNER_KEY = 0x51641;
    uint128 internal constant PLATFORM = 7;
    bytes32 internal constant MEASUREMENT = keccak256("measurement");
    bytes32 internal constant SIBLING = keccak256("sibling");
    uint64 internal constant MAX_AGE = 3 days;
    string internal constant SERVICE = "hallmark-job-v1.0";

    address internal immutable user = vm.addr(USER_KEY);
    address internal immutable signer = vm.addr(SIGNER_KEY);
    address internal constant provider = address(0xBEEF);
    address internal constant stranger = address(0x57A6);

    ILedger internal ledger;
    IJobEscrow internal escrow;
    RegistryFixture internal registry;

    function _deployMarket() internal {
        vm.warp(1_760_000_000);
        registry = new RegistryFixture();
        _deployMarket(address(registry));
        registry.register(signer, MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
    }

    function _deployMarket(address judge) internal {
        ledger = ILedger(vm.deployCode("Ledger.sol:Ledger", abi.encode(address(this))));
        escrow = IJobEscrow(vm.deployCode("JobEscrow.sol:JobEscrow", abi.encode(address(ledger), judge)));
        ledger.registerService("hallmark-job", "v1.0", address(escrow), "fine-tuning jobs");
    }

    /// @dev 10 0G in the user's sub-account, and a provider's bond.
    function _fundMarket() internal {
        _fund(user, provider, 20 ether, 10 ether);
        _bond(provider, 100 ether);
    }

    function _fund(address who, address with, uint256 deposit, uint256 transfer) internal {
        vm.deal(who, deposit);
        vm.startPrank(who);
        ledger.depositFund{ value: deposit }();
        ledger.transferFund(with, SERVICE, transfer);
        vm.stopPrank();
    }

    function _bond(address who, uint256 amount) internal {
        vm.deal(who, amount);
        vm.prank(who);
        escrow.bond{ value: amount }();
    }

    /// @dev What the signer is registered under.
    function _measured() internal view virtual returns (bytes32) {
        return MEASUREMENT;
    }

    function _proof() internal view returns (PolicyProof memory proof) {
        proof.measurement = _measured();
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(proof.measurement))));
        proof.root =
            leaf < SIBLING ? keccak256(abi.encode(leaf, SIBLING)) : keccak256(abi.encode(SIBLING, leaf));
        proof.maxAge = MAX_AGE;
        proof.fileDigest = keccak256("policy file");
        proof.path = new bytes32[](1);
        proof.path[0] = SIBLING;
    }

    function _policy() internal view returns (bytes32) {
        PolicyProof memory proof = _proof();
        return keccak256(abi.encode(proof.root, proof.maxAge, proof.fileDigest));
    }

    /// @dev An order of at most 4 0G that ends in a day.
    function _order() internal view returns (Order memory order) {
        order.user = user;
        order.provider = provider;
        order.signer = signer;
        order.baseModel = keccak256("base model");
        order.datasetRoot = keccak256("dataset root");
        order.datasetDigest = keccak256("dataset digest");
        order.config = keccak256("config");
        order.policy = _policy();
        order.price = 1e12;
        order.maxFee = 4 ether;
        order.deadline = uint64(block.timestamp + 1 days);
        order.recipient = keccak256("recipient");
        order.nonce = 1;
    }

    function _wrappedKey() internal pure returns (bytes memory) {
        return abi.encodePacked(
            hex"04", keccak256("x"), keccak256("y"), keccak256("gcm nonce, tag"), keccak256("ciphertext")
        );
    }

    /// @dev A completed settlement of 3 0G.
    function _settlement(Order memory order) internal view returns (Settlement memory s) {
        s.jobId = escrow.orderDigest(order);
        s.fee = 3 ether;
        s.outcome = Outcome.COMPLETED;
        s.artifactRoot = keccak256("artifact root");
        s.artifactDigest = keccak256("artifact digest");
        s.wrappedKeyHash = keccak256(_wrappedKey());
        s.receipt = keccak256("receipt");
        s.invoice = keccak256("invoice");
    }

    function _failed(Order memory order) internal view returns (Settlement memory s) {
        s.jobId = escrow.orderDigest(order);
        s.outcome = Outcome.FAILED;
        s.receipt = keccak256("receipt of a failure");
    }

    function _open(Order memory order) internal returns (bytes32) {
        bytes memory signature = sign65(USER_KEY, escrow.orderDigest(order));
        vm.prank(order.provider);
        return escrow.open(order, signature);
    }

    function _settle(Order memory order, Settlement memory s) internal {
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        bytes memory key = s.outcome == Outcome.FAILED ? bytes("") : _wrappedKey();
        escrow.settle(order, s, new Payee[](0), key, signature, _proof());
    }

    /// @dev `settle` of a settlement that the enclave signed must revert with exactly `reason`.
    function _refuseSettle(Order memory order, Settlement memory s, bytes memory reason) internal {
        _refuseSettle(order, s, _wrappedKey(), sign65(SIGNER_KEY, escrow.settlementDigest(s)), reason);
    }

    function _refuseSettle(
        Order memory order,
        Settlement memory s,
        bytes memory key,
        bytes memory signature,
        bytes memory reason
    ) internal {
        vm.expectRevert(reason);
        escrow.settle(order, s, new Payee[](0), key, signature, _proof());
    }

    function _cancel(Order memory order) internal {
        escrow.requestCancel(order, sign65(USER_KEY, escrow.cancelDigest(escrow.orderDigest(order))));
    }

    function _status(bytes32 jobId) internal view returns (IJobEscrow.Status status) {
        (,,, status,) = escrow.jobs(jobId);
    }

    function _endsAt(bytes32 jobId) internal view returns (uint256 endsAt) {
        (,, endsAt,,) = escrow.jobs(jobId);
    }

    function _balances(address who, address with) internal view returns (uint256 balance, uint256 locked) {
        (balance, locked,) = escrow.accounts(who, with);
    }

    function _checkStatus(bytes32 jobId, IJobEscrow.Status want) internal view {
        equal(uint256(_status(jobId)), uint256(want), "job status");
    }

    function _checkAccount(uint256 wantBalance, uint256 wantLocked) internal view {
        (uint256 balance, uint256 locked) = _balances(user, provider);
        equal(balance, wantBalance, "sub-account balance");
        equal(locked, wantLocked, "sub-account locked");
    }

    function _refuseOpen(Order memory order, bytes memory reason) internal {
        bytes memory signature = sign65(USER_KEY, escrow.orderDigest(order));
        vm.prank(order.provider);
        vm.expectRevert(reason);
        escrow.open(order, signature);
    }

    function _untrusted(Order memory order) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IJobEscrow.SignerNotTrusted.selector, order.signer, order.policy);
    }

    function _notOpen(bytes32 jobId, IJobEscrow.Status status) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IJobEscrow.JobNotOpen.selector, jobId, status);
    }

    function _malformed(bytes memory good) internal pure returns (bytes[] memory bad) {
        bad = new bytes[](7);
        bad[0] = malleate(good);
        bad[1] = "";
        bad[2] = bytes.concat(good, hex"00");
        bad[3] = new bytes(64);
        bad[4] = new bytes(65);
        bad[5] = bytes.concat(good);
        bad[5][64] = bytes1(uint8(good[64]) - 27); // v of 0 or 1
        bad[6] = bytes.concat(good);
        bad[6][64] = 0xff;
    }
}
