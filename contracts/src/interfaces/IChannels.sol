// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAttestationRegistry, PolicyProof } from "./IAttestationRegistry.sol";
import { Payee } from "./IJobEscrow.sol";
import { ILedger } from "./ILedger.sol";
import { IServing } from "./IServing.sol";

/// @notice What a provider publishes. Any change of it raises the version.
/// @param signer Enclave key that meters now.
/// @param version Number of the record, from 1; 0: there is none.
/// @param policy Id of the policy that a signer must satisfy when a batch is claimed.
/// @param split Digest of the payee list, `keccak256(abi.encode(Payee[]))`; zero: the provider alone.
struct Service {
    address signer;
    uint32 version;
    bytes32 policy;
    bytes32 split;
}

/// @notice One user's line of a batch: what the enclave says the user has spent with the provider, ever.
/// @param user Who pays.
/// @param total Cumulative spending in wei of 0G; the part not claimed before is paid.
/// @param epoch Epoch of the channel in which it was spent.
struct Item {
    address user;
    uint96 total;
    uint24 epoch;
}

/// @notice What a payer signs (EIP-712): spending up to `ceiling`, cumulative, as metered by `signer`.
/// @param ceiling Most the channel may have paid in all, in wei of 0G.
/// @param epoch Epoch of the channel; the voucher ends with it.
struct Voucher {
    address user;
    address provider;
    address signer;
    uint128 ceiling;
    uint64 epoch;
}

/// @notice An Item with the payer's voucher for it; `total` counts up to `ceiling`.
/// @param r,vs The voucher's 65-byte signature in the compact form of EIP-2098: low s, the parity in its top bit.
struct SignedItem {
    address user;
    uint96 total;
    uint24 epoch;
    uint96 ceiling;
    bytes32 r;
    bytes32 vs;
}

/// @notice The state of one channel, as of now.
/// @param deposited All that was put in, less what left through exits, in wei of 0G. Never below claimed.
/// @param claimed All that was ever credited to the provider's payees; never falls.
/// @param epoch Counts up when the channel is emptied by an exit, and when a revocation takes effect.
/// @param accepted Version of the service whose signer may claim without vouchers; 0: none.
/// @param exists Whether the Ledger's user has a sub-account here.
/// @param pendingOut Amount that leaves at unlockAt: the gateway counts on `deposited - pendingOut` only.
/// @param unlockAt Unix second from which it may leave; 0: nothing pending.
/// @param reported Part of claimed that the Ledger knows of.
/// @param sessionKey Key that signs vouchers of this epoch besides the user; zero: none.
/// @param revokeAt Unix second at which this epoch ends because its session key was revoked; 0: it was not.
struct ChannelState {
    uint96 deposited;
    uint96 claimed;
    uint24 epoch;
    uint32 accepted;
    bool exists;
    uint96 pendingOut;
    uint40 unlockAt;
    uint96 reported;
    address sessionKey;
    uint40 revokeAt;
}

/// @title Payment channels of attested inference, a service on the Ledger
/// @notice One channel per (user, provider), one-way. The enclave meters: it signs each user's cumulative total, many
/// users at once. Either the user bounds it by a signed voucher, or has accepted the service, and the deposit bounds
/// it. A claim only credits the payees; they withdraw by themselves. Totals are cumulative, so replaying, reordering
/// or losing a claim changes nothing. Nobody owns the contract. All amounts are wei of 0G.
///
/// A user can always leave: an exit asked for through the Ledger unlocks EXIT_DELAY later, whoever is down. A
/// provider that claims before that is always paid. An item that cannot be paid (stale, of another epoch, badly
/// signed, not accepted) pays nothing and never reverts its batch.
interface IChannels is IServing {
    // ---- Events: together with the Ledger's they rebuild the whole state ----

    event AccountAdded(address indexed user, address indexed provider, uint256 amount);
    /// @notice Coins came in, and `cancelled` of a pending exit was called off.
    event AccountFunded(address indexed user, address indexed provider, uint256 amount, uint256 cancelled);
    event ExitRequested(address indexed user, address indexed provider, uint256 amount, uint256 unlockAt);
    event AccountRefunded(address indexed user, address indexed provider, uint256 amount);
    event AccountDeleted(address indexed user, address indexed provider);
    /// @notice The Ledger now knows of `amount` more spent.
    event SpendingReported(address indexed user, address indexed provider, uint256 amount);

    event ServiceSet(
        address indexed provider, address indexed signer, uint32 version, bytes32 policy, Payee[] split
    );
    event ServiceAccepted(address indexed user, address indexed provider, uint32 version);
    event SessionKeySet(address indexed user, address indexed provider, address key, uint24 epoch);
    /// @notice The epoch ends at revokeAt, and with it its session key, its vouchers and the acceptance.
    event SessionKeyRevoked(address indexed user, address indexed provider, uint24 epoch, uint256 revokeAt);
    /// @notice An exit emptied the channel; `epoch` is the new one.
    event EpochStarted(address indexed user, address indexed provider, uint24 epoch);

    /// @notice `paid` was taken from the channel; its cumulative spending is now `total`.
    event Claimed(address indexed user, address indexed provider, uint256 paid, uint256 total);
    /// @notice A batch was claimed.
    /// @param invoicesRoot Root of the Merkle tree over the batch's AI invoices.
    /// @param split Digest of the payee list by which `paid` was credited.
    event BatchClaimed(
        address indexed provider,
        address indexed signer,
        bytes32 indexed invoicesRoot,
        bytes32 split,
        uint256 paid
    );
    event Credited(address indexed provider, address indexed payee, uint256 amount);
    event Withdrawn(address indexed payee, address to, uint256 amount);

    // ---- Errors ----

    /// @notice The call came from inside another call that moves money.
    error ChannelsLocked();
    error CallerNotLedger(address caller);
    error UserIsProvider(address user);
    error ZeroAddress();
    error ZeroPolicy();

    error AccountExists(address user, address provider);
    error AccountNotExists(address user, address provider);
    error AccountNotEmpty(address user, address provider, uint256 balance);

    /// @notice The service is at another version than the user means to accept.
    error StaleVersion(uint32 version, uint32 current);
    /// @notice One epoch has one session key: revoke it, and set another in the next.
    error SessionKeyExists(address key, uint24 epoch);
    error AlreadyRevoked(uint256 revokeAt);

    error TooManyItems(uint256 count, uint256 most);
    error TooManyPayees(uint256 count, uint256 most);
    error SplitNotWhole(uint256 bps);
    error EmptyShare(address account);
    error WrongSplit(bytes32 digest, bytes32 expected);
    /// @notice Without vouchers only the service's current signer claims.
    error SignerNotCurrent(address signer, address current);
    /// @notice The batch's signature is not a 65-byte ECDSA signature with low s and v of 27 or 28.
    error MalformedSignature();
    error WrongSigner(address signer, address expected);
    /// @notice The signer is not attested, or not inside the service's policy, now.
    error SignerNotTrusted(address signer, bytes32 policy);

    error NothingToWithdraw(address payee);
    error TransferFailed(address to);

    // ---- The provider ----

    /// @notice Publishes who meters for the caller and who is paid, as the next version.
    /// @param split Who is paid, in basis points that add up to 10,000, at most MAX_PAYEES; empty: the caller alone.
    function setService(address signer, bytes32 policy, Payee[] calldata split)
        external
        returns (uint32 version);

    /// @notice Claims for users who accepted the service's current version. Anyone may send it.
    /// @param signer The service's current signer.
    /// @param items At most MAX_ITEMS.
    /// @param split The list behind the service's split, empty where that is zero. Shares are rounded down, the last
    /// payee gets the rest.
    /// @param invoicesRoot Root of the Merkle tree over the batch's AI invoices.
    /// @param signature The signer's of batchDigest(provider, invoicesRoot, items), 65 bytes.
    /// @param proof That the signer's measurement lies inside the service's policy.
    function claimBatch(
        address provider,
        address signer,
        Item[] calldata items,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external returns (uint256 paid);

    /// @notice Claims against the payers' vouchers. They name the signer, so that no acceptance is needed and the
    /// batches of a signer that was rotated out can still be claimed while it is attested. Anyone may send it.
    /// @param signature The signer's of batchDigest over the items without their vouchers, 65 bytes.
    function claimSigned(
        address provider,
        address signer,
        SignedItem[] calldata items,
        Payee[] calldata split,
        bytes32 invoicesRoot,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external returns (uint256 paid);

    // ---- The user ----

    /// @notice Lets the signer of this version of the provider's service claim up to the deposit without vouchers,
    /// in this epoch. Taken back by revokeSessionKey or an exit.
    function accept(address provider, uint32 version) external;

    /// @notice Lets `key` sign vouchers of the channel's epoch besides the caller.
    function setSessionKey(address provider, address key) external;

    /// @notice Ends the channel's epoch EXIT_DELAY from now, and with it its session key, if any, its vouchers and
    /// its acceptance. Until then the provider can claim what was signed before.
    function revokeSessionKey(address provider) external;

    // ---- Anyone ----

    /// @notice Tells the Ledger what these users have spent with the provider.
    function sync(address provider, address[] calldata users) external;

    /// @notice Pays everything the caller may claim to `to`.
    function withdraw(address to) external;

    // ---- Views ----

    /// @notice Time from the request of an exit or revocation to its effect, seconds.
    function EXIT_DELAY() external view returns (uint256);
    /// @notice Most items of a batch.
    function MAX_ITEMS() external view returns (uint256);
    /// @notice Most payees of a split.
    function MAX_PAYEES() external view returns (uint256);

    function ledger() external view returns (ILedger);
    function registry() external view returns (IAttestationRegistry);
    function claimable(address payee) external view returns (uint256);
    function service(address provider) external view returns (Service memory);
    function channel(address user, address provider) external view returns (ChannelState memory);

    /// @notice What a payer signs.
    function voucherDigest(Voucher calldata voucher) external view returns (bytes32);
    /// @notice What the enclave signs: EIP-712 `Batch(address provider,bytes32 invoicesRoot,bytes32 items)`, where
    /// items is keccak256 of the items' ABI words (user, total, epoch), one after the other.
    function batchDigest(address provider, bytes32 invoicesRoot, Item[] calldata items)
        external
        view
        returns (bytes32);
}
