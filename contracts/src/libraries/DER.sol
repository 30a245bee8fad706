// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Strict DER (ITU-T X.690) over calldata: definite, minimal lengths, every element inside its parent.
/// @dev Positions are offsets into `data`. An element read inside [offset, end) ends at or before `end`; callers
/// compare ends where the grammar says that they meet. `word` may look past an end: whoever uses it checks the
/// length first, or reads a following element with the same `end`, which then fails.
library DER {
    uint256 internal constant BOOLEAN = 0x01;
    uint256 internal constant INTEGER = 0x02;
    uint256 internal constant BIT_STRING = 0x03;
    uint256 internal constant OCTET_STRING = 0x04;
    uint256 internal constant OID = 0x06;
    uint256 internal constant UTC_TIME = 0x17;
    uint256 internal constant GENERALIZED_TIME = 0x18;
    uint256 internal constant SEQUENCE = 0x30;

    /// @notice Another tag than the grammar has at this offset (0: none that is taken), or the parent ends here.
    error UnexpectedTag(uint256 offset, uint256 want);
    /// @notice A length that is indefinite, not minimal, above 65,535 or beyond the parent's end.
    error BadLength(uint256 offset);
    /// @notice A negative, not minimal or too long INTEGER.
    error BadInteger(uint256 offset);
    /// @notice A time that is not YYMMDDhhmmssZ or YYYYMMDDhhmmssZ, or no date.
    error BadTime(uint256 offset);
    /// @notice An object identifier that is empty or longer than 31 bytes.
    error BadObjectIdentifier(uint256 offset);

    /// @dev The 32 bytes at `offset`, zeros beyond the end of calldata.
    function word(bytes calldata data, uint256 offset) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := calldataload(add(data.offset, offset))
        }
    }

    /// @dev Content range of the element with `tag` at `offset`.
    function open(bytes calldata data, uint256 offset, uint256 end, uint256 tag)
        internal
        pure
        returns (uint256 start, uint256 stop)
    {
        unchecked {
            uint256 head = uint256(word(data, offset));
            if (offset >= end || head >> 248 != tag) revert UnexpectedTag(offset, tag);
            uint256 length = (head >> 240) & 0xff;
            start = offset + 2;
            if (length >= 0x80) {
                if (length == 0x81) {
                    length = (head >> 232) & 0xff;
                    start = offset + 3;
                    if (length < 0x80) revert BadLength(offset);
                } else if (length == 0x82) {
                    length = (head >> 224) & 0xffff;
                    start = offset + 4;
                    if (length < 0x100) revert BadLength(offset);
                } else {
                    revert BadLength(offset);
                }
            }
            stop = start + length;
            if (stop > end) revert BadLength(offset);
        }
    }

    /// @dev As `open`, for an element that must end exactly at `end`.
    function openLast(bytes calldata data, uint256 offset, uint256 end, uint256 tag)
        internal
        pure
        returns (uint256 start)
    {
        uint256 stop;
        (start, stop) = open(data, offset, end, tag);
        if (stop != end) revert BadLength(offset);
    }

    /// @dev The offset behind the element at `offset`, whatever its tag. Tag numbers above 30 are not taken.
    function skip(bytes calldata data, uint256 offset, uint256 end) internal pure returns (uint256 stop) {
        uint256 tag = uint256(word(data, offset)) >> 248;
        if (tag & 0x1f == 0x1f) revert UnexpectedTag(offset, 0);
        (, stop) = open(data, offset, end, tag);
    }

    /// @dev A non-negative INTEGER below 2^(8 * size), size at most 32, and the offset behind it.
    function integer(bytes calldata data, uint256 offset, uint256 end, uint256 size)
        internal
        pure
        returns (uint256 value, uint256 next)
    {
        unchecked {
            uint256 start;
            (start, next) = open(data, offset, end, INTEGER);
            uint256 length = next - start;
            uint256 head = uint256(word(data, start));
            if (length == 0 || head >> 255 != 0) revert BadInteger(offset);
            if (length > 1 && head >> 248 == 0) {
                // A leading zero is there only to keep the next byte's top bit from meaning a sign.
                if ((head >> 240) & 0x80 == 0) revert BadInteger(offset);
                ++start;
                --length;
            }
            if (length > size) revert BadInteger(offset);
            value = uint256(word(data, start)) >> (256 - 8 * length);
        }
    }

    /// @dev An object identifier as its content bytes, left-aligned, with their number in the last byte.
    function objectIdentifier(bytes calldata data, uint256 offset, uint256 end)
        internal
        pure
        returns (bytes32 oid, uint256 next)
    {
        unchecked {
            uint256 start;
            (start, next) = open(data, offset, end, OID);
            uint256 length = next - start;
            if (length == 0 || length > 31) revert BadObjectIdentifier(offset);
            oid = (word(data, start) & ~bytes32(type(uint256).max >> (8 * length))) | bytes32(length);
        }
    }

    /// @dev Whether the content of an identifier, in the form of `objectIdentifier`, is one: each component minimal,
    /// below 2^28, and the last one complete.
    function isObjectIdentifier(bytes32 oid) internal pure returns (bool) {
        uint256 run; // bytes of the component so far
        uint256 length = uint8(oid[31]);
        for (uint256 i; i < length; ++i) {
            uint256 b = uint8(oid[i]);
            if ((run == 0 && b == 0x80) || ++run > 4) return false;
            if (b < 0x80) run = 0;
        }
        return run == 0;
    }

    /// @dev A UTCTime or GeneralizedTime with seconds and Z (RFC 5280 §4.1.2.5) in seconds since 1970.
    function time(bytes calldata data, uint256 offset, uint256 end)
        internal
        pure
        returns (uint256 unix, uint256 next)
    {
        unchecked {
            uint256 tag = uint256(word(data, offset)) >> 248;
            if (tag != GENERALIZED_TIME) tag = UTC_TIME;
            uint256 start;
            (start, next) = open(data, offset, end, tag);
            bytes32 text = word(data, start);
            uint256 year = _two(text, 0, offset);
            if (tag == UTC_TIME) {
                if (next - start != 13) revert BadTime(offset);
                year += year < 50 ? 2000 : 1900;
                text <<= 8 * 2;
            } else {
                if (next - start != 15) revert BadTime(offset);
                year = 100 * year + _two(text, 2, offset);
                text <<= 8 * 4;
            }
            unix = _days(year, text, offset) * 1 days + _seconds(text, offset);
        }
    }

    /// @dev Days since 1970-01-01 of the proleptic Gregorian calendar, counted in years that begin in March.
    /// `text` starts at the month.
    function _days(uint256 year, bytes32 text, uint256 offset) private pure returns (uint256) {
        unchecked {
            uint256 month = _two(text, 0, offset);
            uint256 day = _two(text, 2, offset);
            if (year < 1970 || month == 0 || month > 12 || day == 0 || day > _daysIn(month, year)) {
                revert BadTime(offset);
            }
            if (month <= 2) {
                --year;
                month += 12;
            }
            uint256 dayOfYear = (153 * (month - 3) + 2) / 5 + day - 1;
            return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468;
        }
    }

    /// @dev Seconds since midnight; `text` starts at the month.
    function _seconds(bytes32 text, uint256 offset) private pure returns (uint256) {
        unchecked {
            uint256 hour = _two(text, 4, offset);
            uint256 minute = _two(text, 6, offset);
            uint256 second = _two(text, 8, offset);
            if (hour > 23 || minute > 59 || second > 59 || text[10] != "Z") revert BadTime(offset);
            return hour * 1 hours + minute * 1 minutes + second;
        }
    }

    function _two(bytes32 text, uint256 i, uint256 offset) private pure returns (uint256) {
        unchecked {
            uint256 tens = uint256(uint8(text[i])) - 48;
            uint256 ones = uint256(uint8(text[i + 1])) - 48;
            if (tens > 9 || ones > 9) revert BadTime(offset);
            return 10 * tens + ones;
        }
    }

    function _daysIn(uint256 month, uint256 year) private pure returns (uint256) {
        if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
