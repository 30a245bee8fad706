// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Market } from "./Market.sol";
import { PolicyProof } from "../src/interfaces/IAttestationRegistry.sol";
import { ChannelState, IChannels, Item, Service, SignedItem, Voucher } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";

/// @dev A market with channels: what the enclave and the payers sign, and the calls that carry it.
abstract contract ChannelMarket is Market {
    string internal constant CHANNELS = "hallmark-channel-v1.0";
    bytes32 internal constant ROOT = keccak256("invoices");
    uint256 internal constant SESSION_KEY = 0x5E5510;

    IChannels internal channels;

    /// @dev Behind _deployMarket.
    function _deployChannels(address judge) internal {
        channels = IChannels(vm.deployCode("Channels.sol:Channels", abi.encode(address(ledger), judge)));
        ledger.registerService("hallmark-channel", "v1.0", address(channels), "attested inference");
    }

    function _setService() internal returns (uint32) {
        return _setService(signer, new Payee[](0));
    }

    function _setService(address meter, Payee[] memory split) internal returns (uint32) {
        vm.prank(provider);
        return channels.setService(meter, _policy(), split);
    }

    function _accept(address who) internal {
        uint32 version = channels.service(provider).version;
        vm.prank(who);
        channels.accept(provider, version);
    }

    /// @dev A first deposit of the user, or one more.
    function _deposit(address who, uint256 amount) internal {
        vm.deal(who, who.balance + amount + 3 ether);
        vm.startPrank(who);
        ledger.depositFund{ value: amount + 3 ether }();
        ledger.transferFund(provider, CHANNELS, amount);
        vm.stopPrank();
    }

    /// @dev The Ledger's call behind exits: pays what may leave, and asks for the rest.
    function _retrieve(address who) internal {
        address[] memory with = new address[](1);
        with[0] = provider;
        vm.prank(who);
        ledger.retrieveFund(with, CHANNELS);
    }

    function _state(address who) internal view returns (ChannelState memory) {
        return channels.channel(who, provider);
    }

    function _one(address who, uint256 total, uint24 epoch) internal pure returns (Item[] memory items) {
        items = new Item[](1);
        items[0] = Item(who, uint96(total), epoch);
    }

    function _signBatch(uint256 key, Item[] memory items) internal view returns (bytes memory) {
        return sign65(key, channels.batchDigest(provider, ROOT, items));
    }

    function _claim(Item[] memory items) internal returns (uint256) {
        return _claim(items, new Payee[](0));
    }

    function _claim(Item[] memory items, Payee[] memory split) internal returns (uint256) {
        bytes memory signature = _signBatch(SIGNER_KEY, items);
        return channels.claimBatch(provider, signer, items, split, ROOT, signature, _proof());
    }

    function _claimOne(address who, uint256 total) internal returns (uint256) {
        return _claim(_one(who, total, _state(who).epoch));
    }

    function _voucher(address who, uint256 ceiling, uint24 epoch) internal view returns (Voucher memory) {
        return Voucher(who, provider, signer, uint128(ceiling), epoch);
    }

    /// @dev The item of a voucher, signed by `key` in the compact form.
    function _signedItem(uint256 key, Voucher memory v, uint256 total)
        internal
        view
        returns (SignedItem memory)
    {
        (uint8 parity, bytes32 r, bytes32 s) = vm.sign(key, channels.voucherDigest(v));
        bytes32 vs = parity == 28 ? bytes32(uint256(s) | (1 << 255)) : s;
        return SignedItem(v.user, uint96(total), uint24(v.epoch), uint96(v.ceiling), r, vs);
    }

    function _unsigned(SignedItem[] memory signed) internal pure returns (Item[] memory items) {
        items = new Item[](signed.length);
        for (uint256 i; i < signed.length; ++i) {
            items[i] = Item(signed[i].user, signed[i].total, signed[i].epoch);
        }
    }

    function _claimSigned(SignedItem[] memory items) internal returns (uint256) {
        return _claimSignedAs(SIGNER_KEY, items);
    }

    function _claimSignedAs(uint256 key, SignedItem[] memory items) internal returns (uint256) {
        bytes memory signature = _signBatch(key, _unsigned(items));
        return channels.claimSigned(provider, vm.addr(key), items, new Payee[](0), ROOT, signature, _proof());
    }

    function _claimVoucher(uint256 key, Voucher memory v, uint256 total) internal returns (uint256) {
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = _signedItem(key, v, total);
        return _claimSigned(items);
    }

    /// @dev A claim that must revert with an error of this selector, whatever its arguments.
    function _refuseClaim(
        IChannels contract_,
        address claimant,
        Item[] memory items,
        bytes32 root,
        bytes memory signature,
        bytes4 selector
    ) internal {
        (bool ok, bytes memory reason) = address(contract_)
            .call(
                abi.encodeCall(
                    contract_.claimBatch, (claimant, signer, items, new Payee[](0), root, signature, _proof())
                )
            );
        check(!ok, "the claim was accepted");
        equal(bytes32(bytes4(reason)), bytes32(selector), "reason");
    }
}
