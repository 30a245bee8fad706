// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import { ILedger, MainAccount, ServiceInfo } from "./interfaces/ILedger.sol";
import { IServing } from "./interfaces/IServing.sol";

/// @title The main accounts of the market, with 0G's ABI and without its trust in services
/// @dev Holds only what is available: `transferFund` sends the coins away, and a service pays its payees itself.
/// A service is believed in nothing. It can lower only what the user sent to it (`lockedIn`), and what it returns
/// is the coins that arrive. The owner registers and recommends services and has no way to touch a balance.
contract Ledger is ILedger, Ownable {
    using EnumerableSet for EnumerableSet.AddressSet;
    using ERC165Checker for address;
    using SafeCast for uint256;

    struct User {
        uint128 available;
        uint128 locked;
    }

    uint256 public constant MAX_ADDITIONAL_INFO_LENGTH = 4096;
    uint256 public constant MAX_PROVIDERS_PER_BATCH = 20;
    uint256 public constant MAX_PROVIDERS_PER_USER_PER_SERVICE = 50;
    uint256 public constant MAX_SERVICES = 500;
    uint256 public constant MIN_ACCOUNT_BALANCE = 3 ether;
    uint256 public constant MIN_TRANSFER_AMOUNT = 1 ether;

    uint256 private constant DEFAULT_PAGE = 50;

    /// @dev Gas that one service may burn while a ledger is deleted: without a bound, a hostile service could
    /// keep a user from taking the last coins out of the Ledger.
    uint256 private constant DELETE_GAS = 2_000_000;

    mapping(address user => User) private _users;
    /// @inheritdoc ILedger
    mapping(address user => mapping(address service => uint256)) public lockedIn;
    mapping(address user => string) private _additionalInfo;
    EnumerableSet.AddressSet private _ledgers;

    mapping(address user => EnumerableSet.AddressSet) private _servicesOf;
    mapping(address user => mapping(address service => EnumerableSet.AddressSet)) private _providersOf;

    mapping(address service => ServiceInfo) private _services;
    mapping(string fullName => address) private _serviceByName;
    mapping(string serviceType => address) private _recommended;
    EnumerableSet.AddressSet private _serviceAddresses;

    bool private transient _entered;
    /// @dev The one service whose coins are accepted now, and what came from it in this call.
    address private transient _returning;
    uint256 private transient _arrived;

    modifier exclusive() {
        if (_entered) revert LedgerLocked();
        _entered = true;
        _;
        _entered = false;
    }

    constructor(address owner_) Ownable(owner_) {
        emit Initialized(1);
    }

    receive() external payable {
        if (msg.sender != _returning) revert DirectDepositsDisabled();
        _arrived += msg.value;
    }

    function initialize(address) external pure {
        revert AlreadyInitialized();
    }

    function initialized() external pure returns (bool) {
        return true;
    }

    // ---- Money ----

    function addLedger(string calldata additionalInfo) external payable exclusive returns (uint256, uint256) {
        if (_ledgers.contains(msg.sender)) revert LedgerExists(msg.sender);
        _deposit(msg.sender);
        if (bytes(additionalInfo).length != 0) _setAdditionalInfo(additionalInfo);
        return (msg.value, 0);
    }

    function depositFund() external payable exclusive {
        if (msg.value == 0) revert ZeroAmountNotAllowed();
        _deposit(msg.sender);
    }

    function depositFundFor(address recipient) external payable exclusive {
        if (recipient == address(0)) revert ZeroAddressNotAllowed();
        if (msg.value == 0) revert ZeroAmountNotAllowed();
        _deposit(recipient);
    }

    function updateAdditionalInfo(string calldata additionalInfo) external exclusive {
        _requireLedger(msg.sender);
        _setAdditionalInfo(additionalInfo);
    }

    function refund(uint256 amount) external exclusive {
        _requireLedger(msg.sender);
        User memory u = _users[msg.sender];
        if (u.available < amount) revert InsufficientBalance(msg.sender);
        uint256 rest = u.available - amount;
        if (rest != 0 && rest < MIN_ACCOUNT_BALANCE) {
            revert MinimumDepositRequired(rest, MIN_ACCOUNT_BALANCE);
        }

        _users[msg.sender].available = uint128(rest);
        emit FundRefunded(msg.sender, amount);
        if (rest == 0 && u.locked == 0) _deleteLedger(msg.sender);
        (bool sent,) = msg.sender.call{ value: amount }("");
        if (!sent) revert TransferFailed();
    }

    function deleteLedger() external exclusive {
        _requireLedger(msg.sender);
        User memory u = _users[msg.sender];
        uint256 total = uint256(u.available) + u.locked;
        if (total != 0) revert MustWithdrawAllFundsFirst(total);
        _deleteLedger(msg.sender);
    }

    function transferFund(address provider, string calldata serviceName, uint256 amount) external exclusive {
        _requireLedger(msg.sender);
        address service = _serviceNamed(serviceName);
        EnumerableSet.AddressSet storage providers = _providersOf[msg.sender][service];

        uint256 cancelled;
        bytes memory call;
        if (IServing(service).accountExists(msg.sender, provider)) {
            cancelled = Math.min(amount, IServing(service).getPendingRefund(msg.sender, provider));
            call = abi.encodeCall(IServing.depositFund, (msg.sender, provider, cancelled));
        } else {
            if (amount < MIN_TRANSFER_AMOUNT) revert MinimumDepositRequired(amount, MIN_TRANSFER_AMOUNT);
            call = abi.encodeCall(IServing.addAccount, (msg.sender, provider, _additionalInfo[msg.sender]));
        }
        if (providers.add(provider)) {
            uint256 count = providers.length();
            if (count > MAX_PROVIDERS_PER_USER_PER_SERVICE) {
                revert TooManyProvidersForService(count - 1, MAX_PROVIDERS_PER_USER_PER_SERVICE);
            }
            if (count == 1) _servicesOf[msg.sender].add(service);
        }

        uint256 sent = amount - cancelled;
        User memory u = _users[msg.sender];
        if (u.available < sent) revert InsufficientAvailableBalance(u.available, sent);
        _users[msg.sender] = User(u.available - uint128(sent), u.locked + uint128(sent));
        lockedIn[msg.sender][service] += sent;
        emit FundTransferred(msg.sender, service, provider, sent, cancelled);

        (bool ok, bytes memory reason) = service.call{ value: sent }(call);
        if (!ok) {
            if (reason.length == 0) revert CallFailed();
            LowLevelCall.bubbleRevert(reason);
        }
    }

    function retrieveFund(address[] calldata providers, string calldata serviceName) external exclusive {
        if (providers.length > MAX_PROVIDERS_PER_BATCH) {
            revert TooManyProviders(providers.length, MAX_PROVIDERS_PER_BATCH);
        }
        _requireLedger(msg.sender);
        address service = _serviceNamed(serviceName);

        _returning = service;
        for (uint256 i; i < providers.length; ++i) {
            if (!IServing(service).accountExists(msg.sender, providers[i])) continue;
            IServing(service).processRefund(msg.sender, providers[i]);
            IServing(service).requestRefundAll(msg.sender, providers[i]);
        }
        _returning = address(0);
        uint256 arrived = _arrived;
        _arrived = 0;

        uint256 locked = lockedIn[msg.sender][service];
        uint256 unlocked = Math.min(arrived, locked);
        User memory u = _users[msg.sender];
        lockedIn[msg.sender][service] = locked - unlocked;
        _users[msg.sender] = User((u.available + arrived).toUint128(), u.locked - uint128(unlocked));
        emit FundRetrieved(msg.sender, service, arrived, unlocked);
    }

    /// @inheritdoc ILedger
    /// @dev Not exclusive: a service may report while the Ledger is calling it.
    function spendFund(address user, uint256 amount) external {
        if (_services[msg.sender].serviceAddress == address(0)) {
            revert CallerNotRegisteredService(msg.sender);
        }
        uint256 locked = lockedIn[user][msg.sender];
        if (locked < amount) revert InsufficientBalance(user);
        unchecked {
            lockedIn[user][msg.sender] = locked - amount;
            // amount <= lockedIn <= _users[user].locked, which is the sum over services
            _users[user].locked -= uint128(amount);
        }
        emit FundSpent(user, msg.sender, amount);
    }

    function _deposit(address user) private {
        if (_ledgers.add(user) && msg.value < MIN_ACCOUNT_BALANCE) {
            revert MinimumDepositRequired(msg.value, MIN_ACCOUNT_BALANCE);
        }
        _users[user].available += msg.value.toUint128();
        emit FundDeposited(user, msg.value);
    }

    function _setAdditionalInfo(string calldata additionalInfo) private {
        uint256 length = bytes(additionalInfo).length;
        if (length > MAX_ADDITIONAL_INFO_LENGTH) {
            revert AdditionalInfoTooLong(length, MAX_ADDITIONAL_INFO_LENGTH);
        }
        _additionalInfo[msg.sender] = additionalInfo;
        emit LedgerInfoUpdated(msg.sender, additionalInfo);
    }

    /// @dev Forgets the account, whose balances are zero, and asks the touched services to forget theirs. What a
    /// service refuses, or cannot do within DELETE_GAS, stays listed.
    function _deleteLedger(address user) private {
        _ledgers.remove(user);
        delete _additionalInfo[user];
        emit LedgerDeleted(user);

        address[] memory services = _servicesOf[user].values();
        for (uint256 i; i < services.length; ++i) {
            EnumerableSet.AddressSet storage providers = _providersOf[user][services[i]];
            address[] memory accounts = providers.values();
            uint256 budget = DELETE_GAS;
            for (uint256 j; j < accounts.length; ++j) {
                uint256 before = gasleft();
                (bool deleted,) = services[i].call{ gas: budget }(
                    abi.encodeCall(IServing.deleteAccount, (user, accounts[j]))
                );
                if (deleted) providers.remove(accounts[j]);
                emit SubAccountDeleted(user, services[i], accounts[j], deleted);
                uint256 burnt = before - gasleft();
                if (burnt >= budget) break;
                budget -= burnt;
            }
            if (providers.length() == 0) _servicesOf[user].remove(services[i]);
        }
    }

    function _requireLedger(address user) private view {
        if (!_ledgers.contains(user)) revert LedgerNotExists(user);
    }

    // ---- Services ----

    function registerService(
        string calldata serviceType,
        string calldata version,
        address serviceAddress,
        string calldata description
    ) external onlyOwner {
        if (serviceAddress == address(0)) {
            revert InvalidServiceAddress(serviceAddress);
        }
        if (bytes(serviceType).length == 0) revert ServiceTypeRequired();
        if (bytes(version).length == 0) revert VersionRequired();
        string memory fullName = _fullName(serviceType, version);
        if (_serviceByName[fullName] != address(0)) revert ServiceNameExists(fullName);
        if (!_serviceAddresses.add(serviceAddress)) revert ServiceAlreadyRegistered(serviceAddress);
        if (_serviceAddresses.length() > MAX_SERVICES) revert ServiceRegistryLimitReached(MAX_SERVICES);
        if (!serviceAddress.supportsInterface(type(IServing).interfaceId)) {
            revert ServiceMustImplementIServing(serviceAddress);
        }
        _services[serviceAddress] = ServiceInfo({
            serviceAddress: serviceAddress,
            serviceContract: serviceAddress,
            serviceType: serviceType,
            version: version,
            fullName: fullName,
            description: description,
            isRecommended: false,
            registeredAt: block.timestamp
        });
        _serviceByName[fullName] = serviceAddress;
        emit ServiceRegistered(serviceAddress, fullName);
    }

    function setRecommendedService(string calldata serviceType, string calldata version) external onlyOwner {
        address service = _serviceNamed(_fullName(serviceType, version));
        address old = _recommended[serviceType];
        if (old != address(0)) _services[old].isRecommended = false;
        _recommended[serviceType] = service;
        _services[service].isRecommended = true;
        emit RecommendedServiceUpdated(serviceType, version, service);
    }

    function _fullName(string calldata serviceType, string calldata version)
        private
        pure
        returns (string memory)
    {
        return string.concat(serviceType, "-", version);
    }

    function _serviceNamed(string memory name) private view returns (address service) {
        service = _serviceByName[name];
        if (service == address(0)) revert ServiceNotFound(address(0));
    }

    // ---- Views ----

    function getLedger(address user) public view returns (MainAccount memory) {
        _requireLedger(user);
        User memory u = _users[user];
        return MainAccount(user, u.available, uint256(u.available) + u.locked, _additionalInfo[user]);
    }

    function getAllLedgers(uint256 offset, uint256 limit)
        external
        view
        returns (MainAccount[] memory ledgers, uint256 total)
    {
        total = _ledgers.length();
        if (offset >= total) return (ledgers, total);
        ledgers = new MainAccount[](Math.min(limit == 0 ? DEFAULT_PAGE : limit, total - offset));
        for (uint256 i; i < ledgers.length; ++i) {
            ledgers[i] = getLedger(_ledgers.at(offset + i));
        }
    }

    function getLedgerProviders(address user, string calldata serviceName)
        external
        view
        returns (address[] memory)
    {
        return _providersOf[user][_serviceNamed(serviceName)].values();
    }

    function getServiceInfo(address serviceAddress) external view returns (ServiceInfo memory) {
        return _services[serviceAddress];
    }

    function getServiceAddressByName(string calldata serviceName) external view returns (address) {
        return _serviceByName[serviceName];
    }

    function getAllActiveServices() external view returns (ServiceInfo[] memory services) {
        services = new ServiceInfo[](_serviceAddresses.length());
        for (uint256 i; i < services.length; ++i) {
            services[i] = _services[_serviceAddresses.at(i)];
        }
    }

    function getRecommendedService(string calldata serviceType)
        external
        view
        returns (string memory version, address serviceAddress)
    {
        serviceAddress = _recommended[serviceType];
        if (serviceAddress == address(0)) revert NoRecommendedService(serviceType);
        version = _services[serviceAddress].version;
    }

    function getAllVersions(string calldata serviceType)
        external
        view
        returns (string[] memory versions, address[] memory addresses, bool[] memory isRecommendedFlags)
    {
        address[] memory all = _serviceAddresses.values();
        bytes32 wanted = keccak256(bytes(serviceType));
        uint256 count;
        for (uint256 i; i < all.length; ++i) {
            if (keccak256(bytes(_services[all[i]].serviceType)) == wanted) all[count++] = all[i];
        }
        versions = new string[](count);
        addresses = new address[](count);
        isRecommendedFlags = new bool[](count);
        for (uint256 i; i < count; ++i) {
            addresses[i] = all[i];
            versions[i] = _services[all[i]].version;
            isRecommendedFlags[i] = _services[all[i]].isRecommended;
        }
    }

    function isRecommendedVersion(string calldata serviceType, string calldata version)
        external
        view
        returns (bool)
    {
        // An unknown name leads to the zero address, which is never recommended.
        return _services[_serviceByName[_fullName(serviceType, version)]].isRecommended;
    }
}
