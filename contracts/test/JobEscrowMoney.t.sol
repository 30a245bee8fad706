// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Market } from "./Market.sol";
import { PayeeFixture } from "./PayeeFixture.sol";
import { IJobEscrow, Order, Payee, Settlement } from "../src/interfaces/IJobEscrow.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev Sub-accounts, bonds, slashing, payouts, and what can be tried against them.
contract JobEscrowMoneyTest is Market {
    function setUp() external {
        _deployMarket();
        _fundMarket();
    }

    // ---- The Ledger's side ----

    function test_supportsTheServingInterface() external view {
        (, bytes memory answer) = address(escrow)
            .staticcall(abi.encodeWithSignature("supportsInterface(bytes4)", bytes4(0x160841b1)));
        check(abi.decode(answer, (bool)), "IServing");
        (, answer) = address(escrow)
            .staticcall(abi.encodeWithSignature("supportsInterface(bytes4)", bytes4(0xffffffff)));
        check(!abi.decode(answer, (bool)), "0xffffffff");
    }

    function test_stateChangesAreTheLedgersAlone() external {
        bytes[5] memory calls = [
            abi.encodeCall(escrow.addAccount, (user, provider, "")),
            abi.encodeCall(escrow.depositFund, (user, provider, 0)),
            abi.encodeCall(escrow.requestRefundAll, (user, provider)),
            abi.encodeCall(escrow.processRefund, (user, provider)),
            abi.encodeCall(escrow.deleteAccount, (user, provider))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(user);
            (bool ok, bytes memory reason) = address(escrow).call(calls[i]);
            check(!ok, vm.toString(i));
            equal(
                keccak256(reason),
                keccak256(abi.encodeWithSelector(IJobEscrow.CallerNotLedger.selector, user)),
                vm.toString(i)
            );
        }
    }

    function test_subAccounts() external {
        vm.startPrank(address(ledger));
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.UserIsProvider.selector, user));
        escrow.addAccount(user, user, "");
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AccountExists.selector, user, provider));
        escrow.addAccount(user, provider, "");
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AccountNotExists.selector, user, stranger));
        escrow.depositFund(user, stranger, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AccountNotExists.selector, user, stranger));
        escrow.processRefund(user, stranger);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AccountNotExists.selector, user, stranger));
        escrow.deleteAccount(user, stranger);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.AccountNotEmpty.selector, user, provider, 10 ether));
        escrow.deleteAccount(user, provider);
        check(escrow.accountExists(user, provider), "exists");
        check(!escrow.accountExists(user, stranger), "does not exist");
        equal(escrow.getPendingRefund(user, provider), 0, "nothing is ever pending");
    }

    function test_amountsBeyond96BitsAreRefused() external {
        uint256 tooMuch = uint256(type(uint96).max) + 1;
        vm.deal(address(ledger), tooMuch);
        vm.prank(address(ledger));
        vm.expectRevert();
        escrow.depositFund{ value: tooMuch }(user, provider, 0);
        vm.deal(provider, tooMuch);
        vm.prank(provider);
        vm.expectRevert();
        escrow.bond{ value: tooMuch }();
    }

    function test_onlyLocksHoldTheUsersCoins() external {
        _open(_order());
        _retrieve();
        _checkAccount(4 ether, 4 ether);
        equal(ledger.getLedger(user).availableBalance, 16 ether, "the free part came back at once");
        _retrieve();
        _checkAccount(4 ether, 4 ether);
        _settle(_order(), _settlement(_order()));
        _checkAccount(1 ether, 0);
        _retrieve();
        vm.prank(user);
        ledger.refund(17 ether);
        check(!escrow.accountExists(user, provider), "the empty sub-account is gone");
        equal(user.balance, 17 ether, "20 less the fee");
        _checkStatus(escrow.orderDigest(_order()), IJobEscrow.Status.Completed);
    }

    // ---- Payouts ----

    function test_withdraw() external {
        _open(_order());
        _settle(_order(), _settlement(_order()));
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NothingToWithdraw.selector, address(this)));
        escrow.withdraw(stranger);
        vm.startPrank(provider);
        vm.expectRevert(IJobEscrow.ZeroAddress.selector);
        escrow.withdraw(address(0));
        vm.expectEmit(true, false, false, true, address(escrow));
        emit IJobEscrow.Withdrawn(provider, stranger, 3 ether);
        escrow.withdraw(stranger);
        equal(stranger.balance, 3 ether, "paid");
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NothingToWithdraw.selector, provider));
        escrow.withdraw(stranger);
    }

    function test_aRefusingPayeeBlocksNobody() external {
        PayeeFixture payee = new PayeeFixture();
        payee.refuse(true);
        Payee[] memory split = new Payee[](2);
        split[0] = Payee(address(payee), 5000);
        split[1] = Payee(provider, 5000);
        Order memory order = _order();
        order.split = keccak256(abi.encode(split));
        _open(order);
        Settlement memory s = _settlement(order);
        escrow.settle(
            order, s, split, _wrappedKey(), sign65(SIGNER_KEY, escrow.settlementDigest(s)), _proof()
        );
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.TransferFailed.selector, address(payee)));
        payee.run(address(escrow), 0, abi.encodeCall(escrow.withdraw, (address(payee))));
        vm.prank(provider);
        escrow.withdraw(provider);
        equal(provider.balance, 1.5 ether, "the other payee is paid");
        equal(escrow.claimable(address(payee)), 1.5 ether, "and the first may come back");
    }

    /// @dev A payee that is also user, provider and bond holder tries every entry point while it is being paid.
    function test_everyMoneyEntryPointIsLockedDuringAPayout() external {
        PayeeFixture payee = new PayeeFixture();
        vm.deal(address(payee), 300 ether);
        payee.run(address(escrow), 100 ether, abi.encodeCall(escrow.bond, ()));
        _fund(user, address(payee), 10 ether, 8 ether);
        Order memory order = _order();
        order.provider = address(payee);
        bytes memory openCall =
            abi.encodeCall(escrow.open, (order, sign65(USER_KEY, escrow.orderDigest(order))));
        Order memory paid = _order();
        paid.provider = address(payee);
        paid.nonce = 2;
        payee.run(
            address(escrow),
            0,
            abi.encodeCall(escrow.open, (paid, sign65(USER_KEY, escrow.orderDigest(paid))))
        );
        Settlement memory s = _settlement(paid);
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        escrow.settle(paid, s, new Payee[](0), _wrappedKey(), signature, _proof());
        bytes memory cancelled = sign65(USER_KEY, escrow.cancelDigest(escrow.orderDigest(order)));

        bytes[10] memory calls = [
            openCall,
            abi.encodeCall(escrow.settle, (paid, s, new Payee[](0), _wrappedKey(), signature, _proof())),
            abi.encodeCall(escrow.release, (order)),
            abi.encodeCall(escrow.requestCancel, (order, cancelled)),
            abi.encodeCall(escrow.reclaim, (order)),
            abi.encodeCall(escrow.bond, ()),
            abi.encodeCall(escrow.unbond, (1)),
            abi.encodeCall(escrow.finishUnbond, ()),
            abi.encodeCall(escrow.slash, (paid, s, signature, s, signature)),
            abi.encodeCall(escrow.withdraw, (address(payee)))
        ];
        for (uint256 i; i < calls.length; ++i) {
            payee.onPay(address(escrow), calls[i]);
            (bool ok,) = payee.run(address(escrow), 0, abi.encodeCall(escrow.withdraw, (address(payee))));
            check(ok, "paid");
            check(!payee.succeeded(), vm.toString(i));
            equal(bytes32(bytes4(payee.answer())), bytes32(IJobEscrow.EscrowLocked.selector), vm.toString(i));
            // Something to be paid for the next round.
            payee.onPay(address(0), "");
            Order memory next = _order();
            next.provider = address(payee);
            next.nonce = 100 + i;
            next.maxFee = 1;
            payee.run(
                address(escrow),
                0,
                abi.encodeCall(escrow.open, (next, sign65(USER_KEY, escrow.orderDigest(next))))
            );
            Settlement memory t = _settlement(next);
            t.fee = 1;
            _settle(next, t);
        }
    }

    /// @dev The Ledger's way into the escrow is shut during a payout as well.
    function test_retrieveDuringAPayoutIsRefused() external {
        PayeeFixture payee = new PayeeFixture();
        vm.deal(address(payee), 20 ether);
        payee.run(address(ledger), 20 ether, abi.encodeCall(ledger.depositFund, ()));
        payee.run(address(ledger), 0, abi.encodeCall(ledger.transferFund, (provider, SERVICE, 10 ether)));
        Payee[] memory split = new Payee[](1);
        split[0] = Payee(address(payee), 10_000);
        Order memory order = _order();
        order.split = keccak256(abi.encode(split));
        _open(order);
        Settlement memory s = _settlement(order);
        escrow.settle(
            order, s, split, _wrappedKey(), sign65(SIGNER_KEY, escrow.settlementDigest(s)), _proof()
        );
        address[] memory providers = new address[](1);
        providers[0] = provider;
        payee.onPay(address(ledger), abi.encodeCall(ledger.retrieveFund, (providers, SERVICE)));
        payee.run(address(escrow), 0, abi.encodeCall(escrow.withdraw, (address(payee))));
        equal(bytes32(bytes4(payee.answer())), bytes32(IJobEscrow.EscrowLocked.selector), "refused");
        equal(address(payee).balance, 3 ether, "paid once");
    }

    /// @dev A refund's receiver may settle, open or withdraw elsewhere, but not enter the Ledger again.
    function test_ledgerIsLockedDuringARefund() external {
        PayeeFixture payee = new PayeeFixture();
        vm.deal(address(payee), 20 ether);
        payee.run(address(ledger), 20 ether, abi.encodeCall(ledger.depositFund, ()));
        payee.onPay(address(ledger), abi.encodeCall(ledger.refund, (10 ether)));
        payee.run(address(ledger), 0, abi.encodeCall(ledger.refund, (10 ether)));
        equal(bytes32(bytes4(payee.answer())), bytes32(ILedger.LedgerLocked.selector), "refused");
        equal(address(payee).balance, 10 ether, "paid once");
    }

    function test_forcedCoinsChangeNothing() external {
        (bool sent,) = address(escrow).call{ value: 1 ether }("");
        check(!sent, "plain coins are refused");
        vm.deal(address(escrow), address(escrow).balance + 5 ether); // as by selfdestruct
        _open(_order());
        _settle(_order(), _settlement(_order()));
        _retrieve();
        vm.prank(provider);
        escrow.withdraw(provider);
        vm.prank(provider);
        escrow.unbond(100 ether);
        vm.warp(block.timestamp + 45 days);
        vm.startPrank(provider);
        escrow.finishUnbond();
        escrow.withdraw(provider);
        equal(address(escrow).balance, 5 ether, "what nobody owns stays");
    }

    // ---- Bonds ----

    function test_bondsLeaveAfter45Days() external {
        vm.startPrank(provider);
        vm.expectRevert(IJobEscrow.ZeroAmount.selector);
        escrow.bond();
        vm.expectRevert(IJobEscrow.ZeroAmount.selector);
        escrow.unbond(0);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.BondNotLeaving.selector, provider));
        escrow.finishUnbond();
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.BondTooLow.selector, 100 ether, uint256(100 ether) + 1)
        );
        escrow.unbond(uint256(100 ether) + 1);
        escrow.unbond(40 ether);
        uint256 first = block.timestamp + 45 days;
        vm.warp(block.timestamp + 10 days);
        escrow.unbond(60 ether);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.BondTooLow.selector, 0, 1));
        escrow.unbond(1);
        uint256 unlockAt = block.timestamp + 45 days;
        vm.warp(first);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.BondStillLocked.selector, unlockAt, first));
        escrow.finishUnbond();
        vm.warp(unlockAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.BondStillLocked.selector, unlockAt, unlockAt - 1));
        escrow.finishUnbond();
        vm.warp(unlockAt);
        escrow.finishUnbond();
        equal(escrow.claimable(provider), 100 ether, "claimable");
        (uint96 amount, uint96 leaving, uint40 at_) = escrow.bonds(provider);
        equal(uint256(amount) + leaving + at_, 0, "nothing left");
    }

    // ---- Slashing ----

    function test_slashOnTwoDifferentSettlements() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory a = _settlement(order);
        _settle(order, a);
        Settlement memory b = _settlement(order);
        b.fee = 4 ether;
        vm.expectEmit(true, true, true, true, address(escrow));
        emit IJobEscrow.ProviderSlashed(jobId, provider, stranger, 100 ether, 86 ether);
        _slash(order, a, b);
        equal(escrow.claimable(stranger), 10 ether, "a tenth to the reporter");
        equal(escrow.claimable(user), 4 ether, "maxFee to the user");
        equal(escrow.claimable(provider), 3 ether, "what was earned stays");
        equal(escrow.burned(), 86 ether, "the rest is nobody's");
        (uint96 amount,,) = escrow.bonds(provider);
        equal(amount, 0, "bond");
        _bond(provider, 100 ether);
        _refuseSlash(order, a, b, abi.encodeWithSelector(IJobEscrow.AlreadySlashed.selector, jobId));
    }

    /// @dev Each difference that counts, in either order; and those that do not.
    function test_slashEvidenceBothWays() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory a = _settlement(order);
        Settlement memory b = _settlement(order);
        bytes memory agree = abi.encodeWithSelector(IJobEscrow.SettlementsAgree.selector, jobId);
        _refuseSlash(order, a, b, agree);
        b.receipt = "other";
        b.invoice = "other";
        b.artifactRoot = "other";
        b.wrappedKeyHash = "other";
        _refuseSlash(order, a, b, agree);
        _refuseSlash(order, b, a, agree);

        for (uint256 i; i < 6; ++i) {
            Order memory next = _order();
            next.nonce = 10 + i;
            next.maxFee = 1 ether;
            _open(next);
            a = _settlement(next);
            b = i % 3 == 0 ? _failed(next) : _settlement(next);
            if (i % 3 == 1) b.fee = a.fee - 1;
            if (i % 3 == 2) b.artifactDigest = "another artifact";
            if (i < 3) _slash(next, a, b);
            else _slash(next, b, a);
            (uint96 amount,,) = escrow.bonds(provider);
            equal(amount, 0, "slashed");
            _bond(provider, 100 ether);
        }
    }

    function test_slashNeedsBothSignaturesOfTheOrdersSigner() external {
        Order memory order = _order();
        bytes32 jobId = _open(order);
        Settlement memory a = _settlement(order);
        Settlement memory b = _failed(order);
        bytes memory good = sign65(SIGNER_KEY, escrow.settlementDigest(a));
        bytes memory framed = sign65(0x0DD, escrow.settlementDigest(b));
        bytes memory reason =
            abi.encodeWithSelector(IJobEscrow.WrongSigner.selector, vm.addr(0x0DD), order.signer);
        vm.expectRevert(reason);
        escrow.slash(order, a, good, b, framed);
        vm.expectRevert(reason);
        escrow.slash(order, b, framed, a, good);
        // The same settlement under its two valid signatures is no evidence.
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.SettlementsAgree.selector, jobId));
        escrow.slash(order, a, good, a, malleate(good));
        bytes memory other = sign65(SIGNER_KEY, escrow.settlementDigest(b));
        vm.expectRevert(IJobEscrow.MalformedSignature.selector);
        escrow.slash(order, a, malleate(good), b, other);
        b.jobId = keccak256("another job");
        other = sign65(SIGNER_KEY, escrow.settlementDigest(b));
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongJob.selector, b.jobId, jobId));
        escrow.slash(order, a, good, b, other);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.WrongJob.selector, b.jobId, jobId));
        escrow.slash(order, b, other, a, good);
    }

    function test_slashNeedsAJobThatWasOpened() external {
        Order memory order = _order();
        bytes32 jobId = escrow.orderDigest(order);
        Settlement memory a = _settlement(order);
        Settlement memory b = _failed(order);
        _refuseSlash(
            order,
            a,
            b,
            abi.encodeWithSelector(IJobEscrow.JobNeverOpened.selector, jobId, IJobEscrow.Status.None)
        );
        _cancel(order);
        _refuseSlash(
            order,
            a,
            b,
            abi.encodeWithSelector(IJobEscrow.JobNeverOpened.selector, jobId, IJobEscrow.Status.Voided)
        );
    }

    function test_slashReachesTheLeavingBond() external {
        Order memory order = _order();
        _open(order);
        vm.startPrank(provider);
        escrow.release(order);
        escrow.unbond(100 ether);
        vm.stopPrank();
        vm.warp(block.timestamp + 44 days);
        _slash(order, _settlement(order), _failed(order));
        (uint96 amount, uint96 leaving,) = escrow.bonds(provider);
        equal(uint256(amount) + leaving, 0, "taken while it was leaving");
        vm.warp(block.timestamp + 2 days);
        vm.prank(provider);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.BondNotLeaving.selector, provider));
        escrow.finishUnbond();
        Order memory none = _order();
        none.nonce = 2;
        none.deadline = uint64(block.timestamp + 1 days);
        _bond(provider, 100 ether);
        _open(none);
        vm.prank(provider);
        escrow.unbond(100 ether);
        vm.warp(block.timestamp + 45 days);
        vm.prank(provider);
        escrow.finishUnbond();
        _refuseSlash(
            none,
            _settlement(none),
            _failed(none),
            abi.encodeWithSelector(IJobEscrow.NoBond.selector, provider)
        );
    }

    /// @dev bond, leaving part and cap vary: the parts add up, the user's share is capped, and the provider who
    /// reports itself and is its own user still loses half.
    function testFuzz_slashTakesNoMoreThanTheBond(uint256 bonded, uint256 leaves, uint128 maxFee) external {
        bonded = bound(bonded, 0, 300 ether);
        if (bonded != 0) _bond(provider, bonded);
        Order memory order = _order();
        order.maxFee = uint128(bound(maxFee, 0, 90 ether));
        _fund(user, provider, 90 ether, 90 ether);
        _open(order);
        uint256 total = 100 ether + bonded;
        leaves = bound(leaves, 0, total);
        if (leaves != 0) {
            vm.prank(provider);
            escrow.unbond(leaves);
        }
        (, uint256 lockedBefore) = _balances(user, provider);
        _slash(order, _settlement(order), _failed(order));
        (uint96 amount, uint96 leaving,) = escrow.bonds(provider);
        equal(amount, total - 100 ether, "MIN_BOND was taken");
        atMost(leaving, amount, "leaving is a part of the bond");
        uint256 toUser = order.maxFee < 40 ether ? order.maxFee : 40 ether;
        equal(escrow.claimable(user), toUser, "user's share");
        equal(escrow.claimable(stranger), 10 ether, "reporter's share");
        equal(escrow.burned(), 90 ether - toUser, "burned");
        atLeast(escrow.burned(), 50 ether, "reporting oneself does not pay");
        (, uint256 lockedAfter) = _balances(user, provider);
        equal(lockedAfter, lockedBefore, "a slash leaves locks alone");
    }

    function _slash(Order memory order, Settlement memory a, Settlement memory b) private {
        bytes memory signatureA = sign65(SIGNER_KEY, escrow.settlementDigest(a));
        bytes memory signatureB = sign65(SIGNER_KEY, escrow.settlementDigest(b));
        vm.prank(stranger);
        escrow.slash(order, a, signatureA, b, signatureB);
    }

    function _refuseSlash(Order memory order, Settlement memory a, Settlement memory b, bytes memory reason)
        private
    {
        bytes memory signatureA = sign65(SIGNER_KEY, escrow.settlementDigest(a));
        bytes memory signatureB = sign65(SIGNER_KEY, escrow.settlementDigest(b));
        vm.expectRevert(reason);
        escrow.slash(order, a, signatureA, b, signatureB);
    }

    function _retrieve() private {
        address[] memory providers = new address[](1);
        providers[0] = provider;
        vm.prank(user);
        ledger.retrieveFund(providers, SERVICE);
    }
}
