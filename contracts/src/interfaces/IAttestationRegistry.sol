// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { TCBFloor } from "../libraries/TCBFloor.sol";

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

/// @notice What a registry is made with.
/// @param intelX,intelY Public key of the Intel SGX Root CA.
/// @param simulationX,simulationY Public key of a simulation root; zero where there is none.
/// @param authority Who keeps floors and revocations.
/// @param p256 Verifier of P-256 signatures for chains without the precompile.
/// @param developmentAdmitter Who may admit simulated platforms without a certificate; zero for nobody.
struct RegistrySetup {
    bytes32 intelX;
    bytes32 intelY;
    bytes32 simulationX;
    bytes32 simulationY;
    address authority;
    address p256;
    address developmentAdmitter;
}

/// @notice A floor set at construction.
struct InitialFloor {
    uint48 fmspc;
    uint8 kind;
    TCBFloor floor;
}

/// @notice The registration of a signer under a measurement.
/// @param registeredAt When it was registered, 0 for never.
/// @param until Its last second.
/// @param blockNumber Block whose hash the quote carries.
/// @param platform Platform that made the quote.
struct Attestation {
    uint40 registeredAt;
    uint40 until;
    uint48 blockNumber;
    bytes16 platform;
}

/// @notice An admitted machine.
/// @param notAfter Earlier end of leaf and CA certificate.
/// @param flags Bit 0 admitted, 1 simulated, 2 revoked, 3 known through another verifier only.
/// @param ca Index of the CA that signed the leaf, or of that verifier; 0 for none (development admitter).
/// @param cpuSvn The 16 component SVNs of the certificate, first one highest.
struct Platform {
    uint40 notAfter;
    uint48 fmspc;
    uint16 pceSvn;
    uint8 flags;
    uint8 ca;
    uint128 cpuSvn;
}

/// @notice An admitted intermediate CA, or another verifier; flags as in Platform, index as in Platform.ca.
struct CertificateAuthority {
    uint40 notAfter;
    uint8 flags;
    uint8 index;
}

/// @notice The least TCB of a platform type; not known means that the type is refused.
struct Floor {
    TCBFloor tcb;
    bool known;
}

/// @notice A floor that waits; readyAt 0 means that there is none.
struct PendingFloor {
    TCBFloor tcb;
    uint40 readyAt;
}

/// @title Judges enclave signing keys by the quotes they were registered with
/// @notice Platforms come in by their certificate chain to Intel's root, signers by a fresh quote, and a signer
/// is judged against a policy by a Merkle proof. Anyone may bring any of these. Nobody vouches for a platform's
/// genuineness; that a genuine platform's TCB is current rests on the floors that `authority` keeps.
///
/// The authority can refuse (raise floors, revoke platforms and CAs) at once and permit again after 7 days. It
/// cannot add roots, verifiers or signers, and nothing here holds or moves coins: at worst jobs stall.
///
/// Another way in is through other on-chain verifiers, which are fixed at construction (IEvidenceVerifier).
///
/// A simulation root and a development admitter exist only on the chain ids 1337 and 31337. What they admit is
/// of kind SIM_TDX, which enters the measurement: no policy that names hardware ever accepts it.
interface IAttestationRegistry {
    /// @notice Evidence is taken through this verifier too, for as long as the registry lives. Only at construction.
    event VerifierFixed(address indexed verifier);
    event CAAdmitted(bytes32 indexed ca, bool simulated, uint256 notAfter);
    event PlatformAdmitted(
        bytes16 indexed platform,
        bytes32 indexed ca,
        bool simulated,
        uint48 fmspc,
        uint128 cpuSvn,
        uint16 pceSvn,
        uint256 notAfter
    );
    event Registered(
        address indexed signer,
        bytes32 indexed measurement,
        bytes16 indexed platform,
        uint8 kind,
        uint256 blockNumber,
        uint256 until,
        bytes32 runtimeDataHash
    );
    /// @notice A policy made known; nothing is stored.
    event PolicyPublished(
        bytes32 indexed policy,
        address indexed publisher,
        bytes32 root,
        uint64 maxAge,
        bytes32 fileDigest,
        string uri
    );
    event FloorSet(uint48 indexed fmspc, uint8 indexed kind, TCBFloor floor);
    event FloorProposed(uint48 indexed fmspc, uint8 indexed kind, TCBFloor floor, uint256 readyAt);
    event PlatformRevoked(bytes16 indexed platform);
    event PlatformRestored(bytes16 indexed platform);
    event CARevoked(bytes32 indexed ca);
    event CARestored(bytes32 indexed ca);
    event RestorationProposed(bytes32 indexed id, uint256 readyAt);

    error NotAuthority(address caller);
    error NotDevelopmentAdmitter(address caller);
    /// @notice Simulation is for the chain ids 1337 and 31337, and for registries made with it.
    error NotADevelopmentChain(uint256 chainId);
    /// @notice No authority, no Intel root, a P-256 verifier that does not work, or another verifier without code.
    error BadSetup();

    error UnknownVerifier(address verifier);
    /// @notice The verifier is revoked: id is its address, right-aligned.
    error RevokedVerifier(bytes32 id);
    /// @notice The verifier answered without a measurement.
    error NoMeasurement();
    /// @notice Simulated platforms make TDX quotes only.
    error SimulatedEnclave();

    error UnknownCA(bytes32 ca);
    error RevokedCA(bytes32 ca);
    error ExpiredCA(bytes32 ca, uint256 notAfter);
    error TooManyCAs();
    /// @notice The certificate is not signed by the key it was said to be signed by.
    error BadCertificateSignature();
    /// @notice Admitted already, with a certificate that lasts as long or is of the other kind.
    error AlreadyAdmitted(bytes32 id);
    error UnknownPlatform(bytes16 platform);
    error RevokedPlatform(bytes16 platform);
    error ExpiredPlatform(bytes16 platform, uint256 notAfter);

    /// @notice No floor is known for this platform type: it is refused.
    error UnknownFMSPC(uint48 fmspc, uint8 kind);
    error BelowFloor(uint48 fmspc, uint8 kind, TCBFloor have, TCBFloor floor);
    error BadReportDataVersion(uint32 version);
    /// @notice The quote names another block than the caller.
    error BlockMismatch(uint256 quoted, uint256 given);
    /// @notice Not among the last 256 blocks.
    error BlockOutOfReach(uint256 blockNumber);
    /// @notice The registration stands on this block or a newer one already: old quotes do not renew it.
    error NotNewer(uint256 blockNumber, uint256 registered);
    /// @notice The quote does not bind this chain, registry, block hash and runtime data.
    error BindingMismatch(bytes32 quoted, bytes32 expected);
    error ZeroSigner();

    /// @notice Some component is below the present floor: propose it and wait.
    error WouldLoosen();
    error NothingPending();
    error NotReady(uint256 readyAt);
    error NotRevoked();

    // ---- Platforms ----

    /// @notice Admits an intermediate CA by its certificate (DER) under Intel's or the simulation root. A
    /// certificate that lasts longer replaces an earlier one for the same key.
    /// @return id keccak256(x || y) of the CA's key. Certificates are malleable, so their hashes are no ids.
    function admitCA(bytes calldata certificate, bool simulated) external returns (bytes32 id);

    /// @notice Admits a platform by its PCK certificate (DER), signed by the admitted CA with key (caX, caY). A
    /// certificate that lasts longer replaces an earlier one for the same key.
    /// @return id First 16 bytes of keccak256(x || y) of the PCK key.
    function admitPlatform(bytes calldata certificate, bytes32 caX, bytes32 caY) external returns (bytes16 id);

    /// @notice Admits a simulated platform by word of the development admitter, on a development chain.
    function admitPlatformDev(
        bytes32 x,
        bytes32 y,
        uint48 fmspc,
        uint128 cpuSvn,
        uint16 pceSvn,
        uint40 notAfter
    ) external returns (bytes16 id);

    // ---- Signers ----

    /// @notice Registers the signer of an SGX v3, TDX v4 or TDX v5 quote for 7 days, or renews it. Anyone may send it.
    /// @dev Report data: signer (20) || binding (32) || version, u32 = 1 || block number, u64; big-endian.
    /// binding = SHA-256("hallmark v1" || chain id, u64 || this registry (20) || blockhash(block) (32) ||
    /// SHA-256(runtime data) (32)). Without the block hash an old quote could be registered again for ever.
    /// @param body What the quote's attestation key signs: its first 432 bytes (SGX v3), 632 (TDX v4), 638 or 702
    /// (TDX v5 with a 1.0 or 1.5 report). See DcapQuote.
    /// @param auth Its signature data, 4 bytes behind that, up to the end of the QE authentication data: without the
    /// certificates.
    /// @param x,y PCK key of the platform that made the quote.
    /// @param blockNumber Block the quote names, one of the last 256 and newer than the registered one.
    /// @param runtimeDataHash SHA-256 of the runtime data that the binding covers.
    /// @return measured The measurement under which the signer now stands.
    function register(
        bytes calldata body,
        bytes calldata auth,
        bytes32 x,
        bytes32 y,
        uint64 blockNumber,
        bytes32 runtimeDataHash
    ) external returns (bytes32 measured);

    /// @notice Registers the signer of evidence that another verifier takes, or renews it, by the same rules for the
    /// report data. It lasts at most as long as the verifier says.
    /// @param verifier One of those fixed at construction.
    /// @return measured keccak256(abi.encode(uint256(EXTERNAL), verifier, its measurement)).
    function registerVerified(
        address verifier,
        bytes calldata evidence,
        uint64 blockNumber,
        bytes32 runtimeDataHash
    ) external returns (bytes32 measured);

    /// @notice Judges a quote without its report data and without recording anything: genuine, of an admitted,
    /// current and unrevoked platform, not in debug mode, at or above the floor. Reverts if not.
    /// @return kind TDX, SGX or SIM_TDX, by the form of the quote and the root that admitted the platform.
    /// @return measured keccak256 over uint256(kind) || MRTD || RTMR0 || RTMR1 || RTMR2 || MRCONFIGID, 272 bytes, or
    /// over uint256(kind) || MRENCLAVE || CONFIGID, 128 bytes.
    /// @return platformId The platform.
    /// @return notAfter End of the platform's certificates.
    function appraise(bytes calldata body, bytes calldata auth, bytes32 x, bytes32 y)
        external
        view
        returns (uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter);

    /// @notice Whether `signer` is attested now and inside `policy`: the proof holds, the registration has
    /// neither run out nor grown older than the policy's maxAge, and its platform is not revoked.
    /// @return Whether it holds. A proof that does not belong to `policy` gives false, never a revert.
    function trusted(address signer, bytes32 policy, PolicyProof calldata proof) external view returns (bool);

    /// @notice Makes a policy known to indexers.
    function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string calldata uri)
        external
        returns (bytes32 policy);

    // ---- The authority: refuses at once, permits after LOOSENING_DELAY ----

    /// @notice Raises the floor of a known platform type at once, for new registrations. Drops what was proposed.
    function tightenFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external;
    /// @notice Proposes a lower floor, or the first one for a platform type.
    function proposeFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external;
    /// @notice Puts a proposed floor into force once its time has come. Anyone may.
    function applyFloor(uint48 fmspc, uint8 kind) external;
    /// @notice Revokes a platform, admitted or not, and with it every registration made on it.
    function revokePlatform(bytes16 id) external;
    /// @notice Revokes a CA, admitted or not, and with it every platform that it signed; or another verifier (its
    /// address, right-aligned) and everything that it verified.
    function revokeCA(bytes32 id) external;
    /// @notice Proposes to take back the revocation of a platform (id left-aligned), a CA or a verifier.
    function proposeRestoration(bytes32 id) external;
    /// @notice Takes back the revocation of a platform once its time has come. Anyone may.
    function restorePlatform(bytes16 id) external;
    /// @notice Takes back the revocation of a CA or a verifier once its time has come. Anyone may.
    function restoreCA(bytes32 id) external;

    // ---- Views ----

    /// @notice Kinds of evidence: they enter measurements and select floors. EXTERNAL is another verifier's.
    function TDX() external view returns (uint8);
    function SGX() external view returns (uint8);
    function SIM_TDX() external view returns (uint8);
    function EXTERNAL() external view returns (uint8);
    function REPORT_DATA_VERSION() external view returns (uint32);
    /// @notice How long a registration lasts at most, seconds.
    function LIFETIME() external view returns (uint256);
    /// @notice How long the authority's permissions wait, seconds.
    function LOOSENING_DELAY() external view returns (uint256);

    function authority() external view returns (address);
    function developmentAdmitter() external view returns (address);
    function p256() external view returns (address);
    /// @notice The roots: Intel's and, on development chains, the simulation's (zero where there is none).
    function roots()
        external
        view
        returns (bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY);

    /// @notice The registration of a signer under a measurement; all zero where there is none.
    function attestation(address signer, bytes32 measured) external view returns (Attestation memory);
    /// @notice The record of a platform; flags say revoked also where only its CA is.
    function platform(bytes16 id) external view returns (Platform memory);
    /// @notice The record of a CA by keccak256(x || y) of its key, or of a verifier by its address, right-aligned.
    function certificateAuthority(bytes32 id) external view returns (CertificateAuthority memory);
    /// @notice The floor in force for a platform type.
    function floorOf(uint48 fmspc, uint8 kind) external view returns (Floor memory);
    /// @notice The proposed floor of a platform type.
    function pendingFloor(uint48 fmspc, uint8 kind) external view returns (PendingFloor memory);
    /// @notice When a proposed restoration of a platform (id left-aligned) or CA may take effect; 0 for none.
    function restorableAt(bytes32 id) external view returns (uint40);
}
