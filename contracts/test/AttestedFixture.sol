// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";
import { IAttestationRegistry } from "../src/interfaces/IAttestationRegistry.sol";

/// @dev The real registry with one platform, admitted by its certificates, and one signer, registered by its quote.
contract AttestedFixture is Attested {
    uint64 private constant BLOCK = 999;

    constructor() {
        _deployRegistry(16661, false);
        vm.setBlockhash(BLOCK, keccak256("block"));
        _admitCA();
        _admitPlatform();
    }

    function attest(address signer) external returns (IAttestationRegistry, bytes32 measurement) {
        return (registry, _send(_quote(signer, BLOCK), BLOCK));
    }

    function revokePlatform() external {
        vm.prank(authority);
        registry.revokePlatform(bytes16(_keyId(PCK_KEY)));
    }
}
