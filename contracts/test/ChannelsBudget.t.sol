// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AttestedFixture } from "./AttestedFixture.sol";
import { Base } from "./Base.sol";
import { ChannelMarket } from "./ChannelMarket.sol";
import { IAttestationRegistry, PolicyProof } from "../src/interfaces/IAttestationRegistry.sol";
import { Item, SignedItem } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";

/// @dev Whole-transaction gas, 21000 and calldata included, under the real registry with a signer registered by its
/// quote; in the steady state: every channel has been claimed from before, and the payee has something to claim.
contract ChannelsBudgetTest is ChannelMarket {
    bytes32 private measurement;

    function setUp() external {
        AttestedFixture attested = new AttestedFixture();
        IAttestationRegistry judge;
        (judge, measurement) = attested.attest(signer);
        _deployMarket(address(judge));
        _deployChannels(address(judge));
        _setService();
    }

    function _measured() internal view override returns (bytes32) {
        return measurement;
    }

    function _key(uint256 i) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("payer", i)));
    }

    /// @dev Cumulative spending with all its digits, as metering leaves it.
    function _total(uint256 i, uint256 round) private pure returns (uint96) {
        return uint96(round * (1 ether + uint256(keccak256(abi.encode("total", i))) % 1 ether));
    }

    function _open(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            address who = vm.addr(_key(i));
            _deposit(who, 100 ether);
            _accept(who);
        }
        _claim(_items(0, count, 1));
    }

    function _items(uint256 from, uint256 count, uint256 round) private pure returns (Item[] memory items) {
        items = new Item[](count);
        for (uint256 i; i < count; ++i) {
            items[i] = Item(vm.addr(_key(from + i)), _total(from + i, round), 0);
        }
    }

    function _signedItems(uint256 from, uint256 count, uint256 round, bool session)
        private
        view
        returns (SignedItem[] memory items)
    {
        items = new SignedItem[](count);
        for (uint256 i; i < count; ++i) {
            uint256 key = _key(from + i);
            uint96 total = _total(from + i, round);
            items[i] = _signedItem(session ? key + 1 : key, _voucher(vm.addr(key), total + 1 ether, 0), total);
        }
    }

    function _record(string memory name, uint256 gas, uint256 users, uint256 most) private {
        vm.snapshotValue("Channels", string.concat(name, ", per user of ", vm.toString(users)), gas / users);
        atMost(gas, users * most, string.concat(name, " of ", vm.toString(users)));
    }

    function _measure(string memory name, uint256 users) private returns (uint256) {
        return vm.snapshotGasLastCall("Channels", string.concat(name, ", ", vm.toString(users)));
    }

    /// forge-config: default.isolate = true
    function test_gasOfOneEnclaveSignature() external {
        _open(100);
        bytes memory signature;
        uint16[3] memory sizes = [uint16(1), 10, 100];
        uint24[3] memory most = [uint24(75_000), 16_500, 11_000];
        for (uint256 k; k < 3; ++k) {
            Item[] memory items = _items(0, sizes[k], 2 + k);
            signature = _signBatch(SIGNER_KEY, items);
            channels.claimBatch(provider, signer, items, new Payee[](0), ROOT, signature, _proof());
            _record("claimBatch", _measure("claimBatch", sizes[k]), sizes[k], most[k]);
        }
    }

    /// forge-config: default.isolate = true
    function test_gasOfPayersSignatures() external {
        _open(100);
        uint16[3] memory sizes = [uint16(1), 10, 100];
        for (uint256 k; k < 3; ++k) {
            _claimSigned(_signedItems(0, sizes[k], 2 + k, false));
            _record("claimSigned", _measure("claimSigned", sizes[k]), sizes[k], k == 2 ? 17_500 : 100_000);
        }
    }

    /// @dev The cost is linear to the greatest batch, which stays below EIP-7825's 16,777,216 for one transaction.
    /// forge-config: default.isolate = true
    function test_gasOfTheGreatestBatch() external {
        _open(500);
        _claim(_items(0, 500, 2));
        uint256 gas = _measure("claimBatch", 500);
        _record("claimBatch", gas, 500, 11_000);
        _claimSigned(_signedItems(0, 500, 3, false));
        gas = _measure("claimSigned", 500);
        _record("claimSigned", gas, 500, 17_500);
        atMost(gas, 16_777_216, "one transaction");
    }

    /// forge-config: default.isolate = true
    function test_gasOfSessionKeys() external {
        _open(100);
        for (uint256 i; i < 100; ++i) {
            vm.prank(vm.addr(_key(i)));
            channels.setSessionKey(provider, vm.addr(_key(i) + 1));
        }
        _claimSigned(_signedItems(0, 100, 2, true));
        _record("claimSigned by session keys", _measure("claimSigned by session keys", 100), 100, 20_000);
    }

    /// forge-config: default.isolate = true
    function test_gasOfTheOtherCalls() external {
        address who = vm.addr(_key(0));
        vm.deal(who, 100 ether);
        vm.startPrank(who);
        ledger.addLedger{ value: 50 ether }("");
        ledger.transferFund(provider, CHANNELS, 10 ether);
        vm.snapshotGasLastCall("Channels", "transferFund, first");
        channels.accept(provider, 1);
        vm.snapshotGasLastCall("Channels", "accept");
        channels.setSessionKey(provider, stranger);
        vm.snapshotGasLastCall("Channels", "setSessionKey");
        vm.stopPrank();
        _claim(_items(0, 1, 1));
        vm.snapshotGasLastCall("Channels", "claimBatch, first of user and provider");
        address[] memory list = new address[](1);
        list[0] = who;
        channels.sync(provider, list);
        vm.snapshotGasLastCall("Channels", "sync, 1");
        vm.prank(who);
        channels.revokeSessionKey(provider);
        vm.snapshotGasLastCall("Channels", "revokeSessionKey");
        _retrieve(who);
        vm.snapshotGasLastCall("Channels", "retrieveFund, asks for an exit");
        vm.warp(block.timestamp + 1 days);
        _retrieve(who);
        vm.snapshotGasLastCall("Channels", "retrieveFund, pays an exit");
        vm.prank(provider);
        channels.withdraw(provider);
        vm.snapshotGasLastCall("Channels", "withdraw");
        _setService();
        vm.snapshotGasLastCall("Channels", "setService");
    }
}

/// @dev EIP-170 and our own margin below it.
contract ChannelsSizeTest is Base {
    function test_runtimeSizes() external {
        checkSize("Channels.sol:Channels", "Channels");
    }
}
