// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { ChannelMarket } from "./ChannelMarket.sol";
import { ChannelState, IChannels, Item, SignedItem, Voucher } from "../src/interfaces/IChannels.sol";
import { Payee } from "../src/interfaces/IJobEscrow.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev Lets three users and two providers (the second of whom is a user, too) do anything at any time, and keeps its
/// own books of every channel. What the rules allow must happen exactly so; what they forbid is tried as well.
contract ChannelsHandler is ChannelMarket {
    struct Book {
        uint256 deposited;
        uint256 claimed;
        uint256 epoch;
        uint256 accepted;
        uint256 pending;
        uint256 unlockAt;
        uint256 sessionEpoch; // plus one; 0: no key was set
        uint256 revokeAt;
        uint256 highest; // ceiling signed for any epoch, or total claimed under an acceptance
    }

    struct Attempt {
        address to;
        address meter;
        bool trusted;
        uint256 ceiling;
        uint8 kind;
        uint256 want;
    }

    uint256 public constant USERS = 3;
    uint256 public constant PROVIDERS = 2;
    uint256 private constant OTHER_SIGNER = 0x07E5;

    mapping(address => mapping(address => Book)) public books;
    mapping(address => uint256) public deposits;
    mapping(address => uint256) public refunds;
    mapping(address => uint256) public spent;
    mapping(address => uint256) public credited;
    mapping(address => uint256) public withdrawn;
    mapping(address => address) public meters;
    mapping(address => bool) public shared;
    uint256 public forced;

    address[USERS] private _users;

    constructor() {
        _deployMarket();
        _deployChannels(address(registry));
        for (uint256 u; u < USERS; ++u) {
            _users[u] = vm.addr(_key(u));
        }
        for (uint256 p; p < PROVIDERS; ++p) {
            publish(p, p == 1, false);
            for (uint256 u; u < USERS; ++u) {
                deposit(u, 40 ether);
                transfer(u, p, 20 ether);
            }
        }
    }

    function channelsAddress() external view returns (IChannels) {
        return channels;
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

    function payeeAt(uint256 i) public view returns (address) {
        return i == 0 ? address(0xDA7A) : providerAt(i - 1);
    }

    // ---- What anyone may do ----

    function deposit(uint256 who, uint256 amount) public {
        address account = userAt(who % USERS);
        amount = bound(amount, 3 ether, 50 ether);
        vm.deal(account, account.balance + amount);
        vm.prank(account);
        ledger.depositFund{ value: amount }();
        deposits[account] += amount;
    }

    function transfer(uint256 who, uint256 with, uint256 amount) public {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        uint256 available = _available(account);
        if (available < 1 ether || account == to) return;
        amount = bound(amount, 1 ether, available);
        Book storage b = books[account][to];
        uint256 pending = _pending(b);
        uint256 cancelled = amount < pending ? amount : pending;
        vm.prank(account);
        ledger.transferFund(to, CHANNELS, amount);
        b.pending = pending - cancelled;
        b.deposited += amount - cancelled;
    }

    /// @dev Whatever providers and enclaves do, what was asked for a day ago and not claimed comes back.
    function retrieve(uint256 who, uint256 with) external {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        if (!channels.accountExists(account, to)) return;
        Book storage b = books[account][to];
        _elapse(b);
        uint256 out = b.pending != 0 && block.timestamp >= b.unlockAt ? _pending(b) : 0;
        uint256 before = _available(account);
        address[] memory list = new address[](1);
        list[0] = to;
        vm.prank(account);
        ledger.retrieveFund(list, CHANNELS);
        equal(_available(account), before + out, "the exit came back");
        if (b.pending != 0 && block.timestamp >= b.unlockAt) {
            b.deposited -= out;
            b.pending = 0;
            if (b.deposited == b.claimed) _nextEpoch(b);
        }
        if (b.pending == 0 && b.deposited != b.claimed) {
            (b.pending, b.unlockAt) = (b.deposited - b.claimed, block.timestamp + 1 days);
        }
    }

    function refund(uint256 who, uint256 amount) external {
        address account = userAt(who % USERS);
        if (!_hasLedger(account)) return;
        uint256 available = _available(account);
        amount = bound(amount, 0, available);
        if (available - amount < 3 ether) amount = available;
        bool closes = amount == available && ledger.getLedger(account).totalBalance == available;
        vm.prank(account);
        ledger.refund(amount);
        refunds[account] += amount;
        for (uint256 p; closes && p < PROVIDERS; ++p) {
            Book storage b = books[account][providerAt(p)];
            _elapse(b);
            if (account != providerAt(p)) (b.pending, b.accepted) = (0, 0);
        }
    }

    function publish(uint256 with, bool split, bool rotate) public {
        address to = providerAt(with % PROVIDERS);
        meters[to] = rotate ? vm.addr(OTHER_SIGNER) : signer;
        shared[to] = split;
        bytes32 policy = _policy();
        vm.prank(to);
        channels.setService(meters[to], policy, _splitOf(to));
    }

    function accept(uint256 who, uint256 with) external {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        uint32 version = channels.service(to).version;
        vm.prank(account);
        channels.accept(to, version);
        _elapse(books[account][to]);
        books[account][to].accepted = version;
    }

    function setSessionKey(uint256 who, uint256 with) external {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        Book storage b = books[account][to];
        _elapse(b);
        vm.prank(account);
        (bool ok,) = address(channels)
            .call(abi.encodeCall(channels.setSessionKey, (to, vm.addr(_key(who % USERS) + 9))));
        check(ok == (b.sessionEpoch != b.epoch + 1), "setSessionKey");
        b.sessionEpoch = b.epoch + 1;
    }

    function revokeSessionKey(uint256 who, uint256 with) external {
        (address account, address to) = (userAt(who % USERS), providerAt(with % PROVIDERS));
        Book storage b = books[account][to];
        _elapse(b);
        vm.prank(account);
        (bool ok,) = address(channels).call(abi.encodeCall(channels.revokeSessionKey, (to)));
        check(ok == (b.revokeAt == 0), "revokeSessionKey");
        if (ok) b.revokeAt = block.timestamp + 1 days;
    }

    /// @dev One batch for all users, with epochs of now, then and later.
    function claimBatch(uint256 with, uint96[3] calldata totals, uint8 shift, bool attested) external {
        address to = providerAt(with % PROVIDERS);
        (address meter, bool trusted) = _meter(to, attested);
        Item[] memory items = new Item[](USERS);
        uint256 want;
        for (uint256 u; u < USERS; ++u) {
            Book storage b = books[userAt(u)][to];
            _elapse(b);
            bool old = shift % 8 == u;
            items[u] = Item(userAt(u), uint96(bound(totals[u], 0, 60 ether)), uint24(b.epoch + (old ? 1 : 0)));
            if (!trusted || old || b.accepted != channels.service(to).version) continue;
            want += _book(userAt(u), to, items[u].total);
        }
        bytes memory signature = sign65(_keyOf(meter), channels.batchDigest(to, ROOT, items));
        _send(
            to,
            abi.encodeCall(channels.claimBatch, (to, meter, items, _splitOf(to), ROOT, signature, _proof())),
            trusted,
            want
        );
    }

    /// @dev Vouchers by the user or a session key; some for another provider.
    function claimSigned(uint256 with, uint96[3] calldata totals, uint96 ceiling, uint8 kind, bool attested)
        external
    {
        Attempt memory a;
        a.to = providerAt(with % PROVIDERS);
        (a.meter, a.trusted) = _meter(a.to, attested);
        (a.ceiling, a.kind) = (bound(ceiling, 0, 60 ether), kind);
        SignedItem[] memory items = new SignedItem[](USERS);
        for (uint256 u; u < USERS; ++u) {
            items[u] = _attempt(a, u, bound(totals[u], 0, 60 ether));
        }
        bytes memory signature = sign65(_keyOf(a.meter), channels.batchDigest(a.to, ROOT, _unsigned(items)));
        _send(
            a.to,
            abi.encodeCall(
                channels.claimSigned, (a.to, a.meter, items, _splitOf(a.to), ROOT, signature, _proof())
            ),
            a.trusted,
            a.want
        );
    }

    function _attempt(Attempt memory a, uint256 u, uint256 total) private returns (SignedItem memory item) {
        Book storage b = books[userAt(u)][a.to];
        _elapse(b);
        bool session = (a.kind >> u) & 1 != 0;
        bool foreign = (a.kind >> (u + 3)) & 3 == 3;
        item = _signedItem(
            session ? _key(u) + 9 : _key(u),
            Voucher(userAt(u), foreign ? stranger : a.to, a.meter, uint128(a.ceiling), uint64(b.epoch)),
            total
        );
        if (!a.trusted || foreign || (session && b.sessionEpoch != b.epoch + 1)) return item;
        a.want += _book(userAt(u), a.to, total < a.ceiling ? total : a.ceiling);
    }

    function withdraw(uint256 who) external {
        address account = payeeAt(who % (PROVIDERS + 1));
        uint256 amount = credited[account] - withdrawn[account];
        vm.prank(account);
        (bool ok,) = address(channels).call(abi.encodeCall(channels.withdraw, (address(0xCA54))));
        check(ok == (amount != 0), "withdraw");
        withdrawn[account] += amount;
    }

    function sync(uint256 with) external {
        address to = providerAt(with % PROVIDERS);
        address[] memory list = new address[](USERS);
        for (uint256 u; u < USERS; ++u) {
            list[u] = userAt(u);
        }
        channels.sync(to, list);
    }

    function force(uint256 amount) external {
        amount = bound(amount, 0, 5 ether);
        forced += amount;
        vm.deal(address(channels), address(channels).balance + amount);
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1, time % 4 == 0 ? 2 days : 8 hours));
    }

    /// @dev The book of a channel as of now.
    function bookOf(address account, address to) external view returns (Book memory b) {
        b = books[account][to];
        if (b.revokeAt != 0 && block.timestamp >= b.revokeAt) {
            (b.epoch, b.revokeAt, b.accepted) = (b.epoch + 1, 0, 0);
        }
        b.pending = b.pending < b.deposited - b.claimed ? b.pending : b.deposited - b.claimed;
    }

    // ---- The books ----

    function _pending(Book storage b) private view returns (uint256) {
        uint256 free = b.deposited - b.claimed;
        return b.pending < free ? b.pending : free;
    }

    function _elapse(Book storage b) private {
        if (b.revokeAt != 0 && block.timestamp >= b.revokeAt) _nextEpoch(b);
    }

    function _nextEpoch(Book storage b) private {
        (b.epoch, b.revokeAt, b.accepted) = (b.epoch + 1, 0, 0);
    }

    /// @dev A total that the enclave and, up to the ceiling in it, the payer signed.
    function _book(address account, address to, uint256 total) private returns (uint256 paid) {
        Book storage b = books[account][to];
        if (total > b.highest) b.highest = total;
        if (total > b.deposited) total = b.deposited;
        if (total <= b.claimed) return 0;
        paid = total - b.claimed;
        b.claimed = total;
        spent[account] += paid;
    }

    function _send(address to, bytes memory call, bool may, uint256 want) private {
        (bool ok, bytes memory answer) = address(channels).call(call);
        check(ok == may, "claim");
        if (!ok) return;
        equal(abi.decode(answer, (uint256)), want, "paid");
        Payee[] memory split = _splitOf(to);
        if (split.length == 0) {
            credited[to] += want;
        } else {
            uint256 share = want * split[0].bps / 10_000;
            credited[split[0].account] += share;
            credited[split[1].account] += want - share;
        }
    }

    function _meter(address to, bool attested) private returns (address meter, bool trusted) {
        meter = meters[to];
        if (attested) registry.register(meter, MEASUREMENT, uint40(block.timestamp + 7 days), PLATFORM);
        trusted = registry.trusted(meter, _policy(), _proof());
    }

    function _splitOf(address to) private view returns (Payee[] memory split) {
        if (!shared[to]) return split;
        split = new Payee[](2);
        split[0] = Payee(to, 8_765);
        split[1] = Payee(address(0xDA7A), 1_235);
    }

    function _keyOf(address meter) private view returns (uint256) {
        return meter == signer ? SIGNER_KEY : OTHER_SIGNER;
    }

    function _key(uint256 i) private pure returns (uint256) {
        return 0x1000 + i;
    }

    function _hasLedger(address account) private view returns (bool ok) {
        (ok,) = address(ledger).staticcall(abi.encodeCall(ledger.getLedger, (account)));
    }

    function _available(address account) private view returns (uint256) {
        return _hasLedger(account) ? ledger.getLedger(account).availableBalance : 0;
    }
}

contract ChannelsInvariantTest is Base {
    ChannelsHandler internal handler;
    IChannels internal channels;
    ILedger internal ledger;

    function setUp() external {
        handler = new ChannelsHandler();
        channels = handler.channelsAddress();
        ledger = handler.ledgerAddress();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_money() external view {
        uint256 balances = _checkChannels();
        _checkCoins(balances);
        _checkLedger();
    }

    /// @dev Every channel is as its book; nobody has lost more than was signed for, nor than was put in.
    function _checkChannels() private view returns (uint256 balances) {
        for (uint256 u; u < handler.USERS(); ++u) {
            for (uint256 p; p < handler.PROVIDERS(); ++p) {
                ChannelsHandler.Book memory b = handler.bookOf(handler.userAt(u), handler.providerAt(p));
                ChannelState memory s = channels.channel(handler.userAt(u), handler.providerAt(p));
                equal(s.deposited, b.deposited, "deposited");
                equal(s.claimed, b.claimed, "claimed");
                equal(s.epoch, b.epoch, "epoch");
                equal(s.accepted, b.accepted, "accepted");
                equal(s.pendingOut, b.pending, "pending");
                equal(s.unlockAt, b.pending == 0 ? 0 : b.unlockAt, "unlockAt");
                equal(s.revokeAt, b.revokeAt, "revokeAt");
                check((s.sessionKey != address(0)) == (b.sessionEpoch == b.epoch + 1), "session key");
                atMost(s.claimed, s.deposited, "claimed <= deposited");
                atMost(s.claimed, b.highest, "claimed <= what was signed");
                atMost(s.reported, s.claimed, "reported <= claimed");
                atMost(s.pendingOut, s.deposited - s.claimed, "pending <= balance");
                balances += s.deposited - s.claimed;
            }
        }
    }

    /// @dev The coins are the channels', what payees may claim, and what was forced in.
    function _checkCoins(uint256 balances) private view {
        uint256 sum = balances + handler.forced();
        for (uint256 i; i <= handler.PROVIDERS(); ++i) {
            address payee = handler.payeeAt(i);
            uint256 due = channels.claimable(payee);
            equal(due, handler.credited(payee) - handler.withdrawn(payee), "claimable");
            sum += due;
        }
        equal(address(channels).balance, sum, "coins of the channels");
    }

    /// @dev The Ledger's books are the channels' as far as they were reported: it never refuses a report.
    function _checkLedger() private view {
        uint256 available;
        for (uint256 u; u < handler.USERS(); ++u) {
            address user = handler.userAt(u);
            uint256 locked;
            uint256 unreported;
            for (uint256 p; p < handler.PROVIDERS(); ++p) {
                ChannelState memory s = channels.channel(user, handler.providerAt(p));
                locked += s.deposited - s.reported;
                unreported += s.claimed - s.reported;
            }
            equal(ledger.lockedIn(user, address(channels)), locked, "lockedIn");
            uint256 total = handler.deposits(user) - handler.refunds(user) - handler.spent(user);
            (bool exists,) = address(ledger).staticcall(abi.encodeCall(ledger.getLedger, (user)));
            if (exists) {
                equal(
                    ledger.getLedger(user).totalBalance,
                    total + unreported,
                    "a user loses claims and nothing else"
                );
                available += ledger.getLedger(user).availableBalance;
            } else {
                equal(total + unreported, 0, "a deleted ledger was empty");
            }
        }
        equal(address(ledger).balance, available, "coins of the Ledger");
    }
}
