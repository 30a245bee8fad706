// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AttestationRegistry } from "../../src/AttestationRegistry.sol";
import { InitialFloor, RegistrySetup } from "../../src/interfaces/IAttestationRegistry.sol";

/// @title The registry for recorded quotes, whose report data is laid out by others
/// @dev Does all the registry does, the binding's computation included, but compares nothing of the report data:
/// the signer is its first 20 bytes. Deployed by tests alone.
contract RegistryHarness is AttestationRegistry {
    constructor(RegistrySetup memory setup, InitialFloor[] memory floors, address[] memory verifiers)
        AttestationRegistry(setup, floors, verifiers)
    { }

    function _checkReportData(bytes32[2] memory data, uint64 blockNumber, bytes32 runtimeDataHash)
        internal
        view
        override
        returns (address)
    {
        if (_binding(blockNumber, runtimeDataHash) == bytes32(0)) revert BindingMismatch(0, 0);
        return address(bytes20(data[0]));
    }
}
