// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A user's main account.
/// @param user Its owner.
/// @param availableBalance Wei of 0G held by the Ledger, free to leave.
/// @param totalBalance availableBalance plus what lies in the services' sub-accounts and is not reported spent.
/// @param additionalInfo The user's own JSON, at most 4096 bytes.
struct MainAccount {
    address user;
    uint256 availableBalance;
    uint256 totalBalance;
    string additionalInfo;
}

/// @notice A registered service. `fullName` is `serviceType-version` and unique.
struct ServiceInfo {
    address serviceAddress;
    address serviceContract;
    string serviceType;
    string version;
    string fullName;
    string description;
    bool isRecommended;
    uint256 registeredAt;
}

/// @title The main accounts of the market: 0G's LedgerManager, selector for selector
/// @notice Holds what users have available. `transferFund` sends coins into a service's sub-account,
/// `retrieveFund` brings back what the service lets go, `refund` pays out. All amounts are wei of 0G.
/// @dev Names and argument order are 0G's. The last group of events is ours.
interface ILedger {
    event FundSpent(address indexed user, address indexed service, uint256 amount);
    event Initialized(uint8 version);
    event LedgerInfoUpdated(address indexed user, string additionalInfo);
    event RecommendedServiceUpdated(string serviceType, string version, address serviceAddress);
    event ServiceRegistered(address indexed serviceAddress, string serviceName);

    event FundDeposited(address indexed user, uint256 amount);
    event FundRefunded(address indexed user, uint256 amount);
    /// @param amount Coins sent. @param cancelled Pending refund cancelled in the service instead.
    event FundTransferred(
        address indexed user,
        address indexed service,
        address indexed provider,
        uint256 amount,
        uint256 cancelled
    );
    /// @param amount Coins that arrived. @param unlocked By how much they lowered what is locked there.
    event FundRetrieved(address indexed user, address indexed service, uint256 amount, uint256 unlocked);
    event LedgerDeleted(address indexed user);
    /// @notice The sub-account is gone from the service, or (`deleted` false) the service kept it.
    event SubAccountDeleted(
        address indexed user, address indexed service, address indexed provider, bool deleted
    );

    error AdditionalInfoTooLong(uint256 length, uint256 max);
    error AlreadyInitialized();
    error CallerNotRegisteredService(address caller);
    /// @notice The service reverted without a reason; a reason is passed on as it is.
    error CallFailed();
    /// @notice Coins sent outside depositFund and depositFundFor, or by a service that was not asked.
    error DirectDepositsDisabled();
    error InsufficientAvailableBalance(uint256 available, uint256 required);
    error InsufficientBalance(address user);
    error InvalidServiceAddress(address serviceAddress);
    /// @dev Part of 0G's ABI, never raised.
    error InvalidServiceType(string serviceType);
    error LedgerExists(address user);
    /// @notice The call came from inside another call that moves money.
    error LedgerLocked();
    error LedgerNotExists(address user);
    error MinimumDepositRequired(uint256 provided, uint256 required);
    error MustWithdrawAllFundsFirst(uint256 remainingBalance);
    error NoRecommendedService(string serviceType);
    error ServiceAlreadyRegistered(address serviceAddress);
    error ServiceMustImplementIServing(address serviceAddress);
    error ServiceNameExists(string serviceName);
    error ServiceNotFound(address serviceAddress);
    /// @dev Part of 0G's ABI, never raised.
    error ServiceNotRegistered(address serviceAddress);
    error ServiceRegistryLimitReached(uint256 limit);
    error ServiceTypeRequired();
    error TooManyProviders(uint256 requested, uint256 maximum);
    error TooManyProvidersForService(uint256 current, uint256 maximum);
    error TransferFailed();
    error VersionRequired();
    error ZeroAddressNotAllowed();
    error ZeroAmountNotAllowed();

    function MAX_ADDITIONAL_INFO_LENGTH() external view returns (uint256);
    function MAX_PROVIDERS_PER_BATCH() external view returns (uint256);
    function MAX_PROVIDERS_PER_USER_PER_SERVICE() external view returns (uint256);
    function MAX_SERVICES() external view returns (uint256);
    /// @notice Least first deposit, and least that a refund may leave unless it leaves nothing.
    function MIN_ACCOUNT_BALANCE() external view returns (uint256);
    /// @notice Least first transfer to a provider.
    function MIN_TRANSFER_AMOUNT() external view returns (uint256);

    /// @notice Always reverts AlreadyInitialized: the owner is fixed by the constructor.
    function initialize(address owner) external;
    function initialized() external view returns (bool);

    /// @notice Opens the caller's main account with at least MIN_ACCOUNT_BALANCE.
    /// @return Available balance. @return Zero.
    function addLedger(string calldata additionalInfo) external payable returns (uint256, uint256);
    /// @notice Deletes the caller's account, whose total must be zero, and the empty sub-accounts it touched.
    function deleteLedger() external;
    function depositFund() external payable;
    function depositFundFor(address recipient) external payable;
    /// @notice Pays `amount` of the available balance to the caller. Leaves nothing or MIN_ACCOUNT_BALANCE;
    /// with nothing left in total the account is deleted.
    function refund(uint256 amount) external;
    /// @notice Asks the service for what the caller's sub-accounts let go, and credits the coins that arrive.
    function retrieveFund(address[] calldata providers, string calldata serviceName) external;
    /// @notice Called by a service: `amount` of what the user sent to it is spent. Moves no coins.
    function spendFund(address user, uint256 amount) external;
    /// @notice Moves `amount` into the sub-account with `provider`, first by cancelling its pending refund.
    function transferFund(address provider, string calldata serviceName, uint256 amount) external;
    function updateAdditionalInfo(string calldata additionalInfo) external;

    function registerService(
        string calldata serviceType,
        string calldata version,
        address serviceAddress,
        string calldata description
    ) external;
    function setRecommendedService(string calldata serviceType, string calldata version) external;

    function getAllActiveServices() external view returns (ServiceInfo[] memory);
    /// @param limit Most accounts to return; zero means 50.
    function getAllLedgers(uint256 offset, uint256 limit)
        external
        view
        returns (MainAccount[] memory ledgers, uint256 total);
    function getAllVersions(string calldata serviceType)
        external
        view
        returns (string[] memory versions, address[] memory addresses, bool[] memory isRecommendedFlags);
    function getLedger(address user) external view returns (MainAccount memory);
    function getLedgerProviders(address user, string calldata serviceName)
        external
        view
        returns (address[] memory);
    function getRecommendedService(string calldata serviceType)
        external
        view
        returns (string memory version, address serviceAddress);
    function getServiceAddressByName(string calldata serviceName) external view returns (address);
    function getServiceInfo(address serviceAddress) external view returns (ServiceInfo memory);
    function isRecommendedVersion(string calldata serviceType, string calldata version)
        external
        view
        returns (bool);

    /// @notice What `user` sent to `service` and the service has neither returned nor reported spent.
    function lockedIn(address user, address service) external view returns (uint256);
}
