// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ChannelMarket } from "./ChannelMarket.sol";
import { IChannels, Item, SignedItem, Voucher } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";

/// @dev Claims against vouchers, session keys, and what can be tried with either.
contract ChannelsVoucherTest is ChannelMarket {
    uint256 private constant OTHER_KEY = 0x07E4;
    bytes32 private constant LOW_255 = bytes32(type(uint256).max >> 1);

    function setUp() external {
        _deployMarket();
        _deployChannels(address(registry));
        _setService();
        _deposit(user, 10 ether);
    }

    function test_aVoucherNeedsNoAcceptance() external {
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 3 ether), 3 ether, "below the ceiling");
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 9 ether), 1 ether, "the ceiling is the cap");
        equal(_claimVoucher(USER_KEY, _voucher(user, 99 ether, 0), 99 ether), 6 ether, "then the deposit");
        equal(channels.claimable(provider), 10 ether, "claimable");
    }

    function test_itemsThatCannotBePaidDoNotKeepOthersFromIt() external {
        SignedItem[] memory items = new SignedItem[](3);
        items[0] = _signedItem(OTHER_KEY, _voucher(user, 4 ether, 0), 3 ether); // not the payer's
        items[1] = _signedItem(OTHER_KEY, _voucher(vm.addr(OTHER_KEY), 4 ether, 0), 3 ether); // no channel
        items[2] = _signedItem(USER_KEY, _voucher(user, 4 ether, 0), 2 ether);
        equal(_claimSigned(items), 2 ether, "one of three");
    }

    /// @dev A rotation strands nothing: the voucher names the old signer, which is attested for a while.
    function test_aSignerThatWasRotatedOutStillClaimsItsVouchers() external {
        _setService(vm.addr(OTHER_KEY), new Payee[](0));
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 3 ether), 3 ether, "by the old signer");
        registry.register(vm.addr(OTHER_KEY), MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = _signedItem(USER_KEY, _voucher(user, 5 ether, 0), 5 ether);
        equal(_claimSignedAs(OTHER_KEY, items), 0, "the new signer cannot use a voucher for the old one");
    }

    // ---- Foreign and altered vouchers ----

    /// @dev A voucher for another user, provider, signer, ceiling or epoch than the item's pays nothing.
    function test_aVoucherIsForOneChannelAndSigner() external {
        Voucher[5] memory others;
        for (uint256 i; i < others.length; ++i) {
            others[i] = _voucher(user, 4 ether, 0);
        }
        others[0].user = stranger;
        others[1].provider = stranger;
        others[2].signer = stranger;
        others[3].ceiling = 3 ether;
        others[4].epoch = 1;
        for (uint256 i; i < others.length; ++i) {
            SignedItem[] memory items = new SignedItem[](1);
            items[0] = _signedItem(USER_KEY, others[i], 2 ether);
            (items[0].user, items[0].ceiling, items[0].epoch) = (user, 4 ether, 0);
            equal(_claimSigned(items), 0, vm.toString(i));
        }
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 2 ether), 2 ether, "the right one");
    }

    function test_aVoucherIsForOneChainAndContract() external {
        SignedItem[] memory items = new SignedItem[](1);
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        items[0] = _signedItem(USER_KEY, _voucher(user, 4 ether, 0), 2 ether);
        vm.chainId(chainId);
        equal(_claimSigned(items), 0, "another chain");
        IChannels here = channels;
        channels = IChannels(
            vm.deployCode("Channels.sol:Channels", abi.encode(address(ledger), address(registry)))
        );
        items[0] = _signedItem(USER_KEY, _voucher(user, 4 ether, 0), 2 ether);
        channels = here;
        equal(_claimSigned(items), 0, "another contract");
    }

    function test_otherSignaturesOfTheSameVoucherPayNothing() external {
        SignedItem memory good = _signedItem(USER_KEY, _voucher(user, 4 ether, 0), 2 ether);
        uint256 s = uint256(good.vs & LOW_255);
        uint256 parity = uint256(good.vs) >> 255;
        // n - s does not fit beside the parity where it needs the top bit; with the bit lost it is another s.
        _refuseItem(
            good, good.r, bytes32(((SECP256K1_N - s) & uint256(LOW_255)) | ((1 - parity) << 255)), "high s"
        );
        _refuseItem(good, good.r, good.vs ^ bytes32(uint256(1) << 255), "other parity");
        // An s above the half of the order that does fit is refused as such.
        _refuseItem(good, good.r, bytes32(SECP256K1_N / 2 + 1), "s above the half");
        _refuseItem(good, bytes32(0), bytes32(0), "empty: recovers to no address");
        _refuseItem(good, bytes32(SECP256K1_N), good.vs, "r out of range");
        _refuseItem(good, good.r, 0, "s of 0");
    }

    /// @dev ecrecover answers bad signatures with the zero address, which must be nobody's session key.
    function test_theZeroAddressSignsNothing() external {
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = SignedItem(address(0), 2 ether, 0, 4 ether, 0, 0);
        equal(_claimSigned(items), 0, "zero user");
        items[0] = SignedItem(user, 2 ether, 0, 4 ether, 0, 0);
        equal(_claimSigned(items), 0, "no session key");
        vm.prank(user);
        vm.expectRevert(IChannels.ZeroAddress.selector);
        channels.setSessionKey(provider, address(0));
    }

    /// @dev What an enclave signs is of the whole batch: a relayer cannot raise a total or a ceiling within it.
    function test_aRelayerCannotAlterASignedBatch() external {
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = _signedItem(USER_KEY, _voucher(user, 4 ether, 0), 2 ether);
        bytes memory signature = _signBatch(SIGNER_KEY, _unsigned(items));
        items[0].total = 4 ether;
        (bool ok, bytes memory reason) = _tryClaim(items, signature);
        check(!ok && bytes4(reason) == IChannels.WrongSigner.selector, "a raised total");
        items[0].total = 2 ether;
        items[0].ceiling = 10 ether;
        (ok, reason) = _tryClaim(items, signature);
        check(ok && abi.decode(reason, (uint256)) == 0, "a raised ceiling is not what the payer signed");
    }

    // ---- Session keys ----

    function test_aSessionKeySignsForItsEpoch() external {
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 0), 1 ether), 0, "before it is set");
        _setKey();
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 0), 1 ether), 1 ether, "set");
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 2 ether), 1 ether, "the user's own still");
        // It is the key of one channel.
        _deposit(stranger, 10 ether);
        equal(_claimVoucher(SESSION_KEY, _voucher(stranger, 4 ether, 0), 1 ether), 0, "another user's");
    }

    function test_aSessionKeyIsNeverReplacedWithinItsEpoch() external {
        _setKey();
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IChannels.SessionKeyExists.selector, vm.addr(SESSION_KEY), 0));
        channels.setSessionKey(provider, stranger);
    }

    function test_aRevokedKeyPaysForADayAndNeverAgain() external {
        _setKey();
        _accept(user);
        uint256 start = block.timestamp;
        vm.prank(user);
        channels.revokeSessionKey(provider);
        equal(_state(user).revokeAt, start + 1 days, "revokeAt");
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IChannels.AlreadyRevoked.selector, start + 1 days));
        channels.revokeSessionKey(provider);
        vm.warp(start + 1 days - 1);
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 0), 1 ether), 1 ether, "the last second");
        vm.warp(start + 1 days);
        // Nobody has to write the end of the epoch down.
        equal(_state(user).epoch, 1, "epoch");
        equal(_state(user).sessionKey, address(0), "session key");
        equal(_state(user).revokeAt, 0, "nothing is being revoked");
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 0), 2 ether), 0, "the key's voucher");
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 0), 2 ether), 0, "the user's of the old epoch");
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 1), 2 ether), 0, "the key in the new epoch");
        equal(_claim(_one(user, 2 ether, 0)), 0, "the enclave's item of the old epoch");
        equal(_claim(_one(user, 2 ether, 1)), 0, "the acceptance has ended too");
        equal(_claimVoucher(USER_KEY, _voucher(user, 4 ether, 1), 2 ether), 1 ether, "the user goes on");
        equal(_state(user).epoch, 1, "now written down");
        _setKey();
        equal(_claimVoucher(SESSION_KEY, _voucher(user, 4 ether, 1), 3 ether), 1 ether, "a new key");
        vm.prank(user);
        channels.revokeSessionKey(provider);
        vm.warp(block.timestamp + 1 days);
        equal(_state(user).epoch, 2, "and once more");
    }

    function test_aRevocationEndsAnAcceptanceWithoutAnyKey() external {
        _accept(user);
        vm.prank(user);
        channels.revokeSessionKey(provider);
        equal(_claimOne(user, 1 ether), 1 ether, "before");
        vm.warp(block.timestamp + 1 days);
        equal(_claimOne(user, 2 ether), 0, "after");
        _accept(user);
        equal(_claimOne(user, 2 ether), 1 ether, "accepted anew");
    }

    function test_anExitEndsAWaitingRevocation() external {
        _setKey();
        _retrieve(user);
        vm.warp(block.timestamp + 12 hours);
        vm.prank(user);
        channels.revokeSessionKey(provider);
        vm.warp(block.timestamp + 12 hours);
        _retrieve(user);
        equal(_state(user).epoch, 1, "emptied");
        equal(_state(user).revokeAt, 0, "the epoch that was to end has ended");
        vm.warp(block.timestamp + 12 hours);
        equal(_state(user).epoch, 1, "it does not end twice");
    }

    /// @dev The payer never loses more than the highest ceiling it signed, nor than it put in; and at least what is
    /// covered is paid.
    function testFuzz_theCeilingBoundsTheLoss(uint96 total, uint96 ceiling, uint96 deposit, bool session)
        external
    {
        deposit = uint96(bound(deposit, 0, 1000 ether));
        ceiling = uint96(bound(ceiling, 0, 2000 ether));
        total = uint96(bound(total, 0, 2000 ether));
        if (deposit >= 1 ether) _deposit(user, deposit);
        else deposit = 0;
        if (session) _setKey();
        uint256 paid = _claimVoucher(session ? SESSION_KEY : USER_KEY, _voucher(user, ceiling, 0), total);
        uint256 want = total < ceiling ? total : ceiling;
        if (want > deposit + 10 ether) want = deposit + 10 ether;
        equal(paid, want, "paid");
        equal(
            _claimVoucher(session ? SESSION_KEY : USER_KEY, _voucher(user, ceiling, 0), total), 0, "replayed"
        );
    }

    function _setKey() private {
        vm.prank(user);
        channels.setSessionKey(provider, vm.addr(SESSION_KEY));
    }

    function _refuseItem(SignedItem memory good, bytes32 r, bytes32 vs, string memory what) private {
        SignedItem[] memory items = new SignedItem[](1);
        items[0] = SignedItem(good.user, good.total, good.epoch, good.ceiling, r, vs);
        equal(_claimSigned(items), 0, what);
    }

    function _tryClaim(SignedItem[] memory items, bytes memory signature)
        private
        returns (bool ok, bytes memory reason)
    {
        return address(channels)
            .call(
                abi.encodeCall(
                    channels.claimSigned, (provider, signer, items, new Payee[](0), ROOT, signature, _proof())
                )
            );
    }
}
