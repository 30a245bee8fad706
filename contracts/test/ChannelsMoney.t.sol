// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ChannelMarket } from "./ChannelMarket.sol";
import { PayeeFixture } from "./PayeeFixture.sol";
import { ChannelState, IChannels, Item } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev Sub-accounts, exits, payouts, and what can be tried against them.
contract ChannelsMoneyTest is ChannelMarket {
    uint256 private constant DAY = 1 days;

    function setUp() external {
        _deployMarket();
        _deployChannels(address(registry));
        _setService();
        _deposit(user, 10 ether);
        _accept(user);
    }

    // ---- The Ledger's side ----

    function test_supportsTheServingInterface() external view {
        (, bytes memory answer) = address(channels)
            .staticcall(abi.encodeWithSignature("supportsInterface(bytes4)", bytes4(0x160841b1)));
        check(abi.decode(answer, (bool)), "IServing");
        (, answer) = address(channels)
            .staticcall(abi.encodeWithSignature("supportsInterface(bytes4)", bytes4(0xffffffff)));
        check(!abi.decode(answer, (bool)), "0xffffffff");
    }

    function test_stateChangesAreTheLedgersAlone() external {
        bytes[5] memory calls = [
            abi.encodeCall(channels.addAccount, (user, provider, "")),
            abi.encodeCall(channels.depositFund, (user, provider, 0)),
            abi.encodeCall(channels.requestRefundAll, (user, provider)),
            abi.encodeCall(channels.processRefund, (user, provider)),
            abi.encodeCall(channels.deleteAccount, (user, provider))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(user);
            (bool ok, bytes memory reason) = address(channels).call(calls[i]);
            check(!ok, vm.toString(i));
            equal(
                keccak256(reason),
                keccak256(abi.encodeWithSelector(IChannels.CallerNotLedger.selector, user)),
                vm.toString(i)
            );
        }
    }

    function test_subAccounts() external {
        vm.startPrank(address(ledger));
        vm.expectRevert(abi.encodeWithSelector(IChannels.UserIsProvider.selector, user));
        channels.addAccount(user, user, "");
        vm.expectRevert(abi.encodeWithSelector(IChannels.AccountExists.selector, user, provider));
        channels.addAccount(user, provider, "");
        bytes memory absent = abi.encodeWithSelector(IChannels.AccountNotExists.selector, user, stranger);
        vm.expectRevert(absent);
        channels.depositFund(user, stranger, 0);
        vm.expectRevert(absent);
        channels.requestRefundAll(user, stranger);
        vm.expectRevert(absent);
        channels.processRefund(user, stranger);
        vm.expectRevert(absent);
        channels.deleteAccount(user, stranger);
        vm.expectRevert(abi.encodeWithSelector(IChannels.AccountNotEmpty.selector, user, provider, 10 ether));
        channels.deleteAccount(user, provider);
        check(channels.accountExists(user, provider), "exists");
        check(!channels.accountExists(user, stranger), "does not exist");
    }

    function test_amountsBeyond96BitsAreRefused() external {
        uint256 tooMuch = uint256(type(uint96).max) + 1 - 10 ether;
        vm.deal(address(ledger), 2 * tooMuch);
        vm.startPrank(address(ledger));
        vm.expectRevert();
        channels.depositFund{ value: tooMuch }(user, provider, 0);
        channels.depositFund{ value: tooMuch - 1 }(user, provider, 0);
        equal(_state(user).deposited, type(uint96).max, "the last unit that fits");
    }

    // ---- Exits ----

    function test_anExitTakesADay() external {
        uint256 start = block.timestamp;
        _claimOne(user, 3 ether);
        _retrieve(user);
        ChannelState memory s = _state(user);
        equal(s.pendingOut, 7 ether, "pending");
        equal(s.unlockAt, start + DAY, "unlockAt");
        equal(channels.getPendingRefund(user, provider), 7 ether, "getPendingRefund");
        vm.warp(start + DAY - 1);
        _retrieve(user);
        equal(_state(user).unlockAt, start + DAY, "asking again neither pays nor delays");
        equal(ledger.getLedger(user).availableBalance, 3 ether, "nothing came back yet");
        vm.warp(start + DAY);
        _retrieve(user);
        s = _state(user);
        equal(ledger.getLedger(user).availableBalance, 10 ether, "it came back");
        equal(s.deposited, 3 ether, "deposited");
        equal(s.claimed, 3 ether, "claimed stays");
        equal(s.epoch, 1, "an emptied channel starts a new epoch");
        equal(s.unlockAt, 0, "nothing is pending");
        equal(s.reported, 3 ether, "reported");
    }

    /// @dev Whatever was signed before unlockAt can be claimed before unlockAt, the pending exit notwithstanding.
    function test_aProviderThatClaimsInTimeIsPaid() external {
        _retrieve(user);
        vm.warp(block.timestamp + DAY - 1);
        equal(_claimVoucher(USER_KEY, _voucher(user, 8 ether, 0), 8 ether), 8 ether, "the day before");
        equal(channels.getPendingRefund(user, provider), 2 ether, "what was claimed does not leave");
        vm.warp(block.timestamp + 1);
        _retrieve(user);
        equal(ledger.getLedger(user).availableBalance, 5 ether, "the rest");
        equal(_claimVoucher(USER_KEY, _voucher(user, 9 ether, 0), 9 ether), 0, "too late");
    }

    /// @dev Nothing that a provider does (rotate, overload, stay away, run out of attestation) keeps a user here.
    function test_nobodyCanKeepAUser() external {
        _retrieve(user);
        _setService(stranger, new Payee[](0));
        registry.revoke(PLATFORM);
        vm.warp(block.timestamp + DAY);
        _retrieve(user);
        vm.prank(user);
        ledger.refund(13 ether);
        equal(user.balance, 13 ether, "all of it");
        check(!channels.accountExists(user, provider), "the account is gone");
    }

    function test_topUpsCancelAnExitFirst() external {
        _retrieve(user);
        vm.startPrank(user);
        ledger.transferFund(provider, CHANNELS, 2 ether);
        equal(_state(user).pendingOut, 8 ether, "two of ten stay");
        equal(_state(user).deposited, 10 ether, "no coins came in");
        equal(ledger.getLedger(user).availableBalance, 3 ether, "nor went out");
        ledger.transferFund(provider, CHANNELS, 9 ether);
        vm.stopPrank();
        equal(_state(user).pendingOut, 0, "called off");
        equal(_state(user).unlockAt, 0, "called off");
        equal(_state(user).deposited, 11 ether, "one more came in");
    }

    /// @dev A wait that has run out covers what was asked for, never what came in later.
    function test_anOldExitDoesNotFreeANewDeposit() external {
        _retrieve(user);
        vm.warp(block.timestamp + DAY);
        equal(_claimOne(user, 10 ether), 10 ether, "everything was claimed");
        _deposit(user, 10 ether);
        equal(_state(user).pendingOut, 0, "nothing is pending");
        _retrieve(user);
        equal(_state(user).deposited, 20 ether, "the new deposit did not leave at once");
        equal(_state(user).unlockAt, block.timestamp + DAY, "it waits its own day");
    }

    function test_anOldExitDoesNotOutliveItsAccount() external {
        _retrieve(user);
        _claimOne(user, 10 ether);
        channels.sync(provider, _list(user));
        vm.prank(user);
        ledger.refund(3 ether);
        check(!channels.accountExists(user, provider), "deleted");
        vm.warp(block.timestamp + DAY);
        _deposit(user, 5 ether);
        ChannelState memory s = _state(user);
        equal(s.deposited, 15 ether, "spending stays in the books");
        equal(s.claimed, 10 ether, "for ever");
        equal(s.accepted, 0, "an acceptance does not");
        _retrieve(user);
        equal(_state(user).deposited, 15 ether, "nothing leaves at once");
        equal(_claimVoucher(USER_KEY, _voucher(user, 10 ether, 0), 10 ether), 0, "old vouchers are spent");
    }

    function test_anExitOfWhatWasClaimedMeanwhileEndsTheEpoch() external {
        _retrieve(user);
        _claimOne(user, 10 ether);
        vm.warp(block.timestamp + DAY);
        _retrieve(user);
        equal(_state(user).epoch, 1, "the exit has come to its end");
        _retrieve(user);
        equal(_state(user).epoch, 1, "nothing is pending any more");
    }

    // ---- The Ledger's books ----

    function test_spendingIsReportedLazily() external {
        _claimOne(user, 4 ether);
        equal(ledger.getLedger(user).totalBalance, 13 ether, "the Ledger does not know yet");
        channels.sync(provider, _list(user));
        equal(ledger.getLedger(user).totalBalance, 9 ether, "now it does");
        equal(ledger.lockedIn(user, address(channels)), 6 ether, "locked");
        channels.sync(provider, _list(user));
        channels.sync(provider, _list(stranger));
        equal(ledger.getLedger(user).totalBalance, 9 ether, "once");
        _claimOne(user, 5 ether);
        vm.prank(user);
        ledger.transferFund(provider, CHANNELS, 1 ether);
        equal(ledger.getLedger(user).totalBalance, 8 ether, "every call of the Ledger's reports");
        _claimOne(user, 6 ether);
        _retrieve(user);
        equal(ledger.getLedger(user).totalBalance, 7 ether, "retrieveFund too");
    }

    // ---- Payouts ----

    function test_withdraw() external {
        _claimOne(user, 4 ether);
        vm.expectRevert(abi.encodeWithSelector(IChannels.NothingToWithdraw.selector, address(this)));
        channels.withdraw(stranger);
        vm.startPrank(provider);
        vm.expectRevert(IChannels.ZeroAddress.selector);
        channels.withdraw(address(0));
        channels.withdraw(stranger);
        equal(stranger.balance, 4 ether, "paid");
        vm.expectRevert(abi.encodeWithSelector(IChannels.NothingToWithdraw.selector, provider));
        channels.withdraw(stranger);
    }

    function test_aPayeeThatRefusesCoinsBlocksNobody() external {
        PayeeFixture payee = new PayeeFixture();
        payee.refuse(true);
        Payee[] memory split = new Payee[](2);
        split[0] = Payee(address(payee), 5000);
        split[1] = Payee(provider, 5000);
        _setService(signer, split);
        _accept(user);
        _claim(_one(user, 4 ether, 0), split);
        vm.expectRevert(abi.encodeWithSelector(IChannels.TransferFailed.selector, address(payee)));
        payee.run(address(channels), 0, abi.encodeCall(channels.withdraw, (address(payee))));
        vm.prank(provider);
        channels.withdraw(provider);
        equal(provider.balance, 2 ether, "the other payee");
        payee.run(address(channels), 0, abi.encodeCall(channels.withdraw, (stranger)));
        equal(stranger.balance, 2 ether, "to somewhere else");
    }

    function test_nothingMovesMoneyWhileMoneyMoves() external {
        PayeeFixture payee = new PayeeFixture();
        Payee[] memory split = new Payee[](1);
        split[0] = Payee(address(payee), 10_000);
        _setService(signer, split);
        _accept(user);
        _claim(_one(user, 4 ether, 0), split);
        Item[] memory items = _one(user, 5 ether, 0);
        bytes[5] memory calls = [
            abi.encodeCall(channels.withdraw, (address(payee))),
            abi.encodeCall(
                channels.claimBatch,
                (provider, signer, items, split, ROOT, _signBatch(SIGNER_KEY, items), _proof())
            ),
            abi.encodeCall(channels.sync, (provider, _list(user))),
            abi.encodeCall(channels.setService, (signer, _policy(), split)),
            abi.encodeCall(channels.setSessionKey, (provider, stranger))
        ];
        for (uint256 i; i < calls.length; ++i) {
            payee.onPay(address(channels), calls[i]);
            payee.run(address(channels), 0, abi.encodeCall(channels.withdraw, (address(payee))));
            check(!payee.succeeded(), vm.toString(i));
            equal(
                keccak256(payee.answer()),
                keccak256(abi.encodePacked(IChannels.ChannelsLocked.selector)),
                vm.toString(i)
            );
            _claim(_one(user, 4 ether + i + 1, 0), split);
        }
    }

    function test_coinsThatAreForcedInChangeNothing() external {
        vm.deal(address(channels), address(channels).balance + 5 ether);
        equal(_claimOne(user, 99 ether), 10 ether, "the deposit is the cap");
        (bool ok,) = address(channels).call{ value: 1 }("");
        check(!ok, "it takes coins from the Ledger alone");
    }

    function test_constructorRefusesZeroAddresses() external {
        vm.expectRevert();
        vm.deployCode("Channels.sol:Channels", abi.encode(address(0), address(registry)));
        vm.expectRevert();
        vm.deployCode("Channels.sol:Channels", abi.encode(address(ledger), address(0)));
    }

    function _list(address who) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = who;
    }
}
