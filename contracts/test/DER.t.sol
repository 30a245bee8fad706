// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Base } from "./Base.sol";
import { DER } from "../src/libraries/DER.sol";

contract DERReader {
    function open(bytes calldata data, uint256 end, uint256 tag) external pure returns (uint256, uint256) {
        return DER.open(data, 0, end, tag);
    }

    function integer(bytes calldata data, uint256 size) external pure returns (uint256, uint256) {
        return DER.integer(data, 0, data.length, size);
    }

    function time(bytes calldata data) external pure returns (uint256 unix, uint256 next) {
        return DER.time(data, 0, data.length);
    }

    function objectIdentifier(bytes calldata data) external pure returns (bytes32, uint256) {
        return DER.objectIdentifier(data, 0, data.length);
    }
}

/// @dev The DER reader by itself.
contract DERTest is Base {
    DERReader internal reader;

    function setUp() external {
        reader = new DERReader();
    }

    function testFuzz_elementsStayInsideTheirParent(bytes calldata data, uint16 end) external view {
        uint256 limit = bound(end, 0, data.length);
        try reader.open(data, limit, 0x30) returns (uint256 start, uint256 stop) {
            check(start >= 2 && start <= stop && stop <= limit, "leaves its parent");
        } catch { }
    }

    function testFuzz_integersHaveOneEncoding(uint256 value) external view {
        bytes memory content = hex"";
        uint256 v = value;
        do {
            content = bytes.concat(bytes1(uint8(v)), content);
            v >>= 8;
        } while (v != 0);
        bool padded = uint8(content[0]) >= 0x80;
        if (padded) content = bytes.concat(hex"00", content);
        bytes memory der = bytes.concat(hex"02", bytes1(uint8(content.length)), content);
        (uint256 got, uint256 next) = reader.integer(der, 32);
        equal(got, value, "value");
        equal(next, der.length, "end");
        _refuse(
            abi.encodeCall(
                reader.integer,
                (bytes.concat(hex"02", bytes1(uint8(content.length + 1)), hex"00", content), 33)
            )
        );
        uint256 size = content.length - (padded ? 1 : 0);
        _refuse(abi.encodeCall(reader.integer, (der, size - 1)));
    }

    /// @dev Against the calendar counted day by day.
    function test_timesAreThoseOfTheCalendar() external view {
        uint256 unix;
        for (uint256 year = 1970; year < 2110; ++year) {
            bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (uint256 month = 1; month <= 12; ++month) {
                uint256 days_ = month == 2
                    ? (leap ? 29 : 28)
                    : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
                _time(year, month, 1, unix);
                _time(year, month, days_, unix + (days_ - 1) * 1 days);
                _refuse(abi.encodeCall(reader.time, (_generalized(year, month, days_ + 1))));
                unix += days_ * 1 days;
            }
            _refuse(abi.encodeCall(reader.time, (_generalized(year, 13, 1))));
            _refuse(abi.encodeCall(reader.time, (_generalized(year, 0, 1))));
            _refuse(abi.encodeCall(reader.time, (_generalized(year, 1, 0))));
        }
    }

    function _time(uint256 year, uint256 month, uint256 day, uint256 want) internal view {
        (uint256 got,) = reader.time(_generalized(year, month, day));
        equal(got, want + 86_399, "GeneralizedTime");
        if (year >= 2050) return;
        bytes memory text = bytes.concat(_two(year % 100), _two(month), _two(day), "235959Z");
        (got,) = reader.time(bytes.concat(hex"170d", text));
        equal(got, want + 86_399, "UTCTime");
    }

    function _generalized(uint256 year, uint256 month, uint256 day) internal pure returns (bytes memory) {
        return bytes.concat(
            hex"180f", _two(year / 100), _two(year % 100), _two(month), bytes.concat(_two(day), "235959Z")
        );
    }

    function _two(uint256 v) internal pure returns (bytes memory) {
        return bytes.concat(bytes1(uint8(48 + v / 10)), bytes1(uint8(48 + v % 10)));
    }

    function test_refusesOtherTimes() external view {
        string[11] memory bad = [
            "250206232551", // no Z
            "250206232551z",
            "2502062325Z", // no seconds
            "250206232551+0000",
            "250206242551Z",
            "250206236051Z",
            "250206232560Z",
            "2502062325 1Z",
            "690206232551Z", // 1969
            "2502062325:1Z",
            ""
        ];
        for (uint256 i; i < bad.length; ++i) {
            bytes memory text = bytes(bad[i]);
            _refuse(abi.encodeCall(reader.time, (bytes.concat(hex"17", bytes1(uint8(text.length)), text))));
        }
        _refuse(abi.encodeCall(reader.time, (bytes.concat(hex"180f", "19690206232551Z"))));
        _refuse(abi.encodeCall(reader.time, (bytes.concat(hex"180d", "250206232551Z"))));
        _refuse(abi.encodeCall(reader.time, (bytes.concat(hex"1811", "20250206232551.5Z"))));
    }

    function test_objectIdentifiersKeepTheirLength() external {
        (bytes32 a,) = reader.objectIdentifier(hex"0603551d0f");
        (bytes32 b,) = reader.objectIdentifier(hex"0604551d0f00");
        check(a != b, "a trailing zero byte is part of it");
        vm.expectRevert(abi.encodeWithSelector(DER.BadObjectIdentifier.selector, 0));
        reader.objectIdentifier(hex"0600");
        vm.expectRevert(abi.encodeWithSelector(DER.BadObjectIdentifier.selector, 0));
        reader.objectIdentifier(bytes.concat(hex"0620", bytes32(type(uint256).max)));
    }

    function _refuse(bytes memory call) internal view {
        (bool ok,) = address(reader).staticcall(call);
        check(!ok, "accepted");
    }
}
