// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILedger } from "../src/interfaces/ILedger.sol";

/// @dev A service that does whatever the test tells it to, right or wrong.
contract ServiceFixture {
    enum Mode {
        Honest,
        /// Reports ten times what it sends back.
        Inflate,
        /// Keeps the coins and says nothing.
        Keep,
        RevertSilently,
        RevertWithReason,
        /// Burns every unit of gas it gets.
        Burn,
        /// Calls back into the Ledger's `reentry`.
        Reenter
    }

    error Reason(uint256 code);

    ILedger public immutable ledger;
    Mode public mode;
    bytes public reentry;
    bool public reentered;
    /// @dev Error selector with which the Ledger refused the reentry.
    bytes4 public refusal;
    uint256 public pending;
    mapping(address => mapping(address => bool)) public accountExists;
    mapping(address => mapping(address => uint256)) public balance;

    constructor(ILedger ledger_) {
        ledger = ledger_;
    }

    receive() external payable { }

    function set(Mode mode_) external {
        mode = mode_;
    }

    function setReentry(bytes calldata call) external {
        (mode, reentry) = (Mode.Reenter, call);
    }

    function setPending(uint256 amount) external {
        pending = amount;
    }

    function spend(address user, uint256 amount) external {
        ledger.spendFund(user, amount);
    }

    function sendTo(address to, uint256 amount) external returns (bool sent) {
        (sent,) = to.call{ value: amount }("");
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x160841b1 || id == 0x01ffc9a7;
    }

    function getPendingRefund(address, address) external view returns (uint256) {
        return pending;
    }

    function addAccount(address user, address provider, string calldata) external payable {
        _act();
        accountExists[user][provider] = true;
        balance[user][provider] += msg.value;
    }

    function depositFund(address user, address provider, uint256) external payable {
        _act();
        balance[user][provider] += msg.value;
    }

    function requestRefundAll(address, address) external { }

    function processRefund(address user, address provider)
        external
        returns (uint256 amount, uint256, uint256)
    {
        _act();
        amount = balance[user][provider];
        if (mode == Mode.Keep) return (amount, 0, 0);
        balance[user][provider] = 0;
        (bool sent,) = msg.sender.call{ value: amount }("");
        if (!sent) revert Reason(99);
        return (mode == Mode.Inflate ? amount * 10 : amount, 0, 0);
    }

    function deleteAccount(address user, address provider) external {
        _act();
        if (balance[user][provider] != 0) revert Reason(1);
        accountExists[user][provider] = false;
    }

    function _act() private {
        if (mode == Mode.RevertSilently) {
            assembly {
                revert(0, 0)
            }
        }
        if (mode == Mode.RevertWithReason) revert Reason(42);
        if (mode == Mode.Burn) {
            for (uint256 i;; ++i) { }
        }
        if (mode == Mode.Reenter) {
            bytes memory answer;
            (reentered, answer) = address(ledger).call(reentry);
            refusal = bytes4(answer);
        }
    }
}
