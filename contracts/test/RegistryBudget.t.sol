// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";

/// @dev What a transaction costs, base fee and calldata included, and how large the code is. The figures are
/// checked in under snapshots/.
/// forge-config: default.isolate = true
/// forge-config: default.evm_version = "osaka"
contract RegistryBudgetTest is Attested {
    address internal constant signer = address(0x5160E2);
    uint64 internal constant BLOCK = 990;

    function setUp() external {
        _deployRegistry(16661, false);
    }

    function _spent(string memory name, uint256 limit) internal {
        atMost(vm.snapshotGasLastCall("AttestationRegistry", name), limit, name);
    }

    function test_gas() external {
        bytes memory ca = _certificate(_caDraft(), ROOT_KEY);
        bytes memory leaf = _certificate(_leafDraft(), CA_KEY);
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        registry.admitCA(ca, false);
        _spent("admitCA", 130_000);
        registry.admitPlatform(leaf, x, y);
        _spent("admitPlatform", 150_000);

        (x, y) = _public(PCK_KEY);
        Quote memory q = _quote(signer, BLOCK);
        bytes memory auth = _auth(q);
        registry.register(q.body, auth, x, y, BLOCK, RUNTIME_DATA);
        _spent("register, first", 110_000);
        q = _quote(signer, BLOCK + 1);
        auth = _auth(q);
        registry.register(q.body, auth, x, y, BLOCK + 1, RUNTIME_DATA);
        _spent("register, renewal", 95_000);

        _register(_quoteV5(signer, BLOCK + 2, true, new bytes(48)), BLOCK + 2);
        _spent("register, TDX v5, renewal", 95_000);
        _register(_quoteSGX(signer, BLOCK), BLOCK);
        _spent("register, SGX, first", 110_000);
    }

    function _register(Quote memory q, uint64 blockNumber) internal {
        bytes memory auth = _auth(q);
        (bytes32 x, bytes32 y) = _public(PCK_KEY);
        registry.register(q.body, auth, x, y, blockNumber, RUNTIME_DATA);
    }

    function test_sizes() external {
        checkSize("AttestationRegistry.sol:AttestationRegistry", "AttestationRegistry");
        checkSize("P256Fallback.sol:P256Fallback", "P256Fallback");
    }
}

/// @dev The same on a chain without the precompile.
/// forge-config: default.isolate = true
contract RegistryFallbackBudgetTest is Attested {
    function setUp() external {
        _deployRegistry(16661, false);
    }

    function _spent(string memory name, uint256 limit) internal {
        atMost(vm.snapshotGasLastCall("AttestationRegistry", name), limit, name);
    }

    function test_gas() external {
        bytes memory leaf = _certificate(_leafDraft(), CA_KEY);
        (bytes32 x, bytes32 y) = _public(CA_KEY);
        registry.admitCA(_certificate(_caDraft(), ROOT_KEY), false);
        registry.admitPlatform(leaf, x, y);
        _spent("admitPlatform, no precompile", 520_000);
        (x, y) = _public(PCK_KEY);
        Quote memory q = _quote(address(1), 990);
        bytes memory auth = _auth(q);
        registry.register(q.body, auth, x, y, 990, RUNTIME_DATA);
        _spent("register, no precompile", 850_000);
    }
}
