// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev An account that calls back when it is paid.
contract PayeeFixture {
    address public target;
    bytes public call;
    bool public succeeded;
    bytes public answer;
    bool public refuses;

    function onPay(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function refuse(bool refuses_) external {
        refuses = refuses_;
    }

    function run(address to, uint256 value, bytes calldata data)
        external
        returns (bool ok, bytes memory result)
    {
        (ok, result) = to.call{ value: value }(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    receive() external payable {
        require(!refuses);
        if (target != address(0)) (succeeded, answer) = target.call(call);
    }
}
