// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {
    Attestation,
    CertificateAuthority,
    Floor,
    IAttestationRegistry,
    InitialFloor,
    PendingFloor,
    Platform,
    PolicyProof,
    RegistrySetup
} from "./interfaces/IAttestationRegistry.sol";
import { IEvidenceVerifier, Verified } from "./interfaces/IEvidenceVerifier.sol";
import { Certificate } from "./libraries/Certificate.sol";
import { DcapQuote } from "./libraries/DcapQuote.sol";
import { P256Verify } from "./libraries/P256Verify.sol";
import { PlatformExtension } from "./libraries/PlatformExtension.sol";
import { TCB, TCBFloor } from "./libraries/TCBFloor.sol";

/// @title Which enclave keys are attested now, by which code on which platform
/// @dev One storage slot each for platforms, CAs and registrations; callers supply keys and measurements, so that
/// none of them is stored.
contract AttestationRegistry is IAttestationRegistry {
    uint8 public constant TDX = 1;
    uint8 public constant SGX = 2;
    uint8 public constant SIM_TDX = 3;
    uint8 public constant EXTERNAL = 4;

    uint8 private constant ADMITTED = 1;
    uint8 private constant SIMULATED = 2;
    uint8 private constant REVOKED = 4;
    uint8 private constant VERIFIED = 8;

    uint32 public constant REPORT_DATA_VERSION = 1;
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
    mapping(bytes32 => uint40) public restorableAt;
    /// @dev Bit i: the CA of index i is revoked. One word, so that `trusted` reads it once for all CAs.
    uint256 private _revokedCAs;
    uint8 private _caCount;

    modifier onlyAuthority() {
        if (msg.sender != authority) revert NotAuthority(msg.sender);
        _;
    }

    /// @dev A judged quote, before its report data is.
    struct Appraisal {
        uint8 kind;
        bytes16 platform;
        uint256 notAfter;
        bytes32 measured;
        bytes32[2] reportData;
    }

    constructor(RegistrySetup memory setup, InitialFloor[] memory floors, address[] memory verifiers) {
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
        // A verifier stands where a CA does, so that the same revocation reaches what it vouched for. Its id is its
        // address: no key's hash.
        for (uint256 i; i < verifiers.length; ++i) {
            if (verifiers[i].code.length == 0) revert BadSetup();
            _cas[_verifierId(verifiers[i])] = CertificateAuthority(type(uint40).max, VERIFIED, ++_caCount);
            emit VerifierFixed(verifiers[i]);
        }
    }

    // ---- platforms ----

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

    function register(
        bytes calldata body,
        bytes calldata auth,
        bytes32 x,
        bytes32 y,
        uint64 blockNumber,
        bytes32 runtimeDataHash
    ) external returns (bytes32 measured) {
        Appraisal memory a = _appraise(body, auth, x, y);
        _register(a, blockNumber, runtimeDataHash);
        return a.measured;
    }

    function registerVerified(
        address verifier,
        bytes calldata evidence,
        uint64 blockNumber,
        bytes32 runtimeDataHash
    ) external returns (bytes32 measured) {
        bytes32 id = _verifierId(verifier);
        if (_cas[id].flags & VERIFIED == 0) revert UnknownVerifier(verifier);
        Verified memory v = IEvidenceVerifier(verifier).verify(evidence);
        // Whatever the call did to this contract is done: what is read from here on is what counts.
        CertificateAuthority memory ca = _cas[id];
        if (ca.flags & REVOKED != 0) revert RevokedVerifier(id);
        if (v.measurement == 0) revert NoMeasurement();
        Appraisal memory a;
        a.kind = EXTERNAL;
        a.platform = bytes16(keccak256(abi.encode(verifier, v.platform)));
        a.notAfter = v.notAfter;
        a.measured = keccak256(abi.encode(uint256(EXTERNAL), verifier, v.measurement));
        a.reportData = v.reportData;
        Platform memory p = _platforms[a.platform];
        if (p.flags & REVOKED != 0) revert RevokedPlatform(a.platform);
        if (v.notAfter < block.timestamp) revert ExpiredPlatform(a.platform, v.notAfter);
        if (p.flags == 0) _platforms[a.platform] = Platform(0, 0, 0, VERIFIED, ca.index, 0);
        _register(a, blockNumber, runtimeDataHash);
        return a.measured;
    }

    function _register(Appraisal memory a, uint64 blockNumber, bytes32 runtimeDataHash) private {
        uint256 until = a.notAfter;
        if (until > block.timestamp + LIFETIME) until = block.timestamp + LIFETIME;
        address signer = _checkReportData(a.reportData, blockNumber, runtimeDataHash);

        bytes32 key = keccak256(abi.encode(signer, a.measured));
        uint256 registered = _attestations[key].blockNumber;
        if (blockNumber <= registered) revert NotNewer(blockNumber, registered);
        _attestations[key] =
            Attestation(uint40(block.timestamp), uint40(until), uint48(blockNumber), a.platform);
        emit Registered(signer, a.measured, a.platform, a.kind, blockNumber, until, runtimeDataHash);
    }

    function appraise(bytes calldata body, bytes calldata auth, bytes32 x, bytes32 y)
        external
        view
        returns (uint8 kind, bytes32 measured, bytes16 platformId, uint256 notAfter)
    {
        Appraisal memory a = _appraise(body, auth, x, y);
        return (a.kind, a.measured, a.platform, a.notAfter);
    }

    function _appraise(bytes calldata body, bytes calldata auth, bytes32 x, bytes32 y)
        private
        view
        returns (Appraisal memory a)
    {
        a.platform = bytes16(_keyId(x, y));
        Platform memory p = _platforms[a.platform];
        if (_revoked(p.flags, p.ca)) revert RevokedPlatform(a.platform);
        if (p.flags & ADMITTED == 0) revert UnknownPlatform(a.platform);
        a.notAfter = p.notAfter;
        if (a.notAfter < block.timestamp) revert ExpiredPlatform(a.platform, a.notAfter);

        (bool td, uint16 qeSvn, bytes calldata report) = DcapQuote.check(body, auth, x, y, p256);
        if (p.flags & SIMULATED == 0) a.kind = td ? TDX : SGX;
        else if (td) a.kind = SIM_TDX;
        else revert SimulatedEnclave();
        Floor memory f = _floors[p.fmspc][a.kind];
        if (!f.known) revert UnknownFMSPC(p.fmspc, a.kind);
        TCBFloor memory have = TCBFloor(p.cpuSvn, DcapQuote.teeTcbSvn(report, td), p.pceSvn, qeSvn);
        if (!TCB.atLeast(have, f.tcb)) revert BelowFloor(p.fmspc, a.kind, have, f.tcb);
        a.measured = DcapQuote.measurement(report, td, a.kind);
        (a.reportData[0], a.reportData[1]) = DcapQuote.reportData(report, td);
    }

    /// @dev signer (20) || binding (32) || version u32 || block u64. Overridden by tests of recorded quotes alone.
    function _checkReportData(bytes32[2] memory data, uint64 blockNumber, bytes32 runtimeDataHash)
        internal
        view
        virtual
        returns (address signer)
    {
        uint256 tail = uint256(data[1]);
        uint32 version = uint32(tail >> 64);
        if (version != REPORT_DATA_VERSION) revert BadReportDataVersion(version);
        if (uint64(tail) != blockNumber) revert BlockMismatch(uint64(tail), blockNumber);
        bytes32 binding = bytes32((uint256(data[0]) << 160) | (tail >> 96));
        bytes32 expected = _binding(blockNumber, runtimeDataHash);
        if (binding != expected) revert BindingMismatch(binding, expected);
        signer = address(bytes20(data[0]));
        if (signer == address(0)) revert ZeroSigner();
    }

    function _binding(uint64 blockNumber, bytes32 runtimeDataHash) internal view returns (bytes32) {
        bytes32 hash = blockhash(blockNumber);
        if (hash == 0) revert BlockOutOfReach(blockNumber);
        return sha256(
            abi.encodePacked("hallmark v1", uint64(block.chainid), address(this), hash, runtimeDataHash)
        );
    }

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
        Attestation storage a = _attestations[keccak256(abi.encode(signer, proof.measurement))];
        if (a.until < block.timestamp || uint256(a.registeredAt) + proof.maxAge < block.timestamp) {
            return false;
        }
        Platform storage p = _platforms[a.platform];
        return !_revoked(p.flags, p.ca);
    }

    function publishPolicy(bytes32 root, uint64 maxAge, bytes32 fileDigest, string calldata uri)
        external
        returns (bytes32 policy)
    {
        policy = keccak256(abi.encode(root, maxAge, fileDigest));
        emit PolicyPublished(policy, msg.sender, root, maxAge, fileDigest, uri);
    }

    // ---- the authority: refuse at once, permit after LOOSENING_DELAY ----

    function tightenFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external onlyAuthority {
        Floor memory f = _floors[fmspc][kind];
        if (!f.known) revert UnknownFMSPC(fmspc, kind);
        if (!TCB.atLeast(floor, f.tcb)) revert WouldLoosen();
        delete _pendingFloors[fmspc][kind];
        _setFloor(fmspc, kind, floor);
    }

    function proposeFloor(uint48 fmspc, uint8 kind, TCBFloor calldata floor) external onlyAuthority {
        uint40 readyAt = uint40(block.timestamp + LOOSENING_DELAY);
        _pendingFloors[fmspc][kind] = PendingFloor(floor, readyAt);
        emit FloorProposed(fmspc, kind, floor, readyAt);
    }

    function applyFloor(uint48 fmspc, uint8 kind) external {
        PendingFloor memory pending = _pendingFloors[fmspc][kind];
        _requireReady(pending.readyAt);
        delete _pendingFloors[fmspc][kind];
        _setFloor(fmspc, kind, pending.tcb);
    }

    function revokePlatform(bytes16 id) external onlyAuthority {
        _platforms[id].flags |= REVOKED;
        delete restorableAt[id];
        emit PlatformRevoked(id);
    }

    function revokeCA(bytes32 id) external onlyAuthority {
        CertificateAuthority storage ca = _cas[id];
        ca.flags |= REVOKED;
        if (ca.index != 0) _revokedCAs |= 1 << ca.index;
        delete restorableAt[id];
        emit CARevoked(id);
    }

    function proposeRestoration(bytes32 id) external onlyAuthority {
        if ((_platforms[bytes16(id)].flags | _cas[id].flags) & REVOKED == 0) revert NotRevoked();
        uint40 readyAt = uint40(block.timestamp + LOOSENING_DELAY);
        restorableAt[id] = readyAt;
        emit RestorationProposed(id, readyAt);
    }

    function restorePlatform(bytes16 id) external {
        _requireReady(restorableAt[id]);
        delete restorableAt[id];
        _platforms[id].flags &= ~REVOKED;
        emit PlatformRestored(id);
    }

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

    function attestation(address signer, bytes32 measured) external view returns (Attestation memory) {
        return _attestations[keccak256(abi.encode(signer, measured))];
    }

    function platform(bytes16 id) external view returns (Platform memory p) {
        p = _platforms[id];
        if (_revoked(p.flags, p.ca)) p.flags |= REVOKED;
    }

    function certificateAuthority(bytes32 id) external view returns (CertificateAuthority memory) {
        return _cas[id];
    }

    function floorOf(uint48 fmspc, uint8 kind) external view returns (Floor memory) {
        return _floors[fmspc][kind];
    }

    function pendingFloor(uint48 fmspc, uint8 kind) external view returns (PendingFloor memory) {
        return _pendingFloors[fmspc][kind];
    }

    function roots()
        external
        view
        returns (bytes32 intelX, bytes32 intelY, bytes32 simulationX, bytes32 simulationY)
    {
        return (_intelX, _intelY, _simulationX, _simulationY);
    }

    function _revoked(uint8 flags, uint8 ca) private view returns (bool) {
        return flags & REVOKED != 0 || (_revokedCAs >> ca) & 1 != 0;
    }

    function _developmentChain() private view returns (bool) {
        return block.chainid == 1337 || block.chainid == 31337;
    }

    function _verifierId(address verifier) private pure returns (bytes32) {
        return bytes32(uint256(uint160(verifier)));
    }

    function _keyId(bytes32 x, bytes32 y) private pure returns (bytes32) {
        return keccak256(bytes.concat(x, y));
    }
}
