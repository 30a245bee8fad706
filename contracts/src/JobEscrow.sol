// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { IAttestationRegistry, PolicyProof } from "./interfaces/IAttestationRegistry.sol";
import { IJobEscrow, Order, Outcome, Payee, Settlement } from "./interfaces/IJobEscrow.sol";
import { ILedger } from "./interfaces/ILedger.sol";
import { IServing } from "./interfaces/IServing.sol";

/// @title Escrow of fine-tuning jobs
/// @dev Balances are numbers of its own, so coins forced into it change nothing. Every call carries the order and
/// recomputes the job id; the job's status is the only replay guard. Signatures are plain ECDSA, 65 bytes, low s,
/// so that the enclave can check them without chain state (no ERC-1271).
contract JobEscrow is IJobEscrow, IERC165, EIP712 {
    using SafeCast for uint256;

    struct Account {
        uint96 balance;
        uint96 locked;
        uint8 flags;
    }

    struct Bond {
        uint96 amount;
        uint96 leaving;
        uint40 unlockAt;
    }

    struct Job {
        uint96 maxFee;
        uint40 deadline;
        uint40 endsAt;
        Status status;
        uint8 flags;
    }

    uint256 public constant MIN_BOND = 100 ether;
    uint256 public constant MAX_JOB = 30 days;
    uint256 public constant CANCEL_WINDOW = 1 hours;
    uint256 public constant UNBOND_DELAY = 45 days;

    uint8 private constant ACCOUNT_EXISTS = 1;
    uint8 private constant JOB_CANCELLED = 1;
    uint8 private constant JOB_SLASHED = 2;
    uint256 private constant WRAPPED_KEY_LENGTH = 129;
    uint256 private constant BPS = 10_000;

    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address user,address provider,address signer,bytes32 baseModel,bytes32 datasetRoot,bytes32 datasetDigest,bytes32 config,bytes32 policy,bytes32 split,uint128 price,uint128 maxFee,uint64 deadline,bytes32 recipient,uint256 nonce)"
    );
    bytes32 private constant CANCEL_TYPEHASH = keccak256("Cancel(bytes32 jobId)");
    bytes32 private constant SETTLEMENT_TYPEHASH = keccak256(
        "Settlement(bytes32 jobId,uint128 fee,uint8 outcome,bytes32 artifactRoot,bytes32 artifactDigest,bytes32 wrappedKeyHash,bytes32 receipt,bytes32 invoice)"
    );

    ILedger public immutable ledger;
    IAttestationRegistry public immutable registry;

    mapping(address user => mapping(address provider => Account)) public accounts;
    mapping(bytes32 jobId => Job) public jobs;
    mapping(address payee => uint256) public claimable;
    mapping(address provider => Bond) public bonds;
    uint256 public burned;

    bool private transient _entered;

    modifier exclusive() {
        if (_entered) revert EscrowLocked();
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

    // ---- Jobs ----

    function open(Order calldata order, bytes calldata userSignature)
        external
        exclusive
        returns (bytes32 jobId)
    {
        if (msg.sender != order.provider) revert CallerNotProvider(msg.sender, order.provider);
        if (order.user == order.provider) revert UserIsProvider(order.user);
        if (order.policy == 0) revert ZeroPolicy();
        if (order.deadline <= block.timestamp) revert OrderExpired(order.deadline, block.timestamp);
        if (order.deadline > block.timestamp + MAX_JOB) {
            revert DeadlineTooFar(order.deadline, block.timestamp + MAX_JOB);
        }
        jobId = orderDigest(order);
        Status status = jobs[jobId].status;
        if (status != Status.None) revert JobExists(jobId, status);
        Bond memory held = bonds[msg.sender];
        uint256 staying = held.amount - held.leaving;
        if (staying < MIN_BOND) revert BondTooLow(staying, MIN_BOND);
        _requireSigner(jobId, userSignature, order.user);

        Account memory account = accounts[order.user][msg.sender];
        uint256 free = account.balance - account.locked;
        if (free < order.maxFee) revert InsufficientFreeBalance(free, order.maxFee);
        // maxFee <= free and deadline <= now + MAX_JOB: both fit.
        uint96 maxFee = uint96(order.maxFee);
        uint40 deadline = uint40(order.deadline);
        accounts[order.user][msg.sender].locked = account.locked + maxFee;
        jobs[jobId] = Job(maxFee, deadline, deadline, Status.Open, 0);
        emit JobOpened(jobId, order.user, msg.sender, maxFee, deadline);
    }

    function settle(
        Order calldata order,
        Settlement calldata settlement,
        Payee[] calldata split,
        bytes calldata wrappedKey,
        bytes calldata signature,
        PolicyProof calldata proof
    ) external exclusive {
        (bytes32 jobId, Job memory job) = _openJob(order);
        if (settlement.jobId != jobId) revert WrongJob(settlement.jobId, jobId);
        if (block.timestamp > job.endsAt) revert JobEnded(job.endsAt, block.timestamp);
        if (settlement.fee > job.maxFee) revert FeeAboveCap(settlement.fee, job.maxFee);
        Status outcome = _checkResult(settlement, wrappedKey, job.flags);
        _requireSigner(settlementDigest(settlement), signature, order.signer);
        if (!registry.trusted(order.signer, order.policy, proof)) {
            revert SignerNotTrusted(order.signer, order.policy);
        }

        _close(order, jobId, job, outcome, uint96(settlement.fee));
        if (outcome == Status.Failed) {
            if (split.length != 0) revert FailedWithResult();
        } else {
            _credit(order, jobId, split, settlement.fee);
            if (settlement.fee != 0) ledger.spendFund(order.user, settlement.fee);
            emit KeyPublished(jobId, wrappedKey);
        }
        emit JobSettled(
            jobId,
            order.user,
            order.provider,
            settlement.outcome,
            settlement.fee,
            settlement.artifactRoot,
            settlement.artifactDigest,
            settlement.receipt,
            settlement.invoice
        );
    }

    function release(Order calldata order) external exclusive {
        if (msg.sender != order.provider) revert CallerNotProvider(msg.sender, order.provider);
        (bytes32 jobId, Job memory job) = _openJob(order);
        _close(order, jobId, job, Status.Released, 0);
        emit JobReleased(jobId);
    }

    function requestCancel(Order calldata order, bytes calldata userSignature) external exclusive {
        bytes32 jobId = orderDigest(order);
        _requireSigner(cancelDigest(jobId), userSignature, order.user);
        Job memory job = jobs[jobId];
        if (job.status == Status.None) {
            jobs[jobId].status = Status.Voided;
            emit JobVoided(jobId);
            return;
        }
        if (job.status != Status.Open) revert JobNotOpen(jobId, job.status);
        if (job.flags & JOB_CANCELLED != 0) revert AlreadyCancelled(jobId);
        if (block.timestamp > job.endsAt) revert JobEnded(job.endsAt, block.timestamp);
        job.flags |= JOB_CANCELLED;
        job.endsAt = uint40(Math.min(job.deadline, block.timestamp + CANCEL_WINDOW));
        jobs[jobId] = job;
        emit CancelRequested(jobId, job.endsAt);
    }

    function reclaim(Order calldata order) external exclusive {
        (bytes32 jobId, Job memory job) = _openJob(order);
        if (block.timestamp <= job.endsAt) revert JobNotEnded(job.endsAt, block.timestamp);
        _close(order, jobId, job, Status.Reclaimed, 0);
        emit JobReclaimed(jobId);
    }

    /// @dev Ends an open job: the lock goes, and `fee` (at most the lock) with it.
    function _close(Order calldata order, bytes32 jobId, Job memory job, Status status, uint96 fee) private {
        job.status = status;
        jobs[jobId] = job;
        Account memory account = accounts[order.user][order.provider];
        account.balance -= fee;
        account.locked -= job.maxFee;
        accounts[order.user][order.provider] = account;
    }

    /// @dev What the outcome demands of the rest of the settlement.
    function _checkResult(Settlement calldata settlement, bytes calldata wrappedKey, uint8 flags)
        private
        pure
        returns (Status)
    {
        if (settlement.outcome == Outcome.FAILED) {
            bool empty = settlement.fee == 0 && wrappedKey.length == 0 && settlement.wrappedKeyHash == 0
                && settlement.artifactRoot == 0 && settlement.artifactDigest == 0;
            if (!empty) revert FailedWithResult();
            return Status.Failed;
        }
        if (settlement.outcome != Outcome.COMPLETED && settlement.outcome != Outcome.PARTIAL) {
            revert UnknownOutcome(settlement.outcome);
        }
        if (wrappedKey.length != WRAPPED_KEY_LENGTH) {
            revert WrongKeyLength(wrappedKey.length, WRAPPED_KEY_LENGTH);
        }
        bytes32 hash = keccak256(wrappedKey);
        if (hash != settlement.wrappedKeyHash) revert WrongKeyHash(hash, settlement.wrappedKeyHash);
        if (settlement.outcome == Outcome.COMPLETED) return Status.Completed;
        if (flags & JOB_CANCELLED == 0) revert PartialWithoutCancel(settlement.jobId);
        return Status.Partial;
    }

    function _credit(Order calldata order, bytes32 jobId, Payee[] calldata split, uint256 fee) private {
        bytes32 digest = split.length == 0 ? bytes32(0) : keccak256(abi.encode(split));
        if (digest != order.split) revert WrongSplit(digest, order.split);
        if (split.length == 0) return _creditOne(jobId, order.provider, fee);
        uint256 bps;
        uint256 rest = fee;
        for (uint256 i; i < split.length; ++i) {
            bps += split[i].bps;
            if (bps > BPS) revert SplitNotWhole(bps);
            uint256 share = i == split.length - 1 ? rest : fee * split[i].bps / BPS;
            rest -= share;
            _creditOne(jobId, split[i].account, share);
        }
        if (bps != BPS) revert SplitNotWhole(bps);
    }

    function _creditOne(bytes32 jobId, address payee, uint256 amount) private {
        if (payee == address(0)) revert ZeroAddress();
        claimable[payee] += amount;
        emit Credited(jobId, payee, amount);
    }

    function _openJob(Order calldata order) private view returns (bytes32 jobId, Job memory job) {
        jobId = orderDigest(order);
        job = jobs[jobId];
        if (job.status != Status.Open) revert JobNotOpen(jobId, job.status);
    }

    function _requireSigner(bytes32 digest, bytes calldata signature, address expected) private pure {
        (address signer, ECDSA.RecoverError err,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (err != ECDSA.RecoverError.NoError) revert MalformedSignature();
        if (signer != expected) revert WrongSigner(signer, expected);
    }

    // ---- Bonds and payouts ----

    function bond() external payable exclusive {
        if (msg.value == 0) revert ZeroAmount();
        bonds[msg.sender].amount += msg.value.toUint96();
        emit BondAdded(msg.sender, msg.value);
    }

    function unbond(uint256 amount) external exclusive {
        if (amount == 0) revert ZeroAmount();
        Bond memory held = bonds[msg.sender];
        uint256 staying = held.amount - held.leaving;
        if (staying < amount) revert BondTooLow(staying, amount);
        held.leaving += uint96(amount);
        held.unlockAt = uint40(block.timestamp + UNBOND_DELAY);
        bonds[msg.sender] = held;
        emit UnbondStarted(msg.sender, amount, held.leaving, held.unlockAt);
    }

    function finishUnbond() external exclusive {
        Bond memory held = bonds[msg.sender];
        if (held.leaving == 0) revert BondNotLeaving(msg.sender);
        if (block.timestamp < held.unlockAt) revert BondStillLocked(held.unlockAt, block.timestamp);
        bonds[msg.sender] = Bond(held.amount - held.leaving, 0, 0);
        claimable[msg.sender] += held.leaving;
        emit Unbonded(msg.sender, held.leaving);
    }

    function slash(
        Order calldata order,
        Settlement calldata a,
        bytes calldata signatureA,
        Settlement calldata b,
        bytes calldata signatureB
    ) external exclusive {
        bytes32 jobId = orderDigest(order);
        Job memory job = jobs[jobId];
        if (job.status == Status.None || job.status == Status.Voided) {
            revert JobNeverOpened(jobId, job.status);
        }
        if (job.flags & JOB_SLASHED != 0) revert AlreadySlashed(jobId);
        if (a.jobId != jobId) revert WrongJob(a.jobId, jobId);
        if (b.jobId != jobId) revert WrongJob(b.jobId, jobId);
        if (a.outcome == b.outcome && a.fee == b.fee && a.artifactDigest == b.artifactDigest) {
            revert SettlementsAgree(jobId);
        }
        _requireSigner(settlementDigest(a), signatureA, order.signer);
        _requireSigner(settlementDigest(b), signatureB, order.signer);

        Bond memory held = bonds[order.provider];
        uint256 taken = Math.min(held.amount, MIN_BOND);
        if (taken == 0) revert NoBond(order.provider);
        held.amount -= uint96(taken);
        held.leaving = uint96(Math.min(held.leaving, held.amount));
        bonds[order.provider] = held;
        jobs[jobId].flags = job.flags | JOB_SLASHED;

        uint256 toReporter = taken / 10;
        uint256 toUser = Math.min(job.maxFee, taken * 4 / 10);
        uint256 toNobody = taken - toReporter - toUser;
        burned += toNobody;
        _creditOne(jobId, msg.sender, toReporter);
        _creditOne(jobId, order.user, toUser);
        emit ProviderSlashed(jobId, order.provider, msg.sender, taken, toNobody);
    }

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
        Account memory account = accounts[user][provider];
        if (account.flags & ACCOUNT_EXISTS != 0) revert AccountExists(user, provider);
        accounts[user][provider] = Account(msg.value.toUint96(), 0, ACCOUNT_EXISTS);
        emit AccountAdded(user, provider, msg.value);
    }

    function depositFund(address user, address provider, uint256) external payable onlyLedger exclusive {
        Account storage account = _account(user, provider);
        account.balance += msg.value.toUint96();
        emit AccountFunded(user, provider, msg.value);
    }

    /// @dev Nothing to wait for: only locks protect a provider, and what is not locked leaves at once.
    function requestRefundAll(address, address) external view onlyLedger { }

    function processRefund(address user, address provider)
        external
        onlyLedger
        exclusive
        returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund)
    {
        Account storage account = _account(user, provider);
        balance = account.locked;
        totalAmount = account.balance - balance;
        if (totalAmount == 0) return (0, balance, 0);
        account.balance = uint96(balance);
        emit AccountRefunded(user, provider, totalAmount);
        _send(msg.sender, totalAmount);
        return (totalAmount, balance, pendingRefund);
    }

    function deleteAccount(address user, address provider) external onlyLedger exclusive {
        Account storage account = _account(user, provider);
        if (account.balance != 0) revert AccountNotEmpty(user, provider, account.balance);
        account.flags = 0;
        emit AccountDeleted(user, provider);
    }

    function _account(address user, address provider) private view returns (Account storage account) {
        account = accounts[user][provider];
        if (account.flags & ACCOUNT_EXISTS == 0) revert AccountNotExists(user, provider);
    }

    // ---- Views ----

    function accountExists(address user, address provider) external view returns (bool) {
        return accounts[user][provider].flags & ACCOUNT_EXISTS != 0;
    }

    function getPendingRefund(address, address) external pure returns (uint256) {
        return 0;
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IServing).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    function orderDigest(Order calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ORDER_TYPEHASH, order)));
    }

    function cancelDigest(bytes32 jobId) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(CANCEL_TYPEHASH, jobId)));
    }

    function settlementDigest(Settlement calldata settlement) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(SETTLEMENT_TYPEHASH, settlement)));
    }
}
