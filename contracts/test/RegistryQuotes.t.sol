// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Attested } from "./Attested.sol";
import { IAttestationRegistry as R } from "../src/interfaces/IAttestationRegistry.sol";
import { DcapQuote } from "../src/libraries/DcapQuote.sol";
import { TCBFloor } from "../src/libraries/TCBFloor.sol";

/// @dev Every form of quote that registers, and what of each is refused. Version 4 is AttestationRegistry.t.sol's.
/// forge-config: default.evm_version = "osaka"
/// forge-config: default.fuzz.runs = 96
contract RegistryQuotesTest is Attested {
    address internal constant signer = address(0x5160E2);
    uint64 internal constant BLOCK = 990;

    function setUp() external {
        _deployRegistry(16661, false);
        _admitCA();
        _admitPlatform();
    }

    function sendParts(bytes memory body, bytes memory auth) external {
        _sendParts(body, auth, BLOCK);
    }

    // ---- TDX, version 5 ----

    function test_registersVersion5UnderTheMeasurementOfVersion4() external {
        equal(_send(_quoteV5(signer, BLOCK, false, ""), BLOCK), _measurement(1), "1.0");
        equal(_send(_quoteV5(signer, BLOCK + 1, true, new bytes(48)), BLOCK + 1), _measurement(1), "1.5");
        equal(registry.attestation(signer, _measurement(1)).blockNumber, BLOCK + 1, "block");
    }

    function test_refusesAServiceTD() external {
        for (uint256 i; i < 48; i += 5) {
            bytes memory serviceTD = new bytes(48);
            serviceTD[i] = 0x01;
            _refuse(
                _quoteV5(signer, BLOCK, true, serviceTD),
                BLOCK,
                abi.encodeWithSelector(DcapQuote.ServiceTD.selector)
            );
        }
    }

    function test_refusesOtherBodies() external {
        for (uint256 i; i < 6; ++i) {
            Quote memory q = _quoteV5(signer, BLOCK, true, new bytes(48));
            q.body[48 + i] ^= 0x04;
            bytes6 body;
            for (uint256 k; k < 6; ++k) {
                body |= bytes6(bytes1(q.body[48 + k])) >> (8 * k);
            }
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.UnsupportedBody.selector, body));
        }
        // A size that belongs to another body or version.
        bytes[4] memory bodies = [
            _quote(signer, BLOCK).body,
            _quoteV5(signer, BLOCK, false, "").body,
            _quoteV5(signer, BLOCK, true, new bytes(48)).body,
            _quoteSGX(signer, BLOCK).body
        ];
        for (uint256 i; i < 4; ++i) {
            for (uint256 k; k < 4; ++k) {
                if (i == k) continue;
                Quote memory q;
                q.body = new bytes(bodies[k].length);
                for (uint256 j; j < q.body.length && j < bodies[i].length; ++j) {
                    q.body[j] = bodies[i][j];
                }
                _certify(q, TD_QE_SIGNER, 2);
                bytes memory auth = _auth(q);
                _refuse(
                    q,
                    BLOCK,
                    abi.encodeWithSelector(DcapQuote.BadQuoteSize.selector, q.body.length, auth.length)
                );
            }
        }
    }

    function test_refusesTheSameOfVersion5() external {
        Quote memory q = _quoteV5(signer, BLOCK, true, new bytes(48));
        q.body[54 + 120] = 0x01; // debug
        _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.BadAttributes.selector, 0x0100001000000000));
        q = _quoteV5(signer, BLOCK, true, new bytes(48));
        q.body[54 + 64] = 0x01;
        _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignModule.selector));
        q = _quoteV5(signer, BLOCK, true, new bytes(48));
        q.body[54] = 0x05;
        TCBFloor memory have = _floor();
        have.teeTcbSvn -= 1 << 120;
        _refuse(q, BLOCK, abi.encodeWithSelector(R.BelowFloor.selector, FMSPC, uint8(1), have, _floor()));
    }

    // ---- SGX ----

    function test_registersAnEnclave() external {
        equal(_send(_quoteSGX(signer, BLOCK), BLOCK), _measurementSGX(), "measurement");
        equal(registry.attestation(signer, _measurementSGX()).until, block.timestamp + 7 days, "until");
        _refuse(_quoteSGX(signer, BLOCK), BLOCK, abi.encodeWithSelector(R.NotNewer.selector, BLOCK, BLOCK));
    }

    function test_refusesEnclaveAttributes() external {
        uint8[9] memory offsets = [uint8(48), 48, 48, 49, 49, 50, 53, 55, 48];
        uint8[9] memory bits = [0x02, 0x08, 0x01, 0x01, 0x08, 0x01, 0x10, 0x80, 0x0a];
        for (uint256 i; i < bits.length; ++i) {
            Quote memory q = _quoteSGX(signer, BLOCK);
            q.body[48 + offsets[i]] ^= bytes1(bits[i]);
            bytes8 got;
            for (uint256 k; k < 8; ++k) {
                got |= bytes8(bytes1(q.body[96 + k])) >> (8 * k);
            }
            _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.BadAttributes.selector, uint64(got)));
        }
        Quote memory good = _quoteSGX(signer, BLOCK);
        good.body[96] = 0xf5;
        good.body[97] = 0x04;
        _send(good, BLOCK);
    }

    function test_refusesTheOtherKindsQuotingEnclave() external {
        Quote memory q = _quoteSGX(signer, BLOCK);
        _certify(q, TD_QE_SIGNER, 2);
        _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignQuotingEnclave.selector));
        _certify(q, QE_SIGNER, 2);
        _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignQuotingEnclave.selector));
        q = _quote(signer, BLOCK);
        _certify(q, QE_SIGNER, 1);
        _refuse(q, BLOCK, abi.encodeWithSelector(DcapQuote.ForeignQuotingEnclave.selector));
    }

    function test_floorsOfEnclavesAreTheirOwn() external {
        TCBFloor memory have = TCBFloor(CPU_SVN, 0, 13, 6);
        TCBFloor memory floor = TCBFloor(CPU_SVN, 0, 14, 6);
        vm.prank(authority);
        registry.tightenFloor(FMSPC, 2, floor);
        _refuse(
            _quoteSGX(signer, BLOCK),
            BLOCK,
            abi.encodeWithSelector(R.BelowFloor.selector, FMSPC, uint8(2), have, floor)
        );
        _send(_quote(signer, BLOCK), BLOCK);
    }

    function test_aSimulatedPlatformMakesNoEnclaveQuotes() external {
        _deployRegistry(31337, true);
        registry.admitCA(_certificate(_caDraft(), SIM_ROOT_KEY), true);
        _admitPlatform();
        _refuse(_quoteSGX(signer, BLOCK), BLOCK, abi.encodeWithSelector(R.SimulatedEnclave.selector));
        equal(_send(_quoteV5(signer, BLOCK, false, ""), BLOCK), _measurement(3), "measurement");
    }

    // ---- All ----

    function _form(uint256 form) internal view returns (Quote memory) {
        form %= 3;
        if (form == 0) return _quoteSGX(signer, BLOCK);
        return _quoteV5(signer, BLOCK, form == 1, new bytes(48));
    }

    function testFuzz_refusesEveryTamperedByte(uint8 form, uint16 offset, uint8 change) external {
        Quote memory q = _form(form);
        bytes memory auth = _auth(q);
        change = uint8(bound(change, 1, 255));
        uint256 i = bound(offset, 0, q.body.length + auth.length - 1);
        if (i < q.body.length) {
            q.body[i] ^= bytes1(change);
        } else {
            i -= q.body.length;
            // The size field of the certification data says how long the part is that the caller leaves out.
            if (q.body[0] != 0x03 && i >= 130 && i < 134) return;
            auth[i] ^= bytes1(change);
        }
        vm.expectRevert();
        this.sendParts(q.body, auth);
    }

    function testFuzz_refusesEveryLengthOfAuth(uint8 form, uint16 length) external {
        Quote memory q = _form(form);
        bytes memory auth = _auth(q);
        bytes memory other = new bytes(bound(length, 0, 1300));
        if (other.length == auth.length) return;
        for (uint256 i; i < other.length && i < auth.length; ++i) {
            other[i] = auth[i];
        }
        vm.expectRevert(abi.encodeWithSelector(DcapQuote.BadQuoteSize.selector, q.body.length, other.length));
        this.sendParts(q.body, other);
    }
}
