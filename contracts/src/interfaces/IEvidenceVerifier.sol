// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What genuine evidence says.
/// @param reportData The 64 bytes that the enclave had signed by its hardware. The registry judges them: signer,
/// chain, block and runtime data.
/// @param measurement Identity of the code, by the verifier's own rule; never zero.
/// @param platform Identity of the machine, by the verifier's own rule.
/// @param notAfter Last second for which the verifier stands by it.
struct Verified {
    bytes32[2] reportData;
    bytes32 measurement;
    bytes16 platform;
    uint40 notAfter;
}

/// @title Another on-chain verifier, adapted to the registry
/// @notice Verifies evidence of a form of its own: a whole quote with collateral, a zero-knowledge proof over one,
/// another vendor's report. It reverts unless the evidence is genuine and its TCB, debug state and revocation are
/// acceptable: for what it verifies, the registry knows no floors. Freshness is not its business.
///
/// A registry's verifiers are fixed when it is made. The measurements under which it registers name the verifier,
/// so that no policy accepts one by accident.
interface IEvidenceVerifier {
    /// @dev Not a view, since verifiers may keep books; the registry may be entered again meanwhile.
    function verify(bytes calldata evidence) external returns (Verified memory);
}
