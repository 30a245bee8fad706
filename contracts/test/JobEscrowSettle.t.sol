// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Vm } from "./Base.sol";
import { Market } from "./Market.sol";
import { PolicyProof } from "../src/interfaces/IAttestationRegistry.sol";
import { IJobEscrow, Order, Outcome, Payee, Settlement } from "../src/interfaces/IJobEscrow.sol";

/// @dev Money and key move together, on the order's attested signer alone, within the cap and the time.
contract JobEscrowSettleTest is Market {
    function setUp() external {
        _deployMarket();
        _fundMarket();
    }

    // ---- Settle: completed ----

    function test_settlePaysAndPublishesTogether() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory s = _settlement(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        vm.expectEmit(true, true, false, true, address(escrow));
        emit IJobEscrow.Credited(jobId, provider, 3 ether);
        vm.expectEmit(true, false, false, true, address(escrow));
        emit IJobEscrow.KeyPublished(jobId, _wrappedKey());
        vm.expectEmit(true, true, true, true, address(escrow));
        emit IJobEscrow.JobSettled(
            jobId, user, provider, 1, 3 ether, s.artifactRoot, s.artifactDigest, s.receipt, s.invoice
        );
        vm.prank(stranger);
        escrow.settle(order, s, new Payee[](0), _wrappedKey(), signature, _proof());
        _checkStatus(jobId, IJobEscrow.Status.Completed);
        _checkAccount(7 ether, 0);
        equal(escrow.claimable(provider), 3 ether, "claimable");
        equal(ledger.lockedIn(user, address(escrow)), 7 ether, "the Ledger knows what is spent");
        equal(ledger.getLedger(user).totalBalance, 17 ether, "total");
    }

    function test_settleUpToAndIncludingEndsAt() external {
        Order memory order = _order();
        order.deadline = uint64(block.timestamp + 2 hours);
        _open(order);
        vm.warp(order.deadline);
        _settle(order, _settlement(order));
    }

    function test_settleOfAFreeJob() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory s = _settlement(order);
        s.fee = 0;
        _settle(order, s);
        _checkStatus(jobId, IJobEscrow.Status.Completed);
        _checkAccount(10 ether, 0);
    }

    function test_settleTakesTheWholeCap() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        s.fee = order.maxFee;
        _settle(order, s);
        _checkAccount(6 ether, 0);
    }

    // ---- Settle: on attestation only ----

    function test_settleRefusesAnotherSigner() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        // Attested, inside the same policy, and yet not the key that the order names.
        address other = vm.addr(0x0DD);
        registry.register(other, MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        _refuseSettle(
            order,
            s,
            _wrappedKey(),
            sign65(0x0DD, escrow.settlementDigest(s)),
            abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, other, signer)
        );
        _refuseSettle(
            order,
            s,
            _wrappedKey(),
            sign65(USER_KEY, escrow.settlementDigest(s)),
            abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, user, signer)
        );
    }

    function test_settleRefusesAnUnregisteredSigner() external {
        Order memory order = _order();
        order.signer = vm.addr(0x0DD);
        _open(order);
        Settlement memory s = _settlement(order);
        _refuseSettle(
            order,
            s,
            _wrappedKey(),
            sign65(0x0DD, escrow.settlementDigest(s)),
            abi.encodeWithSelector(IJobEscrow.SignerNotTrusted.selector, order.signer, order.policy)
        );
    }

    function test_settleRefusesAnExpiredRegistration() external {
        Order memory order = _order();
        _open(order);
        registry.register(signer, MEASUREMENT, uint40(block.timestamp + 1 hours), PLATFORM);
        vm.warp(block.timestamp + 1 hours + 1);
        _refuseSettle(order, _settlement(order), _untrusted(order));
    }

    function test_settleRefusesAnOldQuote() external {
        Order memory order = _order();
        order.deadline = uint64(block.timestamp + 5 days);
        _open(order);
        vm.warp(block.timestamp + MAX_AGE);
        uint256 exact = block.timestamp;
        vm.warp(exact + 1);
        _refuseSettle(order, _settlement(order), _untrusted(order));
        vm.warp(exact);
        _settle(order, _settlement(order));
    }

    function test_settleRefusesARevokedPlatform() external {
        Order memory order = _order();
        _open(order);
        registry.revoke(PLATFORM);
        _refuseSettle(order, _settlement(order), _untrusted(order));
    }

    function test_settleRefusesAForeignPolicy() external {
        // The user asks for another policy than the proof at hand satisfies.
        Order memory order = _order();
        order.policy = keccak256("a stricter policy");
        _open(order);
        _refuseSettle(order, _settlement(order), _untrusted(order));
    }

    function test_settleRefusesAProofOfAnotherMeasurement() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        PolicyProof memory proof = _proof();
        proof.measurement = keccak256("another measurement");
        vm.expectRevert(_untrusted(order));
        escrow.settle(order, s, new Payee[](0), _wrappedKey(), signature, proof);
    }

    function test_settleRefusesAboveTheCap() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        s.fee = order.maxFee + 1;
        _refuseSettle(order, s, abi.encodeWithSelector(IJobEscrow.FeeAboveCap.selector, s.fee, order.maxFee));
        s.fee = type(uint128).max;
        _refuseSettle(order, s, abi.encodeWithSelector(IJobEscrow.FeeAboveCap.selector, s.fee, order.maxFee));
    }

    function test_settleRefusesAfterTheEnd() external {
        Order memory order = _order();
        _open(order);
        vm.warp(order.deadline + 1);
        _refuseSettle(
            order,
            _settlement(order),
            abi.encodeWithSelector(IJobEscrow.JobEnded.selector, order.deadline, block.timestamp)
        );
    }

    function test_settleRefusesAnotherKey() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        bytes memory key = _wrappedKey();
        key[64] ^= 0x01;
        _refuseSettle(
            order,
            s,
            key,
            signature,
            abi.encodeWithSelector(IJobEscrow.WrongKeyHash.selector, keccak256(key), s.wrappedKeyHash)
        );
        _refuseSettle(
            order, s, "", signature, abi.encodeWithSelector(IJobEscrow.WrongKeyLength.selector, 0, 129)
        );
        s.wrappedKeyHash = keccak256(new bytes(128));
        _refuseSettle(
            order,
            s,
            new bytes(128),
            sign65(SIGNER_KEY, escrow.settlementDigest(s)),
            abi.encodeWithSelector(IJobEscrow.WrongKeyLength.selector, 128, 129)
        );
    }

    function test_settleRefusesTwice() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        _settle(order, _settlement(order));
        _refuseSettle(order, _settlement(order), _notOpen(jobId, IJobEscrow.Status.Completed));
        equal(escrow.claimable(provider), 3 ether, "paid once");
    }

    function test_settleRefusesAJobNotOpened() external {
        Order memory order = _order();
        _refuseSettle(order, _settlement(order), _notOpen(escrow.orderDigest(order), IJobEscrow.Status.None));
    }

    function test_settleRefusesAnotherJobsSettlement() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        Order memory second = _order();
        second.nonce = 2;
        bytes32 jobId = _open(second);
        _refuseSettle(second, s, abi.encodeWithSelector(IJobEscrow.WrongJob.selector, s.jobId, jobId));
    }

    function test_settleRefusesMalformedSignatures() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        bytes[] memory malformed = _malformed(sign65(SIGNER_KEY, escrow.settlementDigest(s)));
        for (uint256 i; i < malformed.length; ++i) {
            _refuseSettle(
                order,
                s,
                _wrappedKey(),
                malformed[i],
                abi.encodeWithSelector(IJobEscrow.MalformedSignature.selector)
            );
        }
    }

    function test_settleRefusesUnknownOutcomes() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        uint8[3] memory outcomes = [0, 4, 255];
        for (uint256 i; i < outcomes.length; ++i) {
            s.outcome = outcomes[i];
            _refuseSettle(order, s, abi.encodeWithSelector(IJobEscrow.UnknownOutcome.selector, outcomes[i]));
        }
    }

    /// @dev The same order on another chain or another escrow is another job.
    function test_settleRefusesAnotherChainsSettlement() external {
        Order memory order = _order();
        Settlement memory s = _settlement(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        vm.chainId(16661);
        bytes32 jobId = _open(order);
        _refuseSettle(
            order,
            s,
            _wrappedKey(),
            signature,
            abi.encodeWithSelector(IJobEscrow.WrongJob.selector, s.jobId, jobId)
        );
    }

    // ---- Settle: failed, partial ----

    function test_failedReturnsTheLock() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.recordLogs();
        _settle(order, _failed(order));
        equal(vm.getRecordedLogs().length, 1, "JobSettled alone: no credit, no key");
        _checkStatus(jobId, IJobEscrow.Status.Failed);
        _checkAccount(10 ether, 0);
        equal(escrow.claimable(provider), 0, "claimable");
    }

    function test_failedCarriesNothing() external {
        Order memory order = _order();
        _open(order);
        bytes memory reason = abi.encodeWithSelector(IJobEscrow.FailedWithResult.selector);
        Settlement memory s = _failed(order);
        s.fee = 1;
        _refuseSettle(order, s, "", sign65(SIGNER_KEY, escrow.settlementDigest(s)), reason);
        s = _failed(order);
        s.artifactRoot = "root";
        _refuseSettle(order, s, "", sign65(SIGNER_KEY, escrow.settlementDigest(s)), reason);
        s = _failed(order);
        s.artifactDigest = "digest";
        _refuseSettle(order, s, "", sign65(SIGNER_KEY, escrow.settlementDigest(s)), reason);
        s = _failed(order);
        s.wrappedKeyHash = keccak256("");
        _refuseSettle(order, s, "", sign65(SIGNER_KEY, escrow.settlementDigest(s)), reason);
        s = _failed(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        _refuseSettle(order, s, _wrappedKey(), signature, reason);
        vm.expectRevert(reason);
        escrow.settle(order, s, new Payee[](1), "", signature, _proof());
    }

    function test_partialNeedsARecordedCancel() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory s = _settlement(order);
        s.outcome = Outcome.PARTIAL;
        s.fee = 1 ether;
        _refuseSettle(order, s, abi.encodeWithSelector(IJobEscrow.PartialWithoutCancel.selector, jobId));
        _cancel(order);
        _settle(order, s);
        _checkStatus(jobId, IJobEscrow.Status.Partial);
        _checkAccount(9 ether, 0);
        equal(escrow.claimable(provider), 1 ether, "the steps done are paid");
    }

    // ---- Split ----

    function test_splitPaysEveryPayee() external {
        Payee[] memory split = new Payee[](3);
        split[0] = Payee(provider, 7000);
        split[1] = Payee(address(0xDA7A), 2999);
        split[2] = Payee(address(0xBA5E), 1);
        Order memory order = _order();
        order.split = keccak256(abi.encode(split));
        _open(order);
        Settlement memory s = _settlement(order);
        s.fee = 9999;
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        Payee[] memory none = new Payee[](0);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongSplit.selector, 0, order.split));
        escrow.settle(order, s, none, _wrappedKey(), signature, _proof());
        Payee[] memory other = abi.decode(abi.encode(split), (Payee[]));
        other[1].account = stranger;
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.WrongSplit.selector, keccak256(abi.encode(other)), order.split)
        );
        escrow.settle(order, s, other, _wrappedKey(), signature, _proof());
        escrow.settle(order, s, split, _wrappedKey(), signature, _proof());
        equal(escrow.claimable(provider), 6999, "70 % of 9999, rounded down");
        equal(escrow.claimable(address(0xDA7A)), 2998, "29.99 %, rounded down");
        equal(escrow.claimable(address(0xBA5E)), 2, "the last gets the rest");
    }

    function test_splitOfAnOrderWithoutOneIsRefused() external {
        Order memory order = _order();
        _open(order);
        Settlement memory s = _settlement(order);
        Payee[] memory split = new Payee[](1);
        split[0] = Payee(stranger, 10_000);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.WrongSplit.selector, keccak256(abi.encode(split)), 0)
        );
        escrow.settle(order, s, split, _wrappedKey(), signature, _proof());
    }

    function test_splitMustBeWhole() external {
        Payee[] memory split = new Payee[](2);
        split[0] = Payee(provider, 9000);
        split[1] = Payee(stranger, 999);
        _refuseSplit(split, abi.encodeWithSelector(IJobEscrow.SplitNotWhole.selector, 9999));
        split[1].bps = 1001;
        _refuseSplit(split, abi.encodeWithSelector(IJobEscrow.SplitNotWhole.selector, 10_001));
        split[0].bps = 65_535;
        _refuseSplit(split, abi.encodeWithSelector(IJobEscrow.SplitNotWhole.selector, 65_535));
        split[0] = Payee(address(0), 8999);
        _refuseSplit(split, abi.encodeWithSelector(IJobEscrow.ZeroAddress.selector));
    }

    function _refuseSplit(Payee[] memory split, bytes memory reason) private {
        Order memory order = _order();
        order.split = keccak256(abi.encode(split));
        order.maxFee = 1 ether;
        _open(order);
        Settlement memory s = _settlement(order);
        s.fee = 1 ether;
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        vm.expectRevert(reason);
        escrow.settle(order, s, split, _wrappedKey(), signature, _proof());
    }

    function testFuzz_feeAndSplitConserve(uint128 maxFee, uint128 fee, uint16[5] memory parts) external {
        Order memory order = _order();
        order.maxFee = uint128(bound(maxFee, 0, 10 ether));
        Payee[] memory split = new Payee[](5);
        uint256 left = 10_000;
        for (uint256 i; i < 5; ++i) {
            uint256 bps = i == 4 ? left : bound(parts[i], 0, left);
            left -= bps;
            split[i] = Payee(address(uint160(0x1000 + i % 3)), uint16(bps));
        }
        order.split = keccak256(abi.encode(split));
        _open(order);
        Settlement memory s = _settlement(order);
        s.fee = uint128(bound(fee, 0, order.maxFee));
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        escrow.settle(order, s, split, _wrappedKey(), signature, _proof());
        uint256 credited = escrow.claimable(address(0x1000)) + escrow.claimable(address(0x1001))
            + escrow.claimable(address(0x1002));
        equal(credited, s.fee, "the shares add up to the fee");
        _checkAccount(10 ether - s.fee, 0);
        equal(ledger.lockedIn(user, address(escrow)), 10 ether - s.fee, "the Ledger agrees");
    }

    /// @dev Wherever the gas runs out: paid and published, or neither.
    function testFuzz_settleIsAtomicInGas(uint256 gasLimit) external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory s = _settlement(order);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        bytes memory call =
            abi.encodeCall(escrow.settle, (order, s, new Payee[](0), _wrappedKey(), signature, _proof()));
        vm.recordLogs();
        (bool settled,) = address(escrow).call{ gas: bound(gasLimit, 5000, 150_000) }(call);
        uint256 published;
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; settled && i < logs.length; ++i) {
            if (logs[i].topics[0] == IJobEscrow.KeyPublished.selector) published++;
        }
        equal(published, settled ? 1 : 0, "published");
        equal(escrow.claimable(provider), settled ? 3 ether : 0, "credited");
        equal(ledger.lockedIn(user, address(escrow)), settled ? 7 ether : 10 ether, "spent");
        _checkStatus(jobId, settled ? IJobEscrow.Status.Completed : IJobEscrow.Status.Open);
        _checkAccount(settled ? 7 ether : 10 ether, settled ? 0 : 4 ether);
    }
}
