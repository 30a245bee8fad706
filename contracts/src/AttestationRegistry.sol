// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { IAttestationRegistry, PolicyProof } from "./interfaces/IAttestationRegistry.sol";
import { Certificate } from "./libraries/Certificate.sol";
import { P256Verify } from "./libraries/P256Verify.sol";
import { PlatformExtension } from "./libraries/PlatformExtension.sol";
import { TCB, TCBFloor } from "./libraries/TCBFloor.sol";
import { TdxQuote } from "./libraries/TdxQuote.sol";

/// @title Which enclave keys are attested now, by which code on which platform.
/// @notice Platforms come in by their certificate chain to Intel's root, signers by a fresh quote, and a signer
/// is judged against a policy by a Merkle proof. Anyone may bring any of these. Nobody vouches for a platform's
/// genuineness; that a genuine platform's TCB is current rests on the floors that `authority` keeps.
///
/// The authority can refuse (raise floors, revoke platforms and CAs) at once and permit again after 7 days. It
/// cannot add roots, verifiers or signers, and nothing here holds or moves coins: at worst jobs stall.
///
/// A simulation root and a development admitter exist only on the chain ids 1337 and 31337. What they admit is
/// of kind SIM_TDX, which enters the measurement: no policy that names hardware ever accepts it.
contract AttestationRegistry is IAttestationRegistry {
    /// @param intelX,intelY Public key of the Intel SGX Root CA.
    /// @param simulationX,simulationY Public key of a simulation root; zero where there is none.
    /// @param authority Who keeps floors and revocations.
    /// @param p256 Verifier of P-256 signatures for chains without the precompile.
    /// @param developmentAdmitter Who may admit simulated platforms without a certificate; zero for nobody.
    struct Setup {
        bytes32 intelX;
        bytes32 intelY;
        bytes32 simulationX;
        bytes32 simulationY;
        address authority;
        address p256;
        address developmentAdmitter;
    }

    struct InitialFloor {
        uint48 fmspc;
        uint8 kind;
        TCBFloor floor;
    }

    /// @param registeredAt When it was registered.
    /// @param until Last second of the registration.
    /// @param blockNumber Block whose hash the quote carries.
    /// @param platform Platform that made the quote.
    struct Attestation {
        uint40 registeredAt;
        uint40 until;
        uint48 blockNumber;
        bytes16 platform;
    }

    /// @param notAfter Earlier end of leaf and CA certificate.
    /// @param flags ADMITTED, SIMULATED, REVOKED.
    /// @param ca Index of the CA that signed the leaf; 0 for none (development admitter).
    struct Platform {
        uint40 notAfter;
        uint48 fmspc;
        uint16 pceSvn;
        uint8 flags;
        uint8 ca;
        uint128 cpuSvn;
    }

    struct CertificateAuthority {
        uint40 notAfter;
        uint8 flags;
        uint8 index;
    }

    struct Floor {
        TCBFloor tcb;
        bool known;
    }

    struct PendingFloor {
        TCBFloor tcb;
        uint40 readyAt;
    }

    // Kinds of evidence: they enter measurements and select floors. 2 is SGX's.
    uint8 public constant TDX = 1;
    uint8 public constant SIM_TDX = 3;

    uint8 public constant ADMITTED = 1;
    uint8 public constant SIMULATED = 2;
    uint8 public constant REVOKED = 4;

    uint32 public constant REPORT_DATA_VERSION = 1;
    /// @notice How long a registration lasts at most, and how long the authority's permissions wait.
    uint256 public constant LIFETIME = 7 days;
    uint256 public constant LOOSENING_DELAY = 7 days;

    address public immutable authority;
    address public immutable developmentAdmitter;
    address public immutable p256;
    bytes32 private immutable _intelX;
    bytes32 private immutable _intelY;
    bytes32 private immutable _simulationX;
    bytes32 private immutable _simulationY;

    mapping(bytes32 => Attestation) private _attestations;
    mapping(bytes16 => Platform) private _platforms;
    mapping(bytes32 => CertificateAuthority) private _cas;
    mapping(uint48 => mapping(uint8 => Floor)) private _floors;
    mapping(uint48 => mapping(uint8 => PendingFloor)) private _pendingFloors;
    /// @notice When a proposed restoration of a platform (id left-aligned) or CA may take effect; 0 for none.
    mapping(bytes32 => uint40) public restorableAt;
    /// @dev Bit i: the CA of index i is revoked. One word, so that `trusted` reads it once for all CAs.
    uint256 private _revokedCAs;
    uint8 private _caCount;

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
    /// @notice A policy made known; nothing is stored, the id is keccak256(abi.encode(root, maxAge, fileDigest)).
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
    /// @notice Simulation is for the chain ids 1337 and 31337.
    error NotADevelopmentChain(uint256 chainId);
    error BadSetup();
    error UnknownCA(bytes32 ca);
    error RevokedCA(bytes32 ca);
    error ExpiredCA(bytes32 ca, uint256 notAfter);
    error TooManyCAs();
    /// @notice The certificate is not signed by the key it was said to be signed by.
    error BadCertificateSignature();
    /// @notice Admitted already, with a certificate that lasts as long or of the other kind.
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

    modifier onlyAuthority() {
        if (msg.sender != authority) revert NotAuthority(msg.sender);
        _;
    }

    constructor(Setup memory setup, InitialFloor[] memory floors) {
        if (setup.authority == address(0) || setup.intelX == 0 || !P256Verify.works(setup.p256)) {
            revert BadSetup();
        }
        bool simulation =
            setup.simulationX | setup.simulationY != 0 || setup.developmentAdmitter != address(0);
        if (simulation && !_developmentChain()) revert NotADevelopmentChain(block.chainid);
        _intelX = setup.intelX;
        _intelY = setup.intelY;
        _simulationX = setup.simulationX;
        _simulationY = setup.simulationY;
        authority = setup.authority;
        p256 = setup.p256;
        developmentAdmitter = setup.developmentAdmitter;
        for (uint256 i; i < floors.length; ++i) {
            _setFloor(floors[i].fmspc, floors[i].kind, floors[i].floor);
        }
    }

    // ---- platforms ----

    /// @notice Admits an intermediate CA by its certificate (DER) under Intel's or the simulation root. A
    /// certificate that lasts longer replaces an earlier one for the same key.
    /// @return id keccak256(x || y) of the CA's key. Certificates are malleable, so their hashes are no ids.
    function admitCA(bytes calldata certificate, bool simulated) external returns (bytes32 id) {
        if (simulated && (_simulationX == 0 || !_developmentChain())) {
            revert NotADevelopmentChain(block.chainid);
        }
        Certificate.Parsed memory c = Certificate.parse(certificate);
        Certificate.requireCA(certificate, c);
        _checkIssued(certificate, c, simulated ? _simulationX : _intelX, simulated ? _simulationY : _intelY);

        id = _keyId(c.x, c.y);
        CertificateAuthority storage ca = _cas[id];
        uint8 flags = simulated ? ADMITTED | SIMULATED : ADMITTED;
        if (ca.flags & REVOKED != 0) revert RevokedCA(id);
        if (ca.flags != 0 && (ca.flags != flags || c.notAfter <= ca.notAfter)) revert AlreadyAdmitted(id);
        if (ca.index == 0) {
            if (_caCount == type(uint8).max) revert TooManyCAs();
            ca.index = ++_caCount;
        }
        ca.notAfter = uint40(c.notAfter);
        ca.flags = flags;
        emit CAAdmitted(id, simulated, c.notAfter);
    }

    /// @notice Admits a platform by its PCK certificate (DER), signed by the admitted CA with key (caX, caY). A
    /// certificate that lasts longer replaces an earlier one for the same key.
    /// @return id First 16 bytes of keccak256(x || y) of the PCK key.
    function admitPlatform(bytes calldata certificate, bytes32 caX, bytes32 caY)
        external
        returns (bytes16 id)
    {
        bytes32 caId = _keyId(caX, caY);
        CertificateAuthority memory ca = _cas[caId];
        if (ca.flags & REVOKED != 0) revert RevokedCA(caId);
        if (ca.flags & ADMITTED == 0) revert UnknownCA(caId);
        if (ca.notAfter < block.timestamp) revert ExpiredCA(caId, ca.notAfter);

        Certificate.Parsed memory c = Certificate.parse(certificate);
        (uint256 start, uint256 end) = Certificate.requirePlatform(certificate, c);
        _checkIssued(certificate, c, caX, caY);

        Platform memory p;
        (p.fmspc, p.cpuSvn, p.pceSvn) = PlatformExtension.read(certificate, start, end);
        p.notAfter = c.notAfter < ca.notAfter ? uint40(c.notAfter) : ca.notAfter;
        p.flags = ca.flags;
        p.ca = ca.index;
        return _admit(c.x, c.y, p, caId);
    }

    /// @notice Admits a simulated platform by word of the development admitter, on a development chain.
    function admitPlatformDev(
        bytes32 x,
        bytes32 y,
        uint48 fmspc,
        uint128 cpuSvn,
        uint16 pceSvn,
        uint40 notAfter
    ) external returns (bytes16 id) {
        if (!_developmentChain()) revert NotADevelopmentChain(block.chainid);
        if (msg.sender != developmentAdmitter) revert NotDevelopmentAdmitter(msg.sender);
        return _admit(x, y, Platform(notAfter, fmspc, pceSvn, ADMITTED | SIMULATED, 0, cpuSvn), 0);
    }

    function _admit(bytes32 x, bytes32 y, Platform memory p, bytes32 caId) private returns (bytes16 id) {
        id = bytes16(_keyId(x, y));
        Platform storage old = _platforms[id];
        uint8 flags = old.flags;
        if (flags & REVOKED != 0) revert RevokedPlatform(id);
        if (flags != 0 && (flags != p.flags || p.notAfter <= old.notAfter)) revert AlreadyAdmitted(id);
        _platforms[id] = p;
        emit PlatformAdmitted(id, caId, p.flags & SIMULATED != 0, p.fmspc, p.cpuSvn, p.pceSvn, p.notAfter);
    }

    function _checkIssued(bytes calldata der, Certificate.Parsed memory c, bytes32 x, bytes32 y)
        private
        view
    {
        if (block.timestamp < c.notBefore || block.timestamp > c.notAfter) {
            revert Certificate.OutsideValidity(c.notBefore, c.notAfter);
        }
        if (!P256Verify.verify(p256, sha256(der[c.tbsStart:c.tbsEnd]), c.r, c.s, x, y)) {
            revert BadCertificateSignature();
        }
    }

    // ---- signers ----

    /// @notice Registers the signer of a TDX v4 quote for 7 days, or renews it. Anyone may send it.
    /// @dev Report data: signer (20) || binding (32) || version, u32 = 1 || block number, u64; big-endian.
    /// binding = SHA-256("hallmark v1" || chain id, u64 || this registry (20) || blockhash(block) (32) ||
    /// SHA-256(runtime data) (32)). Without the block hash an old quote could be registered again for ever.
    /// @param body First 632 bytes of the quote.
    /// @param auth Its signature data without the certificates, see TdxQuote.
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
    ) external returns (bytes32 measured) {
        uint8 kind;
        bytes16 platformId;
        uint256 until;
        (kind, measured, platformId, until) = appraise(body, auth, x, y);
        if (until > block.timestamp + LIFETIME) until = block.timestamp + LIFETIME;
        address signer = _checkReportData(body, blockNumber, runtimeDataHash);

        Attestation storage a = _attestations[keccak256(abi.encode(signer, measured))];
        if (blockNumber <= a.blockNumber) revert NotNewer(blockNumber, a.blockNumber);
        (a.registeredAt, a.until, a.blockNumber, a.platform) =
        (uint40(block.timestamp), uint40(until), uint48(blockNumber), platformId);
        emit Registered(signer, measured, platformId, kind, blockNumber, until, runtimeDataHash);
    }

    /// @notice Judges a quote without its report data and without recording anything: genuine, of an admitted,
    /// current and unrevoked platform, not in debug mode, at or above the floor. Reverts if not.
    /// @return kind TDX or SIM_TDX, by the root that admitted the platform.
    /// @return measured keccak256 over uint256(kind) || MRTD || RTMR0 || RTMR1 || RTMR2 || MRCONFIGID, 272 bytes.
    /// @return platformId The platform.
    /// @return notAfter End of the platform's certificates.
    function appraise(bytes calldata body, bytes calldata auth, bytes32 x, bytes32 y)
        public
        view
        returns (uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
    {
        platformId = bytes16(_keyId(x, y));
        Platform memory p = _platforms[platformId];
        if (_revoked(p)) revert RevokedPlatform(platformId);
        if (p.flags & ADMITTED == 0) revert UnknownPlatform(platformId);
        notAfter = p.notAfter;
        if (notAfter < block.timestamp) revert ExpiredPlatform(platformId, notAfter);
        kind = p.flags & SIMULATED != 0 ? SIM_TDX : TDX;

        uint16 qeSvn = TdxQuote.check(body, auth, x, y, p256);
        Floor memory f = _floors[p.fmspc][kind];
        if (!f.known) revert UnknownFMSPC(p.fmspc, kind);
        TCBFloor memory have = TCBFloor(p.cpuSvn, TdxQuote.teeTcbSvn(body), p.pceSvn, qeSvn);
        if (!TCB.atLeast(have, f.tcb)) revert BelowFloor(p.fmspc, kind, have, f.tcb);
        measured = TdxQuote.measurement(body, kind);
    }

    function _checkReportData(bytes calldata body, uint64 blockNumber, bytes32 runtimeDataHash)
        private
        view
        returns (address signer)
    {
        bytes32 binding;
        uint32 version;
        uint64 quoted;
        (signer, binding, version, quoted) = TdxQuote.reportData(body);
        if (version != REPORT_DATA_VERSION) revert BadReportDataVersion(version);
        if (quoted != blockNumber) revert BlockMismatch(quoted, blockNumber);
        bytes32 hash = blockhash(blockNumber);
        if (hash == 0) revert BlockOutOfReach(blockNumber);
        bytes32 expected = sha256(
            abi.encodePacked("hallmark v1", uint64(block.chainid), address(this), hash, runtimeDataHash)
        );
        if (binding != expected) revert BindingMismatch(binding, expected);
        if (signer == address(0)) revert ZeroSigner();
    }

    /// @inheritdoc IAttestationRegistry
    function trusted(address signer, bytes32 policy, PolicyProof calldata proof)
        external
        view
        returns (bool)
    {
        if (keccak256(abi.encode(proof.root, proof.maxAge, proof.fileDigest)) != policy) {
            return false;
        }
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(proof.measurement))));
        if (MerkleProof.processProofCalldata(proof.path, leaf) != proof.root) return false;
        Attestation memory a = _attestations[keccak256(abi.encode(signer, proof.measurement))];
        return a.until >= block.timestamp && uint256(a.registeredAt) + proof.maxAge >= block.timestamp
            && !_revoked(_platforms[a.platform]);
    }

    /// @notice Makes a policy known to indexers.
    function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string calldata uri)
        external
        returns (bytes32 policy)
    {
        policy = keccak256(abi.encode(root, maxAge, fileDigest));
        emit PolicyPublished(policy, msg.sender, root, maxAge, fileDigest, uri);
    }

    // ---- the authority: refuse at once, permit after LOOSENING_DELAY ----

    /// @notice Raises the floor of a known platform type at once, for new registrations. Drops what was proposed.
    function tightenFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external onlyAuthority {
        Floor memory f = _floors[fmspc][kind];
        if (!f.known) revert UnknownFMSPC(fmspc, kind);
        if (!TCB.atLeast(floor, f.tcb)) revert WouldLoosen();
        delete _pendingFloors[fmspc][kind];
        _setFloor(fmspc, kind, floor);
    }

    /// @notice Proposes a lower floor, or the first one for a platform type.
    function proposeFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external onlyAuthority {
        uint40 readyAt = uint40(block.timestamp + LOOSENING_DELAY);
        _pendingFloors[fmspc][kind] = PendingFloor(floor, readyAt);
        emit FloorProposed(fmspc, kind, floor, readyAt);
    }

    /// @notice Puts a proposed floor into force once its time has come. Anyone may.
    function applyFloor(uint48 fmspc, uint8 kind) external {
        PendingFloor memory pending = _pendingFloors[fmspc][kind];
        _requireReady(pending.readyAt);
        delete _pendingFloors[fmspc][kind];
        _setFloor(fmspc, kind, pending.tcb);
    }

    /// @notice Revokes a platform, admitted or not, and with it every registration made on it.
    function revokePlatform(bytes16 id) external onlyAuthority {
        _platforms[id].flags |= REVOKED;
        delete restorableAt[id];
        emit PlatformRevoked(id);
    }

    /// @notice Revokes a CA, admitted or not, and with it every platform that it signed.
    function revokeCA(bytes32 id) external onlyAuthority {
        CertificateAuthority storage ca = _cas[id];
        ca.flags |= REVOKED;
        if (ca.index != 0) _revokedCAs |= 1 << ca.index;
        delete restorableAt[id];
        emit CARevoked(id);
    }

    /// @notice Proposes to take back the revocation of a platform (id left-aligned) or a CA.
    function proposeRestoration(bytes32 id) external onlyAuthority {
        if ((_platforms[bytes16(id)].flags | _cas[id].flags) & REVOKED == 0) revert NotRevoked();
        uint40 readyAt = uint40(block.timestamp + LOOSENING_DELAY);
        restorableAt[id] = readyAt;
        emit RestorationProposed(id, readyAt);
    }

    /// @notice Takes back the revocation of a platform once its time has come. Anyone may.
    function restorePlatform(bytes16 id) external {
        _requireReady(restorableAt[id]);
        delete restorableAt[id];
        _platforms[id].flags &= ~REVOKED;
        emit PlatformRestored(id);
    }

    /// @notice Takes back the revocation of a CA once its time has come. Anyone may.
    function restoreCA(bytes32 id) external {
        _requireReady(restorableAt[id]);
        delete restorableAt[id];
        CertificateAuthority storage ca = _cas[id];
        ca.flags &= ~REVOKED;
        _revokedCAs &= ~(1 << ca.index);
        emit CARestored(id);
    }

    function _requireReady(uint256 readyAt) private view {
        if (readyAt == 0) revert NothingPending();
        if (readyAt > block.timestamp) revert NotReady(readyAt);
    }

    function _setFloor(uint48 fmspc, uint8 kind, TCBFloor memory floor) private {
        _floors[fmspc][kind] = Floor(floor, true);
        emit FloorSet(fmspc, kind, floor);
    }

    // ---- views ----

    /// @notice The registration of a signer under a measurement; all zero where there is none.
    function attestation(address signer, bytes32 measured) external view returns (Attestation memory) {
        return _attestations[keccak256(abi.encode(signer, measured))];
    }

    /// @notice The record of a platform; flags carry REVOKED also where only its CA is revoked.
    function platform(bytes16 id) external view returns (Platform memory p) {
        p = _platforms[id];
        if (_revoked(p)) p.flags |= REVOKED;
    }

    /// @notice The record of a CA by keccak256(x || y) of its key.
    function certificateAuthority(bytes32 id) external view returns (CertificateAuthority memory) {
        return _cas[id];
    }

    /// @notice The floor in force for a platform type; not known means that the type is refused.
    function floorOf(uint48 fmspc, uint8 kind) external view returns (Floor memory) {
        return _floors[fmspc][kind];
    }

    /// @notice The proposed floor; readyAt 0 means that there is none.
    function pendingFloor(uint48 fmspc, uint8 kind) external view returns (PendingFloor memory) {
        return _pendingFloors[fmspc][kind];
    }

    /// @notice The roots: Intel's and, on development chains, the simulation's (zero where there is none).
    function roots()
        external
        view
        returns (bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
    {
        return (_intelX, _intelY, _simulationX, _simulationY);
    }

    function _revoked(Platform memory p) private view returns (bool) {
        return p.flags & REVOKED != 0 || (_revokedCAs >> p.ca) & 1 != 0;
    }

    function _developmentChain() private view returns (bool) {
        return block.chainid == 1337 || block.chainid == 31337;
    }

    function _keyId(bytes32 x, bytes32 y) private pure returns (bytes32) {
        return keccak256(bytes.concat(x, y));
    }
}
