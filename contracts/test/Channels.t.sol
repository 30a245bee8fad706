// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ChannelMarket } from "./ChannelMarket.sol";
import { PolicyProof } from "../src/interfaces/IAttestationRegistry.sol";
import { IChannels, Item, Service, SignedItem, Voucher } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";

/// @dev Services, acceptance, and the claims on the enclave's signature alone.
contract ChannelsTest is ChannelMarket {
    uint256 private constant OTHER_KEY = 0x07E4;

    function setUp() external {
        _deployMarket();
        _deployChannels(address(registry));
        _setService();
        _deposit(user, 10 ether);
        _accept(user);
    }

    // ---- Services ----

    function test_everyChangeOfTheServiceRaisesItsVersion() external {
        equal(channels.service(provider).version, 1, "first");
        Payee[] memory split = _split(4000, 6000);
        equal(_setService(stranger, split), 2, "second");
        Service memory s = channels.service(provider);
        equal(s.signer, stranger, "signer");
        equal(s.policy, _policy(), "policy");
        equal(s.split, keccak256(abi.encode(split)), "split");
        equal(_setService(), 3, "third");
        equal(channels.service(provider).split, bytes32(0), "no split");
        equal(channels.service(stranger).version, 0, "another provider has none");
    }

    function test_badServicesAreRefused() external {
        Payee[] memory none = new Payee[](0);
        bytes32 policy = _policy();
        vm.startPrank(provider);
        vm.expectRevert(IChannels.ZeroAddress.selector);
        channels.setService(address(0), policy, none);
        vm.expectRevert(IChannels.ZeroPolicy.selector);
        channels.setService(signer, 0, none);
        vm.expectRevert(abi.encodeWithSelector(IChannels.SplitNotWhole.selector, 9_999));
        channels.setService(signer, policy, _split(4000, 5999));
        vm.expectRevert(abi.encodeWithSelector(IChannels.SplitNotWhole.selector, 10_001));
        channels.setService(signer, policy, _split(4000, 6001));
        vm.expectRevert(abi.encodeWithSelector(IChannels.EmptyShare.selector, stranger));
        channels.setService(signer, policy, _split(10_000, 0));
        vm.expectRevert(abi.encodeWithSelector(IChannels.TooManyPayees.selector, 17, 16));
        channels.setService(signer, policy, new Payee[](17));
        Payee[] memory nobody = _split(4000, 6000);
        nobody[1].account = address(0);
        vm.expectRevert(IChannels.ZeroAddress.selector);
        channels.setService(signer, policy, nobody);
    }

    function test_acceptNamesTheCurrentVersion() external {
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IChannels.StaleVersion.selector, 2, 1));
        channels.accept(provider, 2);
        vm.expectRevert(abi.encodeWithSelector(IChannels.StaleVersion.selector, 0, 1));
        channels.accept(provider, 0);
        // Version 0 is what a provider without a service has.
        vm.expectRevert(abi.encodeWithSelector(IChannels.StaleVersion.selector, 0, 0));
        channels.accept(stranger, 0);
    }

    // ---- claimBatch ----

    function test_claimCreditsTheDifference() external {
        equal(_claimOne(user, 3 ether), 3 ether, "first");
        equal(_claimOne(user, 3 ether), 0, "the same again");
        equal(_claimOne(user, 2 ether), 0, "an older one");
        equal(_claimOne(user, 3 ether + 1), 1, "the next");
        equal(channels.claimable(provider), 3 ether + 1, "claimable");
        equal(_state(user).claimed, 3 ether + 1, "claimed");
        equal(_state(user).deposited, 10 ether, "deposited");
    }

    function test_claimStopsAtTheDeposit() external {
        equal(_claimOne(user, 11 ether), 10 ether, "the deposit is the cap");
        equal(_claimOne(user, type(uint96).max), 0, "nothing is left");
        _deposit(user, 2 ether);
        equal(_claimOne(user, 11 ether), 1 ether, "what was metered beyond the deposit can be paid later");
    }

    function test_onlyAcceptedChannelsOfTheEpochPay() external {
        address other = vm.addr(OTHER_KEY);
        _deposit(other, 10 ether);
        Item[] memory items = new Item[](4);
        items[0] = Item(other, 1 ether, 0); // has not accepted
        items[1] = Item(user, 9 ether, 1); // of another epoch
        items[2] = Item(stranger, 1 ether, 0); // has no channel
        items[3] = Item(user, 2 ether, 0);
        equal(_claim(items), 2 ether, "one item of four pays, and the others do not keep it from it");
        _accept(other);
        equal(_claim(items), 1 ether, "now accepted");
    }

    function test_aNewVersionMustBeAcceptedAnew() external {
        _setService();
        equal(_claimOne(user, 1 ether), 0, "version 1 was accepted, 2 is current");
        _accept(user);
        equal(_claimOne(user, 1 ether), 1 ether, "accepted");
    }

    function test_onlyTheCurrentSignerClaimsWithoutVouchers() external {
        registry.register(vm.addr(OTHER_KEY), MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        _refuse(
            OTHER_KEY, abi.encodeWithSelector(IChannels.SignerNotCurrent.selector, vm.addr(OTHER_KEY), signer)
        );
        _setService(vm.addr(OTHER_KEY), new Payee[](0));
        _refuse(
            SIGNER_KEY,
            abi.encodeWithSelector(IChannels.SignerNotCurrent.selector, signer, vm.addr(OTHER_KEY))
        );
    }

    function test_theBatchIsTheSigners() external {
        Item[] memory items = _one(user, 1 ether, 0);
        bytes memory signature = _signBatch(OTHER_KEY, items);
        vm.expectRevert(abi.encodeWithSelector(IChannels.WrongSigner.selector, vm.addr(OTHER_KEY), signer));
        channels.claimBatch(provider, signer, items, new Payee[](0), ROOT, signature, _proof());
    }

    function test_malformedBatchSignaturesAreRefused() external {
        Item[] memory items = _one(user, 1 ether, 0);
        bytes[] memory bad = _malformed(_signBatch(SIGNER_KEY, items));
        for (uint256 i; i < bad.length; ++i) {
            vm.expectRevert(IChannels.MalformedSignature.selector);
            channels.claimBatch(provider, signer, items, new Payee[](0), ROOT, bad[i], _proof());
        }
    }

    /// @dev A signature is of one batch: for another total, user, epoch, number of items, root, provider, chain or
    /// contract it recovers to another key.
    function test_aBatchCannotBeTurnedIntoAnother() external {
        Item[] memory items = _one(user, 1 ether, 0);
        bytes memory signature = _signBatch(SIGNER_KEY, items);
        bytes4 wrong = IChannels.WrongSigner.selector;
        _refuseClaim(channels, provider, _one(user, 2 ether, 0), ROOT, signature, wrong);
        _refuseClaim(channels, provider, _one(stranger, 1 ether, 0), ROOT, signature, wrong);
        _refuseClaim(channels, provider, _one(user, 1 ether, 1), ROOT, signature, wrong);
        _refuseClaim(channels, provider, new Item[](0), ROOT, signature, wrong);
        Item[] memory twice = new Item[](2);
        (twice[0], twice[1]) = (items[0], items[0]);
        _refuseClaim(channels, provider, twice, ROOT, signature, wrong);
        _refuseClaim(channels, provider, items, keccak256("other invoices"), signature, wrong);

        bytes32 policy = _policy();
        vm.prank(stranger);
        channels.setService(signer, policy, new Payee[](0));
        _refuseClaim(channels, stranger, items, ROOT, signature, wrong);
        IChannels twin = IChannels(
            vm.deployCode("Channels.sol:Channels", abi.encode(address(ledger), address(registry)))
        );
        vm.prank(provider);
        twin.setService(signer, policy, new Payee[](0));
        _refuseClaim(twin, provider, items, ROOT, signature, wrong);
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        _refuseClaim(channels, provider, items, ROOT, signature, wrong);
        vm.chainId(chainId);
        equal(_claim(items), 1 ether, "as signed");
    }

    function test_onlyAnAttestedSignerClaims() external {
        bytes memory reason = abi.encodeWithSelector(IChannels.SignerNotTrusted.selector, signer, _policy());
        uint256 start = block.timestamp;
        vm.warp(start + MAX_AGE);
        _claimOne(user, 1 ether);
        vm.warp(start + MAX_AGE + 1);
        _refuse(SIGNER_KEY, reason); // older than the policy allows
        vm.warp(start + 7 days + 1);
        _refuse(SIGNER_KEY, reason); // expired
        registry.register(signer, MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        _claimOne(user, 2 ether);
        registry.revoke(PLATFORM);
        _refuse(SIGNER_KEY, reason);
        _refuseSigned(reason);
    }

    function test_theProofIsOfTheServicesPolicy() external {
        PolicyProof memory other = _proof();
        other.maxAge += 1;
        Item[] memory items = _one(user, 1 ether, 0);
        bytes memory signature = _signBatch(SIGNER_KEY, items);
        vm.expectRevert(abi.encodeWithSelector(IChannels.SignerNotTrusted.selector, signer, _policy()));
        channels.claimBatch(provider, signer, items, new Payee[](0), ROOT, signature, other);
    }

    function test_aProviderWithoutServiceClaimsNothing() external {
        Item[] memory items = _one(user, 1 ether, 0);
        bytes memory signature = sign65(SIGNER_KEY, channels.batchDigest(stranger, ROOT, items));
        vm.expectRevert(abi.encodeWithSelector(IChannels.SignerNotCurrent.selector, signer, address(0)));
        channels.claimBatch(stranger, signer, items, new Payee[](0), ROOT, signature, _proof());
        vm.expectRevert(IChannels.MalformedSignature.selector);
        channels.claimBatch(stranger, address(0), items, new Payee[](0), ROOT, new bytes(65), _proof());
    }

    function test_aBatchHasAtMost500Items() external {
        Item[] memory items = new Item[](501);
        vm.expectRevert(abi.encodeWithSelector(IChannels.TooManyItems.selector, 501, 500));
        channels.claimBatch(provider, signer, items, new Payee[](0), ROOT, new bytes(65), _proof());
        vm.expectRevert(abi.encodeWithSelector(IChannels.TooManyItems.selector, 501, 500));
        channels.claimSigned(
            provider, signer, new SignedItem[](501), new Payee[](0), ROOT, new bytes(65), _proof()
        );
        equal(_claim(new Item[](500)), 0, "500 items of nobody");
        equal(_claim(new Item[](0)), 0, "no items");
    }

    // ---- Splits ----

    function test_aClaimIsCreditedByTheSplit() external {
        Payee[] memory split = _split(3333, 6667);
        _setService(signer, split);
        _accept(user);
        equal(_claim(_one(user, 1001, 0), split), 1001, "paid");
        equal(channels.claimable(provider), 333, "rounded down");
        equal(channels.claimable(stranger), 668, "the last payee gets the rest");
        _refuseSplit(new Payee[](0), bytes32(0), keccak256(abi.encode(split)));
        Payee[] memory other = _split(3334, 6666);
        _refuseSplit(other, keccak256(abi.encode(other)), keccak256(abi.encode(split)));
        _setService();
        _refuseSplit(split, keccak256(abi.encode(split)), bytes32(0));
    }

    function testFuzz_aSplitCreditsEveryUnit(uint96 amount, uint16 first, uint8 count) external {
        amount = uint96(bound(amount, 1, 10 ether));
        Payee[] memory split = new Payee[](bound(count, 2, 16));
        uint256 rest = 10_000;
        for (uint256 i; i < split.length; ++i) {
            uint256 share = i == split.length - 1
                ? rest
                : bound(uint256(keccak256(abi.encode(first, i))), 1, rest - (split.length - 1 - i));
            rest -= share;
            split[i] = Payee(address(uint160(0x1000 + i % 5)), uint16(share)); // some twice
        }
        _setService(signer, split);
        _accept(user);
        _claim(_one(user, amount, 0), split);
        uint256 sum;
        for (uint256 i; i < 5; ++i) {
            sum += channels.claimable(address(uint160(0x1000 + i)));
        }
        equal(sum, amount, "every unit is somebody's");
    }

    // ---- Order does not matter ----

    /// @dev The same claims in two orders, stale and repeated ones, on both paths: the same is paid, and it is the
    /// greatest total that the deposit covers.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_orderDoesNotMatter(uint256 seed, uint96[6] memory totals) external {
        address other = vm.addr(OTHER_KEY);
        _deposit(other, 10 ether);
        uint256 top;
        uint256[] memory order = new uint256[](totals.length);
        for (uint256 i; i < totals.length; ++i) {
            totals[i] = uint96(bound(totals[i], 0, 12 ether));
            if (totals[i] > top) top = totals[i] > 10 ether ? 10 ether : totals[i];
            order[i] = i;
        }
        for (uint256 left = order.length; left > 0; --left) {
            uint256 pick = uint256(keccak256(abi.encode(seed, left))) % left;
            (order[pick], order[left - 1]) = (order[left - 1], order[pick]);
        }
        uint256 paidUser;
        uint256 paidOther;
        for (uint256 i; i < totals.length; ++i) {
            paidUser += _claimOne(user, totals[i]);
            // In the other order, by vouchers, each one twice.
            uint96 total = totals[order[i]];
            paidOther += _claimVoucher(OTHER_KEY, _voucher(other, total, 0), type(uint96).max);
            equal(_claimVoucher(OTHER_KEY, _voucher(other, total, 0), type(uint96).max), 0, "replayed");
        }
        equal(paidUser, top, "paid by the first");
        equal(paidOther, top, "paid by the second");
        equal(channels.claimable(provider), 2 * top, "claimable");
    }

    function _split(uint16 a, uint16 b) private pure returns (Payee[] memory split) {
        split = new Payee[](2);
        split[0] = Payee(provider, a);
        split[1] = Payee(stranger, b);
    }

    function _refuse(uint256 key, bytes memory reason) private {
        Item[] memory items = _one(user, 9 ether, 0);
        bytes memory signature = _signBatch(key, items);
        vm.expectRevert(reason);
        channels.claimBatch(provider, vm.addr(key), items, new Payee[](0), ROOT, signature, _proof());
    }

    function _refuseSigned(bytes memory reason) private {
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = _signedItem(USER_KEY, _voucher(user, 9 ether, 0), 9 ether);
        bytes memory signature = _signBatch(SIGNER_KEY, _unsigned(items));
        vm.expectRevert(reason);
        channels.claimSigned(provider, signer, items, new Payee[](0), ROOT, signature, _proof());
    }

    function _refuseSplit(Payee[] memory split, bytes32 digest, bytes32 expected) private {
        Item[] memory items = _one(user, 2 ether, 0);
        bytes memory signature = _signBatch(SIGNER_KEY, items);
        vm.expectRevert(abi.encodeWithSelector(IChannels.WrongSplit.selector, digest, expected));
        channels.claimBatch(provider, signer, items, split, ROOT, signature, _proof());
    }
}
