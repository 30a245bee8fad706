// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { Market } from "./Market.sol";
import { IJobEscrow, Order, Outcome, Payee, Settlement } from "../src/interfaces/IJobEscrow.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev Lets three users and three providers (one of whom is a user, too) do anything at any time, and keeps its own
/// books. A call that the rules allow must succeed; what they forbid is tried as well, and must fail.
contract EscrowHandler is Market {
    struct JobBook {
        Order order;
        IJobEscrow.Status status;
        bool cancelled;
        uint256 endsAt;
        bool slashed;
        uint256 fee;
    }

    uint256 public constant USERS = 3;
    uint256 public constant PROVIDERS = 3;

    bytes32[] public jobIds;
    mapping(bytes32 => JobBook) internal books;
    mapping(address => uint256) public deposited;
    mapping(address => uint256) public refunded;
    mapping(address => uint256) public spent;
    mapping(address => uint256) public credited;
    mapping(address => uint256) public withdrawn;
    mapping(address => uint256) public bonded;
    mapping(address => uint256) public taken;
    uint256 public forced;
    uint256 public burned;

    address[USERS] private _users;

    /// @dev Everybody starts with money in place, so that the calls at random find something to do.
    constructor() {
        _deployMarket();
        for (uint256 u; u < USERS; ++u) {
            _users[u] = vm.addr(_key(u));
        }
        for (uint256 p; p < PROVIDERS; ++p) {
            bond(p, 200 ether);
            for (uint256 u; u < USERS; ++u) {
                deposit(u, 40 ether);
                transfer(u, p, 20 ether);
            }
        }
    }

    function escrowAddress() external view returns (IJobEscrow) {
        return escrow;
    }

    function ledgerAddress() external view returns (ILedger) {
        return ledger;
    }

    function userAt(uint256 i) public view returns (address) {
        return _users[i];
    }

    /// @dev The last provider is the first user.
    function providerAt(uint256 i) public view returns (address) {
        return i == PROVIDERS - 1 ? userAt(0) : address(uint160(0xB0000 + i));
    }

    function book(bytes32 jobId) external view returns (JobBook memory) {
        return books[jobId];
    }

    function jobCount() external view returns (uint256) {
        return jobIds.length;
    }

    // ---- What anyone may do ----

    function deposit(uint256 who, uint256 amount) public {
        address account = userAt(who % USERS);
        amount = bound(amount, 3 ether, 50 ether);
        vm.deal(account, account.balance + amount);
        vm.prank(account);
        ledger.depositFund{ value: amount }();
        deposited[account] += amount;
    }

    function transfer(uint256 who, uint256 with, uint256 amount) public {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        uint256 available = _available(account);
        if (available < 1 ether || account == to) return;
        amount = bound(amount, 1 ether, available);
        vm.prank(account);
        ledger.transferFund(to, SERVICE, amount);
    }

    /// @dev Whatever providers and enclaves do, what no job locks comes back at once.
    function retrieve(uint256 who) external {
        address account = userAt(who % USERS);
        if (!_hasLedger(account)) return;
        address[] memory with = ledger.getLedgerProviders(account, SERVICE);
        uint256 free;
        for (uint256 i; i < with.length; ++i) {
            (uint256 balance, uint256 locked) = _balances(account, with[i]);
            free += balance - locked;
        }
        uint256 before = _available(account);
        vm.prank(account);
        ledger.retrieveFund(with, SERVICE);
        equal(_available(account), before + free, "the free part came back");
    }

    function refund(uint256 who, uint256 amount) external {
        address account = userAt(who % USERS);
        if (!_hasLedger(account)) return;
        uint256 available = _available(account);
        amount = bound(amount, 0, available);
        if (available - amount < 3 ether) amount = available;
        vm.prank(account);
        ledger.refund(amount);
        refunded[account] += amount;
    }

    function bond(uint256 with, uint256 amount) public {
        address to = providerAt(with % PROVIDERS);
        amount = bound(amount, 100 ether, 250 ether);
        bonded[to] += amount;
        vm.deal(to, to.balance + amount);
        vm.prank(to);
        escrow.bond{ value: amount }();
    }

    function unbond(uint256 with, uint256 amount) external {
        address to = providerAt(with % PROVIDERS);
        (uint96 held, uint96 leaving,) = escrow.bonds(to);
        if (held == leaving) return;
        vm.prank(to);
        escrow.unbond(bound(amount, 1, held - leaving));
    }

    function finishUnbond(uint256 with) external {
        address to = providerAt(with % PROVIDERS);
        (, uint96 leaving, uint40 unlockAt) = escrow.bonds(to);
        bool may = leaving != 0 && block.timestamp >= unlockAt;
        vm.prank(to);
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.finishUnbond, ()));
        check(ok == may, "finishUnbond");
        if (ok) (credited[to], taken[to]) = (credited[to] + leaving, taken[to] + leaving);
    }

    function open(uint256 who, uint256 with, uint256 maxFee, uint256 length) external {
        Order memory order = _order();
        (order.user, order.provider) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        order.nonce = jobIds.length;
        order.deadline = uint64(block.timestamp + bound(length, 1, 30 days));
        (uint256 balance, uint256 locked) = _balances(order.user, order.provider);
        uint256 free = balance - locked;
        order.maxFee = uint128(bound(maxFee, 0, free + free / 8));
        if (maxFee % 2 == 0) order.split = keccak256(abi.encode(_split(order.provider)));
        (uint96 held, uint96 leaving,) = escrow.bonds(order.provider);

        bytes32 jobId = escrow.orderDigest(order);
        bool may = order.user != order.provider && order.maxFee <= free && held - leaving >= 100 ether;
        bytes memory signature = sign65(_key(who % USERS), jobId);
        vm.prank(order.provider);
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.open, (order, signature)));
        check(ok == may, "open");
        if (!ok) return;
        jobIds.push(jobId);
        JobBook storage job = books[jobId];
        (job.order, job.status, job.endsAt) = (order, IJobEscrow.Status.Open, order.deadline);
    }

    function settle(uint256 which, uint256 fee, uint8 outcome, bool attested) external {
        if (jobIds.length == 0) return;
        bytes32 jobId = jobIds[which % jobIds.length];
        JobBook storage job = books[jobId];
        Order memory order = job.order;
        if (attested) registry.register(signer, MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        bool trusted = registry.trusted(signer, order.policy, _proof());
        Settlement memory s = _settlement(order);
        s.outcome = uint8(bound(outcome, 1, 3));
        s.fee = uint128(bound(fee, 0, order.maxFee + order.maxFee / 8));
        if (s.outcome == Outcome.FAILED) s = _failed(order);

        bool may = job.status == IJobEscrow.Status.Open && block.timestamp <= job.endsAt && trusted
            && s.fee <= order.maxFee && (s.outcome != Outcome.PARTIAL || job.cancelled);
        Payee[] memory split =
            s.outcome == Outcome.FAILED || order.split == 0 ? new Payee[](0) : _split(order.provider);
        bytes memory key = s.outcome == Outcome.FAILED ? bytes("") : _wrappedKey();
        bytes memory signature = sign65(SIGNER_KEY, escrow.settlementDigest(s));
        (bool ok,) =
            address(escrow).call(abi.encodeCall(escrow.settle, (order, s, split, key, signature, _proof())));
        check(ok == may, "settle");
        if (!ok) return;
        job.status = IJobEscrow.Status(uint8(s.outcome) + 1);
        job.fee = s.fee;
        spent[order.user] += s.fee;
        if (split.length == 0) {
            credited[order.provider] += s.fee;
        } else {
            uint256 share = uint256(s.fee) * split[0].bps / 10_000;
            credited[split[0].account] += share;
            credited[split[1].account] += s.fee - share;
        }
    }

    function release(uint256 which, bool byProvider) external {
        if (jobIds.length == 0) return;
        JobBook storage job = books[jobIds[which % jobIds.length]];
        vm.prank(byProvider ? job.order.provider : stranger);
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.release, (job.order)));
        check(ok == (byProvider && job.status == IJobEscrow.Status.Open), "release");
        if (ok) job.status = IJobEscrow.Status.Released;
    }

    function cancel(uint256 which) external {
        if (jobIds.length == 0) return;
        bytes32 jobId = jobIds[which % jobIds.length];
        JobBook storage job = books[jobId];
        bytes memory signature = sign65(_keyOf(job.order.user), escrow.cancelDigest(jobId));
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.requestCancel, (job.order, signature)));
        bool may = job.status == IJobEscrow.Status.Open && !job.cancelled && block.timestamp <= job.endsAt;
        check(ok == may, "cancel");
        if (!ok) return;
        job.cancelled = true;
        if (block.timestamp + 1 hours < job.endsAt) job.endsAt = block.timestamp + 1 hours;
    }

    function reclaim(uint256 which) external {
        if (jobIds.length == 0) return;
        JobBook storage job = books[jobIds[which % jobIds.length]];
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.reclaim, (job.order)));
        check(ok == (job.status == IJobEscrow.Status.Open && block.timestamp > job.endsAt), "reclaim");
        if (ok) job.status = IJobEscrow.Status.Reclaimed;
    }

    function slash(uint256 which, bool differ) external {
        if (jobIds.length == 0) return;
        JobBook storage job = books[jobIds[which % jobIds.length]];
        Order memory order = job.order;
        Settlement memory a = _settlement(order);
        Settlement memory b = _settlement(order);
        if (differ) b.fee -= 1;
        (uint96 held,,) = escrow.bonds(order.provider);
        bytes memory call = abi.encodeCall(
            escrow.slash,
            (
                order,
                a,
                sign65(SIGNER_KEY, escrow.settlementDigest(a)),
                b,
                sign65(SIGNER_KEY, escrow.settlementDigest(b))
            )
        );
        vm.prank(stranger);
        (bool ok,) = address(escrow).call(call);
        check(ok == (differ && !job.slashed && held != 0), "slash");
        if (!ok) return;
        job.slashed = true;
        uint256 amount = held < 100 ether ? held : 100 ether;
        uint256 toUser = order.maxFee < amount * 4 / 10 ? order.maxFee : amount * 4 / 10;
        taken[order.provider] += amount;
        credited[stranger] += amount / 10;
        credited[order.user] += toUser;
        burned += amount - amount / 10 - toUser;
    }

    function withdraw(uint256 who) external {
        address account = who % 2 == 0 ? providerAt(who / 2 % PROVIDERS) : payeeAt(who / 2);
        uint256 amount = credited[account] - withdrawn[account];
        vm.prank(account);
        (bool ok,) = address(escrow).call(abi.encodeCall(escrow.withdraw, (address(0xCA54))));
        check(ok == (amount != 0), "withdraw");
        withdrawn[account] += amount;
    }

    function force(uint256 amount) external {
        amount = bound(amount, 0, 5 ether);
        forced += amount;
        vm.deal(address(escrow), address(escrow).balance + amount);
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1, time % 4 == 0 ? 20 days : 3 hours));
    }

    // ---- Who may be owed something ----

    function payeeAt(uint256 i) public view returns (address) {
        i = i % 4;
        return i == 0 ? stranger : i == 1 ? address(0xDA7A) : userAt(i - 1);
    }

    function _split(address first) private pure returns (Payee[] memory split) {
        split = new Payee[](2);
        split[0] = Payee(first, 8_765);
        split[1] = Payee(address(0xDA7A), 1_235);
    }

    function _key(uint256 i) private pure returns (uint256) {
        return 0x1000 + i;
    }

    function _keyOf(address account) private view returns (uint256) {
        for (uint256 i; i < USERS; ++i) {
            if (userAt(i) == account) return _key(i);
        }
        revert Failed("no such user");
    }

    function _hasLedger(address account) private view returns (bool ok) {
        (ok,) = address(ledger).staticcall(abi.encodeCall(ledger.getLedger, (account)));
    }

    function _available(address account) private view returns (uint256) {
        return _hasLedger(account) ? ledger.getLedger(account).availableBalance : 0;
    }
}

contract JobEscrowInvariantTest is Base {
    EscrowHandler internal handler;
    IJobEscrow internal escrow;
    ILedger internal ledger;

    function setUp() external {
        handler = new EscrowHandler();
        escrow = handler.escrowAddress();
        ledger = handler.ledgerAddress();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_money() external view {
        _checkCoins();
        _checkLedger();
        _checkLocks();
        _checkDues();
    }

    /// @dev The escrow's coins are the sub-accounts, what is owed, the bonds, and nothing else but burned and forced.
    function _checkCoins() private view {
        uint256 sum = escrow.burned() + handler.forced();
        for (uint256 u; u < handler.USERS(); ++u) {
            for (uint256 p; p < handler.PROVIDERS(); ++p) {
                (uint96 balance,,) = escrow.accounts(handler.userAt(u), handler.providerAt(p));
                sum += balance;
            }
            sum += escrow.claimable(handler.userAt(u));
        }
        for (uint256 p; p < handler.PROVIDERS(); ++p) {
            (uint96 amount, uint96 leaving,) = escrow.bonds(handler.providerAt(p));
            sum += amount;
            // The last provider is the first user, counted above.
            if (p != handler.PROVIDERS() - 1) sum += escrow.claimable(handler.providerAt(p));
            atMost(leaving, amount, "leaving <= bond");
        }
        sum += escrow.claimable(handler.payeeAt(0)) + escrow.claimable(handler.payeeAt(1));
        equal(address(escrow).balance, sum, "coins of the escrow");
        equal(escrow.burned(), handler.burned(), "burned");
    }

    /// @dev The Ledger's books agree with the escrow's, and a user has lost the settled fees and nothing else.
    function _checkLedger() private view {
        uint256 available;
        for (uint256 u; u < handler.USERS(); ++u) {
            address user = handler.userAt(u);
            uint256 balances;
            for (uint256 p; p < handler.PROVIDERS(); ++p) {
                (uint96 balance,,) = escrow.accounts(user, handler.providerAt(p));
                balances += balance;
            }
            equal(ledger.lockedIn(user, address(escrow)), balances, "lockedIn is the sum of sub-accounts");
            uint256 total = handler.deposited(user) - handler.refunded(user) - handler.spent(user);
            (bool exists,) = address(ledger).staticcall(abi.encodeCall(ledger.getLedger, (user)));
            if (exists) {
                equal(ledger.getLedger(user).totalBalance, total, "a user loses fees and nothing else");
                available += ledger.getLedger(user).availableBalance;
            } else {
                equal(total, 0, "a deleted ledger was empty");
            }
        }
        equal(address(ledger).balance, available, "coins of the Ledger");
    }

    /// @dev Each lock belongs to one open job; each job has the one end that the books say.
    function _checkLocks() private view {
        uint256 users = handler.USERS();
        uint256 providers = handler.PROVIDERS();
        uint256[] memory locks = new uint256[](users * providers);
        uint256 fees;
        for (uint256 i; i < handler.jobCount(); ++i) {
            bytes32 jobId = handler.jobIds(i);
            EscrowHandler.JobBook memory book = handler.book(jobId);
            (uint96 maxFee,, uint40 endsAt, IJobEscrow.Status status,) = escrow.jobs(jobId);
            equal(uint256(status), uint256(book.status), "status");
            equal(endsAt, book.endsAt, "endsAt");
            equal(maxFee, book.order.maxFee, "maxFee");
            atMost(book.fee, maxFee, "fee <= maxFee");
            fees += book.fee;
            if (status != IJobEscrow.Status.Open) continue;
            for (uint256 k; k < locks.length; ++k) {
                bool mine = handler.userAt(k / providers) == book.order.user
                    && handler.providerAt(k % providers) == book.order.provider;
                if (mine) locks[k] += maxFee;
            }
        }
        for (uint256 k; k < locks.length; ++k) {
            (uint96 balance, uint96 locked,) =
                escrow.accounts(handler.userAt(k / providers), handler.providerAt(k % providers));
            equal(locked, locks[k], "locked is the sum of open caps");
            atMost(locked, balance, "locked <= balance");
        }
        uint256 spent;
        for (uint256 u; u < users; ++u) {
            spent += handler.spent(handler.userAt(u));
        }
        equal(spent, fees, "users spent the settled fees");
    }

    /// @dev What was credited and not withdrawn is claimable; bonds fall by leave and slash alone.
    function _checkDues() private view {
        for (uint256 i; i < 4 + handler.PROVIDERS(); ++i) {
            address account = i < 4 ? handler.payeeAt(i) : handler.providerAt(i - 4);
            equal(
                escrow.claimable(account), handler.credited(account) - handler.withdrawn(account), "claimable"
            );
        }
        for (uint256 p; p < handler.PROVIDERS(); ++p) {
            address provider = handler.providerAt(p);
            (uint96 amount,,) = escrow.bonds(provider);
            equal(amount, handler.bonded(provider) - handler.taken(provider), "bond");
        }
    }
}
