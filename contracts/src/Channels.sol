// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { IAttestationRegistry, PolicyProof } from "./interfaces/IAttestationRegistry.sol";
import { ChannelState, IChannels, Item, Service, SignedItem, Voucher } from "./interfaces/IChannels.sol";
import { Payee } from "./interfaces/IJobEscrow.sol";
import { ILedger } from "./interfaces/ILedger.sol";
import { IServing } from "./interfaces/IServing.sol";
import { ChannelSlot } from "./libraries/ChannelSlot.sol";

/// @title Payment channels of attested inference
/// @dev Balances are numbers of its own, so coins forced into it change nothing. Cumulative totals are the replay
/// guard: no nonces. Signatures are plain ECDSA with low s, so that the enclave can check vouchers without chain state
/// (no ERC-1271).
contract Channels is IChannels, IERC165, EIP712 {
    using SafeCast for uint256;

    struct Channel {
        ChannelSlot slot;
        uint96 pendingOut;
        uint40 unlockAt;
        uint96 reported;
        address sessionKey;
        uint24 sessionEpoch;
        uint40 revokeAt;
    }

    struct ServiceRecord {
        address signer;
        uint32 version;
        /// @dev Whether split is not zero: a claim of an unshared service need not read it.
        bool shared;
        bytes32 policy;
        bytes32 split;
    }

    uint256 public constant EXIT_DELAY = 24 hours;
    uint256 public constant MAX_ITEMS = 500;
    uint256 public constant MAX_PAYEES = 16;

    uint256 private constant BPS = 10_000;
    /// @dev Bytes of an Item in calldata, and of the SignedItem that begins with one.
    uint256 private constant ITEM_SIZE = 96;
    uint256 private constant SIGNED_ITEM_SIZE = 192;

    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("Voucher(address user,address provider,address signer,uint128 ceiling,uint64 epoch)");
    bytes32 private constant BATCH_TYPEHASH =
        keccak256("Batch(address provider,bytes32 invoicesRoot,bytes32 items)");

    ILedger public immutable ledger;
    IAttestationRegistry public immutable registry;

    mapping(address payee => uint256) public claimable;
    mapping(address provider => mapping(address user => Channel)) private _channels;
    mapping(address provider => ServiceRecord) private _services;

    bool private transient _entered;

    modifier exclusive() {
        if (_entered) revert ChannelsLocked();
        _entered = true;
        _;
        _entered = false;
    }

    modifier onlyLedger() {
        if (msg.sender != address(ledger)) revert CallerNotLedger(msg.sender);
        _;
    }

    constructor(ILedger ledger_, IAttestationRegistry registry_) EIP712("Hallmark", "1") {
        if (address(ledger_) == address(0) || address(registry_) == address(0)) revert ZeroAddress();
        ledger = ledger_;
        registry = registry_;
    }

    // ---- The provider ----

    function setService(address signer, bytes32 policy, Payee[] calldata split)
        external
        exclusive
        returns (uint32 version)
    {
        if (signer == address(0)) revert ZeroAddress();
        if (policy == 0) revert ZeroPolicy();
        _checkSplit(split);
        version = _services[msg.sender].version + 1;
        _services[msg.sender] = ServiceRecord(signer, version, split.length != 0, policy, _splitDigest(split));
        emit ServiceSet(msg.sender, signer, version, policy, split);
    }

    function claimBatch(
        address provider,
        address signer,
        Item[] calldata items,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external exclusive returns (uint256 paid) {
        ServiceRecord storage record = _services[provider];
        if (signer != record.signer) revert SignerNotCurrent(signer, record.signer);
        bytes32 itemsDigest = _digestOf(items);
        _checkBatch(record, provider, signer, split, invoicesRoot, itemsDigest, signature, proof);

        uint32 version = record.version;
        mapping(address => Channel) storage channels = _channels[provider];
        for (uint256 i; i < items.length; ++i) {
            Item calldata item = items[i];
            Channel storage channel_ = channels[item.user];
            ChannelSlot slot = _current(channel_);
            if (slot.epoch() != item.epoch || slot.accepted() != version) continue;
            paid += _take(channel_, slot, provider, item.user, item.total);
        }
        _credit(provider, signer, split, invoicesRoot, paid);
    }

    function claimSigned(
        address provider,
        address signer,
        SignedItem[] calldata items,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external exclusive returns (uint256 paid) {
        bytes32 itemsDigest = _digestOf(items);
        _checkBatch(_services[provider], provider, signer, split, invoicesRoot, itemsDigest, signature, proof);

        bytes32 domain = _domainSeparatorV4();
        mapping(address => Channel) storage channels = _channels[provider];
        for (uint256 i; i < items.length; ++i) {
            SignedItem calldata item = items[i];
            Channel storage channel_ = channels[item.user];
            ChannelSlot slot = _current(channel_);
            if (slot.epoch() != item.epoch) continue;
            if (!_payerSigned(domain, channel_, provider, signer, item)) continue;
            paid += _take(channel_, slot, provider, item.user, Math.min(item.total, item.ceiling));
        }
        _credit(provider, signer, split, invoicesRoot, paid);
    }

    /// @dev Whether the enclave signed this batch and may: everything that makes a whole claim revert.
    function _checkBatch(
        ServiceRecord storage record,
        address provider,
        address signer,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        bytes32 itemsDigest,
        bytes calldata signature,
        PolicyProof calldata proof
    ) private view {
        bytes32 splitDigest = _splitDigest(split);
        bytes32 published = record.shared ? record.split : bytes32(0);
        if (splitDigest != published) revert WrongSplit(splitDigest, published);
        bytes32 digest = _batchDigest(provider, invoicesRoot, itemsDigest);
        (address recovered, ECDSA.RecoverError err,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (err != ECDSA.RecoverError.NoError) revert MalformedSignature();
        if (recovered != signer) revert WrongSigner(recovered, signer);
        bytes32 policy = record.policy;
        if (!registry.trusted(signer, policy, proof)) revert SignerNotTrusted(signer, policy);
    }

    /// @dev Whether the item's voucher is signed by its user, or by the session key of the item's epoch, which is the
    /// channel's.
    function _payerSigned(
        bytes32 domain,
        Channel storage channel_,
        address provider,
        address signer,
        SignedItem calldata item
    ) private view returns (bool) {
        bytes32 hash = _voucherHash(item.user, provider, signer, item.ceiling, item.epoch);
        (address payer, ECDSA.RecoverError err,) =
            ECDSA.tryRecover(MessageHashUtils.toTypedDataHash(domain, hash), item.r, item.vs);
        if (err != ECDSA.RecoverError.NoError) return false;
        return payer == item.user || (payer == channel_.sessionKey && channel_.sessionEpoch == item.epoch);
    }

    /// @dev Brings the channel's spending to `total`, as far as the deposit reaches.
    function _take(Channel storage channel_, ChannelSlot slot, address provider, address user, uint256 total)
        private
        returns (uint256 paid)
    {
        total = Math.min(total, slot.deposited());
        uint256 before = slot.claimed();
        if (total <= before) return 0;
        unchecked {
            paid = total - before;
        }
        channel_.slot = slot.withClaimed(total);
        emit Claimed(user, provider, paid, total);
    }

    /// @dev Credits the split, whose list setService has checked.
    function _credit(
        address provider,
        address signer,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        uint256 paid
    ) private {
        emit BatchClaimed(provider, signer, invoicesRoot, _splitDigest(split), paid);
        if (paid == 0) return;
        if (split.length == 0) return _creditOne(provider, provider, paid);
        uint256 rest = paid;
        for (uint256 i; i < split.length; ++i) {
            uint256 share = i == split.length - 1 ? rest : paid * split[i].bps / BPS;
            rest -= share;
            _creditOne(provider, split[i].account, share);
        }
    }

    function _creditOne(address provider, address payee, uint256 amount) private {
        claimable[payee] += amount;
        emit Credited(provider, payee, amount);
    }

    function _checkSplit(Payee[] calldata split) private pure {
        if (split.length == 0) return;
        if (split.length > MAX_PAYEES) revert TooManyPayees(split.length, MAX_PAYEES);
        uint256 bps;
        for (uint256 i; i < split.length; ++i) {
            if (split[i].account == address(0)) revert ZeroAddress();
            if (split[i].bps == 0) revert EmptyShare(split[i].account);
            bps += split[i].bps;
        }
        if (bps != BPS) revert SplitNotWhole(bps);
    }

    // ---- The user ----

    function accept(address provider, uint32 version) external exclusive {
        uint32 current = _services[provider].version;
        if (version == 0 || version != current) revert StaleVersion(version, current);
        Channel storage channel_ = _channels[provider][msg.sender];
        channel_.slot = _current(channel_).withAccepted(version);
        emit ServiceAccepted(msg.sender, provider, version);
    }

    function setSessionKey(address provider, address key) external exclusive {
        if (key == address(0)) revert ZeroAddress();
        Channel storage channel_ = _channels[provider][msg.sender];
        uint24 epoch = _current(channel_).epoch();
        address present = channel_.sessionKey;
        // Never replaced within an epoch: the provider may hold vouchers that the present one signed.
        if (present != address(0) && channel_.sessionEpoch == epoch) revert SessionKeyExists(present, epoch);
        (channel_.sessionKey, channel_.sessionEpoch) = (key, epoch);
        emit SessionKeySet(msg.sender, provider, key, epoch);
    }

    function revokeSessionKey(address provider) external exclusive {
        Channel storage channel_ = _channels[provider][msg.sender];
        ChannelSlot slot = _current(channel_);
        if (slot.revoking()) revert AlreadyRevoked(channel_.revokeAt);
        uint40 revokeAt = uint40(block.timestamp + EXIT_DELAY);
        (channel_.slot, channel_.revokeAt) = (slot.withRevocation(), revokeAt);
        emit SessionKeyRevoked(msg.sender, provider, slot.epoch(), revokeAt);
    }

    /// @dev The slot as it stands now: a revocation whose time has come is in effect, written down or not.
    function _current(Channel storage channel_) private view returns (ChannelSlot slot) {
        slot = channel_.slot;
        if (slot.revoking() && block.timestamp >= channel_.revokeAt) slot = slot.nextEpoch();
    }

    // ---- Payouts ----

    function withdraw(address to) external exclusive {
        if (to == address(0)) revert ZeroAddress();
        uint256 amount = claimable[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        claimable[msg.sender] = 0;
        emit Withdrawn(msg.sender, to, amount);
        _send(to, amount);
    }

    function _send(address to, uint256 amount) private {
        (bool sent,) = to.call{ value: amount }("");
        if (!sent) revert TransferFailed(to);
    }

    // ---- The Ledger's side ----

    function addAccount(address user, address provider, string calldata)
        external
        payable
        onlyLedger
        exclusive
    {
        if (user == provider) revert UserIsProvider(user);
        Channel storage channel_ = _channels[provider][user];
        ChannelSlot slot = _current(channel_);
        if (slot.exists()) revert AccountExists(user, provider);
        channel_.slot = slot.withAccount().withDeposited((slot.deposited() + msg.value).toUint96());
        emit AccountAdded(user, provider, msg.value);
    }

    function depositFund(address user, address provider, uint256 cancelRetrievingAmount)
        external
        payable
        onlyLedger
        exclusive
    {
        (Channel storage channel_, ChannelSlot slot) = _account(user, provider);
        _report(channel_, slot, user, provider);
        // What was claimed meanwhile is no longer pending: else this deposit could leave at the old unlockAt.
        uint256 pending = _pending(channel_, slot);
        uint256 cancelled = Math.min(cancelRetrievingAmount, pending);
        _setPending(channel_, pending - cancelled, channel_.unlockAt);
        channel_.slot = slot.withDeposited((slot.deposited() + msg.value).toUint96());
        emit AccountFunded(user, provider, msg.value, cancelled);
    }

    function requestRefundAll(address user, address provider) external onlyLedger exclusive {
        (Channel storage channel_, ChannelSlot slot) = _account(user, provider);
        _report(channel_, slot, user, provider);
        uint256 out = slot.free();
        if (channel_.pendingOut != 0 || out == 0) return;
        uint40 unlockAt = uint40(block.timestamp + EXIT_DELAY);
        _setPending(channel_, out, unlockAt);
        emit ExitRequested(user, provider, out, unlockAt);
    }

    function processRefund(address user, address provider)
        external
        onlyLedger
        exclusive
        returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund)
    {
        (Channel storage channel_, ChannelSlot slot) = _account(user, provider);
        _report(channel_, slot, user, provider);
        balance = slot.free();
        pendingRefund = _pending(channel_, slot);
        if (channel_.pendingOut == 0 || block.timestamp < channel_.unlockAt) {
            return (0, balance, pendingRefund);
        }
        (totalAmount, pendingRefund) = (pendingRefund, 0);
        balance -= totalAmount;
        slot = slot.withDeposited(uint96(slot.deposited() - totalAmount));
        if (balance == 0) {
            slot = slot.nextEpoch();
            emit EpochStarted(user, provider, slot.epoch());
        }
        channel_.slot = slot;
        _setPending(channel_, 0, 0);
        emit AccountRefunded(user, provider, totalAmount);
        if (totalAmount != 0) _send(msg.sender, totalAmount);
    }

    function deleteAccount(address user, address provider) external onlyLedger exclusive {
        (Channel storage channel_, ChannelSlot slot) = _account(user, provider);
        if (slot.free() != 0) revert AccountNotEmpty(user, provider, slot.free());
        _report(channel_, slot, user, provider);
        channel_.slot = slot.withoutAccount();
        _setPending(channel_, 0, 0);
        emit AccountDeleted(user, provider);
    }

    function sync(address provider, address[] calldata users) external exclusive {
        for (uint256 i; i < users.length; ++i) {
            Channel storage channel_ = _channels[provider][users[i]];
            _report(channel_, channel_.slot, users[i], provider);
        }
    }

    /// @dev Tells the Ledger what was claimed since the last time. It never refuses: what it holds locked here for the
    /// user is the sum of `deposited - reported`.
    function _report(Channel storage channel_, ChannelSlot slot, address user, address provider) private {
        uint256 spent = slot.claimed() - channel_.reported;
        if (spent == 0) return;
        channel_.reported = uint96(slot.claimed());
        emit SpendingReported(user, provider, spent);
        ledger.spendFund(user, spent);
    }

    function _setPending(Channel storage channel_, uint256 amount, uint40 unlockAt) private {
        (channel_.pendingOut, channel_.unlockAt) = (uint96(amount), amount == 0 ? 0 : unlockAt);
    }

    function _account(address user, address provider)
        private
        view
        returns (Channel storage channel_, ChannelSlot slot)
    {
        channel_ = _channels[provider][user];
        slot = _current(channel_);
        if (!slot.exists()) revert AccountNotExists(user, provider);
    }

    // ---- Digests ----

    function voucherDigest(Voucher calldata v) external view returns (bytes32) {
        return _hashTypedDataV4(_voucherHash(v.user, v.provider, v.signer, v.ceiling, v.epoch));
    }

    function batchDigest(address provider, bytes32 invoicesRoot, Item[] calldata items)
        external
        view
        returns (bytes32)
    {
        return _batchDigest(provider, invoicesRoot, _digestOf(items));
    }

    /// @dev As abi.encode would lay it out, without leaving it in memory: a batch hashes 500 of them.
    function _voucherHash(address user, address provider, address signer, uint256 ceiling, uint256 epoch)
        private
        pure
        returns (bytes32 hash)
    {
        (uint256 user_, uint256 provider_, uint256 signer_) =
            (uint256(uint160(user)), uint256(uint160(provider)), uint256(uint160(signer)));
        bytes32 typehash = VOUCHER_TYPEHASH;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typehash)
            mstore(add(start, 0x20), user_)
            mstore(add(start, 0x40), provider_)
            mstore(add(start, 0x60), signer_)
            mstore(add(start, 0x80), ceiling)
            mstore(add(start, 0xa0), epoch)
            hash := keccak256(start, 0xc0)
        }
    }

    function _batchDigest(address provider, bytes32 invoicesRoot, bytes32 itemsDigest)
        private
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(BATCH_TYPEHASH, provider, invoicesRoot, itemsDigest)));
    }

    function _splitDigest(Payee[] calldata split) private pure returns (bytes32) {
        return split.length == 0 ? bytes32(0) : keccak256(abi.encode(split));
    }

    function _digestOf(Item[] calldata items) private pure returns (bytes32 digest) {
        if (items.length > MAX_ITEMS) revert TooManyItems(items.length, MAX_ITEMS);
        assembly ("memory-safe") {
            // Beyond the free memory pointer, never allocated.
            let start := mload(0x40)
            let size := mul(items.length, ITEM_SIZE)
            calldatacopy(start, items.offset, size)
            digest := keccak256(start, size)
        }
    }

    /// @dev The same digest, over the beginnings of the signed items.
    function _digestOf(SignedItem[] calldata items) private pure returns (bytes32 digest) {
        if (items.length > MAX_ITEMS) revert TooManyItems(items.length, MAX_ITEMS);
        assembly ("memory-safe") {
            let start := mload(0x40)
            let end := start
            for { let from := items.offset } lt(sub(end, start), mul(items.length, ITEM_SIZE)) {
                from := add(from, SIGNED_ITEM_SIZE)
            } {
                calldatacopy(end, from, ITEM_SIZE)
                end := add(end, ITEM_SIZE)
            }
            digest := keccak256(start, sub(end, start))
        }
    }

    // ---- Views ----

    function service(address provider) external view returns (Service memory) {
        ServiceRecord storage record = _services[provider];
        return Service(record.signer, record.version, record.policy, record.split);
    }

    function channel(address user, address provider) external view returns (ChannelState memory state) {
        Channel storage channel_ = _channels[provider][user];
        ChannelSlot slot = _current(channel_);
        state.deposited = uint96(slot.deposited());
        state.claimed = uint96(slot.claimed());
        state.epoch = slot.epoch();
        state.accepted = slot.accepted();
        state.exists = slot.exists();
        state.pendingOut = uint96(_pending(channel_, slot));
        if (state.pendingOut != 0) state.unlockAt = channel_.unlockAt;
        state.reported = channel_.reported;
        if (channel_.sessionEpoch == state.epoch) state.sessionKey = channel_.sessionKey;
        if (slot.revoking()) state.revokeAt = channel_.revokeAt;
    }

    function accountExists(address user, address provider) external view returns (bool) {
        return _channels[provider][user].slot.exists();
    }

    function getPendingRefund(address user, address provider) external view returns (uint256) {
        Channel storage channel_ = _channels[provider][user];
        return _pending(channel_, channel_.slot);
    }

    /// @dev What was claimed while the exit waited does not leave.
    function _pending(Channel storage channel_, ChannelSlot slot) private view returns (uint256) {
        return Math.min(channel_.pendingOut, slot.free());
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IServing).interfaceId || interfaceId == type(IERC165).interfaceId;
    }
}
