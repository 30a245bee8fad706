// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { ServiceFixture } from "./ServiceFixture.sol";
import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev Three users and two services, either of which turns hostile at any moment: reports too much, keeps the coins,
/// reverts, calls back, spends what it may and tries to spend more.
contract LedgerHandler is Base {
    uint256 public constant USERS = 3;
    uint256 public constant SERVICES = 2;

    ILedger public immutable ledger;
    ServiceFixture[SERVICES] public services;
    string[SERVICES] private _names = ["test-v1", "test-v2"];

    /// @dev Each user's available coins and share in each service, by the test's own count.
    mapping(address => uint256) public available;
    mapping(address => mapping(address => uint256)) public lockedIn;
    uint256 public forced;

    constructor() {
        ledger = ILedger(vm.deployCode("Ledger.sol:Ledger", abi.encode(address(this))));
        for (uint256 i; i < SERVICES; ++i) {
            services[i] = new ServiceFixture(ledger);
            ledger.registerService("test", i == 0 ? "v1" : "v2", address(services[i]), "");
        }
        for (uint256 u; u < USERS; ++u) {
            deposit(u, 50 ether);
            transfer(u, u, u, 20 ether, 0);
        }
    }

    function userAt(uint256 i) public pure returns (address) {
        return address(uint160(0xA0000 + i));
    }

    function deposit(uint256 who, uint256 amount) public {
        address user = userAt(who % USERS);
        amount = bound(amount, 3 ether, 50 ether);
        vm.deal(user, amount);
        vm.prank(user);
        ledger.depositFund{ value: amount }();
        available[user] += amount;
    }

    function transfer(uint256 who, uint256 where, uint256 with, uint256 amount, uint256 pending) public {
        (address user, uint256 s) = (userAt(who % USERS), where % SERVICES);
        if (available[user] < 1 ether) return;
        amount = bound(amount, 1 ether, available[user]);
        ServiceFixture service = services[s];
        address provider = address(uint160(1 + with % 2));
        pending = pending % 4 == 0 ? bound(pending, 0, 2 * amount) : 0;
        service.setPending(pending);
        uint256 sent = amount;
        if (service.accountExists(user, provider)) sent -= pending < amount ? pending : amount;
        vm.prank(user);
        (bool ok,) = address(ledger).call(abi.encodeCall(ledger.transferFund, (provider, _names[s], amount)));
        bool willing = service.mode() < ServiceFixture.Mode.RevertSilently;
        if (willing) check(ok, "a transfer to a willing service succeeds");
        if (!ok) return;
        available[user] -= sent;
        lockedIn[user][address(service)] += sent;
    }

    function retrieve(uint256 who, uint256 where) external {
        (address user, uint256 s) = (userAt(who % USERS), where % SERVICES);
        uint256 coins = address(ledger).balance;
        address[] memory with = new address[](3);
        (with[0], with[1], with[2]) = (address(1), address(2), address(1));
        vm.prank(user);
        (bool ok,) = address(ledger).call(abi.encodeCall(ledger.retrieveFund, (with, _names[s])));
        if (!ok) return;
        uint256 arrived = address(ledger).balance - coins;
        uint256 locked = lockedIn[user][address(services[s])];
        available[user] += arrived;
        lockedIn[user][address(services[s])] = arrived < locked ? locked - arrived : 0;
    }

    function refund(uint256 who, uint256 amount) external {
        address user = userAt(who % USERS);
        if (!exists(user)) return;
        amount = bound(amount, 0, available[user]);
        if (available[user] - amount < 3 ether) amount = available[user];
        uint256 before = user.balance;
        vm.prank(user);
        ledger.refund(amount);
        equal(user.balance, before + amount, "whatever the services do, what is available comes out");
        available[user] -= amount;
    }

    function spend(uint256 who, uint256 where, uint256 amount) external {
        (address user, ServiceFixture service) = (userAt(who % USERS), services[where % SERVICES]);
        uint256 locked = lockedIn[user][address(service)];
        amount = bound(amount, 0, locked + locked / 4 + 1);
        (bool ok,) = address(service).call(abi.encodeCall(service.spend, (user, amount)));
        check(ok == (amount <= locked), "a service spends its own share, no more");
        if (ok) lockedIn[user][address(service)] = locked - amount;
    }

    function turn(uint256 where, uint8 mode) external {
        ServiceFixture service = services[where % SERVICES];
        if (mode % 3 == 0) service.set(ServiceFixture.Mode.Honest);
        else service.set(ServiceFixture.Mode(mode % 5));
    }

    /// @dev The service calls back while the Ledger calls it.
    function reenter(uint256 where, uint256 who, uint256 what) external {
        bytes[3] memory calls = [
            abi.encodeCall(ledger.refund, (0)),
            abi.encodeCall(ledger.depositFundFor, (userAt(who % USERS))),
            abi.encodeCall(ledger.deleteLedger, ())
        ];
        services[where % SERVICES].setReentry(calls[what % 3]);
    }

    function force(uint256 where, uint256 amount) external {
        amount = bound(amount, 0, 5 ether);
        forced += amount;
        vm.deal(address(ledger), address(ledger).balance + amount);
        check(!services[where % SERVICES].sendTo(address(ledger), 0), "no coins but those asked for");
    }

    function exists(address user) public view returns (bool ok) {
        (ok,) = address(ledger).staticcall(abi.encodeCall(ledger.getLedger, (user)));
    }
}

contract LedgerInvariantTest is Base {
    LedgerHandler internal handler;
    ILedger internal ledger;

    function setUp() external {
        handler = new LedgerHandler();
        ledger = handler.ledger();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev The Ledger holds what is available and what was forced into it; a user's total is that and the shares,
    /// and each share moved only by its own user and its own service.
    function invariant_books() external view {
        uint256 coins = handler.forced();
        for (uint256 u; u < handler.USERS(); ++u) {
            address user = handler.userAt(u);
            uint256 locked;
            for (uint256 s; s < handler.SERVICES(); ++s) {
                address service = address(handler.services(s));
                equal(ledger.lockedIn(user, service), handler.lockedIn(user, service), "share");
                locked += handler.lockedIn(user, service);
            }
            uint256 available = handler.available(user);
            coins += available;
            if (handler.exists(user)) {
                equal(ledger.getLedger(user).availableBalance, available, "available");
                equal(ledger.getLedger(user).totalBalance, available + locked, "total");
            } else {
                equal(available + locked, 0, "a deleted ledger was empty");
            }
        }
        equal(address(ledger).balance, coins, "coins of the Ledger");
    }
}
