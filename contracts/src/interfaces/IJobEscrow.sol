// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAttestationRegistry, PolicyProof } from "./IAttestationRegistry.sol";
import { ILedger } from "./ILedger.sol";
import { IServing } from "./IServing.sol";

/// @notice What a user signs (EIP-712). Its digest is the job id. Amounts are wei of 0G, digests as in docs/formats.md.
/// @param user Who pays and to whom the result belongs.
/// @param provider Who runs the job, opens it and is credited.
/// @param signer Enclave key whose age recipient the dataset is encrypted to: the only key that settles.
/// @param baseModel Digest of the base model's file list.
/// @param datasetRoot 0G Storage root of the encrypted dataset.
/// @param datasetDigest SHA-256 of the dataset's plaintext with its salt.
/// @param config Digest of the canonical training configuration.
/// @param policy Id of the policy that the signer must satisfy when the job settles.
/// @param split Digest of the payee list, `keccak256(abi.encode(Payee[]))`; zero: the provider alone.
/// @param price Wei per trained token.
/// @param maxFee Most the job may cost; locked when it is opened.
/// @param deadline Unix second up to which the job may be settled.
/// @param recipient SHA-256 of the user's 65-byte uncompressed public key, to which the artifact key is wrapped.
/// @param nonce Any number that makes the order unique.
struct Order {
    address user;
    address provider;
    address signer;
    bytes32 baseModel;
    bytes32 datasetRoot;
    bytes32 datasetDigest;
    bytes32 config;
    bytes32 policy;
    bytes32 split;
    uint128 price;
    uint128 maxFee;
    uint64 deadline;
    bytes32 recipient;
    uint256 nonce;
}

/// @notice What the enclave signs (EIP-712), once per job.
/// @param jobId Digest of the order.
/// @param fee Price of the tokens trained in wei of 0G, at most the order's maxFee.
/// @param outcome See Outcome.
/// @param artifactRoot 0G Storage root of the encrypted artifact.
/// @param artifactDigest SHA-256 of the encrypted artifact.
/// @param wrappedKeyHash keccak256 of the wrapped artifact key; zero for a failed job.
/// @param receipt Digest that the receipt's signature covers.
/// @param invoice Digest of the invoice.
struct Settlement {
    bytes32 jobId;
    uint128 fee;
    uint8 outcome;
    bytes32 artifactRoot;
    bytes32 artifactDigest;
    bytes32 wrappedKeyHash;
    bytes32 receipt;
    bytes32 invoice;
}

/// @notice One share of a fee.
/// @param bps Basis points; those of a list add up to 10,000.
struct Payee {
    address account;
    uint16 bps;
}

/// @notice Values of Settlement.outcome.
library Outcome {
    uint8 internal constant COMPLETED = 1;
    /// @dev Stopped by the user's signed cancel; publishes the key to the last finished step.
    uint8 internal constant PARTIAL = 2;
    /// @dev A permanent fault that the enclave saw itself: no fee, no key.
    uint8 internal constant FAILED = 3;
}

/// @title Escrow of fine-tuning jobs, a service on the Ledger
/// @notice A user's signed order names its price cap, its enclave key and its policy. `open` locks the cap, `settle`
/// pays against that key's signature while it is attested inside that policy, and publishes the wrapped artifact key
/// in the same step. After `endsAt` only `reclaim` is possible. Nobody owns the contract. All amounts are wei of 0G.
interface IJobEscrow is IServing {
    enum Status {
        None,
        Open,
        Completed,
        Partial,
        Failed,
        /// Given back by the provider.
        Released,
        /// Given back after endsAt.
        Reclaimed,
        /// Cancelled before it was opened.
        Voided
    }

    // ---- Events: together with the Ledger's they rebuild the whole state ----

    event AccountAdded(address indexed user, address indexed provider, uint256 amount);
    event AccountFunded(address indexed user, address indexed provider, uint256 amount);
    event AccountRefunded(address indexed user, address indexed provider, uint256 amount);
    event AccountDeleted(address indexed user, address indexed provider);

    event JobOpened(
        bytes32 indexed jobId,
        address indexed user,
        address indexed provider,
        uint256 maxFee,
        uint256 deadline
    );
    event JobSettled(
        bytes32 indexed jobId,
        address indexed user,
        address indexed provider,
        uint8 outcome,
        uint256 fee,
        bytes32 artifactRoot,
        bytes32 artifactDigest,
        bytes32 receipt,
        bytes32 invoice
    );
    /// @notice The artifact key, wrapped to the order's recipient: 129 bytes.
    event KeyPublished(bytes32 indexed jobId, bytes wrappedKey);
    /// @notice The lock returned to the user, by the provider.
    event JobReleased(bytes32 indexed jobId);
    /// @notice The lock returned to the user, after the job's end.
    event JobReclaimed(bytes32 indexed jobId);
    event CancelRequested(bytes32 indexed jobId, uint256 endsAt);
    event JobVoided(bytes32 indexed jobId);

    /// @notice `claimable[payee]` rose by a share of a fee or of a slashed bond.
    event Credited(bytes32 indexed jobId, address indexed payee, uint256 amount);
    event Withdrawn(address indexed payee, address to, uint256 amount);

    event BondAdded(address indexed provider, uint256 amount);
    event UnbondStarted(address indexed provider, uint256 amount, uint256 leaving, uint256 unlockAt);
    /// @notice The leaving part became claimable by the provider.
    event Unbonded(address indexed provider, uint256 amount);
    event ProviderSlashed(
        bytes32 indexed jobId,
        address indexed provider,
        address indexed reporter,
        uint256 amount,
        uint256 burned
    );

    // ---- Errors ----

    /// @notice The call came from inside another call that moves money.
    error EscrowLocked();
    error CallerNotLedger(address caller);
    error CallerNotProvider(address caller, address provider);
    error UserIsProvider(address user);
    error ZeroAddress();
    error ZeroAmount();

    error AccountExists(address user, address provider);
    error AccountNotExists(address user, address provider);
    error AccountNotEmpty(address user, address provider, uint256 balance);
    /// @notice `needed` is more than the part of the sub-account that no job locks.
    error InsufficientFreeBalance(uint256 free, uint256 needed);

    error JobExists(bytes32 jobId, Status status);
    error JobNotOpen(bytes32 jobId, Status status);
    error JobNeverOpened(bytes32 jobId, Status status);
    error OrderExpired(uint256 deadline, uint256 time);
    error DeadlineTooFar(uint256 deadline, uint256 latest);
    error ZeroPolicy();
    /// @notice The job's time to be settled or cancelled is over.
    error JobEnded(uint256 endsAt, uint256 time);
    error JobNotEnded(uint256 endsAt, uint256 time);
    error AlreadyCancelled(bytes32 jobId);

    /// @notice Not a 65-byte ECDSA signature with low s and v of 27 or 28.
    error MalformedSignature();
    error WrongSigner(address signer, address expected);
    /// @notice The signer is not attested, or not inside the order's policy, now.
    error SignerNotTrusted(address signer, bytes32 policy);
    error WrongJob(bytes32 jobId, bytes32 expected);
    error UnknownOutcome(uint8 outcome);
    error FeeAboveCap(uint256 fee, uint256 maxFee);
    error PartialWithoutCancel(bytes32 jobId);
    error WrongKeyLength(uint256 length, uint256 expected);
    error WrongKeyHash(bytes32 hash, bytes32 expected);
    /// @notice A failed settlement carries no fee, no key, no artifact and no split.
    error FailedWithResult();
    error WrongSplit(bytes32 digest, bytes32 expected);
    error SplitNotWhole(uint256 bps);

    error BondTooLow(uint256 staying, uint256 needed);
    error BondNotLeaving(address provider);
    error BondStillLocked(uint256 unlockAt, uint256 time);
    error NoBond(address provider);
    error AlreadySlashed(bytes32 jobId);
    /// @notice The two settlements agree in outcome, fee and artifact.
    error SettlementsAgree(bytes32 jobId);
    error NothingToWithdraw(address payee);
    error TransferFailed(address to);

    // ---- Jobs ----

    /// @notice Opens the job and locks maxFee. The caller is the order's provider, with a bond of at least MIN_BOND.
    /// @param userSignature The user's signature of the order, 65 bytes.
    function open(Order calldata order, bytes calldata userSignature) external returns (bytes32 jobId);

    /// @notice Pays and publishes, together or not at all. Anyone may send it, up to and including endsAt.
    /// @param split The list behind order.split, empty where that is zero. Shares are rounded down, the last payee
    /// gets the rest.
    /// @param wrappedKey The artifact key wrapped to the order's recipient, 129 bytes; empty for a failed job.
    /// @param signature order.signer's signature of the settlement, 65 bytes.
    /// @param proof That the signer's measurement lies inside order.policy.
    function settle(
        Order calldata order,
        Settlement calldata settlement,
        Payee[] calldata split,
        bytes calldata wrappedKey,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external;

    /// @notice The provider gives the lock back, at any time.
    function release(Order calldata order) external;

    /// @notice Records the user's signed Cancel. A job not opened can then never be; an open one ends at
    /// min(deadline, now + CANCEL_WINDOW), once. A completed settlement stays valid until then.
    function requestCancel(Order calldata order, bytes calldata userSignature) external;

    /// @notice Returns the lock to the user after endsAt. Anyone may send it.
    function reclaim(Order calldata order) external;

    // ---- Bonds ----

    /// @notice Adds to the caller's bond.
    function bond() external payable;

    /// @notice Starts the leave of `amount`; all that is leaving unlocks UNBOND_DELAY from now.
    function unbond(uint256 amount) external;

    /// @notice Makes the caller's unlocked leaving bond claimable.
    function finishUnbond() external;

    /// @notice Takes MIN_BOND (or what is left) from the provider of a job for which order.signer signed two
    /// settlements that differ in outcome, fee or artifactDigest: a tenth to the caller, min(maxFee, 40 %) to the
    /// user, the rest burned (it stays here and belongs to nobody). Once per job, at any time.
    function slash(
        Order calldata order,
        Settlement calldata a,
        bytes calldata signatureA,
        Settlement calldata b,
        bytes calldata signatureB
    ) external;

    /// @notice Pays everything the caller may claim to `to`.
    function withdraw(address to) external;

    // ---- Views ----

    /// @notice Least bond that stays, for a provider to open a job; and what a slash takes.
    function MIN_BOND() external view returns (uint256);
    /// @notice Longest time from opening to the deadline, seconds.
    function MAX_JOB() external view returns (uint256);
    /// @notice Time left to settle after a cancel, seconds.
    function CANCEL_WINDOW() external view returns (uint256);
    /// @notice Longer than MAX_JOB and 14 days for evidence, seconds.
    function UNBOND_DELAY() external view returns (uint256);

    function ledger() external view returns (ILedger);
    function registry() external view returns (IAttestationRegistry);
    function claimable(address payee) external view returns (uint256);
    /// @notice Slashed bonds that belong to nobody any more.
    function burned() external view returns (uint256);
    /// @param flags Bit 0: the sub-account exists.
    function accounts(address user, address provider)
        external
        view
        returns (uint96 balance, uint96 locked, uint8 flags);
    /// @param amount Whole bond, the leaving part included.
    function bonds(address provider) external view returns (uint96 amount, uint96 leaving, uint40 unlockAt);
    /// @param flags Bit 0: cancelled; bit 1: slashed.
    function jobs(bytes32 jobId)
        external
        view
        returns (uint96 maxFee, uint40 deadline, uint40 endsAt, Status status, uint8 flags);

    /// @notice The job id: the order's EIP-712 digest.
    function orderDigest(Order calldata order) external view returns (bytes32);
    function cancelDigest(bytes32 jobId) external view returns (bytes32);
    function settlementDigest(Settlement calldata settlement) external view returns (bytes32);
}
