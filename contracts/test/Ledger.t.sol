// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { ServiceFixture } from "./ServiceFixture.sol";
import { ILedger, MainAccount, ServiceInfo } from "../src/interfaces/ILedger.sol";
import { IServing } from "../src/interfaces/IServing.sol";

interface IOwnable {
    error OwnableUnauthorizedAccount(address account);

    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    function owner() external view returns (address);
    function renounceOwnership() external;
    function transferOwnership(address newOwner) external;
}

contract LedgerTest is Base {
    ILedger internal ledger;
    ServiceFixture internal service;
    ServiceFixture internal other;
    address internal constant user = address(0xA11CE);
    address internal constant provider = address(0xBEEF);
    string internal constant NAME = "test-v1";

    function setUp() external {
        ledger = ILedger(vm.deployCode("Ledger.sol:Ledger", abi.encode(address(this))));
        service = new ServiceFixture(ledger);
        other = new ServiceFixture(ledger);
        ledger.registerService("test", "v1", address(service), "a service");
        ledger.registerService("test", "v2", address(other), "another service");
        vm.deal(user, 1000 ether);
    }

    // ---- 0G's ABI ----

    /// @dev Appendix A of the protocol description: every function of the deployed LedgerManager.
    function test_everySelectorOfLedgerManagerExists() external view {
        uint32[31] memory wanted = [
            0xc5e53f7e,
            0x410b3815,
            0x8d0d8cb6,
            0xf585f3ea,
            0x9ade3972,
            0x987086f0,
            0xd4dca96d,
            0xf7cd6af9,
            0xaef42173,
            0x0e864174,
            0xb8d5e581,
            0xe032f732,
            0xc4d66de8,
            0x158ef93e,
            0xa2610565,
            0xe374248d,
            0x9449fe17,
            0x73ef900f,
            0x07940ea2,
            0xac30b622,
            0x3c3dbbc7,
            0x8da5cb5b,
            0x278ecde1,
            0x1ef4dc44,
            0x715018a6,
            0x31404a19,
            0x8158c9e5,
            0xdd8a4118,
            0x2ba43b82,
            0xf2fde38b,
            0xffc22b5f
        ];
        string memory artifact = vm.readFile("out/Ledger.sol/Ledger.json");
        string[] memory signatures = vm.parseJsonKeys(artifact, ".methodIdentifiers");
        for (uint256 i; i < wanted.length; ++i) {
            bool found;
            for (uint256 j; j < signatures.length && !found; ++j) {
                found = bytes4(keccak256(bytes(signatures[j]))) == bytes4(wanted[i]);
            }
            check(found, string.concat("missing function ", vm.toString(uint256(wanted[i]))));
        }
        equal(signatures.length, wanted.length + 1, "functions: 0G's and lockedIn");
    }

    function test_eventsAndErrorsHaveLedgerManagersSelectors() external pure {
        equal(bytes32(bytes4(ILedger.FundSpent.selector)), bytes32(bytes4(0x6f81b9cf)), "FundSpent");
        equal(bytes32(bytes4(ILedger.Initialized.selector)), bytes32(bytes4(0x7f26b83f)), "Initialized");
        equal(bytes32(bytes4(ILedger.LedgerInfoUpdated.selector)), bytes32(bytes4(0x12d213c9)), "InfoUpdated");
        equal(
            bytes32(bytes4(IOwnable.OwnershipTransferred.selector)), bytes32(bytes4(0x8be0079c)), "Ownership"
        );
        equal(
            bytes32(bytes4(ILedger.RecommendedServiceUpdated.selector)),
            bytes32(bytes4(0x22cc4700)),
            "Recommend"
        );
        equal(bytes32(bytes4(ILedger.ServiceRegistered.selector)), bytes32(bytes4(0x4c76643f)), "Registered");
        bytes4[29] memory got = [
            ILedger.AdditionalInfoTooLong.selector,
            ILedger.AlreadyInitialized.selector,
            ILedger.CallerNotRegisteredService.selector,
            ILedger.CallFailed.selector,
            ILedger.DirectDepositsDisabled.selector,
            ILedger.InsufficientAvailableBalance.selector,
            ILedger.InsufficientBalance.selector,
            ILedger.InvalidServiceAddress.selector,
            ILedger.InvalidServiceType.selector,
            ILedger.LedgerExists.selector,
            ILedger.LedgerLocked.selector,
            ILedger.LedgerNotExists.selector,
            ILedger.MinimumDepositRequired.selector,
            ILedger.MustWithdrawAllFundsFirst.selector,
            ILedger.NoRecommendedService.selector,
            ILedger.ServiceAlreadyRegistered.selector,
            ILedger.ServiceMustImplementIServing.selector,
            ILedger.ServiceNameExists.selector,
            ILedger.ServiceNotFound.selector,
            ILedger.ServiceNotRegistered.selector,
            ILedger.ServiceRegistryLimitReached.selector,
            ILedger.ServiceTypeRequired.selector,
            ILedger.TooManyProviders.selector,
            ILedger.TooManyProvidersForService.selector,
            ILedger.TransferFailed.selector,
            ILedger.VersionRequired.selector,
            ILedger.ZeroAddressNotAllowed.selector,
            ILedger.ZeroAmountNotAllowed.selector,
            bytes4(0)
        ];
        uint32[29] memory want = [
            0x69e0a42c,
            0x0dc149f0,
            0x1b8815cf,
            0x3204506f,
            0x0f3342be,
            0xadb9e043,
            0x897f6c58,
            0xc9b70e7a,
            0x6753c722,
            0xcde58aa1,
            0x689e300a,
            0x7d2d536b,
            0x54443ec4,
            0xf6ba0ebf,
            0x5beadfcc,
            0xa6ea5e72,
            0x2c433b7e,
            0x15fcdbac,
            0xb5365807,
            0x7a0d2d91,
            0xf1d44a51,
            0x8dfa0f6f,
            0x829e4c32,
            0xe9499337,
            0x90b8ec18,
            0x742622a8,
            0x8579befe,
            0x0f43956a,
            0
        ];
        for (uint256 i; i < got.length; ++i) {
            equal(bytes32(got[i]), bytes32(bytes4(want[i])), vm.toString(i));
        }
    }

    function test_servingInterfaceIdIs0Gs() external pure {
        equal(bytes32(type(IServing).interfaceId), bytes32(bytes4(0x160841b1)), "ERC-165 id of IServing");
    }

    function test_constants() external view {
        equal(ledger.MAX_ADDITIONAL_INFO_LENGTH(), 4096, "info");
        equal(ledger.MAX_PROVIDERS_PER_BATCH(), 20, "batch");
        equal(ledger.MAX_PROVIDERS_PER_USER_PER_SERVICE(), 50, "providers");
        equal(ledger.MAX_SERVICES(), 500, "services");
        equal(ledger.MIN_ACCOUNT_BALANCE(), 3 ether, "min account");
        equal(ledger.MIN_TRANSFER_AMOUNT(), 1 ether, "min transfer");
    }

    function test_initializeIsOver() external {
        check(ledger.initialized(), "initialized");
        vm.expectRevert(ILedger.AlreadyInitialized.selector);
        ledger.initialize(user);
        equal(IOwnable(address(ledger)).owner(), address(this), "owner from the constructor");
    }

    // ---- Deposits and refunds ----

    function test_addLedger() external {
        vm.startPrank(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerNotExists.selector, user));
        ledger.getLedger(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.MinimumDepositRequired.selector, 3 ether - 1, 3 ether));
        ledger.addLedger{ value: 3 ether - 1 }("x");
        vm.expectRevert(abi.encodeWithSelector(ILedger.AdditionalInfoTooLong.selector, 4097, 4096));
        ledger.addLedger{ value: 3 ether }(string(new bytes(4097)));
        (uint256 available, uint256 zero) = ledger.addLedger{ value: 3 ether }("{\"a\":1}");
        equal(available, 3 ether, "returned");
        equal(zero, 0, "returned second");
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerExists.selector, user));
        ledger.addLedger{ value: 3 ether }("x");
        MainAccount memory account = ledger.getLedger(user);
        equal(account.user, user, "user");
        equal(account.availableBalance, 3 ether, "available");
        equal(account.totalBalance, 3 ether, "total");
        equal(account.additionalInfo, "{\"a\":1}", "info");
        ledger.updateAdditionalInfo("new");
        equal(ledger.getLedger(user).additionalInfo, "new", "updated info");
    }

    function test_deposits() external {
        vm.startPrank(user);
        vm.expectRevert(ILedger.ZeroAmountNotAllowed.selector);
        ledger.depositFund();
        vm.expectRevert(abi.encodeWithSelector(ILedger.MinimumDepositRequired.selector, 1 ether, 3 ether));
        ledger.depositFund{ value: 1 ether }();
        ledger.depositFund{ value: 3 ether }();
        ledger.depositFund{ value: 1 }();
        vm.expectRevert(ILedger.ZeroAddressNotAllowed.selector);
        ledger.depositFundFor{ value: 1 ether }(address(0));
        vm.expectRevert(ILedger.ZeroAmountNotAllowed.selector);
        ledger.depositFundFor(provider);
        vm.expectRevert(abi.encodeWithSelector(ILedger.MinimumDepositRequired.selector, 1 ether, 3 ether));
        ledger.depositFundFor{ value: 1 ether }(provider);
        ledger.depositFundFor{ value: 5 ether }(provider);
        equal(ledger.getLedger(user).totalBalance, 3 ether + 1, "user");
        equal(ledger.getLedger(provider).totalBalance, 5 ether, "recipient");
        (bool sent,) = address(ledger).call{ value: 1 ether }("");
        check(!sent, "plain coins are refused");
    }

    function test_refund() external {
        vm.startPrank(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerNotExists.selector, user));
        ledger.refund(1);
        ledger.depositFund{ value: 10 ether }();
        vm.expectRevert(abi.encodeWithSelector(ILedger.InsufficientBalance.selector, user));
        ledger.refund(10 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(ILedger.MinimumDepositRequired.selector, 3 ether - 1, 3 ether));
        ledger.refund(7 ether + 1);
        ledger.refund(7 ether);
        equal(user.balance, 997 ether, "paid out");
        equal(ledger.getLedger(user).availableBalance, 3 ether, "left");
        ledger.refund(3 ether);
        equal(user.balance, 1000 ether, "all paid out");
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerNotExists.selector, user));
        ledger.getLedger(user);
    }

    function test_refundToAContractThatRefuses() external {
        vm.etch(user, hex"5f5ffd"); // revert(0, 0)
        vm.startPrank(user);
        ledger.depositFund{ value: 10 ether }();
        vm.expectRevert(ILedger.TransferFailed.selector);
        ledger.refund(10 ether);
    }

    // ---- Transfers ----

    function test_transferOpensASubAccount() external {
        _deposit(10 ether);
        vm.startPrank(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.ServiceNotFound.selector, address(0)));
        ledger.transferFund(provider, "unknown", 1 ether);
        vm.expectRevert(abi.encodeWithSelector(ILedger.MinimumDepositRequired.selector, 1 ether - 1, 1 ether));
        ledger.transferFund(provider, NAME, 1 ether - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILedger.InsufficientAvailableBalance.selector, 10 ether, 10 ether + 1)
        );
        ledger.transferFund(provider, NAME, 10 ether + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILedger.InsufficientAvailableBalance.selector, 10 ether, type(uint256).max)
        );
        ledger.transferFund(provider, NAME, type(uint256).max);
        ledger.transferFund(provider, NAME, 4 ether);
        MainAccount memory account = ledger.getLedger(user);
        equal(account.availableBalance, 6 ether, "available");
        equal(account.totalBalance, 10 ether, "total");
        equal(address(service).balance, 4 ether, "the service holds the coins");
        equal(ledger.lockedIn(user, address(service)), 4 ether, "lockedIn");
        ledger.transferFund(provider, NAME, 1);
        equal(service.balance(user, provider), 4 ether + 1, "topped up below the minimum");
        address[] memory providers = ledger.getLedgerProviders(user, NAME);
        equal(providers.length, 1, "one provider");
        equal(providers[0], provider, "the provider");
    }

    function test_transferCancelsPendingRefundFirst() external {
        _deposit(10 ether);
        vm.startPrank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        service.setPending(3 ether);
        ledger.transferFund(provider, NAME, 5 ether);
        equal(address(service).balance, 6 ether, "2 of the 5 were sent");
        service.setPending(type(uint256).max);
        ledger.transferFund(provider, NAME, 1 ether);
        equal(address(service).balance, 6 ether, "nothing was sent");
        equal(ledger.getLedger(user).totalBalance, 10 ether, "total");
    }

    function test_innerRevertsBubbleUp() external {
        _deposit(10 ether);
        service.set(ServiceFixture.Mode.RevertWithReason);
        vm.startPrank(user);
        vm.expectRevert(abi.encodeWithSelector(ServiceFixture.Reason.selector, 42));
        ledger.transferFund(provider, NAME, 2 ether);
        service.set(ServiceFixture.Mode.RevertSilently);
        vm.expectRevert(ILedger.CallFailed.selector);
        ledger.transferFund(provider, NAME, 2 ether);
        equal(ledger.getLedger(user).availableBalance, 10 ether, "nothing moved");
    }

    function test_limits() external {
        _deposit(100 ether);
        vm.startPrank(user);
        for (uint160 i = 1; i <= 50; ++i) {
            ledger.transferFund(address(i), NAME, 1 ether);
        }
        vm.expectRevert(abi.encodeWithSelector(ILedger.TooManyProvidersForService.selector, 50, 50));
        ledger.transferFund(address(51), NAME, 1 ether);
        ledger.transferFund(address(50), NAME, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(ILedger.TooManyProviders.selector, 21, 20));
        ledger.retrieveFund(new address[](21), NAME);
    }

    // ---- What a service may do ----

    function test_retrieveCreditsWhatArrives() external {
        _deposit(10 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        service.set(ServiceFixture.Mode.Inflate);
        _retrieve();
        MainAccount memory account = ledger.getLedger(user);
        equal(account.availableBalance, 10 ether, "what arrived, not ten times that");
        equal(account.totalBalance, 10 ether, "total");
        equal(address(ledger).balance, 10 ether, "coins");
    }

    function test_serviceThatKeepsTheCoinsCreditsNothing() external {
        _deposit(10 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        service.set(ServiceFixture.Mode.Keep);
        _retrieve();
        equal(ledger.getLedger(user).availableBalance, 6 ether, "available");
        equal(ledger.lockedIn(user, address(service)), 4 ether, "still locked there");
    }

    function test_serviceThatReturnsMoreIsCreditedInFull() external {
        _deposit(10 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        service.spend(user, 3 ether);
        _retrieve();
        equal(ledger.getLedger(user).availableBalance, 10 ether, "all four came back");
        equal(ledger.lockedIn(user, address(service)), 0, "no more than was locked");
        equal(ledger.getLedger(user).totalBalance, 10 ether, "total");
    }

    function test_spendFundOnlyBySharesOfTheCaller() external {
        _deposit(10 ether);
        vm.startPrank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        ledger.transferFund(provider, "test-v2", 2 ether);
        vm.expectRevert(abi.encodeWithSelector(ILedger.CallerNotRegisteredService.selector, user));
        ledger.spendFund(user, 0);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(ILedger.InsufficientBalance.selector, user));
        service.spend(user, 4 ether + 1);
        service.spend(user, 4 ether);
        vm.expectRevert(abi.encodeWithSelector(ILedger.InsufficientBalance.selector, user));
        service.spend(user, 1);
        equal(ledger.lockedIn(user, address(other)), 2 ether, "another service's share is untouched");
        equal(ledger.getLedger(user).totalBalance, 6 ether, "total fell by what was spent");
    }

    function test_spendFundWhileTheLedgerCalls() external {
        _deposit(10 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        service.setReentry(abi.encodeCall(ledger.spendFund, (user, 1 ether)));
        vm.prank(user);
        ledger.transferFund(provider, NAME, 1 ether);
        check(service.reentered(), "a service may report while it is called");
        equal(ledger.lockedIn(user, address(service)), 4 ether, "4 + 1 - 1");
        equal(ledger.getLedger(user).totalBalance, 9 ether, "total");
    }

    function test_moneyEntryPointsAreLockedWhileTheLedgerCalls() external {
        _deposit(10 ether);
        address[] memory none = new address[](0);
        bytes[7] memory calls = [
            abi.encodeCall(ledger.depositFund, ()),
            abi.encodeCall(ledger.depositFundFor, (user)),
            abi.encodeCall(ledger.addLedger, ("")),
            abi.encodeCall(ledger.refund, (0)),
            abi.encodeCall(ledger.deleteLedger, ()),
            abi.encodeCall(ledger.transferFund, (provider, NAME, 0)),
            abi.encodeCall(ledger.retrieveFund, (none, NAME))
        ];
        // The service has an account of its own, so that only the lock can refuse it.
        vm.prank(user);
        ledger.depositFundFor{ value: 5 ether }(address(service));
        vm.startPrank(user);
        ledger.transferFund(provider, NAME, 1 ether);
        for (uint256 i; i < calls.length; ++i) {
            service.setReentry(calls[i]);
            ledger.transferFund(provider, NAME, 0);
            equal(bytes32(service.refusal()), bytes32(ILedger.LedgerLocked.selector), vm.toString(i));
        }
    }

    function test_coinsAreAcceptedOnlyFromTheServiceBeingAsked() external {
        _deposit(10 ether);
        vm.deal(address(other), 1 ether);
        check(!other.sendTo(address(ledger), 1 ether), "outside a retrieve");
        vm.prank(user);
        ledger.transferFund(provider, NAME, 1 ether);
        service.setReentry("");
        vm.deal(address(service), 2 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 0);
        check(!service.reentered(), "during a transfer");
        service.set(ServiceFixture.Mode.Honest);
        _retrieve();
        vm.deal(address(service), 1 ether);
        check(!service.sendTo(address(ledger), 1 ether), "after a retrieve");
    }

    function test_forcedCoinsChangeNothing() external {
        _deposit(10 ether);
        vm.deal(address(ledger), 50 ether);
        vm.startPrank(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.InsufficientBalance.selector, user));
        ledger.refund(11 ether);
        ledger.refund(10 ether);
        equal(address(ledger).balance, 40 ether, "only the user's own left");
    }

    // ---- Deletion ----

    function test_deleteLedger() external {
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerNotExists.selector, user));
        ledger.deleteLedger();
        _deposit(10 ether);
        vm.startPrank(user);
        ledger.transferFund(provider, NAME, 10 ether);
        vm.expectRevert(abi.encodeWithSelector(ILedger.MustWithdrawAllFundsFirst.selector, 10 ether));
        ledger.deleteLedger();
        vm.stopPrank();
        service.spend(user, 10 ether);
        vm.prank(user);
        ledger.deleteLedger();
        // The service holds the coins it said were spent: it refuses, and stays listed.
        equal(ledger.getLedgerProviders(user, NAME).length, 1, "kept by the service, kept by the Ledger");
        vm.expectRevert(abi.encodeWithSelector(ILedger.LedgerNotExists.selector, user));
        ledger.getLedger(user);
    }

    function test_lastRefundDeletesEmptySubAccounts() external {
        _deposit(10 ether);
        vm.prank(user);
        ledger.transferFund(provider, NAME, 4 ether);
        _retrieve();
        vm.prank(user);
        ledger.refund(10 ether);
        check(!service.accountExists(user, provider), "deleted in the service");
        equal(ledger.getLedgerProviders(user, NAME).length, 0, "deleted here");
    }

    function test_hostileServiceCannotHoldTheLastRefund() external {
        _deposit(10 ether);
        vm.startPrank(user);
        for (uint160 i = 1; i <= 5; ++i) {
            ledger.transferFund(address(i), NAME, 1 ether);
        }
        vm.stopPrank();
        service.spend(user, 5 ether);
        service.set(ServiceFixture.Mode.Burn);
        vm.prank(user);
        uint256 before = gasleft();
        ledger.refund{ gas: 10_000_000 }(5 ether);
        atMost(before - gasleft(), 3_000_000, "gas that one hostile service can burn");
        equal(user.balance, 995 ether, "the user's available coins came out");
        equal(ledger.getLedgerProviders(user, NAME).length, 5, "nothing was forgotten");
    }

    // ---- Services ----

    function test_registration() external {
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IOwnable.OwnableUnauthorizedAccount.selector, user));
        ledger.registerService("a", "v1", address(service), "");
        vm.expectRevert(abi.encodeWithSelector(ILedger.InvalidServiceAddress.selector, address(0)));
        ledger.registerService("a", "v1", address(0), "");
        vm.expectRevert(ILedger.ServiceTypeRequired.selector);
        ledger.registerService("", "v1", address(service), "");
        vm.expectRevert(ILedger.VersionRequired.selector);
        ledger.registerService("a", "", address(service), "");
        vm.expectRevert(abi.encodeWithSelector(ILedger.ServiceAlreadyRegistered.selector, address(service)));
        ledger.registerService("a", "v1", address(service), "");
        ServiceFixture third = new ServiceFixture(ledger);
        vm.expectRevert(abi.encodeWithSelector(ILedger.ServiceNameExists.selector, "test-v1"));
        ledger.registerService("test", "v1", address(third), "");
        vm.expectRevert(
            abi.encodeWithSelector(ILedger.ServiceMustImplementIServing.selector, address(ledger))
        );
        ledger.registerService("a", "v1", address(ledger), "");
        vm.expectRevert(abi.encodeWithSelector(ILedger.ServiceMustImplementIServing.selector, user));
        ledger.registerService("a", "v1", user, "");
    }

    function test_recommendation() external {
        vm.expectRevert(abi.encodeWithSelector(ILedger.NoRecommendedService.selector, "test"));
        ledger.getRecommendedService("test");
        vm.expectRevert(abi.encodeWithSelector(ILedger.ServiceNotFound.selector, address(0)));
        ledger.setRecommendedService("test", "v3");
        vm.prank(user);
        vm.expectRevert(abi.encodeWithSelector(IOwnable.OwnableUnauthorizedAccount.selector, user));
        ledger.setRecommendedService("test", "v1");
        ledger.setRecommendedService("test", "v1");
        ledger.setRecommendedService("test", "v2");
        (string memory version, address at_) = ledger.getRecommendedService("test");
        equal(version, "v2", "version");
        equal(at_, address(other), "address");
        check(!ledger.isRecommendedVersion("test", "v1"), "v1 was replaced");
        check(ledger.isRecommendedVersion("test", "v2"), "v2 is recommended");
        check(!ledger.isRecommendedVersion("test", "v3"), "v3 is unknown");
        (string[] memory versions, address[] memory addresses, bool[] memory flags) =
            ledger.getAllVersions("test");
        equal(versions.length, 2, "two versions");
        equal(versions[1], "v2", "v2");
        equal(addresses[0], address(service), "first");
        check(!flags[0] && flags[1], "flags");
        (versions,,) = ledger.getAllVersions("tes");
        equal(versions.length, 0, "no such type");
    }

    function test_serviceViews() external view {
        ServiceInfo memory info = ledger.getServiceInfo(address(service));
        equal(info.serviceAddress, address(service), "address");
        equal(info.serviceContract, address(service), "contract");
        equal(info.fullName, NAME, "name");
        equal(info.description, "a service", "description");
        equal(info.registeredAt, block.timestamp, "registered at");
        equal(ledger.getServiceInfo(user).serviceAddress, address(0), "unknown address");
        equal(ledger.getServiceAddressByName(NAME), address(service), "by name");
        equal(ledger.getServiceAddressByName("x"), address(0), "unknown name");
        equal(ledger.getAllActiveServices().length, 2, "all");
        equal(ledger.getAllActiveServices()[1].fullName, "test-v2", "second");
    }

    function test_pages() external {
        for (uint160 i = 1; i <= 60; ++i) {
            ledger.depositFundFor{ value: 3 ether }(address(i));
        }
        _page(0, 0, 50);
        _page(50, 0, 10);
        _page(0, 7, 7);
        _page(59, type(uint256).max, 1);
        _page(60, 1, 0);
        _page(type(uint256).max, type(uint256).max, 0);
        (MainAccount[] memory page,) = ledger.getAllLedgers(10, 1);
        equal(page[0].user, address(11), "eleventh");
    }

    function _page(uint256 offset, uint256 limit, uint256 want) private view {
        (MainAccount[] memory page, uint256 total) = ledger.getAllLedgers(offset, limit);
        equal(page.length, want, "page length");
        equal(total, 60, "total");
    }

    function _deposit(uint256 amount) private {
        vm.prank(user);
        ledger.depositFund{ value: amount }();
    }

    function _retrieve() private {
        address[] memory providers = new address[](1);
        providers[0] = provider;
        vm.prank(user);
        ledger.retrieveFund(providers, NAME);
    }
}
