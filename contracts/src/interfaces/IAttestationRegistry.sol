// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice How a caller shows that a measurement lies inside a policy. Policies are not stored:
/// `policy = keccak256(abi.encode(root, maxAge, fileDigest))`, root a Merkle tree (sorted pairs) over
/// double-hashed measurements.
/// @param measurement Measurement under which the signer is registered.
/// @param root Root of the policy's measurement tree.
/// @param maxAge Greatest age of the signer's quote in seconds.
/// @param fileDigest Digest of the policy file.
/// @param path Siblings from the leaf `keccak256(bytes.concat(keccak256(abi.encode(measurement))))` to the root.
struct PolicyProof {
    bytes32 measurement;
    bytes32 root;
    uint64 maxAge;
    bytes32 fileDigest;
    bytes32[] path;
}

/// @title Judges enclave signing keys by the quotes they were registered with.
interface IAttestationRegistry {
    /// @notice Whether `signer` is attested now and inside `policy`: the proof holds, the registration has
    /// neither run out nor grown older than the policy's maxAge, and its platform is not revoked.
    /// @return Whether it holds. A proof that does not belong to `policy` gives false, never a revert.
    function trusted(address signer, bytes32 policy, PolicyProof calldata proof) external view returns (bool);
}
