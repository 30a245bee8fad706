// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AttestedFixture } from "./AttestedFixture.sol";
import { Base } from "./Base.sol";
import { Market } from "./Market.sol";
import { IAttestationRegistry } from "../src/interfaces/IAttestationRegistry.sol";
import { IJobEscrow, Order, Payee, Settlement } from "../src/interfaces/IJobEscrow.sol";

/// @dev Escrow and real registry together: whole-transaction gas, and what ends a signer's right to settle.
contract JobEscrowAttestedTest is Market {
    AttestedFixture private attested;
    bytes32 private measurement;

    function setUp() external {
        attested = new AttestedFixture();
        IAttestationRegistry judge;
        (judge, measurement) = attested.attest(signer);
        _deployMarket(address(judge));
        _fundMarket();
    }

    function _measured() internal view override returns (bytes32) {
        return measurement;
    }

    function test_settleOnARegisteredQuote() external {
        bytes32 jobId = _open(_order());
        _settle(_order(), _settlement(_order()));
        _checkStatus(jobId, IJobEscrow.Status.Completed);
    }

    function test_settleRefusedOnceThePlatformIsRevoked() external {
        _open(_order());
        attested.revokePlatform();
        _refuseSettle(_order(), _settlement(_order()), _untrusted(_order()));
    }

    function test_settleRefusedOnceTheQuoteIsTooOld() external {
        Order memory order = _order();
        order.deadline = uint64(block.timestamp + 20 days);
        _open(order);
        uint256 registered = block.timestamp;
        vm.warp(registered + MAX_AGE + 1);
        _refuseSettle(order, _settlement(order), _untrusted(order));
        vm.warp(registered + 7 days + 1);
        _refuseSettle(order, _settlement(order), _untrusted(order));
        vm.warp(registered + MAX_AGE);
        _settle(order, _settlement(order));
    }

    function test_settleRefusedForAnotherMeasurement() external {
        _open(_order());
        Order memory order = _order();
        Settlement memory s = _settlement(order);
        // The policy holds measurement A; the signer is registered under B, and A's proof cannot stand in for it.
        bytes32 registered = measurement;
        measurement = keccak256("A");
        order.policy = _policy();
        order.nonce = 2;
        s.jobId = _open(order);
        _refuseSettle(order, s, _untrusted(order));
        measurement = registered;
        _refuseSettle(order, s, _untrusted(order));
    }

    // ---- Whole-transaction gas: 21000 and calldata included ----

    /// forge-config: default.isolate = true
    function test_gasOfAJob() external {
        _open(_order());
        atMost(vm.snapshotGasLastCall("JobEscrow", "open"), 90_000, "open");
        _settle(_order(), _settlement(_order()));
        atMost(vm.snapshotGasLastCall("JobEscrow", "settle, provider's first"), 130_000, "first settle");
        Order memory second = _order();
        second.nonce = 2;
        _open(second);
        vm.snapshotGasLastCall("JobEscrow", "open, provider's second");
        _settle(second, _settlement(second));
        atMost(vm.snapshotGasLastCall("JobEscrow", "settle"), 115_000, "settle");
        vm.prank(provider);
        escrow.withdraw(provider);
        vm.snapshotGasLastCall("JobEscrow", "withdraw");
    }

    /// forge-config: default.isolate = true
    function test_gasOfASplit() external {
        Payee[] memory split = new Payee[](3);
        split[0] = Payee(provider, 8000);
        split[1] = Payee(address(0xDA7A), 1500);
        split[2] = Payee(address(0xBA5E), 500);
        Order memory order = _order();
        order.split = keccak256(abi.encode(split));
        _open(order);
        Settlement memory s = _settlement(order);
        escrow.settle(
            order, s, split, _wrappedKey(), sign65(SIGNER_KEY, escrow.settlementDigest(s)), _proof()
        );
        vm.snapshotGasLastCall("JobEscrow", "settle, first of three payees");
    }

    /// forge-config: default.isolate = true
    function test_gasOfTheOtherEnds() external {
        Order memory order = _order();
        _open(order);
        _cancel(order);
        vm.snapshotGasLastCall("JobEscrow", "requestCancel");
        vm.warp(block.timestamp + 2 hours);
        escrow.reclaim(order);
        vm.snapshotGasLastCall("JobEscrow", "reclaim");
        order = _order();
        order.nonce = 2;
        _open(order);
        vm.prank(provider);
        escrow.release(order);
        vm.snapshotGasLastCall("JobEscrow", "release");
        order.nonce = 3;
        _open(order);
        _settle(order, _failed(order));
        vm.snapshotGasLastCall("JobEscrow", "settle, failed");
    }

    /// forge-config: default.isolate = true
    function test_gasOfFunding() external {
        vm.deal(stranger, 20 ether);
        vm.startPrank(stranger);
        ledger.addLedger{ value: 10 ether }("");
        vm.snapshotGasLastCall("Ledger", "addLedger");
        ledger.depositFund{ value: 10 ether }();
        vm.snapshotGasLastCall("Ledger", "depositFund");
        ledger.transferFund(provider, SERVICE, 5 ether);
        vm.snapshotGasLastCall("Ledger", "transferFund, first to a provider");
        ledger.transferFund(provider, SERVICE, 5 ether);
        vm.snapshotGasLastCall("Ledger", "transferFund");
        address[] memory providers = new address[](1);
        providers[0] = provider;
        ledger.retrieveFund(providers, SERVICE);
        vm.snapshotGasLastCall("Ledger", "retrieveFund");
        ledger.refund(20 ether);
        vm.snapshotGasLastCall("Ledger", "refund of everything");
    }
}

/// @dev EIP-170 and our own margin below it.
contract SizeTest is Base {
    function test_runtimeSizes() external {
        checkSize("JobEscrow.sol:JobEscrow", "JobEscrow");
        checkSize("Ledger.sol:Ledger", "Ledger");
    }
}
