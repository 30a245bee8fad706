// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Market } from "./Market.sol";
import { IJobEscrow, Order, Settlement } from "../src/interfaces/IJobEscrow.sol";

/// @dev The life of a job: opened, released, cancelled, reclaimed, and every way to be refused.
contract JobEscrowTest is Market {
    function setUp() external {
        _deployMarket();
        _fundMarket();
    }

    // ---- EIP-712 ----

    function test_digestsFollowEIP712() external view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Hallmark"),
                keccak256("1"),
                block.chainid,
                address(escrow)
            )
        );
        Order memory o = _order();
        o.split = keccak256("split");
        bytes32 orderType = keccak256(
            "Order(address user,address provider,address signer,bytes32 baseModel,bytes32 datasetRoot,bytes32 datasetDigest,bytes32 config,bytes32 policy,bytes32 split,uint128 price,uint128 maxFee,uint64 deadline,bytes32 recipient,uint256 nonce)"
        );
        bytes memory first = abi.encode(
            orderType, o.user, o.provider, o.signer, o.baseModel, o.datasetRoot, o.datasetDigest, o.config
        );
        bytes memory rest = abi.encode(o.policy, o.split, o.price, o.maxFee, o.deadline, o.recipient, o.nonce);
        bytes32 jobId = _typed(domain, keccak256(bytes.concat(first, rest)));
        equal(escrow.orderDigest(o), jobId, "order");
        equal(
            escrow.cancelDigest(jobId),
            _typed(domain, keccak256(abi.encode(keccak256("Cancel(bytes32 jobId)"), jobId))),
            "cancel"
        );
        Settlement memory s = _settlement(o);
        bytes32 settlementType = keccak256(
            "Settlement(bytes32 jobId,uint128 fee,uint8 outcome,bytes32 artifactRoot,bytes32 artifactDigest,bytes32 wrappedKeyHash,bytes32 receipt,bytes32 invoice)"
        );
        bytes memory fields = abi.encode(
            settlementType,
            s.jobId,
            s.fee,
            s.outcome,
            s.artifactRoot,
            s.artifactDigest,
            s.wrappedKeyHash,
            s.receipt,
            s.invoice
        );
        equal(escrow.settlementDigest(s), _typed(domain, keccak256(fields)), "settlement");
    }

    function _typed(bytes32 domain, bytes32 structHash) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    // ---- Open ----

    function test_openLocksTheCap() external {
        Order memory order = _order();
        vm.expectEmit(true, true, true, true, address(escrow));
        emit IJobEscrow.JobOpened(escrow.orderDigest(order), user, provider, order.maxFee, order.deadline);
        bytes32 jobId = _open(order);
        equal(jobId, escrow.orderDigest(order), "job id");
        _checkStatus(jobId, IJobEscrow.Status.Open);
        _checkAccount(10 ether, 4 ether);
        (uint96 maxFee, uint40 deadline, uint40 endsAt,, uint8 flags) = escrow.jobs(jobId);
        equal(maxFee, 4 ether, "maxFee");
        equal(deadline, order.deadline, "deadline");
        equal(endsAt, order.deadline, "endsAt");
        equal(flags, 0, "flags");
    }

    function test_openIsTheProvidersCall() external {
        Order memory order = _order();
        bytes memory signature = sign65(USER_KEY, escrow.orderDigest(order));
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.CallerNotProvider.selector, user, provider));
        escrow.open(order, signature);
    }

    function test_openRefusesUserAsProvider() external {
        Order memory order = _order();
        order.provider = user;
        _refuseOpen(order, abi.encodeWithSelector(IJobEscrow.UserIsProvider.selector, user));
    }

    function test_openRefusesZeroPolicy() external {
        Order memory order = _order();
        order.policy = 0;
        _refuseOpen(order, abi.encodeWithSelector(IJobEscrow.ZeroPolicy.selector));
    }

    function test_openRefusesDeadlinesOutOfRange() external {
        Order memory order = _order();
        order.deadline = uint64(block.timestamp);
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.OrderExpired.selector, block.timestamp, block.timestamp)
        );
        uint256 latest = block.timestamp + 30 days;
        order.deadline = uint64(latest + 1);
        _refuseOpen(order, abi.encodeWithSelector(IJobEscrow.DeadlineTooFar.selector, latest + 1, latest));
        order.deadline = type(uint64).max;
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.DeadlineTooFar.selector, type(uint64).max, latest)
        );
        order.deadline = uint64(latest);
        _open(order);
    }

    function test_openRefusesMoreThanTheFreeBalance() external {
        Order memory order = _order();
        order.maxFee = 10 ether + 1;
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.InsufficientFreeBalance.selector, 10 ether, 10 ether + 1)
        );
        order.maxFee = type(uint128).max;
        _refuseOpen(
            order,
            abi.encodeWithSelector(IJobEscrow.InsufficientFreeBalance.selector, 10 ether, type(uint128).max)
        );
        order.maxFee = 7 ether;
        _open(order);
        order.nonce = 2;
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.InsufficientFreeBalance.selector, 3 ether, 7 ether)
        );
    }

    function test_openHappensOnceEver() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.JobExists.selector, jobId, IJobEscrow.Status.Open)
        );
        vm.prank(provider);
        escrow.release(order);
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.JobExists.selector, jobId, IJobEscrow.Status.Released)
        );
    }

    function test_openRefusesAWeakBond() external {
        vm.prank(provider);
        escrow.unbond(1);
        _refuseOpen(
            _order(),
            abi.encodeWithSelector(IJobEscrow.BondTooLow.selector, uint256(100 ether) - 1, 100 ether)
        );
    }

    function test_openRefusesOtherSignatures() external {
        Order memory order = _order();
        bytes32 jobId = escrow.orderDigest(order);
        bytes memory good = sign65(USER_KEY, jobId);
        vm.startPrank(provider);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, signer, user));
        escrow.open(order, sign65(SIGNER_KEY, jobId));
        bytes[] memory malformed = _malformed(good);
        for (uint256 i; i < malformed.length; ++i) {
            vm.expectRevert(IJobEscrow.MalformedSignature.selector);
            escrow.open(order, malformed[i]);
        }
        escrow.open(order, good);
    }

    /// @dev Every field of the order is under the user's signature.
    function test_openRefusesAChangedOrder() external {
        Order memory order = _order();
        bytes memory signature = sign65(USER_KEY, escrow.orderDigest(order));
        bytes memory words = abi.encode(order);
        for (uint256 field = 2; field < 14; ++field) {
            bytes memory changed = bytes.concat(words);
            changed[field * 32 + 31] = bytes1(uint8(changed[field * 32 + 31]) ^ 1);
            Order memory forged = abi.decode(changed, (Order));
            address recovered = _recover(escrow.orderDigest(forged), signature);
            vm.prank(provider);
            vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, recovered, user));
            escrow.open(forged, signature);
        }
    }

    // ---- Release, cancel, reclaim ----

    function test_releaseIsTheProvidersAtAnyTime() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.CallerNotProvider.selector, user, provider));
        escrow.release(order);
        vm.warp(order.deadline + 1 days);
        vm.startPrank(provider);
        escrow.release(order);
        _checkStatus(jobId, IJobEscrow.Status.Released);
        _checkAccount(10 ether, 0);
        vm.expectRevert(_notOpen(jobId, IJobEscrow.Status.Released));
        escrow.release(order);
    }

    function test_cancelVoidsAnOrderNotOpened() external {
        Order memory order = _order();
        _cancel(order);
        bytes32 jobId = escrow.orderDigest(order);
        _checkStatus(jobId, IJobEscrow.Status.Voided);
        _refuseOpen(
            order, abi.encodeWithSelector(IJobEscrow.JobExists.selector, jobId, IJobEscrow.Status.Voided)
        );
        bytes memory signature = sign65(USER_KEY, escrow.cancelDigest(jobId));
        vm.expectRevert(_notOpen(jobId, IJobEscrow.Status.Voided));
        escrow.requestCancel(order, signature);
    }

    function test_cancelShortensAnOpenJobOnce() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.warp(block.timestamp + 10 hours);
        _cancel(order);
        equal(_endsAt(jobId), block.timestamp + 1 hours, "ends in an hour");
        bytes memory signature = sign65(USER_KEY, escrow.cancelDigest(jobId));
        vm.warp(block.timestamp + 30 minutes);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AlreadyCancelled.selector, jobId));
        escrow.requestCancel(order, signature);
        // Completed stays valid in the window.
        _settle(order, _settlement(order));
        _checkStatus(jobId, IJobEscrow.Status.Completed);
    }

    function test_cancelNeverLengthens() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.warp(order.deadline - 10 minutes);
        _cancel(order);
        equal(_endsAt(jobId), order.deadline, "ends at the deadline");
    }

    function test_cancelAfterTheEndIsRefused() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.warp(order.deadline + 1);
        bytes memory signature = sign65(USER_KEY, escrow.cancelDigest(jobId));
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobEnded.selector, order.deadline, block.timestamp));
        escrow.requestCancel(order, signature);
    }

    function test_cancelNeedsTheUsersSignature() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        bytes memory others = sign65(SIGNER_KEY, escrow.cancelDigest(jobId));
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, signer, user));
        escrow.requestCancel(order, others);
        bytes[] memory malformed = _malformed(sign65(USER_KEY, escrow.cancelDigest(jobId)));
        for (uint256 i; i < malformed.length; ++i) {
            vm.expectRevert(IJobEscrow.MalformedSignature.selector);
            escrow.requestCancel(order, malformed[i]);
        }
    }

    function test_reclaimAfterTheEndByAnyone() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        vm.warp(order.deadline);
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.JobNotEnded.selector, order.deadline, order.deadline)
        );
        escrow.reclaim(order);
        vm.warp(order.deadline + 1);
        vm.prank(stranger);
        escrow.reclaim(order);
        _checkStatus(jobId, IJobEscrow.Status.Reclaimed);
        _checkAccount(10 ether, 0);
        vm.expectRevert(_notOpen(jobId, IJobEscrow.Status.Reclaimed));
        escrow.reclaim(order);
    }

    /// @dev At any time exactly one of settle and reclaim is possible, whatever was cancelled when.
    function testFuzz_settleXorReclaim(uint256 length, uint256 cancelAfter, uint256 at_, bool cancels)
        external
    {
        Order memory order = _order();
        uint256 opened = block.timestamp;
        order.deadline = uint64(opened + bound(length, 1, 30 days));
        order.policy = keccak256("unchecked"); // trusted() is asked last: any other refusal names another error
        bytes32 jobId = _open(order);
        if (cancels) {
            vm.warp(opened + bound(cancelAfter, 0, order.deadline - opened));
            _cancel(order);
        }
        vm.warp(bound(at_, block.timestamp, block.timestamp + 60 days));
        uint256 endsAt = _endsAt(jobId);
        if (block.timestamp <= endsAt) {
            _refuseSettle(order, _settlement(order), _untrusted(order));
            vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobNotEnded.selector, endsAt, block.timestamp));
            escrow.reclaim(order);
        } else {
            _refuseSettle(
                order,
                _settlement(order),
                abi.encodeWithSelector(IJobEscrow.JobEnded.selector, endsAt, block.timestamp)
            );
            escrow.reclaim(order);
        }
    }

    function _recover(bytes32 digest, bytes memory signature) private pure returns (address) {
        bytes32 r;
        bytes32 s;
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        return ecrecover(digest, uint8(signature[64]), r, s);
    }
}
