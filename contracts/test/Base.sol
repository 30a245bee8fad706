// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev The cheat codes of forge that these tests use (https://getfoundry.sh/reference/cheatcodes).
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 key) external pure returns (address);
    function assume(bool condition) external pure;
    function chainId(uint256 id) external;
    function deal(address account, uint256 wei_) external;
    function deployCode(string calldata artifact) external returns (address);
    function deployCode(string calldata artifact, bytes calldata constructorArgs) external returns (address);
    function etch(address target, bytes calldata code) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function getDeployedCode(string calldata artifact) external view returns (bytes memory);
    function getRecordedLogs() external returns (Log[] memory);
    function load(address target, bytes32 slot) external view returns (bytes32);
    function parseBytes(string calldata text) external pure returns (bytes memory);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
    function parseJsonKeys(string calldata json, string calldata key) external pure returns (string[] memory);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function parseUint(string calldata text) external pure returns (uint256);
    function prank(address sender) external;
    function publicKeyP256(uint256 key) external pure returns (uint256 x, uint256 y);
    function readFile(string calldata path) external view returns (string memory);
    function recordLogs() external;
    function roll(uint256 number) external;
    function setBlockhash(uint256 number, bytes32 hash) external;
    function setEvmVersion(string calldata version) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256);
    function snapshotValue(string calldata group, string calldata name, uint256 value) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function store(address target, bytes32 slot, bytes32 value) external;
    function toString(uint256 value) external pure returns (string memory);
    function toString(address value) external pure returns (string memory);
    function toString(bytes32 value) external pure returns (string memory);
    function warp(uint256 timestamp) external;
}

/// @dev What every test contract starts from: the cheat codes, assertions that say what differs, bounds for
/// fuzz inputs, and the size rule. Contracts under test are deployed from their released artifacts with
/// `vm.deployCode`; a test file imports interfaces only (see foundry.toml).
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev Most a contract's runtime code may take, in bytes (EIP-170 allows 24,576).
    uint256 internal constant MAX_RUNTIME_SIZE = 24_000;

    /// @dev Order of the secp256k1 group: `n - s` makes the other valid signature of the same digest.
    uint256 internal constant SECP256K1_N =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    error Differ(string what, uint256 got, uint256 want);
    error Failed(string what);

    function check(bool holds, string memory what) internal pure {
        if (!holds) revert Failed(what);
    }

    function equal(uint256 got, uint256 want, string memory what) internal pure {
        if (got != want) revert Differ(what, got, want);
    }

    function equal(address got, address want, string memory what) internal pure {
        equal(uint256(uint160(got)), uint256(uint160(want)), what);
    }

    function equal(bytes32 got, bytes32 want, string memory what) internal pure {
        equal(uint256(got), uint256(want), what);
    }

    function equal(string memory got, string memory want, string memory what) internal pure {
        equal(keccak256(bytes(got)), keccak256(bytes(want)), what);
    }

    function atMost(uint256 got, uint256 limit, string memory what) internal pure {
        if (got > limit) revert Differ(what, got, limit);
    }

    function atLeast(uint256 got, uint256 limit, string memory what) internal pure {
        if (got < limit) revert Differ(what, got, limit);
    }

    /// @dev Maps a fuzz input into [low, high].
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        if (value >= low && value <= high) return value;
        return high - low == type(uint256).max ? value : low + value % (high - low + 1);
    }

    /// @dev ECDSA over `digest` as r || s || v, 65 bytes, low s.
    function sign65(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The other valid signature of the same digest, with s in the upper half.
    function malleate(bytes memory signature) internal pure returns (bytes memory) {
        bytes32 r;
        bytes32 s;
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        uint8 v = uint8(signature[64]) == 27 ? 28 : 27;
        return abi.encodePacked(r, bytes32(SECP256K1_N - uint256(s)), v);
    }

    /// @dev Records the runtime size of `artifact` ("File.sol:Name") and holds it to the rule.
    function checkSize(string memory artifact, string memory name) internal {
        uint256 size = vm.getDeployedCode(artifact).length;
        vm.snapshotValue("size", name, size);
        atMost(size, MAX_RUNTIME_SIZE, string.concat(name, ": runtime size in bytes"));
    }
}
