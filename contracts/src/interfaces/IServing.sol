// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title What the Ledger asks of a service that holds sub-accounts (ERC-165 id 0x160841b1)
/// @notice 0G's interface, signature for signature. One sub-account per (user, provider). Every call that
/// changes state is the Ledger's alone. Amounts are wei of 0G.
interface IServing {
    /// @notice Whether `user` has a sub-account with `provider`.
    function accountExists(address user, address provider) external view returns (bool);

    /// @notice Amount that waits to be refunded: a transfer cancels this much instead of sending coins.
    function getPendingRefund(address user, address provider) external view returns (uint256);

    /// @notice Opens the sub-account with the coins sent along.
    /// @param additionalInfo The user's own JSON of at most 4096 bytes; a service may ignore it.
    function addAccount(address user, address provider, string calldata additionalInfo) external payable;

    /// @notice Adds the coins sent along and cancels `cancelRetrievingAmount` of the pending refund.
    function depositFund(address user, address provider, uint256 cancelRetrievingAmount) external payable;

    /// @notice Asks that everything free be refunded, after whatever delay the service has.
    function requestRefundAll(address user, address provider) external;

    /// @notice Sends to the Ledger what may leave now.
    /// @return totalAmount Amount sent. The Ledger counts the coins that arrive instead of believing this.
    /// @return balance Balance left.
    /// @return pendingRefund Refund still pending.
    function processRefund(address user, address provider)
        external
        returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund);

    /// @notice Forgets an empty sub-account; reverts while it holds anything.
    function deleteAccount(address user, address provider) external;
}
