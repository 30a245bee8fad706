// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAttestationRegistry } from "../../src/interfaces/IAttestationRegistry.sol";
import { IEvidenceVerifier, Verified } from "../../src/interfaces/IEvidenceVerifier.sol";

/// @title Another registry as a verifier
/// @dev Evidence is abi.encode(body, auth, x, y) of a TDX v4 quote that the other registry appraises.
contract RegistryVerifier is IEvidenceVerifier {
    IAttestationRegistry public immutable other;
    bool private _forgetful;

    constructor(IAttestationRegistry other_) {
        other = other_;
    }

    /// @dev From now on it answers without a measurement.
    function forgetMeasurements() external {
        _forgetful = true;
    }

    function verify(bytes calldata evidence) external view returns (Verified memory v) {
        (bytes memory body, bytes memory auth, bytes32 x, bytes32 y) =
            abi.decode(evidence, (bytes, bytes, bytes32, bytes32));
        uint256 notAfter;
        (, v.measurement, v.platform, notAfter) = other.appraise(body, auth, x, y);
        v.notAfter = uint40(notAfter);
        if (_forgetful) v.measurement = 0;
        bytes32 head;
        bytes32 tail;
        // The body's last 64 bytes.
        assembly ("memory-safe") {
            head := mload(add(body, 600))
            tail := mload(add(body, 632))
        }
        v.reportData = [head, tail];
    }
}
